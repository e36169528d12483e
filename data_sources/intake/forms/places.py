"""Reads lists of municipalities and finds their numbers in the year of the paper; asks about shared names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from data_sources.intake.likeness import one_typo_apart, same_but_lost
from terms.municipality_lists import COUNTIES, Municipality, named

TITLE = re.compile(r"\b(kommunane|kommunene|kommunar|kommuner|kommune)\b:?", re.IGNORECASE)
SEPARATOR = re.compile(r"[,;\n/•&+]|\b(?:og|samt)\b|(?<=\s)[-–](?=\s)", re.IGNORECASE)
NOTE = re.compile(r"\(([^()]*)\)?")
PROGRAMME_YEARS = (2012, 2016)
"""A paper without a date is read with the years in which BOLYST reports were written."""
TYPO_LENGTH = 5
"""Letters a name has before one wrong letter is taken for a typo; shorter names are too alike."""

PlaceState = Literal["known", "homonym", "misspelt", "unknown", "county"]


@dataclass(frozen=True)
class NamedPlace:
    """One name of a list; `number` is missing until certain, `suggestion` is the likely one of `possible`."""

    name: str
    state: PlaceState
    number: str | None = None
    possible: tuple[Municipality, ...] = ()
    suggestion: str | None = None


def places_in(text: str, year: int | None) -> tuple[NamedPlace, ...]:
    """Read a list of municipalities as they were in a year; without a year, in the programme's years."""
    listed = named(*(PROGRAMME_YEARS if year is None else (year, year)))
    names_then = {one.county for same in listed.values() for one in same}
    entries = [entry for part in _parts(text, listed) if (entry := _entry(part, names_then)).name]
    counties = {entry.note for entry in entries if entry.is_county}
    names = [entry for entry in entries if not entry.is_county]
    if not names:
        return tuple(NamedPlace(entry.name, "county") for entry in entries)
    found = [_found(entry, counties, listed) for entry in names]
    known = {COUNTIES.get(place.number[:2]) for place in found if place.number}
    return tuple(_suggested(place, known) for place in found)


@dataclass(frozen=True)
class _Entry:
    name: str
    note: str
    is_county: bool = False


def _parts(text: str, listed: dict[str, tuple[Municipality, ...]]) -> list[str]:
    """Split a list outside of parentheses, keeping «og» inside names such as «Evje og Hornnes»."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\ufff9{len(kept) - 1}\ufffb"

    compound = sorted(
        {*(name for name in listed if " og " in name), *_compound_counties()}, key=len, reverse=True
    )
    whole = "|".join([r"\([^()]*\)?", *(rf"\b{re.escape(name)}\b" for name in compound)])
    split = SEPARATOR.split(re.sub(whole, keep, text.replace("\ufff9", ""), flags=re.IGNORECASE))
    return [re.sub("\ufff9(\\d+)\ufffb", lambda held: kept[int(held[1])], part) for part in split]


def _compound_counties() -> set[str]:
    return {name.casefold() for name in COUNTIES.values() if " og " in name}


def _entry(part: str, counties: set[str]) -> _Entry:
    """Take a name apart from «kommune», a region before a colon, and a county in parentheses or after «i»."""
    note = " ".join(NOTE.findall(part))
    bare = TITLE.sub(" ", NOTE.sub(" ", part))
    if ":" in bare:
        region, bare = bare.split(":", 1)
        note = f"{note} {region}"
    bare = " ".join(bare.split()).strip(" .–-")
    before, _, after = bare.partition(" i ")
    if after and _county(after, counties):
        bare, note = before, f"{note} {after}"
    county = _county(bare, counties, whole=True)
    return _Entry(
        bare, county or _county(note, counties), is_county=bool(county) and bare.casefold() != "oslo"
    )


def _county(text: str, counties: set[str], *, whole: bool = False) -> str:
    """Name the county of that time that a text mentions; empty where it mentions none."""
    for name in sorted(counties, key=len, reverse=True):
        pattern = rf"\b{re.escape(name)}\b"
        if (re.fullmatch if whole else re.search)(pattern, text, re.IGNORECASE):
            return name
    return ""


def _found(entry: _Entry, counties: set[str], listed: dict[str, tuple[Municipality, ...]]) -> NamedPlace:
    """Find a name's number where only one is possible: by the name, or by a county written with it."""
    same = listed.get(entry.name.casefold(), ())
    if len(same) == 1 and (not entry.note or entry.note == same[0].county):
        return NamedPlace(entry.name, "known", same[0].number, same)
    if same:
        written = {entry.note} if entry.note else counties
        inside = [one for one in same if one.county in written]
        if len(inside) == 1:
            return NamedPlace(entry.name, "known", inside[0].number, same)
        return NamedPlace(entry.name, "homonym", possible=same)
    alike = _alike(entry.name.casefold(), listed)
    if len(alike) == 1:
        return NamedPlace(entry.name, "misspelt", possible=alike, suggestion=alike[0].number)
    return NamedPlace(entry.name, "misspelt" if alike else "unknown", possible=alike)


def _alike(name: str, listed: dict[str, tuple[Municipality, ...]]) -> tuple[Municipality, ...]:
    lost = [one for other, same in listed.items() if same_but_lost(name, other) for one in same]
    if lost or len(name) < TYPO_LENGTH:
        return tuple(lost)
    return tuple(one for other, same in listed.items() if one_typo_apart(name, other) for one in same)


def _suggested(place: NamedPlace, known: set[str | None]) -> NamedPlace:
    """Suggest the one that lies where all the others of the list lie; a suggestion is still a question."""
    if place.number or place.suggestion or len(known) != 1:
        return place
    near = [one.number for one in place.possible if one.county in known]
    return replace(place, suggestion=near[0]) if len(near) == 1 else place
