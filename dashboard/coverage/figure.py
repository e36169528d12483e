"""Live figure of coverage over years: the interval as a band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.content.plotly_theme import ACCENT, ACCENT_SOFT, INK, INK_SOFT, Figure, layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

PERCENT = "\N{NO-BREAK SPACE}%"


def coverage_band(
    years: pd.DataFrame, *, language: str, axes: tuple[str, str], bounds: tuple[str, str]
) -> Figure:
    """Lowest and highest possible coverage per year with the band between; persons where no share is known.

    `axes` are the titles for shares and for persons, `bounds` the names of the two lines. `years` has year,
    low, high, share_low, share_high, converted, break_before and words (hover and label, already written).
    A converted year is drawn as a diamond. The band is broken where a year is missing and, with an upright
    line, where the borders changed: the figures on each side are of different places.
    """
    shared = years["share_low"].notna()
    by_share = bool(shared.any())
    shown = years[shared] if by_share else years
    lower, upper, scale = ("share_low", "share_high", 100) if by_share else ("low", "high", 1)
    data: list[dict[str, Any]] = []
    for run in _runs(shown):
        data += _band(run, run[lower] * scale, run[upper] * scale, bounds)
    title = axes[0] if by_share else axes[1]
    last = shown.tail(1)
    labels = [
        {
            "x": int(row["year"]),
            "y": float(row[upper]) * scale,
            "text": row["words"],
            "showarrow": False,
            "yanchor": "bottom",
            "xanchor": "right",
            "yshift": 6,
            "font": {"color": INK, "size": 13},
        }
        for row in last.to_dict("records")
    ]
    axis = {"tickmode": "array", "tickvals": [int(year) for year in shown["year"]], "tickformat": "d"}
    return {
        "data": data,
        "layout": layout(
            language,
            xaxis=axis,
            yaxis={
                "title": {"text": title},
                "rangemode": "tozero",
                "ticksuffix": PERCENT if by_share else "",
                "tickformat": "," if by_share else ",d",
            },
            annotations=labels,
            shapes=[_border(int(year)) for year in shown["year"][shown["break_before"]]],
            showlegend=False,
            margin={"l": 8, "r": 24, "t": 28, "b": 8},
        ),
    }


def _runs(years: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Years that follow one another within the same borders."""
    breaks = years["year"].diff().ne(1) | years["break_before"]
    for _, run in years.groupby(breaks.cumsum()):
        yield run


def _border(year: int) -> dict[str, Any]:
    """Upright line just before a year whose borders are others."""
    return {
        "type": "line",
        "x0": year - 0.5,
        "x1": year - 0.5,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": INK_SOFT, "width": 1, "dash": "dash"},
    }


def _band(run: pd.DataFrame, low: pd.Series, high: pd.Series, names: tuple[str, str]) -> list[dict[str, Any]]:
    common = {
        "type": "scatter",
        "x": [int(year) for year in run["year"]],
        "mode": "lines+markers",
        "text": list(run["words"]),
        "hovertemplate": "%{x}: %{text}<extra></extra>",
    }
    shapes = ["diamond" if converted else "circle" for converted in run["converted"]]
    bottom = {
        **common,
        "name": names[0],
        "y": [float(value) for value in low],
        "line": {"color": ACCENT, "width": 2},
        "marker": {"color": ACCENT, "size": 9, "symbol": shapes},
    }
    top = {
        **common,
        "name": names[1],
        "y": [float(value) for value in high],
        "line": {"color": ACCENT, "width": 2, "dash": "dot"},
        "marker": {"color": ACCENT, "size": 9, "symbol": [f"{shape}-open" for shape in shapes]},
        "fill": "tonexty",
        "fillcolor": ACCENT_SOFT,
    }
    return [bottom, top]
