from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parsed

from dashboard.content import blocks, tables
from dashboard.content.bars import Bar, progress_bars
from dashboard.content.blocks import (
    Bullet,
    Bullets,
    Example,
    Facts,
    Figure,
    Fold,
    Group,
    Heading,
    Headline,
    Item,
    Link,
    Listing,
    Live,
    Mark,
    Notice,
    Phrase,
    Quotation,
    Sentence,
    Share,
    Sources,
    Span,
    Strip,
    Tag,
    Tile,
    Tiles,
)
from dashboard.content.document import from_json, to_json
from dashboard.content.flat import written_out
from dashboard.content.html import WRITERS, html, paper
from dashboard.content.page import Html, Shown, page
from dashboard.content.pdf import pdf
from dashboard.content.pictures import Drawing
from dashboard.content.small_pictures import Columns
from dashboard.content.tables import Cell, Column, Matrix, Table, Twin
from dashboard.content.word import WRITERS as IN_WORD
from dashboard.content.word import word
from terms.words import speaker
from tests import paper_samples

NN = speaker("nn")
HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(1)> \' & </td></details> {{x}} #panic("x") =1+1'
)
ALLOWED = {
    *("a", "b", "caption", "circle", "dd", "defs", "details", "div", "dl", "dt", "figcaption", "figure"),
    *("h2", "h3", "h4", "h5", "header", "img", "li", "ol", "p", "path", "pattern", "q", "rect", "section"),
    *(
        "small",
        "span",
        "strong",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "text",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ),
}


def everything(text):
    """One of every block, with a text wherever a text may stand."""
    link = Link(text, f"/{text}", text, "nb", data=(("keep", text),))
    inline = (text, Phrase(text, "nb", strong=True), link, Mark("good", text), Example(text, text), Tag(text))
    figure = Figure(progress_bars([Bar(text, text, 0.4, 0.5, "good")], NN), text, text, text, text, text)
    years = Figure.bare(Columns(((1.0, 2.0), (2.0, 3.0))), text)
    matrix = Matrix(
        text,
        (Column(text), Column(text), Column(text, small=text)),
        (
            (
                Cell(inline, small=(text,)),
                Cell("", lines=(text,), share=(0.1, 0.2), picture=years, link=link),
                Cell(link, text, "cov-partly", (0.1, 0.2), (text,), (text,)),
            ),
            (Cell(text), Cell("–"), Cell(text, state="cov-not-target", span=1)),
        ),
    )
    table = Table(text, (Column(text), Column(text, "share")), ((inline, Cell(text, 0.5)),))
    tile = Tile(text, text, "warning", text, text, text, text, Bullet(0.5, text), Example(text, text))
    return (
        Headline(inline, Example(text, text)),
        Heading(inline, 2),
        Sentence(inline, lead=True),
        blocks.Note(inline),
        Notice(text, "critical"),
        Bullets((text, inline), label=text),
        Facts((text, Tag(text))),
        Quotation(text, text, "nn", inline),
        Mark("good", text),
        Example(text, text),
        Sources((text,), (link,), link),
        Group((Sentence(text),), "goal-answer", apart=True),
        Listing((Item((Sentence(text),)), Item(words=text)), ordered=True, label=text),
        Fold(inline, (Sentence(text),), 1, text, open=True),
        Live("trend"),
        Tiles((tile, replace(tile, picture=Strip((Share(0.5, text, "good", "reached"),))))),
        Bullet(1.2, text, "good", 0.8, text),
        Strip((Share(0.5, text, "good", "reached"), Share(0.5, text, "missing", "not_reported"))),
        Span(0.1, 0.4),
        figure,
        table,
        matrix,
        Twin((table,)),
        *paper_samples.paper(text=text).blocks,
    )


def tree(written):
    return parsed.fragment_fromstring(written, create_parent="div")


def test_every_block_has_a_writer_of_html_and_is_tried_here():
    kinds = {kind for kind in WRITERS if kind.__module__ != "dashboard.content.form"}
    assert {type(block) for block in everything("x")} >= kinds
    assert set(WRITERS) == set(blocks.Block.__args__)


def test_what_papers_have_no_form_for_is_written_out_first():
    left = {type(block) for block in written_out(everything("x"))}
    assert left <= set(IN_WORD)
    assert not left & {Group, Fold, Listing, Tiles, Matrix, Twin, Live}


def test_a_hostile_text_stays_text_in_html():
    root = tree(html(everything(HOSTILE), NN))
    assert {each.tag for each in root.iter()} <= ALLOWED
    names = {name for each in root.iter() for name in each.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert HOSTILE in {each.text for each in root.iter("p")}
    assert root.find(".//a").get("href") == f"/{HOSTILE}"


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.just(HOSTILE)


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_no_text_changes_what_the_page_is_made_of(text):
    usual, other = tree(html(everything("x"), NN)), tree(html(everything(f"x{text}"), NN))
    shape = [
        [each.tag for each in root.iter() if each.tag not in {"text", "small", "span", "p"}]
        for root in (usual, other)
    ]
    assert [tag for tag in shape[1] if tag != "strong"] == [tag for tag in shape[0] if tag != "strong"]


@settings(max_examples=8, deadline=None)
@given(TEXTS)
def test_no_text_stops_word_or_pdf(text):
    document = replace(paper_samples.paper(), blocks=everything(text))
    assert word(document).startswith(b"PK")
    assert pdf(document).startswith(b"%PDF")


@given(TEXTS)
def test_every_block_is_kept_and_opened_again(text):
    kept = everything(text)
    assert from_json(json.loads(json.dumps(to_json(kept)))) == kept


def test_a_page_holds_live_parts_between_written_ones():
    control = Html("<b>control</b>")
    shown = Shown((Sentence("a"), Live("trend"), Sentence("b"), Sentence("c")), {"trend": control})
    first, live, last = page(shown, NN)
    assert (first.html, last.html) == ("<p>a</p>", "<p>b</p><p>c</p>")
    assert live is control
    assert page(Shown(()), NN) == []


def test_pictures_take_the_colours_of_the_page_and_say_what_they_show():
    written = html((Figure.bare(Columns(((1.0, 2.0),)), "eitt til to"),), NN)
    assert re.fullmatch(r'<svg role="img" aria-label="eitt til to".*</svg>', written)
    assert "var(--accent)" in written
    assert "#" not in written


def test_a_drawing_of_an_older_paper_is_shown_as_an_image():
    old = Drawing('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 640, 100)
    written = html((Figure(old, "Dekning", "Setning", "Kjelde", "2014", "Alt"),), NN)
    assert "<script" not in written
    assert tree(written).find(".//img").get("alt") == "Alt"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_paper_on_the_screen_has_its_title_once(language):
    document = paper_samples.paper(language=language)
    assert paper(document, speaker(language)).count("<h2") == 1


def test_a_table_has_a_caption_headers_and_a_way_by_keyboard():
    table = Table("Mål", (Column("Namn"), Column("Del", "share")), (("A", Cell("5 %", 0.05)),))
    assert html((table,), NN) == (
        '<div class="table-scroll" tabindex="0" role="group" aria-label="Mål"><table class="table">'
        '<caption>Mål</caption><thead><tr><th scope="col">Namn</th>'
        '<th class="number" scope="col">Del</th></tr></thead>'
        '<tbody><tr><th scope="row">A</th><td class="number">5 %</td></tr></tbody></table></div>'
    )


def test_a_cell_keeps_plain_values_alone():
    assert tables.Cell("–", float("nan")).value is None
