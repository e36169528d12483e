"""One event is one line, whatever a client wrote."""

from __future__ import annotations

import logging
import sys
from datetime import timedelta

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from dashboard.shell.logs import OneLine, ServerLog, escaped

FORGED = "x\n2026-01-01 [1] [CRITICAL] forged\r\x1b[2J\u2028\u202e"


def record(text, *, error=None):
    return logging.LogRecord("board", logging.ERROR, "f", 1, "%s failed", (text,), error)


def test_a_message_is_one_line_with_its_controls_written_out():
    line = OneLine("%(message)s").format(record(FORGED))
    assert len(line.splitlines()) == 1
    assert r"x\n2026" in line
    assert "\x1b" not in line
    assert "\u202e" not in line


def test_norwegian_letters_stand_as_they_are():
    assert escaped("blåbærsyltetøy «é»") == "blåbærsyltetøy «é»"


def test_no_line_of_a_traceback_looks_like_an_event():
    try:
        int(FORGED)
    except ValueError:
        lines = OneLine("%(message)s").format(record("x", error=sys.exc_info())).splitlines()
    assert len(lines) > 3
    assert all(line.startswith("  | ") for line in lines[1:])


class Answer:
    """What gunicorn's access log reads of an answer."""

    status, sent = "200 OK", 2
    headers = ()


@pytest.mark.parametrize(("logger", "whole"), [(Logger, False), (ServerLog, True)], ids=["then", "now"])
def test_the_access_log_is_one_line(logger, whole, tmp_path):
    """gunicorn's own writes what it is given: a path that was decoded makes lines of its own."""
    config = Config()
    config.set("accesslog", str(tmp_path / "access.log"))
    config.set("access_log_format", '%(U)s "%(a)s"')
    log = logger(config)
    environ = {"PATH_INFO": FORGED, "HTTP_USER_AGENT": FORGED, "REQUEST_METHOD": "GET"}
    environ |= {"RAW_URI": "/", "SERVER_PROTOCOL": "HTTP/1.1"}
    log.access(Answer(), [], environ, timedelta(seconds=1))
    for handler in tuple(log.access_log.handlers):
        log.access_log.removeHandler(handler)
        handler.close()
    written = (tmp_path / "access.log").read_text()
    assert (len(written.splitlines()) == 1) is whole


@pytest.mark.parametrize("name", ["nokkel", "%6eokkel", "NOKKEL"])
def test_the_write_key_never_reaches_an_access_log(name, tmp_path):
    """Before: gunicorn's own form wrote `GET /?nokkel=<the key> HTTP/1.1`."""
    config = Config()
    config.set("accesslog", str(tmp_path / "access.log"))
    log = ServerLog(config)
    query = f"sprak=nn&{name}=SECRET-KEY_1&fylke=15"
    environ = {"PATH_INFO": "/", "QUERY_STRING": query, "RAW_URI": f"/?{query}", "REQUEST_METHOD": "GET"}
    environ |= {"SERVER_PROTOCOL": "HTTP/1.1", "HTTP_REFERER": f"http://127.0.0.1:8050/?{query}"}
    log.access(Answer(), [], environ, timedelta(seconds=1))
    for handler in tuple(log.access_log.handlers):
        log.access_log.removeHandler(handler)
        handler.close()
    written = (tmp_path / "access.log").read_text()
    assert "SECRET" not in written
    assert written.count("fylke=15") == 2


def test_the_write_key_never_reaches_the_boards_own_log():
    record = logging.LogRecord("board", logging.ERROR, "", 0, "GET /?nokkel=SECRET&a=1 failed", (), None)
    assert OneLine("%(message)s").format(record) == "GET /?nokkel=…&a=1 failed"
