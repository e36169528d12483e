"""What is worked out before the workers part, so that they share it and the first page waits for nothing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from dashboard.anchoring.decision_numbers import anchored_of_all
from dashboard.coverage.denominators import denominators
from dashboard.coverage.reach import reach_index
from dashboard.coverage.targeting import targeting
from dashboard.portfolio.portfolio_order import arranged
from terms.errors import NothingLoaded

if TYPE_CHECKING:
    import datetime as dt

    from dashboard.store.store import FrameStore

log = logging.getLogger(__name__)


def work_out_ahead(store: FrameStore, today: dt.date) -> None:
    """Judge every project with no year chosen, and index what its counts are measured against.

    Where the data cannot be read nothing is kept: the board starts all the same, and says so on its pages.
    """
    try:
        for compute in (reach_index, targeting, denominators):
            store.per_version(compute)
        arranged(store, None, today=today)
        anchored_of_all(store, None, today=today)
    except NothingLoaded as error:
        log.warning("nothing worked out ahead: %s", error)
