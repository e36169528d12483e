"""Metode og kilder: how each figure on the board is worked out, in plain words, one section per rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import Table, attributes, table
from dashboard.coverage.reach import rounding_base
from dashboard.measures.numbers import BUDGET_MARGIN
from dashboard.method import method_examples, method_lists, method_open, method_signs, method_sources
from dashboard.overview.attention_numbers import meetings_wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

SECTIONS = (
    ("status", "label.status_in_five_lines", "method.status_text"),
    ("nokkeltal", "label.key_figures", "method.figures_text"),
    ("maal", "label.goals", "method.goals_text"),
    ("effekt", "label.geographic_effect", "method.effect_text"),
    ("dekning", "label.target_group_coverage", "method.coverage_text"),
    ("okonomi", "label.money", "money.method_text"),
    ("forankring", "decisions.label", "decisions.method_text"),
    ("tiltak", "steering.method_measures_title", "steering.method_measures_text"),
    ("endringar", "steering.changes_label", "steering.method_changes_text"),
    ("samansetjing", "steering.bodies_label", "steering.method_bodies_text"),
    ("min-kommune", "home.label", "home.method_text"),
    ("smaa-tal", "method.small_title", "method.small_text"),
    ("data-inn", "uploads.method_title", "uploads.method_text"),
    ("papir", "delivery.method_title", "delivery.method_text"),
    ("rapportering", "label.reporting", "reporting.method_text"),
    ("portefolje", "label.the_portfolio", "portfolio.method_text"),
    ("side-om-side", "side_by_side.label", "side_by_side.method_text"),
    ("oppfolging", "attention.label", "attention.method_text"),
    ("hol", "gaps.method_title", "gaps.method_text"),
    ("overforing", "transfer.method_title", "transfer.method_text"),
    ("politikkmaal", "policy.method_title", "policy.method_text"),
    ("suksessfaktorar", "label.success_factors", "factors.method_text"),
    ("modular", "modules.label", "modules.method_text"),
    ("vidareforing", "label.continuation", "continuation.method_text"),
    ("program", "programme.method_title", "programme.method_text"),
    ("kommunehistorie", "method.history_title", "method.history_text"),
    ("prosjektark", "project.method_title", "project.method_text"),
    ("samanlikning", "peers.method_title", "peers.method_text"),
    ("offisielle-tal", "official.method_title", "official.method_text"),
    ("tersklar", "method.limits_title", "method.limits_text"),
    ("kodelister", "method.lists_title", "method.lists_text"),
    ("teikn", "method.signs_title", "method.signs_text"),
    ("kjelder", "label.sources", "method.sources_text"),
    ("opne-data", "method.open_title", "method.open_text"),
    ("dataordbok", "dictionary.title", "method.dictionary_text"),
)
"""Anchor, title and text of each section; a text has a paragraph per line."""
GROUPS = (
    (
        "method.group_status",
        "min-kommune status nokkeltal maal tiltak endringar samansetjing forankring okonomi rapportering",
    ),
    ("method.group_coverage", "dekning hol smaa-tal"),
    ("label.effect", "effekt politikkmaal"),
    ("method.group_history", "samanlikning side-om-side offisielle-tal kommunehistorie"),
    (
        "label.the_portfolio",
        "oppfolging portefolje prosjektark overforing suksessfaktorar modular vidareforing program",
    ),
    (
        "method.group_data",
        "data-inn papir tersklar kodelister teikn kjelder opne-data dataordbok",
    ),
)
"""Title and anchors of each group, in reading order."""
ANCHORS = frozenset(anchor for anchor, _, _ in SECTIONS)


def layout(say: Speaker, store: FrameStore) -> list[Component]:
    """Contents by group first, then the sections; figures in them are those of now."""
    base = rounding_base(store["protection_error"])
    values = {
        "base": say.number(base),
        "budget": say.percent(BUDGET_MARGIN),
        "meetings": say.number(meetings_wanted(store)),
    }
    more = _more(say, store, base)
    groups = [
        (say(title), [each for name in names.split() for each in SECTIONS if each[0] == name])
        for title, names in GROUPS
    ]
    return [
        html.Article(
            [
                html.H1(say("shell.view_method"), className="page-title"),
                html.P(say("method.intro"), className="panel-sentence"),
                html.Nav(
                    [_links(title, sections, say) for title, sections in groups],
                    className="contents",
                    **attributes(aria_label=say("shell.on_page")),
                ),
                *(
                    html.Section(
                        [
                            html.H2(title),
                            *(
                                html.Section(
                                    [
                                        html.H3(say(name)),
                                        *paragraphs(say(words, **values)),
                                        *more.get(anchor, []),
                                    ],
                                    id=anchor,
                                )
                                for anchor, name, words in sections
                            ),
                        ]
                    )
                    for title, sections in groups
                ),
            ],
            className="panel prose method",
        )
    ]


def _more(say: Speaker, store: FrameStore, base: int) -> Mapping[str, Sequence[Component]]:
    """What stands after the text of a section: examples, tables and lists, by anchor."""
    return {
        "maal": method_examples.of_goal(say, store),
        "dekning": method_examples.of_coverage(say, store),
        "smaa-tal": [rounding_error(say, store["protection_error"]), *small_numbers(say, base)],
        "tersklar": [method_lists.rules(say, store), method_lists.limits(say, store)],
        "kodelister": method_lists.code_lists(say, store),
        "teikn": [method_signs.shapes(say), method_signs.other_signs(say)],
        "kjelder": [
            method_sources.official_tables(say, store),
            method_sources.documents(say, store),
            method_sources.web_pages(say, store),
            method_sources.licences(say),
        ],
        "opne-data": method_open.described(say, store),
        "dataordbok": [method_open.to_dictionary(say)],
    }


def _links(title: str, sections: Sequence[tuple[str, str, str]], say: Speaker) -> Component:
    links = [html.Li(html.A(say(name), href=f"#{anchor}")) for anchor, name, _ in sections]
    return html.Div([html.P(title, className="contents-group"), html.Ul(links)])


def rounding_error(say: Speaker, errors: pd.DataFrame) -> Component:
    """How far the sums on screen are from the true ones: mean and worst, by number of filters."""
    rows = [
        (
            say.count("method.small_filters", filters),
            say.number(views),
            say.number(mean, 1),
            say.number(worst),
        )
        for filters, views, mean, worst in errors[
            ["filters", "views", "mean_error", "worst_error"]
        ].itertuples(index=False)
    ]
    heads = ("label.selection", "method.small_views", "method.small_mean", "method.small_worst")
    return table(
        Table(say("method.small_measured"), [say(head) for head in heads], rows, frozenset({1, 2, 3}))
    )


def small_numbers(say: Speaker, base: int) -> list[Component]:
    """What may still be inferred from the rounded counts, and why they are rounded to this number."""
    limits = say("method.small_limits", base=say.number(base), below=say.number(base - 1))
    return [
        html.H4(say("method.small_limits_title")),
        html.Ul([html.Li(line) for line in limits.split("\n")]),
        html.H4(say("method.small_base_title", base=say.number(base))),
        *paragraphs(say("method.small_base_text")),
    ]


def paragraphs(words: str) -> list[Component]:
    """One paragraph per line."""
    return [html.P(line) for line in words.split("\n")]
