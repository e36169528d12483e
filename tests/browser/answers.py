"""What a board answers a plain request with."""

from __future__ import annotations

import time
import urllib.request
from urllib.error import HTTPError, URLError

from dashboard.store.store import VERSION_AGE

PATIENCE = 20
STEADY = 1.5 * VERSION_AGE


def status(address):
    """What the board answers an address with; None where nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own loopback address
            return answer.status
    except HTTPError as refusal:
        return refusal.code
    except (URLError, ConnectionError, TimeoutError):
        return None


def until(address, wanted):
    """Wait until an address has answered with a status for so long that every worker has noticed."""
    began = since = time.monotonic()
    while time.monotonic() - since < STEADY:
        time.sleep(0.2)
        if status(address) != wanted:
            since = time.monotonic()
        assert time.monotonic() - began < PATIENCE, f"{address} does not keep to {wanted}"
