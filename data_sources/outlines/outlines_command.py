"""The command `bolysttavla outlines`, and the quiet attempt that the first start of a board makes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from data_sources.outlines.boundaries import OutlinesRefused
from data_sources.outlines.outlines import fetch, from_file, try_once, worth_trying

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Sequence

    from data_sources.outlines.outlines import Installed

PURPOSE = "hent kommunegrensene til kartet fra Geonorge"
NOT_TAKEN = "Kommunegrensene er ikke tatt i bruk."
KIND = 10
"""Steps below the board's own processes that the attempt runs at."""


def add_outlines_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser("outlines", help=PURPOSE, description=PURPOSE)
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--file", metavar="FIL", type=Path, help="les en GeoJSON eller zip du selv har hentet"
    )
    chosen.add_argument("--once", action="store_true", help="prøv kort og stille, slik starten av tavla gjør")


def bring_outlines(chosen: argparse.Namespace, url: str, target: Path, known: Collection[str]) -> str:
    """Fetch or read the outlines and say what came of it; a quiet attempt says nothing.

    Raises:
        OutlinesRefused: They cannot be fetched, used or written.
    """
    if chosen.once:
        os.nice(KIND)
        try_once(url, target, known)
        return ""
    try:
        done = from_file(chosen.file, target, known) if chosen.file else fetch(url, target, known)
    except OutlinesRefused as refused:
        raise OutlinesRefused([NOT_TAKEN, *refused.problems]) from refused
    except OSError as error:
        raise OutlinesRefused([NOT_TAKEN, f"Kan ikke skrive {target}: {error.strerror}."]) from error
    return in_words(done, target)


def in_words(done: Installed, target: Path) -> str:
    """Say how many municipalities were installed, and how small the file became."""
    seconds = f"{done.seconds:.1f}".replace(".", ",")
    return (
        f"{done.municipalities} kommuner er lagt i {target}: {_size(done.bytes_before)} er blitt "
        f"{_size(done.bytes_after)} på {seconds} s. En tavle som kjører, viser dem ved neste oppslag."
    )


def try_beside(command: Sequence[str], target: Path) -> None:
    """Let a process of its own make the quiet attempt, where there are no outlines; nobody waits for it.

    `command` starts this program. A machine that cannot start a process goes on without a map.
    """
    if not worth_trying(target):
        return
    try:
        subprocess.Popen(  # noqa: S603 - our own program; nobody waits for it
            [*command, "outlines", "--once"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return


def _size(count: int) -> str:
    """Kilobytes, or megabytes with one decimal."""
    return f"{count / 1e6:.1f} MB".replace(".", ",") if count >= 1e6 else f"{count / 1e3:.0f} kB"  # noqa: PLR2004
