"""How many new papers one address may have made: enough for every municipality at once, not for a flood.

What is counted is new papers: the same paper asked for again is in the archive already. Counts lie in files
that all processes share; the address itself is not written down, and goes after a day.
"""

from __future__ import annotations

import fcntl
import json
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from dashboard.papers.archive import Archive, Row

FOLDER = Path("var/papirkvote")
KEY = "nykel"
"""File with the key of the names; without it, nobody can tell whose a file of counts is."""
HOUR, DAY = 3600, 86_400
OF_A_DAY = 3
"""Hourly quotas in a day."""
OF_ONE_LINE = 64
"""Bits of an IPv6 address that one subscriber has; the rest is theirs to choose."""


class QuotaReached(Exception):
    """No more new papers from an address for now."""

    def __init__(self, quota: Quota, wait: float) -> None:
        """`wait` is in seconds."""
        super().__init__(f"wait {wait:.0f} s")
        self.quota, self.wait = quota, wait


@dataclass(frozen=True)
class Quota:
    """New papers an address may have made in an hour; three times as many in a day."""

    hourly: int
    folder: Path = FOLDER
    clock: Callable[[], float] = time.time

    @property
    def daily(self) -> int:
        """New papers in a day."""
        return self.hourly * OF_A_DAY

    def take(self, address: str, papers: int = 1) -> None:
        """Count papers of an address.

        Raises:
            QuotaReached: It would be more than is let through; nothing is counted.
        """
        now = self.clock()
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._forget(now)
        with (self.folder / self._name(address)).open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            spent = [(at, n) for at, n in _counts(file) if now - at < DAY]
            wait = max(
                _wait(spent, papers, now, most, within)
                for most, within in ((self.hourly, HOUR), (self.daily, DAY))
            )
            if wait:
                raise QuotaReached(self, wait)
            file.seek(0)
            file.truncate()
            file.writelines(f"{json.dumps(each)}\n" for each in [*spent, (now, papers)])

    def _name(self, address: str) -> str:
        """Name of an address's file, from which the address cannot be read."""
        key = self.folder / KEY
        if not key.exists():
            with suppress(FileExistsError), key.open("xb") as made:
                made.write(secrets.token_bytes(32))
        return blake2b(address.encode(), key=key.read_bytes(), digest_size=16).hexdigest()

    def _forget(self, now: float) -> None:
        for path in self.folder.iterdir():
            with suppress(OSError):  # another process may have removed it just now
                if path.name != KEY and now - path.stat().st_mtime > DAY:
                    path.unlink()


def _counts(lines: Iterable[str]) -> Iterator[tuple[float, int]]:
    """When, and how many papers; a line cut short by a full disk or a stop is left out."""
    for line in lines:
        with suppress(ValueError, TypeError):
            at, papers = json.loads(line)
            yield float(at), int(papers)


def _wait(spent: list[tuple[float, int]], papers: int, now: float, most: int, within: int) -> float:
    """Seconds until so many papers can be made; all of the time where they are too many at any time."""
    recent = [(at, n) for at, n in spent if now - at < within]
    over = sum(n for _, n in recent) + papers - most
    if over <= 0:
        return 0
    for at, n in recent:
        over -= n
        if over <= 0:
            return max(1.0, at + within - now)
    return within


@dataclass(frozen=True)
class Metered:
    """An archive that counts what is new in it on an address."""

    archive: Archive
    quota: Quota
    address: str

    def keep(self, row: Row) -> None:
        """Store a paper, as the archive does.

        Raises:
            QuotaReached: The address has made as many new ones as it may.
        """
        if self.archive.find(str(row["id"])) is None:
            self.quota.take(self.address)
            self.archive.keep(row)

    def find(self, snapshot_id: str) -> Row | None:
        """Return a stored paper, as the archive does."""
        return self.archive.find(snapshot_id)


def peer() -> str:
    """Who asks: the address of the other end, and behind a proxy on this machine the one it names last.

    What a client writes itself in `X-Forwarded-For` stands before what the proxy adds.
    """
    given = request.remote_addr or ""
    with suppress(ValueError):
        if ip_address(given).is_loopback:
            given = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or given
        found = ip_address(given)
        if isinstance(found, IPv6Address):
            mapped = found.ipv4_mapped
            return str(mapped or ip_network((found, OF_ONE_LINE), strict=False))
    return given
