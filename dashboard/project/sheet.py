"""What the panels of a project's sheet share: the one project, its rows, what is missing and who has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pandas as pd
from dash import html

from dashboard.content.parts import EVIDENCE_KEYS, SHAPES, Content, attributes, source_lines, tag
from dashboard.project.one_project import row_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.content.drawing import Draw
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

LEADER, COUNTY, STEERING = "project.who_leader", "project.who_county", "project.who_steering"
"""Who can supply what is missing."""


@dataclass(frozen=True)
class Sheet:
    """One project as its sheet shows it; `fact` holds its row, None where the source states nothing."""

    project: str
    fact: dict[str, Any]
    store: FrameStore
    selection: Selection
    say: Speaker

    @property
    def language(self) -> Language:
        """Målform of the project's own texts."""
        return cast("Language", self.fact["language"])

    def rows(self, name: str, *order: str) -> pd.DataFrame:
        """Rows of a frame that are the project's, in an order."""
        frame = self.store[name]
        found = frame[frame["project"] == self.project]
        return found.sort_values(list(order)) if order else found

    def own(self, text: object) -> Component:
        """Words of the project, in its own language."""
        return html.Span(str(text), lang=self.language)

    def points(self, texts: Iterable[object]) -> Component:
        """Texts of the project as a list."""
        return html.Ul([html.Li(str(text)) for text in texts], lang=self.language, className="sheet-points")

    def gaps(self, missing: Sequence[tuple[str, str]]) -> list[Component]:
        """What is missing and who can supply it: pairs of message keys; nothing where nothing is."""
        if not missing:
            return []
        organisation = self.fact["lead_organisation"]
        lines = [
            html.Li(
                [
                    html.Span(SHAPES["missing"], className="mark-shape", **attributes(aria_hidden="true")),
                    self.say(what),
                    " ",
                    html.Span(
                        self.say("project.can_supply", who=self.say(who, organisation=organisation)),
                        className="gap-who",
                    ),
                ]
            )
            for what, who in missing
        ]
        return [
            html.Div(
                [html.H3(self.say("project.missing"), className="sheet-head"), html.Ul(lines)],
                className="gaps",
            )
        ]

    def founded(self, *frames: pd.DataFrame) -> list[Component]:
        """Tags that say how well founded the rows shown are; examples have a mark of their own."""
        found = {str(status) for frame in frames for status in frame["evidence"]} - {"example"}
        tags = [tag(self.say(EVIDENCE_KEYS[status]), status) for status in sorted(found)]
        return [html.P(tags, className="founded")] if tags else []

    def sources(self, *frames: pd.DataFrame) -> list[str]:
        """Source lines of the rows shown."""
        return source_lines(self.say, {str(source) for frame in frames for source in frame["source"]})


def of_project(draw: Callable[[Sheet], Content], label: str) -> Draw:
    """Panel of one project; of a query without one, a sentence. `label` is the key of the panel's name."""

    def draw_sheet(store: FrameStore, selection: Selection, say: Speaker) -> Content:
        if not selection.projects:
            return Content(say(label), say("project.none_chosen"), (), method="prosjektark")
        project = selection.projects[0]
        return draw(Sheet(project, row_of(store["project"], project), store, selection, say))

    return draw_sheet


def invented(*frames: pd.DataFrame) -> bool:
    """Whether any row is example data."""
    return any((frame["evidence"] == "example").any() for frame in frames)


def stated(value: object) -> bool:
    """Whether a source states a value."""
    return value is not None and not (isinstance(value, float) and value != value) and value is not pd.NaT  # noqa: PLR0124  # NaN


def definitions(pairs: Iterable[tuple[str, Component | str | None]], nothing: str) -> Component:
    """Names with values; a value that is not stated says so."""
    return html.Dl(
        [
            html.Div([html.Dt(name), html.Dd(value or html.Span(nothing, className="not-stated-value"))])
            for name, value in pairs
        ],
        className="facts",
    )
