"""Reads lettered answers: the options in a text, the crosses at them, and what cannot be decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from data_sources.intake.forms.blocks import CHECKED, UNCHECKED
from data_sources.intake.forms.labels import align
from data_sources.intake.likeness import WORD, split_words

if TYPE_CHECKING:
    from data_sources.intake.forms.fields import Option

TICKED = re.compile(r"[☑✔✓✅✗✘✖⊠🗹🗷🗵\uf0fe\uf0fd\uf0fc\uf078]|\[\s?[xX]\s?\]|\(\s?[xX]\s?\)")
BLANK = re.compile(r"[□◻◽▢⬜❏❑\uf0a8\uf06f\uf071]|\[\s{0,3}\]|\(\s{0,3}\)|\[_{1,3}\]|\(_{1,3}\)")
MARK = re.compile(rf"{CHECKED}|{UNCHECKED}|(?<![\w.,:/)-])[xX](?![\w:/-])")
_BETWEEN = rf"(?:\s*(?:{CHECKED}|{UNCHECKED}|[xX](?=\W)))?\s*"
ENOUGH = 3
"""Words of an option's label that are compared; rewording after them is common."""
NOTE_EDGE = " \n.,:;?!)-–"
"""Signs between an option's own words and what is written below them."""
Side = Literal["inside", "before", "after", "between"]
CrossState = Literal["read", "empty", "ambiguous"]
INSIDE = "Kryssene står mellom bokstav og tekst."
UNCLEAR = "Kryssene kan høre til bokstaven foran eller bak."
BARE = re.compile(
    r"(?:alternativ|svar|punkt)?\s*(?:[a-i]\)|[a-i](?:\s*(?:,|;|og|\+|&|/|\s)\s*[a-i])*\.?)", re.IGNORECASE
)
NOTHING = re.compile(
    r"(nei|ingen|ingenting|ikke aktuelt|ikkje aktuelt|ikke relevant|ikkje relevant|0)\W*", re.IGNORECASE
)
DENIED = re.compile(r"(nei|ikke|ikkje|delvis)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """One option in the text: where it starts, where its letter ends, where its words start and end."""

    letter: str
    start: int
    after_letter: int
    words: int
    end: int


def with_marks(text: str) -> str:
    """Write every kind of tick and empty box in one way."""
    return BLANK.sub(UNCHECKED, TICKED.sub(CHECKED, text))


def find_options(text: str, options: tuple[Option, ...]) -> list[Found]:
    """Find the options that are there, in the order of the letters; text is from `with_marks`."""
    found: list[Found] = []
    at = 0
    for option in options:
        here = _lettered(text, option, at) or _unlettered(text, option, at) or _letter_alone(text, option, at)
        if here:
            found.append(here)
            at = here.end
    return found


def _lettered(text: str, option: Option, at: int) -> Found | None:
    """Find the letter followed by the option's own words."""
    pattern = re.compile(rf"(?<!\w)(?:{option.letter}|{option.letter.upper()})(?:\s?[).:-]|(?=\s)){_BETWEEN}")
    for letter in pattern.finditer(text, at):
        end = words_end(text, letter.end(), option)
        if end:
            after = re.compile(r"\w\s?[).:-]?").match(text, letter.start())
            return Found(option.letter, letter.start(), after.end() if after else 0, letter.end(), end)
    return None


def _unlettered(text: str, option: Option, at: int) -> Found | None:
    """Find the option's words at the start of a line: Word's automatic letters are not part of the text."""
    pattern = re.compile(rf"^[^\w\n]{{0,3}}(?:(?:{CHECKED}|{UNCHECKED}|[xX](?=\W))\s*)?", re.MULTILINE)
    for line in pattern.finditer(text, at):
        end = words_end(text, line.end(), option)
        if end:
            return Found(option.letter, line.end(), line.end(), line.end(), end)
    return None


def _letter_alone(text: str, option: Option, at: int) -> Found | None:
    """Find «b)» at the start of a line, its words rewritten or left out."""
    pattern = re.compile(
        rf"^(?P<mark>{_BETWEEN})(?P<letter>{option.letter}\))[^\S\n]*", re.MULTILINE | re.IGNORECASE
    )
    found = pattern.search(text, at)
    if not found:
        return None
    return Found(option.letter, found.start("letter"), found.end("letter"), found.end(), found.end())


def words_end(text: str, at: int, option: Option) -> int:
    """Say where the option's words end if they begin here, else 0; the longest wording wins."""
    here = [
        (word[0].casefold(), word.end()) for word, _ in zip(WORD.finditer(text, at), range(24), strict=False)
    ]
    if not here or text[at : WORD.search(text, at).start()].strip():  # type: ignore[union-attr]
        return 0
    best = (0, 0)
    for label in option.labels:
        words = split_words(label)
        fit = align(words, [word for word, _ in here])
        if fit.read and fit.head >= min(ENOUGH, len(words)):
            best = max(best, (fit.hits, here[fit.read - 1][1]))
    return best[1]


@dataclass(frozen=True)
class Boxed:
    """One option: its letter, whether its box is ticked, and what is written beside it."""

    letter: str
    ticked: bool
    note: str


def boxed(text: str, options: tuple[Option, ...]) -> tuple[Boxed, ...] | None:
    """Read the boxes where every option has a line «a) ☐ its words», in order, and no line but one.

    All that stands between such lines is text, whatever boxes and letters are in it. None where the
    question is not written like that.
    """
    found = [_only_line(text, option) for option in options]
    lines = [one for one in found if one is not None]
    if len(lines) < len(options) or [one.start() for one in lines] != sorted(one.start() for one in lines):
        return None
    stops = [*(line.start() for line in lines[1:]), len(text)]
    return tuple(
        Boxed(
            option.letter,
            line["box"] == CHECKED,
            text[_end(text, line, option) : stop].lstrip(NOTE_EDGE).rstrip(),
        )
        for option, line, stop in zip(options, lines, stops, strict=True)
    )


def _only_line(text: str, option: Option) -> re.Match[str] | None:
    """Find the one line that is the option's; None where there is none, or more than one."""
    pattern = rf"^{option.letter}\) ?(?P<box>{CHECKED}|{UNCHECKED}) ?(?P<words>.*)$"
    lines = [line for line in re.finditer(pattern, text, re.MULTILINE) if words_end(line["words"], 0, option)]
    return lines[0] if len(lines) == 1 else None


def _end(text: str, line: re.Match[str], option: Option) -> int:
    """Say where the option's own words end, on its own line."""
    return line.start("words") + words_end(text[line.start("words") : line.end()], 0, option)


@dataclass(frozen=True)
class Crosses:
    """The letters chosen, how that was seen, and the letters possible where it was not seen.

    `notes` has the text people wrote after each option; `boxed` says that each had a box on its own line.
    """

    letters: tuple[str, ...]
    state: CrossState
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
    """Distinguish options left as they were from answers given without a cross."""
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
    """Marks from option `at` to the next one; -1 is what stands before the first."""
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
    """Whether a mark is no letter x in a sentence: boxes always count, x only at the edge of an answer."""
    if mark[0] in {CHECKED, UNCHECKED}:
        return True
    line_ends = (
        text[mark.end() : following.start if following else len(text)].partition("\n")[0].strip(" .,;") == ""
    )
    first = here is not None and text[here.end : mark.start()].strip(" .,;:?!") == "" if here else True
    return line_ends or first or bool(here and mark.start() < here.words)


def _side(text: str, mark: re.Match[str], here: Found | None, following: Found | None) -> Side:
    """Side of an option that a mark stands on; «between» where only the other marks decide."""
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
    """Letters where all marks stand on one side; None where they do not."""
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
    """What was written after an option's own words, marks left out."""
    stop = found[at + 1].start if at + 1 < len(found) else len(text)
    lines = re.sub(
        rf"[{CHECKED}{UNCHECKED}]|^\s*[xX]\s*$", "", text[found[at].end : stop], flags=re.MULTILINE
    ).split("\n")
    kept = "\n".join(line.strip() for line in lines if line.strip(" .,:;?!)xX-–_"))
    return kept.lstrip(" .,:;?!)-–").rstrip()


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
