"""The one way to make a Plotly chart: no cloud, no logo, our language, a caption and a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

from dashboard.content.parts import attributes

if TYPE_CHECKING:
    from enum import StrEnum

    from dash.development.base_component import Component

    from dashboard.content.plotly_theme import Figure
    from terms.languages import Language

PLOTLY_LOCALES = {"nb": "no", "nn": "nn", "en": "en"}


def config(language: Language) -> dict[str, object]:
    """Only «save as picture» in the bar, and nothing that talks to another machine."""
    return {
        "displaylogo": False,
        "showSendToCloud": False,
        "showEditInChartStudio": False,
        "showLink": False,
        "plotlyServerURL": "",
        "locale": PLOTLY_LOCALES[language],
        "modeBarButtons": [["toImage"]],
        "scrollZoom": False,
        "doubleClick": False,
        "responsive": True,
    }


def graph(
    graph_id: StrEnum, figure: Figure, *, caption: str, language: Language, height: int = 360
) -> Component:
    """Chart at most `height` pixels high, with its caption below, which also names it for screen readers."""
    return html.Figure(
        [
            html.Div(
                dcc.Graph(
                    id=graph_id,
                    figure=figure,
                    config=config(language),  # type: ignore[arg-type]  # newer switches than dash knows
                    style={"height": f"min({height}px, 120vw)"},
                    responsive=True,
                ),
                role="group",
                **attributes(aria_label=caption),
            ),
            html.Figcaption(caption),
        ],
        className="graph",
    )
