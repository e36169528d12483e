"""The privacy gate: raw participation counts in, a cube in which small counts are 0 or the base out.

The method, what it protects against and what it does not, and its sources: `docs/vern-av-smaa-tal.md`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_sources.protection.attached import Earlier, Persons, attendances, completed
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
)
from data_sources.protection.error import error_summary
from data_sources.protection.rounding import choose_up
from data_sources.protection.targets import expected_counts

__all__ = ["ProtectionError", "bounds_slack", "error_summary", "protect"]


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
    behind = Persons(persons, shown, expected)
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


def _earlier(cells: pd.DataFrame, published: pd.DataFrame | None) -> Earlier:
    """Find each cell in the earlier cube."""
    if published is None:
        nothing = np.full(len(cells), np.nan)
        return Earlier(np.full(len(cells), -1), nothing, nothing)
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
    return Earlier(
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
