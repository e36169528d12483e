"""Options of the command `form`; they know nothing of papers, so that other commands start as fast."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

FORMS = (".docx", ".pdf")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def add_form_command(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command to the command line."""
    purpose = "fyll ut årsrapportskjemaet til et prosjekt med det som står på tavla"
    writer = commands.add_parser("form", help=purpose, description=purpose)
    writer.add_argument(
        "--project", metavar="NØKKEL", required=True, help="nøkkelen eller navnet til prosjektet"
    )
    writer.add_argument(
        "--year", metavar="ÅR", type=year, help="året rapporten gjelder; ellers det siste kjente"
    )
    writer.add_argument(
        "--lang", choices=("nb", "nn"), help="bokmål eller nynorsk; ellers prosjektets målform"
    )
    writer.add_argument(
        "--out", metavar="FIL", type=file, required=True, help="filen å skrive: .docx eller .pdf"
    )
    writer.add_argument("--force", action="store_true", help="skriv over filen hvis den finnes")


def year(text: str) -> int:
    """Year in four digits. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise ArgumentTypeError(f"«{text}» er ikke et år")
    return int(text)


def file(text: str) -> Path:
    """File that a form can be. Raises ArgumentTypeError."""
    path = Path(text)
    if path.suffix.lower() not in FORMS:
        raise ArgumentTypeError(f"«{text}» må ende på {' eller '.join(FORMS)}")
    return path
