"""Tells a form that is whole from one that is cut off in the middle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_sources.intake.likeness import split_words
from data_sources.intake.report_fields import BY_KEY, FIELDS, ORDER
from data_sources.intake.report_labels import VARIANTS
from data_sources.intake.report_options import find_options, with_marks

if TYPE_CHECKING:
    from data_sources.intake.collected import Answer, Collected

FINISHED = re.compile(r".*[.!?:;)\]»\"”'…]\s*", re.DOTALL)
BROKEN = re.compile(r"(<[^<>]*|&\w*|\[\s?…\s?\]|\[\.\.\.\])$")
LONG_PROSE = 80
"""Letters from which an answer is taken for sentences, which end with a mark."""
LONG_WORD = 8
"""Letters of a label's first word that are enough to know it by."""


def cut_key(collected: Collected) -> str | None:
    """Name the field in which the paper ends before its time; missing where the paper is whole."""
    last = next((one for one in reversed(collected.answers) if BY_KEY[one.key].kind != "title"), None)
    if last is None:
        return None
    begun = _begun_label(last, collected)
    if begun:
        return begun
    found = {answer.key for answer in collected.answers}
    expected = [field.key for field in FIELDS if ORDER[last.key] < ORDER[field.key] <= ORDER["policy_goals"]]
    if any(key not in found for key in expected):
        return last.key
    return last.key if _unfinished(last) else None


def _unfinished(last: Answer) -> bool:
    """Whether the form's last answer ends in the middle of a sentence, a tag or its list of options."""
    text = last.text
    if BROKEN.search(text):
        return True
    options = BY_KEY[last.key].options
    if options:
        found = find_options(with_marks(text), options)
        return bool(found) and found[-1].letter != options[-1].letter
    return len(text) > LONG_PROSE and not FINISHED.fullmatch(text)


def _begun_label(last: Answer, collected: Collected) -> str | None:
    """Recognise a label in the middle of which the paper ends, and take it out of the answer above."""
    tail = last.text.rsplit("\n", 1)[-1]
    words = split_words(tail)
    if not words or (len(words) == 1 and len(words[0]) < LONG_WORD):
        return None
    found = {answer.key for answer in collected.answers}
    for field, label in VARIANTS:
        begins = label[: len(words) - 1] == words[:-1] and len(words) <= len(label)
        if begins and label[len(words) - 1].startswith(words[-1]) and field.key not in found:
            part = last.parts[-1]
            last.parts[-1] = type(part)(part.text.removesuffix(tail).rstrip(), part.place, part.column)
            return field.key
    return None
