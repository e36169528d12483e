"""Why groups were not, or only partly, reached: the reports' own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import EVIDENCE_KEYS, tag
from dashboard.content.sheet_link import sheet_link
from dashboard.coverage.coverage_words import lowered
from dashboard.coverage.targeting import OPEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dash.development.base_component import Component

    from dashboard.coverage.targeting import Aim, Targeting
    from terms.words import Speaker


def reasons(aims: Iterable[Aim], aimed: Targeting, say: Speaker) -> list[Component]:
    """What the reports say of groups they did not, or only partly, reach; same words once."""
    said: dict[tuple[str, str], list[Aim]] = {}
    for aim in aims:
        if aim.reason:
            said.setdefault((aim.project, aim.reason), []).append(aim)
    if not said:
        return []
    items = []
    for (project, reason), about in said.items():
        names = [lowered(aimed.groups[aim.group].name(say.language)) for aim in about]
        listed = say.listing(names)
        items.append(
            html.Li(
                [
                    html.B(listed[:1].upper() + listed[1:]),
                    html.Q(reason, lang=aimed.project_languages[project]),
                    html.Span(
                        [
                            sheet_link(project, aimed.project_names[project], say),
                            _years(about[0], say),
                            " ",
                            tag(say(EVIDENCE_KEYS[about[0].evidence]), about[0].evidence),
                        ],
                        className="cov-by",
                    ),
                ]
            )
        )
    return [html.H3(say("coverage.reasons")), html.Ul(items, className="cov-reasons")]


def _years(aim: Aim, say: Speaker) -> str:
    """Years the words are about, where the project's period is stated."""
    return "" if set(aim.years) & set(OPEN) else f", {say.years(aim.years)} "
