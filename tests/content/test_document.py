from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.content.document import Bullets, Heading, Phrase, from_json, phrases, plain, to_json
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
