"""Where the filled-in form of a project is: the address that panels link to."""

from __future__ import annotations

ROOT = "/skjema"


def form_link(project: str, year: int) -> str:
    """Address of the form as Word, in the project's own language."""
    return f"{ROOT}/{project}.docx?aar={year}"
