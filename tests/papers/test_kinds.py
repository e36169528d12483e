from __future__ import annotations

import datetime as dt
from io import BytesIO

import pypdf
import pytest

from dashboard.address.selection import Selection
from dashboard.content.blocks import Bullets, Figure, Heading, Note, Sentence, StatusLines, plain
from dashboard.content.form import Blank, Fields
from dashboard.content.pdf import pdf
from dashboard.content.tables import Table
from dashboard.content.word import word
from dashboard.coverage.region_coverage import LEAST
from dashboard.overview.ground import Ground
from dashboard.papers.kinds import KINDS, NEED_KEYS, file_stem
from dashboard.papers.open_matters import LEVELS, open_matters
from dashboard.papers.tertial_paper import Period, period_of
from dashboard.shell.views import VIEWS
from terms.languages import LANGUAGES
from terms.words import HARD, messages, speaker

TODAY = dt.date(2026, 11, 22)
HARAM = Selection(language="nn", municipalities=("1580",), years=(2014, 2014))
COUNTY = Selection(language="nn", county="15")
VESTERALEN = Selection(projects=("vesteralen-innvandrere-en-ressurs",))
ONE_PAGE = ("tertial", "tertial-1", "steering")


def paper(code, store, selection):
    return KINDS[code].paper(store, selection, speaker(selection.language), today=TODAY)


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def table(document, start):
    return next(block for block in blocks(document, Table) if block.caption.startswith(start))


def words(document):
    """Everything a paper says."""
    found = [document.title]
    for block in document.blocks:
        if isinstance(block, Heading | Sentence | Note):
            found.append(plain(block.words))
        elif isinstance(block, Bullets):
            found += [plain(item) for item in block.items]
        elif isinstance(block, Fields):
            found += [f"{label} {plain(value)}" for label, value in block.rows]
        elif isinstance(block, StatusLines):
            found += [f"{row.label} {row.word} {row.sentence}" for row in block.rows]
        elif isinstance(block, Table):
            found += [block.caption, *(plain(cell) for row in block.rows for cell in row)]
        elif isinstance(block, Figure):
            found += [block.title, block.sentence, block.alt]
    return " ".join(found).replace(HARD, " ")


def pages(document):
    return pypdf.PdfReader(BytesIO(pdf(document))).pages


def projects(store):
    return list(store["project"]["project"])


def test_a_kind_is_found_by_its_code_and_named_in_every_language():
    for code, kind in KINDS.items():
        assert kind.code == code
        assert kind.views <= set(VIEWS)
        assert all(kind.genre in messages(language) for language in LANGUAGES)
    assert len({kind.file for kind in KINDS.values()}) == len(KINDS)
    assert {kind.needs for kind in KINDS.values()} == {"any", *NEED_KEYS}


@pytest.mark.parametrize(
    ("code", "selection", "lacking"),
    [
        ("council", Selection(), None),
        ("region", COUNTY, None),
        ("region", HARAM, "kinds.needs_region"),
        ("seats", VESTERALEN, None),
        ("seats", COUNTY, "kinds.needs_project"),
        ("steering", HARAM, None),
        ("steering", Selection(municipalities=("0301",), years=(1950, 1950)), "kinds.needs_projects"),
    ],
)
def test_a_paper_says_what_is_to_be_chosen_first(store, code, selection, lacking):
    assert KINDS[code].lacks(store, selection) == lacking


@pytest.mark.parametrize(
    ("code", "selection", "name"),
    [
        ("steering", HARAM, "styringsgruppe-haram-2014-nn"),
        ("region", COUNTY, "regionrapport-more-og-romsdal-nn"),
        ("region", Selection(), "regionrapport-alle-nb"),
        ("council", Selection(years=(2012, 2014), municipalities=("1580", "1535")),
         "saksframlegg-haram-vestnes-2012-2014-nb"),
        ("payment", VESTERALEN, "utbetaling-vesteralen-innvandrere-en-ressurs-nb"),
    ],
)  # fmt: skip
def test_a_file_is_named_after_paper_place_and_period_in_plain_letters(store, code, selection, name):
    assert file_stem(KINDS[code], store, selection) == name


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code for code, kind in KINDS.items() if kind.needs != "region"])
def test_every_project_has_every_paper_in_every_language(store, code, language):
    for project in projects(store):
        document = paper(code, store, Selection(language=language, projects=(project,)))
        assert document.language == language
        assert document.title
        assert document.filters
        assert document.data_date
        told = words(document)
        assert document.data_date.replace(HARD, " ") in told
        assert " nan" not in told.lower()
        assert "{" not in told


@pytest.mark.parametrize("code", ONE_PAGE)
def test_papers_of_one_page_are_one_page_for_every_project(store, code):
    for place, project in enumerate(projects(store)):
        selection = Selection(language=LANGUAGES[place % 3], projects=(project,))
        assert len(pages(paper(code, store, selection))) == 1, project


@pytest.mark.parametrize("code", ONE_PAGE)
@pytest.mark.parametrize("selection", [HARAM, COUNTY, Selection(), Selection(language="en")])
def test_papers_of_one_page_are_one_page_for_a_county_and_a_country(store, code, selection):
    assert len(pages(paper(code, store, selection))) == 1


@pytest.mark.parametrize(
    ("code", "selection", "fewest", "most"),
    [
        ("region", COUNTY, 4, 8),
        ("region", Selection(), 4, 8),
        ("handover", HARAM, 2, 5),
        ("payment", VESTERALEN, 1, 3),
        ("seats", VESTERALEN, 1, 1),
    ],
)
def test_longer_papers_are_tagged_and_keep_their_length(store, code, selection, fewest, most):
    reader = pypdf.PdfReader(BytesIO(pdf(paper(code, store, selection))))
    assert fewest <= len(reader.pages) <= most
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(selection.language)
    assert reader.metadata.title


@pytest.mark.parametrize("code", KINDS)
def test_every_paper_can_be_edited_in_word(store, code):
    selection = COUNTY if KINDS[code].needs == "region" else VESTERALEN
    assert word(paper(code, store, selection)).startswith(b"PK")


@pytest.mark.parametrize("code", KINDS)
def test_papers_of_invented_figures_say_so(store, code):
    selection = COUNTY if KINDS[code].needs == "region" else HARAM
    document = paper(code, store, selection)
    invented = code not in {"adjustment", "seats"}
    assert document.example == invented, code
    if invented:
        assert speaker("nn")("papers.method_example") in " ".join(
            plain(item) for block in blocks(document, Bullets) for item in block.items
        ) + " ".join(plain(block.words) for block in blocks(document, Note))


@pytest.mark.parametrize(
    ("years", "today", "asked", "period"),
    [
        ((2014, 2014), TODAY, None, Period(2, dt.date(2014, 8, 31))),
        ((2014, 2014), TODAY, 1, Period(1, dt.date(2014, 4, 30))),
        ((2026, 2026), dt.date(2026, 5, 12), None, Period(1, dt.date(2026, 4, 30))),
        ((2026, 2026), dt.date(2026, 3, 1), None, Period(None, dt.date(2026, 3, 1))),
        ((2026, 2026), dt.date(2026, 5, 12), 2, Period(None, dt.date(2026, 5, 12))),
        ((2012, 2014), TODAY, 1, Period(None, TODAY)),
        (None, TODAY, None, Period(None, TODAY)),
    ],
)
def test_a_tertial_is_the_last_that_has_ended_in_the_one_year_chosen(years, today, asked, period):
    assert period_of(Selection(years=years), today, asked) == period


def test_the_tertial_report_tells_of_its_own_day(store):
    first, second = paper("tertial-1", store, HARAM), paper("tertial", store, HARAM)
    assert (first.data_date, second.data_date) == ("30. april 2014", "31. august 2014")
    assert "1. tertial 2014" in first.title
    assert "2. tertial 2014" in second.title
    overdue = [plain(row[1]) for row in table(first, "Avvik").rows]
    assert any("Fem bedrifter" in what for what in overdue)
    assert not any("Fem bedrifter" in plain(row[1]) for row in table(second, "Avvik").rows)


def test_the_tertial_report_has_only_red_and_yellow_with_reason_or_room_for_one(store):
    ground = Ground(store, HARAM, speaker("nn"), dt.date(2014, 4, 30))
    matters = open_matters(ground)
    assert {one.level for one in matters} == set(LEVELS)
    assert [one.level for one in matters] == sorted((one.level for one in matters), key=LEVELS.index)
    document = paper("tertial-1", store, HARAM)
    rows = table(document, "Avvik").rows
    assert {plain(row[0])[0] for row in rows} == {"■", "▲"}
    unexplained = [row for row in rows if plain(row[3]) == "(fyll ut)"]
    assert unexplained
    assert len(unexplained) < len(rows)
    assert blocks(document, Blank)


def test_the_steering_paper_counts_what_it_cuts_and_says_where_the_rest_is(store):
    document = paper("steering", store, Selection())
    told = words(document)
    assert "til, se tavla" in told
    assert "/styringsgruppe?sprak=nb&fylke=alle" in told
    assert len(blocks(document, StatusLines)[0].rows) == 5
    assert [label for field in blocks(document, Fields) for label, value in field.rows if value is None] == [
        "Møte (dato, sted)", "Neste møte (dato, sted)",
    ]  # fmt: skip


def test_the_steering_paper_counts_from_the_last_meeting_or_the_day_chosen(store):
    assert "Førre møte 14. oktober 2014" in words(paper("steering", store, HARAM))
    since = HARAM.within(since=dt.date(2014, 3, 1))
    told = words(paper("steering", store, since))
    assert "Endra sidan 1. mars 2014" in told
    assert "Førre møte ikkje rapportert" in told


def test_the_regional_report_names_no_municipality_with_persons(store):
    document = paper("region", store, COUNTY)
    shown = table(document, "Målgrupper i")
    assert shown.rows
    assert all(int(plain(row[1])) >= LEAST for row in shown.rows)
    coverage = next(row for row in blocks(document, StatusLines)[0].rows if row.label.startswith("Deltaking"))
    assert "Lågast" not in coverage.sentence
    assert {column.label for column in shown.columns} == {
        "Målgruppe",
        "Kommunar",
        "Personar nådde",
        "Busette i gruppa",
        "Dekning",
    }


def test_the_regional_report_hides_persons_of_few_municipalities(store):
    document = paper("region", store, Selection(county="18"))
    groups = [block for block in blocks(document, Table) if block.caption.startswith("Målgrupper i")]
    assert all(int(plain(row[1])) >= LEAST for block in groups for row in block.rows)
    line = next(row for row in blocks(document, StatusLines)[0].rows if row.label.startswith("Deltakelse"))
    assert "færre enn 3 kommuner" in line.sentence or "unike personer" in line.sentence


def test_the_regional_report_has_ladder_map_goals_and_who_is_silent(store):
    document = paper("region", store, COUNTY)
    titles = [block.title for block in blocks(document, Figure)]
    assert titles == ["Kommunar med og utan prosjekt: Møre og Romsdal", "Effekttrappa a–f: Møre og Romsdal"]
    headings = [plain(block.words) for block in blocks(document, Heading)]
    for key in (
        "region.portfolio",
        "region.not_reported",
        "region.gaps",
        "cases.part_policy",
        "region.transfer",
    ):
        assert speaker("nn")(key) in headings
    assert len(table(document, "Framdrift").rows) == 7
    assert plain(table(document, "Framdrift").rows[0][-1]) == "13 av 13"
    assert len(table(document, "Mål i distrikts").rows) == 9
    assert "Bolystprosjekt i Herøy (Møre og Romsdal)" in words(document)


def test_the_handover_sheet_has_roles_and_no_more_than_roles(store):
    document = paper("handover", store, VESTERALEN)
    rows = [[plain(cell) for cell in row] for row in table(document, "Roller").rows]
    assert ["Leder i styringsgruppa", "Ikke oppnevnt"] in [row[:2] for row in rows]
    told = words(document)
    assert "aldri navn på personer" in told
    assert "/prosjekt/vesteralen-innvandrere-en-ressurs?" in told
    assert "Justering: tre seminarer" in told


def test_a_milestone_case_has_date_and_grounds_and_a_decision(store):
    document = paper("milestone", store, HARAM)
    rows = [[plain(cell).replace(HARD, " ") for cell in row] for row in table(document, "Milepælar").rows]
    assert [row[2] for row in rows] == ["3. november 2014", "12. juni 2014", "20. mai 2014"]
    assert "3 milepælar er nådde per 31. desember 2014" in words(document)
    later = paper("milestone", store, HARAM.within(since=dt.date(2014, 6, 1)))
    assert len(table(later, "Milepælar").rows) == 2


def test_an_adjusted_plan_tells_why_in_the_projects_own_words(store):
    document = paper("adjustment", store, VESTERALEN)
    assert "Justering: tre seminarer" in words(document)
    assert "Ingen filer lest inn i perioden har flyttet planen" in words(document)


def test_empty_seats_get_a_line_each(store):
    document = paper("seats", store, VESTERALEN)
    seats = store["steering_seat"]
    own = seats[(seats["project"] == VESTERALEN.projects[0]) & (seats["filled"] == 0)]
    blanks = [label for label, value in blocks(document, Fields)[-1].rows if value is None]
    assert len(blanks) == len(own) > 0


def test_a_payment_note_says_which_parts_of_the_form_lack(store):
    full, bare = (
        paper("payment", store, Selection(projects=(project,)))
        for project in ("vesteralen-innvandrere-en-ressurs", "moskenes-bolyst")
    )
    missing = [
        [plain(row[0]) for row in table(document, "Deler").rows if "mangler" in plain(row[1])]
        for document in (full, bare)
    ]
    assert len(missing[0]) < len(missing[1])
    assert "Regnskap" in missing[1]
