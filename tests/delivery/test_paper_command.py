from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

import command
from dashboard.papers.archive import read_row, tidy_id
from data_sources.database import engine
from data_sources.snapshots import SnapshotTable

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 2.0
HARAM = ("--kommune", "1580", "--year", "2014")


@pytest.fixture
def paper(seeded, tmp_path, monkeypatch, capsys):
    """The command in a folder of its own over the seeds: exit status, what it said, what it complained of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOLYST_DATABASE_URL", seeded.board_url)
    monkeypatch.setenv("BOLYST_INTAKE_DATABASE_URL", seeded.intake_url)

    def run(*words):
        try:
            status = command.main(["paper", *words])
        except SystemExit as left:
            status = left.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def found_id(said):
    return tidy_id(re.search(r"utsnitt (\S+)", said)[1])


def test_a_paper_is_written_and_kept_under_the_id_that_is_told(paper, seeded, tmp_path):
    status, said, complaint = paper("--kind", "council", *HARAM, "--lang", "nn", "--out", "sak.pdf")
    assert (status, complaint) == (0, "")
    reader = pypdf.PdfReader(BytesIO((tmp_path / "sak.pdf").read_bytes()))
    assert found_id(said) in reader.metadata["/Keywords"]
    made = engine(seeded.board_url)
    kept = read_row(SnapshotTable(made).find(found_id(said)))
    made.dispose()
    assert kept.query == "sprak=nn&fylke=15&kommune=1580&aar=2014"


def test_word_and_workbook_come_by_the_ending(paper, tmp_path):
    assert paper(*HARAM, "--out", "sak.docx")[0] == 0
    assert paper(*HARAM, "--out", "sak.xlsx")[0] == 0
    assert docx.Document(tmp_path / "sak.docx").paragraphs
    assert len(openpyxl.load_workbook(tmp_path / "sak.xlsx").sheetnames) > 5


def test_without_a_file_it_is_named_by_what_is_in_it(paper, tmp_path):
    assert paper(*HARAM)[0] == 0
    assert (tmp_path / "saksframlegg-haram-2014-nn.pdf").is_file()


@pytest.mark.parametrize(
    ("options", "query"),
    [
        (("--kommune", "Haram"), "kommune=1580"),
        (("--fylke", "Møre og Romsdal", "--kind", "region"), "fylke=15"),
        (("--prosjekt", "haram-integrering"), "prosjekt=haram-integrering"),
        (("--program", "bolyst"), "program=bolyst"),
        (("--query", "http://127.0.0.1:8050/?sprak=nn&kommune=1580&aar=2014"), "kommune=1580&aar=2014"),
        (("--query", "?kommune=1580", "--year", "2013"), "kommune=1580&aar=2013"),
    ],
)
def test_a_selection_is_told_in_the_ways_people_have_it(paper, seeded, options, query):
    status, said, _ = paper(*options, "--out", "ut.pdf")
    assert status == 0
    made = engine(seeded.board_url)
    row = SnapshotTable(made).find(found_id(said))
    made.dispose()
    assert row["query"].endswith(query)


def test_a_number_no_longer_in_use_is_followed_and_told(paper):
    status, _, told = paper("--kommune", "1534", "--out", "ut.pdf")
    assert status == 0
    assert told == "Kommunenummer 1534 er ikke lenger i bruk: papiret er om 1580 Haram.\n"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--kommune", "Harrm"), "Kommunen «Harrm» finnes ikke. Mente du 1580 Haram"),
        (("--kommune", "158"), "1580 Haram"),
        (("--fylke", "Rogalnd"), "Mente du 11 Rogaland"),
        (("--prosjekt", "haram"), "Mente du haram-integrering"),
        (("--kommune", "1580", "--year", "ifjor"), "Skriv 2014, eller 2012-2014"),
        (("--kommune", "1580", "--kind", "dans"), "Papiret «dans» finnes ikke. Velg council"),
        (("--kommune", "1580", "--kind", "region"), ""),
        ((), "Hvem er papiret om?"),
    ],
)
def test_what_cannot_be_made_is_refused_with_what_to_write(paper, tmp_path, options, words):
    status, said, complaint = paper(*options, "--out", "ut.pdf")
    assert (status, said) == (1, "")
    assert words in complaint
    assert complaint.strip()
    assert not (tmp_path / "ut.pdf").exists()


def test_a_file_that_is_there_is_left_as_it_is_unless_forced(paper, tmp_path):
    (tmp_path / "ut.pdf").write_text("mitt")
    status, _, complaint = paper(*HARAM, "--out", "ut.pdf")
    assert status == 1
    assert "--force" in complaint
    assert (tmp_path / "ut.pdf").read_text() == "mitt"
    assert paper(*HARAM, "--out", "ut.pdf", "--force")[0] == 0
    assert (tmp_path / "ut.pdf").read_bytes().startswith(b"%PDF")


def test_an_ending_that_is_none_of_ours_is_refused(paper):
    status, _, complaint = paper(*HARAM, "--out", "ut.odt")
    assert status == 1
    assert ".pdf, .docx eller .xlsx" in complaint


def test_several_municipalities_give_a_file_each_with_progress(paper, tmp_path):
    status, said, _ = paper("--kommune", "1580,1535", "--out", "papir/", "--format", "docx")
    assert status == 0
    lines = said.splitlines()
    assert [line.split(":")[0] for line in lines] == ["1 av 2", "2 av 2"]
    assert sorted(path.name for path in (tmp_path / "papir").iterdir()) == [
        "saksframlegg-haram-nn.docx",
        "saksframlegg-vestnes-nn.docx",
    ]


def test_a_pattern_names_the_files_by_place_and_day(paper, tmp_path):
    assert paper("--kommune", "1580,1535", "--out", "{date}/{place}.pdf")[0] == 0
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf")}
    day = time.strftime("%Y-%m-%d", time.gmtime())
    assert names == {f"{day}/saksframlegg-haram-nn.pdf", f"{day}/saksframlegg-vestnes-nn.pdf"}


def test_one_file_is_one_paper_of_them_all(paper, tmp_path):
    assert paper("--kommune", "1580,1535", "--out", "begge.pdf")[0] == 0
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["begge.pdf"]


def test_one_for_each_project_in_one_file_is_refused(paper):
    status, _, complaint = paper("--fylke", "15", "--each", "prosjekt", "--out", "alle.pdf")
    assert status == 1
    assert "{place}" in complaint


def test_wrong_use_ends_with_two(paper):
    assert paper("--lang", "klingonsk")[0] == 2


def test_an_empty_database_is_refused_with_what_to_do(paper, monkeypatch, tmp_path):
    monkeypatch.setenv("BOLYST_DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    status, _, complaint = paper(*HARAM, "--out", "ut.pdf")
    assert status == 1
    assert "bolysttavla seed" in complaint


def test_the_command_needs_neither_dash_nor_plotly_and_is_quick(seeded, tmp_path):
    code = (
        "import sys, command, time\n"
        "status = command.main(['paper', '--kommune', '1580', '--year', '2014', '--out', 'ut.pdf'])\n"
        "assert status == 0\n"
        "assert not {'dash', 'plotly', 'flask', 'alembic', 'openpyxl'} & set(sys.modules)\n"
        "print(time.process_time())\n"
    )
    names = {"BOLYST_DATABASE_URL": seeded.board_url, "BOLYST_INTAKE_DATABASE_URL": seeded.intake_url}
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": os.defpath, **names},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert float(ran.stdout.split()[-1]) < MOST_SECONDS, "seconds of processor time, start-up included"
