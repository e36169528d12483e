"""Portfolio: every project by the same fields, each on its own day; what nobody has told stays missing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.overview.attention_numbers import attention_of_all, levels
from dashboard.overview.numbers import DAYS_KEPT
from dashboard.overview.own_day import on_own_day
from dashboard.places.scope import scope_of
from dashboard.portfolio import portfolio_fields as fields

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from dashboard.address.selection import Selection
    from dashboard.overview.own_day import Years
    from dashboard.store.store import FrameStore

FIELDS = {
    "status": "level",
    "goals": "goals",
    "milestones": "milestones_due",
    "overdue": "overdue",
    "measures": "measures",
    "persons": "persons_high",
    "groups": "groups_reached",
    "effect": "effect_told",
    "documented": "documented",
    "budget": "deviation",
    "anchoring": "anchored",
    "meetings": "meetings",
    "report": "last_report",
    "seats": "seats",
}
"""Fields of the matrix in their order, each with the column that is missing where it is not reported."""


def matrix(store: FrameStore, selection: Selection, *, today: dt.date) -> pd.DataFrame:
    """Projects of a selection by the fields, in the order of the data; key: project.

    `day` each is judged on; `told` whether it has told of anything. `level`: the most serious severity of
    its follow-up, «none» where nothing is, missing where nothing is told. `goals` in all, of them
    `goals_measurable` and `goals_in_course`. `milestones_due` with `milestones_reached`; `overdue` with
    `overdue_days` of the longest. `measures` neither cancelled nor merged, `measures_done` and
    `measures_under_way`. `persons_low` to `persons_high` of `persons_group` in `persons_year` (protected).
    `groups_reached` of `groups_aimed`. `effect_planned` and `effect_achieved`: letters a-f. `documented`
    municipalities of those `claimed`. `budget`, `accounts` (kroner) and `deviation` (a share). `anchored`:
    statements of anchoring, `plans` of them in a plan. `meetings` in the last twelve months.
    `last_report` and the `report_state` and `report_year` of the newest annual report due. `seats` and
    `seats_empty`. `example`: something of it is invented. Series for drawing: `persons_series` of (year,
    low, high); `goal_series` of values of the goal measured most often, `goal_text`, and the dates
    `goal_from` and `goal_to`.
    """
    return scope_of(store, selection).rows(matrix_of_all(store, selection.years, today=today))


def matrix_of_all(store: FrameStore, years: Years, *, today: dt.date) -> pd.DataFrame:
    """What `matrix` gives, for every project of the store, by the years chosen alone."""
    return store.per_version(_by_years)(years, today)


def completeness(rows: pd.DataFrame) -> dict[str, int]:
    """How many projects have each field; takes what `matrix` gives."""
    return {field: int(rows[column].notna().sum()) for field, column in FIELDS.items()}


def _by_years(store: FrameStore) -> Callable[[Years, dt.date], pd.DataFrame]:
    @lru_cache(maxsize=DAYS_KEPT)
    def on(years: Years, today: dt.date) -> pd.DataFrame:
        judged = on_own_day(store, years, today=today)
        projects = store["project"][["project", "programme", "name", "lead_organisation", "language"]]
        found = projects.assign(
            day=pd.to_datetime(projects["project"].map(judged.days)),
            told=projects["project"].isin(judged.told),
        ).set_index("project")
        parts: list[pd.DataFrame | pd.Series] = [
            fields.goals(judged),
            fields.goal_series(judged, store["goal_observation"]),
            fields.milestones(judged),
            fields.measures(store["measure"]),
            fields.persons(store, years, judged),
            fields.groups(store, judged),
            fields.effect(store, years),
            fields.money(judged.until(store["account_line"], "year")),
            fields.anchoring(store["anchoring"]),
            fields.meetings(judged),
            fields.reports(judged, judged.until(store["report"], "delivered")),
            fields.seats(store["steering_seat"]),
        ]
        examples = pd.concat([part.pop("example") for part in parts])
        found = found.join(parts)
        items = attention_of_all(store, years, today=today)
        level = pd.Series(levels(items), dtype="str").reindex(found.index)
        return found.assign(
            level=level.fillna("none").where(found["told"]),
            example=found.index.isin(examples[examples.eq(other=True)].index),
        ).reset_index()

    return on
