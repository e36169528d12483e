"""Keys of goals, measures and milestones: those of the file and those stored, found by key or by name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_sources.intake.workbooks.cells import LONGEST_KEY
from data_sources.intake.workbooks.sheets import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data_sources.intake.workbooks.stored import Stored

NAMED = {"goal": "text", "measure": "name", "milestone": "name"}
"""Tables with keys of their own, and the column that names a row."""
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŧ": "t", "ŋ": "n", "ß": "ss"})
SLUG = re.compile(r"[a-z0-9]+")


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
        """Give the keys a text may mean; a stored key means itself."""
        if self.owners.get(text) == self.project:
            return [text]
        return sorted(self.forms.get(plain(text), ()))

    def is_others(self, text: str) -> bool:
        """Whether a text is the key of a row of another project."""
        return self.owners.get(text, self.project) != self.project

    def key_for(self, written: str | None, name: str) -> str:
        """Give the key of a row of the file: as stored, else a new one that begins as the project's.

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
