from __future__ import annotations

import json
import re

import pytest

from dashboard.delivery.tables import TABLES
from dashboard.method.catalogue import Publisher, catalogue
from dashboard.method.datasets import DATASETS
from dashboard.method.turtle import turtle
from dashboard.shell.create_app import create_app
from dashboard.shell.settings import Settings
from dashboard.store.store import FrameStore

BASE = "https://tavle.example.no"
SAID = {"nb", "nn", "en"}
MANDATORY = {
    "dcat:Catalog": {"dct:title", "dct:description", "dct:publisher", "dcat:contactPoint"},
    "dcat:Dataset": {"dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:theme"},
    "dcat:Distribution": {"dcat:accessURL"},
    "foaf:Agent": {"foaf:name"},
    "vcard:Organization": {"vcard:fn"},
    "dct:PeriodOfTime": set(),
}
"""What DCAT-AP-NO 3 demands of each class (its own shapes, dcatapno3-core-shapes.ttl)."""
AT_MOST_ONE = {
    "dct:publisher",
    "dct:accessRights",
    "dct:accrualPeriodicity",
    "dcat:version",
    "dct:license",
    "dct:format",
    "dcat:mediaType",
    "foaf:homepage",
    "dcat:startDate",
    "dcat:endDate",
}
IN_EVERY_LANGUAGE = {"dct:title", "dct:description", "dcat:keyword"}
WITHIN = {"dct:publisher", "dcat:contactPoint", "dcat:distribution", "dcat:dataset", "dct:temporal"}
"""What must lead to another node of the same graph."""
KNOWN_PLACES = re.compile(
    r"https://data\.geonorge\.no/administrativeEnheter/(nasjon/id/173163|kommune/id/\d{4})"
)


def listed(value):
    return value if isinstance(value, list) else [value]


def wrong_counts(node):
    for name in MANDATORY.get(node["@type"], {"a class of the profile"}) - set(node):
        yield f"{node['@id']} has no {name}"
    for name in AT_MOST_ONE & set(node):
        if len(listed(node[name])) > 1:
            yield f"{node['@id']} has {name} more than once"
    if node["@type"] == "vcard:Organization" and not {"vcard:hasEmail", "vcard:hasURL"} & set(node):
        yield "nowhere to ask"


def wrong_words(node):
    for name in IN_EVERY_LANGUAGE & set(node):
        spoken = [each["@language"] for each in node[name]]
        if set(spoken) != SAID or (name != "dcat:keyword" and len(spoken) != len(SAID)):
            yield f"{node['@id']} does not say {name} once in each language"
        if not all(each["@value"].strip() for each in node[name]):
            yield f"{node['@id']} has an empty {name}"


def wrong_addresses(node, known):
    for name, value in node.items():
        for address in (each["@id"] for each in listed(value) if isinstance(each, dict) and "@id" in each):
            if not re.match(r"(https?://|mailto:)\S+$", address):
                yield f"{address} is not absolute"
            if name in WITHIN and address not in known:
                yield f"{name} leads to nothing"
            if name == "dct:spatial" and not KNOWN_PLACES.fullmatch(address):
                yield f"{address} is no place of the register"


def faults(nodes):
    """What a graph lacks or has too much of, by the profile."""
    known = {node["@id"] for node in nodes}
    for node in nodes:
        yield from wrong_counts(node)
        yield from wrong_words(node)
        yield from wrong_addresses(node, known)


@pytest.fixture
def nodes(store):
    return catalogue(
        store, Publisher("Møre og Romsdal fylkeskommune", "944183779", "bolyst@example.no"), BASE
    )


def of(nodes, kind):
    return [node for node in nodes if node["@type"] == kind]


def test_the_graph_has_all_that_the_profile_demands(nodes):
    assert list(faults(nodes)) == []


def test_the_check_finds_what_is_wrong(nodes):
    (root,) = of(nodes, "dcat:Catalog")
    broken = [dict(root), *nodes[1:]]
    del broken[0]["dct:publisher"]
    broken[0]["dct:title"] = broken[0]["dct:title"][:2]
    broken[0]["dcat:dataset"] = [{"@id": "/katalog/x"}]
    found = " · ".join(faults(broken))
    for words in ("has no dct:publisher", "dct:title once in each", "is not absolute", "leads to nothing"):
        assert words in found


def test_every_dataset_has_its_files_and_every_file_is_a_table_people_can_take_along(nodes):
    assert len(of(nodes, "dcat:Dataset")) == len(DATASETS)
    files = [file["dcat:downloadURL"]["@id"] for file in of(nodes, "dcat:Distribution")]
    assert len(files) == len(set(files)) == sum(len(dataset.tables) for dataset in DATASETS.values())
    names = {re.fullmatch(rf"{BASE}/eksport/([a-z-]+)\.csv\?.+", address)[1] for address in files}
    assert names <= set(TABLES)


def test_the_places_are_those_where_projects_work(store, nodes):
    told = {place["@id"].rsplit("/", 1)[1] for place in of(nodes, "dcat:Dataset")[0]["dct:spatial"]} - {
        "173163"
    }
    worked = {number for area in store["project_municipality"]["area"] for number in area.split("+")}
    assert told == worked


def test_the_time_is_from_the_first_project_to_the_last(store, nodes):
    (time,) = of(nodes, "dct:PeriodOfTime")
    assert time["dcat:startDate"]["@value"] == f"{store['project']['start_year'].min():.0f}-01-01"
    assert time["dcat:endDate"]["@value"] == f"{store['project']['end_year'].max():.0f}-12-31"


def test_participation_says_how_it_is_protected_and_raw_counts_are_nowhere(nodes):
    persons = next(node for node in nodes if node["@id"].endswith("/katalog/deltaking"))
    told = {each["@language"]: each["@value"] for each in persons["dct:description"]}
    assert "avrundet til 0 eller 3" in told["nb"]
    assert "Raw counts are not included" in told["en"]
    text = json.dumps(nodes)
    for never in ("innlesing", "batch", "oppfolging", "intake"):
        assert never not in text


def test_official_figures_lead_to_those_who_publish_them(nodes):
    figures = next(node for node in nodes if node["@id"].endswith("/katalog/offisielle-tal"))
    assert "https://www.ssb.no/statbank" in {each["@id"] for each in figures["dct:relation"]}


def test_a_publisher_is_named_by_the_register_of_organisations(nodes):
    (agent,) = of(nodes, "foaf:Agent")
    assert agent["@id"].endswith("/organizations/944183779")
    (contact,) = of(nodes, "vcard:Organization")
    assert contact["vcard:hasEmail"] == {"@id": "mailto:bolyst@example.no"}


def test_without_a_publisher_the_graph_is_still_whole_and_says_that_none_is_named(store):
    nodes = catalogue(store, Publisher(), BASE)
    assert list(faults(nodes)) == []
    (agent,) = of(nodes, "foaf:Agent")
    assert agent["@id"] == f"{BASE}/katalog#utgivar"
    assert "ikke navngitt" in str(agent["foaf:name"])


def test_turtle_says_the_same_as_the_graph(nodes):
    text = turtle(nodes)
    for node in nodes:
        assert f"<{node['@id']}>\n  a {node['@type']}" in text
    quoted = [
        {
            "dct:title": [{"@value": 'a "b"\nc', "@language": "nb"}],
            "@id": "http://x.no/1",
            "@type": "dcat:Dataset",
        }
    ]
    assert r'"a \"b\"\nc"@nb' in turtle(quoted)
    assert text.count("@nb") == json.dumps(nodes).count('"@language": "nb"')


@pytest.mark.parametrize(
    ("path", "kind"), [("/katalog.jsonld", "application/ld+json"), ("/katalog.ttl", "text/turtle")]
)
def test_the_catalogue_is_served(app, path, kind):
    answer = app.server.test_client().get(path)
    assert answer.status_code == 200
    assert answer.content_type.startswith(kind)
    assert "http://localhost/katalog" in answer.get_data(as_text=True)


def test_the_page_leads_to_the_catalogue(app):
    assert 'href="/katalog.jsonld"' in app.server.test_client().get("/").get_data(as_text=True)


def test_the_address_people_reach_the_board_by_may_be_another(store):
    settings = Settings.from_environment({"BOLYST_PUBLIC_URL": f"{BASE}/"}).for_web()
    text = create_app(store, settings).server.test_client().get("/katalog.jsonld").get_data(as_text=True)
    assert "http://localhost" not in text
    assert list(faults(json.loads(text)["@graph"])) == []


def test_a_board_that_can_read_nothing_describes_nothing():
    def closed():
        raise OSError

    store = FrameStore({"project": closed, "protection_error": closed}, lambda: 1)
    app = create_app(store, Settings.from_environment({}).for_web())
    assert app.server.test_client().get("/katalog.ttl").status_code == 503
