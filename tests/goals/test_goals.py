from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from dashboard.address.selection import Selection, read_query
from dashboard.content import drawing
from dashboard.content.html import html
from dashboard.goals import official as official_figures
from dashboard.goals import panel
from dashboard.goals.card import CHAIN_KEYS, goal_item
from dashboard.goals.facts import Beside, found_goals
from dashboard.goals.numbers import STATUSES
from dashboard.goals.wording import LEVEL_KEYS, STATES, STATUS_KEYS
from dashboard.store.frames import SPECS
from dashboard.store.store import FrameStore
from data_sources import schema
from terms.words import HARD, speaker
from tests import block_reading
from tests.block_reading import read, words

MEASURED = {
    "goal": "g1",
    "project": "p",
    "parent": None,
    "level": "sub_goal",
    "position": 2,
    "text": "Fleire på norskkurs",
    "baseline": 0,
    "target": 60,
    "unit": "deltakarar",
    "start": "2014-01-01",
    "deadline": "2015-12-31",
    "direction": "up",
    "owner_role": "Rektor",
    "indicator": "immigrants_total",
    "evidence": "application",
    "source": "000_a.txt",
}
WORDS_ONLY = {
    **MEASURED,
    "goal": "g0",
    "position": 1,
    "level": "main_goal",
    "text": "Alle skal trivast",
    "target": None,
    "baseline": None,
    "owner_role": None,
    "indicator": None,
}
PROJECT = {"project": "p", "programme": "bolyst", "name": "Prosjekt", "language": "nn"}
NUMBERS = ("1535", "1531", "1515", "1516", "1520", "1525")
SOURCED = {"evidence": "self_reported", "source": "001_b.txt"}


def frame(name, rows):
    spec = SPECS[name]
    made = pd.DataFrame(rows, columns=sorted(spec.columns))
    text = {*spec.key, *spec.text} - {"year", "date", "position"}
    days = {column: pd.to_datetime(made[column]) for column in spec.key if column == "date"}
    return made.astype(dict.fromkeys(text, "str")).assign(**days)


def observed(*values):
    return [{"goal": goal, "date": date, "value": value, **SOURCED} for goal, date, value in values]


def works(project, *numbers, role="participant"):
    return [{"project": project, "municipality": number, "year": 2024, "role": role} for number in numbers]


def statistics():
    """Population 10 000 everywhere; immigrants 500 + 100 per year since 2012 and per place in the list."""
    return [
        {"indicator": indicator, "municipality": number, "year": year, "value": value,
         "source_table": f"SSB {indicator}", "retrieved": "2026-11-22"}
        for place, number in enumerate(NUMBERS)
        for year in (2013, 2014, 2015)
        for indicator, value in (
            ("population", 10_000),
            ("immigrants_total", 500 + 100 * (year - 2012) + 100 * place),
        )
    ]  # fmt: skip


def board(**frames):
    """Store over one project in Vestnes with one goal in numbers and one in words, unless told otherwise."""
    rows = {
        "county": [{"county": "15", "name": "Møre og Romsdal"}],
        "municipality": [
            {"municipality": number, "name": number, "label": f"Stad{number}", "county": "15",
             "valid_from": 2012, "centrality": 4}
            for number in NUMBERS
        ],
        "programme": [{"programme": "bolyst", "name": "Bolyst"}],
        "project": [PROJECT],
        "project_municipality": works("p", "1535"),
        "goal": [MEASURED, WORDS_ONLY],
        "goal_observation": observed(("g1", "2015-06-30", 38)),
        "indicator": [
            {"indicator": name, "name_nb": nb, "name_nn": nn, "name_en": en}
            for name, nb, nn, en in (
                ("immigrants_total", "Innvandrere", "Innvandrarar", "Immigrants"),
                ("population", "Folkemengde", "Folkemengd", "Population"),
            )
        ],
        "statistic": statistics(),
        **frames,
    }  # fmt: skip
    return FrameStore({name: lambda name=name: frame(name, rows.get(name, [])) for name in SPECS}, lambda: 1)


def drawn(store, query="sprak=nn&fylke=15&aar=2015"):
    selection, _, _ = read_query(query)
    say = speaker(selection.language)
    return read(panel.draw(store, selection, say), say)


def classed(content, name):
    return block_reading.classed(content.chart, name)


def test_the_sentence_says_how_many_are_on_track_and_how_many_cannot_be_measured():
    content = drawn(board())
    assert content.title.replace(HARD, " ") == "Mål i Møre og Romsdal, per 31. desember 2015"
    assert content.sentence == (
        "0 av 1 målbart mål er nådd eller i rute. 1 ligg etter. 1 mål har ikkje tal og kan ikkje målast."
    )


def test_without_numbers_the_sentence_says_that_nothing_can_be_measured():
    content = drawn(board(goal=[WORDS_ONLY, {**WORDS_ONLY, "goal": "g2"}]), "sprak=nb&fylke=15")
    assert content.sentence == "Ingen av de 2 målene har tall, og ingen av dem kan måles."
    assert not classed(content, "goal-card")


def test_a_goal_with_a_number_gets_a_card_with_three_answers_each_in_words():
    (card,) = classed(drawn(board()), "goal-card")
    own, position, context = (words(part) for part in card.findall(".//section"))
    assert "38 av 60 deltakarar (63 %) · skulle vore 100 %" in own
    assert "Frist 31. desember 2015" in own
    assert "Nr. 6 av 6 liknande kommunar" in position or "Mellom nr." in position
    assert "Stad1535: 80 per 1000 innbyggjarar i 2015 (mellom 75 og 85)" in position
    assert "Innvandrarar i Stad1535: 700 i 2014, 800 i 2015 (+100)" in context
    assert "Bakgrunn, ikkje resultat av prosjektet." in context
    assert words(card).startswith("Delmål Fleire på norskkurs ■ Langt etter")


def test_only_the_own_target_has_a_status_colour():
    (card,) = classed(drawn(board()), "goal-card")
    coloured = ("bullet-critical", "bullet-good", "bullet-warning", "bullet-partly")
    for section in card.findall(".//section")[1:]:
        classes = " ".join(part.get("class") or "" for part in section.iter())
        assert "mark" not in classes
        assert not any(name in classes for name in coloured)


def test_the_card_says_who_owns_the_goal_when_it_was_measured_and_how_well_it_is_founded():
    foot = words(classed(drawn(board()), "goal-foot")[0])
    assert "Eigar: Rektor" in foot
    assert "Sist målt 30. juni 2015" in foot
    assert "Planlagt i søknad" in foot
    assert "Kjelde: Distriktssenteret" in foot


def test_what_the_card_does_not_know_is_said():
    silent = {**MEASURED, "owner_role": None, "deadline": None, "indicator": None}
    (card,) = classed(drawn(board(goal=[silent], goal_observation=[])), "goal-card")
    for sentence in (
        "Eigar ikkje oppgitt",
        "Ikkje målt enno",
        "Ingen frist oppgitt",
        "Ikkje rapportert. Målet er 60 deltakarar",
        "Ikkje kopla til offisiell indikator.",
    ):
        assert sentence in words(card)


@pytest.mark.parametrize(
    ("changed", "value", "told"),
    [
        ({"target": 9}, 7, "7 av 9 deltakarar · skulle vore 9 deltakarar"),
        ({"baseline": 20, "target": 25}, 23, "23 no, på veg frå 20 til 25 deltakarar"),
        ({"baseline": 20, "target": 120}, 70, "70 no, 50 % av vegen frå 20 til 120 deltakarar"),
        ({"baseline": 50, "target": 40, "unit": "prosent"}, 52, "52 % no, −20 % av vegen frå 50 % til 40 %"),
        ({"baseline": 60}, 61, "61 deltakarar no; målet er å halde 60 deltakarar"),
    ],
)
def test_progress_is_told_in_the_words_the_numbers_bear(changed, value, told):
    store = board(goal=[{**MEASURED, **changed}], goal_observation=observed(("g1", "2015-06-30", value)))
    assert told in words(classed(drawn(store), "goal-card"))


def test_a_goal_in_words_is_one_line_that_says_what_is_missing():
    (line,) = classed(drawn(board()), "goal-line")
    assert words(line) == "Hovudmål Alle skal trivast ○ Manglar målepunkt"


def test_a_goal_in_words_still_shows_the_official_figure_it_is_linked_to():
    store = board(goal=[{**WORDS_ONLY, "indicator": "immigrants_total"}])
    assert words(classed(drawn(store), "goal-background")) == (
        "Innvandrarar i Stad1535: 700 i 2014, 800 i 2015 (+100)"
    )


def test_population_is_shown_but_never_ranked():
    store = board(goal=[{**MEASURED, "indicator": "population"}])
    (card,) = classed(drawn(store), "goal-card")
    assert "Folkemengda blir ikkje samanlikna" in words(card)
    assert "Folkemengd i Stad1535: 10 000 i 2014, 10 000 i 2015 (0)" in words(card)


def test_a_share_of_residents_is_told_by_the_count_it_is_made_of():
    rows = [
        {"indicator": "immigrant_share", "name_nb": "Andel", "name_nn": "Andel", "name_en": "Share"},
        {"indicator": "immigrants_total", "name_nb": "I", "name_nn": "Innvandrarar", "name_en": "I"},
    ]
    store = board(goal=[{**MEASURED, "indicator": "immigrant_share"}], indicator=rows)
    assert "Innvandrarar i Stad1535: 700 i 2014" in words(classed(drawn(store), "goal-card"))


def test_too_few_similar_municipalities_give_no_place():
    store = board(statistic=[row for row in statistics() if row["municipality"] in NUMBERS[:4]])
    assert "Stad1535 kan ikkje samanliknast" in words(classed(drawn(store), "goal-card"))


def test_official_figures_are_about_the_municipality_chosen_else_the_first_owner_by_name():
    store = board(project_municipality=[*works("p", "1515", "1516"), *works("p", "1535", role="owner")])
    whole_county, one = drawn(store), drawn(store, "sprak=nn&kommune=1516&aar=2015")
    assert "Innvandrarar i Stad1535" in words(whole_county.chart)
    assert "gjeld Stad1535, éin av 3 kommunar" in words(whole_county.chart)
    assert "Innvandrarar i Stad1516" in words(one.chart)


def test_a_project_without_a_municipality_says_so_on_the_card():
    store = board(project_municipality=[])
    assert "Prosjektet er ikkje knytt til ein kommune." in words(drawn(store, "sprak=nn&fylke=alle").chart)


def test_only_the_projects_of_the_selection_are_counted_and_shown():
    store = board(
        project=[PROJECT, {**PROJECT, "project": "q", "name": "Naboen"}],
        project_municipality=[*works("p", "1535"), *works("q", "1531")],
        goal=[MEASURED, {**MEASURED, "goal": "h", "project": "q"}],
    )
    both, one = drawn(store), drawn(store, "sprak=nn&kommune=1535&aar=2015")
    assert "0 av 2 målbare mål" in both.sentence
    assert "0 av 1 målbart mål" in one.sentence
    assert "Naboen" in words(both.chart)
    assert "Naboen" not in words(one.chart)


def test_projects_without_goals_are_named_and_counted():
    store = board(
        project=[PROJECT, {**PROJECT, "project": "q", "name": "Stille"}],
        project_municipality=[*works("p", "1535"), *works("q", "1531")],
    )
    content = drawn(store)
    assert words(classed(content, "tree-counts")[0]) == "2 prosjekt · 2 mål · 1 med målepunkt"
    assert words(classed(content, "tree-silent")) == "Utan registrerte mål: Stille"


@pytest.mark.parametrize(("projects", "opened"), [(3, 3), (4, 1)])
def test_few_projects_stand_open_and_of_many_the_first_that_can_be_measured(projects, opened):
    keys = [f"p{position}" for position in range(projects)]
    rows = [{**(WORDS_ONLY if key == "p0" else MEASURED), "goal": key, "project": key} for key in keys]
    content = drawn(
        board(
            project=[{**PROJECT, "project": key, "name": key} for key in keys],
            project_municipality=[row for key in keys for row in works(key, "1535")],
            goal=rows,
        )
    )
    boxes = classed(content, "tree-project")
    assert sum(box.get("open") is not None for box in boxes) == opened
    assert boxes[1].get("open") is not None


def test_the_table_twin_has_every_goal_with_all_its_columns():
    (table,) = drawn(board()).tables
    first, second = ([words(cell).replace(HARD, " ") for cell in row] for row in table.rows)
    assert len(table.columns) == len(first) == 10
    assert first[:2] == ["Alle skal trivast", "Prosjekt"]
    assert first[7:9] == ["Manglar målepunkt", "Eigar ikkje oppgitt"]
    assert second == [
        *("Fleire på norskkurs", "Prosjekt", "0 deltakarar", "60 deltakarar", "38 deltakarar"),
        *("63 %", "100 %", "Langt etter", "Rektor", "Planlagt i søknad"),
    ]


def test_project_texts_keep_their_own_language_whatever_the_reader_chose():
    content = drawn(board(), "sprak=en&fylke=15&aar=2015")
    assert {part.get("lang") for part in classed(content, "goal-text")} == {"nn"}
    assert "No measuring point" in words(content.chart)


@pytest.mark.parametrize("invented", ["goal", "observation"])
def test_an_invented_goal_or_observation_marks_the_panel(invented):
    example = {"evidence": "example"}
    store = board(
        goal=[{**MEASURED, **(example if invented == "goal" else {})}],
        goal_observation=[
            {**row, **(example if invented == "observation" else {})}
            for row in observed(("g1", "2015-06-30", 38))
        ],
    )
    assert drawn(store).example
    assert not drawn(board()).example


def test_the_results_chain_shows_five_levels_and_where_it_has_a_hole():
    items = [
        {"project": "p", "level": "activity", "position": 2, "text": "Nettverk", **SOURCED},
        {"project": "p", "level": "activity", "position": 1, "text": "Kurs", **SOURCED},
    ]
    content = drawn(board(results_chain_item=items))
    levels = classed(content, "chain-level")
    assert [words(level) for level in levels] == [
        "1 Innsatsfaktorar Ikkje oppgitt",
        "2 Aktivitetar Kurs Nettverk",
        "3 Produkt og tenester Ikkje oppgitt",
        "4 Brukareffektar Ikkje oppgitt",
        "5 Samfunnseffektar Ikkje oppgitt",
    ]
    assert not classed(drawn(board()), "chain-level")


def test_a_selection_without_projects_or_goals_is_a_sentence():
    nowhere, no_goals = drawn(board(), "sprak=nn&kommune=1531"), drawn(board(goal=[], goal_observation=[]))
    assert nowhere.sentence == "Ingen prosjekt passar med utvalet, så det er ingen mål å vise."
    assert no_goals.sentence == "Prosjekta i utvalet har ingen registrerte mål."
    assert no_goals.tables == ()


def test_sources_name_documents_and_official_tables_with_the_day():
    sources = " ".join(drawn(board()).sources).replace(HARD, " ")
    assert "(dokument 000)" in sources
    assert "sentralbyrå, tabell immigrants_total og population, henta 22. november 2026" in sources


def test_a_year_chosen_shows_what_was_known_then():
    store = board(goal_observation=observed(("g1", "2014-06-30", 15), ("g1", "2015-06-30", 60)))
    assert "15 av 60 deltakarar (25 %)" in words(drawn(store, "sprak=nn&fylke=15&aar=2014").chart)
    assert "60 av 60 deltakarar (100 %)" in words(drawn(store).chart)


def test_every_status_level_and_step_has_its_word_in_every_language():
    assert set(STATUS_KEYS) == set(STATES) == set(STATUSES)
    assert tuple(CHAIN_KEYS) == schema.RESULTS_CHAIN
    for language in ("nb", "nn", "en"):
        say = speaker(language)
        for keys in (STATUS_KEYS, LEVEL_KEYS, CHAIN_KEYS):
            assert all(say(key) for key in keys.values())


def test_a_project_is_worked_out_once_and_lent_again():
    store = board()
    tree = store.per_version(found_goals)
    day = pd.Timestamp("2015-12-31").date()
    assert tree.project("p", (), day, "nn", None) is tree.project("p", ("1535",), day, "nn", None)
    assert tree.project("p", (), day, "nn", None) is not tree.project("p", (), day, "nb", None)


def test_a_place_is_among_those_the_address_says_are_similar():
    groups = [{"municipality": number, "kostra_group": "EKG01"} for number in NUMBERS[:5]]
    store = board(kostra_group=groups)
    figures = store.per_version(official_figures.figures)
    assert figures.position("immigrants_total", "1535", 2015, None).of == 6
    assert figures.position("immigrants_total", "1535", 2015, "kostra").of == 5
    shown = [
        words(drawn(store, f"sprak=nb&fylke=15&aar=2015{similar}").chart)
        for similar in ("", "&liknande=kostra")
    ]
    assert "av 6 lignende" in shown[0]
    assert "av 5 lignende" in shown[1]


def test_on_the_seeds_every_goal_of_the_documents_is_there(store):
    content = read(panel.draw(store, Selection(), speaker("nb")), speaker("nb"))
    (table,) = content.tables
    assert {words(row[0]) for row in table.rows} == set(store["goal"]["text"])
    assert content.example


def test_on_the_seeds_the_six_goals_and_three_results_of_vestnes_have_no_number(store):
    content = drawn(store, "sprak=nn&prosjekt=vestnes-god-integrering")
    documented = [row for row in content.tables[0].rows if not words(row[0]).startswith("Eksempel")]
    assert len(documented) == 9
    assert {words(row[7]) for row in documented} == {"Manglar målepunkt"}


def test_on_the_seeds_haram_in_2021_shows_its_own_last_figure_and_says_it_was_joint(store):
    told = words(drawn(store, "sprak=nb&kommune=1580&aar=2021").chart)
    assert "Arbeidsinnvandrere i Haram: 371 i 2013, 488 i 2019 (+117)" in told
    assert "Haram var da del av en større kommune" in told


def test_on_the_seeds_the_figures_of_a_merged_municipality_are_said_to_be_summed(store):
    figures = store.per_version(official_figures.figures)
    kinn = figures.official("immigrants_total", "4602", 2014, 2021)
    assert (kinn.converted[-1], kinn.parts) == (2019, ("Flora", "Vågsøy"))
    (goal,) = (
        one
        for one in store.per_version(found_goals)
        .project("vestnes-god-integrering", (), pd.Timestamp("2021-12-31").date(), "nb", None)
        .goals[:1]
    )
    measured = replace(goal, measurable=True, status="not_reported")
    item = goal_item(measured, Beside("Kinn", "Innvandrere", kinn), speaker("nb"), "nb")
    told = html(item.blocks, speaker("nb"))
    assert "Omregnet: tall for 2007–2019 er Flora og Vågsøy lagt sammen." in told
    haram = figures.official("immigrants_total", "1580", 2013, 2021)
    assert (haram.converted, haram.parts, haram.joint) == ((), (), True)


@pytest.mark.parametrize("query", ["fylke=alle", "fylke=18", "kommune=1507", "prosjekt=finst-ikkje"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_on_the_seeds_any_selection_draws_in_every_language(store, query, language):
    (written, _) = drawing.drawn(store, f"sprak={language}&{query}", panel.draw)
    assert words(block_reading.element(written.html))
    assert "notice-warning" not in written.html
