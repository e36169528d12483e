"""Reads a file of any kind the intake takes; an annual report is corrected and becomes rows for the board."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import select

from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import reading
from data_sources.intake.forms.annual_report import parse_report
from data_sources.intake.forms.dates_and_amounts import dates_in
from data_sources.intake.forms.fields import BY_KEY
from data_sources.intake.limits import check_size, is_workbook
from data_sources.intake.parsed import PLACE, Parsed, Rejected
from data_sources.intake.refusals import NotAnAnnualReport
from data_sources.intake.workbooks.files import read_csv, read_workbook
from data_sources.intake.workbooks.stored import stored_in
from data_sources.intake.workbooks.whole_file import FileContext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sqlalchemy import Connection, Engine

    from data_sources.intake.forms.annual_report import Field, FieldValue, Report

PAPER = re.compile(rb"\s*(PK|%PDF|<|\xd0\xcf\x11\xe0)")
"""How Word, PDF and HTML begin; what else is not a workbook is text."""
STORED = (
    "date", "report_type", "project_name", "anchoring", "progress", "geographic_effect", "method",
    "transfer_value", "policy_goals", "continuation",
)  # fmt: skip
"""Fields with tables of their own: a question about one of them stops the import until it is answered."""
NAMING = ("from", "project_leader", "steering_group_leader", "county_contact")
"""Fields that may name persons: the board keeps roles and organisations only, so they are never stored."""
KEPT = frozenset(key for key in BY_KEY if key not in NAMING)
"""Fields that are stored: in tables of their own, or as they were read."""
TEXTS = ("method", "transfer_value", "continuation")
SPRING = 6
"""A report delivered by this month is about the year before: the deadline is 24 April."""
FORM = "Årsrapport"


@dataclass(frozen=True)
class Read:
    """A file that was read: its rows, the SHA-256 of its content, and what in it becomes no rows."""

    parsed: Parsed
    hash: str
    left_out: tuple[str, ...] = ()


def read_content(
    content: bytes,
    name: str,
    board: Engine,
    project: str | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Read:
    """Read a workbook, a CSV file or an annual report; stores nothing.

    Raises:
        UnreadableFile: The file cannot be opened, or is not safe to open.
        PaperRefused: The file is a paper of a kind that is not read.
        SourceUnavailable: The board's database is locked, missing or not readable.
    """
    check_size(content, "nb")
    digest = sha256(content).hexdigest()
    if PAPER.match(content) and not is_workbook(content):
        return _paper(content, digest, board, project)
    context = FileContext(name, stored_in(loaders(board)), project)
    if is_workbook(content):
        return Read(read_workbook(content, context, progress=progress), digest)
    sheet = read_csv(content, context, progress=progress)
    if not sheet.tables and not any(one.row for one in sheet.rejected):  # no heading of ours: perhaps a form
        try:
            return _paper(content, digest, board, project)
        except NotAnAnnualReport as other:
            if other.kind != "unknown":
                raise
    return Read(sheet, digest)


def _paper(content: bytes, digest: str, board: Engine, project: str | None) -> Read:
    report = parse_report(content)
    with reading(board) as connection:
        return Read(report_tables(report, connection, project), digest, tuple(not_stored(report)))


def corrected(report: Report, corrections: Mapping[str, str]) -> Report:
    """Put corrections, as text by the field's key, in the place of what was read; others are left alone.

    Letters are written in any order and with anything between them («a, c»). A date that is none empties
    the field, so that it is asked about again.
    """
    fields = tuple(
        _field(field, corrections[field.key]) if field.key in corrections else field
        for field in report.fields
    )
    days = dates_in(corrections["date"]) if "date" in corrections else ()
    day = report.day if "date" not in corrections else days[0] if len(days) == 1 else None
    return replace(report, fields=fields, day=day)


def _field(field: Field, written: str) -> Field:
    value = _value(field.key, written)
    return replace(
        field, state="read" if value else "empty", value=value, raw=written, sure="high", why="", questions=()
    )


def _value(key: str, written: str) -> FieldValue:
    known = [option.letter for option in BY_KEY[key].options]
    if known:
        return tuple(letter for letter in known if letter in written.casefold())
    if BY_KEY[key].kind == "places":
        return tuple(part.strip() for part in written.split(",") if part.strip())
    return written.strip()


def report_tables(report: Report, board: Connection, project: str | None) -> Parsed:
    """Make rows of a report; what must be decided by a person is rejected, with the question as advice.

    The project is the one given, or the one on the board with the report's project name.
    """
    whose, unknown = _project(report, board, project)
    rejected = [
        Rejected(FORM, 0, BY_KEY[key].labels[0], question.about, question.sentence)
        for key, question in report.questions
        if key in STORED
    ]
    rejected += unknown
    if report.day is None:
        advice = "Datoen trengs for å vite hvilket år rapporten gjelder: skriv den i skjemaet."
        rejected.append(Rejected(FORM, 0, "Dato", report["date"].raw, advice))
    if rejected or whose is None or report.day is None:
        return Parsed("annual_report", {}, tuple(rejected), whose)
    return Parsed("annual_report", _tables(report, board, whose, report.day), (), whose)


def not_stored(report: Report) -> list[str]:
    """Name the answered fields that are not stored, for the one who imports."""
    return [field.label for field in report.fields if field.key not in KEPT and field.value]


def _project(report: Report, board: Connection, given: str | None) -> tuple[str | None, list[Rejected]]:
    if given is not None:
        return given, []
    name = report["project_name"].value
    written = name if isinstance(name, str) else ""
    known = board.execute(select(schema.project.c.project, schema.project.c.name)).all()
    found = [project for project, title in known if _plain(title) == _plain(written)]
    if len(found) == 1:
        return found[0], []
    advice = "Ingen prosjekter på tavla har dette navnet: si hvilket det er med --project."
    if found:
        advice = f"Flere prosjekter har dette navnet: si hvilket med --project ({', '.join(found)})."
    return None, [Rejected(FORM, 0, "Prosjektnavn", written, advice)]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _tables(report: Report, board: Connection, project: str, day: date) -> dict[str, list[dict[str, object]]]:
    year = day.year - 1 if day.month <= SPRING else day.year
    effect = report["geographic_effect"].value
    effects = [{"year": year, "achieved": effect[0]}] if effect else []
    texts = [(kind, report[kind].value) for kind in TEXTS]
    about = _report(report, board, project, (year, day))
    rows: dict[str, list[dict[str, object]]] = {
        "report": [about],
        "report_field": _answers(report, about["report"]),
        "effect_assessment": [dict(row) for row in effects],
        "policy_goal": [{"letter": letter} for letter in _letters(report, "policy_goals")],
        "anchoring": _anchoring(report, board, project, year),
        "progress_assessment": [
            {"date": day, "code": letter, "text": _note(report, "progress", letter)}
            for letter in _letters(report, "progress")
        ],
        # One text of each kind for each year, after the numbered ones from other sources.
        "project_text": [{"kind": kind, "position": year, "text": text} for kind, text in texts if text],
    }
    placed = {name: [{PLACE: (FORM, 0), **row} for row in some] for name, some in rows.items()}
    return {name: some for name, some in placed.items() if some}


def _answers(report: Report, key: object) -> list[dict[str, object]]:
    """Answers without a table of their own, as they were read."""
    written = [
        (position, field.key, ", ".join(field.value) if isinstance(field.value, tuple) else field.value)
        for position, field in enumerate(report.fields, start=1)
        if field.key in KEPT and field.key not in STORED
    ]
    return [
        {"report": key, "field": field, "position": position, "text": text}
        for position, field, text in written
        if text
    ]


def _letters(report: Report, key: str) -> tuple[str, ...]:
    value = report[key].value
    return value if isinstance(value, tuple) else ()


def _note(report: Report, key: str, letter: str) -> str:
    """What was written beside a cross, else the form's own words."""
    notes = [note for field, code, note in report.notes if (field, code) == (key, letter) and note]
    words = next(option.labels[0] for option in BY_KEY[key].options if option.letter == letter)
    return " ".join(notes) or words


def _report(report: Report, board: Connection, project: str, when: tuple[int, date]) -> dict[str, object]:
    year, day = when
    kind = (
        "final" if str(report["report_type"].value).casefold().startswith(("slutt", "avslut")) else "annual"
    )
    table = schema.report.c
    same = (table.project == project) & (table.kind == kind) & (table.year == year)
    keys = board.scalars(select(table.report).where(same, table.evidence != "example")).all()
    key = keys[0] if keys else f"{project}-{kind}-{year}"
    return {"report": key, "kind": kind, "year": year, "delivered": day}


def _anchoring(report: Report, board: Connection, project: str, year: int) -> list[dict[str, object]]:
    """Rows for crosses that are not known; what is known may have more words than the form's."""
    table = schema.anchoring.c
    known = set(board.scalars(select(table.code).where(table.project == project)))
    return [
        {"position": year * 10 + number, "code": letter, "text": _note(report, "anchoring", letter)}
        for number, letter in enumerate(_letters(report, "anchoring"))
        if letter not in known
    ]
