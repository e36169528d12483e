"""A paper before it is Word or PDF: blocks in reading order, and what every page says about them."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from dashboard.content.charts import Picture
from dashboard.content.form_block import Form, FormOption, FormRow, TitleHere

if TYPE_CHECKING:
    from dashboard.status.marks import State
    from terms.languages import Language


@dataclass(frozen=True)
class Phrase:
    """Text in another language than the paper's, or text that carries the sentence."""

    text: str
    language: Language | None = None
    strong: bool = False


Words = str | Phrase | tuple[str | Phrase, ...]
"""What may stand wherever text stands; several phrases follow one another without a space between."""


@dataclass(frozen=True)
class Heading:
    """Heading of a section (level 1) or of a part of it (2, 3); the paper's title is not among them."""

    words: Words
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text. `lead`: the sentence a busy reader reads, in larger type."""

    words: Words
    lead: bool = False


@dataclass(frozen=True)
class Note:
    """Small text: method, sources, reservations."""

    words: Words


@dataclass(frozen=True)
class Bullets:
    """List without order; `small` for method and reservations."""

    items: tuple[Words, ...]
    small: bool = False


@dataclass(frozen=True)
class Fields:
    """Labels with values, as at the head of a case; a value of None is a blank for the writer to fill."""

    rows: tuple[tuple[str, Words | None], ...]


@dataclass(frozen=True)
class Line:
    """Status of one subject: shape and word of the state, and the sentence that says why."""

    label: str
    state: State
    word: str
    sentence: str


@dataclass(frozen=True)
class Lines:
    """Status lines, one below the other."""

    rows: tuple[Line, ...]


@dataclass(frozen=True)
class TableBlock:
    """Table with a caption above and a header row that is repeated on each page.

    The first cell of a row names it. `numeric` columns are set right. `widths` are shares of the page's
    width, one per column; without them columns are as wide as they need to be.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    numeric: tuple[int, ...] = ()
    widths: tuple[float, ...] = ()


@dataclass(frozen=True)
class PictureBlock:
    """Chart with its title above and its sentence and source below, which are text and not picture."""

    picture: Picture


@dataclass(frozen=True)
class Blank:
    """Room for the writer: what is to be written there, and how many empty lines."""

    prompt: str
    lines: int = 4


@dataclass(frozen=True)
class Choices:
    """Boxes of a form: letter (may be empty), text, and whether it is ticked; None = not answered."""

    options: tuple[tuple[str, Words, bool | None], ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = (
    Heading
    | Paragraph
    | Note
    | Bullets
    | Fields
    | Lines
    | TableBlock
    | PictureBlock
    | Blank
    | Choices
    | PageBreak
    | Form
    | TitleHere
)


NOT_KEPT = "–"
"""In the place of an id: the paper could not be kept."""


@dataclass(frozen=True)
class Document:
    """A paper. All text is plain text in `language`, or says in a Phrase that it is in another.

    `kind` is the paper's code («council»); `genre` what it is called («Saksframlegg»), above the title.
    `filters` is the selection in words, `query` the same as an address; `data_date` the day the figures
    are as of, written out. `example`: something of it is invented, which every page then says.
    `snapshot` is the id that opens exactly these figures again; empty until the paper is kept, NOT_KEPT
    where that failed. `close_set`: smaller type and margins, for papers of one page.
    """

    kind: str
    genre: str
    title: str
    language: Language
    blocks: tuple[Block, ...]
    filters: str
    query: str
    data_date: str
    example: bool
    snapshot: str = ""
    close_set: bool = False

    def kept_as(self, snapshot: str) -> Document:
        """Return the same paper with its id."""
        return replace(self, snapshot=snapshot)

    @property
    def identity(self) -> str:
        """Id of the paper; empty where it has none."""
        return "" if self.snapshot == NOT_KEPT else self.snapshot


PARTS = {
    part.__name__: part
    for part in (
        Document, Phrase, Heading, Paragraph, Note, Bullets, Fields, Line, Lines, TableBlock, PictureBlock,
        Blank, Choices, PageBreak, Picture, Form, FormRow, FormOption, TitleHere,
    )
}  # fmt: skip
"""Everything a paper is made of, by the name it has in JSON."""


def to_json(part: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Paper, or a part of one, as JSON values; `from_json` reads it back."""
    if is_dataclass(part) and not isinstance(part, type):
        return {"is": type(part).__name__} | {
            field.name: to_json(getattr(part, field.name)) for field in fields(part)
        }
    if isinstance(part, tuple):
        return [to_json(each) for each in part]
    return part


def from_json(value: Any) -> Any:  # noqa: ANN401 - the same
    """Paper, or a part of one, that `to_json` wrote.

    Raises:
        KeyError, TypeError: It is something else, or of another edition of the program.
    """
    if isinstance(value, dict):
        given = {name: from_json(each) for name, each in value.items() if name != "is"}
        return PARTS[value["is"]](**given)
    if isinstance(value, list):
        return tuple(from_json(each) for each in value)
    return value


def plain(words: Words | None) -> str:
    """Text of some words, without language and weight; empty for a blank."""
    if words is None:
        return ""
    if isinstance(words, tuple):
        return "".join(plain(each) for each in words)
    return words.text if isinstance(words, Phrase) else words


def phrases(words: Words) -> tuple[Phrase, ...]:
    """Words as phrases, one by one."""
    parts = words if isinstance(words, tuple) else (words,)
    return tuple(part if isinstance(part, Phrase) else Phrase(part) for part in parts)
