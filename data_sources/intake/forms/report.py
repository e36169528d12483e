"""A report that was read: each field with its state, its place, how sure it is and what to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from data_sources.intake.forms.report_fields import BY_KEY

if TYPE_CHECKING:
    from datetime import date

    from data_sources.intake.amounts import Amount
    from data_sources.intake.forms.blocks import Block, Format, Place
    from data_sources.intake.forms.places import NamedPlace

State = Literal["read", "empty", "missing", "cut_off", "ambiguous"]
Sureness = Literal["high", "medium", "low"]
Value = str | tuple[str, ...] | None
JsonValue = str | list[str] | None


@dataclass(frozen=True)
class Question:
    """What only a person can answer: `possible` are the answers to choose among, `suggestion` the likely one.

    For a municipality they are numbers, for lettered answers letters; `about` is the words it is about.
    """

    sentence: str
    about: str = ""
    possible: tuple[str, ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True)
class Field:
    """One field of the form.

    `value` is missing where nothing can be said: no label, or crosses that can be read in two ways.
    An empty value is an answer left blank. A field cut off or ambiguous keeps what is certain.
    """

    key: str
    state: State
    value: Value = None
    raw: str = ""
    place: Place | None = None
    sure: Sureness = "high"
    why: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def label(self) -> str:
        """The form's own label, in bokmål."""
        return BY_KEY[self.key].labels[0]


@dataclass(frozen=True)
class Report:
    """An annual report: 23 fields in the form's order, and what their texts mean.

    `notes` holds what was written beside lettered answers (the adjustment beside «c»), by key and letter;
    `unplaced` the text that stands under no label.
    """

    format: Format
    fields: tuple[Field, ...]
    day: date | None = None
    places: tuple[NamedPlace, ...] = ()
    amounts: tuple[Amount, ...] = ()
    notes: tuple[tuple[str, str, str], ...] = ()
    unplaced: tuple[Block, ...] = ()

    def __getitem__(self, key: str) -> Field:
        """Give one field by its key."""
        return next(field for field in self.fields if field.key == key)

    @property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """What must be decided before the report is saved, with the key of the field."""
        return tuple((field.key, question) for field in self.fields for question in field.questions)

    def to_json(self) -> dict[str, JsonValue]:
        """Give the fields as text, lists of letters or names, or one letter; null where there is no label.

        Null too where an answer cannot be told: states and questions say why.
        """
        return {field.key: _json(field) for field in self.fields}


def _json(field: Field) -> JsonValue:
    kind = BY_KEY[field.key].kind
    if field.value is None:
        return None
    if kind == "single":
        return field.value[0] if field.value else None
    return list(field.value) if isinstance(field.value, tuple) else field.value
