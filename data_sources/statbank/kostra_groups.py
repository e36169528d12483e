"""KOSTRA groups from KLASS: which group each municipality of the board belongs to on a day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd
from sqlalchemy import delete, insert, select

from data_sources import schema
from data_sources.database import bump_version, read, writing
from data_sources.statbank.answers import BadAnswer, Problem, Unavailable
from data_sources.statbank.klass import fetch_correspondence

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Engine

    from data_sources.statbank.pxweb import PxWebClient

MUNICIPALITIES, KOSTRA = 131, 112
SOURCE = "SSB KLASS 112"
GROUP = re.compile(r"EKG\d{2}")


def renew_kostra_groups(board: Engine, client: PxWebClient, day: date) -> list[str]:
    """Fetch and store the groups of a day; sentences about what was not as it should be.

    Never raises for a server that does not answer, and an answer that lacks a municipality in use changes
    nothing: the groups there are stay.

    Raises:
        SourceUnavailable: The board's database cannot be read or written.
    """
    try:
        groups, _ = fetch_kostra_groups(client, day)
    except (BadAnswer, Unavailable) as error:
        return [f"KOSTRA-gruppene er ikke hentet: {error}"]
    places, before = read(board, schema.municipality), read(board, schema.kostra_group)
    in_use = set(places.loc[places["valid_to"].isna(), "municipality"])
    lacking = in_use - set(groups["municipality"])
    if lacking:
        return [f"KOSTRA-gruppene er ikke endret: Klass mangler gruppe for {len(lacking)} kommuner."]
    known = dict(zip(before["municipality"], before["kostra_group"], strict=True))
    now = groups[groups["municipality"].isin(set(places["municipality"]))]
    if known == dict(zip(now["municipality"], now["kostra_group"], strict=True)):
        return []
    with writing(board) as connection:
        problems = store_kostra_groups(connection, groups, day)
        bump_version(connection)
    return [str(problem) for problem in problems]


def fetch_kostra_groups(client: PxWebClient, day: date) -> tuple[pd.DataFrame, list[Problem]]:
    """Fetch `municipality` and `kostra_group` as they are on a day; errors are those of the client.

    Raises:
        BadAnswer: No municipality has a group in the answer, or one has two on the day.
    """
    pairs, problems = fetch_correspondence(client, MUNICIPALITIES, KOSTRA, day, day)
    moment = pd.Timestamp(day)
    begun = pairs["valid_from"].isna() | (pairs["valid_from"] <= moment)
    ended = pairs["valid_to"].notna() & (pairs["valid_to"] <= moment)
    grouped = pairs[begun & ~ended & pairs["target_code"].str.fullmatch(GROUP)]
    groups = (
        grouped[["source_code", "target_code"]].set_axis(["municipality", "kostra_group"], axis="columns")
    ).drop_duplicates()
    if groups.empty:
        raise BadAnswer("Svaret fra KLASS har ingen KOSTRA-grupper.")
    if groups["municipality"].duplicated().any():
        number = groups.loc[groups["municipality"].duplicated(), "municipality"].iloc[0]
        raise BadAnswer(f"Kommune {number} står i to KOSTRA-grupper i svaret fra KLASS.")
    return groups.reset_index(drop=True), problems


def store_kostra_groups(connection: Connection, groups: pd.DataFrame, retrieved: date) -> list[Problem]:
    """Replace all groups by those fetched; numbers that the board does not know are told, not kept."""
    table, known = schema.kostra_group, schema.municipality.c.municipality
    numbers = set(connection.scalars(select(known)))
    strange = sorted(set(groups["municipality"]) - numbers)
    rows = [
        {"municipality": number, "kostra_group": group, "source": SOURCE, "retrieved": retrieved}
        for number, group in groups[["municipality", "kostra_group"]].itertuples(index=False)
        if number in numbers
    ]
    connection.execute(delete(table))
    connection.execute(insert(table), rows)
    return [
        Problem(f"Kommune {number} har en KOSTRA-gruppe, men tavla kjenner ikke nummeret.")
        for number in strange
    ]
