from __future__ import annotations

import hashlib
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from flask import Response
from flask.testing import FlaskClient
from plotly.io.json import to_json_plotly

from dashboard.address.links import VIEW_NAMES, downloads, export_links
from dashboard.address.selection import Selection
from dashboard.content.blocks import Sources
from dashboard.content.drawing import drawn
from dashboard.content.page import Shown
from dashboard.coverage import panel as coverage
from dashboard.delivery.downloads import TYPES, plain
from dashboard.effect import panel as effect
from dashboard.goals import panel as goals
from dashboard.official import panel as context
from dashboard.shell.views import VIEWS
from terms.languages import LANGUAGES
from terms.words import speaker

HARAM = Selection("nn", municipalities=("1580",))
QUERY = "sprak=nn&kommune=1580"
PANELS_WITH_PICTURES = (goals.draw, effect._draw, coverage.draw, context._draw)  # noqa: SLF001 - what a panel draws
SHEET = "/prosjekt/haram-integrering"


@pytest.fixture
def browser(app):
    return FlaskClient(app.server, Response)


def test_every_view_with_tables_hands_out_its_workbook_and_csv(browser):
    for path in (*VIEW_NAMES, SHEET):
        links = export_links(path, HARAM, speaker("nn"))
        assert [link.address.split("?")[0].rsplit(".", 1)[1] for link in links] == ["xlsx", "zip"]
        for link in links:
            answer = browser.get(link.address)
            assert answer.status_code == 200, link.address
            assert answer.content_type == TYPES[link.address.split("?")[0].rsplit(".", 1)[1]]
    assert set(VIEW_NAMES) <= set(VIEWS)
    assert export_links("/metode", HARAM, speaker("nn")) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_a_panel_lead_to_files(browser, language):
    links = downloads(HARAM, speaker(language), tables=("maal", "maalingar"), pictures=("maal", "effektkart"))
    assert [link.words.split()[-1] for link in links] == ["Excel", "CSV", "PNG", "SVG", "PNG", "SVG"]
    assert len({link.words for link in links}) == len(links)
    for link in links:
        answer = browser.get(link.address)
        assert answer.status_code == 200, link.address
        name = answer.headers["Content-Disposition"]
        assert name.isascii()
        assert name.startswith('attachment; filename="bolysttavla-')
        assert "haram-2015-12-31." in name


def test_a_file_is_of_the_choice_in_the_address(browser):
    content = browser.get(f"/eksport/maal.csv?{QUERY}").data.decode("utf-8-sig")
    assert {line.split(";")[0] for line in content.splitlines()[1:]} == {'"haram-integrering"'}
    sheet = openpyxl.load_workbook(BytesIO(browser.get(f"/eksport/arbeidsbok/fylke.xlsx?{QUERY}").data))
    assert sheet["Prosjekt"].max_row == 3


def test_a_sheet_of_a_project_gives_its_tables_only(browser):
    content = browser.get("/eksport/tabellar/prosjekt/haram-integrering.zip?sprak=nn").data
    folder = ZipFile(BytesIO(content))
    rows = folder.read("milepaelar.csv").decode("utf-8-sig").splitlines()[1:]
    assert rows
    assert {row.split(";")[0] for row in rows} == {'"haram-integrering"'}


def test_two_pictures_of_one_name_are_not_taken_for_each_other(browser):
    """Compressed answers are kept by address without the query, and told apart by their tag."""
    known = {"Accept-Encoding": "br"}
    first, second = (
        browser.get(f"/eksport/maal.svg?sprak=nn&{place}", headers=known)
        for place in ("kommune=1580", "fylke=alle")
    )
    assert first.data != second.data
    assert first.headers["ETag"] != second.headers["ETag"]


def test_a_picture_opened_by_itself_may_run_nothing(browser):
    answer = browser.get(f"/eksport/maal.svg?{QUERY}")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in browser.get("/").headers["Content-Security-Policy"]


def test_a_file_that_has_not_changed_is_not_sent_again(browser):
    first = browser.get(f"/eksport/maal.csv?{QUERY}")
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["ETag"].strip('"') == hashlib.sha256(first.data).hexdigest()[:32]
    again = browser.get(f"/eksport/maal.csv?{QUERY}", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("tull.csv", 404, "Det finst ingen tabell"),
        ("tull.svg", 404, "Det finst ikkje noko bilete"),
        ("effekt.png", 404, "ingen tal å teikne"),
        ("arbeidsbok/tull.xlsx", 404, "Det finst ingen tabellar"),
        ("arbeidsbok/metode.xlsx", 404, "Det finst ingen tabellar"),
        ("tabellar/prosjekt/finst-ikkje.zip", 404, "Det finst ingen tabellar"),
        ("arbeidsbok.xlsx?tabell=maal,tull", 404, "tull"),
        ("arbeidsbok.xlsx?visning=/tull", 404, "Det finst ingen tabellar"),
        ("arbeidsbok.xlsx?utsnitt=0", 400, "ikkje id-en"),
        ("maal.csv?komune=1", 400, "komune=1"),
        ("maal.csv?gruppe=tull", 400, "gruppe=tull"),
        ("maal.csv?aar=tull", 400, "aar=tull"),
        ("maal.csv?komune=<script>", 400, "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_given_is_told_in_a_sentence(browser, address, status, words):
    path, _, more = address.partition("?")
    answer = browser.get(f"/eksport/{path}?{QUERY}{'&' if more else ''}{more}")
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert '<html lang="nn">' in answer.text
    assert words in answer.text


def test_a_table_named_many_times_is_given_once(browser):
    answer = browser.get(f"/eksport/arbeidsbok.xlsx?{QUERY}&tabell={'maal,' * 50}maal")
    assert len(openpyxl.load_workbook(BytesIO(answer.data)).sheetnames) == len(("Les meg", "Mål", "Ordliste"))


def test_a_renumbered_municipality_is_followed(browser):
    assert browser.get("/eksport/maal.csv?kommune=1534").status_code == 200


def test_names_of_files_have_plain_letters_only():
    assert plain("Møre og Romsdal") == "moere-og-romsdal"
    assert plain("Kárášjohka/Karasjok “x” \u202e æ") == "karasjohka-karasjok-x-ae"


def files_of(content):
    """Files that a panel offers."""
    if not isinstance(content, Shown):
        return content.downloads
    return [link for block in content.blocks if isinstance(block, Sources) for link in block.downloads]


@pytest.mark.slow
def test_panels_offer_only_pictures_that_can_be_drawn(browser, store):
    for selection in (HARAM, Selection("nn"), Selection("nn", county="03", municipalities=("0301",))):
        say = speaker("nn")
        for draw in PANELS_WITH_PICTURES:
            for link in files_of(draw(store, selection, say)):
                assert browser.get(link.address).status_code == 200, link.address


def test_a_panel_shows_its_files_in_its_foot(store):
    foot = to_json_plotly(drawn(store, QUERY, coverage.draw)[-2])
    assert "dekning.png?sprak=nn" in foot
    assert "Last ned: " in foot
