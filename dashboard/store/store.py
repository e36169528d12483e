"""FrameStore: lends frames, read once per data version, and keeps the last good one."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections import OrderedDict
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dashboard.store.tidy import Problem, tidy
from terms.errors import DashboardError, NothingLoaded

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, MutableMapping

    import pandas as pd

T = TypeVar("T")
log = logging.getLogger(__name__)
VERSION_AGE = 1.0
"""Seconds a worker trusts the data version it last read, and waits before it tries a failed frame again."""
LIVE = frozenset({"retrieval", "refresh_attempt"})
"""Frames that may change without a new data version: a refresh that fails, or brings nothing new."""
LIVE_AGE = 60.0
"""Seconds such a frame is lent before it is read again."""
KEPT = 512
"""How many results are remembered: drawn panels of 10-80 kB and the key figures behind them."""


class FrameStore:
    """Frames by name, loaded when first asked for and again when the data version has changed.

    Loaders raise OSError (a source that cannot be read) or DashboardError (a frame that breaks its
    promise); then the frame read before is lent on, and `stale` is true. `NothingLoaded` is raised
    when there has never been one.

    Reading and computing happen outside the store's lock: who asks for the same thing waits for it, others
    go on. A new calendar day counts as a new version for what is computed, so that nothing is of yesterday.
    """

    def __init__(
        self,
        loaders: Mapping[str, Callable[[], pd.DataFrame]],
        version: Callable[[], int],
        *,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], dt.date] = lambda: dt.datetime.now(dt.UTC).date(),
    ) -> None:
        self._loaders = loaders
        self._read_version = version
        self._clock = clock
        self._today = today
        self._version = -1
        self._checked = float("-inf")
        self._lock = threading.RLock()
        self._turns: dict[Hashable, tuple[threading.RLock, list[int]]] = {}
        self._frames: dict[str, tuple[int, pd.DataFrame]] = {}
        self._read_at: dict[str, float] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._failed: set[str] = set()
        self._recovered = 0
        self._unread = False
        self._computed: dict[Hashable, tuple[object, Any]] = {}
        self._remembered: OrderedDict[Hashable, tuple[object, Any]] = OrderedDict()

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Lend a frame; the borrower's changes stay its own (copy on write)."""
        version = self.version
        if self._wants(name, version):
            with self._turn(("frame", name)):
                if self._wants(name, version):
                    self._load(name, version)
        with self._lock:
            if name not in self._frames:
                raise NothingLoaded(name)
            return self._frames[name][1].copy(deep=False)

    @property
    def version(self) -> int:
        """Data version, read from the database at most once a second; the last known if that fails."""
        with self._lock:
            now = self._clock()
            due = now - self._checked >= VERSION_AGE
            first = self._checked == float("-inf")
            if due:
                self._checked = now
            if first:  # nobody can go on without one
                self._check()
        if due and not first:
            self._check()
        return self._version

    @property
    def stale(self) -> bool:
        """Whether the version or a frame could not be read when last tried, so that older ones are lent."""
        with self._lock:
            return self._unread or bool(self._failed)

    def readable(self) -> bool:
        """Whether the data version can be read now; what is held from before does not count."""
        try:
            self._read_version()
        except OSError:
            return False
        return True

    def ready(self) -> bool:
        """Whether the projects can be lent: read now, or kept from before."""
        try:
            return not self["project"].empty
        except NothingLoaded:
            return False

    def problems(self) -> list[Problem]:
        """Rows left out of the frames read so far, with the reason."""
        with self._lock:
            return [problem for problems in self._problems.values() for problem in problems]

    def per_version(self, compute: Callable[[FrameStore], T]) -> T:
        """Result of `compute(store)`, computed once per data version and kept by the function's name."""
        name = f"{compute.__module__}.{compute.__qualname__}"
        return self._once(self._computed, name, partial(compute, self))

    def remember(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Result of `compute()` by a key of names (never a frame), once per data version; the last 512."""
        result = self._once(self._remembered, key, compute)
        with self._lock:
            if key in self._remembered:
                self._remembered.move_to_end(key)
            if len(self._remembered) > KEPT:
                self._remembered.popitem(last=False)
        return result

    def _once(
        self, kept: MutableMapping[Hashable, tuple[object, Any]], key: Hashable, compute: Callable[[], T]
    ) -> T:
        state = (self.version, self._recovered, self._today())
        held = kept.get(key)
        if held is None or held[0] != state:
            with self._turn((id(kept), key)):
                held = kept.get(key)
                if held is None or held[0] != state:
                    made = compute()
                    with self._lock:
                        held = kept[key] = (state, made)
        return cast("T", held[1])

    @contextmanager
    def _turn(self, key: Hashable) -> Iterator[None]:
        """Let one thread at a time work on a key, and others on other keys."""
        with self._lock:
            turn, waiting = self._turns.setdefault(key, (threading.RLock(), [0]))
            waiting[0] += 1
        try:
            with turn:
                yield
        finally:
            with self._lock:
                waiting[0] -= 1
                if not waiting[0]:
                    self._turns.pop(key, None)

    def _wants(self, name: str, version: int) -> bool:
        """Whether a frame is to be read: new, of another version or too old, and none that just failed."""
        with self._lock:
            held = self._frames.get(name)
            return (held is None or held[0] != version or self._aged(name)) and name not in self._failed

    def _check(self) -> None:
        """Read the version, and try again the frames that could not be read."""
        try:
            version = self._read_version()
        except OSError as error:
            self._unread = True
            log.warning("data version not read: %s", error)
            return
        with self._lock:
            self._version, self._unread = version, False
            failed = tuple(self._failed)
        for name in failed:
            with self._turn(("frame", name)):
                self._load(name, version)

    def _aged(self, name: str) -> bool:
        return name in LIVE and self._clock() - self._read_at.get(name, float("-inf")) >= LIVE_AGE

    def _load(self, name: str, version: int) -> None:
        with self._lock:
            self._read_at[name] = self._clock()
        try:
            frame, problems = tidy(name, self._loaders[name]())
        except (OSError, DashboardError) as error:
            with self._lock:
                self._failed.add(name)
            log.warning("%s not read: %s", name, error)
            return
        for problem in problems:
            log.warning("left out: %s", problem)
        with self._lock:
            if name in self._failed:
                self._failed.remove(name)
                self._recovered += 1  # what was worked out from the frame before is worked out anew
            self._problems[name] = problems
            self._frames[name] = (version, frame)
