"""Classifications of Statistics Norway (KLASS): codes valid on a date, and how codes changed.

131 is municipalities, 104 counties, 112 KOSTRA groups, 128 centrality. Code 9999 «Uoppgitt» is a code like
any other here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from data_sources.statbank.answers import BadAnswer, Problem, as_dict, as_text, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from data_sources.statbank.pxweb import PxWebClient

CODES = {
    "code": "code",
    "parentCode": "parent_code",
    "level": "level",
    "name": "name",
    "shortName": "short_name",
    "validFrom": "valid_from",
    "validTo": "valid_to",
    "notes": "notes",
}
CHANGES = {
    "oldCode": "old_code",
    "oldName": "old_name",
    "newCode": "new_code",
    "newName": "new_name",
    "changeOccurred": "change_date",
}
CORRESPONDENCES = {
    "sourceCode": "source_code",
    "sourceName": "source_name",
    "targetCode": "target_code",
    "targetName": "target_name",
    "validFrom": "valid_from",
    "validTo": "valid_to",
}
DATES = {"valid_from", "valid_to", "change_date"}


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
    codes, problems = _rows(payload, "codes", CODES, needed={"code", "name"})
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
    return _rows(payload, "codeChanges", CHANGES, needed={"change_date"})


def parse_correspondence(payload: bytes) -> tuple[pd.DataFrame, list[Problem]]:
    """Read a correspondence: one row per pair of codes and time of validity.

    Raises:
        BadAnswer: The payload is no list of correspondences.
    """
    return _rows(payload, "correspondenceItems", CORRESPONDENCES, needed={"source_code", "target_code"})


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
