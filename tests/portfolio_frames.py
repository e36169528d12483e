"""A small hand-made board of three projects for the tests of portfolio, follow-up and side by side.

Haram has told of everything, Vestnes of some, Dalen of nothing.
"""

from __future__ import annotations

from dashboard.store.store import FrameStore
from tests.coverage_frames import SOURCED, aim, cell, figure, frame
from tests.reach_sums import with_sums

TABLES = (
    *("project", "project_municipality", "project_target_group", "measure", "measure_municipality"),
    *("measure_target_group", "measure_goal", "milestone", "goal", "goal_observation", "account_line"),
    *("report", "team_meeting", "steering_seat", "anchoring", "effect_assessment", "effect_municipality"),
    *("participation", "programme_reach", "statistic", "target_group", "municipality", "county"),
    *("protection_error", "progress_assessment", "rule", "kostra_group"),
)


def project(key, name, **more):
    return {"project": key, "programme": "bolyst", "name": name, "lead_organisation": f"{name} kommune",
            "language": "nn", "start_year": 2013, "end_year": 2015, **SOURCED, **more}  # fmt: skip


def goal(key, owner, **more):
    return {"goal": key, "project": owner, "level": "result", "position": 1, "text": f"Mål {key}",
            "baseline": 0, "target": 100, "start": "2013-01-01", "deadline": "2015-12-31",
            "direction": "up", **SOURCED, **more}  # fmt: skip


def milestone(key, owner, due, reached=None, **more):
    return {"milestone": key, "project": owner, "name": f"Milepæl {key}", "due": due, "reached": reached,
            **SOURCED, **more}  # fmt: skip


def observation(key, date, value, **more):
    return {"goal": key, "date": date, "value": value, **SOURCED, **more}


def meeting(owner, date):
    return {"project": owner, "date": date, **SOURCED}


def line(owner, year, budget, accounts):
    return {
        "project": owner,
        "year": year,
        "post": f"p{year}",
        "budget": budget,
        "accounts": accounts,
        **SOURCED,
    }


def seat(owner, position, filled, kind="member"):
    return {"project": owner, "position": position, "organisation": "NAV", "sector": "state", "seat": kind,
            "filled": filled, **SOURCED}  # fmt: skip


def report(key, kind, year, delivered, **more):
    return {"report": key, "project": "haram", "kind": kind, "year": year, "delivered": delivered,
            **SOURCED, **more}  # fmt: skip


def board(**tables):
    """Store of the small board, with some tables' rows replaced; rows of projects that are gone go too."""
    rows = {
        "project": [
            project("haram", "Haram"),
            project("vestnes", "Vestnes", programme="integrering"),
            project("dalen", "Dalen", start_year=None, end_year=None),
        ],
        "project_municipality": [
            {"project": "haram", "municipality": "1534", "year": 2013, **SOURCED},
            {"project": "vestnes", "municipality": "1535", "year": 2013, **SOURCED},
        ],
        "project_target_group": [
            aim("haram", "immigrants"),
            aim("haram", "business", "no"),
            aim("vestnes", "immigrants"),
        ],
        "measure": [
            {"measure": "m1", "project": "haram", "name": "Språk", "phase": "execution", **SOURCED},
            {"measure": "m2", "project": "haram", "name": "Kafé", "phase": "closed", **SOURCED},
            {"measure": "m3", "project": "haram", "name": "Avlyst", "phase": "cancelled", **SOURCED},
        ],
        "milestone": [
            milestone("a", "haram", "2014-01-01", "2013-12-01"),
            milestone("b", "haram", "2015-12-01"),
            milestone("c", "haram", "2015-06-01"),
        ],
        "goal": [
            goal("g1", "haram"),
            goal("g2", "haram", position=2, target=None, baseline=None),
            goal("g3", "haram", position=3),
        ],
        "goal_observation": [
            observation("g1", "2014-12-31", 60),
            observation("g1", "2015-12-31", 100),
            observation("g3", "2015-12-31", 50),
        ],
        "account_line": [line("haram", 2014, 100_000, 100_000), line("haram", 2015, 100_000, 80_000)],
        "report": [
            report("r1", "annual", 2013, "2014-04-20"),
            report("r2", "leadership", 2015, "2015-11-01"),
        ],
        "team_meeting": [meeting("haram", "2015-03-01"), meeting("haram", "2015-10-01")],
        "steering_seat": [seat("haram", 1, 0, "leader"), seat("haram", 2, 1)],
        "anchoring": [{"project": "haram", "position": 1, "text": "Vedtak", "plan": "Plan", **SOURCED}],
        "effect_assessment": [{"project": "haram", "year": 2014, "planned": "b", "achieved": "a", **SOURCED}],
        "effect_municipality": [
            {"project": "haram", "municipality": number, "year": 2014, "claimed": 1, "documented": known,
             **SOURCED}
            for number, known in (("1534", 1), ("1535", 0))
        ],
        "participation": [
            cell("m1", "1534", 2014, "immigrants", 30),
            cell("m1", "1534", 2015, "immigrants", 40),
            cell("m2", "1534", 2015, "immigrants", 20),
        ],
        "statistic": [figure("immigrants_total", "1534", 2015, 500)],
        "target_group": [
            {"target_group": "immigrants", "kind": "person", "denominator": "immigrants_total",
             "name_nb": "Innvandrere", "name_nn": "Innvandrarar", "name_en": "Immigrants", "position": 1},
            {"target_group": "business", "kind": "organisation", "no_denominator": "organisation",
             "name_nb": "Næringsliv", "name_nn": "Næringsliv", "name_en": "Business", "position": 2},
        ],
        "municipality": [
            {"municipality": number, "name": name, "label": name, "county": "15", "valid_from": 2024}
            for number, name in (("1535", "Vestnes"), ("1580", "Haram"))
        ],
        "county": [{"county": "15", "name": "Møre og Romsdal"}],
        "rule": [{"rule": "R1", "threshold": 2, **SOURCED}],
        **tables,
    }  # fmt: skip
    there = {row["project"] for row in rows["project"]}
    kept = {
        name: [row for row in rows.get(name, []) if row.get("project") in {None, *there}] for name in TABLES
    }
    measures = {row["measure"] for row in kept["measure"]}
    kept["participation"] = [row for row in kept["participation"] if row["measure_id"] in measures]
    frames = with_sums({name: frame(name, made) for name, made in kept.items()})
    return FrameStore({name: (lambda made=made: made) for name, made in frames.items()}, lambda: 1)
