"""Every word the user sees, in bokmål, nynorsk and English, and numbers and dates as Norwegians write them.

Messages are keyed («goals.title») and stand in `locale/<language>/<subject>.po`; bokmål is the source.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.messages.pofile import read_po

from dashboard.errors import UnknownMessage
from terms import code_lists

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dashboard.selection import Language

HARD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


class Speaker:
    """One language's words, numbers and dates; `speaker(language)` lends a shared one."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._messages = messages(language)

    def __call__(self, key: str, /, **values: object) -> str:
        """Message with its places filled in."""
        return self._forms(key)[0].format(**values)

    def count(self, key: str, number: float, /, **values: object) -> str:
        """Message in singular or plural; its place `{n}` gets the number as written in the language."""
        forms = self._forms(key)
        return forms[0 if number == 1 else -1].format(n=self.number(number), **values)

    def has(self, key: str) -> bool:
        """Whether the language has the message."""
        return key in self._messages

    def number(self, value: float | None, decimals: int = 0) -> str:
        """«12 345,6» with hard spaces; a dash where there is no value."""
        if value is None or not math.isfinite(value):
            return "–"
        return self._rounded(Decimal(str(value)), decimals)

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """«5 %» for 0.05."""
        if share is None or not math.isfinite(share):
            return "–"
        text = self._rounded(Decimal(str(share)) * 100, decimals)
        return f"{text}{'' if self.language == 'en' else HARD}%"

    def money(self, kroner: float | None) -> str:
        """«1 900 000 kr»."""
        if kroner is None or math.isnan(kroner):
            return "–"
        return (
            f"NOK{HARD}{self.number(kroner)}" if self.language == "en" else f"{self.number(kroner)}{HARD}kr"
        )

    def date(self, day: dt.date | None) -> str:
        """«24. april 2014»."""
        if day is None or day != day:  # noqa: PLR0124  # NaT is not equal to itself
            return "–"
        pattern = "d MMMM y" if self.language == "en" else "d. MMMM y"
        return format_date(day, pattern, locale=LOCALES[self.language])

    def years(self, years: tuple[int, int] | None) -> str:
        """«2013», «2012–2014»; the word for every year where none is chosen."""
        if years is None:
            return self("shell.every_year")
        return str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"

    def listing(self, words: Sequence[str]) -> str:
        """«a, b og c»."""
        if len(words) < 2:  # noqa: PLR2004  # a list of one has no «og»
            return "".join(words)
        return f"{', '.join(words[:-1])} {self('shell.and')} {words[-1]}"

    def _rounded(self, value: Decimal, decimals: int) -> str:
        """Half rounded up, as readers do; Python's own rounding writes 12 for 12.5."""
        rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        text = f"{abs(rounded):,}"
        sign = MINUS if rounded < 0 else ""
        return sign + (text if self.language == "en" else text.replace(",", HARD).replace(".", ","))

    def _forms(self, key: str) -> tuple[str, ...]:
        try:
            return self._messages[key]
        except KeyError:
            raise UnknownMessage(f"{self.language}: {key}") from None


@cache
def speaker(language: Language) -> Speaker:
    """Words of a language, read from the catalogues once."""
    return Speaker(language)


@cache
def messages(language: Language) -> dict[str, tuple[str, ...]]:
    """Every message of a language by key; several forms where it has a plural."""
    found: dict[str, tuple[str, ...]] = {
        key: (label,) for key, label in code_lists.messages(language).items()
    }
    folder = resources.files("dashboard").joinpath("locale", language)
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if not entry.name.endswith(".po"):
            continue
        for message in read_po(BytesIO(entry.read_bytes()), locale=LOCALES[language]):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                text = message.string
                found[key] = (text,) if isinstance(text, str) else tuple(text or ())
    return found
