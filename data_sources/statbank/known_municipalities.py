"""Checks at every refresh that the municipalities of the year, as Klass has them, are the ones we know."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from data_sources.statbank.answers import BadAnswer, Unavailable
from data_sources.statbank.klass import fetch_changes, fetch_codes_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from data_sources.statbank.pxweb import PxWebClient

MUNICIPALITIES = 131
NOT_STATED = "9999"
KNOWN_UNTIL = date(2024, 1, 1)
"""Day of the last change that the reference lists hold."""
SHOWN = 5


def unknown_changes(client: PxWebClient, municipality: pd.DataFrame, today: date) -> list[str]:
    """Sentences about what Klass knows of municipalities and we do not; empty when the two agree.

    Never raises for a server that does not answer: figures do not depend on it, but it is said.
    """
    try:
        codes, _ = fetch_codes_at(client, MUNICIPALITIES, today)
        changes, _ = fetch_changes(client, MUNICIPALITIES, KNOWN_UNTIL, today)
    except (BadAnswer, Unavailable) as error:
        return [f"Kommunelisten er ikke kontrollert mot Klass: {error}"]
    theirs = {code for code in codes["code"] if code != NOT_STATED}
    ours = set(municipality.loc[municipality["valid_to"].isna(), "municipality"])
    said = []
    if new := theirs - ours:
        said.append(f"Klass har kommunenumre tavla ikke kjenner: {_listed(new)}. Tall for dem vises ikke.")
    if gone := ours - theirs:
        said.append(f"Klass har ikke lenger kommunenumrene {_listed(gone)}.")
    late = changes[changes["change_date"].dt.date > KNOWN_UNTIL].dropna(subset=["old_code", "new_code"])
    steps = {
        f"{old} → {new} fra {day:%d.%m.%Y}"
        for old, new, day in zip(late["old_code"], late["new_code"], late["change_date"], strict=True)
        if old != new
    }
    if steps:
        said.append(f"Klass har endringer etter 1.1.2024 som tavla ikke har: {_listed(steps)}.")
    return said


def _listed(items: Iterable[str]) -> str:
    ordered = sorted(items)
    more = f" og {len(ordered) - SHOWN} til" if len(ordered) > SHOWN else ""
    return ", ".join(ordered[:SHOWN]) + more
