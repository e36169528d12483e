"""A report with what a person has corrected in it: a corrected field is read, sure, and asks nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.intake.dates import dates_in
from data_sources.intake.forms.report_fields import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data_sources.intake.forms.report import Field, Report, Value


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


def _value(key: str, written: str) -> Value:
    known = [option.letter for option in BY_KEY[key].options]
    if known:
        return tuple(letter for letter in known if letter in written.casefold())
    if BY_KEY[key].kind == "places":
        return tuple(part.strip() for part in written.split(",") if part.strip())
    return written.strip()
