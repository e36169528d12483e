"""What a cell may hold, and how its text is read."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from enum import Enum


class Special(Enum):
    """Cells whose value is not to be trusted; the value is the key of the advice."""

    FORMULA = "formula"
    PERCENT = "percent"


Cell = str | int | float | bool | datetime | date | time | timedelta | Special | None
Value = str | int | float | date | None

LONGEST_TEXT = 10_000
LONGEST_KEY = 80
BLANK = "\u00a0\u200b\ufeff \t\r\n"
EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|I/T|VERDI!|NAVN\?)")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


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
    """Give a cell as a reader sees it: «12,5», «24.04.2014»."""
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
