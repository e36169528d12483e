"""Checks of what a row says in numbers: municipalities valid in their year, and counts that can be true."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select

from data_sources import schema
from data_sources.intake.workbooks.lines import RAW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from data_sources.intake.workbooks.lines import Line
    from data_sources.intake.workbooks.parsed import Rejected

FIRST_LISTED = 2012
"""The list of municipalities begins here; earlier years are read with the first year listed."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
GENDERS = ("female", "male", "unknown")
AGE_GROUPS = ("0-5", "6-15", "16-19", "20-29", "30-54", "55-66", "67+", "unknown")
YEAR_COLUMNS = ("year", "start_year", "end_year", "grant_year")


def wrong_places_and_years(connection: Connection, lines: Sequence[Line]) -> Iterator[Rejected]:
    """Find years out of reach, and municipalities that did not exist in the year of their row."""
    places = schema.municipality.c
    rows = connection.execute(select(places.municipality, places.valid_from, places.valid_to))
    valid = {number: (first, last) for number, first, last in rows}
    for line in lines:
        for name in YEAR_COLUMNS:
            year = line.values.get(name)
            if isinstance(year, int) and not FIRST_YEAR <= year <= LAST_YEAR:
                yield line.reject(name, year, "Skriv et årstall med fire siffer, for eksempel 2014.")
        number = line.values.get("municipality")
        if number is None:
            continue
        if number not in valid:
            yield line.reject("municipality", number, "Kommunenummeret finnes ikke: skriv fire siffer.")
            continue
        year = _year(line)
        first, last = valid[number]
        if year is not None and not (first <= max(year, FIRST_LISTED) and (last is None or year <= last)):
            until = f"til {last}" if last else f"fra {first}"
            advice = f"Kommunen fantes {until}, ikke i {year}: bruk nummeret som gjaldt det året."
            yield line.reject("municipality", number, advice)


def wrong_counts(connection: Connection, lines: Sequence[Line]) -> Iterator[Rejected]:
    """Find cells of participation that the cube has no place for, and counts that cannot be true."""
    groups = schema.target_group.c
    others = set(connection.scalars(select(groups.target_group).where(groups.kind != "person")))
    for line in lines:
        if line.table != RAW:
            continue
        yield from _wrong_cell(line)
        if line.values["target_group"] in others:
            advice = "Deltakere telles bare i målgrupper av personer: velg en annen målgruppe."
            yield line.reject("target_group", line.values["target_group"], advice)
        yield from _wrong_numbers(line)


def _year(line: Line) -> int | None:
    """Find the year that a row's municipality number is to be valid in."""
    if line.table == RAW:
        period = str(line.values["period"])
        return int(period) if re.fullmatch(r"[0-9]{4}", period) else None
    year = line.values.get("year")
    return year if isinstance(year, int) else None


def _wrong_cell(line: Line) -> Iterator[Rejected]:
    values = line.values
    year = _year(line)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        yield line.reject(
            "period", values["period"], "Skriv kalenderåret med fire siffer, for eksempel 2014."
        )
    for name, codes in (("gender", GENDERS), ("age_group", AGE_GROUPS)):
        if values[name] not in codes:
            yield line.reject(name, values[name], f"Bruk en av: {', '.join(codes)}.")


def _wrong_numbers(line: Line) -> Iterator[Rejected]:
    persons = line.values["unique_participants"]
    attendances, completed = line.values.get("attendances"), line.values.get("completed")
    for name in ("unique_participants", "attendances", "completed"):
        if (line.values.get(name) or 0) < 0:
            yield line.reject(name, line.values[name], "Et antall kan ikke være under 0: rett tallet.")
    if attendances is not None and attendances < persons:
        advice = "Oppmøter kan ikke være færre enn unike deltakere: rett ett av tallene."
        yield line.reject("attendances", attendances, advice)
    if completed is not None and completed > persons:
        advice = "Flere kan ikke ha fullført enn det var deltakere: rett ett av tallene."
        yield line.reject("completed", completed, advice)
