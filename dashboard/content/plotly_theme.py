"""Our Plotly template: calm, few lines, colours that the colour-blind can tell apart, Norwegian numbers."""

from __future__ import annotations

from typing import Any

Figure = dict[str, Any]
"""A figure as plain data: `data` and `layout`."""

INK, INK_SOFT, PAPER, LINE = "#1b2733", "#4a5866", "#ffffff", "#d5dce3"
ACCENT, ACCENT_SOFT, WARNING, CRITICAL = "#0b4f79", "#dbe9f3", "#8a5a00", "#a3242b"
PALETTE = ("#0b4f79", "#c4651a", "#1f7a6b", "#8a4f9e", "#6b7785", "#b08900", "#4f9ac4", "#a3242b")
"""Blue, orange, green, purple, grey, ochre, light blue, red: apart also in the common colour blindnesses."""
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid", "dash")
"""Line pattern of each colour, so that a series is never told by colour alone."""
FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'
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
        "font": {"family": FONT, "size": 13, "color": INK},
        "colorway": list(PALETTE),
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": INK_SOFT,
            "font": {"family": FONT, "size": 13, "color": INK},
        },
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
        "xaxis": {**_AXIS, "showgrid": False},
        "yaxis": {**_AXIS, "showline": False, "ticks": ""},
    }
}


def layout(language: str, **parts: object) -> Figure:
    """Layout with our template and the language's number signs; no axis may be zoomed by accident."""
    return {"template": TEMPLATE, "separators": SEPARATORS[language], "dragmode": False, **parts}
