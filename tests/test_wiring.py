from __future__ import annotations

import json
import re

import pytest

from dashboard.address import ids
from dashboard.shell.create_app import create_app
from dashboard.shell.page import page
from dashboard.shell.settings import Settings
from dashboard.shell.views import VIEWS, every_panel
from terms.words import speaker
from tests.alike import pairs

QUERIES = (
    "sprak=nb&fylke=15",
    "sprak=nn&fylke=15&kommune=1580,1535&aar=2013",
    "sprak=en&fylke=alle",
    "sprak=nb&fylke=alle&aar=2021",
    "sprak=nn&prosjekt=haram-integrering",
    "sprak=nn&fylke=15&kommune=1580&aar=2024",
    "sprak=nb&fylke=03&aar=1999",
    "sprak=nb&program=finst-ikkje&prosjekt=finst-ikkje&gruppe=finst-ikkje&kommune=9999&fylke=99",
)
FORGED = (
    None,
    7,
    -1.5,
    True,
    [],
    {},
    {"a": ["b"]},
    [None, 3, {"x": 1}],
    ["15", "15"],
    "",
    "x" * 100_000,
    "æ&fylke=46",
    "\x00",
)
PANEL_IDS = (
    "status",
    "cards",
    "goals",
    "effect",
    "target-groups",
    "context",
    "reporting",
    "uploads",
    "attention",
    "attention-worst",
    "money",
    "decisions",
    "changes",
    "measure-register",
    "timeline",
    "progress",
    "participation",
    "steering-group",
    "portfolio",
    "side-by-side",
    "gaps",
    "transfer",
    "policy-goals",
    "success-factors",
    "modules",
    "continuation",
    "programme-facts",
    "projects",
    "project-facts",
    "project-organisation",
    "project-chain",
    "project-money",
    "project-reports",
    "project-lessons",
    "project-afterwards",
    "project-history",
)
SHEET = "/prosjekt/haram-integrering"


def dependencies(app):
    """Callbacks as the browser is told of them."""
    answer = app.server.test_client().get("/_dash-dependencies")
    assert answer.status_code == 200
    return answer.get_json()


def outputs(callback):
    """Ids and properties a callback writes."""
    text = callback["output"].strip(".")
    return [tuple(part.rsplit(".", 1)) for part in text.split("...")]


def named(callback):
    """Ids a callback cannot do without; optional ones appear with the panel that draws them."""
    asked = [*callback["inputs"], *callback["state"]]
    return {part["id"] for part in asked if not part.get("allow_optional")} | {
        written for written, _ in outputs(callback)
    }


def every_id(layout):
    """Ids in a rendered layout."""
    return set(re.findall(r'"id":\s*"([^"]+)"', json.dumps(json.loads(rendered(layout)))))


def rendered(layout):
    from plotly.io.json import to_json_plotly  # noqa: PLC0415 - what Dash itself answers with

    return to_json_plotly(layout)


def callback_of(app, panel):
    return next(each for each in dependencies(app) if outputs(each) == [(panel, "children")])


def asked(app, callback, values):
    """Post a callback as a browser does; `values` by id and property, None where none is given."""

    def filled(parts):
        return [{**part, "value": values.get((part["id"], part["property"]))} for part in parts]

    written = [{"id": element, "property": name} for element, name in outputs(callback)]
    return app.server.test_client().post(
        "/_dash-update-component",
        json={
            "output": callback["output"],
            "outputs": written if callback["output"].startswith("..") else written[0],
            "inputs": filled(callback["inputs"]),
            "state": filled(callback["state"]),
            "changedPropIds": [f"{part['id']}.{part['property']}" for part in callback["inputs"][:1]],
        },
    )


def drawn(app, panel, query):
    return asked(app, callback_of(app, panel), {("filters-query", "data"): query})


@pytest.fixture
def served(app):
    """Callbacks that a server answers, not the browser itself."""
    return [each for each in dependencies(app) if each["clientside_function"] is None]


def test_every_id_that_a_callback_names_is_in_some_view(app, store):
    there = every_id(app.layout)
    for path in (*VIEWS, SHEET):
        there |= every_id(page(path, "?sprak=nb&fylke=15", store, "15"))
    for callback in dependencies(app):
        assert named(callback) <= there, callback["output"]


def test_every_id_of_the_enums_is_used(app, store):
    there = every_id(page("/", "?sprak=nb&fylke=15&kommune=9999", store, "15")) | every_id(app.layout)
    for path in (*VIEWS, SHEET):
        there |= every_id(page(path, "?sprak=nb&fylke=15", store, "15"))
    for panel in PANEL_IDS:
        there |= set(re.findall(r'"id":\s*"([^"]+)"', drawn(app, panel, QUERIES[0]).get_data(as_text=True)))
    every = {
        each.value
        for kind in vars(ids).values()
        if isinstance(kind, type) and issubclass(kind, str)
        for each in kind
    }
    prefixes = {ids.Shell.LANGUAGES.value, ids.TargetGroups.TREND_GRAPH.value, ids.Effect.MAP.value}
    assert every - there <= prefixes


def test_no_two_callbacks_write_the_same(app):
    written = [each for callback in dependencies(app) for each in outputs(callback)]
    assert len(written) == len(set(written))


def test_every_panel_is_drawn_from_the_query(app):
    assert {panel for panel in PANEL_IDS if callback_of(app, panel)} == set(PANEL_IDS)
    for panel in PANEL_IDS:
        assert [part["id"] for part in callback_of(app, panel)["inputs"]] == ["filters-query"]


@pytest.mark.parametrize(("panel", "query"), pairs(PANEL_IDS, QUERIES, 2))
def test_a_panel_answers_every_query(app, panel, query):
    answer = drawn(app, panel, query)
    assert answer.status_code == 200
    text = json.dumps(answer.get_json(), ensure_ascii=False)
    assert query in text, "the ready mark says which query was drawn"
    assert answer.get_json()["response"][panel]["children"]
    say = speaker(query[6:8])
    assert say("shell.panel_failed") not in text
    assert say("shell.failed") not in text


@pytest.mark.parametrize(("panel", "value"), pairs(PANEL_IDS, FORGED, 6), ids=lambda value: repr(value)[:20])
def test_a_forged_query_is_never_an_error(app, panel, value):
    assert drawn(app, panel, value).status_code in {200, 204, 400}


def test_the_filters_answer_what_the_controls_say(app):
    callback = next(each for each in dependencies(app) if "filters-query.data" in each["output"])
    answer = asked(
        app,
        callback,
        {
            ("filters-county", "value"): "15",
            ("filters-municipalities", "value"): ["1580", "4601"],
            ("filters-programme", "value"): "alle",
            ("filters-year-from", "value"): "2014",
            ("filters-year-to", "value"): "2012",
            ("filters-query", "data"): "sprak=nn&fylke=alle",
        },
    )
    assert (
        answer.get_json()["response"]["filters-query"]["data"]
        == "sprak=nn&fylke=15&kommune=1580&aar=2012-2014"
    )


@pytest.mark.parametrize("value", FORGED, ids=lambda value: repr(value)[:20])
def test_forged_values_of_any_callback_are_never_an_error(app, served, value):
    for callback in served:
        for parts in (callback["inputs"], callback["state"]):
            for part in parts:
                answer = asked(app, callback, {(part["id"], part["property"]): value})
                assert answer.status_code in {200, 204, 400}, (callback["output"], part)


def test_two_boards_in_one_process_both_have_every_callback(store):
    settings = Settings.from_environment({}).for_web()
    one, other = create_app(store, settings), create_app(store, settings)
    assert dependencies(one) == dependencies(other)
    assert len(dependencies(one)) >= len(every_panel())
    for board in (one, other):
        assert drawn(board, "status", QUERIES[0]).status_code == 200


def test_two_users_never_see_each_others_choice(app):
    haram, country = QUERIES[1], QUERIES[2]
    first = drawn(app, "status", haram).get_data()
    other = drawn(app, "status", country).get_data()
    assert drawn(app, "status", haram).get_data() == first
    assert drawn(app, "status", country).get_data() == other
    assert first != other
