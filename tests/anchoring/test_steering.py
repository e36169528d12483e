from __future__ import annotations

import datetime as dt
import re

import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.selection import Selection
from dashboard.anchoring import steering_group
from dashboard.coverage import participation
from dashboard.measures import panel as measure_register
from dashboard.measures import progress, timeline
from dashboard.measures.measure_words import STATES, against, period, sessions
from dashboard.measures.milestone_words import STATES as MILESTONES
from dashboard.reporting import changes
from dashboard.reporting.change_wording import COLUMN_KEYS, MARKS
from dashboard.reporting.change_words import PLACES, import_words, plan_words
from dashboard.reporting.imports_since import PLAN, Import, PlanChange
from terms.languages import LANGUAGES
from terms.words import HARD, speaker

ALL = (changes, measure_register, timeline, progress, participation, steering_group)
NB, NN = speaker("nb"), speaker("nn")
HARAM = Selection(language="nn", county="15", municipalities=("1580",))
VESTERALEN = Selection(language="nb", projects=("vesteralen-innvandrere-en-ressurs",))


def text(content):
    """Everything a panel says, without the markup."""
    shown = to_json_plotly([content.chart, [table.rows for table in content.tables], content.notes])
    return f"{content.title} {content.sentence} {shown}"


def test_every_code_of_the_tables_has_its_word():
    assert set(MARKS) == set(PLACES)
    assert set(MILESTONES) == {"in_time", "late", "overdue", "not_due"}
    assert set(STATES) >= {"closed", "cancelled", "merged"}


@pytest.mark.parametrize("panel", ALL, ids=lambda panel: panel.__name__.rsplit(".", 1)[1])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seeds_are_marked_as_examples_and_have_sources_and_a_table(store, panel, language):
    content = panel.draw(store, Selection(language=language), speaker(language))
    assert content.tables
    assert content.sources
    if panel is not progress:  # nobody invented an assessment
        assert content.example


@pytest.mark.parametrize("panel", ALL, ids=lambda panel: panel.__name__.rsplit(".", 1)[1])
def test_an_empty_choice_is_a_sentence_and_no_error(store, panel):
    content = panel.draw(store, Selection(language="nb", county="03"), NB)
    assert content.sentence
    assert not content.example


def test_changes_count_from_the_last_meeting_and_the_meeting_is_not_among_them(store):
    content = changes.draw(store, HARAM, NN)
    assert content.title == "Endra sidan 20. oktober 2015"
    assert "Programmet er vedteke i kommunestyret" in text(content)
    assert "Teammøte" not in {row[1] for row in content.tables[0].rows}


def test_changes_count_from_the_day_of_the_address(store):
    since = HARAM.within(since=dt.date(2014, 6, 1))
    content = changes.draw(store, since, NN)
    assert content.title == "Endra sidan 1. juni 2014"
    assert "2 milepælar er nådde." not in changes.draw(store, HARAM, NN).sentence
    assert {"Milepæl nådd", "Nytt måltal", "Teammøte"} <= {row[1] for row in content.tables[0].rows}


def test_a_project_without_meetings_counts_from_a_year_before_and_says_so(store):
    content = changes.draw(store, VESTERALEN, NB)
    assert content.title == "Endret siden 31. desember 2013"
    assert any(note.startswith("Ingen teammøter") for note in content.notes)


def test_a_day_after_the_status_day_is_told(store):
    content = changes.draw(store, HARAM.within(since=dt.date(2020, 1, 1)), NN)
    assert "etter statusdagen 31. desember 2015" in text(content)


def test_the_register_counts_what_wants_attention_and_what_is_only_named(store):
    content = measure_register.draw(store, HARAM, NN)
    assert content.sentence == (
        "18 tiltak. Gjennomført: 0. 3 treng oppfølging per 31. desember 2015. "
        "14 er berre nemnde, utan datoar, samlingar eller deltakarar."
    )
    assert len(content.tables[0].rows) == 18


def test_the_register_draws_no_persons_below_the_protected_counts(store):
    shown = text(measure_register.draw(store, Selection(language="nb"), NB))
    persons = [int(number) for number in re.findall(r"\b([12])\s\(20\d\d\)", shown)]
    assert persons == []


def test_the_timeline_says_how_many_are_reached_and_how_old_the_oldest_is(store):
    content = timeline.draw(store, HARAM, NN)
    assert content.sentence == "5 av 6 milepælar er nådde; 1 er 61 dagar over fristen."
    shown = text(content)
    assert shown.count("diamond-link") == 6
    assert "#milestone-haram-e-m6" in shown
    assert "Saka er flytta til første møte etter nyttår" in shown


def test_a_chosen_year_moves_the_status_day(store):
    early = timeline.draw(store, HARAM.within(years=(2013, 2013)), NN)
    assert early.sentence == "1 av 6 milepælar er nådd."
    assert "Status 31. desember 2013" in text(early)


def test_progress_shows_both_crosses_of_a_project_and_who_has_none(store):
    content = progress.draw(store, Selection(language="nb", county="18"), NB)
    assert content.sentence.startswith("1 av 3 prosjekter har vurdert framdriften: 1 følger planen")
    assert [row[2] for row in content.tables[0].rows] == [
        "a) Følger opprinnelig plan",
        "c) Det er foretatt følgende justering",
    ]
    assert "2 prosjekter har ikke vurdert framdriften:" in text(content)


def test_participation_is_held_against_the_plan_with_no_share_of_few(store):
    content = participation.draw(store, Selection(language="nn", county="15"), NN)
    shown = text(content)
    assert "3 av 10 planlagde i 2015" in shown
    assert f"35 av 40 (88{HARD}%) planlagde i 2015" in shown


def test_part_of_a_measures_municipalities_is_not_held_against_its_plan(store):
    content = participation.draw(store, Selection(language="nn", county="15", municipalities=("1563",)), NN)
    assert any("planen gjeld heile tiltaket" in note for note in content.notes)
    assert {row[3] for row in content.tables[0].rows} == {"–"}


def test_seats_meetings_and_missing_bodies_are_told(store):
    content = steering_group.draw(store, VESTERALEN, NB)
    assert content.sentence.endswith("1 plass i styringsgruppa er tom. 1 styringsgruppe er uten leder.")
    shown = text(content)
    assert "Ikke oppnevnt" in shown
    assert "næringsliv" in shown
    assert "1 prosjekt har ikke rapportert teammøter; prosjektlederen kan føre dem:" in shown


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(7, 10, "7 av 10"), (10, 20, f"10 av 20 (50{HARD}%)"), (9, 9, "9 av 9"), (0, 12, "0 av 12")],
)
def test_a_share_is_said_of_ten_or_more(part, whole, words):
    assert against(part, whole, NB) == words


def test_dates_that_are_not_stated_are_not_invented():
    day = dt.date(2014, 11, 24)
    assert period(day, day, NB) == "24.11.2014"
    assert period(None, None, NB) == ""
    assert period(None, day, NB) == "til 24.11.2014"
    assert period(day, None, NB, ongoing=True) == "fra 24.11.2014, ikke avsluttet"


def test_sessions_without_a_plan_have_no_bar():
    nan = float("nan")
    assert sessions(nan, nan, NB) == "–"
    assert sessions(nan, 6, NB) == "6 holdt"
    assert sessions(9, nan, NB) == "9 planlagt"
    assert "mini-bar" in str(sessions(9, 6, NB))


def read_in(**more):
    counts = {
        "goal": {"added": 1, "changed": 2, "removed": 0},
        "participation": {"added": 8},
        "anchoring": {"added": 1},
    }
    row = {"batch": 7, "date": dt.date(2026, 1, 10), "project": None, "role": "editor", "undoes": None,
           "undone": False, "tables": counts}  # fmt: skip
    return Import(**{**row, **more})


def test_a_file_is_told_by_its_rows_and_an_undo_by_what_it_took_back():
    assert import_words(read_in(), NB) == "12 rader: mål 3, deltakelse 8, annet 1."
    assert import_words(read_in(undone=True), NB).endswith("Senere angret.")
    assert import_words(read_in(undoes=5), NB).startswith("Angret innlesning nr. 5, 12 rader")


@pytest.mark.parametrize(
    ("table", "column", "before", "after", "words"),
    [
        ("goal", "target", 40.0, 50.0, "Måltall: 40 → 50"),
        ("goal", "target", None, 50.0, "Måltall: ikke oppgitt → 50"),
        ("milestone", "due", "2015-03-31", "2015-06-30", "31. mars 2015 → 30. juni 2015"),
        ("measure", "phase", "start_up", "closed", "Fase: Oppstart → Avsluttet"),
        ("measure", "budget", 1000, 2000, f"Budsjett: 1{HARD}000{HARD}kr → 2{HARD}000{HARD}kr"),
    ],
)
def test_a_moved_plan_shows_old_and_new(table, column, before, after, words):
    change = PlanChange(7, dt.date(2026, 1, 10), "p", "Navnet", table, column, before, after)
    told = "".join(part if isinstance(part, str) else part.children for part in plan_words(change, "nb", NB))
    assert told.startswith("Navnet – ")
    assert words in told


def test_every_column_of_a_plan_has_its_name():
    assert set(COLUMN_KEYS) == {column for columns in PLAN.values() for column in columns}
