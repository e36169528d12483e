from __future__ import annotations

import json
import logging
import sys
import time

import pytest

from dashboard.entry.spool import Upload
from data_sources.intake.batches.process import IntakeProcess

SILENT = {"outcome": "failed"}
PATIENCE = 20


@pytest.fixture
def upload(tmp_path):
    (tmp_path / "token" / "file").mkdir(parents=True)
    (tmp_path / "token" / "file" / "haram.xlsx").write_bytes(b"PK")
    return Upload(tmp_path / "token")


def program(code, **environment):
    """An intake whose program is a few lines of Python; it sees its arguments as `asked`."""
    return IntakeProcess(
        [sys.executable, "-c", f"import sys, os, json; asked = sys.argv[1:]\n{code}"], **environment
    )


def answer(upload, task):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if (found := upload.read(task)) is not None:
            return found
        time.sleep(0.02)
    pytest.fail("no answer")


def test_a_file_is_read_by_another_process_with_its_answer_and_progress_kept(upload):
    code = (
        "print('progress 40 100', file=sys.stderr)\nprint(json.dumps({'outcome': 'changes', 'asked': asked}))"
    )
    program(code).check(upload, "nn")
    found = answer(upload, "check")
    assert found["asked"][:4] == ["import", str(upload.file), "--json", "--lang"]
    assert found["asked"][4] == "nn"
    assert "--preview" in found["asked"]
    assert "--yes" not in found["asked"]
    assert upload.read("progress") == {"done": 40, "total": 100}


def test_a_file_is_removed_once_it_is_stored(upload):
    program("print(json.dumps({'outcome': 'rejected'}))").apply(upload, "en")
    assert answer(upload, "apply") == {"outcome": "rejected"}
    assert upload.file is not None
    (upload.folder / "apply.json").unlink()
    program("print(json.dumps({'outcome': 'applied', 'asked': asked}))").apply(upload, "en")
    found = answer(upload, "apply")
    assert "--yes" in found["asked"]
    assert upload.file is None


@pytest.mark.parametrize(
    "code",
    ["raise ValueError('secret')", "os.kill(os.getpid(), 9)", "print('not json')", "print('[1, 2]')", "pass"],
)
def test_a_program_that_breaks_gives_no_answer_and_no_stack_trace(upload, code, caplog):
    caplog.set_level(logging.CRITICAL)
    program(code).check(upload, "nb")
    assert answer(upload, "check") == SILENT


def test_a_program_that_is_not_there_gives_no_answer(upload):
    away = IntakeProcess(["/nowhere/bolysttavla"])
    away.check(upload, "nb")
    assert answer(upload, "check") == SILENT
    assert away.undo(1) == SILENT
    assert away.template(None, "nb") is None


def test_a_refusal_in_words_is_passed_on(upload):
    program("sys.exit('Databasen er låst.')").check(upload, "nb")
    assert answer(upload, "check") == {"outcome": "refused", "sentence": "Databasen er låst."}


def test_the_environment_can_be_another(upload):
    given = {"BOLYST_INTAKE_DATABASE_URL": "sqlite:///elsewhere.db", "PYTHONIOENCODING": "utf-8"}
    code = "print(json.dumps({'url': os.environ['BOLYST_INTAKE_DATABASE_URL']}))"
    program(code, environment=given).check(upload, "nb")
    assert answer(upload, "check") == {"url": "sqlite:///elsewhere.db"}


def test_an_undo_waits_for_its_answer():
    assert program("print(json.dumps(asked))").undo(7) == SILENT
    assert program("print(json.dumps({'asked': asked}))").undo(7) == {"asked": ["undo", "7", "--json"]}


def test_a_template_is_what_the_program_wrote():
    code = "open(asked[asked.index('--out') + 1], 'w').write(json.dumps(asked[3:]))"
    assert json.loads(program(code).template("haram", "nn")) == ["--lang", "nn", "--project", "haram"]
    assert json.loads(program(code).template(None, "en")) == []
    assert program("sys.exit(1)").template("haram", "nn") is None
