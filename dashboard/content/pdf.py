"""Paper → tagged PDF (PDF/UA-1 and PDF/A-2a), set by typst from data: no text of ours is ever its code."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

import typst

from dashboard.content.blocks import Bullets, Figure, Heading, Note, Sentence, StatusLines, phrases, plain
from dashboard.content.characters import printable
from dashboard.content.document import page_words
from dashboard.content.flat import written_out
from dashboard.content.form import Blank, Choices, Fields, Form
from dashboard.content.pictures import drawn
from dashboard.content.tables import Table
from dashboard.content.tokens import LIGHT, PAPER_FONT
from dashboard.content.typesetting import MISSING, displayable, typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dashboard.content.blocks import Block, Words
    from dashboard.content.document import Document

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
USUAL_TO = "\u024f"
"""Last sign of the Latin letters that the font surely has."""
LEVELS: tuple[Literal[1, 2, 3], ...] = (1, 2, 3)
LOOK = {
    "font": PAPER_FONT,
    "ink": LIGHT["ink"],
    "soft": LIGHT["ink-soft"],
    "rule": LIGHT["rule"],
    "ground": LIGHT["ground"],
}
LANGUAGES = {"nb": ("nb", "NO"), "nn": ("nn", "NO"), "en": ("en", "GB")}


def pdf(document: Document) -> bytes:
    """Paper as PDF; signs that no font of ours has stand as «�»."""
    files = {"main.typ": resources.files("dashboard.content").joinpath("paper.typ").read_bytes()}
    blocks = list(written_out(document.blocks))
    pictures = [
        printable(drawn(block.picture, block.alt).svg) for block in blocks if isinstance(block, Figure)
    ]
    paper = json.dumps(_paper(document, blocks), ensure_ascii=False)
    for known in (_as_it_is, _displayed, _usual):
        texts = [known(text) for text in (paper, *pictures)]
        named = {f"{place}.svg": text.encode() for place, text in enumerate(texts[1:])}
        try:
            return typeset({**files, "paper.json": texts[0].encode(), **named})
        except typst.TypstError as error:
            if known is _usual or not MISSING.search(str(error)):
                raise
    raise AssertionError  # the last way returns or raises


def _as_it_is(text: str) -> str:
    return text


def _displayed(text: str) -> str:
    """Text without the signs that no font has."""
    unusual = {sign for sign in text if sign > USUAL_TO and not displayable(sign)}
    return _replaced(text, unusual)


def _usual(text: str) -> str:
    """Text of letters alone: a sign that a font has may lack its combination with another."""
    return _replaced(text, {sign for sign in text if sign > USUAL_TO and not 0x2010 <= ord(sign) <= 0x2265})  # noqa: PLR2004 - punctuation to mathematical signs


def _replaced(text: str, signs: set[str]) -> str:
    return text.translate(dict.fromkeys(map(ord, signs), REPLACEMENT))


def _paper(document: Document, blocks: Sequence[Block]) -> dict[str, Any]:
    """All that `paper.typ` reads."""
    language, region = LANGUAGES[document.language]
    files = iter(range(len(blocks)))
    return {
        "title": _line(document.title).strip() or _line(document.genre).strip() or "–",
        "genre": _line(document.genre),
        "filters": _line(document.filters),
        "snapshot": document.identity,
        "lang": language,
        "region": region,
        "example": document.example,
        "close": document.close_set,
        "words": page_words(document),
        "look": LOOK,
        "blocks": [_block(block, document.language, files) for block in _headed(blocks)],
    }


def _headed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks without empty headings, and none that skips a level: PDF/UA allows neither."""
    above = 0
    for block in blocks:
        if not isinstance(block, Heading):
            yield block
        elif printable(plain(block.words)).strip():
            above = min(block.level, above + 1)
            yield Heading(block.words, LEVELS[above - 1])


def _block(block: Block, language: str, files: Any) -> dict[str, Any]:  # noqa: ANN401 - an iterator of numbers
    kind = type(block).__name__
    for part, convert in CONVERTED.items():
        if isinstance(block, part):
            return {"is": kind, **convert(block, language)}
    if isinstance(block, Figure):
        return {
            "is": kind,
            "file": f"{next(files)}.svg",
            "alt": _line(block.alt) or _line(block.title),
            "title": _line(block.title),
            "sentence": _line(block.sentence),
            "source": _line(" · ".join(part for part in (block.source, block.date) if part)),
            "share": block.share,
        }
    return {"is": kind}


CONVERTED: dict[type, Callable[[Any, str], dict[str, Any]]] = {
    Heading: lambda block, language: {"level": block.level, "words": _said(block.words, language)},
    Sentence: lambda block, language: {"lead": block.lead, "words": _said(block.words, language)},
    Note: lambda block, language: {"words": _said(block.words, language)},
    Bullets: lambda block, language: {
        "small": block.small,
        "items": [_said(item, language) for item in block.items],
    },
    Fields: lambda block, language: {
        "rows": [
            {"label": _line(label), "words": None if words is None else _said(words, language)}
            for label, words in block.rows
        ]
    },
    StatusLines: lambda block, _: {
        "rows": [
            {
                "label": _line(row.label),
                "state": row.state,
                "word": _line(row.word),
                "sentence": printable(row.sentence),
            }
            for row in block.rows
        ]
    },
    Table: lambda block, language: {
        "caption": _line(block.caption),
        "columns": [_line(column.label) for column in block.columns],
        "rows": [[{"phrases": _said(cell, language)} for cell in row] for row in block.rows],
        "numeric": [place for place, column in enumerate(block.columns) if column.numeric],
        "widths": [column.width for column in block.columns if any(each.width for each in block.columns)],
    },
    Blank: lambda block, _: {"prompt": _line(block.prompt), "lines": block.lines},
    Form: lambda block, language: {
        "caption": _line(block.caption),
        "rows": [
            {
                "label": _line(row.label),
                "remarks": [_said(("(", *phrases(remark), ")"), language) for remark in row.remarks],
                "answer": [_said(words, language) for words in row.answer],
                "options": [
                    {
                        "letter": option.letter,
                        "words": _said(option.words, language),
                        "ticked": option.ticked,
                        "note": _said(option.note, language) if option.note else [],
                    }
                    for option in row.options
                ],
                "room": row.room if row.blank else 0,
            }
            for row in block.rows
        ],
    },
    Choices: lambda block, language: {
        "options": [
            {"letter": _line(letter), "words": _said(words, language), "ticked": ticked}
            for letter, words, ticked in block.options
        ]
    },
}
"""What a block is to `paper.typ`, beside its name."""


def _said(words: Words, language: str) -> list[dict[str, Any]]:
    return [
        {"text": printable(one.text), "lang": one.language or language, "strong": one.strong}
        for one in phrases(words)
    ]


def _line(text: str) -> str:
    """Text on one line."""
    return " ".join(printable(text).split("\n"))
