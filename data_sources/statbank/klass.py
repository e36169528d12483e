"""Classifications of Statistics Norway (KLASS): codes and changes, and the board's lists held against them.

131 is municipalities, 104 counties, 112 KOSTRA groups, 128 centrality. Code 9999 «Uoppgitt» is a code like
any other here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
from sqlalchemy import delete, insert, select

from data_sources import schema
from data_sources.database import bump_version, read, writing
from data_sources.statbank.answers import BadAnswer, Problem, Unavailable, as_dict, as_text, read_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection, Engine

    from data_sources.statbank.pxweb import PxWebClient

CODE_COLUMNS = {
    "code": "code",
    "parentCode": "parent_code",
    "level": "level",
    "name": "name",
    "shortName": "short_name",
    "validFrom": "valid_from",
    "validTo": "valid_to",
    "notes": "notes",
}
CHANGE_COLUMNS = {
    "oldCode": "old_code",
    "oldName": "old_name",
    "newCode": "new_code",
    "newName": "new_name",
    "changeOccurred": "change_date",
}
CORRESPONDENCE_COLUMNS = {
    "sourceCode": "source_code",
    "sourceName": "source_name",
    "targetCode": "target_code",
    "targetName": "target_name",
    "validFrom": "valid_from",
    "validTo": "valid_to",
}
DATES = {"valid_from", "valid_to", "change_date"}
MUNICIPALITIES = 131
NOT_STATED = "9999"
KNOWN_UNTIL = date(2024, 1, 1)
"""Day of the last change that the reference lists hold."""
MOST_LISTED = 5
KOSTRA = 112
KOSTRA_SOURCE = "SSB KLASS 112"
KOSTRA_GROUP = re.compile(r"EKG\d{2}")


def fetch_codes_at(
    client: PxWebClient, classification: int, day: date, *, language: str = "nb"
) -> tuple[pd.DataFrame, list[Problem]]:
    """Fetch the codes valid on a day, as `parse_codes` gives them; errors are those of the client."""
    params = {"date": day.isoformat(), "language": language}
    return parse_codes(client.get("classifications", str(classification), "codesAt", params=params).payload)


def fetch_changes(
    client: PxWebClient, classification: int, first: date, last: date, *, language: str = "nb"
) -> tuple[pd.DataFrame, list[Problem]]:
    """Fetch the changes between two days, as `parse_changes` gives them; errors are those of the client."""
    params = {"from": first.isoformat(), "to": last.isoformat(), "language": language}
    return parse_changes(client.get("classifications", str(classification), "changes", params=params).payload)


def fetch_correspondence(  # noqa: PLR0913 - a question between two classifications has two of each
    client: PxWebClient, source: int, target: int, first: date, last: date, *, language: str = "nb"
) -> tuple[pd.DataFrame, list[Problem]]:
    """Fetch which code of one classification answers to which of another; errors are those of the client."""
    params = {
        "targetClassificationId": str(target),
        "from": first.isoformat(),
        "to": last.isoformat(),
        "language": language,
    }
    return parse_correspondence(
        client.get("classifications", str(source), "corresponds", params=params).payload
    )


def parse_codes(payload: bytes) -> tuple[pd.DataFrame, list[Problem]]:
    """Read codes: one row each, text; `valid_from` and `valid_to` missing in answers for one day.

    Raises:
        BadAnswer: The payload is no list of codes.
    """
    codes, problems = _rows(payload, "codes", CODE_COLUMNS, needed={"code", "name"})
    repeated = codes.loc[codes["code"].duplicated(), "code"]
    if len(repeated) and codes["valid_from"].isna().all():
        problems.append(
            Problem(f"{len(repeated)} koder står mer enn én gang, den første er {repeated.iloc[0]}.")
        )
    return codes, problems


def parse_changes(payload: bytes) -> tuple[pd.DataFrame, list[Problem]]:
    """Read changes: one row per pair of old and new code; one of them is missing where a code began or ended.

    A split is several rows with one old code, a merger several rows with one new code.

    Raises:
        BadAnswer: The payload is no list of changes.
    """
    return _rows(payload, "codeChanges", CHANGE_COLUMNS, needed={"change_date"})


def parse_correspondence(payload: bytes) -> tuple[pd.DataFrame, list[Problem]]:
    """Read a correspondence: one row per pair of codes and time of validity.

    Raises:
        BadAnswer: The payload is no list of correspondences.
    """
    return _rows(
        payload, "correspondenceItems", CORRESPONDENCE_COLUMNS, needed={"source_code", "target_code"}
    )


def _rows(
    payload: bytes, key: str, columns: Mapping[str, str], *, needed: set[str]
) -> tuple[pd.DataFrame, list[Problem]]:
    answer = read_json(payload)
    if not isinstance(answer.get(key), list):
        raise BadAnswer(f"Svaret fra KLASS har ingen liste «{key}».")
    problems, kept = [], []
    for number, given in enumerate(answer[key], start=1):
        row = {name: _cell(as_dict(given).get(field), name) for field, name in columns.items()}
        lacking = sorted(name for name in needed if row[name] is None)
        if lacking:
            problems.append(Problem(f"Rad {number} fra KLASS mangler {', '.join(lacking)} og er utelatt."))
        else:
            kept.append(row)
    frame = pd.DataFrame(kept, columns=list(columns.values()))
    types = {name: "datetime64[s]" if name in DATES else "str" for name in columns.values()}
    return frame.astype(types), problems


def _cell(given: object, name: str) -> Any:  # noqa: ANN401 - text or a date
    text = as_text(given).strip() or None
    if name not in DATES or text is None:
        return text
    moment = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
    return None if pd.isna(moment) else moment


def unknown_changes(client: PxWebClient, municipality: pd.DataFrame, today: date) -> list[str]:
    """Sentences about what Klass knows of municipalities and we do not; empty when the two agree.

    Never raises for a server that does not answer: figures do not depend on it, but a sentence says so.
    """
    try:
        codes, _ = fetch_codes_at(client, MUNICIPALITIES, today)
        changes, _ = fetch_changes(client, MUNICIPALITIES, KNOWN_UNTIL, today)
    except (BadAnswer, Unavailable) as error:
        return [f"Kommunelisten er ikke kontrollert mot Klass: {error}"]
    theirs = {code for code in codes["code"] if code != NOT_STATED}
    ours = set(municipality.loc[municipality["valid_to"].isna(), "municipality"])
    remarks = []
    if new := theirs - ours:
        remarks.append(f"Klass har kommunenumre tavla ikke kjenner: {_listed(new)}. Tall for dem vises ikke.")
    if gone := ours - theirs:
        remarks.append(f"Klass har ikke lenger kommunenumrene {_listed(gone)}.")
    late = changes[changes["change_date"].dt.date > KNOWN_UNTIL].dropna(subset=["old_code", "new_code"])
    steps = {
        f"{old} → {new} fra {day:%d.%m.%Y}"
        for old, new, day in zip(late["old_code"], late["new_code"], late["change_date"], strict=True)
        if old != new
    }
    if steps:
        remarks.append(f"Klass har endringer etter 1.1.2024 som tavla ikke har: {_listed(steps)}.")
    return remarks


def _listed(items: Iterable[str]) -> str:
    ordered = sorted(items)
    more = f" og {len(ordered) - MOST_LISTED} til" if len(ordered) > MOST_LISTED else ""
    return ", ".join(ordered[:MOST_LISTED]) + more


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
    grouped = pairs[begun & ~ended & pairs["target_code"].str.fullmatch(KOSTRA_GROUP)]
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
    """Replace all groups by those fetched; numbers that the board does not know are reported, not kept."""
    table, known = schema.kostra_group, schema.municipality.c.municipality
    numbers = set(connection.scalars(select(known)))
    strange = sorted(set(groups["municipality"]) - numbers)
    rows = [
        {"municipality": number, "kostra_group": group, "source": KOSTRA_SOURCE, "retrieved": retrieved}
        for number, group in groups[["municipality", "kostra_group"]].itertuples(index=False)
        if number in numbers
    ]
    connection.execute(delete(table))
    connection.execute(insert(table), rows)
    return [
        Problem(f"Kommune {number} har en KOSTRA-gruppe, men tavla kjenner ikke nummeret.")
        for number in strange
    ]
