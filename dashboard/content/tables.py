"""Tables: columns that know what their values are, cells with words for people and a value for files."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.blocks import Figure, Link, Words

Value = float | int | str | bool | dt.date | None
"""What a file gets of a cell: a number, a text, a truth value or a day; None where there is none."""
Kind = Literal[
    "text", "code", "word", "persons", "count", "number", "share", "kroner", "days", "year", "date", "flag"
]
"""Of a column's values. `code`: text that stands for something and is never a number («0301»). `word`: a code
that people are shown as a word. `flag`: true or false. `number`: in the unit that the row names."""


@dataclass(frozen=True)
class Column:
    """Column of a table. `kind` tells files what its values are; `width` is its share of a page's width.

    `small` stands below the label. `field` is its name in code, `unit` what its numbers count, and `codes`
    the words of its values, where files carry it.
    """

    label: str
    kind: Kind = "text"
    width: float = 0.0
    small: str = ""
    field: str = ""
    unit: str = ""
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def numeric(self) -> bool:
        """Whether it is set right."""
        return self.kind not in {"text", "code", "word", "flag", "date"}


@dataclass(frozen=True)
class Cell:
    """What stands in a table: words for people, and the value for files.

    In a matrix also its `state` (a look), a `share` as a bar from its lower to its upper end, lines and
    small lines below the words, a picture, and over how many columns it goes.
    """

    words: Words
    value: Value = None
    state: str = ""
    share: tuple[float, float] | None = None
    lines: tuple[Words, ...] = ()
    small: tuple[Words, ...] = ()
    picture: Figure | None = None
    link: Link | None = None
    span: int = 1

    def __post_init__(self) -> None:
        """Let no type of a frame's stay: a day without a time, plain numbers, None for not a number."""
        value: Any = self.value
        if isinstance(value, dt.datetime):
            value = value.date()
        elif hasattr(value, "item"):
            value = value.item()
        if value != value:  # noqa: PLR0124 - not a number
            value = None
        object.__setattr__(self, "value", value)


@dataclass(frozen=True)
class Table:
    """Table with a caption, and a header row that is repeated on each page. A row's first cell names it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Words | Cell, ...], ...]
    look: str = ""


@dataclass(frozen=True)
class Matrix:
    """Table whose cells carry a state each, with words; `narrow` where it needs no full width."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    narrow: bool = False


@dataclass(frozen=True)
class Twin:
    """Tables that say in numbers what a panel draws; closed until asked for."""

    tables: tuple[Table, ...]


def word_table(
    caption: str,
    labels: Sequence[str],
    rows: Sequence[tuple[Words | Cell, ...]],
    *,
    numeric: Sequence[int] = (),
    widths: Sequence[float] = (),
) -> Table:
    """Table of words alone; `numeric` columns are set right, `widths` are shares of a page's width."""
    shares = widths or (0.0,) * len(labels)
    columns = (
        Column(label, "number" if place in numeric else "text", share)
        for place, (label, share) in enumerate(zip(labels, shares, strict=True))
    )
    return Table(caption, tuple(columns), tuple(rows))
