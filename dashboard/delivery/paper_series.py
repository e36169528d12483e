"""In the menu of papers: one paper for each municipality or project of the selection, as one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.places.scope import scope_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.address.selection import Selection
    from dashboard.content.markup import Node
    from dashboard.papers.kinds import Kind
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

FORMATS = (("docx", "Word"), ("pdf", "PDF"))
FEWEST = 2
"""With one municipality or project the menu's own papers are those of each."""


def series(store: FrameStore, selection: Selection, say: Speaker, offered: Sequence[Kind]) -> list[Node]:
    """One paper for each municipality or project; nothing where there is one of each."""
    scope = scope_of(store, selection)
    each: list[Node] = []
    if len(scope.focus) >= FEWEST:
        told = say.count("delivery.series_municipality", len(scope.focus))
        each.append(["option", {"value": "kommune"}, told])
    if len(scope.projects) >= FEWEST:
        told = say.count("delivery.series_project", len(scope.projects))
        each.append(["option", {"value": "prosjekt"}, told])
    kinds: list[Node] = [
        ["option", {"value": kind.code}, say(kind.genre)] for kind in offered if kind.needs != "region"
    ]
    if not each or not kinds:
        return []
    endings: list[Node] = [["option", {"value": ending}, shown] for ending, shown in FORMATS]
    query = selection.query()
    return [
        [
            "details",
            {"className": "papers-more"},
            ["summary", {}, say("delivery.series")],
            [
                "form",
                {
                    "method": "post",
                    "action": f"/papir/ordre?sprak={say.language}",
                    "className": "papers-series",
                },
                ["input", {"type": "hidden", "name": "query", "value": query, "readOnly": True}],
                _select(say("delivery.series_of"), "each", each),
                _select(say("delivery.series_kind"), "kind", kinds),
                _select(say("delivery.series_ending"), "ending", endings),
                ["button", {"type": "submit", "className": "paper-button"}, say("delivery.series_make")],
                ["p", {"className": "panel-note"}, say("delivery.series_help")],
            ],
        ]
    ]


def _select(label: str, name: str, options: list[Node]) -> Node:
    attributes_: dict[str, Any] = {"name": name, "className": "form-select form-select-sm"}
    return ["label", {}, label, ["select", attributes_, *options]]
