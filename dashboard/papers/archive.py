"""What a paper showed, kept under a short id so that it can be opened later and compared with today."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Protocol

from dashboard.content.blocks import Heading, StatusLines, plain
from dashboard.content.document import Document, from_json, to_json
from dashboard.content.form import Fields, Form
from dashboard.content.tables import Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from dashboard.content.form import FormRow
    from terms.languages import Language

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Signs of an id: none that is read as another on paper (0 O, 1 I L, U V)."""
LENGTH = 10
"""Signs of an id: among a million papers, two alike are as likely as one in a thousand."""
Row = dict[str, str | int]
"""A snapshot as it is stored, by column."""


@dataclass(frozen=True)
class Snapshot:
    """A paper as it was made: `content` is canonical JSON of its Document, without the id itself.

    `query` is the address's query of the selection; `made_at` is UTC, ISO 8601. The id depends on all
    but `made_at`: the same paper of the same data has the same id.
    """

    id: str
    kind: str
    query: str
    language: Language
    data_version: int
    made_at: str
    content: str

    @property
    def document(self) -> Document:
        """Paper as it was, with its id."""
        found: Document = from_json(json.loads(self.content))
        return found.kept_as(self.id)

    def row(self) -> Row:
        """Columns of the table `snapshot`."""
        return dict(vars(self))


class Archive(Protocol):
    """Where snapshots are kept; the board adds and reads, and never changes or removes one."""

    def keep(self, row: Row) -> None:
        """Store a snapshot; one that is there already stays as it was. Raises OSError."""

    def find(self, snapshot_id: str) -> Row | None:
        """Return a stored snapshot; None where there is none. Raises OSError."""


class Change(NamedTuple):
    """A figure that is not what it was: where in the paper, then and now; None = it was or is not there."""

    where: str
    then: str | None
    now: str | None


def taken(document: Document, *, data_version: int, now: dt.datetime) -> Snapshot:
    """Snapshot of a paper; give the paper the id with `document.kept_as(snapshot.id)`."""
    content = _canonical(document.kept_as(""))
    identity = "\n".join((document.kind, document.query, document.language, str(data_version), content))
    return Snapshot(
        id=_short(identity),
        kind=document.kind,
        query=document.query,
        language=document.language,
        data_version=data_version,
        made_at=now.isoformat(timespec="seconds"),
        content=content,
    )


def read_row(row: Mapping[str, str | int]) -> Snapshot:
    """Snapshot from the columns of the table."""
    return Snapshot(**row)  # type: ignore[arg-type]  # the table's columns are the fields


def tidy_id(written: str) -> str | None:
    """Id as people write it («k7m3p 9qxwt»); None where it cannot be one."""
    found = "".join(written.upper().split()).replace("-", "")
    return found if len(found) == LENGTH and set(found) <= set(LETTERS) else None


def difference(then: Document, now: Document) -> list[Change]:
    """What has changed from one paper to another of the same kind and selection, in the order of the paper.

    Compared are status lines, fields and table cells, by heading, caption, name of the row and of the
    column; running text and pictures say the same in other ways. What is gone comes last.
    """
    before, after = dict(_facts(then)), dict(_facts(now))
    changed = [
        Change(where, before.get(where), text) for where, text in after.items() if before.get(where) != text
    ]
    return changed + [Change(where, text, None) for where, text in before.items() if where not in after]


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    """Every figure of a paper by where it stands; rows with the same name are counted."""
    heading = ""
    seen: dict[str, int] = {}

    def place(*parts: str) -> str:
        name = " · ".join(part for part in parts if part)
        seen[name] = seen.get(name, 0) + 1
        return name if seen[name] == 1 else f"{name} ({seen[name]})"

    for block in document.blocks:
        if isinstance(block, Heading):
            heading = plain(block.words)
        elif isinstance(block, StatusLines):
            yield from ((place(heading, row.label), f"{row.word}. {row.sentence}") for row in block.rows)
        elif isinstance(block, Fields):
            yield from ((place(label), plain(value)) for label, value in block.rows if value is not None)
        elif isinstance(block, Form):
            yield from ((place(row.label), _filled_in(row)) for row in block.rows if not row.blank)
        elif isinstance(block, Table):
            for first, *cells in block.rows:
                for column, cell in zip(block.columns[1:], cells, strict=True):
                    yield place(block.caption, plain(first), column.label), plain(cell)


def _filled_in(row: FormRow) -> str:
    """Answer of a form's question as one text: letters ticked, then words."""
    ticked = [f"{option.letter} {plain(option.note)}".strip() for option in row.options if option.ticked]
    return "\n".join([*ticked, *(plain(words) for words in row.answer)])


def _canonical(document: Document) -> str:
    """Return the same text for the same paper, in whatever order its parts were made."""
    return json.dumps(to_json(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _short(identity: str) -> str:
    number = int.from_bytes(sha256(identity.encode()).digest())
    signs = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        signs.append(LETTERS[rest])
    return "".join(signs)
