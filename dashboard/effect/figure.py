"""Map of municipality outlines, one colour and one sign for each state of geographic effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.figure_notice import notice
from dashboard.content.plotly_theme import INK, PAPER, Figure, layout
from dashboard.content.tokens import LIGHT

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd

COLOURS = {
    "documented": LIGHT["accent"],
    "claimed_only": LIGHT["accent-middle"],
    "works_only": LIGHT["accent-soft"],
    "none": LIGHT["neutral-soft"],
}
SIGNS = {"documented": "●", "claimed_only": "◐", "works_only": "○", "none": ""}
"""Dark to light, so that the map also reads in black and white; the same signs as in the tile grid."""
MARGIN = 0.2
"""Degrees of latitude around the outermost points; a degree of longitude is about half as long."""
BORDER = {"color": PAPER, "width": 0.7}
NORWAY = {"lon": (4.0, 27.0), "lat": (57.8, 71.4)}
RING = {"color": LIGHT["chosen"], "width": 2.5}
HALO = ", ".join([f"0 0 2px {PAPER}"] * 3)
"""White edge around the signs, so that they are seen on dark areas and on small islands."""


def effect_map(
    places: pd.DataFrame,
    *,
    outlines: str,
    words: Mapping[str, str],
    chosen: Collection[str],
    language: str,
) -> Figure:
    """Outlines by address, coloured by `state`; `label` and `words` of each place stand in its hover.

    The argument `words` names the states, `chosen`, and `empty` (nothing to show). Every area carries
    its number as customdata, so that a click tells which one it was. Chosen municipalities get a thick
    edge. The view covers the places given.
    """
    if places.empty:
        return notice(words["empty"])
    states = [state for state in COLOURS if (places["state"] == state).any()]
    traces = [
        _areas(places[places["state"] == state], outlines, name=_signed(state, words), colour=COLOURS[state])
        for state in states
    ]
    ringed = places[places["municipality"].isin(chosen)]
    if len(ringed):
        traces += [
            _areas(ringed, outlines, name="", colour="rgba(0,0,0,0)", edge=RING),
            _ring(words["chosen"]),
        ]
    return {
        "data": [*traces, _signs(places)],
        "layout": layout(
            language,
            geo=_view(places),
            clickmode="event",
            legend={
                "orientation": "h",
                "x": 0,
                "y": 0,
                "yanchor": "top",
                "itemclick": False,
                "itemdoubleclick": False,
            },
            margin={"l": 0, "r": 0, "t": 0, "b": 40},
            uirevision="map",
        ),
    }


def _signed(state: str, words: Mapping[str, str]) -> str:
    return f"{SIGNS[state]} {words[state]}".strip()


def _areas(places: pd.DataFrame, outlines: str, *, name: str, colour: str, edge: Figure = BORDER) -> Figure:
    return {
        "type": "choropleth",
        "geojson": outlines,
        "featureidkey": "id",
        "locationmode": "geojson-id",
        "locations": places["municipality"].tolist(),
        "customdata": places["municipality"].tolist(),
        "z": [1] * len(places),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": bool(name),
        "name": name,
        "marker": {"line": edge},
        "text": [
            f"<b>{label}</b><br>{said}" for label, said in zip(places["label"], places["words"], strict=True)
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _signs(places: pd.DataFrame) -> Figure:
    """The state's sign on each municipality with activity, for those who cannot tell the colours apart."""
    active = places[places["state"] != "none"]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": active["lon"].tolist(),
        "lat": active["lat"].tolist(),
        "text": [SIGNS[state] for state in active["state"]],
        "textfont": {"size": 13, "color": INK, "shadow": HALO},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _ring(name: str) -> Figure:
    """Only for the legend: an area with no fill has no sign there."""
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [None],
        "lat": [None],
        "marker": {"symbol": "square-open", "size": 12, "color": RING["color"], "line": RING},
        "name": name,
        "hoverinfo": "skip",
    }


def _view(places: pd.DataFrame) -> Figure:
    lon = _range(places["lon"], 2 * MARGIN, NORWAY["lon"])
    lat = _range(places["lat"], MARGIN, NORWAY["lat"])
    return {
        "projection": {
            "type": "conic conformal",
            "parallels": [60, 70],
            "rotation": {"lon": sum(lon) / 2},
        },
        "center": {"lon": sum(lon) / 2, "lat": sum(lat) / 2},
        "lonaxis": {"range": list(lon)},
        "lataxis": {"range": list(lat)},
        "visible": False,
        "bgcolor": PAPER,
    }


def _range(values: pd.Series, margin: float, limits: tuple[float, float]) -> tuple[float, float]:
    return max(limits[0], float(values.min()) - margin), min(limits[1], float(values.max()) + margin)
