"""The command `paper`: writes papers of a selection as files, for people and for schedules."""

from __future__ import annotations

import datetime as dt
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from dashboard.address.selection import EVERYWHERE, Selection, read_query
from dashboard.content.document import shown_id
from dashboard.delivery.command_options import DAY, FILES, PLACE
from dashboard.overview.ground import language_of_place
from dashboard.papers.kinds import KINDS, file_stem
from dashboard.papers.making import ending_of, made, settled_choice, written
from dashboard.papers.series import each_of
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from dashboard.address.selection import Misread
    from dashboard.papers.archive import Archive
    from dashboard.papers.kinds import Kind
    from dashboard.papers.series import Each
    from dashboard.store.store import FrameStore

DONE, REFUSED = 0, 1
SHEET = "/prosjekt"
NEAREST = 3
WORDS = {
    "kommune": "Kommunen",
    "fylke": "Fylket",
    "program": "Programmet",
    "prosjekt": "Prosjektet",
    "gruppe": "Målgruppen",
}


class OptionsRefused(ValueError):
    """What is asked for does not exist; the message says what is near it, in bokmål."""


class ReadOptions(NamedTuple):
    """A selection, and sentences on how it was read, in bokmål."""

    selection: Selection
    remarks: tuple[str, ...]


def run_paper(chosen: Namespace, store: FrameStore, archive: Archive) -> int:
    """Write what is asked for: 0 written, 1 refused with the reason; other files are left as they are."""
    try:
        selection, remarks = options_of(chosen, store)
        for sentence in remarks:
            sys.stderr.write(f"{sentence}\n")
        return _write_all(chosen, store, selection, archive)
    except OptionsRefused as error:
        return _refuse(str(error))
    except NothingLoaded:
        return _refuse("Databasen kan ikke leses, eller er tom. «bolysttavla seed» fyller den.")


def options_of(chosen: Namespace, store: FrameStore) -> ReadOptions:
    """Read the options of the command.

    Raises:
        OptionsRefused: Something of it does not exist, or no year is written so.
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
        raise OptionsRefused(
            "Hvem er papiret om? Oppgi --kommune, --fylke, --program eller --prosjekt "
            f"(hele landet: --query fylke={EVERYWHERE})."
        )
    settled, content = settled_choice(store, written)
    wrong = [each for each in (*form, *content) if each.reason != "old_number"]
    if wrong:
        raise OptionsRefused(" ".join(_unknown(each, store, numbers) for each in wrong))
    return ReadOptions(settled, tuple(_renumbered(each, store) for each in content))


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


def _write_all(chosen: Namespace, store: FrameStore, selection: Selection, archive: Archive) -> int:
    """Find out what every file is to be called before the first is made.

    Raises:
        OptionsRefused: A paper cannot be made, named or written as asked.
    """
    kind, out = KINDS.get(chosen.kind), str(chosen.out or "")
    if kind is None:
        raise OptionsRefused(f"Papiret «{chosen.kind}» finnes ikke. Velg {', '.join(KINDS)}.")
    ending = chosen.format or (FILES[0] if _is_folder(out) else Path(out).suffix.lstrip(".").lower())
    if ending not in FILES:
        known = f".{', .'.join(FILES[:-1])} eller .{FILES[-1]}"
        raise OptionsRefused(f"«{out}» må ende på {known}, eller være en mappe.")
    singles = _singles(chosen, kind, store, selection)
    if not singles:
        raise OptionsRefused(_lacking(kind, store, selection))
    paths = [_path(out, kind, store, single, ending) for single in singles]
    if len(set(paths)) < len(paths):
        raise OptionsRefused(
            f"Flere papir ville fått samme navn. Skriv {PLACE} i --out, eller oppgi en mappe."
        )
    there = next((path for path in paths if path.exists()), None)
    if there and not chosen.force:
        raise OptionsRefused(f"«{there}» finnes allerede. Velg et annet navn, eller skriv over med --force.")
    for number, (single, path) in enumerate(zip(singles, paths, strict=True), start=1):
        count = f"{number} av {len(singles)}: " if len(singles) > 1 else ""
        try:
            found = _write(kind, store, single, archive, path)
        except OSError as error:
            raise OptionsRefused(f"Kan ikke skrive «{path}»: har du tilgang til mappen?") from error
        sys.stdout.write(f"{count}{path} · {found}\n")
        sys.stdout.flush()
    return DONE


def _singles(chosen: Namespace, kind: Kind, store: FrameStore, selection: Selection) -> list[Selection]:
    """Selections of the papers: one, or each of several where they are to be files of their own."""
    out: str = chosen.out or ""
    each: Each | None = chosen.each
    if each is None and (_is_folder(out) or PLACE in out):
        if len(selection.municipalities) > 1:
            each = "kommune"
        elif len(selection.projects) > 1:
            each = "prosjekt"
    if each is not None:
        return each_of(kind, store, selection, each, chosen.lang)
    spoken = selection.within(language=chosen.lang or language_of_place(store, selection))
    return [] if kind.lacks(store, spoken) else [spoken]


def _lacking(kind: Kind, store: FrameStore, selection: Selection) -> str:
    """Why the paper cannot be made, in bokmål like the rest of the command."""
    key = kind.lacks(store, selection)
    return speaker("nb")(key) if key else "Ingen kommuner eller prosjekter i utvalget kan få dette papiret."


def _is_folder(out: str) -> bool:
    """Whether files are to be named by what is in them."""
    return not out or out.endswith(("/", "\\")) or Path(out).is_dir() or not Path(out).suffix


def _path(out: str, kind: Kind, store: FrameStore, selection: Selection, ending: str) -> Path:
    """File of a paper: in the folder, or by the pattern with its place and today's date."""
    stem = file_stem(kind, store, selection)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    if _is_folder(out):
        return Path(out.replace(DAY, today).replace(PLACE, stem) or ".") / f"{stem}.{ending}"
    return Path(out.replace(DAY, today).replace(PLACE, stem))


def _write(kind: Kind, store: FrameStore, selection: Selection, archive: Archive, path: Path) -> str:
    """Write a paper whole, so that a reader sees the one before or this one; its id, in words."""
    document = made(kind, store, selection, archive)
    ending = ending_of(path.suffix.lstrip("."))
    content = written(document, ending) if ending else _workbook(kind, store, selection, document.identity)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
    return f"utsnitt {shown_id(document.identity)}" if document.identity else "ikke arkivert"


def _workbook(kind: Kind, store: FrameStore, selection: Selection, identity: str) -> bytes:
    """Tables behind the view the paper belongs to."""
    from dashboard.delivery.workbook import workbook  # noqa: PLC0415 - who asks for a paper needs no Excel
    from dashboard.overview.ground import Ground  # noqa: PLC0415 - the same

    view = min(kind.views)
    if view == SHEET and len(selection.projects) == 1:
        view = f"{SHEET}/{selection.projects[0]}"
    today = dt.datetime.now(dt.UTC).date()
    ground = Ground(store, selection, speaker(selection.language), today)
    return workbook(ground, view, snapshot=shown_id(identity))


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED
