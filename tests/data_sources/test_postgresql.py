"""The roles of `docs/drift.md` on a real PostgreSQL: the SQL of the page is run as it stands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import traceback
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import NullPool

from dashboard.store.frames import LENT
from dashboard.store.store import FrameStore
from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import SourceUnavailable, data_version, engine, read
from data_sources.snapshots import SnapshotTable
from tests.paper_samples import paper_row
from tests.postgresql import server
from tests.web_process import drawn_whole, web_process

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgresql")]
ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```sql (\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


class Server:
    """Addresses of one server, by role and database."""

    def __init__(self, administrator):
        self.administrator = make_url(administrator)

    def url(self, role, database):
        address = self.administrator.set(username=role, database=database)
        return address.render_as_string(hide_password=False)

    def run(self, statement, *, role="postgres", database="postgres"):
        """Run one statement, and return the rows it gives."""
        made = create_engine(self.url(role, database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with made.connect() as connection:
            answer = connection.execute(text(statement))
            return answer.fetchall() if answer.returns_rows else []

    def run_all(self, blocks, *, role="postgres"):
        """Run every statement of some blocks of the page, in their databases."""
        for database, sql in blocks:
            for statement in filter(None, map(str.strip, sql.split(";"))):
                self.run(statement, role=role, database=database)


@pytest.fixture(scope="module")
def postgresql():
    """A server set up as the page on operations says, and filled by the command."""
    with server() as administrator:
        made = Server(administrator)
        blocks = BLOCK.findall((ROOT / "docs" / "drift.md").read_text(encoding="utf-8"))
        first, last = blocks[:3], blocks[3:]
        assert [database for database, _ in first] == ["postgres", "bolyst_tavle", "bolyst_inntak"]
        assert [database for database, _ in last] == ["bolyst_tavle"]
        made.run_all(first)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
        kept["BOLYST_DATABASE_URL"] = made.url("bolyst_inn", "bolyst_tavle")
        kept["BOLYST_INTAKE_DATABASE_URL"] = made.url("bolyst_inn", "bolyst_inntak")
        command = [sys.executable, str(ROOT / "app.py"), "seed"]
        said = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr
        assert "dataversjon 1" in said.stdout
        made.run_all(last, role="bolyst_inn")
        yield made


def test_migrations_make_the_tables_of_the_schema(postgresql):
    for database, metadata in (("bolyst_tavle", schema.board), ("bolyst_inntak", schema.intake)):
        made = create_engine(postgresql.url("bolyst_inn", database), poolclass=NullPool)
        with made.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_every_frame_is_the_same_as_on_sqlite(postgresql, store):
    board = engine(postgresql.url("bolyst_web", "bolyst_tavle"))
    other = FrameStore(loaders(board), partial(data_version, board))
    for name, spec in LENT.items():
        key = list(spec.key)
        one, two = (frames[name].sort_values(key, ignore_index=True) for frames in (store, other))
        pd.testing.assert_frame_equal(one, two, obj=name)
    board.dispose()


def test_the_role_of_the_web_draws_the_whole_board_where_it_is_kept_out_of_the_intake(postgresql, tmp_path):
    seen = web_process(
        tmp_path,
        postgresql.url("bolyst_web", "bolyst_tavle"),
        postgresql.url("bolyst_web", "bolyst_inntak"),
    )
    assert drawn_whole(seen)


def test_the_role_of_the_web_is_not_let_into_the_intake(postgresql):
    assert postgresql.run("SELECT count(*) FROM intake_participation", role="bolyst_inn",
                          database="bolyst_inntak")[0][0] > 0  # fmt: skip
    with pytest.raises(DatabaseError, match='permission denied for database "bolyst_inntak"'):
        postgresql.run("SELECT 1", role="bolyst_web", database="bolyst_inntak")
    intake = engine(postgresql.url("bolyst_web", "bolyst_inntak"))
    with pytest.raises(SourceUnavailable, match="kan ikke leses"):
        read(intake, schema.intake_participation)
    intake.dispose()


def test_the_role_of_the_web_may_not_read_the_raw_table_even_where_it_is_let_in(postgresql):
    postgresql.run("GRANT CONNECT ON DATABASE bolyst_inntak TO bolyst_web")
    try:
        with pytest.raises(DatabaseError, match="permission denied for schema public"):
            postgresql.run(
                "SELECT * FROM public.intake_participation", role="bolyst_web", database="bolyst_inntak"
            )
        postgresql.run("GRANT USAGE ON SCHEMA public TO bolyst_web", database="bolyst_inntak")
        with pytest.raises(DatabaseError, match="permission denied for table intake_participation"):
            postgresql.run(
                "SELECT * FROM public.intake_participation", role="bolyst_web", database="bolyst_inntak"
            )
    finally:
        postgresql.run("REVOKE USAGE ON SCHEMA public FROM bolyst_web", database="bolyst_inntak")
        postgresql.run("REVOKE CONNECT ON DATABASE bolyst_inntak FROM bolyst_web")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE participation SET unique_participants = 1",
        "SET default_transaction_read_only = off; DELETE FROM participation",
        "CREATE TABLE own (number integer)",
        "SET default_transaction_read_only = off; UPDATE snapshot SET content = ''",
        "SET default_transaction_read_only = off; DELETE FROM snapshot",
    ],
)
def test_the_role_of_the_web_can_only_read_the_board(postgresql, statement):
    with pytest.raises(DatabaseError, match=r"read-only transaction|permission denied"):
        postgresql.run(statement, role="bolyst_web", database="bolyst_tavle")
    assert postgresql.run(
        "SELECT min(unique_participants) FROM participation", role="bolyst_web", database="bolyst_tavle"
    ) == [(0,)]


def test_the_role_of_the_web_keeps_papers_and_opens_them_again(postgresql):
    board = engine(postgresql.url("bolyst_web", "bolyst_tavle"))
    table, row = SnapshotTable(board), paper_row()
    table.keep(row)
    table.keep({**row, "made_at": "later"})
    assert table.find(row["id"]) == row
    assert table.find("NOSUCHONE2") is None
    board.dispose()


def test_the_board_holds_no_raw_counts(postgresql):
    rows = postgresql.run(
        "SELECT count(*) FROM participation WHERE unique_participants IN (1, 2)",
        role="bolyst_web",
        database="bolyst_tavle",
    )
    assert rows == [(0,)]
    tables = postgresql.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
                            role="bolyst_web", database="bolyst_tavle")  # fmt: skip
    assert "intake_participation" not in {name for (name,) in tables}


def test_two_that_fill_at_once_wait_for_each_other_and_tell_no_count(postgresql):
    """On 4a60f49 one ended with 1 and a traceback with rows of raw counts; now both end with 0."""
    for database in ("twice_board", "twice_intake"):
        postgresql.run(f"CREATE DATABASE {database} OWNER bolyst_inn ENCODING 'UTF8' TEMPLATE template0")
        postgresql.run("ALTER SCHEMA public OWNER TO bolyst_inn", database=database)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BOLYST_")}
    kept["BOLYST_DATABASE_URL"] = postgresql.url("bolyst_inn", "twice_board")
    kept["BOLYST_INTAKE_DATABASE_URL"] = postgresql.url("bolyst_inn", "twice_intake")
    command = [sys.executable, str(ROOT / "app.py"), "seed"]
    both = [
        subprocess.Popen(command, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1]
    assert said[0][0].endswith("dataversjon 1\n")
    assert said[0][1] == ""
    assert postgresql.run("SELECT count(*) FROM data_version", database="twice_board") == [(1,)]


def test_no_value_of_a_row_stands_in_an_error(postgresql):
    """On 4a60f49 this traceback held the whole row three times: parameters, Key (…)=(…), Failing row."""
    intake = engine(postgresql.url("bolyst_inn", "bolyst_inntak"))
    table = schema.intake_participation
    secret, told = f"hemmeleg-{4711}", []
    with intake.connect() as connection:
        row = dict(connection.execute(table.select().limit(1)).mappings().one())
        missing = {**row, "unique_participants": None, "gender": secret}
        for given in (row, missing):
            with pytest.raises(IntegrityError) as caught, connection.begin_nested():
                connection.execute(table.insert(), given)
            told.append("".join(traceback.format_exception(caught.value)))
        with pytest.raises(DatabaseError) as caught, connection.begin_nested():
            connection.execute(text("SELECT CAST(:given AS integer)"), {"given": secret})
        told.append("".join(traceback.format_exception(caught.value)))
    intake.dispose()
    assert "duplicate key value violates unique constraint" in told[0]
    assert "violates not-null constraint" in told[1]
    assert "SQLSTATE 22P02" in told[2]
    for each in told:
        assert not [sign for sign in ("Key (", "Failing row", secret) if sign in each]
    assert str(row[next(iter(table.primary_key.columns)).name]) not in told[0]
