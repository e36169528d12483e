"""Stop the calendar: on the path of a process, it makes every «now» the day in NET_DAY.

Python imports this by its name at start-up, in subprocesses too. Only `datetime` is stopped, by giving
`now`, `utcnow` and `today` of its two own types another answer; the types stay themselves, so nothing that
compares or stores them notices. `time.time()` goes on, as timeouts need it.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import gc
import os

REAL_NOW = dt.datetime.now
NOON = dt.time(12)


def _instant():
    return dt.datetime.combine(dt.date.fromisoformat(os.environ["NET_DAY"]), NOON, dt.UTC)


def _now(cls, tz=None):
    found = _instant().astimezone(tz) if tz else _instant().replace(tzinfo=None)
    return found if cls is dt.datetime else cls.fromisoformat(found.isoformat())


def _today(cls):
    return _now(cls) if issubclass(cls, dt.datetime) else _instant().date()


def _give(cls, name, function):
    """Replace a class method of a built-in type, which Python's own syntax refuses."""
    gc.get_referents(cls.__dict__)[0][name] = classmethod(function)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(cls))


if os.environ.get("NET_DAY"):
    _give(dt.datetime, "now", _now)
    _give(dt.datetime, "utcnow", _now)
    _give(dt.date, "today", _today)
