"""What a statistics table says about itself: title, variables, units, code lists, notes, when updated.

Read from metadata or figures of either version of PxWebApi.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from data_sources.statbank.answers import BadAnswer, as_dict, as_list, as_text, read_json
from data_sources.statbank.jsonstat import category_codes, read_axes, read_dataset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

REGIONAL = {104, 131, 231}
"""KLASS classifications of counties, municipalities and KOSTRA regions."""
REGION_CODES = ("Region", "KOKkommuneregion0000")
TABLE_NUMBER = re.compile(r"^\s*(\d{4,6}):\s")
KLASS = re.compile(r"urn:ssb:classification:klass:(\d+)")
ANCHOR = re.compile(r"<a\b[^>]*?href\s*=\s*[\"']([^\"']*)[\"'][^>]*>(.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
SYMBOL_MEANING = re.compile(
    r"^\s*(\.{1,3}|:|-|\*)\s*(?:=|betyr\b(?:\s+i denne tabellen)?(?:\s+at)?|means\b(?:\s+that)?)\s*(\S.*)$"
)


@dataclass(frozen=True)
class CodeListReference:
    """A code list that a table offers for a variable; its id is case-sensitive."""

    id: str
    label: str
    kind: str  # Aggregation or Valueset, as the server writes it


@dataclass(frozen=True)
class Dimension:
    """A variable of a table; `labels` by code, in the order of positions."""

    code: str
    label: str
    role: str  # time, geo, metric, or empty
    labels: Mapping[str, str]
    may_be_left_out: (
        bool | None
    )  # missing where the answer holds figures: there the mark means something else
    code_lists: tuple[CodeListReference, ...] = ()
    classifications: tuple[int, ...] = ()  # KLASS numbers


@dataclass(frozen=True)
class MeasuredVariable:
    """A measured variable; `unit` is empty and `decimals` missing where the answer does not say."""

    code: str
    label: str
    unit: str
    decimals: int | None
    reference_period: str
    measuring_type: str  # Stock, Flow, Average, Other


@dataclass(frozen=True)
class TableInfo:
    """A table's description. Contact persons are dropped: they are personal data, and no figures."""

    table: str
    label: str
    short_title: str  # the title without variables; empty where the answer has none
    source: str
    updated: datetime | None
    language: str
    dimensions: tuple[Dimension, ...]
    contents: Mapping[str, MeasuredVariable]
    notes: tuple[TableNote, ...]
    symbols: Mapping[str, tuple[str, ...]]  # meanings stated by the table's own notes; all of them
    aggregation_allowed: bool | None  # a hint of the source, not a rule
    discontinued: bool | None

    def dimension(self, code: str) -> Dimension | None:
        """Find a variable by its code, whatever the case."""
        return next((item for item in self.dimensions if item.code.casefold() == code.casefold()), None)

    @property
    def region(self) -> Dimension | None:
        """The variable of places; many tables do not mark it, so its code and classification count too."""
        return (
            next((item for item in self.dimensions if item.role == "geo"), None)
            or next((item for item in self.dimensions if item.code in REGION_CODES), None)
            or next((item for item in self.dimensions if REGIONAL & set(item.classifications)), None)
        )

    @property
    def mandatory_notes(self) -> tuple[TableNote, ...]:
        """Notes that the source wants shown with the figures."""
        return tuple(note for note in self.notes if note.mandatory)


@dataclass(frozen=True)
class TableNote:
    """A note as plain_text text; `dimension` and `category` are empty where it is about more than one."""

    text: str
    mandatory: bool = False
    dimension: str = ""
    category: str = ""


def dataset_info(payload: bytes) -> TableInfo:
    """Describe a table from its metadata or its figures, of PxWebApi 2 or of the older one.

    Raises:
        BadAnswer: The payload is neither.
    """
    answer = read_json(payload)
    if isinstance(answer.get("variables"), list):
        return _older_api_info(answer)
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
        table=as_text(px.get("tableid")) or _table_number(label),
        label=label,
        short_title=as_text(px.get("contents")),
        source=as_text(dataset.get("source")),
        updated=_time(dataset.get("updated")),
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
        aggregation_allowed=_flag(px.get("aggregallowed")),
        discontinued=_flag(extension.get("discontinued")),
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
        may_be_left_out=_flag(extension.get("elimination")) if metadata else None,
        code_lists=tuple(
            CodeListReference(
                as_text(item["id"]), as_text(item.get("label")).strip(), as_text(item.get("type"))
            )
            for item in map(as_dict, lists)
            if as_text(item.get("id"))
        ),
        classifications=tuple(int(number) for number in KLASS.findall(str(given.get("link", "")))),
    )


def _contents(dimension: Dimension, given: dict[str, Any]) -> dict[str, MeasuredVariable]:
    units = as_dict(as_dict(given.get("category")).get("unit"))
    extension = as_dict(given.get("extension"))
    periods, types = as_dict(extension.get("refperiod")), as_dict(extension.get("measuringType"))
    contents = {}
    for code, label in dimension.labels.items():
        unit = as_dict(units.get(code))
        decimals = unit.get("decimals")
        contents[code] = MeasuredVariable(
            code=code,
            label=label,
            unit=as_text(unit.get("base")),
            decimals=decimals if type(decimals) is int else None,
            reference_period=as_text(periods.get(code)),
            measuring_type=as_text(types.get(code)),
        )
    return contents


def _older_api_info(answer: dict[str, Any]) -> TableInfo:
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
        code: MeasuredVariable(code, text, "", None, "", "")
        for item in dimensions
        if item.role == "metric"
        for code, text in item.labels.items()
    }
    table = _table_number(label)
    return TableInfo(table, label, "", "", None, "", tuple(dimensions), contents, (), {}, None, None)


def _table_number(label: str) -> str:
    found = TABLE_NUMBER.match(label)
    return found[1] if found else ""


def _time(given: object) -> datetime | None:
    """Read a time with its zone; one without a zone is UTC."""
    try:
        moment = datetime.fromisoformat(as_text(given))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _flag(given: object) -> bool | None:
    return given if isinstance(given, bool) else None


def read_notes(dataset: Mapping[str, Any]) -> tuple[TableNote, ...]:
    """Notes of the table, its dimensions and their categories, in that order."""
    extension = as_dict(dataset.get("extension"))
    notes = list(_numbered(dataset.get("note"), extension.get("noteMandatory")))
    for code, dimension in as_dict(dataset.get("dimension")).items():
        about = as_dict(as_dict(dimension).get("extension"))
        notes += _numbered(as_dict(dimension).get("note"), about.get("noteMandatory"), dimension=code)
        categories = as_dict(as_dict(as_dict(dimension).get("category")).get("note"))
        mandatory = as_dict(about.get("categoryNoteMandatory"))
        for category, given in categories.items():
            notes += _numbered(given, mandatory.get(category), dimension=code, category=category)
    return tuple(notes)


def plain_text(text: str) -> str:
    """Text without HTML and Markdown; a link becomes its words and its address in brackets."""
    words = ANCHOR.sub(lambda link: _link(link[2], link[1]), text)
    words = LINK.sub(lambda link: _link(link[1], link[2]), words)
    return "\n".join(" ".join(line.split()) for line in unescape(TAG.sub("", words)).splitlines()).strip()


def symbol_meanings(notes: Iterable[TableNote]) -> dict[str, tuple[str, ...]]:
    """What the notes of the whole table say symbols mean, every statement kept.

    A table may say something else than the general rule, and then repeat the general rule as well.
    """
    meanings: dict[str, tuple[str, ...]] = {}
    for note in notes:
        for line in note.text.splitlines():
            found = SYMBOL_MEANING.match(line)
            if found and found[2] not in meanings.get(found[1], ()):
                meanings[found[1]] = (*meanings.get(found[1], ()), found[2])
    return meanings


def _numbered(
    given: object, mandatory: object, *, dimension: str = "", category: str = ""
) -> Iterator[TableNote]:
    """Notes of one place; those that must be shown are named by their number."""
    texts = [given] if isinstance(given, str) else as_list(given)
    for number, text in enumerate(texts):
        if isinstance(text, str) and plain_text(text):
            must = as_dict(mandatory).get(str(number)) is True
            yield TableNote(plain_text(text), must, dimension, category)


def _link(words: str, address: str) -> str:
    return f"{words} ({address})" if address.startswith(("http://", "https://")) else words
