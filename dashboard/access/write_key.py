"""The write key: a secret in a file, which whoever imports, undoes or enters data on the web must have."""

from __future__ import annotations

import os
import re
import secrets
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PARAMETER = "nokkel"
"""What the key is called in the address of a first visit."""
WORD = re.compile(r"[A-Za-z0-9_-]{43}")
"""How a key is written: 32 random bytes."""
OWNERS, OTHERS = 0o700, 0o077
"""Rights of a file's owner, and of anybody else."""


@dataclass(frozen=True)
class WriteKey:
    """The key in its file, which is read each time: the workers, a restart and the command share it.

    Removing the file closes the board to every browser that had the key.
    """

    path: Path

    def read(self) -> str | None:
        """Return the key; None where there is none, or where others than its owner may read the file."""
        try:
            handle = os.open(self.path, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            return None
        with os.fdopen(handle, encoding="ascii", errors="replace") as file:
            kept = os.fstat(file.fileno())
            if not stat.S_ISREG(kept.st_mode) or kept.st_mode & OTHERS:
                return None
            word = file.read(100).strip()
        return word if WORD.fullmatch(word) else None

    def make(self) -> str:
        """Return the key, made first where there is none that can be used.

        Raises:
            OSError: The file can be neither read nor written.
        """
        _close_to_others(self.path.parent)
        if found := self.read():
            return found
        part = self.path.with_name(f"{self.path.name}.{secrets.token_hex(8)}")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                os.fchmod(file.fileno(), 0o600)  # whatever the umask is
                file.write(secrets.token_urlsafe(32))
            self._place(part)
        finally:
            part.unlink(missing_ok=True)
        if found := self.read():
            return found
        raise PermissionError(f"{self.path} kan ikke leses av denne brukeren")

    def address(self, board: str) -> str:
        """Address of a first visit to a board, which carries the key."""
        return f"{board}/?{PARAMETER}={self.make()}"

    def _place(self, part: Path) -> None:
        """Put a new key in place, unless another process just did; one that others may read is replaced."""
        try:
            os.link(part, self.path)
        except OSError:  # there is one already, or the file system has no links
            if self.read() is None and (not self.path.exists() or os.access(self.path, os.R_OK)):
                part.replace(self.path)


def _close_to_others(folder: Path) -> None:
    """Make the folder, and let only its owner in."""
    folder.mkdir(mode=OWNERS, parents=True, exist_ok=True)
    kept = folder.stat()
    if kept.st_uid == os.geteuid() and stat.S_IMODE(kept.st_mode) != OWNERS:
        folder.chmod(OWNERS)
