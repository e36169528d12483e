"""The projects a panel shows: names, languages, the day they are judged on, links to their sheets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dash import html

from dashboard.places.scope import Scope, scope_of
from dashboard.status.activity import last_years, status_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pandas as pd
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

NAMED = 3
"""More projects than this are named only on demand."""


@dataclass(frozen=True)
class Shown:
    """A selection's scope on its status day; names and languages of every project."""

    scope: Scope
    day: dt.date
    names: Mapping[str, str]
    languages: Mapping[str, Language]
    query: str

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Rows of the projects shown."""
        return self.scope.rows(frame)

    def link(self, project: str) -> Component:
        """Name of a project, leading to its sheet."""
        return html.A(
            self.names[project], href=f"/prosjekt/{project}?{self.query}", lang=self.languages[project]
        )

    def words(self, text: str, project: str) -> Component:
        """Words of a project, in its own language."""
        return html.Span(text, lang=self.languages[project])


def shown(store: FrameStore, selection: Selection) -> Shown:
    """Projects of a selection."""
    scope = scope_of(store, selection)
    today = dt.datetime.now(dt.UTC).date()
    names, languages = store.per_version(_names)
    return Shown(
        scope=scope,
        day=status_day(
            scope.projects, store.per_version(last_years), chosen=selection.last_year, today=today
        ),
        names=names,
        languages=languages,
        query=selection.query(),
    )


def missing(projects: Sequence[str], here: Shown, words: str) -> list[Component]:
    """Which projects a thing is not stated for, after the words that say so; folded where they are many."""
    if not projects:
        return []
    named = html.Ul([html.Li(here.link(project)) for project in projects], className="name-list")
    if len(projects) <= NAMED:
        return [html.Div([html.P(f"{words}:"), named], className="not-stated")]
    return [html.Details([html.Summary(words), named], className="plain not-stated")]


def without(here: Shown, stated: Collection[str]) -> list[str]:
    """Projects shown that are not among those stated."""
    return [project for project in here.scope.projects if project not in stated]


def short_date(day: dt.date | pd.Timestamp, say: Speaker) -> str:
    """«24.4.2014»; in English «24 Apr 2014» is written in full, for 4/24 and 24/4 are read both ways."""
    return say.date(day) if say.language == "en" else f"{day.day}.{day.month}.{day.year}"


def _names(store: FrameStore) -> tuple[dict[str, str], dict[str, Language]]:
    projects = store["project"]
    keys = projects["project"]
    return (
        dict(zip(keys, projects["name"], strict=True)),
        dict(zip(keys, projects["language"], strict=True)),
    )
