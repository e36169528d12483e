"""How a selection's place and time are written in titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.selection import Selection
    from dashboard.store import FrameStore
    from dashboard.text import Speaker

NAMED = 3


def place_words(store: FrameStore, selection: Selection, say: Speaker) -> str:
    """«Haram», «Haram, Vestnes og Sula», «5 kommunar i Møre og Romsdal», «Møre og Romsdal», «heile landet»."""
    county = ""
    if selection.county:
        counties = store["county"].set_index("county")["name"]
        county = str(counties.get(selection.county, selection.county))
    if selection.municipalities:
        if len(selection.municipalities) <= NAMED:
            labels = store["municipality"].set_index("municipality")["label"]
            return say.listing([str(labels.get(number, number)) for number in selection.municipalities])
        counted = say.count("shell.count_municipalities", len(selection.municipalities))
        return say("shell.in_county", what=counted, county=county) if county else counted
    return county or say("shell.everywhere")
