"""The words reader under its old name; it stands in `terms/words.py`."""

from terms.languages import LOCALES
from terms.words import HARD, MINUS, Speaker, messages, speaker

__all__ = ["HARD", "LOCALES", "MINUS", "Speaker", "messages", "speaker"]
