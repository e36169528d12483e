"""«Min kommune»: a choice the browser remembers (`assets/home.js`), for addresses that name no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import attributes
from dashboard.places.choices import alphabetical

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

FIELD = "my-place"


def choice(say: Speaker, store: FrameStore) -> Component:
    """Field for the municipality, filled by the script that answers it, and hidden until then."""
    return html.Div(
        [
            html.Label(say("home.label"), htmlFor=FIELD),
            html.Select(
                [],
                id=FIELD,
                title=say("home.help"),
                className="form-select form-select-sm",
            ),
            html.A(hidden=True, href="/", **attributes(data_words=say("home.go", place="#"))),
        ],
        className="my-place",
        hidden=True,
        **attributes(data_places=store.per_version(_places), data_none=say("home.none")),
    )


def _places(store: FrameStore) -> str:
    """Municipalities of today as «number name|…», by name: 357 options would be slow as components."""
    today = store["municipality"]
    today = today[today["valid_to"].isna()]
    named = dict(zip(today["municipality"], today["label"], strict=True))
    ordered = sorted(named, key=lambda number: alphabetical(named[number]))
    return "|".join(f"{number} {named[number]}" for number in ordered)
