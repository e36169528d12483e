"""Outlines put in place, fetched from Geonorge or read from a file: the command, and a first start."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from data_sources.outlines.boundaries import OutlinesRefused, install
from data_sources.outlines.outline_file import MEGABYTE, municipalities
from data_sources.outlines.simplification import crosses_itself, crosses_visibly, simplified

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Collection, Iterator, Sequence

LARGEST_DOWNLOAD = 150 * MEGABYTE
PATIENCE = 120.0
"""Seconds a download may take in all."""
SHORT_PATIENCE = 3.0
"""Seconds the first start of a board may spend on it."""
PAUSE_AFTER_FAILURE = 24 * 3600.0
"""Seconds before a start tries again."""

UNREACHABLE = (
    "Trenger maskinen en mellomtjener, settes den i HTTPS_PROXY. En fil du selv har hentet, leses med --file."
)
PURPOSE = "hent kommunegrensene til kartet fra Geonorge"
NOT_TAKEN = "Kommunegrensene er ikke tatt i bruk."
NICENESS = 10
"""Steps below the board's own processes that the attempt runs at."""


@dataclass(frozen=True)
class InstalledOutlines:
    """What came of an outline file: municipalities, bytes as GeoJSON before and after, seconds."""

    municipalities: int
    bytes_before: int
    bytes_after: int
    seconds: float


def fetch(url: str, target: Path, known: Collection[str], *, patience: float = PATIENCE) -> InstalledOutlines:
    """Download the outlines and put them in place; proxies and certificates are the environment's.

    Raises:
        OutlinesRefused: The server cannot be reached, is too slow, or the file cannot be used.
    """
    with tempfile.TemporaryDirectory() as folder:
        fetched = Path(folder) / "outlines"
        _in_time(url, patience, lambda: _download(url, fetched, patience))
        return from_file(fetched, target, known)


def from_file(source: Path, target: Path, known: Collection[str]) -> InstalledOutlines:
    """Check, simplify and put in place a GeoJSON or a zip with one; the old file stays if it is refused.

    Raises:
        OutlinesRefused: The file cannot be used; the reasons are in its text.
    """
    began = time.monotonic()
    outlines = _together(municipalities(source))
    _simplify(outlines)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "simplified.geojson"
        ready.write_text(json.dumps(outlines), "utf-8")
        count = install(ready, target, known)
    size = target.stat().st_size
    return InstalledOutlines(count, source.stat().st_size, size, time.monotonic() - began)


def try_once(url: str, target: Path, known: Collection[str]) -> bool:
    """Fetch the outlines where there are none, quickly and quietly; not again within a day of failing.

    Several boards that start at once in one folder make one attempt between them.
    """
    if not worth_trying(target):
        return False
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _mark(target).touch()
        fetch(url, target, known, patience=SHORT_PATIENCE)
    except (OutlinesRefused, OSError):
        return False
    with suppress(OSError):
        _mark(target).unlink()
    return True


def worth_trying(target: Path) -> bool:
    """Whether there are no outlines, and no attempt has failed within a day."""
    try:
        return not target.exists() and time.time() - _mark(target).stat().st_mtime > PAUSE_AFTER_FAILURE
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _mark(target: Path) -> Path:
    return target.with_name(f"{target.name}.tried")


def _in_time(url: str, patience: float, work: Callable[[], None]) -> None:
    """Do the work in `patience` seconds in all: looking up a name or opening a socket has limits of its own.

    Raises:
        OutlinesRefused: It was not done by then; the thread is left behind.
    """
    outcome: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised again by the one who waits
            outcome.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(patience)
    if worker.is_alive():
        raise OutlinesRefused([_too_slow(url, patience)])
    if outcome:
        raise outcome[0]


def _download(url: str, target: Path, patience: float) -> None:
    """Write the file at an address: at most LARGEST_DOWNLOAD bytes."""
    with (
        _network_refusals(url, patience),
        httpx.stream("GET", url, timeout=patience, follow_redirects=True) as answer,
    ):
        if not answer.is_success:
            raise OutlinesRefused([f"{url} svarte {answer.status_code}."])
        written = 0
        with target.open("wb") as file:
            for piece in answer.iter_bytes():
                written += len(piece)
                if written > LARGEST_DOWNLOAD:
                    raise OutlinesRefused(
                        [f"Filen på {url} er større enn {LARGEST_DOWNLOAD // MEGABYTE} MB."]
                    )
                file.write(piece)


@contextmanager
def _network_refusals(url: str, patience: float) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise OutlinesRefused([_too_slow(url, patience)]) from error
    except (httpx.RequestError, httpx.InvalidURL) as error:
        stated = f"{url} kan ikke nås ({type(error).__name__})."
        raise OutlinesRefused([stated, UNREACHABLE]) from error


def _too_slow(url: str, patience: float) -> str:
    return f"{url} ga ikke hele filen på {patience:g} s."


def _together(outlines: dict[str, Any]) -> dict[str, Any]:
    """One feature per number: official files may give a municipality in several pieces."""
    pieces: dict[str, list[Any]] = {}
    for feature in outlines["features"]:
        geometry = feature["geometry"]
        found = geometry.get("coordinates")
        single = geometry["type"] == "Polygon"
        number = str(feature["properties"]["kommunenummer"]).zfill(4)
        pieces.setdefault(number, []).extend(
            [found] if single else found if isinstance(found, list) else [None]
        )
    features = [
        {
            "type": "Feature",
            "properties": {"kommunenummer": number},
            "geometry": {"type": "MultiPolygon", "coordinates": polygons},
        }
        for number, polygons in pieces.items()
    ]
    return {**outlines, "features": features}


def _simplify(outlines: dict[str, Any]) -> None:
    """Simplify all rings of the map as one net.

    Raises:
        OutlinesRefused: A ring is no list of points, or crosses itself so that it would be seen.
    """
    rings = [
        (feature["properties"]["kommunenummer"], polygon, at, ring)
        for feature in outlines["features"]
        for polygon in feature["geometry"]["coordinates"]
        if isinstance(polygon, list)
        for at, ring in enumerate(polygon)
    ]
    try:
        thinner = simplified([ring for *_, ring in rings])
    except (TypeError, ValueError, IndexError) as error:
        raise OutlinesRefused(["Koordinatene i filen kan ikke leses."]) from error
    problems: dict[str, None] = {}
    for (number, polygon, at, exact), ring in zip(rings, thinner, strict=True):
        if len(ring) > 1 and crosses_itself(ring) and crosses_visibly(exact):
            problems[f"Kommunenummer {number}: omrisset krysser seg selv."] = None
        polygon[at] = [list(point) for point in ring]
    if problems:
        raise OutlinesRefused([*problems])


def add_outlines_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser("outlines", help=PURPOSE, description=PURPOSE)
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument(
        "--file", metavar="FIL", type=Path, help="les en GeoJSON eller zip du selv har hentet"
    )
    chosen.add_argument("--once", action="store_true", help="prøv kort og stille, slik starten av tavla gjør")


def bring_outlines(chosen: argparse.Namespace, url: str, target: Path, known: Collection[str]) -> str:
    """Fetch or read the outlines and say what came of it; empty for a quiet attempt.

    Raises:
        OutlinesRefused: They cannot be fetched, used or written.
    """
    if chosen.once:
        os.nice(NICENESS)
        try_once(url, target, known)
        return ""
    try:
        done = from_file(chosen.file, target, known) if chosen.file else fetch(url, target, known)
    except OutlinesRefused as refused:
        raise OutlinesRefused([NOT_TAKEN, *refused.problems]) from refused
    except OSError as error:
        raise OutlinesRefused([NOT_TAKEN, f"Kan ikke skrive {target}: {error.strerror}."]) from error
    return installed_sentence(done, target)


def installed_sentence(done: InstalledOutlines, target: Path) -> str:
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
