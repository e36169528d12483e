"""Money year by year: budget, accounts and the difference, in a small table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Sentence
from dashboard.content.tables import word_table
from dashboard.overview.ground import Section

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.overview.ground import Ground
    from terms.words import Speaker

SHOWN = 3
"""Years in the table, the last ones; the sum is of all."""


def money_years(ground: Ground) -> Section:
    """Accounts against budget up to the paper's day, by year, over the posts that state both."""
    say = ground.say
    lines = ground.figures.scope.rows(ground.store["account_line"])
    lines = lines[lines["year"] <= ground.figures.day.year]
    both = lines[lines["budget"].notna() & lines["accounts"].notna()]
    heading = Heading(say("label.money"))
    if both.empty:
        return Section((heading, Sentence(say("status.money_none"))))
    by_year = both.groupby("year")[["budget", "accounts"]].sum()
    rows = [_row(f"{year:.0f}", by_year.loc[year], say) for year in by_year.index[-SHOWN:]]
    if len(by_year) > 1:
        rows.append(_row(say("form.sum"), by_year.sum(), say))
    table = word_table(
        say("matters.money_table"),
        (
            say("label.year"),
            say("label.budget"),
            say("label.accounts"),
            say("label.deviation"),
            say("papers.column_deviation_share"),
        ),
        tuple(rows),
        numeric=(1, 2, 3, 4),
        widths=(24, 19, 19, 19, 19),
    )
    return Section(
        (heading, table), frozenset(both["source"]), example=bool((both["evidence"] == "example").any())
    )


def _row(name: str, sums: pd.Series[float], say: Speaker) -> tuple[str, ...]:
    budget, accounts = float(sums["budget"]), float(sums["accounts"])
    share = say.percent((accounts - budget) / budget) if budget else "–"
    return (name, say.number(budget), say.number(accounts), say.number(accounts - budget), share)
