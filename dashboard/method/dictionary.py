"""Ordbok for data: every table the board reads, what a row is, and what each column means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import Table, attributes, table
from dashboard.store.frames import LENT
from terms import columns
from terms.columns import TABLES
from terms.errors import NothingLoaded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

SUBJECT_KEYS: Mapping[str, str] = {
    "projects": "dictionary.group_projects",
    "work": "dictionary.group_work",
    "reports": "dictionary.group_reports",
    "persons": "dictionary.group_persons",
    "places": "dictionary.group_places",
    "running": "dictionary.group_running",
}
ACCESS_KEYS: Mapping[columns.Access, str] = {
    "open": "dictionary.open",
    "protected": "dictionary.protected",
    "own_source": "dictionary.own_source",
    "internal": "dictionary.internal",
}
TYPE_KEYS: Mapping[columns.Type, str] = {
    "text": "dictionary.type_text",
    "code": "dictionary.type_text",
    "integer": "dictionary.type_number",
    "number": "dictionary.type_number",
    "flag": "dictionary.type_number",
    "date": "dictionary.type_date",
}
UNIT_KEYS: Mapping[columns.Unit, str] = {
    "persons": "dictionary.unit_persons",
    "planned_persons": "dictionary.unit_planned_persons",
    "attendances": "dictionary.unit_attendances",
    "kroner": "dictionary.unit_kroner",
    "year": "dictionary.unit_year",
    "sessions": "dictionary.unit_sessions",
    "degrees": "dictionary.unit_degrees",
    "of_row": "dictionary.unit_words",
    "of_indicator": "dictionary.unit_indicator",
    "of_goal": "dictionary.unit_goal",
}
"""Units that columns of tables have; every stored count of persons is protected, and its unit says so."""
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
                    [_links(subject, say) for subject in columns.SUBJECTS],
                    className="dictionary-contents",
                    **attributes(aria_label=say("shell.on_page")),
                ),
                *(part for subject in columns.SUBJECTS for part in _subject(subject, say, store)),
            ],
            className="panel prose method",
        )
    ]


def _links(subject: str, say: Speaker) -> Component:
    links = [html.A(one.name, href=f"#tabell-{one.name}") for one in _tables(subject)]
    spaced = [part for link in links for part in (link, " ")]
    return html.P([html.Strong(say(SUBJECT_KEYS[subject])), " ", *spaced])


def _tables(subject: str) -> list[columns.Table]:
    return [one for one in TABLES.values() if one.subject == subject]


def _subject(subject: str, say: Speaker, store: FrameStore) -> list[Component]:
    return [html.H2(say(SUBJECT_KEYS[subject])), *(_table(one, say, store) for one in _tables(subject))]


def _table(one: columns.Table, say: Speaker, store: FrameStore) -> Component:
    name = one.name
    rows = [
        (html.Code(column.name), _type(column, say, of_key=column.name in one.key), _meaning(column, say))
        for column in one.stored
    ]
    heads = [say("dictionary.head_column"), say("dictionary.head_type"), say("dictionary.head_meaning")]
    return html.Section(
        [
            html.H3(html.Code(name)),
            html.P(
                [
                    say("dictionary.row_is", row=one.row[say.language]),
                    " ",
                    say("dictionary.key_is", columns=", ".join(one.key)),
                    *_size(name, say, store),
                ]
            ),
            html.P(say(ACCESS_KEYS[one.access]), className="dictionary-public"),
            table(Table(say("dictionary.columns_of", name=name), heads, rows), "dictionary"),
        ],
        id=f"tabell-{name}",
        className="dictionary-frame",
    )


def _size(name: str, say: Speaker, store: FrameStore) -> list[str]:
    """How many rows there are now; nothing said where the frame cannot be read."""
    try:
        rows = len(store[name]) if name in LENT else int(store["participation_source_sum"]["cells"].sum())
        return [" ", say.count("dictionary.rows_now", rows)]
    except (NothingLoaded, KeyError):
        return []


def _type(column: columns.Column, say: Speaker, *, of_key: bool) -> str:
    unit = "dictionary.unit_yes_no" if column.type == "flag" else UNIT_KEYS.get(column.unit)
    return ", ".join(
        [
            say(TYPE_KEYS[column.type]),
            *([say(unit)] if unit else []),
            *([say("dictionary.in_key")] if of_key else []),
        ]
    )


def _meaning(column: columns.Column, say: Speaker) -> str:
    words = column.means(say.language)
    sentence = f"{words[0].upper()}{words[1:]}."
    return f"{sentence} {column.empty[say.language]}" if column.empty else sentence
