"""Tables of projects as wholes: common fields, follow-up, duties of reporting, what goes on afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.overview.attention_numbers import attention
from dashboard.overview.table_rows import chosen, converted, named, of_projects, placed
from dashboard.portfolio.numbers import matrix
from dashboard.reporting.numbers import reporting

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.overview.ground import Ground

MATRIX = """
    project project_name programme lead_organisation subject_area funder start_year end_year
    grant_ceiling total_budget day told level goals goals_measurable goals_in_course
    milestones_due milestones_reached overdue overdue_days measures measures_done measures_under_way
    persons_group persons_year persons_low persons_high groups_aimed groups_reached
    effect_planned effect_achieved claimed documented budget accounts deviation_share anchored plans meetings
    last_report report_state report_year seats seats_empty example evidence source
"""
FACTS = [
    *("project", "subject_area", "funder", "start_year", "end_year", "grant_ceiling", "total_budget"),
    *("evidence", "source"),
]


def projects(ground: Ground) -> pd.DataFrame:
    """Projects by the fields of the portfolio; `evidence` and `source` are those of the project's facts."""
    rows = matrix(ground.store, ground.selection, today=ground.today)
    facts = ground.store["project"][FACTS]
    renamed = {"name": "project_name", "deviation": "deviation_share"}
    return chosen(rows.merge(facts, on="project", how="left"), MATRIX, renamed)


def follow_up(ground: Ground) -> pd.DataFrame:
    """What the projects are to be followed up on, worst first."""
    rows = attention(ground.store, ground.selection, today=ground.today)
    columns = "project severity attention_kind day days count value expected_value total subject last"
    return named(ground, chosen(rows, columns, {"kind": "attention_kind", "expected": "expected_value"}))


def duties(ground: Ground) -> pd.DataFrame:
    """What the projects owe of reports, meetings, figures and reasons, and how it stands."""
    rows = reporting(ground.store, ground.selection, today=ground.today).duties
    columns = "project duty duty_state year deadline days last subject owner_role example"
    return named(ground, chosen(rows, columns, {"kind": "duty", "state": "duty_state"}))


def places(ground: Ground) -> pd.DataFrame:
    """Municipalities the projects work in, and whether the work goes on there."""
    rows = of_projects(
        ground, "project_municipality", "project municipality area role continued year evidence source"
    )
    return converted(placed(rows))
