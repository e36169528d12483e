"""A small hand-made board for the tests of coverage: Haram and Ålesund, two projects, four groups."""

from __future__ import annotations

import pandas as pd

from dashboard.store.frames import SPECS
from dashboard.store.store import FrameStore
from tests.reach_sums import with_sums

SOURCED = {"evidence": "self_reported", "source": "001_b.txt"}
GROUPS = [
    ("immigrants", "person", "immigrants_total", None, "Innvandrarar"),
    ("labour", "person", "immigrants_labour", None, "Arbeidsinnvandrarar"),
    ("seasonal", "person", None, "not_resident", "Sesongarbeidarar"),
    ("business", "organisation", None, "organisation", "Næringsliv"),
    ("all_inhabitants", "person", "population", None, "Alle innbyggjarar"),
]
NAMES = ["project", "project_municipality", "project_target_group", "measure", "measure_municipality"]
NAMES += ["measure_target_group", "report", "participation", "programme_reach", "statistic", "target_group"]
NAMES += ["municipality", "county", "protection_error"]


def frame(name, rows):
    """Rows of a table as its loader gives them, with what is not said missing."""
    spec = SPECS[name]
    made = pd.DataFrame(rows, columns=sorted(spec.columns))
    numbers = {"year", "position"}
    return made.astype(dict.fromkeys({*spec.key, *spec.text} - numbers, "str"))


def cell(measure, number, year, group, unique, **more):
    """One protected cell of women of 30-54."""
    return {
        "measure_id": measure,
        "municipality": number,
        "period": str(year),
        "target_group": group,
        "gender": "female",
        "age_group": "30-54",
        "unique_participants": unique,
        "attendances": unique * 10,
        "completed": None,
        **SOURCED,
        **more,
    }


def figure(indicator, number, year, value, symbol=None):
    """One official figure."""
    return {
        "indicator": indicator,
        "municipality": number,
        "year": year,
        "value": value,
        "symbol": symbol,
        "source_table": "SSB 09817",
        "source": "SSB",
        "retrieved": "2026-11-22",
    }


def aim(project, group, reached="unknown", reason=None):
    """A project's aim at a group, with what its report says."""
    return {"project": project, "target_group": group, "priority": "main", "reached": reached,
            "reason": reason, **SOURCED}  # fmt: skip


def board(**tables):
    """Store of the small board, with some tables' rows replaced."""
    rows = {
        "project": [
            {"project": "haram", "programme": "bolyst", "name": "Haram", "language": "nn", **SOURCED},
            {"project": "alesund", "programme": "bolyst", "name": "Ålesund", "language": "nb", **SOURCED},
        ],
        "project_municipality": [
            {"project": "haram", "municipality": "1534", "year": 2013, **SOURCED},
            {"project": "alesund", "municipality": "1504", "year": 2013, **SOURCED},
        ],
        "project_target_group": [
            aim("haram", "immigrants"),
            aim("haram", "labour"),
            aim("haram", "seasonal"),
            aim("alesund", "immigrants"),
            aim("alesund", "business", "partly", "Berre nokre bedrifter"),
        ],
        "measure": [
            {"measure": "m1", "project": "haram", "name": "Språk", "phase": "execution", **SOURCED},
            {"measure": "m2", "project": "haram", "name": "Mentor", "phase": "execution", **SOURCED},
            {"measure": "m3", "project": "alesund", "name": "Kafé", "phase": "execution", **SOURCED},
        ],
        "participation": [
            cell("m1", "1534", 2013, "immigrants", 30),
            cell("m1", "1534", 2013, "immigrants", 10, gender="male"),
            cell("m2", "1534", 2013, "immigrants", 25),
            cell("m3", "1504", 2013, "immigrants", 100),
            cell("m1", "1534", 2013, "labour", 7),
        ],
        "statistic": [
            figure("immigrants_total", "1534", 2013, 500),
            figure("immigrants_total", "1504", 2013, 2000),
            figure("immigrants_labour", "1534", 2013, None, ":"),
            figure("immigrants_total", "1507", 2021, 9000),
            figure("population", "1580", 2024, 9357),
        ],
        "target_group": [
            {"target_group": group, "kind": kind, "denominator": denominator, "no_denominator": reason,
             "name_nb": name, "name_nn": name, "name_en": name, "position": position}
            for position, (group, kind, denominator, reason, name) in enumerate(GROUPS)
        ],
        "municipality": [
            {"municipality": number, "name": name, "label": name, "county": "15", "valid_from": 2024}
            for number, name in (("1508", "Ålesund"), ("1580", "Haram"))
        ],
        "county": [{"county": "15", "name": "Møre og Romsdal"}],
        **tables,
    }  # fmt: skip
    frames = with_sums({name: frame(name, rows.get(name, [])) for name in NAMES})
    return FrameStore({name: (lambda made=made: made) for name, made in frames.items()}, lambda: 1)
