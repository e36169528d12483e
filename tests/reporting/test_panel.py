from __future__ import annotations

import datetime as dt
import json
import re

import pandas as pd
import pytest
from flask import Flask
from plotly.io.json import to_json_plotly

from dashboard.address.selection import read_query
from dashboard.content.drawing import drawn
from dashboard.reporting import panel, reporting_reminder
from dashboard.reporting.reporting_words import Addressee, letters
from terms.languages import LANGUAGES
from terms.words import speaker

COUNTY = "sprak=nn&fylke=15"
HERE = "http://tavle.example"


def content(store, query):
    selection, _, _ = read_query(query)
    return panel.draw(store, selection, speaker(selection.language))


def text(pieces):
    return json.dumps(json.loads(to_json_plotly(pieces)), ensure_ascii=False)


def reminder(store, project, query=COUNTY, *, has_templates=True):
    with Flask("x").test_request_context("/", base_url=HERE):
        return text(reporting_reminder.reminder(store, query, project, has_templates=has_templates))


def test_the_sentence_counts_what_is_missing_and_names_the_next_deadline(store):
    found = content(store, COUNTY)
    assert found.title == "Rapportering: Møre og Romsdal"
    assert found.sentence == (
        "Per 31. desember 2015 manglar 12 ting frå 5 prosjekt. "
        "Neste frist for årsrapportar er 24. april 2016."
    )
    assert found.example


def test_the_county_list_has_those_missing_most_first_and_a_word_beside_every_mark(store):
    shown = text(content(store, COUNTY).chart)
    names = re.findall(r'"children": "([^"]+)", "className": "reporting-lead"', shown)
    assert names[0] in {"Kristiansund kommune", "Vestnes kommune"}
    assert names[-1] == "Haram kommune"
    assert shown.count("mark-shape") == shown.count("mark mark-")
    assert "1 av 2" in shown


def test_every_duty_stands_in_the_table_with_who_can_supply_it(store):
    found = content(store, COUNTY)
    rows = found.tables[0].rows
    assert len(rows) == 16
    haram = [row for row in rows if row[0] == "Program for integrering i Haram"]
    assert "Årsrapport for 2014: levert 6. mai 2015, 12 dagar etter fristen 24. april 2015." in haram[0]
    assert {row[4] for row in haram} == {"Prosjektleiaren, Haram kommune"}
    goal = next(row for row in rows if row[0].startswith("God integrering") and "Målet" in row[3])
    assert goal[4] == "Leiar for flyktningtenesta, Vestnes kommune"


def test_a_projects_own_words_are_marked_with_their_language(store):
    shown = text(content(store, "sprak=en&fylke=15").chart)
    assert '"lang": "nn"' in shown
    assert "behind plan with no explanation" in shown


def test_projects_without_a_year_are_named_and_not_blamed(store):
    found = content(store, COUNTY)
    assert found.notes[0].startswith("1 prosjekt har ikkje oppgitt noko år")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["fylke=alle", "fylke=03", "kommune=1580&aar=2014"])
def test_the_panel_is_drawn_for_every_choice_in_every_language(store, language, place):
    query = f"sprak={language}&{place}"
    assert speaker(language)("shell.panel_failed") not in text(drawn(store, query, panel.draw))


def test_a_reminder_is_in_the_municipalitys_form_whatever_the_page_is_in(store):
    found = reminder(store, "vestnes-god-integrering", "sprak=en&fylke=15")
    assert '"lang": "nn"' in found
    assert "Dette manglar per 31. desember 2015" in found
    assert "Teammøte: 1 av minst 2" in found
    assert "Leiar for flyktningtenesta" in found
    assert f"{HERE}/mal/vestnes-god-integrering.xlsx" in found
    assert "24. april 2016" in found


def test_a_reminder_has_no_link_where_the_board_has_no_templates(store):
    assert "/mal/" not in reminder(store, "vestnes-god-integrering", has_templates=False)


def test_nobody_is_reminded_before_a_project_is_chosen_and_a_forged_one_gets_a_sentence(store):
    assert reminder(store, None) == "[]"
    for forged in ("finst-ikkje", ["x"], {"a": 1}, 7):
        assert speaker("nn")("shell.panel_failed") in reminder(store, forged)


def test_municipalities_of_both_forms_get_both_letters():
    to = Addressee("x", "Saman", "Regionrådet", "nn", ("nn", "nb"))
    owed = pd.DataFrame(
        {
            "project": ["x"],
            "kind": ["annual_report"],
            "state": ["missing"],
            "year": [2014.0],
            "deadline": [pd.Timestamp("2015-04-24")],
            "days": [10.0],
            "last": [pd.NaT],
            "subject": [None],
            "owner_role": [None],
        }
    )
    (_, nynorsk), (_, bokmal) = letters(to, owed, day=dt.date(2015, 5, 4), link=None)
    assert "ikkje registrert levert" in nynorsk
    assert "ikke registrert levert" in bokmal
    assert "Til prosjektleiaren hos Regionrådet" in nynorsk
