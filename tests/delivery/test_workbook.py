from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from dashboard.address.selection import Selection
from dashboard.address.view_tables import VIEW_TABLES
from dashboard.content.characters import SHIELD
from dashboard.content.csv import csv_table
from dashboard.content.data_tables import DataTable
from dashboard.content.fields import FIELDS
from dashboard.content.tables import Column
from dashboard.delivery.tables import TABLES, keys_of, tables_of
from dashboard.delivery.workbook import csv_zip, workbook
from dashboard.goals.wording import STATUS_KEYS
from dashboard.overview.ground import Ground
from terms.words import speaker
from tests.content.test_raw_text import INJECTIONS

TODAY = dt.date(2026, 11, 22)
HARAM = Selection("nn", municipalities=("1580",))
VIEWS = ["/", "/styringsgruppe", "/fylke", "/prosjekt", "/data", "/prosjekt/haram-integrering"]


def book(store, view="/", selection=HARAM, **more):
    content = workbook(ground(store, selection), view, **more)
    return openpyxl.load_workbook(BytesIO(content))


def ground(store, selection=HARAM):
    return Ground(store, selection, speaker(selection.language), TODAY)


def tables(store, keys, selection=HARAM):
    return tables_of(ground(store, selection), keys)


def read(content, table):
    """A CSV file as pandas reads it, with codes as text."""
    words = {name: "str" for name in table.rows if FIELDS[name].kind in {"text", "code", "word"}}
    text = StringIO(content.decode("utf-8-sig"))
    return pd.read_csv(text, sep=";", decimal=",", dtype=words, na_values=[""], keep_default_na=False)


def injected(text):
    rows = pd.DataFrame({"project": ["x"], "project_name": [text], "persons": [-5.0]})
    columns = (("project", "code"), ("project_name", "text"), ("persons", "persons"))
    described = tuple(Column(field, kind, field=field) for field, kind in columns)
    return DataTable("prosjekt", "Prosjekt", "Ei rad per prosjekt", described, rows)


@pytest.mark.parametrize("view", VIEWS)
def test_a_workbook_has_the_read_me_first_and_a_sheet_for_each_table(store, view):
    opened = book(store, view)
    say = speaker("nn")
    assert opened.sheetnames[0] == "Les meg"
    assert opened.sheetnames[-1] == "Ordliste"
    assert opened.sheetnames[1:-1] == [say(TABLES[key].name) for key in keys_of(view)]
    for name in opened.sheetnames[1:-1]:
        sheet = opened[name]
        assert sheet.auto_filter.ref.startswith("A2:")
        assert sheet.freeze_panes in {"B3", "C3"}


def test_the_read_me_says_what_the_figures_are(store):
    sheet = book(store, snapshot="K7M3P9QXWT")["Les meg"]
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    told = "\n".join(map(str, cells))
    assert "Eksempeldata" in cells
    for words in (
        "Haram · Alle år",
        "/?sprak=nn&kommune=1580",
        "31. desember 2015",
        "K7M3P-9QXWT",
        "avrunda til 0 eller 3",
        "Statistisk sentralbyrå",
        "betyr aldri null",
    ):
        assert words in told


@pytest.mark.parametrize("view", VIEWS)
def test_the_workbook_holds_the_same_numbers_as_the_tables(store, view):
    opened, say = book(store, view), speaker("nn")
    for table in tables(store, keys_of(view)):
        rows = list(opened[table.name].iter_rows(values_only=True))
        assert list(rows[1]) == list(table.rows.columns)
        assert list(rows[0]) == [FIELDS[name].label[say.language] for name in table.rows.columns]
        assert len(rows) == len(table.rows) + 2
        for position, name in enumerate(table.rows.columns):
            kind = FIELDS[name].kind
            if kind in {"text", "code", "word"}:
                continue
            for cell, value in zip((row[position] for row in rows[2:]), table.rows[name], strict=True):
                if pd.isna(value):
                    assert cell is None
                elif kind == "date":
                    assert cell == pd.Timestamp(value).to_pydatetime()
                else:
                    assert cell == pytest.approx(float(value), rel=1e-14)


@pytest.mark.parametrize("key", sorted({key for keys in VIEW_TABLES.values() for key in keys}))
def test_a_csv_file_gives_back_exactly_the_frame(store, key):
    table = tables(store, [key], Selection("nn"))[0]
    back = read(csv_table(table), table)
    assert list(back.columns) == list(table.rows.columns)
    assert len(back) == len(table.rows)
    for name in back.columns:
        kind, then, now = FIELDS[name].kind, table.rows[name], back[name]
        assert (then.isna() | (then.astype("str") == "")).tolist() == now.isna().tolist(), name
        there = now.notna().to_numpy()
        if kind in {"text", "code", "word"}:
            plain = [text.removeprefix(SHIELD) for text in now[there]]
            assert plain == [str(text).removeprefix(SHIELD) for text in then[there]], name
        elif kind == "date":
            assert list(pd.to_datetime(now[there])) == list(pd.to_datetime(then[there])), name
        else:
            assert list(now[there].astype(float)) == list(then[there].astype(float)), name


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_becomes_a_formula_in_a_csv_file(text):
    line = csv_table(injected(text)).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.startswith(f'"x";"{SHIELD}')
    assert line.rstrip().endswith(";-5")


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_becomes_a_formula_in_a_workbook(store, text):
    changed = store["project"].assign(name=text)

    class Changed:
        def __getattr__(self, name):
            return getattr(store, name)

        def __getitem__(self, name):
            return changed if name == "project" else store[name]

    content = workbook(ground(Changed()), "/prosjekt", keys=("partnarar",))
    sheet = openpyxl.load_workbook(BytesIO(content))["Partnarar"]
    cell = sheet["B3"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet2.xml")


def test_codes_are_words_in_the_workbook_and_codes_in_csv(store):
    sheet = book(store, keys=("maal",))["Mål"]
    head = [cell.value for cell in sheet[2]]
    words = {row[head.index("goal_status")] for row in sheet.iter_rows(min_row=3, values_only=True)}
    table = tables(store, ["maal"])[0]
    say = speaker("nn")
    assert words == {say(STATUS_KEYS[code]) for code in table.rows["goal_status"]}
    assert set(read(csv_table(table), table)["goal_status"]) == set(table.rows["goal_status"])


def test_the_zip_has_a_text_that_explains_every_column(store):
    folder = ZipFile(BytesIO(csv_zip(ground(store), "/")))
    assert folder.namelist() == ["les-meg.txt", *(f"{key}.csv" for key in keys_of("/"))]
    told = folder.read("les-meg.txt").decode("utf-8-sig")
    for table in tables(store, keys_of("/")):
        assert f"{table.key}.csv" in told
        for name in table.rows.columns:
            assert f"- {name}: " in told


def test_the_same_data_give_the_same_bytes(store):
    once, again = (workbook(ground(store), "/") for _ in range(2))
    assert once == again
    assert b"2015-12-31T00:00:00Z</dcterms:created>" in ZipFile(BytesIO(once)).read("docProps/core.xml")
    assert csv_zip(ground(store), "/") == csv_zip(ground(store), "/")


def test_a_hundred_thousand_rows_are_written_whole(store):
    small = tables(store, ["deltaking"], Selection("nn"))[0]
    times = 100_000 // len(small.rows) + 1
    large = replace(small, rows=pd.concat([small.rows] * times, ignore_index=True))
    assert csv_table(large).count(b"\r\n") == len(large.rows) + 1
