"""The filter bar as a user handles it."""

from __future__ import annotations


def box(page, control):
    """The box that opens on a list of checkboxes."""
    return page.locator("details.filter-box", has=page.locator(f"#filters-{control}"))


def open_box(page, control):
    """Open a box; on a phone the whole bar is folded first."""
    fold = page.locator(".filter-fold > summary")
    if fold.is_visible() and page.locator(".filter-fold:not([open])").count():
        fold.click()
    box(page, control).locator("summary").click()
    page.locator(f"#filters-{control}-search").wait_for(state="visible")
