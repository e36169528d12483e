"""Time, memory and error of the privacy gate: `python bench/protection.py [--quick]`."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).parents[1]))

from data_sources.protection.cells import DIMENSIONS, PERSONS
from data_sources.protection.gate import protect, view_errors

MUNICIPALITY = (4, 1, 1, 5, 2, 4)
COUNTY = (6, 8, 3, 5, 2, 6)
"""Measures, municipalities, periods, target groups, genders, age groups."""

BASE = 3
COUNTRY = (70, 120, 3, 6, 2, 7)


def participation(participants: int, shape: tuple[int, ...], *, seed: int) -> pd.DataFrame:
    """Invented participants, spread unevenly over the grid; cells without any are left out."""
    rng = np.random.default_rng(seed)
    places = np.array(list(product(*[range(size) for size in shape])), dtype=np.int32)
    weight = np.prod([rng.lognormal(0, 0.6, size)[places[:, at]] for at, size in enumerate(shape)], axis=0)
    persons = rng.multinomial(participants, weight / weight.sum())
    present = persons > 0
    cells = pd.DataFrame(places[present], columns=list(DIMENSIONS)).astype(str)
    cells[PERSONS] = persons[present]
    cells["attendances"] = cells[PERSONS] * rng.integers(1, 9, len(cells))
    cells["completed"] = rng.binomial(cells[PERSONS], 0.6)
    return cells


def show_errors(name: str, shape: tuple[int, ...], *, runs: int) -> None:
    """Print mean and worst absolute error in persons, over views of one and of two filters."""
    print(f"\n{name}: {' × '.join(map(str, shape))} cells")
    print("participants  small cells  one filter: mean worst   two filters: mean worst   both: mean")
    for participants in (40, 120, 400, 4000):
        errors, small = [], []
        for seed in range(runs):
            raw = participation(participants, shape, seed=seed)
            errors.append(view_errors(raw, protect(raw)))
            small.append(int((raw[PERSONS] < BASE).sum()))
        every = pd.concat(errors)
        one, two = (every.loc[every["filters"] == filters, "error"] for filters in (1, 2))
        print(
            f"{participants:12} {np.mean(small):12.0f} {one.mean():17.2f} {one.max():5.0f}"
            f" {two.mean():19.2f} {two.max():5.0f} {every['error'].mean():12.2f}"
        )


def show_speed(rows: int) -> None:
    """Print seconds and the most memory the process ever held, for a cube of so many rows."""
    cells = participation(rows * 3, COUNTRY, seed=0).head(rows)
    while len(cells) < rows:
        more = cells.head(rows - len(cells))
        cells = pd.concat([cells, more.assign(measure_id="x" + more["measure_id"])], ignore_index=True)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    shown = protect(cells)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    small = int((cells[PERSONS] < BASE).sum())
    print(f"\n{len(shown)} rows, {small} small: {seconds:.1f} s, peak {peak:.0f} MB ({before:.0f} MB before)")


def main() -> None:
    """Measure; `--quick` takes fewer runs and a tenth of the rows."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--quick", action="store_true", help="fewer runs, 100 000 rows")
    quick = reader.parse_args().quick
    show_errors("One municipality", MUNICIPALITY, runs=3 if quick else 20)
    show_errors("A county", COUNTY, runs=1 if quick else 8)
    show_speed(100_000 if quick else 1_000_000)


if __name__ == "__main__":
    main()
