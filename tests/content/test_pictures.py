from __future__ import annotations

import itertools
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.content.bars import Bar, budget_bars, interval_bars, ladder_bars, progress_bars
from dashboard.content.blocks import Figure
from dashboard.content.lanes import Dot, Dots, Lane, Lanes, Moment
from dashboard.content.maps import FILLS, Map, MapTile
from dashboard.content.pictures import drawn, png, whole
from dashboard.content.small_pictures import Columns, Sparkline
from dashboard.content.svg import DEEP, width, wrapped
from dashboard.content.trends import Series, trend
from dashboard.status.marks import SHAPES
from terms.words import speaker

SVG = "{http://www.w3.org/2000/svg}"
NN = speaker("nn")
LONG = (
    "Arbeidsinnvandrarar som tek del i norskopplæring på arbeidsplassen og vidareutdanning i heile regionen"
)
WORD = "Integreringskoordinatoransvarlegsamarbeidsutvalsmedlem" * 2
names = st.sampled_from(["Mål", LONG, WORD, "<&>\"'", "漢字" * 20, ""]) | st.text(max_size=80)
shares = st.none() | st.floats(-50, 50)
states = st.sampled_from(list(SHAPES))
HALF = progress_bars([Bar("Mål", "halvvegs", 0.5, 0.6, "good")], NN)


def made(chart, **words):
    given_words = {
        "title": "Tittel",
        "sentence": "Setning.",
        "source": "Kjelde",
        "date": "2014",
        "alt": "alt",
    }
    return Figure(chart, **(given_words | words))


def boxes(svg):
    """Text and box of every line of text, as wide as it may turn out."""
    found = []

    def walk(node, x0, y0):
        if move := node.get("transform"):
            if not move.startswith("translate("):
                return
            x, y = map(float, move.removeprefix("translate(").rstrip(")").split())
            x0, y0 = x0 + x, y0 + y
        if node.tag == f"{SVG}text" and (node.text or "").strip():
            size = float(node.get("font-size"))
            wide = width(node.text, size, bold=node.get("font-weight") is not None)
            x = x0 + float(node.get("x"))
            x -= {"middle": wide / 2, "end": wide}.get(node.get("text-anchor"), 0)
            y = y0 + float(node.get("y"))
            found.append((node.text, x, y - size * 0.74, x + wide, y + size * 0.22))
        for child in node:
            walk(child, x0, y0)

    walk(ET.fromstring(svg), 0, 0)  # noqa: S314 - our own
    return found


def faults(svg):
    """Texts that lie on one another, or outside the picture."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    wide, tall = float(root.get("width")), float(root.get("height"))
    lines = boxes(svg)
    out = [
        line for line in lines if line[1] < -24 or line[3] > wide + 24 or line[2] < -1 or line[4] > tall + 1
    ]
    on = [
        (one[0], two[0])
        for one, two in itertools.combinations(lines, 2)
        if one[1] < two[3] and two[1] < one[3] and one[2] < two[4] and two[2] < one[4]
    ]
    return out + on


goals = st.lists(
    st.builds(Bar, names, names, shares, st.none() | st.floats(0, 1), states), min_size=1, max_size=8
)
reach = st.tuples(st.floats(0, 3), st.floats(0, 3)).map(lambda pair: (min(pair), max(pair)))
groups = st.lists(
    st.builds(
        lambda name, words, share, state: Bar(name, words, *share, state),
        names,
        names,
        st.just((None, None)) | reach,
        states,
    ),
    min_size=1,
    max_size=8,
)
amounts = st.none() | st.floats(-1e6, 1e9)
posts = st.lists(st.builds(Bar, names, names, amounts, amounts), min_size=1, max_size=8)
counts = st.integers(0, 400)
rungs = st.lists(st.builds(Bar, names, names, counts, counts), min_size=1, max_size=6)
moments = st.lists(
    st.builds(
        Moment,
        names,
        st.floats(2010, 2030),
        st.none() | st.floats(2010, 2030),
        st.sampled_from(["in_time", "late", "overdue", "not_due"]),
    ),
    max_size=5,
)
lanes = st.builds(
    Lanes,
    st.lists(st.builds(Lane, names, names, moments.map(tuple)), min_size=1, max_size=6).map(tuple),
    st.just(2012.0),
    st.just(2016.0),
    st.just(2015.5),
    st.just(tuple((float(year), str(year)) for year in range(2012, 2017))),
    st.none() | st.floats(2012, 2015),
)
dots = st.builds(
    Dots,
    st.lists(
        st.builds(
            lambda name, words, ends, rings: Dot(name, words, *ends, tuple(rings)),
            names,
            names,
            reach,
            st.lists(st.floats(0, 3), max_size=4),
        ),
        min_size=1,
        max_size=6,
    ).map(tuple),
    st.floats(0.1, 2),
    st.just(((0.0, "0"), (0.1, "10 %"), (0.2, "20 %"))),
    st.none() | st.just((0.1, "grensa på 10 %")),
)
points = st.lists(
    st.tuples(st.integers(1990, 2026), st.none() | st.floats(-100, 1e7)), min_size=1, max_size=20
)
series = st.lists(
    st.builds(Series, names, points.map(lambda found: tuple(dict(found).items()))), min_size=1, max_size=7
)
years = st.tuples(st.integers(1980, 2030), st.integers(0, 9)).map(lambda pair: (pair[0], sum(pair)))
tiles = st.lists(
    st.builds(MapTile, names, st.integers(0, 30), st.integers(0, 30), st.sampled_from(list(FILLS))),
    max_size=30,
    unique_by=lambda tile: (tile.column, tile.row),
)
breaks = st.lists(st.tuples(st.integers(1990, 2026), names), max_size=3)


@settings(max_examples=60)
@given(st.data())
@pytest.mark.parametrize(
    ("strategy", "draw"),
    [(goals, progress_bars), (groups, interval_bars), (posts, budget_bars), (rungs, ladder_bars)],
)
def test_rows_never_run_into_one_another(strategy, draw, data):
    assert faults(drawn(draw(data.draw(strategy), NN)).svg) == []


@settings(max_examples=60)
@given(lanes | dots)
def test_lanes_and_dots_keep_their_words_apart(chart):
    assert faults(drawn(chart).svg) == []


@settings(max_examples=80)
@given(series, st.none() | years, breaks)
def test_lines_never_run_into_their_names(lines, period, changes):
    chart = trend(lines, NN, written=NN.number, period=period, breaks=changes)
    assert faults(drawn(chart).svg) == []


@given(tiles)
def test_tiles_keep_their_names_inside(placed):
    assert faults(drawn(Map(tuple(placed), tuple((state, LONG) for state in FILLS))).svg) == []


@given(names, names)
def test_a_picture_that_stands_alone_holds_all_its_words(title, source):
    figure = made(HALF, title=title, source=source)
    alone = whole(figure, "Eksempeldata")
    assert faults(alone) == []
    said = " ".join(text for text, *_ in boxes(alone))
    assert {"Setning.", "2014", "Eksempeldata", "halvvegs"} <= {text for text, *_ in boxes(alone)}
    assert "".join(wrapped(title, 640, 17, bold=True)[0].split()) in "".join(said.split())
    assert "Setning." not in drawn(figure.picture).svg


def test_a_bar_beyond_the_scale_ends_in_an_arrow_and_is_told_in_words():
    inside = drawn(progress_bars([Bar("a", "120 %", 1.2, None, "good")], NN)).svg
    beyond = drawn(progress_bars([Bar("a", "2500 %", 25.0, None, "good")], NN)).svg
    assert ('stroke-width="1.6"' in inside, 'stroke-width="1.6"' in beyond) == (False, True)
    assert "2500 %" in {text for text, *_ in boxes(beyond)}


def test_what_is_not_known_has_no_bar():
    assert "<rect" not in drawn(interval_bars([Bar("a", "14 par", state="neutral")], NN)).svg


def test_a_gap_in_a_line_is_not_bridged():
    def strokes(*points):
        svg = drawn(trend([Series("a", points)], NN, written=NN.number)).svg
        return sum(DEEP in piece for piece in svg.split("<path")[1:])

    assert strokes((2010, 1.0), (2011, 2.0), (2012, 3.0)) == 2
    assert strokes((2010, 1.0), (2011, None), (2012, 3.0)) == 0


def test_nothing_to_draw_is_no_picture():
    assert drawn(trend([Series("a", ())], NN, written=NN.number)).height == 0
    assert drawn(Map((), ())).height == 0


@pytest.mark.parametrize("pixels", [320, 1600])
def test_a_bitmap_is_as_wide_as_asked_for(pixels):
    bitmap = png(drawn(HALF).svg, pixels)
    assert bitmap.startswith(b"\x89PNG")
    assert abs(int.from_bytes(bitmap[16:20]) - pixels) <= 1
    assert png(whole(made(HALF)), 800).startswith(b"\x89PNG")


def test_lines_of_text_are_no_wider_than_their_room():
    for text in (LONG, WORD, "漢" * 50):
        lines = wrapped(text, 100, most=3)
        assert len(lines) <= 3
        assert all(width(line) <= 100 for line in lines)
        assert lines[-1].endswith("…")


def test_a_small_picture_has_a_column_to_each_bound():
    svg = drawn(Columns(((1.0, 2.0), (2.0, 4.0)))).svg
    assert svg.count("<rect") == 4
    assert "<rect" not in drawn(Columns(())).svg
    assert 'height="0.0"' in drawn(Columns(((0.0, 0.0),))).svg


def test_a_small_line_is_broken_where_years_are_missing():
    svg = drawn(Sparkline(((2010, 1.0), (2011, 2.0), (2014, 3.0)), (2011, 2014))).svg
    shape = svg.split('<path d="')[1].split('"')[0]
    assert (shape.count("M"), shape.count("L")) == (2, 1)
    assert svg.count("<rect") == 1
