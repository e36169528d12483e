"""Duties of reporting in words: what is due, late or missing, and who can supply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

    from terms.words import Speaker

ANNUAL_KEYS = {
    "missing": "reporting.what_annual_missing",
    "due": "reporting.what_annual_due",
    "done": "reporting.what_annual_done",
}


def what(duty: Any, say: Speaker) -> str:  # noqa: ANN401 - a row of `duties`, which pandas types as any
    """One sentence of a duty and how it stands."""
    return SENTENCES[duty.kind](duty, say)


def _annual(duty: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    year, last, deadline = f"{duty.year:.0f}", say.date(duty.last), say.date(duty.deadline)
    if duty.state == "late":
        return say.count("reporting.what_annual_late", duty.days, year=year, last=last, deadline=deadline)
    sentence: str = say(ANNUAL_KEYS[duty.state], year=year, last=last, deadline=deadline)
    return sentence


def _leadership(duty: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(duty.last):
        return say("reporting.what_leadership_never")
    if duty.state == "missing":
        return say("reporting.what_leadership", last=say.date(duty.last))
    return say("reporting.what_leadership_done", last=say.date(duty.last))


def _meetings(duty: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    return say("reporting.what_meetings", n=say.number(duty.year))


def _figures(duty: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    if pd.isna(duty.last):
        return say("reporting.what_figures_never", subject=duty.subject)
    return say("reporting.what_figures", subject=duty.subject, last=say.date(duty.last))


def _milestone(duty: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    return say("reporting.what_milestone", subject=duty.subject, deadline=say.date(duty.deadline))


def _goal(duty: Any, say: Speaker) -> str:  # noqa: ANN401 - as above
    return say("reporting.what_goal", subject=duty.subject)


SENTENCES: dict[str, Callable[[Any, Speaker], str]] = {
    "annual_report": _annual,
    "leadership_report": _leadership,
    "team_meetings": _meetings,
    "goal_figures": _figures,
    "milestone_reason": _milestone,
    "goal_reason": _goal,
}
"""How each kind of duty is told."""


def who(duty: Any, organisation: str, say: Speaker) -> str:  # noqa: ANN401 - as above
    """Role that owns the goal or measure, else the project leader; and the organisation in the lead."""
    role = say("reporting.who_leader") if pd.isna(duty.owner_role) else duty.owner_role
    return f"{role}, {organisation}"
