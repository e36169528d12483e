"""A SQLite file that only the user who runs the board may open, with all that SQLite lays beside it."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

log = logging.getLogger(__name__)
FILE, FOLDER = 0o600, 0o700
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def keep_private(database: Path) -> None:
    """Make the file before SQLite does, and close what stands open, whatever the umask is.

    SQLite gives its `-wal` and `-shm` the mode of the file. Copies that lie beside it under its name
    are closed too. A folder that other programs need is left as it is, and told of.
    """
    own_folder(database.parent)
    _close_folder(database.parent)
    try:
        made = os.open(database, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE)
    except FileExistsError:
        for path in sorted(database.parent.glob(f"{database.name}*")):
            if path.is_file():
                _close(path, FILE)
    else:
        os.fchmod(made, FILE)  # a umask may have taken even our own right to read
        os.close(made)


def own_folder(folder: Path) -> None:
    """Make a folder that only its own user may enter, unless there is one."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)  # another process may have been first
        folder.chmod(FOLDER)


def _close_folder(folder: Path) -> None:
    if _shared(folder):
        if folder.stat().st_mode & OTHERS:
            log.warning(
                "Mappen «%s» med rå deltakertall er åpen for andre brukere på maskinen, og brukes til mer "
                "enn tavla. Filen er stengt. Legg den i en egen mappe (BOLYST_INTAKE_DATABASE_URL).",
                folder,
            )
    else:
        _close(folder, FOLDER)


def _shared(folder: Path) -> bool:
    """Whether others may need a folder: a common one (/tmp), another user's, a home, or one we stand in."""
    found, place = folder.stat(), folder.resolve()
    needed = (Path.cwd(), Path.home())
    return (
        bool(found.st_mode & stat.S_ISVTX)
        or found.st_uid != os.geteuid()
        or any(each.resolve().is_relative_to(place) for each in needed)
    )


def _close(path: Path, mode: int) -> None:
    """Take the rights of other users away, and say so: someone may have read it until now."""
    try:
        before = stat.S_IMODE(path.stat().st_mode)
        if not before & OTHERS:
            return
        path.chmod(mode)
    except FileNotFoundError:
        return  # SQLite removes its -wal and -shm when the last one leaves
    except OSError as error:
        log.warning("«%s» med rå deltakertall kan ikke stenges for andre: %s.", path, error.strerror)
    else:
        log.warning(
            "«%s» med rå deltakertall var åpen for andre brukere på maskinen (%04o); nå %04o.",
            path,
            before,
            mode,
        )
