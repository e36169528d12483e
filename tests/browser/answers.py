"""What a board answers a plain request with."""

from __future__ import annotations

import urllib.request
from urllib.error import HTTPError, URLError


def status(address):
    """What the board answers an address with; None where nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own loopback address
            return answer.status
    except HTTPError as refusal:
        return refusal.code
    except (URLError, ConnectionError, TimeoutError):
        return None
