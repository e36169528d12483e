"""On this page: links to the panels of a long view, by the names they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html
from dash.development.base_component import Component

from dashboard.content.parts import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from terms.words import Speaker

FEWEST = 4
"""With fewer panels the page is its own overview."""


def contents(body: Sequence[Component], say: Speaker) -> list[Component]:
    """Links to the panels in a view's body, in reading order; nothing where they are few."""
    links = [
        html.Li(html.A(label, href=f"#{panel_id}")) for part in body for panel_id, label in _panels(part)
    ]
    if len(links) < FEWEST:
        return []
    return [html.Nav(html.Ul(links), className="on-page", **attributes(aria_label=say("shell.on_page")))]


def _panels(part: Component) -> Iterator[tuple[str, str]]:
    """Id and name of every panel within a component, itself included."""
    if getattr(part, "data-panel", None):
        yield str(getattr(part, "id", "")), str(getattr(part, "aria-label", ""))
    children = getattr(part, "children", None)
    for child in children if isinstance(children, list | tuple) else [children]:
        if isinstance(child, Component):
            yield from _panels(child)
