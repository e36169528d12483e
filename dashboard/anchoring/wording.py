"""Words of where a project is anchored, and of what goes on after its end, by the form's codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terms.code_lists import keys

if TYPE_CHECKING:
    from dashboard.status.marks import State

ANCHORING_KEYS = keys("anchoring")
"""The form's three crosses."""
CONTINUED_STATES: dict[str, tuple[State, str]] = {
    "yes": ("good", "project.continued_yes"),
    "partly": ("partly", "project.continued_partly"),
    "ended": ("neutral", "label.ended"),
    "unknown": ("missing", "label.not_stated"),
}
