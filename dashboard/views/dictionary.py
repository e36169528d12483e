"""Ordbok for data: every table the board reads, what a row is, and what each column means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.errors import NothingLoaded
from dashboard.frames import SPECS
from dashboard.panels.parts import Table, attributes, table
from dashboard.wording.column_meanings import COLUMN_KEYS, OWN_COLUMN_KEYS
from dashboard.wording.frame_meanings import EMPTY, FRAMES, GROUPS, UNITS

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.frames import FrameSpec
    from dashboard.store import FrameStore
    from dashboard.text import Speaker

LAST = ("evidence", "source")
"""How well founded a fact is and where it is from: after everything else."""
COUNTED_KEYS = frozenset({"year", "position", "filters", "attempt", "batch"})
"""Columns of keys that are whole numbers."""
RULE_KEYS = (
    "dictionary.intro",
    "dictionary.missing_rule",
    "dictionary.area_rule",
    "dictionary.raw_rule",
)


def layout(say: Speaker, store: FrameStore) -> list[Component]:
    """Rules that hold for every table, contents by subject, then a table of columns for each frame."""
    return [
        html.Article(
            [
                html.H1(say("dictionary.title"), className="page-title"),
                *(html.P(say(key), className="dictionary-rule") for key in RULE_KEYS),
                html.Nav(
                    [_links(group, say) for group in GROUPS],
                    className="dictionary-contents",
                    **attributes(aria_label=say("shell.on_page")),
                ),
                *(part for group in GROUPS for part in _subject(group, say, store)),
            ],
            className="panel prose method",
        )
    ]


def meaning(frame: str, column: str, say: Speaker) -> str:
    """What a column of a frame means; raises KeyError for one that nobody has described."""
    return say(OWN_COLUMN_KEYS.get(f"{frame}.{column}") or COLUMN_KEYS[column])


def columns_of(spec: FrameSpec) -> tuple[str, ...]:
    """Columns of a frame: the key first, how well founded a row is last."""
    others = dict.fromkeys((*spec.text, *spec.number, *spec.date))
    between = [column for column in others if column not in (*spec.key, *LAST)]
    return (*spec.key, *between, *(column for column in LAST if column in spec.text))


def _links(group: str, say: Speaker) -> Component:
    links = [html.A(name, href=f"#tabell-{name}") for name in _frames(group)]
    spaced = [part for link in links for part in (link, " ")]
    return html.P([html.Strong(say(group)), " ", *spaced])


def _frames(group: str) -> list[str]:
    return [name for name, described in FRAMES.items() if described.group == group]


def _subject(group: str, say: Speaker, store: FrameStore) -> list[Component]:
    return [html.H2(say(group)), *(_frame(name, say, store) for name in _frames(group))]


def _frame(name: str, say: Speaker, store: FrameStore) -> Component:
    spec, described = SPECS[name], FRAMES[name]
    rows = [
        (html.Code(column), _type(name, column, spec, say), _meaning(name, column, say))
        for column in columns_of(spec)
    ]
    heads = [say("dictionary.head_column"), say("dictionary.head_type"), say("dictionary.head_meaning")]
    return html.Section(
        [
            html.H3(html.Code(name)),
            html.P(
                [
                    say("dictionary.row_is", row=say(described.row)),
                    " ",
                    say("dictionary.key_is", columns=", ".join(spec.key)),
                    *_size(name, say, store),
                ]
            ),
            html.P(say(described.public), className="dictionary-public"),
            table(Table(say("dictionary.columns_of", name=name), heads, rows), "dictionary"),
        ],
        id=f"tabell-{name}",
        className="dictionary-frame",
    )


def _size(name: str, say: Speaker, store: FrameStore) -> list[str]:
    """How many rows there are now; nothing said where the frame cannot be read."""
    try:
        return [" ", say.count("dictionary.rows_now", len(store[name]))]
    except (NothingLoaded, KeyError):
        return []


def _type(frame: str, column: str, spec: FrameSpec, say: Speaker) -> str:
    counted = column in spec.number or (column in spec.key and column in COUNTED_KEYS)
    kind = "dictionary.type_number" if counted else "dictionary.type_text"
    if column in spec.date:
        kind = "dictionary.type_date"
    unit = UNITS.get(f"{frame}.{column}") or UNITS.get(column)
    of_key = [say("dictionary.in_key")] if column in spec.key else []
    return ", ".join([say(kind), *([say(unit)] if unit else []), *of_key])


def _meaning(frame: str, column: str, say: Speaker) -> str:
    words = meaning(frame, column, say)
    sentence = f"{words[0].upper()}{words[1:]}."
    empty = EMPTY.get(f"{frame}.{column}")
    return f"{sentence} {say(empty)}" if empty else sentence
