from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.address.selection import Selection
from dashboard.goals.numbers import goal_progress
from dashboard.measures.numbers import milestone_status
from dashboard.reporting import reporting_duties as owed
from dashboard.reporting.numbers import reporting
from dashboard.reporting.reporting_years import judged_on, project_years

DAY = pd.Timestamp("2015-12-31")


def projects(*rows):
    """Projects as project, programme, first and last year; judged on DAY or at their end."""
    frame = pd.DataFrame(rows, columns=["project", "programme", "first", "last"])
    frame = frame.astype({"first": "float64", "last": "float64"})
    return frame.assign(until=judged_on(frame, DAY))


HARAM = projects(("haram", "bolyst", 2013, 2015))


def dated(rows, columns, *dates):
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(**{date: pd.to_datetime(frame[date]) for date in dates})


def reports(*rows, evidence="self_reported"):
    columns = ["project", "kind", "year", "deadline", "delivered"]
    frame = dated(list(rows), columns, "deadline", "delivered")
    return frame.assign(year=frame["year"].astype("float64"), evidence=evidence)


def states(duties):
    return {int(duty.year): (duty.state, duty.days) for duty in duties.itertuples()}


def test_an_annual_report_is_due_on_the_24th_of_april_of_the_year_after():
    duties = owed.annual_reports(HARAM, reports(), DAY)
    assert states(duties) == {2014: ("missing", 251), 2015: ("due", 0)}
    assert list(duties["deadline"]) == [pd.Timestamp("2015-04-24"), pd.Timestamp("2016-04-24")]


@pytest.mark.parametrize(
    ("delivered", "state"),
    [
        ("2015-04-24", ("done", 0)),
        ("2015-04-25", ("late", 1)),
        ("2015-05-06", ("late", 12)),
        ("2016-01-01", ("missing", 251)),
    ],
)
def test_an_annual_report_is_judged_by_the_day_it_was_delivered(delivered, state):
    given = reports(("haram", "annual", 2014, "2015-04-24", delivered))
    assert states(owed.annual_reports(HARAM, given, DAY))[2014] == state


def test_a_reports_own_deadline_wins_over_the_usual_one():
    given = reports(("haram", "annual", 2014, "2015-06-01", "2015-05-20"))
    assert states(owed.annual_reports(HARAM, given, DAY))[2014] == ("done", 0)


def test_only_the_programmes_of_the_form_owe_it_unless_a_report_is_listed_and_not_delivered():
    vestnes = projects(("vestnes", "integrering", 2013, 2015))
    assert owed.annual_reports(vestnes, reports(), DAY).empty
    listed = reports(("vestnes", "annual", 2012, "2013-04-24", None))
    assert states(owed.annual_reports(vestnes, listed, DAY)) == {2012: ("missing", 981)}


def test_years_outside_a_projects_own_are_not_asked_about():
    begun_late = projects(("haram", "bolyst", 2015, 2015))
    ended = projects(("haram", "bolyst", 2012, 2013))
    assert set(states(owed.annual_reports(begun_late, reports(), DAY))) == {2015}
    assert states(owed.annual_reports(ended, reports(), DAY)) == {
        2012: ("missing", 981),
        2013: ("missing", 616),
    }


def test_the_leadership_is_to_have_a_report_every_twelve_months():
    given = reports(
        ("haram", "leadership", 2014, "2014-12-31", "2014-12-02"),
        ("haram", "leadership", 2015, "2015-12-31", "2015-12-01"),
    )
    duty = owed.leadership_reports(HARAM, given).iloc[0]
    assert (duty["state"], duty["last"]) == ("done", pd.Timestamp("2015-12-01"))
    old = owed.leadership_reports(HARAM, given[:1]).iloc[0]
    assert (old["state"], old["last"]) == ("missing", pd.Timestamp("2014-12-02"))
    assert owed.leadership_reports(HARAM, reports()).iloc[0]["state"] == "missing"


def test_a_report_to_the_leadership_after_its_deadline_is_late():
    given = reports(("haram", "leadership", 2014, "2014-12-31", "2015-01-21"))
    duty = owed.leadership_reports(HARAM, given).iloc[0]
    assert (duty["state"], duty["days"]) == ("late", 21)


@pytest.mark.parametrize(
    ("days", "state", "held"),
    [
        (["2015-03-17", "2015-10-20"], "done", 2),
        (["2014-12-31", "2015-10-20"], "missing", 1),
        (["2015-10-20", "2016-01-02"], "missing", 1),
        ([], "missing", 0),
    ],
)
def test_the_team_meets_at_least_twice_in_twelve_months(days, state, held):
    rows = [("haram", day, "self_reported") for day in days]
    meetings = dated(rows, ["project", "date", "evidence"], "date")
    duty = owed.team_meetings(HARAM, meetings).iloc[0]
    assert (duty["state"], duty["year"]) == (state, held)


def test_a_project_that_has_ended_is_judged_at_its_end():
    ended = projects(("haram", "bolyst", 2012, 2013))
    meetings = dated(
        [("haram", "2013-02-01", "example"), ("haram", "2013-11-01", "example")],
        ["project", "date", "evidence"],
        "date",
    )
    assert owed.team_meetings(ended, meetings).iloc[0]["state"] == "done"


def progress(*rows, observations=()):
    """Goals as key, target, start and deadline, all from 0 up."""
    goals = dated(list(rows), ["goal", "target", "start", "deadline"], "start", "deadline")
    goals = goals.assign(
        project="haram",
        baseline=0.0,
        direction="up",
        text=goals["goal"],
        owner_role=None,
        evidence="assessed",
    )
    seen = dated(list(observations), ["goal", "date", "value"], "date")
    return goal_progress(
        goals.astype({"target": "float64"}),
        seen.astype({"value": "float64"}).assign(evidence="self_reported", source="x"),
        today=DAY.date(),
    )


def test_a_goal_with_a_target_is_stale_a_year_after_it_was_last_measured():
    rows = [(name, 10, "2013-01-01", "2016-12-31") for name in ("fresh", "stale", "never", "reached")]
    found = progress(
        *rows,
        ("open", None, "2013-01-01", "2016-12-31"),
        ("later", 10, "2016-06-01", "2016-12-31"),
        observations=[("fresh", "2015-01-01", 5), ("stale", "2014-12-31", 5), ("reached", "2013-06-01", 10)],
    )
    assert list(owed.stale_goals(HARAM, found)["subject"]) == ["stale", "never"]


def milestones(*rows):
    frame = dated(list(rows), ["name", "due", "reached", "reason"], "due", "reached")
    frame = frame.assign(milestone=frame["name"], project="haram", measure="cafe", evidence="assessed")
    return milestone_status(frame, today=DAY.date())


def test_a_delayed_milestone_is_to_have_a_reason_and_its_measures_owner_can_give_it():
    status = milestones(
        ("in time", "2015-03-01", "2015-02-01", None),
        ("late", "2015-03-01", "2015-06-01", None),
        ("overdue", "2015-03-01", None, "  "),
        ("explained", "2015-03-01", None, "Flytta"),
        ("not due", "2016-03-01", None, None),
    )
    measures = pd.DataFrame({"measure": ["cafe"], "owner_role": ["Bibliotekleiar"]})
    found = owed.unexplained_milestones(status, measures)
    assert list(found["subject"]) == ["late", "overdue"]
    assert set(found["owner_role"]) == {"Bibliotekleiar"}


def explained(*, reason=None, code="a", said="Følgjer planen", day="2015-06-01"):
    behind = progress(("g", 10, "2013-01-01", "2015-12-31"), observations=[("g", "2015-12-01", 1)])
    return owed.unexplained_goals(
        behind,
        pd.DataFrame({"measure": ["m"], "goal": ["g"]}),
        pd.DataFrame({"measure": ["m"], "reason": [reason]}),
        dated([("haram", day, code, said)], ["project", "date", "code", "text"], "date"),
        DAY,
    ).empty


def test_a_goal_behind_is_explained_by_a_measure_or_by_the_report():
    assert not explained()
    assert explained(reason="Fekk ikkje lokale")
    assert explained(code="b", said="Forseinka oppstart")
    assert explained(code="c", said="Færre kveldar")
    assert not explained(code="b", said=" ")
    assert not explained(code="b", said="Forseinka", day="2016-02-01"), "said after the status day"


def test_the_years_of_a_project_are_the_stated_or_what_is_told():
    frame = pd.DataFrame(
        {
            "project": ["stated", "told", "unknown"],
            "start_year": [2012.0, None, None],
            "end_year": [2014.0, None, None],
            "grant_year": [2011.0, 2013.0, None],
        }
    )
    measures = dated([("told", "2014-02-01")], ["project", "planned_start"], "planned_start")
    due = dated([], ["project", "due"], "due").astype({"project": "str"})
    years = project_years(
        frame,
        {"stated": 2016, "told": 2015},
        measures=measures,
        milestones=due,
        reports=reports().astype({"project": "str"}),
    ).set_index("project")
    assert tuple(years.loc["stated"]) == (2012, 2014)
    assert tuple(years.loc["told"]) == (2013, 2015)
    assert years.loc["unknown"].isna().all()
    assert judged_on(years, DAY).loc["stated"] == pd.Timestamp("2014-12-31")


def test_the_seeds_tell_who_has_not_reported(store):
    found = reporting(store, Selection(county="15"), today=dt.date(2026, 1, 1))
    assert found.day == dt.date(2015, 12, 31)
    annual = found.duties[found.duties["kind"] == "annual_report"]
    assert states(annual) == {2014: ("late", 12), 2015: ("due", 0)}
    assert found.undated == ("heroy-mr-bolyst",)
    meetings = found.duties[found.duties["kind"] == "team_meetings"].set_index("project")["state"]
    assert meetings["haram-integrering"] == "done"
    assert meetings["vestnes-god-integrering"] == "missing"
    assert found.missing["project"].nunique() == 5


def test_a_choice_without_projects_owes_nothing(store):
    found = reporting(store, Selection(county="03"), today=dt.date(2026, 1, 1))
    assert found.duties.empty
    assert found.missing.empty
