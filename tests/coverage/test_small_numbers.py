"""The line on rounded numbers: there where participation is shown, and nowhere else."""

from __future__ import annotations

import pytest

from dashboard.address.selection import Selection
from dashboard.coverage import panel as target_groups
from dashboard.overview import cards
from dashboard.overview import panel as status
from dashboard.store.frames import SPECS
from terms.languages import LANGUAGES
from terms.words import speaker
from tests.coverage_frames import board

COUNTY = Selection(county="15", years=(2013, 2014))
NOBODY = Selection(county="03", years=(1950, 1950))
SHOWN = {
    "nb": "Små tall er avrundet til 0 eller 3.",
    "nn": "Små tal er avrunda til 0 eller 3.",
    "en": "Small numbers are rounded to 0 or 3.",
}


def rounding_lines(thing, *, hidden=False):
    """Every line on rounding in what a panel draws, with whether it stands inside something closed."""
    if isinstance(thing, (list, tuple)):
        return [line for each in thing for line in rounding_lines(each, hidden=hidden)]
    if "rounding-line" in (getattr(thing, "className", None) or ""):
        return [(thing, hidden)]
    closed = hidden or type(thing).__name__ == "Details"
    return rounding_lines(getattr(thing, "children", None) or [], hidden=closed)


def lines_of(panel, store, selection, language="nb"):
    content = panel.draw(store, selection.within(language=language), speaker(language))
    return rounding_lines(list(content.chart))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", [target_groups, status, cards])
def test_one_visible_line_with_the_way_to_the_method_stands_under_participation(store, panel, language):
    ((line, hidden),) = lines_of(panel, store, COUNTY, language)
    words, _, link = line.children
    assert not hidden
    assert words == SHOWN[language]
    assert link.href == f"/metode?sprak={language}#smaa-tal"


def test_it_stands_directly_under_the_coverage_matrix(store):
    chart = list(target_groups.draw(store, COUNTY, speaker("nb")).chart)
    place = next(at for at, part in enumerate(chart) if rounding_lines(part))
    assert "cov-scroll" in chart[place - 1].className


@pytest.mark.parametrize("panel", [target_groups, status, cards])
def test_it_is_not_there_where_nobody_has_been_counted(store, panel):
    assert lines_of(panel, store, NOBODY) == []
    assert lines_of(target_groups, board(participation=[]), COUNTY) == []


def test_the_line_says_the_base_the_numbers_were_rounded_to():
    errors = [{"filters": 1, "views": 2, "mean_error": 1.0, "worst_error": 2.0, "base": 5}]
    assert set(errors[0]) == SPECS["protection_error"].columns
    ((line, _),) = lines_of(target_groups, board(protection_error=errors), COUNTY)
    assert line.children[0] == "Små tall er avrundet til 0 eller 5."
