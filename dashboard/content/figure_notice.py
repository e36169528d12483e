"""The figure that only says something, where there is nothing to draw."""

from __future__ import annotations

from dashboard.content.plotly_theme import INK_SOFT, TEMPLATE, Figure


def notice(sentence: str) -> Figure:
    """One sentence in the middle, no axes."""
    return {
        "data": [],
        "layout": {
            "template": TEMPLATE,
            "xaxis": {"visible": False},
            "yaxis": {"visible": False},
            "annotations": [
                {
                    "text": sentence,
                    "xref": "paper",
                    "yref": "paper",
                    "x": 0.5,
                    "y": 0.5,
                    "showarrow": False,
                    "font": {"size": 15, "color": INK_SOFT},
                }
            ],
        },
    }
