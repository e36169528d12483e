"""The command `template`: writes a workbook to fill in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data_sources.catalogue import loaders
from data_sources.intake.template.template import template
from data_sources.intake.wording import LANGUAGES, Language
from data_sources.intake.workbooks.stored import stored_in

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from sqlalchemy import Engine

DONE, REFUSED = 0, 1


def add_template_command(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command to the command line."""
    purpose = "lag en arbeidsbok å fylle ut, tom eller med det som er lagret for et prosjekt"
    writer = commands.add_parser("template", help=purpose, description=purpose)
    writer.add_argument("--project", metavar="NØKKEL", help="fyll ut med det som er lagret for prosjektet")
    writer.add_argument("--lang", choices=LANGUAGES, help="bokmål eller nynorsk; ellers prosjektets målform")
    writer.add_argument("--out", metavar="FIL", type=Path, help="filen å skrive; ellers etter prosjektet")


def write_template(chosen: Namespace, board: Engine) -> int:
    """Write the workbook: 0 written, 1 refused with the reason; a file that is there is left as it is.

    Raises:
        SourceUnavailable: The database is locked, missing or not readable.
    """
    stored = stored_in(loaders(board))
    project = stored.by_key["project"].get((chosen.project,))
    if chosen.project and project is None:
        return _refuse(f"Prosjektet «{chosen.project}» finnes ikke.")
    language: Language = chosen.lang or ("nn" if project and project["language"] == "nn" else "nb")
    path: Path = chosen.out or Path(f"{chosen.project or 'bolysttavla-mal'}.xlsx")
    try:
        with path.open("xb") as file:
            file.write(template(stored, project=chosen.project, language=language))
    except FileExistsError:
        return _refuse(f"«{path}» finnes allerede. Velg et annet navn med --out.")
    except OSError:
        return _refuse(f"Kan ikke skrive «{path}»: finnes mappen, og har du tilgang til den?")
    sys.stdout.write(f"{path}\n")
    return DONE


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED
