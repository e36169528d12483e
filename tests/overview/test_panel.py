from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.selection import Selection
from dashboard.anchoring.numbers import AnchoringSummary
from dashboard.content.parts import SHAPES
from dashboard.coverage.coverage import Overview
from dashboard.goals.numbers import GoalSummary
from dashboard.measures.numbers import BudgetSummary, MilestoneSummary
from dashboard.overview import status_wording as status
from dashboard.overview.numbers import Grants
from dashboard.overview.panel import draw
from terms.languages import LANGUAGES
from terms.words import speaker

NB, HARD = speaker("nb"), "\N{NO-BREAK SPACE}"
FIVE = (
    "label.goals",
    "status.measures",
    "label.participation_and_coverage",
    "label.money",
    "status.anchoring",
)
NAMES = {"immigrants": "Innvandrere", "labour": "Arbeidsinnvandrere"}


def goals(**more):
    counts = dict.fromkeys(
        ("measurable", "reached", "on_track", "behind", "far_behind", "undated", "not_reported", "example"), 0
    )
    return SimpleNamespace(goals=GoalSummary(**{"total": 0, **counts, **more}))


def milestones(**more):
    counts = dict.fromkeys(
        ("total", "due", "reached", "in_time", "late", "overdue", "days_overdue", "not_due"), 0
    )
    return SimpleNamespace(milestones=MilestoneSummary(**{**counts, "example": False, **more}))


def coverage(**more):
    said = {
        "year": 2013,
        "persons_low": 312.0,
        "persons_high": 420.0,
        "denominator": 4200.0,
        "denominator_group": "immigrants",
        "share": (0.074, 0.1),
        "municipalities": 2,
        "attendances": None,
        "lowest_group": None,
        "lowest_municipality": None,
        "groups_not_reached": 0,
        "not_reported": 0,
        "example": False,
    }
    return SimpleNamespace(coverage=Overview(**{**said, **more}))


def money(*, accounts=0.0, budget=0.0, compared=0, ceiling=0.0, stated=0):
    return SimpleNamespace(
        budget=BudgetSummary(budget, accounts, compared, compared, 1 if compared else 0, example=False),
        grants=Grants(ceiling, stated, 3),
    )


def anchored(**more):
    said = {
        "projects": 4,
        "meeting": 0,
        "often_enough": 0,
        "never_met": 4,
        "last_report": None,
        "without_report": 4,
        "next_deadline": dt.date(2015, 4, 24),
        "empty_seats": 0,
        "example": False,
    }
    return SimpleNamespace(anchoring=AnchoringSummary(**{**said, **more}))


@pytest.mark.parametrize(
    ("reached", "on_track", "state"),
    [
        (4, 4, "good"),
        (3, 2, "partly"),
        (2, 2, "warning"),
        (0, 0, "warning"),
        (5, 0, "partly"),
        (8, 0, "good"),
    ],
)
def test_goals_are_on_course_by_the_share_of_those_that_can_be_measured(reached, on_track, state):
    behind = 10 - reached - on_track
    found, words = status.goals(
        goals(total=12, measurable=10, reached=reached, on_track=on_track, behind=behind), NB
    )
    assert found == state
    assert f"{reached + on_track or 'Ingen'} av 10 målbare mål" in words
    assert "2 mål mangler målepunkt" in words


def test_goals_without_numbers_are_said_to_be_so_and_not_left_out():
    state, words = status.goals(goals(total=6), NB)
    assert state == "missing"
    assert words == "Ingen mål har et tall å måles mot. 6 mål mangler målepunkt."


def test_no_goals_is_said():
    assert status.goals(goals(), NB) == ("missing", "Ingen mål er registrert i utvalget.")


def test_milestones_are_reached_of_due():
    state, words = status.measures(milestones(total=5, due=3, reached=3, in_time=2, late=1, not_due=2), NB)
    assert (state, words) == ("good", "3 av 3 forfalte milepæler er nådd.")


def test_overdue_milestones_are_told_with_their_days():
    found = milestones(total=5, due=3, reached=2, overdue=1, days_overdue=40)
    assert status.measures(found, NB) == (
        "warning",
        "2 av 3 forfalte milepæler er nådd. 1 er over fristen, med 40 dager.",
    )
    state, words = status.measures(milestones(total=5, due=3, reached=1, overdue=2, days_overdue=1400), NB)
    assert state == "critical"
    assert f"den eldste med 1{HARD}400 dager" in words


def test_milestones_not_due_are_neither_good_nor_bad():
    assert status.measures(milestones(total=2, not_due=2), NB)[0] == "neutral"


def test_no_milestones_is_said():
    assert status.measures(milestones(), NB) == ("missing", "Ingen milepæler er registrert i utvalget.")


def test_coverage_is_persons_and_share_as_intervals():
    state, words = status.coverage(coverage(), NAMES, NB)
    assert state == "good"
    assert words == (
        f"312–420 unike personer nådd i 2013 (innvandrere). Det er 7–10{HARD}% av 4{HARD}200 bosatte."
    )


def test_one_number_is_no_interval():
    _, words = status.coverage(coverage(persons_low=420.0, share=(0.1, 0.1)), NAMES, NB)
    assert f"420 unike personer nådd i 2013 (innvandrere). Det er 10{HARD}% av" in words


def test_few_persons_have_no_share():
    _, words = status.coverage(coverage(persons_low=7.0, persons_high=7.0, share=None), NAMES, NB)
    assert words == "7 unike personer nådd i 2013 (innvandrere)."
    assert "%" not in words


def test_the_group_reached_least_is_named_with_its_municipality():
    found = coverage(lowest_group="labour", lowest_municipality="Haram", groups_not_reached=1)
    state, words = status.coverage(found, NAMES, NB)
    assert state == "partly"
    assert words.endswith("Lavest: arbeidsinnvandrere i Haram.")


def test_what_the_line_is_about_is_not_named_as_the_lowest_too():
    found = coverage(lowest_group="immigrants", lowest_municipality="Haram", municipalities=1)
    assert "Lavest" not in status.coverage(found, NAMES, NB)[1]


def test_no_participation_is_said_with_the_year():
    nobody = coverage(persons_low=None, persons_high=None, denominator_group=None, share=None)
    assert status.coverage(nobody, NAMES, NB) == (
        "missing",
        "Ingen deltakelse er rapportert i utvalget for 2013.",
    )


@pytest.mark.parametrize(
    ("accounts", "state"),
    [(100.0, "good"), (105.0, "good"), (95.0, "good"), (106.0, "warning"), (94.0, "warning")],
)
def test_money_is_within_the_budget_to_five_per_cent(accounts, state):
    assert status.money(money(accounts=accounts, budget=100.0, compared=1), NB)[0] == state


def test_money_is_told_in_kroner_with_the_deviation():
    _, words = status.money(
        money(accounts=90_000.0, budget=100_000.0, compared=1, ceiling=1_900_000.0, stated=2), NB
    )
    assert words == (
        f"90{HARD}000{HARD}kr brukt av 100{HARD}000{HARD}kr budsjettert, avvik \N{MINUS SIGN}10{HARD}% "
        "(1 prosjekt har levert regnskap). "
        f"Tilskudd: inntil 1{HARD}900{HARD}000{HARD}kr til 2 av 3 prosjekter."
    )


def test_without_accounts_the_grants_are_told():
    assert status.money(money(), NB) == ("missing", "Regnskap er ikke rapportert.")
    state, words = status.money(money(ceiling=100.0, stated=1), NB)
    assert state == "missing"
    assert words.startswith("Regnskap er ikke rapportert. Tilskudd: inntil 100")


def test_anchoring_that_nobody_reported_is_missing_and_still_has_a_deadline():
    state, words = status.anchoring(anchored(), NB)
    assert state == "missing"
    assert words == (
        "0 av 4 prosjekter har rapportert minst to teammøter siste år. Ingen rapport er levert. "
        "Neste frist: 24. april 2015."
    )


def test_anchoring_tells_meetings_report_deadline_and_empty_seats():
    found = anchored(often_enough=4, meeting=4, never_met=0, last_report=dt.date(2014, 4, 20), empty_seats=2)
    state, words = status.anchoring(found, NB)
    assert state == "good"
    assert "Siste rapport: 20. april 2014." in words
    assert words.endswith("2 plasser i styringsgrupper er tomme.")


def test_anchoring_without_projects_is_said():
    assert status.anchoring(anchored(projects=0), NB) == ("missing", "Ingen prosjekt i utvalget.")


def test_coverage_is_not_on_course_while_groups_are_without_a_report():
    state, sentence = status.coverage(coverage(not_reported=3), NAMES, NB)
    assert state == "partly"
    assert "3 grupper" in sentence


def test_the_word_for_what_is_not_reported_is_that():
    assert NB(status.WORD_KEYS["missing"]) == "Ikke rapportert"
    assert set(status.WORD_KEYS) == set(SHAPES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "selection", [Selection(county="15"), Selection(), Selection(county="15", years=(2013, 2013))]
)
def test_there_are_always_the_same_five_lines_with_word_shape_and_sentence(store, language, selection):
    say = speaker(language)
    content = draw(store, selection.within(language=language), say)
    (table,) = content.tables
    subjects = [say(key) for key in FIVE]
    assert [row[0] for row in table.rows] == subjects
    drawn = json.dumps(json.loads(to_json_plotly(list(content.chart))), ensure_ascii=False)
    for subject, word, sentence in table.rows:
        assert subject in drawn
        assert word in {say(key) for key in status.WORD_KEYS.values()}
        assert sentence.strip()
        assert sentence in drawn
    assert content.title
    assert any(year in content.sentence for year in map(str, range(1950, 2100)))


def test_the_seeds_are_marked_as_example(store):
    assert draw(store, Selection(county="15"), NB).example


def test_the_place_is_in_the_title(store):
    assert "Møre og Romsdal" in draw(store, Selection(county="15"), NB).title
    both = draw(store, Selection(county="15", municipalities=("1580", "1535")), NB).title
    assert "Haram og Vestnes" in both


def test_each_line_leads_to_the_panel_behind_it_with_the_same_choice(store):
    selection = Selection(county="15", years=(2015, 2015))
    drawn = json.dumps(json.loads(to_json_plotly(list(draw(store, selection, NB).chart))))
    places = (
        "/?{q}#goals",
        "/styringsgruppe?{q}#timeline",
        "/?{q}#target-groups",
        "/?{q}#money",
        "/?{q}#decisions",
    )
    at = [drawn.index(f'"{place.format(q=selection.query())}"') for place in places]
    assert at == sorted(at)


def test_a_place_without_projects_gets_ways_on_and_its_five_lines_as_a_table(store):
    content = draw(store, Selection(language="nn", county="03", municipalities=("0301",)), speaker("nn"))
    drawn = json.dumps(json.loads(to_json_plotly(list(content.chart))), ensure_ascii=False)
    assert content.sentence == "Oslo er ikkje med i noko prosjekt på tavla enno."
    assert "/?sprak=nn&fylke=03&kommune=0301#context" in drawn
    assert "Sjå 24 prosjekt frå heile landet" in drawn
    assert len(content.tables[0].rows) == 5


def test_a_neighbour_of_projects_is_led_to_those_of_the_county(store):
    content = draw(store, Selection(language="nb", county="15", municipalities=("1511",)), NB)
    drawn = json.dumps(json.loads(to_json_plotly(list(content.chart))), ensure_ascii=False)
    assert "Se 7 prosjekter i Møre og Romsdal" in drawn
    assert "/prosjekt?sprak=nb&fylke=15" in drawn


def test_a_choice_too_narrow_for_the_projects_of_a_place_offers_to_widen_it(store):
    content = draw(store, Selection(language="nb", county="15", years=(1950, 1950), programme="kun-inn"), NB)
    drawn = json.dumps(json.loads(to_json_plotly(list(content.chart))), ensure_ascii=False)
    assert content.sentence == "Ingen prosjekt passer med hele valget."
    assert '"href": "?sprak=nb&fylke=15"' in drawn
    assert "Vis 7 prosjekter i Møre og Romsdal" in drawn
