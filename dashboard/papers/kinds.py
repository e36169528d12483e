"""Which papers there are: for whom, what they need to be chosen first, and what their files are called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Protocol

from dashboard.papers.adjustment_case import adjustment_case
from dashboard.papers.council_paper import GENRE_KEYS, council_paper
from dashboard.papers.handover_paper import handover_paper
from dashboard.papers.milestone_case import milestone_case
from dashboard.papers.payment_note import payment_note
from dashboard.papers.region_report import region_report
from dashboard.papers.seat_case import seat_case
from dashboard.papers.steering_paper import steering_paper
from dashboard.papers.tertial_paper import tertial_paper
from dashboard.places.scope import scope_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dashboard.address.selection import Selection
    from dashboard.content.document import Document
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

Need = Literal["any", "projects", "project", "region"]
"""What is to be chosen: anything; something with a project; one project; a county or more, no one place."""
NEED_KEYS: dict[Need, str] = {
    "projects": "kinds.needs_projects",
    "project": "kinds.needs_project",
    "region": "kinds.needs_region",
}
PLAIN = str.maketrans("åáčđŋøšŧž", "aacdnostz", "'") | {ord("æ"): "ae"}
"""Letters of Norwegian and Sámi names as they are written where only plain ones are safe."""
NAMED = 3
EVERYWHERE = "alle"


class MakePaper(Protocol):
    """Paper of a selection, in the speaker's language; `today` is the day it is made, now where not given."""

    def __call__(
        self, store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date | None = None
    ) -> Document:
        """Make it."""


@dataclass(frozen=True)
class Kind:
    """A kind of paper.

    `code` is its name on the command line and in the address; `genre` the message that names it, in the
    menu as on the paper; `views` the addresses whose menu offers it, `/prosjekt` for a project's sheet;
    `file` the beginning of the name of its file.
    """

    code: str
    genre: str
    paper: MakePaper
    views: frozenset[str]
    needs: Need
    file: str

    def lacks(self, store: FrameStore, selection: Selection) -> str | None:
        """Message that says what is to be chosen before this paper can be made; None where nothing lacks."""
        return None if CHOSEN[self.needs](store, selection) else NEED_KEYS[self.needs]


def file_stem(kind: Kind, store: FrameStore, selection: Selection) -> str:
    """Name of a paper's file without its ending: «styringsgruppe-haram-2014-nn», plain letters alone."""
    years = selection.years
    period = "-".join(dict.fromkeys(str(year) for year in years)) if years else ""
    parts = (kind.file, _place(store, selection), period, selection.language)
    return "-".join(part for part in parts if part)


def _place(store: FrameStore, selection: Selection) -> str:
    """Project, municipalities or county; how many municipalities where they are more than a few."""
    if len(selection.projects) == 1:
        return _plain(selection.projects[0])
    chosen = selection.municipalities
    if 0 < len(chosen) <= NAMED:
        labels = store["municipality"].set_index("municipality")["label"]
        return "-".join(_plain(str(labels.get(number, number))) for number in chosen)
    if selection.county:
        names = store["county"].set_index("county")["name"]
        place = _plain(str(names.get(selection.county, selection.county)))
    else:
        place = _plain(selection.programme or EVERYWHERE)
    return f"{place}-{len(chosen)}" if chosen else place


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(PLAIN)).strip("-")


def _has_projects(store: FrameStore, selection: Selection) -> bool:
    return bool(scope_of(store, selection).projects)


def _has_one_project(store: FrameStore, selection: Selection) -> bool:
    return len(scope_of(store, selection).projects) == 1


def _is_region(_: FrameStore, selection: Selection) -> bool:
    return not (selection.municipalities or selection.projects)


CHOSEN = {
    "any": lambda _, __: True,
    "projects": _has_projects,
    "project": _has_one_project,
    "region": _is_region,
}
OVERVIEW, STEERING, COUNTY, PROJECT = "/", "/styringsgruppe", "/fylke", "/prosjekt"
EVERYWHERE_OFFERED = frozenset({OVERVIEW, STEERING, COUNTY, PROJECT})
OWN = frozenset({OVERVIEW, STEERING, PROJECT})
SHEET = frozenset({STEERING, PROJECT})

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            Kind(
                "council",
                GENRE_KEYS["decision"],
                council_paper,
                EVERYWHERE_OFFERED,
                "any",
                "saksframlegg",
            ),
            Kind(
                "information",
                GENRE_KEYS["information"],
                partial(council_paper, genre="information"),
                EVERYWHERE_OFFERED,
                "any",
                "orientering",
            ),
            Kind("tertial", "tertial.genre", tertial_paper, EVERYWHERE_OFFERED, "projects", "tertialrapport"),
            Kind(
                "tertial-1",
                "tertial.genre_first",
                partial(tertial_paper, tertial=1),
                frozenset({OVERVIEW, STEERING}),
                "projects",
                "tertialrapport-1",
            ),
            Kind("steering", "meeting.genre", steering_paper, OWN, "projects", "styringsgruppe"),
            Kind("region", "region.genre", region_report, frozenset({COUNTY}), "region", "regionrapport"),
            Kind("handover", "handover.genre", handover_paper, OWN, "projects", "overlevering"),
            Kind("milestone", "cases.milestone_genre", milestone_case, OWN, "projects", "milepel"),
            Kind("adjustment", "cases.adjustment_genre", adjustment_case, SHEET, "project", "planjustering"),
            Kind("seats", "cases.seats_genre", seat_case, SHEET, "project", "oppnemning"),
            Kind(
                "payment",
                "cases.payment_genre",
                payment_note,
                frozenset({COUNTY, PROJECT}),
                "project",
                "utbetaling",
            ),
        )
    }
)
"""Every paper by its code, in the order of the menu."""
