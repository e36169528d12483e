"""The form's words for geographic effect."""

from __future__ import annotations

LETTER_KEYS = {
    "a": "effect.letter_a",
    "b": "effect.letter_b",
    "c": "effect.letter_c",
    "d": "effect.letter_d",
    "e": "effect.letter_e",
    "f": "effect.letter_f",
}
"""The form's label of each letter."""
