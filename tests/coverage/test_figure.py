from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.coverage.figure import coverage_band


def years(*rows):
    columns = ["year", "low", "high", "share_low", "share_high", "converted", "break_before", "words"]
    return pd.DataFrame(rows, columns=columns)


def band(frame):
    return coverage_band(frame, language="nn", axes=("Dekning", "Personar"), bounds=("minst", "høgst"))


INTERVALS = years(
    (2013, 38.0, 52.0, 0.09, 0.13, False, False, "9–13 %"),
    (2014, 40.0, 60.0, 0.10, 0.15, False, False, "10–15 %"),
)


def test_the_band_runs_from_the_lower_to_the_upper_bound():
    figure = band(INTERVALS)
    lower, upper = figure["data"]
    assert lower["y"] == [9, 10]
    assert upper["y"] == [13, 15]
    assert (lower.get("fill"), upper["fill"]) == (None, "tonexty")


def test_the_bounds_differ_by_line_and_mark_and_not_by_colour_alone():
    lower, upper = band(INTERVALS)["data"]
    assert lower["line"].get("dash") != upper["line"]["dash"]
    assert lower["marker"]["symbol"] != upper["marker"]["symbol"]


def test_the_last_year_is_labelled_where_it_stands():
    (label,) = band(INTERVALS)["layout"]["annotations"]
    assert (label["x"], label["y"], label["text"]) == (2014, 15, "10–15 %")


def test_a_missing_year_breaks_the_band():
    frame = INTERVALS.assign(year=[2013, 2016])
    assert [trace["x"] for trace in band(frame)["data"]] == [[2013], [2013], [2016], [2016]]


def test_new_borders_break_the_band_and_are_drawn_as_an_upright_line_before_the_year():
    figure = band(INTERVALS.assign(break_before=[False, True]))
    assert len(figure["data"]) == 4
    (line,) = figure["layout"]["shapes"]
    assert (line["x0"], line["x1"], line["yref"]) == (2013.5, 2013.5, "paper")
    assert band(INTERVALS)["layout"]["shapes"] == []


def test_a_converted_year_has_another_shape_on_both_lines():
    lower, upper = band(INTERVALS.assign(converted=[True, False]))["data"]
    assert lower["marker"]["symbol"] == ["diamond", "circle"]
    assert upper["marker"]["symbol"] == ["diamond-open", "circle-open"]


def test_persons_are_drawn_where_no_share_is_known():
    figure = band(INTERVALS.assign(share_low=float("nan"), share_high=float("nan")))
    assert figure["data"][0]["y"] == [38, 40]
    assert figure["layout"]["yaxis"]["title"]["text"] == "Personar"
    assert figure["layout"]["yaxis"]["ticksuffix"] == ""


def test_years_without_a_share_are_left_out_of_the_shares():
    frame = INTERVALS.assign(share_low=[float("nan"), 0.1], share_high=[float("nan"), 0.15])
    assert [trace["x"] for trace in band(frame)["data"]] == [[2014], [2014]]


def test_over_a_hundred_per_cent_is_not_cut():
    figure = band(INTERVALS.assign(share_high=[1.3, 1.5]))
    assert figure["data"][1]["y"] == [130, 150]
    assert "range" not in figure["layout"]["yaxis"]


def test_plotly_accepts_the_figure():
    assert len(go.Figure(band(INTERVALS)).data) == 2


def test_no_years_give_an_empty_figure():
    assert band(INTERVALS.head(0))["data"] == []
