from __future__ import annotations

import ast
import datetime as dt
import json
import re
import tomllib
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pandas as pd
import pytest
from babel import Locale

from terms import code_lists
from terms.languages import LANGUAGES, LOCALES
from terms.words import MessageTwice, Speaker, UnknownMessage, board, messages, read, speaker

ROOT = Path(__file__).resolve().parents[2]
DASHBOARD = ROOT / "dashboard"
FILES = {
    path: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted(
        [
            ROOT / "terms" / "words.toml",
            ROOT / "data_sources" / "intake" / "words.toml",
            *DASHBOARD.glob("*/words.toml"),
        ]
    )
}
FIRSTS = {key.split(".")[0] for key in board()}
KEY = re.compile(rf"(?:{'|'.join(sorted(FIRSTS))})\.[a-z0-9_]+")
HARD = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
ONLY_BOKMAL = """
ikke noen noe hva hvem hvor hvordan hvorfor hvilke hvilken hver hvert hverandre fra kommuner
kommunene prosjekter prosjektene tiltakene målene tall tallene kilde kilder deltakere deltagere
innvandrere innvandrerne flyktninger bosatte selv annet mer flere sammen være finnes vises brukes
ble disse høyere høyest lavere lavest mangler gjelder regnskap beregnes beregnet kommer gjør gjøre
sier viste skriver henter siden måneder dager uker personer nåde tilskudd uke jeg dere mye bare
avrundet oppdiktet virkelige stedet steder sted spør gjennom egentlig igjennom bruker brukere
"""
"""Forms that nynorsk writes otherwise (ikkje, nokre, kva, frå, kommunar …)."""


def calls(source):
    """Every call of a message in a module: line, its key's node, and the names of its values."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        counted = isinstance(node.func, ast.Attribute) and node.func.attr == "count"
        speaks = node.func.value if counted else node.func
        if isinstance(speaks, ast.Name) and speaks.id == "say":
            values = {keyword.arg for keyword in node.keywords}
            yield node.lineno, node.args[0], values | ({"n"} if counted else set()), counted


def literals(source):
    """Every text in a module that has the form of a message's key."""
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value)
    }


def modules():
    paths = [*sorted(DASHBOARD.rglob("*.py")), ROOT / "terms" / "words.py"]
    return {path: path.read_text(encoding="utf-8") for path in paths}


def places(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def forms(text):
    """Every form of a message in one language."""
    return [text] if isinstance(text, str) else list(text.values())


def spoken(path):
    """Languages of a file: the intake speaks Norwegian only."""
    return set(LANGUAGES) - ({"en"} if "intake" in path.parts else set())


def every_message():
    for path, firsts in FILES.items():
        for first, seconds in firsts.items():
            for second, texts in seconds.items():
                yield path, f"{first}.{second}", texts


def test_every_room_with_words_is_read():
    assert {key for path, key, _ in every_message() if "intake" not in path.parts} == set(board())
    assert len(FILES) > 15


def test_a_message_stands_in_one_file_only():
    keys = [key for _, key, _ in every_message()]
    assert len(keys) == len(set(keys))


def test_a_message_in_two_files_is_an_error(tmp_path):
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text('[goals.title]\nnb = "Mål"\n', encoding="utf-8")
    with pytest.raises(MessageTwice, match=r"two\.toml: goals\.title"):
        read([tmp_path / "one.toml", tmp_path / "two.toml"])


def test_a_message_has_every_language_and_is_counted_in_all_or_none():
    for path, key, texts in every_message():
        assert set(texts) == spoken(path), key
        assert len({isinstance(text, str) for text in texts.values()}) == 1, key


def test_no_message_is_empty_or_opens_or_ends_with_a_space():
    for _, key, texts in every_message():
        for text in texts.values():
            assert all(form and form == form.strip() for form in forms(text)), key


def test_a_counted_message_has_forms_that_its_language_knows():
    for _, key, texts in every_message():
        for language, text in texts.items():
            if not isinstance(text, str):
                known = Locale.parse(LOCALES[language]).plural_form.tags | {"other", "zero"}
                assert "other" in text, key
                assert set(text) <= known, key
                others = [form for name, form in text.items() if name != "other"]
                assert text["other"] not in others, f"{key}: a form that only repeats another"


def test_a_message_has_the_same_places_in_every_language():
    for _, key, texts in every_message():
        every = {frozenset().union(*map(places, forms(text))) for text in texts.values()}
        assert len(every) == 1, key


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_uses_only_messages_that_exist_and_gives_them_their_values(path):
    source = path.read_text(encoding="utf-8")
    known = messages("nb")
    assert literals(source) <= set(known)
    for line, key, values, counted in calls(source):
        assert not isinstance(key, ast.JoinedStr | ast.BinOp), f"{path.name}:{line}: a key is written in full"
        if isinstance(key, ast.Constant):
            assert key.value in known, f"{path.name}:{line}"
            assert counted != isinstance(known[key.value], str), f"{path.name}:{line}: {key.value}"
            wanted = set().union(*map(places, forms(known[key.value])))
            if None not in values:
                assert wanted <= values, f"{path.name}:{line}: {key.value}"
                assert values - {"n"} <= wanted, f"{path.name}:{line}: {key.value}"


def test_no_message_is_left_that_nothing_uses():
    used = set().union(*(literals(source) for source in modules().values()))
    assert set(messages("nb")) - used - set(code_lists.messages("nb")) == set()


def test_the_scan_finds_a_message_that_does_not_exist():
    source = 'def draw(say):\n    return say("shell.not_there"), say.count(f"shell.{x}", 1)\n'
    assert not literals(source) <= set(messages("nb"))
    assert [isinstance(key, ast.JoinedStr) for _, key, _, _ in calls(source)] == [False, True]


def test_nynorsk_is_nynorsk():
    words = re.compile(rf"\b({'|'.join(ONLY_BOKMAL.split())})\b", re.IGNORECASE)
    found = {key: words.findall(" ".join(forms(text))) for key, text in messages("nn").items()}
    assert {key: hits for key, hits in found.items() if hits} == {}


def test_bokmal_is_bokmal():
    words = re.compile(
        r"\b(ikkje|kva|korleis|frå|nokre|noko|kommunar|kjelde|tilskot|berre|meir)\b", re.IGNORECASE
    )
    found = {key: words.findall(" ".join(forms(text))) for key, text in messages("nb").items()}
    assert {key: hits for key, hits in found.items() if hits} == {}


def test_a_sentence_is_not_the_same_in_two_languages():
    for key, texts in board().items():
        nb, nn, en = (forms(texts[language]) for language in LANGUAGES)
        if len(nb[0].split()) > 5:
            assert nb != en, key
            assert nb != nn or len(nb[0].split()) < 12, key


def test_a_message_that_is_not_there_is_an_error_with_language_and_key():
    with pytest.raises(UnknownMessage, match=r"nn: shell\.not_there"):
        speaker("nn")("shell.not_there")
    assert not speaker("nn").has("shell.not_there")
    assert speaker("nn").has("shell.and")


def test_a_value_is_put_in_as_it_is_even_with_braces():
    assert "{version}" in speaker("nb")("shell.data_version", version="{version}")


@pytest.mark.parametrize(
    ("value", "decimals", "nb", "en"),
    [
        (0, 0, "0", "0"),
        (12345.6, 1, f"12{HARD}345,6", "12,345.6"),
        (1900000, 0, f"1{HARD}900{HARD}000", "1,900,000"),
        (-1234, 0, f"{MINUS}1{HARD}234", f"{MINUS}1,234"),
        (-0.2, 0, "0", "0"),
        (999.96, 1, f"1{HARD}000,0", "1,000.0"),
        (12.5, 0, "13", "13"),
        (0.125, 2, "0,13", "0.13"),
        (None, 0, "–", "–"),
        (float("nan"), 2, "–", "–"),
    ],
)
def test_numbers(value, decimals, nb, en):
    assert speaker("nb").number(value, decimals) == nb
    assert speaker("nn").number(value, decimals) == nb
    assert speaker("en").number(value, decimals) == en


@pytest.mark.parametrize(
    ("share", "decimals", "nb", "en"),
    [
        (0.05, 0, f"5{HARD}%", "5%"),
        (0.125, 0, f"13{HARD}%", "13%"),
        (0.1234, 1, f"12,3{HARD}%", "12.3%"),
        (-0.5, 0, f"{MINUS}50{HARD}%", f"{MINUS}50%"),
        (1.5, 0, f"150{HARD}%", "150%"),
        (0.285, 0, f"29{HARD}%", "29%"),
        (None, 0, "–", "–"),
        (float("nan"), 0, "–", "–"),
    ],
)
def test_percent(share, decimals, nb, en):
    assert speaker("nb").percent(share, decimals) == nb
    assert speaker("nn").percent(share, decimals) == nb
    assert speaker("en").percent(share, decimals) == en


def test_money():
    assert speaker("nb").money(1_900_000) == f"1{HARD}900{HARD}000{HARD}kr"
    assert speaker("nn").money(1_900_000) == f"1{HARD}900{HARD}000{HARD}kr"
    assert speaker("en").money(1_900_000) == f"NOK{HARD}1,900,000"
    assert speaker("nb").money(None) == "–"
    assert speaker("en").money(float("nan")) == "–"


@pytest.mark.parametrize(
    ("language", "text"), [("nb", "24. mai 2014"), ("nn", "24. mai 2014"), ("en", "24 May 2014")]
)
def test_dates(language, text):
    assert speaker(language).date(dt.date(2014, 5, 24)) == text
    assert speaker(language).date(pd.Timestamp("2014-05-24")) == text
    assert speaker(language).date(None) == "–"
    assert speaker(language).date(pd.NaT) == "–"


def test_years():
    assert speaker("nb").years((2012, 2014)) == "2012–2014"
    assert speaker("nb").years((2013, 2013)) == "2013"
    assert [speaker(language).years(None) for language in LANGUAGES] == ["Alle år", "Alle år", "All years"]


@pytest.mark.parametrize(
    ("words", "text"), [((), ""), (("a",), "a"), (("a", "b"), "a og b"), (("a", "b", "c"), "a, b og c")]
)
def test_listing(words, text):
    assert speaker("nb").listing(words) == text
    assert speaker("en").listing(words) == text.replace("og", "and")


def test_one_is_singular_and_everything_else_plural():
    say = speaker("nb")
    assert say.count("shell.count_municipalities", 1) == "1 kommune"
    assert say.count("shell.count_municipalities", 1.0) == "1 kommune"
    assert say.count("shell.count_municipalities", 0) == "0 kommuner"
    assert say.count("shell.count_municipalities", 21) == "21 kommuner"
    assert say.count("shell.count_municipalities", 1234) == f"1{HARD}234 kommuner"
    assert speaker("nn").count("shell.count_municipalities", 2) == "2 kommunar"


SAME_WORD_TWO_THINGS = {
    frozenset(
        {"effect.planned_count", "steering.sessions_planned"}
    ): "effects and sessions, which bend alike",
    frozenset(
        {"coverage.column_completed", "steering.state_closed"}
    ): "persons who completed; a measure held",
}
"""Keys that may say the same in every language, and why they are two."""


def test_a_text_is_written_once():
    keys = defaultdict(set)
    for _, key, texts in every_message():
        if not key.startswith(("exports.f_", "dictionary.")):  # columns: they leave for their own register
            keys[json.dumps(texts, sort_keys=True)].add(key)
    assert {frozenset(same) for same in keys.values() if len(same) > 1} == set(SAME_WORD_TWO_THINGS)


def test_a_message_is_asked_for_as_it_is_written():
    with pytest.raises(UnknownMessage, match=r"nb: shell\.count_projects"):
        speaker("nb")("shell.count_projects")
    with pytest.raises(UnknownMessage, match=r"nb: shell\.and"):
        speaker("nb").count("shell.and", 2)


def test_a_language_is_read_once():
    assert speaker("nn") is speaker("nn")
    assert isinstance(speaker("nn"), Speaker)
