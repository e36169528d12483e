"""Signs that papers and files can hold, text no spreadsheet takes for a formula, and names of its sheets."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

FORMULA = re.compile(r"\s*(?:[=@\uff1d\uff20]|[\t\r\n]|[+\-\uff0b\uff0d](?!\s*$))")
"""What begins a formula, wide signs of East Asian keyboards too."""
NUMBER = re.compile(r"[+-]?\d[\d \u00a0]*(?:[.,]\d+)?(?:[eE][+-]?\d+)?%?")
SHIELD = "'"
"""What spreadsheets write before text that begins like a formula."""
LONGEST_NAME, LONGEST_CELL = 31, 32_767
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
KEPT = frozenset("\n")
LEFT_OUT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories of control codes, invisible formatting, surrogates, private and unassigned signs."""
LINE_ENDS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def printable(text: str) -> str:
    """Text with composed letters, without signs that neither Word's XML nor PDF/A allows."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(LINE_ENDS))
    spaced = composed.replace("\t", " ")
    return "".join(sign for sign in spaced if sign in KEPT or unicodedata.category(sign) not in LEFT_OUT)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula; a number like -5 or a lone dash is none."""
    return bool(FORMULA.match(text)) and not NUMBER.fullmatch(text)


def shielded(values: pd.Series) -> pd.Series:
    """Column of text with an apostrophe before what begins like a formula; the rest is untouched."""
    risky = {text: SHIELD + text for text in values.dropna().unique() if is_formula(str(text))}
    return values.replace(risky) if risky else values


def sheet_names(names: Iterable[str]) -> list[str]:
    """Names a workbook allows: at most 31 signs, none of those it forbids, and no two alike."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        plain = FORBIDDEN.sub(" ", name).strip().strip("'").strip()[:LONGEST_NAME].rstrip("' ") or "-"
        unique, number = plain, 2
        while unique.casefold() in taken:
            ending = f" ({number})"
            unique, number = plain[: LONGEST_NAME - len(ending)] + ending, number + 1
        taken.add(unique.casefold())
        found.append(unique)
    return found
