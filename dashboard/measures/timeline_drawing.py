"""The drawn part of the timeline, as HTML in percent of its width: years, bars, diamonds, the status day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

from dashboard.content.parts import attributes
from dashboard.measures.milestone_words import STATES, anchor, milestone_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from dash.development.base_component import Component

    from dashboard.measures.timeline_numbers import Scale
    from terms.words import Speaker

LATE_LABEL = 0.5
"""Beyond this share of the width the label of the status day stands to the left of its line."""


def key(say: Speaker) -> Component:
    """What the shapes mean."""
    bars = (("plan", say("label.planned")), ("done", say("steering.key_done")))
    return html.Ul(
        [
            *(
                html.Li([html.Span(className=f"key-{kind}", **attributes(aria_hidden="true")), words])
                for kind, words in bars
            ),
            *(
                html.Li(
                    [
                        html.Span(className=f"diamond diamond-{state}", **attributes(aria_hidden="true")),
                        say(word),
                    ]
                )
                for state, (_, word) in STATES.items()
            ),
        ],
        className="timeline-key",
    )


def axis(scale: Scale, day: dt.date, say: Speaker) -> Component:
    """Years along the top, and the name of the line; each row says its dates in words."""
    share = scale.share(day)
    label = html.Span(
        say("steering.status_day", date=say.date(day)),
        className="day-label day-label-left" if share > LATE_LABEL else "day-label",
        style={"left": _percent(share)},
    )
    return html.Div(
        [
            html.Div([html.Span(str(year)) for year in scale.years], className="axis-years"),
            html.Div(label if scale.covers(day) else [], className="axis-day"),
        ],
        className="timeline-axis",
        **attributes(aria_hidden="true"),
    )


def track(
    measure: Mapping[Any, Any],
    milestones: Sequence[Mapping[Any, Any]],
    scale: Scale,
    day: dt.date,
    say: Speaker,
) -> Component:
    """Planned bar behind, actual bar in front, diamonds that lead to their line in the list."""
    pieces: list[Component] = [
        html.Span(className=f"bar bar-{kind}", style=_place(measure, kind), **attributes(aria_hidden="true"))
        for kind in ("plan", "done")
        if measure and not pd.isna(measure[f"{kind}_left"])
    ]
    pieces += [_diamond(row, scale, say) for row in milestones]
    if scale.covers(day):
        pieces.append(
            html.Span(
                className="day-line",
                style={"left": _percent(scale.share(day))},
                **attributes(aria_hidden="true"),
            )
        )
    return html.Div(
        pieces, className="track", style={"backgroundSize": f"{100 / len(scale.years):.4f}% 100%"}
    )


def _diamond(row: Mapping[Any, Any], scale: Scale, say: Speaker) -> Component:
    """Diamond on the day it was reached, else on the day it was due."""
    when = row["due"] if pd.isna(row["reached"]) else row["reached"]
    words = milestone_words(row, say)
    return html.A(
        html.Span(className=f"diamond diamond-{row['state']}"),
        href=f"#{anchor(row['milestone'])}",
        className="diamond-link",
        style={"left": _percent(scale.share(when))},
        title=words,
        **attributes(aria_label=words),
    )


def _place(measure: Mapping[Any, Any], kind: str) -> dict[str, str]:
    return {"left": _percent(measure[f"{kind}_left"]), "width": _percent(measure[f"{kind}_width"])}


def _percent(share: float) -> str:
    return f"{share * 100:.2f}%"
