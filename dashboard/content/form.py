"""What papers need beyond text and tables: fields, blanks, boxes, and a form of questions and answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.content.blocks import Words


@dataclass(frozen=True)
class Fields:
    """Labels with values, as at the head of a case; a value of None is a blank for the writer to fill."""

    rows: tuple[tuple[str, Words | None], ...]


@dataclass(frozen=True)
class Blank:
    """Room for the writer: what is to be written there, and how many empty lines."""

    prompt: str
    lines: int = 4


@dataclass(frozen=True)
class Choices:
    """Boxes of a form: letter (may be empty), text, and whether it is ticked; None = not answered."""

    options: tuple[tuple[str, Words, bool | None], ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class FormOption:
    """Box of a question: its letter, the form's words, whether it is ticked, and what is said of it."""

    letter: str
    words: str
    ticked: bool
    note: Words = ""


@dataclass(frozen=True)
class FormRow:
    """One question: the form's label, remarks below it, and the answer as paragraphs.

    `key` is the field's name in our own reader. Where there are `options`, `answer` stands below them,
    and begins with words of ours: it must not look like another option.
    A row without either is blank: `room` is how many lines there are to write on.
    """

    key: str
    label: str
    remarks: tuple[Words, ...] = ()
    answer: tuple[Words, ...] = ()
    options: tuple[FormOption, ...] = ()
    room: int = 1

    @property
    def blank(self) -> bool:
        """Whether nothing is filled in."""
        return not self.answer and not any(option.ticked for option in self.options)


@dataclass(frozen=True)
class Form:
    """Table of questions, label left and answer right; `caption` names it for those who do not see it."""

    caption: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True)
class TitleHere:
    """Where the paper's title stands, if something is to stand above it."""
