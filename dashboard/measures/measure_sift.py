"""The two choices above the measures register: phase and theme, sifted in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.code_words import PHASE_KEYS
from dashboard.content.parts import attributes
from dashboard.measures.measure_words import THEME_KEYS
from dashboard.measures.register_numbers import THEMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.measures.measure_row import Row
    from terms.words import Speaker


def sift(rows: Sequence[Row], say: Speaker) -> Component:
    """Two choices that hide rows in the browser (`sift.js`); the counter tells what is left."""
    phases = [phase for phase in PHASE_KEYS if any(row.measure["phase"] == phase for row in rows)]
    themes = [theme for theme in (*THEMES, "") if any(row.theme == theme for row in rows)]
    return html.Div(
        [
            _choice("phase", say("label.phase"), [(each, say(PHASE_KEYS[each])) for each in phases], say),
            _choice(
                "theme",
                say("steering.column_theme"),
                [(each or "none", say(THEME_KEYS[each])) for each in themes],
                say,
            ),
            html.P(
                role="status",
                className="sift-count",
                **attributes(
                    data_words=say(
                        "steering.sift_count",
                        shown="#",
                        measures=say.count("steering.count_measures", len(rows)),
                    )
                ),
            ),
        ],
        className="sift",
    )


def _choice(name: str, label: str, options: list[tuple[str, str]], say: Speaker) -> Component:
    every = html.Option(say("shell.all"), value="")
    return html.Label(
        [
            label,
            html.Select(
                [every, *(html.Option(words, value=value) for value, words in options)],
                className="form-select form-select-sm",
                **attributes(data_sift=name),
            ),
        ],
        className="sift-choice",
    )
