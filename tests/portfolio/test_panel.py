from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.selection import Selection
from dashboard.content.sparkline import sparkline
from dashboard.portfolio import panel as portfolio
from dashboard.portfolio.numbers import FIELDS
from dashboard.portfolio.portfolio_table import COLUMN_KEYS
from terms.languages import LANGUAGES
from terms.words import speaker
from tests.portfolio_frames import board

NN = speaker("nn")


def parts(node, tag):
    """Every element of a tag inside a node."""
    if isinstance(node, list):
        if node and node[0] == tag:
            yield node
        for each in node[2:]:
            yield from parts(each, tag)


def text(node):
    return node if isinstance(node, str) else "".join(text(each) for each in node[2:])


def drawn(store, selection=None, say=NN):
    content = portfolio.draw(store, selection or Selection(language=say.language), say)
    return content, content.chart[0].nodes[-1]


def row(table, name):
    return next(tr for tr in parts(table, "tr") if any(name in text(th) for th in parts(tr, "th")))


def test_every_field_has_a_heading_that_is_a_button_and_says_how_many_delivered():
    _, table = drawn(board())
    heads = list(parts(next(parts(table, "thead")), "th"))
    assert [head[1]["data-field"] for head in heads] == list(COLUMN_KEYS)
    assert list(COLUMN_KEYS)[1:] == list(FIELDS)
    assert all(len(list(parts(head, "button"))) == 1 for head in heads)
    assert all("1 av 3 har levert" in text(head) for head in heads[1:])
    assert [head[1]["aria-sort"] for head in heads].count("ascending") == 1


def test_what_is_missing_is_said_in_words_has_no_key_and_is_never_zero():
    _, table = drawn(board())
    cells = list(parts(row(table, "Dalen"), "td"))
    assert [text(cell) for cell in cells] == ["ikkje rapportert"] * len(FIELDS)
    assert not any("data-sort" in cell[1] for cell in cells)


def test_a_told_project_has_its_values_in_words_and_keys_to_sort_by():
    _, table = drawn(board())
    cells = dict(zip(FIELDS, parts(row(table, "Haram kommune"), "td"), strict=True))
    assert text(cells["goals"]) == "1 av 21 manglar målepunkt"
    assert cells["goals"][1]["data-sort"] == "0.5"
    assert text(cells["overdue"]) == "2lengst 213 dagar"
    assert text(cells["persons"]) == "40–60innvandrarar, 2015"
    assert text(cells["effect"]).startswith("b → a")
    assert text(cells["budget"]).startswith("\N{MINUS SIGN}10\N{NO-BREAK SPACE}%")
    assert text(cells["report"]) == "1. november 2015årsrapport for 2014 manglar"


def test_a_row_leads_to_its_sheet_with_the_same_filters():
    _, table = drawn(board(), Selection(language="nn", county="15"))
    (link,) = parts(row(table, "Haram kommune"), "a")
    assert link[1]["href"] == "/prosjekt/haram?sprak=nn&fylke=15"


def test_series_are_pictures_with_their_numbers_as_text():
    _, table = drawn(board())
    pictures = [image[1] for image in parts(table, "img")]
    assert [picture["alt"] for picture in pictures] == [
        "«Mål g1»: 60, 100 (2014–2015)",
        "Unike deltakarar, innvandrarar: 2014: 30, 2015: 40–60",
    ]
    assert all(picture["src"].startswith("data:image/svg+xml") for picture in pictures)


def test_a_sparkline_stays_inside_its_picture_also_for_negative_and_equal_values():
    for values in ([0, 0, 0], [-5, 5, 2], [7], [3.5, 1e9]):
        picture = unquote(sparkline(values, values, "x")[1]["src"])
        for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", picture.split("<svg")[1]):
            assert 0 <= float(x) <= 72
            assert 0 <= float(y) <= 20
        assert "nan" not in picture


def test_the_sentence_counts_who_delivered_and_what_is_to_be_settled():
    content, _ = drawn(board())
    assert content.sentence.startswith("1 av 3 prosjekt har levert noko. 1 har noko som må avklarast.")


def test_an_empty_selection_says_what_to_do():
    content = portfolio.draw(board(), Selection(language="nn", municipalities=("0301",)), NN)
    assert "Vel eit større område" in to_json_plotly(list(content.chart))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seeds_are_drawn_in_every_language_within_their_size(store, language):
    content, table = drawn(store, say=speaker(language))
    assert len(list(parts(next(parts(table, "tbody")), "tr"))) == len(store["project"])
    assert len(to_json_plotly(list(content.chart))) < 60_000
    assert content.example
