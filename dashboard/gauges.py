"""What a monitoring server reads of the board, in the format of Prometheus."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dashboard.metrics.official_age import OfficialAge, official_age

if TYPE_CHECKING:
    from dashboard.store import FrameStore


def gauges(store: FrameStore) -> str:
    """What a Prometheus server collects: which data are shown, and whether they are behind the database."""
    ready = store.ready()
    projects = len(store["project"]) if ready else 0
    official = (
        official_age(store["retrieval"], store["refresh_attempt"]) if ready else OfficialAge(None, None)
    )
    found: tuple[tuple[str, str, int], ...] = (
        ("bolyst_data_version", "Data version last read from the database.", store.version),
        ("bolyst_stale", "1 while the board shows data older than the database's.", int(store.stale)),
        ("bolyst_projects", "Projects the board can show.", projects),
        (
            "bolyst_official_figures_failed",
            "1 when the last attempt to refresh official figures failed.",
            int(official.failed is not None),
        ),
    )
    days = official.days(datetime.now(UTC).date())
    if days is not None:
        found += (("bolyst_official_figures_age_days", "Days since official figures were retrieved.", days),)
    return "".join(
        f"# HELP {name} {words}\n# TYPE {name} gauge\n{name} {value}\n" for name, words, value in found
    )
