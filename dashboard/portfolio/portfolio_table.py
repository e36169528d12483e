"""The portfolio as a table: headings that sort, how many have delivered each field, a row per project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.overview.attention_words import sheet
from dashboard.portfolio.numbers import FIELDS, completeness
from dashboard.portfolio.portfolio_cells import cells
from dashboard.portfolio.portfolio_order import FIRST, KEY, NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.address.selection import Selection
    from dashboard.content.markup import Node
    from terms.words import Speaker

COLUMN_KEYS = {
    NAME: "label.project",
    "status": "label.status",
    "goals": "portfolio.goals",
    "milestones": "portfolio.milestones",
    "overdue": "label.overdue",
    "measures": "label.measures",
    "persons": "label.unique_participants",
    "groups": "portfolio.groups",
    "effect": "portfolio.effects",
    "documented": "portfolio.documented",
    "budget": "portfolio.budget",
    "anchoring": "label.anchoring",
    "meetings": "portfolio.meetings",
    "report": "label.last_report",
    "seats": "portfolio.seats",
}
"""Heading of each column."""
URGENT = ("settle", "watch")


def tools(count: int, say: Speaker) -> Node:
    """Search, choice and sorting; `portfolio.js` does what they say."""
    options: list[Node] = [["option", {"value": field}, say(key)] for field, key in COLUMN_KEYS.items()]
    return [
        "form",
        {"className": "portfolio-tools", "role": "search", "aria-label": say("portfolio.tools")},
        [
            "label",
            {"className": "portfolio-search"},
            say("portfolio.search"),
            ["input", {"type": "search", "className": "form-control form-control-sm", "name": "words"}],
        ],
        [
            "label",
            {"className": "portfolio-sort"},
            say("portfolio.sort"),
            [
                "select",
                {"className": "form-select form-select-sm", "name": "field", "defaultValue": FIRST},
                *options,
            ],
        ],
        [
            "label",
            {"className": "portfolio-urgent"},
            ["input", {"type": "checkbox", "className": "form-check-input", "name": "urgent"}],
            say("portfolio.urgent"),
        ],
        [
            "p",
            {
                "className": "portfolio-count",
                "role": "status",
                "data-words": say(
                    "portfolio.shown", n="#", projects=say.count("shell.count_projects", count)
                ),
            },
            "",
        ],
    ]


def matrix_table(rows: pd.DataFrame, groups: Mapping[str, str], selection: Selection, say: Speaker) -> Node:
    """Table of what `arranged` gives, in the order given; `groups` names target groups."""
    told = completeness(rows)
    heads: list[Node] = [_head(NAME, "", say)]
    heads += [_head(field, say("portfolio.delivered", n=told[field], all=len(rows)), say) for field in FIELDS]
    body = [_row(row, groups, selection, say) for row in rows.itertuples()]
    caption: Node = ["caption", {"className": "visually-hidden"}, say("portfolio.caption")]
    return [
        "div",
        {
            "className": "table-scroll portfolio-scroll",
            "tabIndex": "0",
            "role": "group",
            "aria-label": say("portfolio.label"),
        },
        [
            "table",
            # an id of its own for every choice: the browser then draws it anew, whatever was sorted before
            {
                "className": "table portfolio-table",
                "id": f"portfolio-{selection.query()}",
                "data-portfolio": FIRST,
            },
            caption,
            ["thead", {}, ["tr", {}, *heads]],
            ["tbody", {}, *body],
        ],
    ]


def _head(field: str, delivered: str, say: Speaker) -> Node:
    words: list[Node] = [["span", {"className": "portfolio-delivered"}, delivered]] if delivered else []
    order = "ascending" if field == FIRST else "none"
    arrow: Node = ["span", {"className": "portfolio-arrow", "aria-hidden": "true"}, ""]
    attributes = {"scope": "col", "aria-sort": order, "data-field": field}
    return ["th", attributes, ["button", {"type": "button"}, say(COLUMN_KEYS[field]), arrow], *words]


def _row(
    row: Any,  # noqa: ANN401 - a row of `matrix`, which pandas types as any
    groups: Mapping[str, str],
    selection: Selection,
    say: Speaker,
) -> Node:
    drawn = cells(row, groups, say)
    missing = sum(not cell for cell in drawn)
    gaps = say.count("portfolio.gaps", missing, all=len(drawn))
    head: Node = [
        "th",
        {"scope": "row"},
        ["a", {"href": sheet(row.project, selection)}, row.name],
        ["span", {"className": "portfolio-more"}, row.lead_organisation],
        ["span", {"className": "portfolio-gaps"}, gaps],
    ]
    body: list[Node] = [head]
    for field, cell in zip(FIELDS, drawn, strict=True):
        if cell:
            key = getattr(row, f"{KEY}{field}")
            attributes = {} if pd.isna(key) else {"data-sort": f"{key:.12g}"}
            body.append(["td", attributes, *cell])
        else:
            body.append(["td", {"className": "portfolio-missing"}, say("word.not_reported")])
    return ["tr", {"data-urgent": "1"} if row.level in URGENT else {}, *body]
