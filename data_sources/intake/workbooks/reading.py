"""Reads a file of any kind the intake takes, told apart by content and never by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from data_sources.catalogue import loaders
from data_sources.database import reading
from data_sources.intake.batches.report_tables import not_stored, report_tables
from data_sources.intake.forms.annual_report import parse_report
from data_sources.intake.forms.refusals import NotAnAnnualReport
from data_sources.intake.limits import check_size, is_workbook
from data_sources.intake.workbooks.csv_file import read_csv
from data_sources.intake.workbooks.stored import stored_in
from data_sources.intake.workbooks.whole_file import Asked
from data_sources.intake.workbooks.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from data_sources.intake.workbooks.parsed import Parsed

PAPER = re.compile(rb"\s*(PK|%PDF|<|\xd0\xcf\x11\xe0)")
"""How Word, PDF and HTML begin; what else is not a workbook is text."""


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
    asked = Asked(name, stored_in(loaders(board)), project)
    if is_workbook(content):
        return Read(read_workbook(content, asked, progress=progress), digest)
    sheet = read_csv(content, asked, progress=progress)
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
