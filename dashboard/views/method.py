"""Metode og kilder: how each figure on the board is worked out, in plain words, one section per rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.metrics.attention import meetings_wanted
from dashboard.metrics.measures import BUDGET_MARGIN
from dashboard.metrics.reach import rounding_base
from dashboard.panels.parts import Table, table

if TYPE_CHECKING:
    import pandas as pd
    from dash.development.base_component import Component

    from dashboard.store import FrameStore
    from dashboard.text import Speaker

SECTIONS = (
    ("status", "method.status_title", "method.status_text"),
    ("nokkeltal", "method.figures_title", "method.figures_text"),
    ("maal", "method.goals_title", "method.goals_text"),
    ("effekt", "method.effect_title", "method.effect_text"),
    ("dekning", "method.coverage_title", "method.coverage_text"),
    ("tiltak", "steering.method_measures_title", "steering.method_measures_text"),
    ("endringar", "steering.method_changes_title", "steering.method_changes_text"),
    ("samansetjing", "steering.method_bodies_title", "steering.method_bodies_text"),
    ("smaa-tal", "method.small_title", "method.small_text"),
    ("data-inn", "uploads.method_title", "uploads.method_text"),
    ("rapportering", "reporting.method_title", "reporting.method_text"),
    ("portefolje", "portfolio.method_title", "portfolio.method_text"),
    ("side-om-side", "side_by_side.method_title", "side_by_side.method_text"),
    ("oppfolging", "attention.method_title", "attention.method_text"),
    ("hol", "gaps.method_title", "gaps.method_text"),
    ("overforing", "transfer.method_title", "transfer.method_text"),
    ("politikkmaal", "policy.method_title", "policy.method_text"),
    ("suksessfaktorar", "factors.method_title", "factors.method_text"),
    ("modular", "modules.method_title", "modules.method_text"),
    ("vidareforing", "continuation.method_title", "continuation.method_text"),
    ("program", "programme.method_title", "programme.method_text"),
    ("kommunehistorie", "method.history_title", "method.history_text"),
    ("prosjektark", "project.method_title", "project.method_text"),
    ("samanlikning", "peers.method_title", "peers.method_text"),
    ("offisielle-tal", "official.method_title", "official.method_text"),
    ("kjelder", "method.sources_title", "method.sources_text"),
)
"""Anchor, title and text of each section; a text has a paragraph per line."""
ANCHORS = frozenset(anchor for anchor, _, _ in SECTIONS)


def layout(say: Speaker, store: FrameStore) -> list[Component]:
    """Contents first, then the sections; with the measured error of the rounded counts of now."""
    errors = store["protection_error"]
    base = rounding_base(errors)
    more = {"smaa-tal": [rounding_error(say, errors), *small_numbers(say, base)]}
    values = {
        "base": say.number(base),
        "budget": say.percent(BUDGET_MARGIN),
        "meetings": say.number(meetings_wanted(store)),
    }
    return [
        html.Article(
            [
                html.H1(say("shell.view_method"), className="page-title"),
                html.P(say("method.intro"), className="panel-sentence"),
                html.Nav(
                    html.Ul(
                        [html.Li(html.A(say(title), href=f"#{anchor}")) for anchor, title, _ in SECTIONS]
                    ),
                    className="contents",
                ),
                *(
                    html.Section(
                        [html.H2(say(title)), *paragraphs(say(words, **values)), *more.get(anchor, [])],
                        id=anchor,
                    )
                    for anchor, title, words in SECTIONS
                ),
            ],
            className="panel prose",
        )
    ]


def rounding_error(say: Speaker, errors: pd.DataFrame) -> Component:
    """How far the sums on screen are from the true ones: mean and worst, by number of filters."""
    rows = [
        (
            say("method.small_filters", n=say.number(filters)),
            say.number(views),
            say.number(mean, 1),
            say.number(worst),
        )
        for filters, views, mean, worst in errors[
            ["filters", "views", "mean_error", "worst_error"]
        ].itertuples(index=False)
    ]
    heads = ("method.small_view", "method.small_views", "method.small_mean", "method.small_worst")
    return table(
        Table(say("method.small_measured"), [say(head) for head in heads], rows, frozenset({1, 2, 3}))
    )


def small_numbers(say: Speaker, base: int) -> list[Component]:
    """What may still be inferred from the rounded counts, and why they are rounded to this number."""
    limits = say("method.small_limits", base=say.number(base), below=say.number(base - 1))
    return [
        html.H3(say("method.small_limits_title")),
        html.Ul([html.Li(line) for line in limits.split("\n")]),
        html.H3(say("method.small_base_title", base=say.number(base))),
        *paragraphs(say("method.small_base_text")),
    ]


def paragraphs(words: str) -> list[Component]:
    """One paragraph per line."""
    return [html.P(line) for line in words.split("\n")]
