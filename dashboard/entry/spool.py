"""The spool: where files on their way in wait, each in a folder of its own with the answers about it."""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from werkzeug.datastructures import FileStorage

SPOOL = Path("var/opplasting")
A_DAY = 86_400
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")
UNSAFE = re.compile(r"[^\w. ()-]+")
Answer = dict[str, Any]
"""What the intake answered: the JSON of the command line."""


@dataclass(frozen=True)
class Folder:
    """What is known of one task, in a folder of its own for any process to see."""

    folder: Path

    @property
    def token(self) -> str:
        """Name of the folder, which cannot be guessed."""
        return self.folder.name

    def read(self, name: str) -> Answer | None:
        """Answer or progress kept under a name; None before there is one."""
        try:
            found: Answer = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def write(self, name: str, answer: Answer) -> None:
        """Keep an answer whole: a reader sees the one before, or this one."""
        part = self.folder / f"{name}.{secrets.token_hex(4)}.part"
        part.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
        part.replace(self.folder / f"{name}.json")

    def begin(self, name: str) -> bool:
        """Mark that a task has begun; False where it had, so that nothing is stored twice."""
        try:
            (self.folder / f"{name}.begun").touch(exist_ok=False)
        except OSError:
            return False
        return True

    def again(self, name: str) -> None:
        """Forget an answer, so that the task can be done once more."""
        for ending in ("json", "begun"):
            (self.folder / f"{name}.{ending}").unlink(missing_ok=True)

    def begun(self, name: str) -> bool:
        """Whether a task has begun."""
        return (self.folder / f"{name}.begun").exists()


@dataclass(frozen=True)
class Upload(Folder):
    """One file in the spool, and the answers about it."""

    @property
    def file(self) -> Path | None:
        """The file that was sent; None once it is forgotten."""
        return next((self.folder / "file").glob("*"), None)

    @property
    def annotated(self) -> Path:
        """Where the file with its faults in the cells is written."""
        return self.folder / "annotated.xlsx"

    @property
    def corrections(self) -> Path:
        """What a person has corrected in a report form."""
        return self.folder / "corrections.json"


@dataclass(frozen=True)
class Spool:
    """The folder where files wait until they are stored, or for a day."""

    folder: Path = SPOOL

    def receive(self, sent: FileStorage) -> Upload:
        """Write a file under a random name of ours, its own name kept inside without odd signs."""
        sweep(self.folder)
        upload = Upload(self.folder / secrets.token_urlsafe(24))
        inside = upload.folder / "file"
        upload.folder.mkdir(parents=True, mode=0o700)
        inside.mkdir()
        plain = UNSAFE.sub("_", Path(sent.filename or "").name).strip(". ")[-100:]
        sent.save(inside / (plain or "fil"))
        return upload

    def find(self, token: object) -> Upload | None:
        """Upload with a token; None where it is forged, forgotten or too old."""
        if not isinstance(token, str) or not TOKEN.fullmatch(token):
            return None
        sweep(self.folder)
        upload = Upload(self.folder / token)
        return upload if upload.folder.is_dir() else None

    def forget(self, upload: Upload) -> None:
        """Remove a file and all that is known of it."""
        shutil.rmtree(upload.folder, ignore_errors=True)


def sweep(above: Path) -> None:
    """Remove the folders that are more than a day old."""
    for folder in above.glob("*/"):
        with suppress(OSError):  # another worker may have removed it just now
            if time.time() - folder.stat().st_mtime > A_DAY:
                shutil.rmtree(folder, ignore_errors=True)
