from __future__ import annotations

import pandas as pd

from dashboard.coverage.group_reach import GroupReach
from dashboard.coverage.targeting import Aim
from dashboard.portfolio.transfer_numbers import likeness, matches

TOWNS = pd.DataFrame(
    [
        ("1", "Her", 1000.0, 5.0),
        ("2", "Nær", 1100.0, 5.0),
        ("3", "Fjern", 90000.0, 1.0),
        ("4", "Ukjend", None, None),
    ],
    columns=["municipality", "label", "population", "centrality"],
)
SIMILAR = {
    "Her": pd.DataFrame(
        [("2", 0.1, True, True), ("3", 4.0, False, False)],
        columns=["municipality", "distance", "alike_population", "alike_centrality"],
    )
}
AREAS = pd.DataFrame([("near", "2"), ("far", "3"), ("far", "2"), ("told", "3")], columns=["project", "area"])


def reach(project, words, *, evidence="self_reported"):
    return GroupReach(project, "g", Aim(project, "g", words, None, evidence, "a.txt", (0, 9999)), None, ())


def test_places_say_how_like_ones_own_they_are():
    places = likeness(TOWNS, SIMILAR)
    assert (places["2"].like, places["2"].reason, places["2"].distance) == ("Her", "size_and_centrality", 0.1)
    assert places["3"].reason == "nearest"
    assert (places["4"].residents, places["4"].like) == (None, None)
    assert likeness(TOWNS, {})["2"].reason is None


def test_only_projects_that_reached_the_group_are_found_and_the_most_similar_place_stands_first():
    rows = [reach("near", "yes"), reach("far", "no"), reach("told", None)]
    found = matches(rows, ["g", "other"], AREAS, likeness(TOWNS, SIMILAR))
    assert [match.reach.project for match in found["g"]] == ["near"]
    assert found["other"] == ()
    (far,) = matches([reach("far", "partly")], ["g"], AREAS, likeness(TOWNS, SIMILAR))["g"]
    assert [place.label for place in far.places] == ["Nær", "Fjern"]


def test_reached_comes_before_partly_told_before_invented_and_near_before_far():
    rows = [
        reach("far", "partly"),
        reach("told", "yes"),
        reach("near", "yes", evidence="example"),
        reach("near2", "yes"),
    ]
    areas = pd.concat([AREAS, pd.DataFrame([("near2", "2")], columns=["project", "area"])])
    found = matches(rows, ["g"], areas, likeness(TOWNS, SIMILAR))["g"]
    assert [match.reach.project for match in found] == ["near2", "told", "near", "far"]
