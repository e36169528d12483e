from __future__ import annotations

import pytest

from data_sources.intake.forms.crosses import read_crosses, read_progress
from data_sources.intake.forms.fields import ANCHORING, GEOGRAPHIC_EFFECT, POLICY_GOALS, PROGRESS

EFFECT = (
    "a) {a}Helt lokal effekt{A}\nb) {b}Effekten kommer innen flere kommuner i regionen{B}\n"
    "c) {c}Effekten kommer i hele fylket{C}"
)
INLINE = "{}a) Styringsgruppe {}b) Forankring i befolkningen {}c) Samarbeid med andre aktører{}"


def filled(template, **marks):
    return template.format(**{letter: marks.get(letter, "") for letter in "abcABC"})


@pytest.mark.parametrize(
    "text",
    [
        filled(EFFECT, b="X "),
        filled(EFFECT, b="x "),
        filled(EFFECT, B=" X"),
        filled(EFFECT, B=". X"),
        filled(EFFECT, a="☐ ", b="☒ ", c="☐ "),
        filled(EFFECT, a="[ ] ", b="[x] ", c="[ ] "),
        filled(EFFECT, A=" ( )", B=" (X)", C=" ( )"),
        filled(EFFECT, a="\uf0a8 ", b="\uf0fe ", c="\uf0a8 "),
        filled(EFFECT).replace("b)", "X b)"),
        filled(EFFECT).replace("b)", "☑ b)").replace("a)", "☐ a)").replace("c)", "☐ c)"),
        filled(EFFECT, b="X ").replace(")", "."),
        filled(EFFECT, b="X ").upper(),
        "Helt lokal effekt ☐\nEffekten kommer innen flere kommuner ☒\nEffekten kommer i hele fylket ☐",
        "b",
        "B)",
        "Alternativ b.",
    ],
)
def test_one_cross_is_seen_wherever_people_put_it(text):
    crosses = read_crosses(text, GEOGRAPHIC_EFFECT, several=False)
    assert (crosses.letters, crosses.state) == (("b",), "read")


@pytest.mark.parametrize(
    ("marks", "letters"),
    [
        (("X ", "X ", "", ""), ("a", "b")),
        (("", "", "X ", " X"), ("b", "c")),
        (("", "", "", " X"), ("c",)),
        (("X ", "", "", ""), ("a",)),
        (("☒ ", "☐ ", "☒ ", ""), ("a", "c")),
        (("", "☒ ", "☐ ", "☒"), ("a", "c")),
    ],
)
def test_on_one_line_the_first_or_last_cross_tells_which_side_all_stand_on(marks, letters):
    assert read_crosses(INLINE.format(*marks), ANCHORING, several=True).letters == letters


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        (INLINE.format("", "X ", "", ""), ("a", "b")),
        (INLINE.format("X ", "", "", " X"), ("a", "c")),
        (filled(EFFECT, a="X ", C=" X"), ("a", "c")),
    ],
)
def test_crosses_that_can_be_read_in_two_ways_are_asked_about(text, possible):
    crosses = read_crosses(text, ANCHORING if "Styring" in text else GEOGRAPHIC_EFFECT, several=True)
    assert (crosses.letters, crosses.state) == ((), "ambiguous")
    assert set(possible) <= set(crosses.possible)


def test_two_crosses_where_one_is_allowed_are_asked_about():
    crosses = read_crosses(filled(EFFECT, a="X ", b="X "), GEOGRAPHIC_EFFECT, several=False)
    assert (crosses.letters, crosses.state, crosses.possible) == ((), "ambiguous", ("a", "b"))


def test_options_without_a_cross_are_an_empty_answer():
    assert read_crosses(filled(EFFECT), GEOGRAPHIC_EFFECT, several=False).state == "empty"
    assert read_crosses("", GEOGRAPHIC_EFFECT, several=False).state == "empty"
    boxes = filled(EFFECT, a="☐ ", b="☐ ", c="☐ ")
    assert read_crosses(boxes, GEOGRAPHIC_EFFECT, several=False).state == "empty"


def test_an_option_left_alone_is_suggested_and_not_taken():
    crosses = read_crosses("b) Effekten kommer innen flere kommuner", GEOGRAPHIC_EFFECT, several=False)
    assert (crosses.letters, crosses.state, crosses.possible) == ((), "ambiguous", ("b",))


def test_a_text_without_the_forms_letters_is_asked_about():
    crosses = read_crosses("Prosjektet er forankra i kommuneplanen.", ANCHORING, several=True)
    assert (crosses.letters, crosses.state) == ((), "ambiguous")


@pytest.mark.parametrize(("text", "letters"), [("a, e og h", ("a", "e", "h")), ("A E H", ("a", "e", "h"))])
def test_letters_alone_are_an_answer(text, letters):
    assert read_crosses(text, POLICY_GOALS, several=True).letters == letters


def test_a_letter_the_question_does_not_have_is_asked_about():
    assert read_crosses("h", ANCHORING, several=True).state == "ambiguous"
    assert read_crosses("a og b", GEOGRAPHIC_EFFECT, several=False).state == "ambiguous"


def test_an_x_inside_a_sentence_is_no_cross():
    text = "a) Styringsgruppe med 3 x 2 medlemmer\nb) Forankring i befolkningen X\nc) Samarbeid med andre"
    assert read_crosses(text, ANCHORING, several=True).letters == ("b",)


STUBS = "a) Følger opprinnelig plan{}\nb) Forsinket pga.{}\nc) Det er foretatt følgende justering{}"


@pytest.mark.parametrize(
    ("marks", "letters"),
    [
        ((". Oppstart tok tid.", "", "\nTo fagdager."), ("a", "c")),
        (("", " sykdom", ""), ("b",)),
        ((" X", "", ""), ("a",)),
        ((" X", "", ": færre møter"), ("a", "c")),
        (("", " -", "\nMer tid."), ("c",)),
        (("", " Nei", " Ingen"), ()),
        (("", "", ""), ()),
    ],
)
def test_progress_is_told_by_the_text_after_the_stubs(marks, letters):
    assert read_progress(STUBS.format(*marks), PROGRESS).letters == letters


def test_what_is_written_after_a_stub_is_kept():
    notes = dict(read_progress(STUBS.format("", " flom.", ":\nMøtet ble flyttet."), PROGRESS).notes)
    assert notes == {"a": "", "b": "flom.", "c": "Møtet ble flyttet."}


def test_a_text_that_denies_its_stub_is_asked_about():
    crosses = read_progress(STUBS.format(" nei, vi er forsinket", " flom", ""), PROGRESS)
    assert (crosses.letters, crosses.state, crosses.possible) == ((), "ambiguous", ("a", "b"))


def test_progress_in_words_alone_is_asked_about():
    assert read_progress("Alt går etter planen.", PROGRESS).state == "ambiguous"


BOXED = (
    "a) {a} Følgjer opphavleg plan\n{note}\nb) {b} Forseinka pga.\nc) {c} Det er gjort følgjande justering"
)


@pytest.mark.parametrize(
    "note",
    [
        "Sjå b) Forseinka pga. sjukdom",
        "b) ☒ det same som i fjor",
        "☒ og ☐ står i teksten, og x og [x] òg",
        "c) Det er gjort følgjande justering: a) Følgjer opphavleg plan",
        "Ikkje alt gjekk som tenkt",
    ],
)
def test_boxes_on_lines_of_their_own_are_not_changed_by_what_is_written_between(note):
    text = BOXED.format(a="☒", b="☐", c="☐", note=note)
    crosses = read_progress(text, PROGRESS)
    assert (crosses.letters, crosses.state) == (("a",), "read")
    assert crosses.notes == (("a", note), ("b", ""), ("c", ""))


def test_two_lines_that_both_claim_to_be_an_option_are_not_decided_by_their_boxes():
    text = BOXED.format(a="☒", b="☐", c="☐", note="b) ☒ Forseinka pga. sjukdom")
    assert read_progress(text, PROGRESS).boxed is False


def test_text_beside_a_box_that_is_not_ticked_still_counts_as_an_answer():
    text = BOXED.format(a="☒", b="☐", c="☐", note="som planlagt") + ":\nTo møte vart eitt"
    assert read_progress(text, PROGRESS).letters == ("a", "c")
