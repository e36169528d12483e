"""What every section of a paper stands on: the data, the selection, the day, and what sections hand back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard.content.blocks import Figure
from dashboard.overview.numbers import KeyFigures, key_figures
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words
from dashboard.status.marks import source_lines

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from dashboard.address.selection import Selection
    from dashboard.content.blocks import Block
    from dashboard.content.pictures import Picture
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker


FORMS: dict[str, Language] = {"bokmål": "nb", "nynorsk": "nn"}
"""Målform in letters from the state; a neutral municipality has chosen none."""


@dataclass(frozen=True)
class Section:
    """Blocks of one subject with what they rest on; `tables` are official, fetched on `retrieved`."""

    blocks: tuple[Block, ...]
    sources: frozenset[str] = frozenset()
    tables: frozenset[str] = frozenset()
    retrieved: dt.date | None = None
    example: bool = False


@dataclass(frozen=True)
class Ground:
    """A selection of the data on a day, in a language."""

    store: FrameStore
    selection: Selection
    say: Speaker
    today: dt.date

    @cached_property
    def figures(self) -> KeyFigures:
        """Key figures of the selection; `figures.day` is the day the paper is as of."""
        return key_figures(self.store, self.selection, today=self.today)

    @cached_property
    def place(self) -> str:
        """Place of the selection in words."""
        return place_words(self.store, self.selection, self.say)

    @cached_property
    def subject(self) -> str:
        """What the paper is about: the one project chosen, else the place."""
        chosen = self.selection.projects
        known = len(chosen) == 1 and chosen[0] in self.project_names
        return self.project_names[chosen[0]][0] if known else self.place

    @property
    def data_date(self) -> str:
        """Day the paper is as of, written out."""
        return self.say.date(self.figures.day)

    @property
    def several(self) -> bool:
        """Whether more than one project is in the selection, so that rows name theirs."""
        return len(self.figures.scope.projects) > 1

    @cached_property
    def project_names(self) -> dict[str, tuple[str, Language]]:
        """Name and language of every project."""
        rows = self.store["project"]
        return {
            key: (name, language)
            for key, name, language in zip(rows["project"], rows["name"], rows["language"], strict=True)
        }

    def drawn(self, chart: Picture, *, title: str, sentence: str, sources: Iterable[str], alt: str) -> Figure:
        """Chart with its words, its sources and the paper's day."""
        return Figure(
            chart,
            title=title,
            sentence=sentence,
            source=" ".join(source_lines(self.say, sources)),
            date=self.say("papers.as_of", date=self.data_date),
            alt=alt,
        )


def language_of_place(store: FrameStore, selection: Selection) -> Language:
    """Målform of those who get the paper: «nb» or «nn».

    The chosen municipalities' own where they have one and agree; else the one language of the projects in
    the selection; else bokmål.
    """
    rows = store["municipality"]
    chosen = rows[rows["municipality"].isin(selection.municipalities) & rows["valid_to"].isna()]
    forms = {FORMS[form] for form in chosen["language_form"].dropna() if form in FORMS}
    if len(forms) == 1 and not chosen.empty and chosen["language_form"].isin(FORMS).all():
        return forms.pop()
    projects = store["project"]
    spoken = set(projects[projects["project"].isin(scope_of(store, selection).projects)]["language"])
    return spoken.pop() if len(spoken) == 1 else "nb"
