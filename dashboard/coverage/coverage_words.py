"""Coverage in words, from `wording`, for the panels."""

from __future__ import annotations

from dashboard.coverage.wording import (
    NAMED,
    NO_DENOMINATOR_KEYS,
    OVER_KEYS,
    SMALL,
    STATE_KEYS,
    SYMBOL_KEYS,
    WORDS_KEYS,
    between,
    count_words,
    joint_notes,
    lowered,
    missing_words,
    no_denominator,
    residents_name,
    sentence,
    share_words,
    title,
    total_words,
)

__all__ = [
    "NAMED",
    "NO_DENOMINATOR_KEYS",
    "OVER_KEYS",
    "SMALL",
    "STATE_KEYS",
    "SYMBOL_KEYS",
    "WORDS_KEYS",
    "between",
    "count_words",
    "joint_notes",
    "lowered",
    "missing_words",
    "no_denominator",
    "residents_name",
    "sentence",
    "share_words",
    "title",
    "total_words",
]
