"""The catalogue of open data as a graph of DCAT-AP-NO 3: what it holds, who publishes it, on which terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.coverage.reach import rounding_base
from dashboard.delivery.tables import TABLES
from dashboard.method.datasets import DATASETS, Dataset
from terms.languages import LANGUAGES
from terms.words import speaker

if TYPE_CHECKING:
    from dashboard.store.store import FrameStore

Node = dict[str, Any]
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PROFILE = "https://data.norge.no/specification/dcat-ap-no"
AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGE_CODES = {"nb": "NOB", "nn": "NNO", "en": "ENG"}
PLACES = "https://data.geonorge.no/administrativeEnheter"
"""Addresses of places in the national register: `kommune/id/<number>`, `nasjon/id/173163`."""
NORWAY = f"{PLACES}/nasjon/id/173163"
ORGANISATIONS = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations"
CSV_TYPE = "https://www.iana.org/assignments/media-types/text/csv"
CSV_STANDARD = "https://www.rfc-editor.org/info/rfc4180"
EVERYTHING = "sprak=nb&fylke=alle"
"""Query of the files: every project in the country."""


@dataclass(frozen=True)
class Publisher:
    """Who publishes: name, organisation number, and an e-mail or web address to ask; each may be empty."""

    name: str = ""
    number: str = ""
    contact: str = ""


def catalogue(store: FrameStore, publisher: Publisher, base: str) -> list[Node]:
    """Nodes of the graph; `base` is the board's own address, without a slash at its end.

    Raises NothingLoaded where the frames it describes cannot be read.
    """
    about = f"{base}/katalog"
    who = f"{ORGANISATIONS}/{publisher.number}" if publisher.number else f"{about}#utgivar"
    shared: Node = {
        "dct:publisher": _of(who),
        "dcat:contactPoint": _of(f"{about}#kontakt"),
        "dcat:version": str(store.version),
    }
    values = {"base": f"{rounding_base(store['protection_error']):.0f}"}
    root: Node = {
        "@id": about,
        "@type": "dcat:Catalog",
        **shared,
        "dct:title": _said("opendata.catalogue_title"),
        "dct:description": _said("opendata.catalogue_text"),
        "dct:conformsTo": _of(PROFILE),
        "dct:language": [_of(f"{AUTHORITY}/language/{code}") for code in LANGUAGE_CODES.values()],
        "dct:license": _of(f"{AUTHORITY}/licence/CC_BY_4_0"),
        "dct:spatial": _of(NORWAY),
        "foaf:homepage": _of(f"{base}/metode#opne-data"),
        "dcat:themeTaxonomy": _of(f"{AUTHORITY}/data-theme"),
        "dcat:dataset": [_of(f"{about}/{name}") for name in DATASETS],
    }
    everywhere: Node = {
        "dct:spatial": [_of(NORWAY), *(_of(f"{PLACES}/kommune/id/{number}") for number in _places(store))],
        "dct:temporal": _of(f"{about}#tidsrom"),
    }
    datasets = [
        node
        for name, dataset in DATASETS.items()
        for node in _dataset(f"{about}/{name}", dataset, {**shared, **everywhere}, values, base)
    ]
    return [
        root,
        _publisher(who, publisher),
        _contact(about, base, publisher),
        _time(about, store),
        *datasets,
    ]


def json_ld(nodes: list[Node]) -> Node:
    """Graph as JSON-LD."""
    return {"@context": PREFIXES, "@graph": nodes}


def _dataset(about: str, dataset: Dataset, shared: Node, values: dict[str, str], base: str) -> list[Node]:
    files = [_distribution(f"{about}/{table}", table, base) for table in dataset.tables]
    node: Node = {
        "@id": about,
        "@type": "dcat:Dataset",
        **shared,
        "dct:identifier": about,
        "dct:title": _said(dataset.title),
        "dct:description": _said(dataset.text, values),
        "dcat:keyword": _keywords(dataset.words),
        "dcat:theme": [_of(f"{AUTHORITY}/data-theme/{code}") for code in dataset.themes],
        "dct:accessRights": _of(f"{AUTHORITY}/access-right/PUBLIC"),
        "dct:accrualPeriodicity": _of(f"{AUTHORITY}/frequency/{dataset.frequency}"),
        "dct:language": [_of(f"{AUTHORITY}/language/{code}") for code in ("NOB", "NNO")],
        "foaf:page": _of(f"{base}/metode/data"),
        "dcat:landingPage": _of(f"{base}/metode#opne-data"),
        "dcat:distribution": [_of(file["@id"]) for file in files],
    }
    if dataset.sources:
        node["dct:relation"] = [_of(source) for source in dataset.sources]
    return [node, *files]


def _distribution(about: str, table: str, base: str) -> Node:
    address = f"{base}/eksport/{table}.csv?{EVERYTHING}"
    return {
        "@id": about,
        "@type": "dcat:Distribution",
        "dct:title": _said(TABLES[table].name),
        "dct:description": _said(TABLES[table].row),
        "dcat:accessURL": _of(address),
        "dcat:downloadURL": _of(address),
        "dct:format": _of(f"{AUTHORITY}/file-type/CSV"),
        "dcat:mediaType": _of(CSV_TYPE),
        "dct:conformsTo": _of(CSV_STANDARD),
        "dct:license": _of(f"{AUTHORITY}/licence/CC_BY_4_0"),
    }


def _publisher(who: str, publisher: Publisher) -> Node:
    number: Node = {"dct:identifier": publisher.number} if publisher.number else {}
    named = {"@value": publisher.name, "@language": "nb"}
    name = named if publisher.name else _said("opendata.no_publisher")
    return {"@id": who, "@type": "foaf:Agent", "foaf:name": name, **number}


def _contact(about: str, base: str, publisher: Publisher) -> Node:
    """Write where to ask: a role's e-mail or page, never a person; else the board itself."""
    node: Node = {
        "@id": f"{about}#kontakt",
        "@type": "vcard:Organization",
        "vcard:fn": _said("opendata.contact"),
    }
    if "@" in publisher.contact:
        return {**node, "vcard:hasEmail": _of(f"mailto:{publisher.contact}")}
    return {**node, "vcard:hasURL": _of(publisher.contact or f"{base}/")}


def _time(about: str, store: FrameStore) -> Node:
    """Years from the first project's start to the last one's end."""
    projects = store["project"]
    node: Node = {"@id": f"{about}#tidsrom", "@type": "dct:PeriodOfTime"}
    for name, year, day in (
        ("dcat:startDate", projects["start_year"].min(), "01-01"),
        ("dcat:endDate", projects["end_year"].max(), "12-31"),
    ):
        if year == year:  # noqa: PLR0124 - NaN where no project states a year
            node[name] = {"@value": f"{year:.0f}-{day}", "@type": "xsd:date"}
    return node


def _places(store: FrameStore) -> list[str]:
    """Municipalities of today where projects work."""
    areas = store["project_municipality"]["area"]
    return sorted({number for area in areas for number in str(area).split("+")})


def _of(address: str) -> Node:
    return {"@id": address}


def _said(key: str, values: dict[str, str] | None = None) -> list[Node]:
    return [
        {"@value": speaker(language)(key, **(values or {})), "@language": language} for language in LANGUAGES
    ]


def _keywords(key: str) -> list[Node]:
    return [
        {"@value": word.strip(), "@language": said["@language"]}
        for said in _said(key)
        for word in said["@value"].split(";")
    ]
