"""The command `paper`: writes papers of a selection as files, for people and for schedules."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.content.document import shown_id
from dashboard.delivery.paper_choice import ChoiceRefused, choice_of
from dashboard.delivery.paper_options import DAY, FILES, PLACE
from dashboard.overview.ground import language_of_place
from dashboard.papers.kinds import KINDS, file_stem
from dashboard.papers.making import ending_of, made, written
from dashboard.papers.series import each_of
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from argparse import Namespace

    from dashboard.address.selection import Selection
    from dashboard.papers.archive import Archive
    from dashboard.papers.kinds import Kind
    from dashboard.papers.series import Each
    from dashboard.store.store import FrameStore

DONE, REFUSED = 0, 1
SHEET = "/prosjekt"


def run_paper(chosen: Namespace, store: FrameStore, archive: Archive) -> int:
    """Write what is asked for: 0 written, 1 refused with the reason; other files are left as they are."""
    try:
        selection, told = choice_of(chosen, store)
        for sentence in told:
            sys.stderr.write(f"{sentence}\n")
        return _write_all(chosen, store, selection, archive)
    except ChoiceRefused as error:
        return _refuse(str(error))
    except NothingLoaded:
        return _refuse("Databasen kan ikke leses, eller er tom. «bolysttavla seed» fyller den.")


def _write_all(chosen: Namespace, store: FrameStore, selection: Selection, archive: Archive) -> int:
    """Find out what every file is to be called before the first is made.

    Raises:
        ChoiceRefused: A paper cannot be made, named or written as asked.
    """
    kind, out = KINDS.get(chosen.kind), str(chosen.out or "")
    if kind is None:
        raise ChoiceRefused(f"Papiret «{chosen.kind}» finnes ikke. Velg {', '.join(KINDS)}.")
    ending = chosen.format or (FILES[0] if _is_folder(out) else Path(out).suffix.lstrip(".").lower())
    if ending not in FILES:
        known = f".{', .'.join(FILES[:-1])} eller .{FILES[-1]}"
        raise ChoiceRefused(f"«{out}» må ende på {known}, eller være en mappe.")
    singles = _singles(chosen, kind, store, selection)
    if not singles:
        raise ChoiceRefused(_lacking(kind, store, selection))
    paths = [_path(out, kind, store, single, ending) for single in singles]
    if len(set(paths)) < len(paths):
        raise ChoiceRefused(
            f"Flere papir ville fått samme navn. Skriv {PLACE} i --out, eller oppgi en mappe."
        )
    there = next((path for path in paths if path.exists()), None)
    if there and not chosen.force:
        raise ChoiceRefused(f"«{there}» finnes allerede. Velg et annet navn, eller skriv over med --force.")
    for number, (single, path) in enumerate(zip(singles, paths, strict=True), start=1):
        told = f"{number} av {len(singles)}: " if len(singles) > 1 else ""
        try:
            found = _write(kind, store, single, archive, path)
        except OSError as error:
            raise ChoiceRefused(f"Kan ikke skrive «{path}»: har du tilgang til mappen?") from error
        sys.stdout.write(f"{told}{path} · {found}\n")
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
    """Write a paper whole and tell its id: a reader of the file sees the one before, or this one."""
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
