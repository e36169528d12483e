import ast
from pathlib import Path

import pandas as pd
import pytest

from dashboard.content.parts import SHAPES
from dashboard.method import method, method_lists, method_signs, method_sources
from dashboard.method.datasets import DATASETS
from dashboard.method.worked_examples import coverage_example, goal_example
from dashboard.store.frames import LENT, SPECS
from dashboard.store.store import FrameStore
from terms.languages import LANGUAGES
from terms.words import speaker

HARD = "\N{NO-BREAK SPACE}"
ROOMS = Path(method.__file__).parents[1]


def plain(page):
    return str(page).replace("\\xa0", " ").replace(HARD, " ")


def empty(name):
    spec = LENT[name]
    return pd.DataFrame(columns=sorted(spec.columns)).astype(dict.fromkeys(spec.key, "str"))


def anchors_named_by_panels():
    for path in sorted(ROOMS.glob("*/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.keyword)
                and node.arg == "method"
                and isinstance(node.value, ast.Constant)
                and node.value.value != "post"  # of a form, not a panel's
            ):
                yield path.parent.name, node.value.value


def test_every_panel_links_to_a_section_of_the_method_page():
    named = dict.fromkeys(anchors_named_by_panels())

    assert {anchor for _, anchor in named} <= method.ANCHORS
    assert {room for room, _ in named} >= {"overview", "goals", "effect", "coverage"}


def test_every_panel_that_draws_something_names_its_section():
    silent = [
        f"{path.name}:{node.lineno}"
        for path in sorted(ROOMS.glob("*/*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Content"
        and not any(keyword.arg in {"method", None} for keyword in node.keywords)
    ]
    assert silent == []


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


def test_the_method_page_says_the_base_the_numbers_were_rounded_to(store):
    errors = pd.DataFrame(
        {"filters": [1.0], "views": [9.0], "mean_error": [0.5], "worst_error": [2.0], "base": [5.0]}
    )
    rules = pd.DataFrame(
        {"rule": ["R1"], "text_nb": ["Møtes"], "threshold": [3.0], "evidence": ["official"], "source": ["x"]}
    ).reindex(columns=sorted(SPECS["rule"].columns))
    frames = {name: (lambda name=name: store[name]) for name in LENT}
    frames |= {"protection_error": lambda: errors, "rule": lambda: rules}
    page = str(method.layout(speaker("nb"), FrameStore(frames, lambda: 1)))

    assert "avrundet til 0 eller 5." in page
    assert "alt fra 0 til 4 personer" in page
    assert "minst 3 møter" in page, "the rule's own threshold"


def test_every_section_stands_in_one_group_and_every_group_has_sections():
    grouped = [anchor for _, anchors in method.GROUPS for anchor in anchors.split()]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) == method.ANCHORS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_is_on_the_page_and_in_its_contents(store, language):
    page = str(method.layout(speaker(language), store))
    for anchor in method.ANCHORS:
        assert f"id='{anchor}'" in page
        assert f"href='#{anchor}'" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_there_with_its_text_threshold_and_source(store, language):
    say = speaker(language)
    page = str(method_lists.rules(say, store))
    for _, rule in store["rule"].iterrows():
        assert rule[f"text_{language}"] in page
    assert say.count("method.unit_words", 250) in page
    assert say("shell.document_004") in page


def test_units_of_rules_are_those_in_the_data(store):
    assert set(store["rule"]["unit"].dropna()) == set(method_lists.UNIT_KEYS)


def test_limits_are_the_ones_the_rules_use(store):
    page = plain(method_lists.limits(speaker("nb"), store))
    for value in ("95 %", "80 %", "± 5 %", "10 %", "2–6"):
        assert value in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_lists_are_made_from_the_data(store, language):
    say = speaker(language)
    page = str(method_lists.code_lists(say, store))
    for name in store["target_group"][f"name_{language}"]:
        assert name in page
    for frame, column in (("success_factor", "text"), ("module", "title"), ("module_item", "text")):
        for words in store[frame][column]:
            assert words in page
    for key in ("codes.effect_f", "codes.policy_goal_i", "coverage.no_denominator_not_resident"):
        assert say(key) in page


def test_the_legend_has_every_shape_with_the_words_beside_it():
    say = speaker("nb")
    page = str(method_signs.shapes(say))
    for shape in SHAPES.values():
        assert shape in page
    for key in ("goals.status_far_behind", "steering.state_past_end", "status.good"):
        assert say(key) in page


def test_sources_name_every_table_in_use_and_count_the_facts_of_each_document(store):
    say = speaker("nn")
    page = str(method_sources.official_tables(say, store))
    for table in store["retrieval"]["table"]:
        assert table in page
    counts = method_sources.facts_by_source(store)
    haram = next(n for source, n in counts.items() if source.startswith("000_"))
    assert f"'{say.number(haram)}'" in str(method_sources.documents(say, store))
    assert "https://www.distriktssenteret.no/bolystprogrammet/" in str(method_sources.web_pages(say, store))


def test_the_examples_are_worked_out_from_the_boards_own_figures(store, cells):
    say = speaker("nb")
    goal, cell = goal_example(store), coverage_example(store)
    page = plain(method.layout(say, store))
    assert (
        f"= {say.percent((goal.value - goal.baseline) / (goal.target - goal.baseline))}.".replace(HARD, " ")
        in page
    )
    mine = cells[
        (cells["municipality"] == cell.municipality)
        & (cells["target_group"] == cell.group)
        & (cells["period"] == str(cell.year))
    ]
    assert cell.persons in set(mine.groupby("measure_id")["unique_participants"].sum())
    assert f"{cell.persons:.0f} / {cell.residents:.0f} = " in page


def test_without_figures_there_are_no_examples():
    frames = {name: (lambda name=name: empty(name)) for name in LENT}
    store = FrameStore(frames, lambda: 1)
    assert goal_example(store) is None
    assert coverage_example(store) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_open_data_are_told_with_their_files_and_what_never_is_published(store, language):
    say = speaker(language)
    page = str(method.layout(say, store))
    for dataset in DATASETS.values():
        assert say(dataset.title) in page
        for table in dataset.tables:
            assert f"/eksport/{table}.csv?" in page
    assert "/katalog.jsonld" in page
    assert say("method.open_text").split("\n")[1] in page
    assert f"/metode/data?sprak={language}" in page
