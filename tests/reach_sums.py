"""Sums of participation as the publisher makes them in SQL, worked out here from frames of cells."""

from __future__ import annotations

import pandas as pd

KEY = ["measure_id", "municipality", "period", "target_group"]
PROJECT_KEY = ["project", *KEY[1:]]
STATED = ["attendances", "completed"]


def sums_of(participation, measures, base=3):
    """The frames reach_sum, project_reach_sum and participation_source_sum of some cells."""
    cells = participation.assign(
        below=(participation["unique_participants"] == base) * (base - 1),
        above=(participation["unique_participants"] == 0) * (base - 1),
        example=(participation["evidence"] == "example").astype("int64"),
    ).astype(dict.fromkeys(["unique_participants", *STATED], "float64"))
    grouped = cells.groupby(KEY)
    by_measure = grouped[["unique_participants", "below", "above"]].sum()
    by_measure = (
        by_measure.join(grouped[STATED].sum(min_count=1)).join(grouped["example"].max()).reset_index()
    )
    of = dict(zip(measures["measure"], measures["project"], strict=True))
    known = by_measure[by_measure["measure_id"].isin(of)]
    known = known.assign(
        project=known["measure_id"].map(of).astype("str"),
        least=known["unique_participants"] - known["below"],
        most=known["unique_participants"] + known["above"],
    )
    grouped = known.groupby(PROJECT_KEY)
    by_project = pd.DataFrame(
        {
            "low": grouped["unique_participants"].max(),
            "high": grouped["unique_participants"].sum(),
            "least": grouped["least"].max(),
            "most": grouped["most"].sum(),
            **{name: grouped[name].sum(min_count=1) for name in STATED},
            "measures": grouped.size(),
            "example": grouped["example"].max(),
        }
    ).reset_index()
    here = cells[cells["measure_id"].isin(of)]
    here = here.assign(project=here["measure_id"].map(of).astype("str"))
    sources = here.groupby(["project", "source"]).size().rename("cells").reset_index()
    return {"reach_sum": by_measure, "project_reach_sum": by_project, "participation_source_sum": sources}


def with_sums(frames):
    """Frames as a store lends them: the sums of the cells of participation instead of these."""
    bases = frames["protection_error"]["base"].dropna()
    sums = sums_of(frames["participation"], frames["measure"], int(bases.max()) if len(bases) else 3)
    return {name: frame for name, frame in frames.items() if name != "participation"} | sums
