"""The command `read`: prints the fields of an annual report form, and stores nothing."""

from __future__ import annotations

import json
import sys

from data_sources.intake.forms.annual_report import read_report
from data_sources.intake.forms.refusals import PaperRefused
from data_sources.intake.forms.report_listing import decisions, listing

DONE, REFUSED = 0, 1


def read(file: str, *, as_json: bool) -> int:
    """Print what a form says: 0 read, 1 refused with the reason, as other kinds of paper are."""
    try:
        report = read_report(file)
    except PaperRefused as error:
        return _refuse(str(error))
    except OSError:
        return _refuse(f"Kan ikke lese «{file}»: finnes filen, og har du tilgang til den?")
    if not as_json:
        sys.stdout.write(f"{listing(report)}\n")
        return DONE
    sys.stdout.write(f"{json.dumps(report.to_json(), ensure_ascii=False, indent=2)}\n")
    sys.stderr.write(decisions(report))
    return DONE


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED
