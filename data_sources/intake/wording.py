"""What the intake says to people, in bokmål and nynorsk."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

from terms.words import FILE, read

Language = Literal["nb", "nn"]
LANGUAGES: tuple[Language, Language] = ("nb", "nn")


@cache
def words() -> dict[str, dict[str, str]]:
    """Every sentence by its word (`[intake.<word>]` in `words.toml`), in both languages."""
    found = read([resources.files("data_sources").joinpath("intake", FILE)])
    return {
        key.removeprefix("intake."): {language: str(texts[language]) for language in LANGUAGES}
        for key, texts in found.items()
    }


def say(word: str, language: Language, /, **values: object) -> str:
    """Give a sentence with its places filled in."""
    return words()[word][language].format(**values)


def listing(names: list[str], most: int = 12) -> str:
    """«a, b, c» of at most some names."""
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")
