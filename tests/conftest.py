from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import hypothesis
import pytest

from dashboard.shell.settings import Settings
from dashboard.store.store import FrameStore
from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine, read, upgrade
from seeds.load import fill

# A slow machine is no fault of the rule under test.
hypothesis.settings.register_profile("board", deadline=None)
hypothesis.settings.load_profile("board")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@dataclass(frozen=True)
class Databases:
    """A pair of databases filled from the seeds."""

    folder: Path

    @property
    def board_url(self):
        return f"sqlite:///{self.folder / 'board.db'}"

    @property
    def intake_url(self):
        return f"sqlite:///{self.folder / 'intake.db'}"


@pytest.fixture(scope="session")
def shared():
    """The folder of reference material beside the checkout."""
    if not SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("the folder shared is not beside the checkout")
        pytest.skip("the folder shared is not beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """Databases filled once for the whole run; for tests that only read."""
    made = Databases(tmp_path_factory.mktemp("filled"))
    upgrade(made.board_url, "board")
    upgrade(made.intake_url, "intake")
    board, intake = engine(made.board_url), engine(made.intake_url)
    fill(board, intake)
    board.dispose()
    intake.dispose()
    return made


@pytest.fixture
def seeded(filled, tmp_path):
    """Databases of the test's own, filled from the seeds."""
    for name in ("board.db", "intake.db"):
        shutil.copy(filled.folder / name, tmp_path / name)
    return Databases(tmp_path)


@pytest.fixture(scope="session")
def store(filled):
    """The frames of the seeds, as the board gets them."""
    board = engine(filled.board_url)
    yield FrameStore(loaders(board), partial(data_version, board))
    board.dispose()


@pytest.fixture(scope="session")
def cells(filled):
    """Protected cells of participation as the database holds them; the board reads only sums of them."""
    board = engine(filled.board_url)
    yield read(board, schema.participation)
    board.dispose()


@pytest.fixture
def app(store):
    """A board over the seeds, with default settings."""
    from dashboard.shell.create_app import create_app  # noqa: PLC0415 - most tests need no Dash, and start faster without

    return create_app(store, Settings.from_environment({}).for_web())
