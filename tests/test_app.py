from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import command
from data_sources.catalogue import Holdings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run the command in a folder of its own; gives exit status, output and complaints."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BOLYST_"):
            monkeypatch.delenv(name)

    def run_command(*words, **variables):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        try:
            status = command.main(words)
        except SystemExit as leaving:
            status = leaving.code
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run_command


def python(code, folder, **variables):
    """Run code in a process of its own, where no other test has imported anything."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    environment |= {"PYTHONPATH": str(ROOT), **variables}
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_seed_fills_an_empty_database_once(run, tmp_path):
    status, first, _ = run("seed")
    assert status == 0
    assert "prosjekter" in first
    assert "(eksempeldata)" in first
    assert first.endswith("dataversjon 1\n")
    before = (tmp_path / "var" / "bolysttavla.db").read_bytes()
    assert run("seed") == (0, first, "")
    assert (tmp_path / "var" / "bolysttavla.db").read_bytes() == before


def test_two_that_start_together_fill_once(tmp_path):
    seeding = [sys.executable, str(ROOT / "app.py"), "seed"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    options = {"cwd": tmp_path, "env": environment, "stdout": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(seeding, **options) for _ in range(2)]
    said = [process.communicate(timeout=60)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1]
    assert said[0].endswith("dataversjon 1\n")


def test_check_says_settings_database_and_age_in_words(run):
    run("seed")
    status, said, _ = run("check", BOLYST_HOME="1580")
    assert status == 0
    assert "BOLYST_HOME = 1580" in said
    assert "prosjekter" in said
    assert "Sist endret: i dag" in said


def test_check_of_a_missing_database_is_refused_and_makes_none(run, tmp_path):
    status, said, complaint = run("check")
    assert status == 1
    assert "BOLYST_DATABASE_URL" in said
    assert "finnes ikke" in complaint
    assert not (tmp_path / "var" / "bolysttavla.db").exists()


def test_seeding_a_locked_database_is_refused(run, tmp_path):
    run("seed")
    holder = sqlite3.connect(tmp_path / "var" / "bolysttavla.db", isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    status, _, complaint = run("seed")
    holder.close()
    assert status == 1
    assert "opptatt" in complaint


def test_a_bad_setting_is_refused(run):
    status, _, complaint = run("check", BOLYST_PORT="mange")
    assert status == 1
    assert "BOLYST_PORT" in complaint


def test_another_rounding_base_is_used_when_the_database_is_filled(run, tmp_path):
    assert run("seed", BOLYST_ROUNDING_BASE="5")[0] == 0
    with closing(sqlite3.connect(tmp_path / "var" / "bolysttavla.db")) as board:
        shown = {count for (count,) in board.execute("SELECT unique_participants FROM participation")}
        bases = board.execute("SELECT DISTINCT base FROM protection_error").fetchall()
    assert not shown & {1, 2, 3, 4}
    assert 5 in shown
    assert bases == [(5,)]


@pytest.mark.parametrize("word", ["seed", "serve"])
def test_another_rounding_base_is_refused_once_the_database_is_filled(run, tmp_path, word):
    run("seed")
    before = (tmp_path / "var" / "bolysttavla.db").read_bytes()
    status, _, complaint = run(word, BOLYST_ROUNDING_BASE="5")
    assert status == 1
    assert "BOLYST_ROUNDING_BASE er 5" in complaint
    assert "Sett BOLYST_ROUNDING_BASE=3" in complaint
    assert (tmp_path / "var" / "bolysttavla.db").read_bytes() == before


@pytest.mark.parametrize("words", [["dans"], ["seed", "mer"], ["--ukjent"]])
def test_wrong_use_ends_with_two(run, words):
    assert run(*words)[0] == 2


def test_others_are_not_let_in_without_login(run, tmp_path):
    status, _, complaint = run("serve", BOLYST_HOST="0.0.0.0")  # noqa: S104 - what is refused
    assert status == 1
    assert "BOLYST_PUBLIC" in complaint
    assert not (tmp_path / "var").exists()


def test_the_address_with_the_key_is_printed_and_the_same_each_time(run, tmp_path):
    """4a60f49: 2, there was no such command."""
    status, said, _ = run("address", BOLYST_PORT="9000")
    key = (tmp_path / "var" / "skrivenokkel").read_text()
    assert (status, said) == (0, f"http://127.0.0.1:9000/?nokkel={key}\n")
    assert run("address") == (0, said, "")


@pytest.mark.parametrize(
    "variables", [{"BOLYST_PUBLIC": "1"}, {"BOLYST_HOST": "10.0.0.5", "BOLYST_PUBLIC": "1"}]
)
def test_where_nobody_may_write_on_the_web_there_is_no_such_address(run, tmp_path, variables):
    status, said, complaint = run("address", **variables)
    assert (status, said) == (1, "")
    assert "bolysttavla import" in complaint
    assert not (tmp_path / "var").exists()


def test_a_key_that_cannot_be_made_is_refused_in_words(run, tmp_path):
    (tmp_path / "var").write_text("a file")
    status, _, complaint = run("address")
    assert status == 1
    assert complaint.startswith("Skrivenøkkelen kan ikke leses eller lages")


def test_serve_prints_the_address_with_the_key(run, tmp_path, monkeypatch):
    """4a60f49: the address alone."""
    started = []
    monkeypatch.setattr(command, "become", lambda words: started.append(words) or 0)
    monkeypatch.setattr(command, "try_beside", lambda *_: None)
    _, said, _ = run("serve")
    key = (tmp_path / "var" / "skrivenokkel").read_text()
    assert said.startswith(f"Bolysttavla: http://127.0.0.1:8050/?nokkel={key} · ")
    assert started
    assert run("serve", BOLYST_PUBLIC="1")[1].startswith("Bolysttavla: http://127.0.0.1:8050 · ")


CONFIGURED = ["--config", str(ROOT / "gunicorn.conf.py")]


@pytest.mark.parametrize(
    ("words", "variables", "advice"),
    [
        (CONFIGURED, {"BOLYST_HOST": "0.0.0.0"}, "BOLYST_PUBLIC=1"),  # noqa: S104
        ([*CONFIGURED, "--bind", "0.0.0.0:{port}"], {}, "BOLYST_PUBLIC=1"),
        ([*CONFIGURED, "--bind", "127.0.0.1:{port}", "--bind", "[::]:{port}"], {}, "BOLYST_PUBLIC=1"),
        ([*CONFIGURED, "--bind", "0.0.0.0:{port}"], {"BOLYST_PUBLIC": "1"}, "BOLYST_PUBLIC_URL"),
        (CONFIGURED, {"BOLYST_PORT": "mange"}, "BOLYST_PORT"),
    ],
)
def test_gunicorn_is_refused_where_serve_would_be(tmp_path, words, variables, advice):
    """4a60f49: it served (for the last: a traceback); now 1 and one sentence."""
    status, said = gunicorn(tmp_path, words, variables)
    assert status == 1
    assert advice in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


def test_sockets_that_are_handed_over_are_looked_at_too(tmp_path):
    """4a60f49: it served."""
    with socket.socket() as listener:
        listener.bind(("0.0.0.0", 0))  # noqa: S104 - what is refused
        words = [*CONFIGURED, "--bind", f"fd://{listener.fileno()}"]
        status, said = gunicorn(tmp_path, words, {}, pass_fds=[listener.fileno()])
    assert status == 1
    assert "BOLYST_PUBLIC=1" in said


def gunicorn(folder, words, variables, **options):
    """Exit status of a gunicorn that should refuse, and all it said."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    environment |= {"PYTHONPATH": str(ROOT), "BOLYST_PORT": str(port), **variables}
    command = [sys.executable, "-m", "gunicorn", *(word.format(port=port) for word in words), "app:server"]
    ran = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        **options,
    )
    return ran.returncode, ran.stdout + ran.stderr


def test_importing_the_command_builds_nothing_and_knows_no_intake(tmp_path):
    python(
        "import app, sys; assert not {'dash', 'seeds.load', 'data_sources.protection'} & set(sys.modules)",
        tmp_path,
    )
    assert not (tmp_path / "var").exists()


def test_the_web_process_works_where_the_intake_cannot_be_read(seeded, tmp_path):
    (tmp_path / "intake.db").unlink()
    code = (
        "import app, sys\n"
        "client = app.server.test_client()\n"
        "assert client.get('/readyz').status_code == 200\n"
        "assert client.get('/').status_code == 200\n"
        "assert not {'seeds.load', 'data_sources.protection.gate'} & set(sys.modules)\n"
    )
    unreadable = f"sqlite:///{tmp_path / 'intake.db' / 'no' / 'such'}"
    python(code, tmp_path, BOLYST_DATABASE_URL=seeded.board_url, BOLYST_INTAKE_DATABASE_URL=unreadable)
    assert not (tmp_path / "intake.db").exists()


def test_the_web_process_starts_without_a_database(tmp_path):
    code = "import app\nclient = app.server.test_client()\nassert client.get('/').status_code == 200"
    python(code, tmp_path)


def test_unknown_attributes_of_the_module_are_errors():
    with pytest.raises(AttributeError, match="serverr"):
        _ = command.serverr


@pytest.mark.parametrize(("day", "words"), [(22, "i dag"), (21, "i går"), (2, "for 20 dager siden")])
def test_an_age_is_said_in_words_with_the_date(day, words):
    assert command.age(date(2026, 11, day), date(2026, 11, 22)) == f"{words} ({day}.11.2026)"


def holding(cells, example):
    return Holdings(24, 31, 12345, cells, example, 3, None, None)


def test_what_the_database_holds_is_one_line():
    line = "24 prosjekter, 31 kommuner, 12\u00a0345 offisielle tall, 5\u00a0210 celler deltakelse"
    assert command.in_words(holding(5210, 5210)) == f"{line} (eksempeldata) · dataversjon 3"
    assert command.in_words(holding(5210, 10)) == f"{line} (10 av dem eksempeldata) · dataversjon 3"
    assert command.in_words(holding(5210, 0)) == f"{line} · dataversjon 3"
