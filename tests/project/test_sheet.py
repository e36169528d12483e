"""A project's sheet: what each part says, and that what is missing is told with who can supply it."""

from __future__ import annotations

import json
import re
from functools import partial

import pandas as pd
import pytest
from plotly.io.json import to_json_plotly

from dashboard.address.selection import Selection
from dashboard.content.drawing import drawn
from dashboard.money import project_panel as project_money
from dashboard.portfolio import projects
from dashboard.project import afterwards as project_afterwards
from dashboard.project import chain as project_chain
from dashboard.project import facts as project_facts
from dashboard.project import history as project_history
from dashboard.project import lessons as project_lessons
from dashboard.project import organisation as project_organisation
from dashboard.project import reports as project_reports
from dashboard.project.one_project import told_years
from dashboard.project.sheet import of_project
from dashboard.shell import project_sheet
from dashboard.store.frames import LENT, conform
from dashboard.store.store import FrameStore
from terms.languages import LANGUAGES
from terms.words import speaker

PARTS = {
    "project.facts": project_facts,
    "project.organisation": project_organisation,
    "goals.chain": project_chain,
    "label.money": project_money,
    "project.reports": project_reports,
    "project.lessons": project_lessons,
    "project.afterwards": project_afterwards,
    "project.history": project_history,
}
HARAM, VESTERALEN, BARE = "haram-integrering", "vesteralen-innvandrere-en-ressurs", "dalen-bolyst"


def content(store, label, project, language="nn"):
    selection = Selection(language, projects=(project,))
    return of_project(PARTS[label].draw, label)(store, selection, speaker(language))


def text(pieces):
    return json.dumps(json.loads(to_json_plotly(list(pieces))), ensure_ascii=False)


def words(pieces):
    return re.sub(r"\s+", " ", " ".join(re.findall(r'"children": "([^"]*)"', text(pieces))))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", PARTS)
def test_every_project_has_every_part_in_every_language(store, label, language):
    say = speaker(language)
    for project in store["project"]["project"]:
        pieces = drawn(
            store, Selection(language, projects=(project,)).query(), of_project(PARTS[label].draw, label)
        )
        assert say("shell.panel_failed") not in text(pieces), project
        assert say(label) in text(pieces)


@pytest.mark.parametrize("label", PARTS)
def test_without_a_project_a_part_says_so(store, label):
    found = of_project(PARTS[label].draw, label)(store, Selection("nn"), speaker("nn"))
    assert found.sentence == "Ingen prosjekt er valde."
    assert not found.chart


@pytest.mark.parametrize("label", [each for each in PARTS if each != "project.history"])
def test_a_project_of_which_little_is_known_says_what_is_missing_and_who_has_it(store, label):
    shown = text(content(store, label, BARE).chart)
    assert "Dette manglar" in shown
    assert "Kan leverast av" in shown
    assert "nan" not in shown.lower().replace("finansier", "")
    assert "None" not in shown


def test_the_facts_have_a_grant_as_a_ceiling_and_the_words_of_the_project_in_its_language(store):
    found = content(store, "project.facts", HARAM, "en")
    assert f"Up to {speaker('en').money(1_900_000)} (2013)" in text(found.chart)
    assert '"lang": "nn"' in text(found.chart)
    assert "Haram kommune leads the project, which works in Haram." in found.sentence
    assert all(len(row) == 3 for row in found.tables[0].rows)


def test_an_empty_seat_is_a_gap_for_the_steering_group_to_fill(store):
    found = content(store, "project.organisation", VESTERALEN)
    assert "Tom plass" in text(found.chart)
    assert "Ikkje oppnemnd" in text(found.chart)
    assert "Kan leverast av styringsgruppa." in text(found.chart)


def test_anchoring_stands_under_the_forms_letters(store):
    shown = words(content(store, "project.organisation", VESTERALEN).chart)
    codes = store["anchoring"]
    codes = codes[(codes["project"] == VESTERALEN) & codes["code"].notna()]["code"]
    assert len(codes)
    assert all(f"{code} " in shown for code in codes)


def test_the_chain_has_five_steps_and_a_table_of_every_point(store):
    found = content(store, "goals.chain", HARAM)
    items = store["results_chain_item"]
    assert len(found.tables[0].rows) == (items["project"] == HARAM).sum()
    assert text(found.chart).count("chain-level") == 5


def test_money_is_compared_only_where_both_amounts_are_stated(store):
    haram = content(store, "label.money", HARAM)
    assert haram.example
    lines = store["account_line"]
    own = lines[lines["project"] == HARAM]
    assert speaker("nn").money(own["accounts"].sum()) in haram.sentence
    assert len(haram.tables[0].rows) == len(own) + 1
    assert "over budsjett" in text(haram.chart)


def test_budgets_without_accounts_are_told_as_such(store):
    unheard = replaced(store, account_line=store["account_line"].assign(accounts=float("nan")))
    found = content(unheard, "label.money", HARAM)
    assert "Rekneskapen er ikkje levert" in found.sentence
    assert "%" not in found.sentence
    assert "Rekneskap manglar for nokre av postane." in text(found.chart)


def test_a_late_report_says_by_how_many_days(store):
    assert "12 dagar etter fristen" in text(content(store, "project.reports", HARAM).chart)


def test_progress_has_the_forms_letters_and_the_day(store):
    found = content(store, "project.reports", VESTERALEN)
    assert "a Følgjer planen og c Planen er justert" in found.sentence
    assert "1. desember 2014" in found.sentence


def test_an_event_is_dated_as_precisely_as_its_source(store):
    shown = words(content(store, "project.afterwards", VESTERALEN).chart)
    assert "2. desember 2013" in shown
    assert " 2014 " in shown


def test_the_history_begins_with_the_source(store):
    found = content(store, "project.history", HARAM)
    assert found.sentence.startswith("Lagt inn frå kjelda Distriktssenteret")
    assert not found.chart


def replaced(store, **frames):
    """The same data with some frames exchanged."""
    lent = {name: conform(name, frame) for name, frame in frames.items()}
    return FrameStore({name: partial(lent.get, name, store[name]) for name in LENT}, lambda: 1)


def changed(store):
    """The same data after two imports: one of the project's own, one of another's."""
    batches = pd.DataFrame(
        [
            {"batch": 1, "file_name": "haram.xlsx", "kind": "workbook", "project": HARAM, "role": "editor",
             "imported_at": "2026-03-01T23:30:00+00:00", "status": "applied",
             "counts": json.dumps({"measure": {"added": 1, "changed": 1, "removed": 0}}),
             "rejected": 0, "undoes": None, "file_hash": "x"},
            {"batch": 2, "file_name": "anna.xlsx", "kind": "workbook",
             "project": VESTERALEN, "role": "county",
             "imported_at": "2026-04-01T10:00:00+00:00", "status": "applied", "counts": "{}",
             "rejected": 0, "undoes": None, "file_hash": "y"},
        ]
    )  # fmt: skip
    before = {"measure": "m", "project": HARAM, "name": "Språkkafé", "phase": "execution"}
    moves = pd.DataFrame(
        [
            {"batch": 1, "position": 1, "table_name": "measure", "row_key": '["m"]',
             "before": json.dumps(before), "after": json.dumps(before | {"phase": "closed"})}
        ]
    )  # fmt: skip
    return replaced(store, batch=batches, batch_change=moves)


def test_the_history_tells_of_the_projects_own_imports_and_of_plans_they_moved(store):
    found = content(changed(store), "project.history", HARAM)
    assert found.sentence.startswith("Endra ved 1 innlesing, 2. mars 2026.")
    shown = text(found.chart)
    assert "redaktør" in shown
    assert "Språkkafé" in shown
    assert "fylkeskommune" not in shown


def test_years_to_choose_are_those_the_project_has_told_of(store):
    told = told_years(store)
    assert {2013, 2014, 2015} <= set(told[HARAM])
    assert BARE not in told
    shown = text([project_sheet.bar(speaker("nn"), Selection("nn", projects=(HARAM,)), store)])
    assert "Heile prosjektperioden" in shown
    assert '"value": "2014"' in shown
    bare = text([project_sheet.bar(speaker("nn"), Selection("nn", projects=(BARE,)), store)])
    assert "project-year" not in bare


def test_the_list_has_every_project_in_scope_with_a_way_to_its_sheet(store):
    found = projects.draw(store, Selection("nb", county="15", years=(2014, 2014)), speaker("nb"))
    shown = text(found.chart)
    links = re.findall(r'"href": "/prosjekt/([^?"]+)\?([^"]+)"', shown)
    assert len(links) == len(found.tables[0].rows) > 3
    assert {query for _, query in links} == {"sprak=nb&fylke=15&aar=2014"}


def test_a_list_of_none_says_what_to_do(store):
    found = projects.draw(store, Selection("nb", county="03", years=(1999, 1999)), speaker("nb"))
    assert "Ingen prosjekter passer" in found.sentence
    assert "nullstill" in text(found.chart)
    assert not found.tables
