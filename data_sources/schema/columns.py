"""The two databases and the kinds of column their tables are made of."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    MetaData,
    String,
    Text,
)

from terms.code_lists import values

EVIDENCE = values("evidence")
"""How well a fact is founded: planned in an application, reported by the project itself, assessed by
others, official statistics or announcement, or invented by us as example data."""

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

board = MetaData(naming_convention=NAMING)
intake = MetaData(naming_convention=NAMING)


def key_column(name: str) -> Column[str]:
    """Key of text."""
    return Column(name, String, primary_key=True)


def reference(
    target: str, name: str | None = None, *, key: bool = False, optional: bool = False
) -> Column[str]:
    """Refer to the key of another table; named as the table unless said."""
    table, column = target.split(".")
    return Column(name or table, String, ForeignKey(f"{table}.{column}"), primary_key=key, nullable=optional)


def text(name: str) -> Column[str]:
    """Text that must be there."""
    return Column(name, Text, nullable=False)


def code(
    name: str, codes: str = "", *, optional: bool = False, key: bool = False
) -> tuple[Column[str], CheckConstraint]:
    """One code of a list, checked by the database; the list is named as the column unless said."""
    allowed = ", ".join(f"'{code}'" for code in values(codes or name))
    column: Column[str] = Column(name, String, primary_key=key, nullable=optional)
    return column, CheckConstraint(f"{name} IN ({allowed})", name=name)


def sourced() -> tuple[Column[str] | CheckConstraint, ...]:
    """How well a fact is founded, and where it is from."""
    return (*code("evidence"), Column("source", Text, nullable=False))
