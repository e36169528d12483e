"""Ways that many parts of the board lead: to a project's sheet, with the whole choice along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Link

if TYPE_CHECKING:
    from terms.languages import Language
    from terms.words import Speaker


def sheet_link(project: str, name: str, say: Speaker, *, language: Language | None = None) -> Link:
    """Way to a project's sheet; `language` is that of the name. `address.js` lets the choice go along."""
    address = f"/prosjekt/{project}?sprak={say.language}"
    return Link(name, address, language=language, data=(("keep", "query"),))
