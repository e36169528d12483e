"""How duties of reporting are put in words: what, who can supply it, and the reminder in the målform."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.metrics.anchoring import next_deadline
from dashboard.text import speaker

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from dashboard.panels.parts import State
    from dashboard.selection import Language
    from dashboard.text import Speaker

MARKS: dict[str, tuple[State, str]] = {
    "missing": ("critical", "reporting.word_missing"),
    "late": ("warning", "reporting.word_late"),
    "due": ("neutral", "reporting.word_due"),
    "done": ("good", "reporting.word_done"),
    "none": ("missing", "reporting.word_none"),
}
"""Shape and word of each state of a duty; `none` where nothing is required."""
COLUMN_KEYS = {
    "annual_report": "reporting.annual",
    "leadership_report": "reporting.leadership",
    "team_meetings": "reporting.meetings",
    "goal_figures": "reporting.figures",
    "milestone_reason": "reporting.reasons",
    "goal_reason": "reporting.reasons",
}
ANNUAL_KEYS = {
    "missing": "reporting.what_annual_missing",
    "due": "reporting.what_annual_due",
    "done": "reporting.what_annual_done",
}


@dataclass(frozen=True)
class Addressee:
    """A project as a letter names it; `forms` are the målforms of its municipalities."""

    project: str
    name: str
    organisation: str
    language: str
    forms: tuple[Language, ...]


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


def letters(
    to: Addressee, duties: pd.DataFrame, *, day: dt.date, link: str | None
) -> list[tuple[Language, str]]:
    """Reminder to a project in the målform of its municipalities; one in each where they differ."""
    return [(form, _letter(to, duties, day, link, speaker(form))) for form in to.forms]


def _letter(to: Addressee, duties: pd.DataFrame, day: dt.date, link: str | None, say: Speaker) -> str:
    missing = duties[duties["state"] == "missing"]
    due = duties[duties["state"] == "due"]
    parts = [
        say("reporting.letter_subject", project=to.name),
        say("reporting.letter_to", roles=say.listing(_roles(missing, say)), organisation=to.organisation),
    ]
    if len(missing):
        parts.append(_listed(say("reporting.letter_missing", day=say.date(day)), missing.itertuples(), say))
    if len(due):
        parts.append(_listed(say("reporting.letter_due"), due.itertuples(), say))
    parts.append(say("reporting.letter_deadline", date=say.date(next_deadline(day))))
    if link:
        parts.append(say("reporting.letter_template", link=link))
    return "\n\n".join([*parts, say("reporting.letter_already"), say("reporting.letter_regards")])


def _listed(heading: str, duties: Iterable[Any], say: Speaker) -> str:
    return "\n".join([heading, *(f"– {what(duty, say)}" for duty in duties)])


def _roles(duties: pd.DataFrame, say: Speaker) -> Sequence[str]:
    """The project leader first, then the owners of goals and measures, each once."""
    owners = dict.fromkeys(duties["owner_role"].dropna())
    return [say("reporting.letter_leader"), *owners]
