"""The privacy gate: raw participation counts in, a cube in which small counts are 0 or the base out.

The method, what it protects against and what it does not, and its sources: `docs/vern-av-smaa-tal.md`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data_sources.protection.cells import (
    ATTACHED,
    DIMENSIONS,
    PERSONS,
    Flags,
    Integers,
    Numbers,
    ProtectionError,
    canonical_order,
    cell_codes,
    check_base,
    check_columns,
    counts,
    view_codes,
)
from data_sources.protection.rounding import choose_up
from data_sources.protection.targets import expected_counts

FEWEST_CHANGED = 30
"""With fewer changed cells the measured error could itself tell what a cell was."""


@dataclass(frozen=True)
class EarlierCells:
    """What each cell was published as in the earlier cube; persons -1 and NaN where it was not."""

    persons: Integers
    attendances: Numbers
    completed: Numbers


@dataclass(frozen=True)
class CellPersons:
    """Persons of each cell: raw, published, and expected where the cell was rounded now (NaN elsewhere)."""

    raw: Integers
    published: Integers
    expected: Numbers


def protect(frame: pd.DataFrame, *, base: int = 3, published: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the cube with every count 0 < n < `base` changed to 0 or `base`, other columns as they were.

    `published` is the cube this function gave for the earlier version: a small cell that was 0 or `base`
    there stays so. One row is one cell; rows keep order and index. Raises `ProtectionError` on input that
    is not a cube.
    """
    check_base(base)
    check_columns(frame, (*DIMENSIONS, PERSONS, *ATTACHED), name="Grunnlaget")
    raw = {
        column: counts(frame, column, required=column == PERSONS, name="Grunnlaget")
        for column in (PERSONS, *ATTACHED)
    }
    codes = cell_codes(frame, name="Grunnlaget")
    order = canonical_order(frame, codes, name="Grunnlaget")
    earlier = _earlier(frame.iloc[order], published)

    ordered = codes[order]
    persons = raw[PERSONS][order].astype(np.int64)
    small = (persons > 0) & (persons < base)
    kept = small & ((earlier.persons == 0) | (earlier.persons == base))
    shown, expected = _round_persons(ordered, persons, np.where(kept, earlier.persons, -1), small, base=base)
    behind = CellPersons(persons, shown, expected)
    shown_attached = {
        "attendances": attendances(raw["attendances"][order], behind, earlier, base=base),
        "completed": completed(ordered, raw["completed"][order], behind, earlier, base=base),
    }

    protected = frame.copy()
    protected[PERSONS] = _in_row_order(shown, order)
    for column, values in shown_attached.items():
        protected[column] = _as_given(_in_row_order(values, order), frame[column])
    return protected


def bounds_slack(protected: pd.DataFrame, *, base: int = 3) -> tuple[int, int]:
    """How far the true sum of persons may be below and above the sum of these published cells.

    max ≤ U ≤ Σ holds for true counts. With published counts it is certain only as
    max(nᵢ - belowᵢ) ≤ U ≤ Σ(nᵢ + aboveᵢ); a breach within the slack is «kan komme av avrunding».
    Cells without a row count as none: keep rows published as 0 when the bounds are to be certain.
    """
    persons = protected[PERSONS]
    return int((persons == base).sum()) * (base - 1), int((persons == 0).sum()) * (base - 1)


def _round_persons(
    codes: Integers, persons: Integers, kept: Integers, small: Flags, *, base: int
) -> tuple[Integers, Numbers]:
    """Persons to publish, and what was expected in the cells chosen now (NaN elsewhere).

    Kept cells take no part in the choice: were their raw counts read again, two versions could be compared.
    """
    chosen = small & (kept < 0)
    expected = np.full(len(persons), np.nan)
    expected[chosen] = expected_counts(
        codes[chosen], persons[chosen], at_base=int((persons == base).sum()), base=base
    )
    zero, full = np.zeros(int(chosen.sum()), dtype=np.int64), np.full(int(chosen.sum()), base)
    shown = np.where(kept >= 0, kept, persons)
    shown[chosen] = np.where(choose_up(codes[chosen], zero, full, expected[chosen]), base, 0)
    return shown, expected


def _earlier(cells: pd.DataFrame, published: pd.DataFrame | None) -> EarlierCells:
    """Find each cell in the earlier cube."""
    if published is None:
        nothing = np.full(len(cells), np.nan)
        return EarlierCells(np.full(len(cells), -1), nothing, nothing)
    name = "Den publiserte kuben"
    check_columns(published, (*DIMENSIONS, PERSONS, *ATTACHED), name=name)
    canonical_order(published, cell_codes(published, name=name), name=name)
    values = pd.DataFrame(
        {
            column: counts(published, column, required=column == PERSONS, name=name)
            for column in (PERSONS, *ATTACHED)
        }
    )
    _refuse_raw(published, values[PERSONS])
    for column in DIMENSIONS:
        values[column] = published[column].astype(str).to_numpy()
    found = cells[list(DIMENSIONS)].astype(str).merge(values, how="left", on=list(DIMENSIONS))
    return EarlierCells(
        found[PERSONS].fillna(-1).to_numpy(dtype=np.int64),
        found["attendances"].to_numpy(dtype=np.float64),
        found["completed"].to_numpy(dtype=np.float64),
    )


def _refuse_raw(published: pd.DataFrame, persons: pd.Series[float]) -> None:
    """A cube with 1 or 2 persons in a cell never came from this gate, whatever the base was."""
    raw = np.flatnonzero(persons.isin([1, 2]).to_numpy())
    if raw.size:
        raise ProtectionError(
            f"Den publiserte kuben, rad {published.index[raw[0]]}, kolonne {PERSONS}: verdien "
            f"{int(persons.iloc[raw[0]])} er ikkje verna. Gi inn kuben som sist vart verna, ikkje grunnlaget."
        )


def _in_row_order(values: np.ndarray, order: Integers) -> np.ndarray:
    placed = np.empty_like(values)
    placed[order] = values
    return placed


def _as_given(values: Numbers, given: pd.Series) -> pd.Series:
    """Counts in the column's own number type, or `Int64` where it had none."""
    if pd.api.types.is_float_dtype(given.dtype):
        return pd.Series(values, index=given.index, dtype=given.dtype)
    whole = pd.Series(values, index=given.index).astype("Int64")
    return whole.astype(given.dtype) if pd.api.types.is_integer_dtype(given.dtype) else whole


def attendances(raw: Numbers, persons: CellPersons, earlier: EarlierCells, *, base: int) -> Numbers:
    """Attendances to publish; NaN = not counted.

    Behind 0 persons there are 0. Behind `base` persons they are a multiple of `base`, scaled with the
    persons expected in the cell, never with the raw ones. A small cell keeps what was published earlier.
    """
    small = (persons.raw > 0) & (persons.raw < base)
    factor = np.where(small, base / np.where(np.isnan(persons.expected), base / 2, persons.expected), 1.0)
    scaled = np.maximum(np.floor(np.maximum(raw, base - 1) * factor / base + 0.5), 1) * base
    result = np.where(persons.published == base, scaled, raw)
    kept = small & (earlier.persons == persons.published) & ~np.isnan(earlier.attendances)
    result = np.where(kept, earlier.attendances, result)
    result = np.where(persons.published == 0, 0.0, result)
    return np.where(np.isnan(raw), np.nan, result)


def completed(
    codes: Integers, raw: Numbers, persons: CellPersons, earlier: EarlierCells, *, base: int
) -> Numbers:
    """Completed to publish, rows in canonical order; NaN = not counted.

    Behind fewer than `base` persons: everybody or nobody, by whether anyone completed. Else few completed
    become 0 or `base`, few not completed make it all the persons or `base` fewer; with fewer than
    2 × `base` persons all or nobody. A cell published earlier keeps its side.
    """
    published = persons.published
    low, high, free = _completed_choices(raw, persons.raw, published, base=base)
    result = np.where((published == base) & ~free, np.where(raw > 0, published, 0), raw)
    kept = (persons.raw < base) & (raw > 0) & (earlier.persons == published) & ~np.isnan(earlier.completed)
    result = np.where(kept, earlier.completed, result)
    kept_low, kept_high = _kept_sides(low, high, published, earlier, base=base)
    result = np.where(free & kept_low, low, np.where(free & kept_high, high, result))
    chosen = free & ~kept_low & ~kept_high
    expected = _expected_completed(raw[chosen], low[chosen], high[chosen])
    up = choose_up(codes[chosen], low[chosen], high[chosen], expected)
    result[chosen] = np.where(up, high[chosen], low[chosen])
    result = np.where(published == 0, 0.0, result)
    return np.where(np.isnan(raw), np.nan, result)


def _completed_choices(
    raw: Numbers, persons: Integers, published: Integers, *, base: int
) -> tuple[Integers, Integers, Flags]:
    """Lower and higher value each cell may be published with, and whether it has such a choice."""
    few = (raw > 0) & (raw < base)
    few_left = (persons - raw > 0) & (persons - raw < base)
    whole = published < 2 * base
    low = np.where(whole | few, 0, published - base)
    high = np.where(whole | ~few, published, base)
    inner = (raw > 0) & (raw < persons)
    return low, high, np.where(whole, inner, few | few_left) & (persons >= base)


def _kept_sides(
    low: Integers, high: Integers, published: Integers, earlier: EarlierCells, *, base: int
) -> tuple[Flags, Flags]:
    """Whether a cell with a choice was published on the lower or the higher side before."""
    left = earlier.persons - earlier.completed
    known = earlier.persons > 0
    by_left = low > 0
    kept_low = known & np.where(by_left, left == base, earlier.completed == 0)
    kept_high = known & np.where(by_left | (high == published), left == 0, earlier.completed == base)
    return kept_low, kept_high & ~kept_low


def _expected_completed(raw: Numbers, low: Integers, high: Integers) -> Numbers:
    """Split one sum over the cells, moved so that each may hold any value between low and high."""
    if not len(raw):
        return raw
    room = int((high - low - 2).max(initial=0))
    lowest, highest = int((low + 1).sum()) + room, int((high - 1).sum()) - room
    if lowest > highest:
        return (low + high) / 2
    share = (np.clip(raw.sum(), lowest, highest) - low.sum()) / (high - low).sum()
    return np.asarray(low + share * (high - low), dtype=np.float64)


def view_errors(raw: pd.DataFrame, protected: pd.DataFrame) -> pd.DataFrame:
    """Absolute error in persons per view, with its filters. Reveals raw counts: never publish it."""
    codes, change = _changed_persons(raw, protected)
    parts = []
    for filters, view in view_codes(codes):
        if filters:
            error = np.abs(np.bincount(view, weights=change))[np.bincount(view) > 0]
            names = " × ".join(DIMENSIONS[filter_] for filter_ in filters)
            parts.append(pd.DataFrame({"filters": len(filters), "dimensions": names, "error": error}))
    return pd.concat(parts, ignore_index=True)


def error_summary(raw: pd.DataFrame, protected: pd.DataFrame) -> pd.DataFrame:
    """Views, mean and worst absolute error in persons over views of one and of two filters.

    Missing where so few cells were changed that the error could tell what they were. Mean to one decimal.
    """
    errors = view_errors(raw, protected)
    summary = errors.groupby("filters")["error"].agg(["size", "mean", "max"]).reset_index()
    summary.columns = pd.Index(["filters", "views", "mean_error", "worst_error"])
    enough = int((_changed_persons(raw, protected)[1] != 0).sum()) >= FEWEST_CHANGED
    for column in ("mean_error", "worst_error"):
        summary[column] = summary[column].round(1) if enough else np.nan
    return summary


def _changed_persons(raw: pd.DataFrame, protected: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Cells in canonical order and protected minus raw persons in each."""
    raw_codes, codes = cell_codes(raw, name="Grunnlaget"), cell_codes(protected, name="Den verna kuben")
    order = canonical_order(raw, raw_codes, name="Grunnlaget")
    after = canonical_order(protected, codes, name="Den verna kuben")
    change = protected[PERSONS].to_numpy(dtype=np.int64)[after] - raw[PERSONS].to_numpy(dtype=np.int64)[order]
    return raw_codes[order], change
