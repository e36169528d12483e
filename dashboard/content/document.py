"""A paper: blocks in reading order, what every page says about them, and both as JSON for the archive."""

from __future__ import annotations

import datetime as dt
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from dashboard.content import bars, blocks, form, lanes, maps, pictures, small_pictures, tables, trends
from dashboard.content.blocks import Figure, Sentence, StatusLine, StatusLines
from dashboard.content.tables import Table, word_table
from terms.words import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dashboard.content.blocks import Block
    from terms.languages import Language

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


PAGE, PAGES = "{page}", "{pages}"


def page_words(document: Document) -> dict[str, str]:
    """Words of header, footer and tables; `page` has places for the number of the page and of them all."""
    say = speaker(document.language)
    footer = [say("papers.board")]
    if document.identity:
        footer.append(say("papers.snapshot", id=shown_id(document.identity)))
    elif document.snapshot == NOT_KEPT:
        footer.append(say("delivery.not_kept"))
    if document.data_date:
        footer.append(say("papers.data_date", date=document.data_date))
    return {
        "example": say("shell.example"),
        "footer": " · ".join(footer),
        "page": say("papers.page", page=PAGE, pages=PAGES),
        "line_subject": say("papers.line_subject"),
        "line_meaning": say("label.what_it_means"),
        "ticked": say("word.ticked"),
    }


def shown_id(snapshot_id: str) -> str:
    """Id as it is printed, in two halves: «K7M3P-9QXWT»."""
    half = len(snapshot_id) // 2
    return f"{snapshot_id[:half]}-{snapshot_id[half:]}" if snapshot_id else ""


ROOMS = (blocks, tables, form, bars, trends, maps, lanes, small_pictures, pictures)
PARTS: Mapping[str, type] = {
    part.__name__: part
    for room in ROOMS
    for part in vars(room).values()
    if isinstance(part, type) and is_dataclass(part) and not part.__name__.startswith("_")
} | {"Document": Document}
"""Everything a paper is made of, by the name it has in JSON."""
FIRST_EDITION = 640.0
"""Width of every picture in the papers of the first edition, which kept pictures as drawings."""


def _old_table(caption: str, columns: Any, rows: Any, numeric: Any = (), widths: Any = ()) -> Table:  # noqa: ANN401 - read from JSON
    shares = widths or (0.0,) * len(columns)
    return word_table(caption, columns, rows, numeric=numeric, widths=shares)


def _old_figure(picture: dict[str, Any]) -> Figure:
    """Picture of the first edition: the drawing and its words were one part."""
    width, height = picture.pop("width"), picture.pop("height")
    drawn = pictures.Drawing(picture.pop("svg"), FIRST_EDITION, height)
    return Figure(drawn, **picture, share=min(1.0, width / FIRST_EDITION))


OLD: Mapping[str, Callable[..., Any]] = {
    "Paragraph": Sentence,
    "Line": StatusLine,
    "Lines": StatusLines,
    "TableBlock": _old_table,
    "PictureBlock": _old_figure,
    "Picture": dict,
}
"""Parts of papers of the first edition, by the names they had: papers kept then open still."""


def to_json(part: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Paper, or a part of one, as JSON values; `from_json` reads it back. What is as usual is left out."""
    if is_dataclass(part) and not isinstance(part, type):
        given = {
            field.name: getattr(part, field.name)
            for field in fields(part)
            if field.default is MISSING or getattr(part, field.name) != field.default
        }
        return {"is": type(part).__name__} | {name: to_json(value) for name, value in given.items()}
    if isinstance(part, tuple):
        return [to_json(each) for each in part]
    if isinstance(part, dt.date):
        return {"is": "date", "day": part.isoformat()}
    return part


def from_json(value: Any) -> Any:  # noqa: ANN401 - the same
    """Paper, or a part of one, that `to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: It is something else, or of another edition of the program.
    """
    if isinstance(value, dict):
        given = {name: from_json(each) for name, each in value.items() if name != "is"}
        name = value["is"]
        if name == "date":
            return dt.date.fromisoformat(given["day"])
        return OLD[name](**given) if name in OLD else PARTS[name](**given)
    if isinstance(value, list):
        return tuple(from_json(each) for each in value)
    return value
