"""Shares that tell a hidden count; the named case is IMDi's settled refugees of 2016."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from sqlalchemy import insert

from data_sources import schema
from data_sources.database import engine, read, upgrade, writing
from data_sources.statbank.hidden_counts import few_hidden, leaking_shares

SHARES = pd.DataFrame(
    [{"indicator": "settled_share", "counted": "settled", "base": "requested", "unit": "%"}], dtype="str"
)
NAMED = ["1001", "1002", "1003", "1004", "1005", "1006"]
"""Six invented municipalities, as many as IMDi's file of 2016 gave away."""


def figures(*rows):
    columns = ["indicator", "municipality", "year", "value", "symbol"]
    return pd.DataFrame(rows, columns=columns).astype({"value": "float64", "symbol": "str"})


def of_2016(number, *, share, requested=10, settled=None, symbol=":"):
    """What one municipality published: settled hidden, requested and the share of it shown."""
    return [
        ("settled", number, 2016, settled, symbol),
        ("requested", number, 2016, requested, None),
        ("settled_share", number, 2016, share, None),
    ]


def test_the_six_municipality_years_that_hide_the_count_and_show_the_share_are_found():
    rows = [row for number in NAMED for row in of_2016(number, share=30)]
    kept = of_2016("1007", share=60, settled=6, symbol=None)
    leaks = leaking_shares(figures(*rows, *kept), SHARES)
    assert [(leak.municipality, leak.year) for leak in leaks] == [(number, 2016) for number in NAMED]
    assert [leak.row for leak in leaks] == [2, 5, 8, 11, 14, 17]


def test_a_leak_says_place_year_value_and_what_to_do():
    (leak,) = leaking_shares(figures(*of_2016("1001", share=30)), SHARES)
    assert str(leak) == (
        "settled_share for 1001 i 2016 er 30, men settled har tegnet «:» der: andelen røper tallet. "
        "Skjul andelen med samme tegn, eller ta raden bort."
    )


def test_a_share_that_is_hidden_with_its_count_is_no_leak():
    hidden = [("settled_share", "1001", 2016, None, ":"), *of_2016("1001", share=30)[:2]]
    assert leaking_shares(figures(*hidden), SHARES) == []


def test_a_count_hidden_in_another_year_or_place_is_no_reason():
    rows = [
        ("settled", "1001", 2015, None, ":"),
        ("settled", "1002", 2016, None, ":"),
        *of_2016("1001", share=60, settled=6, symbol=None),
    ]
    assert leaking_shares(figures(*rows), SHARES) == []


@pytest.mark.parametrize(("symbol", "leaks"), [(":", 1), ("..", 1), (".", 1), ("-", 0)])
def test_every_symbol_but_nil_hides_the_count(symbol, leaks):
    share = 0 if symbol == "-" else 30
    assert len(leaking_shares(figures(*of_2016("1001", share=share, symbol=symbol)), SHARES)) == leaks


def test_the_base_may_be_what_is_hidden():
    rows = of_2016("1001", share=50, settled=6, symbol=None)
    rows[1] = ("requested", "1001", 2016, None, ":")
    (leak,) = leaking_shares(figures(*rows), SHARES)
    assert "requested har tegnet «:»" in str(leak)


@pytest.mark.parametrize(("share", "leaks"), [(30, 1), (60, 0), (0, 0)])
def test_a_small_count_that_is_not_published_is_told_by_share_times_base(share, leaks):
    rows = of_2016("1001", share=share)[1:]
    assert len(leaking_shares(figures(*rows), SHARES)) == leaks


def test_the_unit_says_what_a_share_is_multiplied_with():
    rows = figures(("requested", "1001", 2016, 1000, None), ("settled_share", "1001", 2016, 3, None))
    assert len(leaking_shares(rows, SHARES.assign(unit="‰"))) == 1
    assert leaking_shares(rows, SHARES) == []


def test_the_order_and_the_index_of_the_figures_do_not_matter():
    rows = figures(*(row for number in NAMED for row in of_2016(number, share=30)))
    mixed = rows.sample(frac=1, random_state=1)
    found = leaking_shares(mixed, SHARES)
    assert sorted((leak.municipality, leak.row) for leak in found) == [
        (leak.municipality, leak.row) for leak in leaking_shares(rows, SHARES)
    ]


def test_no_figures_and_no_shares_give_no_leaks():
    assert leaking_shares(figures(), SHARES) == []
    assert leaking_shares(figures(*of_2016("1001", share=30)), SHARES[:0]) == []


def test_a_database_can_be_asked_as_well_as_a_file(tmp_path):
    url = f"sqlite:///{tmp_path / 'board.db'}"
    upgrade(url, "board")
    board = engine(url)
    names = {"name_nb": "x", "name_nn": "x", "name_en": "x", "direction": "neutral", "summable": 0}
    kept = {"source_table": "t", "source": "s", "retrieved": pd.Timestamp("2026-11-22").date()}
    with writing(board) as connection:
        for code, unit in (("settled", "person"), ("requested", "person"), ("settled_share", "%")):
            row = {"indicator": code, "unit": unit, **names, "source_table": "t", "source": "s"}
            connection.execute(insert(schema.indicator), row)
        share = {"indicator": "settled_share", "counted": "settled", "base": "requested", "source": "s"}
        connection.execute(insert(schema.indicator_share), share)
        for row in of_2016("1001", share=30):
            cells = dict(zip(["indicator", "municipality", "year", "value", "symbol"], row, strict=True))
            connection.execute(insert(schema.statistic), cells | kept)
    units = read(board, schema.indicator)[["indicator", "unit"]]
    shares = read(board, schema.indicator_share).merge(units, on="indicator")
    assert len(leaking_shares(read(board, schema.statistic), shares)) == 1
    board.dispose()


def test_in_imdis_own_file_six_municipalities_hide_2016_and_any_share_of_them_would_be_refused(shared):
    path = shared / "data" / "figures" / "refugee_settlement_1995_2023.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [
            (row["measure"], row["kommune_code"], 2016, float(row["value"] or "nan"), row["status"] or None)
            for row in csv.DictReader(lines)
            if row["year"] == "2016"
        ]
    hidden = [number for measure, number, _, _, symbol in rows if measure == "settled" and symbol == ":"]
    asked = {number for measure, number, _, value, _ in rows if measure == "requested" and value > 0}
    assert len(hidden) == 6
    assert set(hidden) <= asked
    assert leaking_shares(figures(*rows), SHARES) == []
    shown = [("settled_share", number, 2016, 25, None) for number in hidden]
    assert [leak.municipality for leak in leaking_shares(figures(*rows, *shown), SHARES)] == hidden


def test_hiding_keeps_the_row_and_says_who_hid_it():
    frame = pd.DataFrame({"value": [0.0, 4.0, 5.0], "symbol": [None] * 3, "source": ["SSB 2024"] * 3})
    hidden = few_hidden(frame.astype({"symbol": "str"}))
    assert hidden["value"].isna().tolist() == [False, True, False]
    assert hidden["source"].tolist() == ["SSB 2024", "SSB 2024; skjult av oss: 1–4", "SSB 2024"]
