"""The command `refresh` as a program of its own: files, a proxy, a kill on the way, and the schedule."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from data_sources import schema
from data_sources.database import data_version, engine, read, writing
from data_sources.statbank.figure_store import note_attempt
from data_sources.statbank.refresh_command import (
    FIRST_WAIT,
    LEAST_WAIT,
    keep_refreshing,
    refresh_lock,
    seconds_left,
)
from tests.data_sources.statbank.statbank_tables import StatBank, document

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
ROWS = "kommune_code,name,year,reason,value,status\n1130,Strand,2020,Arbeidsinnvandrere,321,\n"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def migration(value=7):
    variables = {"Region": ["1130", "1580"], "Tid": ["2024"]}
    contents = dict.fromkeys(("Folketilvekst", "Nettoinnflytting", "Innflyttinger"), "personer")
    return document("06913", "Befolkning og endringer", variables, contents, lambda **_: value)


class Program:
    """The command in a folder of its own, with the seeded databases."""

    def __init__(self, seeded, url):
        self.folder = seeded.folder
        self.board = engine(seeded.board_url)
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("BOLYST_") and name.lower() not in PROXIES
        }
        self.environment = clean | {
            "BOLYST_DATABASE_URL": seeded.board_url,
            "BOLYST_INTAKE_DATABASE_URL": seeded.intake_url,
            "BOLYST_SSB_URL": url,
            "BOLYST_KLASS_URL": url,
        }

    def start(self, *arguments, **environment):
        return subprocess.Popen(
            [sys.executable, str(ROOT / "command.py"), "refresh", *arguments],
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments, **environment):
        with self.start(*arguments, **environment) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def figure(self, indicator, municipality, year):
        rows = read(self.board, schema.statistic).set_index(["indicator", "municipality", "year"])
        return rows["value"].get((indicator, municipality, year))


@pytest.fixture
def program(seeded, site):
    made = Program(seeded, site.url)
    yield made
    made.board.dispose()


def test_a_file_is_taken_in_without_asking_any_server(program, site, tmp_path):
    path = tmp_path / "imdi.csv"
    path.write_text(ROWS, encoding="utf-8")
    code, out, err = program.run("--file", str(path))
    assert (code, err) == (0, "")
    assert "imdi.csv: 1 tall." in out
    assert program.figure("immigrants_labour", "1130", 2020) == 321
    assert site.asked == []


def test_a_file_that_is_refused_is_explained_and_nothing_is_stored(program, tmp_path):
    path = tmp_path / "imdi.csv"
    path.write_text(ROWS.replace("321", "mange"), encoding="utf-8")
    before = data_version(program.board)
    code, _, err = program.run("--file", str(path), "--file", str(tmp_path / "borte.csv"))
    assert code == 1
    assert "Rad 2, kolonne «value»: «mange». Skriv et helt tall" in err
    assert "Kan ikke lese «borte.csv»" in err
    assert data_version(program.board) == before
    assert len(read(program.board, schema.refresh_attempt)) == 0


def test_tables_are_fetched_through_the_proxy_of_the_environment(program, site):
    StatBank(site, migration())
    code, out, err = program.run(
        "--table",
        "06913",
        BOLYST_SSB_URL="http://statistics.example.org/api/pxwebapi/v2",
        BOLYST_KLASS_URL="http://statistics.example.org/api/klass/v1",
        http_proxy=site.url.split("/api")[0],
    )
    assert (code, err) == (0, "")
    assert "06913: 6 tall." in out
    assert program.figure("in_migration", "1580", 2024) == 7
    group = read(program.board, schema.target_group).set_index("target_group").loc["newcomers"]
    assert group["denominator"] == "in_migration"


def test_a_server_that_cannot_be_reached_is_a_reason_and_the_board_keeps_its_figures(program):
    before = data_version(program.board)
    code, _, err = program.run("--table", "06913", BOLYST_SSB_URL="http://127.0.0.1:9/v2")
    assert code == 1
    assert "kan ikke nås" in err
    assert "Traceback" not in err
    assert data_version(program.board) == before
    assert read(program.board, schema.refresh_attempt)["ok"].tolist() == [0]


def test_a_refresh_that_is_killed_on_the_way_leaves_nothing_half_done(program, site, misbehaving):
    bank = StatBank(site, migration())
    bank.instead["/codelists/vs_Kommuner1951"] = misbehaving["reply"](delay=20)
    before = data_version(program.board)
    with program.start("--table", "06913", "--table", "07459") as process:
        deadline = time.monotonic() + 30
        while not any("codelists" in path for _, path in bank.asked) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert any("codelists" in path for _, path in bank.asked)
        process.send_signal(signal.SIGKILL)
    assert data_version(program.board) == before
    assert program.figure("net_migration", "1580", 2024) is None
    assert len(read(program.board, schema.refresh_attempt)) == 0


def test_a_second_refresh_from_another_folder_is_turned_away_politely(program, tmp_path):
    path = tmp_path / "imdi.csv"
    path.write_text(ROWS, encoding="utf-8")
    program.folder = tmp_path
    with refresh_lock(program.board):
        code, out, err = program.run("--file", str(path))
    assert (code, out, err) == (1, "", "En annen oppdatering av tallene er i gang.\n")
    assert program.run("--file", str(path))[0] == 0


def test_an_unknown_table_is_a_reason_and_an_unknown_choice_is_wrong_use(program):
    code, _, err = program.run("--table", "99999")
    assert (code, err) == (1, "Tabell 99999 står ikke i registeret over offisielle tall.\n")
    code, _, err = program.run("--tabell", "07459")
    assert code == 2
    assert "Traceback" not in err


@pytest.mark.parametrize("hours", ["0", "-1", "mange", "9000"])
def test_hours_that_are_none_are_refused(program, hours):
    code, _, err = program.run("--every", hours)
    assert code == 2
    assert "skriv et helt antall timer" in err


# Schedule


def attempted(board, moment):
    with writing(board) as connection:
        note_attempt(connection, moment, ["ingen nett"])


def test_the_next_refresh_is_counted_from_the_last_attempt(program):
    assert seconds_left(program.board, 24, NOW) == 0
    attempted(program.board, NOW - timedelta(hours=20))
    assert seconds_left(program.board, 24, NOW) == 4 * 3600
    assert seconds_left(program.board, 12, NOW) == 0


class Waiting:
    """Seconds slept, and a starter that dies after so many of them."""

    def __init__(self, seconds):
        self.left = seconds
        self.slept = 0.0

    def alive(self):
        return self.slept < self.left

    def sleep(self, seconds):
        self.slept += seconds


def test_the_board_is_up_before_the_first_refresh_and_a_failure_waits_for_the_next(program):
    waiting, tried = Waiting(FIRST_WAIT + LEAST_WAIT + 1), []

    def once():
        tried.append(waiting.slept)
        raise OSError("no network")

    keep_refreshing(program.board, 24, once, alive=waiting.alive, sleep=waiting.sleep)
    assert tried == [FIRST_WAIT, FIRST_WAIT + LEAST_WAIT]


def test_nothing_is_fetched_before_it_is_due(program):
    attempted(program.board, datetime.now(UTC))
    waiting, tried = Waiting(3600), []
    keep_refreshing(program.board, 2, lambda: tried.append(1), alive=waiting.alive, sleep=waiting.sleep)
    assert tried == []


def test_the_schedule_ends_with_the_program_that_started_it(program):
    # The shell is the starter: it says who it left behind, and goes.
    command = f'"{sys.executable}" "{ROOT / "command.py"}" refresh --every 24 & echo $!; sleep 5'
    ran = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=program.folder,
        env=program.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.strip().isdecimal()  # its output is closed: the schedule has ended too


def test_an_older_board_gets_the_indicators_and_keeps_its_own(program, site):
    with writing(program.board) as connection:
        connection.execute(schema.indicator.delete().where(schema.indicator.c.indicator == "in_migration"))
        own = dict.fromkeys(("name_nb", "name_nn", "name_en", "source_table", "source"), "Eget")
        row = {"indicator": "own", "unit": "person", "direction": "neutral", "summable": 1, **own}
        connection.execute(insert(schema.indicator), [row])
    StatBank(site, migration())
    assert program.run("--table", "06913")[0] == 0
    known = set(read(program.board, schema.indicator)["indicator"])
    assert {"own", "in_migration"} <= known
