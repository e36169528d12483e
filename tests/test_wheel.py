"""The board installed from its wheel, in an empty folder: nothing of the checkout is within its reach."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[1]
LEFT_OUT = {"tests", "docs", "bench", "var", "build", "dist", "__pycache__"}
STARTS_WITHIN = 120
CALLBACK = {
    "output": "status.children",
    "outputs": {"id": "status", "property": "children"},
    "inputs": [{"id": "filters-query", "property": "data", "value": "sprak=nb&fylke=15"}],
    "changedPropIds": ["filters-query.data"],
    "state": [],
}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*words, **more):
    ran = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built of a copy of the checkout so that nothing is left in it."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"

    def left_out(_folder, names):
        return [name for name in names if name[0] == "." or name in LEFT_OUT or name.endswith(".egg-info")]

    shutil.copytree(ROOT, source, ignore=left_out)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    run(*pip, "--wheel-dir", folder, source)
    (built,) = folder.glob("*.whl")
    shutil.rmtree(source)
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Programs of an environment with the wheel in it; what the board depends on is lent by ours."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", folder)
    python = folder / "bin" / "python"
    own = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    # Folders named in a .pth file are searched last, and what they say of a checkout is not read.
    (own / "lent.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    run(*pip, "--ignore-installed", wheel)
    return folder / "bin"


@pytest.fixture(scope="module")
def board(installed, tmp_path_factory):
    """A client of the board that `bolysttavla serve` starts in an empty folder."""
    folder = tmp_path_factory.mktemp("empty")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = {
        "PATH": "/usr/bin:/bin",
        "BOLYST_PORT": str(port),
        "BOLYST_OUTLINES_URL": "http://127.0.0.1:9/none",
    }
    with (folder / "log").open("w") as log:
        serving = subprocess.Popen(
            [installed / "bolysttavla", "serve"], cwd=folder, env=environment, stdout=log, stderr=log
        )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False) as client:
            deadline = time.monotonic() + STARTS_WITHIN
            while not answers(client):
                if serving.poll() is not None or time.monotonic() > deadline:
                    pytest.fail(f"the board did not start:\n{(folder / 'log').read_text()}")
                time.sleep(0.2)
            yield client
    finally:
        serving.send_signal(signal.SIGQUIT)
        serving.wait(timeout=60)


def answers(client):
    try:
        return client.get("/readyz").is_success
    except httpx.HTTPError:
        return False


def test_every_module_is_that_of_the_wheel(installed, tmp_path):
    modules = "app", "command", "gunicorn_settings", "terms", "dashboard", "data_sources", "seeds"
    code = "import importlib, sys; [print(importlib.import_module(name).__file__) for name in sys.argv[1:]]"
    found = run(installed / "python", "-c", code, *modules, cwd=tmp_path, env={"PATH": os.defpath})
    assert len(found.split()) == len(modules)
    assert all(Path(path).is_relative_to(installed.parent) for path in found.split())


def test_its_page_and_styles_are_served(board):
    page = board.get("/")
    assert page.status_code == 200
    assert '<html lang="nn"' in page.text
    style = board.get("/assets/board.css")
    assert style.status_code == 200
    assert style.content == (ROOT / "assets" / "board.css").read_bytes()
    for asset in (ROOT / "assets").iterdir():
        assert f"/assets/{asset.name}" in page.text or board.get(f"/assets/{asset.name}").is_success


def test_a_panel_is_drawn(board):
    drawn = board.post("/_dash-update-component", json=CALLBACK)
    assert drawn.status_code == 200
    assert "data-drawn" in drawn.text


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_paper_is_made(board, ending, begins):
    paper = board.get(f"/papir/council.{ending}?sprak=nn&fylke=15&kommune=1580")
    assert paper.status_code == 200
    assert paper.content.startswith(begins)
