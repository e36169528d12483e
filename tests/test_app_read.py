from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import command
from data_sources.intake.forms.fields import FIELDS

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "data" / "reports"


@pytest.fixture
def read(tmp_path, monkeypatch, capsys):
    """Run `bolysttavla read` in a folder of its own; gives exit status, output and complaints."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        try:
            status = command.main(["read", *map(str, words)])
        except SystemExit as leaving:
            status = leaving.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_json_has_the_forms_keys_and_nothing_else_on_the_output(read):
    status, said, asked = read(SAMPLES / "form_bokmaal.txt", "--json")
    assert status == 0
    fields = json.loads(said)
    assert list(fields) == [field.key for field in FIELDS]
    assert fields["policy_goals"] == ["a", "d", "i"]
    assert fields["geographic_effect"] == "c"
    assert fields["accounts"] == ""
    assert asked.startswith("municipalities: Hvilken kommune er «Herøy»")


def test_the_clients_form_is_printed_as_json(read, shared):
    status, said, _ = read("--json", shared / "documents" / "001_53ea93677e2763da.txt")
    assert status == 0
    fields = json.loads(said)
    assert [fields[key] for key in ("anchoring", "progress", "geographic_effect", "policy_goals")] == [
        ["a", "b", "c"],
        ["a", "c"],
        "b",
        ["a", "e", "h"],
    ]


def test_without_json_a_person_reads_field_by_field_what_was_read_and_where(read):
    status, said, _ = read(SAMPLES / "form_opening.txt")
    assert status == 0
    assert "Forankring av prosjektet [anchoring]: lest, linje 2, sikkert" in said
    assert "a) Styringsgruppe; c) Samarbeid med andre" in said
    assert "I dokumentet: KMD Bø kommune" in said
    assert "[continuation]: mangler i dokumentet" in said
    assert said.endswith("23 felt, 9 må avgjøres.\n")


@pytest.mark.parametrize("name", ["application.txt", "project_page.txt", "slides.txt", "letter.txt"])
def test_another_paper_is_refused_with_the_sentence_alone(read, name):
    status, said, complaint = read(SAMPLES / name, "--json")
    assert (status, said) == (1, "")
    assert complaint.startswith("Dette er ")
    assert complaint.count("\n") == 1


def test_a_file_that_cannot_be_read_is_refused(read, tmp_path):
    status, said, complaint = read(tmp_path / "ingen.docx")
    assert (status, said) == (1, "")
    assert "finnes filen" in complaint
    assert read(tmp_path)[0] == 1


@pytest.mark.parametrize("words", [[], ["a", "b"], ["a", "--xml"]])
def test_wrong_use_ends_with_two(read, words):
    assert read(*words)[0] == 2


def test_reading_stores_nothing_and_needs_no_database(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "read", str(SAMPLES / "form_nynorsk.pdf"), "--json"],
        cwd=tmp_path,
        env=environment | {"BOLYST_PORT": "ikke et tall"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["project_name"] == "Heim att"
    assert list(tmp_path.iterdir()) == []
