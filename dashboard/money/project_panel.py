"""Panel «Økonomi»: budget and accounts of one project, post by post and year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import ProjectSheet
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, attributes, mark
from dashboard.money.project_numbers import Amounts, amounts, by_year
from dashboard.project.sheet import LEADER, Sheet, invented, of_project, stated

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.content.parts import State
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for budget and accounts."""
    return drawing.panel(ProjectSheet.MONEY, say, say("label.money"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the query."""
    drawing.register(app, store, ProjectSheet.MONEY, of_project(draw, "label.money"))


def draw(sheet: Sheet) -> Content:
    """What the panel says of one project."""
    say, lines = sheet.say, sheet.rows("account_line")
    whole, years = amounts(lines), by_year(lines)
    largest = max([1.0, *lines["budget"].dropna(), *lines["accounts"].dropna()])
    return Content(
        title=say("label.money"),
        sentence=_sentence(whole, say),
        chart=[
            *(sheet.founded(lines) if len(lines) else []),
            *(legend(say) if len(lines) else []),
            *(_year(sheet, year, rows, largest) for year, rows in years),
            *sheet.gaps(_missing(sheet, whole)),
        ],
        tables=(_table(sheet, years, whole),) if len(lines) else (),
        sources=sheet.sources(lines),
        example=invented(lines),
        method="prosjektark",
        downloads=downloads(sheet.selection, say, tables=("okonomi",)),
    )


def _missing(sheet: Sheet, whole: Amounts) -> list[tuple[str, str]]:
    missing = []
    if not whole.posts:
        missing.append(("project.money_none", LEADER))
    elif whole.delivered < whole.posts:
        missing.append(("project.gap_accounts", LEADER))
    if sheet.fact["total_budget"] is None and not whole.posts:
        missing.append(("project.gap_budget", LEADER))
    return missing


def _sentence(whole: Amounts, say: Speaker) -> str:
    """Accounts of the posts that have them, against the budget of the same posts."""
    if not whole.posts:
        return say("project.money_none")
    if whole.used is None:
        return say("project.money_budget_only", budget=say.money(whole.budget))
    used = say(
        "label.accounts_of_budget_share",
        accounts=say.money(whole.matched_accounts),
        budget=say.money(whole.matched_budget),
        share=say.percent(whole.used),
    )
    if whole.delivered == whole.posts:
        return used
    delivered = say.count("project.money_delivered", whole.delivered, posts=say.number(whole.posts))
    return f"{used} {delivered}"


def legend(say: Speaker) -> list[Component]:
    """Which bar is the budget and which the accounts."""
    return [
        html.P(
            [
                html.Span(className="money-key money-budget", **attributes(aria_hidden="true")),
                say("label.budget"),
                html.Span(className="money-key money-accounts", **attributes(aria_hidden="true")),
                say("label.accounts"),
            ],
            className="money-legend",
        )
    ]


def _year(sheet: Sheet, year: int, lines: pd.DataFrame, largest: float) -> Component:
    """One year: its sum in words, then a pair of bars a post, on the scale of the largest amount of all."""
    say = sheet.say
    posts = [
        html.Li([html.Span(sheet.own(post), className="money-post"), bars(budget, accounts, largest, say)])
        for post, budget, accounts in lines[["post", "budget", "accounts"]].itertuples(index=False)
    ]
    return html.Section(
        [
            html.H3(
                [str(year), html.Span(_sum(amounts(lines), say), className="money-sum")],
                className="sheet-head",
            ),
            html.Ul(posts, className="money-posts"),
        ],
        className="money-year",
    )


def _sum(year: Amounts, say: Speaker) -> str:
    if not year.delivered:
        return say("project.year_budget", budget=say.money(year.budget))
    return say("label.accounts_of_budget", accounts=say.money(year.accounts), budget=say.money(year.budget))


def bars(budget: float, accounts: float, largest: float, say: Speaker) -> Component:
    """Pair of bars in kroner, on the scale of the largest amount of all, with both amounts in words."""

    def bar(amount: float, kind: str) -> list[Component]:
        width = {"width": f"{max(amount, 0) / largest * 100:.1f}%"}
        return [html.Span(className=f"money-bar money-{kind}", style=width)] if stated(amount) else []

    return html.Div(
        [
            html.Div(
                [*bar(budget, "budget"), *bar(accounts, "accounts")],
                className="money-track",
                **attributes(aria_hidden="true"),
            ),
            html.P(
                [_words(budget, accounts, say), " ", *_state(budget, accounts, say)], className="money-words"
            ),
        ]
    )


def _words(budget: float, accounts: float, say: Speaker) -> str:
    if not stated(accounts):
        return say("project.year_budget", budget=say.money(budget))
    if not stated(budget):
        return say("project.post_no_budget", accounts=say.money(accounts))
    return say("label.accounts_of_budget", accounts=say.money(accounts), budget=say.money(budget))


def _state(budget: float, accounts: float, say: Speaker) -> list[Component]:
    """More than planned is told by a word; less is no fault."""
    if not stated(accounts) or not stated(budget) or accounts <= budget:
        return []
    state: State = "warning"
    return [mark(state, say("project.over_budget", money=say.money(accounts - budget)))]


def _table(sheet: Sheet, years: list[tuple[int, pd.DataFrame]], whole: Amounts) -> Table:
    say = sheet.say

    def row(year: str, post: str, budget: float, accounts: float) -> tuple[str, ...]:
        both = stated(budget) and stated(accounts)
        return (
            year,
            post,
            say.money(budget),
            say.money(accounts),
            say.money(accounts - budget) if both else "–",
        )

    rows = [
        row(str(year), post, budget, accounts)
        for year, lines in years
        for post, budget, accounts in lines[["post", "budget", "accounts"]].itertuples(index=False)
    ]
    total = (
        say("project.in_all"),
        "",
        say.money(whole.budget),
        say.money(whole.accounts) if whole.delivered else "–",
        say.money(whole.matched_accounts - whole.matched_budget) if whole.matched_budget else "–",
    )
    heads = (
        say("label.year"),
        say("project.column_post"),
        say("label.budget"),
        say("label.accounts"),
        say("label.deviation"),
    )
    return Table(say("project.money_caption"), heads, [*rows, total], frozenset({2, 3, 4}))
