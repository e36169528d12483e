"""One measure in the register: the compact row, its details, and the list of those without a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

from dashboard.content.code_words import PHASE_KEYS
from dashboard.content.parts import EVIDENCE_KEYS, attributes, mark, tag
from dashboard.measures.measure_words import (
    SERVICE_KEYS,
    STATES,
    against,
    completed,
    period,
    persons,
    sessions,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash.development.base_component import Component

    from dashboard.content.shown_projects import Shown
    from dashboard.measures.register_numbers import MeasureResult
    from terms.words import Speaker

REPORTED = ("planned_start", "planned_end", "actual_start", "actual_end", "held_sessions", "planned_sessions")


@dataclass(frozen=True)
class Row:
    """A measure with its state, who took part, the names of its groups and places, and partners in all.

    `measure` is a row of what `measure_states` gives; `theme` is empty where none is stated.
    """

    measure: Mapping[str, Any]
    theme: str
    result: MeasureResult | None
    groups: tuple[str, ...]
    group_names: Mapping[str, str]
    places: tuple[str, ...]
    partners: int

    @property
    def example(self) -> bool:
        """Whether anything told of it is invented."""
        return self.measure["evidence"] == "example" or bool(self.result and self.result.example)


def reported(row: Row) -> bool:
    """Whether anything is known of the measure but that it is there."""
    return row.result is not None or any(not pd.isna(row.measure[column]) for column in REPORTED)


def compact(row: Row, heads: Sequence[str], here: Shown, say: Speaker) -> Component:
    """Name, phase, state, dates, sessions and participants."""
    measure = row.measure
    state, word = STATES[measure["state"]]
    going = pd.isna(measure["actual_end"]) and measure["phase"] != "closed"
    actual = period(measure["actual_start"], measure["actual_end"], say, ongoing=going)
    planned = period(measure["planned_start"], measure["planned_end"], say)
    cells: list[Component | str | list[Component | str]] = [
        say(PHASE_KEYS[measure["phase"]]),
        [
            mark(state, say(word)),
            *(
                [html.Span(say.count("steering.days_late", measure["days"]), className="under")]
                if measure["days"]
                else []
            ),
        ],
        [
            actual or "–",
            *([html.Span(say("steering.plan", period=planned), className="under")] if planned else []),
        ],
        sessions(measure["planned_sessions"], measure["held_sessions"], say),
        persons(row.result, say),
    ]
    return html.Tr(
        [
            html.Th(
                [
                    here.words(measure["name"], measure["project"]),
                    html.Span(here.link(measure["project"]), className="under"),
                ],
                scope="row",
                role="rowheader",
            ),
            *(
                html.Td(cell, role="cell", **attributes(data_label=head))
                for cell, head in zip(cells, heads[1:], strict=True)
            ),
        ],
        role="row",
    )


def details(row: Row, columns: int, here: Shown, say: Speaker) -> Component:
    """Everything else that is stated, behind a summary that names the measure; the rest in one line."""
    measure = row.measure
    stated, unstated = _facts(row, here, say)
    lines = [html.Div([html.Dt(name), html.Dd(value)]) for name, value in stated]
    return html.Tr(
        html.Td(
            html.Details(
                [
                    html.Summary(
                        [
                            say("steering.more"),
                            html.Span(f": {measure['name']}", className="visually-hidden"),
                        ]
                    ),
                    html.Dl(lines, className="measure-facts"),
                    *(
                        [html.P(say("steering.unstated", what=say.listing(unstated)), className="panel-note")]
                        if unstated
                        else []
                    ),
                    html.P(tag(say(EVIDENCE_KEYS[measure["evidence"]]), measure["evidence"])),
                ],
                className="plain",
            ),
            colSpan=columns,
            role="cell",
        ),
        role="row",
        className="register-more",
    )


def _facts(
    row: Row, here: Shown, say: Speaker
) -> tuple[list[tuple[str, Component | str | list[Component]]], list[str]]:
    """Facts that are stated, by name, and names of those that are not."""
    measure = row.measure

    def own(column: str) -> Component | None:
        text = measure[column]
        return None if pd.isna(text) else here.words(text, measure["project"])

    service = measure["service_type"]
    money = {column: measure[column] for column in ("budget", "accounts")}
    facts: list[tuple[str, Component | str | list[Component] | None]] = [
        (say("steering.fact_owner"), own("owner_role")),
        (
            say("label.partners"),
            html.A(say.count("steering.count_partners", row.partners), href="#steering-group")
            if row.partners
            else None,
        ),
        (say("steering.fact_service"), None if pd.isna(service) else say(SERVICE_KEYS[service])),
        (say("label.target_groups"), say.listing(row.groups) or None),
        (say("label.municipalities"), say.listing(row.places) or None),
        (say("label.participation"), _persons(row, say)),
        (
            say("steering.fact_money"),
            say("steering.money", budget=say.money(money["budget"]), accounts=say.money(money["accounts"]))
            if not all(pd.isna(value) for value in money.values())
            else None,
        ),
        (say("steering.fact_need"), own("need")),
        (say("steering.fact_result"), own("result")),
        (say("steering.fact_reason"), own("reason")),
    ]
    stated = [(name, value) for name, value in facts if value is not None]
    return stated, [name.lower() for name, value in facts if value is None]


def _persons(row: Row, say: Speaker) -> list[Component] | None:
    """One line per group: persons, of how many planned, and how many completed."""
    if row.result is None:
        return None
    lines: list[Component] = []
    for group in row.result.groups:
        year = row.result.year
        counted = (
            say.count(
                "steering.of_planned",
                group.target,
                persons=against(group.persons, group.target, say),
                year=year,
            )
            if group.target
            else f"{say.number(group.persons)} ({year})"
        )
        words = f"{row.group_names[group.target_group]}: {counted}"
        if group.completed is not None:
            done = completed(group, say)
            words += f"; {say.count('steering.completed_inline', group.completed, completed=done)}"
        lines.append(html.Span(words, className="fact-line"))
    return lines


def unreported(rows: Sequence[Row], here: Shown, say: Speaker) -> Component:
    """Measures that are only named: with phase, owner and groups, and who can tell more."""
    lines = [
        html.Li(
            [
                here.words(row.measure["name"], row.measure["project"]),
                html.Span(
                    " · ".join(
                        part
                        for part in (
                            say(PHASE_KEYS[row.measure["phase"]]),
                            "" if pd.isna(row.measure["owner_role"]) else row.measure["owner_role"],
                            say.listing(row.groups),
                            here.names[row.measure["project"]],
                        )
                        if part
                    ),
                    className="under",
                ),
            ],
            **attributes(data_phase=row.measure["phase"], data_theme=row.theme or "none"),
        )
        for row in rows
    ]
    return html.Details(
        [
            html.Summary(say.count("steering.only_named", len(rows))),
            html.P(say("steering.only_named_ask"), className="panel-note"),
            html.Ul(lines, className="only-named"),
        ],
        className="plain",
    )
