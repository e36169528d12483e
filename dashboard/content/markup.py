"""Markup: finished HTML as one Dash component, since a browser's work grows with the number of components."""

from __future__ import annotations

from copy import copy
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from dash import html
from dash.development.base_component import Component

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Piece = Component | str | float
    Node = str | list[Any]

NOT_ATTRIBUTES = ("children", "_prop_names", "_valid_wildcard_attributes")
INTERNAL = "available_"


class Markup(Component):
    """HTML drawn by `assets/markup.js`: a node is a text, or a list of tag, attributes and nodes inside."""

    _namespace = "bolyst"
    _type = "Markup"

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._prop_names = ["nodes"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(nodes=nodes)  # type: ignore[no-untyped-call]  # Dash's own


def settled(pieces: Iterable[Piece]) -> list[Component]:
    """The same page with few components: finished HTML side by side becomes one.

    What lives stays as it is: anything but HTML, and elements with an id from `ids.py`, which callbacks
    name.
    """
    kept: list[Component] = []
    finished: list[Node] = []
    for piece in pieces:
        node = _node(piece)
        if node is not None:
            finished.append(node)
        elif isinstance(piece, Component):
            if finished:
                kept.append(Markup(finished))
                finished = []
            kept.append(_around(piece))
    return [*kept, Markup(finished)] if finished else kept


def _around(piece: Component) -> Component:
    """Element with something that lives in it, the finished parts settled; a control as it is."""
    if not _is_html(piece):
        return piece
    around: Any = copy(piece)  # panels may keep what they have drawn
    around.children = settled(_inside(piece))
    return around  # type: ignore[no-any-return]


def _node(piece: Piece) -> Node | None:
    """Finished HTML of a piece; None where something in it lives."""
    if not isinstance(piece, Component):
        return str(piece)
    if not _is_html(piece) or isinstance(getattr(piece, "id", None), StrEnum):
        return None
    attributes = {
        name: value
        for name, value in vars(piece).items()
        if value is not None and name not in NOT_ATTRIBUTES and not name.startswith(INTERNAL)
    }
    node: list[Any] = [type(piece).__name__.lower(), attributes]
    for child in _inside(piece):
        inside = _node(child)
        if inside is None:
            return None
        node.append(inside)
    return node


def _is_html(piece: Component) -> bool:
    return getattr(html, type(piece).__name__, None) is type(piece)


def _inside(piece: Component) -> list[Piece]:
    children = getattr(piece, "children", None)
    listed = children if isinstance(children, list | tuple) else [children]
    return [child for child in listed if child is not None]
