"""Pictures of the main views, wide and narrow, and how many of their pixels differ between two checkouts."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from base64 import b64encode
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

import plan
from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = {1440: 900, 390: 844}
STARTS_WITHIN, SLOW, TRIES, STEADY = 400, 240_000, 4, 6
NEAR = 12
"""Steps of one colour, of 255, that no eye tells apart."""
STILL = (
    "*, *::before, *::after { animation: none !important; transition: none !important; }"
    "* { caret-color: transparent }"
)
DRAWN = """() => {
  const view = document.querySelector("[data-view]");
  const every = (name, mark) => [...view.querySelectorAll(name)].every((each) => each.querySelector(mark));
  return view && every("[data-panel]", "[data-drawn]") && every(".dash-graph", ".main-svg");
}"""
COUNT = """async ([one, other, near]) => {
  const load = async (data) => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const ink = canvas.getContext("2d");
    ink.drawImage(image, 0, 0);
    const { width, height } = image;
    return { width, height, data: ink.getImageData(0, 0, width, height).data };
  };
  const [a, b] = [await load(one), await load(other)];
  if (a.width !== b.width || a.height !== b.height) {
    return { size: `${a.width}x${a.height} → ${b.width}x${b.height}`, count: null, box: [] };
  }
  let count = 0, top = Infinity, bottom = -1;
  for (let at = 0; at < a.data.length; at += 4) {
    if (Math.abs(a.data[at] - b.data[at]) > near || Math.abs(a.data[at + 1] - b.data[at + 1]) > near
        || Math.abs(a.data[at + 2] - b.data[at + 2]) > near) {
      const line = Math.floor(at / 4 / a.width);
      count += 1; top = Math.min(top, line); bottom = Math.max(bottom, line);
    }
  }
  return { size: "", count, box: count ? [top, bottom] : [] };
}"""


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def served(checkout, folder, environment):
    """Address of the checkout's board, served in a folder of its own."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(checkout / ".venv/bin/python"), str(checkout / "app.py"), "serve"]
    with (folder / "board.log").open("w") as log:
        board = subprocess.Popen(
            command, cwd=folder, env=environment | {"BOLYST_PORT": str(port)}, stdout=log, stderr=log
        )
    try:
        deadline = time.monotonic() + STARTS_WITHIN
        while not _answers(f"{address}/readyz"):
            if board.poll() is not None or time.monotonic() > deadline:
                raise SystemExit((folder / "board.log").read_text(encoding="utf-8"))
            time.sleep(0.3)
        yield address
    finally:
        board.terminate()
        board.wait(timeout=60)


def _answers(address):
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - this machine's own
            return answer.status == 200  # as HTTP has it
    except (URLError, OSError):
        return False


@contextmanager
def chrome():
    """Chromium of the system, which can reach nothing but this machine."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        whole = "--disable-checker-imaging"  # no picture of a page is taken before its own pictures are drawn
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", rules, whole])
        yield browser
        browser.close()


def take(checkout, target, folder, environment):
    """Photograph every address of the plan in both widths; how many pictures that became."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    wanted = [
        (width, asked, target / f"{width}-{_named(asked)}.png") for width in WIDTHS for asked in plan.SHOTS
    ]
    for attempt in range(TRIES):
        try:
            with served(checkout, folder, environment) as address:
                _missing(address, [each for each in wanted if not each[2].exists()])
            break
        except Error:  # a busy machine was too slow for the browser, or ended it or the board
            if attempt == TRIES - 1:
                raise
    return len(list(target.iterdir()))


def _named(asked):
    return re.sub(r"[^\w=-]+", "_", asked).strip("_") or "root"


def _missing(address, wanted):
    """Take the pictures that are not there yet, each as a user who opens the board for the first time."""
    with chrome() as browser:
        for width, asked, path in wanted:
            context = browser.new_context(
                base_url=address,
                viewport={"width": width, "height": WIDTHS[width]},
                locale="nb-NO",
                timezone_id="UTC",
                reduced_motion="reduce",
            )
            _photograph(context.new_page(), asked, path)
            context.close()


def _photograph(page, asked, path):
    """One picture, when every panel is drawn and nothing moves."""
    page.set_default_timeout(SLOW)
    page.clock.set_fixed_time(f"{plan.TODAY}T12:00:00Z")
    page.goto(asked, wait_until="domcontentloaded")
    page.wait_for_function(DRAWN, polling=500)
    page.add_style_tag(content=STILL)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    before = b""
    for _ in range(STEADY):  # figures settle after the panels are drawn
        taken = page.screenshot(full_page=True, animations="disabled")
        if taken == before:
            break
        before = taken
        page.wait_for_timeout(400)
    path.write_bytes(taken)


def compare(old, new, tolerance, say):
    """Say which pictures differ in more pixels than the tolerance; 1 where any does."""
    wrong = 0
    names = sorted({path.name for folder in (old, new) for path in folder.glob("*.png")})
    with chrome() as browser:
        page = browser.new_page()
        for name in names:
            if not (old / name).exists() or not (new / name).exists():
                wrong += 1
                say(f"{name}: in one of the two only")
                continue
            pair = [b64encode((folder / name).read_bytes()).decode() for folder in (old, new)]
            found = page.evaluate(COUNT, [*pair, NEAR])
            if found["count"] is None or found["count"] > tolerance:
                wrong += 1
                lines = f", lines {found['box'][0]}-{found['box'][1]}" if found["box"] else ""
                say(f"{name}: {found['size'] or str(found['count']) + ' pixels differ'}{lines}")
    say(f"{len(names)} pictures: {wrong} differ")
    return int(wrong > 0 or not names)
