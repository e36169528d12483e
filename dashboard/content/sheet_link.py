"""The name of a project as a way to its sheet; `address.js` lets the whole choice go along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import attributes

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from terms.words import Speaker


def sheet_link(
    project: str, name: str, say: Speaker, *, language: str | None = None, class_name: str | None = None
) -> Component:
    """Link to a sheet; `language` is that of the name. What is drawn once for many choices may hold it."""
    return html.A(
        name,
        href=f"/prosjekt/{project}?sprak={say.language}",
        lang=language,
        className=class_name,
        **attributes(data_keep="query"),
    )
