"""Which view stands at which address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.views import accessibility, data, method, overview

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dash.development.base_component import Component

    from dashboard.store import FrameStore
    from dashboard.text import Speaker


@dataclass(frozen=True)
class View:
    """One address: message key of its name, layout, whether the filter bar drives it, whether in the menu."""

    name: str
    layout: Callable[[Speaker, FrameStore], list[Component]]
    filtered: bool = True
    in_menu: bool = True


VIEWS: Mapping[str, View] = {
    "/": View("shell.view_overview", overview.layout),
    "/data": View("reporting.view", data.layout),
    "/metode": View("shell.view_method", method.layout, filtered=False),
    "/tilgjenge": View("shell.view_accessibility", accessibility.layout, filtered=False, in_menu=False),
}
