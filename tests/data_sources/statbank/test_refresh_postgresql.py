"""A refresh of a board that stands in PostgreSQL: who may write the figures, and only one at a time."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import insert, make_url

from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import SourceUnavailable, data_version, engine, read, upgrade, writing
from data_sources.statbank.figure_store import note_attempt
from data_sources.statbank.pxweb import PxWebClient
from data_sources.statbank.refresh import FigureSources, RefreshRequest, refresh
from data_sources.statbank.refresh_command import AlreadyRunning, refresh_lock
from seeds.load import fill
from seeds.register import official_register
from tests.data_sources.statbank.statbank_tables import StatBank, document
from tests.postgresql import server

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgresql")]
REGISTER, REFERENCE = official_register()


@pytest.fixture(scope="module")
def addresses():
    """Address of a filled board by role: the one who refreshes, and the web."""
    with server() as administrator:
        whole = make_url(administrator)
        for statement in ("CREATE ROLE bolyst_web LOGIN", "CREATE DATABASE intake"):
            run(administrator, statement)
        intake = whole.set(database="intake").render_as_string(hide_password=False)
        upgrade(administrator, "board")
        upgrade(intake, "intake")
        board, raw = engine(administrator), engine(intake)
        fill(board, raw)
        board.dispose()
        raw.dispose()
        run(administrator, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO bolyst_web")
        web = whole.set(username="bolyst_web").render_as_string(hide_password=False)
        yield administrator, web


def run(address, statement):
    made = engine(address).execution_options(isolation_level="AUTOCOMMIT")
    with made.connect() as connection:
        connection.exec_driver_sql(statement)
    made.dispose()


@pytest.fixture
def board(addresses):
    made = engine(addresses[0])
    yield made
    made.dispose()


@pytest.fixture
def web(addresses):
    made = engine(addresses[1])
    yield made
    made.dispose()


def residents(figure):
    variables = {"Region": ["1130", "1580"], "Tid": ["2023", "2024"]}
    contents = dict.fromkeys(("Folketilvekst", "Nettoinnflytting", "Innflyttinger"), "personer")
    return document("06913", "Befolkning og endringer", variables, contents, lambda **_: figure)


def refreshed(board, site, hours, figure=7):
    StatBank(site, residents(figure))
    http = httpx.Client(timeout=5, trust_env=False)
    with PxWebClient(site.url, http=http, clock=hours.clock, patience=60) as client:
        sources = FigureSources(REGISTER, REFERENCE, client, client)
        return refresh(board, sources, RefreshRequest(("06913",)), lambda _: None)


def test_figures_their_origin_and_the_attempt_are_stored_and_the_web_reads_them(board, web, site, hours):
    before = data_version(board)
    outcome = refreshed(board, site, hours)
    assert (outcome.reasons, outcome.changed) == ([], True)
    assert data_version(web) == before + 1
    frames = {name: load() for name, load in loaders(web).items()}
    figures = frames["statistic"].set_index(["indicator", "municipality", "year"])
    assert figures["value"]["in_migration", "1130", 2024] == 7
    assert ("in_migration", "1580", 2023) not in figures.index  # the number came in 2024
    origin = frames["retrieval"].set_index("indicator").loc["in_migration"]
    assert (origin["table"], len(origin["content"])) == ("SSB 06913", 64)
    assert json.loads(origin["request"])["table"] == "06913"
    assert origin["updated"] < origin["retrieved"]
    assert frames["refresh_attempt"]["ok"].tolist()[-1] == 1


def test_the_same_figures_again_make_no_new_version_and_others_do(board, site, hours):
    refreshed(board, site, hours, figure=8)
    before = data_version(board)
    assert not refreshed(board, site, hours, figure=8).changed
    assert data_version(board) == before
    assert refreshed(board, site, hours, figure=9).changed
    assert data_version(board) == before + 1


def test_the_web_may_neither_store_figures_nor_note_an_attempt(web, board, site, hours):
    kept, attempts = read(web, schema.statistic), len(read(web, schema.refresh_attempt))
    with pytest.raises(SourceUnavailable, match="permission denied"):
        refreshed(web, site, hours, figure=10)
    with pytest.raises(SourceUnavailable, match="permission denied"), writing(web) as connection:
        note_attempt(connection, datetime(2026, 3, 20, tzinfo=UTC), [])
    with pytest.raises(SourceUnavailable, match="permission denied"), writing(web) as connection:
        connection.execute(insert(schema.retrieval), {"indicator": "population"})
    assert read(board, schema.statistic).equals(kept)
    assert len(read(board, schema.refresh_attempt)) == attempts


def test_a_refresh_from_another_machine_waits_for_its_turn(board, addresses):
    other = engine(addresses[0])
    with refresh_lock(board), pytest.raises(AlreadyRunning), refresh_lock(other):
        pass
    with refresh_lock(other):
        pass
    other.dispose()


def test_the_lock_lets_go_when_the_connection_of_its_holder_breaks(board, addresses):
    broken = engine(addresses[0])
    with refresh_lock(broken):
        run(addresses[0], "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        with refresh_lock(board):
            pass
    broken.dispose()
