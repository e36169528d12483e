"""create_app: the shell, the panels, the routes beside Dash, and the headers of every answer."""

from __future__ import annotations

import logging
from functools import partial
from html import escape
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, dcc, html, set_props
from flask import Flask, Response, request, send_file
from flask_compress import Compress

from dashboard.access import came_from, door
from dashboard.access.write_key import WriteKey
from dashboard.address.ids import Shell
from dashboard.anchoring import panel as decisions
from dashboard.anchoring import steering_group
from dashboard.content.parts import notice
from dashboard.coverage import panel as target_groups
from dashboard.coverage import participation
from dashboard.delivery import exports, form_routes, paper_menu, paper_routes
from dashboard.effect import panel as effect
from dashboard.entry import panel as uploads_panel
from dashboard.entry import routes as uploads
from dashboard.goals import panel as goals
from dashboard.measures import panel as measure_register
from dashboard.measures import progress, timeline
from dashboard.method import catalogue_routes
from dashboard.money import panel as money
from dashboard.official import panel as context
from dashboard.overview import attention, attention_worst, cards
from dashboard.overview import panel as status
from dashboard.portfolio import panel as portfolio
from dashboard.portfolio import projects, side_by_side
from dashboard.reporting import changes
from dashboard.reporting import panel as reporting
from dashboard.shell import filters, headers, health, hosts, limits, posted, refusals, static
from dashboard.shell import view_county as county
from dashboard.shell.asked import language
from dashboard.shell.page import page
from dashboard.shell.routes import is_page
from dashboard.shell.trail import title
from dashboard.shell.view_project import SHEET
from terms.words import speaker

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash.development.base_component import Component

    from dashboard.shell.settings import Settings
    from dashboard.store.store import FrameStore
    from terms.languages import Language

log = logging.getLogger(__name__)
PANELS = (
    filters,
    paper_menu,
    status,
    cards,
    goals,
    effect,
    target_groups,
    context,
    attention_worst,
    money,
    decisions,
    reporting,
    uploads_panel,
    changes,
    measure_register,
    timeline,
    progress,
    participation,
    steering_group,
    attention,
    portfolio,
    side_by_side,
    *county.LISTS,
    projects,
    *SHEET,
)
ASSETS = Path(__file__).resolve().parents[2] / "assets"
BOOTSTRAP = f"/bootstrap.min.css?v={metadata.version('bootstrap-flask')}"
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


def create_app(store: FrameStore, settings: Settings, intake: uploads.Intake | None = None) -> Dash:
    """Build the board over a store; several may live in one process. Without an intake no file is taken."""
    server = Flask("dashboard")
    limits.install(server)
    refusals.install(server)
    server.config["BOLYST_OUTLINES"] = partial(_outlines, settings)
    hosts.install(server, settings)
    key = WriteKey(settings.write_key)
    way = uploads.entrance(intake, host=settings.host, public=settings.public, key=key)
    door.install(server, way.door if way else None)
    uploads.install(server, way)
    app = Board(
        "dashboard",
        server=server,  # type: ignore[arg-type]  # a Flask is what Dash documents
        assets_folder=str(ASSETS),
        external_stylesheets=[BOOTSTRAP],
        index_string=INDEX,
        update_title="",
        title="Bolysttavla",
        suppress_callback_exceptions=True,
        enable_mcp=False,
        on_error=_explain,
    )
    app.language = lambda: language(request.path, _query(), store, settings.home)
    app.page_title = lambda: escape(title(request.path, _query(), store, settings.home))
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

    for panel in PANELS:
        panel.register(app, store)
    _routes(server, settings)
    health.install(server, store)
    came_from.install(server, settings.public_url)
    paper_routes.install(server, store, settings.home)
    catalogue_routes.install(server, store, settings)
    form_routes.install(server, store)
    _prime(app)
    posted.install(app)
    exports.install(server, store, settings.home)
    headers.install(server, scripts=app.csp_hashes(), known=lambda path: is_page(path, store))
    static.install(server)
    server.config["COMPRESS_MIMETYPES"] = ["text/html", "application/json"]
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(server)
    return app


def _query() -> str:
    return request.query_string.decode(errors="replace")


def _routes(server: Flask, settings: Settings) -> None:
    """Add what is served beside Dash: Bootstrap's css and the outlines."""
    bootstrap = resources.files("flask_bootstrap") / "static" / "bootstrap5" / "css" / "bootstrap.min.css"

    @server.get("/bootstrap.min.css")
    def bootstrap_css() -> Response:
        return send_file(str(bootstrap), mimetype="text/css", max_age=31_536_000)

    @server.get("/boundaries.geojson")
    def boundaries() -> Response | tuple[str, int]:
        if not settings.outlines.is_file():
            return "", 404
        return send_file(settings.outlines.resolve(), mimetype="application/geo+json", max_age=31_536_000)


def _prime(app: Dash) -> None:
    """Let Dash finish its set-up before the first real request: with threads the neighbours get errors."""
    with app.server.test_request_context("/"):
        app.server.preprocess_request()


def _outlines(settings: Settings) -> str | None:
    """Address of the outline file, named by its age so that browsers may keep it; None when there is none."""
    if not settings.outlines.is_file():
        return None
    return f"/boundaries.geojson?v={settings.outlines.stat().st_mtime_ns}"


def _explain(error: Exception) -> None:
    """Log what went wrong and show a sentence instead of it."""
    log.error("callback failed", exc_info=error)
    asked = request.referrer or ""
    say = speaker(next((known for known in ("nn", "en") if f"sprak={known}" in asked), "nb"))
    set_props(Shell.FAILURE, {"children": [notice(say("shell.failed"), state="critical")]})
