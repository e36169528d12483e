"""Deviations with their reasons: milestones late or overdue, measures and groups that went otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dashboard.content.blocks import Heading, Note, Phrase, Sentence
from dashboard.content.tables import word_table
from dashboard.measures.numbers import milestone_status
from dashboard.overview.ground import Section
from dashboard.places.words import group_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.overview.ground import Ground
    from terms.languages import Language

LISTED = 10
"""Deviations in the table, most serious first; the rest are counted in words."""
OVERDUE, CHANGED, MISSED, LATE = range(4)


class Deviation(NamedTuple):
    """Something that did not go as planned; `reason` is missing where nobody has given one."""

    rank: int
    days: int
    project: str
    what: str
    how: str
    reason: str | None
    source: str
    example: bool


def deviation_section(ground: Ground) -> Section:
    """Deviations up to the paper's day with their reasons, the first of them in a table."""
    say = ground.say
    found = deviations(ground)
    heading = Heading(say("papers.deviations_heading"))
    if not found:
        return Section((heading, Sentence(say("papers.deviations_none"))))
    without = sum(one.reason is None for one in found)
    told = say.count("papers.deviations", len(found))
    if without:
        told += " " + say.count("papers.deviations_unexplained", without)
    left = len(found) - LISTED
    return Section(
        (
            heading,
            Sentence(told),
            word_table(
                say("papers.deviations_table", date=ground.data_date),
                (say("label.what"), say("label.deviation"), say("papers.column_reason")),
                tuple(_row(one, ground) for one in found[:LISTED]),
                widths=(42, 22, 36),
            ),
            *((Note(say.count("papers.more_deviations", left)),) if left > 0 else ()),
        ),
        frozenset(one.source for one in found),
        example=any(one.example for one in found),
    )


def deviations(ground: Ground) -> list[Deviation]:
    """Deviations up to the paper's day, overdue first, then by days."""
    return sorted(
        (*_milestones(ground), *_measures(ground), *_progress(ground), *_groups(ground)),
        key=lambda one: (one.rank, -one.days, one.project, one.what),
    )


def _row(one: Deviation, ground: Ground) -> tuple[tuple[str | Phrase, ...] | str, ...]:
    name, language = ground.project_names[one.project]
    what = (Phrase(one.what, language), *((Phrase(f"\n{name}", language),) if ground.several else ()))
    return (what, one.how, (_reason(one, language, ground),))


def _reason(one: Deviation, language: Language, ground: Ground) -> str | Phrase:
    return Phrase(one.reason, language) if one.reason else ground.say("papers.no_reason")


def _milestones(ground: Ground) -> Iterator[Deviation]:
    say = ground.say
    rows = milestone_status(ground.figures.scope.rows(ground.store["milestone"]), today=ground.figures.day)
    for row in rows[rows["state"].isin(["overdue", "late"])].to_dict("records"):
        overdue = row["state"] == "overdue"
        key = "papers.overdue" if overdue else "papers.late"
        days = int(row["days"])
        due = say.date(row["due"])
        yield Deviation(
            OVERDUE if overdue else LATE,
            days,
            row["project"],
            row["name"],
            say.count(key, days, due=due),
            _text(row["reason"]),
            row["source"],
            row["evidence"] == "example",
        )


def _measures(ground: Ground) -> Iterator[Deviation]:
    """Measures cancelled or merged, and those of which somebody says why they went otherwise."""
    rows = ground.figures.scope.rows(ground.store["measure"])
    told = rows[rows["reason"].notna() | rows["phase"].isin(list(PHASE_KEYS))]
    for row in told.to_dict("records"):
        key = PHASE_KEYS.get(row["phase"], "papers.measure_changed")
        yield _other(CHANGED, row, row["name"], ground.say(key), row["reason"])


def _progress(ground: Ground) -> Iterator[Deviation]:
    """Delays and adjustments that projects tell of in their reports, up to the paper's day."""
    rows = ground.figures.scope.rows(ground.store["progress_assessment"])
    told = rows[rows["code"].isin(list(PROGRESS_KEYS)) & (rows["date"].dt.date <= ground.figures.day)]
    for row in told.to_dict("records"):
        said = ground.say("papers.progress_reported", date=ground.say.date(row["date"]))
        yield _other(CHANGED, row, said, ground.say(PROGRESS_KEYS[row["code"]]), row["text"])


def _groups(ground: Ground) -> Iterator[Deviation]:
    """Groups that projects say they did not reach, or only partly with a reason."""
    names = group_names(ground.store, ground.say)
    rows = ground.figures.scope.rows(ground.store["project_target_group"])
    missed = rows[(rows["reached"] == "no") | ((rows["reached"] == "partly") & rows["reason"].notna())]
    for row in missed.to_dict("records"):
        key = "papers.group_not_reached" if row["reached"] == "no" else "papers.group_partly"
        yield _other(MISSED, row, names[row["target_group"]], ground.say(key), row["reason"])


def _other(rank: int, row: dict[object, object], what: str, how: str, reason: object) -> Deviation:
    source, example = str(row["source"]), row["evidence"] == "example"
    return Deviation(rank, 0, str(row["project"]), what, how, _text(reason), source, example)


def _text(value: object) -> str | None:
    """Text, or None: missing text is NaN."""
    return value if isinstance(value, str) and value else None


PHASE_KEYS = {"cancelled": "label.cancelled", "merged": "papers.measure_merged"}
PROGRESS_KEYS = {"b": "label.delayed", "c": "papers.progress_adjusted"}
"""The form's letters for delay and adjustment; a is «as planned»."""
