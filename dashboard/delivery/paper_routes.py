"""Addresses papers and forms are taken from: made of what is chosen now, or kept from before.

A paper is at `/papir/<kind>.pdf?<selection>` or `/papir/<id>.pdf`, the annual report form of a project at
`/skjema/<project>.docx?aar=2014&sprak=nn`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, redirect, request

from dashboard.access import sentences
from dashboard.access.visitors import came_from
from dashboard.address.links import FORMS, PAPERS
from dashboard.address.selection import language_of, read_query
from dashboard.delivery import order_pages
from dashboard.delivery.orders import Wanted
from dashboard.delivery.quota import QuotaReached
from dashboard.delivery.service import REFUSED, PaperService, offered, too_many
from dashboard.overview.ground import language_of_place
from dashboard.papers.annual_form import FORM_LANGUAGES, annual_form, language_of_project
from dashboard.papers.archive import read_row, tidy_id
from dashboard.papers.kinds import KINDS, file_stem
from dashboard.papers.making import ENDINGS, WRITTEN, file_of, kept, settled_choice, written
from dashboard.places.asked import asked
from dashboard.places.words import place_words
from dashboard.reporting.form_years import years_of
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.address.selection import Misread, Selection
    from dashboard.papers.kinds import Kind
    from dashboard.papers.making import Ending
    from dashboard.store.store import FrameStore
    from terms.languages import Language

ODD = re.compile(r"[^\w. -]")
YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
WRONG, NOT_FOUND, LATER, SEE_OTHER = 400, 404, 503, 303
Reply = Any
"""Flask's redirect has werkzeug's type, other answers flask's own."""


def install(server: Flask, store: FrameStore, home: str) -> None:
    """Add the addresses; archive, worker and quota are found in the server's config when asked for."""
    papers = PaperService(server, store, home)

    @server.get(PAPERS)
    def open_by_id() -> Reply:
        """Address of a kept paper, from the field its id is written in."""
        written_id = request.args.get("id", "").strip()[:40]
        spoken = urlencode(
            {"sprak": language_of(sentences.query_text())} if language_of(sentences.query_text()) else {}
        )
        return redirect(
            f"{PAPERS}/{quote(tidy_id(written_id) or written_id or '-', safe='')}?{spoken}", SEE_OTHER
        )

    for each in ENDINGS:
        server.add_url_rule(
            f"{PAPERS}/<name>.{each}", f"paper_{each}", lambda name, e=each: _answer(papers, name, e)
        )

        server.add_url_rule(
            f"{FORMS}/<project>.{each}", f"form_{each}", lambda project, e=each: _form(papers, project, e)
        )

    order_pages.install(server, papers)


def _answer(papers: PaperService, name: str, ending: Ending) -> Reply:
    """A paper made now, or one that was made before."""
    kind = KINDS.get(name)
    try:
        return _kept(papers, name, ending) if kind is None else _paper(papers, kind, ending)
    except (NothingLoaded, OSError):
        return sentences.page("delivery.unreadable", LATER, REFUSED)
    except QuotaReached as reached:
        return too_many(reached)


def _kept(papers: PaperService, name: str, ending: Ending) -> Response:
    """A kept paper as it was; a sentence for an id that is none, and a kind that is none."""
    known = tidy_id(name)
    row = papers.archive.find(known) if known and papers.archive else None
    if row is None:
        key = "delivery.unknown_id" if known else "delivery.unknown_kind"
        return sentences.page(key, NOT_FOUND, REFUSED, name=name[:40])
    snapshot = read_row(row)
    try:
        document = snapshot.document
    except (KeyError, TypeError, ValueError):
        return sentences.page("delivery.other_edition", NOT_FOUND, REFUSED)
    selection, _ = settled_choice(papers.store, read_query(snapshot.query)[0])
    kind = KINDS.get(snapshot.kind)
    stem = file_stem(kind, papers.store, selection) if kind else snapshot.kind
    return _file(f"{stem}-{snapshot.id}.{ending}", written(document, ending), ending)


def _paper(papers: PaperService, kind: Kind, ending: Ending) -> Reply:
    """A paper of the selection in the address; its place in the queue where others are waiting.

    A link on another site, and whoever only asks what there is (HEAD), make and keep nothing.
    """
    selection, faults = _selection(papers)
    if faults:
        parts = ", ".join(f"{each.parameter}={each.value}" for each in faults)
        return sentences.page("delivery.not_read", WRONG, REFUSED, parts=parts)
    lacking = kind.lacks(papers.store, selection)
    if lacking:
        return sentences.page_in(selection.language, lacking, WRONG, REFUSED)
    if came_from() != "here" or request.method == "HEAD":
        return _offer(papers, kind, ending, selection)
    worker = papers.worker
    crowded = worker is not None and worker.orders.count() > 0
    if crowded or not papers.turn.acquire(blocking=worker is None):
        return order_pages.queued(papers, [Wanted(kind.code, selection.query(), ending)], selection.language)
    try:
        name, content = file_of(kind, papers.store, selection, ending, papers.own_archive)
    finally:
        papers.turn.release()
    return _file(name, content, ending)


def _offer(papers: PaperService, kind: Kind, ending: Ending, selection: Selection) -> Response:
    """A page that says which paper the link is of."""
    say = speaker(selection.language)
    what = say(kind.genre)
    choice = f"{place_words(papers.store, selection, say)} · {say.years(selection.years)}"
    button = say("delivery.get", kind=what, format=WRITTEN[ending])
    return offered(f"{what}: {choice}", button, selection.language)


def _selection(papers: PaperService) -> tuple[Selection, list[Misread]]:
    """Selection of the address in the language of the paper, and what of it there is not.

    Renumbered municipalities are followed; anything else that cannot be used would give a paper of
    something that was not asked for.
    """
    found = asked(sentences.query_text(), papers.store, papers.home)
    selection = found.selection
    if language_of(sentences.query_text()) is None:
        selection = selection.within(language=language_of_place(papers.store, selection))
    return selection, [each for each in found.misread if each.reason != "old_number"]


def _file(name: str, content: bytes, ending: Ending) -> Response:
    answer = Response(content, mimetype=ENDINGS[ending])
    answer.headers["Content-Disposition"] = f'attachment; filename="{ODD.sub("_", name)}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _form(papers: PaperService, project: str, ending: Ending) -> Response:
    """The form as a file; a sentence for a project or a year there is not."""
    store = papers.store
    try:
        if project not in set(store["project"]["project"]):
            return sentences.line("form.no_such_project", NOT_FOUND, name=project[:80])
        written_year = request.args.get("aar", "")
        if written_year and not YEAR.fullmatch(written_year):
            return sentences.line("form.bad_year", WRONG, year=written_year[:20])
        year = int(written_year) if written_year else next(iter(years_of(store, project)), None)
        if year is None:
            return sentences.line("form.no_year", WRONG, name=project[:80])
        return _form_file(papers, project, year, ending)
    except NothingLoaded:
        return sentences.line("form.no_data", LATER)
    except QuotaReached as reached:
        return too_many(reached)


def _form_file(papers: PaperService, project: str, year: int, ending: Ending) -> Response:
    """The form, or the offer of one where another site's link, or HEAD, asked for it."""
    store = papers.store
    spoken: Language = next(
        (known for known in FORM_LANGUAGES if known == request.args.get("sprak", "")),
        language_of_project(store, project),
    )
    if came_from() != "here" or request.method == "HEAD":
        names = store["project"].set_index("project")["name"]
        say = speaker(spoken)
        what = say("form.genre", name=str(names[project]), year=str(year))
        return offered(what, say("delivery.get", kind=what, format=WRITTEN[ending]), spoken)
    version = store.version
    document = kept(annual_form(store, project, year, speaker(spoken)), version, papers.own_archive)
    answer = Response(written(document, ending), mimetype=ENDINGS[ending])
    name = quote(f"{project}-rapport-{year}.{ending}", safe="")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer.headers["Cache-Control"] = "no-store"
    return answer
