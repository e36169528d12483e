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
from data_sources.intake.batches.change_listing import change_lines, count_words, rejected_lines
from data_sources.intake.batches.changes import counts
from data_sources.intake.batches.commands import ROLE_WORDS
from data_sources.intake.batches.json_commands import run_json
from data_sources.intake.batches.stops import ImportStopped, RowsRejected, WouldChange
from data_sources.intake.batches.undo import undo
from data_sources.intake.forms.refusals import PaperRefused
from data_sources.intake.limits import MAX_UPLOAD, UnreadableFile
from data_sources.intake.workbooks.reading import read_content

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from data_sources.intake.batches.journal import Databases
    from data_sources.intake.workbooks.reading import Read

DONE, REFUSED = 0, 1


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
    progress = _tell if sys.stderr.isatty() else _keep_quiet
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


def _tell(done: int, total: int) -> None:
    """Show how far the reading is, on the one line of a terminal."""
    sys.stderr.write(f"\r{100 * done // max(total, 1)} % lest" + ("\n" if done >= total else ""))


def _keep_quiet(_done: int, _total: int) -> None:
    """Say nothing where nobody watches."""
