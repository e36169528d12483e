"""The municipalities by name as they were in a year, from the seed list, and the counties they lay in."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

FIRST_LISTED = 2012
"""The seed list begins here; papers of 2010 and 2011 are read with the first year listed."""
PROGRAMME_YEARS = (2012, 2016)
"""A paper without a date is read with the years in which BOLYST reports were written."""
# County of a municipality number's two first digits, by Statistics Norway's KLASS 104; never used twice.
COUNTIES = {
    "01": "Østfold",
    "02": "Akershus",
    "03": "Oslo",
    "04": "Hedmark",
    "05": "Oppland",
    "06": "Buskerud",
    "07": "Vestfold",
    "08": "Telemark",
    "09": "Aust-Agder",
    "10": "Vest-Agder",
    "11": "Rogaland",
    "12": "Hordaland",
    "14": "Sogn og Fjordane",
    "15": "Møre og Romsdal",
    "16": "Sør-Trøndelag",
    "17": "Nord-Trøndelag",
    "18": "Nordland",
    "19": "Troms",
    "20": "Finnmark",
    "30": "Viken",
    "31": "Østfold",
    "32": "Akershus",
    "33": "Buskerud",
    "34": "Innlandet",
    "38": "Vestfold og Telemark",
    "39": "Vestfold",
    "40": "Telemark",
    "42": "Agder",
    "46": "Vestland",
    "50": "Trøndelag",
    "54": "Troms og Finnmark",
    "55": "Troms",
    "56": "Finnmark",
}


@dataclass(frozen=True)
class Municipality:
    """A municipality as it was called in the years asked for."""

    number: str
    name: str
    label: str

    @property
    def county(self) -> str:
        """The county it lay in."""
        return COUNTIES.get(self.number[:2], "")


@lru_cache(maxsize=64)
def municipalities(year: int | None) -> dict[str, tuple[Municipality, ...]]:
    """Give the municipalities of a year by name in lower case; without a year, of the programme's years."""
    first, last = PROGRAMME_YEARS if year is None else (max(year, FIRST_LISTED), max(year, FIRST_LISTED))
    found: dict[str, list[Municipality]] = {}
    rows = csv.DictReader((files("seeds") / "municipality.csv").read_text(encoding="utf-8").splitlines())
    for row in rows:
        if int(row["valid_from"]) <= last and int(row["valid_to"] or last) >= first:
            one = Municipality(row["municipality"], row["name"], row["label"])
            found.setdefault(row["name"].casefold(), []).append(one)
    return {name: tuple(same) for name, same in found.items()}
