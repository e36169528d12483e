"""Reads a statistics table's description of itself, from metadata or figures of either API version."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from data_sources.statbank.answers import BadAnswer, as_dict, as_list, as_text, read_json
from data_sources.statbank.jsonstat import category_codes, read_axes, read_dataset
from data_sources.statbank.table_info import CodeListReference, Content, Dimension, TableInfo
from data_sources.statbank.table_notes import read_notes, symbol_meanings

TABLE_NUMBER = re.compile(r"^\s*(\d{4,6}):\s")
KLASS = re.compile(r"urn:ssb:classification:klass:(\d+)")


def dataset_info(payload: bytes) -> TableInfo:
    """Describe a table from its metadata or its figures, of PxWebApi 2 or of the older one.

    Raises:
        BadAnswer: The payload is neither.
    """
    answer = read_json(payload)
    if isinstance(answer.get("variables"), list):
        return _older(answer)
    dataset = read_dataset(payload)
    axes = read_axes(dataset)
    roles = {code: role for role, codes in as_dict(dataset.get("role")).items() for code in as_list(codes)}
    described = as_dict(dataset["dimension"])
    is_metadata = dataset.get("value") == [] and all(axis.codes for axis in axes)
    dimensions = tuple(
        _dimension(
            axis.code, as_dict(described.get(axis.code)), roles.get(axis.code, ""), metadata=is_metadata
        )
        for axis in axes
    )
    extension = as_dict(dataset.get("extension"))
    px = as_dict(extension.get("px"))
    notes = read_notes(dataset)
    label = as_text(dataset.get("label"))
    return TableInfo(
        table=as_text(px.get("tableid")) or _number_of(label),
        label=label,
        short_title=as_text(px.get("contents")),
        source=as_text(dataset.get("source")),
        updated=_moment(dataset.get("updated")),
        language=as_text(px.get("language")),
        dimensions=dimensions,
        contents={
            code: content
            for item in dimensions
            if item.role == "metric"
            for code, content in _contents(item, as_dict(described[item.code])).items()
        },
        notes=notes,
        symbols=symbol_meanings(note for note in notes if not note.dimension),
        aggregation_allowed=_truth(px.get("aggregallowed")),
        discontinued=_truth(extension.get("discontinued")),
    )


def _dimension(code: str, given: dict[str, Any], role: str, *, metadata: bool) -> Dimension:
    extension = as_dict(given.get("extension"))
    labels = as_dict(as_dict(given.get("category")).get("label"))
    lists = as_list(extension.get("codelists")) or as_list(extension.get("codeLists"))
    return Dimension(
        code=code,
        label=as_text(given.get("label")),
        role=role,
        labels={item: as_text(labels.get(item)) or item for item in category_codes(given, code)},
        may_be_left_out=_truth(extension.get("elimination")) if metadata else None,
        code_lists=tuple(
            CodeListReference(
                as_text(item["id"]), as_text(item.get("label")).strip(), as_text(item.get("type"))
            )
            for item in map(as_dict, lists)
            if as_text(item.get("id"))
        ),
        classifications=tuple(int(number) for number in KLASS.findall(str(given.get("link", "")))),
    )


def _contents(dimension: Dimension, given: dict[str, Any]) -> dict[str, Content]:
    units = as_dict(as_dict(given.get("category")).get("unit"))
    extension = as_dict(given.get("extension"))
    periods, types = as_dict(extension.get("refperiod")), as_dict(extension.get("measuringType"))
    contents = {}
    for code, label in dimension.labels.items():
        unit = as_dict(units.get(code))
        decimals = unit.get("decimals")
        contents[code] = Content(
            code=code,
            label=label,
            unit=as_text(unit.get("base")),
            decimals=decimals if type(decimals) is int else None,
            reference_period=as_text(periods.get(code)),
            measuring_type=as_text(types.get(code)),
        )
    return contents


def _older(answer: dict[str, Any]) -> TableInfo:
    """Describe a table from the older API's metadata, which states no units, notes or update."""
    variables = [as_dict(item) for item in answer["variables"]]
    dimensions = []
    for variable in variables:
        code = as_text(variable.get("code"))
        codes, texts = as_list(variable.get("values")), as_list(variable.get("valueTexts"))
        if not code or len(codes) != len(texts):
            raise BadAnswer("Tabellbeskrivelsen har en variabel uten kode, eller koder uten tekst.")
        role = "time" if variable.get("time") is True else "metric" if code == "ContentsCode" else ""
        labels = dict(zip(map(str, codes), map(str, texts), strict=True))
        leave = variable.get("elimination") is True
        dimensions.append(Dimension(code, as_text(variable.get("text")), role, labels, leave))
    label = as_text(answer.get("title"))
    contents = {
        code: Content(code, text, "", None, "", "")
        for item in dimensions
        if item.role == "metric"
        for code, text in item.labels.items()
    }
    table = _number_of(label)
    return TableInfo(table, label, "", "", None, "", tuple(dimensions), contents, (), {}, None, None)


def _number_of(label: str) -> str:
    found = TABLE_NUMBER.match(label)
    return found[1] if found else ""


def _moment(given: object) -> datetime | None:
    """Read a time with its zone; one without a zone is UTC."""
    try:
        moment = datetime.fromisoformat(as_text(given))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _truth(given: object) -> bool | None:
    return given if isinstance(given, bool) else None
