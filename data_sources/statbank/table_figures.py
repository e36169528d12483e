"""Metadata, code lists and figures of a table, fetched from a PxWebApi 2 site such as Statistics Norway's.

Figures come with what is needed to trust them later: the request, when it was made, when the table
was updated, whether the answer is provisional, and a hash of its content.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data_sources.statbank.answers import (
    BadAnswer,
    Problem,
    TooManyCells,
    as_dict,
    as_list,
    as_text,
    read_json,
)
from data_sources.statbank.jsonstat import SYMBOL, VALUE, parse_dataset
from data_sources.statbank.table_info import dataset_info
from data_sources.statbank.table_selection import (
    CELL_LIMIT,
    ChosenCodes,
    VariableChoice,
    cell_count,
    choose,
    request_body,
    split,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from datetime import datetime

    from data_sources.statbank.pxweb import PxWebClient
    from data_sources.statbank.table_info import TableInfo
    from data_sources.statbank.table_selection import ChosenCodes

SYMBOLS = {
    ".": "Tall kan ikke oppgis: kategorien er ikke i bruk, eller tallet gir ingen mening",
    "..": "Tallet mangler eller er for usikkert",
    ":": "Tallet er skjult av hensyn til personvern",
    "-": "Null",
    "...": "Tallet er ikke klart ennå",
    "*": "Foreløpig tall",
}
"""General meaning in official Norwegian statistics; a table's own notes come first."""


@dataclass(frozen=True)
class CodeList:
    """Codes of a code list with their labels; `members` are the table's codes that each stands for."""

    id: str
    label: str
    kind: str
    labels: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class AnsweredPart:
    """One answer: what was asked, what came, and when it was asked for."""

    chosen: tuple[ChosenCodes, ...]
    frame: pd.DataFrame
    problems: list[Problem]
    info: TableInfo
    retrieved: datetime


@dataclass(frozen=True)
class TableFigures:
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


def fetch_metadata(client: PxWebClient, table: str) -> TableInfo:
    """Fetch a table's description: variables, units, code lists, notes.

    Raises:
        BadAnswer: The table does not exist, or the answer is about another.
        Unavailable: The server cannot be reached.
    """
    answer = client.get("tables", table, "metadata", params={"lang": client.language})
    info = dataset_info(answer.payload)
    _same_table(info, table)
    return info


def fetch_code_list(client: PxWebClient, code_list: str) -> CodeList:
    """Fetch a code list; its id must be written exactly as the table's metadata has it."""
    answer = read_json(client.get("codelists", code_list, params={"lang": client.language}).payload)
    values = {as_text(as_dict(item).get("code")): as_dict(item) for item in as_list(answer.get("values"))}
    if not values or "" in values:
        raise BadAnswer(f"Kodelisten {code_list} har ingen koder, eller koder uten navn.")
    return CodeList(
        id=code_list,
        label=as_text(answer.get("label")).strip(),
        kind=as_text(answer.get("type")),
        labels={code: as_text(item.get("label")) or code for code, item in values.items()},
        members={code: tuple(map(str, as_list(item.get("valueMap")))) for code, item in values.items()},
    )


def fetch_figures(
    client: PxWebClient,
    table: str,
    choices: Mapping[str, VariableChoice],
    *,
    limit: int = CELL_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> TableFigures:
    """Fetch figures of a table, in as many parts as the server's limit asks for.

    `choices` name every variable that cannot be left out; `progress` gets parts done and parts in all.

    Raises:
        WrongSelection: The table's own metadata shows that the choices cannot be met.
        BadAnswer: The server refused, or did not answer what it was asked.
        Unavailable: The server cannot be reached, or stayed busy.
    """
    info = fetch_metadata(client, table)
    offered = {reference.id for dimension in info.dimensions for reference in dimension.code_lists}
    used = {choice.code_list for choice in choices.values() if choice.code_list in offered}
    listed = {
        name: tuple(fetch_code_list(client, name).labels) for name in sorted(used - {None}, key=str) if name
    }
    waiting = split(choose(info, choices, listed), limit)
    parts: list[AnsweredPart] = []
    while waiting:
        try:
            parts.append(_fetch_part(client, table, waiting[0]))
        except TooManyCells:
            limit = min(limit, cell_count(waiting[0])) // 2
            smaller = split(waiting[0], limit)
            if len(smaller) == 1:
                raise
            waiting = [piece for part in waiting for piece in split(part, limit)]
            continue
        waiting.pop(0)
        if progress is not None:
            progress(len(parts), len(parts) + len(waiting))
    return join_parts(parts, table=table, address=client.base_url, language=client.language)


def symbol_meaning(symbol: str, info: TableInfo) -> str:
    """What a symbol means in a table: all that its own notes say, else the general meaning, else nothing."""
    return " / ".join(info.symbols.get(symbol, ())) or SYMBOLS.get(symbol, "")


def _fetch_part(client: PxWebClient, table: str, chosen: tuple[ChosenCodes, ...]) -> AnsweredPart:
    params = {"lang": client.language, "outputFormat": "json-stat2"}
    answer = client.post("tables", table, "data", params=params, body=request_body(chosen))
    frame, problems = parse_dataset(answer.payload)
    info = dataset_info(answer.payload)
    _same_table(info, table)
    for item in chosen:
        if item.variable not in frame.columns:
            raise BadAnswer(f"Svaret fra tabell {table} mangler variabelen {item.variable}.")
        missing, extra = _differences(item.codes, frame[item.variable])
        if extra:
            raise BadAnswer(
                f"Svaret fra tabell {table} har {item.variable} {extra[0]}, som det ikke ble spurt etter."
            )
        if missing:
            count = f"{len(missing)} koder i {item.variable}, blant dem {missing[0]}"
            problems.append(Problem(f"Svaret fra tabell {table} mangler {count}."))
    return AnsweredPart(chosen, frame, problems, info, answer.retrieved)


def _differences(asked: Collection[str], column: pd.Series) -> tuple[list[str], list[str]]:
    """Codes asked for and not answered, and codes answered and not asked for."""
    got = dict.fromkeys(column)
    return [code for code in asked if code not in got], [code for code in got if code not in asked]


def _same_table(info: TableInfo, table: str) -> None:
    if info.table and info.table.casefold() != table.casefold():
        raise BadAnswer(f"Svaret gjelder tabell {info.table}, ikke {table}.")


def join_parts(parts: Sequence[AnsweredPart], *, table: str, address: str, language: str) -> TableFigures:
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
    return TableFigures(
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


def _joined(parts: Sequence[AnsweredPart]) -> TableInfo:
    """Describe the whole: labels and units of every part, the rest from the last."""
    infos = [part.info for part in parts]
    dimensions = []
    for dimension in infos[-1].dimensions:
        same = [found for info in infos if (found := info.dimension(dimension.code)) is not None]
        labels = {code: label for item in same for code, label in item.labels.items()}
        dimensions.append(replace(dimension, labels=labels))
    contents = {code: content for info in infos for code, content in info.contents.items()}
    return replace(infos[-1], dimensions=tuple(dimensions), contents=contents)
