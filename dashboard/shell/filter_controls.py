"""The controls of the filter bar: selects, boxes of checkboxes, and their options in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_bootstrap_components as dbc
from dash import html

from dashboard.address.selection import EVERYWHERE
from dashboard.content.parts import attributes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dash.development.base_component import Component

    from dashboard.address.ids import Filters
    from dashboard.places.choices import Choices, Option
    from terms.words import Speaker

NAMES_IN_SUMMARY = 2


def select(control: str, label: str, options: list[dict[str, str]], value: str) -> Component:
    """One of a list, in the browser's own control."""
    return html.Div(
        [
            html.Label(label, htmlFor=control, className="filter-label"),
            dbc.Select(id=control, options=options, value=value, size="sm"),
        ],
        className="filter",
    )


def checklist(
    control: Filters, key: str, options: Iterable[Option], chosen: tuple[str, ...], say: Speaker
) -> Component:
    """Several of a list, in a box that opens; its heading is kept up to date by `address.js`."""
    return html.Div(
        [
            html.Span(say(key), className="filter-label", id=f"{control}-label"),
            html.Details(
                [
                    html.Summary(
                        _names_chosen(tuple(options), chosen, say),
                        **attributes(
                            data_all=say("shell.all"),
                            data_some=say("shell.chosen"),
                            aria_describedby=f"{control}-label",
                        ),
                    ),
                    html.Div(
                        [
                            html.Label(
                                say("shell.search"), htmlFor=f"{control}-search", className="visually-hidden"
                            ),
                            dbc.Input(
                                id=f"{control}-search",
                                type="search",
                                size="sm",
                                placeholder=say("shell.search"),
                                className="filter-search",
                            ),
                            html.Fieldset(
                                [
                                    html.Legend(say(key), className="visually-hidden"),
                                    dbc.Checklist(
                                        id=control, options=checkboxes(options, control), value=list(chosen)
                                    ),
                                ]
                            ),
                        ],
                        className="filter-list",
                    ),
                ],
                className="filter-box",
            ),
        ],
        className="filter",
    )


def _names_chosen(options: tuple[Option, ...], chosen: tuple[str, ...], say: Speaker) -> str:
    names = [option.name for option in options if option.value in chosen]
    if not names:
        return say("shell.all")
    return (
        ", ".join(names)
        if len(names) <= NAMES_IN_SUMMARY
        else say("shell.chosen").replace("#", str(len(names)))
    )


def checkboxes(options: Iterable[Option], control: Filters) -> list[dict[str, str]]:
    """Options of a checklist, each with an id of its own for its label."""
    return [
        {
            "value": option.value,
            "label": f"{option.name} ({option.projects})" if option.projects else option.name,
            "input_id": f"{control}-{option.value}",
        }
        for option in options
    ]


def counties(offered: Choices, say: Speaker) -> list[dict[str, str]]:
    """Options of the county select, «all» first."""
    return [{"value": EVERYWHERE, "label": say("shell.all_counties")}, *_plain(offered.counties)]


def programmes(offered: Choices, say: Speaker) -> list[dict[str, str]]:
    """Options of the programme select, «all» first."""
    return [{"value": EVERYWHERE, "label": say("shell.all_programmes")}, *_plain(offered.programmes)]


def _plain(options: Iterable[Option]) -> list[dict[str, str]]:
    return [
        {
            "value": option.value,
            "label": f"{option.name} ({option.projects})" if option.projects else option.name,
        }
        for option in options
    ]


def years(offered: Choices, say: Speaker) -> list[dict[str, str]]:
    """Options of a year select, every year first and then the latest."""
    latest_first = [{"value": str(year), "label": str(year)} for year in reversed(offered.years)]
    return [{"value": EVERYWHERE, "label": say("shell.every_year")}, *latest_first]
