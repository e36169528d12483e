"""The five status lines, always the same and in the same order: state, and the sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.goals.wording import on_track
from dashboard.measures.numbers import BUDGET_MARGIN
from dashboard.status.marks import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.overview.numbers import KeyFigures
    from terms.words import Speaker

GOOD_SHARE, SOME_SHARE = 0.8, 0.5
"""Shares from which a status line is «on course» or «partly»; our convention, on the method page."""
WORD_KEYS: dict[State, str] = {
    "good": "status.good",
    "partly": "status.partly",
    "warning": "status.warning",
    "critical": "status.critical",
    "neutral": "status.neutral",
    "missing": "status.missing",
}
Line = tuple[State, str]


def five_lines(figures: KeyFigures, names: Mapping[str, str], say: Speaker) -> dict[str, Line]:
    """State and sentence by the line's name; `names` of target groups."""
    return {
        say("label.goals"): goals(figures, say),
        say("status.measures"): measures(figures, say),
        say("label.participation_and_coverage"): coverage(figures, names, say),
        say("label.money"): money(figures, say),
        say("status.anchoring"): anchoring(figures, say),
    }


def goals(figures: KeyFigures, say: Speaker) -> Line:
    """Goals on track of those that can be measured; how many cannot."""
    found = figures.goals
    without = say.count("status.goals_without", found.not_measurable)
    if not found.total:
        return "missing", say("status.goals_none")
    if not found.measurable:
        return "missing", say("status.goals_no_targets", without=without)
    state = _by_share(found.attainment)
    return state, f"{on_track(found.in_course, found.measurable, say)} {without}"


def measures(figures: KeyFigures, say: Speaker) -> Line:
    """Milestones reached of those due; how many are overdue, and by how much."""
    found = figures.milestones
    if not found.total:
        return "missing", say("status.measures_none")
    reached = _reached(found.reached, found.due, say)
    if not found.overdue:
        return ("good" if found.due else "neutral"), reached
    overdue = say.count(
        "status.measures_overdue", found.overdue, days=say.count("count.days", found.days_overdue)
    )
    return ("warning" if found.reached >= found.overdue else "critical"), f"{reached} {overdue}"


def _reached(reached: int, due: int, say: Speaker) -> str:
    if not due:
        return say("status.measures_none_due")
    if not reached:
        return say.count("status.measures_none_reached", due)
    return say.count("status.measures_reached", reached, milestones=say.count("status.measures_due", due))


def coverage(figures: KeyFigures, names: Mapping[str, str], say: Speaker) -> Line:
    """Unique persons with coverage as an interval, and the group reached least; `names` of target groups."""
    found = figures.coverage
    if found.persons_high is None or found.denominator_group is None:
        return "missing", say("status.coverage_none", year=found.year)
    sentence = say.count(
        "status.coverage_reached",
        found.persons_high,
        persons=interval(say, found.persons_low, found.persons_high),
        group=names[found.denominator_group].lower(),
        year=found.year,
    )
    if found.share:
        share = share_interval(say, *found.share)
        sentence += " " + say(
            "status.coverage_share",
            share=share,
            residents=say.count("count.residents", found.denominator or 0),
        )
    told = found.lowest_group == found.denominator_group and found.municipalities == 1
    if found.lowest_group and not told:
        lowest = names[found.lowest_group].lower()
        sentence += " " + say("status.coverage_lowest", group=lowest, municipality=found.lowest_municipality)
    if found.not_reported:
        sentence += " " + say.count("status.coverage_not_reported", found.not_reported)
    complete = not found.groups_not_reached and not found.not_reported
    return ("good" if complete else "partly"), sentence


def money(figures: KeyFigures, say: Speaker) -> Line:
    """Accounts against budget; the grants where there are no accounts."""
    found, grants = figures.budget, figures.grants
    granted = (
        say(
            "status.money_grants",
            money=say.money(grants.ceiling),
            n=say.number(grants.stated),
            projects=say.count("shell.count_projects", grants.projects),
        )
        if grants.stated
        else ""
    )
    if found.deviation is None or found.deviation_share is None:
        return "missing", f"{say('status.money_none')} {granted}".strip()
    state: State = "good" if round(abs(found.deviation_share), 2) <= BUDGET_MARGIN else "warning"
    return state, say(
        "status.money_used",
        accounts=say.money(found.accounts),
        budget=say.money(found.budget),
        deviation=say.percent(found.deviation_share),
        projects=say.count("shell.count_projects", found.projects),
    ) + f" {granted}".rstrip()


def anchoring(figures: KeyFigures, say: Speaker) -> Line:
    """Team meetings of two a year, last report, next deadline, empty seats."""
    found = figures.anchoring
    if not found.projects:
        return "missing", say("status.anchoring_none")
    meetings = say.count(
        "status.anchoring_meetings",
        found.often_enough,
        projects=say.count("shell.count_projects", found.projects),
    )
    report = (
        say("status.anchoring_report", date=say.date(found.last_report))
        if found.last_report
        else say("label.no_report")
    )
    deadline = say("status.anchoring_deadline", date=say.date(found.next_deadline))
    seats = say.count("status.anchoring_seats", found.empty_seats) if found.empty_seats else ""
    state: State = (
        "missing" if found.never_met == found.projects else _by_share(found.often_enough / found.projects)
    )
    return state, " ".join(part for part in (meetings, report, deadline, seats) if part)


def interval(say: Speaker, low: float | None, high: float | None) -> str:
    """«312–420», or one number where both ends are the same."""
    return say.number(high) if low == high else f"{say.number(low)}–{say.number(high)}"


def share_interval(say: Speaker, low: float, high: float) -> str:
    """«7–10 %», or one share where both ends round to the same."""
    first, last = say.percent(low), say.percent(high)
    return last if first == last else f"{first.removesuffix('%').strip()}–{last}"


def _by_share(share: float | None) -> State:
    if share is None:
        return "missing"
    return "good" if share >= GOOD_SHARE else "partly" if share >= SOME_SHARE else "warning"


def is_example(figures: KeyFigures) -> bool:
    """Whether anything the lines tell of is invented."""
    return bool(
        figures.goals.example
        or figures.milestones.example
        or figures.budget.example
        or figures.anchoring.example
        or figures.coverage.example
    )
