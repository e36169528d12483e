"""How far the protected cube is from the raw one in the views that users can make."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data_sources.protection.cells import DIMENSIONS, PERSONS, canonical_order, cell_codes, view_codes

FEWEST_CHANGED = 30
"""With fewer changed cells the measured error could itself tell what a cell was."""


def view_errors(raw: pd.DataFrame, protected: pd.DataFrame) -> pd.DataFrame:
    """Absolute error in persons per view, with its filters. Tells of raw counts: never publish it."""
    codes, change = _change(raw, protected)
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
    enough = int((_change(raw, protected)[1] != 0).sum()) >= FEWEST_CHANGED
    for column in ("mean_error", "worst_error"):
        summary[column] = summary[column].round(1) if enough else np.nan
    return summary


def _change(raw: pd.DataFrame, protected: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Cells in canonical order and protected minus raw persons in each."""
    raw_codes, codes = cell_codes(raw, name="Grunnlaget"), cell_codes(protected, name="Den verna kuben")
    order = canonical_order(raw, raw_codes, name="Grunnlaget")
    after = canonical_order(protected, codes, name="Den verna kuben")
    change = protected[PERSONS].to_numpy(dtype=np.int64)[after] - raw[PERSONS].to_numpy(dtype=np.int64)[order]
    return raw_codes[order], change
