"""Follow-up panel: what the projects of a selection are to be followed up on, ranked, with reasons."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.address.ids import Attention as Ids
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, attributes, mark, notice, source_lines
from dashboard.overview.attention_numbers import SEVERITIES, SEVERITY, attention_of_all
from dashboard.overview.attention_wording import SEVERITY_MARKS, reason
from dashboard.overview.attention_words import ASK_KEYS, PLACES, marked, place, sheet
from dashboard.places.scope import scope_of
from dashboard.places.words import group_names, place_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

SHOWN = 8
"""Items of a severity shown at once; the others open on request."""
MOST = 30
"""Items listed of a severity, or of what is asked for; how many more there are is said."""
FEW_ASKED = 5
"""Up to so many things to ask for are listed one by one, and more of them by what is asked for."""


@dataclass(frozen=True)
class Named:
    """What an item needs to be told: names and languages of projects, names of groups, the filters."""

    names: Mapping[str, str]
    languages: Mapping[str, str]
    groups: Mapping[str, str]
    selection: Selection


def layout(say: Speaker) -> Component:
    """Place for the list."""
    return drawing.panel(Ids.PANEL, say, say("attention.label"), "panel attention")


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Ranked list of a selection."""
    items, named = found(store, selection, say)
    return told(
        store,
        items,
        named,
        [part for severity in SEVERITIES for part in _part(items, severity, named, say)],
        say,
    )


def found(store: FrameStore, selection: Selection, say: Speaker) -> tuple[pd.DataFrame, Named]:
    """Items of a selection, worst first, and what it takes to tell them."""
    scope = scope_of(store, selection)
    items = scope.rows(attention_of_all(store, selection.years, today=dt.datetime.now(dt.UTC).date()))
    projects = scope.rows(store["project"])
    return items, Named(
        names=dict(zip(projects["project"], projects["name"], strict=True)),
        languages=dict(zip(projects["project"], projects["language"], strict=True)),
        groups=group_names(store, say),
        selection=selection,
    )


def told(
    store: FrameStore, items: pd.DataFrame, named: Named, listed: Sequence[Component], say: Speaker
) -> Content:
    """Panel of items around the list of them; a sentence where there is nothing to list."""
    projects = store["project"][store["project"]["project"].isin(named.names)]
    rules = store["rule"].set_index("rule")["source"].reindex(["R1", "R2", "R10"]).dropna()
    return Content(
        title=say("attention.title", place=place_words(store, named.selection, say)),
        sentence=_sentence(items, named, say),
        chart=listed or ([notice(say("attention.nothing"), state="good")] if named.names else []),
        sources=source_lines(say, {*projects["source"], *rules}),
        example=bool(items["example"].any()),
        notes=[] if named.selection.years or not len(items) else [say("attention.judged")],
        method="oppfolging",
        downloads=downloads(named.selection, say, tables=("oppfolging",)),
    )


def _sentence(items: pd.DataFrame, named: Named, say: Speaker) -> str:
    if not named.names:
        return say("attention.no_projects")
    if len(named.names) == 1:
        counts = items["severity"].value_counts()
        return say(
            "attention.sentence_one",
            project=next(iter(named.names.values())),
            settle=say.count("attention.one_settle", counts.get("settle", 0)),
            watch=say.count("attention.one_watch", counts.get("watch", 0)),
            ask=say.count("attention.one_ask", counts.get("ask", 0)),
        )
    projects = items.groupby("severity")["project"].nunique()
    settle = say.count(
        "attention.sentence",
        projects.get("settle", 0),
        projects=say.count("shell.count_projects", len(named.names)),
    )
    return f"{settle} {say.count('attention.sentence_watch', projects.get('watch', 0))}"


def _part(items: pd.DataFrame, severity: str, named: Named, say: Speaker) -> list[Component]:
    """Heading and items of one severity; what is asked of many projects is gathered by what it is."""
    own = list(items[items["severity"] == severity].itertuples())
    if not own:
        return []
    state, key = SEVERITY_MARKS[severity]
    heading = mark(state, say("attention.heading", severity=say(key), n=say.number(len(own))))
    gathered = severity == "ask" and len(own) > FEW_ASKED
    listed = _gathered(own, named, say) if gathered else _listed(own, named, say)
    return [html.H3(heading, className="attention-severity"), *listed]


def _listed(own: Sequence[Any], named: Named, say: Speaker) -> list[Component]:
    first, rest = item_list(own[:SHOWN], named, say), own[SHOWN:MOST]
    if not rest:
        return [first]
    summary = html.Summary(say.count("label.show_more", len(rest)))
    parts = [summary, item_list(rest, named, say), *beyond(own, say)]
    return [first, html.Details(parts, className="plain")]


def item_list(own: Sequence[Any], named: Named, say: Speaker) -> Component:
    """Items one below the other."""
    return html.Ul([_item(item, named, say) for item in own], className="attention-list")


def beyond(own: Sequence[Any], say: Speaker) -> list[Component]:
    """How many are not listed: a list of hundreds is read by nobody, and the filters narrow it."""
    left = len(own) - MOST
    return [html.P(say.count("attention.beyond", left), className="panel-note")] if left > 0 else []


def _gathered(own: Sequence[Any], named: Named, say: Speaker) -> list[Component]:
    parts = {kind: [item for item in own if item.kind == kind] for kind in SEVERITY}
    return [
        html.Details(
            [
                html.Summary(say.count(ASK_KEYS[kind], len(part))),
                item_list(part[:MOST], named, say),
                *beyond(part, say),
            ],
            className="plain attention-asked",
        )
        for kind, part in parts.items()
        if part
    ]


def _item(item: Any, named: Named, say: Speaker) -> Component:  # noqa: ANN401 - a row, typed as any
    name = named.names[item.project]
    alone = len(named.names) == 1  # and named in the sentence above
    link = html.A(name, href=sheet(item.project, named.selection), className="attention-project")
    where = say(PLACES[item.kind][2])
    return html.Li(
        [
            *([] if alone else [link]),
            html.Span(marked(reason(item, named.groups, say), item, named.languages[item.project])),
            html.A(
                where,
                href=place(item, named.selection),
                className="attention-place",
                **attributes(aria_label=say("attention.link_name", what=where, project=name)),
            ),
        ],
        className="attention-item attention-alone" if alone else "attention-item",
    )
