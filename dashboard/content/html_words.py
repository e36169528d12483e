"""Words → HTML: text, links, marks and tags, and the elements they stand in. All escaping is done here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from dashboard.content.blocks import Example, Link, Mark, Phrase
from dashboard.content.characters import printable
from dashboard.content.tables import Cell
from dashboard.status.marks import SHAPES

if TYPE_CHECKING:
    from dashboard.content.blocks import Inline, Words
    from dashboard.status.marks import State


def element(tag: str, inside: str = "", *, look: str = "", **attributes: str | bool | None) -> str:
    """Element with finished HTML inside. `aria_label` becomes `aria-label`; None and False are left out."""
    given = {"class": look or None, **attributes}
    written = "".join(
        f" {name.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(printable(value))}"')
        for name, value in given.items()
        if value is not None and value is not False
    )
    return f"<{tag}{written}>{inside}</{tag}>"


def text(words: str) -> str:
    """Plain text, escaped."""
    return escape(printable(words), quote=False)


def said(words: Words | Cell) -> str:
    """Words with the language, weight and look of each part."""
    if isinstance(words, Cell):
        return said(words.words)
    parts = words if isinstance(words, tuple) else (words,)
    return "".join([inline(part) for part in parts])


def inline(part: Inline) -> str:  # noqa: PLR0911 - one for each kind of part
    """One part of some words."""
    if isinstance(part, str):
        return text(part)
    if isinstance(part, Phrase):
        if not (part.strong or part.language or part.look):
            return text(part.text)
        tag = "strong" if part.strong else "span"
        return element(tag, text(part.text), look=part.look, lang=part.language)
    if isinstance(part, Link):
        data = {f"data-{name}": value for name, value in part.data}
        return element(
            "a", text(part.words), look=part.look, href=part.address, title=part.help or None,
            lang=part.language, **data,
        )  # fmt: skip
    if isinstance(part, Mark):
        return element("span", shape(part.state) + text(part.word), look=f"mark mark-{part.state}")
    if isinstance(part, Example):
        return element("span", text(part.word), look="example-mark", title=part.help)
    return element("span", text(part.word), look=f"tag tag-{part.kind}")


def shape(state: State) -> str:
    """Shape of a state, for the eye; a word beside it says the same."""
    return element("span", SHAPES[state], look="mark-shape", aria_hidden="true")
