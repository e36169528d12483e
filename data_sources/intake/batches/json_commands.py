"""Carries out `import` and `undo` for a program: JSON out, and progress as lines.

The answer goes to the web process, which may not see a raw count: neither one that is stored nor one on its
way in. Of participation it learns how many rows change, and nothing else.
"""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data_sources.database import SourceUnavailable, reading
from data_sources.intake.batches.batches import File, apply, preview
from data_sources.intake.batches.changes import counts
from data_sources.intake.batches.reading import KEPT, Read, corrected, not_stored, read_content, report_tables
from data_sources.intake.batches.undo import undo
from data_sources.intake.forms.annual_report import parse_report
from data_sources.intake.forms.fields import BY_KEY
from data_sources.intake.limits import MAX_UPLOAD
from data_sources.intake.refusals import ImportStopped, PaperRefused, RowsRejected, UnreadableFile
from data_sources.intake.workbooks.annotated import annotated
from data_sources.intake.workbooks.sheets import BY_TABLE, PARTICIPATION

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping, Sequence

    from data_sources.intake.batches.batches import Applied, Preview
    from data_sources.intake.batches.changes import Change
    from data_sources.intake.batches.journal import Databases
    from data_sources.intake.forms.annual_report import Field, Report
    from data_sources.intake.parsed import Rejected
    from data_sources.intake.wording import Language

REPORT = "annual_report"
STOPPED = (ImportStopped, PaperRefused, UnreadableFile, SourceUnavailable)
"""What ends with a sentence for the user."""
JsonAnswer = dict[str, Any]
LARGE = 1e6
SHOWN = 200
"""Changes and faults that are listed; the rest are counted."""
OF_FORM: Mapping[str, Mapping[Language, str]] = {
    "report": {"nb": "Årsrapport", "nn": "Årsrapport"},
    "anchoring": {"nb": "Forankring", "nn": "Forankring"},
    "policy_goal": {"nb": "Distriktspolitiske mål", "nn": "Distriktspolitiske mål"},
    "effect_assessment": {"nb": "Geografisk effekt", "nn": "Geografisk effekt"},
    "progress_assessment": {"nb": "Framdrift", "nn": "Framdrift"},
    "project_text": {"nb": "Tekster", "nn": "Tekstar"},
}
"""Tables that an annual report fills and no sheet does."""
TEXT: Mapping[Language, str] = {"nb": "Tekst", "nn": "Tekst"}
COUNTED = ("unique_participants", "attendances", "completed")
OURS = ("source", "evidence")
"""Columns the intake fills in itself."""


def run_json(chosen: Namespace, databases: Databases) -> int:
    """Carry out one command and print its answer; 0 also when the answer is a refusal."""
    try:
        answer = _answer(chosen, databases)
    except STOPPED as stopped:
        answer = refused(str(stopped))
    sys.stdout.write(json.dumps(answer, ensure_ascii=False))
    return 0


def _answer(chosen: Namespace, databases: Databases) -> JsonAnswer:
    if chosen.command == "undo":
        undone = undo(chosen.batch, databases)
        return {"outcome": "undone", "batch": undone.batch, "version": undone.version}
    return _import(Path(chosen.files[0]), chosen, databases)


def _import(path: Path, chosen: Namespace, databases: Databases) -> JsonAnswer:
    with path.open("rb") as opened:
        content = opened.read(MAX_UPLOAD + 1)
    language: Language = "nn" if chosen.lang == "nn" else "nb"
    corrections = _corrections(chosen.corrections)
    report, read = _read(content, path.name, chosen, corrections, databases)
    more: JsonAnswer = {"left_out": list(read.left_out)}
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
    read = read_content(content, name, databases.board, chosen.project, _show_progress)
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


def _show_progress(done: int, total: int) -> None:
    sys.stderr.write(f"progress {done} {total}\n")
    sys.stderr.flush()


def refused(sentence: str) -> JsonAnswer:
    """Answer that nothing was done, and why."""
    return {"outcome": "refused", "sentence": sentence}


def previewed(seen: Preview, language: Language) -> JsonAnswer:
    """Answer with what an import would do: `rejected`, `same`, `nothing` or `changes`."""
    if seen.rejected:
        return rejected(seen.rejected)
    if seen.batch is not None:
        return {"outcome": "same", "batch": seen.batch}
    if not seen.changes:
        return {"outcome": "nothing"}
    fields = [
        field
        for change in seen.changes
        if change.kind != "added" and change.table != PARTICIPATION
        for field in _fields(change, language)
    ]
    return {
        "outcome": "changes",
        "counts": _counts(seen.changes, language),
        "changes": fields[:SHOWN],
        "more": max(len(fields) - SHOWN, 0),
        "raw": any(change.table == PARTICIPATION for change in seen.changes),
    }


def rejected(faults: Sequence[Rejected]) -> JsonAnswer:
    """List the cells that cannot be used; a count among them may be a stored one, and is left out."""
    listed = [
        {
            "sheet": one.sheet,
            "row": one.row,
            "column": one.column,
            "value": "" if one.column in COUNTED else one.value,
            "advice": one.advice,
        }
        for one in faults[:SHOWN]
    ]
    return {"outcome": "rejected", "rejected": listed, "rejected_in_all": len(faults)}


def applied(done: Applied, language: Language) -> JsonAnswer:
    """Answer with what was stored: `applied` with its batch, `same` or `nothing`."""
    if done.version is None:
        return {"outcome": "nothing"} if done.batch is None else {"outcome": "same", "batch": done.batch}
    return {
        "outcome": "applied",
        "batch": done.batch,
        "version": done.version,
        "counts": _counts(done.changes, language),
    }


def fields_of(report: Report) -> list[JsonAnswer]:
    """List the fields of a report for review, in the form's order; `stored` are those the board keeps."""
    return [_field_of(field) for field in report.fields]


def _field_of(field: Field) -> JsonAnswer:
    value = field.value
    return {
        "key": field.key,
        "label": field.label,
        "state": field.state,
        "value": ", ".join(value) if isinstance(value, tuple) else value,
        "raw": field.raw,
        "place": str(field.place or ""),
        "sure": field.sure,
        "why": field.why,
        "stored": field.key in KEPT,
        "options": {option.letter: option.labels[0] for option in BY_KEY[field.key].options},
        "questions": [
            {"sentence": one.sentence, "possible": list(one.possible), "suggestion": one.suggestion}
            for one in field.questions
        ],
    }


def _counts(changes: Iterable[Change], language: Language) -> dict[str, Mapping[str, int]]:
    return {_sheet(table, language): kinds for table, kinds in counts(changes).items()}


def _fields(change: Change, language: Language) -> Iterable[JsonAnswer]:
    for column, (before, after) in change.columns.items():
        if column not in OURS:
            yield {
                "sheet": _sheet(change.table, language),
                "row": " · ".join(map(str, change.key)),
                "column": _column(change.table, column, language),
                "before": _text(before),
                "after": _text(after),
            }


def _sheet(table: str, language: Language) -> str:
    return (
        BY_TABLE[table].names[language] if table in BY_TABLE else OF_FORM.get(table, {}).get(language, table)
    )


def _column(table: str, name: str, language: Language) -> str:
    columns = BY_TABLE[table].columns if table in BY_TABLE else ()
    usual = TEXT[language] if name == "text" else name
    return next((column.headings[language] for column in columns if column.name == name), usual)


def _text(value: object) -> str | None:
    """Value as people write it: «120», «1,5»."""
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",") if abs(value) < LARGE else f"{value:.0f}"
    return None if value is None else str(value)
