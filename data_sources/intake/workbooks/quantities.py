"""Reads numbers, years and dates from cells, as Norwegians write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from data_sources.intake.workbooks.cells import Cell, Doubt, Special, text_value

HIGHEST_COUNT = 9_999_999
HIGHEST_MONEY = 2_147_483_647
"""The largest whole number that both kinds of database take."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[\s'](?=\d{3}(?!\d))")
CURRENCY = re.compile(r"(?:kr\.?|nok|,-|,–)", re.IGNORECASE)
GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
ONE_GROUP = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
PLAIN = re.compile(r"-?\d{1,15}(?:[.,]\d{1,10})?")
DAY = re.compile(r"(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")


def number_value(cell: Cell) -> float:
    """Read a number; raises Doubt."""
    if isinstance(cell, datetime | date | time | timedelta):
        raise Doubt("excel_date")
    if isinstance(cell, Special):
        raise Doubt(cell.value)
    if cell is None or isinstance(cell, bool):
        raise Doubt("number")
    if isinstance(cell, int | float):
        if not abs(cell) <= HIGHEST_MONEY:
            raise Doubt("too_high", limit=HIGHEST_MONEY)
        return float(cell)
    return float(_digits(cell, whole=False))


def whole_value(cell: Cell) -> int:
    """Read a whole number; raises Doubt."""
    number = float(_digits(cell, whole=True)) if isinstance(cell, str) else number_value(cell)
    if not number.is_integer():
        raise Doubt("whole_number")
    return int(number)


def _digits(cell: str, *, whole: bool) -> str:
    """Write «1 900 000 kr», «1.900.000» and «−12,5» as Python does; «1.500» is whole or in doubt."""
    amount = CURRENCY.sub("", unicodedata.normalize("NFKC", text_value(cell))).strip()
    bare = BETWEEN_THOUSANDS.sub("", amount.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-"))
    if ONE_GROUP.fullmatch(bare) and not whole:
        raise Doubt("thousands", one=bare.replace(".", ""), other=bare.replace(".", ","))
    if GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    if not PLAIN.fullmatch(bare):
        raise Doubt("whole_number" if whole else "number")
    return bare.replace(",", ".")


def count_value(cell: Cell) -> int:
    """Read a count: zero or more; raises Doubt."""
    number = whole_value(cell)
    if number < 0:
        raise Doubt("not_negative")
    if number > HIGHEST_COUNT:
        raise Doubt("too_high", limit=HIGHEST_COUNT)
    return number


def position_value(cell: Cell) -> int:
    """Read a place in an order: one or more; raises Doubt."""
    number = count_value(cell)
    if not number:
        raise Doubt("whole_number")
    return number


def money_value(cell: Cell) -> int:
    """Read whole kroner; raises Doubt."""
    number = whole_value(cell)
    if abs(number) > HIGHEST_MONEY:
        raise Doubt("too_high", limit=HIGHEST_MONEY)
    return number


def year_value(cell: Cell) -> int:
    """Read a year of four digits; raises Doubt."""
    try:
        year = whole_value(cell)
    except Doubt as doubt:
        raise (doubt if isinstance(cell, Special) else Doubt("year")) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Doubt("year")
    return year


def period_value(cell: Cell) -> str:
    """Read a calendar year, as text; raises Doubt."""
    return str(year_value(cell))


def date_value(cell: Cell) -> date:
    """Read a day; raises Doubt."""
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    else:
        day = _written_date(text_value(cell) if isinstance(cell, str | Special) else "")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Doubt("far_date")
    return day


def _written_date(text: str) -> date:
    if match := DAY.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
    else:
        raise Doubt("date")
    try:
        return date(year, month, day)
    except ValueError:
        raise Doubt("no_such_date") from None
