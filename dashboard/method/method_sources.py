"""Sources of the method page: official tables, the client's documents, web pages, licences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from dash import html

from dashboard.content.parts import DOCUMENT_KEYS, Table, table
from dashboard.status.marks import DOCUMENT
from dashboard.store.frames import LENT

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

FACTS = tuple(name for name, spec in LENT.items() if {"evidence", "source"} <= spec.columns)
"""Frames of facts: each row says how well founded it is, and where it is from."""
BETWEEN = " ; "
"""Parts the addresses of a fact that compares sources."""
LICENCE_KEYS = {
    "method.licence_ssb": "method.licence_ssb_terms",
    "method.licence_imdi": "method.licence_imdi_terms",
    "method.licence_map": "method.licence_map_terms",
    "method.licence_own": "method.licence_own_terms",
}


def source_name(say: Speaker, source: str) -> str:
    """Name of a source as read by people; a web address is its own name."""
    found = DOCUMENT.fullmatch(source)
    if found:
        return say(DOCUMENT_KEYS[found[1]])
    return say("shell.source_example") if source.startswith("seeds/") else source


def official_tables(say: Speaker, store: FrameStore) -> Component:
    """Tables that figures on the board are from: used for what, updated and retrieved when."""
    names = store["indicator"].set_index("indicator")[f"name_{say.language}"]
    rows = [
        (
            html.Span([str(name), *_title(found, say)]),
            say.listing([str(names[indicator]) for indicator in found["indicator"]]),
            _updated(found, say),
            say.date(found["retrieved"].max()),
        )
        for name, found in store["retrieval"].groupby("table")
    ]
    heads = ("method.table_name", "method.table_indicators", "method.table_updated", "method.table_retrieved")
    return table(Table(say("method.official_table"), [say(head) for head in heads], rows))


def documents(say: Speaker, store: FrameStore) -> Component:
    """The client's documents, and how many facts on the board are from each."""
    counts = store.per_version(facts_by_source)
    rows = [
        (
            say(key),
            say.number(
                sum(
                    n
                    for source, n in counts.items()
                    if (found := DOCUMENT.fullmatch(source)) and found[1] == code
                )
            ),
        )
        for code, key in DOCUMENT_KEYS.items()
    ]
    heads = [say("method.document"), say("method.document_facts")]
    return table(Table(say("method.documents_table"), heads, rows, frozenset({1})))


def web_pages(say: Speaker, store: FrameStore) -> Component:
    """Addresses that facts are from, folded; they leave the board only when followed."""
    addresses = {
        address
        for source in store.per_version(facts_by_source)
        for address in source.split(BETWEEN)
        if address.startswith("http")
    }
    links = [html.Li(html.A(address, href=address, rel="noreferrer")) for address in sorted(addresses)]
    return html.Details(
        [html.Summary(say("method.web_title")), html.Ul(links, className="method-addresses")],
        className="twin method-list",
    )


def licences(say: Speaker) -> Component:
    """What is under which licence, and how it is credited."""
    rows = [(say(what), say(terms)) for what, terms in LICENCE_KEYS.items()]
    heads = [say("label.what"), say("method.licence")]
    return table(Table(say("method.licence_table"), heads, rows))


def facts_by_source(store: FrameStore) -> dict[str, int]:
    """How many rows of facts each source has."""
    every = pd.concat([store[name]["source"] for name in FACTS], ignore_index=True)
    cells = store["participation_source_sum"].groupby("source")["cells"].sum()
    counts = every.value_counts().add(cells, fill_value=0).sort_values(ascending=False, kind="stable")
    return {str(source): int(count) for source, count in counts.items()}


def _title(found: pd.DataFrame, say: Speaker) -> list[Component | str]:
    titles = list(dict.fromkeys(str(title) for title in found["title"].dropna()))
    provisional = [f" {say('method.provisional')}"] if (found["provisional"] == 1).any() else []
    return [*([html.Br(), html.Span(" · ".join(titles), lang="nb")] if titles else []), *provisional]


def _updated(found: pd.DataFrame, say: Speaker) -> str:
    updated = found["updated"].max()
    return say("word.not_stated") if pd.isna(updated) else say.date(updated)
