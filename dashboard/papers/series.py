"""One paper for each municipality or each project of a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dashboard.metrics.scope import scope_of
from dashboard.papers.ground import language_of_place

if TYPE_CHECKING:
    from dashboard.papers.kinds import Kind
    from dashboard.selection import Language, Selection
    from dashboard.store import FrameStore

Each = Literal["kommune", "prosjekt"]
EACH: tuple[Each, ...] = ("kommune", "prosjekt")


def each_of(
    kind: Kind, store: FrameStore, selection: Selection, each: Each, language: Language | None
) -> list[Selection]:
    """Selections of the single papers; those of which the paper cannot be made are left out.

    Without a language every paper is in the one of those who get it.
    """
    scope = scope_of(store, selection)
    singles = (
        [selection.within(municipalities=(number,)) for number in scope.focus]
        if each == "kommune"
        else [selection.within(projects=(project,)) for project in scope.projects]
    )
    spoken = [
        single.within(language=language or language_of_place(store, single.within(county=None)))
        for single in singles
    ]
    return [single for single in spoken if kind.lacks(store, single) is None]
