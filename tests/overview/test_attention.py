from __future__ import annotations

import json

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.selection import Selection
from dashboard.overview import attention
from dashboard.overview.attention_numbers import SEVERITY
from dashboard.overview.attention_wording import SENTENCES, SEVERITY_MARKS
from dashboard.overview.attention_words import PLACES
from terms.languages import LANGUAGES
from terms.words import speaker
from tests.portfolio_frames import board, milestone, project

NN = speaker("nn")


def words(content):
    return json.dumps(json.loads(to_json_plotly(list(content.chart))), ensure_ascii=False)


def draw(store, selection=None, say=NN):
    return attention.draw(store, selection or Selection(language=say.language), say)


def test_every_kind_has_a_sentence_a_place_and_a_severity_with_a_shape():
    assert set(SENTENCES) | {"group"} == set(SEVERITY) == set(PLACES)
    assert set(SEVERITY.values()) == set(SEVERITY_MARKS)


def test_reasons_are_told_in_words_with_their_numbers():
    shown = words(draw(board()))
    assert "2 milepælar er over fristen. Eldst er «" in shown
    assert "», med 213 dagar." in shown
    assert "Årsrapporten for 2014 er ikkje levert, 251 dagar etter fristen." in shown
    assert "1 av 2 målgrupper er ikkje nådd: næringsliv." in shown
    assert "10\N{NO-BREAK SPACE}% under budsjettet" in shown
    assert "1 av 2 plassar i styringsgruppa er tom. Leiar manglar." in shown
    assert "Har ikkje rapportert noko enno." in shown


def test_an_item_leads_to_its_place_and_its_sheet_with_the_same_filters():
    selection = Selection(language="nn", county="15", years=(2015, 2015))
    shown = words(draw(board(), selection))
    assert "/?sprak=nn&fylke=15&prosjekt=haram&aar=2015#goals" in shown
    assert "/prosjekt/haram?sprak=nn&fylke=15&aar=2015" in shown


def test_the_projects_own_words_keep_their_language():
    shown = json.loads(words(draw(board(), say=speaker("en"))))
    assert {"props": {"children": "Milepæl c", "lang": "nn"}, "namespace": "dash_html_components", "type": "Span"} in list(spans(shown))  # fmt: skip  # noqa: E501 - one component as it is sent


def spans(node):
    if isinstance(node, list):
        for each in node:
            yield from spans(each)
    elif isinstance(node, dict):
        yield node
        yield from spans(node.get("props", {}).get("children"))


def crowd(count):
    """A board of many projects, each with a milestone overdue."""
    names = [f"p{place:03}" for place in range(count)]
    return board(
        project=[project(name, name) for name in names],
        milestone=[milestone(name, name, "2014-01-01") for name in names],
    )


def test_many_items_are_folded_and_what_is_beyond_the_list_is_counted():
    shown = words(draw(crowd(12)))
    assert shown.count("attention-item") == 12 + 12 + 12 + 12, "overdue, reports, leadership and meetings"
    assert "Vis 16 til" in shown
    assert "ikkje lista" not in shown
    shown = words(draw(crowd(50)))
    assert "70 til er ikkje lista." in shown, "of 50 overdue and 50 without reports"
    assert shown.count("attention-item") == 30 * 3


def test_one_project_is_told_by_name_and_several_by_number():
    one = draw(board(), Selection(language="nn", projects=("haram",)))
    assert (
        one.sentence == "Haram har 3 ting som må avklarast no, 3 å følgje med på og ingenting å etterspørje."
    )
    assert (
        draw(board()).sentence == "1 av 3 prosjekt har noko som må avklarast no. 1 har noko å følgje med på."
    )


def test_nothing_to_follow_up_and_no_project_are_two_different_answers():
    nobody = draw(board(), Selection(language="nn", municipalities=("0301",)))
    assert nobody.sentence == "Ingen prosjekt er med i utvalet."
    assert not list(nobody.chart)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("selection", [Selection(), Selection(county="15"), Selection(years=(2014, 2014))])
def test_the_seeds_are_drawn_in_every_language(store, language, selection):
    content = attention.draw(store, selection.within(language=language), speaker(language))
    assert content.chart
    assert content.example
    assert content.sources


def test_every_item_of_the_seeds_is_on_the_page(store):
    shown = words(draw(store))
    assert shown.count("attention-item") == 46
