from __future__ import annotations

import json

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.ids import Filters
from dashboard.address.selection import EVERYWHERE, Selection, read_query
from dashboard.shell import filters
from terms.words import speaker

COUNTY = Selection("nn", county="15")
NOTHING = {
    "programme": EVERYWHERE,
    "county": EVERYWHERE,
    "municipalities": [],
    "projects": [],
    "groups": [],
    "year_from": EVERYWHERE,
    "year_to": EVERYWHERE,
}


def elements(component):
    """Every element's properties by id."""
    found, waiting = {}, [json.loads(to_json_plotly(component))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "props" in node and node["props"].get("id"):
                found[node["props"]["id"]] = node["props"]
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    return found


def values(options):
    return [option["value"] for option in options]


@pytest.fixture
def bar(store):
    return elements(
        filters.layout(speaker("nn"), COUNTY.within(municipalities=("1580",), years=(2012, 2014)), store)
    )


def test_the_bar_shows_what_is_chosen(bar):
    assert bar[Filters.COUNTY]["value"] == "15"
    assert bar[Filters.PROGRAMME]["value"] == EVERYWHERE
    assert bar[Filters.MUNICIPALITIES]["value"] == ["1580"]
    assert bar[Filters.PROJECTS]["value"] == []
    assert (bar[Filters.YEAR_FROM]["value"], bar[Filters.YEAR_TO]["value"]) == ("2012", "2014")
    assert read_query(bar[Filters.QUERY]["data"])[0].municipalities == ("1580",)


def test_every_control_offers_all_and_what_is_chosen(bar):
    for control in (Filters.COUNTY, Filters.PROGRAMME, Filters.YEAR_FROM, Filters.YEAR_TO):
        assert bar[control]["options"][0]["value"] == EVERYWHERE
    for control in (Filters.COUNTY, Filters.YEAR_FROM, Filters.YEAR_TO):
        assert bar[control]["value"] in values(bar[control]["options"])
    assert "1580" in values(bar[Filters.MUNICIPALITIES]["options"])


def test_the_latest_year_stands_first_and_is_one_of_an_official_figure(bar, store):
    years = values(bar[Filters.YEAR_TO]["options"])[1:]
    assert years == sorted(years, reverse=True)
    assert int(years[0]) == store["statistic"]["year"].max()


def test_the_heading_of_a_box_names_what_is_chosen(store):
    bar = json.loads(
        to_json_plotly(filters.layout(speaker("nn"), COUNTY.within(municipalities=("1580",)), store))
    )
    text = json.dumps(bar, ensure_ascii=False)
    assert '"children": "Haram' in text
    many = filters.layout(speaker("nn"), COUNTY.within(municipalities=("1515", "1535", "1580")), store)
    assert "3 valde" in json.dumps(json.loads(to_json_plotly(many)), ensure_ascii=False)


def test_reset_keeps_the_language_alone(bar):
    assert bar[Filters.RESET]["href"] == "?sprak=nn"


def test_every_control_has_a_label(store):
    bar = json.loads(to_json_plotly(filters.layout(speaker("nb"), COUNTY, store)))
    labels, controls, waiting = set(), set(), [bar]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            props = node.get("props", {})
            if node.get("type") == "Label":
                labels.add(props["htmlFor"])
            if node.get("type") in {"Select", "Input"}:
                controls.add(props["id"])
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
    assert controls
    assert controls <= labels


def test_controls_become_a_query(store):
    chosen = NOTHING | {
        "county": "15",
        "municipalities": ["1580", "1535"],
        "year_from": "2012",
        "year_to": "2014",
    }
    answer = filters.answer(store, chosen, COUNTY.query())
    assert answer["query"] == "sprak=nn&fylke=15&kommune=1535,1580&aar=2012-2014"


def test_the_language_of_the_page_is_kept(store):
    assert filters.answer(store, NOTHING, "sprak=en&fylke=15")["query"] == "sprak=en&fylke=alle"


def test_another_county_lets_go_of_the_municipalities_of_the_first(store):
    answer = filters.answer(
        store, NOTHING | {"county": "46", "municipalities": ["1580", "4601"]}, COUNTY.query()
    )
    assert answer["query"] == "sprak=nn&fylke=46&kommune=4601"
    assert {number[:2] for number in values(answer["municipalities"])} == {"46"}


def test_options_follow_each_other(store):
    everywhere = filters.answer(store, NOTHING, COUNTY.query())
    county = filters.answer(store, NOTHING | {"county": "15"}, COUNTY.query())
    assert set(values(county["projects"])) < set(values(everywhere["projects"]))
    assert len(county["counties"]) == len(everywhere["counties"]) == 16
    one = filters.answer(
        store, NOTHING | {"county": "15", "projects": values(county["projects"])[:1]}, COUNTY.query()
    )
    assert set(values(one["groups"])) <= set(values(county["groups"]))


def test_the_summary_says_how_much_is_left_to_choose(store):
    answer = filters.answer(store, NOTHING | {"county": "15"}, COUNTY.query())
    assert str(len(answer["projects"])) in answer["summary"]
    assert "kommunar" in answer["summary"]


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2012", "2014", (2012, 2014)),
        ("2014", "2012", (2012, 2014)),
        ("2013", EVERYWHERE, (2013, 2013)),
        (EVERYWHERE, "2013", (2013, 2013)),
        (EVERYWHERE, EVERYWHERE, None),
        (None, None, None),
        ("i fjor", "2013", None),
    ],
)
def test_years_may_be_given_in_any_order_and_one_alone(first, last, years):
    assert filters.selected(NOTHING | {"year_from": first, "year_to": last}, COUNTY).years == years


@pytest.mark.parametrize(
    "value", [None, 7, True, {}, {"a": 1}, [], "", [None], [["15"]], "x" * 5000, "\ud800"]
)
@pytest.mark.parametrize("control", NOTHING)
def test_a_forged_control_is_ignored(store, control, value):
    answer = filters.answer(store, NOTHING | {control: value}, COUNTY.query())
    assert answer["query"] == "sprak=nn&fylke=alle"


def test_a_value_never_becomes_another_parameter(store):
    chosen = NOTHING | {"projects": ["haram&fylke=46"], "county": "15&sprak=en"}
    assert filters.answer(store, chosen, COUNTY.query())["query"] == "sprak=nn&fylke=alle"


def test_the_options_of_a_checklist_have_ids_of_their_own(store):
    answer = filters.answer(store, NOTHING, COUNTY.query())
    ids = [option["input_id"] for name in ("municipalities", "projects", "groups") for option in answer[name]]
    assert len(ids) == len(set(ids))
