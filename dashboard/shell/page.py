"""The page of an address: head with language and views, filter bar, the view's panels, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.address.ids import Shell
from dashboard.address.selection import Misread, Selection, language_of
from dashboard.content.parts import attributes, notice
from dashboard.delivery import kept_paper, paper_menu, paper_open
from dashboard.official.official_age import official_age
from dashboard.shell import council, filters, home, project_bar
from dashboard.shell.asked import asked, with_default
from dashboard.shell.contents import contents
from dashboard.shell.routes import PAPERS, SHEETS, VIEWS, view_at
from dashboard.shell.trail import trail
from terms.errors import NothingLoaded
from terms.languages import LANGUAGES
from terms.words import Speaker, speaker

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore

LANGUAGE_NAMES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
HOME, LIST = "/", "/prosjekt"
ABOVE_SHEETS = frozenset({LIST, "/fylke"})
"""Views of many projects: from the sheet of one, their links do not choose it."""
MISREAD_KEYS = {
    "unknown_parameter": "shell.misread_parameter",
    "unknown_value": "shell.misread_value",
    "bad_year": "shell.misread_year",
    "old_number": "shell.misread_old_number",
    "not_in_project": "project.misread_not_here",
}


def page(path: str, query: str, store: FrameStore, region: str) -> list[Component]:
    """Whole page of an address; a sentence in the middle of it when the database cannot be read.

    `region` is shown where the address names no place.
    """
    try:
        view = view_at(path, store)
        found = asked(with_default(view, query), store, region, view.project if view else "")
    except NothingLoaded:
        say = speaker(language_of(query) or "nb")
        return _around(
            path, Selection(say.language), say, [notice(say("shell.no_data"), state="warning")], store
        )
    say = speaker(found.selection.language)
    if view is None:
        return _around(path, found.selection, say, _missing(path, found.selection, say), store)
    panels = view.layout(say, store)
    body = [
        html.Div(
            [
                trail(path, view, found.selection, say, store),
                *([home.choice(say, store)] if path == HOME else []),
                *([paper_menu.layout(say)] if takes_papers(path) else []),
            ],
            className="trail-row",
        ),
        *([filters.layout(say, found.selection, store)] if view.filtered else []),
        *([project_bar.layout(say, found.selection, store)] if view.project else []),
        *_misread(found.misread, say),
        *(contents(panels, say) if view.filtered else []),
        *panels,
    ]
    return _around(path, found.selection, say, body, store)


def takes_papers(path: str) -> bool:
    """Whether papers are made of what an address shows."""
    view = VIEWS.get(path)
    return path.startswith(SHEETS) or (view is not None and view.filtered)


def _missing(path: str, selection: Selection, say: Speaker) -> list[Component]:
    """A sentence where nothing stands; where a project or a paper was asked for, with the way to one."""
    if path.startswith(PAPERS):
        return kept_paper.missing(say, path)
    if not path.startswith(SHEETS):
        return [notice(say("shell.no_such_page", path=path[:80]))]
    return [
        notice(say("project.no_such_project", name=path.removeprefix(SHEETS)[:80])),
        html.P(html.A(say("project.to_list"), href=f"{LIST}?{selection.query()}")),
    ]


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
            html.P(_official(say, store), className="official-age"),
            html.P(say("shell.data_version", version=say.number(store.version))),
            html.P(say("shell.stale"), className="stale") if store.stale else html.Span(),
            html.Nav(links, **attributes(aria_label=say("shell.about"))),
            paper_open.folded(say, "foot"),
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


def _misread(misread: tuple[Misread, ...], say: Speaker) -> list[Component]:
    """One sentence for each part of the address that was not used as written."""
    sentences = [
        html.Li(say(MISREAD_KEYS[each.reason], parameter=each.parameter, value=each.value))
        for each in dict.fromkeys(misread)
    ]
    if not sentences:
        return []
    return [html.Div(html.Ul(sentences), id=Shell.NOTICE, className="notice notice-warning", role="status")]
