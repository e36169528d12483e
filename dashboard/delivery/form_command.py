"""The command `form`: writes the annual report form of a project, filled in with what the board knows."""

from __future__ import annotations

import sys
from contextlib import suppress
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dashboard.content.document import shown_id
from dashboard.papers.annual_form import annual_form, language_of_project, unanswered
from dashboard.papers.making import ending_of, kept, written
from dashboard.reporting.form_years import years_of
from terms.errors import NothingLoaded
from terms.words import speaker

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from dashboard.papers.archive import Archive
    from dashboard.store.store import FrameStore

DONE, REFUSED = 0, 1
NEAREST = 3


def run_form(chosen: Namespace, store: FrameStore, archive: Archive) -> int:
    """Write the form: 0 written, 1 refused with the reason; a file that is there is left as it is."""
    say = speaker("nb")  # the command speaks bokmål, whatever the form is in
    try:
        projects = store["project"]
        names = dict(zip(projects["project"], projects["name"], strict=True))
    except NothingLoaded:
        return _refuse(say("form.no_data"))
    project = _project(chosen.project, names)
    if project is None:
        near = ", ".join(_near(chosen.project, names))
        unknown = say("form.no_such_project", name=chosen.project)
        return _refuse(f"{unknown} {say('form.nearest', names=near)}" if near else unknown)
    year = chosen.year or next(iter(years_of(store, project)), None)
    if year is None:
        return _refuse(say("form.no_year", name=names[project]))
    path: Path = chosen.out
    if path.exists() and not chosen.force:
        return _refuse(say("form.exists", file=path))
    language = chosen.lang or language_of_project(store, project)
    version = store.version
    document = kept(annual_form(store, project, year, speaker(language)), version, archive)
    ending = ending_of(path.suffix.removeprefix("."))
    assert ending is not None  # noqa: S101 - the options let no other ending through
    try:
        _write(path, written(document, ending))
    except OSError:
        return _refuse(say("form.not_written", file=path))
    blank, total = unanswered(document)
    done = say.count("form.written", blank, file=path, name=names[project], year=year, total=total)
    identity = shown_id(document.identity)
    sys.stdout.write(f"{done} {say('form.kept', id=identity) if identity else say('form.not_kept')}\n")
    return DONE


def _project(text: str, names: dict[str, str]) -> str | None:
    """Key of a project, by its key or by its name in any case."""
    if text in names:
        return text
    wanted = " ".join(text.casefold().split())
    found = [key for key, name in names.items() if wanted in {key.casefold(), name.casefold()}]
    return found[0] if len(found) == 1 else None


def _near(text: str, names: dict[str, str]) -> list[str]:
    """Keys that look like a text, by key or by name."""
    by_name = {name.casefold(): key for key, name in names.items()}
    found = get_close_matches(text.casefold(), list(names), NEAREST, 0.5)
    found += [by_name[name] for name in get_close_matches(text.casefold(), list(by_name), NEAREST, 0.5)]
    found += [key for key in names if text and text.casefold() in key.casefold()]
    return list(dict.fromkeys(found))[:NEAREST]


def _write(path: Path, content: bytes) -> None:
    """Write a file whole: who opens it meets the one before, or this one. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _refuse(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return REFUSED
