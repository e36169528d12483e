from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import command
from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine
from data_sources.intake.batches.journal import Databases, recover
from data_sources.intake.template.template import template
from data_sources.intake.workbooks.stored import stored_in
from tests.intake_board import close, everything, stored

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ROOT / "tests" / "data" / "reports"
NAME = "Innvandre en ressurs i Nordland/Vesterålen"
PROJECT = "vesteralen-innvandrere-en-ressurs"
MEETINGS = "Prosjekt;Dato;Sektorer til stede\nharam-integrering;{day}.02.2014;{sectors}\n"
COUNTS = (
    "Tiltak;Kommune;År;Målgruppe;Kjønn;Alder;Unike deltakere;Oppmøter\n"
    "haram-e-sprakkafe;1534 Haram;2014;Innvandrere;Kvinne;20–29 år;{women};40\n"
    "haram-e-sprakkafe;1534 Haram;2014;Innvandrere;Mann;20–29 år;2;9\n"
)


def form():
    return (PAPERS / "form_bokmaal.txt").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    """A folder with files to import."""
    files = {
        "moete.csv": MEETINGS.format(day="11", sectors="NAV"),
        "moete2.csv": MEETINGS.format(day="11", sectors="NAV og helse"),
        "tal.csv": COUNTS.format(women=12),
        "feil.csv": MEETINGS.format(day="41", sectors="NAV"),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "skjema.txt").write_text(form().replace("Velkomen til bygda", NAME), encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(folder, seeded, monkeypatch, capsys):
    """Run the command in the folder; gives exit status, output and complaints."""
    monkeypatch.chdir(folder)
    for name in list(os.environ):
        if name.startswith("BOLYST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BOLYST_DATABASE_URL", seeded.board_url)
    monkeypatch.setenv("BOLYST_INTAKE_DATABASE_URL", seeded.intake_url)

    def run_command(*words):
        try:
            status = command.main(words)
        except SystemExit as leaving:
            status = leaving.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_command


@pytest.fixture
def databases(seeded):
    made = Databases(engine(seeded.board_url), engine(seeded.intake_url))
    yield made
    close(made)


def test_a_file_is_imported_listed_and_undone(run, databases):
    before = everything(databases)
    status, said, _ = run("import", "moete.csv", "--role", "redaktør")
    assert (status, said) == (
        0,
        "moete.csv er lest inn som innlesing 1: team_meeting: 1 nye. Dataversjon 2.\n",
    )
    assert len(stored(databases.board, schema.team_meeting)) == len(before[0]["team_meeting"]) + 1
    status, said, _ = run("undo", "1", "--role", "fylkeskommune")
    assert (status, said) == (
        0,
        "Innlesing 1 er angret, som innlesing 2: team_meeting: 1 fjernede. Dataversjon 3.\n",
    )
    assert everything(databases) == before
    _, said, _ = run("batches")
    last, first = said.splitlines()
    assert "angret innlesing 1" in last
    assert "fylkeskommune" in last
    assert first.startswith("1 · ")
    assert "moete.csv · haram-integrering · redaktør · angret · team_meeting: 1 nye" in first


def test_the_same_file_again_is_said_to_be_there_already(run, databases):
    run("import", "moete.csv")
    shutil.copy("moete.csv", "kopi.csv")
    status, said, _ = run("import", "kopi.csv")
    assert (status, said) == (0, "kopi.csv er alt lest inn, som innlesing 1. Ingenting er endret.\n")
    assert data_version(databases.board) == 2


def test_a_file_that_changes_what_is_stored_waits_for_yes(run, databases):
    run("import", "moete.csv")
    status, said, _ = run("import", "--preview", "moete2.csv")
    assert status == 0
    assert "«NAV» → «NAV og helse»" in said
    assert data_version(databases.board) == 2
    status, _, complaint = run("import", "moete2.csv")
    assert status == 1
    assert "«NAV» → «NAV og helse»" in complaint
    assert "--yes" in complaint
    assert data_version(databases.board) == 2
    assert run("import", "--yes", "moete2.csv")[0] == 0
    assert data_version(databases.board) == 3


def test_rejected_cells_are_listed_and_nothing_is_stored(run, databases):
    before = everything(databases)
    status, _, complaint = run("import", "feil.csv")
    assert status == 1
    assert "rad 2" in complaint
    assert "41.02.2014" in complaint
    assert everything(databases) == before
    assert run("import", "--preview", "feil.csv")[0] == 1


def test_each_of_several_files_is_a_batch_of_its_own(run, databases):
    status, said, complaint = run("import", "feil.csv", "moete.csv", "finst-ikkje.csv", "tal.csv", "--yes")
    assert status == 1
    assert "innlesing 1" in said
    assert "innlesing 2" in said
    assert "feil.csv" in complaint
    assert "finst-ikkje.csv" in complaint
    assert len(stored(databases.board, schema.batch)) == 2


def test_real_counts_take_over_from_invented_ones_and_an_undo_brings_those_back(run, databases):
    def shown():
        cells = stored(databases.board, schema.participation)
        return [
            cell for cell in cells if cell["measure_id"] == "haram-e-sprakkafe" and cell["period"] == "2014"
        ]

    before = shown()
    assert {cell["evidence"] for cell in before} == {"example"}
    assert run("import", "tal.csv")[0] == 1, "invented counts are stored values too"
    assert run("import", "tal.csv", "--yes")[0] == 0
    assert [(cell["gender"], cell["evidence"]) for cell in shown()] == [
        ("female", "self_reported"), ("male", "self_reported"),
    ]  # fmt: skip
    assert shown()[0]["unique_participants"] == 12
    assert shown()[1]["unique_participants"] in {0, 3}
    run("undo", "1")
    assert shown() == before


def of_project(databases, table, **more):
    wanted = {"project": PROJECT} | more
    return [row for row in stored(databases.board, table) if wanted.items() <= row.items()]


def test_a_report_is_imported_with_what_is_certain(run, databases):
    status, said, complaint = run("import", "skjema.txt")
    assert (status, complaint) == (0, "")
    assert "Disse feltene lagres ikke: " in said
    assert "Prosjektleder" in said
    (report,) = of_project(databases, schema.report, year=2013)
    assert (report["kind"], str(report["delivered"]), report["source"]) == (
        "annual",
        "2014-04-22",
        "skjema.txt",
    )
    assert of_project(databases, schema.effect_assessment, year=2013)[0]["achieved"] == "c"
    assert [row["letter"] for row in of_project(databases, schema.policy_goal, source="skjema.txt")] == [
        "d",
        "i",
    ]
    progress = of_project(databases, schema.progress_assessment, source="skjema.txt")
    assert {row["code"]: row["text"] for row in progress}["b"] == "flom i mai."
    texts = of_project(databases, schema.project_text, source="skjema.txt")
    assert {(row["kind"], row["position"]) for row in texts} == {
        (kind, 2013) for kind in ("method", "transfer_value", "continuation")
    }
    assert not of_project(databases, schema.anchoring, source="skjema.txt"), "both crosses were known"


def test_every_answer_of_the_form_is_kept_but_those_that_name_persons(run, databases):
    run("import", "skjema.txt")
    (report,) = of_project(databases, schema.report, year=2013)
    kept = {row["field"]: row for row in stored(databases.board, schema.report_field)}
    assert {row["report"] for row in kept.values()} == {report["report"]}
    assert {"goals", "target_groups", "results", "external_communication"} <= set(kept)
    assert not set(kept) & {"from", "project_leader", "steering_group_leader", "county_contact"}
    assert not set(kept) & {"anchoring", "progress", "geographic_effect", "method"}, "they have tables"


def test_no_name_of_a_person_on_the_form_is_stored(run, seeded, databases):
    run("import", "skjema.txt")
    close(databases)
    for path in seeded.folder.glob("*.db*"):
        assert b"Eksempelsen" not in path.read_bytes()


def test_the_clients_own_form_adds_its_texts_and_waits_for_yes_where_the_board_says_it_otherwise(
    run, databases, shared
):
    (real,) = (shared / "documents").glob("001_*.txt")
    status, _, complaint = run("import", str(real))
    assert status == 1
    assert complaint.count("~") == 2
    assert run("import", str(real), "--yes")[0] == 0
    assert [row["code"] for row in of_project(databases, schema.progress_assessment)] == ["a", "c"]
    assert len(of_project(databases, schema.report)) == 1, "the report was on the board already"
    assert len(of_project(databases, schema.project_text, position=2014)) == 3


def test_a_report_of_an_unknown_project_or_with_open_questions_is_refused(run, folder):
    (folder / "ukjent.txt").write_text(form(), encoding="utf-8")
    status, _, complaint = run("import", "ukjent.txt")
    assert status == 1
    assert "--project" in complaint
    assert run("import", "ukjent.txt", "--project", "finst-ikkje")[0] == 1
    assert run("import", "ukjent.txt", "--project", "haram-integrering")[0] == 0
    (folder / "udatert.txt").write_text(form().replace("22.04.14", "i vår"), encoding="utf-8")
    status, _, complaint = run("import", "udatert.txt", "--project", PROJECT)
    assert status == 1
    assert "«Dato»" in complaint


def test_a_paper_of_another_kind_is_refused_with_what_it_is(run):
    status, _, complaint = run("import", str(PAPERS / "slides.txt"))
    assert status == 1
    assert "lysbilder" in complaint


def test_a_workbook_filled_in_from_the_board_holds_nothing_new(run, folder, databases):
    known = stored_in(loaders(databases.board))
    (folder / "bok.xlsx").write_bytes(template(known, project="haram-integrering", language="nn"))
    before = everything(databases)
    status, said, complaint = run("import", "bok.xlsx")
    assert (status, complaint) == (0, "")
    assert "ingenting nytt" in said
    assert everything(databases) == before


@pytest.mark.parametrize(
    "words", [["import"], ["undo"], ["undo", "to"], ["import", "x", "--role", "Kari"], ["batches", "1"]]
)
def test_wrong_use_ends_with_two(run, words):
    assert run(*words)[0] == 2


def test_an_unknown_batch_is_refused(run):
    status, _, complaint = run("undo", "9")
    assert status == 1
    assert "ingen innlesing 9" in complaint


def test_an_import_while_another_writes_is_refused(run, seeded, databases):
    holder = sqlite3.connect(seeded.folder / "board.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    status, _, complaint = run("import", "moete.csv")
    holder.close()
    assert status == 1
    assert "opptatt" in complaint
    assert stored(databases.board, schema.batch) == []


@pytest.mark.slow
def test_a_command_that_is_killed_leaves_what_was_before_or_what_was_to_be(seeded, folder, tmp_path):
    importing = [sys.executable, str(ROOT / "app.py"), "import", "--yes", str(folder / "tal.csv")]

    def start(place):
        place.mkdir()
        for name in ("board.db", "intake.db"):
            shutil.copy(seeded.folder / name, place / name)
        urls = {
            "DATABASE": f"sqlite:///{place / 'board.db'}",
            "INTAKE_DATABASE": f"sqlite:///{place / 'intake.db'}",
        }
        environment = os.environ | {f"BOLYST_{name}_URL": url for name, url in urls.items()}
        return subprocess.Popen(
            importing, cwd=place, env=environment, stdout=subprocess.DEVNULL
        ), urls.values()

    def outcome(urls):
        made = Databases(*(engine(url) for url in urls))
        recover(made)
        found = everything(made)
        close(made)
        return found

    started = time.monotonic()
    whole, urls = start(tmp_path / "whole")
    assert whole.wait() == 0
    took = time.monotonic() - started
    allowed = (outcome((seeded.board_url, seeded.intake_url)), outcome(urls))
    assert allowed[0] != allowed[1]
    chance = random.Random(1534)  # noqa: S311 - a moment to stop at, no secret
    for number in range(6):
        process, urls = start(tmp_path / str(number))
        time.sleep(took * chance.uniform(0.5, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert outcome(urls) in allowed
