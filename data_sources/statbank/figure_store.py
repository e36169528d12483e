"""Stores fetched official figures: all of them or none, older ones kept where the source has nothing new."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import delete, func, insert, select, update

from data_sources import schema
from data_sources.database import bump_version
from data_sources.statbank.hidden_counts import HIDDEN, hidden, leaking_shares

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Table

KEY = ["indicator", "municipality", "year"]
FIGURE = [*KEY, "value", "symbol", "source"]
SHARE_HIDDEN = "skjult av oss: andelen røper tallet"
REASON_LENGTH = 300


@dataclass(frozen=True)
class RetrievedFigures:
    """Figures of one indicator, and what is kept of where they are from; contact persons are not.

    `frame` has the columns `FIGURE`. It replaces what is stored for the years it covers.
    """

    indicator: str
    frame: pd.DataFrame
    table: str
    title: str
    retrieved: datetime
    request: str
    updated: datetime | None = None
    provisional: bool = False
    note: str | None = None
    symbols: str | None = None
    denominator_of: str | None = None


@dataclass(frozen=True)
class ReferenceRows:
    """Rows of the reference lists that a refresh adds where an older database lacks them."""

    indicator: Sequence[Mapping[str, Any]]
    indicator_share: Sequence[Mapping[str, Any]]


def store_figures(
    connection: Connection, found: Sequence[RetrievedFigures], reference: ReferenceRows
) -> bool:
    """Store inside the caller's transaction; raise the data version and return true if any figure changed."""
    added = _add_missing(connection, schema.indicator, "indicator", reference.indicator)
    added += _add_missing(connection, schema.indicator_share, "indicator", reference.indicator_share)
    safe, exposed = _without_leaks(connection, found)
    changed = [item for item in safe if _store(connection, item)]
    named = [item for item in safe if _measure_against(connection, item)]
    _hide_stored(connection, exposed)
    if changed or named or added or exposed:
        bump_version(connection)
    return bool(changed or named or added or exposed)


def note_attempt(connection: Connection, started: datetime, reasons: Sequence[str]) -> None:
    """Keep how an attempt went: no reasons = all went well."""
    table = schema.refresh_attempt
    last = connection.scalar(select(func.max(table.c.attempt))) or 0
    more = f" (og {len(reasons) - 1} til)" if len(reasons) > 1 else ""
    reason = " ".join(reasons[0].split())[:REASON_LENGTH] + more if reasons else None
    row = {"attempt": last + 1, "started": without_zone(started), "ok": int(not reasons), "reason": reason}
    connection.execute(insert(table).values(row))


def without_zone(moment: datetime) -> datetime:
    """Time to the second; the zone is UTC everywhere in the database."""
    return moment.replace(tzinfo=None, microsecond=0)


def figures_hash(frame: pd.DataFrame) -> str:
    """Hash of municipalities, years, values and symbols; equal for equal figures in any order."""
    columns = ["municipality", "year", "value", "symbol"]
    ordered = frame.sort_values(columns[:2])[columns].astype({"year": "int64", "value": "float64"})
    text = ordered.to_csv(index=False, na_rep="", lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()


def _add_missing(connection: Connection, table: Table, key: str, rows: Iterable[Mapping[str, Any]]) -> int:
    known = set(connection.scalars(select(table.c[key])))
    missing = [dict(row) for row in rows if row[key] not in known]
    if missing:
        connection.execute(insert(table), missing)
    return len(missing)


def _without_leaks(
    connection: Connection, found: Sequence[RetrievedFigures]
) -> tuple[list[RetrievedFigures], list[tuple[str, str, int]]]:
    """Hide every share that reveals a count; also the keys of shares stored before that do so now."""
    share, unit = schema.indicator_share, schema.indicator.c
    query = select(share, unit.unit).join_from(share, schema.indicator, share.c.indicator == unit.indicator)
    shares = pd.DataFrame(connection.execute(query).mappings().all())
    if shares.empty:
        return list(found), []
    concerned = set(shares[["indicator", "counted", "base"]].to_numpy().ravel())
    covered = {(item.indicator, int(year)) for item in found for year in item.frame["year"].unique()}
    stored = _stored(connection, concerned)
    kept = [pair not in covered for pair in zip(stored["indicator"], stored["year"], strict=True)]
    whole = pd.concat(
        [stored[kept], *(item.frame for item in found if item.indicator in concerned)], ignore_index=True
    )
    leaks = {(leak.indicator, leak.municipality, leak.year) for leak in leaking_shares(whole, shares)}
    safe = []
    for item in found:
        keys = zip(*(item.frame[name] for name in KEY), strict=True)
        stated = pd.Series([key in leaks for key in keys], index=item.frame.index, dtype=bool)
        frame = hidden(item.frame, stated, SHARE_HIDDEN)
        safe.append(RetrievedFigures(**{**vars(item), "frame": frame}))
    return safe, sorted(key for key in leaks if (key[0], key[2]) not in covered)


def _stored(connection: Connection, indicators: Iterable[str]) -> pd.DataFrame:
    table = schema.statistic.c
    query = select(*(table[name] for name in FIGURE)).where(table.indicator.in_(sorted(indicators)))
    return pd.DataFrame(connection.execute(query).all(), columns=FIGURE).astype(
        {"municipality": "str", "year": "int64", "value": "float64", "symbol": "str", "source": "str"}
    )


def _hide_stored(connection: Connection, keys: Iterable[tuple[str, str, int]]) -> None:
    table = schema.statistic
    for indicator, municipality, year in keys:
        where = (table.c.indicator == indicator, table.c.municipality == municipality, table.c.year == year)
        row = {"value": None, "symbol": HIDDEN, "source": table.c.source + "; " + SHARE_HIDDEN}
        connection.execute(update(table).where(*where).values(row))


def _store(connection: Connection, item: RetrievedFigures) -> bool:
    """Replace the figures of the years covered unless they are the same; keep where they are from."""
    table = schema.statistic
    years = sorted({int(year) for year in item.frame["year"]})
    where = (table.c.indicator == item.indicator, table.c.year.in_(years))
    stored = _stored(connection, [item.indicator])
    content = figures_hash(item.frame)
    day = item.retrieved.date()
    same = figures_hash(stored[stored["year"].isin(years)]) == content
    if same:
        connection.execute(update(table).where(*where).values(retrieved=day))
    else:
        connection.execute(delete(table).where(*where))
        rows = item.frame[FIGURE].astype(object).where(item.frame[FIGURE].notna(), None)
        marks = {"source_table": item.table, "retrieved": day}
        connection.execute(
            insert(table),
            [{str(name): cell for name, cell in row.items()} | marks for row in rows.to_dict("records")],
        )
    kept = schema.retrieval
    connection.execute(delete(kept).where(kept.c.indicator == item.indicator))
    connection.execute(
        insert(kept).values(
            indicator=item.indicator,
            table=item.table,
            title=item.title,
            updated=without_zone(item.updated) if item.updated else None,
            retrieved=without_zone(item.retrieved),
            provisional=int(item.provisional),
            note=item.note,
            symbols=item.symbols,
            request=item.request,
            content=content,
        )
    )
    return not same


def _measure_against(connection: Connection, item: RetrievedFigures) -> bool:
    """Let a target group that lacked figures of its residents be measured against these."""
    group = schema.target_group
    where = (group.c.target_group == item.denominator_of, group.c.no_denominator == "not_fetched")
    if connection.scalar(select(func.count()).select_from(group).where(*where)) == 0:
        return False
    row = {"denominator": item.indicator, "no_denominator": None}
    connection.execute(update(group).where(*where).values(row))
    return True
