from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from data_sources.intake.parsed import Rejected
from data_sources.intake.workbooks.annotated import annotated
from data_sources.intake.workbooks.files import read_workbook
from data_sources.intake.workbooks.whole_file import FileContext
from tests.workbook_samples import CELL, COUNTS, IDENTITY_NUMBER, changed, read_text, stored_of, workbook


@pytest.fixture(scope="module")
def stored(filled):
    return stored_of(filled)


def written(content, name, rejected, language="nb"):
    return openpyxl.load_workbook(BytesIO(annotated(content, name, rejected, language)))


def everything(book):
    return " ".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row)


def test_the_rejected_rows_come_back_with_the_advice_in_the_cell(stored):
    wrong = changed(CELL, Kommune="Herøy", Alder="100", Kjønn="Mann")
    content = workbook({"Deltakelse": [COUNTS, CELL, wrong], "Notater": [("kake",)]})
    rejected = read_workbook(content, FileContext("tall.xlsx", stored)).rejected
    book = written(content, "tall.xlsx", rejected)
    assert book.sheetnames == ["Avvist", "Deltakelse"]
    listed = [[cell.value or "" for cell in row] for row in book["Avvist"].iter_rows(min_row=2)]
    assert [row[:3] for row in listed] == [
        ["Notater", "hele arket", ""], ["Deltakelse", 3, "Alder"], ["Deltakelse", 3, "Kommune"],
    ]  # fmt: skip
    page = book["Deltakelse"]
    assert [cell.value for cell in page[1]] == ["Rad", *COUNTS]
    assert page.max_row == 2
    assert page["A2"].value == 3
    advice = {one.column: one.advice for one in rejected if one.row}
    assert page["C2"].value == "Herøy"
    assert page["C2"].comment.text == advice["Kommune"]
    assert page["G2"].comment.text == advice["Alder"]
    assert page["F2"].comment is None


def test_a_row_told_of_as_a_whole_has_the_advice_at_its_number(stored):
    content = workbook({"Deltakelse": [COUNTS, CELL, CELL]})
    rejected = read_workbook(content, FileContext("tall.xlsx", stored)).rejected
    page = written(content, "tall.xlsx", rejected)["Deltakelse"]
    assert "Rad 3 og rad 2" in page["A2"].comment.text


def test_a_csv_file_comes_back_too(stored):
    text = ";".join(COUNTS) + "\n" + ";".join(map(str, changed(CELL, Alder="100"))) + "\n"
    rejected = read_text(stored, text, name="mine:tall.csv").rejected
    book = written(text.encode(), "mine:tall.csv", rejected, "nn")
    assert book.sheetnames == ["Avvist", "mine-tall.csv"]
    assert book["mine-tall.csv"]["G2"].comment.text == rejected[0].advice


def test_personal_data_does_not_come_back(stored):
    content = workbook({"Deltakelse": [(*COUNTS, "Fornavn", "Fnr"), (*CELL, "Kari", IDENTITY_NUMBER)]})
    rejected = read_workbook(content, FileContext("tall.xlsx", stored)).rejected
    book = written(content, "tall.xlsx", rejected)
    assert book.sheetnames == ["Avvist"]
    assert "Kari" not in everything(book)
    assert IDENTITY_NUMBER not in everything(book)


def test_no_cell_that_comes_back_is_a_live_formula():
    content = workbook({"Deltakelse": [("Tiltak", "=1+1"), ("=cmd()", "@a")]})
    rejected = [Rejected("Deltakelse", 2, "Tiltak", "=cmd()", "=rett dette")]
    book = written(content, "tall.xlsx", rejected)
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert book["Deltakelse"]["B2"].value == "=cmd()"
