"""Logs in which one event is one line: what a client wrote cannot begin a line of its own."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from gunicorn.glogging import Logger, SafeAtoms

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITTEN = "%(asctime)s [%(process)d] [%(levelname)s] %(name)s: %(message)s"
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal takes for a new line or an order, and what turns the direction of writing."""
MORE = "\n  | "
"""Begins the further lines of a traceback, so that none of them looks like the first of an event."""
LONGEST = 4_000
KEY = re.compile(r"((?:[?&]|^)(?:n|%6e)(?:o|%6f)(?:k|%6b){2}(?:e|%65)(?:l|%6c)=)[^&\s\"]*", re.IGNORECASE)
"""The write key in an address or a query, however the letters of its name are written."""


def escaped(text: str) -> str:
    r"""Text on one line: a line break is written `\n`, as Python writes it."""
    short = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return CONTROL.sub(lambda found: repr(found[0])[1:-1], short)


def as_logged(text: str) -> str:
    """Text of a request as a log may hold it: on one line, and without the write key."""
    return escaped(KEY.sub(r"\1…", text))


class OneLine(logging.Formatter):
    """Any formatter's line, with what could break it escaped; a traceback follows, set in."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        """Write the line."""
        return as_logged(super().formatMessage(record))

    def formatException(self, ei: Any) -> str:  # noqa: ANN401, N802 - logging's own
        """Write the traceback set in, every line of it."""
        lines = super().formatException(ei).split("\n")
        return MORE.join(["", *(escaped(line) for line in lines)]).lstrip("\n")


class _Atoms(SafeAtoms):  # type: ignore[misc]  # gunicorn is untyped
    """What an access log is written from: escaped before it is set between quotes, no write key in it."""

    def __init__(self, atoms: Mapping[str, Any]) -> None:
        super().__init__({key: as_logged(v) if isinstance(v, str) else v for key, v in atoms.items()})


class ServerLog(Logger):  # type: ignore[misc]  # gunicorn is untyped
    """gunicorn's error and access logs, and the board's own beside them, one line for each event."""

    atoms_wrapper_class = _Atoms

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 - gunicorn's
        """Write every line so."""
        super().setup(cfg)
        for log, form in ((self.error_log, self.error_fmt), (self.access_log, self.access_fmt)):
            for handler in log.handlers:
                handler.setFormatter(OneLine(form, self.datefmt))
        install()


def install() -> None:
    """Let the board's own log say when, who and how grave, one line for each event."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, OneLine) for handler in root.handlers):
        return
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine(WRITTEN))
    root.addHandler(handler)
