"""Papers that wait their turn: each order a folder under var/, so that any process can see how far it is."""

from __future__ import annotations

import os
import secrets
import shutil
import time
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from dashboard.entry.spool import TOKEN, Folder, sweep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.papers.making import Ending

ORDERS = Path("var/papir")
MOST_AT_ONCE = 400
"""Papers of one order: one for each municipality in the country, and some."""
MOST_WAITING = 3 * MOST_AT_ONCE
"""Papers that may wait at a time; what comes after is told to come back. No one address has more than a
third of it waiting (`quota`), so that one cannot keep the others out."""
MOST_BYTES = 500_000_000
"""Room for files that wait to be fetched: some ten thousand papers, for a day."""
WAITING = "ventar"
"""Folder with one empty file for each order that is not done, named by its papers and its token."""
State = Literal["waiting", "working", "done", "cancelled"]


class Wanted(NamedTuple):
    """One paper: code of its kind, canonical query of its selection, and what it is to be written as."""

    kind: str
    query: str
    ending: Ending


class Progress(NamedTuple):
    """How far an order is. `failed` are the queries of papers that could not be made."""

    state: State
    done: int
    total: int
    failed: tuple[str, ...]


@dataclass(frozen=True)
class Order(Folder):
    """Papers asked for at once; what is made of them lies in the folder `files` beside what is known."""

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Papers asked for, in order."""
        asked: dict[str, Any] = self.read("order") or {}
        return tuple(Wanted(*each) for each in asked.get("papers", ()))

    @property
    def progress(self) -> Progress:
        """How far it is."""
        noted: dict[str, Any] = self.read("progress") or {}
        done, total, failed = noted.get("done", 0), len(self.wanted), tuple(noted.get("failed", ()))
        state: State = "working" if noted else "waiting"
        if self.begun("cancel"):
            state = "cancelled"
        elif self.result is not None or (noted.get("finished") and not done):
            state = "done"
        return Progress(state, done, total, failed)

    @property
    def result(self) -> Path | None:
        """File to hand over: the paper itself where one was asked for, else all of them as a zip."""
        return next((self.folder / "result").glob("*.*"), None)

    def cancel(self) -> None:
        """Stop after the paper that is being made, and let go of those that are made."""
        self.begin("cancel")
        self._leave()
        shutil.rmtree(self.folder / "files", ignore_errors=True)

    def add(self, name: str, content: bytes) -> None:
        """Keep a paper under its name, or one like it where the name is taken."""
        files = self.folder / "files"
        files.mkdir(exist_ok=True)
        path, number = files / name, 1
        while path.exists():
            number += 1
            path = files / f"{Path(name).stem}-{number}{Path(name).suffix}"
        path.write_bytes(content)

    def finish(self, name: str) -> None:
        """Put together what is handed over; nothing where no paper could be made."""
        made = sorted((self.folder / "files").glob("*"))
        if made:
            part = self.folder / "result.part"
            if len(self.wanted) == 1:
                part, name = made[0], made[0].name
            else:
                with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as bundle:
                    for path in made:
                        bundle.write(path, path.name)
            (self.folder / "result").mkdir(exist_ok=True)
            part.replace(self.folder / "result" / name)
        noted = self.read("progress") or {}
        self.write("progress", noted | {"finished": True})
        self._leave()
        shutil.rmtree(self.folder / "files", ignore_errors=True)

    def wait(self) -> None:
        """Stand in the queue."""
        queue = self.folder.parent / WAITING
        queue.mkdir(exist_ok=True)
        (queue / f"{len(self.wanted)}-{self.token}").touch()

    def _leave(self) -> None:
        """Stand in the queue no longer."""
        for mark in (self.folder.parent / WAITING).glob(f"*-{self.token}"):
            mark.unlink(missing_ok=True)


@dataclass(frozen=True)
class Orders:
    """All that is asked for and not older than a day."""

    folder: Path = ORDERS

    def take(self, papers: Sequence[Wanted]) -> Order | None:
        """Take an order; None where too much waits already."""
        sweep(self.folder)
        if self.count() + len(papers) > MOST_WAITING:
            return None
        order = Order(self.folder / secrets.token_urlsafe(24))
        order.folder.mkdir(parents=True, mode=0o700)
        order.write("order", {"papers": [list(paper) for paper in papers], "at": time.time()})
        order.wait()
        return order

    def full(self) -> bool:
        """Whether the files that wait to be fetched take all the room they may."""
        sweep(self.folder)
        size = 0
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with suppress(OSError):  # put together, or forgotten, while we look
                    size += Path(folder, name).stat().st_size
        return size > MOST_BYTES

    def find(self, token: object) -> Order | None:
        """Order with a token; None where it is forged, or forgotten."""
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            return None
        order = Order(self.folder / token)
        return order if (order.folder / "order.json").is_file() else None

    def count(self) -> int:
        """Papers of all orders that wait: one look at one folder, as it is asked at every click."""
        return sum(int(papers) for papers, _ in self._marks())

    def waiting(self) -> list[Order]:
        """Orders that are not done: those with the fewest papers left first, then the oldest.

        So whoever wants one paper need not wait for whoever wants three hundred.
        """
        found: list[tuple[int, float, Order]] = []
        for papers, token in self._marks():
            order = Order(self.folder / token)
            asked = order.read("order")
            if asked is None:  # forgotten since
                (self.folder / WAITING / f"{papers}-{token}").unlink(missing_ok=True)
                continue
            at = order.progress
            found.append((at.total - at.done - len(at.failed), float(asked["at"]), order))
        return [order for _, _, order in sorted(found, key=lambda each: each[:2])]

    def _marks(self) -> list[tuple[str, str]]:
        """Number of papers and token of each order that waits."""
        try:
            names = os.listdir(self.folder / WAITING)  # noqa: PTH208 - names alone, and no object for each
        except FileNotFoundError:
            return []
        return [(papers, token) for papers, _, token in (name.partition("-") for name in names)]
