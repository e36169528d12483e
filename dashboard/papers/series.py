"""One paper for each municipality or each project of a selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from dashboard.overview.ground import language_of_place
from dashboard.places.scope import scope_of

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.papers.kinds import Kind
    from dashboard.store.store import FrameStore
    from terms.languages import Language

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
