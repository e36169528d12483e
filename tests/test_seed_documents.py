"""The seed files of projects and programmes against the client's five documents."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from data_sources import schema

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
TWIN = Path(__file__).parent / "data" / "documents"  # made by hand: the facts, without the client's sentences
CLIENT = ROOT / ".." / "shared" / "documents"

HARAM, VESTERALEN, COUNTY, WORKSHOPS, KUN = DOCUMENTS = (
    "000_c571b0cefe30c793.txt",
    "001_53ea93677e2763da.txt",
    "002_d381840ac3f8ce8b.txt",
    "003_43816d8ea55cca29.txt",
    "004_7e317225d6d87f11.txt",
)
OFFICIAL = {
    "county",
    "indicator",
    "municipality",
    "municipality_change",
    "municipality_successor",
    "statistic",
}
PLACES = {
    HARAM: {"1534": "Haram"},
    VESTERALEN: {
        "1866": "Hadsel",
        "1870": "Sortland",
        "1867": "Bø",
        "1851": "Lødingen",
        "1871": "Andøy",
        "1868": "Øksnes",
    },
    COUNTY: {
        "1505": "Kristiansund",
        "1526": "Stordal",
        "1524": "Norddal",
        "1525": "Stranda",
        "1563": "Sunndal",
        "1566": "Surnadal",
        "1515": "Herøy",
        "1516": "Ulstein",
        "1535": "Vestnes",
    },
    WORKSHOPS: {"0704": "Tønsberg", "0403": "Hamar", "1401": "Flora"},
    KUN: {"1736": "Snåsa", "1617": "Hitra", "1738": "Lierne"},
}
SPELT_IN_DOCUMENT = {  # misprints of the documents, which the seeds put right
    "Herøy": "Hergy",
    "Norddal": "Nordal",
    "Distriktssenteret": "Distriktsenteret",
    "inkluderingsteam": "inkluderingssteam",
}


def rows(table, **equal):
    with (SEEDS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in equal.items())]


def per_document(table):
    counts = Counter(row["source"] for row in rows(table))
    return [counts[name] for name in DOCUMENTS]


def fold(text):
    """Write a text as lower-case words between spaces, as a scanner without Norwegian letters does."""
    letters = text.casefold().translate(str.maketrans({"æ": "ae", "ø": "o", "å": "a"}))
    words = re.findall(r"[^\W_]+", letters)
    return f" {' '.join(words)} "


def missing_terms(terms, document):
    """Name the terms that do not occur in a document, whatever its case, spaces and Norwegian letters."""
    for right, spelt in SPELT_IN_DOCUMENT.items():
        terms = [term if fold(term) in fold(document) else term.replace(right, spelt) for term in terms]
    return [term for term in terms if fold(term) not in fold(document)]


def seeded_names(source):
    """Names that the seeds say a document holds."""
    names = [*PLACES[source].values()]
    if source in {HARAM, VESTERALEN, COUNTY}:
        names += [row["name"] for row in rows("project", source=source)]
    if source == HARAM:
        names += [row["name"] for row in rows("partner", source=source)]
    names += [row["organisation"] for row in rows("steering_seat", source=source, filled="1", seat="member")]
    names += [row["factor_name"] for row in rows("success_factor", source=source)]
    names += [row["title"] for row in rows("module", source=source)]
    return names


@pytest.fixture(params=["twin", "client"])
def documents(request):
    """The five documents by file name: the hand-made twin, and the client's own where they are at hand."""
    folder = TWIN if request.param == "twin" else CLIENT
    if not folder.is_dir() and os.environ.get("CI") != "true":
        return {}
    return {name: (folder / name).read_text(encoding="utf-8") for name in DOCUMENTS}


def test_every_project_of_the_documents_is_there():
    assert per_document("project") == [1, 1, 5, 3, 3]
    assert len(rows("project")) == 24
    assert len(rows("project", programme="bolyst")) == 13


def test_every_municipality_of_the_documents_is_there():
    for source, places in PLACES.items():
        assert {row["municipality"] for row in rows("project_municipality", source=source)} == set(places)


def test_two_places_called_heroy_are_kept_apart():
    assert (
        rows("project_municipality", project="heroy-ulstein-arbeidsinnvandrarar")[0]["municipality"] == "1515"
    )
    assert rows("project_municipality", project="heroy-mr-bolyst")[0]["municipality"] == "1515"
    assert rows("project_municipality", project="heroy-nordland-bolyst")[0]["municipality"] == "1818"


def test_goals_are_counted_per_document():
    assert per_document("goal") == [2, 3, 9, 9, 12]
    assert Counter(row["level"] for row in rows("goal", source=COUNTY)) == {"project_goal": 6, "result": 3}


def test_results_chain_of_haram_has_five_levels():
    levels = Counter(row["level"] for row in rows("results_chain_item", project="haram-integrering"))
    assert levels == dict(zip(schema.RESULTS_CHAIN, (2, 2, 6, 7, 7), strict=True))


def test_activities_are_counted_per_document():
    assert per_document("measure") == [15, 14, 3, 3, 8]


def test_mentoring_and_theme_evenings_were_held_in_all_six_municipalities():
    held = Counter(row["measure"] for row in rows("measure_municipality", source=VESTERALEN, status="held"))
    assert held == {
        "vesteralen-mentor": 6,
        "vesteralen-temakveld-skole": 6,
        "vesteralen-temakveld-helse": 6,
        "vesteralen-temakveld-frivillig": 6,
    }


def test_three_planned_seminars_were_cancelled_for_two_seminar_days():
    seminars = rows("measure", measure="vesteralen-seminar")[0]
    assert (seminars["planned_sessions"], seminars["held_sessions"], seminars["phase"]) == (
        "3",
        "0",
        "cancelled",
    )
    days = [row for row in rows("measure", source=VESTERALEN) if row["name"].startswith("Fagdag")]
    assert [row["held_sessions"] for row in days] == ["1", "1"]


def test_haram_has_nine_partners_and_a_ceiling():
    assert len(rows("partner", project="haram-integrering")) == 9
    haram = rows("project", project="haram-integrering")[0]
    assert (haram["grant_ceiling"], haram["grant_year"], haram["evidence"]) == (
        "1900000",
        "2013",
        "application",
    )


def test_vesteralen_has_an_empty_seat_for_a_leader_and_eight_members():
    seats = rows("steering_seat", project="vesteralen-innvandrere-en-ressurs")
    assert Counter((row["seat"], row["filled"]) for row in seats) == {("leader", "0"): 1, ("member", "1"): 8}


def test_crosses_of_the_annual_report_are_those_of_the_form():
    assert [row["code"] for row in rows("anchoring", source=VESTERALEN)] == ["a", "b", "c", ""]
    assert [row["letter"] for row in rows("policy_goal", source=VESTERALEN)] == ["a", "e", "h"]
    assert [row["code"] for row in rows("progress_assessment", date="2014-12-01")] == ["a", "c"]
    effect = rows("effect_assessment", source=VESTERALEN)
    assert [(row["planned"], row["achieved"]) for row in effect] == [("", "b")]
    documented = rows("effect_municipality", source=VESTERALEN, claimed="1", documented="1")
    assert {row["municipality"] for row in documented} == set(PLACES[VESTERALEN])


def test_five_of_six_go_on_but_nobody_says_which():
    assert {row["continued"] for row in rows("project_municipality", source=VESTERALEN)} == {"unknown"}
    assert any("fem av seks" in row["text"] for row in rows("project_text", kind="continuation"))


def test_report_of_vesteralen_is_delivered_before_its_deadline_and_without_accounts():
    report = rows("report", source=VESTERALEN)[0]
    assert (report["delivered"], report["deadline"][5:]) == ("2014-12-01", "04-24")
    assert not rows("account_line", source=VESTERALEN)


def test_groups_that_were_not_reached_have_a_reason():
    told = [row for row in rows("project_target_group") if row["reached"] in {"no", "partly"}]
    assert {row["target_group"] for row in told if row["reached"] == "no"} == {
        "marriage_migrants",
        "labour_immigrants",
        "labour_immigrant_spouses",
    }
    assert all(row["reason"] for row in told)


def test_five_modules_are_described_though_the_brochure_says_four():
    items = Counter(row["module"] for row in rows("module_item"))
    assert [items[row["module"]] for row in rows("module")] == [4, 4, 0, 4, 4]
    stated = {row["name"]: float(row["value"] or 0) for row in rows("programme_fact", programme="kun-inn")}
    assert (stated["Moduler etter teksten"], stated["Moduler som er beskrevet"]) == (4, 5)


def test_success_factors_themes_and_rules_are_all_there():
    points = Counter(row["factor"] for row in rows("success_factor"))
    assert points == {"1": 3, "2": 3, "3": 3, "4": 1, "5": 5}
    assert [row["text"] for row in rows("workshop_theme")] == [
        "Bosetting",
        "Kvalifisering og sysselsetting",
        "Deltakelse og inkludering",
    ]
    assert [row["rule"] for row in rows("rule")] == [f"R{number}" for number in range(1, 16)]


def test_documents_state_nine_points_of_the_checklist_and_three_of_the_modules():
    assert per_document("success_factor_assessment") == [4, 4, 1, 0, 0]
    stated = rows("module_item_status", source=KUN)
    assert [(row["project"], row["module"], row["position"], row["status"]) for row in stated] == [
        ("lierne-inn", "kun-1", "2", "done"),
        ("lierne-inn", "kun-2", "2", "done"),
        ("lierne-inn", "kun-2", "4", "done"),
    ]


def test_event_that_illness_prevented_is_not_counted_as_held():
    events = Counter(row["status"] for row in rows("communication_event", source=VESTERALEN))
    assert events == {"held": 8, "planned": 3, "prevented": 1}


def test_programme_facts_keep_sources_that_disagree():
    facts = rows("programme_fact", programme="bolyst", year="2011")
    assert {(row["value"], row["source"][-9:]) for row in facts if row["name"].startswith("Søknader")} == {
        ("183", "id654218/"),
        ("182", "/id653822"),
    }


def test_names_in_the_seeds_occur_in_their_document(documents):
    for source, document in documents.items():
        assert missing_terms(seeded_names(source), document) == []


def test_a_name_that_the_document_lacks_is_found_missing(documents):
    for source, document in documents.items():
        assert missing_terms([*seeded_names(source), "Utopia kommune"], document) == ["Utopia kommune"]


def test_no_person_named_in_a_document_is_named_in_the_seeds(documents):
    roles = (
        r"Prosjektleder:\s+(\w+ \w+)",
        r"Kontaktperson i fylkeskommunen:\s+(\w+ \w+(?: \w+)?)",
        r"Kontaktperson i Agenda Kaupang for dette oppdraget er\s(\w+ \w+)",
        r"^(\w+ \w+), Prosjektleder",
    )
    found = [
        name for text in documents.values() for role in roles for name in re.findall(role, text, re.MULTILINE)
    ]
    assert len(found) >= 4 or not documents
    seeds = "\n".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.csv"))
    assert not [name for name in found if name.split()[-1] in seeds]


def test_no_sentence_of_a_document_is_copied(documents):
    longest = 9  # words; form options and names of projects stay below
    runs = set().union(*(_runs(text, longest) for text in documents.values()))
    facts = [path for path in SEEDS.glob("*.csv") if path.stem not in OFFICIAL]
    copied = [
        cell
        for path in facts
        for row in rows(path.stem)
        for cell in row.values()
        if runs & _runs(cell, longest)
    ]
    assert copied == []


def _runs(text, length):
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
