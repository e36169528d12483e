from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from data_sources.catalogue import loaders
from data_sources.database import engine
from data_sources.intake.batches.commands import add_intake_commands
from data_sources.intake.batches.journal import Databases
from data_sources.intake.batches.reading import corrected
from data_sources.intake.batches.terminal import run
from data_sources.intake.forms.annual_report import read_report
from data_sources.intake.template.template import template
from data_sources.intake.workbooks.stored import stored_in

FORM = Path(__file__).resolve().parents[3] / "data" / "reports" / "form_bokmaal.txt"
PARTICIPATION = ("Deltakelse", "Deltaking")


@pytest.fixture
def databases(seeded):
    board, intake = engine(seeded.board_url), engine(seeded.intake_url)
    yield Databases(board, intake)
    board.dispose()
    intake.dispose()


@pytest.fixture
def asked(databases, capsys):
    """The function that runs a command with --json and returns its answer, with what it said beside."""

    def ask(*arguments):
        parser = argparse.ArgumentParser()
        add_intake_commands(parser.add_subparsers(dest="command"))
        assert run(parser.parse_args([*map(str, arguments), "--json"]), databases) == 0
        said = capsys.readouterr()
        return json.loads(said.out), said.err

    return ask


@pytest.fixture
def book(databases, tmp_path):
    """The function that writes Haram's own template with some cells changed."""
    content = template(stored_in(loaders(databases.board)), project="haram-integrering", language="nn")

    def write(name="haram.xlsx", **cells):
        path = tmp_path / name
        path.write_bytes(content)
        opened = openpyxl.load_workbook(path)
        for place, value in cells.items():
            sheet, cell = place.split("__")
            opened[sheet][cell] = value
        opened.save(path)
        return path

    return write


def test_a_preview_tells_before_and_after_in_the_words_of_the_sheets(asked, book):
    answer, said = asked("import", book(Mål__H6=130), "--preview", "--lang", "nn")
    assert answer["outcome"] == "changes"
    assert answer["counts"] == {"Mål": {"changed": 1}}
    assert answer["changes"] == [
        {"sheet": "Mål", "row": "haram-e1", "column": "Måltal", "before": "120", "after": "130"}
    ]
    assert "progress " in said


def test_an_import_is_a_batch_and_its_undo_puts_back(asked, book):
    path = book(Mål__H6=130)
    applied, _ = asked("import", path, "--yes")
    assert (applied["outcome"], applied["batch"]) == ("applied", 1)
    assert asked("import", path, "--preview")[0]["outcome"] == "same"
    undone, _ = asked("undo", 1)
    assert (undone["outcome"], undone["version"]) == ("undone", applied["version"] + 1)
    assert asked("undo", 9)[0]["outcome"] == "refused"
    assert asked("import", path, "--preview")[0]["outcome"] == "changes"


def test_faults_are_listed_and_marked_in_a_workbook(asked, book, tmp_path):
    marked = tmp_path / "marked.xlsx"
    answer, _ = asked("import", book(Mål__H6="mange"), "--preview", "--annotated", marked)
    assert (answer["outcome"], answer["rejected_in_all"]) == ("rejected", 1)
    fault = answer["rejected"][0]
    assert (fault["sheet"], fault["row"], fault["value"]) == ("Mål", 6, "mange")
    assert fault["advice"]
    assert "Mål" in openpyxl.load_workbook(marked).sheetnames
    assert asked("import", book(Mål__H6="mange"), "--yes")[0]["outcome"] == "rejected"


def test_no_raw_count_is_in_the_answer_neither_the_new_nor_the_stored(asked, tmp_path):
    path = tmp_path / "deltaking.csv"
    head = "tiltak;kommune;år;målgruppe;kjønn;alder;unike deltakarar"
    row = "haram-e-sprakkafe;1534;2014;immigrants;kvinne;30-54;987"
    chosen = ("import", path, "--preview", "--project", "haram-integrering", "--lang", "nn")
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    faulty, _ = asked(*chosen)
    assert [one["column"] for one in faulty["rejected"]] == ["attendances"], (
        "fewer than the persons, and stored"
    )
    assert faulty["rejected"][0]["value"] == ""
    path.write_text(f"{head};oppmøte\n{row};1200\n", encoding="utf-8")
    answer, _ = asked(*chosen)
    assert answer["outcome"] == "changes", answer
    assert answer["raw"]
    assert answer["counts"]["Deltaking"]["changed"] == 1
    assert answer["changes"] == []
    assert "987" not in json.dumps(answer)


def test_a_file_that_cannot_be_read_is_a_sentence(asked, tmp_path):
    path = tmp_path / "tom.xlsx"
    path.write_bytes(b"")
    answer, _ = asked("import", path, "--preview")
    assert answer["outcome"] == "refused"
    assert answer["sentence"].endswith(".")


def test_a_form_is_told_field_by_field_and_its_corrections_are_stored(asked, tmp_path):
    answer, _ = asked("import", FORM, "--preview")
    assert len(answer["fields"]) == 23
    method = next(one for one in answer["fields"] if one["key"] == "method")
    assert method["place"]
    assert method["stored"]
    written = tmp_path / "corrections.json"
    rest = {
        "project": "haram-integrering",
        "date": "01.12.2014",
        "geographic_effect": "c",
        "anchoring": "a, c",
    }
    decided = {"progress": "a", "policy_goals": "a, h", "report_type": "Årlig rapport BOLYST"}
    texts = {"method": "Rettet metode", "project_name": "Haram", "transfer_value": "", "continuation": ""}
    written.write_text(json.dumps(rest | decided | texts), encoding="utf-8")
    checked, _ = asked("import", FORM, "--preview", "--corrections", written)
    assert checked["outcome"] == "changes", checked
    assert checked["project"] == "haram-integrering"
    applied, _ = asked("import", FORM, "--yes", "--corrections", written)
    assert applied["outcome"] == "applied"
    assert asked("import", FORM, "--preview", "--corrections", written)[0]["outcome"] == "same"


def test_a_correction_is_certain_and_asks_nothing_more():
    report = read_report(FORM)
    unsure = replace(
        report, fields=tuple(replace(field, state="ambiguous", sure="low") for field in report.fields)
    )
    after = corrected(unsure, {"policy_goals": "H, a", "date": "24.04.2015", "method": " Mentorar "})
    assert after["policy_goals"].value == ("a", "h")
    assert after["method"].value == "Mentorar"
    assert (after["method"].state, after["method"].sure) == ("read", "high")
    assert after["continuation"].state == "ambiguous"
    assert str(after.day) == "2015-04-24"
    assert corrected(report, {"date": "i fjor"}).day is None
