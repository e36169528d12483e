from __future__ import annotations

import pandas as pd

from dashboard.anchoring.continuation_numbers import continuation, totals

PLACES = pd.DataFrame(
    [("a", "1", "yes"), ("a", "2", "unknown"), ("b", "1", "ended"), ("c", "3", "unknown")],
    columns=["project", "municipality", "continued"],
)
TEXTS = pd.DataFrame(
    [
        ("c", "continuation", 2, "to", "s", "x"),
        ("c", "continuation", 1, "ein", "s", "x"),
        ("c", "method", 1, "m", "s", "x"),
    ],
    columns=["project", "kind", "position", "text", "evidence", "source"],
)


def test_municipalities_are_counted_by_state_and_texts_stand_in_order():
    first, second, third = continuation(PLACES, TEXTS, {"1": "Ein"}, ("a", "b", "c"))
    assert first.municipalities["yes"] == ("Ein",)
    assert first.municipalities["unknown"] == ("2",)
    assert second.count("ended") == 1
    assert [text for text, _, _ in third.texts] == ["ein", "to"]
    assert totals((first, second, third)) == {"yes": 1, "partly": 0, "ended": 1, "unknown": 2}


def test_a_project_says_something_by_text_or_by_any_known_municipality():
    said = [row.said for row in continuation(PLACES, TEXTS, {}, ("a", "b", "c", "d"))]
    assert said == [True, True, True, False]
