"""Which official figures the seeds hold: one row per indicator, municipality and year."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from seeds.build_indicator import CATEGORY, POPULATION, REASON, SETTLEMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Row = dict[str, str]

WRITTEN = "2026-11-22"
"""The sources do not say when they were fetched: the day these tables were written stands for it."""
FIRST_YEAR, LAST_YEAR = 2012, 2024
FIRST_FIGURE = 2007
OWN_BORDERS_UNTIL = 2015
"""SSB's figures by category end here; later population comes in borders of 2024."""
LAST_REASON = 2021
HIDE_BELOW = 5
HIDDEN = "skjult av oss: 1–4"
CHOSEN_COUNTY = "15"
VESTERALEN = {"1866", "1867", "1868", "1870", "1871", "1851"}
PILOTS = {"3905", "3403", "4602", "5041", "5042", "5056"}
GRANTS = {"4649", "5014", "1818", "1151", "1106", "4020", "4207", "4034", "1874", "4225"}
CHOSEN = VESTERALEN | PILOTS | GRANTS
"""Numbers of 2024 outside Møre og Romsdal that the documents and the list of grants name."""

REASONS = {
    "Arbeidsinnvandrere": "immigrants_labour",
    "Familieinnvandrede": "immigrants_family",
    "Flyktninger og deres familieinnvandrede": "immigrants_refugees_and_family",
    "Utdanning (inkl. au pair) eller andre grunner": "immigrants_education_other",
}
MIX = {"immigrants_labour", "immigrants_family", "immigrants_refugees_and_family"}
"""Reasons kept for all, of one year: municipalities are alike or not in why their immigrants came."""
COMPARED = {"population", "immigrants_total", "settled_refugees"}
"""Series kept for all: the context of a project is what went on elsewhere in the same years."""
MEASURES = {
    "settled": "settled_refugees",
    "requested": "settlement_requested",
    "decided": "settlement_decided",
}
DECISIONS = (("requested_2024", "settlement_requested"), ("decided_2024", "settlement_decided"))
SETTLEMENT_COMPLETE = 2022
"""IMDi's file was written in the middle of 2023: its figures for that year are left out."""


class Figure(NamedTuple):
    """One published cell: `value` is text as published, empty where `symbol` says why."""

    indicator: str
    number: str
    year: int
    value: str
    symbol: str
    table: str
    source: str


class Numbers:
    """Which number held which territory in which year."""

    def __init__(self, mapping: Iterable[Row], category: Iterable[Row]) -> None:
        self.territory: dict[str, frozenset[str]] = {}
        years: dict[str, tuple[int, int]] = {}
        for row in mapping:
            known = self.territory.get(row["number"], frozenset())
            self.territory[row["number"]] = known | {row["number_2024"]}
            years[row["number"]] = (int(row["first_year"]), int(row["last_year"]))
        inhabited = {(row["kommune_code"], int(row["year"])) for row in category if row["population"] != "0"}
        self._valid: dict[int, frozenset[str]] = {
            year: frozenset(
                number
                for number, (first, last) in years.items()
                if first <= max(year, FIRST_YEAR) <= last
                and (year >= FIRST_YEAR or (number, year) in inhabited)
            )
            for year in range(FIRST_FIGURE, LAST_YEAR + 1)
        }

    def valid(self, year: int) -> frozenset[str]:
        """Numbers in use on 1 January; none has changed after 2024."""
        return self._valid[min(year, LAST_YEAR)]

    def holder(self, territory: frozenset[str], year: int) -> str | None:
        """Find the one number that held exactly this territory, if there was one."""
        holders = [number for number in self.valid(year) if self.territory[number] & territory]
        return holders[0] if len(holders) == 1 and self.territory[holders[0]] == territory else None

    def then(self, number: str, year: int) -> str | None:
        """Find the number in use that year for figures that the source has carried to another number."""
        if number in self.valid(year):
            return number
        return self.holder(self.territory[number], year) if number in self.territory else None

    def chosen(self) -> frozenset[str]:
        """All numbers whose territory touches a municipality that the documents name."""
        return frozenset(
            number
            for number, parts in self.territory.items()
            if number.startswith(CHOSEN_COUNTY)
            or any(part in CHOSEN or part.startswith(CHOSEN_COUNTY) for part in parts)
        )


def statistic_rows(mapping: list[Row], files: Mapping[str, list[Row]]) -> list[Row]:
    """Write the table: figures for every municipality where they serve comparison, else for the chosen."""
    numbers = Numbers(mapping, files["category"])
    chosen = numbers.chosen()
    figures: dict[tuple[str, str, int], Figure] = {}
    for figure in (
        *_by_category(files["category"], numbers),
        *_population(files["population"], numbers),
        *_by_reason(files["reason"], numbers),
        *_settlement(files["settlement"], numbers),
        *_settled(files["settled"], numbers),
    ):
        key = figure[:3]
        if figure.number not in chosen and not _for_everyone(figure):
            continue
        if key in figures and "." not in (figure.symbol, figures[key].symbol):
            raise ValueError(f"Two figures for {key}")
        if key not in figures or figures[key].symbol == ".":
            figures[key] = figure
    return [_row(figures[key]) for key in sorted(figures)]


def _for_everyone(figure: Figure) -> bool:
    """Say whether a figure is kept for all municipalities, so that any of them can be compared."""
    if figure.indicator in COMPARED:
        return figure.year >= FIRST_YEAR
    if figure.indicator in MIX:
        return figure.year == LAST_REASON
    return figure.year >= SETTLEMENT_COMPLETE and figure.indicator not in REASONS.values()


def _by_category(rows: Iterable[Row], numbers: Numbers) -> Iterator[Figure]:
    """Figures in the borders of the time; zero population marks a number that was not in use."""
    columns = {
        "population": ("population", POPULATION),
        "immigrants": ("immigrants_total", CATEGORY),
        "norwegian_born_to_immigrants": ("norwegian_born_to_immigrants", CATEGORY),
    }
    for row in rows:
        year = int(row["year"])
        if year >= FIRST_FIGURE and row["kommune_code"] in numbers.valid(year):
            for column, (indicator, table) in columns.items():
                yield Figure(indicator, row["kommune_code"], year, row[column], "", table, f"SSB {year}")


def _population(rows: Iterable[Row], numbers: Numbers) -> Iterator[Figure]:
    """Population after 2015 where borders of 2024 are also the borders of one number of that year."""
    by_year: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows:
        by_year[int(row["aar"])][row["kom2024"]] = int(row["befolkning"])
    for year in (year for year in by_year if year > OWN_BORDERS_UNTIL):
        for number in numbers.valid(year):
            total = sum(by_year[year][part] for part in numbers.territory[number])
            if numbers.holder(numbers.territory[number], year) == number and total:
                yield Figure("population", number, year, str(total), "", POPULATION, f"SSB {year}")


def _by_reason(rows: Iterable[Row], numbers: Numbers) -> Iterator[Figure]:
    """Immigrants by reason, and their total after SSB's figures by category end."""
    for row in rows:
        year = int(row["year"])
        indicator = REASONS.get(row["reason"])
        if row["reason"] == "Alle" and year > OWN_BORDERS_UNTIL:
            indicator = "immigrants_total"
        number = numbers.then(row["kommune_code"], year) if year >= FIRST_FIGURE else None
        if indicator and number:
            yield Figure(indicator, number, year, row["value"], row["status"], REASON, f"IMDi {year}")


def _settlement(rows: Iterable[Row], numbers: Numbers) -> Iterator[Figure]:
    """Requested, decided and settled; decided and settled are not published before 2012."""
    for row in rows:
        year = int(row["year"])
        first = FIRST_FIGURE if row["measure"] == "requested" else FIRST_YEAR
        number = numbers.then(row["kommune_code"], year) if first <= year <= SETTLEMENT_COMPLETE else None
        if number:
            indicator, value = MEASURES[row["measure"]], row["value"].removesuffix(".0")
            yield Figure(indicator, number, year, value, row["status"], SETTLEMENT, f"IMDi {year}")


def _settled(rows: Iterable[Row], numbers: Numbers) -> Iterator[Figure]:
    """Settled 2023 and 2024, requested and decided 2024 (may await the council), in numbers of 2024."""
    by_year: dict[int, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        by_year[int(row["year"])][row["kommune_code"]] = row
    for year in (year for year in by_year if year > SETTLEMENT_COMPLETE):
        source = "IMDi 2024, før hele året var talt" if year == LAST_YEAR else f"IMDi {year}"
        for number in numbers.valid(year):
            parts = [by_year[year][part] for part in numbers.territory[number]]
            settled = str(sum(int(part["settled_refugees"]) for part in parts))
            yield Figure("settled_refugees", number, year, settled, "", SETTLEMENT, source)
            for column, indicator in DECISIONS if year == LAST_YEAR else ():
                stated = parts[0][column].removesuffix(".0")
                value, symbol = (stated, "") if stated.isdecimal() else ("", "..")
                yield Figure(indicator, number, year, value, symbol, SETTLEMENT, f"IMDi {year}")


def _row(figure: Figure) -> Row:
    """Write a figure as a row of the table; counts of 1-4 persons are hidden here."""
    hidden = bool(figure.value) and 0 < int(figure.value) < HIDE_BELOW
    return {
        "indicator": figure.indicator,
        "municipality": figure.number,
        "year": str(figure.year),
        "value": "" if hidden else figure.value,
        "symbol": ":" if hidden else figure.symbol,
        "source_table": figure.table,
        "source": f"{figure.source}; {HIDDEN}" if hidden else figure.source,
        "retrieved": WRITTEN,
    }
