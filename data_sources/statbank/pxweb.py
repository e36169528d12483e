"""A polite client of PxWebApi 2, and of any JSON service that wants to be called gently.

Nothing here belongs to one country: Statistics Norway, Statistics Sweden or another PxWeb site is a
matter of the base address. Proxies and certificates are those of the environment, as httpx reads them.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

import httpx

from data_sources.statbank.answers import BadAnswer, Unavailable, refusal
from data_sources.statbank.request_rate import Clock, Pace, one_at_a_time, retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

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


@dataclass(frozen=True)
class Answer:
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
        pace: Pace | None = None,
        lock_file: Path | None = None,
        patience: float = PATIENCE,
    ) -> None:
        """Give clients of one server the same `pace`; `lock_file` keeps other processes waiting.

        Raises:
            ValueError: The address is not one of http or https.
        """
        self.base_url = _address(base_url)
        self.language = language
        self.clock = clock or Clock()
        self.pace = pace or Pace(self.clock)
        self._http = http or httpx.Client(timeout=TIMEOUT, headers={"User-Agent": "Bolysttavla"})
        self._lock_file = lock_file
        self._patience = patience

    def get(self, *path: str, params: Mapping[str, str] | None = None) -> Answer:
        """Fetch an address below the base.

        Raises:
            BadAnswer: The server refused, or answered with something else than success.
            Unavailable: It could not be reached, or stayed busy.
        """
        return self._call("GET", path, params or {})

    def post(self, *path: str, body: object, params: Mapping[str, str] | None = None) -> Answer:
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
    ) -> Answer:
        url = "/".join((self.base_url, *(quote(part, safe="") for part in path)))
        content: dict[str, Any] = {} if method == "GET" else {"json": body}
        waited, tries = 0.0, 0
        with one_at_a_time(self._lock_file):
            while True:
                self.pace.wait()
                retrieved = self.clock.now()
                pause, why = None, ""
                try:
                    accept = {"Accept": "application/json"}
                    response = self._http.request(method, url, params=dict(params), headers=accept, **content)
                except httpx.RequestError as error:
                    why = f"Serveren {self.base_url} kan ikke nås ({type(error).__name__})."
                    pause = NETWORK_PAUSES[tries] if tries < len(NETWORK_PAUSES) else None
                else:
                    self.pace.learn(response.headers)
                    if response.is_success:
                        return Answer(response.content, retrieved)
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
        told = retry_after(response.headers, self.clock.now())
        if response.status_code == TOO_FAST:
            own = self.pace.window * (tries + 1)
        else:
            own = min(LONGEST_PAUSE, FIRST_PAUSE * 2**tries)
        return own if told is None else max(told, 1.0)


def _address(base_url: str) -> str:
    with suppress(httpx.InvalidURL):
        address = httpx.URL(base_url.strip())
        if address.scheme in {"http", "https"} and address.host and not address.query:
            return str(address).rstrip("/")
    raise ValueError(f"Adressen «{base_url}» er ikke en nettadresse som begynner med http:// eller https://.")
