"""A client of PxWebApi 2, and of any JSON service, that calls no more often than the server allows.

Nothing here belongs to one country: Statistics Norway, Statistics Sweden or another PxWeb site is a
matter of the base address. Proxies and certificates are those of the environment, as httpx reads them.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import IO, TYPE_CHECKING, Any, Self
from urllib.parse import quote

import httpx

from data_sources.statbank.answers import BadAnswer, Unavailable, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

try:
    import fcntl
except ImportError:  # Windows has no such lock: there one process at a time is the user's own care
    fcntl = None  # type: ignore[assignment] # the module itself is the mark

log = logging.getLogger(__name__)

TIMEOUT = httpx.Timeout(120.0, connect=15.0)
"""Seconds; a large selection may take a minute before the first byte."""
PATIENCE = 900.0
"""Longest waiting in seconds for one call: metadata loads take the tables away for some minutes."""
BUSY = {502, 503, 504}
TOO_FAST = 429
FIRST_PAUSE, LONGEST_PAUSE = 15.0, 240.0
NETWORK_PAUSES = (2.0, 8.0)
"""Fewer and shorter than for a busy server: a machine without internet shall hear so soon."""
CALLS, WINDOW = 30, 60.0
"""What Statistics Norway's guide allows: calls, and the seconds they are counted over."""
LONGEST_WINDOW = 3600.0
ONE_AT_A_TIME = threading.Lock()
"""Two calls at once lost a third of the answers when it was tried, so a process makes one."""


@dataclass(frozen=True)
class ServerAnswer:
    """The body of a successful answer, and when it was asked for."""

    payload: bytes
    retrieved: datetime


class PxWebClient:
    """Calls one server, one call at a time, no faster than it allows."""

    def __init__(  # noqa: PLR0913 - each is a thing a test or a setting replaces
        self,
        base_url: str,
        *,
        language: str = "no",
        http: httpx.Client | None = None,
        clock: Clock | None = None,
        request_rate: RequestRate | None = None,
        lock_file: Path | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Clients of one server share one `request_rate`; `lock_file` keeps other processes waiting.

        Raises:
            ValueError: The address is not one of http or https.
        """
        self.base_url = _address(base_url)
        self.language = language
        self.clock = clock or Clock()
        self.request_rate = request_rate or RequestRate(self.clock)
        self._http = http or httpx.Client(timeout=TIMEOUT, headers={"User-Agent": "Bolysttavla"})
        self._lock_file = lock_file
        self._patience = patience

    def get(self, *path: str, params: Mapping[str, str] | None = None) -> ServerAnswer:
        """Fetch an address below the base.

        Raises:
            BadAnswer: The server refused, or answered with something else than success.
            Unavailable: It could not be reached, or stayed busy.
        """
        return self._call("GET", path, params or {})

    def post(self, *path: str, body: object, params: Mapping[str, str] | None = None) -> ServerAnswer:
        """Send a selection as JSON to an address below the base; errors as for `get`."""
        return self._call("POST", path, params or {}, body)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        """Use as a context, closed at the end."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        self.close()

    def _call(
        self, method: str, path: tuple[str, ...], params: Mapping[str, str], body: object = None
    ) -> ServerAnswer:
        url = "/".join((self.base_url, *(quote(part, safe="") for part in path)))
        content: dict[str, Any] = {} if method == "GET" else {"json": body}
        waited, tries = 0.0, 0
        with one_at_a_time(self._lock_file):
            while True:
                self.request_rate.wait()
                retrieved = self.clock.now()
                pause, why = None, ""
                try:
                    accept = {"Accept": "application/json"}
                    response = self._http.request(method, url, params=dict(params), headers=accept, **content)
                except httpx.RequestError as error:
                    why = f"Serveren {self.base_url} kan ikke nås ({type(error).__name__})."
                    pause = NETWORK_PAUSES[tries] if tries < len(NETWORK_PAUSES) else None
                else:
                    self.request_rate.learn(response.headers)
                    if response.is_success:
                        return ServerAnswer(response.content, retrieved)
                    why = f"Serveren {self.base_url} svarte {response.status_code}."
                    pause = self._pause(response, tries)
                if pause is None or waited + pause > self._patience:
                    raise Unavailable(f"{why} Forsøkt {tries + 1} ganger.")
                log.info("%s Waiting %.0f s.", why, pause)
                self.clock.sleep(pause)
                waited, tries = waited + pause, tries + 1

    def _pause(self, response: httpx.Response, tries: int) -> float:
        """Seconds to wait before the next try.

        Raises:
            BadAnswer: Trying again would not help.
        """
        if response.status_code not in BUSY | {TOO_FAST}:
            if response.is_redirect:
                place = response.headers.get("location", "")
                raise BadAnswer(f"Serveren er flyttet til {place}; endre adressen i innstillingene.")
            raise refusal(response.status_code, response.content)
        stated = retry_after(response.headers, self.clock.now())
        if response.status_code == TOO_FAST:
            own = self.request_rate.window * (tries + 1)
        else:
            own = min(LONGEST_PAUSE, FIRST_PAUSE * 2**tries)
        return own if stated is None else max(stated, 1.0)


def _address(base_url: str) -> str:
    with suppress(httpx.InvalidURL):
        address = httpx.URL(base_url.strip())
        if address.scheme in {"http", "https"} and address.host and not address.query:
            return str(address).rstrip("/")
    raise ValueError(f"Adressen «{base_url}» er ikke en nettadresse som begynner med http:// eller https://.")


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Time as the client sees it; tests give one that does not wait."""

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class RequestRate:
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
        """Seconds until the window turns: as the server states, else when our first call in it falls out."""
        stated = _count(headers.get("x-ratelimit-reset"))
        if stated is not None and stated <= self.window:
            return float(stated)
        if len(self._made) >= self.calls:
            return max(0.0, self._made[-self.calls] + self.window - self.clock.monotonic())
        return self.window  # others share our address: nobody knows when their calls fall out


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds the server asks to wait; None where it does not say, or not so that it can be read."""
    stated = headers.get("retry-after", "").strip()
    seconds = _count(stated)
    if seconds is not None:
        return float(seconds)
    try:
        moment = parsedate_to_datetime(stated)
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


def _count(stated: str | None) -> int | None:
    stated = (stated or "").strip()
    return int(stated) if stated.isascii() and stated.isdecimal() and len(stated) <= 9 else None  # noqa: PLR2004 - a sane number
