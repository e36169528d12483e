"""Measures register: every measure by theme, compact, with the details on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from dash import html

from dashboard.address.ids import MeasureRegister
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.code_words import PHASE_KEYS
from dashboard.content.parts import Content, Table, attributes, notice, source_lines
from dashboard.content.shown_projects import Shown, shown
from dashboard.coverage.reach import participation_sources
from dashboard.coverage.small_numbers import rounding_line
from dashboard.measures.measure_row import Row, compact, details, reported, unreported
from dashboard.measures.measure_sift import sift
from dashboard.measures.measure_words import STATES, THEME_KEYS, persons
from dashboard.measures.numbers import milestone_status
from dashboard.measures.register_numbers import (
    ATTENTION,
    THEMES,
    in_scope,
    measure_counts,
    measure_places,
    measure_result,
    measure_states,
    measure_targets,
)
from dashboard.places.words import group_names, place_words

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

FEW = 3
"""With fewer measures there is nothing to sift."""


def layout(say: Speaker) -> Component:
    """Place for the register."""
    return drawing.panel(MeasureRegister.PANEL, say, say("steering.register_label"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, MeasureRegister.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Draw the measures of a selection on its status day."""
    here = shown(store, selection)
    rows = measure_rows(store, selection, here, say)
    title = say("steering.register_title", place=place_words(store, selection, say))
    if not rows:
        return Content(
            title=title,
            sentence=say("steering.register_none"),
            chart=[notice(say("steering.register_ask"))],
            method="tiltak",
        )
    counted = [row for row in rows if row.result]
    sources = store.per_version(participation_sources)
    return Content(
        title=title,
        sentence=_sentence(rows, here, say),
        chart=[
            html.Div(
                [
                    *([sift(rows, say)] if len(rows) > FEW else []),
                    *(_theme(theme, rows, here, say) for theme in (*THEMES, "")),
                ],
                id=f"measures-{crc32(here.query.encode()):x}",  # another list is not sifted as this one was
                **attributes(data_sifted="true"),
            ),
            *([rounding_line(store, say)] if counted else []),
        ],
        tables=[_table(rows, here, say)],
        sources=source_lines(
            say,
            {row.measure["source"] for row in rows}.union(
                *(sources.get(row.measure["project"], frozenset()) for row in counted)
            ),
        ),
        example=any(row.example for row in rows),
        method="tiltak",
        downloads=downloads(selection, say, tables=("tiltak", "tiltak-personar")),
        notes=[say("steering.note_persons")] if counted else [],
    )


def measure_rows(store: FrameStore, selection: Selection, here: Shown, say: Speaker) -> list[Row]:
    """Measures of a selection with their state and who took part, those that want attention first."""
    key = ("measure rows", selection.within(since=None, peers=None), here.day)
    return store.remember(key, lambda: _measure_rows(store, selection, here, say))


def _measure_rows(store: FrameStore, selection: Selection, here: Shown, say: Speaker) -> list[Row]:
    places = store.per_version(measure_places)
    milestones = milestone_status(here.rows(store["milestone"]), today=here.day)
    states = measure_states(here.rows(store["measure"]), milestones, day=here.day)
    if selection.county or selection.municipalities:
        states = in_scope(states, places, here.scope.municipalities)
    counts, targets = store.per_version(measure_counts), store.per_version(measure_targets)
    names, labels = group_names(store, say), _labels(store)
    partners = here.rows(store["partner"])["project"].value_counts()
    rows = [
        Row(
            measure=measure,
            theme=measure["theme"] if measure["theme"] in THEMES else "",
            result=measure_result(
                counts.get(measure["measure"], ()),
                targets.get(measure["measure"], {}),
                here.scope.municipalities,
                selection.years,
            ),
            groups=tuple(names[group] for group in targets.get(measure["measure"], {})),
            group_names=names,
            places=tuple(_place(area, labels) for area in places.get(measure["measure"], ())),
            partners=int(partners.get(measure["project"], 0)),
        )
        for measure in _records(states)
    ]
    return sorted(rows, key=lambda row: (ATTENTION.index(row.measure["state"]), -row.measure["days"]))


def _records(states: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in states.to_dict("records")]


def _labels(store: FrameStore) -> dict[str, str]:
    municipalities = store["municipality"]
    return dict(zip(municipalities["municipality"], municipalities["label"], strict=True))


def _place(area: str, labels: dict[str, str]) -> str:
    """«Ålesund + Haram» where one number of then is several municipalities of today."""
    return " + ".join(labels[number] for number in area.split("+"))


def _sentence(rows: list[Row], here: Shown, say: Speaker) -> str:
    """How many measures, how many want attention, how many say nothing of themselves."""
    states = [row.measure["state"] for row in rows]
    late = sum(state in {"past_end", "off_plan"} for state in states)
    silent = sum(not reported(row) for row in rows)
    parts = [say.count("steering.register_sentence", len(rows), closed=say.number(states.count("closed")))]
    if late:
        parts.append(say.count("steering.register_late", late, date=say.date(here.day)))
    if silent:
        parts.append(say.count("steering.register_silent", silent))
    return " ".join(parts)


def _theme(theme: str, rows: list[Row], here: Shown, say: Speaker) -> Component:
    """One theme: its measures in a table, and those nothing is reported of in a list."""
    own = [row for row in rows if row.theme == theme]
    told, silent = [row for row in own if reported(row)], [row for row in own if not reported(row)]
    if not own:
        return html.Div()
    name = say(THEME_KEYS[theme])
    return html.Section(
        [
            html.H3(
                [name, " ", html.Span(say.count("steering.count_measures", len(own)), className="h-count")]
            ),
            *([_grid(name, told, here, say)] if told else []),
            *([unreported(silent, here, say)] if silent else []),
        ],
        className="register-theme",
    )


def _grid(name: str, rows: list[Row], here: Shown, say: Speaker) -> Component:
    """Plain table; the roles are said, so that it stays one where a phone shows its rows as cards."""
    heads = (
        say("label.measure"),
        say("label.phase"),
        say("label.status"),
        say("label.period"),
        say("steering.column_sessions"),
        say("label.unique_participants"),
    )
    head = html.Tr([html.Th(each, scope="col", role="columnheader") for each in heads], role="row")
    bodies = [
        html.Tbody(
            [compact(row, heads, here, say), details(row, len(heads), here, say)],
            role="rowgroup",
            **attributes(data_phase=row.measure["phase"], data_theme=row.theme or "none"),
        )
        for row in rows
    ]
    return html.Table(
        [
            html.Caption(name, className="visually-hidden"),
            html.Thead(head, role="rowgroup"),
            *bodies,
        ],
        className="register",
        role="table",
    )


def _table(rows: list[Row], here: Shown, say: Speaker) -> Table:
    heads = (
        say("label.measure"),
        say("label.project"),
        say("steering.column_theme"),
        say("label.phase"),
        say("label.status"),
        say("label.planned_sessions"),
        say("steering.column_held"),
        say("label.unique_participants"),
    )
    cells = [
        (
            here.words(row.measure["name"], row.measure["project"]),
            here.words(here.names[row.measure["project"]], row.measure["project"]),
            say(THEME_KEYS[row.theme]),
            say(PHASE_KEYS[row.measure["phase"]]),
            say(STATES[row.measure["state"]][1]),
            say.number(row.measure["planned_sessions"]),
            say.number(row.measure["held_sessions"]),
            persons(row.result, say),
        )
        for row in rows
    ]
    return Table(say("steering.register_label"), heads, cells, frozenset({5, 6, 7}))
