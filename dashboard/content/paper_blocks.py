"""A paper on the screen: the same blocks in the same order as in Word and PDF."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.content.characters import printable
from dashboard.content.document import (
    Blank,
    Bullets,
    Choices,
    Fields,
    Heading,
    Lines,
    Note,
    PageBreak,
    Paragraph,
    PictureBlock,
    TableBlock,
    phrases,
)
from dashboard.content.form_block import Form, TitleHere
from dashboard.content.parts import Table, attributes, mark, table
from dashboard.content.svg import FAMILY

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash.development.base_component import Component

    from dashboard.content.document import Document, Words
    from dashboard.content.form_block import FormRow
    from terms.words import Speaker

HEADINGS = {1: html.H3, 2: html.H4, 3: html.H5}
"""The page has its own first heading, and the paper's title is its second."""


def blocks(document: Document, say: Speaker) -> list[Component]:
    """Paper as HTML; `say` speaks the paper's own language."""
    title = html.H2(printable(document.title), className="paper-title")
    drawn = [
        part
        for block in document.blocks
        for part in ([title] if isinstance(block, TitleHere) else DRAWN[type(block)](block, say))
    ]
    return drawn if any(isinstance(block, TitleHere) for block in document.blocks) else [title, *drawn]


def said(words: Words) -> list[Component | str]:
    """Words with the language and weight each phrase has."""
    parts: list[Component | str] = []
    for phrase in phrases(words):
        text = printable(phrase.text)
        if phrase.strong:
            parts.append(html.Strong(text, lang=phrase.language))
        elif phrase.language:
            parts.append(html.Span(text, lang=phrase.language))
        else:
            parts.append(text)
    return parts


def _heading(block: Heading, _: Speaker) -> list[Component]:
    return [HEADINGS[block.level](said(block.words))]


def _paragraph(block: Paragraph, _: Speaker) -> list[Component]:
    return [html.P(said(block.words), className="paper-lead" if block.lead else None)]


def _note(block: Note, _: Speaker) -> list[Component]:
    return [html.P(said(block.words), className="panel-note")]


def _bullets(block: Bullets, _: Speaker) -> list[Component]:
    items = [html.Li(said(item)) for item in block.items]
    return [html.Ul(items, className="panel-note" if block.small else None)]


def _fields(block: Fields, say: Speaker) -> list[Component]:
    rows = [
        html.Div(
            [
                html.Dt(printable(label)),
                html.Dd(say("delivery.kept_answer_missing") if words is None else said(words)),
            ]
        )
        for label, words in block.rows
    ]
    return [html.Dl(rows, className="paper-fields")]


def _lines(block: Lines, _: Speaker) -> list[Component]:
    rows = [
        html.Div(
            [
                html.Dt(row.label),
                html.Dd([mark(row.state, row.word), html.Span(row.sentence)]),
            ],
            className="status-line",
        )
        for row in block.rows
    ]
    return [html.Dl(rows, className="status-lines")]


def _table(block: TableBlock, _: Speaker) -> list[Component]:
    rows = [[html.Span(said(cell)) for cell in row] for row in block.rows]
    return [table(Table(block.caption, block.columns, rows, frozenset(block.numeric)))]


def _picture(block: PictureBlock, _: Speaker) -> list[Component]:
    shown = block.picture
    drawn = base64.b64encode(_readable(printable(shown.svg)).encode()).decode()
    source = " · ".join(part for part in (shown.source, shown.date) if part)
    return [
        html.Figure(
            [
                html.Figcaption(
                    [html.Strong(printable(shown.title)), html.P(printable(shown.sentence))],
                ),
                html.Img(
                    src=f"data:image/svg+xml;base64,{drawn}",
                    alt=printable(shown.alt),
                    width=round(shown.width),
                    height=round(shown.height),
                ),
                html.P(printable(source), className="panel-source"),
            ],
            className="paper-picture",
        )
    ]


def _readable(drawing: str) -> str:
    """Drawing in a typeface that browsers have; the one of papers is on the server alone."""
    return drawing.replace(f'font-family="{FAMILY}"', 'font-family="Arial, Helvetica, sans-serif"')


def _blank(block: Blank, say: Speaker) -> list[Component]:
    return [
        html.P(printable(block.prompt), className="panel-note"),
        html.P(say("delivery.kept_writer"), className="paper-blank"),
    ]


def _choices(block: Choices, say: Speaker) -> list[Component]:
    return [html.Ul([_box(*option, say=say) for option in block.options], className="paper-boxes")]


def _box(letter: str, words: Words, ticked: bool | None, *, say: Speaker) -> Component:  # noqa: FBT001 - a box's own value
    """One box: sign for the eye, word for the ear."""
    key = {True: "word.ticked", False: "delivery.not_ticked", None: "delivery.not_answered"}[ticked]
    return html.Li(
        [
            html.Span("☒ " if ticked else "☐ ", **attributes(aria_hidden="true")),
            html.Span(f"{say(key)}: ", className="visually-hidden"),
            f"{letter} " if letter else "",
            *said(words),
        ]
    )


def _form(block: Form, say: Speaker) -> list[Component]:
    """Form as a table of two columns, question and answer."""
    rows = [
        html.Tr(
            [
                html.Th(
                    [
                        printable(row.label),
                        *(html.P(said(remark), className="panel-note") for remark in row.remarks),
                    ],
                    scope="row",
                ),
                html.Td(_answer(row, say)),
            ]
        )
        for row in block.rows
    ]
    drawn = html.Table([html.Caption(block.caption), html.Tbody(rows)], className="table paper-form")
    scrolls = attributes(aria_label=block.caption)
    return [html.Div(drawn, className="table-scroll", tabIndex="0", role="group", **scrolls)]


def _answer(row: FormRow, say: Speaker) -> list[Component]:
    boxes = [
        _box(
            option.letter,
            (*phrases(option.words), " ", *phrases(option.note)) if option.note else option.words,
            option.ticked,
            say=say,
        )
        for option in row.options
    ]
    answer: list[Component] = [html.Ul(boxes, className="paper-boxes")] if boxes else []
    answer += [html.P(said(words)) for words in row.answer]
    if row.blank and not boxes:
        return [html.P(say("delivery.kept_answer_missing"), className="paper-blank")]
    return answer


def _nothing(_: PageBreak, __: Speaker) -> list[Component]:
    return []


DRAWN: dict[type, Callable[[Any, Speaker], list[Component]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Bullets: _bullets,
    Fields: _fields,
    Lines: _lines,
    TableBlock: _table,
    PictureBlock: _picture,
    Blank: _blank,
    Choices: _choices,
    Form: _form,
    PageBreak: _nothing,
}
"""How each kind of block is drawn; a test sees to it that none is forgotten."""
