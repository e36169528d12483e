"""Which addresses the board may be bound to, and which of them only this machine reaches."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERY = {"", "0.0.0.0", "::", "[::]"}  # noqa: S104 - named to be refused, never bound
"""How «all the addresses of this machine» is written."""


class Reach(Protocol):
    """The settings that decide who can reach the board."""

    @property
    def host(self) -> str:
        """Address it is bound to."""

    @property
    def public(self) -> bool:
        """Whether other machines may read it."""

    @property
    def public_url(self) -> str:
        """Address people use; empty where none is set."""


def is_loopback(host: str) -> bool:
    """Whether a host, or the address of a peer, is this machine and no other."""
    if host.lower() == "localhost":
        return True
    with suppress(ValueError):
        address = ip_address(host.strip("[]"))
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        return (mapped or address).is_loopback
    return False


def known_hosts(reach: Reach) -> frozenset[str]:
    """Names besides loopback: that of `BOLYST_PUBLIC_URL`, and the address a public board is bound to."""
    names = {(urlsplit(reach.public_url).hostname or "").lower()}
    if reach.public and reach.host not in EVERY:
        names.add(reach.host.lower())
    return frozenset(name for name in names if name and not is_loopback(name))


def why_not_bind(bound: Iterable[str], reach: Reach) -> str | None:
    """Sentence on why the board may not answer on these addresses; None where it may.

    Where no name but loopback is known, every visitor from another machine would get 421.
    """
    known = known_hosts(reach)
    for host in bound:
        if is_loopback(host):
            continue
        if not reach.public:
            return (
                f"Tavla skal svare på «{host}», som andre maskiner når, men innlogging er ikke satt opp. "
                "Bruk 127.0.0.1, eller sett BOLYST_PUBLIC=1 hvis alt tavla viser er offentlig."
            )
        if not known and host in EVERY:
            return (
                f"Tavla skal svare på alle adressene til maskinen («{host}»), og må få vite hvilken av dem "
                "folk bruker. Sett BOLYST_PUBLIC_URL til den, for eksempel https://tavle.eksempel.no."
            )
        if not known:
            return (
                f"Tavla skal svare på «{host}», men kjenner ikke adressen som sin egen. Sett BOLYST_HOST "
                "til den, eller BOLYST_PUBLIC_URL til adressen folk bruker."
            )
    return None
