"""Timeline: measures and milestones against plan, with a line for the status day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard.address.ids import Timeline
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, Table, notice, source_lines
from dashboard.content.shown_projects import Shown, shown
from dashboard.measures.milestone_words import STATES, milestone_list
from dashboard.measures.numbers import MilestoneSummary, milestone_status, milestone_summary
from dashboard.measures.timeline_drawing import key
from dashboard.measures.timeline_numbers import DATES, bars, scale_of
from dashboard.measures.timeline_rows import Drawn, projects
from dashboard.places.words import place_words

if TYPE_CHECKING:
    import datetime as dt

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the timeline."""
    return drawing.panel(Timeline.PANEL, say, say("label.timeline"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the filters."""
    drawing.register(app, store, Timeline.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Draw the timeline of a selection."""
    here = shown(store, selection)
    measures = here.rows(store["measure"])
    milestones = milestone_status(here.rows(store["milestone"]), today=here.day)
    summary = milestone_summary(milestones)
    scale = scale_of(measures, milestones)
    title = say("steering.timeline_title", place=place_words(store, selection, say))
    undated = int(measures[DATES].isna().all(axis=1).sum())
    if scale is None:
        return Content(
            title=title,
            sentence=say("steering.timeline_none"),
            chart=[notice(say("steering.timeline_ask"))],
            method="tiltak",
        )
    drawn = bars(measures, scale, day=here.day)
    shown_rows = pd.concat([drawn[["evidence", "source"]], milestones[["evidence", "source"]]])
    return Content(
        title=title,
        sentence=_sentence(summary, say),
        chart=[
            key(say),
            *projects(Drawn(drawn, milestones, scale, here), say),
            *milestone_list(milestones, here, say),
        ],
        tables=_tables(drawn, milestones, here, say),
        sources=source_lines(say, shown_rows["source"].unique()),
        example=bool((shown_rows["evidence"] == "example").any()),
        method="tiltak",
        downloads=downloads(selection, say, tables=("milepaelar",)),
        notes=[say.count("steering.timeline_undated", undated)] if undated else [],
    )


def _sentence(summary: MilestoneSummary, say: Speaker) -> str:
    """«3 av 7 milepælar er nådde; 2 er over fristen, den eldste 214 dagar.»."""
    if not summary.total:
        return say("steering.timeline_no_milestones")
    done = summary.in_time + summary.late
    every = say.count("steering.count_milestones", summary.total)
    words = (
        say.count("steering.timeline_sentence", done, milestones=every)
        if done
        else say.count("steering.timeline_none_reached", summary.total)
    )
    if not summary.overdue:
        return f"{words}."
    days = say.count("count.days", summary.days_overdue)
    return f"{words}; {say.count('steering.timeline_overdue', summary.overdue, days=days)}"


def _tables(drawn: pd.DataFrame, milestones: pd.DataFrame, here: Shown, say: Speaker) -> list[Table]:
    def day(value: dt.date) -> str:
        return say.date(value)

    measures = Table(
        say("steering.timeline_measures"),
        (
            say("label.measure"),
            say("label.project"),
            say("steering.plan_start"),
            say("label.planned_end"),
            say("steering.column_started"),
            say("label.ended"),
        ),
        [
            (
                here.words(row["name"], row["project"]),
                here.words(here.names[row["project"]], row["project"]),
                *(day(row[column]) for column in DATES),
            )
            for row in drawn.to_dict("records")
        ],
    )
    reached = Table(
        say("label.milestones"),
        (
            say("label.milestone"),
            say("label.project"),
            say("label.due"),
            say("label.reached"),
            say("label.status"),
            say("steering.column_days"),
        ),
        [
            (
                here.words(row["name"], row["project"]),
                here.words(here.names[row["project"]], row["project"]),
                day(row["due"]),
                day(row["reached"]),
                say(STATES[row["state"]][1]),
                say.number(row["days"]) if row["days"] else "–",
            )
            for row in milestones.sort_values("due").to_dict("records")
        ],
        frozenset({5}),
    )
    return [*([measures] if len(drawn) else []), *([reached] if len(milestones) else [])]
