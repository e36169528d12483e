from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.content.blocks import Bullets, Figure, Heading, Phrase, phrases, plain
from dashboard.content.document import from_json, to_json
from dashboard.content.html import html
from dashboard.content.pdf import pdf
from dashboard.content.pictures import Drawing
from dashboard.content.word import word
from terms.words import speaker
from tests.paper_samples import paper


@given(st.text())
def test_a_paper_read_back_from_json_is_the_same_paper(text):
    document = paper(text=text)
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_words_are_one_text_whatever_they_are_made_of():
    assert plain(("a ", Phrase("b", "nb"), " c")) == "a b c"
    assert plain(None) == ""
    assert phrases("a") == (Phrase("a"),)


@pytest.mark.parametrize("value", [{"is": "Popen", "args": ["x"]}, {"no": "kind"}, {"is": "Heading", "x": 1}])
def test_json_of_something_else_is_refused(value):
    with pytest.raises((KeyError, TypeError)):
        from_json(value)


def test_parts_keep_their_kind():
    assert from_json(to_json(Bullets(("a", Phrase("b"))))) == Bullets(("a", Phrase("b")))
    assert from_json(to_json(Heading("a", 2))).level == 2


FIRST = Path(__file__).parents[1] / "data" / "papers" / "first_edition.json"


def test_a_paper_kept_by_the_first_edition_opens_and_is_written():
    document = from_json(json.loads(FIRST.read_text(encoding="utf-8")))
    assert (document.title, document.kind) == ("Status Nok tekst", "council")
    now, then = paper().blocks, document.blocks
    assert [type(block) for block in then] == [type(block) for block in now]
    assert [block for block in then if not isinstance(block, Figure)] == [
        block for block in now if not isinstance(block, Figure)
    ]
    (old,), (new,) = ([block for block in blocks if isinstance(block, Figure)] for blocks in (then, now))
    assert isinstance(old.picture, Drawing)
    assert (old.title, old.alt, old.share) == (new.title, new.alt, new.share)
    assert word(document).startswith(b"PK")
    assert pdf(document).startswith(b"%PDF")
    assert "Dekning i Haram, 2014" in html(then, speaker("nn"))


def test_an_unknown_part_is_not_opened():
    with pytest.raises(KeyError):
        from_json({"is": "Hologram"})
