"""Official figures from a PxWebApi 2 site such as Statistics Norway's: metadata first, then figures.

Figures come with what is needed to trust them later: the request, when it was made, when the table
was updated, whether the answer is provisional, and a hash of its content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_sources.statbank.answers import (
    BadAnswer,
    Problem,
    TooManyCells,
    as_dict,
    as_list,
    as_text,
    read_json,
)
from data_sources.statbank.jsonstat import parse_dataset
from data_sources.statbank.official_figures import Figures, Part, content_hash, join_parts
from data_sources.statbank.pxweb_selection import (
    CELL_LIMIT,
    Choice,
    Chosen,
    cell_count,
    choose,
    request_body,
    split,
)
from data_sources.statbank.table_reading import dataset_info

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    import pandas as pd

    from data_sources.statbank.pxweb import PxWebClient
    from data_sources.statbank.table_info import TableInfo

__all__ = [
    "Choice",
    "CodeList",
    "Figures",
    "content_hash",
    "dataset_info",
    "fetch_code_list",
    "fetch_figures",
    "fetch_metadata",
    "parse_dataset",
    "symbol_meaning",
]

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
    choices: Mapping[str, Choice],
    *,
    limit: int = CELL_LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Figures:
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
    parts: list[Part] = []
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


def _fetch_part(client: PxWebClient, table: str, chosen: tuple[Chosen, ...]) -> Part:
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
    return Part(chosen, frame, problems, info, answer.retrieved)


def _differences(asked: Collection[str], column: pd.Series) -> tuple[list[str], list[str]]:
    """Codes asked for and not answered, and codes answered and not asked for."""
    got = dict.fromkeys(column)
    return [code for code in asked if code not in got], [code for code in got if code not in asked]


def _same_table(info: TableInfo, table: str) -> None:
    if info.table and info.table.casefold() != table.casefold():
        raise BadAnswer(f"Svaret gjelder tabell {info.table}, ikke {table}.")
