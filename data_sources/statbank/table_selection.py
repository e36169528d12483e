"""Which cells of a table to ask for: choices per variable, spelled out and cut to the server's limit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from math import prod
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from data_sources.statbank.table_info import TableInfo

CELL_LIMIT = 800_000
"""Cells in one answer that Statistics Norway allows; empty cells count."""
SHOWN = 5


class WrongSelection(ValueError):
    """A choice that the table's own description shows cannot be met; the text says which, in bokmål."""


@dataclass(frozen=True)
class VariableChoice:
    """Codes or expressions (`*`, `01?`, `top(3)`, `from(2015)`, `range(2012,2024)` …) of one variable."""

    codes: tuple[str, ...]
    code_list: str | None = None


@dataclass(frozen=True)
class ChosenCodes:
    """The codes themselves, each once, of one variable."""

    variable: str
    codes: tuple[str, ...]
    code_list: str | None = None


def choose(
    info: TableInfo, choices: Mapping[str, VariableChoice], listed: Mapping[str, Sequence[str]]
) -> tuple[ChosenCodes, ...]:
    """Spell out choices against a table's metadata; `listed` holds the codes of each code list used.

    Raises:
        WrongSelection: A variable, code or code list is unknown, or a variable that must be chosen is not.
    """
    named = {code.casefold(): choice for code, choice in choices.items()}
    unknown = [code for code in choices if info.dimension(code) is None]
    if unknown or len(named) < len(choices):
        raise WrongSelection(f"Tabell {info.table} har ikke variabelen {', '.join(unknown or choices)}.")
    chosen = []
    for dimension in info.dimensions:
        choice = named.get(dimension.code.casefold())
        if choice is None:
            if not dimension.may_be_left_out:
                raise WrongSelection(f"Tabell {info.table} krever et valg av {dimension.code}.")
            continue
        if choice.code_list is not None and choice.code_list not in {
            item.id for item in dimension.code_lists
        }:
            text = f"Tabell {info.table} har ikke kodelisten {choice.code_list} for {dimension.code}."
            raise WrongSelection(text)
        available = tuple(dimension.labels) if choice.code_list is None else listed[choice.code_list]
        codes = expand(choice.codes, available, newest_last=dimension.role == "time")
        if isinstance(codes, str):
            raise WrongSelection(f"Tabell {info.table} har ikke {codes} i {dimension.code}.")
        chosen.append(ChosenCodes(dimension.code, codes, choice.code_list))
    return tuple(chosen)


def expand(wanted: Sequence[str], available: Sequence[str], *, newest_last: bool) -> tuple[str, ...] | str:
    """Codes meant by codes and expressions, each once; the unknown ones as one text if there are any.

    `top` counts from the newest period of a time variable, and from the first code of any other.
    """
    canonical = {code.casefold(): code for code in available}
    found: dict[str, None] = {}
    unknown = []
    for item in wanted:
        exact = canonical.get(item.casefold())
        codes = [exact] if exact is not None else _expression(item, available, newest_last=newest_last)
        if codes:
            found.update(dict.fromkeys(codes))
        else:
            unknown.append(item)
    if unknown or not found:
        more = f" og {len(unknown) - SHOWN} til" if len(unknown) > SHOWN else ""
        return "noen kode" if not unknown else f"koden {', '.join(unknown[:SHOWN])}{more}"
    return tuple(found)


def cell_count(chosen: Sequence[ChosenCodes]) -> int:
    """Count the cells of a selection, empty ones too."""
    return prod(len(item.codes) for item in chosen)


def split(chosen: Sequence[ChosenCodes], limit: int = CELL_LIMIT) -> list[tuple[ChosenCodes, ...]]:
    """Cut a selection into parts of at most `limit` cells, the longest variable first."""
    whole = tuple(chosen)
    cells = cell_count(whole)
    if cells <= limit or cells <= 1:
        return [whole]
    longest = max(whole, key=lambda item: len(item.codes))
    others = cells // len(longest.codes)
    step = max(1, limit // others)
    parts = []
    for start in range(0, len(longest.codes), step):
        piece = ChosenCodes(longest.variable, longest.codes[start : start + step], longest.code_list)
        parts += split([piece if item is longest else item for item in whole], limit)
    return parts


def request_body(chosen: Sequence[ChosenCodes]) -> dict[str, Any]:
    """Write a selection as PxWebApi 2 wants it."""
    return {
        "selection": [
            {
                "variableCode": item.variable,
                **({"codelist": item.code_list} if item.code_list else {}),
                "valueCodes": list(item.codes),
            }
            for item in chosen
        ]
    }


def _expression(item: str, available: Sequence[str], *, newest_last: bool) -> list[str]:
    counted = re.fullmatch(r"(top|bottom)\(\s*(\d{1,6})\s*(?:,\s*(\d{1,6})\s*)?\)", item, re.IGNORECASE)
    if counted:
        start = int(counted[3] or 0)
        from_the_end = newest_last == (counted[1].casefold() == "top")
        ordered = list(reversed(available)) if from_the_end else list(available)
        picked = ordered[start : start + int(counted[2])]
        return list(reversed(picked)) if from_the_end else picked
    reach = re.fullmatch(r"(from|to|range)\(\s*([^,()]+?)\s*(?:,\s*([^,()]+?)\s*)?\)", item, re.IGNORECASE)
    if reach and (reach[1].casefold() == "range") == (reach[3] is not None):
        first = reach[2] if reach[1].casefold() != "to" else None
        last = {"from": None, "to": reach[2], "range": reach[3]}[reach[1].casefold()]
        return _between(first, last, available, newest_last=newest_last)
    if "*" in item or "?" in item:
        pattern = item.casefold().replace("[", "[[]")
        return [code for code in available if fnmatchcase(code.casefold(), pattern)]
    return []


def _between(
    first: str | None, last: str | None, available: Sequence[str], *, newest_last: bool
) -> list[str]:
    """Periods are compared as text, so that a bound need not be a period of the table; codes by place."""
    if newest_last:
        return [code for code in available if (first or code) <= code <= (last or code)]
    places = {code.casefold(): place for place, code in enumerate(available)}
    start = 0 if first is None else places.get(first.casefold(), len(available))
    stop = len(available) - 1 if last is None else places.get(last.casefold(), -1)
    return list(available[start : stop + 1])
