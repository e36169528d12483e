from __future__ import annotations

import datetime as dt
import json

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.ids import Cards, Effect, Goals, Money, TargetGroups, Timeline
from dashboard.address.selection import Selection
from dashboard.overview import cards
from dashboard.overview.numbers import key_figures
from terms.languages import LANGUAGES
from terms.words import speaker

COUNTY = Selection(county="15", years=(2013, 2014))
NOTHING = Selection(county="03", years=(1950, 1950))
NB = speaker("nb")


def drawn(store, selection, language="nb"):
    return cards.draw(store, selection.within(language=language), speaker(language))


def rows(content):
    (table,) = content.tables
    return {label: (value, words) for label, value, words in table.rows}


def text(content):
    return json.dumps(json.loads(to_json_plotly(list(content.chart))), ensure_ascii=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("selection", [COUNTY, Selection(), NOTHING])
def test_there_are_always_the_same_six_cards(store, selection, language):
    say = speaker(language)
    content = drawn(store, selection, language)
    labels = (
        *("cards.attainment", "cards.targets", "cards.plan"),
        *("label.unique_participants", "cards.municipalities", "cards.grant"),
    )
    assert list(rows(content)) == [say(label) for label in labels]
    shown = text(content)
    for label, (value, words) in rows(content).items():
        assert value
        assert words
        assert label in shown
        assert value in shown
        assert words in shown


def test_a_card_says_the_same_as_the_key_figures(store):
    figures = key_figures(store, COUNTY, today=dt.datetime.now(dt.UTC).date())
    shown = rows(drawn(store, COUNTY))
    goals, plan, grants = figures.goals, figures.plan, figures.grants
    assert shown[NB("cards.attainment")][0] == f"{goals.in_course} av {goals.measurable}"
    assert shown[NB("cards.targets")][0] == f"{goals.measurable} av {goals.total}"
    assert str(goals.not_measurable) in shown[NB("cards.targets")][1]
    assert shown[NB("cards.plan")][0] == f"{plan.on_plan} av {plan.assessed}"
    assert shown[NB("cards.municipalities")][0] == f"{figures.active} av {figures.places}"
    assert shown[NB("cards.grant")][0] == NB.money(grants.ceiling)


def test_what_is_not_known_is_a_dash_and_a_sentence_and_never_zero(store):
    shown = rows(drawn(store, NOTHING))
    for card in ("cards.attainment", "cards.plan", "label.unique_participants", "cards.grant"):
        assert shown[NB(card)][0] == "–", card
    assert shown[NB("label.unique_participants")][1] == NB("cards.participants_none")
    assert shown[NB("cards.attainment")][1] == NB("cards.attainment_none")


def test_participants_come_with_their_share_of_the_residents(store):
    value, words = rows(drawn(store, COUNTY))[NB("label.unique_participants")]
    assert value[0].isdigit()
    assert "%" in words
    assert "innvandrere" in words


def test_invented_figures_are_marked_where_they_stand(store):
    content = drawn(store, COUNTY)
    assert content.example
    assert NB("shell.example") in text(content)
    assert not drawn(store, NOTHING).example


def test_a_grant_a_source_states_is_not_marked_as_example(store):
    node = json.loads(to_json_plotly(list(drawn(store, COUNTY).chart)))
    grant = node[0]["props"]["children"][-1]
    assert NB("cards.grant") in json.dumps(grant, ensure_ascii=False)
    assert NB("shell.example") not in json.dumps(grant, ensure_ascii=False)


def test_a_card_leads_to_the_panel_with_the_details(store):
    shown = text(drawn(store, COUNTY))
    for panel in (Goals.PANEL, TargetGroups.PANEL, Effect.PANEL, Money.PANEL):
        assert f'"href": "/?{COUNTY.query()}#{panel}"' in shown
    assert f'"href": "/styringsgruppe?{COUNTY.query()}#{Timeline.PANEL}"' in shown


def test_documents_and_official_tables_are_given_as_sources(store):
    lines = drawn(store, COUNTY).sources
    assert any("dokument 004" in line or "dokument 002" in line for line in lines)
    assert any("CC BY 4.0" in line for line in lines)


def test_nothing_needs_a_chart_library(store):
    assert "Graph" not in text(drawn(store, COUNTY))


def test_the_place_of_the_cards_is_named_for_those_who_hear_it():
    empty = cards.layout(NB)
    assert empty.id == Cards.PANEL
    assert getattr(empty, "aria-label") == NB("label.key_figures")
