"""The cells of a participation cube: what counts as valid input, and which row is which cell."""

from __future__ import annotations

from itertools import combinations
from typing import TypeAlias

import numpy as np
import pandas as pd

Integers: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[np.int64]]"
Numbers: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[np.float64]]"
Flags: TypeAlias = "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]"

DIMENSIONS = ("measure_id", "municipality", "period", "target_group", "gender", "age_group")
PERSONS = "unique_participants"
ATTACHED = ("attendances", "completed")

SMALLEST_BASE = 3
"""With base 2 only {0, 1} or {1, 2} would be possible behind a published cell; three are demanded."""


class ProtectionError(ValueError):
    """The cube cannot be protected; the message names row, column, value and what to do."""


def check_base(base: int) -> None:
    """Refuse a base that would leave fewer than three possible values."""
    if isinstance(base, bool) or not isinstance(base, int | np.integer) or base < SMALLEST_BASE:
        raise ProtectionError(
            f"Avrundingsbasen er {base!r}. Den må vere eit heiltal på {SMALLEST_BASE} eller meir: "
            "med mindre base er det færre enn tre moglege verdiar bak eit lite tal."
        )


def check_columns(cells: pd.DataFrame, required: tuple[str, ...], *, name: str) -> None:
    """Refuse a frame without the columns of the cube."""
    missing = [column for column in required if column not in cells.columns]
    if missing:
        raise ProtectionError(
            f"{name} manglar kolonnene {', '.join(missing)}. Legg dei til og prøv igjen; "
            f"kolonnene som trengst er {', '.join(required)}."
        )


def counts(cells: pd.DataFrame, column: str, *, required: bool, name: str) -> Numbers:
    """Whole counts of one column; missing is NaN, and refused where `required`."""
    given = cells[column]
    values = pd.to_numeric(given, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    blank = given.isna().to_numpy()
    if len(given) and pd.api.types.is_bool_dtype(given.dtype):
        place = f"{name}, kolonne {column}"
        _refuse(place, given.iloc[0], "er sann eller usann", "Skriv talet på personar med siffer.")
    for wrong, problem, remedy in (
        (np.isnan(values) & ~blank, "er ikkje eit tal", "Skriv eit heiltal med siffer."),
        (blank & required, "manglar", "Fyll inn talet, skriv 0 om ingen deltok, eller fjern rada."),
        (values < 0, "er negativ", "Eit tal på personar kan ikkje vere under 0. Rett talet."),
        (
            np.isinf(values) | (values != np.floor(values)) & ~np.isnan(values),
            "er ikkje eit heiltal",
            "Rund av.",
        ),
    ):
        if wrong.any():
            row = int(np.flatnonzero(wrong)[0])
            _refuse(f"{name}, rad {cells.index[row]}, kolonne {column}", given.iloc[row], problem, remedy)
    return values


def cell_codes(cells: pd.DataFrame, *, name: str) -> Integers:
    """One line of codes per row, in sorted order of each dimension's values; a missing value is refused."""
    codes = np.empty((len(cells), len(DIMENSIONS)), dtype=np.int64)
    for position, column in enumerate(DIMENSIONS):
        found, _ = pd.factorize(cells[column].astype(str).where(cells[column].notna()), sort=True)
        if (found < 0).any():
            row = int(np.flatnonzero(found < 0)[0])
            place = f"{name}, rad {cells.index[row]}, kolonne {column}"
            _refuse(place, cells[column].iloc[row], "manglar", "Fyll inn verdien, til dømes «unknown».")
        codes[:, position] = found
    return codes


def canonical_order(cells: pd.DataFrame, codes: Integers, *, name: str) -> Integers:
    """Positions of the rows sorted by cell, whatever order they came in; the same cell twice is refused."""
    order = np.lexsort(codes.T[::-1])
    same = (codes[order][1:] == codes[order][:-1]).all(axis=1)
    if same.any():
        first = int(np.flatnonzero(same)[0])
        rows = sorted(cells.index[order[first : first + 2]].tolist(), key=str)
        cell = ", ".join(f"{column} {cells[column].iloc[order[first]]}" for column in DIMENSIONS)
        raise ProtectionError(
            f"{name} har same celle to gonger, i rad {rows[0]} og {rows[1]} ({cell}). "
            "Slå radene saman, eller fjern den eine; same person kan vere talt i begge."
        )
    return order


def view_codes(codes: Integers) -> list[tuple[tuple[int, ...], Integers]]:
    """For the total and for each choice of one or two dimensions: which view each row falls in."""
    views: list[tuple[tuple[int, ...], Integers]] = [((), np.zeros(len(codes), dtype=np.int64))]
    views += [((one,), codes[:, one]) for one in range(codes.shape[1])]
    for one, other in combinations(range(codes.shape[1]), 2):
        width = int(codes[:, other].max(initial=0)) + 1
        pair = codes[:, one] * width + codes[:, other]
        if pair.max(initial=0) > 4 * len(pair):
            pair = np.unique(pair, return_inverse=True)[1].astype(np.int64)
        views.append(((one, other), pair))
    return views


def _refuse(place: str, value: object, problem: str, remedy: str) -> None:
    raise ProtectionError(f"{place}: verdien {value!r} {problem}. {remedy}")
