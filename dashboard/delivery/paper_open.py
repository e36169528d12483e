"""The field where the id on a paper is written, to open the paper as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.markup import Markup

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.content.markup import Node
    from terms.words import Speaker

ADDRESS = "/papir"


def opener(say: Speaker, place: str, written: str = "") -> Component:
    """Form with the field; `place` tells the forms of one page apart."""
    return Markup([fields(say, place, written)])


def folded(say: Speaker, place: str) -> Component:
    """The same behind its name."""
    return html.Details(
        [html.Summary(say("delivery.open")), opener(say, place)], className="plain papers-open-fold"
    )


def fields(say: Speaker, place: str, written: str = "") -> Node:
    """The form as finished HTML; `written` stands in the field from before."""
    field = f"papers-id-{place}"
    entry = {
        "id": field,
        "name": "id",
        "required": True,
        "autoComplete": "off",
        "autoCapitalize": "characters",
        "spellCheck": False,
        "maxLength": 40,
        "className": "form-control",
        "aria-describedby": f"{field}-help",
        "defaultValue": written,
    }
    return [
        "form",
        {"action": ADDRESS, "method": "get", "className": "paper-open"},
        ["input", {"type": "hidden", "name": "sprak", "value": say.language, "readOnly": True}],
        ["label", {"htmlFor": field}, say("delivery.open_id")],
        ["input", entry],
        ["button", {"type": "submit", "className": "paper-button"}, say("delivery.open_button")],
        ["p", {"id": f"{field}-help", "className": "panel-note"}, say("delivery.open_help")],
    ]
