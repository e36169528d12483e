"""What a cell may hold by its column's type, codes and length, checked before anything is stored."""

from __future__ import annotations

import re
from datetime import date, datetime
from math import isnan
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import CheckConstraint, Date, Float, Integer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Column, Table

LARGEST = 2_147_483_647
"""The largest whole number that both kinds of database take."""
TOO_LARGE = 1e15
"""Numbers from here on lose whole units when they are stored."""
LONGEST = 20_000
"""Characters of one text."""
CODES = re.compile(r"^(\w+) IN \((.*)\)$")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def legal_codes(table: Table) -> dict[str, list[str]]:
    """Read each column's legal codes out of the table's own checks, so that they are written once."""
    found = {}
    for constraint in table.constraints:
        match = CODES.match(str(constraint.sqltext)) if isinstance(constraint, CheckConstraint) else None
        if match:
            found[match[1]] = re.findall(r"'([^']*)'", match[2])
    return found


def cell_value(column: Column[Any], value: object, codes: Sequence[str] = ()) -> object:
    """Convert a cell to its column's type; empty is missing. Raises ValueError with what to do."""
    if isinstance(value, np.generic):
        value = value.item()
    if _is_missing(value):
        if not column.nullable:
            raise ValueError("Fyll inn verdien: kolonnen kan ikke være tom.")
        return None
    if isinstance(column.type, Integer):
        return _whole(value)
    if isinstance(column.type, Float):
        return _number(value)
    if isinstance(column.type, Date):
        return _day(value)
    words = _words(value)
    if codes and words not in codes:
        raise ValueError(f"Bruk en av: {', '.join(codes)}.")
    return words


def shown(value: object) -> str:
    """Write a value for a list of what must be changed; short, and never an error of its own."""
    try:
        text = "" if value is None else str(value)
    except ValueError:  # Python writes no number of more than 4300 digits
        text = "…"
    text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004 - one line of a screen


def _is_missing(value: object) -> bool:
    if isinstance(value, float):
        return isnan(value)
    return value is None or (isinstance(value, str) and not value.strip())


def _whole(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,15}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("Skriv et heltall med bare siffer, for eksempel 1900000.")  # noqa: TRY004 - a cell's fault
    if abs(value) > LARGEST:
        raise ValueError(f"Tallet er for stort: det største som kan lagres er {LARGEST}.")
    return value


def _number(value: object) -> float:
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,15}([.,][0-9]{1,15})?\s*", value):
        value = float(value.replace(",", "."))
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < TOO_LARGE:
        raise ValueError("Skriv et tall, for eksempel 17,5.")
    return float(value)


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    advice = "Skriv datoen som ÅÅÅÅ-MM-DD, for eksempel 2014-12-01."
    if not isinstance(value, str) or not re.fullmatch(r"\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*", value):
        raise ValueError(advice)
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("Datoen finnes ikke i kalenderen: rett dag eller måned.") from None


def _words(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = shown(value)
    if not isinstance(value, str):
        raise ValueError("Skriv tekst i denne cellen.")  # noqa: TRY004 - a cell's fault, as any other
    text = value.strip()
    if UNPRINTABLE.search(text):
        raise ValueError("Teksten har tegn som ikke kan vises: skriv den på nytt.")
    if len(text) > LONGEST:
        raise ValueError(f"Teksten er for lang: bruk høyst {LONGEST} tegn.")
    return text
