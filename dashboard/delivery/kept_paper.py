"""A paper that was made before: the field for its id, what it showed then, and what has changed since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from dash import html
from flask import current_app, has_app_context

from dashboard.address.links import PAPERS
from dashboard.address.selection import read_query
from dashboard.content.document import shown_id
from dashboard.content.html import paper as written
from dashboard.content.markup import Markup, settled
from dashboard.content.page import Html
from dashboard.content.parts import Table, attributes, example_mark, notice, table
from dashboard.papers.archive import difference, read_row, tidy_id
from dashboard.papers.kinds import KINDS
from dashboard.papers.making import settled_choice
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.content.document import Document
    from dashboard.content.markup import Node
    from dashboard.papers.archive import Archive, Snapshot
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


@dataclass(frozen=True)
class Kept:
    """A snapshot with the paper in it."""

    snapshot: Snapshot
    document: Document


def found(path: str) -> Kept | None:
    """Paper at an address; None where there is none, or one that another edition of the program made.

    Raises:
        NothingLoaded: The archive cannot be read.
    """
    archive: Archive | None = current_app.config.get("BOLYST_ARCHIVE") if has_app_context() else None
    known = tidy_id(path.removeprefix(f"{PAPERS}/"))
    if archive is None or known is None:
        return None
    try:
        row = archive.find(known)
        snapshot = read_row(row) if row else None
        return Kept(snapshot, snapshot.document) if snapshot else None
    except OSError as error:
        raise NothingLoaded("snapshot") from error
    except (KeyError, TypeError, ValueError):
        return None


def layout(say: Speaker, store: FrameStore, *, kept: Kept) -> list[Component]:
    """Banner, what has changed, and the paper itself in its own language."""
    snapshot, document = kept.snapshot, kept.document
    made = say.date(dt.datetime.fromisoformat(snapshot.made_at).date())
    own = speaker(document.language)
    version = say.number(snapshot.data_version)
    banner = html.Section(
        [
            html.H1(say("delivery.kept_banner", date=made, version=version), className="page-title"),
            html.P(say("delivery.kept_id", id=shown_id(snapshot.id))),
            _links(say, snapshot, document),
        ],
        className="panel kept-banner",
    )
    since = html.Section(
        [
            html.H2(say("label.changed_since"), className="panel-title"),
            *_since(say, store, kept, made),
        ],
        className="panel",
    )
    paper = html.Article(
        [
            html.P(
                [html.Span(document.genre), *([example_mark(own)] if document.example else [])],
                className="paper-genre",
            ),
            Html(written(document, own)),
            html.P([document.filters, " · ", document.data_date], className="panel-source"),
        ],
        lang=document.language,
        className="panel paper",
    )
    return settled([banner, since, paper])


def missing(say: Speaker, path: str) -> list[Component]:
    """A sentence for an id that no paper has, and the field to write it once more."""
    name = path.removeprefix(f"{PAPERS}/")[:40]
    key = "delivery.unknown_id" if tidy_id(name) else "delivery.unknown_kind"
    return [
        html.H1(say("delivery.kept_view"), className="page-title"),
        notice(say(key, name=name), state="warning"),
        id_form(say, "missing", name),
    ]


def id_form(say: Speaker, place: str, written: str = "") -> Component:
    """Form with a field for the id on a paper; `place` tells the forms of one page apart."""
    return Markup([id_fields(say, place, written)])


def folded_field(say: Speaker, place: str) -> Component:
    """The same behind its name."""
    return html.Details(
        [html.Summary(say("delivery.open")), id_form(say, place)], className="plain papers-open-fold"
    )


def id_fields(say: Speaker, place: str, written: str = "") -> Node:
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
        {"action": PAPERS, "method": "get", "className": "paper-open"},
        ["input", {"type": "hidden", "name": "sprak", "value": say.language, "readOnly": True}],
        ["label", {"htmlFor": field}, say("delivery.open_id")],
        ["input", entry],
        ["button", {"type": "submit", "className": "paper-button"}, say("delivery.open_button")],
        ["p", {"id": f"{field}-help", "className": "panel-note"}, say("delivery.open_help")],
    ]


def _links(say: Speaker, snapshot: Snapshot, document: Document) -> Component:
    """Paper as it was, as it would be today, and the board with the same filters."""

    def files(words: str, address: str, query: str, when: str) -> Component:
        links = [
            html.A(
                name,
                href=f"{address}.{ending}{query}",
                **attributes(aria_label=say("delivery.get", kind=f"{document.genre} {when}", format=name)),
            )
            for name, ending in (("Word", "docx"), ("PDF", "pdf"))
        ]
        return html.Li([html.Span(f"{words}: "), links[0], " · ", links[1]])

    live = html.Li(html.A(say("delivery.kept_live"), href=f"/?{snapshot.query}"))
    was, now = say("delivery.kept_then"), say("delivery.kept_now")
    today = files(say("delivery.kept_today"), f"{PAPERS}/{snapshot.kind}", f"?{snapshot.query}", now)
    return html.Ul(
        [
            files(say("delivery.kept_files"), f"{PAPERS}/{shown_id(snapshot.id)}", "", was),
            *([today] if snapshot.kind in KINDS else []),
            live,
        ],
        className="kept-links",
    )


def _since(say: Speaker, store: FrameStore, kept: Kept, made: str) -> list[Component]:
    """What is not as it was, in words and a table; why that cannot be said where it cannot."""
    snapshot = kept.snapshot
    asked, misread, _ = read_query(snapshot.query)
    selection, gone = settled_choice(store, asked)
    faults = [each for each in (*misread, *gone) if each.reason != "old_number"]
    if faults:
        parts = ", ".join(f"{each.parameter}={each.value}" for each in faults)
        return [notice(say("delivery.changed_invalid", parts=parts), state="warning")]
    kind = KINDS.get(snapshot.kind)
    if kind is None or kind.lacks(store, selection):
        return [notice(say("delivery.changed_unmade"), state="warning")]
    key = ("kept paper", snapshot.id, dt.datetime.now(dt.UTC).date())
    today = store.remember(key, partial(kind.paper, store, selection, speaker(snapshot.language)))
    return [*_changes(say, kept.document, today, made), html.P(_versions(say, snapshot, store))]


def _changes(say: Speaker, then: Document, today: Document, made: str) -> list[Component]:
    changes = [change for change in difference(then, today) if change.where not in _about(then)]
    if not changes:
        return [html.P(say("delivery.changed_nothing"), className="panel-sentence")]
    own = then.language

    def cell(text: str | None) -> Component:
        return html.Span(
            say("delivery.changed_missing") if text is None else text, lang=None if text is None else own
        )

    columns = [say(f) for f in ("label.what", "delivery.changed_then", "label.now")]
    rows = [[html.Span(change.where, lang=own), cell(change.then), cell(change.now)] for change in changes]
    return [
        html.P(say.count("delivery.changed_count", len(changes)), className="panel-sentence"),
        table(Table(say("label.changed_since_date", date=made), columns, rows), "changed-table"),
    ]


def _about(document: Document) -> set[str]:
    """Fields of every paper that say of what day and data it is: not figures that change."""
    say = speaker(document.language)
    return {say("papers.about_version"), say("papers.about_day")}


def _versions(say: Speaker, snapshot: Snapshot, store: FrameStore) -> str:
    if snapshot.data_version == store.version:
        return say("delivery.changed_same_version")
    then, now = say.number(snapshot.data_version), say.number(store.version)
    return say("delivery.changed_versions", then=then, now=now)
