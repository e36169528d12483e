from __future__ import annotations

import json

from dash import dcc, html
from dash._utils import to_json

from dashboard.address.ids import TargetGroups
from dashboard.content.markup import settled


def sent(pieces):
    """What the browser gets."""
    return json.loads(to_json(settled(pieces)))


def test_finished_html_becomes_one_component():
    page = [html.H2("Mål"), html.P(["to av ", html.B(3)], className="words", **{"data-drawn": "x"})]
    assert sent(page) == [
        {
            "type": "Markup",
            "namespace": "bolyst",
            "props": {
                "nodes": [
                    ["h2", {}, "Mål"],
                    ["p", {"className": "words", "data-drawn": "x"}, "to av ", ["b", {}, "3"]],
                ]
            },
        }
    ]


def test_a_control_and_what_stands_around_it_stay_components():
    before, around, after = sent([html.P("a"), html.Div([html.P("b"), dcc.Input(id="x")]), html.P("c")])
    assert [before["type"], around["type"], after["type"]] == ["Markup", "Div", "Markup"]
    assert [child["type"] for child in around["props"]["children"]] == ["Markup", "Input"]


def test_an_element_that_callbacks_name_stays_a_component():
    place, anchor = sent([html.Div(id=TargetGroups.TREND), html.Div(id="anchor")])
    assert (place["type"], place["props"]["id"]) == ("Div", TargetGroups.TREND)
    assert anchor["props"]["nodes"] == [["div", {"id": "anchor"}]]


def test_what_a_panel_keeps_is_not_changed():
    kept = html.Div([html.P("b"), dcc.Input(id="x")])
    first = to_json(settled([kept]))
    assert isinstance(kept.children[0], html.P)
    assert to_json(settled([kept])) == first


def test_what_is_missing_is_left_out():
    assert sent([html.Td(None, className=None)])[0]["props"]["nodes"] == [["td", {}]]
