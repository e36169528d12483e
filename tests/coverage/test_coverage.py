from __future__ import annotations

import json

import pytest
from dash import Dash
from plotly.utils import PlotlyJSONEncoder

from dashboard.address.ids import TargetGroups
from dashboard.address.selection import Selection
from dashboard.content.drawing import drawn
from dashboard.coverage import panel
from terms.words import HARD, speaker
from tests.block_reading import read, words
from tests.coverage_frames import aim, board, cell, figure

COUNTY = Selection("nn", county="15")
HARAM = Selection("nn", municipalities=("1580",))


def draw(store, selection):
    say = speaker(selection.language)
    return read(panel.draw(store, selection, say), say)


def matrix(content):
    """Cells of the matrix by group, as words, column by column."""
    found = {}
    for line in content.chart.findall(".//tr")[1:]:
        head, *cells = line
        found[head.text] = [words(each) for each in cells]
    return found


def test_the_sentence_says_persons_residents_places_and_weighted_share():
    sentence = draw(board(), COUNTY).sentence
    assert sentence.startswith(
        f"I 2013 nådde prosjekta 140–165 av 2{HARD}500 innvandrarar i 2 kommunar (6–7{HARD}%, vekta)."
    )
    assert f"Lågast: innvandrarar i Ålesund (5{HARD}%)." in sentence


def test_the_title_names_place_and_year():
    assert draw(board(), COUNTY).title == "Dekning av målgrupper: Møre og Romsdal, 2013"


def test_a_cell_has_state_interval_and_share():
    rows = matrix(draw(board(), COUNTY))
    assert rows["Innvandrarar"][2] == "delvis nådd 40–65 av 500 8–13 %"


def test_under_ten_persons_no_percentage_is_written():
    store = board(statistic=[figure("immigrants_labour", "1534", 2013, 413)])
    assert matrix(draw(store, HARAM))["Arbeidsinnvandrarar"][1] == "delvis nådd 7 av 413"


def test_a_hidden_denominator_is_told_of_and_never_zero():
    row = matrix(draw(board(), HARAM))["Arbeidsinnvandrarar"][1]
    assert "7 personar" in row
    assert "skjult av kjelda" in row
    assert "av 0" not in row


def test_a_group_without_denominator_says_why_and_shows_the_count():
    store = board(participation=[cell("m1", "1534", 2013, "seasonal", 40)])
    content = draw(store, HARAM)
    assert "kan ikkje bereknast: ikkje registrert busett" in words(content.chart)
    assert matrix(content)["Sesongarbeidarar"][1] == "delvis nådd 40 personar"


def test_no_target_group_is_never_shown_as_zero():
    rows = matrix(draw(board(), COUNTY))
    assert rows["Næringsliv"][2] == "ikkje målgruppe"
    assert "0" not in rows["Næringsliv"][2]


def test_overlapping_groups_get_no_sum_and_the_reader_is_told():
    content = draw(board(), COUNTY)
    assert set(matrix(content)) == {"Innvandrarar", "Arbeidsinnvandrarar", "Sesongarbeidarar", "Næringsliv"}
    assert any("ingen sum over målgrupper" in note for note in content.notes)


def test_reasons_are_quoted_in_the_language_of_the_project():
    (quote,) = draw(board(), COUNTY).chart.findall(".//q")
    assert (quote.text, quote.get("lang")) == ("Berre nokre bedrifter", "nb")


def test_the_joint_municipality_is_named_in_the_sentence():
    content = draw(board(), HARAM.within(years=(2021, 2021)))
    assert "Inga deltaking er registrert i 2021." in content.sentence
    assert f"9{HARD}000 innvandrarar i Ålesund" in content.sentence
    assert "Haram var del av Ålesund i 2021; tala gjeld heile Ålesund." in content.sentence
    assert matrix(content)["Innvandrarar"][1] == "ikkje rapportert 9 000 i gruppa"


def test_counts_and_words_that_disagree_stand_side_by_side():
    store = board(project_target_group=[aim("haram", "immigrants", "no")])
    assert "Rapporten seier: ikkje nådd" in matrix(draw(store, HARAM))["Innvandrarar"][1]


def test_more_persons_than_residents_is_warned_of():
    store = board(statistic=[figure("immigrants_total", "1534", 2013, 30)])
    assert "over 100" in matrix(draw(store, HARAM))["Innvandrarar"][1]
    assert "133–217 %" in matrix(draw(store, HARAM))["Innvandrarar"][1]


def test_a_combined_count_outside_by_rounding_is_used_and_told_of():
    cells = [cell("m1", "1534", 2013, "immigrants", 40), cell("m2", "1534", 2013, "immigrants", 3)]
    counted = {"project": "haram", "municipality": "1534", "period": "2013", "target_group": "immigrants"}
    row = {**counted, "unique_participants": 44, "evidence": "self_reported", "source": "s"}
    zero = cell("m2", "1534", 2013, "immigrants", 0, gender="male")
    content = draw(board(participation=[*cells, zero], programme_reach=[row]), HARAM)
    assert matrix(content)["Innvandrarar"][1].startswith("delvis nådd 44 av 500")
    assert any("kan kome av avrundinga" in note for note in content.notes)
    assert not any("kan kome av avrundinga" in note for note in draw(board(), HARAM).notes)


def test_invented_counts_are_marked():
    invented = [cell("m1", "1534", 2013, "immigrants", 40, evidence="example", source="seeds/example.py")]
    assert draw(board(participation=invented), HARAM).example
    assert not draw(board(), HARAM).example


def test_the_twin_has_every_number_and_attendances_apart():
    (table,) = draw(board(), COUNTY).tables
    row = next([words(cell) for cell in row] for row in table.rows if row[0] == "Innvandrarar, Haram")
    assert row == ["Innvandrarar, Haram", "delvis nådd", "40", "65", "500", "8–13 %", "–", "650", "–",
                   "SSB 09817"]  # fmt: skip
    assert table.columns[7].label == "Oppmøte"


def test_sources_name_document_table_and_day():
    lines = " ".join(draw(board(), COUNTY).sources)
    assert "Kjelde: Statistisk sentralbyrå, tabell 09817, henta 22. november 2026 (CC BY 4.0)." in lines


def test_a_selection_without_municipalities_gives_a_sentence():
    content = draw(board(), Selection("nn", county="03"))
    assert "Ingen prosjekt i utvalet" in content.sentence


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_language_draws_every_state(language):
    said = {"immigrants": "unknown", "labour": "yes", "seasonal": "no", "business": "partly"}
    store = board(project_target_group=[aim("haram", group, words) for group, words in said.items()])
    for years in (None, (2013, 2013), (2021, 2021), (2024, 2024)):
        assert draw(store, COUNTY.within(language=language, years=years)).sentence


def trend(store, query, group):
    """What the browser gets when a group is chosen."""
    app = Dash("trend", suppress_callback_exceptions=True)
    app.layout = panel.layout(speaker("nn"))
    panel.register(app, store)
    answer = app.server.test_client().post("/_dash-update-component", json={
        "output": f"{TargetGroups.TREND}.children",
        "outputs": {"id": TargetGroups.TREND, "property": "children"},
        "inputs": [{"id": TargetGroups.TREND_GROUP, "property": "value", "value": group}],
        "state": [{"id": "filters-query", "property": "data", "value": query}],
        "changedPropIds": [f"{TargetGroups.TREND_GROUP}.value"],
    })  # fmt: skip
    assert answer.status_code == 200
    return answer.get_json()["response"][TargetGroups.TREND]["children"]


def test_a_chosen_group_gets_a_chart_and_a_table():
    drawn_ = json.dumps(trend(board(), "sprak=nn&fylke=15", "immigrants"), ensure_ascii=False)
    assert '"type": "Graph"' in drawn_
    assert "Kjelde: Statistisk sentralbyrå, tabell 09817, henta 22. november 2026 (CC BY 4.0)." in drawn_
    assert "Dekning av innvandrarar: 2013: 6–7" in drawn_
    assert "Innvandrarar: dekning år for år" in drawn_


def test_years_of_another_territory_are_marked_in_the_chart_in_the_table_and_in_a_note():
    cells = [cell("m1", "1534", 2013, "immigrants", 40), cell("m1", "1507", 2021, "immigrants", 90)]
    drawn_ = json.dumps(
        trend(board(participation=cells), "sprak=nn&kommune=1580", "immigrants"), ensure_ascii=False
    )
    assert "(omrekna, nye grenser)" in drawn_
    assert "2021 (omrekna, nye grenser)" in drawn_
    assert "◆ Omrekna" in drawn_
    assert "Den loddrette streken" in drawn_
    assert "2013 (" not in drawn_


def test_no_chosen_group_draws_nothing_and_an_unknown_one_a_sentence():
    assert trend(board(), "sprak=nn&fylke=15", None) == []
    assert "Inga deltaking" in json.dumps(trend(board(), "sprak=nn&fylke=15", "nobody"), ensure_ascii=False)


def test_the_ids_of_the_trend_are_there_before_and_after_the_matrix_is_drawn():
    def ids(thing):
        return {each for each in TargetGroups if f'"{each}"' in json.dumps(thing, cls=PlotlyJSONEncoder)}

    needed = {TargetGroups.TREND, TargetGroups.TREND_GROUP}
    assert needed <= ids(panel.layout(speaker("nb")))
    assert needed <= ids(drawn(board(), "sprak=nn&fylke=15", panel.draw))


def test_the_seeds_show_haram_with_its_own_residents_of_2013(store):
    content = draw(store, HARAM.within(years=(2013, 2013)))
    (table,) = content.tables
    row = next([words(cell) for cell in row] for row in table.rows if row[0] == "Innvandrarar, Haram")
    assert row[4] == "1 113"
    assert content.example


def test_the_seeds_tell_what_the_vesteralen_report_says_of_those_not_reached(store):
    content = draw(store, Selection("nb", projects=("vesteralen-innvandrere-en-ressurs",)))
    assert "Ikke nådd: ektefeller til arbeidsinnvandrere og ekteskapsmigranter." in content.sentence
    assert "1 av 6 formannskap" in words(content.chart)


def test_the_seeds_draw_a_county_in_little_data(store):
    drawing = drawn(store, "sprak=nn&fylke=15", panel.draw)
    assert len(json.dumps(drawing, cls=PlotlyJSONEncoder)) < 100_000
