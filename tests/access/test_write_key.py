"""The write key: one for all who start at once, in a file that only its owner reads."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from dashboard.access.write_key import WriteKey

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def key(tmp_path):
    return WriteKey(tmp_path / "var" / "skrivenokkel")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o277])
def test_only_its_owner_reads_it_under_any_umask(key, umask):
    before = os.umask(umask)
    try:
        made = key.make()
    finally:
        os.umask(before)
    assert mode(key.path) == 0o600
    assert mode(key.path.parent) == 0o700
    assert key.read() == made
    assert [path.name for path in key.path.parent.iterdir()] == ["skrivenokkel"]


def test_it_is_made_once_and_kept(key):
    assert key.read() is None
    made = key.make()
    assert len(made) == 43
    assert key.make() == key.read() == made
    assert WriteKey(key.path).make() == made


def test_a_folder_that_was_open_to_others_is_closed(key):
    key.path.parent.mkdir(mode=0o755)
    key.path.parent.chmod(0o755)
    key.make()
    assert mode(key.path.parent) == 0o700


@pytest.mark.parametrize("rights", [0o640, 0o604, 0o666])
def test_a_key_that_others_could_read_is_worth_nothing_and_is_replaced(key, rights):
    seen = key.make()
    key.path.chmod(rights)
    assert key.read() is None
    assert key.make() != seen
    assert mode(key.path) == 0o600


@pytest.mark.parametrize("content", ["", "kort", "a" * 44, "æ" * 43, "a b" * 20])
def test_a_file_that_holds_no_key_is_replaced(key, content):
    key.make()
    key.path.write_text(content, encoding="utf-8")
    assert key.read() is None
    assert key.make() == key.read()


def test_a_link_is_not_followed(key, tmp_path):
    elsewhere = WriteKey(tmp_path / "elsewhere")
    elsewhere.make()
    key.path.parent.mkdir()
    key.path.symlink_to(elsewhere.path)
    assert key.read() is None


def test_those_who_start_together_share_one(key):
    found = []
    callers = [threading.Thread(target=lambda: found.append(key.make())) for _ in range(20)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert found == [key.read()] * 20


def test_processes_that_start_together_share_one(key):
    code = "import pathlib, sys, dashboard.access.write_key as it; "
    code += "print(it.WriteKey(pathlib.Path(sys.argv[1])).make())"
    options = {"cwd": ROOT, "stdout": subprocess.PIPE, "text": True}
    started = [subprocess.Popen([sys.executable, "-c", code, str(key.path)], **options) for _ in range(4)]
    said = {process.communicate(timeout=60)[0].strip() for process in started}
    assert said == {key.read()}


def test_a_key_that_cannot_be_made_is_an_error_of_the_disk(tmp_path):
    (tmp_path / "var").write_text("a file")
    with pytest.raises(OSError, match="var"):
        WriteKey(tmp_path / "var" / "skrivenokkel").make()


def test_the_address_carries_it(key):
    assert key.address("http://127.0.0.1:8050") == f"http://127.0.0.1:8050/?nokkel={key.read()}"
