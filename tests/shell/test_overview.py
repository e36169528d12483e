"""The panels of the overview alone: the worst to follow up, money by post, reports and decisions."""

from __future__ import annotations

import json

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.selection import Selection
from dashboard.anchoring import panel as decisions
from dashboard.money import panel as money
from dashboard.overview import attention, attention_worst
from dashboard.overview.attention_worst import WORST
from terms.languages import LANGUAGES
from terms.words import speaker

NN = speaker("nn")
HARAM = Selection(language="nn", county="15", municipalities=("1580",))
COUNTRY = Selection(language="nn")


def words(content):
    return json.dumps(json.loads(to_json_plotly(list(content.chart))), ensure_ascii=False)


def nodes(content):
    waiting = json.loads(to_json_plotly(list(content.chart)))
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting = node + waiting
        elif isinstance(node, dict):
            yield node
            waiting = [node["props"].get("children"), *waiting]


def test_the_overview_lists_the_worst_five_and_the_rest_on_request(store):
    every = list(nodes(attention_worst.draw(store, COUNTRY, NN)))
    items = [n["props"]["children"] for n in every if n["props"].get("className") == "attention-item"]
    whole = [
        node["props"]["children"]
        for node in nodes(attention.draw(store, COUNTRY, NN))
        if node["props"].get("className") == "attention-item"
    ]
    assert items[:WORST] == whole[:WORST], "the same items in the same order as the county's list"
    folded = next(n for n in every if n["type"] == "Details")
    assert len(items) > WORST
    assert json.dumps(folded).count("attention-item") == len(items) - WORST


def test_with_one_project_its_name_is_in_the_sentence_alone(store):
    content = attention_worst.draw(store, HARAM, NN)
    assert "Program for integrering i Haram" in content.sentence
    assert "attention-project" not in words(content)


def test_money_by_post_sums_to_what_the_status_line_says(store):
    content = money.draw(store, HARAM, NN)
    assert content.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "2 435 000 kr er brukt av 2 570 000 kr budsjettert (95 %). 1 av 1 prosjekt har levert rekneskap."
    )
    posts, projects = content.tables
    assert posts.rows[0][0].children == "Prosjektleiing"
    assert len(projects.rows) == 1
    assert content.example
    assert "over budsjett" in words(money.draw(store, COUNTRY, NN))


def test_money_says_who_has_not_delivered_and_who_can(store):
    content = money.draw(store, Selection(language="nn", projects=("dalen-bolyst",)), NN)
    assert content.sentence == "Ingen prosjekt har levert budsjett eller rekneskap etter postar."
    assert "Prosjektleiaren kan levere" in words(content)


def test_decisions_of_one_project_are_told_in_full(store):
    shown = words(decisions.draw(store, HARAM, NN))
    for part in ("Strategiplan 2007–2017", "Partnarskap med næringslivet", "Ikkje oppgitt", "61 dagar over"):
        assert part in shown


def test_decisions_of_several_projects_are_counted_and_listed_by_project(store):
    content = decisions.draw(store, COUNTRY, NN)
    shown = words(content)
    assert "6 av 24 prosjekt" in shown
    assert "/prosjekt/hitra-inn?" in shown
    assert len(content.tables[0].rows) == 24


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", [attention_worst, money, decisions])
def test_a_selection_without_projects_is_a_sentence(store, panel, language):
    say = speaker(language)
    content = panel.draw(store, Selection(language=language, county="03"), say)
    assert content.sentence
    assert not content.tables
    assert not content.chart
