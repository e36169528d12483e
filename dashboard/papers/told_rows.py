"""Rows of the selection's projects as sections tell them: each project's words in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Phrase
from dashboard.overview.ground import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from dashboard.content.blocks import Block, Words
    from dashboard.overview.ground import Ground


def rows_of(ground: Ground, name: str) -> pd.DataFrame:
    """Rows of a frame that belong to the projects in scope."""
    return ground.figures.scope.rows(ground.store[name])


def section_of(blocks: tuple[Block, ...], frames: Iterable[pd.DataFrame]) -> Section:
    """Section with the sources of the rows it tells of."""
    kept = [frame for frame in frames if len(frame)]
    sources = frozenset(source for frame in kept for source in frame["source"])
    return Section(blocks, sources, example=any((frame["evidence"] == "example").any() for frame in kept))


def is_told(value: object) -> bool:
    """Whether there is any text: missing text is NaN."""
    return isinstance(value, str) and bool(value)


def own(text: object, project: str, ground: Ground) -> Phrase:
    """Text in the project's own language."""
    return Phrase(str(text), ground.project_names[project][1])


def project_before(project: str, ground: Ground) -> tuple[str | Phrase, ...]:
    """«Name: » before a text, where there are several projects."""
    name, language = ground.project_names[project]
    return (Phrase(name, language), ": ") if ground.several else ()


def project_under(project: str, ground: Ground) -> tuple[Phrase, ...]:
    """Name of the project on a line of its own, where there are several."""
    name, language = ground.project_names[project]
    return (Phrase(f"\n{name}", language),) if ground.several else ()


def own_named(text: object, project: str, ground: Ground) -> Words:
    """Text in the project's language, and its name under it where there are several."""
    return (own(text, project, ground), *project_under(project, ground))
