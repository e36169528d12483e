"""Every word the user sees, in bokmål, nynorsk and English, and numbers and dates as Norwegians write them.

A message has a key («goals.title») and stands with all its languages in one `words.toml`: in the room
that owns it (`dashboard/<room>/`), or beside this module where several rooms share it. A text that says a
number has one text for each form the language has:

    [goals.count_goals]
    nb = { zero = "ingen mål", other = "{n} mål" }
    nn = { zero = "ingen mål", other = "{n} mål" }
    en = { zero = "no goals", one = "{n} goal", other = "{n} goals" }
"""

from __future__ import annotations

import math
import tomllib
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date

from terms import code_lists
from terms.languages import LOCALES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

    from terms.languages import Language

    Text = str | Mapping[str, str]
    """A message in one language; by plural form («zero», «one», «other») where it is counted."""

HARD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
FILE = "words.toml"


class UnknownMessage(LookupError):
    """No file of words has the message, or it is asked for counted and is not, or the other way."""


class MessageTwice(ValueError):
    """Two files of words have the same message."""


class Speaker:
    """One language's words, numbers and dates; `speaker(language)` lends a shared one."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._messages = messages(language)
        self._plural_form = Locale.parse(LOCALES[language]).plural_form

    def __call__(self, key: str, /, **values: object) -> str:
        """Message with its places filled in."""
        text = self._messages.get(key)
        if not isinstance(text, str):
            raise UnknownMessage(f"{self.language}: {key}")
        return text.format(**values)

    def count(self, key: str, number: float, /, **values: object) -> str:
        """Message in the form its number asks for; its place `{n}` gets the number as written."""
        forms = self._messages.get(key)
        if forms is None or isinstance(forms, str):
            raise UnknownMessage(f"{self.language}: {key}")
        return self._form(forms, number).format(n=self.number(number), **values)

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
        """Half rounded up, as readers do; Python and Babel write 12 for 12.5."""
        rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        text = f"{abs(rounded):,}"
        sign = MINUS if rounded < 0 else ""
        return sign + (text if self.language == "en" else text.replace(",", HARD).replace(".", ","))

    def _form(self, forms: Mapping[str, str], number: float) -> str:
        """Text of zero where there is one, else what the language's own plural rule says."""
        if number == 0 and "zero" in forms:
            return forms["zero"]
        form = self._plural_form(float(number)) if math.isfinite(number) else "other"
        return forms.get(form, forms["other"])


@cache
def speaker(language: Language) -> Speaker:
    """Words of a language; the files are read once for all languages."""
    return Speaker(language)


@cache
def messages(language: Language) -> dict[str, Text]:
    """Every message in a language, by key, with the words of stored codes («codes.phase_closed»)."""
    said: dict[str, Text] = {key: texts[language] for key, texts in board().items()}
    return said | code_lists.messages(language)


@cache
def board() -> dict[str, dict[str, Text]]:
    """Every message of the board by key and language, from `terms/` and every room of `dashboard/`."""
    rooms = sorted(resources.files("dashboard").iterdir(), key=lambda entry: entry.name)
    files = [entry.joinpath(FILE) for entry in rooms if entry.is_dir()]
    return read([resources.files("terms").joinpath(FILE), *(file for file in files if file.is_file())])


def read(files: Sequence[Traversable]) -> dict[str, dict[str, Text]]:
    """Messages of some files by key and language; a key in two files is an error."""
    found: dict[str, dict[str, Text]] = {}
    for file in files:
        for key, texts in _messages_of(file):
            if key in found:
                raise MessageTwice(f"{file}: {key}")
            found[key] = texts
    return found


def _messages_of(file: Traversable) -> Iterator[tuple[str, dict[str, Text]]]:
    for first, rest in tomllib.loads(file.read_text(encoding="utf-8")).items():
        for second, texts in rest.items():
            yield f"{first}.{second}", texts
