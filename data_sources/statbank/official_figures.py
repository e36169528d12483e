"""Official figures as fetched: the parts joined, with request, time, update and a hash of the content."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data_sources.statbank.answers import Problem
from data_sources.statbank.jsonstat import SYMBOL, VALUE
from data_sources.statbank.pxweb_selection import request_body

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from data_sources.statbank.pxweb_selection import Chosen
    from data_sources.statbank.table_info import TableInfo


@dataclass(frozen=True)
class Part:
    """One answer: what was asked, what came, and when it was asked for."""

    chosen: tuple[Chosen, ...]
    frame: pd.DataFrame
    problems: list[Problem]
    info: TableInfo
    retrieved: datetime


@dataclass(frozen=True)
class Figures:
    """Fetched figures of one table, and everything that must be kept with them.

    `provisional`: the table says it is updated later than we asked, or changed while we asked; such figures
    are never final. The same `updated` does not prove the same figures: compare `content`.
    """

    frame: pd.DataFrame
    problems: list[Problem]
    info: TableInfo
    request: str  # address and selections, as JSON
    retrieved: datetime  # when the first part was asked for
    updated: datetime | None
    provisional: bool
    content: str  # hash of variables, codes, values and symbols


def join_parts(parts: Sequence[Part], *, table: str, address: str, language: str) -> Figures:
    """Put the parts of one selection together, in the order the whole would have had."""
    frame = pd.concat([part.frame for part in parts], ignore_index=True)
    if len(parts) > 1:
        places = [pd.factorize(frame[item.variable])[0] for item in reversed(parts[0].chosen)]
        frame = frame.iloc[np.lexsort(places)].reset_index(drop=True)
    request = {
        "address": address,
        "table": table,
        "language": language,
        "parts": [request_body(part.chosen) for part in parts],
    }
    updates = {part.info.updated for part in parts}
    late = any(part.info.updated > part.retrieved for part in parts if part.info.updated is not None)
    return Figures(
        frame=frame,
        problems=[problem for part in parts for problem in part.problems]
        + _doubts(table, updates, late=late),
        info=_joined(parts),
        request=json.dumps(request, ensure_ascii=False, sort_keys=True),
        retrieved=parts[0].retrieved,
        updated=max((moment for moment in updates if moment is not None), default=None),
        provisional=late or len(updates) > 1,
        content=content_hash(frame),
    )


def content_hash(frame: pd.DataFrame) -> str:
    """Hash of variables, codes, values and symbols; equal for equal figures, whatever parts they came in."""
    columns = [name for name in frame.columns if name not in {VALUE, SYMBOL}]
    ordered = frame.sort_values(columns, kind="stable")[[*sorted(columns), VALUE, SYMBOL]]
    return hashlib.sha256(ordered.to_csv(index=False, lineterminator="\n").encode()).hexdigest()


def _doubts(table: str, updates: set[datetime | None], *, late: bool) -> list[Problem]:
    found = (
        (late, f"Tabell {table} er merket som oppdatert etter at den ble hentet; tallene er foreløpige."),
        (len(updates) > 1, f"Tabell {table} ble oppdatert mens den ble hentet; tallene er foreløpige."),
        (None in updates, f"Tabell {table} sier ikke når den ble oppdatert."),
    )
    return [Problem(text) for holds, text in found if holds]


def _joined(parts: Sequence[Part]) -> TableInfo:
    """Describe the whole: labels and units of every part, the rest from the last."""
    infos = [part.info for part in parts]
    dimensions = []
    for dimension in infos[-1].dimensions:
        same = [found for info in infos if (found := info.dimension(dimension.code)) is not None]
        labels = {code: label for item in same for code, label in item.labels.items()}
        dimensions.append(replace(dimension, labels=labels))
    contents = {code: content for info in infos for code, content in info.contents.items()}
    return replace(infos[-1], dimensions=tuple(dimensions), contents=contents)
