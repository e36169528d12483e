"""The text of a paper shared out among the form's labels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data_sources.intake.forms.blocks import Block, Place
    from data_sources.intake.forms.report_labels import Label


@dataclass
class Answer:
    """One label and the text after it; `beside` tells that the text began on the label's line or row."""

    key: str
    place: Place
    label: Label
    table: bool
    parts: list[Block] = field(default_factory=list)
    beside: bool = False

    @property
    def text(self) -> str:
        """The answer as lines."""
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def read_at(self) -> Place:
        """Where the answer's own text begins; the label's place where it has none."""
        return next((part.place for part in self.parts if part.text), self.place)


@dataclass
class Collected:
    """The answers in the order of the paper, and the text that stands under no label of the form."""

    answers: list[Answer] = field(default_factory=list)
    unplaced: list[Block] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)

    def find(self, key: str) -> Answer | None:
        """Give the answer to one label, if the label was there."""
        return next((answer for answer in self.answers if answer.key == key), None)
