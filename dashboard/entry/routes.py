"""The addresses files are sent to, and what reads and stores them.

The web process never opens what it is sent: another process reads the file, checks it and stores it.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from flask import Flask, Response, jsonify, request, send_file
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.access import sentences
from dashboard.access.binding import is_loopback
from dashboard.access.door import Door, Standing
from dashboard.entry.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.access.write_key import WriteKey
    from dashboard.entry.spool import Answer, Upload

log = logging.getLogger(__name__)
LARGEST = 20_000_000
"""Bytes of one file; the process that reads it has the same limit."""
FORM = 100_000
"""Bytes of the form around the file."""
PROJECT = re.compile(r"[\w-]{1,100}")
FIELD = re.compile(r"[a-z_]{1,40}")
LETTERED = ("anchoring", "progress", "geographic_effect", "policy_goals")
"""Fields with boxes: a form without one of them has none ticked."""
HEAD = 8192
FORBIDDEN, TOO_LARGE, UNUSABLE, NOT_FOUND = 403, 413, 415, 404
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Intake(Protocol):
    """What reads and stores files, in a process of its own; answers are the command line's JSON."""

    def check(self, upload: Upload, language: str) -> None:
        """Begin to read a file and to find what it would change."""

    def apply(self, upload: Upload, language: str) -> None:
        """Begin to store a file that was checked."""

    def undo(self, number: int) -> Answer:
        """Undo a batch."""

    def template(self, project: str | None, language: str) -> bytes | None:
        """Workbook to fill in, with what is stored of a project; None where there is no such project."""


@dataclass(frozen=True)
class Entrance:
    """All the panels need to take files in; kept in the server's config, missing where nobody may."""

    intake: Intake
    spool: Spool
    door: Door


def open_entrance(
    intake: Intake | None, *, host: str, public: bool, key: WriteKey, spool: Spool | None = None
) -> Entrance | None:
    """Open the way in: only where the board is for this machine's own users, as there is no login."""
    if intake is None or public or not is_loopback(host):
        return None
    try:
        key.make()
    except OSError:  # the board can be read all the same; the page says that the key is missing
        log.exception("no write key")
    return Entrance(intake, spool or Spool(), Door(key))


def standing(entrance: Entrance | None) -> Standing:
    """What the request at hand may do about what is stored."""
    return Standing.CLOSED if entrance is None else entrance.door.standing()


def why_not(found: Standing) -> str:
    """Key of the sentence on why a request may not write."""
    return "uploads.key_needed" if found is Standing.NEEDS_KEY else "uploads.not_allowed"


def install(server: Flask, entrance: Entrance | None) -> None:
    """Add the addresses of files in and out."""
    server.config["BOLYST_INTAKE"] = entrance

    def guarded(answer: Callable[[Entrance], Response]) -> Response:
        found = standing(entrance)
        if entrance is None or found is not Standing.MAY_WRITE:
            return sentences.in_json(why_not(found), FORBIDDEN)
        return answer(entrance)

    def read_here(answer: Callable[[Entrance], Response]) -> Response:
        """Answer with what is only read: it needs no key."""
        if entrance is None or standing(entrance) is Standing.CLOSED:
            return sentences.in_json("uploads.not_allowed", FORBIDDEN)
        return answer(entrance)

    @server.post("/opplasting")
    def take_file() -> Response:
        return guarded(_take)

    @server.post("/opplasting/<token>/felt")
    def take_corrections(token: str) -> Response:
        return guarded(lambda inside: _corrections(inside, token))

    @server.get("/opplasting/<token>/merknader.xlsx")
    def annotated_file(token: str) -> Response:
        return guarded(lambda inside: _annotated(inside, token))

    @server.get("/mal.xlsx")
    def empty_template() -> Response:
        return read_here(lambda inside: _template(inside, None))

    @server.get("/mal/<project>.xlsx")
    def filled_template(project: str) -> Response:
        return read_here(lambda inside: _template(inside, project))


def looks_readable(head: bytes) -> bool:
    """Whether a file begins as a workbook, Word, PDF, an old Office file or text; the intake looks closer."""
    if head.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xfe\xff")):
        return True
    return bool(head) and b"\x00" not in head and not head.startswith((b"MZ", b"\x7fELF"))


def _take(entrance: Entrance) -> Response:
    request.max_content_length = LARGEST + FORM
    if (request.content_length or 0) > LARGEST + FORM:  # refused before a byte of it is read
        return sentences.in_json("uploads.too_large", TOO_LARGE, limit=str(LARGEST // 1_000_000))
    try:
        sent = request.files.get("file")
        known = entrance.door.knows(request.form.get("token", ""))
    except RequestEntityTooLarge:
        return sentences.in_json("uploads.too_large", TOO_LARGE, limit=str(LARGEST // 1_000_000))
    if not known:
        return sentences.in_json("uploads.old_form", FORBIDDEN)
    if sent is None or not sent.filename:
        return sentences.in_json("uploads.no_file", UNUSABLE)
    head = sent.stream.read(HEAD)
    sent.stream.seek(0)
    if not looks_readable(head):
        return sentences.in_json("uploads.not_readable", UNUSABLE)
    upload = entrance.spool.receive(sent)
    upload.begin("check")
    entrance.intake.check(upload, sentences.language())
    return jsonify(upload=upload.token)


def _corrections(entrance: Entrance, token: str) -> Response:
    """Keep what a person corrected in a form, and have it checked again."""
    request.max_content_length = FORM * 10
    upload = entrance.spool.find(token)
    try:
        written = {key: ", ".join(request.form.getlist(key)) for key in request.form if FIELD.fullmatch(key)}
    except RequestEntityTooLarge:
        return sentences.in_json("uploads.too_large", TOO_LARGE, limit="1")
    if upload is None or upload.file is None or upload.begun("apply"):
        return sentences.in_json("uploads.gone", NOT_FOUND)
    if not entrance.door.knows(written.pop("token", "")):
        return sentences.in_json("uploads.old_form", FORBIDDEN)
    for letters in LETTERED:
        written.setdefault(letters, "")
    upload.write("corrections", written)
    upload.again("check")
    upload.again("progress")
    upload.begin("check")
    entrance.intake.check(upload, sentences.language())
    return jsonify(upload=upload.token)


def _annotated(entrance: Entrance, token: str) -> Response:
    upload = entrance.spool.find(token)
    if upload is None or not upload.annotated.is_file():
        return sentences.in_json("uploads.gone", NOT_FOUND)
    return send_file(
        upload.annotated.resolve(), mimetype=EXCEL, as_attachment=True, download_name="merknader.xlsx"
    )


def _template(entrance: Entrance, project: str | None) -> Response:
    made = None
    if project is None or PROJECT.fullmatch(project):
        made = entrance.intake.template(project, sentences.language())
    if made is None:
        return sentences.in_json("uploads.no_template", NOT_FOUND)
    answer = Response(made, mimetype=EXCEL)
    answer.headers["Content-Disposition"] = f'attachment; filename="{project or "mal"}.xlsx"'
    return answer
