"""The languages of the board: bokmål, nynorsk and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
LOCALES: dict[Language, str] = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
"""Babel's name of each language, for dates and plural rules."""
