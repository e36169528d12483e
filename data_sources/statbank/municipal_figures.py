"""Cells of a table as figures by indicator, year and the municipality number that was in use that year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data_sources.statbank.answers import BadAnswer
from data_sources.statbank.hidden_counts import NIL, few_hidden
from data_sources.statbank.jsonstat import SYMBOL, VALUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data_sources.statbank.register import IndicatorSource
    from data_sources.statbank.table_figures import TableFigures

COLUMNS = ["indicator", "municipality", "year", "value", "symbol"]
NUMBER = re.compile(r"\d{4}")
ELSEWHERE = re.compile(r"21\d\d|2[2-9]\d\d|99\d\d")
"""Svalbard, the continental shelf, abroad and «not stated»: numbers that are no municipality."""
PERIOD = re.compile(r"(?:\d{4}-)?(\d{4})")
TIME = "time"
PROVISIONAL = "*"
ORDER = (":", "..", ".", "...")
"""Which symbol a sum gets when its parts have several: what is hidden weighs most."""
PUBLISHER = "SSB"
BALANCES = {"population_growth", "net_migration"}
"""More less fewer: a small difference counts no persons, and the totals around it are public."""
FIRST_LISTED, LAST_LISTED = 2012, 2024
"""Years the reference list of numbers tells apart; none has changed since."""
POPULATION = "population"


@dataclass(frozen=True)
class IndicatorFigures:
    """Figures of one indicator: `COLUMNS` and `source`, one row per number in use and year.

    `provisional`: the source marks figures so. `unknown`: numbers with persons in the newest year that
    the reference list does not have.
    """

    indicator: str
    frame: pd.DataFrame
    provisional: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class NumbersInUse:
    """Numbers by year; `settled_since` is the first year before 2012 in which anyone lived under a number.

    Before 2012 a number is taken to be as in 2012, unless the population says that it came later. A
    number without population then is not known to be missing.
    """

    spans: Mapping[str, tuple[int, int]]
    territory: Mapping[str, frozenset[str]]
    settled_since: Mapping[str, int]

    def known(self, number: str) -> bool:
        """Whether it was in use some time 2012-2024."""
        return number in self.spans

    def in_use(self, number: str, year: int) -> bool:
        """Whether figures of 1 January may stand at the number that year."""
        first, last = self.spans.get(number, (LAST_LISTED + 1, FIRST_LISTED))
        listed = first <= min(max(year, FIRST_LISTED), LAST_LISTED) <= last
        return listed and (year >= FIRST_LISTED or year >= self.settled_since.get(number, year))

    def number_of_same_area(self, number: str, year: int) -> str | None:
        """Number in use that year for exactly the territory of another; None where divided or joined."""
        if self.in_use(number, year):
            return number
        territory = self.territory.get(number)
        found = [
            other
            for other, area in self.territory.items()
            if territory and area & territory and self.in_use(other, year)
        ]
        return found[0] if len(found) == 1 and self.territory[found[0]] == territory else None

    def number_of_joint_area(self, number: str, year: int) -> str | None:
        """Number in use that year for an area that the territory of another is only a part of."""
        area = self.territory.get(number, frozenset())
        found = [
            other for other, whole in self.territory.items() if area < whole and self.in_use(other, year)
        ]
        return found[0] if len(found) == 1 else None


def indicator_figures(
    source: IndicatorSource, figures: TableFigures, numbers: NumbersInUse
) -> IndicatorFigures:
    """Figures of one indicator; regions that are no municipality of the year are left out, never a zero.

    Raises:
        BadAnswer: A period is not a year, there is no figure for any municipality, or nobody lives in one.
    """
    cells = _chosen(source, figures)
    summed = _summed(cells)
    if source.indicator == POPULATION:
        early = settled_since(summed.assign(indicator=POPULATION))
        numbers = replace(numbers, settled_since={**numbers.settled_since, **early})
    pairs = list(zip(summed["municipality"], summed["year"], strict=True))
    valid = np.array([numbers.in_use(number, year) for number, year in pairs], dtype=bool)
    stated = summed["value"].notna() | summed["symbol"].notna()
    kept = summed[valid & stated].reset_index(drop=True)
    if kept.empty:
        raise BadAnswer(f"Tabell {source.table} har ingen tall for kommuner vi kjenner ({source.indicator}).")
    if source.indicator == POPULATION and (kept["value"] == 0).any():
        empty = kept[kept["value"] == 0].iloc[-1]
        raise BadAnswer(
            f"Tabell {source.table} sier at ingen bor i {empty['municipality']} i {empty['year']}: "
            "tabellen er trolig under oppdatering. Prøv igjen etter klokka 08.15."
        )
    newest = summed[(summed["year"] == summed["year"].max()) & (summed["value"] > 0)]
    unknown = [
        number
        for number in newest["municipality"]
        if not numbers.known(number) and not ELSEWHERE.fullmatch(number)
    ]
    kept = kept.assign(source=f"{PUBLISHER} " + kept["year"].astype(str))
    if source.unit == "person" and source.indicator not in BALANCES:
        kept = few_hidden(kept)
    provisional = bool((cells["symbol"] == PROVISIONAL).any())
    frame = kept.assign(indicator=source.indicator)[[*COLUMNS, "source"]]
    return IndicatorFigures(source.indicator, frame, provisional, tuple(sorted(unknown)))


def not_answered(figures: TableFigures, asked: list[dict[str, object]]) -> list[str]:
    """Codes asked for that the answer has no cell for, as «variable code»."""
    missing = []
    for selection in asked:
        variable, codes = str(selection["variableCode"]), selection["valueCodes"]
        got = set(figures.frame[variable])
        missing += [f"{variable} {code}" for code in codes if code not in got]  # type: ignore[attr-defined] # a list
    return missing


def _chosen(source: IndicatorSource, figures: TableFigures) -> pd.DataFrame:
    """Cells of the indicator's own codes, for regions of four digits."""
    frame, info = figures.frame, figures.info
    time = next((item.code for item in info.dimensions if item.role == TIME), "Tid")
    names = {name.casefold(): name for name in frame.columns}
    metric = next((item.code for item in info.dimensions if item.role == "metric"), "ContentsCode")
    region = names[source.region_dimension.casefold()]
    wanted = frame[metric].str.casefold() == source.contents.casefold()
    wanted &= frame[region].str.fullmatch(NUMBER.pattern)
    for variable, codes in source.selection.items():
        wanted &= frame[names[variable.casefold()]].isin(codes)
    cells = frame[wanted]
    years = {period: _year(source, period) for period in cells[time].unique()}
    return pd.DataFrame(
        {
            "municipality": cells[region].to_numpy(),
            "year": cells[time].map(years).to_numpy(),
            "value": cells[VALUE].to_numpy(),
            "symbol": cells[SYMBOL].to_numpy(),
        }
    ).astype({"municipality": "str", "symbol": "str"})


def _year(source: IndicatorSource, period: str) -> int:
    """Year of a period; the last of several years."""
    found = PERIOD.fullmatch(period)
    if not found:
        raise BadAnswer(f"Tabell {source.table} har perioden «{period}», som ikke er et år.")
    return int(found[1])


def _summed(cells: pd.DataFrame) -> pd.DataFrame:
    """Add the codes of an indicator; a part that is not a number makes the whole one.

    A number with another symbol than «provisional» is not shown: the symbol says why.
    """
    symbol = cells["symbol"].mask(cells["symbol"] == PROVISIONAL)
    value = cells["value"].mask(symbol.notna())
    weight = symbol.map({sign: place for place, sign in enumerate(reversed(ORDER), start=2)} | {NIL: 1})
    heavy = weight.astype("float64").mask(symbol.notna() & weight.isna(), len(ORDER) + 2).fillna(0)
    work = cells.assign(symbol=symbol, value=value, weight=heavy, part=1)
    keys = ["municipality", "year"]
    groups = work.groupby(keys, sort=False)
    total = groups["value"].sum(min_count=1)
    complete = (
        groups["value"].count() + work.assign(nil=symbol.eq(NIL)).groupby(keys, sort=False)["nil"].sum()
        == groups["part"].sum()
    )
    heaviest = work.sort_values("weight", kind="stable").groupby(keys, sort=False)["symbol"].last()
    result = pd.DataFrame({"value": total.where(complete)}).join(heaviest)
    # A sum of numbers and «none» is a number; «none» alone stays the source's own sign.
    result["symbol"] = result["symbol"].mask(result["value"].notna())
    return result.reset_index()


def numbers_in_use(
    municipality: pd.DataFrame, successor: pd.DataFrame, statistic: pd.DataFrame
) -> NumbersInUse:
    """Put the reference lists together with the population before 2012, as far as it is known."""
    ends = municipality["valid_to"].fillna(LAST_LISTED).astype(int)
    spans = {
        number: (int(first), int(last))
        for number, first, last in zip(
            municipality["municipality"], municipality["valid_from"], ends, strict=True
        )
    }
    territory = {
        str(number): frozenset(places)
        for number, places in successor.groupby("municipality")["municipality_2024"]
    }
    return NumbersInUse(spans, territory, settled_since(statistic))


def settled_since(statistic: pd.DataFrame) -> dict[str, int]:
    """First year before 2012 with persons under each number that has any then."""
    rows = statistic[(statistic["indicator"] == POPULATION) & (statistic["year"] < FIRST_LISTED)]
    rows = rows[pd.to_numeric(rows["value"]) > 0]
    return {str(number): int(year) for number, year in rows.groupby("municipality")["year"].min().items()}
