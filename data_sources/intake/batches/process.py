"""Runs the intake as a process of its own, for a web process that may not read raw counts itself."""

from __future__ import annotations

import json
import logging
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

log = logging.getLogger(__name__)
LONGEST = 600
"""Seconds a file may take; the largest allowed takes well under one minute."""
SHORT = 60
"""Seconds for an undo or a template."""
SENTENCE = 1000
AT_ONCE = 2
"""Files that one web process has read at a time; others wait."""
LANGUAGES = ("nb", "nn")
"""What templates are written in; without one, the project's own."""
JsonAnswer = dict[str, Any]


class Kept(Protocol):
    """A file on its way in, with the answers kept beside it."""

    @property
    def file(self) -> Path | None:
        """The file itself."""

    @property
    def annotated(self) -> Path:
        """Where its faults are to be written."""

    @property
    def corrections(self) -> Path:
        """What a person has corrected in it."""

    def write(self, name: str, answer: JsonAnswer) -> None:
        """Keep an answer."""


@dataclass(frozen=True)
class IntakeProcess:
    """Starts the command line; `command` is the program, `environment` what it gets instead of our own."""

    command: Sequence[str]
    environment: Mapping[str, str] | None = None
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def check(self, upload: Kept, language: str) -> None:
        """Begin to read a file; the answer is kept as `check`."""
        self._begin("check", upload, ["--preview", "--annotated", str(upload.annotated)], language)

    def apply(self, upload: Kept, language: str) -> None:
        """Begin to store a file; the answer is kept as `apply`, and the file is removed once it is stored."""
        self._begin("apply", upload, ["--yes"], language)

    def undo(self, number: int) -> JsonAnswer:
        """Undo a batch."""
        ran = self._run(["undo", str(number), "--json"])
        return _silent() if ran is None else _parsed(ran.stdout.decode(), ran.stderr.decode(errors="replace"))

    def template(self, project: str | None, language: str) -> bytes | None:
        """Workbook to fill in; None where there is no such project, or the intake does not answer."""
        named = [] if project is None else ["--project", project]
        spoken = ["--lang", language] if language in LANGUAGES else []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "template.xlsx"
            made = self._run(["template", "--out", str(path), *spoken, *named])
            return path.read_bytes() if made is not None and path.is_file() else None

    def _begin(self, task: str, upload: Kept, options: list[str], language: str) -> None:
        spoken = language if language in LANGUAGES else LANGUAGES[0]
        arguments = [
            "import", str(upload.file), "--json", "--lang", spoken, "--corrections", str(upload.corrections),
            *options,
        ]  # fmt: skip
        threading.Thread(target=self._carry_out, args=(task, upload, arguments), daemon=True).start()

    def _carry_out(self, task: str, upload: Kept, arguments: list[str]) -> None:
        """Run a command to its end, keeping its progress and then its answer."""
        with self.turns:
            try:
                answer = self._followed(upload, arguments)
            except Exception:  # nobody waits for a thread: without an answer the page would wait for ever
                log.exception("intake not run")
                answer = _silent()
        if task == "apply" and answer.get("outcome") == "applied" and upload.file is not None:
            upload.file.unlink(missing_ok=True)
        upload.write(task, answer)

    def _followed(self, upload: Kept, arguments: list[str]) -> JsonAnswer:
        with subprocess.Popen(  # noqa: S603 - our own program, with arguments and no shell
            [*self.command, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        ) as child:
            stop = threading.Timer(LONGEST, child.kill)
            stop.start()
            try:
                said = _follow(child, upload)
                answer = child.stdout.read() if child.stdout else ""
            finally:
                stop.cancel()
        return _parsed(answer, said)

    def _run(self, arguments: list[str]) -> subprocess.CompletedProcess[bytes] | None:
        try:
            return subprocess.run(  # noqa: S603 - as above
                [*self.command, *arguments],
                env=self.environment,
                capture_output=True,
                timeout=SHORT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            log.exception("intake not run")
            return None


def _follow(child: subprocess.Popen[str], upload: Kept) -> str:
    """Keep the progress a child reports; returns what else it said."""
    said = []
    for line in child.stderr or ():
        words = line.split()
        if len(words) == 3 and words[0] == "progress":  # noqa: PLR2004 - progress, done, total
            upload.write("progress", {"done": int(words[1]), "total": int(words[2])})
        else:
            said.append(line)
    return "".join(said)


def _parsed(answer: str, said: str) -> JsonAnswer:
    """Answer of a child; none that a user can be shown where it died or printed something else."""
    try:
        found = json.loads(answer)
    except ValueError:
        if said and "Traceback" not in said and len(said) < SENTENCE:  # the command's own refusal
            return {"outcome": "refused", "sentence": said.strip()}
        log.exception("intake gave no answer: %s", said[-2000:])
        return _silent()
    return found if isinstance(found, dict) else _silent()


def _silent() -> JsonAnswer:
    """No answer: the panel has the sentence for it, in the user's language."""
    return {"outcome": "failed"}
