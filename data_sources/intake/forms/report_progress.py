"""Reads the question about progress, where people write after the stubs and seldom set a cross."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.intake.forms.report_crosses import UNCLEAR, Crosses, read_crosses

if TYPE_CHECKING:
    from data_sources.intake.forms.report_code_lists import Option

NOTHING = re.compile(
    r"(nei|ingen|ingenting|ikke aktuelt|ikkje aktuelt|ikke relevant|ikkje relevant|0)\W*", re.IGNORECASE
)
DENIED = re.compile(r"(nei|ikke|ikkje|delvis)\b", re.IGNORECASE)


def read_progress(text: str, options: tuple[Option, ...]) -> Crosses:
    """Choose each stub that has a cross or a text of its own; a text that denies its stub is asked about."""
    crosses = read_crosses(text, options, several=True)
    written = {letter: note for letter, note in crosses.notes if note and not NOTHING.fullmatch(note)}
    sure = crosses.letters if crosses.boxed else ()  # a box ticked on its own line is meant, whatever follows
    denied = [letter for letter, note in written.items() if DENIED.match(note) and letter not in sure]
    both = tuple(sorted({*crosses.letters, *written}))
    if crosses.state == "ambiguous" and (not written or len(crosses.notes) < 2 or crosses.why == UNCLEAR):  # noqa: PLR2004
        return crosses
    if denied:
        why = "Teksten etter svaret kan si både ja og nei."
        return replace(crosses, letters=(), state="ambiguous", why=why, possible=both)
    if not written:
        return crosses
    why = "Det er skrevet tekst etter svarene." if not crosses.letters else "Kryss, og tekst etter svarene."
    return replace(crosses, letters=both, state="read", why=why, possible=())
