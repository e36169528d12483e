from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.selection import read_query
from dashboard.anchoring import continuation, success_factors
from dashboard.content.parts import frame
from dashboard.coverage import gaps_panel as gaps
from dashboard.effect import policy_panel as policy_goals
from dashboard.measures import modules
from dashboard.method.method import ANCHORS
from dashboard.portfolio import programme_facts, transfer
from terms.languages import LANGUAGES
from terms.words import speaker

PANELS = (gaps, transfer, policy_goals, success_factors, modules, continuation, programme_facts)
COUNTY, EVERYWHERE, KUN = "sprak=nn&fylke=15", "sprak=nn&fylke=alle", "sprak=nn&program=kun-inn&fylke=50"
VESTERALEN = "sprak=nb&fylke=18&prosjekt=vesteralen-innvandrere-en-ressurs"
NOBODY = "sprak=nb&fylke=03"


def content(panel, store, query):
    selection, _, _ = read_query(query)
    return panel.draw(store, selection, speaker(selection.language))


def text(pieces):
    return json.dumps(json.loads(to_json_plotly(list(pieces))), ensure_ascii=False)


def rows(table):
    """Rows of a table with the words of its cells."""
    return [[cell if isinstance(cell, str) else words(cell) for cell in row] for row in table.rows]


def words(piece):
    return "".join(re.findall(r'"children": "([^"]*)"', text([piece])))


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(
    "query", [COUNTY, EVERYWHERE, KUN, VESTERALEN, NOBODY, "sprak=nn&fylke=15&kommune=1580"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_has_title_sentence_and_method_in_every_language(store, panel, query, language):
    found = content(panel, store, query.replace("sprak=nn", f"sprak={language}"))
    assert found.title
    assert found.sentence.endswith(".")
    assert found.method in ANCHORS
    assert found.chart
    for table in found.tables:
        assert all(len(row) == len(table.columns) for row in table.rows)
    assert frame(found, speaker(language), query)


@pytest.mark.parametrize("panel", PANELS)
def test_a_shape_never_stands_without_a_word(store, panel):
    shown = text(content(panel, store, EVERYWHERE).chart)
    beside = re.findall(r'"mark-shape"[^}]*}[^}]*}, "([^"]*)"', shown)
    assert shown.count('"mark-shape"') == len(beside)
    assert all(beside)


def test_a_group_that_a_report_says_was_not_reached_is_a_gap_in_spite_of_example_counts(store):
    found = content(gaps, store, VESTERALEN)
    states = {row[0]: row[1] for row in rows(found.tables[0])}
    assert states["Ekteskapsmigranter"] == "Planlagt, ikke nådd"
    assert states["Arbeidsinnvandrere"] == "Planlagt, ikke nådd"
    assert states["Innvandrere"] == "Nådd"
    assert states["Sesongarbeidere"] == "Ingen har planlagt"
    assert found.example


def test_all_inhabitants_are_never_what_to_prioritise(store):
    shown = text(content(gaps, store, COUNTY).chart)
    priority = re.search(r"Prioriter i neste utlysing: ([^\"]*)", shown)[1]
    assert "familieinnvandrarar" in priority
    assert "alle innbyggjarar" not in priority


def test_municipalities_without_a_project_are_counted_pictured_and_listed(store):
    found = content(gaps, store, COUNTY)
    assert "18 av 27 kommunar er utan prosjekt." in found.sentence
    listed = {row[0] for row in rows(found.tables[-1])}
    assert len(listed) == 18
    assert "Molde" in listed
    assert listed.isdisjoint({"Haram", "Vestnes", "Fjord", "Sunndal"})
    picture = next(src for src in re.findall(r'"src": "([^"]+)"', text(found.chart)))
    filled, opened = re.findall(r"<path d='([^']*)'", unquote(picture))
    assert (filled.count("M"), opened.count("M")) == (9, 18)


def test_the_whole_country_is_told_by_county(store):
    by_group, by_county = content(gaps, store, EVERYWHERE).tables[1:]
    mentors = next(row for row in rows(by_group) if row[0] == "Mentorar")
    assert mentors[1] == "Nordland og Trøndelag"
    assert ["Trøndelag", "35", "38"] in rows(by_county)


def test_a_share_needs_the_same_year_every_municipality_and_ten_persons(store):
    found = text(content(gaps, store, f"{COUNTY}&aar=2014").chart).replace("\N{NO-BREAK SPACE}", " ")
    facts = re.findall(r'"([^"]* busette per 1. januar [^"]* personar nådde [^"]*)"', found)
    assert any(
        fact.startswith("24 820 busette per 1. januar 2014. 447 personar nådde i 2014, 1,8 %")
        for fact in facts
    )
    partial = [fact for fact in facts if "kommunar)" in fact]
    assert partial
    assert not any("%" in fact for fact in partial)
    assert all("(eksempeldata)" in fact for fact in facts)


def test_a_group_missed_here_is_found_elsewhere_with_method_and_a_role_to_ask(store):
    found = content(transfer, store, f"{COUNTY}&kommune=1535&gruppe=mentors")
    shown = text(found.chart)
    assert found.sentence.startswith("1 av 1 gruppe")
    assert "/prosjekt/vesteralen-innvandrere-en-ressurs?" in shown
    assert "/prosjekt/lierne-inn?" in shown
    assert "Koordinator i kommunen, KUN senter for kunnskap og likestilling" in shown
    assert "To tiltak rettet direkte mot innvandrere" in shown
    assert "Modell for hvordan kommuner kan strukturere" in shown
    assert "som Vestnes" in shown
    assert not any(name in shown for name in ("Haram", "vestnes-god-integrering"))


def test_own_projects_are_never_an_example_to_follow(store):
    shown = text(content(transfer, store, "sprak=nb&fylke=18&gruppe=mentors").chart)
    assert "/prosjekt/lierne-inn?" in shown
    assert "/prosjekt/vesteralen" not in shown


def test_without_a_place_or_a_group_the_list_says_what_to_choose(store):
    assert content(transfer, store, EVERYWHERE).sentence.startswith("Vel eit fylke")


def test_policy_goals_count_ticks_and_say_that_nobody_has_assessed_them(store):
    found = content(policy_goals, store, VESTERALEN)
    counted = {row[0][0]: row[1:5] for row in rows(found.tables[1])}
    assert [letter for letter, row in counted.items() if row[0] == "1"] == ["a", "e", "h"]
    assert counted["a"] == ["1", "1", "0", "0"]
    assert "3 kryss" in found.sentence
    assert "Ingen av kryssene er vurdert av andre" in found.sentence
    assert not found.example
    assert content(policy_goals, store, COUNTY).example


def test_the_heat_map_shows_what_the_report_says_and_marks_examples(store):
    found = content(success_factors, store, VESTERALEN)
    stated = [(row[1][:3], row[2]) for row in rows(found.tables[0])]
    assert stated == [
        ("1.2", "Ikke oppfylt"),
        ("1.3", "Delvis"),
        ("3.1", "Ikke oppfylt"),
        ("3.3", "Delvis"),
    ]
    assert not found.example
    county = content(success_factors, store, COUNTY)
    shown = text(county.chart)
    assert "heat-example" in shown
    assert "1 av 3 vurderte" in shown
    assert "/prosjekt/haram-integrering?" in shown
    assert "%" not in shown


def test_modules_stand_by_municipality_and_the_third_has_no_checklist(store):
    found = content(modules, store, KUN)
    shown = text(found.chart)
    assert found.sentence.startswith("3 kommunar nyttar modulane")
    assert shown.count("Utan sjekkliste") == 3
    assert "Lierne" in shown
    done = [row for row in rows(found.tables[0]) if row[0] == "Lierne" and row[3] == "Fullført"]
    assert {row[4] for row in done} == {"–", "Eksempeldata"}


def test_workshops_are_named_where_they_were_held(store):
    found = content(modules, store, EVERYWHERE)
    assert "Det er halde utviklingsverkstader i 3 kommunar." in found.sentence
    assert all(place in text(found.chart) for place in ("Tønsberg", "Hamar", "Flora"))


def test_continuation_keeps_the_reports_words_and_does_not_guess_which_municipalities(store):
    found = content(continuation, store, VESTERALEN)
    assert found.sentence == (
        "1 av 1 prosjekt skriver hva som fortsetter. Ingen har oppgitt hvilke kommuner det gjelder."
    )
    shown = text(found.chart)
    assert "fem av seks kommuner" in shown
    assert "Ikke oppgitt: 6 kommuner" in shown


def test_programme_facts_show_both_of_two_sources_that_disagree(store):
    shown = text(content(programme_facts, store, "sprak=nb&fylke=alle&program=bolyst").chart)
    assert "147" in shown
    assert "179\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr" in shown
    assert '"183"' in shown
    assert '"182"' in shown
    assert "https://www.regjeringen.no/id653822" in shown
