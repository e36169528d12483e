"""What the options of the command `paper` choose, read against the data, with what to write instead."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from dashboard.address.selection import EVERYWHERE, Selection, read_query
from dashboard.papers.making import settled_choice

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from dashboard.address.selection import Misread
    from dashboard.store.store import FrameStore

NEAREST = 3
WORDS = {
    "kommune": "Kommunen",
    "fylke": "Fylket",
    "program": "Programmet",
    "prosjekt": "Prosjektet",
    "gruppe": "Målgruppen",
}


class ChoiceRefused(ValueError):
    """What is asked for does not exist; the message says what is near it, in bokmål."""


class Choice(NamedTuple):
    """A selection, and what is to be told of how it was read."""

    selection: Selection
    told: tuple[str, ...]


def choice_of(chosen: Namespace, store: FrameStore) -> Choice:
    """Read the options of the command.

    Raises:
        ChoiceRefused: Something of it does not exist, or no year is written so.
        NothingLoaded: The database is empty, or cannot be read.
    """
    query = urlsplit(chosen.query).query or chosen.query.removeprefix("?") if chosen.query else ""
    towns = store["municipality"]
    numbers = {
        "kommune": _by_name(towns[towns["valid_to"].isna()], "municipality", "label"),
        "fylke": _by_name(store["county"], "county", "name"),
    }
    given = {
        "kommune": _numbers(chosen.kommune, numbers["kommune"]),
        "fylke": _numbers(chosen.fylke, numbers["fylke"]),
        "program": chosen.program,
        "prosjekt": chosen.prosjekt,
        "aar": chosen.year,
    }
    own = urlencode({name: value for name, value in given.items() if value})
    written, form, has_place = read_query("&".join(part for part in (query, own) if part))
    if not has_place and f"fylke={EVERYWHERE}" not in query:
        raise ChoiceRefused(
            "Hvem er papiret om? Oppgi --kommune, --fylke, --program eller --prosjekt "
            f"(hele landet: --query fylke={EVERYWHERE})."
        )
    settled, content = settled_choice(store, written)
    wrong = [each for each in (*form, *content) if each.reason != "old_number"]
    if wrong:
        raise ChoiceRefused(" ".join(_unknown(each, store, numbers) for each in wrong))
    return Choice(settled, tuple(_renumbered(each, store) for each in content))


def _by_name(rows: object, key: str, name: str) -> dict[str, str]:
    """Numbers by name in small letters."""
    return {str(n).lower(): str(k) for k, n in zip(rows[key], rows[name], strict=True)}  # type: ignore[index]


def _numbers(text: str | None, known: Mapping[str, str]) -> str:
    """Numbers of a list of numbers and names; what is neither stays as it is written."""
    parts = [part.strip() for part in (text or "").split(",") if part.strip()]
    return ",".join(known.get(part.lower(), part) for part in parts)


def _renumbered(each: Misread, store: FrameStore) -> str:
    settled, _ = settled_choice(store, Selection(municipalities=(each.value,)))
    labels = store["municipality"].set_index("municipality")["label"]
    now = " og ".join(f"{number} {labels[number]}" for number in settled.municipalities)
    return f"Kommunenummer {each.value} er ikke lenger i bruk: papiret er om {now}."


def _unknown(each: Misread, store: FrameStore, numbers: Mapping[str, Mapping[str, str]]) -> str:
    """What does not exist, and what is written like it."""
    if each.reason == "bad_year":
        return f"«{each.value}» er ikke et år. Skriv 2014, eller 2012-2014."
    if each.parameter not in WORDS:
        return f"«{each.parameter}={each.value}» kan ikke brukes."
    near = _near(each, store, numbers)
    return f"{WORDS[each.parameter]} «{each.value}» finnes ikke.{f' Mente du {near}?' if near else ''}"


def _near(each: Misread, store: FrameStore, numbers: Mapping[str, Mapping[str, str]]) -> str:
    frames = {"program": "programme", "prosjekt": "project", "gruppe": "target_group"}
    if each.parameter in frames:
        frame = frames[each.parameter]
        return ", ".join(get_close_matches(each.value, list(store[frame][frame]), NEAREST, 0.4))
    known = numbers[each.parameter]
    names = {number: name.title() for name, number in known.items()}
    found = [known[name] for name in get_close_matches(each.value.lower(), list(known), NEAREST, 0.6)]
    found += get_close_matches(each.value, list(names), NEAREST, 0.7)
    return ", ".join(f"{number} {names[number]}" for number in dict.fromkeys(found))
