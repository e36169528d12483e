import ast
from pathlib import Path

import pandas as pd
import pytest

from dashboard.frames import SPECS
from dashboard.selection import LANGUAGES
from dashboard.store import FrameStore
from dashboard.text import speaker
from dashboard.views import method

PANELS = Path(method.__file__).parents[1] / "panels"


def anchors_named_by_panels():
    for path in sorted(PANELS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.keyword)
                and node.arg == "method"
                and isinstance(node.value, ast.Constant)
            ):
                yield path.name, node.value.value


def test_every_panel_links_to_a_section_of_the_method_page():
    named = dict.fromkeys(anchors_named_by_panels())

    assert {anchor for _, anchor in named} <= method.ANCHORS
    assert {file for file, _ in named} >= {
        "status.py",
        "cards.py",
        "goals.py",
        "effect.py",
        "target_groups.py",
    }


def test_the_method_page_shows_the_measured_error_of_the_rounded_counts(store):
    page = str(method.layout(speaker("nb"), store))

    assert "Målt feil i tallene på tavla nå" in page
    assert speaker("nb").number(store["protection_error"]["mean_error"].iloc[0], 1) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_method_page_explains_small_numbers_with_an_example_limits_and_the_choice_of_base(
    store, language
):
    say = speaker(language)
    page = str(method.layout(say, store))

    limits = say("method.small_limits", base="3", below="2").split("\n")
    assert len(limits) == 7
    for line in (*limits, *say("method.small_text", base="3").split("\n")):
        assert line in page
    assert say("method.small_base_title", base="3") in page
    assert "SmallCountRounding" in page
    assert "docs/vern-av-smaa-tal.md" in page


def test_the_method_page_says_the_base_the_numbers_were_rounded_to():
    errors = pd.DataFrame(
        {"filters": [1.0], "views": [9.0], "mean_error": [0.5], "worst_error": [2.0], "base": [5.0]}
    )
    rules = pd.DataFrame({"rule": ["R1"], "threshold": [3.0]}).reindex(columns=sorted(SPECS["rule"].columns))
    frames = {"protection_error": lambda: errors, "rule": lambda: rules}
    page = str(method.layout(speaker("nb"), FrameStore(frames, lambda: 1)))

    assert "avrundet til 0 eller 5." in page
    assert "alt fra 0 til 4 personer" in page
    assert "minst 3 møter" in page, "the rule's own threshold"
