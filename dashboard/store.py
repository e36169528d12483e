"""FrameStore: lends frames, read once per data version, and keeps the last good one."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar, cast

from dashboard.errors import DashboardError, NothingLoaded
from dashboard.tidy import Problem, tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

T = TypeVar("T")
log = logging.getLogger(__name__)
VERSION_AGE = 1.0
"""Seconds a worker trusts the data version it last read."""


class FrameStore:
    """Frames by name, loaded when first asked for and again when the data version has changed.

    Loaders raise OSError (a source that cannot be read) or DashboardError (a frame that breaks its
    promise); then the frame read before is lent on, and `stale` is true. `NothingLoaded` is raised
    when there has never been one.
    """

    def __init__(
        self,
        loaders: Mapping[str, Callable[[], pd.DataFrame]],
        version: Callable[[], int],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._loaders = loaders
        self._read_version = version
        self._clock = clock
        self._version = -1
        self._checked = float("-inf")
        self._lock = threading.RLock()
        self._frames: dict[str, tuple[int, pd.DataFrame]] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._computed: dict[str, tuple[int, Any]] = {}
        self.stale = False

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Lend a frame; the borrower's changes stay its own (copy on write)."""
        version = self.version
        with self._lock:
            held = self._frames.get(name)
            if held is None or held[0] != version:
                held = self._load(name, version, held)
            return held[1].copy(deep=False)

    @property
    def version(self) -> int:
        """Data version, read from the database at most once a second; the last known if that fails."""
        with self._lock:
            now = self._clock()
            if now - self._checked >= VERSION_AGE:
                self._checked = now
                try:
                    self._version = self._read_version()
                    self.stale = False
                except OSError as error:
                    self.stale = True
                    log.warning("data version not read: %s", error)
            return self._version

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
        version = self.version
        with self._lock:
            held = self._computed.get(name)
            if held is None or held[0] != version:
                held = (version, compute(self))
                self._computed[name] = held
            return cast("T", held[1])

    def _load(
        self, name: str, version: int, held: tuple[int, pd.DataFrame] | None
    ) -> tuple[int, pd.DataFrame]:
        try:
            frame, problems = tidy(name, self._loaders[name]())
        except (OSError, DashboardError) as error:
            self.stale = True
            log.warning("%s not read: %s", name, error)
            if held is None:
                raise NothingLoaded(name) from error
            return held
        for problem in problems:
            log.warning("left out: %s", problem)
        self._problems[name] = problems
        self._frames[name] = (version, frame)
        return self._frames[name]
