from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from command import main
from data_sources.intake.template.template import template
from data_sources.intake.wording import LANGUAGES
from data_sources.intake.workbooks.files import read_workbook
from data_sources.intake.workbooks.sheets import SHEETS
from data_sources.intake.workbooks.stored import stored_from
from data_sources.intake.workbooks.whole_file import FileContext
from tests.workbook_samples import HARAM, bare, places, stored_of

FIRST = 4
"""The first row of the user's own."""


@pytest.fixture(scope="module")
def stored(filled):
    return stored_of(filled)


def opened(content):
    """The workbook as a program that may change it opens it."""
    return openpyxl.load_workbook(BytesIO(content))


def saved(book):
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def column_of(page, heading):
    return next(cell.column for cell in page[1] if str(cell.value).startswith(heading))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_stored_comes_back_as_it_was_for_every_project(stored, language):
    for row in stored.tables["project"]:
        project = str(row["project"])
        parsed = read_workbook(
            template(stored, project=project, language=language), FileContext("mal.xlsx", stored)
        )
        assert parsed.rejected == []
        assert parsed.project == project
        for sheet in SHEETS:
            assert bare(parsed.tables[sheet.table]) == stored.rows_of(sheet.table, project), sheet.table


def test_a_changed_cell_changes_its_row_alone(stored):
    book = opened(template(stored, project=HARAM, language="nn"))
    page = book["Tiltak"]
    page.cell(FIRST + 1, column_of(page, "Fase")).value = "Avlyst"
    parsed = read_workbook(saved(book), FileContext("endra.xlsx", stored))
    assert parsed.rejected == []
    rows, before = bare(parsed.tables["measure"]), stored.rows_of("measure", HARAM)
    different = [(new, old) for new, old in zip(rows, before, strict=True) if new != old]
    assert len(different) == 1
    new, old = different[0]
    assert {name for name in new if new[name] != old[name]} == {"phase", "evidence", "source"}
    assert (new["phase"], new["evidence"], new["source"]) == ("cancelled", "self_reported", "endra.xlsx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_rows_are_right_themselves_and_are_left_out(stored, language):
    empty = template(stored, language=language)
    parsed = read_workbook(empty, FileContext("mal.xlsx", stored))
    assert parsed.tables == {}
    assert [one.row for one in parsed.rejected] == [0]
    book = opened(empty)
    for sheet in SHEETS:
        page = book[sheet.names[language]]
        assert page.cell(3, 1).value == "Eksempel"
        page.cell(3, 1).value = None
        for column in (
            column for column in sheet.columns if column.kind == "reference" and not column.required
        ):
            page.cell(3, column_of(page, column.headings[language])).value = None
    parsed = read_workbook(saved(book), FileContext("mal.xlsx", stored))
    assert parsed.rejected == []
    assert {sheet.table for sheet in SHEETS} == {
        table for table, rows in parsed.tables.items() if len(rows) == 1
    }


def test_an_example_that_somebody_wrote_over_is_told_and_not_lost(stored):
    book = opened(template(stored, language="nb"))
    page = book["Milepæler"]
    page.cell(3, column_of(page, "Milepæl")).value = "Vår egen milepæl"
    parsed = read_workbook(saved(book), FileContext("mal.xlsx", stored, HARAM))
    assert (3, "Milepæl") in places(parsed)
    assert any("er endret" in one.advice for one in parsed.rejected)


def test_raw_participation_is_never_filled_in(stored):
    book = opened(template(stored, project=HARAM, language="nn"))
    assert book["Deltaking"].max_row == FIRST - 1


def test_checklists_ask_about_what_is_not_answered(stored):
    with_modules = next(
        str(row["project"])
        for row in stored.tables["project"]
        if row["programme"] == "kun-inn" and stored.rows_of("project_municipality", str(row["project"]))
    )
    answered = {"module_item_status": [], "success_factor_assessment": []}
    unanswered = replace(stored, tables={**stored.tables, **answered})
    book = opened(template(unanswered, project=with_modules, language="nb"))
    assert book["Suksessfaktorer"].max_row == FIRST - 1 + len(stored.tables["success_factor"])
    page = book["Moduler"]
    asked = (
        FIRST
        - 1
        + len(stored.rows_of("project_municipality", with_modules)) * len(stored.tables["module_item"])
    )
    assert page.max_row == asked
    page.cell(FIRST, column_of(page, "Status")).value = "Ferdig"
    parsed = read_workbook(saved(book), FileContext("mal.xlsx", stored))
    assert parsed.rejected == []
    assert [row["status"] for row in parsed.tables["module_item_status"]] == ["done"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_are_drop_down_lists_and_what_is_ours_is_locked(stored, language):
    book = opened(template(stored, language=language))
    assert book.sheetnames[0] == "Les meg"
    assert book["Lister"].sheet_state == "hidden"
    for sheet in SHEETS:
        page = book[sheet.names[language]]
        chosen = [column for column in sheet.columns if column.kind in {"code", "municipality", "reference"}]
        assert len(page.data_validations.dataValidation) == len(chosen), sheet.table
        assert page.protection.sheet
        assert page.freeze_panes == "B2"
        for at in range(1, len(sheet.listed(language)) + 2):
            assert [page.cell(row, at).protection.locked for row in (1, 2, 3)] == [True, True, True]
        assert not page.column_dimensions["A"].protection.locked


def test_the_choices_of_a_list_are_all_there(stored):
    book = opened(template(stored, language="nn"))
    page = book["Tiltak"]
    at = column_of(page, "Fase")
    rules = page.data_validations.dataValidation
    rule = next(rule for rule in rules if next(iter(rule.sqref.ranges)).min_col == at)
    area = re.search(r"\$(\w+)\$(\d+):\$\w+\$(\d+)", rule.formula1)
    choices = [book["Lister"][f"{area[1]}{row}"].value for row in range(int(area[2]), int(area[3]) + 1)]
    assert choices == stored.lists["phase"].written("nn")


def test_growth_of_the_population_is_not_among_the_figures_a_goal_may_stand_beside(stored):
    offered = stored.lists["indicator"].labels
    assert "settled_refugees" in offered
    assert not {"population_growth", "net_migration"} & set(offered)


def test_text_that_begins_like_a_formula_is_written_as_text(stored, store):
    frames = {name: store[name].copy() for name in stored.tables}
    frames["project"].loc[frames["project"]["project"] == HARAM, "aim"] = '=HYPERLINK("http://x","y")'
    changed = stored_from(frames)
    content = template(changed, project=HARAM, language="nn")
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist() if "worksheets" in name)
    parsed = read_workbook(content, FileContext("mal.xlsx", changed))
    assert parsed.rejected == []
    assert parsed.tables["project"][0]["aim"] == '=HYPERLINK("http://x","y")'


def test_frames_of_the_board_fill_a_template_as_the_database_does(stored, store):
    from_frames = stored_from({name: store[name] for name in stored.tables})
    for table in ("goal", "measure", "project", "goal_observation", "milestone"):
        assert from_frames.rows_of(table, HARAM) == stored.rows_of(table, HARAM), table


def test_a_project_that_is_not_there_has_no_template(stored):
    with pytest.raises(KeyError):
        template(stored, project="finnes-ikke")


def command(seeded, monkeypatch, *words):
    monkeypatch.setenv("BOLYST_DATABASE_URL", seeded.board_url)
    monkeypatch.setenv("BOLYST_INTAKE_DATABASE_URL", seeded.intake_url)
    return main(["template", *words])


def test_the_command_writes_a_template_and_never_over_another_file(
    seeded, monkeypatch, tmp_path, capsys, stored
):
    file = tmp_path / "haram.xlsx"
    assert command(seeded, monkeypatch, "--project", HARAM, "--out", str(file)) == 0
    parsed = read_workbook(file.read_bytes(), FileContext("haram.xlsx", stored))
    assert (parsed.project, parsed.rejected) == (HARAM, [])
    assert "Målingar" in opened(file.read_bytes()).sheetnames
    before = file.read_bytes()
    assert command(seeded, monkeypatch, "--out", str(file)) == 1
    assert file.read_bytes() == before
    assert "finnes allerede" in capsys.readouterr().err


def test_the_command_says_what_it_cannot_do(seeded, monkeypatch, tmp_path, capsys):
    assert command(seeded, monkeypatch, "--project", "finnes-ikke", "--out", str(tmp_path / "a.xlsx")) == 1
    assert command(seeded, monkeypatch, "--out", str(tmp_path / "ingen" / "a.xlsx")) == 1
    told = capsys.readouterr().err
    assert "finnes ikke" in told
    assert "Kan ikke skrive" in told
    assert list(tmp_path.glob("*.xlsx")) == []
