"""Target groups a project aims at: reached, missed or not reported, by its counts and else by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.coverage.reach import reach_index

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dashboard.store.store import FrameStore

STATES = ("reached", "not_reached", "not_reported")
SAID = {"yes": "reached", "partly": "reached", "no": "not_reached"}


def counted(store: FrameStore) -> pd.DataFrame:
    """First year anyone of a group was counted by a project, and first year none was; for `per_version`."""
    rows = [
        (project, row.target_group, row.year, row.high > 0)
        for project, each in store.per_version(reach_index).items()
        for row in each
    ]
    return pd.DataFrame(rows, columns=["project", "target_group", "year", "anyone"])


def aimed_groups(store: FrameStore, days: Mapping[str, dt.date]) -> pd.DataFrame:
    """Rows of project_target_group with `state` on each project's day.

    `reached`: protected counts have anyone of the group, or the report says yes or partly. `not_reached`:
    counted and nobody, or the report says no. `not_reported`: neither counted nor told.
    """
    aimed, found = store["project_target_group"], store.per_version(counted)
    known = found[found["year"] <= found["project"].map({key: day.year for key, day in days.items()})]
    anyone = known.groupby(["project", "target_group"])["anyone"].any().rename("anyone")
    rows = aimed.join(anyone, on=["project", "target_group"])
    words = rows["reached"].map(SAID).fillna("not_reported")
    state = words.mask(rows["anyone"].eq(other=True), "reached").mask(
        rows["anyone"].eq(other=False), "not_reached"
    )
    return rows.drop(columns="anyone").assign(state=state.astype("str"))
