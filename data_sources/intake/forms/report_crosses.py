"""Decides which answers of one question are crossed, and asks where the crosses can be read in two ways."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from data_sources.intake.forms.blocks import CHECKED, UNCHECKED
from data_sources.intake.forms.report_boxes import boxed
from data_sources.intake.forms.report_options import MARK, Found, find_options, with_marks

if TYPE_CHECKING:
    from data_sources.intake.forms.report_boxes import Boxed
    from data_sources.intake.forms.report_code_lists import Option

Side = Literal["inside", "before", "after", "between"]
State = Literal["read", "empty", "ambiguous"]
INSIDE = "Kryssene står mellom bokstav og tekst."
UNCLEAR = "Kryssene kan høre til bokstaven foran eller bak."
BARE = re.compile(
    r"(?:alternativ|svar|punkt)?\s*(?:[a-i]\)|[a-i](?:\s*(?:,|;|og|\+|&|/|\s)\s*[a-i])*\.?)", re.IGNORECASE
)


@dataclass(frozen=True)
class Crosses:
    """The letters chosen, how that was seen, and the letters possible where it was not seen.

    `notes` has the text people wrote after each option; `boxed` tells that each had a box on its own line.
    """

    letters: tuple[str, ...]
    state: State
    why: str
    possible: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    boxed: bool = False


@dataclass(frozen=True)
class _Mark:
    ticked: bool
    side: Side
    previous: str | None
    following: str | None


def read_crosses(text: str, options: tuple[Option, ...], *, several: bool) -> Crosses:
    """Read one question, where all crosses stand before the letters, after them, or after the texts."""
    lines = boxed(text, options)
    if lines:
        return _of_boxes(lines, several=several)
    marked = with_marks(text)
    found = [] if BARE.fullmatch(marked.strip()) else find_options(marked, options)
    if not found:
        return _bare(marked, options, several=several)
    marks = [mark for at in range(-1, len(found)) for mark in _marks(marked, found, at)]
    notes = tuple((here.letter, _note(marked, found, at)) for at, here in enumerate(found))
    decided = _decided(marks)
    if decided is None:
        both = {
            letter for mark in marks if mark.ticked for letter in (mark.previous, mark.following) if letter
        }
        return Crosses((), "ambiguous", UNCLEAR, tuple(sorted(both)), notes)
    letters, why = decided
    if letters:
        return _crossed(letters, why, notes, several=several)
    return _uncrossed(found, notes, boxes=bool(marks))


def _of_boxes(lines: tuple[Boxed, ...], *, several: bool) -> Crosses:
    """Trust the boxes where each option has its own, and take the rest as what was written beside them."""
    letters = tuple(line.letter for line in lines if line.ticked)
    notes = tuple((line.letter, line.note) for line in lines)
    if not letters:
        return Crosses((), "empty", "Svarene står der, uten kryss.", notes=notes, boxed=True)
    return replace(_crossed(letters, INSIDE, notes, several=several), boxed=True)


def _crossed(
    letters: tuple[str, ...], why: str, notes: tuple[tuple[str, str], ...], *, several: bool
) -> Crosses:
    if len(letters) > 1 and not several:
        return Crosses((), "ambiguous", "Det er flere kryss, men bare ett svar er mulig.", letters, notes)
    return Crosses(letters, "read", why, notes=notes)


def _uncrossed(found: list[Found], notes: tuple[tuple[str, str], ...], *, boxes: bool) -> Crosses:
    """Tell options left as they were from answers given without a cross."""
    written = tuple(letter for letter, note in notes if note)
    if len(found) == 1 and not boxes:
        why = "Bare ett av svarene står igjen, uten kryss."
        return Crosses((), "ambiguous", why, (found[0].letter,), notes)
    if written and not boxes:
        return Crosses((), "ambiguous", "Ingen kryss, men det er skrevet tekst ved svar.", written, notes)
    return Crosses((), "empty", "Svarene står der, uten kryss.", notes=notes)


def _bare(text: str, options: tuple[Option, ...], *, several: bool) -> Crosses:
    """Read an answer that is only letters: «b», «a, c og e»."""
    if not text.strip():
        return Crosses((), "empty", "Feltet er tomt.")
    last = options[-1].letter
    if BARE.fullmatch(text.strip()):
        letters = tuple(sorted({sign.casefold() for sign in re.findall(r"(?<!\w)[a-iA-I](?!\w)", text)}))
        if letters and letters[-1] <= last and (several or len(letters) == 1):
            return Crosses(letters, "read", "Svaret er skrevet som bokstav.")
        return Crosses((), "ambiguous", "Svaret er bokstaver som skjemaet ikke har plass til.", letters)
    return Crosses(
        (), "ambiguous", "Svaret er tekst uten skjemaets bokstaver.", tuple(o.letter for o in options)
    )


def _marks(text: str, found: list[Found], at: int) -> list[_Mark]:
    """Give the marks from option `at` to the next one; -1 is what stands before the first."""
    here = found[at] if at >= 0 else None
    following = found[at + 1] if at + 1 < len(found) else None
    start = here.after_letter if here else 0
    stop = following.start if following else len(text)
    return [
        _Mark(
            mark[0] != UNCHECKED,
            _side(text, mark, here, following),
            here.letter if here else None,
            following.letter if following else None,
        )
        for mark in MARK.finditer(text, start, stop)
        if _counts(text, mark, here, following)
    ]


def _counts(text: str, mark: re.Match[str], here: Found | None, following: Found | None) -> bool:
    """Tell a cross from a letter x in a sentence: boxes always count, x only at the edge of an answer."""
    if mark[0] in {CHECKED, UNCHECKED}:
        return True
    line_ends = (
        text[mark.end() : following.start if following else len(text)].partition("\n")[0].strip(" .,;") == ""
    )
    first = here is not None and text[here.end : mark.start()].strip(" .,;:?!") == "" if here else True
    return line_ends or first or bool(here and mark.start() < here.words)


def _side(text: str, mark: re.Match[str], here: Found | None, following: Found | None) -> Side:
    """Say which option the place of a mark speaks for; «between» where only the other marks can tell."""
    if here and mark.start() < here.end and mark.start() < max(here.words, here.after_letter + 1):
        return "inside"
    if here is None:
        return "before"
    if following is None:
        return "after"
    above = "\n" in text[here.end : mark.start()]
    below = "\n" in text[mark.end() : following.start]
    if above == below:
        return "between"
    return "before" if above else "after"


def _decided(marks: list[_Mark]) -> tuple[tuple[str, ...], str] | None:
    """Give the letters where all marks stand on one side; none where they do not."""
    sides = {mark.side for mark in marks}
    if not sides:
        return (), ""
    if sides == {"inside"}:
        return _letters(marks, "previous"), INSIDE
    if sides <= {"after", "between"} and "after" in sides:
        return _letters(marks, "previous"), "Kryssene står etter teksten."
    if sides <= {"before", "between"} and "before" in sides:
        return _letters(marks, "following"), "Kryssene står foran bokstaven."
    return None


def _letters(marks: list[_Mark], side: Literal["previous", "following"]) -> tuple[str, ...]:
    chosen = {mark.previous if side == "previous" else mark.following for mark in marks if mark.ticked}
    return tuple(sorted(letter for letter in chosen if letter))


def _note(text: str, found: list[Found], at: int) -> str:
    """Give what was written after an option's own words, marks left out."""
    stop = found[at + 1].start if at + 1 < len(found) else len(text)
    lines = re.sub(
        rf"[{CHECKED}{UNCHECKED}]|^\s*[xX]\s*$", "", text[found[at].end : stop], flags=re.MULTILINE
    ).split("\n")
    kept = "\n".join(line.strip() for line in lines if line.strip(" .,:;?!)xX-–_"))
    return kept.lstrip(" .,:;?!)-–").rstrip()
