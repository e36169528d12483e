from __future__ import annotations

import json
import threading
import time
from datetime import date

import pytest
from sqlalchemy import select, update

from data_sources import schema
from data_sources.database import SourceUnavailable, data_version, writing
from data_sources.intake.batches.batches import apply, preview
from data_sources.intake.batches.journal import turn
from data_sources.intake.parsed import PLACE, Rejected
from data_sources.intake.refusals import ImportStopped, RowsRejected, WouldChange
from tests.intake_board import cell, close, everything, file, goal, meeting, open_board, parsed, stored


@pytest.fixture
def databases(tmp_path):
    made = open_board(tmp_path)
    yield made
    close(made)


def rejections(databases, content, **more):
    """What is said of a file that cannot be used; nothing of it is stored."""
    before = everything(databases)
    with pytest.raises(RowsRejected) as refused:
        apply(content, file(**more), databases)
    assert everything(databases) == before
    assert data_version(databases.board) == 0
    return refused.value.rejected


def test_a_file_is_stored_whole_as_one_batch(databases):
    content = parsed(goal=[goal()], team_meeting=[meeting()], intake_participation=[cell(14, attendances=40)])
    applied = apply(content, file("haust.xlsx", role="editor"), databases)
    assert (applied.batch, applied.version) == (1, 1)
    assert stored(databases.board, schema.goal)[-1] | {"text": "Norsk"} == {
        "goal": "g2", "project": "haram", "parent": "g1", "level": "sub_goal", "position": 2, "text": "Norsk",
        "baseline": None, "target": None, "unit": None, "start": None, "deadline": None, "direction": None,
        "owner_role": None, "indicator": None, "evidence": "self_reported", "source": "haust.xlsx",
    }  # fmt: skip
    assert stored(databases.board, schema.team_meeting)[0]["date"] == date(2014, 3, 1)
    assert stored(databases.intake, schema.intake_participation)[0]["unique_participants"] == 14
    assert stored(databases.board, schema.participation)[0]["attendances"] == 40
    (batch,) = stored(databases.board, schema.batch)
    assert batch["file_hash"] == file("haust.xlsx").hash
    assert (batch["role"], batch["status"], batch["kind"], batch["rejected"]) == (
        "editor",
        "applied",
        "workbook",
        0,
    )
    assert json.loads(batch["counts"]) == {
        "goal": {"added": 1}, "team_meeting": {"added": 1}, "participation": {"added": 1},
    }  # fmt: skip


def test_the_same_file_again_changes_nothing_and_says_which_batch_holds_it(databases):
    content = parsed(goal=[goal()], intake_participation=[cell(2)])
    apply(content, file(), databases)
    before = everything(databases)
    assert preview(content, file("annet navn.xlsx", content="bok.xlsx"), databases).batch == 1
    again = apply(content, file("annet navn.xlsx", content="bok.xlsx"), databases)
    assert (again.batch, again.version, again.changes) == (1, None, ())
    assert everything(databases) == before
    assert data_version(databases.board) == 1


def test_a_newer_file_with_nothing_new_is_no_batch(databases):
    apply(parsed(goal=[goal()], intake_participation=[cell(2)]), file(), databases)
    again = apply(parsed(goal=[goal()], intake_participation=[cell(2)]), file("ny.xlsx"), databases)
    assert (again.batch, again.changes) == (None, ())
    assert data_version(databases.board) == 1
    assert stored(databases.board, schema.goal)[-1]["source"] == "bok.xlsx"


def test_a_newer_file_shows_what_it_would_change_and_waits_for_a_yes(databases):
    apply(parsed(goal=[goal(), goal("g3")], intake_participation=[cell(12)]), file(), databases)
    newer = parsed(goal=[goal(text="Tale"), goal("g4")], intake_participation=[cell(15)])
    with pytest.raises(WouldChange) as waiting:
        apply(newer, file("ny.xlsx"), databases)
    seen = {
        (c.table, c.key[0]): (c.kind, c.columns.get("text"), c.columns.get("unique_participants"))
        for c in waiting.value.changes
    }
    assert seen[("goal", "g2")] == ("changed", ("Norsk", "Tale"), None)
    assert seen[("goal", "g4")][0] == "added"
    assert seen[("intake_participation", "cafe")] == ("changed", None, (12, 15))
    assert waiting.value.changes == preview(newer, file("ny.xlsx"), databases).changes
    assert data_version(databases.board) == 1

    apply(newer, file("ny.xlsx"), databases, overwrite=True)
    texts = {row["goal"]: row["text"] for row in stored(databases.board, schema.goal)}
    assert texts["g2"] == "Tale"
    assert "g3" in texts, "a row that the newer file lacks is left alone"
    assert stored(databases.board, schema.participation)[0]["unique_participants"] == 15


def test_a_column_that_is_not_in_the_file_leaves_the_value_and_an_empty_cell_takes_it_away(databases):
    apply(parsed(goal=[goal(target=40.0, unit="personer")]), file(), databases)
    newer = parsed(goal=[goal(target=None)])
    apply(newer, file("ny.xlsx"), databases, overwrite=True)
    row = stored(databases.board, schema.goal)[-1]
    assert (row["target"], row["unit"]) == (None, "personer")


def test_real_counts_take_the_place_of_invented_ones_of_the_same_measure_place_and_year(databases):
    invented = {"evidence": "example", "source": "oss"}
    cells = [cell(9, age=age, **invented) for age in ("20-29", "30-54")]
    others = [cell(9, year="2015", **invented), cell(9, measure="course", **invented)]
    apply(parsed(intake_participation=[*cells, *others]), file(), databases)
    real = parsed(intake_participation=[cell(9)])
    assert preview(real, file("ny.xlsx"), databases).overwrites
    apply(real, file("ny.xlsx"), databases, overwrite=True)
    left = {
        (r["measure_id"], r["period"], r["age_group"]): r["evidence"]
        for r in stored(databases.board, schema.participation)
    }
    assert left == {
        ("cafe", "2014", "20-29"): "self_reported",
        ("cafe", "2015", "20-29"): "example",
        ("course", "2014", "20-29"): "example",
    }


def test_an_empty_cell_of_the_cube_is_kept(databases):
    apply(parsed(intake_participation=[cell(0), cell(5, age="30-54")]), file(), databases)
    assert [row["unique_participants"] for row in stored(databases.board, schema.participation)] == [0, 5]


def test_raw_small_counts_are_nowhere_in_the_board_database(databases, tmp_path):
    apply(parsed(intake_participation=[cell(2, attendances=1907), cell(1, age="30-54")]), file(), databases)
    newer = parsed(intake_participation=[cell(1, attendances=1723), cell(2, age="30-54")])
    apply(newer, file("ny.xlsx"), databases, overwrite=True)
    assert {row["unique_participants"] for row in stored(databases.board, schema.participation)} <= {0, 3}
    for row in stored(databases.board, schema.batch_change):
        for text in (row["before"], row["after"]):
            assert text is None or json.loads(text)["unique_participants"] in {0, 3}
    close(databases)
    held = b"".join(path.read_bytes() for path in tmp_path.glob("board.db*"))
    assert b"1907" not in held
    assert b"1723" not in held


def place(number):
    return {"municipality": number, "year": 2014, "role": "owner", "continued": "yes"}


BAD = [
    ("goal", goal(level="dream"), "level", "dream", "main_goal, project_goal"),
    ("goal", goal(parent="g9"), "parent", "g9", "Finnes ikke"),
    ("goal", goal(goal=None), "goal", "", "kan ikke være tom"),
    ("goal", goal(position="to"), "position", "to", "heltall"),
    ("goal", goal(position=2**40), "position", str(2**40), "for stort"),
    ("goal", goal(target="mange"), "target", "mange", "Skriv et tall"),
    ("goal", goal(deadline="2014-02-30"), "deadline", "2014-02-30", "kalenderen"),
    ("goal", goal(text="a\x00b"), "text", "a�b", "ikke kan vises"),
    ("goal", goal(colour="blue"), "colour", "blue", "ta den bort"),
    ("goal", goal(parent="g2"), "parent", "g2", "ring"),
    ("goal", goal("b1"), "goal", "b1", "brukt av prosjektet bykle"),
    ("goal", goal(parent="b1"), "parent", "b1", "Hører til prosjektet bykle"),
    ("goal", {"goal": "g5", "level": "sub_goal", "position": 1}, "text", "", "må være med"),
    ("team_meeting", meeting(project="bykle"), "project", "bykle", "filen gjelder haram"),
    ("measure_goal", {"measure": "cafe", "goal": "b1"}, "goal", "b1", "Hører til prosjektet bykle"),
    ("project_municipality", place("1507"), "municipality", "1507", "fra 2020"),
    ("project_municipality", place("15"), "municipality", "15", "finnes ikke"),
    ("report", {"report": "r", "kind": "annual", "year": 14}, "year", "14", "fire siffer"),
    ("intake_participation", cell(-1), "unique_participants", "-1", "under 0"),
    ("intake_participation", cell(2.5), "unique_participants", "2.5", "heltall"),
    ("intake_participation", cell(None), "unique_participants", "", "kan ikke være tom"),
    ("intake_participation", cell(5, attendances=4), "attendances", "4", "færre enn unike"),
    ("intake_participation", cell(5, completed=6), "completed", "6", "Flere kan ikke"),
    ("intake_participation", cell(5, gender="kvinne"), "gender", "kvinne", "female, male"),
    ("intake_participation", cell(5, age="20-30"), "age_group", "20-30", "20-29"),
    ("intake_participation", cell(5, year="14"), "period", "14", "fire siffer"),
    ("intake_participation", cell(5, year="2021"), "municipality", "1534", "til 2019"),
    ("intake_participation", cell(5, group="clubs"), "target_group", "clubs", "av personer"),
    ("intake_participation", cell(5, group="none"), "target_group", "none", "Finnes ikke"),
    ("intake_participation", cell(5, measure="none"), "measure_id", "none", "Finnes ikke"),
    ("intake_participation", cell(5, measure="meeting"), "measure_id", "meeting", "prosjektet bykle"),
    ("county", {"county": "99"}, "", "county", "arkene i malen"),
    ("participation", cell(1), "", "participation", "arkene i malen"),
    ("programme_reach", cell(1), "", "programme_reach", "arkene i malen"),
    ("batch", {}, "", "batch", "arkene i malen"),
]  # fmt: skip


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case[0]}-{case[2]}-{case[3]}")
def test_a_bad_cell_is_named_with_what_to_do_and_nothing_is_stored(databases, case):
    table, row, column, value, advice = case
    content = parsed(**{"team_meeting": [meeting(9)], table: [row]})
    found = [one for one in rejections(databases, content) if one.column == column]
    assert [one.value for one in found] == [value]
    assert advice in found[0].advice


def test_every_bad_cell_is_listed_where_it_stands(databases):
    rows = [
        goal() | {PLACE: ("Mål", 5)},
        goal(level="x") | {PLACE: ("Mål", 7)},
        goal(text="Tale") | {PLACE: ("Mål", 8)},
    ]
    found = rejections(databases, parsed(goal=rows, intake_participation=[cell(1), cell(1)]))
    places = {(one.sheet, one.row, one.column) for one in found}
    assert ("Mål", 7, "level") in places
    assert ("Mål", 8, "goal") in places, "the key of the row above"
    assert any(sheet == "intake_participation" and row == 3 for sheet, row, _ in places)


def test_what_the_reader_could_not_read_stops_the_whole_file(databases):
    unread = Rejected("Mål", 4, "Frist", "31.31.14", "Skriv en dato.")
    content = parsed(goal=[goal()])
    assert rejections(databases, type(content)(content.kind, content.tables, (unread,), "haram")) == (unread,)


def test_a_row_may_refer_to_one_below_it_in_the_same_file(databases):
    rows = [goal("g5", parent="g6"), goal("g6", parent="g7"), goal("g7", parent=None)]
    measure = {"measure": "ny", "name": "Ny", "type": "course", "phase": "start_up"}
    content = parsed(
        measure_goal=[{"measure": "ny", "goal": "g5"}], goal=rows, measure=[measure],
        intake_participation=[cell(4, measure="ny")],
    )  # fmt: skip
    assert apply(content, file(), databases).batch == 1


def test_a_row_that_refers_to_a_faulty_row_is_not_blamed_for_it(databases):
    rows = [goal("g6", level="x"), goal("g5", parent="g6")]
    assert [one.column for one in rejections(databases, parsed(goal=rows))] == ["level"]


def test_a_ring_over_stored_rows_is_found(databases):
    apply(parsed(goal=[goal()]), file(), databases)
    with pytest.raises(RowsRejected, match="1 celle må"):
        apply(parsed(goal=[goal("g1", parent="g2")]), file("ny.xlsx"), databases, overwrite=True)


def test_a_new_project_comes_with_its_own_sheet_and_an_unknown_one_is_refused(databases):
    new = {"project": "ny", "name": "Ny", "programme": "bolyst", "lead_organisation": "X", "language": "nb"}
    assert rejections(databases, parsed("ny", goal=[goal("n1", parent=None)]))
    content = parsed("ny", project=[new], goal=[goal("n1", parent=None)])
    assert apply(content, file(), databases).batch == 1
    assert {row["project"] for row in stored(databases.board, schema.project)} == {"haram", "bykle", "ny"}


def test_a_file_of_several_projects_names_the_project_in_each_row(databases):
    rows = [meeting(project="haram"), meeting(project="bykle")]
    apply(parsed(None, team_meeting=rows), file(), databases)
    assert len(stored(databases.board, schema.team_meeting)) == 2


def test_only_a_role_is_kept_never_a_person(databases):
    with pytest.raises(ImportStopped, match="ingen rolle"):
        apply(parsed(goal=[goal()]), file(role="Ola Nordmann"), databases)


def test_a_second_import_waits_for_the_first(databases):
    order = []

    def second():
        apply(parsed(goal=[goal("g3")]), file("b.xlsx"), databases)
        order.append("second")

    with turn(databases) as (board, _):
        board.execute(update(schema.project).values(aim="først"))
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.3)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_a_second_import_that_has_waited_long_enough_is_refused_with_a_sentence(databases):
    with turn(databases), pytest.raises(SourceUnavailable, match="opptatt"):
        apply(parsed(goal=[goal()]), file(), databases)
    assert stored(databases.board, schema.batch) == []


def test_an_intake_that_another_writes_to_is_said_to_be_busy(databases):
    with writing(databases.intake), pytest.raises(SourceUnavailable, match="opptatt"):
        apply(parsed(goal=[goal()]), file(), databases)


def test_an_intake_that_is_not_the_boards_own_is_refused(databases):
    apply(parsed(intake_participation=[cell(12)]), file(), databases)
    with writing(databases.intake) as connection:
        connection.execute(schema.intake_participation.delete())
    with pytest.raises(ImportStopped, match="byttet ut"):
        apply(parsed(intake_participation=[cell(7, age="30-54")]), file("ny.xlsx"), databases)
    assert len(stored(databases.board, schema.participation)) == 1


@pytest.mark.slow
def test_a_hundred_thousand_cells_are_stored_in_seconds(databases):
    measures = [{"measure": f"m{n}", "name": "M", "type": "course", "phase": "execution"} for n in range(446)]
    apply(parsed(measure=measures), file("m.xlsx"), databases)
    ages = ("0-5", "6-15", "16-19", "20-29", "30-54", "55-66", "67+")
    rows = [
        cell((n * age) % 9, measure=f"m{n}", age=ages[age], gender=gender, group=group, year=str(year))
        for n in range(446)
        for age in range(7)
        for gender in ("female", "male")
        for group in ("immigrants", "refugees")
        for year in range(2012, 2020)
    ]
    started = time.process_time()
    apply(parsed(intake_participation=rows), file(), databases)
    assert time.process_time() - started < 20, "seven to nine on two cores that others use too"
    with databases.board.connect() as connection:
        assert len(connection.execute(select(schema.participation.c.measure_id)).all()) == len(rows) == 99_904
