"""Finds the Chromium that the browser tests drive, and as a script installs one where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "Ingen Chromium: nettlesertestene kan ikke kjøres. Installer chromium (Debian: apt-get install chromium) "
    "eller gi nettilgang til «playwright install chromium», og kjør make test på nytt."
)


def chromium() -> str | None:
    """Path of the system's Chromium, else of Playwright's own; None where neither is there."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def starts(path: str) -> bool:
    """Whether the browser opens a page: a path alone may be a wrapper without its program."""
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).close()
    except Error:
        return False
    return True


def install() -> None:
    """Try the system's packages as root, then Playwright's own download."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            command = ["apt-get", "-qq", *step]
            subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)
    if not usable():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def usable() -> bool:
    """Whether there is a Chromium that starts."""
    path = chromium()
    return path is not None and starts(path)


if __name__ == "__main__":
    if not usable():
        install()
    sys.exit(0 if usable() else MISSING)
