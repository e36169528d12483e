"""create_app: the shell, the panels, the routes beside Dash, and the headers of every answer."""

from __future__ import annotations

import logging
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, dcc, html, set_props
from flask import Flask, request

from dashboard.access import door, sentences, visitors
from dashboard.access.write_key import WriteKey
from dashboard.address.ids import Shell
from dashboard.content.parts import notice
from dashboard.delivery import downloads, paper_routes
from dashboard.entry import routes as entry_routes
from dashboard.method import catalogue_routes
from dashboard.shell import headers, health, posted, refusals, static, views
from dashboard.shell.page import page
from dashboard.shell.trail import title
from terms.words import speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash.development.base_component import Component

    from dashboard.shell.settings import Settings
    from dashboard.store.store import FrameStore
    from terms.languages import Language

log = logging.getLogger(__name__)
INDEX = """<!DOCTYPE html>
<html lang="{{language}}" data-ready="false">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="alternate" type="application/ld+json" href="/katalog.jsonld" title="DCAT-AP-NO">
{%css%}
</head>
<body>
{%app_entry%}
{%config%}
{%scripts%}
{%renderer%}
</body>
</html>"""


class Board(Dash):
    """Dash with the page's language in its html element, and its title."""

    language: Callable[[], Language]
    page_title: Callable[[], str]

    def interpolate_index(self, *parts: Any, **named: Any) -> str:  # noqa: ANN401 - as Dash has it
        """Fill the index, with the language the address asks for and the title of its view."""
        index = super().interpolate_index(*parts, **named)  # type: ignore[no-untyped-call]  # Dash's own
        return str(index).replace("{{language}}", self.language()).replace("{{title}}", self.page_title())


def create_app(store: FrameStore, settings: Settings, intake: entry_routes.Intake | None = None) -> Dash:
    """Build the board over a store; several may live in one process. Without an intake no file is taken."""
    server = Flask("dashboard")
    posted.limit(server)
    refusals.install(server)
    server.config["BOLYST_OUTLINES"] = partial(static.outlines_address, settings.outlines)
    visitors.refuse_other_machines(server, settings)
    key = WriteKey(settings.write_key)
    entrance = entry_routes.open_entrance(intake, host=settings.host, public=settings.public, key=key)
    door.install(server, entrance.door if entrance else None)
    entry_routes.install(server, entrance)
    app = Board(
        "dashboard",
        server=server,  # type: ignore[arg-type]  # a Flask is what Dash documents
        assets_folder=str(static.ASSETS),
        external_stylesheets=[static.BOOTSTRAP],
        index_string=INDEX,
        update_title="",
        title="Bolysttavla",
        suppress_callback_exceptions=True,
        enable_mcp=False,
        on_error=_explain,
    )
    app.language = lambda: views.language(request.path, sentences.query_text(), store, settings.home)
    app.page_title = lambda: escape(title(request.path, sentences.query_text(), store, settings.home))
    app.layout = html.Div(
        [
            dcc.Location(id=Shell.LOCATION, refresh=False),
            html.Div(id=Shell.FAILURE, role="alert"),
            html.Div(id=Shell.VIEW, className="view"),
        ]
    )

    @app.callback(
        Output(Shell.VIEW, "children"), Input(Shell.LOCATION, "pathname"), State(Shell.LOCATION, "search")
    )
    def show_view(path: str, query: str) -> list[Component]:
        return page(path, query or "", store, settings.home)

    views.register(app, store)
    static.add_files(server, settings.outlines)
    health.install(server, store)
    visitors.refuse_other_sites(server, settings.public_url)
    paper_routes.install(server, store, settings.home)
    catalogue_routes.install(server, store, settings)
    _prime(app)
    posted.install(app)
    downloads.install(server, store, settings.home, partial(_project_of, store))
    headers.install(server, scripts=app.csp_hashes(), known=lambda path: views.is_page(path, store))
    static.compress(server)
    return app


def _project_of(store: FrameStore, path: str) -> str | None:
    """Project of the sheet at an address; empty at other views, None where no view stands."""
    view = views.view_at(path, store)
    return None if view is None else view.project


def _prime(app: Dash) -> None:
    """Let Dash finish its set-up before the first real request: with threads the neighbours get errors."""
    with app.server.test_request_context("/"):
        app.server.preprocess_request()


def _explain(error: Exception) -> None:
    """Log what went wrong and show a sentence instead of it."""
    log.error("callback failed", exc_info=error)
    say = speaker(sentences.language())
    set_props(Shell.FAILURE, {"children": [notice(say("shell.failed"), state="critical")]})
