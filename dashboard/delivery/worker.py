"""Makes the papers that wait, one at a time in a process of its own, so that the board stays quick.

The process is started by whoever adds an order or looks at one, and ends by itself when nothing waits.
"""

from __future__ import annotations

import fcntl
import logging
import os
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dashboard.address.selection import read_query
from dashboard.delivery.orders import Orders
from dashboard.papers.kinds import KINDS
from dashboard.papers.making import file_of, settled_choice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dashboard.delivery.orders import Order
    from dashboard.papers.archive import Archive
    from dashboard.store.store import FrameStore

log = logging.getLogger(__name__)
POLITE = 10
"""Niceness of the process from its first moment: whoever looks at the board comes first."""
PATIENCE = 20.0
"""Seconds without orders before the process ends; the next one takes a second to start."""
PAUSE = 0.2
REST = 10.0
"""Seconds before a process that could not run is tried again."""
MANY = "papir.zip"


@dataclass
class PaperWorker:
    """Starts the process; `command` is the program, which runs `make_waiting` unless another does already.

    `started` are the processes it began that had not ended when it last looked.
    """

    command: Sequence[str]
    orders: Orders = field(default_factory=Orders)
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _rests_until: float = float("-inf")

    def ensure_running(self) -> None:
        """See to it that someone makes what waits; nothing happens where someone does."""
        failed = [child for child in self.started if child.poll() not in (None, 0)]
        self.started = [child for child in self.started if child.poll() is None]
        if failed:
            log.error("papers not made: the process ended with status %s", failed[0].returncode)
            self._rests_until = time.monotonic() + REST
        if self.started or time.monotonic() < self._rests_until:
            return
        with alone(self.orders) as free:
            if not free:
                return
        child = subprocess.Popen(  # noqa: S603 - our own program, with arguments and no shell
            list(self.command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        with suppress(OSError):  # it may have ended already
            os.setpriority(os.PRIO_PROCESS, child.pid, POLITE)
        self.started.append(child)


@contextmanager
def alone(orders: Orders) -> Iterator[bool]:
    """Whether no other process makes papers; none begins as long as this one holds the lock."""
    orders.folder.mkdir(parents=True, exist_ok=True)
    with (orders.folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def make_waiting(store: FrameStore, archive: Archive, orders: Orders, *, patience: float = PATIENCE) -> int:
    """Make what waits until nothing has for a while; how many papers were made."""
    count, idle_since = 0, time.monotonic()
    with alone(orders) as free:
        while free and time.monotonic() - idle_since < patience:
            waiting = orders.waiting()
            if not waiting:
                time.sleep(PAUSE)
                continue
            count += _next(waiting[0], store, archive)
            idle_since = time.monotonic()
    return count


def run_worker(store: FrameStore, archive: Archive) -> int:
    """Make what waits; the exit status of the command."""
    make_waiting(store, archive, Orders())
    return 0


def _next(order: Order, store: FrameStore, archive: Archive) -> int:
    """Make the next paper of an order, and put the order together after its last."""
    at = order.progress
    place = at.done + len(at.failed)
    failed = list(at.failed)
    paper = order.wanted[place]
    try:
        selection, _ = settled_choice(store, read_query(paper.query)[0])
        order.add(*file_of(KINDS[paper.kind], store, selection, paper.ending, archive))
    except Exception:  # one paper's mistake must leave the others alone
        log.exception("paper not made")
        failed.append(paper.query)
    if not order.folder.is_dir():
        return 0
    order.write("progress", {"done": place + 1 - len(failed), "failed": failed})
    if order.begun("cancel"):
        order.cancel()
    elif place + 1 == at.total:
        order.finish(MANY)
    return 1
