"""Anchoring and decisions in lines: the form's crosses, named plans, and milestones that are decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.anchoring.decision_numbers import CROSSES, Anchored
from dashboard.content.parts import mark
from dashboard.content.project_link import project_link
from dashboard.measures.milestone_words import STATES, dates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash.development.base_component import Component

    from dashboard.content.parts import State
    from dashboard.content.project_link import ProjectName
    from terms.words import Speaker

CROSS_KEYS = {"a": "word.steering_group", "b": "decisions.cross_b", "c": "decisions.cross_c"}
LISTED = 4
"""Decisions shown at once, the latest; and texts of a project's anchoring."""


def of(part: int, whole: int, say: Speaker) -> str:
    """«3 av 7 prosjekt»."""
    return say("label.part_of_whole", part=say.number(part), whole=say.count("shell.count_projects", whole))


def state(part: int, whole: int) -> State:
    """Mark of a part of some projects."""
    return "good" if part == whole else "partly" if part else "missing"


def anchoring(
    found: Sequence[Anchored], names: Mapping[str, ProjectName], say: Speaker
) -> list[Component | str]:
    """The form's crosses and named plans; for one project its own words too."""
    if len(found) == 1:
        own, language = found[0], names[found[0].project].language
        if not own.texts:
            return [mark("missing", say("decisions.not_stated"))]
        crosses = [html.Span(f"{cross}) {say(CROSS_KEYS[cross])}") for cross in own.crosses]
        plan = (
            html.Span([say("project.plan"), " ", html.Span("; ".join(own.plans), lang=language)])
            if own.plans
            else mark("missing", say("decisions.no_plan"))
        )
        texts = html.Ul(
            [html.Li(text) for text in own.texts[:LISTED]], lang=language, className="decisions-texts"
        )
        return [*crosses, plan, texts]
    told = sum(bool(one.texts) for one in found)
    crosses = [
        html.Span(
            say(
                "decisions.counted",
                word=f"{cross}) {say(CROSS_KEYS[cross])}",
                n=say.number(sum(cross in one.crosses for one in found)),
            )
        )
        for cross in CROSSES
        if any(cross in one.crosses for one in found)
    ]
    plans = html.Span(
        say(
            "decisions.counted",
            word=say("decisions.plan"),
            n=say.number(sum(bool(one.plans) for one in found)),
        )
    )
    return [mark(state(told, len(found)), of(told, len(found), say)), *crosses, plans]


def decided(
    found: Sequence[Anchored], names: Mapping[str, ProjectName], say: Speaker
) -> list[Component | str]:
    """Milestones that are decisions, the latest first; the project beside its own where there are several."""
    every = [(one.project, row) for one in found for row in one.decisions.to_dict("records")]
    if not every:
        return [mark("missing", say("decisions.no_decision"))]
    every.sort(key=lambda pair: pair[1]["due"], reverse=True)
    items = [
        html.Li(
            [
                mark(STATES[row["state"]][0], say(STATES[row["state"]][1])),
                " ",
                html.Span(row["name"], lang=names[project].language),
                html.Small(dates(row, say)),
                *([html.Small(project_link(project, names, say))] if len(found) > 1 else []),
            ]
        )
        for project, row in every
    ]
    shown = html.Ul(items[:LISTED], className="decisions-list")
    rest = items[LISTED:]
    more = html.Details(
        [html.Summary(say.count("decisions.more", len(rest))), html.Ul(rest, className="decisions-list")],
        className="plain",
    )
    return [shown, *([more] if rest else [])]
