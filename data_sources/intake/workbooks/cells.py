"""Reads cells by the kind of their column: text, keys, codes, numbers, years and dates, or advice."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from data_sources.intake.personal_data import Personal, is_phone_number, looks_personal
from data_sources.intake.wording import Language, say
from data_sources.intake.workbooks.stored import SHORT_LIST

if TYPE_CHECKING:
    from collections.abc import Callable

    from data_sources.intake.workbooks.sheets import TemplateColumn
    from data_sources.intake.workbooks.stored import CodeList, Stored

CellValue = str | int | float | date | None
LONGEST_TEXT = 10_000
LONGEST_KEY = 80
BLANK = "\u00a0\u200b\ufeff \t\r\n"
EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|I/T|VERDI!|NAVN\?)")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
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


class Special(Enum):
    """Cells whose value is not to be trusted; the value is the key of the advice."""

    FORMULA = "formula"
    PERCENT = "percent"


Cell = str | int | float | bool | datetime | date | time | timedelta | Special | None


class Doubt(ValueError):
    """A cell cannot be used; `word` is the key of the advice."""

    def __init__(self, word: str, **values: object) -> None:
        super().__init__(word)
        self.word = word
        self.values = values


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing a reader sees."""
    return cell is None or (isinstance(cell, str) and not cell.strip(BLANK))


def as_text(cell: Cell) -> str:
    """A cell as a reader sees it: «12,5», «24.04.2014»."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}".replace(".", ",")
    if cell is None or isinstance(cell, Special):
        return ""
    return unicodedata.normalize("NFC", str(cell)).replace("\r\n", "\n").strip(BLANK)


def text_value(cell: Cell) -> str:
    """Read text; a number is text as it is written; raises Doubt."""
    if isinstance(cell, Special):
        raise Doubt(cell.value)
    if isinstance(cell, datetime | date | time | timedelta):
        raise Doubt("excel_date")
    text = as_text(cell)
    if EXCEL_ERROR.fullmatch(text):
        raise Doubt("error_value")
    if CONTROL.search(text):
        raise Doubt("control")
    if len(text) > LONGEST_TEXT:
        raise Doubt("too_long", count=len(text), limit=LONGEST_TEXT)
    return text


def key_value(cell: Cell) -> str:
    """Read a key as it is written; raises Doubt."""
    text = text_value(cell)
    if len(text) > LONGEST_KEY:
        raise Doubt("too_long", count=len(text), limit=LONGEST_KEY)
    return text


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


KINDS: dict[str, Callable[[Cell], CellValue]] = {
    "text": text_value, "role": text_value, "shown": as_text, "key": key_value, "parent_project": key_value,
    "reference": text_value, "municipality": text_value, "number": number_value, "count": count_value,
    "position": position_value, "money": money_value, "year": year_value, "period": period_value,
    "date": date_value,
}  # fmt: skip
"""Reader of each kind of column of the register, but for codes."""


@dataclass(frozen=True)
class Unusable:
    """Why a cell cannot be used, as advice."""

    advice: str


def converter(
    column: TemplateColumn, codes: CodeList | None, language: Language
) -> Callable[[Cell], CellValue | Unusable]:
    """Make the function that reads a column's cells; blank cells are None, unless they must be filled."""

    def read(cell: Cell) -> CellValue | Unusable:
        if is_blank(cell):
            return Unusable(say("empty", language)) if column.required else None
        try:
            return KINDS[column.kind](cell) if codes is None else _code(cell, column, codes, language)
        except Doubt as doubt:
            return Unusable(say(doubt.word, language, **doubt.values))

    return read


def _code(cell: Cell, column: TemplateColumn, codes: CodeList, language: Language) -> CellValue:
    """Find a code; Excel keeps «1.1» as a number and «ja» in a formula cell as true."""
    if isinstance(cell, bool):
        cell = int(cell)
    text = f"{cell:.15g}" if isinstance(cell, float) else text_value(cell)
    found = codes.find(text)
    if found is None:
        word = "code" if len(codes.labels) <= SHORT_LIST else "code_many"
        raise Doubt(word, known=codes.near(text, language))
    return int(found) if column.codes == "yes_no" else found


class CellReader:
    """One column's reader; `personal` is the first cell that looks like personal data, with its row."""

    def __init__(self, column: TemplateColumn, stored: Stored, language: Language) -> None:
        codes = stored.lists[column.codes] if column.kind == "code" else None
        self.convert = converter(column, codes, language)
        self.kind = column.kind
        self.organisations = stored.organisations
        self.known: dict[object, object] = {}
        self.personal: tuple[Personal, int] | None = None

    def __call__(self, cell: Cell, row: int) -> object:
        """A cell's value, or Unusable; the row is remembered where the cell looks personal."""
        key = cell if type(cell) is str else (type(cell), cell)
        try:
            return self.known[key]
        except KeyError:
            self.look(cell, row)
            value = self.known[key] = self.convert(cell)
            return value

    def look(self, cell: Cell, row: int) -> None:
        """Remember the first cell that looks like personal data."""
        is_role = self.kind == "role" and as_text(cell).casefold() not in self.organisations
        found = looks_personal(cell, names=is_role)
        if found == "phone" and self.kind in {"money", "number"}:
            found = None  # eight digits are an amount
        if self.kind == "count" and is_phone_number(cell):
            found = "phone"
        if found and not self.personal:
            self.personal = (found, row)
