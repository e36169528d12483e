"""The rows of a comparison side by side: what each column has, and whether the columns differ clearly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.overview.status_wording import interval
from dashboard.portfolio.side_by_side_numbers import Difference, Share, comparable, difference, shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.overview.numbers import KeyFigures
    from terms.words import Speaker

SHARE_KEYS = {
    "goals": "side_by_side.goals",
    "milestones": "side_by_side.milestones",
    "plan": "side_by_side.plan",
    "coverage": "label.coverage",
    "active": "side_by_side.active",
}
"""Rows with an interval and a verdict."""


@dataclass(frozen=True)
class Cell:
    """A value and a few words below it; empty where it is not reported."""

    value: str = ""
    words: str = ""


@dataclass(frozen=True)
class Row:
    """A field across the columns; the verdict is empty where none is given, `clear` where two differ."""

    name: str
    cells: tuple[Cell, ...]
    verdict: str = ""
    clear: bool = False


@dataclass(frozen=True)
class Columns:
    """What stands side by side: names, key figures, seats listed of their steering groups; group names."""

    names: Sequence[str]
    figures: Sequence[KeyFigures]
    seats: Sequence[int]
    groups: Mapping[str, str]


def rows(columns: Columns, say: Speaker) -> list[Row]:
    """Every row, shares first."""
    found = [shares(figures) for figures in columns.figures]
    judged = [
        _share_row(say(key), [each[row] for each in found], columns, say) for row, key in SHARE_KEYS.items()
    ]
    plain = [
        (
            say("label.unique_participants"),
            [_persons(figures, columns.groups, say) for figures in columns.figures],
        ),
        (say("side_by_side.without"), [_without(figures, say) for figures in columns.figures]),
        (say("side_by_side.overdue"), [_overdue(figures, say) for figures in columns.figures]),
        (say("portfolio.budget"), [_budget(figures, say) for figures in columns.figures]),
        (say("side_by_side.meetings"), [_meetings(figures, say) for figures in columns.figures]),
        (say("label.last_report"), [_report(figures, say) for figures in columns.figures]),
        (
            say("portfolio.seats"),
            [_seats(*pair, say) for pair in zip(columns.figures, columns.seats, strict=True)],
        ),
        (say("label.projects"), [_projects(figures, say) for figures in columns.figures]),
        (say("side_by_side.day"), [Cell(say.date(figures.day)) for figures in columns.figures]),
    ]
    return judged + [Row(name, tuple(cells)) for name, cells in plain]


def _share_row(name: str, known: Sequence[Share | None], columns: Columns, say: Speaker) -> Row:
    cells = tuple(Cell() if each is None else _share(each, columns.groups, say) for each in known)
    if sum(each is not None for each in known) < 2:  # noqa: PLR2004  # a difference is between two
        return Row(name, cells, say("side_by_side.too_few"))
    if not comparable(known):
        return Row(name, cells, say("side_by_side.not_comparable"))
    found = difference(known)
    return Row(name, cells, _verdict(found, columns.names, say), clear=found is not None)


def _verdict(found: Difference | None, names: Sequence[str], say: Speaker) -> str:
    if found is None:
        return say("side_by_side.unclear")
    return say("side_by_side.clear", higher=names[found.higher], lower=names[found.lower])


def _share(each: Share, groups: Mapping[str, str], say: Speaker) -> Cell:
    part = interval(say, each.part, each.upper)
    value = say("label.part_of_whole", part=part, whole=say.number(each.whole))
    low, high = say.percent(each.low), say.percent(each.high)
    words = say("side_by_side.interval", low=low.removesuffix("%").strip(), high=high)
    if each.of:
        group, year = each.of
        words = f"{words}. {say('portfolio.persons_words', group=groups[str(group)].lower(), year=year)}"
    return Cell(value, words)


def _persons(figures: KeyFigures, groups: Mapping[str, str], say: Speaker) -> Cell:
    found = figures.coverage
    if found.persons_high is None or found.denominator_group is None:
        return Cell()
    name = groups[found.denominator_group].lower()
    return Cell(
        interval(say, found.persons_low, found.persons_high),
        say("portfolio.persons_words", group=name, year=found.year),
    )


def _without(figures: KeyFigures, say: Speaker) -> Cell:
    goals = figures.goals
    if not goals.total:
        return Cell()
    return Cell(
        say("label.part_of_whole", part=say.number(goals.not_measurable), whole=say.number(goals.total))
    )


def _overdue(figures: KeyFigures, say: Speaker) -> Cell:
    found = figures.milestones
    if not found.total:
        return Cell()
    words = say.count("side_by_side.days", found.days_overdue) if found.overdue else ""
    return Cell(say.number(found.overdue), words)


def _budget(figures: KeyFigures, say: Speaker) -> Cell:
    found = figures.budget
    if found.deviation_share is None:
        return Cell()
    sign = "+" if found.deviation_share > 0 else ""
    words = say("label.part_of_whole", part=say.money(found.accounts), whole=say.money(found.budget))
    return Cell(f"{sign}{say.percent(found.deviation_share)}", words)


def _meetings(figures: KeyFigures, say: Speaker) -> Cell:
    """Missing where no project has reported a meeting at all."""
    found = figures.anchoring
    if found.never_met == found.projects:
        return Cell()
    return Cell(
        say("label.part_of_whole", part=say.number(found.often_enough), whole=say.number(found.projects))
    )


def _report(figures: KeyFigures, say: Speaker) -> Cell:
    last = figures.anchoring.last_report
    return Cell(say.date(last)) if last else Cell()


def _seats(figures: KeyFigures, listed: int, say: Speaker) -> Cell:
    """Empty seats of those listed; missing where none is."""
    if not listed:
        return Cell()
    empty = say.number(figures.anchoring.empty_seats)
    return Cell(say("label.part_of_whole", part=empty, whole=say.number(listed)))


def _projects(figures: KeyFigures, say: Speaker) -> Cell:
    return Cell(say.number(len(figures.scope.projects)))
