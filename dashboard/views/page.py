"""The page of an address: head with language and views, filter bar, the view's panels, foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.errors import NothingLoaded
from dashboard.ids import Shell
from dashboard.metrics.choices import at_home, resolve
from dashboard.panels import filters
from dashboard.panels.parts import attributes, notice
from dashboard.selection import LANGUAGES, Language, Misread, Selection, language_of, read_query
from dashboard.text import Speaker, speaker
from dashboard.views import council
from dashboard.views.routes import VIEWS

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store import FrameStore

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
MISREAD_KEYS = {
    "unknown_parameter": "shell.misread_parameter",
    "unknown_value": "shell.misread_value",
    "bad_year": "shell.misread_year",
    "old_number": "shell.misread_old_number",
}


@dataclass(frozen=True)
class Asked:
    """What an address asks for: the selection it means, and what in it could not be used."""

    selection: Selection
    misread: tuple[Misread, ...]


def asked(query: str, store: FrameStore, home: str) -> Asked:
    """Read an address's query against the data; with no place in it, the home region's.

    Without `sprak` the language is the målform of the place: nynorsk where most of its municipalities
    have chosen it, else bokmål.
    """
    selection, form, has_place = read_query(query)
    frames = filters.frames(store)
    placed = selection if has_place or "fylke=" in query else at_home(selection, home)
    settled, content = resolve(placed, frames)
    if language_of(query) is None:
        settled = settled.within(language=_language_form(settled, store))
    return Asked(settled, (*form, *content))


def language(query: str, store: FrameStore, home: str) -> Language:
    """Language a page is to be served in; bokmål when nothing can be read."""
    try:
        return language_of(query) or asked(query, store, home).selection.language
    except NothingLoaded:
        return "nb"


def page(path: str, query: str, store: FrameStore, home: str) -> list[Component]:
    """Whole page of an address; a sentence in the middle of it when the database cannot be read."""
    try:
        found = asked(query, store, home)
    except NothingLoaded:
        say = speaker(language_of(query) or "nb")
        return _around(
            path, Selection(say.language), say, [notice(say("shell.no_data"), state="warning")], store
        )
    say = speaker(found.selection.language)
    view = VIEWS.get(path)
    if view is None:
        return _around(path, found.selection, say, [notice(say("shell.no_such_page", path=path[:80]))], store)
    body = [
        *([filters.layout(say, found.selection, store)] if view.filtered else []),
        *_misread(found.misread, say),
        *view.layout(say, store),
    ]
    return _around(path, found.selection, say, body, store)


def _around(
    path: str, selection: Selection, say: Speaker, body: list[Component], store: FrameStore
) -> list[Component]:
    return [
        html.A(say("shell.skip"), href="#innhald", className="skip-link"),
        _head(path, selection, say),
        html.Main(body, id="innhald", tabIndex="-1", **attributes(data_view=path)),
        _foot(say, store),
        council.bar(say),
    ]


def _head(path: str, selection: Selection, say: Speaker) -> Component:
    def current(here: bool) -> dict[str, Any]:  # noqa: FBT001  # private, one argument
        return attributes(aria_current="page") if here else {}

    views = [
        html.Li(
            html.A(
                say(view.name),
                href=f"{address}?{selection.query()}",
                **attributes(data_keep="query"),
                **current(address == path),
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
            council.start(say),
            html.Nav(
                html.Ul(languages), className="languages", **attributes(aria_label=say("shell.languages"))
            ),
        ],
        className="head",
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
            html.P(say("shell.data_version", version=say.number(store.version))),
            html.P(say("shell.stale"), className="stale") if store.stale else html.Span(),
            html.Nav(links, **attributes(aria_label=say("shell.about"))),
        ],
        className="foot",
    )


def _misread(misread: tuple[Misread, ...], say: Speaker) -> list[Component]:
    """One sentence for each part of the address that was not used as written."""
    sentences = [
        html.Li(say(MISREAD_KEYS[each.reason], parameter=each.parameter, value=each.value))
        for each in dict.fromkeys(misread)
    ]
    if not sentences:
        return []
    return [html.Div(html.Ul(sentences), id=Shell.NOTICE, className="notice notice-warning", role="status")]


def _language_form(selection: Selection, store: FrameStore) -> Language:
    today = store["municipality"]
    today = today[today["valid_to"].isna()]
    if selection.municipalities:
        today = today[today["municipality"].isin(selection.municipalities)]
    elif selection.county:
        today = today[today["county"] == selection.county]
    forms = today["language_form"].value_counts()
    return "nn" if forms.get("nynorsk", 0) > forms.get("bokmål", 0) else "nb"
