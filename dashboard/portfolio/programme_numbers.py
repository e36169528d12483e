"""Programme facts as stated: totals and years of each programme, also where two sources disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

HEADLINES = 3
"""Facts of a programme that stand first: its first ones with a value."""


@dataclass(frozen=True)
class Fact:
    """One statement; `value` is None where it is only words, `year` where it is about the whole programme."""

    name: str
    year: int | None
    value: float | None
    unit: str | None
    text: str | None
    source: str


@dataclass(frozen=True)
class Programme:
    """A programme with its facts in their order, and how many of its projects the board has."""

    programme: str
    name: str
    owner: str
    language: str
    aim: str
    source: str
    facts: tuple[Fact, ...]
    projects: int

    @property
    def headlines(self) -> tuple[Fact, ...]:
        """First facts with a value about the whole programme."""
        whole = [fact for fact in self.facts if fact.value is not None and fact.year is None]
        return tuple(whole[:HEADLINES])


def programmes(
    described: pd.DataFrame, facts: pd.DataFrame, projects: pd.DataFrame, wanted: Collection[str]
) -> tuple[Programme, ...]:
    """Programmes wanted, in the order given, with their facts."""
    counts = projects["programme"].value_counts().to_dict()
    found: dict[str, list[Fact]] = {}
    columns = ["programme", "name", "year", "value", "unit", "text", "source"]
    for programme, name, year, value, unit, text, source in facts.sort_values(["programme", "position"])[
        columns
    ].itertuples(index=False, name=None):
        found.setdefault(programme, []).append(
            Fact(
                name,
                None if _missing(year) else int(year),
                None if _missing(value) else float(value),
                unit if isinstance(unit, str) else None,
                text if isinstance(text, str) else None,
                source,
            )
        )
    return tuple(
        Programme(
            row["programme"],
            row["name"],
            row["owner"],
            row["language"],
            row["aim"],
            row["source"],
            tuple(found.get(row["programme"], ())),
            int(counts.get(row["programme"], 0)),
        )
        for row in described.to_dict("records")
        if row["programme"] in wanted
    )


def _missing(value: float | None) -> bool:
    return value is None or value != value  # noqa: PLR0124  # NaN is not equal to itself
