"""Tables of measures: plan and result, who took part (protected counts), milestones, and what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.coverage.reach import reach
from dashboard.measures.numbers import milestone_status
from dashboard.measures.register_numbers import in_scope, measure_places, measure_states
from dashboard.overview.table_rows import chosen, converted, named, of_projects, placed
from dashboard.places.words import group_names
from dashboard.reporting.changes_numbers import changes, dated_facts, last_meeting, year_before

if TYPE_CHECKING:
    from dashboard.overview.ground import Ground

MEASURES = """
    project measure measure_name type theme service_type module phase measure_state days
    planned_start planned_end actual_start actual_end planned_sessions held_sessions budget accounts
    owner_role need result reason evidence source
"""
PERSONS = """
    project measure measure_name municipality area year target_group group_name persons attendances completed
    example
"""


def measures(ground: Ground) -> pd.DataFrame:
    """Measures in the chosen municipalities with their state on the day; `days` past the end or late."""
    store, scope, day = ground.store, ground.figures.scope, ground.figures.day
    states = measure_states(
        scope.rows(store["measure"]), milestone_status(store["milestone"], today=day), day=day
    )
    rows = in_scope(states, store.per_version(measure_places), scope.municipalities)
    return named(ground, chosen(rows, MEASURES, {"name": "measure_name", "state": "measure_state"}))


def persons(ground: Ground) -> pd.DataFrame:
    """Persons by measure, municipality, year and group, as published after the protection of small counts."""
    scope, chosen_groups = ground.figures.scope, ground.selection.groups
    rows = scope.local(scope.rows(ground.store.per_version(reach)))
    if ground.selection.years:
        rows = rows[rows["year"].between(*ground.selection.years)]
    if chosen_groups:
        rows = rows[rows["target_group"].isin(chosen_groups)]
    rows = rows.assign(
        measure_name=rows["measure"].map(_measure_names(ground)),
        group_name=rows["target_group"].map(group_names(ground.store, ground.say)),
        example=rows["example"] == 1,
    ).sort_values(["project", "measure", "year", "municipality", "target_group"])
    return named(ground, converted(placed(chosen(rows, PERSONS, {"unique": "persons"}))))


def milestones(ground: Ground) -> pd.DataFrame:
    """Milestones by date, with their state on the day; `days` late or overdue."""
    rows = milestone_status(ground.figures.scope.rows(ground.store["milestone"]), today=ground.figures.day)
    rows = rows.assign(measure_name=rows["measure"].map(_measure_names(ground))).sort_values("due")
    columns = """
        project milestone milestone_name measure measure_name due reached milestone_state days reason
        evidence source
    """
    return named(ground, chosen(rows, columns, {"name": "milestone_name", "state": "milestone_state"}))


def progress(ground: Ground) -> pd.DataFrame:
    """How the projects themselves judge their progress against the plan, by date."""
    columns = "project date progress_code text evidence source"
    rows = of_projects(ground, "progress_assessment", columns, {"code": "progress_code"})
    return rows[rows["date"] <= pd.Timestamp(ground.figures.day)].reset_index(drop=True)


def changed(ground: Ground) -> pd.DataFrame:
    """What has come to pass since the chosen day, else since the last team meeting, else in a year."""
    scope, day = ground.figures.scope, ground.figures.day
    meeting = last_meeting(ground.store["team_meeting"], scope.projects, day)
    since = ground.selection.since or meeting or year_before(day)
    rows = changes(ground.store.per_version(dated_facts), scope.projects, since=since, until=day)
    columns = "project date change_kind name text code value before unit days evidence source"
    return named(ground, chosen(rows, columns, {"kind": "change_kind"}))


def _measure_names(ground: Ground) -> dict[str, str]:
    rows = ground.store["measure"]
    return dict(zip(rows["measure"], rows["name"], strict=True))
