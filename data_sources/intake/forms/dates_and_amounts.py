"""Reads dates and amounts of money in running text, as people write them in Norwegian forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan"),
            ("februar", "feb"),
            ("mars", "mar"),
            ("april", "apr"),
            ("mai",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("desember", "des"),
        ),
        1,
    )
    for name in names
}
NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./ -]\s?(\d{4}|\d{2})(?![\d])")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})\.?\s?({'|'.join(MONTHS)})\b\.?,?\s?(\d{{4}}|['’]?\d{{2}}(?!\d))", re.IGNORECASE
)
CENTURY = 2000
UNITS = {
    "millionar": 1_000_000,
    "millioner": 1_000_000,
    "million": 1_000_000,
    "mill": 1_000_000,
    "mrd": 1_000_000_000,
}
THOUSANDS = {"tusen": 1_000, "tkr": 1_000}
SPACES = " \u00a0\u202f\u2009"
AMOUNT = re.compile(
    rf"(?P<ceiling>\b(?:inntil|opptil|opp til|maks(?:imalt)?|høgst|høyst)\s+)?"
    rf"(?P<before>\b(?:kr|nok)\.?[{SPACES}]?)?"
    rf"(?<![\d.,])(?P<minus>[-–])?(?P<number>\d{{1,3}}(?:[{SPACES}.]\d{{3}})+(?:,\d{{1,2}})?|\d{{1,12}}(?:[.,]\d{{1,3}})?)(?![\d])"
    rf"(?:[{SPACES}]?(?P<unit>millionar|millioner|million|mill|mrd|tusen|tkr)\b\.?)?"
    rf"(?P<after>[{SPACES}]?(?:kroner|kr\b|nok\b|,-))?",
    re.IGNORECASE,
)


def dates_in(text: str) -> tuple[date, ...]:
    """Whole dates of a text in reading order; a date that no calendar has is left out.

    Two digits are a year after 2000: the programme began in 2010.
    """
    found: dict[int, date] = {}
    for pattern in (ISO, WORDS, NUMBERS):
        for match in pattern.finditer(text):
            first, second, third = (part.strip("'’").casefold() for part in match.groups())
            if pattern is ISO:
                first, third = third, first
            day = _day(int(third), MONTHS.get(second) or int(second), int(first))
            if day:
                found.setdefault(match.start(), day)
    return tuple(found[start] for start in sorted(found))


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year if year >= 100 else CENTURY + year, month, number)  # noqa: PLR2004 - two digits
    except ValueError:
        return None


@dataclass(frozen=True)
class Amount:
    """Kroner; `ceiling` where the text says «inntil», `sure` where it says that it is money."""

    kroner: Decimal
    ceiling: bool
    sure: bool
    written: str


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Amounts of a text in reading order.

    A bare number counts only when it is grouped in thousands («800 000», «500.000»), and is then not sure;
    years, dates and counts are not amounts.
    """
    found = []
    for match in AMOUNT.finditer(text):
        grouped = re.search(rf"\d[{SPACES}.]\d{{3}}", match["number"]) is not None
        named = bool(match["before"] or match["after"] or match["unit"])
        if named or grouped:
            found.append(Amount(_kroner(match), bool(match["ceiling"]), named, match[0].strip()))
    return tuple(found)


def _kroner(match: re.Match[str]) -> Decimal:
    bare = re.sub(rf"[{SPACES}]", "", match["number"])
    unit = (match["unit"] or "").casefold()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", bare) and not unit:
        bare = bare.replace(".", "")
    factor = UNITS.get(unit) or THOUSANDS.get(unit) or 1
    sign = -1 if match["minus"] else 1
    return sign * Decimal(bare.replace(",", ".")) * factor
