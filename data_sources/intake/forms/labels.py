"""Recognises the form's labels in a text, with typos, lost letters and rewording allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data_sources.intake.forms.fields import FIELDS, FormField
from data_sources.intake.likeness import WORD, similar, split_words

# What the form itself adds to a label: how to answer, never an answer.
HINT = re.compile(
    r"\s*\((?=[^()]*(?:kryss|svar|\bord\b|budsjett|s[ae]tt opp))[^()]{0,150}(?:\)|\Z)", re.IGNORECASE
)
MARKS = " \n:?.!*"
"""What may stand between a label and its answer."""
HEAD = 5
"""Words of a label that must be there, one of them excepted."""
BEGINNING_WORDS = 2
"""A label this short («Til», «Sendes til») also begins sentences, and needs its colon."""
TITLE_WORDS = 3
"""A label this short has no word to lose."""
LOOKED_AT = 32
"""Words of the text compared with a label; the longest label has 22."""
DETOURS = ((1, 0), (0, 1), (1, 1), (2, 0))
"""Words of the label and of the text passed to find the next two that are alike."""
VARIANTS = tuple((field, split_words(label)) for field in FIELDS for label in field.labels)


@dataclass(frozen=True)
class Label:
    """A label found in a text: `end` is where the answer starts, `exact` that no word differed.

    `rest` has the label's words that were not there: the text leaves them out, or ends before them.

    A label that is not `whole` is a beginning standing alone («Overføringsverdi:»): other papers have those.
    """

    key: str
    end: int
    whole: bool
    exact: bool
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class _TextHere:
    """The text at the place looked at: its words with where each ends, and what kind of place it is."""

    text: str
    words: list[tuple[str, int]]
    cell: bool
    colon: bool


@dataclass(frozen=True)
class _Fit:
    """How far label and text went together; `read` counts the text's words, `head` hits among the first."""

    hits: int
    read: int
    head: int
    misses: int
    rest: tuple[str, ...]


def label_at(text: str, start: int = 0, *, cell: bool = False, colon: bool = False) -> Label | None:
    """Recognise the label that begins at `start`; the one with most words in common wins.

    `cell` says that the text is a whole table cell, where a label needs no colon; `colon` that the label
    must end with one, as in the middle of a line.
    """
    words = _words(text, start)
    if not words:
        return None
    read = _TextHere(text, words, cell, colon)
    best: tuple[int, Label] | None = None
    for field, variant in _beginning_with(words[0][0], words[1][0] if len(words) > 1 else ""):
        found = _fitted(field, variant, read)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best[1] if best else None


@lru_cache(maxsize=4096)
def _beginning_with(first: str, second: str) -> tuple[tuple[FormField, tuple[str, ...]], ...]:
    """Labels that can begin with these two words."""
    return tuple((field, words) for field, words in VARIANTS if align(words[:2], [first, second]).hits)


def align(variant: tuple[str, ...], words: list[str]) -> _Fit:
    """Walk label and text together, one word skipped or exchanged at a time, until they part."""
    at = read = hits = head = misses = 0
    end = passed_over = 0
    while at < len(variant) and read < len(words) and misses <= max(1, len(variant) // 4):
        step = _step(variant[at:], words[read:])
        if step is None or (not at and not step[0]):
            break  # nothing stands before a label
        skipped, passed, hit = step
        if hit:
            hits += 1
            head += at < HEAD
        else:
            misses += max(skipped, passed)
        at, read = at + skipped, read + passed
        end, passed_over = (read, at) if hit else (end, passed_over)
    return _Fit(hits, end, head, misses, variant[passed_over:])


def _step(variant: tuple[str, ...], words: list[str]) -> tuple[int, int, bool] | None:
    """How many words of label and text to pass, and whether they were alike; None where they part."""
    if similar(words[0], variant[0]):
        return 1, 1, True
    if len(words) > 1 and similar(words[0] + words[1], variant[0]):
        return 1, 2, True
    for skipped, passed in DETOURS:
        if skipped < len(variant) and passed < len(words) and similar(words[passed], variant[skipped]):
            return skipped, passed, False
    return None


def _words(text: str, start: int) -> list[tuple[str, int]]:
    found = []
    for word in WORD.finditer(text, start):
        found.append((word[0].casefold(), word.end()))
        if len(found) == LOOKED_AT:
            break
    return found


def _fitted(field: FormField, variant: tuple[str, ...], read: _TextHere) -> tuple[int, Label] | None:
    """The label and how many words it has in common with the text, if it is this variant."""
    fit = align(variant, [word for word, _ in read.words])
    if not fit.hits:
        return None
    label_end = read.words[fit.read - 1][1]
    after = read.text[label_end : label_end + 20]
    marked = ":" in after[: len(after) - len(after.lstrip(MARKS))]
    ended = not after.strip(MARKS) or "\n" in after[: len(after) - len(after.lstrip(MARKS))]
    closed = marked or (ended and not read.colon)
    needed = min(HEAD, len(variant))
    whole = fit.head >= (needed - 1 if needed > TITLE_WORDS else needed)
    if whole:
        longer = len(variant) > BEGINNING_WORDS or field.kind == "title"
        known = longer or HINT.match(read.text, label_end)
        accepted = closed or (not read.colon and bool(known))
    else:
        accepted = _beginning(fit, read, closed=marked or (read.cell and closed))
    if not accepted:
        return None
    end = label_end if field.kind == "title" else _answer_start(read.text, label_end)
    return fit.hits, Label(field.key, end, whole, whole and not fit.misses, fit.rest)


def _beginning(fit: _Fit, read: _TextHere, *, closed: bool) -> bool:
    """Whether a label cut short stands alone: «Ekstern kommunikasjon:»."""
    long = fit.hits > 1 or len(read.words[0][0]) > 7  # noqa: PLR2004 - «Resultat» says enough, «Mål» does not
    return closed and long and not fit.misses and fit.hits == fit.read


def _answer_start(text: str, end: int) -> int:
    """Pass the marks that end a label and the form's own notes in parentheses."""
    while True:
        while end < len(text) and (text[end] in MARKS or text[end].isspace()):
            end += 1
        hint = HINT.match(text, end)
        if not hint:
            return end
        end = hint.end()
