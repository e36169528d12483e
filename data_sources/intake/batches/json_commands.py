"""Carries out `import` and `undo` for a program: JSON out, and progress as lines."""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from data_sources.database import SourceUnavailable, reading
from data_sources.intake.batches.batches import File, apply, preview
from data_sources.intake.batches.corrections import corrected
from data_sources.intake.batches.json_answers import Answer, applied, fields_of, previewed, refused, rejected
from data_sources.intake.batches.report_tables import not_stored, report_tables
from data_sources.intake.batches.stops import ImportStopped, RowsRejected
from data_sources.intake.batches.undo import undo
from data_sources.intake.forms.annual_report import parse_report
from data_sources.intake.forms.refusals import PaperRefused
from data_sources.intake.limits import MAX_UPLOAD, UnreadableFile
from data_sources.intake.workbooks.annotated import annotated
from data_sources.intake.workbooks.reading import Read, read_content

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from data_sources.intake.batches.journal import Databases
    from data_sources.intake.forms.report import Report
    from data_sources.intake.wording import Language
    from data_sources.intake.workbooks.parsed import Rejected

REPORT = "annual_report"
STOPPED = (ImportStopped, PaperRefused, UnreadableFile, SourceUnavailable)
"""What ends with a sentence for the user."""


def run_json(chosen: Namespace, databases: Databases) -> int:
    """Carry out one command and print its answer; 0 also when the answer is a refusal."""
    try:
        answer = _answer(chosen, databases)
    except STOPPED as stopped:
        answer = refused(str(stopped))
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))
    return 0


def _answer(chosen: Namespace, databases: Databases) -> Answer:
    if chosen.command == "undo":
        undone = undo(chosen.batch, databases)
        return {"outcome": "undone", "batch": undone.batch, "version": undone.version}
    return _import(Path(chosen.files[0]), chosen, databases)


def _import(path: Path, chosen: Namespace, databases: Databases) -> Answer:
    with path.open("rb") as opened:
        content = opened.read(MAX_UPLOAD + 1)
    language: Language = "nn" if chosen.lang == "nn" else "nb"
    corrections = _corrections(chosen.corrections)
    report, read = _read(content, path.name, chosen, corrections, databases)
    more: Answer = {"left_out": list(read.left_out)}
    if report is not None:
        more |= {"fields": fields_of(report), "project": read.parsed.project}
    file = File(path.name, read.hash)
    if chosen.preview:
        seen = preview(read.parsed, file, databases)
        if seen.rejected and chosen.annotated and report is None:
            _annotate(Path(chosen.annotated), content, path.name, seen.rejected, language)
        return previewed(seen, language) | more
    try:
        return applied(apply(read.parsed, file, databases, overwrite=chosen.yes), language) | more
    except RowsRejected as faults:
        return rejected(faults.rejected) | more


def _read(
    content: bytes, name: str, chosen: Namespace, corrections: Mapping[str, str], databases: Databases
) -> tuple[Report | None, Read]:
    """Read a file; a report with its corrections, which make it another file than the one without."""
    read = read_content(content, name, databases.board, chosen.project, _tell)
    if read.parsed.kind != REPORT:
        return None, read
    report = corrected(parse_report(content), corrections)
    written = json.dumps(dict(corrections), sort_keys=True).encode() if corrections else b""
    with reading(databases.board) as board:
        tables = report_tables(report, board, corrections.get("project") or chosen.project)
    return report, Read(tables, sha256(content + written).hexdigest(), tuple(not_stored(report)))


def _corrections(path: str | None) -> dict[str, str]:
    if path is None or not Path(path).is_file():
        return {}
    written = json.loads(Path(path).read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in written.items()}


def _annotate(
    target: Path, content: bytes, name: str, faults: Sequence[Rejected], language: Language
) -> None:
    target.write_bytes(annotated(content, name, faults, language))


def _tell(done: int, total: int) -> None:
    sys.stderr.write(f"progress {done} {total}\n")
    sys.stderr.flush()
