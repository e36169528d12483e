"""Our Plotly template: calm, few lines, colours that the colour-blind can tell apart, Norwegian numbers."""

from __future__ import annotations

from typing import Any

from dashboard.content.tokens import LIGHT, SCREEN_FONT, SERIES

Figure = dict[str, Any]
"""A figure as plain data: `data` and `layout`."""

INK, INK_SOFT, PAPER, LINE = (LIGHT[name] for name in ("ink", "ink-soft", "paper", "line"))
ACCENT, ACCENT_SOFT = LIGHT["accent"], LIGHT["accent-soft"]
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
"""Line pattern of each colour, so that a series is never told by colour alone."""
SEPARATORS = {"nb": ",\N{NO-BREAK SPACE}", "nn": ",\N{NO-BREAK SPACE}", "en": ".,"}
"""Decimal sign and thousands sign of each language."""

_AXIS = {
    "gridcolor": LINE,
    "linecolor": INK_SOFT,
    "zeroline": False,
    "ticks": "outside",
    "tickcolor": LINE,
    "automargin": True,
    "title": {"standoff": 8},
}
TEMPLATE: Figure = {
    "layout": {
        "font": {"family": SCREEN_FONT, "size": 13, "color": INK},
        "colorway": list(SERIES),
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": INK_SOFT,
            "font": {"family": SCREEN_FONT, "size": 13, "color": INK},
        },
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
        "xaxis": {**_AXIS, "showgrid": False},
        "yaxis": {**_AXIS, "showline": False, "ticks": ""},
    }
}


def layout(language: str, **parts: object) -> Figure:
    """Layout with our template and the language's number signs; no axis may be zoomed by accident."""
    return {"template": TEMPLATE, "separators": SEPARATORS[language], "dragmode": False, **parts}
