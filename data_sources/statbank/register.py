"""The register of official indicators: which table each comes from, checked against the table itself.

A table that no longer is what the register expects gives no figures: a wrong table must never pass silently.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from data_sources.statbank.table_info import TableInfo

UNITS = {
    "person": {"antall", "personer", "persons", "number"},
    "%": {"prosent", "percent"},
    "kr": {"kr", "kroner", "nok"},
}
"""Our units, and how a table may word them."""
RATIOS = {"%"}
DIRECTIONS = {"up", "down", "neutral"}
HEADING = [
    "indicator",
    "table",
    "title",
    "contents",
    "region_dimension",
    "code_list",
    "selection",
    "wording",
    "unit",
    "direction",
    "denominator",
    "summable",
    "source",
    "denominator_of",
]


class RegisterError(ValueError):
    """The register file cannot be used; the text names row, column and what to do, in bokmål."""


@dataclass(frozen=True)
class IndicatorSource:
    """Where an indicator comes from: one measured variable of one table, with the other variables chosen."""

    indicator: str
    table: str
    titles: tuple[str, ...]  # any of them; a table list and a dataset may title the same table differently
    contents: str
    region_dimension: str
    code_list: str | None  # for the regions; missing = the numbers as published, valid in their years
    selection: Mapping[str, tuple[str, ...]]  # codes by other variable; the figures of several are added
    wording: Mapping[str, tuple[str, ...]]  # beginnings of words that a code's label must have one of
    unit: str
    direction: str
    denominator: str | None  # indicator that the figure may be divided by
    summable: bool  # counts that may be added over municipalities
    source: str
    denominator_of: str | None = None  # target group whose residents these are, once they are fetched


@dataclass(frozen=True)
class Mismatch:
    """A table that is not what the register expects; `text` is a sentence in bokmål."""

    indicator: str
    table: str
    subject: str  # table, title, contents, unit, wording, region, code_list or variable
    text: str


def load_register(path: Path) -> tuple[IndicatorSource, ...]:
    """Read the register file.

    Raises:
        RegisterError: A cell cannot be used, or an indicator stands twice.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != HEADING:
            raise RegisterError(f"{path.name}: kolonnene skal være {', '.join(HEADING)}.")
        rows = tuple(
            _row(cast("dict[str, str]", row), number, path.name) for number, row in enumerate(reader, 2)
        )
    names = [row.indicator for row in rows]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise RegisterError(f"{path.name}: indikatoren {repeated[0]} står mer enn én gang.")
    return rows


def check_register(rows: Iterable[IndicatorSource], metadata: Mapping[str, TableInfo]) -> list[Mismatch]:
    """Check rows against the metadata of their tables, by table number; empty when all is as expected.

    Figures of an indicator with a mismatch are to be refused.
    """
    return [
        Mismatch(row.indicator, row.table, subject, f"{row.indicator} hentes ikke: {text}")
        for row in rows
        for subject, text in _row_mismatches(row, metadata.get(row.table))
    ]


def title_core(title: str) -> str:
    """Reduce a title to what names the table: no number, variables, region marks or years; small letters."""
    core = re.sub(r"^\s*\w*\d\w*\s*:\s*", "", title)
    core = re.split(r"(?:,?\setter|,\sby)\s", core)[0]
    core = re.sub(r"(?:\s|\([A-Z]\)|\d{4}\w*\s*[-–]\s*(?:\d{4}\w*)?|,)+$", "", core)
    return " ".join(core.casefold().split())


def _row_mismatches(row: IndicatorSource, info: TableInfo | None) -> Iterator[tuple[str, str]]:
    name = f"tabell {row.table}"
    if info is None or (info.table and info.table != row.table):
        found = f"svaret gjelder tabell {info.table}" if info else "tabellen er ikke funnet"
        yield "table", f"{name} skulle leses, men {found}."
        return
    titles = {title_core(info.label), title_core(info.short_title)} - {""}
    if not titles & {title_core(title) for title in row.titles}:
        yield "title", f"{name} heter «{info.label}», ventet «{' / '.join(row.titles)}»."
    content = info.contents.get(row.contents)
    if content is None:
        yield "contents", f"{name} har ikke statistikkvariabelen {row.contents}."
    elif content.unit.casefold() not in UNITS[row.unit]:
        stated = f"«{content.unit}»" if content.unit else "ikke oppgitt"
        yield "unit", f"enheten til {row.contents} i {name} er {stated}, ventet {row.unit}."
    if content is not None:
        yield from _other_meaning(row, row.contents, content.label, name)
    yield from _variable_mismatches(row, info, name)


def _variable_mismatches(row: IndicatorSource, info: TableInfo, name: str) -> Iterator[tuple[str, str]]:
    region = info.dimension(row.region_dimension)
    if region is None:
        yield "region", f"{name} har ikke regionvariabelen {row.region_dimension}."
    elif row.code_list and row.code_list not in {reference.id for reference in region.code_lists}:
        yield "code_list", f"{name} har ikke kodelisten {row.code_list} for {row.region_dimension}."
    for variable, codes in row.selection.items():
        dimension = info.dimension(variable)
        if dimension is None:
            yield "variable", f"{name} har ikke variabelen {variable}."
            continue
        missing = [code for code in codes if code not in dimension.labels]
        if missing:
            yield "variable", f"{name} har ikke koden {', '.join(missing)} i {variable}."
        for code in codes:
            if code in dimension.labels:
                yield from _other_meaning(row, code, dimension.labels[code], name)
    chosen = {variable.casefold() for variable in (row.region_dimension, *row.selection)}
    for dimension in info.dimensions:
        needed = not dimension.may_be_left_out and dimension.role not in {"time", "metric"}
        if needed and dimension.code.casefold() not in chosen:
            yield "variable", f"{name} krever et valg av {dimension.code}, og registeret har ikke noe."


def _other_meaning(row: IndicatorSource, code: str, label: str, name: str) -> Iterator[tuple[str, str]]:
    """A code that is there, but stands for something else: the same code may be used anew."""
    words = row.wording.get(code, ())
    if words and not any(re.search(rf"(?<!\w){re.escape(word)}", label, re.IGNORECASE) for word in words):
        yield "wording", f"{code} i {name} heter «{label}», ventet noe med «{' / '.join(words)}»."


def _row(given: dict[str, str], number: int, file: str) -> IndicatorSource:
    cells = {name: (given.get(name) or "").strip() for name in HEADING}

    def refuse(column: str, advice: str) -> RegisterError:
        return RegisterError(f"{file}, rad {number}, kolonne «{column}»: «{cells[column]}». {advice}")

    for column in ("indicator", "table", "title", "contents", "region_dimension", "source"):
        if not cells[column]:
            raise refuse(column, "Cellen må fylles ut.")
    allowed = {"unit": set(UNITS), "direction": DIRECTIONS, "summable": {"0", "1"}}
    for column, values in allowed.items():
        if cells[column] not in values:
            raise refuse(column, f"Bruk en av {', '.join(sorted(values))}.")
    if cells["summable"] == "1" and cells["unit"] in RATIOS:
        raise refuse("summable", "Andeler kan ikke legges sammen: bruk 0.")
    try:
        selection = _selection(cells["selection"])
    except ValueError as error:
        raise refuse("selection", str(error)) from error
    if cells["summable"] == "0" and any(len(codes) > 1 for codes in selection.values()):
        raise refuse("selection", "Bare antall kan legges sammen: velg én kode.")
    wording = _wording(cells["wording"])
    if unsaid := _unsaid(wording, (cells["contents"], *sum(selection.values(), ()))):
        raise refuse("wording", f"Skriv et ord som teksten til {unsaid} skal ha: {unsaid}=ord|ord;kode=ord.")
    return IndicatorSource(
        indicator=cells["indicator"],
        table=cells["table"],
        titles=tuple(title.strip() for title in cells["title"].split("|")),
        contents=cells["contents"],
        region_dimension=cells["region_dimension"],
        code_list=cells["code_list"] or None,
        selection=selection,
        wording=wording,
        unit=cells["unit"],
        direction=cells["direction"],
        denominator=cells["denominator"] or None,
        summable=cells["summable"] == "1",
        source=cells["source"],
        denominator_of=cells["denominator_of"] or None,
    )


def _selection(cell: str) -> dict[str, tuple[str, ...]]:
    """Read codes by variable, written as `variable=code|code;variable=code`."""
    selection = {}
    for item in filter(None, cell.split(";")):
        variable, equals, codes = item.partition("=")
        if not (variable.strip() and equals and all(codes.split("|"))):
            raise ValueError("Skriv Variabel=kode, flere koder med | og flere variabler med ; imellom.")
        selection[variable.strip()] = tuple(code.strip() for code in codes.split("|"))
    return selection


def _wording(cell: str) -> dict[str, tuple[str, ...]]:
    """Read words by code, written as `code=word|word;code=word`."""
    items = (item.partition("=") for item in cell.split(";"))
    return {code.strip(): tuple(word.strip() for word in words.split("|")) for code, _, words in items}


def _unsaid(wording: Mapping[str, tuple[str, ...]], codes: Iterable[str]) -> str:
    """First code without words; empty where all have some."""
    return next((code for code in codes if not all(wording.get(code, ("",)))), "")
