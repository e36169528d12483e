"""Every counted message at 0, 1, 2 and many, in every language."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from terms.languages import LANGUAGES
from terms.words import board, messages, speaker

NUMBERS = (0, 1, 2, 21, 100)
COUNTED = sorted(key for key, text in messages("nb").items() if not isinstance(text, str))
NOUNS = {
    "nb": """
        prosjekt/prosjekter kommune/kommuner dag/dager milepæl/milepæler målgruppe/målgrupper
        gruppe/grupper plass/plasser sektor/sektorer person/personer rad/rader samling/samlinger
        post/poster rapport/rapporter måned/måneder partner/partnere endring/endringer
        hendelse/hendelser frist/frister modul/moduler fil/filer styringsgruppe/styringsgrupper
        møte/møter årsrapport/årsrapporter vurdering/vurderinger medlem/medlemmer
        opplysning/opplysninger forskjell/forskjeller innlesing/innlesinger innlesning/innlesninger
        samarbeidspartner/samarbeidspartnere del/deler bedrift/bedrifter program/programmer
    """,
    "nn": """
        kommune/kommunar dag/dagar milepæl/milepælar målgruppe/målgrupper gruppe/grupper
        plass/plassar sektor/sektorar person/personar rad/rader samling/samlingar post/postar
        rapport/rapportar månad/månader partnar/partnarar endring/endringar hending/hendingar
        frist/fristar modul/modular fil/filer styringsgruppe/styringsgrupper årsrapport/årsrapportar
        vurdering/vurderingar medlem/medlemer opplysning/opplysningar forskjell/forskjellar
        innlesing/innlesingar samarbeidspartnar/samarbeidspartnarar del/delar bedrift/bedrifter
    """,
    "en": """
        project/projects municipality/municipalities day/days milestone/milestones group/groups
        seat/seats sector/sectors person/persons row/rows session/sessions post/posts report/reports
        month/months partner/partners change/changes event/events deadline/deadlines module/modules
        measure/measures goal/goals meeting/meetings member/members fact/facts
        difference/differences import/imports part/parts tick/ticks decision/decisions point/points
        field/fields thing/things deviation/deviations fault/faults file/files word/words
        resident/residents filter/filters programme/programmes company/companies pair/pairs
    """,
}
"""Nouns of one and of several, where the two differ."""
BENT = {
    "nb": "målbart/målbare tom/tomme ferdig/ferdige tydelig/tydelige forfalt/forfalte",
    "nn": """
        målbart/målbare tom/tomme ferdig/ferdige tydeleg/tydelege forfallen/forfalne
        nådd/nådde levert/leverte vurdert/vurderte planlagd/planlagde halden/haldne gjennomført/gjennomførte
        rapportert/rapporterte målt/målte fylt/fylte oppgitt/oppgitte oppfylt/oppfylte registrert/registrerte
        lese/lesne
    """,
    "en": "is/are has/have was/were says/say states/state needs/need lacks/lack its/their",
}
"""Words that follow the number of what they are said of."""
ADJECTIVES = (
    r"(?:(?:målbart|målbare|annen|andre|annan|tidligere|tidlegare|forsinkede?|forseinka|forfalt|forfalte"
    r"|forfallen|forfalne|more|other|earlier|delayed|measurable|due|target|unike?|unique|annual|missing"
    r"|communication|steering-group) )*"
)


def pairs(text):
    return [tuple(pair.split("/")) for pair in text.split() if len(set(pair.split("/"))) == 2]


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def rendered(language, key, number):
    """The message with its number, and «X» in every other place."""
    forms = messages(language)[key]
    names = set().union(*map(places, forms.values())) - {"n"}
    return speaker(language).count(key, number, **dict.fromkeys(names, "X"))


def faults(language, text, number):
    """Words beside the number that do not agree with it."""
    several = number != 1
    for one, many in pairs(NOUNS[language]):
        wrong = one if several else many
        if re.search(rf"(?<![\w,–]){number} {ADJECTIVES}{wrong}\b", text):
            yield f"{number} {wrong}"
    for one, many in pairs(BENT[language]):
        wrong = one if several else many
        said_of = rf"(?<![\w,–]){number} (?:av X |of X )?(?:i styringsgruppa |in the steering group )?"
        if re.search(rf"{said_of}(?:er |er ikkje |ikkje |vart |blir )?{wrong}\b", text):
            yield f"{number} … {wrong}"
    if re.search(r"(?<!\w)0 (ting|things)\b", text):
        yield "0 ting"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_counted_message_agrees_with_its_number(language):
    assert len(COUNTED) > 200
    found = {
        (key, number): (wrong, text)
        for key in COUNTED
        for number in NUMBERS
        if (wrong := list(faults(language, text := rendered(language, key, number), number)))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("nb", "1 prosjekter har svart", 1),
        ("nb", "21 prosjekt har svart", 21),
        ("nb", "1 målbare mål er nådd", 1),
        ("nb", "0 ting som må avklares", 0),
        ("nn", "1 av X er nådde", 1),
        ("nn", "2 av X er nådd", 2),
        ("en", "1 days overdue", 1),
        ("en", "1 more projects", 1),
        ("en", "2 of X has answered", 2),
    ],
)
def test_the_test_finds_a_word_that_does_not_agree(language, text, number):
    assert list(faults(language, text, number))


FIXED = {
    "region.hidden": "three, by the rule of small numbers",
    "region.hidden_line": "the same",
    "method.small_limits": "the base of rounding, three or more",
    "method.example_coverage": "a worked example of many persons",
    "goals.one_of_many": "said only of several municipalities",
    "transfer.setting": "no municipality has one inhabitant",
    "attention.method_text": "two a year, by the rule",
    "form.words": "a limit of hundreds of words",
    "form.words_over": "the same",
    "form.written": "fields of a whole form",
    "project.money_delivered": "said only where some posts of several have accounts",
    "portfolio.gaps": "fields of a whole project",
}
"""Messages with a plain number before a noun that bends, and why it never is one."""


def test_no_number_stands_uncounted_before_a_word_that_bends():
    found = set()
    for key, texts in board().items():
        for language, text in texts.items():
            nouns = "|".join(word for pair in pairs(NOUNS[language]) for word in pair)
            forms = {"other": text} if isinstance(text, str) else text
            for form in forms.values():
                for name in re.findall(rf"\{{(\w+)\}} {ADJECTIVES}(?:{nouns})\b", form):
                    if name != "n" or isinstance(text, str):
                        found.add((key, name))
    told = {
        ("coverage.persons", "persons"),
        ("gaps.persons", "persons"),
        ("status.coverage_reached", "persons"),
    }
    assert {key for key, _ in found - told} == set(FIXED)


def test_one_of_one_and_none_are_right():
    for language, text in {
        "nb": "1 av 1 målbart mål er nådd eller i rute.",
        "nn": "1 av 1 målbart mål er nådd eller i rute.",
        "en": "1 of 1 measurable goal is reached or on track.",
    }.items():
        say = speaker(language)
        assert say.count("goals.sentence", 1, goals=say.count("count.goals_measurable", 1)) == text
    assert speaker("nn").count("goals.sentence_none", 4) == "Ingen av 4 målbare mål er nådde eller i rute."
    assert speaker("nn").count("attention.one_settle", 0) == "ingenting som må avklarast no"
    assert speaker("nb").count("attention.one_settle", 2) == "2 ting som må avklares nå"
