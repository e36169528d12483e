from __future__ import annotations

import pandas as pd

from dashboard.portfolio.programme_numbers import programmes

DESCRIBED = pd.DataFrame(
    [("p", "Programmet", "Eigaren", "nn", "Målet", "s"), ("q", "Anna", "Eigaren", "nb", "Mål", "s")],
    columns=["programme", "name", "owner", "language", "aim", "source"],
)
FACTS = pd.DataFrame(
    [
        ("p", 2, "Tildelt", None, 100.0, "kr", None, "s"),
        ("p", 1, "Omtale", None, None, None, "ord", "s"),
        ("p", 3, "Søknader", 2010.0, 7.0, "søknader", None, "s"),
    ],
    columns=["programme", "position", "name", "year", "value", "unit", "text", "source"],
)
PROJECTS = pd.DataFrame({"project": ["a", "b"], "programme": ["p", "p"]})


def test_facts_stand_in_their_order_and_headlines_are_totals_with_a_value():
    (found,) = programmes(DESCRIBED, FACTS, PROJECTS, {"p"})
    assert [fact.name for fact in found.facts] == ["Omtale", "Tildelt", "Søknader"]
    assert [fact.name for fact in found.headlines] == ["Tildelt"]
    assert found.facts[0].value is None
    assert found.facts[2].year == 2010
    assert found.projects == 2


def test_a_programme_without_facts_or_projects_is_still_named():
    (found,) = programmes(DESCRIBED, FACTS, PROJECTS, {"q"})
    assert (found.name, found.facts, found.projects) == ("Anna", (), 0)
