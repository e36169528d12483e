"""What the intake answers a program: outcome, counts, changes and faults, with raw counts as numbers of rows.

The answer goes to the web process, which may not see a raw count: neither one that is stored nor one on its
way in. Of participation it is told how many rows change, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data_sources.intake.batches.changes import counts
from data_sources.intake.batches.report_tables import KEPT
from data_sources.intake.forms.report_fields import BY_KEY
from data_sources.intake.workbooks.sheets import BY_TABLE, PARTICIPATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data_sources.intake.batches.batches import Applied, Preview
    from data_sources.intake.batches.changes import Change
    from data_sources.intake.forms.report import Field, Report
    from data_sources.intake.wording import Language
    from data_sources.intake.workbooks.parsed import Rejected

Answer = dict[str, Any]
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


def refused(sentence: str) -> Answer:
    """Tell that nothing was done, and why."""
    return {"outcome": "refused", "sentence": sentence}


def previewed(seen: Preview, language: Language) -> Answer:
    """Tell what an import would do: `rejected`, `same`, `nothing` or `changes`."""
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


def rejected(faults: Sequence[Rejected]) -> Answer:
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


def applied(done: Applied, language: Language) -> Answer:
    """Tell what was stored: `applied` with its batch, `same` or `nothing`."""
    if done.version is None:
        return {"outcome": "nothing"} if done.batch is None else {"outcome": "same", "batch": done.batch}
    return {
        "outcome": "applied",
        "batch": done.batch,
        "version": done.version,
        "counts": _counts(done.changes, language),
    }


def fields_of(report: Report) -> list[Answer]:
    """List the fields of a report for review, in the form's order; `stored` are those the board keeps."""
    return [_field_of(field) for field in report.fields]


def _field_of(field: Field) -> Answer:
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


def _fields(change: Change, language: Language) -> Iterable[Answer]:
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
