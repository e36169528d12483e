from __future__ import annotations

import json

import pandas as pd
import pytest
from plotly import graph_objects as go

from dashboard.content.figure_notice import notice
from dashboard.content.plotly_theme import DASHES, SEPARATORS, TEMPLATE, layout
from dashboard.content.tokens import SERIES
from dashboard.effect.figure import COLOURS, SIGNS, effect_map

WORDS = {
    "documented": "dokumentert",
    "claimed_only": "oppgitt",
    "works_only": "arbeider",
    "none": "ingen",
    "chosen": "vald",
    "empty": "Ingen kommunar.",
}
PLACES = pd.DataFrame(
    {
        "municipality": ["1508", "1535", "1580"],
        "label": ["Ålesund", "Vestnes", "Haram"],
        "words": ["ingen", "oppgitt", "dokumentert"],
        "state": ["none", "claimed_only", "documented"],
        "lon": [6.4, 7.0, 6.3],
        "lat": [62.45, 62.6, 62.6],
    }
)


def drawn(places=PLACES, chosen=()):
    return effect_map(places, outlines="/grenser", words=WORDS, chosen=chosen, language="nn")


def areas(figure):
    return {trace["name"]: trace for trace in figure["data"] if trace["type"] == "choropleth"}


@pytest.mark.parametrize("chosen", [(), ("1580",)])
def test_plotly_accepts_the_map(chosen):
    go.Figure(drawn(chosen=chosen))


def test_the_outlines_are_an_address_and_never_inside_the_figure():
    figure = drawn()
    assert all(trace["geojson"] == "/grenser" for trace in areas(figure).values())
    assert len(json.dumps(figure)) < 6000


def test_each_state_has_its_own_name_sign_and_colour_in_the_legend():
    found = areas(drawn())
    assert list(found) == ["● dokumentert", "◐ oppgitt", "ingen"]
    assert found["● dokumentert"]["locations"] == ["1580"]
    assert found["ingen"]["colorscale"][0][1] == COLOURS["none"]


def test_municipalities_without_activity_are_drawn_and_not_left_as_sea():
    assert areas(drawn())["ingen"]["locations"] == ["1508"]


def test_a_click_tells_the_number_of_the_municipality():
    assert all(trace["customdata"] == trace["locations"] for trace in areas(drawn(chosen=("1535",))).values())


def test_chosen_municipalities_have_an_edge_and_a_word_in_the_legend():
    figure = drawn(chosen=("1535",))
    edged = areas(figure)[""]
    assert edged["locations"] == ["1535"]
    assert edged["marker"]["line"]["width"] > 2
    assert "vald" in [trace.get("name") for trace in figure["data"]]
    assert "" not in areas(drawn())


def test_states_can_be_told_apart_without_colour():
    signs = drawn()["data"][-1]
    assert signs["text"] == [SIGNS["claimed_only"], SIGNS["documented"]]


def test_the_view_fits_the_municipalities_in_scope():
    geo = drawn()["layout"]["geo"]
    assert geo["lonaxis"]["range"][0] < 6.3
    assert geo["lonaxis"]["range"][1] > 7.0
    assert geo["lataxis"]["range"][1] - geo["lataxis"]["range"][0] < 1
    assert geo["projection"]["type"] == "conic conformal"


def test_without_municipalities_the_map_says_so():
    figure = drawn(PLACES.iloc[:0])
    assert figure["layout"]["annotations"][0]["text"] == "Ingen kommunar."
    go.Figure(figure)


def test_a_notice_draws_its_sentence_and_no_axes():
    figure = notice("Ikkje rapportert.")
    go.Figure(figure)
    assert figure["data"] == []
    assert not figure["layout"]["xaxis"]["visible"]


def test_the_template_is_plain_data_that_plotly_accepts():
    go.Figure({"data": [], "layout": layout("nb")})
    json.dumps(TEMPLATE)
    assert layout("nb")["separators"] == ",\N{NO-BREAK SPACE}"
    assert SEPARATORS["en"] == ".,"


def test_two_series_never_share_both_colour_and_line_pattern():
    assert len(set(zip(SERIES, DASHES, strict=True))) == len(SERIES)


@pytest.mark.parametrize("colour", SERIES)
def test_every_colour_of_the_palette_is_seen_on_white(colour):
    assert contrast(colour, "#ffffff") >= 3


@pytest.mark.parametrize(("state", "ink"), [("documented", "#ffffff"), ("claimed_only", "#1b2733")])
def test_words_on_the_map_colours_can_be_read(state, ink):
    assert contrast(COLOURS[state], ink) >= 4.5


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
