"""Panel «Effekt og politikkmål»: the portfolio on the form's two lists, effect a-f and policy goals a-i."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import PolicyGoals as Ids
from dashboard.address.links import downloads
from dashboard.content import drawing
from dashboard.content.parts import Content, attributes, notice, source_lines
from dashboard.content.project_link import project_names
from dashboard.effect.numbers import LETTERS, NOT_KNOWN, Effect, effect_until, records, rungs
from dashboard.effect.policy_goal_tables import goal_table, ladder_table
from dashboard.effect.policy_goals import ticks
from dashboard.effect.policy_wording import GOAL_KEYS, sentence, tick_words
from dashboard.effect.wording import LETTER_KEYS
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words

if TYPE_CHECKING:
    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.address.selection import Selection
    from dashboard.store.store import FrameStore
    from terms.words import Speaker


def layout(say: Speaker) -> Component:
    """Place for the two lists."""
    return drawing.panel(Ids.PANEL, say, say("policy.label"))


def register(app: Dash, store: FrameStore) -> None:
    """Draw the panel on every choice."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Both lists of a selection: what is planned, achieved and ticked, and how well it is founded."""
    scope = scope_of(store, selection)
    title = say("policy.title", place=place_words(store, selection, say))
    if not scope.projects:
        none = say("label.no_projects")
        return Content(title=title, sentence=none, chart=[notice(none)], method="politikkmaal")
    effect = store.per_version(effect_until)(selection.last_year).of(scope.projects)
    goals = scope.rows(store["policy_goal"])
    ticked, names = ticks(goals), store.per_version(project_names)
    stated = effect.sources[
        effect.sources["project"].isin(effect.ladder[effect.ladder["answered"]]["project"])
    ]
    return Content(
        title=title,
        sentence=sentence(effect, goals, scope.projects, say),
        chart=[html.Div([_ladder(effect, say), _goals(ticked, say)], className="two-lists")],
        tables=[ladder_table(effect, names, say), goal_table(ticked, names, say)],
        sources=source_lines(say, {*stated["source"], *goals["source"]}),
        example=bool((goals["evidence"] == "example").any() or (stated["evidence"] == "example").any()),
        method="politikkmaal",
        downloads=downloads(selection, say, tables=("politikkmaal", "effekt")),
        notes=[say("policy.note_ticks"), say("policy.note_documented")],
    )


def _ladder(effect: Effect, say: Speaker) -> Component:
    counted = rungs(effect.ladder)
    most = max(1, int(counted.to_numpy().max()))
    planned, achieved = counted["planned"].to_dict(), counted["achieved"].to_dict()
    reached = effect.ladder[effect.ladder["achieved"].notna() & (effect.ladder["achieved"] != NOT_KNOWN)]
    whole = int(((reached["claimed"] > 0) & (reached["documented"] == reached["claimed"])).sum())
    founded = (
        f"{say.count('policy.ladder_stated', len(reached))}; {say.count('policy.ladder_documented', whole)}"
        if len(reached)
        else say("policy.ladder_nobody")
    )
    rows = [
        _row(
            letter,
            say(LETTER_KEYS[letter]),
            [("planned", planned[letter] / most), ("achieved", achieved[letter] / most)],
            _step_words(planned[letter], achieved[letter], say),
            apart=letter == NOT_KNOWN,
        )
        for letter in LETTERS
    ]
    return _list(say("policy.ladder_title"), rows, [founded, say("policy.ladder_note")])


def _step_words(planned: int, achieved: int, say: Speaker) -> str:
    words = [
        *([say.count("effect.planned_count", planned)] if planned else []),
        *([say.count("effect.achieved_count", achieved)] if achieved else []),
    ]
    return " · ".join(words) or say("effect.nobody")


def _goals(ticked: pd.DataFrame, say: Speaker) -> Component:
    most = max(1, int(ticked["total"].max()))
    rows = [
        _row(
            row["letter"],
            say(GOAL_KEYS[row["letter"]]),
            [("claimed", row["total"] / most), ("documented", row["documented"] / most)],
            tick_words(row["total"], row["documented"], row["example"], say),
        )
        for row in records(ticked)
    ]
    return _list(say("policy.goals_title"), rows, [])


def _list(title: str, rows: list[Component], notes: list[str]) -> Component:
    return html.Div(
        [
            html.H3(title),
            html.Ol(rows, className="letters", role="list"),
            *(html.P(note, className="panel-note") for note in notes),
        ]
    )


def _row(
    letter: str, label: str, bars: list[tuple[str, float]], words: str, *, apart: bool = False
) -> Component:
    """Letter, label, bars of the counts, and the counts in words."""
    pieces = [
        html.Span(className=f"letter-bar letter-{kind}", style={"width": f"{share * 100:.0f}%"})
        for kind, share in bars
        if share
    ]
    return html.Li(
        [
            html.Span(letter, className="letter"),
            html.Span(label, className="letter-label"),
            html.Span(pieces, className="letter-bars", **attributes(aria_hidden="true")),
            html.Span(words, className="letter-words"),
        ],
        className="letter-row letter-apart" if apart else "letter-row",
    )
