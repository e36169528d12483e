"""The line on rounded numbers: there where participation is shown, and nowhere else."""

from __future__ import annotations

import pytest

from dashboard.address.selection import Selection
from dashboard.content.page import Shown
from dashboard.coverage import panel as coverage
from dashboard.overview import cards
from dashboard.overview import panel as status
from dashboard.store.frames import SPECS
from terms.languages import LANGUAGES
from terms.words import speaker
from tests.block_reading import as_html, classed, read
from tests.coverage_frames import board

COUNTY = Selection(county="15", years=(2013, 2014))
NOBODY = Selection(county="03", years=(1950, 1950))
SHOWN = {
    "nb": "Små tall er avrundet til 0 eller 3.",
    "nn": "Små tal er avrunda til 0 eller 3.",
    "en": "Small numbers are rounded to 0 or 3.",
}


def drawn_of(panel, store, selection, language="nb"):
    """What a panel draws, as HTML, whether it is made of blocks or of Dash's components."""
    say = speaker(language)
    content = panel.draw(store, selection.within(language=language), say)
    return read(content, say).chart if isinstance(content, Shown) else as_html(list(content.chart))


def lines_of(panel, store, selection, language="nb"):
    """Every line on rounding in what a panel draws, with whether it stands inside something closed."""
    found = classed(drawn_of(panel, store, selection, language), "rounding-line")
    return [(line, any(above.tag == "details" for above in line.iterancestors())) for line in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("panel", [coverage, status, cards])
def test_one_visible_line_with_the_way_to_the_method_stands_under_participation(store, panel, language):
    ((line, hidden),) = lines_of(panel, store, COUNTY, language)
    assert not hidden
    assert line.text.strip() == SHOWN[language]
    assert line.find("a").get("href") == f"/metode?sprak={language}#smaa-tal"


def test_it_stands_directly_under_the_coverage_matrix(store):
    (line,) = classed(drawn_of(coverage, store, COUNTY), "rounding-line")
    assert "cov-scroll" in line.getprevious().get("class")


@pytest.mark.parametrize("panel", [coverage, status, cards])
def test_it_is_not_there_where_nobody_has_been_counted(store, panel):
    assert lines_of(panel, store, NOBODY) == []
    assert lines_of(coverage, board(participation=[]), COUNTY) == []


def test_the_line_says_the_base_the_numbers_were_rounded_to():
    errors = [{"filters": 1, "views": 2, "mean_error": 1.0, "worst_error": 2.0, "base": 5}]
    assert set(errors[0]) == SPECS["protection_error"].columns
    ((line, _),) = lines_of(coverage, board(protection_error=errors), COUNTY)
    assert line.text.strip() == "Små tall er avrundet til 0 eller 5."
