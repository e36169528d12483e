"""What papers need beyond text and tables → HTML: fields, blanks, boxes and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.html_words import element, said, text

if TYPE_CHECKING:
    from dashboard.content.form import Blank, Choices, Fields, Form, FormRow
    from terms.words import Speaker


def fields(block: Fields, say: Speaker) -> str:
    """Labels with values; a blank says that nothing is filled in."""
    rows = (
        element(
            "div",
            element("dt", text(label))
            + element("dd", text(say("delivery.kept_answer_missing")) if words is None else said(words)),
        )
        for label, words in block.rows
    )
    return element("dl", "".join(rows), look="paper-fields")


def blank(block: Blank, say: Speaker) -> str:
    """What is to be written, and who writes it."""
    writer = element("p", text(say("delivery.kept_writer")), look="paper-blank")
    return element("p", text(block.prompt), look="panel-note") + writer


def choices(block: Choices, say: Speaker) -> str:
    """Boxes below each other."""
    boxes = (_box(letter, said(words), ticked, say) for letter, words, ticked in block.options)
    return element("ul", "".join(boxes), look="paper-boxes")


def _box(letter: str, words: str, ticked: bool | None, say: Speaker) -> str:  # noqa: FBT001 - a box's own value
    """One box: sign for the eye, word for the ear."""
    key = {True: "word.ticked", False: "delivery.not_ticked", None: "delivery.not_answered"}[ticked]
    sign = element("span", "☒ " if ticked else "☐ ", aria_hidden="true")
    heard = element("span", f"{text(say(key))}: ", look="visually-hidden")
    return element("li", sign + heard + (f"{text(letter)} " if letter else "") + words)


def form(block: Form, say: Speaker) -> str:
    """Form as a table of two columns, question and answer."""
    rows = (
        element(
            "tr",
            element(
                "th",
                text(row.label) + "".join(element("p", said(one), look="panel-note") for one in row.remarks),
                scope="row",
            )
            + element("td", _answer(row, say)),
        )
        for row in block.rows
    )
    inside = element("caption", text(block.caption)) + element("tbody", "".join(rows))
    return element(
        "div", element("table", inside, look="table paper-form"),
        look="table-scroll", tabindex="0", role="group", aria_label=block.caption,
    )  # fmt: skip


def _answer(row: FormRow, say: Speaker) -> str:
    boxes = [
        _box(
            option.letter,
            said(option.words) + (f" {said(option.note)}" if option.note else ""),
            option.ticked,
            say,
        )
        for option in row.options
    ]
    if row.blank and not boxes:
        return element("p", text(say("delivery.kept_answer_missing")), look="paper-blank")
    ticks = element("ul", "".join(boxes), look="paper-boxes") if boxes else ""
    return ticks + "".join(element("p", said(words)) for words in row.answer)
