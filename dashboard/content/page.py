"""Written HTML on a page of Dash's: one component for a string, and live components between two of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dash.development.base_component import Component

from dashboard.content.blocks import Live
from dashboard.content.html import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.content.blocks import Block
    from terms.words import Speaker


class Html(Component):
    """HTML that `assets/html.js` sets whole: one string, however much it says."""

    _namespace = "bolyst"
    _type = "Html"

    def __init__(self, html: str) -> None:
        self._prop_names = ["html"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(html=html)  # type: ignore[no-untyped-call]  # Dash's own


@dataclass(frozen=True)
class Shown:
    """What a panel shows: its blocks, and the live component of each `Live` among them, by name.

    Ids that callbacks name belong to live components; there are none inside written HTML.
    """

    blocks: tuple[Block, ...]
    live: Mapping[str, Component] = field(default_factory=dict)


def page(shown: Shown, say: Speaker) -> list[Component]:
    """Blocks as few components: what stands between live ones is one string."""
    parts: list[Component] = []
    written: list[Block] = []
    for block in shown.blocks:
        if isinstance(block, Live):
            parts += [*_html(written, say), shown.live[block.name]]
            written = []
        else:
            written.append(block)
    return [*parts, *_html(written, say)]


def _html(blocks: Iterable[Block], say: Speaker) -> list[Component]:
    text = html(blocks, say)
    return [Html(text)] if text else []
