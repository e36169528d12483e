"""The county list of reporting: project by project what is late and missing, and who can supply it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

from dashboard.address.links import form_link
from dashboard.content.parts import Table, mark, table
from dashboard.content.sheet_link import sheet_link
from dashboard.reporting.numbers import STATES
from dashboard.reporting.reporting_words import COLUMN_KEYS, MARKS
from dashboard.reporting.wording import what, who

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash.development.base_component import Component

    from dashboard.reporting.numbers import Reporting
    from dashboard.reporting.reporting_words import Addressee
    from terms.words import Speaker

UNDELIVERED = ("missing", "due")
REASONS = ("milestone_reason", "goal_reason")


def most_missing_first(found: Reporting) -> list[str]:
    """Projects with a duty, by how much is missing; equals in the order of the data."""
    missing = found.missing["project"].value_counts()
    owing = list(dict.fromkeys(found.duties["project"]))
    ordered = [project for project in found.scope.projects if project in owing]
    return sorted(ordered, key=lambda project: -int(missing.get(project, 0)))


def project_table(found: Reporting, named: Mapping[str, Addressee], say: Speaker) -> Component:
    """Row by project with marks; wide, so it scrolls by itself."""
    columns = (
        say("label.project"),
        say("reporting.word_missing"),
        say("label.annual_report"),
        say("reporting.leadership"),
        say("label.team_meetings"),
        say("reporting.figures"),
        say("reporting.reasons"),
    )
    by_project = _by_project(found.duties)
    rows = [_row(named[project], by_project[project], say) for project in most_missing_first(found)]
    content = Table(say("reporting.list_caption"), columns, rows, frozenset({1, 5, 6}))
    return table(content, "reporting-list")


def twins(found: Reporting, named: Mapping[str, Addressee], say: Speaker) -> list[Table]:
    """Every duty in words, with who can supply it."""
    duties = [
        (
            named[duty.project].name,
            say(COLUMN_KEYS[duty.kind]),
            say(MARKS[duty.state][1]),
            what(duty, say),
            who(duty, named[duty.project].organisation, say),
        )
        for duty in _rows(found.duties)
    ]
    heads = (
        say("label.project"),
        say("label.reporting"),
        say("label.status"),
        say("label.what"),
        say("reporting.column_who"),
    )
    return [Table(say("reporting.duties_caption"), heads, duties)]


def missing_list(found: Reporting, named: Mapping[str, Addressee], say: Speaker) -> list[Component]:
    """Sentences of what is missing, project by project, closed until asked for; nothing where nothing is."""
    by_project = _by_project(found.missing)
    if not by_project:
        return []
    pieces: list[Component] = []
    for project in most_missing_first(found):
        if own := by_project.get(project):
            to = named[project]
            pieces += [
                html.H3(sheet_link(to.project, to.name, say)),
                html.Ul([_item(duty, to, say) for duty in own]),
            ]
    return [
        html.Details(
            [html.Summary(say.count("reporting.details", len(found.missing))), *pieces],
            className="plain reporting-missing",
        )
    ]


def _item(duty: Any, to: Addressee, say: Speaker) -> Component:  # noqa: ANN401 - a row of `duties`
    sentence = what(duty, say)
    words: list[Component | str] = [sentence]
    if not pd.isna(duty.subject):
        before, after = sentence.split(duty.subject, 1)
        words = [before, html.Span(duty.subject, lang=to.language), after]
    return html.Li([*words, " ", say("reporting.who_line", who=who(duty, to.organisation, say))])


def _row(to: Addressee, own: list[Any], say: Speaker) -> Sequence[Component | str]:
    missing = [duty.kind for duty in own if duty.state == "missing"]
    return (
        html.Span(
            [sheet_link(to.project, to.name, say), html.Span(to.organisation, className="reporting-lead")]
        ),
        say.number(len(missing)),
        _annual(_of(own, "annual_report"), say),
        _leadership(_of(own, "leadership_report"), say),
        _meetings(_of(own, "team_meetings"), say),
        say.number(missing.count("goal_figures")),
        say.number(sum(missing.count(kind) for kind in REASONS)),
    )


def _cell(state: str, more: str, say: Speaker) -> Component:
    """Mark and word of a state, with a few words below."""
    shape, key = MARKS[state]
    return html.Span([mark(shape, say(key)), html.Span(more, className="reporting-more")])


def _annual(reports: list[Any], say: Speaker) -> Component:
    """Worst state of the project's annual reports, with the years it is true of, or the deadline."""
    if not reports:
        return _cell("none", "", say)
    state = min((duty.state for duty in reports), key=STATES.index)
    worst = [duty for duty in reports if duty.state == state]
    years = say.listing([f"{duty.year:.0f}" for duty in worst])
    cell = _cell(state, say.date(worst[0].deadline) if state == "due" else years, say)
    return html.Span([cell, *_forms(worst, say)]) if state in UNDELIVERED else cell


def _forms(owed: list[Any], say: Speaker) -> list[Component]:
    """Way to the filled-in form of each year owed."""
    return [
        html.A(
            say("form.download_short", year=f"{duty.year:.0f}"),
            href=form_link(duty.project, int(duty.year)),
            className="reporting-form",
        )
        for duty in owed
    ]


def _leadership(reports: list[Any], say: Speaker) -> Component:
    if not reports:
        return _cell("none", "", say)
    last = reports[0].last
    return _cell(reports[0].state, "" if pd.isna(last) else say.date(last), say)


def _meetings(meetings: list[Any], say: Speaker) -> Component:
    if not meetings:
        return _cell("none", "", say)
    held = say("reporting.cell_meetings", n=say.number(meetings[0].year))
    return _cell(meetings[0].state, held, say)


def _of(own: list[Any], kind: str) -> list[Any]:
    return [duty for duty in own if duty.kind == kind]


def _by_project(duties: pd.DataFrame) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for duty in _rows(duties):
        found.setdefault(duty.project, []).append(duty)
    return found


def _rows(duties: pd.DataFrame) -> Any:  # noqa: ANN401 - pandas types its rows as any
    return duties.itertuples()
