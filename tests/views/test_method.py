import ast
from pathlib import Path

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
