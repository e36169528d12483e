"""The lists that cells choose from: our own codes and those of reference tables, by code or by label."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_sources.intake.wording import LANGUAGES, Language, listing
from data_sources.intake.workbooks.sheets import SHEETS, plain
from terms.code_lists import CODE_LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from data_sources.intake.workbooks.stored import Row

SHORT_LIST = 12
"""Choices that an advice names in full."""


@dataclass
class CodeList:
    """Codes with their labels; a cell may hold the code, a label in any language or another name of it."""

    labels: dict[str, dict[Language, str]] = field(default_factory=dict)
    forms: dict[str, set[str]] = field(default_factory=dict)

    def add(self, code: str, labels: Mapping[Language, str], also: Iterable[str] = ()) -> None:
        """Take in one code."""
        self.labels[code] = dict(labels)
        for text in (*labels.values(), *also):
            if text:
                self.forms.setdefault(plain(text), set()).add(code)

    def find(self, text: str) -> str | None:
        """Find the code of a text; None where it is none of them, or could be several."""
        if text in self.labels:
            return text
        lowered = text.casefold()
        found = self.forms.get(plain(text)) or {code for code in self.labels if code.casefold() == lowered}
        return next(iter(found)) if len(found) == 1 else None

    def label(self, code: str, language: Language) -> str:
        """Give the label of a code; the code itself where it has none, as an old row may."""
        return self.labels.get(code, {}).get(language) or code

    def written(self, language: Language) -> list[str]:
        """Every label, in the order of the list."""
        return [self.label(code, language) for code in self.labels]

    def near(self, text: str, language: Language) -> str:
        """Name the choices: all of a short list, of a long one those that share the most letters."""
        choices = self.written(language)
        if len(choices) > SHORT_LIST:
            pairs = _pairs(text)
            choices = sorted(choices, key=lambda label: -len(_pairs(label) & pairs))[: SHORT_LIST // 3]
        return listing(choices)


def _pairs(text: str) -> set[str]:
    form = plain(text)
    return {form[at : at + 2] for at in range(len(form) - 1)}


NEVER_BESIDE_A_GOAL = {"population_growth", "net_migration"}
"""Whether people move has many causes: growth is context of a place, never offered for a project's goal."""


def own_lists() -> dict[str, CodeList]:
    """Make the lists that no table holds."""
    lists: dict[str, CodeList] = {}
    offered = {column.codes for sheet in SHEETS for column in sheet.columns}
    for name in sorted(offered & set(CODE_LISTS)):
        made = lists[name] = CodeList()
        for code, said in CODE_LISTS[name].items():
            also = (said.choice["en"], *said.also, *((code,) if name == "age_group" else ()))
            made.add(code, {language: said.choice[language] for language in LANGUAGES}, also)
    return lists


def reference_lists(tables: Mapping[str, list[Row]]) -> dict[str, CodeList]:
    """Make the lists that stand in the database: programmes, groups, indicators, success factors, modules."""
    made = {name: CodeList() for name in ("programme", "indicator", "success_factor", "module")}
    for row in tables["programme"]:
        made["programme"].add(str(row["programme"]), _same(row["name"]))
    for row in tables["indicator"]:
        if row["indicator"] in NEVER_BESIDE_A_GOAL:
            continue
        made["indicator"].add(str(row["indicator"]), _named(row), [str(row["name_en"])])
    for row in tables["success_factor"]:
        label = f"{row['item']} {row['text']}"
        made["success_factor"].add(str(row["item"]), _same(label), [str(row["text"])])
    for row in sorted(tables["module"], key=lambda row: str(row["module"])):
        label = f"{row['module']} {row['title']}"
        made["module"].add(str(row["module"]), _same(label), [str(row["title"])])
    for name in ("target_group", "participant_group"):
        made[name] = CodeList()
        for row in sorted(tables["target_group"], key=_position):
            if name == "target_group" or row["kind"] == "person":
                made[name].add(str(row["target_group"]), _named(row), [str(row["name_en"])])
    return made


def _position(row: Row) -> int:
    position = row["position"]
    return position if isinstance(position, int) else 0


def _same(label: object) -> dict[Language, str]:
    return dict.fromkeys(LANGUAGES, str(label))


def _named(row: Row) -> dict[Language, str]:
    return {language: str(row[f"name_{language}"]) for language in LANGUAGES}
