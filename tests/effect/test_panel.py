from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from dash import Dash, html
from flask import Flask

from dashboard.address.ids import Effect, Filters
from dashboard.address.selection import read_query
from dashboard.content.drawing import drawn
from dashboard.content.graph import config
from dashboard.effect import panel as effect
from dashboard.store.frames import LENT
from dashboard.store.store import FrameStore
from tests.markup_tree import components

TILES_CSS = Path(__file__).resolve().parents[2] / "assets" / "tiles.css"
SOURCED = {"evidence": "self_reported", "source": "001_53ea93677e2763da.txt"}
ROWS = {
    "county": [{"county": "15", "name": "Møre og Romsdal"}, {"county": "18", "name": "Nordland"}],
    "municipality": [
        {
            "municipality": number,
            "name": name,
            "label": label,
            "county": county,
            "valid_from": 2024,
            "lon": lon,
            "lat": lat,
            "tile_column": column,
            "tile_row": row,
        }
        for number, name, label, county, lon, lat, column, row in (
            ("1508", "Ålesund", "Ålesund", "15", 6.4, 62.4, 4, 20),
            ("1515", "Herøy", "Herøy (Møre og Romsdal)", "15", 5.6, 62.3, 2, 21),
            ("1535", "Vestnes", "Vestnes", "15", 7.0, 62.6, 5, 21),
            ("1580", "Haram", "Haram", "15", 6.3, 62.6, 4, 19),
            ("1866", "Hadsel", "Hadsel", "18", 14.9, 68.5, 8, 9),
        )
    ],
    "project": [
        {
            "project": "haram",
            "programme": "bolyst",
            "name": "Integrering i Haram",
            "start_year": 2013,
            "language": "nn",
            **SOURCED,
        },
        {
            "project": "heroy",
            "programme": "bolyst",
            "name": "Arbeidsinnvandrere",
            "language": "nb",
            **SOURCED,
        },
        {"project": "vestnes", "programme": "bolyst", "name": "God integrering", "language": "nn", **SOURCED},
    ],
    "project_municipality": [
        {"project": "haram", "municipality": "1534", "year": 2013, "role": "owner", **SOURCED},
        {"project": "heroy", "municipality": "1515", "year": 2013, "role": "owner", **SOURCED},
        {"project": "vestnes", "municipality": "1535", "year": 2013, "role": "owner", **SOURCED},
    ],
    "effect_assessment": [
        {"project": "haram", "year": 2014, "planned": "b", "achieved": "a", **SOURCED},
        {"project": "vestnes", "year": 2014, "achieved": "f", **SOURCED},
    ],
    "effect_municipality": [
        {"project": "haram", "municipality": "1507", "year": 2021, "claimed": 1, "documented": 1, **SOURCED},
        {"project": "haram", "municipality": "1535", "year": 2014, "claimed": 1, "documented": 0, **SOURCED},
    ],
}


def store_of(**changed):
    rows = ROWS | changed

    def load(name):
        spec = LENT[name]
        return lambda: pd.DataFrame(rows.get(name, []), columns=sorted(spec.columns)).astype(
            dict.fromkeys({*spec.key, *spec.text} - {"year"}, "str")
        )

    return FrameStore({name: load(name) for name in LENT}, lambda: 1)


def register(store, outlines=None):
    server = Flask("board")
    server.config["BOLYST_OUTLINES"] = outlines if callable(outlines) else lambda: outlines
    app = Dash("board", server=server, suppress_callback_exceptions=True)
    app.layout = html.Div()
    effect.register(app, store)
    return app


def draw(query="sprak=nn&fylke=15", outlines=None, store=None):
    """Whole panel as the browser gets it, as plain data."""
    return asked(register(store or store_of(), outlines), query)


def asked(app, query="sprak=nn&fylke=15"):
    """Panel that a board draws for a query."""
    answer = app.server.test_client().post(
        "/_dash-update-component",
        json={
            "output": f"{Effect.PANEL}.children",
            "outputs": {"id": Effect.PANEL, "property": "children"},
            "inputs": [{"id": Filters.QUERY, "property": "data", "value": query}],
            "changedPropIds": [f"{Filters.QUERY}.data"],
        },
    )
    return components(answer.get_json()["response"][Effect.PANEL]["children"])


def every(tree):
    """Every component of a tree, in reading order."""
    if isinstance(tree, list):
        for branch in tree:
            yield from every(branch)
    elif isinstance(tree, dict):
        if "props" in tree:
            yield tree
        for branch in tree.values():
            yield from every(branch)


def words(tree):
    if isinstance(tree, list):
        return " ".join(words(branch) for branch in tree)
    if isinstance(tree, dict):
        return words(tree["props"].get("children", ""))
    return str(tree)


def of_class(tree, name):
    return [each for each in every(tree) if name in str(each["props"].get("className", "")).split()]


def by_id(tree, wanted):
    return next((each for each in every(tree) if each["props"].get("id") == wanted), None)


def rung(tree, letter):
    return next(each for each in of_class(tree, "rung") if words(of_class(each, "rung-letter")) == letter)


def test_the_sentence_counts_answers_and_documented_municipalities():
    sentence = words(of_class(draw(), "panel-sentence"))
    assert sentence == (
        "1 prosjekt oppgir effekt; 1 har svart «veit ikkje» og er halde utanfor; 1 har ikkje svart. "
        "Effekten er dokumentert i 1 av 2 kommunar."
    )


def test_the_ladder_has_the_forms_letters_in_the_forms_order():
    rungs = of_class(draw("sprak=nb&fylke=15"), "rung")
    assert [words(of_class(each, "rung-letter")) for each in rungs] == list("abcdef")
    assert [words(of_class(each, "rung-label")).strip() for each in rungs] == [
        "Helt lokal effekt",
        "Effekten kommer innen flere kommuner i regionen",
        "Effekten kommer i hele fylket",
        "Effekten kommer i eget og andre fylker",
        "Effekten kommer i eget fylke, samt andre fylker og/eller utenfor Norge",
        "Vet ikke/ikke relevant",
    ]


def test_a_project_stands_hollow_where_it_planned_and_filled_where_it_came():
    tree = draw()
    planned, achieved = rung(tree, "b"), rung(tree, "a")
    assert "planlagt b → oppnådd a" in words(of_class(planned, "chip-planned"))
    assert "planlagt b → oppnådd a" in words(of_class(achieved, "chip-achieved"))
    assert "2 oppgitt, 1 dokumentert" in words(achieved)
    assert "dokumentert" not in words(planned)


def test_not_known_stands_apart_and_is_never_documented():
    apart = rung(draw(), "f")
    assert "rung-apart" in apart["props"]["className"]
    assert "God integrering" in words(apart)
    assert "dokumentert" not in words(apart)


def test_who_has_not_answered_is_named():
    silent = of_class(draw(), "effect-silent")
    assert "1 prosjekt har ikkje svart" in words(silent)
    assert "Arbeidsinnvandrere" in words(silent)


def test_project_texts_are_marked_with_their_own_language():
    names = {words(each): each["props"]["lang"] for each in of_class(draw(), "chip-name")}
    assert names["Integrering i Haram"] == "nn"


def test_letters_not_yet_stated_in_the_year_are_said_to_be_missing():
    tree = draw("sprak=nb&fylke=15&aar=2013")
    assert "Ingen prosjekter oppgir effekt; 3 har ikke svart." in words(of_class(tree, "panel-sentence"))
    assert "til og med 2013" in words(of_class(tree, "panel-note"))
    assert "slik de er fra 2024, ikke slik de var i 2013" in words(of_class(tree, "panel-note"))


def test_the_tiles_are_a_checklist_of_the_counties_municipalities_with_the_chosen_ticked():
    tiles = by_id(draw("sprak=nn&fylke=15&kommune=1535"), Effect.TILES)["props"]
    assert [option["value"] for option in tiles["options"]] == ["1580", "1508", "1515", "1535"]
    assert tiles["value"] == ["1535"]
    marked = [option["value"] for option in tiles["options"] if option["input_id"].endswith("-chosen")]
    assert marked == ["1535"]


def test_a_tile_says_name_and_state_in_words():
    tiles = by_id(draw(), Effect.TILES)["props"]
    labels = {option["value"]: option["label"].replace("\n", "") for option in tiles["options"]}
    assert labels == {
        "1580": "Haram – dokumentert effekt (fellesområde)",
        "1508": "Ålesund – dokumentert effekt (fellesområde)",
        "1535": "Vestnes – oppgitt effekt, ikkje dokumentert",
        "1515": "Herøy (Møre og Romsdal) – prosjekt arbeider her, effekt ikkje oppgitt",
    }


def test_a_tile_shows_the_name_without_the_county():
    options = by_id(draw(), Effect.TILES)["props"]["options"]
    shown = [option["label"].split("\n")[0] for option in options]
    assert shown == ["Haram", "Ålesund", "Herøy", "Vestnes"]


def test_a_tile_needs_no_component_of_its_own():
    options = by_id(draw(), Effect.TILES)["props"]["options"]
    assert {type(option["label"]) for option in options} == {str}


def test_an_area_that_covered_several_municipalities_is_explained():
    assert "fellesområde" in words(of_class(draw(), "panel-note"))
    assert "fellesområde" not in words(of_class(draw("sprak=nn&fylke=15&aar=2014"), "panel-note"))


def test_the_map_keeps_the_county_in_view_when_a_municipality_is_chosen():
    tree = draw("sprak=nn&fylke=15&kommune=1515")
    assert "1 har ikkje svart" in words(of_class(tree, "panel-sentence"))
    assert "3 prosjekt" in words(by_id(tree, "effect-tiles-end"))


def test_the_map_shows_the_counties_of_chosen_projects_else_the_whole_country():
    chosen = by_id(draw("sprak=nn&prosjekt=haram"), Effect.TILES)["props"]["options"]
    everywhere = by_id(draw("sprak=nn&fylke=alle"), Effect.TILES)["props"]["options"]
    assert "1866" not in [option["value"] for option in chosen]
    assert "1866" in [option["value"] for option in everywhere]


def test_each_municipality_of_the_table_is_a_link_that_chooses_it():
    tree = draw("sprak=nn&fylke=15&aar=2014")
    links = {words(each): each["props"]["href"] for each in every(tree) if each["type"] == "A"}
    assert read_query(links["Vestnes"])[0] == read_query("sprak=nn&fylke=15&kommune=1535&aar=2014")[0]
    assert "kommune=1508" in links["Ålesund"]


def test_with_outlines_the_map_is_a_chart_that_fetches_them_by_address():
    graph = by_id(draw(outlines="/boundaries.geojson?v=1"), Effect.MAP)["props"]
    areas = [trace for trace in graph["figure"]["data"] if trace["type"] == "choropleth"]
    assert {trace["geojson"] for trace in areas} == {"/boundaries.geojson?v=1"}
    assert graph["config"]["locale"] == "nn"
    assert by_id(draw(outlines="/boundaries.geojson?v=1"), Effect.TILES) is None


@pytest.mark.parametrize("outlines", [None, "/boundaries.geojson?v=1"])
def test_tiles_and_outlines_both_say_whose_borders_they_draw(outlines):
    def notes(years):
        return words(of_class(draw(f"sprak=nb&fylke=15{years}", outlines), "panel-note"))

    caption = words(draw("sprak=nb&fylke=15", outlines))
    assert "fra 2024" in caption
    assert "ikke slik de var i 2013–2021" in notes("&aar=2013-2021")
    assert "ikke slik de var" not in notes("&aar=2025")
    assert "ikke slik de var" not in notes("")


def test_a_running_board_shows_outlines_when_they_come_and_new_ones_after_that():
    """The panel was drawn and remembered before; the data version is the same."""
    lying = {}
    app = register(store_of(), lambda: lying.get("address"))
    assert by_id(asked(app), Effect.MAP) is None
    for address in ("/boundaries.geojson?v=1", "/boundaries.geojson?v=2"):
        lying["address"] = address
        graph = by_id(asked(app), Effect.MAP)["props"]
        areas = [trace for trace in graph["figure"]["data"] if trace["type"] == "choropleth"]
        assert {trace["geojson"] for trace in areas} == {address}


def test_without_outlines_there_is_no_chart_at_all():
    assert by_id(draw(), Effect.MAP) is None


def test_invented_values_are_marked_on_the_panel_and_on_the_project():
    invented = [{**ROWS["effect_assessment"][0], "evidence": "example"}]
    tree = draw(store=store_of(effect_assessment=invented))
    assert of_class(tree, "example-mark")
    assert "Eksempeldata" in words(rung(tree, "a"))
    assert not of_class(draw(), "example-mark")


def test_invented_values_are_marked_also_where_only_the_map_shows_them():
    invented = [{**row, "evidence": "example"} for row in ROWS["effect_municipality"]]
    tree = draw("sprak=nn&fylke=15&kommune=1515", store=store_of(effect_municipality=invented))
    assert of_class(tree, "example-mark")


def test_a_selection_without_projects_is_a_sentence_and_a_map():
    tree = draw("sprak=nb&fylke=18")
    assert words(of_class(tree, "panel-sentence")).startswith("Ingen prosjekter i utvalget")
    assert by_id(tree, Effect.TILES)["props"]["value"] == []


def test_two_boards_in_one_process_each_draw_their_own_map():
    register(store_of(), "/boundaries.geojson?v=1")
    assert by_id(draw(), Effect.TILES) is not None


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_chart_may_talk_to_another_machine(language):
    chosen = config(language)
    assert chosen["plotlyServerURL"] == ""
    assert not any(chosen[switch] for switch in ("showSendToCloud", "displaylogo", "showLink"))
    assert chosen["modeBarButtons"] == [["toImage"]]


def test_every_tile_lies_where_the_list_of_municipalities_says(store):
    rules = re.findall(r"#tile-(\d{4}) { grid-area: (\d+) / (\d+); }", TILES_CSS.read_text("utf-8"))
    today = store["municipality"].query("valid_to.isna()")
    places = zip(today["municipality"], today["tile_row"] + 1, today["tile_column"] + 1, strict=True)
    assert {number: (int(row), int(column)) for number, row, column in rules} == {
        number: (row, column) for number, row, column in places
    }


def test_the_whole_country_has_a_tile_for_every_municipality_and_a_way_past_them(store):
    tree = draw("sprak=nn&fylke=alle", store=store)
    assert len(by_id(tree, Effect.TILES)["props"]["options"]) == 357
    assert "Hopp over kartet" in words(of_class(tree, "visually-hidden-focusable"))


@pytest.mark.parametrize(
    "query", ["sprak=nn&fylke=15", "sprak=nb&fylke=alle", "sprak=en&kommune=1580&aar=2014"]
)
def test_the_seeds_are_drawn_in_every_language(store, query):
    tree = drawn(store, query, effect._draw)  # noqa: SLF001 - the panel without a server
    assert tree[-1].to_plotly_json()["props"]["data-drawn"] == query


def test_vesteralen_documents_all_six_municipalities_of_its_report(store):
    tree = draw("sprak=nb&fylke=18&prosjekt=vesteralen-innvandrere-en-ressurs", store=store)
    assert words(of_class(tree, "panel-sentence")) == (
        "1 prosjekt oppgir effekt. Effekten er dokumentert i 6 av 6 kommuner."
    )
    assert "6 oppgitt, 6 dokumentert" in words(rung(tree, "b"))
