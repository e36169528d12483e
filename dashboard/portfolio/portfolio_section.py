"""The portfolio side by side: common fields, how complete each project's figures are, and who is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.content.blocks import Bullets, Heading, Note, Phrase, Sentence
from dashboard.content.tables import Table, word_table
from dashboard.overview.attention_wording import SEVERITY_MARKS
from dashboard.overview.ground import Section
from dashboard.portfolio.numbers import FIELDS, completeness, matrix
from dashboard.reporting.numbers import reporting
from dashboard.reporting.wording import what
from dashboard.status.marks import SHAPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.blocks import Words
    from dashboard.overview.ground import Ground
    from terms.words import Speaker

LEVEL_KEYS = {level: (SHAPES[state], key) for level, (state, key) in SEVERITY_MARKS.items()} | {
    "none": (SHAPES["good"], "status.good")
}
OF_PERSONS = "persons"
"""Field of persons: what one project counts may be of one municipality, and stands only in totals here."""


def portfolio_section(ground: Ground) -> Section:
    """Projects by the common fields in two tables, and how many have each field."""
    say = ground.say
    rows = matrix(ground.store, ground.selection, today=ground.today)
    heading = Heading(say("region.portfolio"))
    if rows.empty:
        return Section((heading, Sentence(say("effect.no_projects"))))
    records = list(rows.itertuples())
    counted = completeness(rows)
    most = [field for field in FIELDS if field != OF_PERSONS and counted[field] == len(rows)]
    told = say.count(
        "region.told", int(rows["told"].sum()), projects=say.count("shell.count_projects", len(rows))
    )
    if most:
        told += " " + say(
            "region.everybody", fields=say.listing([say(FIELD_KEYS[one]).lower() for one in most])
        )
    return Section(
        (
            heading,
            Sentence(told),
            _progress_table(records, say),
            _standing_table(records, say),
            Note(say("region.missing_note")),
        ),
        frozenset(ground.figures.scope.rows(ground.store["project"])["source"]),
        example=bool(rows["example"].any()),
    )


def silent_section(ground: Ground) -> Section:
    """Projects that owe an annual report, and those that have told of nothing at all."""
    say = ground.say
    owed = reporting(ground.store, ground.selection, today=ground.today)
    missing = owed.duties[(owed.duties["kind"] == "annual_report") & (owed.duties["state"] == "missing")]
    rows = matrix(ground.store, ground.selection, today=ground.today)
    silent = rows[~rows["told"]]
    items: list[Words] = [
        (_name(str(duty.project), ground), ": ", what(duty, say)) for duty in missing.itertuples()
    ]
    body: tuple[Any, ...] = (Bullets(tuple(items)),) if items else (Sentence(say("region.all_reported")),)
    if len(silent):
        parts: list[str | Phrase] = []
        for project in silent["project"]:
            parts += [", ", _name(project, ground)]
        body = (*body, Note((say.count("region.silent", len(silent)), " ", *parts[1:], ".")))
    return Section((Heading(say("region.not_reported")), *body), example=bool(missing["example"].any()))


def _name(project: str, ground: Ground) -> Phrase:
    return Phrase(*ground.project_names[project])


def _progress_table(records: Sequence[Any], say: Speaker) -> Table:
    """Status, completeness, goals, milestones, groups and effect."""
    fields = ("status", "goals", "milestones", "groups", "effect")
    return word_table(
        say("region.progress_table"),
        (say("label.project"), *(say(FIELD_KEYS[one]) for one in fields), say("region.column_complete")),
        tuple(
            (
                Phrase(row.name, row.language),
                _level(row, say),
                _goals(row, say),
                _parts(row.milestones_reached, row.milestones_due, say),
                _parts(row.groups_reached, row.groups_aimed, say),
                _effect(row),
                _complete(row, say),
            )
            for row in records
        ),
        widths=(27, 16, 11, 12, 12, 12, 10),
    )


def _standing_table(records: Sequence[Any], say: Speaker) -> Table:
    """Money, anchoring, meetings, reports and seats."""
    fields = ("documented", "budget", "anchoring", "meetings", "report", "seats")
    return word_table(
        say("region.standing_table"),
        (say("label.project"), *(say(FIELD_KEYS[one]) for one in fields)),
        tuple(
            (
                Phrase(row.name, row.language),
                _parts(row.documented, row.claimed, say),
                _budget(row, say),
                "–" if pd.isna(row.anchored) else say.count("portfolio.anchored", row.anchored),
                "–" if pd.isna(row.meetings) else say.number(row.meetings),
                "–" if pd.isna(row.last_report) else say.date(row.last_report),
                _seats(row, say),
            )
            for row in records
        ),
        widths=(27, 15, 13, 13, 9, 13, 10),
    )


def _complete(row: Any, say: Speaker) -> str:  # noqa: ANN401 - a row of `matrix`
    """«9 av 13»: fields that are reported, of those in the tables."""
    columns = [column for field, column in FIELDS.items() if field != OF_PERSONS]
    return _parts(sum(not pd.isna(getattr(row, column)) for column in columns), len(columns), say)


def _parts(part: Any, whole: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(part) or pd.isna(whole):
        return "–"
    return say("label.part_of_whole", part=say.number(part), whole=say.number(whole)) if whole else "–"


def _level(row: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(row.level):
        return "–"
    shape, key = LEVEL_KEYS[row.level]
    return f"{shape} {say(key)}"


def _goals(row: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(row.goals):
        return "–"
    if not row.goals_measurable:
        return say("portfolio.not_measurable")
    return _parts(row.goals_in_course, row.goals_measurable, say)


def _effect(row: Any) -> str:  # noqa: ANN401 - as above
    if pd.isna(row.effect_told):
        return "–"
    planned, achieved = (
        "–" if pd.isna(one) else str(one) for one in (row.effect_planned, row.effect_achieved)
    )
    return f"{planned} → {achieved}"


def _budget(row: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(row.deviation):
        return "–"
    return f"{'+' if row.deviation > 0 else ''}{say.percent(row.deviation)}"


def _seats(row: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(row.seats):
        return "–"
    if not row.seats_empty:
        return say("portfolio.seats_full", whole=say.number(row.seats))
    return _parts(row.seats_empty, row.seats, say)


FIELD_KEYS = {
    "status": "label.status",
    "goals": "portfolio.goals",
    "milestones": "portfolio.milestones",
    "overdue": "label.overdue",
    "measures": "label.measures",
    "groups": "portfolio.groups",
    "effect": "portfolio.effects",
    "documented": "portfolio.documented",
    "budget": "portfolio.budget",
    "anchoring": "label.anchoring",
    "meetings": "portfolio.meetings",
    "report": "label.last_report",
    "seats": "portfolio.seats",
}
