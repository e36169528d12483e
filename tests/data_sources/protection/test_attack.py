"""Attacks on the protected cube: subtraction, linear programs, several versions, and knowing the program.

The attacker sees every view the filter bar can make, knows which rows there are, and knows the rounding rule.
The last tests give the attacker the program itself, and which cells are small.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from data_sources.protection.cells import DIMENSIONS, PERSONS, canonical_order, cell_codes
from data_sources.protection.gate import protect
from data_sources.protection.targets import SafeSummary, safe_summary
from data_sources.schema import board
from seeds.example import example_participation
from seeds.load import COMPUTED, SEEDS
from seeds.rows import read_tables

pytestmark = pytest.mark.slow

BASE = 3
JOINT_AREAS = (frozenset({"1507", "1508", "1580"}), frozenset({"1507", "1580"}))
"""Ålesund of 2020-2023 and the two it became: shown together where a split cannot be divided."""


def choices(cells: pd.DataFrame) -> dict[str, list[frozenset[str]]]:
    """What each filter can be set to: a value, county, joint area, run of years, project, everything."""
    found = {column: sorted(cells[column].unique()) for column in DIMENSIONS}
    sets = {column: [frozenset({value}) for value in values] for column, values in found.items()}
    years = found["period"]
    sets["period"] = [frozenset(years[a:b]) for a in range(len(years)) for b in range(a + 1, len(years) + 1)]
    counties = {value[:2] for value in found["municipality"]}
    sets["municipality"] += [frozenset(v for v in found["municipality"] if v[:2] == c) for c in counties]
    sets["municipality"] += [frozenset(pair) for pair in combinations(found["municipality"][:6], 2)]
    sets["municipality"] += [area & set(found["municipality"]) for area in JOINT_AREAS]
    projects = {value.split("/")[0] for value in found["measure_id"]}
    sets["measure_id"] += [
        frozenset(v for v in found["measure_id"] if v.split("/")[0] == p) for p in projects
    ]
    return {
        column: [*dict.fromkeys(s for s in of if s), frozenset(found[column])] for column, of in sets.items()
    }


def all_views(cells: pd.DataFrame, *, filters: int) -> np.ndarray:
    """One row per view with cells in it, 1 where the cell counts; every choice of up to so many filters."""
    sets = choices(cells)
    inside = {
        column: np.array([cells[column].isin(chosen) for chosen in of], dtype=bool)
        for column, of in sets.items()
    }
    views = {np.ones(len(cells), dtype=bool).tobytes(): np.ones(len(cells))}
    for count in range(1, filters + 1):
        for columns in combinations(DIMENSIONS, count):
            for masks in product(*[inside[column] for column in columns]):
                view = np.logical_and.reduce(masks)
                if view.any():
                    views[view.tobytes()] = view.astype(float)
    return np.array(list(views.values()))


def solved(views: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Row space: each cell's value where subtraction of views determines it, else NaN."""
    inverse = np.linalg.pinv(views)
    determined = np.isclose(np.diag(inverse @ views), 1.0, atol=1e-6)
    return np.where(determined, np.round(inverse @ values), np.nan)


def sizes(
    views: np.ndarray, lowest: np.ndarray, highest: np.ndarray, cells: np.ndarray
) -> dict[int, set[int]]:
    """Linear programs: the whole numbers each cell may be when all views are within their bounds."""
    possible = {}
    limits = {"A_ub": np.vstack([views, -views]), "b_ub": np.concatenate([highest, -lowest])}
    for cell in cells:
        aim = np.zeros(views.shape[1])
        aim[cell] = 1
        ends = [linprog(sign * aim, **limits, bounds=(0, None)).fun * sign for sign in (1, -1)]
        possible[int(cell)] = set(range(int(np.ceil(ends[0] - 1e-6)), int(np.floor(ends[1] + 1e-6)) + 1))
    return possible


def attack_rounding(raw: pd.DataFrame, shown: pd.DataFrame, *, filters: int = 3) -> dict[int, set[int]]:
    """What each small raw cell may be, from all views of the protected cube and the rule of rounding."""
    views = all_views(shown, filters=filters)
    published = views @ shown[PERSONS].to_numpy()
    cells = solved(views, published)
    known = ~np.isnan(cells)
    low, high = np.where(cells == BASE, 1, cells), np.where(cells == 0, BASE - 1, cells)
    rows = np.vstack([views, np.eye(len(raw))[known]])
    lowest = np.concatenate([published - 2 * views.sum(axis=1), low[known]])
    highest = np.concatenate([published + 2 * views.sum(axis=1), high[known]])
    return sizes(rows, lowest, highest, np.flatnonzero(raw[PERSONS].between(1, BASE - 1)))


def attack_hiding(raw: pd.DataFrame, *, filters: int = 3) -> dict[int, set[int]]:
    """The same against a board that hides 1-4 in each view of the raw cube."""
    views = all_views(raw, filters=filters)
    values = views @ raw[PERSONS].to_numpy()
    hidden = (values >= 1) & (values <= 4)
    lowest, highest = np.where(hidden, 1, values), np.where(hidden, 4, values)
    return sizes(views, lowest, highest, np.flatnonzero(raw[PERSONS].between(1, BASE - 1)))


def cells_of(places: list[dict[str, str]], persons: list[int]) -> pd.DataFrame:
    fixed = dict(zip(DIMENSIONS, ["a/1", "1580", "2024", "refugee", "female", "30-54"], strict=True))
    frame = pd.DataFrame([{**fixed, **place} for place in places])
    return frame.assign(**{PERSONS: persons, "attendances": pd.NA, "completed": pd.NA})


def grid(**values: list[str]) -> list[dict[str, str]]:
    return [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]


SHAPES = {
    "sparse villages": grid(
        municipality=["1535", "1573", "1578"], measure_id=["a/1", "a/2"], gender=["f", "m"]
    ),
    "one big and many small": grid(municipality=["1507", "1511", "1514", "1515", "1516"], gender=["f", "m"]),
    "several periods": grid(period=["2021", "2022", "2023", "2024"], target_group=["refugee", "labour"]),
    "municipality against region": grid(municipality=["1866", "1867", "1868"], age_group=["16-19", "67+"]),
    "ålesund against haram": [
        *grid(municipality=["1507"], period=["2022", "2023"], gender=["f", "m"]),
        *grid(municipality=["1508", "1580"], period=["2024"], gender=["f", "m"]),
    ],
    "two projects": grid(
        measure_id=["a/1", "a/2", "b/1"], target_group=["refugee", "labour"], gender=["f", "m"]
    ),
}


@st.composite
def cubes(draw) -> pd.DataFrame:
    """A cube of one of the shapes, where most cells are few and some municipality may be big."""
    name = draw(st.sampled_from(sorted(SHAPES)))
    places = SHAPES[name]
    few = st.integers(0, 4)
    many = st.integers(5, 60)
    persons = [
        draw(many if name == "one big and many small" and place["municipality"] == "1507" else few | many)
        for place in places
    ]
    return cells_of(places, persons)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(cubes())
def test_no_small_cell_is_narrowed_below_three_values_by_all_views_together(raw):
    for possible in attack_rounding(raw, protect(raw)).values():
        assert len(possible) >= 3


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_each_shape_holds_against_all_views_and_the_true_value_is_among_the_possible(shape):
    rng = np.random.default_rng(1)
    raw = cells_of(
        SHAPES[shape], rng.choice([0, 1, 2, 3, 7, 30], len(SHAPES[shape]), p=[0.1, 0.4, 0.3, 0.1, 0.05, 0.05])
    )
    possible = attack_rounding(raw, protect(raw))
    assert possible
    for cell, values in possible.items():
        assert raw[PERSONS].iloc[cell] in values
        assert len(values) >= 3


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_the_same_attack_breaks_hiding_in_each_view(shape):
    broken = 0
    for seed in range(3):
        rng = np.random.default_rng(seed)
        raw = cells_of(SHAPES[shape], rng.choice([1, 2, 6, 30], len(SHAPES[shape]), p=[0.3, 0.2, 0.3, 0.2]))
        for cell, values in attack_hiding(raw).items():
            assert raw[PERSONS].iloc[cell] in values
            broken += len(values) == 1
    assert broken > 0


@pytest.fixture(scope="module")
def example_cells() -> pd.DataFrame:
    """The raw example participation of the seeds, measures named under their projects."""
    tables = read_tables(SEEDS, [table for table in board.sorted_tables if table.name not in COMPUTED])
    project = {row["measure"]: row["project"] for row in tables["measure"]}
    cells = example_participation(tables)
    return cells.assign(measure_id=cells["measure_id"].map(project) + "/" + cells["measure_id"])


@pytest.mark.parametrize("project", ["hamar-", "kristiansund-", "stordal-"])
def test_the_seeds_hold_against_all_views_of_a_project_where_hiding_in_each_view_does_not(
    example_cells, project
):
    published = protect(example_cells)
    own = example_cells["measure_id"].str.startswith(project)
    raw, shown = example_cells[own].reset_index(drop=True), published[own].reset_index(drop=True)
    possible = attack_rounding(raw, shown, filters=2)
    assert possible
    assert min(len(values) for values in possible.values()) >= 3
    assert min(len(values) for values in attack_hiding(raw, filters=2).values()) < 3


def test_subtraction_finds_the_published_cell_and_nothing_behind_it():
    raw = cells_of(SHAPES["ålesund against haram"], [2, 1, 8, 2, 1, 1, 12, 2])
    shown = protect(raw)
    views = all_views(shown, filters=3)
    found = solved(views, views @ shown[PERSONS].to_numpy())
    assert found.tolist() == shown[PERSONS].tolist()
    assert set(found) <= {0, 3, 8, 12}


@settings(max_examples=12, deadline=None, derandomize=True)
@given(cubes(), st.lists(st.integers(0, 9), min_size=12, max_size=12), st.integers(0, 2))
def test_many_versions_compared_leave_an_unchanged_small_cell_three_values(raw, additions, offset):
    shown = protect(raw)
    possible = attack_rounding(raw, shown, filters=2)
    counts = raw
    for version in range(3):
        changing = np.arange(len(raw)) % 3 == (version + offset) % 3
        later = counts[PERSONS] + np.where(changing, np.resize(additions, len(raw)), 0)
        possible = {
            cell: values
            for cell, values in possible.items()
            if not changing[cell] or additions[cell % 12] == 0
        }
        counts = raw.assign(**{PERSONS: later})
        shown = protect(counts, published=shown)
        found = attack_rounding(counts, shown, filters=2)
        possible = {cell: values & found[cell] for cell, values in possible.items()}
    for values in possible.values():
        assert len(values) >= 3


TINY = {
    "one cell": grid(gender=["f"]),
    "two genders": grid(gender=["f", "m"]),
    "three ages": grid(age_group=["16-19", "20-29", "67+"]),
    "two measures and two genders": grid(measure_id=["a/1", "a/2"], gender=["f", "m"]),
    "four villages": grid(municipality=["1535", "1573", "1578", "1580"]),
}


@pytest.mark.parametrize("shape", sorted(TINY))
def test_knowing_the_program_and_trying_every_tiny_cube_leaves_three_values(shape):
    places = TINY[shape]
    empty = cells_of(places, [0] * len(places))
    behind = defaultdict(list)
    for persons in product(range(5), repeat=len(places)):
        shown = protect(empty.assign(**{PERSONS: persons}))[PERSONS]
        behind[tuple(shown)].append(persons)
    for candidates in behind.values():
        for cell in range(len(places)):
            values = {persons[cell] for persons in candidates}
            if values & {1, 2}:
                assert len(values) >= 3


@pytest.mark.parametrize("base", [4, 5, 10])
@pytest.mark.parametrize("shape", ["one cell", "two genders"])
def test_a_larger_base_leaves_three_values_too_to_one_who_knows_the_program(shape, base):
    places = TINY[shape]
    empty = cells_of(places, [0] * len(places))
    behind = defaultdict(list)
    for persons in product(range(base + 2), repeat=len(places)):
        shown = protect(empty.assign(**{PERSONS: persons}), base=base)[PERSONS]
        behind[tuple(shown)].append(persons)
    for candidates in behind.values():
        for cell in range(len(places)):
            values = {persons[cell] for persons in candidates}
            if values & set(range(1, base)):
                assert len(values) >= 3


@pytest.mark.parametrize("shape", sorted(TINY))
def test_knowing_also_which_cells_are_small_leaves_both_small_values(shape):
    places = TINY[shape]
    empty = cells_of(places, [0] * len(places))
    behind = defaultdict(set)
    for persons in product(range(1, 4), repeat=len(places)):
        shown = protect(empty.assign(**{PERSONS: persons}))[PERSONS]
        behind[tuple(shown), tuple(n == 3 for n in persons)].add(persons)
    for (_, is_base), candidates in behind.items():
        for cell in range(len(places)):
            if not is_base[cell]:
                assert {persons[cell] for persons in candidates} == {1, 2}


def test_knowing_the_program_attendances_and_completed_tell_no_more():
    empty = cells_of(TINY["one cell"], [0])
    behind = defaultdict(list)
    for persons in range(6):
        for attendances, completed in product(range(persons, 13 if persons else 1), range(persons + 1)):
            raw = empty.assign(**{PERSONS: persons, "attendances": attendances, "completed": completed})
            behind[tuple(protect(raw)[[PERSONS, "attendances", "completed"]].iloc[0])].append(
                (persons, completed)
            )
    for (_, attendances, _), candidates in behind.items():
        if attendances > 12:  # beyond the attendances tried, not all that is behind was seen
            continue
        persons = {of for of, _ in candidates}
        completed = {done for _, done in candidates}
        assert not persons & {1, 2} or len(persons) >= 3
        assert not completed & {1, 2} or len(completed) >= 3


def test_rounding_each_cell_to_the_nearest_would_fail_the_same_test():
    behind = defaultdict(set)
    for persons in range(5):
        behind[{1: 0, 2: 3}.get(persons, persons)].add(persons)
    assert min(len(values) for values in behind.values() if values & {1, 2}) < 3


@pytest.mark.parametrize("share_of_twos", [0.0, 0.03, 0.3, 0.9])
def test_in_a_larger_cube_each_small_cell_has_a_twin_with_the_same_publication(share_of_twos):
    rng = np.random.default_rng(7)
    places = grid(
        measure_id=["a/1", "a/2", "b/1"],
        period=["2023", "2024"],
        target_group=["refugee", "labour", "family"],
        gender=["f", "m"],
        age_group=["16-19", "20-29", "67+"],
    )
    persons = np.where(rng.random(len(places)) < 0.3, rng.choice([0, 3, 4, 9], len(places)), 1)
    persons = np.where((persons == 1) & (rng.random(len(places)) < share_of_twos), 2, persons)
    raw = cells_of(places, persons.tolist())
    raw = raw.iloc[canonical_order(raw, cell_codes(raw, name=""), name="")].reset_index(drop=True)
    shown = protect(raw)[PERSONS].tolist()
    small = raw[PERSONS].between(1, 2).to_numpy()
    codes = cell_codes(raw, name="")[small]
    summary = safe_summary(
        codes, raw.loc[small, PERSONS].to_numpy() == 2, at_base=int((raw[PERSONS] == 3).sum())
    )
    assert summary.rows.max() > 0
    assert summary.columns.max() > 0
    for cell in range(int(small.sum())):
        halves = {
            bool(twin[cell]): protect(raw.assign(**{PERSONS: put(raw, small, twin)}))[PERSONS].tolist()
            for twin in (summary.upper, turned(summary, cell))
        }
        assert halves == {True: shown, False: shown}


def put(raw: pd.DataFrame, small: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """Persons with the small cells as 1 or 2."""
    persons = raw[PERSONS].to_numpy().copy()
    persons[small] = 1 + upper
    return persons


def turned(summary: SafeSummary, cell: int) -> np.ndarray:
    """The halves with the cell in the other half, and as few others as keep the sums of all blocks."""
    halves = summary.upper.copy()
    halves[cell] = not halves[cell]
    if not summary.active[cell]:
        return halves
    ends = {
        at: (("c", c), ("r", r)) if up else (("r", r), ("c", c))
        for at, (r, c, up) in enumerate(zip(summary.rows, summary.columns, summary.upper, strict=True))
        if summary.active[at]
    }
    start, goal = ends[cell][1], ends[cell][0]
    came = {start: None}
    queue = [start]
    for node in queue:
        for at, (tail, head) in ends.items():
            if tail == node and head not in came:
                came[head] = at
                queue.append(head)
    while goal != start:
        halves[came[goal]] = not halves[came[goal]]
        goal = ends[came[goal]][0]
    return halves
