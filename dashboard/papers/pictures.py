"""Pictures of a view to take along, by name: those of the papers, the map, the years and official figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dashboard.address.view_tables import OFFICIAL_PICTURES, VIEW_PICTURES, kind_of_view
from dashboard.content.blocks import Figure
from dashboard.content.pictures import whole
from dashboard.coverage.coverage_section import coverage_section
from dashboard.coverage.trend_picture import trend_picture
from dashboard.effect.effect_section import effect_section
from dashboard.effect.map_picture import map_picture
from dashboard.goals.goal_section import goal_section
from dashboard.money.money_section import money_section
from dashboard.official.official_pictures import official_picture
from dashboard.overview.ground import Ground

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from dashboard.address.selection import Selection
    from dashboard.overview.ground import Section
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

Made = tuple[Figure, bool]
"""A picture, and whether anything in it is invented."""


def _of_section(section: Callable[[Ground], Section], ground: Ground) -> Made | None:
    """First picture of a paper's section; None where it draws none."""
    found = section(ground)
    first = next((block for block in found.blocks if isinstance(block, Figure)), None)
    return (first, found.example) if first else None


PICTURES: Mapping[str, Callable[[Ground], Made | None]] = {
    "maal": partial(_of_section, goal_section),
    "dekning": partial(_of_section, coverage_section),
    "dekningsutvikling": trend_picture,
    "effekt": partial(_of_section, effect_section),
    "effektkart": map_picture,
    "okonomi": partial(_of_section, money_section),
    **{name: partial(official_picture, name=name) for name in OFFICIAL_PICTURES},
}
"""By the name in addresses and on files; each gives None where a selection has nothing to draw."""


def pictures(
    store: FrameStore, selection: Selection, say: Speaker, view: str, *, today: dt.date
) -> dict[str, Callable[[], str | None]]:
    """Whole SVG of each picture of a view, drawn when asked for; None where there is nothing to draw."""
    ground = Ground(store, selection, say, today)
    return {name: partial(drawn, name, ground) for name in VIEW_PICTURES.get(kind_of_view(view), ())}


def drawn(name: str, ground: Ground) -> str | None:
    """SVG of a picture with title, sentence, source, date and the example mark inside it."""
    made = PICTURES[name](ground)
    return whole(made[0], ground.say("shell.example") if made[1] else "") if made else None
