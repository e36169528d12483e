from __future__ import annotations

import datetime as dt
import json
from itertools import pairwise

import pytest
from dash import html
from plotly.io.json import to_json_plotly

from dashboard.content import parts
from dashboard.content.parts import SHAPES, Content, Table
from dashboard.method import method
from terms.words import speaker

NB = speaker("nb")


def plain(component):
    """A component as the browser gets it."""
    return json.loads(to_json_plotly(component))


def found(component, kind):
    """Every element of a kind in a component."""
    seen, waiting = [], [plain(component)]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, dict):
            seen += [node["props"]] if node.get("type") == kind else []
            waiting = [*node.get("props", {}).values(), *waiting]
        elif isinstance(node, list):
            waiting = [*node, *waiting]
    return seen


def words(component):
    """All the text of a component."""
    node = plain(component)
    if isinstance(node, dict):
        return words_of(node["props"].get("children"))
    return words_of(node)


def words_of(node):
    if isinstance(node, dict):
        return words_of(node["props"].get("children"))
    return " ".join(map(words_of, node)) if isinstance(node, list) else str(node or "")


def content(**more):
    return Content(title="Tittel", sentence="Setningen.", chart=[html.P("Figuren")], **more)


def test_a_panel_has_title_sentence_chart_and_a_mark_of_the_query_in_this_order():
    drawn = parts.frame(content(method="status"), NB, "sprak=nb&fylke=15")
    text = words(drawn)
    places = [text.index(word) for word in ("Tittel", "Setningen.", "Figuren", NB("shell.method_link"))]
    assert all(first < second for first, second in pairwise(places))
    assert drawn[-1].to_plotly_json()["props"]["data-drawn"] == "sprak=nb&fylke=15"
    assert found(drawn, "H2")[0]["children"] == "Tittel"


def test_a_panel_links_to_the_section_that_explains_it():
    (link,) = found(parts.frame(content(method="dekning"), speaker("nn"), ""), "A")
    assert link["href"] == "/metode?sprak=nn#dekning"
    assert "dekning" in method.ANCHORS


def test_invented_values_are_marked_and_others_are_not():
    mark = NB("shell.example")
    assert mark in words(parts.frame(content(example=True), NB, ""))
    assert mark not in words(parts.frame(content(), NB, ""))


def test_a_panel_without_tables_has_no_twin():
    assert not found(parts.frame(content(), NB, ""), "Details")
    twin = Table("Mål", ("Mål", "Verdi"), [("a", "1")])
    assert found(parts.frame(content(tables=[twin]), NB, ""), "Details")


def test_notes_and_sources_are_shown_as_they_are():
    text = words(parts.frame(content(notes=["Merk."], sources=["Kilde: X"]), NB, ""))
    assert "Merk." in text
    assert "Kilde: X" in text


def test_a_table_says_what_it_is_and_which_cells_are_headers():
    made = parts.table(Table("Mål", ("Mål", "Verdi"), [("a", "1"), ("b", "2")], frozenset({1})))
    assert found(made, "Caption")[0]["children"] == "Mål"
    heads = found(made, "Th")
    assert [head["scope"] for head in heads] == ["col", "col", "row", "row"]
    assert [cell["children"] for cell in found(made, "Td")] == ["1", "2"]
    assert all(cell["className"] == "number" for cell in found(made, "Td"))
    assert heads[0].get("className") is None


def test_a_wide_table_can_be_scrolled_by_keyboard():
    props = plain(parts.table(Table("Mål", ("a",), [])))["props"]
    assert props["tabIndex"] == "0"
    assert props["aria-label"] == "Mål"
    assert props["role"] in {"group", "region"}


@pytest.mark.parametrize("state", SHAPES)
def test_a_state_is_word_and_shape_and_never_colour_alone(state):
    mark = parts.mark(state, "I rute")
    assert words(mark) == f"{SHAPES[state]} I rute"
    assert plain(mark)["props"]["className"] == f"mark mark-{state}"
    assert found(mark, "Span")[1]["aria-hidden"] == "true"


def test_every_state_has_a_shape_of_its_own():
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.parametrize(
    ("share", "width"),
    [
        (0.25, "25.0%"),
        (0.0, "0.0%"),
        (1.0, "100.0%"),
        (1.2, "80.0%"),
        (9.0, "100.0%"),
        (-0.5, "0.0%"),
        (None, "0.0%"),
    ],
)
def test_a_bar_is_as_long_as_the_share_and_stays_in_its_track(share, width):
    made = parts.bullet(share, words="x")
    bar = next(span for span in found(made, "Span") if "bullet-bar" in span["className"])
    assert bar["style"]["width"] == width


def test_a_bar_beyond_the_target_shows_where_the_target_is():
    spans = [span["className"] for span in found(parts.bullet(1.2, words="x"), "Span")]
    assert "bullet-target" in spans
    assert "bullet-target" not in [span["className"] for span in found(parts.bullet(0.9, words="x"), "Span")]


def test_where_it_should_be_today_is_a_line_and_words():
    made = parts.bullet(0.2, words="20 av 100", expected=0.5, expected_words="50 i dag")
    line = next(span for span in found(made, "Span") if span["className"] == "bullet-expected")
    assert line["style"]["left"] == "50.0%"
    assert "20 av 100" in words(made)
    assert "50 i dag" in words(made)


def test_a_bar_is_not_read_out_twice():
    made = parts.bullet(0.2, words="20 av 100")
    track = next(div for div in found(made, "Div") if div["className"] == "bullet-track")
    assert track["aria-hidden"] == "true"


def test_documents_are_named_by_what_they_are():
    lines = parts.source_lines(
        NB, ["004_7e317225d6d87f11.txt", "001_53ea93677e2763da.txt", "001_53ea93677e2763da.txt"]
    )
    assert lines == [f"Kilde: {NB('shell.document_004')} · {NB('shell.document_001')}"]


def test_example_rows_and_web_addresses_are_sources_too():
    (line,) = parts.source_lines(NB, ["seeds/example.py", "https://kun.nl.no/prosjekt"])
    assert NB("shell.source_example") in line
    assert "https://kun.nl.no/prosjekt" in line


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("nb", "Kilde: Statistisk sentralbyrå, tabell 09817, hentet 2. januar 2026 (CC BY 4.0). Bearbeidet."),
        ("nn", "Kjelde: Statistisk sentralbyrå, tabell 09817, henta 2. januar 2026 (CC BY 4.0). Omarbeidd."),
        ("en", "Source: Statistics Norway, table 09817, retrieved 2 January 2026 (CC BY 4.0). Adapted."),
    ],
)
def test_a_table_of_statistics_norway_is_credited_in_full(language, line):
    day = dt.date(2026, 1, 2)
    lines = parts.source_lines(speaker(language), [], tables=["SSB 09817", "SSB 09817"], retrieved=day)
    assert [one.replace("\N{NO-BREAK SPACE}", " ") for one in lines] == [line]


def test_each_publisher_has_its_own_line_and_only_the_licence_it_has_given():
    lines = parts.source_lines(
        NB,
        [],
        tables=["SSB 09817; IMDi bosatt_anmodede", "SSB 07459", "Klass"],
        retrieved=dt.date(2026, 1, 2),
    )
    assert [line.split(",")[0] for line in lines] == [
        "Kilde: Statistisk sentralbyrå",
        "Kilde: IMDi",
        "Kilde: Klass",
    ]
    assert "tabell 07459 og 09817, hentet" in lines[0]
    assert ["CC BY" in line for line in lines] == [True, False, False]
    assert parts.source_lines(NB, [], tables=["SSB 09817"]) == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_evidence_status_and_document_has_a_name(language):
    say = speaker(language)
    assert all(say.has(key) for key in (*parts.EVIDENCE_KEYS.values(), *parts.DOCUMENT_KEYS.values()))


def test_every_source_of_the_seeds_can_be_named(store):
    for name in ("project", "goal", "milestone", "report", "participation_source_sum", "effect_assessment"):
        lines = parts.source_lines(NB, store[name]["source"])
        assert lines
        assert ".txt" not in lines[0], name


def test_attributes_are_written_as_html_has_them():
    assert parts.attributes(data_drawn="x", aria_label="y") == {"data-drawn": "x", "aria-label": "y"}


def test_a_notice_is_a_sentence_with_a_shape():
    assert words(parts.notice("Ingen tall.", state="warning")) == "▲ Ingen tall."


def test_a_tag_is_a_word():
    assert words(parts.tag("Vurdert av andre")) == "Vurdert av andre"
