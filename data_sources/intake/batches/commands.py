"""The commands `import`, `batches` and `undo`: what can be written after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

INTAKE_COMMANDS = ("import", "batches", "undo")
ROLE_WORDS = {
    "administrator": "administrator",
    "redaktør": "editor",
    "fylkeskommune": "county",
    "styringsgruppe": "steering_group",
    "kommune": "municipality",
}
"""What the one who imports calls a role, and what it is called where it is kept."""


def add_intake_commands(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the three commands to the command line; carrying them out is in `running`."""
    purpose = "les inn arbeidsbøker, CSV-filer og årsrapporter; hver fil er én innlesing"
    bring = commands.add_parser("import", help=purpose, description=purpose)
    bring.add_argument("files", metavar="FIL", nargs="+", help="fil å lese inn")
    bring.add_argument("--preview", action="store_true", help="vis hva filene ville endre, uten å lagre")
    bring.add_argument("--yes", action="store_true", help="godta at verdier som er lagret, blir endret")
    bring.add_argument("--project", metavar="NØKKEL", help="prosjektet filene gjelder")
    bring.add_argument("--lang", choices=("nb", "nn"), default="nb", help="språket i svaret til et program")
    bring.add_argument("--annotated", metavar="FIL", help="skriv fila med feilene merket i cellene hit")
    bring.add_argument("--corrections", metavar="FIL", help="rettelser i et årsrapportskjema, som JSON")
    _add_json(bring)
    _add_role(bring)
    purpose = "vis innlesingene, den siste først"
    commands.add_parser("batches", help=purpose, description=purpose)
    purpose = "angre en innlesing"
    back = commands.add_parser("undo", help=purpose, description=purpose)
    back.add_argument("batch", metavar="N", type=int, help="nummeret på innlesingen, som «batches» viser")
    _add_json(back)
    _add_role(back)


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="svar et program: JSON, uten rå deltakertall")


def _add_role(parser: ArgumentParser) -> None:
    words = ", ".join(ROLE_WORDS)
    parser.add_argument(
        "--role",
        metavar="ROLLE",
        choices=tuple(ROLE_WORDS),
        default="administrator",
        help=f"hvem som gjør det: {words}; aldri et navn",
    )
