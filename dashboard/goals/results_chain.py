"""A project's results chain as a picture: five levels from input factors to societal effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import EVIDENCE_KEYS, attributes, source_lines, tag
from terms.code_lists import keys

if TYPE_CHECKING:
    import pandas as pd
    from dash.development.base_component import Component

    from terms.words import Speaker

LEVEL_KEYS = keys("chain_level")
"""Message of each level, in the order of the chain."""


def results_chain(items: pd.DataFrame, say: Speaker, language: str) -> Component:
    """Closed box with the five levels; `items` are one project's, `language` its målform."""
    return html.Details(
        [
            html.Summary(say("goals.chain")),
            chain_steps(items, say, language),
            html.P(
                [
                    *(tag(say(EVIDENCE_KEYS[status]), status) for status in sorted(set(items["evidence"]))),
                    *source_lines(say, set(items["source"])),
                ],
                className="goal-foot",
            ),
        ],
        className="chain-box plain",
    )


def chain_steps(items: pd.DataFrame, say: Speaker, language: str) -> Component:
    """The five levels side by side, an arrow between; on a phone below each other.

    A level without items says so: a chain with a hole is what the reader should see.
    """
    texts: dict[str, list[str]] = {level: [] for level in LEVEL_KEYS}
    for level, text in items.sort_values("position")[["level", "text"]].itertuples(index=False):
        texts[level].append(text)
    levels = [
        html.Li(
            [
                html.P([html.Span(str(step), className="chain-step"), say(LEVEL_KEYS[level])]),
                html.Ul([html.Li(text) for text in found], lang=language)
                if found
                else html.P(say("label.not_stated"), className="chain-empty"),
            ],
            className="chain-level",
        )
        for step, (level, found) in enumerate(texts.items(), start=1)
    ]
    return html.Ol(levels, className="chain", **attributes(aria_label=say("goals.chain")))
