from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from dashboard.anchoring.steering_numbers import TEAM_SECTORS, by_sector, seats_of, sectors_in, teams_of

DAY = dt.date(2015, 12, 31)
ALL = "flyktningteneste; NAV; skule/barnehage; helse; vaksenopplæring; næringsliv; frivilligheit"


def meetings(*rows):
    made = pd.DataFrame(list(rows), columns=["project", "date", "sectors"])
    return made.assign(date=pd.to_datetime(made["date"]), evidence="self_reported")


def seats(*rows):
    made = pd.DataFrame(list(rows), columns=["project", "seat", "sector", "filled"])
    return made.assign(evidence="self_reported")


@pytest.mark.parametrize(
    "text",
    [ALL, "Flyktningtjenesten, nav, barnehage, helse, voksenopplæring, bedrifter, frivillighet"],
)
def test_sectors_are_known_in_both_written_languages(text):
    assert sectors_in(text) == set(TEAM_SECTORS)


def test_an_unknown_sector_is_left_out():
    assert sectors_in("kyrkja; NAV") == {"nav"}


def test_meetings_of_the_last_twelve_months_are_held_against_the_rule():
    found = teams_of(
        meetings(("p", "2015-10-20", "NAV"), ("p", "2014-12-31", ALL), ("p", "2016-01-05", ALL)),
        ("p",),
        day=DAY,
    )
    assert found[0].recent == (dt.date(2015, 10, 20),)
    assert not found[0].often_enough
    assert found[0].by_year == {2015: 1, 2014: 1}
    assert "health" in found[0].missing
    assert "nav" not in found[0].missing


def test_no_sector_is_called_missing_where_no_meeting_says_who_came():
    found = teams_of(meetings(("p", "2015-10-20", None), ("p", "2015-03-01", None)), ("p",), day=DAY)[0]
    assert (found.missing, found.unstated, found.often_enough) == ((), 2, True)


def test_projects_without_meetings_are_not_in_the_list():
    assert [team.project for team in teams_of(meetings(("q", "2015-01-01", ALL)), ("p", "q"), day=DAY)] == [
        "q"
    ]


def test_an_empty_leader_seat_is_not_the_same_as_none_registered():
    found = seats_of(
        seats(("p", "leader", "other", 0), ("p", "member", "state", 1), ("q", "member", "business", 1)),
        ("p", "q", "r"),
    )
    assert [(one.project, one.leader, one.empty) for one in found] == [("p", False, 1), ("q", None, 0)]
    assert found[0].missing == ("municipality", "voluntary", "business")
    assert found[0].filled == {"state": 1}


def test_partners_are_named_by_sector():
    partners = pd.DataFrame(
        {"project": ["p", "p", "q"], "name": ["B", "A", "C"], "sector": ["state", "state", "business"]}
    )
    assert by_sector(partners, ("p",)) == {"p": {"state": ["A", "B"]}}
