"""Which page stands at an address, what it is called, and the way up from it."""

from __future__ import annotations

import json

import pytest
from plotly.io.json import to_json_plotly

from dashboard.shell.page import page
from dashboard.shell.views import VIEWS, is_page, view_at
from terms.words import speaker

HARAM = "/prosjekt/haram-integrering"


def shown(path, query, store):
    return json.dumps(json.loads(to_json_plotly(page(path, query, store, "15"))), ensure_ascii=False)


def test_every_project_has_an_address(store):
    for project in store["project"]["project"]:
        assert view_at(f"/prosjekt/{project}", store).project == project
        assert is_page(f"/prosjekt/{project}", store)


@pytest.mark.parametrize(
    "path",
    [
        "/prosjekt/",
        "/prosjekt/haram-integrering/",
        "/prosjekt/HARAM-INTEGRERING",
        "/prosjekt/haram-integrering/../../data",
        "/prosjekt/<script>",
        "/prosjekt/' or 1=1",
        "/prosjekt/" + "x" * 5000,
    ],
)
def test_a_forged_project_is_a_404_that_says_so(app, store, path):
    assert not is_page(path, store)
    assert speaker("nn")("project.to_list") in shown(path, "?sprak=nn", store)
    assert app.server.test_client().get(path, follow_redirects=False).status_code in {400, 404}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_an_unknown_project_is_told_in_the_users_language(store, language):
    say = speaker(language)
    text = shown("/prosjekt/finst-ikkje", f"?sprak={language}", store)
    assert json.dumps(say("project.no_such_project", name="finst-ikkje"), ensure_ascii=False) in text


def test_a_period_outside_the_project_is_told_on_its_sheet(store):
    told = speaker("nn")("project.misread_not_here", value="1999-2003")
    assert told in shown("/prosjekt/snasa-inn", "?sprak=nn&aar=1999-2003", store)


@pytest.mark.parametrize("path", [*VIEWS, HARAM])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_page_is_titled_in_the_users_language_before_anything_is_drawn(app, store, path, language):
    html = app.server.test_client().get(f"{path}?sprak={language}").get_data(as_text=True)
    view = view_at(path, store)
    names = store["project"].set_index("project")["name"]
    name = names[view.project] if view.project else speaker(language)(view.name)
    assert f"<title>{name} · Bolysttavla</title>" in html


def test_a_page_that_is_not_there_has_a_title_too(app):
    html = app.server.test_client().get("/tull?sprak=nn").get_data(as_text=True)
    assert "<title>Fann ikkje sida · Bolysttavla</title>" in html


def test_the_way_up_carries_the_choice_but_not_the_project(store):
    text = shown(HARAM, "?sprak=nn&fylke=15&aar=2013", store)
    assert '"href": "/?sprak=nn&fylke=15&aar=2013"' in text
    assert '"aria-current": "page"' in text


@pytest.mark.parametrize("path", [*VIEWS, HARAM])
def test_every_view_says_where_the_reader_is(store, path):
    assert speaker("nn")("project.trail") in shown(path, "?sprak=nn&fylke=15", store)
