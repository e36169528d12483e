"""An annual report form under review: every field with what was read, from where and how sure, to correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.content.markup import Markup
from dashboard.content.parts import SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboard.content.markup import Node
    from dashboard.content.parts import State
    from dashboard.entry.routes import Entrance
    from dashboard.entry.spool import Answer, Upload
    from terms.words import Speaker

STATE_KEYS: dict[str, tuple[State, str]] = {
    "read": ("good", "uploads.field_read"),
    "empty": ("missing", "uploads.field_empty"),
    "missing": ("missing", "uploads.field_missing"),
    "cut_off": ("warning", "uploads.field_cut_off"),
    "ambiguous": ("warning", "uploads.field_ambiguous"),
}
SURE_KEYS = {"high": "uploads.sure_high", "medium": "uploads.sure_medium", "low": "uploads.sure_low"}
SHORT = 90
"""Letters from which an answer gets several lines."""
LONGEST = 300


def fields_form(
    entrance: Entrance, upload: Upload, answer: Answer, projects: Mapping[str, str], say: Speaker
) -> Component:
    """Native form of the fields that are stored, the others below it; `uploads.js` sends it."""
    fields = [one for one in answer["fields"] if isinstance(one, dict)]
    stored = [one for one in fields if one.get("stored")]
    others = [one for one in fields if not one.get("stored") and one.get("value")]
    form = {
        "id": "uploads-fields", "className": "uploads-fields", "method": "post",
        "action": f"/opplasting/{upload.token}/felt?sprak={say.language}",
    }  # fmt: skip
    nodes: list[Node] = [
        ["h3", {}, say("uploads.fields")],
        ["p", {"className": "panel-note"}, say("uploads.fields_help")],
        [
            "form",
            form,
            ["input", {"type": "hidden", "name": "token", "value": entrance.door.token(), "readOnly": True}],
            _project(answer.get("project"), projects, say),
            *(_field(one, say) for one in stored),
            [
                "button",
                {"type": "submit", "className": "btn btn-outline-primary"},
                say("uploads.fields_again"),
            ],
        ],
        _others(others, say),
    ]
    return Markup(nodes)


def _project(chosen: object, projects: Mapping[str, str], say: Speaker) -> list[Any]:
    options = [["option", {"value": project}, name] for project, name in projects.items()]
    default = str(chosen) if chosen in projects else ""
    return [
        "p",
        {"className": "uploads-field"},
        ["label", {"htmlFor": "uploads-field-project"}, say("uploads.field_project")],
        [
            "select",
            {
                "id": "uploads-field-project", "name": "project", "defaultValue": default,
                "className": "form-select form-select-sm",
            },
            ["option", {"value": ""}, say("label.choose_a_project")],
            *options,
        ],
    ]  # fmt: skip


def _field(field: Answer, say: Speaker) -> list[Any]:
    """Label, what was read and how sure, the control, and what must be decided."""
    control = _letters(field) if field.get("options") else _text(field)
    return [
        "div",
        {"className": "uploads-field"},
        *control,
        ["p", {"className": "panel-note", "id": _id(field, "help")}, *_how(field, say)],
        *(
            ["p", {"className": "uploads-question"}, "▲ ", one["sentence"]]
            for one in field.get("questions", [])
        ),
    ]


def _how(field: Answer, say: Speaker) -> list[Any]:
    state, key = STATE_KEYS.get(str(field.get("state")), STATE_KEYS["missing"])
    words = say(key)
    if field.get("value"):
        words += f" ({say(SURE_KEYS.get(str(field.get('sure')), 'uploads.sure_low'))})"
    parts: list[Any] = [
        ["span", {"className": f"mark mark-{state}"}, f"{SHAPES[state]} {words}"],
        *([f" {say('uploads.field_from', place=field['place'])}"] if field.get("place") else []),
        *([f" {field['why']}"] if field.get("why") else []),
    ]
    if not field.get("value") and field.get("raw"):
        parts.append(" " + say("uploads.field_raw", text=str(field["raw"])[:LONGEST]))
    return parts


def _text(field: Answer) -> list[Any]:
    value = str(field.get("value") or "")
    named = {
        "id": _id(field), "name": field["key"], "defaultValue": value,
        "className": "form-control form-control-sm", "aria-describedby": _id(field, "help"),
    }  # fmt: skip
    label = ["label", {"htmlFor": _id(field)}, field["label"]]
    if len(value) > SHORT:
        return [label, ["textarea", {**named, "rows": 5}]]
    return [label, ["input", {**named, "type": "text"}]]


def _letters(field: Answer) -> list[Any]:
    chosen = str(field.get("value") or "").split(", ")
    boxes = [
        [
            "label",
            {"className": "uploads-letter"},
            [
                "input",
                {
                    "type": "checkbox", "name": field["key"], "value": letter,
                    "className": "form-check-input", "defaultChecked": letter in chosen,
                    "aria-describedby": _id(field, "help"),
                },
            ],
            f" {letter}) {words}",
        ]
        for letter, words in field["options"].items()
    ]  # fmt: skip
    return [["fieldset", {}, ["legend", {}, field["label"]], *boxes]]


def _others(fields: list[Answer], say: Speaker) -> list[Any]:
    listed = [
        piece
        for one in fields
        for piece in (
            ["dt", {}, one["label"]],
            ["dd", {}, str(one["value"]), ["p", {"className": "panel-note"}, *_how(one, say)]],
        )
    ]
    return [
        "details",
        {"className": "plain"},
        ["summary", {}, say.count("uploads.fields_not_stored", len(fields))],
        ["dl", {}, *listed],
    ]


def _id(field: Answer, more: str = "") -> str:
    return "-".join(part for part in ("uploads-field", str(field["key"]), more) if part)
