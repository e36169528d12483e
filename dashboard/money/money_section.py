"""Money: accounts against budget by post, and the grants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.bars import Bar, budget_bars
from dashboard.content.blocks import Figure, Heading, Sentence
from dashboard.content.tables import Table, word_table
from dashboard.overview.ground import Section
from dashboard.overview.status_wording import money

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dashboard.content.blocks import Figure
    from dashboard.overview.ground import Ground
    from terms.words import Speaker

DRAWN = 8


def money_section(ground: Ground) -> Section:
    """Accounts up to the paper's day, summed by post over projects and years; largest budget first."""
    say, scope = ground.say, ground.figures.scope
    lines = scope.rows(ground.store["account_line"])
    lines = lines[lines["year"] <= ground.figures.day.year]
    head = (Heading(say("label.money")), Sentence(money(ground.figures, say)[1]))
    if lines.empty:
        return Section(head)
    posts = _posts(lines, say)
    sources = frozenset(lines["source"])
    drawn = [post for post in posts if post.beside is not None or post.value is not None][:DRAWN]
    years = (int(lines["year"].min()), int(lines["year"].max()))
    return Section(
        (
            *head,
            *((_picture(drawn, ground, sources, years),) if len(drawn) > 1 else ()),
            _table(posts, say, years),
        ),
        sources,
        example=bool((lines["evidence"] == "example").any()),
    )


def _posts(lines: pd.DataFrame, say: Speaker) -> list[Bar]:
    """Sums by post; one with a part that is not stated has no sum."""
    found = []
    for post, rows in lines.groupby("post"):
        budget, accounts = _sum(rows["budget"]), _sum(rows["accounts"])
        found.append(Bar(str(post), _words(budget, accounts, say), accounts, budget))
    return sorted(found, key=lambda post: (-(post.beside or 0), post.name))


def _sum(values: pd.Series) -> float | None:
    """Sum of kroner; None where one of them is not stated."""
    return None if values.isna().any() else float(values.sum())


def _words(budget: float | None, accounts: float | None, say: Speaker) -> str:
    if accounts is None:
        return say("papers.money_no_accounts", budget=say.money(budget))
    if budget is None:
        return say("papers.money_no_budget", accounts=say.money(accounts))
    return say("label.accounts_of_budget", accounts=say.number(accounts), budget=say.money(budget))


def _picture(posts: Sequence[Bar], ground: Ground, sources: frozenset[str], years: tuple[int, int]) -> Figure:
    say = ground.say
    title = say("papers.money_picture", years=say.years(years))
    told = "; ".join(f"{post.name}: {post.words}" for post in posts)
    return ground.drawn(
        budget_bars(posts, say),
        title=title,
        sentence=say("papers.money_picture_sentence"),
        sources=sources,
        alt=f"{title}. {told}.",
    )


def _table(posts: Sequence[Bar], say: Speaker, years: tuple[int, int]) -> Table:
    rows = []
    for post in posts:
        both = post.beside is not None and post.value is not None
        left = (post.value or 0) - (post.beside or 0)
        share = say.percent(left / post.beside) if both and post.beside else "–"
        rows.append(
            (
                post.name,
                _kroner(post.beside, say),
                _kroner(post.value, say),
                say.number(left) if both else "–",
                share,
            )
        )
    return word_table(
        say("papers.money_table", years=say.years(years)),
        (
            say("papers.column_post"),
            say("label.budget"),
            say("label.accounts"),
            say("label.deviation"),
            say("papers.column_deviation_share"),
        ),
        tuple(rows),
        numeric=(1, 2, 3, 4),
        widths=(36, 16, 16, 16, 16),
    )


def _kroner(value: float | None, say: Speaker) -> str:
    return say("word.not_stated") if value is None else say.number(value)
