from __future__ import annotations

import itertools
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.content import charts
from dashboard.content.lines import Series, line_chart
from dashboard.content.svg import DARK, width, wrapped
from dashboard.content.tiles import FILLS, Tile, tile_map
from dashboard.coverage.coverage_bars import Reached, coverage_bars
from dashboard.effect.ladder_picture import Rung, effect_ladder
from dashboard.goals.goal_bullets import Bullet, goal_bullets
from dashboard.money.money_bars import Post, money_bars
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


def made(drawn, **words):
    given_words = {
        "title": "Tittel",
        "sentence": "Setning.",
        "source": "Kjelde",
        "date": "2014",
        "alt": "alt",
    }
    return charts.picture(*drawn, **(given_words | words))


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


bullets = st.lists(
    st.builds(Bullet, names, shares, st.none() | st.floats(0, 1), names, states), min_size=1, max_size=8
)
reach = st.tuples(st.floats(0, 3), st.floats(0, 3)).map(lambda pair: (min(pair), max(pair)))
groups = st.lists(st.builds(Reached, names, st.none() | reach, names, states), min_size=1, max_size=8)
amounts = st.none() | st.floats(-1e6, 1e9)
posts = st.lists(st.builds(Post, names, amounts, amounts, names), min_size=1, max_size=8)
counts = st.integers(0, 400)
rungs = st.lists(
    st.builds(Rung, st.sampled_from("abcdef"), names, counts, counts, names), min_size=1, max_size=6
)
points = st.lists(
    st.tuples(st.integers(1990, 2026), st.none() | st.floats(-100, 1e7)), min_size=1, max_size=20
)
series = st.lists(
    st.builds(Series, names, points.map(lambda found: tuple(dict(found).items()))), min_size=1, max_size=7
)
years = st.tuples(st.integers(1980, 2030), st.integers(0, 9)).map(lambda pair: (pair[0], sum(pair)))
tiles = st.lists(
    st.builds(Tile, names, st.integers(0, 30), st.integers(0, 30), st.sampled_from(list(FILLS))),
    max_size=30,
    unique_by=lambda tile: (tile.column, tile.row),
)
breaks = st.lists(st.tuples(st.integers(1990, 2026), names), max_size=3)


@settings(max_examples=60)
@given(st.data())
@pytest.mark.parametrize(
    ("strategy", "draw"),
    [(bullets, goal_bullets), (groups, coverage_bars), (posts, money_bars), (rungs, effect_ladder)],
)
def test_rows_never_run_into_one_another(strategy, draw, data):
    drawn = made(draw(data.draw(strategy), NN))
    assert faults(drawn.svg) == []


@settings(max_examples=80)
@given(series, st.none() | years, breaks)
def test_lines_never_run_into_their_names(lines, period, changes):
    drawn = line_chart(lines, NN, written=NN.number, period=period, breaks=changes)
    assert faults(made(drawn).svg) == []


@given(tiles)
def test_tiles_keep_their_names_inside(placed):
    assert faults(made(tile_map(placed, dict.fromkeys(FILLS, LONG))).svg) == []


@given(names, names)
def test_a_picture_that_stands_alone_holds_all_its_words(title, source):
    drawn = made(goal_bullets([Bullet("Mål", 0.5, 0.6, "halvvegs", "good")], NN), title=title, source=source)
    alone = charts.whole(drawn, NN, example=True)
    assert faults(alone) == []
    said = " ".join(text for text, *_ in boxes(alone))
    assert {"Setning.", "2014", "Eksempeldata", "halvvegs"} <= {text for text, *_ in boxes(alone)}
    assert "".join(wrapped(title, 640, 17, bold=True)[0].split()) in "".join(said.split())
    assert "Setning." not in drawn.svg


def test_a_bar_beyond_the_scale_ends_in_an_arrow_and_is_told_in_words():
    plain = goal_bullets([Bullet("a", 1.2, None, "120 %", "good")], NN)[0]
    beyond = goal_bullets([Bullet("a", 25.0, None, "2500 %", "good")], NN)[0]
    assert len(beyond) == len(plain) + 1 or "2500 %" in " ".join(beyond)
    assert any("2500 %" in piece for piece in beyond)


def test_what_is_not_known_has_no_bar():
    pieces = coverage_bars([Reached("a", None, "14 par", "neutral")], NN)[0]
    assert not any(piece.startswith("<rect") for piece in pieces)


def test_a_gap_in_a_line_is_not_bridged():
    def strokes(*points):
        pieces = line_chart([Series("a", points)], NN, written=NN.number)[0]
        return sum(piece.startswith("<path") and DARK in piece for piece in pieces)

    assert strokes((2010, 1.0), (2011, 2.0), (2012, 3.0)) == 2
    assert strokes((2010, 1.0), (2011, None), (2012, 3.0)) == 0


def test_nothing_to_draw_is_no_picture():
    assert line_chart([Series("a", ())], NN, written=NN.number) == ([], 0.0)
    assert tile_map([], {}) == ([], 0.0)


@pytest.mark.parametrize("pixels", [320, 1600])
def test_a_bitmap_is_as_wide_as_asked_for(pixels):
    drawn = made(goal_bullets([Bullet("Mål", 0.5, 0.6, "halvvegs", "good")], NN))
    bitmap = charts.png(drawn, pixels)
    assert bitmap.startswith(b"\x89PNG")
    assert abs(int.from_bytes(bitmap[16:20]) - pixels) <= 1
    assert charts.png(charts.whole(drawn, NN), 800).startswith(b"\x89PNG")


def test_lines_of_text_are_no_wider_than_their_room():
    for text in (LONG, WORD, "漢" * 50):
        lines = wrapped(text, 100, most=3)
        assert len(lines) <= 3
        assert all(width(line) <= 100 for line in lines)
        assert lines[-1].endswith("…")
