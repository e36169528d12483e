"""What a database's refusal may say: which rule it was, never the values of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import ExceptionContext

OF_VALUES = ("22", "P0")
"""Classes of PostgreSQL whose first line repeats what was sent: data exceptions, and those raised by code."""


def keep_values_out(engine: Engine) -> None:
    """Leave only the rule in each error of an engine, also where a traceback shows the driver's own."""
    event.listen(engine, "handle_error", _shorten)


def _shorten(context: ExceptionContext) -> None:
    """Drop PostgreSQL's details («Key (…)=(…)», «Failing row contains (…)») from both errors of a pair."""
    told = context.original_exception
    state, first = (
        getattr(told, "sqlstate", None),
        getattr(getattr(told, "diag", None), "message_primary", None),
    )
    if not state or not first:
        return  # SQLite names the columns and no values; a connection that fails has had no values yet
    short = f"SQLSTATE {state}" if state.startswith(OF_VALUES) else str(first)
    told.args = (short,)
    known = context.sqlalchemy_exception
    if isinstance(known, DBAPIError):
        kind = type(told)
        known.args = (f"({kind.__module__}.{kind.__name__}) {short}",)


def in_a_sentence(error: SQLAlchemyError) -> str:
    """Say to whoever runs a command that the database refused, and by which rule; no statement, no values."""
    orig = error.orig if isinstance(error, DBAPIError) else None
    state = getattr(orig, "sqlstate", None) or getattr(orig, "sqlite_errorname", None)
    rule = ", ".join(part for part in (type(orig or error).__name__, state) if part)
    return (
        f"Databasen tok ikke imot det som skulle lagres eller leses ({rule}). Det som ikke var ferdig, "
        "er ikke lagret. «bolysttavla check» viser hvilken database det er."
    )
