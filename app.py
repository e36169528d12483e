"""`server` for gunicorn: settings, loaders, store and create_app, put together; run as a script it serves."""

from __future__ import annotations

import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.shell.settings import Settings
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine
from data_sources.intake.batches.process import IntakeProcess
from data_sources.snapshots import MEGABYTE, SnapshotTable

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine

HERE = Path(__file__).parent
READERS_PATIENCE = 0.5
"""Seconds a page waits for a locked database before it says so; readers meet no lock but a whole one."""


@cache
def board_engine() -> Engine:
    """Make the process's one engine for the database the board reads."""
    return engine(Settings.from_environment().database_url, patience=READERS_PATIENCE)


def build_server() -> Flask:
    """Put the web process together; it knows the board's database and no other.

    Files that are sent in are read by a process of their own, which finds the intake in the environment.
    """
    from dashboard.delivery.quota import Quota  # noqa: PLC0415 - the same
    from dashboard.delivery.worker import PaperWorker  # noqa: PLC0415 - the same
    from dashboard.shell.ahead import work_out_ahead  # noqa: PLC0415 - the same
    from dashboard.shell.create_app import create_app  # noqa: PLC0415 - starting the command needs no Dash
    from dashboard.store.store import FrameStore  # noqa: PLC0415 - the same

    board = board_engine()
    settings = Settings.from_environment()
    store = FrameStore(loaders(board), partial(data_version, board))
    intake = IntakeProcess([sys.executable, str(HERE / "command.py")])
    server: Flask = create_app(store, settings.for_web(), intake).server
    server.config["BOLYST_AHEAD"] = partial(work_out_ahead, store)
    server.config["BOLYST_ARCHIVE"] = SnapshotTable(
        engine(settings.database_url), "web", most=settings.paper_mb * MEGABYTE
    )
    server.config["BOLYST_QUOTA"] = Quota(settings.paper_quota)
    server.config["BOLYST_PAPER_WORKER"] = PaperWorker(
        [sys.executable, str(HERE / "command.py"), "paper", "--queue"]
    )
    return server


def __getattr__(name: str) -> object:
    """Build `server` when gunicorn asks for it, not when a test imports this module."""
    if name != "server":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()["server"] = build_server()
    return globals()["server"]


if __name__ == "__main__":
    from command import main

    sys.exit(main())
