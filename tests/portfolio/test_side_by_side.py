from __future__ import annotations

import re

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.selection import Selection
from dashboard.portfolio import side_by_side
from terms.languages import LANGUAGES
from terms.words import speaker

NN = speaker("nn")
TWO = ("haram-integrering", "vestnes-god-integrering")


def draw(store, **chosen):
    return side_by_side.draw(store, Selection(language="nn", **chosen), NN)


def words(content):
    return to_json_plotly(list(content.chart)).replace("\\u002f", "/")


def test_with_fewer_than_two_it_says_how_to_choose_and_suggests_a_pair(store):
    content = draw(store)
    assert content.sentence.startswith("Vel 2–6 prosjekt eller kommunar")
    shown = words(content)
    assert "Dei to prosjekta som liknar mest: " in shown
    assert "Dei to kommunane som liknar mest: " in shown
    assert "#side-by-side" in shown


def test_the_pair_that_is_suggested_includes_the_one_already_chosen(store):
    shown = words(draw(store, projects=("vestnes-god-integrering",)))
    line = shown.split("Liknar mest på det du har valt: ")[1].split("#side-by-side")[0]
    assert "vestnes-god-integrering" in line
    assert "," in line.split("prosjekt=")[1]


def test_projects_stand_beside_each_other_with_intervals_and_unclear_differences(store):
    content = draw(store, projects=TWO)
    shown = words(content)
    assert "uklar forskjell" in shown
    assert "2 av 3" in shown
    assert "intervall 21–94\N{NO-BREAK SPACE}%" in shown
    assert "ikkje rapportert" in shown
    assert "winner" not in shown
    assert content.example


def test_a_clear_difference_is_named_in_the_sentence_and_the_row(store):
    content = draw(store, projects=TWO)
    assert content.sentence == "Éin forskjell er tydeleg: dekning. Elles overlappar intervalla."
    assert "tydeleg: God integrering" in words(content)


def test_municipalities_stand_beside_each_other_too(store):
    content = draw(store, county="15", municipalities=("1505", "1535", "1580"))
    assert content.title == "Side om side: Kristiansund, Vestnes og Haram"
    assert "/?sprak=nn&kommune=1580" in words(content)


def test_no_more_than_six_are_shown_and_that_is_said(store):
    every = tuple(sorted(store["project"]["project"]))[:8]
    content = draw(store, projects=every)
    assert words(content).count('"scope":"col"') == 6 + 2
    assert "Berre dei seks første av dei 8 valde er med." in content.notes


def test_the_choice_ticks_what_is_chosen_in_norwegian_order(store):
    shown = words(draw(store, projects=TWO))
    assert shown.count('"defaultChecked":true') == 2
    assert shown.index("Bolystprosjekt i Bø (Telemark)") < shown.index("Bolystprosjekt i Dalen")


def test_a_column_with_nothing_reported_says_so(store):
    content = draw(store, projects=("dalen-bolyst", "glamdalen-bolyst"))
    assert content.sentence == NN("side_by_side.nothing_common")
    told = re.findall(r'"data-label":"Bolyst[^}]*},"([^"]+)"', words(content))
    assert told.count("ikkje rapportert") == 2 * 12, "all but how many projects and the day"
    assert not any(text.startswith("0") for text in told)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "chosen", [{}, {"projects": TWO}, {"municipalities": ("1535", "1580")}, {"county": "03"}]
)
def test_it_is_drawn_in_every_language(store, language, chosen):
    content = side_by_side.draw(store, Selection(language=language, **chosen), speaker(language))
    assert content.title
    assert content.sentence
    assert content.chart
