from __future__ import annotations

import datetime as dt

from dashboard.portfolio.portfolio_order import arranged
from dashboard.shell.ahead import work_out_ahead
from dashboard.store.frames import LENT
from dashboard.store.store import FrameStore

TODAY = dt.date(2026, 3, 1)


def test_the_plain_judgements_are_there_before_anyone_asks(store):
    reads = []

    def counted(name):
        def read():
            reads.append(name)
            return store[name]

        return read

    fresh = FrameStore({name: counted(name) for name in LENT}, lambda: 1)
    work_out_ahead(fresh, TODAY)
    before = len(reads)
    assert "reach_sum" not in reads
    assert len(arranged(fresh, None, today=TODAY)) == len(store["project"])
    assert len(reads) == before


def test_a_board_that_cannot_be_read_starts_all_the_same(caplog):
    def closed():
        raise OSError("locked")

    work_out_ahead(FrameStore(dict.fromkeys(LENT, closed), lambda: 1), TODAY)
    assert "nothing worked out ahead" in caplog.text
