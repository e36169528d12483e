"""The intake is closed to other users of the machine, whatever umask the board is started with."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from data_sources.database import engine, upgrade, writing
from data_sources.private_files import keep_private

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def mode(path):
    return f"{stat.S_IMODE(path.stat().st_mode):04o}"


@pytest.fixture
def umask():
    """Set the umask for one test."""
    before = os.umask(0)
    yield os.umask
    os.umask(before)


@pytest.mark.parametrize("given", [0o000, 0o022, 0o077, 0o777])
def test_the_intake_is_made_for_its_own_user_under_any_umask(tmp_path, umask, given):
    """On 4a60f49: 0644, 0644, 0600 and 0000, and the same for -wal and -shm."""
    path = tmp_path / "var" / "inntak.db"
    umask(given)
    upgrade(f"sqlite:///{path}", "intake")
    made = engine(f"sqlite:///{path}")
    with writing(made) as connection:
        connection.exec_driver_sql("CREATE TABLE x (y integer)")
        found = {each.name: mode(each) for each in path.parent.iterdir()}
    made.dispose()
    umask(0)
    assert found == dict.fromkeys(("inntak.db", "inntak.db-shm", "inntak.db-wal"), "0600")
    assert mode(path.parent) == "0700"


def test_what_stands_open_is_closed_at_start_and_told_of(tmp_path, caplog):
    """On 4a60f49 the modes stayed 0755 and 0644, and nothing was said."""
    path = tmp_path / "var" / "inntak.db"
    upgrade(f"sqlite:///{path}", "intake")
    copy = path.with_name("inntak.db.kopi")
    copy.write_bytes(path.read_bytes())
    for each, open_to in ((path, 0o644), (copy, 0o664), (path.parent, 0o755)):
        each.chmod(open_to)
    with caplog.at_level(logging.WARNING):
        upgrade(f"sqlite:///{path}", "intake")
    assert (mode(path), mode(copy), mode(path.parent)) == ("0600", "0600", "0700")
    assert len(caplog.messages) == 3
    assert "(0644); nå 0600" in caplog.text
    caplog.clear()
    upgrade(f"sqlite:///{path}", "intake")
    assert caplog.messages == []


@pytest.mark.parametrize("of_others", [0o1777, 0o777])
def test_a_folder_that_others_need_is_left_as_it_is_and_told_of(tmp_path, caplog, monkeypatch, of_others):
    folder = tmp_path / "felles"
    folder.mkdir()
    folder.chmod(of_others)
    (folder / "arbeid").mkdir()
    if not of_others & stat.S_ISVTX:
        monkeypatch.chdir(folder / "arbeid")
    with caplog.at_level(logging.WARNING):
        keep_private(folder / "inntak.db")
    assert mode(folder) == f"{of_others:04o}"
    assert mode(folder / "inntak.db") == "0600"
    assert "egen mappe" in caplog.text


def test_the_command_and_the_board_work_in_the_closed_folder(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    command = [sys.executable, str(ROOT / "app.py")]
    options = {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True}
    said = subprocess.run([*command, "seed"], check=False, umask=0, **options)
    assert (said.returncode, said.stderr) == (0, "")
    modes = {each.name: mode(each) for each in (tmp_path / "var").iterdir()}
    assert modes["inntak.db"] == "0600"
    assert mode(tmp_path / "var") == "0700"
    again = subprocess.run([*command, "check"], check=False, umask=0, **options)
    assert (again.returncode, again.stderr) == (0, "")


def test_an_error_of_the_database_is_a_sentence_without_values(tmp_path):
    """On 4a60f49: status 1, a traceback, and the parameters of the row."""
    database = tmp_path / "var" / "inntak.db"
    upgrade(f"sqlite:///{tmp_path / 'var' / 'bolysttavla.db'}", "board")
    upgrade(f"sqlite:///{database}", "intake")
    made = engine(f"sqlite:///{database}")
    with writing(made) as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON intake_participation "
            "BEGIN SELECT RAISE(ABORT, 'no more rows'); END"
        )
    made.dispose()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    said = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "seed"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert said.stdout == ""
    assert said.stderr.startswith("Databasen tok ikke imot")
    assert "SQLITE_CONSTRAINT_TRIGGER" in said.stderr
    assert "Traceback" not in said.stderr
    assert "INSERT" not in said.stderr


def test_parameters_of_a_statement_stand_in_no_error(tmp_path):
    """On 4a60f49 the message ended «[parameters: ('hemmeleg-4711', 2)]»."""
    made = engine(f"sqlite:///{tmp_path / 'x.db'}")
    with closing(made.raw_connection()), writing(made) as connection:
        connection.exec_driver_sql("CREATE TABLE x (y text, z integer)")
        with pytest.raises(Exception, match="no column") as caught:
            connection.exec_driver_sql("INSERT INTO x (y, w) VALUES (?, ?)", ("hemmeleg-4711", 2))
    made.dispose()
    assert "hemmeleg-4711" not in str(caught.value)
