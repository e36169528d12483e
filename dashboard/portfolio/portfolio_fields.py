"""The fields of the portfolio, one function for each subject: a row per project that has anything of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.coverage.aimed_groups import aimed_groups
from dashboard.coverage.project_persons import project_persons
from dashboard.effect.numbers import Statements, held_places
from dashboard.goals.numbers import STATUSES
from dashboard.measures.numbers import LEFT_OUT

if TYPE_CHECKING:
    from dashboard.overview.own_day import OwnDay, Years
    from dashboard.store.store import FrameStore


def goals(judged: OwnDay) -> pd.DataFrame:
    """Goals in all, measurable, and reached or on track."""
    goals = judged.goals
    counted = pd.crosstab(goals["project"], goals["status"]).reindex(columns=list(STATUSES), fill_value=0)
    invented = (goals["evidence"] == "example") | (goals["observed_evidence"] == "example")
    return pd.DataFrame(
        {
            "goals": counted.sum(axis=1),
            "goals_measurable": counted.drop(columns="not_measurable").sum(axis=1),
            "goals_in_course": counted["reached"] + counted["on_track"],
            "example": invented.groupby(goals["project"]).any(),
        }
    )


def goal_series(judged: OwnDay, observations: pd.DataFrame) -> pd.DataFrame:
    """Values by date of the goal each project has measured most often, where it has at least two."""
    goals = judged.goals[["goal", "project", "position", "text", "unit"]]
    known = judged.until(observations.merge(goals, on="goal"), "date").sort_values("date")
    often = known.groupby(["project", "position", "goal"]).size().rename("times").reset_index()
    often = often.sort_values(["times", "position"], ascending=[False, True], kind="stable")
    often = often[often["times"] > 1].drop_duplicates("project")
    rows = known[known["goal"].isin(often["goal"])].groupby("project")
    return pd.DataFrame(
        {
            "goal_series": rows["value"].agg(tuple),
            "goal_text": rows["text"].first(),
            "goal_from": rows["date"].min(),
            "goal_to": rows["date"].max(),
            "example": (rows["evidence"].agg(tuple)).map(lambda each: "example" in each),
        }
    )


def milestones(judged: OwnDay) -> pd.DataFrame:
    """Milestones due and reached, overdue, and days of the one longest overdue."""
    rows = judged.milestones
    due = rows[rows["is_due"]]
    late = rows.assign(
        late=rows["state"] == "overdue", days=rows["days"].where(rows["state"] == "overdue", 0)
    )
    grouped = late.groupby("project")
    every = grouped.size().index
    return pd.DataFrame(
        {
            "milestones_due": due.groupby("project").size().reindex(every, fill_value=0),
            "milestones_reached": due.groupby("project")["reached"].count().reindex(every, fill_value=0),
            "overdue": grouped["late"].sum(),
            "overdue_days": grouped["days"].max(),
            "example": _invented(rows),
        }
    )


def measures(measures: pd.DataFrame) -> pd.DataFrame:
    """Measures neither cancelled nor merged, done and under way."""
    counted = measures[~measures["phase"].isin(LEFT_OUT)]
    done = (counted["phase"] == "closed").groupby(counted["project"]).sum()
    every = counted.groupby("project").size()
    return pd.DataFrame(
        {
            "measures": every,
            "measures_done": done,
            "measures_under_way": every - done,
            "example": _invented(counted),
        }
    )


def persons(store: FrameStore, years: Years, judged: OwnDay) -> pd.DataFrame:
    """Unique persons of the group that speaks for each project, with its years."""
    known = project_persons(store, years, judged.days)
    columns = ["persons_group", "persons_year", "persons_low", "persons_high", "example", "persons_series"]
    rows = [
        (each.group, each.year, each.low, each.high, each.example, each.series) for each in known.values()
    ]
    return pd.DataFrame(rows, columns=columns, index=pd.Index(list(known), dtype="str"))


def groups(store: FrameStore, judged: OwnDay) -> pd.DataFrame:
    """Groups reached of those aimed at; missing where none is told of."""
    rows = aimed_groups(store, judged.days)
    told = rows[rows["state"] != "not_reported"]
    return pd.DataFrame(
        {
            "groups_aimed": rows.groupby("project").size(),
            "groups_reached": (told["state"] == "reached").groupby(told["project"]).sum(),
            "example": _invented(told),
        }
    )


def effect(store: FrameStore, years: Years) -> pd.DataFrame:
    """Letters and municipalities as stated up to the last year chosen; missing where none is claimed."""
    held = held_places(store["measure_municipality"], store["measure"])
    statements = Statements(
        store["project"],
        store["effect_assessment"],
        store["effect_municipality"],
        store["project_municipality"],
        held,
    )
    rows = statements.effect(years[1] if years else None).ladder.set_index("project")
    claims = rows["claimed"] > 0
    return pd.DataFrame(
        {
            "effect_planned": rows["planned"],
            "effect_achieved": rows["achieved"],
            "effect_told": rows["achieved"].fillna(rows["planned"]),
            "documented": rows["documented"].where(claims),
            "claimed": rows["claimed"].where(claims),
            "example": rows["evidence"] == "example",
        }
    )


def money(lines: pd.DataFrame) -> pd.DataFrame:
    """Accounts against budget over the lines that state both."""
    both = lines[lines["budget"].notna() & lines["accounts"].notna()]
    sums = both.groupby("project")[["budget", "accounts"]].sum()
    deviation = (sums["accounts"] - sums["budget"]) / sums["budget"].where(sums["budget"] != 0)
    return sums.assign(deviation=deviation, example=_invented(both))


def anchoring(statements: pd.DataFrame) -> pd.DataFrame:
    """Statements of anchoring, and how many name a plan."""
    grouped = statements.groupby("project")
    return pd.DataFrame(
        {"anchored": grouped.size(), "plans": grouped["plan"].count(), "example": _invented(statements)}
    )


def meetings(judged: OwnDay) -> pd.DataFrame:
    """Meetings in the last twelve months; missing where none was ever reported."""
    rows = judged.duties[judged.duties["kind"] == "team_meetings"].set_index("project")
    return pd.DataFrame({"meetings": rows["year"].where(rows["last"].notna()), "example": rows["example"]})


def reports(judged: OwnDay, delivered: pd.DataFrame) -> pd.DataFrame:
    """Last report of any kind, and how the newest annual report whose deadline has come stands."""
    annual = judged.duties[(judged.duties["kind"] == "annual_report") & (judged.duties["state"] != "due")]
    newest = annual.sort_values("year").drop_duplicates("project", keep="last").set_index("project")
    last = delivered.groupby("project")["delivered"].max()
    every = newest.index.union(last.index)
    return pd.DataFrame(
        {
            "last_report": last.reindex(every),
            "report_state": newest["state"].reindex(every),
            "report_year": newest["year"].reindex(every),
            "example": _invented(delivered).reindex(every),
        }
    )


def seats(seats: pd.DataFrame) -> pd.DataFrame:
    """Seats of the steering group, and how many are empty."""
    grouped = seats.groupby("project")
    empty = (seats["filled"] == 0).groupby(seats["project"]).sum()
    return pd.DataFrame({"seats": grouped.size(), "seats_empty": empty, "example": _invented(seats)})


def _invented(rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether any row of each project is invented."""
    return (rows["evidence"] == "example").groupby(rows["project"]).any()
