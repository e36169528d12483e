"""Reads amounts of money as people write them, in kroner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

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


@dataclass(frozen=True)
class Amount:
    """Kroner; `ceiling` where the text says «inntil», `sure` where it says that it is money."""

    kroner: Decimal
    ceiling: bool
    sure: bool
    written: str


def amounts_in(text: str) -> tuple[Amount, ...]:
    """Give the amounts of a text in reading order.

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
