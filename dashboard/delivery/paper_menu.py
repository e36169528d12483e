"""«Ta med papir»: papers and figures of a view for exactly what is chosen, drawn when it is opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl

from dash import Dash, Input, Output, dcc, html

from dashboard.address.ids import Papers as Ids
from dashboard.address.links import ORDERS, PAPERS, export_links
from dashboard.address.selection import Selection, read_query
from dashboard.content.markup import Markup
from dashboard.content.parts import notice
from dashboard.delivery.kept_paper import id_fields
from dashboard.overview.ground import language_of_place
from dashboard.papers.kinds import KINDS
from dashboard.papers.making import settled_choice
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words
from terms.errors import NothingLoaded
from terms.languages import LANGUAGES
from terms.words import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dash.development.base_component import Component

    from dashboard.content.markup import Node
    from dashboard.papers.kinds import Kind
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

SHEETS, SHEET, OVERVIEW = "/prosjekt/", "/prosjekt", "/"
NAMES: dict[Language, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
LONGEST = 4000
"""Signs of an address that are read."""
FORMATS = (("docx", "Word"), ("pdf", "PDF"))
FEWEST = 2
"""With one municipality or project the menu's own papers are those of each."""


class Chosen(NamedTuple):
    """What the menu is of: address of the view, what is chosen there, and the user's words."""

    path: str
    selection: Selection
    say: Speaker


def layout(say: Speaker) -> Component:
    """Closed menu; `papers.js` asks for what is in it."""
    return html.Details(
        [
            html.Summary(say("delivery.menu"), title=say("delivery.menu_help")),
            html.Div(html.P(say("delivery.loading")), id=Ids.MENU, className="papers-sheet"),
            dcc.Store(id=Ids.ASKED),
        ],
        className="papers-menu",
    )


def register(app: Dash, store: FrameStore) -> None:
    """Draw the menu for the address it is opened on."""
    queued = partial(_has_worker, app)

    @app.callback(Output(Ids.MENU, "children"), Input(Ids.ASKED, "data"), prevent_initial_call=True)
    def draw_menu(asked: object) -> list[Component]:
        return menu(store, asked, queued)


def _has_worker(app: Dash) -> bool:
    return app.server.config.get("BOLYST_PAPER_WORKER") is not None


def menu(store: FrameStore, asked: object, queued: Callable[[], bool]) -> list[Component]:
    """Menu for an address as the browser tells it; a sentence where the data cannot be read."""
    path, _, query = (asked if isinstance(asked, str) else "")[:LONGEST].partition("?")
    written, _, _ = read_query(query)
    say = speaker(written.language)
    try:
        selection, _ = settled_choice(store, written)
        chosen = Chosen(path, selection, say)
        nodes = [
            _papers(store, chosen),
            *(_series(store, selection, say, offered(path)) if queued() else []),
            *_figures(chosen),
            _open(say),
        ]
    except NothingLoaded:
        return [notice(say("delivery.no_menu"), state="warning")]
    return [Markup(nodes)]


def offered(path: str) -> list[Kind]:
    """Papers of a view; those of the overview where a view has none of its own."""
    view = SHEET if path.startswith(SHEETS) else path
    own = [kind for kind in KINDS.values() if view in kind.views]
    if own and path != SHEET:  # the list of projects is no project's sheet
        return own
    return [kind for kind in KINDS.values() if OVERVIEW in kind.views]


def _papers(store: FrameStore, chosen: Chosen) -> Node:
    """Native form: each button is one paper as one kind of file, in the language that is ticked."""
    say, selection = chosen.say, chosen.selection
    receiver = language_of_place(store, selection)
    hidden: list[Node] = [
        ["input", {"type": "hidden", "name": name, "value": value, "readOnly": True}]
        for name, value in parse_qsl(selection.query())
        if name != "sprak"
    ]
    choice = f"{place_words(store, selection, say)} · {say.years(selection.years)}"
    return [
        "form",
        {"method": "get", "className": "papers-form", "action": PAPERS},
        *hidden,
        ["h2", {}, say("delivery.menu_papers")],
        ["p", {"className": "panel-note"}, say("delivery.of_choice", choice=choice)],
        _languages(say, receiver),
        ["ul", {"className": "papers-list"}, *(_kind(store, chosen, kind) for kind in offered(chosen.path))],
    ]


def _languages(say: Speaker, receiver: Language) -> Node:
    choices: list[Node] = []
    for language in LANGUAGES:
        name = NAMES[language]
        label = say("delivery.receivers", language=name) if language == receiver else name
        choices.append(
            [
                "label",
                {"className": "papers-language"},
                [
                    "input",
                    {
                        "type": "radio",
                        "name": "sprak",
                        "value": language,
                        "defaultChecked": language == receiver,
                        "className": "form-check-input",
                    },
                ],
                label,
            ]
        )
    return ["fieldset", {}, ["legend", {}, say("delivery.language")], *choices]


def _kind(store: FrameStore, chosen: Chosen, kind: Kind) -> Node:
    """Name of a paper with its files; what is to be chosen first where it cannot be made."""
    say = chosen.say
    name: Node = ["span", {"className": "papers-name"}, say(kind.genre)]
    lacking = kind.lacks(store, chosen.selection)
    if lacking:
        return ["li", {}, name, ["span", {"className": "papers-lacks"}, say(lacking)]]
    files: list[Node] = [
        [
            "button",
            {
                "type": "submit",
                "formAction": f"{PAPERS}/{kind.code}.{ending}",
                "className": "paper-button",
                "aria-label": say("delivery.get", kind=say(kind.genre), format=shown),
            },
            shown,
        ]
        for ending, shown in FORMATS
    ]
    return ["li", {}, name, ["span", {"className": "papers-files"}, *files]]


def _series(store: FrameStore, selection: Selection, say: Speaker, kinds: Sequence[Kind]) -> list[Node]:
    """One paper for each municipality or project; nothing where there is one of each."""
    scope = scope_of(store, selection)
    each: list[Node] = []
    if len(scope.focus) >= FEWEST:
        label = say.count("delivery.series_municipality", len(scope.focus))
        each.append(["option", {"value": "kommune"}, label])
    if len(scope.projects) >= FEWEST:
        label = say.count("delivery.series_project", len(scope.projects))
        each.append(["option", {"value": "prosjekt"}, label])
    choices: list[Node] = [
        ["option", {"value": kind.code}, say(kind.genre)] for kind in kinds if kind.needs != "region"
    ]
    if not each or not choices:
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
                    "action": f"{ORDERS}?sprak={say.language}",
                    "className": "papers-series",
                },
                ["input", {"type": "hidden", "name": "query", "value": query, "readOnly": True}],
                _select(say("delivery.series_of"), "each", each),
                _select(say("delivery.series_kind"), "kind", choices),
                _select(say("delivery.series_ending"), "ending", endings),
                ["button", {"type": "submit", "className": "paper-button"}, say("delivery.series_make")],
                ["p", {"className": "panel-note"}, say("delivery.series_help")],
            ],
        ]
    ]


def _select(label: str, name: str, options: list[Node]) -> Node:
    attributes_: dict[str, Any] = {"name": name, "className": "form-select form-select-sm"}
    return ["label", {}, label, ["select", attributes_, *options]]


def _figures(chosen: Chosen) -> list[Node]:
    """Workbook and CSV files of the view."""
    links = export_links(chosen.path, chosen.selection, chosen.say)
    if not links:
        return []
    items: list[Node] = [
        ["li", {}, ["a", {"href": link.address, "title": link.help}, link.words]] for link in links
    ]
    return [
        ["h2", {}, chosen.say("delivery.menu_figures")],
        ["ul", {"className": "papers-figures"}, *items],
    ]


def _open(say: Speaker) -> Node:
    return [
        "details",
        {"className": "papers-more"},
        ["summary", {}, say("delivery.open")],
        id_fields(say, "menu"),
    ]
