"""Writes the reference lists and official figures of this folder from the collected sources, by hand.

Run `python -m seeds.build` after the shared material changed; the board never runs it. The tests run it
into an empty folder and compare byte for byte, so that every row in the repository can be traced.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seeds.build_indicator import INDICATORS, SHARES
from seeds.build_statistic import WRITTEN, statistic_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SEEDS = Path(__file__).parent
SHARED = SEEDS.parents[1] / "shared" / "data"
FIRST_YEAR, LAST_YEAR = 2012, 2024
KARTVERKET = "Kartverket 2024 (CC BY 4.0)"
KLASS = "SSB KLASS 131"
KOSTRA = "SSB KLASS 112; Samarbeidsdesken/p02-ukraina@fc298da"
SHARE_SOURCES = {
    "0720": "regjeringen.no id2468436: om lag 2500 personer i Vear",
    "1507": "SSB 07459, 1.1.2024",
    "1613": "anslag fra SSB 07459, 2019 og 2020",
    "1850": "anslag fra SSB 07459, 2019 og 2020",
    "5012": "anslag fra SSB 07459, 2019 og 2020",
}
"""Where the shares of a split number come from."""

Row = dict[str, str]


def write_seeds(target: Path, shared: Path = SHARED) -> None:
    """Write the eight tables into `target`, one file per table, from the folder with `geo` and `figures`."""
    geo, figures = shared / "geo", shared / "figures"
    mapping = read(geo / "kommune_to_2024.csv")
    _write(target / "county.csv", county_rows(read(geo / "fylker_2024.csv")))
    _write(target / "municipality.csv", municipality_rows(geo, mapping))
    _write(target / "municipality_change.csv", change_rows(read(geo / "kommune_reform.csv")))
    _write(target / "municipality_successor.csv", successor_rows(mapping))
    _write(target / "kostra_group.csv", kostra_rows(read(figures / "refugees_settled_2022_2024.csv")))
    _write(target / "indicator.csv", INDICATORS)
    _write(target / "indicator_share.csv", SHARES)
    _write(target / "statistic.csv", statistic_rows(mapping, _source_files(figures)))


def read(path: Path) -> list[Row]:
    """Rows of a source file, every value as the text it was written with."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def county_rows(counties: Iterable[Row]) -> list[Row]:
    """Write one row per county of 2024."""
    return [
        {"county": row["fylkesnummer"], "name": row["fylkesnavn"], "source": KARTVERKET} for row in counties
    ]


def municipality_rows(geo: Path, mapping: list[Row]) -> list[Row]:
    """Write one row per number valid some time 2012-2024; position and the rest only for those of 2024."""
    current = {row["kommunenummer"]: row for row in read(geo / "kommuner_2024.csv")}
    tiles = {row["kommunenummer"]: row for row in read(geo / "tilegrid_2024.csv")}
    norwegian = {row["kommunenavn_ssb"]: row["kommunenavn"] for row in current.values()}
    numbers = {row["number"]: row for row in mapping}
    names = {
        number: norwegian.get(row["name"], row["name"]).split(" - ")[0].split(" (")[0]
        for number, row in numbers.items()
    }
    labels = _labels(names, mapping, _county_names(geo))
    return [
        {
            "municipality": number,
            "name": names[number],
            "label": labels[number],
            "county": place.get("fylkesnummer", ""),
            "valid_from": row["first_year"],
            "valid_to": "" if int(row["last_year"]) == LAST_YEAR else row["last_year"],
            "lon": place.get("lon", ""),
            "lat": place.get("lat", ""),
            "language_form": place.get("maalform", ""),
            "centrality": place.get("sentralitet", ""),
            "sami_name": place.get("samisk_navn", ""),
            "tile_column": tiles.get(number, {}).get("col", ""),
            "tile_row": tiles.get(number, {}).get("row", ""),
            "source": f"{KARTVERKET}; SSB KLASS 131 og 128, 2024; Språkrådet" if place else KLASS,
        }
        for number, row in sorted(numbers.items())
        for place in [current.get(number, {})]
    ]


def kostra_rows(settled: Iterable[Row]) -> list[Row]:
    """Write the KOSTRA group of each municipality of 2024."""
    groups = {row["kommune_code"]: row["kostra_group"] for row in settled if row["kostra_group"]}
    return [
        {"municipality": number, "kostra_group": group, "source": KOSTRA, "retrieved": WRITTEN}
        for number, group in sorted(groups.items())
    ]


def _county_names(geo: Path) -> dict[str, str]:
    """Name of every county 2012-2024, by the two digits that open a municipality number."""
    former = {row["from_county"]: row["from_name"] for row in read(geo / "fylke_reform.csv")}
    return former | {row["fylkesnummer"]: row["fylkesnavn"] for row in read(geo / "fylker_2024.csv")}


def _labels(names: Mapping[str, str], mapping: Iterable[Row], counties: Mapping[str, str]) -> dict[str, str]:
    """Add the county of the time where another territory has had the same name since 2012."""
    territory: dict[str, set[str]] = {}
    for row in mapping:
        territory.setdefault(row["number"], set()).add(row["number_2024"])
    namesakes: dict[str, list[str]] = {}
    for number, name in names.items():
        namesakes.setdefault(name, []).append(number)
    return {
        number: f"{name} ({counties[number[:2]]})"
        if any(territory[other].isdisjoint(territory[number]) for other in namesakes[name])
        else name
        for number, name in names.items()
    }


def change_rows(reform: Iterable[Row]) -> list[Row]:
    """Write one row per step of a number, by legal chain."""
    columns = ("from_number", "to_number", "effective_date", "kind")
    rows = [
        {**{name: row[name] for name in columns}, "source": f"{KLASS}, {row['effective_date'][:4]}"}
        for row in reform
    ]
    return sorted(rows, key=lambda row: (row["effective_date"], row["from_number"], row["to_number"]))


def successor_rows(mapping: Iterable[Row]) -> list[Row]:
    """Write one row per number and the number of 2024 that holds (part of) its territory."""
    return [
        {
            "municipality": row["number"],
            "municipality_2024": row["number_2024"],
            "share_population": f"{float(row['share_population']):g}",
            "mapping": row["mapping"],
            "source": f"{KLASS}; {SHARE_SOURCES[row['number']]}" if row["mapping"] == "split" else KLASS,
        }
        for row in sorted(mapping, key=lambda row: (row["number"], row["number_2024"]))
    ]


def _source_files(figures: Path) -> dict[str, list[Row]]:
    return {
        "population": read(figures / "population_2024borders_1986_2026.csv"),
        "category": read(figures / "population_by_category_1986_2015.csv"),
        "reason": read(figures / "immigrants_by_reason_2006_2021.csv"),
        "settlement": read(figures / "refugee_settlement_1995_2023.csv"),
        "settled": read(figures / "refugees_settled_2022_2024.csv"),
    }


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write_seeds(Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS)
