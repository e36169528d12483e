"""Which official figures are shown beside projects, and how they are made comparable for small and large."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["index", "percent", "per_thousand", "ratio"]
"""index: change since a year that is 100; percent and per_thousand: counts divided by `base`, summed first;
ratio: published as a share or an amount per resident, never summed or averaged over municipalities."""
SCALE = {"percent": 100.0, "per_thousand": 1000.0}
POPULATION = "population"


class Measure(NamedTuple):
    """An indicator of a theme. `main`: shown at once; the others when asked for."""

    indicator: str
    theme: str
    kind: Kind
    main: bool = False
    base: str = POPULATION


MEASURES = (
    Measure(POPULATION, "people", "index", main=True),
    Measure("net_migration", "people", "per_thousand"),
    Measure("immigrants_total", "immigrants", "percent", main=True),
    Measure("immigrants_labour", "immigrants", "percent"),
    Measure("immigrants_family", "immigrants", "percent"),
    Measure("immigrants_refugees_and_family", "immigrants", "percent"),
    Measure("norwegian_born_to_immigrants", "immigrants", "percent"),
    Measure("settled_refugees", "settlement", "per_thousand", main=True),
    Measure("settlement_requested", "settlement", "per_thousand"),
    Measure("settlement_decided", "settlement", "per_thousand"),
    Measure("immigrants_employed_share", "work", "ratio", main=True),
    Measure("residents_employed_share", "work", "ratio"),
    Measure("higher_education", "education", "percent", main=True, base="residents_16_plus"),
    Measure("persistent_low_income_share", "low_income", "ratio", main=True),
    Measure("low_income_share", "low_income", "ratio"),
    Measure("free_income_per_inhabitant", "economy", "ratio", main=True),
    Measure("net_operating_result_share", "economy", "ratio"),
)
"""In reading order. Population is context and never a target: no goal may be measured by it."""
THEMES = tuple(dict.fromkeys(measure.theme for measure in MEASURES))
