"""Finds the lettered answers of a question in the text of its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_sources.intake.forms.blocks import CHECKED, UNCHECKED
from data_sources.intake.forms.report_labels import align
from data_sources.intake.likeness import WORD, split_words

if TYPE_CHECKING:
    from data_sources.intake.forms.report_code_lists import Option

TICKED = re.compile(r"[☑✔✓✅✗✘✖⊠🗹🗷🗵\uf0fe\uf0fd\uf0fc\uf078]|\[\s?[xX]\s?\]|\(\s?[xX]\s?\)")
BLANK = re.compile(r"[□◻◽▢⬜❏❑\uf0a8\uf06f\uf071]|\[\s{0,3}\]|\(\s{0,3}\)|\[_{1,3}\]|\(_{1,3}\)")
MARK = re.compile(rf"{CHECKED}|{UNCHECKED}|(?<![\w.,:/)-])[xX](?![\w:/-])")
_BETWEEN = rf"(?:\s*(?:{CHECKED}|{UNCHECKED}|[xX](?=\W)))?\s*"
ENOUGH = 3
"""Words of an option's label that are compared; rewording after them is common."""


@dataclass(frozen=True)
class Found:
    """One option in the text: where it starts, where its letter ends, where its words start and end."""

    letter: str
    start: int
    after_letter: int
    words: int
    end: int


def with_marks(text: str) -> str:
    """Write every kind of tick and empty box in one way."""
    return BLANK.sub(UNCHECKED, TICKED.sub(CHECKED, text))


def find_options(text: str, options: tuple[Option, ...]) -> list[Found]:
    """Find the options that are there, in the order of the letters; text is from `with_marks`."""
    found: list[Found] = []
    at = 0
    for option in options:
        here = _lettered(text, option, at) or _unlettered(text, option, at) or _letter_alone(text, option, at)
        if here:
            found.append(here)
            at = here.end
    return found


def _lettered(text: str, option: Option, at: int) -> Found | None:
    """Find the letter followed by the option's own words."""
    pattern = re.compile(rf"(?<!\w)(?:{option.letter}|{option.letter.upper()})(?:\s?[).:-]|(?=\s)){_BETWEEN}")
    for letter in pattern.finditer(text, at):
        end = words_end(text, letter.end(), option)
        if end:
            after = re.compile(r"\w\s?[).:-]?").match(text, letter.start())
            return Found(option.letter, letter.start(), after.end() if after else 0, letter.end(), end)
    return None


def _unlettered(text: str, option: Option, at: int) -> Found | None:
    """Find the option's words at the start of a line: Word's automatic letters are not part of the text."""
    pattern = re.compile(rf"^[^\w\n]{{0,3}}(?:(?:{CHECKED}|{UNCHECKED}|[xX](?=\W))\s*)?", re.MULTILINE)
    for line in pattern.finditer(text, at):
        end = words_end(text, line.end(), option)
        if end:
            return Found(option.letter, line.end(), line.end(), line.end(), end)
    return None


def _letter_alone(text: str, option: Option, at: int) -> Found | None:
    """Find «b)» at the start of a line, its words rewritten or left out."""
    pattern = re.compile(
        rf"^(?P<mark>{_BETWEEN})(?P<letter>{option.letter}\))[^\S\n]*", re.MULTILINE | re.IGNORECASE
    )
    found = pattern.search(text, at)
    if not found:
        return None
    return Found(option.letter, found.start("letter"), found.end("letter"), found.end(), found.end())


def words_end(text: str, at: int, option: Option) -> int:
    """Say where the option's words end if they begin here, else 0; the longest wording wins."""
    here = [
        (word[0].casefold(), word.end()) for word, _ in zip(WORD.finditer(text, at), range(24), strict=False)
    ]
    if not here or text[at : WORD.search(text, at).start()].strip():  # type: ignore[union-attr]
        return 0
    best = (0, 0)
    for label in option.labels:
        words = split_words(label)
        fit = align(words, [word for word, _ in here])
        if fit.read and fit.head >= min(ENOUGH, len(words)):
            best = max(best, (fit.hits, here[fit.read - 1][1]))
    return best[1]
