"""A real nginx and a real Caddy for the tests; as a script it installs them where CI has none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PROGRAMS = {"nginx": "nginx-light", "caddy": "caddy", "openssl": "openssl"}
"""Programs, and the Debian packages they are in."""
MISSING = (
    "{} er ikke her: prøven av docs/drift.md bak en ekte mellomtjener blir hoppet over. "
    "Debian: apt-get install nginx-light caddy openssl."
)


def missing():
    """Names of the programs that are not on the path."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def install():
    """Install what is missing, on a machine that is CI's alone: the packages start servers of their own."""
    packages = [PROGRAMS[name] for name in missing()]
    if packages and os.environ.get("CI") == "true" and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-qq", *step], check=False, env=environment, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    install()
    if missing():
        sys.stdout.write(MISSING.format(", ".join(missing())) + "\n")
