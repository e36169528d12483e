"""Addresses the annual report form is taken from: `/skjema/<project>.docx?aar=2014&sprak=nn`, and .pdf."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, Response, request

from dashboard.access.came_from import came_from
from dashboard.address.form_links import ROOT
from dashboard.address.selection import language_of
from dashboard.delivery.paper_desk import Desk, offered, too_many
from dashboard.delivery.paper_quota import QuotaReached
from dashboard.papers.annual_form import FORM_LANGUAGES, annual_form, language_of_project
from dashboard.papers.making import ENDINGS, WRITTEN, kept, written
from dashboard.reporting.form_years import years_of
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.papers.making import Ending
    from dashboard.store.store import FrameStore
    from terms.languages import Language

YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
WRONG, NOT_FOUND, LATER = 400, 404, 503


def install(server: Flask, store: FrameStore) -> None:
    """Add the addresses; the archive is found in the server's config when asked for."""
    desk = Desk(server, store, home="")
    for each in ENDINGS:
        server.add_url_rule(
            f"{ROOT}/<project>.{each}",
            f"form_{each}",
            lambda project, e=each: _answer(desk, project, e),
        )


def _answer(desk: Desk, project: str, ending: Ending) -> Response:
    """The form as a file; a sentence for a project or a year there is not."""
    store = desk.store
    try:
        known = project in set(store["project"]["project"])
        if not known:
            return _told("form.no_such_project", NOT_FOUND, name=project[:80])
        written_year = request.args.get("aar", "")
        if written_year and not YEAR.fullmatch(written_year):
            return _told("form.bad_year", WRONG, year=written_year[:20])
        year = int(written_year) if written_year else next(iter(years_of(store, project)), None)
        if year is None:
            return _told("form.no_year", WRONG, name=project[:80])
        return _file(desk, project, year, ending)
    except NothingLoaded:
        return _told("form.no_data", LATER)
    except QuotaReached as reached:
        return too_many(reached)


def _file(desk: Desk, project: str, year: int, ending: Ending) -> Response:
    """The form, or the offer of one where another site's link, or HEAD, asked for it."""
    store = desk.store
    asked = request.args.get("sprak", "")
    language: Language = next(
        (one for one in FORM_LANGUAGES if one == asked), language_of_project(store, project)
    )
    if came_from() != "here" or request.method == "HEAD":
        names = store["project"].set_index("project")["name"]
        say = speaker(language)
        what = say("form.genre", name=str(names[project]), year=str(year))
        return offered(what, say("delivery.get", kind=what, format=WRITTEN[ending]), language)
    version = store.version
    document = kept(annual_form(store, project, year, speaker(language)), version, desk.own_archive)
    answer = Response(written(document, ending), mimetype=ENDINGS[ending])
    name = quote(f"{project}-rapport-{year}.{ending}", safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _told(key: str, status: int, **values: str) -> Response:
    """Answer with a sentence, in the language of the address."""
    say = speaker(language_of(request.query_string.decode(errors="replace")) or "nb")
    return Response(f"{say(key, **values)}\n", status=status, mimetype="text/plain")
