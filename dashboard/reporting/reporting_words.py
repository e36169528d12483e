"""Marks of the duties of reporting, and the reminder in the målform of those who get it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.anchoring.numbers import next_deadline
from dashboard.reporting.wording import what
from terms.words import speaker

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence
    from typing import Any

    import pandas as pd

    from dashboard.content.parts import State
    from terms.languages import Language
    from terms.words import Speaker

MARKS: dict[str, tuple[State, str]] = {
    "missing": ("critical", "reporting.word_missing"),
    "late": ("warning", "reporting.word_late"),
    "due": ("neutral", "reporting.word_due"),
    "done": ("good", "reporting.word_done"),
    "none": ("missing", "reporting.word_none"),
}
"""Shape and word of each state of a duty; `none` where nothing is required."""
COLUMN_KEYS = {
    "annual_report": "label.annual_report",
    "leadership_report": "reporting.leadership",
    "team_meetings": "label.team_meetings",
    "goal_figures": "reporting.figures",
    "milestone_reason": "reporting.reasons",
    "goal_reason": "reporting.reasons",
}


@dataclass(frozen=True)
class Addressee:
    """A project as a letter names it; `forms` are the målforms of its municipalities."""

    project: str
    name: str
    organisation: str
    language: str
    forms: tuple[Language, ...]


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
    parts.append(say("reporting.sentence_deadline", date=say.date(next_deadline(day))))
    if link:
        parts.append(say("reporting.letter_template", link=link))
    return "\n\n".join([*parts, say("reporting.letter_already"), say("reporting.letter_regards")])


def _listed(heading: str, duties: Iterable[Any], say: Speaker) -> str:
    return "\n".join([heading, *(f"– {what(duty, say)}" for duty in duties)])


def _roles(duties: pd.DataFrame, say: Speaker) -> Sequence[str]:
    """The project leader first, then the owners of goals and measures, each once."""
    owners = dict.fromkeys(duties["owner_role"].dropna())
    return [say("reporting.letter_leader"), *owners]
