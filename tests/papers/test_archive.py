from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.content.blocks import Heading
from dashboard.content.document import shown_id
from dashboard.content.tables import word_table
from dashboard.papers.archive import LENGTH, LETTERS, Change, difference, read_row, taken, tidy_id
from data_sources.database import engine
from data_sources.snapshots import SnapshotTable
from tests.paper_samples import NOON, paper, paper_row


def snapshot(**parts):
    return taken(paper(**parts), data_version=3, now=NOON)


def test_a_kept_paper_opens_as_it_was_with_its_id():
    kept = snapshot()
    assert kept.document == paper().kept_as(kept.id)
    assert read_row(kept.row()) == kept


def test_the_same_paper_of_the_same_data_has_the_same_id_whenever_it_is_made():
    later = taken(paper(), data_version=3, now=NOON + dt.timedelta(days=1))
    assert later.id == snapshot().id
    assert taken(paper().kept_as("OTHER"), data_version=3, now=NOON).id == snapshot().id


@pytest.mark.parametrize(
    "other",
    [
        taken(paper(), data_version=4, now=NOON),
        taken(paper(language="nb"), data_version=3, now=NOON),
        taken(paper(text="annan tekst"), data_version=3, now=NOON),
        taken(replace(paper(), query="sprak=nn&kommune=1535"), data_version=3, now=NOON),
        taken(replace(paper(), kind="tertial"), data_version=3, now=NOON),
    ],
)
def test_another_version_language_content_selection_or_kind_has_another_id(other):
    assert other.id != snapshot().id


def test_an_id_has_only_signs_that_are_not_read_as_others():
    found = snapshot().id
    assert len(found) == LENGTH
    assert set(found) <= set(LETTERS)
    assert set("01OILU").isdisjoint(LETTERS)


def test_an_id_is_found_however_it_is_written():
    found = snapshot().id
    assert tidy_id(f" {shown_id(found).lower()} ") == found
    assert shown_id("") == ""
    for wrong in ("", "ABC", "0123456789", f"{found}2", "../../etc"):
        assert tidy_id(wrong) is None


def table(*rows):
    return (Heading("Mål"), word_table("Tabell", ("Namn", "No", "Mål"), rows))


def made(*rows):
    return replace(paper(), blocks=table(*rows))


def test_nothing_has_changed_in_the_same_paper():
    assert difference(paper(), paper().kept_as("ID")) == []


def test_what_changed_is_named_by_where_it_stands():
    then, now = made(("Ein", "1", "2"), ("To", "3", "4")), made(("Ein", "1", "2"), ("To", "5", "4"))
    assert difference(then, now) == [Change("Tabell · To · No", "3", "5")]


def test_what_has_come_and_what_is_gone_are_told():
    then, now = made(("Ein", "1", "2")), made(("Tre", "1", "2"))
    assert difference(then, now) == [
        Change("Tabell · Tre · No", None, "1"),
        Change("Tabell · Tre · Mål", None, "2"),
        Change("Tabell · Ein · No", "1", None),
        Change("Tabell · Ein · Mål", "2", None),
    ]


def test_rows_of_the_same_name_are_not_taken_for_one():
    then, now = made(("Ein", "1", "2"), ("Ein", "3", "4")), made(("Ein", "1", "2"), ("Ein", "9", "4"))
    assert difference(then, now) == [Change("Tabell · Ein · No (2)", "3", "9")]


def test_status_lines_and_fields_are_compared_too():
    wheres = {change.where for change in difference(paper(text="før"), paper(text="no"))}
    assert {"Til", "no · Mål"} <= wheres


def test_the_database_keeps_a_paper_and_never_changes_it(seeded):
    board = engine(seeded.board_url)
    archive, row = SnapshotTable(board), paper_row()
    assert archive.find(row["id"]) is None
    archive.keep(row)
    archive.keep({**row, "content": "{}"})
    assert archive.find(row["id"]) == row
    assert read_row(archive.find(row["id"])).document == paper().kept_as(row["id"])
    board.dispose()
