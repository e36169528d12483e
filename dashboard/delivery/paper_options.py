"""Options of the command `paper`; they know nothing of papers, so that other commands start as fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terms.languages import LANGUAGES

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

PLACE, DAY = "{place}", "{date}"
FILES = ("pdf", "docx", "xlsx")
EACH = ("kommune", "prosjekt")


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
