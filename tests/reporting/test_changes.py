from __future__ import annotations

import datetime as dt
import json

import pandas as pd
import pytest

from dashboard.reporting.changes_numbers import (
    changes,
    dated_facts,
    last_meeting,
    undated_events,
    year_before,
)
from dashboard.reporting.imports_since import imports_since, plan_changes
from dashboard.store.frames import SPECS
from dashboard.store.store import FrameStore
from dashboard.store.tidy import tidy

SOURCED = {"evidence": "self_reported", "source": "001_b.txt"}
TABLES = (
    "milestone", "measure", "goal", "goal_observation", "report", "progress_assessment", "team_meeting",
    "communication_event",
)  # fmt: skip
DAY = dt.date(2015, 12, 31)


def raw(name, rows=()):
    spec = SPECS[name]
    made = pd.DataFrame([{**SOURCED, **row} for row in rows], columns=sorted(spec.columns))
    numbers = {"position", "batch"}
    return made.astype(dict.fromkeys({*spec.key, *spec.text} - set(spec.date) - numbers, "str"))


def store_of(**frames):
    return FrameStore({name: lambda name=name: raw(name, frames.get(name, ())) for name in TABLES}, lambda: 1)


def kinds(store, since, until=DAY, projects=("p",)):
    found = changes(dated_facts(store), projects, since=since, until=until)
    return list(zip(found["kind"], found["date"].dt.date.astype("str"), strict=True))


def milestone(due, reached=None, name="m"):
    return {"milestone": name, "project": "p", "name": name, "due": due, "reached": reached}


def test_both_ends_of_the_time_count_and_what_lies_outside_does_not():
    store = store_of(
        report=[
            {"report": day, "project": "p", "kind": "annual", "year": 2014, "delivered": day}
            for day in ("2014-12-31", "2015-01-01", "2015-12-31", "2016-01-01")
        ]
    )
    assert kinds(store, dt.date(2015, 1, 1)) == [
        ("report_delivered", "2015-12-31"),
        ("report_delivered", "2015-01-01"),
    ]
    assert kinds(store, dt.date(2015, 1, 1), projects=("other",)) == []


def test_a_meeting_on_the_day_is_what_one_counts_from():
    store = store_of(team_meeting=[{"project": "p", "date": day} for day in ("2015-03-17", "2015-10-20")])
    assert kinds(store, dt.date(2015, 3, 17)) == [("meeting", "2015-10-20")]


def test_a_deadline_that_passed_is_news_only_while_nothing_has_met_it():
    store = store_of(milestone=[milestone("2015-03-01", "2015-06-01", "late"), milestone("2015-04-01")])
    assert kinds(store, dt.date(2015, 1, 1)) == [
        ("milestone_reached", "2015-06-01"),
        ("milestone_overdue", "2015-04-01"),
    ]
    assert ("milestone_overdue", "2015-03-01") in kinds(store, dt.date(2015, 1, 1), dt.date(2015, 5, 1))


def test_days_late_are_never_negative():
    found = dated_facts(store_of(milestone=[milestone("2015-03-10", "2015-03-01")]))
    assert found["days"].tolist() == [0]


def test_an_observation_knows_the_one_before_it_and_the_first_its_baseline():
    store = store_of(
        goal=[
            {"goal": "g", "project": "p", "text": "Mål", "baseline": 5, "level": "sub_goal", "position": 1}
        ],
        goal_observation=[
            {"goal": "g", "date": "2014-12-31", "value": 8},
            {"goal": "g", "date": "2015-12-31", "value": 11},
        ],
    )
    found = dated_facts(store).sort_values("date")
    assert found[["before", "value"]].to_numpy().tolist() == [[5, 8], [8, 11]]


@pytest.mark.parametrize(
    ("date", "since", "until", "there"),
    [
        ("2014-11", (2014, 11, 20), (2015, 1, 1), True),
        ("2014-11", (2014, 12, 1), (2015, 1, 1), False),
        ("2014", (2014, 12, 31), (2015, 1, 1), True),
        ("2014", (2015, 1, 1), (2015, 2, 1), False),
        ("2014-11-24", (2014, 11, 24), (2014, 11, 24), True),
        (None, (2000, 1, 1), (2020, 1, 1), False),
    ],
)
def test_an_event_dated_by_month_or_year_counts_where_any_of_it_lies_inside(date, since, until, there):
    event = {"project": "p", "position": 1, "title": "Samling", "date": date, "status": "held"}
    store = store_of(communication_event=[event])
    assert bool(kinds(store, dt.date(*since), dt.date(*until))) is there
    assert undated_events(store["communication_event"], ("p",)) == (date is None)


def test_a_prevented_event_came_to_nothing():
    event = {"project": "p", "position": 1, "title": "t", "date": "2015-02-03", "status": "prevented"}
    assert dated_facts(store_of(communication_event=[event])).empty


def test_nothing_at_all_is_an_empty_list():
    assert kinds(store_of(), dt.date(2015, 1, 1)) == []


def test_the_last_meeting_is_before_the_day_and_of_the_projects_asked_for():
    meetings = tidy("team_meeting", raw("team_meeting", [
        {"project": "p", "date": "2015-03-17"}, {"project": "p", "date": "2015-12-31"},
        {"project": "q", "date": "2015-11-01"},
    ]))[0]  # fmt: skip
    assert last_meeting(meetings, ("p",), DAY) == dt.date(2015, 3, 17)
    assert last_meeting(meetings, ("p",), dt.date(2015, 3, 17)) is None
    assert last_meeting(meetings, (), DAY) is None


def test_the_day_a_year_before_a_leap_day_exists():
    assert year_before(dt.date(2016, 2, 29)) == dt.date(2015, 2, 28)
    assert year_before(DAY) == dt.date(2014, 12, 31)


def batch(number, when, **more):
    counts = json.dumps({"goal": {"added": 1, "changed": 2, "removed": 0}})
    return {
        "batch": number, "file_name": "a.xlsx", "file_hash": "h", "kind": "workbook", "role": "editor",
        "imported_at": when, "status": "applied", "counts": counts, "rejected": 0, "project": None,
        "undoes": None, **more,
    }  # fmt: skip


def batches(*rows):
    return tidy("batch", pd.DataFrame(list(rows)))[0]


def moved(number, before, after, table="goal"):
    rows = {name: json.dumps({"project": "p", "text": "Mål", **row}) for name, row in
            (("before", before), ("after", after))}  # fmt: skip
    return {"batch": number, "position": 0, "table_name": table, "row_key": "{}", **rows}


def test_imports_count_from_the_day_in_norway_and_only_those_of_the_projects():
    frame = batches(
        batch(1, "2026-01-09T23:30:00+00:00"),
        batch(2, "2026-01-09T22:30:00+00:00"),
        batch(3, "2026-02-01T10:00:00+00:00", project="q"),
        batch(4, "2026-02-01T10:00:00+00:00", project="p"),
    )
    found = imports_since(frame, ("p",), since=dt.date(2026, 1, 10))
    assert [(one.batch, one.date) for one in found] == [
        (4, dt.date(2026, 2, 1)),
        (1, dt.date(2026, 1, 10)),
    ]
    assert found[0].rows == 3


def test_a_moved_plan_is_told_with_old_and_new_value_and_other_columns_are_not():
    imports = imports_since(batches(batch(1, "2026-02-01T10:00:00+00:00")), ("p",), since=DAY)
    rows = pd.DataFrame([moved(1, {"target": 40, "unit": "a"}, {"target": 50, "unit": "b"})])
    found = plan_changes(rows, imports, ("p",))
    assert [(one.column, one.before, one.after, one.name) for one in found] == [("target", 40, 50, "Mål")]
    assert plan_changes(rows, imports, ("q",)) == []


def test_what_was_moved_and_taken_back_is_no_change_but_an_undo_of_something_older_is():
    rows = pd.DataFrame([moved(1, {"target": 40}, {"target": 50}), moved(2, {"target": 50}, {"target": 40})])
    frame = batches(
        batch(1, "2026-02-01T10:00:00+00:00", status="undone"),
        batch(2, "2026-03-01T10:00:00+00:00", undoes=1),
    )
    both = imports_since(frame, ("p",), since=dt.date(2026, 1, 1))
    later = imports_since(frame, ("p",), since=dt.date(2026, 2, 15))
    assert plan_changes(rows, both, ("p",)) == []
    assert [(one.batch, one.after) for one in plan_changes(rows, later, ("p",))] == [(2, 40)]
