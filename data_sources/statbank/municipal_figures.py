"""From the cells of a table to figures by indicator, municipality and year, as the source published them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data_sources.statbank.answers import BadAnswer
from data_sources.statbank.jsonstat import SYMBOL, VALUE
from data_sources.statbank.numbers_in_use import POPULATION, settled_since

if TYPE_CHECKING:
    from data_sources.statbank.numbers_in_use import NumbersInUse
    from data_sources.statbank.official_figures import Figures
    from data_sources.statbank.register import IndicatorSource

COLUMNS = ["indicator", "municipality", "year", "value", "symbol"]
NUMBER = re.compile(r"\d{4}")
ELSEWHERE = re.compile(r"21\d\d|2[2-9]\d\d|99\d\d")
"""Svalbard, the continental shelf, abroad and «not stated»: numbers that are no municipality."""
PERIOD = re.compile(r"(?:\d{4}-)?(\d{4})")
TIME = "time"
PROVISIONAL = "*"
NIL = "-"
ORDER = (":", "..", ".", "...")
"""Which symbol a sum gets when its parts have several: what is hidden weighs most."""
FEW = 5
HIDDEN, FEW_HIDDEN = ":", "skjult av oss: 1–4"
PUBLISHER = "SSB"
BALANCES = {"population_growth", "net_migration"}
"""More less fewer: a small difference counts no persons, and the totals around it are public."""


@dataclass(frozen=True)
class Series:
    """Figures of one indicator: `COLUMNS` and `source`, one row per number in use and year.

    `provisional`: the source marks figures so. `unknown`: numbers with persons in the newest year that
    the reference list does not have.
    """

    indicator: str
    frame: pd.DataFrame
    provisional: bool
    unknown: tuple[str, ...]


def series(source: IndicatorSource, figures: Figures, numbers: NumbersInUse) -> Series:
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
    return Series(source.indicator, frame, provisional, tuple(sorted(unknown)))


def few_hidden(frame: pd.DataFrame) -> pd.DataFrame:
    """Hide counts of 1-4 persons, as the seeds do: the row keeps its place, with the sign for hidden."""
    few = (frame["value"] > 0) & (frame["value"] < FEW)
    return hidden(frame, few, FEW_HIDDEN)


def hidden(frame: pd.DataFrame, rows: pd.Series, why: str) -> pd.DataFrame:
    """Put the sign for hidden instead of figures, and say in `source` that we did it."""
    return frame.assign(
        value=frame["value"].mask(rows),
        symbol=frame["symbol"].mask(rows, HIDDEN),
        source=frame["source"].mask(rows, frame["source"] + "; " + why),
    )


def not_answered(figures: Figures, asked: list[dict[str, object]]) -> list[str]:
    """Codes asked for that the answer has no cell for, as «variable code»."""
    missing = []
    for selection in asked:
        variable, codes = str(selection["variableCode"]), selection["valueCodes"]
        got = set(figures.frame[variable])
        missing += [f"{variable} {code}" for code in codes if code not in got]  # type: ignore[attr-defined] # a list
    return missing


def _chosen(source: IndicatorSource, figures: Figures) -> pd.DataFrame:
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
