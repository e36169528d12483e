"""How a selection's place, its target groups and their official sources are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from dashboard.places.scope import scope_of

if TYPE_CHECKING:
    import datetime as dt

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

NAMED = 3


def place_words(store: FrameStore, selection: Selection, say: Speaker) -> str:
    """«Haram og Vestnes», «5 kommunar i Møre og Romsdal», «Møre og Romsdal» or «heile landet»."""
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
    if selection.projects or not county:
        return _project_words(store, selection, say) or county or say("shell.everywhere")
    return county


def _project_words(store: FrameStore, selection: Selection, say: Speaker) -> str:
    """Where the chosen projects work, within the county if one is chosen: names of a few, number of many."""
    if not (selection.projects or selection.programme):
        return ""
    focus = scope_of(store, selection).focus
    labels = store["municipality"].set_index("municipality")["label"]
    if 0 < len(focus) <= NAMED:
        return say.listing([str(labels[number]) for number in focus])
    return say.count("shell.count_municipalities", len(focus)) if focus else ""


def group_names(store: FrameStore, say: Speaker) -> dict[str, str]:
    """Name of each target group in the user's language."""
    groups = store["target_group"]
    return dict(zip(groups["target_group"], groups[f"name_{say.language}"], strict=True))


def denominator_source(store: FrameStore, group: str | None) -> OfficialSource:
    """Official table of a group's residents, and the day it was fetched; nothing without one."""
    indicator = store["target_group"].set_index("target_group")["denominator"].get(group)
    found = store.per_version(_official).get(str(indicator))
    return found or {"tables": (), "retrieved": None}


class OfficialSource(TypedDict):
    """What `parts.source_lines` needs of an official source."""

    tables: tuple[str, ...]
    retrieved: dt.date | None


def _official(store: FrameStore) -> dict[str, OfficialSource]:
    """Tables and latest fetch by indicator."""
    return {
        str(indicator): {"tables": tuple(rows["source_table"].unique()), "retrieved": rows["retrieved"].max()}
        for indicator, rows in store["statistic"].groupby("indicator")
    }
