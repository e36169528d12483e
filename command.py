"""The command `bolysttavla`: fill, serve, check, and take files in; it alone knows both databases."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from sqlalchemy.exc import SQLAlchemyError

from dashboard.access.binding import why_not_bind
from dashboard.access.write_key import WriteKey
from dashboard.delivery.command_options import add_form_command, add_paper_command
from dashboard.shell.settings import SETTINGS, SettingError, Settings
from dashboard.store.store import FrameStore
from data_sources.catalogue import Holdings, holdings, loaders
from data_sources.database import SourceUnavailable, data_version, engine, upgrade
from data_sources.database_errors import in_a_sentence
from data_sources.holdings_words import age, in_words
from data_sources.intake.batches.commands import INTAKE_COMMANDS, add_intake_commands
from data_sources.intake.batches.journal import Databases, recover
from data_sources.intake.template.template import add_template_command, write_template
from data_sources.outlines.boundaries import OutlinesRefused
from data_sources.outlines.installation import add_outlines_command, bring_outlines, try_beside
from data_sources.participation import published_base
from data_sources.snapshots import MEGABYTE, SnapshotTable, held
from data_sources.snapshots import tidy as tidy_archive
from data_sources.statbank.refresh_command import add_refresh_command, run_refresh
from data_sources.statbank.register import RegisterError
from seeds.load import fill
from seeds.register import official_register
from seeds.rows import SeedError
from terms.municipality_lists import LAST_YEAR, in_use

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Engine

DONE, REFUSED = 0, 1
HERE = Path(__file__).parent


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """Lend an engine to a command and let go of its connections afterwards."""
    made = engine(url)
    try:
        yield made
    finally:
        made.dispose()


def filled(settings: Settings) -> Holdings:
    """Bring both databases up to date, fill the board from the seeds if it holds nothing, and count."""
    upgrade(settings.database_url, "board")
    upgrade(settings.intake_database_url, "intake")
    with opened(settings.database_url) as board, opened(settings.intake_database_url) as intake:
        refuse_other_base(published_base(board), settings)
        fill(board, intake, base=settings.rounding_base)
        recover(Databases(board, intake))
        return holdings(board)


def refuse_other_base(published: int | None, settings: Settings) -> None:
    """Refuse to round what is published to one number to another too: the two could be compared.

    Raises:
        SettingError: The board was filled with another base than the settings say.
    """
    if published is not None and published != settings.rounding_base:
        raise SettingError(
            f"BOLYST_ROUNDING_BASE er {settings.rounding_base}, men tallene på tavla er rundet av til 0 "
            f"eller {published}. To avrundinger av de samme tallene kan sammenliknes, og røper da små tall. "
            f"Sett BOLYST_ROUNDING_BASE={published}. Bare en tavle ingen har sett, kan fylles på nytt."
        )


def seed(settings: Settings) -> int:
    """Make the tables, fill an empty database and say what it holds."""
    print(in_words(filled(settings)))
    return DONE


def serve(settings: Settings) -> int:
    """Fill an empty database, say where the board is, and become gunicorn: returns only when refused."""
    if why := why_not_bind([settings.host], settings):
        return refuse(why)
    try:
        state = in_words(filled(settings))
        remove_old_papers(settings)
    except SourceUnavailable as error:
        state = str(error)  # the board starts all the same, and says so on every page until it can read
    print(f"Bolysttavla: {with_key(settings)} · {state}", flush=True)
    try_beside([sys.executable, str(HERE / "command.py")], settings.outlines)
    return become(
        [sys.executable, "-m", "gunicorn", "--config", str(HERE / "gunicorn_settings.py"), "app:server"]
    )


def with_key(settings: Settings) -> str:
    """Address that lets a browser write on the board, where anyone may; else the board's plain address."""
    if settings.open_to_others or settings.public:
        return settings.address
    try:
        return WriteKey(settings.write_key).address(settings.address)
    except OSError as error:
        return f"{settings.address} (uten skrivenøkkel: {error.strerror or error})"


def address(settings: Settings) -> int:
    """Print the address that carries the write key; refused where nobody may write on the web."""
    if settings.open_to_others or settings.public:
        return refuse(
            "Tavla er satt opp for andre enn denne maskinen, og innlogging er ikke satt opp. Da kan ingen "
            "skrive på nettet, så det finnes ingen slik adresse. Bruk «bolysttavla import» og «undo»."
        )
    try:
        print(WriteKey(settings.write_key).address(settings.address))
    except OSError as error:
        return refuse(f"Skrivenøkkelen kan ikke leses eller lages: {error}")
    return DONE


def become(command: list[str]) -> NoReturn:
    """Turn this process into another program, so that a signal to it reaches gunicorn."""
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


def check(settings: Settings) -> int:
    """Print settings, database and the age of the data, in words."""
    for row in SETTINGS:
        print(f"{row.name} = {settings.shown(row.name)}  ({row.help})")
    with opened(settings.database_url) as board:
        state, archive = holdings(board), room(board, settings)
    print(f"Databasen: {in_words(state)}")
    today = datetime.now(UTC).date()
    changed = age(state.changed.date(), today) if state.changed else "aldri"
    retrieved = age(state.retrieved, today) if state.retrieved else "aldri"
    print(archive)
    print(f"Sist endret: {changed}. Nyeste offisielle tall hentet: {retrieved}.")
    if state.refresh_failed:
        print(f"Siste henting {age(state.refresh_failed, today)} lyktes ikke: {state.refresh_reason}")
    return DONE


def tidy(settings: Settings) -> int:
    """Remove what is kept long enough, and say what is left."""
    filled(settings)
    remove_old_papers(settings)
    with opened(settings.database_url) as board:
        print(room(board, settings))
    return DONE


def remove_old_papers(settings: Settings) -> None:
    """Remove papers that were made on the board long ago, and say how many."""
    with opened(settings.database_url) as board:
        removed = tidy_archive(board, settings.paper_days)
    if removed:
        print(f"Slettet {removed} papir laget på tavla for mer enn {settings.paper_days} dager siden.")


def room(board: Engine, settings: Settings) -> str:
    """Say how full the archive is."""
    state = held(board)
    size = f"{state.size / MEGABYTE:.1f}".replace(".", ",")
    return f"Papirarkivet: {state.papers} papir, {size} av {settings.paper_mb} MB."


def bring_in(chosen: argparse.Namespace, settings: Settings) -> int:
    """Import files, list what was imported, or undo one of them, on a database that is filled and whole."""
    from data_sources.intake.batches.terminal import run  # noqa: PLC0415 - papers must start fast

    filled(settings)
    with opened(settings.database_url) as board, opened(settings.intake_database_url) as intake:
        return run(chosen, Databases(board, intake, settings.rounding_base))


def make_template(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write a workbook to fill in, from what the board holds."""
    with opened(settings.database_url) as board:
        return write_template(chosen, board)


def renew(chosen: argparse.Namespace, settings: Settings) -> int:
    """Refresh the official figures; a run that stays leaves filling to the one that started it."""
    register = official_register()
    if chosen.every is None:
        filled(settings)
    with opened(settings.database_url) as board:
        return run_refresh(chosen, board, register, (settings.ssb_url, settings.klass_url))


def bring_borders(chosen: argparse.Namespace, settings: Settings) -> int:
    """Fetch the municipality outlines, or read them from a file, and say what came of it."""
    said = bring_outlines(chosen, settings.outlines_url, settings.outlines, in_use(LAST_YEAR))
    print(said, end="\n" if said else "")
    return DONE


def make_papers(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write papers of a selection, or those that wait on the board."""
    from dashboard.delivery.paper_command import run_paper  # noqa: PLC0415 - other commands need no papers
    from dashboard.delivery.worker import run_worker  # noqa: PLC0415 - the same

    with opened(settings.database_url) as board:
        store = FrameStore(loaders(board), partial(data_version, board))
        if chosen.queue:
            return run_worker(store, SnapshotTable(board, "web", most=settings.paper_mb * MEGABYTE))
        return run_paper(chosen, store, SnapshotTable(board))


def make_form(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the annual report form of a project, filled in."""
    from dashboard.delivery.form_command import run_form  # noqa: PLC0415 - other commands need no papers

    with opened(settings.database_url) as board:
        store = FrameStore(loaders(board), partial(data_version, board))
        return run_form(chosen, store, SnapshotTable(board))


def refuse(reason: str) -> int:
    """Say why a command was not carried out."""
    print(reason, file=sys.stderr)
    return REFUSED


READ = "les et årsrapportskjema og vis feltene, uten å lagre noe"
COMMANDS = {
    "seed": (seed, "lag tabellene og fyll en tom database"),
    "serve": (serve, "vis tavla (det som skjer når ingen kommando er oppgitt)"),
    "address": (address, "skriv adressen som gir nettleseren skrivenøkkelen"),
    "tidy": (tidy, "slett papir som er laget på tavla og er eldre enn BOLYST_PAPER_DAYS"),
    "check": (check, "vis innstillinger, database og hvor gamle dataene er"),
}

WITH_CHOICES = {
    "template": make_template,
    "refresh": renew,
    "outlines": bring_borders,
    "paper": make_papers,
    "form": make_form,
}
"""Commands that take more than their name."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command: 0 done, 1 refused with reasons; argparse itself leaves with 2 on wrong use."""
    parser = argparse.ArgumentParser(prog="bolysttavla", description="Tavla for inkludering og bolyst.")
    commands = parser.add_subparsers(dest="command", metavar="kommando")
    for name, (_, purpose) in COMMANDS.items():
        commands.add_parser(name, help=purpose, description=purpose)
    reader = commands.add_parser("read", help=READ, description=READ)
    reader.add_argument("file", metavar="FIL", help="Word, PDF, HTML eller tekst")
    reader.add_argument("--json", action="store_true", help="skriv feltene som JSON")
    add_intake_commands(commands)
    add_template_command(commands)
    add_outlines_command(commands)
    add_refresh_command(commands)
    add_paper_command(commands)
    add_form_command(commands)
    chosen = parser.parse_args(argv)
    if chosen.command == "read":
        from data_sources.intake.forms.read_command import read  # noqa: PLC0415 - papers must start fast

        return read(chosen.file, as_json=chosen.json)
    try:
        if chosen.command in INTAKE_COMMANDS:
            return bring_in(chosen, Settings.from_environment())
        if chosen.command in WITH_CHOICES:
            return WITH_CHOICES[chosen.command](chosen, Settings.from_environment())
        command, _ = COMMANDS[chosen.command or "serve"]
        return command(Settings.from_environment())
    except (SettingError, SeedError, RegisterError, SourceUnavailable, OutlinesRefused) as error:
        return refuse(str(error))
    except SQLAlchemyError as error:
        return refuse(in_a_sentence(error))


if __name__ == "__main__":
    sys.exit(main())
