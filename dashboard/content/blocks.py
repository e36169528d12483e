"""What a page, a paper or a file says, as plain values in the reader's language: no HTML, no Dash, no frames.

A room's `content.py` makes blocks of its facts; the writers beside this module make HTML, Word, PDF, Excel
and CSV of them. Text is plain text, escaped where it is written and nowhere else. `look` is the name of a
look in the stylesheets; it never changes what is said, and papers do without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dashboard.content.form import Blank, Choices, Fields, Form, PageBreak, TitleHere
from dashboard.content.tables import Cell, Matrix, Table, Twin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.content.pictures import Picture
    from dashboard.status.marks import State
    from terms.languages import Language
    from terms.words import Speaker

# Words


@dataclass(frozen=True)
class Phrase:
    """Text in another language than what stands around it, or with a weight or look of its own."""

    text: str
    language: Language | None = None
    strong: bool = False
    look: str = ""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: `address` is ours. `help`: all that it gives, for who hears it alone.

    `data` are names with values that our own scripts read.
    """

    words: str
    address: str
    help: str = ""
    language: Language | None = None
    look: str = ""
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Mark:
    """Status: shape, colour and word."""

    state: State
    word: str


@dataclass(frozen=True)
class Example:
    """The mark of invented values, with what it means."""

    word: str
    help: str

    @classmethod
    def of(cls, say: Speaker) -> Example:
        """Return the mark in the reader's language."""
        return cls(say("shell.example"), say("shell.example_help"))


@dataclass(frozen=True)
class Tag:
    """Small label: how well something is founded, a role, a phase; `kind` is its code."""

    word: str
    kind: str = "plain"


Inline = str | Phrase | Link | Mark | Example | Tag
Words = Inline | tuple[Inline, ...]
"""What may stand wherever text stands; several follow one another without a space between."""


# Text


@dataclass(frozen=True)
class Headline:
    """What a panel is about, for which selection; `example` where something of it is invented."""

    words: Words
    example: Example | None = None


@dataclass(frozen=True)
class Heading:
    """Heading of a section (level 1) or of a part of it (2, 3); the title above it is not among them."""

    words: Words
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Sentence:
    """Running text. `lead`: the sentence a busy reader reads, in larger type."""

    words: Words
    lead: bool = False
    look: str = ""


@dataclass(frozen=True)
class Note:
    """Small text: method, sources, reservations."""

    words: Words
    look: str = ""


@dataclass(frozen=True)
class Notice:
    """A sentence where there is nothing to draw, or something is wrong."""

    words: Words
    state: State = "missing"


@dataclass(frozen=True)
class Bullets:
    """List of short texts. `small` for method and reservations; `label` names it for who does not see it."""

    items: tuple[Words, ...]
    small: bool = False
    look: str = ""
    label: str = ""
    language: Language | None = None


@dataclass(frozen=True)
class Facts:
    """Short facts on one line, each for itself: who owns it, when it was measured, where it is from."""

    parts: tuple[Words, ...]
    look: str = ""


@dataclass(frozen=True)
class Quotation:
    """What somebody wrote, in their language: whom or what it is about, their words, and who they are."""

    about: str
    words: str
    language: Language
    by: Words


@dataclass(frozen=True)
class Sources:
    """Foot of a panel: whole source lines, files to take along, and the way to the method."""

    lines: tuple[str, ...]
    downloads: tuple[Link, ...] = ()
    method: Link | None = None

    @classmethod
    def of(
        cls, say: Speaker, lines: Iterable[str], *, method: str, downloads: Iterable[Link] = ()
    ) -> Sources:
        """Foot in the reader's language; `method` is the anchor on /metode."""
        way = Link(say("shell.method_link"), f"/metode?sprak={say.language}#{method}", look="panel-method")
        return cls(tuple(lines), tuple(downloads), way)


# Parts that hold others


@dataclass(frozen=True)
class Group:
    """Blocks that belong together. `apart`: a section of its own for who hears the page."""

    blocks: tuple[Block, ...]
    look: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Item:
    """Part of a list: words, or blocks."""

    blocks: tuple[Block, ...] = ()
    look: str = ""
    words: Words = ""


@dataclass(frozen=True)
class Listing:
    """List whose parts are blocks; `ordered` where their order means something."""

    items: tuple[Item, ...]
    look: str = ""
    ordered: bool = False
    label: str = ""


@dataclass(frozen=True)
class Fold:
    """Part that is closed until asked for, unless `open`; papers write all of it out.

    `level` makes the title a heading; `beside` stands small beside it.
    """

    title: Words
    blocks: tuple[Block, ...]
    level: Literal[0, 1, 2, 3] = 0
    beside: Words = ""
    open: bool = False
    look: str = "plain"


@dataclass(frozen=True)
class Live:
    """Place of a control or a live figure: the panel puts its component there. Not inside other parts."""

    name: str


# Status and figures


@dataclass(frozen=True)
class StatusLine:
    """Status of one subject: shape and word of the state, and the sentence that says why."""

    label: str
    state: State
    word: str
    sentence: str


@dataclass(frozen=True)
class StatusLines:
    """Status lines, one below the other."""

    rows: tuple[StatusLine, ...]


@dataclass(frozen=True)
class Tile:
    """Status of one subject at a glance: number, picture, status word, and a line; `sentence` says it all."""

    label: str
    number: str
    state: State
    word: str
    line: str
    sentence: str
    of: str = ""
    picture: Picture | Bullet | Strip | None = None
    example: Example | None = None


@dataclass(frozen=True)
class Tiles:
    """Tiles side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Bullet:
    """Bar from 0 to 100 % (to 150 % at most on screen) with a line where it should be today.

    `words` say the value in full, so that nothing is told by length alone.
    """

    share: float | None
    words: str
    state: State = "neutral"
    expected: float | None = None
    expected_words: str = ""


@dataclass(frozen=True)
class Share:
    """Piece of a strip: share of the whole, in words, its state, and its look."""

    share: float
    words: str
    state: State
    look: str


@dataclass(frozen=True)
class Strip:
    """A whole as one bar, a piece per part, with the parts in words below."""

    parts: tuple[Share, ...]


@dataclass(frozen=True)
class Span:
    """From where to where of a whole something is (0 to 1); the words beside it say the same."""

    low: float
    high: float


@dataclass(frozen=True)
class Figure:
    """A chart with its words. `source` is whole source lines, `date` the day the figures are as of.

    `alt` tells all that the drawing tells, for those who do not see it; `share` is how much of the page's
    width it takes. Without a title the chart stands alone, beside words that say the same.
    """

    picture: Picture
    title: str
    sentence: str
    source: str
    date: str
    alt: str
    share: float = 1.0
    look: str = ""

    @classmethod
    def bare(cls, picture: Picture, alt: str, look: str = "") -> Figure:
        """Small picture without words around it."""
        return cls(picture, "", "", "", "", alt, look=look)


Block = (
    Headline
    | Heading
    | Sentence
    | Note
    | Notice
    | Bullets
    | Facts
    | Quotation
    | Mark
    | Example
    | Sources
    | Group
    | Listing
    | Fold
    | Live
    | StatusLines
    | Tiles
    | Bullet
    | Strip
    | Span
    | Figure
    | Table
    | Matrix
    | Twin
    | Fields
    | Blank
    | Choices
    | PageBreak
    | Form
    | TitleHere
)


def plain(words: Words | Cell | None) -> str:
    """Text of some words, without language, weight and link; empty for a blank."""
    if words is None:
        return ""
    if isinstance(words, Cell):
        return "\n".join(filter(None, (plain(each) for each in (words.words, *words.lines, *words.small))))
    if isinstance(words, tuple):
        return "".join(plain(each) for each in words)
    if isinstance(words, str):
        return words
    return words.text if isinstance(words, Phrase) else words.words if isinstance(words, Link) else words.word


def phrases(words: Words | Cell) -> tuple[Phrase, ...]:
    """Words as phrases, one by one: what a paper can say of them."""
    if isinstance(words, Cell):
        below = (part for more in (*words.lines, *words.small) for part in (Phrase("\n"), *phrases(more)))
        return (*phrases(words.words), *below)
    parts = words if isinstance(words, tuple) else (words,)
    return tuple(_phrase(part) for part in parts)


def _phrase(part: Inline) -> Phrase:
    if isinstance(part, Phrase):
        return part
    return Phrase(plain(part), part.language if isinstance(part, Link) else None)
