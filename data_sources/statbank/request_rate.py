"""How often a statistics server may be called: one call at a time, so many in a window of time."""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no such lock: there one process at a time is the user's own care
    fcntl = None  # type: ignore[assignment] # the module itself is the mark

CALLS, WINDOW = 30, 60.0
"""What Statistics Norway's guide allows: calls, and the seconds they are counted over."""
LONGEST_WINDOW = 3600.0
ONE_AT_A_TIME = threading.Lock()
"""Two calls at once lost a third of the answers when it was tried, so a process makes one."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Time as the client sees it; tests give one that does not wait."""

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Pace:
    """Calls made lately, and how many the server says it takes."""

    def __init__(self, clock: Clock) -> None:
        """Begin with the guide's figures; the server's headers correct them."""
        self.clock = clock
        self.calls = CALLS
        self.window = WINDOW
        self._made: deque[float] = deque()
        self._closed_until = 0.0

    def wait(self) -> None:
        """Sleep until one more call is allowed, and count it."""
        now = self.clock.monotonic()
        while self._made and self._made[0] <= now - self.window:
            self._made.popleft()
        allowed = self._closed_until
        if len(self._made) >= self.calls:
            allowed = max(allowed, self._made[-self.calls] + self.window)
        if allowed > now:
            self.clock.sleep(allowed - now)
        self._made.append(self.clock.monotonic())

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take the limit, its window and what is left of it from an answer; nonsense is passed over."""
        policy = re.match(r"\s*(\d{1,6})\s*;\s*w\s*=\s*(\d{1,6})", headers.get("x-ratelimit-policy", ""))
        limit = _count(headers.get("x-ratelimit-limit")) or (int(policy[1]) if policy else None)
        if limit:
            self.calls = limit
        if policy and 0 < int(policy[2]) <= LONGEST_WINDOW:
            self.window = float(policy[2])
        if _count(headers.get("x-ratelimit-remaining")) == 0:
            self._closed_until = self.clock.monotonic() + self._until_reset(headers)

    def _until_reset(self, headers: Mapping[str, str]) -> float:
        """Seconds until the window turns: as told, else when our first call in it falls out."""
        told = _count(headers.get("x-ratelimit-reset"))
        if told is not None and told <= self.window:
            return float(told)
        if len(self._made) >= self.calls:
            return max(0.0, self._made[-self.calls] + self.window - self.clock.monotonic())
        return self.window  # others share our address: nothing tells when their calls fall out


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the server asks to wait; None where it does not say, or not so that it can be read."""
    told = headers.get("retry-after", "").strip()
    seconds = _count(told)
    if seconds is not None:
        return float(seconds)
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


@contextmanager
def one_at_a_time(lock_file: Path | None) -> Iterator[None]:
    """Hold the only call of this process and, with a lock file, of all processes that use the file."""
    with ONE_AT_A_TIME:
        if lock_file is None or fcntl is None:
            yield
            return
        lock_file.parent.mkdir(parents=True, exist_ok=True)
        with lock_file.open("a") as held:
            _lock(held)
            yield


def _lock(held: IO[str]) -> None:
    """Wait for the file; closing it lets go, also when the process dies."""
    fcntl.flock(held, fcntl.LOCK_EX)


def _count(told: str | None) -> int | None:
    told = (told or "").strip()
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= 9 else None  # noqa: PLR2004 - a sane number
