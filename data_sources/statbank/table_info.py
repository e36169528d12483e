"""What a statistics table says about itself: title, variables, units, code lists, notes, when updated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from data_sources.statbank.table_notes import Note

REGIONAL = {104, 131, 231}
"""KLASS classifications of counties, municipalities and KOSTRA regions."""
REGION_CODES = ("Region", "KOKkommuneregion0000")


@dataclass(frozen=True)
class CodeListReference:
    """A code list that a table offers for a variable; its id is case-sensitive."""

    id: str
    label: str
    kind: str  # Aggregation or Valueset, as the server writes it


@dataclass(frozen=True)
class Dimension:
    """A variable of a table; `labels` by code, in the order of positions."""

    code: str
    label: str
    role: str  # time, geo, metric, or empty
    labels: Mapping[str, str]
    may_be_left_out: (
        bool | None
    )  # missing where the answer holds figures: there the mark means something else
    code_lists: tuple[CodeListReference, ...] = ()
    classifications: tuple[int, ...] = ()  # KLASS numbers


@dataclass(frozen=True)
class Content:
    """A measured variable; `unit` is empty and `decimals` missing where the answer does not say."""

    code: str
    label: str
    unit: str
    decimals: int | None
    reference_period: str
    measuring_type: str  # Stock, Flow, Average, Other


@dataclass(frozen=True)
class TableInfo:
    """A table's description. Contact persons are dropped: they are personal data, and no figures."""

    table: str
    label: str
    short_title: str  # the title without variables; empty where the answer has none
    source: str
    updated: datetime | None
    language: str
    dimensions: tuple[Dimension, ...]
    contents: Mapping[str, Content]
    notes: tuple[Note, ...]
    symbols: Mapping[str, tuple[str, ...]]  # meanings stated by the table's own notes; all of them
    aggregation_allowed: bool | None  # a hint of the source, not a rule
    discontinued: bool | None

    def dimension(self, code: str) -> Dimension | None:
        """Find a variable by its code, whatever the case."""
        return next((item for item in self.dimensions if item.code.casefold() == code.casefold()), None)

    @property
    def region(self) -> Dimension | None:
        """The variable of places; many tables do not mark it, so its code and classification count too."""
        return (
            next((item for item in self.dimensions if item.role == "geo"), None)
            or next((item for item in self.dimensions if item.code in REGION_CODES), None)
            or next((item for item in self.dimensions if REGIONAL & set(item.classifications)), None)
        )

    @property
    def mandatory_notes(self) -> tuple[Note, ...]:
        """Notes that the source wants shown with the figures."""
        return tuple(note for note in self.notes if note.mandatory)
