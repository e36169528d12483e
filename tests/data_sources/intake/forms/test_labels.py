from __future__ import annotations

import pytest

from data_sources.intake.forms.fields import FIELDS
from data_sources.intake.forms.labels import label_at
from data_sources.intake.likeness import similar


@pytest.mark.parametrize(("key", "label"), [(field.key, label) for field in FIELDS for label in field.labels])
def test_every_label_of_the_form_is_known_with_and_without_its_colon(key, label):
    for written in (label, f"{label}:", label.upper(), label.replace(" ", "\n")):
        found = label_at(written, cell=True)
        assert (found.key, found.exact) == (key, True), written


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Prosjektnvan:", "project_name"),
        ("Kommue:", "municipalities"),
        ("Kontakt person i fylkeskommunen", "county_contact"),
        ("M?l og eventuelle delm?l med prosjektet", "goals"),
        ("Mål og delmål med prosjektet", "goals"),
        ("Malgrupper for prosjektet, nar prosjektet frem til disse", "target_groups"),
        ("Vurdering av fremdrift i forhold til plan", "progress"),
        ("Resultater som er oppnådd i form av tiltak", "results"),
        ("Hvor geografisk konsentrert har prosjektet hatt effekt?", "geographic_effect"),
        ("Kort omtale av metodikk i prosjektet", "method"),
        ("Overføringsverdi", "transfer_value"),
        ("Ekstern kommunikasjon", "external_communication"),
        ("Rekneskap:", "accounts"),
        ("Hvilke målsetninger i distrikts og regionalpolitikken hører prosjektet inn under", "policy_goals"),
        ("Gi en kort omtal av hvordan arbeidet er tenkt", "continuation"),
    ],
)
def test_a_label_is_known_in_spite_of_typos_and_rewording(written, key):
    assert label_at(written, cell=True).key == key


@pytest.mark.parametrize(
    "text",
    [
        "Til tross for at mange kom",
        "Fra høsten av var vi fem",
        "Kommunen som planlegger, arbeidsgiver og tjenesteprodusent",
        "Målgrupper for prosjektet er: innvandrere",
        "Resultatmål: ti tomter",
        "Prosjektlederen sluttet i mai",
        "Datoer for møter",
        "Hvilke samlinger har dere deltatt på i forbindelse med prosjektet?",
        "",
        "•",
    ],
)
def test_a_sentence_that_begins_like_a_label_is_none(text):
    assert label_at(text) is None


def test_the_answer_begins_after_the_label_and_its_notes():
    text = "Forankring av prosjektet (flere kryss er mulig): a) Styringsgruppe"
    assert text[label_at(text).end :] == "a) Styringsgruppe"
    assert (
        label_at("Oppnådde resultater Hvor geografisk konsentrert har prosjektet hatt effekt? (Kryss av)").end
        == 86
    )
    kept = "Overføringsverdi for eksempel til andre lokalsamfunn (stor)"
    assert kept[label_at(kept).end :] == "(stor)"


def test_short_words_have_no_typos_and_long_ones_two():
    assert not similar("til", "til".replace("l", "n"))
    assert similar("prosjekleiar", "prosjektleiar")
    assert similar("fylkeskomunenn", "fylkeskommunen")
    assert not similar("kommunestyre", "kommune")
