from __future__ import annotations

import os

import pytest

import command
from dashboard.papers.archive import read_row, tidy_id
from data_sources.database import engine
from data_sources.intake.forms.annual_report import read_report
from data_sources.snapshots import SnapshotTable


@pytest.fixture
def run(seeded, tmp_path, monkeypatch, capsys):
    """Run the command in an empty folder; gives exit status, output and complaints."""
    folder = tmp_path / "her"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in list(os.environ):
        if name.startswith("BOLYST_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("BOLYST_DATABASE_URL", seeded.board_url)
    monkeypatch.setenv("BOLYST_INTAKE_DATABASE_URL", seeded.intake_url)

    def ran(*arguments):
        try:
            status = command.main(["form", *map(str, arguments)])
        except SystemExit as left:
            status = left.code
        said = capsys.readouterr()
        return status, said.out, said.err

    ran.folder = folder
    return ran


def test_a_form_is_written_in_the_projects_language_and_kept(run, seeded):
    status, said, _ = run("--project", "haram-integrering", "--year", "2014", "--out", "haram.docx")
    assert status == 0
    assert said.startswith("haram.docx er skrevet: Program for integrering i Haram, 2014.")
    report = read_report(run.folder / "haram.docx")
    assert report["report_type"].value == "Årleg rapport BOLYST"
    identity = tidy_id(said.rstrip(".\n").rsplit(" ", 1)[1])
    board = engine(seeded.board_url)
    row = SnapshotTable(board).find(identity)
    board.dispose()
    assert read_row(row).document.title == "Årleg rapport BOLYST"


def test_language_ending_and_the_projects_name_may_be_given(run):
    name = "innvandre en ressurs i nordland/vesterålen"
    assert run("--project", name, "--lang", "nn", "--out", "v.docx")[0] == 0
    assert read_report(run.folder / "v.docx")["report_type"].value == "Årleg rapport BOLYST"
    assert run("--project", name, "--out", "v.pdf")[0] == 0
    assert (run.folder / "v.pdf").read_bytes().startswith(b"%PDF-")


def test_a_file_that_is_there_is_left_as_it_is_unless_forced(run):
    there = run.folder / "f.docx"
    there.write_text("mitt")
    arguments = ("--project", "haram-integrering", "--year", "2014", "--out", "f.docx")
    status, _, complaint = run(*arguments)
    assert (status, there.read_text()) == (1, "mitt")
    assert "--force" in complaint
    assert run(*arguments, "--force")[0] == 0
    assert there.read_bytes().startswith(b"PK")
    assert sorted(path.name for path in run.folder.iterdir()) == ["f.docx"]


def test_a_project_that_is_not_there_is_refused_with_the_nearest(run):
    status, _, complaint = run("--project", "haram-integering", "--out", "f.docx")
    assert status == 1
    assert "haram-integrering" in complaint
    assert not list(run.folder.iterdir())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--project", "kristiansund-levekar", "--out", "f.docx"), "oppgi året"),
        (("--project", "haram-integrering", "--out", "mappe/f.docx"), "finnes mappen"),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_reason(run, arguments, said):
    status, _, complaint = run(*arguments)
    assert status == 1
    assert said in complaint


@pytest.mark.parametrize(
    "arguments",
    [
        ("--project", "haram-integrering"),
        ("--out", "f.docx"),
        ("--project", "haram-integrering", "--out", "f.xlsx"),
        ("--project", "haram-integrering", "--out", "f.docx", "--year", "20145"),
        ("--project", "haram-integrering", "--out", "f.docx", "--year", "²⁰¹⁴"),
        ("--project", "haram-integrering", "--out", "f.docx", "--lang", "en"),
    ],
)
def test_wrong_use_is_told_apart_from_a_refusal(run, arguments):
    assert run(*arguments)[0] == 2


def test_an_empty_board_is_refused(run, tmp_path, monkeypatch):
    monkeypatch.setenv("BOLYST_DATABASE_URL", f"sqlite:///{tmp_path / 'ingen.db'}")
    status, _, complaint = run("--project", "haram-integrering", "--out", "f.docx")
    assert status == 1
    assert complaint
