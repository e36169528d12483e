"""The cells of a JSON-stat2 dataset as a long frame: every cell kept, as value, symbol or both."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from math import isfinite, prod
from typing import Any

import numpy as np
import pandas as pd

from data_sources.statbank.answers import BadAnswer, Problem, as_dict, as_list, as_text, read_json

VALUE, SYMBOL = "value", "symbol"
MOST_CELLS = 10_000_000
"""More than any server gives in one answer; a sparse answer could claim any number."""


@dataclass(frozen=True)
class Axis:
    """A dimension of a dataset: its code, and the codes along it in the order of their positions."""

    code: str
    codes: tuple[str, ...]


def parse_dataset(payload: bytes) -> tuple[pd.DataFrame, list[Problem]]:
    """Read a JSON-stat2 dataset; rows in the order of positions, the last dimension fastest.

    Columns: one per dimension code (text codes), `value` (float, missing where there is no number) and
    `symbol` (text, missing where there is none). A number with a symbol keeps both, and is reported.

    Raises:
        BadAnswer: The payload is no dataset, a refusal, or its sizes do not fit together.
    """
    dataset = read_dataset(payload)
    axes = read_axes(dataset)
    cells = prod(len(axis.codes) for axis in axes)
    if cells and dataset.get("value") == []:
        raise BadAnswer("Svaret er en tabellbeskrivelse uten tall.")
    problems: list[Problem] = []
    given = _by_position(dataset.get("value"), cells, "value")
    values, texts = _numbers(given)
    symbols = _symbols(dataset.get("status"), cells, problems)
    for position, text in texts.items():
        symbols[position] = symbols[position] or text or None
    frame = _frame(axes, values, symbols)
    problems += _doubts(frame, axes, texts)
    return frame, problems


def read_dataset(payload: bytes) -> dict[str, Any]:
    """Decode a JSON-stat2 dataset.

    Raises:
        BadAnswer: The payload is something else.
    """
    dataset = read_json(payload)
    kind = dataset.get("class", "dataset")
    if kind != "dataset" or not isinstance(dataset.get("dimension"), dict):
        raise BadAnswer("Svaret er ikke et JSON-stat2-datasett.")
    return dataset


def read_axes(dataset: dict[str, Any]) -> tuple[Axis, ...]:
    """Read the dimensions in their order.

    Raises:
        BadAnswer: `id`, `size` and `dimension` do not fit together.
    """
    ids, sizes = as_list(dataset.get("id")), as_list(dataset.get("size"))
    if not ids or len(ids) != len(sizes) or not all(isinstance(code, str) for code in ids):
        raise BadAnswer("Svaret oppgir ikke hvilke variabler det har, og hvor store de er.")
    if len(set(ids)) < len(ids) or {VALUE, SYMBOL} & set(ids):
        raise BadAnswer("Svaret har variabler med samme navn, eller med navn vi selv bruker.")
    dimensions = as_dict(dataset.get("dimension"))
    axes = tuple(Axis(code, category_codes(as_dict(dimensions.get(code)), code)) for code in ids)
    for axis, size in zip(axes, sizes, strict=True):
        if len(axis.codes) != size or isinstance(size, bool):
            text = f"Variabelen {axis.code} skal ha {size} koder, men har {len(axis.codes)}."
            raise BadAnswer(text)
    return axes


def category_codes(dimension: dict[str, Any], code: str) -> tuple[str, ...]:
    """Codes of a dimension by position; the order of the keys says nothing.

    Raises:
        BadAnswer: Positions are not 0, 1, 2 … each once.
    """
    category = as_dict(dimension.get("category"))
    index = category.get("index")
    if index is None:  # allowed where there is one category only
        index = list(as_dict(category.get("label")))[:1]
    if isinstance(index, list) and all(isinstance(item, str) for item in index):
        codes = tuple(index)
        if len(set(codes)) == len(codes):
            return codes
    if isinstance(index, dict) and all(type(position) is int for position in index.values()):
        ordered = sorted(index, key=lambda item: int(index[item]))
        if [index[item] for item in ordered] == list(range(len(ordered))):
            return tuple(ordered)
    raise BadAnswer(f"Kodene i variabelen {code} har ikke entydige plasser.")


def _by_position(given: object, cells: int, name: str) -> list[Any]:
    """One item per cell, None where there is none; a sparse object is filled out."""
    if cells > MOST_CELLS:
        raise BadAnswer(f"Svaret skal ha {cells} celler; det er flere enn noen server gir.")
    if isinstance(given, dict):
        full: list[Any] = [None] * cells
        for key, item in given.items():
            position = _position(key, cells)
            if position is None:
                raise BadAnswer(f"Svaret har «{name}» for celle {key[:20]}, men bare {cells} celler.")
            full[position] = item
        return full
    if not isinstance(given, list) or len(given) != cells:
        has = f"{len(given)}" if isinstance(given, list) else "ingen"
        raise BadAnswer(f"Svaret skal ha {cells} celler, men har {has} i «{name}».")
    return given


def _position(key: str, cells: int) -> int | None:
    """Position of a cell from its key, None where there is no such cell."""
    if not (key.isascii() and key.isdecimal()) or len(key) > len(str(cells)):
        return None
    return int(key) if int(key) < cells else None


def _numbers(given: list[Any]) -> tuple[np.ndarray, dict[int, str]]:
    """Numbers, and what stood in the cells that hold something else than a number or nothing."""
    if {type(item) for item in given} <= {int, float, type(None)}:
        with suppress(OverflowError):  # an integer no float can hold
            plain = np.array(given, dtype=float)
            if not np.isinf(plain).any():
                return plain, {}
    values = np.full(len(given), np.nan)
    texts = {}
    for position, item in enumerate(given):
        number = _number(item)
        if number is not None:
            values[position] = number
        elif item is not None:
            texts[position] = as_text(item).strip()
    return values, texts


def _number(item: object) -> float | None:
    if type(item) not in {int, float}:
        return None
    try:
        number = float(item)  # type: ignore[arg-type] # an int or a float by the line above
    except OverflowError:
        return None
    return number if isfinite(number) else None


def _symbols(status: object, cells: int, problems: list[Problem]) -> list[str | None]:
    """One symbol per cell from a status given as an object, a list or one text for all cells."""
    if status is None:
        return [None] * cells
    if isinstance(status, list) and len(status) == 1:
        status = status[0]
    if isinstance(status, str):
        return [status or None] * cells
    if isinstance(status, dict):
        beyond = [key for key in status if _position(key, cells) is None]
        if beyond:
            text = (
                f"{len(beyond)} symboler hører til celler som ikke finnes, det første til «{beyond[0][:20]}»."
            )
            problems.append(Problem(text))
        status = {key: item for key, item in status.items() if _position(key, cells) is not None}
    given = _by_position(status, cells, "status")
    return [None if item in (None, "") else str(item) for item in given]


def _frame(axes: tuple[Axis, ...], values: np.ndarray, symbols: list[str | None]) -> pd.DataFrame:
    columns: dict[str, Any] = {}
    sizes = [len(axis.codes) for axis in axes]
    for place, axis in enumerate(axes):
        each, rounds = prod(sizes[place + 1 :]), prod(sizes[:place])
        positions = np.tile(np.repeat(np.arange(sizes[place]), each), rounds)
        columns[axis.code] = pd.array(list(axis.codes), dtype="str").take(positions)
    columns[VALUE] = values
    columns[SYMBOL] = pd.array(symbols, dtype="str")
    return pd.DataFrame(columns)


def _doubts(frame: pd.DataFrame, axes: tuple[Axis, ...], texts: dict[int, str]) -> list[Problem]:
    empty, marked = frame[VALUE].isna(), frame[SYMBOL].notna()
    neither, both = np.flatnonzero(empty & ~marked), np.flatnonzero(~empty & marked)
    found = (
        (neither, "celler har verken tall eller symbol"),
        (both, "celler har både tall og symbol"),
        (np.array(sorted(texts), dtype=int), "celler har noe annet enn et tall som verdi"),
    )
    return [
        Problem(f"{len(cells)} {what}, den første for {_place(frame, axes, int(cells[0]))}.")
        for cells, what in found
        if len(cells)
    ]


def _place(frame: pd.DataFrame, axes: tuple[Axis, ...], cell: int) -> str:
    return ", ".join(f"{axis.code} {frame[axis.code].iloc[cell]}" for axis in axes)
