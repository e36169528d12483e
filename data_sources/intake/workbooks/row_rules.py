"""What must hold between the cells of a row, and between the rows of one sheet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data_sources.intake.wording import listing, say
from data_sources.intake.workbooks.sheets import PARTICIPATION
from data_sources.intake.workbooks.typed_rows import number_of

if TYPE_CHECKING:
    from data_sources.intake.workbooks.stored import Row, Stored
    from data_sources.intake.workbooks.typed_rows import TypedSheet

PERIODS = {
    "project": (("start_year", "end_year"),),
    "goal": (("start", "deadline"),),
    "measure": (("planned_start", "planned_end"), ("actual_start", "actual_end")),
}
"""Pairs of columns of which the second is never before the first."""


def check_rows(sheet: TypedSheet, stored: Stored) -> None:
    """List what does not fit together in a sheet, and fill in what the user need not write."""
    table = sheet.sheet.table
    if table == PARTICIPATION:
        for row in sheet.rows:
            _counts(row, sheet)
        return
    _defaults(sheet)
    for row in sheet.rows:
        for start, end in PERIODS.get(table, ()):
            _in_order(row, start, end, sheet)
    if table == "goal":
        _positions(sheet, stored)
        _rings(sheet, stored)
    if table == "module_item_status":
        _items(sheet, stored)


def _counts(row: Row, sheet: TypedSheet) -> None:
    """A person who attends attends at least once, and completes once."""
    unique, attendances, completed = (
        _int(row.get(name)) for name in ("unique_participants", "attendances", "completed")
    )
    if unique is None:
        return
    if attendances is not None and attendances < unique:
        advice = say("attendances", sheet.language, attendances=attendances, unique=unique)
        sheet.reject(number_of(row), "attendances", attendances, advice)
    if completed is not None and completed > unique:
        advice = say("completed", sheet.language, completed=completed, unique=unique)
        sheet.reject(number_of(row), "completed", completed, advice)


def _defaults(sheet: TypedSheet) -> None:
    for column in sheet.sheet.columns:
        if column.default is not None:
            for row in sheet.rows:
                if row.get(column.name) is None:
                    row[column.name] = column.default


def _in_order(row: Row, start: str, end: str, sheet: TypedSheet) -> None:
    first, last = row.get(start), row.get(end)
    if isinstance(first, date) and isinstance(last, date):
        wrong, written = last < first, f"{first:%d.%m.%Y}"
    elif isinstance(first, int) and isinstance(last, int):
        wrong, written = last < first, str(first)
    else:
        return
    if wrong:
        shown = last if isinstance(last, date | int) else None
        sheet.reject(number_of(row), end, shown, say("end_before_start", sheet.language, start=written))


def _positions(sheet: TypedSheet, stored: Stored) -> None:
    """Keep the place a stored goal has; a new one without a place comes last."""
    if not sheet.rows:
        return
    known = {
        row["goal"]: _int(row["position"]) or 0
        for row in stored.rows_of("goal", str(sheet.rows[0]["project"]))
    }
    last = max([*known.values(), *(_int(row.get("position")) or 0 for row in sheet.rows)], default=0)
    for row in sheet.rows:
        if row.get("position") is None:
            if row["goal"] not in known:
                last += 1
            row["position"] = known.get(row["goal"], last)


def _rings(sheet: TypedSheet, stored: Stored) -> None:
    """List goals that are, through their parents, parts of themselves."""
    parents = {key[0]: row["parent"] for key, row in stored.by_key["goal"].items()}
    parents |= {row["goal"]: row["parent"] for row in sheet.rows if "parent" in row}
    for row in sheet.rows:
        goal, above, steps = row["goal"], parents.get(row["goal"]), 0
        while above is not None and above != goal and steps <= len(parents):
            above, steps = parents.get(above), steps + 1
        if above is not None and above == goal:
            advice = say("ring", sheet.language, column=sheet.heading("parent"))
            sheet.reject(number_of(row), "parent", str(row["parent"]), advice)


def _items(sheet: TypedSheet, stored: Stored) -> None:
    for row in sheet.rows:
        positions = stored.module_items.get(str(row["module"]), [])
        position = _int(row["position"])
        if position not in positions:
            word = "module_item" if positions else "module_no_items"
            advice = say(word, sheet.language, known=listing([str(one) for one in positions]))
            sheet.reject(number_of(row), "position", position, advice)


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None
