"""A panel of blocks as tests read it: its parts by name, and its chart as the HTML that is sent."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html as parsed

from dashboard.content.blocks import Group, Headline, Note, Sentence, Sources, plain
from dashboard.content.html import html
from dashboard.content.tables import Twin


@dataclass(frozen=True)
class Read:
    """What a panel says; `chart` is an element of lxml's."""

    title: str
    sentence: str
    chart: object
    notes: tuple[str, ...]
    tables: tuple[object, ...]
    sources: tuple[str, ...]
    downloads: tuple[object, ...]
    example: bool
    written: str


def read(shown, say):
    """Parts of a panel's blocks."""
    blocks = shown.blocks

    def only(kind):
        return [block for block in blocks if isinstance(block, kind)]

    (headline,), (foot,) = only(Headline), only(Sources)
    return Read(
        title=plain(headline.words),
        sentence=plain(only(Sentence)[0].words),
        chart=element(html(only(Group), say)),
        notes=tuple(plain(note.words) for note in only(Note)),
        tables=tuple(table for twin in only(Twin) for table in twin.tables),
        sources=foot.lines,
        downloads=foot.downloads,
        example=headline.example is not None,
        written=html(blocks, say),
    )


def element(written):
    """HTML as an element that holds it."""
    return parsed.fragment_fromstring(written, create_parent="div")


def words(thing):
    """All that is written in an element, a cell or some of them, with single spaces."""
    if isinstance(thing, list | tuple):
        return " ".join(text for each in thing if (text := words(each)))
    if isinstance(thing, parsed.HtmlElement):
        return " ".join(" ".join(text.split()) for text in thing.itertext() if text.strip())
    return " ".join(plain(thing).split())


def classed(thing, name):
    """Elements of a class, in order."""
    return [part for part in thing.iter() if name in (part.get("class") or "").split()]


def as_html(pieces):
    """Dash's components as an element that holds them: what panels that are not blocks yet draw."""
    root = parsed.Element("div")
    for piece in pieces if isinstance(pieces, list | tuple) else [pieces]:
        if isinstance(piece, str | int | float):
            if len(root):
                root[-1].tail = (root[-1].tail or "") + str(piece)
            else:
                root.text = (root.text or "") + str(piece)
        elif piece is not None:
            inside = as_html(getattr(piece, "children", None) or [])
            inside.tag = type(piece).__name__.lower()
            for name, value in (("class", "className"), ("href", "href")):
                if (given := getattr(piece, value, None)) is not None:
                    inside.set(name, str(given))
            root.append(inside)
    return root
