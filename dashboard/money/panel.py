"""Panel «Økonomi»: budget and accounts by post, summed over the projects of a selection."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.address.ids import Money
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, mark, notice, source_lines
from dashboard.content.project_link import project_link, project_names
from dashboard.money.numbers import by_post, by_project, delivered
from dashboard.money.project_numbers import Amounts, amounts
from dashboard.money.project_panel import bars, legend
from dashboard.overview.numbers import key_figures
from dashboard.places.words import place_words
from dashboard.project.sheet import stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.content.project_link import ProjectName
    from dashboard.overview.numbers import Grants
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

SHOWN = 6
"""Posts shown at once, the largest; the others open on request."""


def layout(say: Speaker) -> Component:
    """Place for the posts."""
    return drawing.panel(Money.PANEL, say, say("label.money"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Money.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Posts of a selection, up to the year the status lines are judged on."""
    figures = key_figures(store, selection, today=dt.datetime.now(dt.UTC).date())
    projects = figures.scope.projects
    lines = figures.scope.rows(store["account_line"])
    lines = lines[lines["year"] <= figures.day.year]
    posts, names = by_post(lines), store.per_version(project_names)
    return Content(
        title=say("money.title", place=place_words(store, selection, say)),
        sentence=_sentence(amounts(lines), delivered(lines, projects), len(projects), say),
        chart=[
            *_posts(posts, names, say),
            *_missing(posts, say),
            *_grants(figures.grants, say),
        ]
        if projects
        else [],
        tables=_tables(posts, by_project(lines), names, say) if len(lines) else (),
        sources=source_lines(say, {*lines["source"], *figures.scope.rows(store["project"])["source"]}),
        example=bool((lines["evidence"] == "example").any()),
        method="okonomi",
        notes=[_years(lines, say)] if len(lines) else [],
    )


def _sentence(whole: Amounts, answered: int, projects: int, say: Speaker) -> str:
    if not projects:
        return say("label.no_projects")
    if not whole.posts:
        return say("money.none")
    told = say.count("money.delivered", answered, projects=say.count("shell.count_projects", projects))
    if whole.used is None:
        return f"{say('money.budget_only', budget=say.money(whole.budget))} {told}"
    used = say(
        "label.accounts_of_budget_share",
        accounts=say.money(whole.matched_accounts),
        budget=say.money(whole.matched_budget),
        share=say.percent(whole.used),
    )
    return f"{used} {told}"


def _years(lines: pd.DataFrame, say: Speaker) -> str:
    return say("money.years", years=say.years((int(lines["year"].min()), int(lines["year"].max()))))


def _posts(posts: pd.DataFrame, names: Mapping[str, ProjectName], say: Speaker) -> list[Component]:
    if posts.empty:
        return []
    largest = max(1.0, posts["most"].max())
    items = [_post(row, largest, names, say) for row in posts.to_dict("records")]
    first = html.Ul(items[:SHOWN], className="money-posts")
    rest = items[SHOWN:]
    more = html.Details(
        [
            html.Summary(say.count("money.more", len(rest))),
            html.Ul(rest, className="money-posts"),
        ],
        className="plain",
    )
    return [*legend(say), first, *([more] if rest else [])]


def _post(
    row: Mapping[Any, Any], largest: float, names: Mapping[str, ProjectName], say: Speaker
) -> Component:
    """A post with its pair of bars; where accounts lack for a part, the parts that can be compared."""
    compared = stated(row["matched_budget"])
    budget, accounts = (
        (row["matched_budget"], row["matched_accounts"]) if compared else (row["budget"], row["accounts"])
    )
    return html.Li(
        [
            html.Span(
                [
                    html.Span(row["post"], lang=names[row["project"]].language),
                    *_partly(row, say),
                ],
                className="money-post",
            ),
            bars(budget, accounts, largest, say),
        ]
    )


def _partly(row: Mapping[Any, Any], say: Speaker) -> list[Component]:
    projects, answered = row["projects"], row["delivered"]
    if projects == answered == 1:
        return []
    return [
        html.Small(
            say.count("money.of_projects", answered, projects=say.count("shell.count_projects", projects))
        )
    ]


def _missing(posts: pd.DataFrame, say: Speaker) -> list[Component]:
    """Who can supply what is not there."""
    return [] if len(posts) else [notice(say("money.ask"))]


def _grants(grants: Grants, say: Speaker) -> list[Component]:
    if not grants.stated:
        return [html.P([mark("missing", say("money.grant")), " ", say("word.not_stated")])]
    words = say(
        "money.grant_words",
        money=say.money(grants.ceiling),
        n=say.number(grants.stated),
        projects=say.count("shell.count_projects", grants.projects),
    )
    return [html.P([html.B(say("money.grant")), " ", words], className="money-grant")]


def _tables(
    posts: pd.DataFrame, projects: pd.DataFrame, names: Mapping[str, ProjectName], say: Speaker
) -> list[Table]:
    def row(first: Component | str, of: Mapping[Any, Any]) -> tuple[Component | str, ...]:
        return (
            first,
            say.money(of["budget"]),
            say.money(of["accounts"]),
            say.money(of["matched_accounts"] - of["matched_budget"]),
            say("label.part_of_whole", part=say.number(of["delivered"]), whole=say.number(of["projects"])),
        )

    heads = (
        say("label.budget"),
        say("label.accounts"),
        say("label.deviation"),
        say("money.column_delivered"),
    )
    numeric = frozenset(range(1, 5))
    return [
        Table(
            say("money.by_post"),
            (say("project.column_post"), *heads),
            [
                row(html.Span(of["post"], lang=names[of["project"]].language), of)
                for of in posts.to_dict("records")
            ],
            numeric,
        ),
        Table(
            say("money.by_project"),
            (say("label.project"), *heads[:3]),
            [row(project_link(of["project"], names, say), of)[:4] for of in projects.to_dict("records")],
            frozenset(range(1, 4)),
        ),
    ]
