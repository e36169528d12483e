"""The look, declared once: colours, sizes, spaces and widths of screen, pictures, papers and live figures.

`assets/tokens.css` is written from here (`python -m dashboard.content.tokens`), and a test compares the two.
Papers, pictures that are opened by themselves and files have no stylesheet: they take their values from
`LIGHT`. Change the look here and nowhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    # text, ground and lines
    "ink": "#1b2733",
    "ink-soft": "#4a5866",
    "ink-faint": "#6b7b8b",
    "paper": "#ffffff",
    "ground": "#f4f6f8",
    "line": "#d5dce3",
    "line-strong": "#b9c4ce",
    "rule": "#8a98a6",
    "edge": "#8393a3",
    "shadow": "rgb(27 39 51 / .18)",
    "track": "rgb(27 39 51 / .14)",
    "print-line": "#000000",
    "print-soft": "#999999",
    # one blue, dark to light
    "accent": "#0b4f79",
    "accent-strong": "#083a59",
    "accent-edge": "#7f9fb5",
    "accent-middle": "#7fb2d3",
    "accent-stripe": "#96c1dc",
    "accent-light": "#9fc2da",
    "accent-soft": "#dbe9f3",
    "plan": "#c3d3e0",
    "budget": "#c9d6e0",
    # what is marked
    "focus": "#d97a00",
    "chosen": "#c4651a",
    "example-ink": "#5b3a00",
    "example-line": "#c98f1b",
    "example-stripe": "#ffe9b3",
    # states
    "good": "#1f6b4a",
    "good-soft": "#e0f1e8",
    "warning": "#8a5a00",
    "warning-fill": "#b97900",
    "warning-soft": "#fff3d6",
    "critical": "#a3242b",
    "critical-soft": "#fbe4e5",
    "neutral-soft": "#eceff2",
    "missing-stripe": "#c3ccd5",
    # lines of a chart: own, similar places, county
    "peers": "#3b4754",
    "county": "#704800",
}
"""Colours by their name in stylesheets, on white."""

DARK: Mapping[str, str] = {}
"""Colours that differ where the reader asks for a dark screen; papers and print are always light."""

SERIES = ("#0b4f79", "#c4651a", "#1f7a6b", "#8a4f9e", "#6b7785", "#b08900", "#4f9ac4", "#a3242b")
"""Blue, orange, green, purple, grey, ochre, light blue, red: apart also in the common colour blindnesses."""

SIZES: Mapping[str, str] = {"radius": "6px", "gap": "1rem"}
"""Lengths that stand in several stylesheets."""
BODY, WIDEST = "1rem", "84rem"
"""Size of running text, and width of the page."""
SCREEN_FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'
)
PICTURE_FONT = "Source Sans Pro, Source Sans 3, Arial, Helvetica, Liberation Sans, sans-serif"
"""The first is in the package that papers are set with; the others stand in where a picture is opened."""
PAPER_FONT, OFFICE_FONT = "Source Sans Pro", "Arial"
"""Of PDF, and of Word, which must do with what every office has."""

STYLESHEET = Path(__file__).parents[2] / "assets" / "tokens.css"


def rgb(name: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour, for files that want numbers."""
    number = int(LIGHT[name].removeprefix("#"), 16)
    return number >> 16, number >> 8 & 0xFF, number & 0xFF


def stylesheet() -> str:
    """Text of `assets/tokens.css`."""
    lengths = {**SIZES, "body": BODY, "widest": WIDEST, "screen-font": SCREEN_FONT}
    parts = [
        "/* Written from dashboard/content/tokens.py by `python -m dashboard.content.tokens`. */",
        _rule(":root", {**LIGHT, **lengths}),
    ]
    if DARK:
        parts.append(f"@media screen and (prefers-color-scheme: dark) {{\n{_rule(':root', DARK)}\n}}")
    return "\n".join(parts) + "\n"


def _rule(selector: str, values: Mapping[str, str]) -> str:
    lines = "\n".join(f"  --{name}: {value};" for name, value in values.items())
    return f"{selector} {{\n{lines}\n}}"


if __name__ == "__main__":
    STYLESHEET.write_text(stylesheet(), encoding="utf-8")
