"""What is around every page: head with views and languages, foot, and meeting mode.

Meeting mode shows the view's panels one at a time, in large type, for the wall of a meeting room. The
browser does it (`assets/council.js`); here are its button and its bar, in the user's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.address.ids import Shell
from dashboard.content.parts import attributes
from dashboard.delivery import kept_paper
from dashboard.official.official_age import official_age
from dashboard.shell.views import COUNTY, LIST, SHEETS, VIEWS
from terms.errors import NothingLoaded
from terms.languages import LANGUAGES

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
ABOVE_SHEETS = frozenset({LIST, COUNTY})
"""Views of many projects: from the sheet of one, their links do not choose it."""


def framed(
    path: str, selection: Selection, say: Speaker, body: list[Component], store: FrameStore
) -> list[Component]:
    """Page of a view: its body between head and foot, with meeting mode."""
    return [
        html.A(say("shell.skip"), href="#innhald", className="skip-link"),
        _head(path, selection, say),
        html.Main(body, id="innhald", tabIndex="-1", **attributes(data_view=path)),
        _foot(say, store),
        _bar_of_meeting_mode(say),
    ]


def _head(path: str, selection: Selection, say: Speaker) -> Component:
    def current(here: bool) -> dict[str, Any]:  # noqa: FBT001  # private, one argument
        return attributes(aria_current="page") if here else {}

    def above(address: str) -> dict[str, Any]:
        """What a link to an address keeps; on a sheet, the list it is in is where the reader is."""
        if not path.startswith(SHEETS):
            return {"data-keep": "query"} | current(address == path)
        if address in ABOVE_SHEETS:
            return {"data-keep": "wider"} | (attributes(aria_current="true") if address == LIST else {})
        return {"data-keep": "query"}

    views = [
        html.Li(
            html.A(
                say(view.name),
                href=f"{address}?{selection.query()}",
                **above(address),
            )
        )
        for address, view in VIEWS.items()
        if view.in_menu
    ]
    languages = [
        html.Li(
            html.A(
                LANGUAGE_NAMES[language],
                id=f"{Shell.LANGUAGES}-{language}",
                href=f"{path}?{selection.within(language=language).query()}",
                lang=language,
                hrefLang=language,
                **current(language == say.language),
            )
        )
        for language in LANGUAGES
    ]
    return html.Header(
        [
            html.A(
                [html.Span("▦", className="brand-sign", **attributes(aria_hidden="true")), "Bolysttavla"],
                href=f"/?sprak={say.language}",
                className="brand",
            ),
            html.Nav(html.Ul(views), className="views", **attributes(aria_label=say("shell.views"))),
            _start_of_meeting_mode(say),
            html.Nav(
                html.Ul(languages), className="languages", **attributes(aria_label=say("shell.languages"))
            ),
        ],
        className="head",
    )


def _start_of_meeting_mode(say: Speaker) -> Component:
    """Button that begins it; hidden until the script that answers it is there."""
    return html.Button(
        say("council.label"),
        type="button",
        title=say("council.start_help"),
        className="council-start",
        hidden=True,
    )


def _foot(say: Speaker, store: FrameStore) -> Component:
    links = [
        html.A(say(view.name), href=f"{address}?sprak={say.language}")
        for address, view in VIEWS.items()
        if not view.filtered
    ]
    return html.Footer(
        [
            html.P(say("shell.foot")),
            html.P(_official(say, store), className="official-age"),
            html.P(say("shell.data_version", version=say.number(store.version))),
            html.P(say("shell.stale"), className="stale") if store.stale else html.Span(),
            html.Nav(links, **attributes(aria_label=say("shell.about"))),
            kept_paper.folded_field(say, "foot"),
        ],
        className="foot",
    )


def _official(say: Speaker, store: FrameStore) -> str:
    """How old the official figures are, and that the last attempt to refresh them failed if it did."""
    try:
        age = official_age(store["retrieval"], store["refresh_attempt"])
    except NothingLoaded:
        return ""
    if age.retrieved is None:
        return ""
    date = say.date(age.retrieved)
    if age.failed is None:
        return say("official.foot", date=date)
    if age.partly:
        return say("official.foot_partly", date=date)
    return say("official.foot_failed", date=date, tried=say.date(age.failed))


def _bar_of_meeting_mode(say: Speaker) -> Component:
    """Previous, which of how many, next and end; shown in meeting mode only."""
    return html.Nav(
        [
            html.Button(
                [html.Span("‹", **attributes(aria_hidden="true")), f" {say('council.previous')}"],
                type="button",
                **attributes(data_council="previous"),
            ),
            html.P(
                role="status",
                className="council-place",
                **attributes(data_council="place", data_words=say("council.place", number="#", of="##")),
            ),
            html.Button(
                [f"{say('council.next')} ", html.Span("›", **attributes(aria_hidden="true"))],
                type="button",
                **attributes(data_council="next"),
            ),
            html.P(say("council.keys"), className="council-keys"),
            html.Button(say("council.end"), type="button", **attributes(data_council="end")),
        ],
        className="council-bar",
        hidden=True,
        **attributes(aria_label=say("council.label")),
    )
