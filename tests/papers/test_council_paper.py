from __future__ import annotations

import datetime as dt
from io import BytesIO

import docx
import pypdf
import pytest

from dashboard.address.selection import Selection
from dashboard.content.blocks import Figure, Heading, Phrase, StatusLines, phrases, plain
from dashboard.content.form import Blank, Fields
from dashboard.content.pdf import pdf
from dashboard.content.tables import Table
from dashboard.content.word import word
from dashboard.overview.ground import language_of_place
from dashboard.papers.archive import difference, taken
from dashboard.papers.council_paper import council_paper
from dashboard.status.marks import SHAPES
from terms.words import speaker

HARAM = Selection(language="nn", municipalities=("1580",), years=(2014, 2014))
TODAY = dt.date(2026, 11, 22)


def paper(store, selection=HARAM, **more):
    return council_paper(store, selection, speaker(selection.language), today=TODAY, **more)


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def headings(document):
    return [plain(block.words) for block in blocks(document, Heading)]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_council_paper_has_all_its_parts_in_every_language(store, language):
    document = paper(store, HARAM.within(language=language))
    say = speaker(language)
    assert headings(document) == [
        say(key)
        for key in (
            "label.status_in_five_lines", "label.goals", "label.participation_and_coverage",
            "label.geographic_effect", "papers.deviations_heading", "label.money", "label.assessment",
            "papers.proposal_heading", "papers.about_heading",
        )
    ]  # fmt: skip
    assert [row.label for row in blocks(document, StatusLines)[0].rows] == [
        say(key)
        for key in (
            "label.goals",
            "status.measures",
            "label.participation_and_coverage",
            "label.money",
            "status.anchoring",
        )
    ]
    assert {row.state for row in blocks(document, StatusLines)[0].rows} <= set(SHAPES)
    assert len(blocks(document, Table)) == 5
    assert len(blocks(document, Figure)) == 3


def test_what_only_the_writer_knows_is_left_blank(store):
    document = paper(store)
    head = blocks(document, Fields)[0]
    assert [label for label, _ in head.rows] == ["Til", "Frå", "Dato", "Saksnr."]
    assert all(value is None for _, value in head.rows)
    assert len(blocks(document, Blank)) == 2
    assert len(blocks(paper(store, genre="information"), Blank)) == 1
    assert paper(store, genre="information").genre == "Orientering"


def test_a_deviation_has_its_reason(store):
    table = next(t for t in blocks(paper(store), Table) if t.caption.startswith("Avvik"))
    rows = [[plain(cell) for cell in row] for row in table.rows]
    late = next(row for row in rows if "Fem bedrifter" in row[0])
    assert late[1:] == ["Nådd 73 dagar etter fristen 31. mars 2014", "To bedrifter utsette oppstarten"]


def test_project_texts_say_which_language_they_are_in(store):
    document = paper(store, HARAM.within(language="nb"))
    table = next(t for t in blocks(document, Table) if t.caption.startswith("Mål"))
    assert {phrase.language for row in table.rows for phrase in phrases(row[0])} == {"nn"}
    assert isinstance(table.rows[0][0].words, Phrase)


def test_the_paper_says_what_it_is_of_and_that_something_is_invented(store):
    document = paper(store)
    assert document.title == "Inkludering og bulyst: Haram"
    assert document.filters == "Haram · 2014"
    assert document.data_date == "31. desember 2014"
    assert document.query == "sprak=nn&kommune=1580&aar=2014"
    assert document.example


def test_every_picture_tells_in_words_what_it_shows(store):
    for block in blocks(paper(store), Figure):
        shown = block
        assert shown.title
        assert shown.sentence
        assert shown.source.startswith("Kjelde")
        assert "31. desember 2014" in shown.date
        assert len(shown.alt) > len(shown.title)


def test_small_numbers_have_no_percentage(store):
    table = next(t for t in blocks(paper(store, Selection(county="15")), Table) if "grupper" in t.caption)
    few = [row for row in table.rows if plain(row[2]).split("–")[0] in {"0", "3", "6", "9"}]
    assert few
    assert all("%" not in plain(row[4]) for row in few)


def test_a_selection_without_projects_is_a_paper_that_says_so(store):
    document = paper(store, HARAM.within(municipalities=("5601",)))
    assert pdf(document).startswith(b"%PDF")
    assert len(headings(document)) == 9


@pytest.mark.parametrize(
    ("selection", "most"),
    [(HARAM, 4), (Selection(language="nn", municipalities=("1535",)), 4), (Selection(county="15"), 6)],
)
def test_a_paper_is_short_and_its_pictures_have_alternative_texts(store, selection, most):
    document = paper(store, selection)
    reader = pypdf.PdfReader(BytesIO(pdf(document)))
    assert 2 <= len(reader.pages) <= most
    made = docx.Document(BytesIO(word(document)))
    alts = made.element.body.xpath("//wp:docPr/@descr")
    assert alts == [block.alt for block in blocks(document, Figure)]


def test_the_same_figures_give_the_same_snapshot_and_no_difference(store):
    now = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
    first, again = (taken(paper(store), data_version=1, now=now) for _ in range(2))
    assert first == again
    assert difference(first.document, paper(store)) == []


def test_another_year_differs_in_figures_that_are_named(store):
    changed = difference(paper(store), paper(store, HARAM.within(years=(2015, 2015))))
    assert any("Tiltak og milepælar" in change.where for change in changed)


@pytest.mark.parametrize(
    ("municipalities", "language"),
    [(("1535",), "nn"), (("0301",), "nb"), (("1580",), "nn"), ((), "nb")],
)
def test_the_paper_is_in_the_language_of_the_municipality_that_gets_it(store, municipalities, language):
    assert language_of_place(store, Selection(municipalities=municipalities)) == language


def test_a_neutral_municipality_gets_the_language_of_its_projects(store):
    rows = store["municipality"]
    neutral = set(rows[rows["language_form"] == "nøytral"]["municipality"])
    places = store["project_municipality"]
    projects = store["project"].set_index("project")["language"]
    found = {
        (area, language_of_place(store, Selection(municipalities=(area,))))
        for area in places[places["area"].isin(neutral)]["area"]
    }
    assert found
    for area, language in found:
        spoken = set(projects[places[places["area"] == area]["project"]])
        assert language == (spoken.pop() if len(spoken) == 1 else "nb")
