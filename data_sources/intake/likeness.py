"""Compares words loosely: typos, letters lost to «?», and æ, ø and å written in other ways."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A «?» is a lost letter inside a word, before one, alone, and behind one that the sentence goes on after.
WORD = re.compile(
    r"(?<!\S)[?\ufffd](?!\S)|[?\ufffd]?\w(?:[\w?\ufffd]*\w)?(?:[?\ufffd](?=\s[a-zæøå?\ufffd]))?"
)
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ä": "ae", "ö": "o"})


@lru_cache(maxsize=65536)
def similar(word: str, label_word: str) -> bool:
    """Whether two lower-case words are the same but for a typo or letters lost to «?»."""
    if same_but_lost(word, label_word):
        return True
    word = word.rstrip("?\ufffd")
    left, right = word.translate(_LETTERS), label_word.translate(_LETTERS)
    if left == right:
        return True
    allowed = (len(right) >= 4) + (len(right) >= 8)  # noqa: PLR2004 - no typo in a short word, two in a long one
    return abs(len(left) - len(right)) <= allowed and _distance(left, right) <= allowed


def same_but_lost(word: str, label_word: str) -> bool:
    """Whether two words of one length differ only where æ, ø or å became «?»."""
    return len(word) == len(label_word) and all(
        a == b or (a in "?\ufffd" and b in "æøå") for a, b in zip(word, label_word, strict=True)
    )


def one_typo_apart(left: str, right: str) -> bool:
    """Whether one letter is changed, lost, added or swapped between two words."""
    return abs(len(left) - len(right)) <= 1 and left != right and _distance(left, right) == 1


def _distance(left: str, right: str) -> int:
    """Count letters changed, lost, added or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def split_words(text: str) -> tuple[str, ...]:
    """Words of a text in lower case."""
    return tuple(word[0].casefold() for word in WORD.finditer(unicodedata.normalize("NFC", text)))
