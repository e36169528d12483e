"""The duties of reporting, one function for each kind: reports, meetings, goal figures and reasons."""

from __future__ import annotations

import numpy as np
import pandas as pd

from dashboard.anchoring.numbers import DEADLINE, MEETINGS_A_YEAR, YEAR
from dashboard.status.status_day import day_of

FORM_PROGRAMMES = ("bolyst",)
"""Programmes whose projects owe the annual form each year (rule R10, document 001)."""
COLUMNS = ["project", "kind", "state", "year", "deadline", "days", "last", "subject", "owner_role", "example"]
EXPLAINED_BY = ("b", "c")
"""Crosses of the form that say why a project deviates from its plan: delayed because, adjusted by."""
LATE_GOALS = ("behind", "far_behind")


def annual_reports(
    projects: pd.DataFrame, reports: pd.DataFrame, day: pd.Timestamp | pd.Series
) -> pd.DataFrame:
    """Annual reports on the last two years of each project of FORM_PROGRAMMES, and any never delivered.

    `projects` have `first`, `last`, `until` and `programme`; `day` is one for all, or by project. A deadline
    is 24 April of the year after, unless the report's own row has another.
    """
    known = projects.assign(day=day_of(projects, day))
    annual = reports[reports["kind"] == "annual"].merge(known[["project", "day"]], on="project")
    owed = _owed(known, annual)
    usual = _deadlines(annual["year"])
    told = annual.assign(
        deadline=annual["deadline"].fillna(usual),
        delivered=annual["delivered"].where(annual["delivered"] <= annual["day"]),
        example=annual["evidence"] == "example",
    ).groupby(["project", "year"])
    own = told.agg({"deadline": "min", "delivered": "min", "example": "any"})
    found = owed.merge(own.reset_index(), on=["project", "year"], how="left")
    deadline = found["deadline"].fillna(_deadlines(found["year"]))
    delivered = found["delivered"]
    late = (delivered - deadline).dt.days.clip(lower=0)
    overdue = (found["day"] - deadline).dt.days
    in_hand = delivered.notna()
    return duties(
        found.assign(
            kind="annual_report",
            deadline=deadline,
            last=delivered,
            state=np.select([in_hand & (late > 0), in_hand, overdue > 0], ["late", "done", "missing"], "due"),
            days=late.where(in_hand, overdue.clip(lower=0)),
        )
    )


def _owed(projects: pd.DataFrame, annual: pd.DataFrame) -> pd.DataFrame:
    """Years each project owes a report on, in the order of the projects and then of the years."""
    form = projects[projects["programme"].isin(FORM_PROGRAMMES)]
    last_two = [form.assign(year=form["until"].dt.year - ago) for ago in (1, 0)]
    asked = pd.concat(last_two)
    asked = asked[(asked["first"] <= asked["year"]) & (asked["year"] <= asked["last"])]
    never = annual[annual["delivered"].isna() & (annual["year"] <= annual["day"].dt.year)]
    owed = pd.concat([rows[["project", "year"]].astype({"year": "float64"}) for rows in (asked, never)])
    owed = owed.drop_duplicates().merge(projects.assign(place=range(len(projects))), on="project")
    ordered: pd.DataFrame = owed.sort_values(["place", "year"], ignore_index=True)
    return ordered


def _deadlines(year: pd.Series) -> pd.Series:
    """Usual deadline of a report on a year; missing where the year is."""
    month, day = DEADLINE
    parts = pd.DataFrame({"year": year + 1, "month": month, "day": day})
    return pd.to_datetime(parts, errors="coerce")


def leadership_reports(projects: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Report to the municipal leadership in the twelve months before each project's day (rule R2)."""
    told = reports[reports["kind"] == "leadership"].merge(projects[["project", "until"]], on="project")
    told = told[told["delivered"] <= told["until"]].sort_values("delivered")
    last = told.drop_duplicates("project", keep="last").set_index("project")
    found = projects.join(last[["delivered", "deadline", "evidence"]], on="project")
    fresh = found["delivered"] > found["until"] - YEAR
    late = (found["delivered"] - found["deadline"]).dt.days.clip(lower=0).where(fresh, 0).fillna(0)
    state = pd.Series("missing", index=found.index).mask(fresh, "done").mask(fresh & (late > 0), "late")
    return duties(
        found.assign(
            kind="leadership_report",
            state=state,
            days=late,
            last=found["delivered"],
            year=found["until"].dt.year,
            example=found["evidence"] == "example",
        )
    )


def team_meetings(projects: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Meetings of the inclusion team in the twelve months before each project's day: at least two (R1)."""
    held = meetings.merge(projects[["project", "until"]], on="project")
    held = held[held["date"] <= held["until"]]
    recent = held[held["date"] > held["until"] - YEAR]["project"].value_counts()
    latest = held.groupby("project")["date"].max().rename("last_met")
    found = projects.join(latest, on="project")
    found = found.assign(
        year=projects["project"].map(recent).fillna(0),
        last=found["last_met"],
        example=projects["project"].isin(held[held["evidence"] == "example"]["project"]),
    )
    enough = found["year"] >= MEETINGS_A_YEAR
    return duties(
        found.assign(kind="team_meetings", state=pd.Series("missing", index=found.index).mask(enough, "done"))
    )


def stale_goals(projects: pd.DataFrame, progress: pd.DataFrame) -> pd.DataFrame:
    """Goals with a target, not reached, and not measured in the twelve months before their project's day.

    `progress` is what `goal_progress` gives. A goal that has not begun is not asked about.
    """
    goals = progress.merge(projects[["project", "until"]], on="project")
    asked = goals["target"].notna() & (goals["status"] != "reached") & ~(goals["start"] > goals["until"])
    fresh = goals["observed"] > goals["until"] - YEAR
    stale = goals[asked & ~fresh]
    return duties(
        stale.assign(
            kind="goal_figures",
            state="missing",
            last=stale["observed"],
            subject=stale["text"],
            example=stale["evidence"] == "example",
        )
    )


def unexplained_milestones(status: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Milestones reached late or overdue with no reason; takes what `milestone_status` gives."""
    silent = status[status["state"].isin(("late", "overdue")) & ~_said(status["reason"])]
    silent = silent.join(measures.set_index("measure")["owner_role"], on="measure")
    return duties(
        silent.assign(
            kind="milestone_reason",
            state="missing",
            deadline=silent["due"],
            subject=silent["name"],
            example=silent["evidence"] == "example",
        )
    )


def unexplained_goals(
    progress: pd.DataFrame,
    measure_goal: pd.DataFrame,
    measures: pd.DataFrame,
    assessments: pd.DataFrame,
    day: pd.Timestamp | pd.Series,
) -> pd.DataFrame:
    """Goals behind with nothing said of why.

    A reason at one of the goal's measures explains it, and so do the project's words on delay or
    adjustment in its report.
    """
    giving = measures[_said(measures["reason"])]["measure"]
    explained = measure_goal[measure_goal["measure"].isin(giving)]["goal"]
    told = assessments[assessments["code"].isin(EXPLAINED_BY) & _said(assessments["text"])]
    telling = told[told["date"] <= day_of(told, day)]["project"]
    behind = progress[progress["status"].isin(LATE_GOALS)]
    silent = behind[~behind["goal"].isin(explained) & ~behind["project"].isin(telling)]
    return duties(
        silent.assign(
            kind="goal_reason",
            state="missing",
            last=silent["observed"],
            subject=silent["text"],
            example=(silent["evidence"] == "example") | (silent["observed_evidence"] == "example"),
        )
    )


def _said(words: pd.Series) -> pd.Series:
    return words.notna() & (words.astype("str").str.strip() != "")


def duties(rows: pd.DataFrame | list[dict[str, object]]) -> pd.DataFrame:
    """Rows with every column of a duty, and its type."""
    found = pd.DataFrame(rows).reindex(columns=COLUMNS)
    return found.assign(
        year=found["year"].astype("float64"),
        days=found["days"].astype("float64").fillna(0),
        deadline=pd.to_datetime(found["deadline"]),
        last=pd.to_datetime(found["last"]),
        subject=found["subject"].astype("str"),
        owner_role=found["owner_role"].astype("str"),
        example=found["example"].eq(other=True),
    )
