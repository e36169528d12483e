"""Finds the one project that a file is about, and the keys of its goals, measures and milestones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_sources.intake.wording import Language, say
from data_sources.intake.workbooks.cells import LONGEST_KEY
from data_sources.intake.workbooks.sheets import plain
from data_sources.intake.workbooks.typed_rows import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from data_sources.intake.workbooks.stored import Stored, TypedRow
    from data_sources.intake.workbooks.typed_rows import TypedSheet

NAMED = {"goal": "text", "measure": "name", "milestone": "name"}
"""Tables with keys of their own, and the column that names a row."""
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n", "ß": "ss"})
SLUG = re.compile(r"[a-z0-9]+")


def project_of_file(
    sheets: Sequence[TypedSheet], stored: Stored, given: str | None, language: Language
) -> str | None:
    """Find the project: as given, from its own sheet, from columns «Prosjekt», or from what rows refer to.

    None where nothing says it; rows of other projects are rejected, and so is a project that is not known.
    """
    own = next((sheet for sheet in sheets if sheet.sheet.table == "project"), None)
    if own:
        return _of_own_sheet(own, stored, given)
    project = given
    for sheet in sheets:
        for row in (*sheet.rows, *sheet.broken):
            written = row.pop("project", None)
            if written is None:
                continue
            found = _known(str(written), stored)
            if found is None:
                _refuse(sheet, row, str(written), say("project_unknown", language))
            elif project not in {None, found}:
                _refuse(sheet, row, str(written), say("two_projects", language, project=project))
            else:
                project = found
    if project is not None and _known(project, stored) is None and sheets:
        sheets[0].reject(0, "", project, say("project_unknown", language))
    return project or _by_references(sheets, stored, language)


def _of_own_sheet(sheet: TypedSheet, stored: Stored, given: str | None) -> str | None:
    for row in sheet.rows[1:]:
        sheet.reject(number_of(row), "", None, say("one_project", sheet.language))
    sheet.rows = sheet.rows[:1]
    rows = [*sheet.rows, *sheet.broken]
    if not rows:
        return given
    row = rows[0]
    written, name = row.get("project"), str(row.get("name") or "")
    project = str(written) if written else given or _known(name, stored) or slug(name)
    if written and _known(project, stored) is None:
        project = slug(project)
    if given and project != given:
        _refuse(sheet, row, str(written), say("two_projects", sheet.language, project=given))
        return given
    if not project:
        sheet.reject(number_of(row), "project", None, say("key", sheet.language))
        return None
    row["project"] = project
    return project


def _by_references(sheets: Sequence[TypedSheet], stored: Stored, language: Language) -> str | None:
    """Project by the goals and measures that rows refer to."""
    project: str | None = None
    for sheet, row, owner in _owners(sheets, stored):
        if project not in {None, owner}:
            _refuse(sheet, row, None, say("two_projects", language, project=project))
        else:
            project = owner
    if project is None and any(sheet.rows or sheet.broken for sheet in sheets):
        sheets[0].reject(0, "", None, say("no_project", language))
    return project


def _owners(sheets: Sequence[TypedSheet], stored: Stored) -> Iterator[tuple[TypedSheet, TypedRow, str]]:
    for sheet in sheets:
        for column in sheet.sheet.columns:
            if column.kind != "reference":
                continue
            named: dict[str, set[str]] = {}
            label = "text" if column.codes == "goal" else "name"
            for known in stored.tables[column.codes]:
                for text in (str(known[column.codes]), str(known[label])):
                    named.setdefault(plain(text), set()).add(str(known["project"]))
            for row in (*sheet.rows, *sheet.broken):
                owners = named.get(plain(str(row.get(column.name) or "")), set())
                if len(owners) == 1:
                    yield sheet, row, next(iter(owners))


def _known(text: str, stored: Stored) -> str | None:
    """Find a stored project by key or, where only one has it, by name."""
    if (text,) in stored.by_key["project"]:
        return text
    form = plain(text)
    same = [str(row["project"]) for row in stored.tables["project"] if plain(str(row["name"])) == form]
    return same[0] if len(same) == 1 else None


def _refuse(sheet: TypedSheet, row: TypedRow, written: str | None, advice: str) -> None:
    sheet.reject(number_of(row), "project", written, advice)


def slug(text: str) -> str:
    """Write a text as a key: small letters a–z, digits and hyphens; empty where it has none of them."""
    small = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "-".join(SLUG.findall(small.encode("ascii", "ignore").decode()))[:LONGEST_KEY].strip("-")


@dataclass
class Names:
    """The keys of one table that rows of a project may refer to."""

    table: str
    project: str
    owners: Mapping[str, str]
    forms: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, table: str, project: str, stored: Stored) -> Names:
        """Begin with what is stored for the project."""
        rows = stored.tables[table]
        made = cls(table, project, {str(row[table]): str(row["project"]) for row in rows})
        for row in stored.rows_of(table, project):
            made.add(str(row[table]), str(row[NAMED[table]]))
        return made

    def add(self, key: str, *texts: str) -> None:
        """Let a key be found by itself and by some texts."""
        for text in (key, *texts):
            self.forms.setdefault(plain(text), set()).add(key)

    def find(self, text: str) -> list[str]:
        """Keys that a text may mean; a stored key means itself."""
        if self.owners.get(text) == self.project:
            return [text]
        return sorted(self.forms.get(plain(text), ()))

    def is_others(self, text: str) -> bool:
        """Whether a text is the key of a row of another project."""
        return self.owners.get(text, self.project) != self.project

    def key_for(self, written: str | None, name: str) -> str:
        """Key of a row of the file: as stored, else a new one that begins as the project's.

        Empty where neither key nor name has a letter or a digit.
        """
        if written and (self.owners.get(written) == self.project):
            return written
        if not written:
            same = [key for key in self.forms.get(plain(name), ()) if key in self.owners]
            if len(same) == 1:
                return same[0]
        made = slug(written or name)
        if not made or made == self.project or made.startswith(f"{self.project}-"):
            return made
        return f"{self.project}-{made}"[:LONGEST_KEY].strip("-")
