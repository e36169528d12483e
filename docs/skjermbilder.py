"""Takes the README's pictures of a running board: `python docs/skjermbilder.py http://127.0.0.1:8050`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.browser.chromium import chromium

PICTURES = Path(__file__).parent / "bilder"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SCREENS = {
    "oversikt": ("/?kommune=1580", WIDE),
    "fylke": ("/fylke?fylke=15", WIDE),
    "mobil": ("/?kommune=1580&aar=2014", PHONE),
}
PANELS = {
    "maal": ("/?prosjekt=haram-integrering", "#goals"),
    "effekt": ("/?fylke=18&sprak=nb", "#effect"),
    "dekning": ("/?fylke=18&sprak=nb&aar=2014", "#target-groups"),
    "offisielle-tal": ("/?kommune=1580&sprak=nb", "#context"),
    "tidslinje": ("/styringsgruppe?fylke=15&sprak=nb", "#timeline"),
}


def main(address: str) -> None:
    """Take every picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, (path, viewport) in SCREENS.items():
            page = browser.new_page(viewport=viewport)
            page.goto(address + path)
            page.wait_for_selector("html[data-ready=true]")
            page.screenshot(path=PICTURES / f"{name}.png")
        for name, (path, panel) in PANELS.items():
            page = browser.new_page(viewport={"width": 1280, "height": 2400})
            page.goto(address + path)
            page.wait_for_selector("html[data-ready=true]")
            page.locator(panel).screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
