from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_sources.intake.personal_data import (
    heading_looks_personal,
    is_identity_number,
    is_phone_number,
    looks_like_a_name,
    looks_personal,
)
from tests.workbook_samples import IDENTITY_NUMBER


@pytest.mark.parametrize(
    "cell",
    [
        IDENTITY_NUMBER,
        f"{IDENTITY_NUMBER[:6]} {IDENTITY_NUMBER[6:]}",
        f"født: {IDENTITY_NUMBER}.",
        int(IDENTITY_NUMBER),
        float(IDENTITY_NUMBER),
    ],
)
def test_an_identity_number_is_seen_as_text_and_as_a_number(cell):
    assert looks_personal(cell) == "id"


def test_a_wrong_digit_is_no_identity_number():
    for at in range(11):
        digit = str((int(IDENTITY_NUMBER[at]) + 1) % 10)
        assert not is_identity_number(IDENTITY_NUMBER[:at] + digit + IDENTITY_NUMBER[at + 1 :])


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("fornavn.etternavn@haram.kommune.no", "email"),
        ("skriv til a@b.no", "email"),
        ("+47 900 00 000", "phone"),
        ("900 00 000", "phone"),
        ("70 00 00 00", "phone"),
        ("90000000", "phone"),
        ("tlf. 70000000", "phone"),
        ("0047 40 00 00 00", "phone"),
    ],
)
def test_addresses_and_telephone_numbers_are_seen(cell, kind):
    assert looks_personal(cell) == kind


@pytest.mark.parametrize(
    "cell",
    [
        "postmottak@haram.kommune.no",
        "post@eksempel.no",
        45_000_000,
        "45 000 000",
        "1 900 000",
        "2013–2015",
        "12345678901",
        "",
        None,
        True,
        "Tre temakvelder i 2014",
        "1534 Haram",
        "Flyktningar og familieinnvandra til flyktningar",
        float("nan"),
    ],
)
def test_what_projects_write_is_not_taken_for_personal_data(cell):
    assert looks_personal(cell) is None


@pytest.mark.parametrize(
    "text", ["Ola Nordmann", "Kari Anne Nordmann", "Per-Olav Berg", "Nguyễn Văn", "O'Hara Brien"]
)
def test_capitalised_words_have_the_shape_of_a_name(text):
    assert looks_like_a_name(text)
    assert looks_personal(text) is None
    assert looks_personal(text, names=True) == "name"


@pytest.mark.parametrize(
    "text",
    [
        "Prosjektleiar, Haram Innovasjonsstudio",
        "Haram Innovasjonsstudio",
        "Kommunalsjef oppvekst",
        "Næringssjef",
        "NAV",
        "Haram kommune",
        "Rektor ved vaksenopplæringa",
        "Leiar for flyktningtenesta",
        "Røde Kors",
        "Ola",
        "",
    ],
)
def test_roles_and_organisations_have_not(text):
    assert not looks_like_a_name(text)


@pytest.mark.parametrize(
    "heading",
    [
        "Navn",
        "Namn",
        "Fornavn",
        "Etternamn",
        "Deltakernavn",
        "Deltakarens namn",
        "Fødselsnummer",
        "Personnummer",
        "Fnr",
        "D-nummer",
        "E-post",
        "Epostadresse",
        "E-mail",
        "Telefon",
        "Tlf.",
        "Mobil",
        "Adresse",
        "Født",
        "Full name",
        "Kontaktperson",
        "DUF-nummer",
    ],
)
def test_headings_that_ask_for_a_person_are_seen(heading):
    assert heading_looks_personal(heading)


@pytest.mark.parametrize(
    "heading",
    ["Kommunenummer", "Målgruppe", "Oppmøter", "Merknad", "Mobilisering", "Samlingar", "Antall møter"],
)
def test_other_headings_are_not(heading):
    assert not heading_looks_personal(heading)


@pytest.mark.parametrize(
    "piece", ["0", "a", "a.", "mob", "tlf ", "+47", "0047 ", "Aa ", "deltak", "1 ", "@", "a@", "a@b"]
)
def test_a_long_text_is_looked_through_once(piece):
    begun = time.process_time()
    looks_personal(piece * 100_000, names=True)
    heading_looks_personal(piece * 100_000)
    assert time.process_time() - begun < 5


def test_eight_digits_are_a_mobile_number_as_whole_or_decimal_number():
    assert is_phone_number(90_000_000)
    assert is_phone_number(49_999_999.0)
    assert not is_phone_number(50_000_000.5)
    begun = time.process_time()
    assert not any(is_phone_number(number + 0.5) for number in range(1000))
    assert time.process_time() - begun < 1


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_few_numbers_pass_for_identity_numbers(number):
    digits = f"{number:011d}"
    if is_identity_number(digits):
        assert 1 <= int(digits[:2]) % 40 <= 31
        assert 1 <= int(digits[2:4]) % 40 <= 12
