"""Tells a form that is whole from one that is cut off in the middle."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.intake.forms.report_fields import BY_KEY, FIELDS, ORDER
from data_sources.intake.forms.report_labels import VARIANTS
from data_sources.intake.forms.report_options import find_options, with_marks
from data_sources.intake.likeness import split_words

if TYPE_CHECKING:
    from data_sources.intake.forms.collected import Answer, Collected

FINISHED = re.compile(r".*[.!?:;)\]»\"”'…]\s*", re.DOTALL)
BROKEN = re.compile(r"(<[^<>]*|&\w*|\[\s?…\s?\]|\[\.\.\.\])$")
NOTE_CUT = re.compile(r"\([^()\n]{0,150}")
NOTE_BEGUN = re.compile(r"\s*\([^()\n]{0,150}\Z")
LONG_PROSE = 80
"""Letters from which an answer is taken for sentences, which end with a mark."""
LONG_WORD = 8
"""Letters of a label's first word that are enough to know it by."""


def cut_key(collected: Collected, *, whole: bool = False) -> str | None:
    """Name the field in which the paper ends before its time; missing where the paper is whole.

    What there is of a label cut through is taken out of the answers. `whole`: a table's cell in such a
    file ends where its writer ended it, with or without a full stop.
    """
    last = next((one for one in reversed(collected.answers) if BY_KEY[one.key].kind != "title"), None)
    if last is None:
        return None
    closed = whole and last.table
    if not closed and (_label_cut(last) or _cell_cut(last, collected)):
        last.parts = []
        return last.key
    begun = None if closed else _begun_label(last, collected)
    if begun:
        return begun
    found = {answer.key for answer in collected.answers}
    expected = [field.key for field in FIELDS if ORDER[last.key] < ORDER[field.key] <= ORDER["policy_goals"]]
    if any(key not in found for key in expected):
        return last.key
    return last.key if not closed and _unfinished(last) else None


def _label_cut(last: Answer) -> bool:
    """Whether the paper ends inside the last label or the note behind it, before any answer."""
    words = split_words(last.text)
    if NOTE_CUT.fullmatch(last.text):
        return True
    return bool(last.label.rest) and _begins(last.label.rest, words)


def _cell_cut(last: Answer, collected: Collected) -> bool:
    """Whether the last label has lost its answer's cell, where all other questions have one."""
    others = [one.table for one in collected.answers if not BY_KEY[one.key].heading and one is not last]
    return not last.table and not last.text and bool(others) and all(others)


def _begins(label: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether words are the beginning of a label, the last of them perhaps cut through; no words are."""
    if len(words) > len(label) or label[: len(words) - 1] != words[:-1]:
        return not words
    return not words or label[len(words) - 1].startswith(words[-1])


def _unfinished(last: Answer) -> bool:
    """Whether the form's last answer ends in the middle of a sentence, a tag or its list of options."""
    text = last.text
    if BROKEN.search(text):
        return True
    options = BY_KEY[last.key].options
    if options:
        found = find_options(with_marks(text), options)
        return not found or found[-1].letter != options[-1].letter
    return len(text) > LONG_PROSE and not FINISHED.fullmatch(text)


def _begun_label(last: Answer, collected: Collected) -> str | None:
    """Recognise a label in the middle of which the paper ends, and take it out of the answer above."""
    tail = last.text.rsplit("\n", 1)[-1]
    words = split_words(NOTE_BEGUN.sub("", tail))
    if not words or not last.parts:
        return None
    telling = len(words) > 1 or len(words[0]) >= LONG_WORD
    found = {answer.key for answer in collected.answers}
    for field, label in VARIANTS:
        following = ORDER[field.key] == ORDER[last.key] + 1 and tail != last.text
        if (telling or following) and field.key not in found and _begins(label, words):
            part = last.parts[-1]
            last.parts[-1] = replace(part, text=part.text.removesuffix(tail).rstrip())
            return field.key
    return None
