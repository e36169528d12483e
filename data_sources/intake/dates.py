"""Reads dates as people write them in Norwegian forms."""

from __future__ import annotations

import re
from datetime import date

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


def dates_in(text: str) -> tuple[date, ...]:
    """Give the whole dates of a text in reading order; a date that no calendar has is left out.

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
