"""Options of the commands `paper` and `form`; they import no papers, so that other commands start as fast."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from terms.languages import LANGUAGES

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

PLACE, DAY = "{place}", "{date}"
FILES = ("pdf", "docx", "xlsx")
EACH = ("kommune", "prosjekt")
FORMS = (".docx", ".pdf")
FIRST_YEAR, LAST_YEAR = 1900, 2100


def add_paper_command(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command to the command line."""
    purpose = "lag et papir (PDF, Word eller arbeidsbok) av et utvalg, og ta vare på det"
    maker = commands.add_parser("paper", help=purpose, description=purpose)
    waiting = "lag papirene som venter på tavla; den starter dette selv når det trengs"
    maker.add_argument("--kind", metavar="SLAG", default="council", help="slags papir; ellers council")
    maker.add_argument("--kommune", metavar="1580,…", help="kommunenummer eller -navn, flere med komma")
    maker.add_argument("--fylke", metavar="15", help="fylkesnummer eller -navn")
    maker.add_argument("--program", metavar="NØKKEL", help="programmet papiret gjelder")
    maker.add_argument("--prosjekt", metavar="NØKKEL,…", help="prosjekter, flere med komma")
    maker.add_argument("--year", metavar="ÅR", help="år, eller første og siste: 2012-2014")
    maker.add_argument("--query", metavar="ADRESSE", help="adressen på tavla, eller det etter ? i den")
    maker.add_argument("--lang", choices=LANGUAGES, help="språk; ellers målformen til mottakeren")
    maker.add_argument(
        "--out", metavar="FIL", help=f"fil, mappe, eller mønster med {PLACE} og {DAY}; ellers etter innholdet"
    )
    maker.add_argument("--format", choices=FILES, help="slags fil i en mappe; ellers pdf")
    maker.add_argument("--each", choices=EACH, help="ett papir for hver kommune eller hvert prosjekt")
    maker.add_argument("--force", action="store_true", help="skriv over filer som finnes")
    maker.add_argument("--queue", action="store_true", help=waiting)


def add_form_command(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command to the command line."""
    purpose = "fyll ut årsrapportskjemaet til et prosjekt med det som står på tavla"
    writer = commands.add_parser("form", help=purpose, description=purpose)
    writer.add_argument(
        "--project", metavar="NØKKEL", required=True, help="nøkkelen eller navnet til prosjektet"
    )
    writer.add_argument(
        "--year", metavar="ÅR", type=_year, help="året rapporten gjelder; ellers det siste kjente"
    )
    writer.add_argument(
        "--lang", choices=("nb", "nn"), help="bokmål eller nynorsk; ellers prosjektets målform"
    )
    writer.add_argument(
        "--out", metavar="FIL", type=_form_file, required=True, help="filen å skrive: .docx eller .pdf"
    )
    writer.add_argument("--force", action="store_true", help="skriv over filen hvis den finnes")


def _year(text: str) -> int:
    """Year in four digits. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise ArgumentTypeError(f"«{text}» er ikke et år")
    return int(text)


def _form_file(text: str) -> Path:
    """File that a form can be. Raises ArgumentTypeError."""
    path = Path(text)
    if path.suffix.lower() not in FORMS:
        raise ArgumentTypeError(f"«{text}» må ende på {' eller '.join(FORMS)}")
    return path
