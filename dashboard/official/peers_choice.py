"""Who a municipality is set beside: the weights, the KOSTRA group instead, and why just these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from dash import html

from dashboard.content.parts import Table, attributes, table
from dashboard.places.peers import DEFAULT, KOSTRA, Choice
from dashboard.places.profile import MIX, PARTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.places.peers import Peers
    from terms.words import Speaker

PART_KEYS = {
    "population": "peers.weight_population",
    "centrality": "peers.weight_centrality",
    "share": "peers.weight_share",
    "mix": "peers.weight_mix",
}
HEAVIEST = 9
NO_WEIGHTS = "0-0-0-0"


def peers_choice(similar: Peers, asked: str | None, origin: Sequence[str], say: Speaker) -> Component:
    """Folded box with the sentence, the forms that write the address, and the table of the four facts.

    `origin` says where the facts are from, a line each.
    """
    return html.Details(
        [
            html.Summary(say("peers.title")),
            *(html.P(words) for words in _told(similar, asked, say)),
            html.Div([_weights(similar, say), *_others(similar, asked, say)], className="peers-forms"),
            *([table(peers_table(similar, say), "peers-table")] if len(similar.rows) else []),
            html.P(say("peers.alike_words"), className="context-small"),
            html.P(_years(similar, say), className="context-small"),
            *(html.P(line, className="context-small") for line in origin),
        ],
        className="plain peers",
        open=True if asked else None,
    )


def peers_table(similar: Peers, say: Speaker) -> Table:
    """The four facts of each beside the own, and which are alike; nearest first, a KOSTRA group by name."""
    own = similar.own
    columns = [
        say("label.municipality"),
        say("peers.column_population"),
        say("label.centrality"),
        say("label.immigrants"),
        say("peers.column_mix"),
        say("peers.column_distance"),
    ]
    rows = [
        (say("peers.own", place=own["label"]), *_facts(own, say), ""),
        *(
            (
                str(row["label"]),
                *(
                    f"{words} ✓ {say('peers.alike')}" if row[f"alike_{part}"] else words
                    for part, words in zip(PARTS, _facts(row, say), strict=True)
                ),
                say.number(row["distance"], 2),
            )
            for _, row in similar.rows.iterrows()
        ),
    ]
    return Table(say("peers.caption", place=own["label"]), columns, rows, frozenset(range(1, 6)))


def _facts(row: pd.Series, say: Speaker) -> tuple[str, ...]:
    mix = [row[name] for name in MIX]
    known = not any(pd.isna(part) for part in mix)
    return (
        say.number(row["population"]),
        say.number(row["centrality"]),
        say.percent(row["share"], 1),
        f"{' / '.join(say.number(100 * part) for part in mix)}\N{NO-BREAK SPACE}%" if known else "–",
    )


def _told(similar: Peers, asked: str | None, say: Speaker) -> list[str]:
    """How they were picked, and who could not be."""
    place, count = similar.own["label"], len(similar.rows)
    words = []
    if similar.choice.kostra:
        words.append(
            say.count(
                "peers.in_kostra", count, place=place, group=similar.group.removeprefix("EKG").lstrip("0")
            )
            if similar.group
            else say("peers.no_kostra", place=place)
        )
    else:
        weights = dict(zip(PARTS, similar.choice.weights, strict=True))
        words.append(say.count("peers.how", count, place=place, **weights))
        words.append(say("peers.zeros") if asked == NO_WEIGHTS else say("peers.default"))
        if not len(similar.rows):
            words.append(say("peers.none"))
    if similar.ignored:
        parts = say.listing([say(PART_KEYS[part]).lower() for part in similar.ignored])
        words.append(say("peers.ignored", place=place, parts=parts))
    if similar.left_out:
        parts = "; ".join(
            say("peers.left_out_part", part=say(PART_KEYS[part]).lower(), names=say.listing(names))
            for part, names in similar.left_out.items()
        )
        words.append(say("peers.left_out", parts=parts))
    return words


def _years(similar: Peers, say: Speaker) -> str:
    """Years the own figures are of."""
    own = similar.own
    years = {part: own[f"{part}_year"] for part in ("population", "share", "mix")}
    written = {part: "–" if pd.isna(year) else str(int(year)) for part, year in years.items()}
    return say("peers.years", place=own["label"], **written)


def _weights(similar: Peers, say: Speaker) -> Component:
    """Four lists, 0-9, joined by hyphens in the address (`choose.js`)."""
    fields = [
        html.Label(
            [
                html.Span(say(PART_KEYS[part])),
                html.Select(
                    [
                        html.Option(str(step), value=str(step), selected=step == weight)
                        for step in range(HEAVIEST + 1)
                    ],
                    name="liknande",
                    id=f"peers-{part}",
                    className="form-select form-select-sm",
                ),
            ]
        )
        for part, weight in zip(PARTS, similar.choice.weights, strict=True)
    ]
    return html.Form(
        [
            html.Fieldset([html.Legend(say("peers.weights")), *fields]),
            html.Button(say("peers.use_weights"), type="submit", className="btn btn-sm btn-primary"),
        ],
        className="peers-weights",
        **attributes(data_choose="liknande"),
    )


def _others(similar: Peers, asked: str | None, say: Speaker) -> list[Component]:
    """Buttons for the board's own weights and for the KOSTRA group, or why it cannot be chosen."""
    place = similar.own["label"]
    kostra = (
        _button(KOSTRA, say("peers.use_kostra"), chosen=similar.choice.kostra)
        if isinstance(similar.own["kostra_group"], str)
        else html.P(say("peers.no_kostra", place=place), className="context-small")
    )
    own = Choice(weights=DEFAULT)
    return [
        kostra,
        *([_button("", say("peers.use_default"), chosen=False)] if asked and similar.choice != own else []),
    ]


def _button(value: str, words: str, *, chosen: bool) -> Component:
    """Form of one button; its field is a list with one choice, out of sight."""
    return html.Form(
        [
            html.Select([html.Option(value, value=value, selected=True)], name="liknande", hidden="hidden"),
            html.Button(
                words,
                type="submit",
                className="btn btn-sm btn-outline-secondary",
                **attributes(aria_pressed=str(chosen).lower()),
            ),
        ],
        **attributes(data_choose="liknande"),
    )
