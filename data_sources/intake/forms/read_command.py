"""The command `read`: prints the fields of an annual report form, and stores nothing."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from data_sources.intake.forms.annual_report import read_report
from data_sources.intake.forms.fields import BY_KEY
from data_sources.intake.refusals import PaperRefused

if TYPE_CHECKING:
    from data_sources.intake.forms.annual_report import Field, Report

DONE, REFUSED = 0, 1
STATES = {
    "read": "lest",
    "empty": "tomt",
    "missing": "mangler i dokumentet",
    "cut_off": "kuttet",
    "ambiguous": "må avgjøres",
}
SURENESS = {"high": "sikkert", "medium": "trolig", "low": "usikkert"}
SHOWN = 200
"""Letters of an answer on the screen; --json has it all."""


def read(file: str, *, as_json: bool) -> int:
    """Print what a form says: 0 read, 1 refused with the reason, as other kinds of paper are."""
    try:
        report = read_report(file)
    except PaperRefused as error:
        return _refuse(str(error))
    except OSError:
        return _refuse(f"Kan ikke lese «{file}»: finnes filen, og har du tilgang til den?")
    if not as_json:
        sys.stdout.write(f"{report_lines(report)}\n")
        return DONE
    sys.stdout.write(f"{json.dumps(report.to_json(), ensure_ascii=False, indent=2)}\n")
    sys.stderr.write(decisions(report))
    return DONE


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED


def report_lines(report: Report) -> str:
    """Field by field: what was read, from where, how sure, and what must be decided."""
    lines = [line for field in report.fields for line in _field(report, field)]
    if report.unplaced:
        lines.append("Tekst som ikke står under noen ledetekst:")
        lines += [f"    {block.place}: {_short(block.text)}" for block in report.unplaced]
    decisions = len(report.questions)
    lines.append(
        f"{len(report.fields)} felt, {decisions} må avgjøres." if decisions else f"{len(report.fields)} felt."
    )
    return "\n".join(lines)


def decisions(report: Report) -> str:
    """What must be decided before the report can be saved, one line each; empty where nothing must."""
    return "".join(f"{key}: {question.sentence}\n" for key, question in report.questions)


def _field(report: Report, field: Field) -> list[str]:
    where = f", {field.place}" if field.place else ""
    sure = f", {SURENESS[field.sure]}" if field.state not in {"missing", "empty"} else ""
    lines = [f"{field.label} [{field.key}]: {STATES[field.state]}{where}{sure}"]
    if field.value is None and field.raw:
        lines.append(f"    I dokumentet: {_short(field.raw)}")
    if field.value:
        lines.append(f"    {_short(_shown(field))}")
    lines += [f"    {letter}) {_short(note)}" for key, letter, note in report.notes if key == field.key]
    if field.why:
        lines.append(f"    ({field.why})")
    for question in field.questions:
        suggestion = f" Forslag: {question.suggestion}." if question.suggestion else ""
        lines.append(f"    Spørsmål: {question.sentence}{suggestion}")
    return lines


def _shown(field: Field) -> str:
    """Write letters with the words of the form."""
    if isinstance(field.value, str) or field.value is None:
        return field.value or ""
    words = {option.letter: option.labels[0] for option in BY_KEY[field.key].options}
    return "; ".join(f"{one}) {words[one]}" if one in words else one for one in field.value)


def _short(text: str) -> str:
    line = " / ".join(text.split("\n"))
    return line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]} …"
