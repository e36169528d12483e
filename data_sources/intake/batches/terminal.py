"""Carries out the commands `import`, `batches` and `undo`, and says in words what was done."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from data_sources import schema
from data_sources.database import reading
from data_sources.intake.batches.batches import File, apply, preview
from data_sources.intake.batches.changes import counts
from data_sources.intake.batches.commands import ROLE_WORDS
from data_sources.intake.batches.json_commands import run_json
from data_sources.intake.batches.reading import read_content
from data_sources.intake.batches.undo import undo
from data_sources.intake.limits import MAX_UPLOAD
from data_sources.intake.refusals import (
    ImportStopped,
    PaperRefused,
    RowsRejected,
    UnreadableFile,
    WouldChange,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from data_sources.intake.batches.changes import Change
    from data_sources.intake.batches.journal import Databases
    from data_sources.intake.batches.reading import Read
    from data_sources.intake.parsed import Rejected

DONE, REFUSED = 0, 1
MOST = 20
"""Rows of one table, or rejected cells, that are written out; the rest are counted."""
LONGEST = 60
KINDS = {"added": "nye", "changed": "endrede", "removed": "fjernede"}
SIGNS = {"added": "+", "changed": "~", "removed": "-"}


def run(chosen: Namespace, databases: Databases) -> int:
    """Carry out one of the commands: 0 done, 1 refused with reasons.

    Raises:
        SourceUnavailable: A database is locked, missing or not readable.
    """
    if chosen.command == "batches":
        return _list(databases)
    if chosen.json:
        return run_json(chosen, databases)
    if chosen.command == "undo":
        return _undo(chosen, databases)
    # Every file is a batch of its own: one that is refused does not stop the others.
    return max([_import(Path(name), chosen, databases) for name in chosen.files])


def _import(path: Path, chosen: Namespace, databases: Databases) -> int:
    """Read and store one file, or say why not."""
    try:
        read = _read(path, chosen.project, databases)
        file = File(path.name, read.hash, ROLE_WORDS[chosen.role])
        if chosen.preview:
            return _preview(path.name, read, file, databases)
        return _store(read, file, databases, overwrite=chosen.yes)
    except RowsRejected as refused:
        return _refuse(f"{path.name}: {refused}", rejected_lines(refused.rejected))
    except WouldChange as refused:
        lines = [*change_lines(refused.changes), "Kjør kommandoen på nytt med --yes for å godta endringene."]
        return _refuse(f"{path.name}: {refused}", lines)
    except (ImportStopped, PaperRefused, UnreadableFile) as refused:
        return _refuse(f"{path.name}: {refused}")


def _store(read: Read, file: File, databases: Databases, *, overwrite: bool) -> int:
    applied = apply(read.parsed, file, databases, overwrite=overwrite)
    if applied.version is None:
        known = f"er alt lest inn, som innlesing {applied.batch}" if applied.batch else "har ingenting nytt"
        _say(f"{file.name} {known}. Ingenting er endret.")
        return DONE
    words = count_words(counts(applied.changes))
    _say(f"{file.name} er lest inn som innlesing {applied.batch}: {words}. Dataversjon {applied.version}.")
    _say_left_out(read)
    return DONE


def _read(path: Path, project: str | None, databases: Databases) -> Read:
    try:
        with path.open("rb") as opened:
            content = opened.read(MAX_UPLOAD + 1)  # one byte more than is allowed is enough to refuse it
    except OSError as error:
        raise ImportStopped("Kan ikke leses: finnes filen, og har du tilgang til den?") from error
    progress = _show_progress if sys.stderr.isatty() else _keep_quiet
    return read_content(content, path.name, databases.board, project, progress)


def _preview(name: str, read: Read, file: File, databases: Databases) -> int:
    seen = preview(read.parsed, file, databases)
    if seen.rejected:
        return _refuse(f"{name} kan ikke leses inn:", rejected_lines(seen.rejected))
    if seen.batch is not None:
        _say(f"{name} er alt lest inn, som innlesing {seen.batch}.")
    elif not seen.changes:
        _say(f"{name} har ingenting nytt.")
    else:
        _say(f"{name} ville gi {count_words(counts(seen.changes))}. Ingenting er lagret.")
        for line in change_lines(seen.changes):
            _say(line)
        _say_left_out(read)
    return DONE


def _undo(chosen: Namespace, databases: Databases) -> int:
    try:
        undone = undo(chosen.batch, databases, role=ROLE_WORDS[chosen.role])
    except ImportStopped as refused:
        return _refuse(str(refused))
    words = count_words(counts(undone.changes))
    _say(f"Innlesing {chosen.batch} er angret, som innlesing {undone.batch}: {words}. "
         f"Dataversjon {undone.version}.")  # fmt: skip
    return DONE


def _list(databases: Databases) -> int:
    with reading(databases.board) as board:
        rows = board.execute(select(schema.batch).order_by(schema.batch.c.batch.desc())).all()
    roles = {code: word for word, code in ROLE_WORDS.items()}
    states = {"applied": "gjelder", "undone": "angret"}
    for row in rows:
        what = row.file_name if row.undoes is None else f"angret innlesing {row.undoes}"
        about = f" · {row.project}" if row.project else ""
        words = count_words(json.loads(row.counts))
        parts = (row.batch, row.imported_at, f"{what}{about}", roles[row.role], states[row.status], words)
        _say(" · ".join(map(str, parts)))
    if not rows:
        _say("Ingen filer er lest inn.")
    return DONE


def _say_left_out(read: Read) -> None:
    if read.left_out:
        _say(f"Disse feltene lagres ikke: {' · '.join(read.left_out)}.")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _refuse(reason: str, lines: Iterable[str] = ()) -> int:
    for line in (reason, *lines):
        sys.stderr.write(f"{line}\n")
    return REFUSED


def _show_progress(done: int, total: int) -> None:
    """Show how far the reading is, on the one line of a terminal."""
    sys.stderr.write(f"\r{100 * done // max(total, 1)} % lest" + ("\n" if done >= total else ""))


def _keep_quiet(_done: int, _total: int) -> None:
    """Say nothing where nobody watches."""


def count_words(counts: Mapping[str, Mapping[str, int]]) -> str:
    """Say how many rows of each table were added, changed and removed."""
    parts = [
        f"{table}: {', '.join(f'{kinds[kind]} {word}' for kind, word in KINDS.items() if kinds.get(kind))}"
        for table, kinds in sorted(counts.items())
    ]
    return "; ".join(parts) or "ingen rader"


def change_lines(changes: Sequence[Change]) -> Iterator[str]:
    """List what would be others than now, column by column, and what would be new."""
    by_table: dict[str, list[Change]] = {}
    for change in changes:
        by_table.setdefault(change.table, []).append(change)
    for table, mine in by_table.items():
        yield f"{table}:"
        ordered = sorted(mine, key=lambda change: change.kind == "added")  # those that overwrite come first
        for change in ordered[:MOST]:
            yield f"  {SIGNS[change.kind]} {' · '.join(map(str, change.key))}{_columns(change)}"
        if len(mine) > MOST:
            yield f"  … og {len(mine) - MOST} til"


def rejected_lines(rejected: Sequence[Rejected]) -> Iterator[str]:
    """List cells that cannot be used: where they stand, what they hold, and what to do."""
    for one in rejected[:MOST]:
        row = f"rad {one.row}" if one.row else ""
        column = f"kolonne «{one.column}»" if one.column else ""
        place = ", ".join(part for part in (one.sheet, row, column) if part)
        value = f"«{one.value}». " if one.value else ""
        yield f"  {place}: {value}{one.advice}" if place else f"  {value}{one.advice}"
    if len(rejected) > MOST:
        yield f"  … og {len(rejected) - MOST} til"


def _columns(change: Change) -> str:
    if change.kind != "changed":
        return ""
    pairs = {name: pair for name, pair in change.columns.items() if name != "source"}
    return ": " + "; ".join(f"{name} {_value(old)} → {_value(new)}" for name, (old, new) in pairs.items())


def _value(value: object) -> str:
    if value is None:
        return "(tom)"
    text = " ".join(str(value).split())
    return f"«{text}»" if len(text) <= LONGEST else f"«{text[: LONGEST - 1]}…»"
