"""Open data on the method page: what is published, where it is described, and what never is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import Table, table
from dashboard.coverage.reach import rounding_base
from dashboard.delivery.tables import TABLES
from dashboard.method.datasets import DATASETS

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.method.datasets import Dataset
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

DESCRIPTIONS = (("JSON-LD", "/katalog.jsonld"), ("Turtle", "/katalog.ttl"))


def described(say: Speaker, store: FrameStore) -> list[Component]:
    """Datasets with their files, and the addresses of the description."""
    values = {"base": say.number(rounding_base(store["protection_error"]))}
    rows = [
        (say(dataset.title), _text(dataset, values, say), _files(dataset, say))
        for dataset in DATASETS.values()
    ]
    heads = [say("method.open_set"), say("label.content"), say("method.open_set_files")]
    links = [html.A(name, href=address) for name, address in DESCRIPTIONS]
    before, after = say("method.open_links", links="\n").split("\n")
    return [
        html.P([before, links[0], " · ", links[1], after]),
        html.P(say("method.open_unnamed")),
        table(Table(say("method.open_sets"), heads, rows), "open-sets"),
    ]


def to_dictionary(say: Speaker) -> Component:
    """Way to the page that says what every column means."""
    return html.P(html.A(say("method.dictionary_link"), href=f"/metode/data?sprak={say.language}"))


def _text(dataset: Dataset, values: dict[str, str], say: Speaker) -> str:
    return say(dataset.text, **values)


def _files(dataset: Dataset, say: Speaker) -> Component:
    query = f"sprak={say.language}&fylke=alle"
    links = [html.A(say(TABLES[name].name), href=f"/eksport/{name}.csv?{query}") for name in dataset.tables]
    return html.Ul([html.Li(link) for link in links], className="open-files")
