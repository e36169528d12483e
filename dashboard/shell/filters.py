"""The filter bar: one row of native controls that drives every panel, and the query it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.address.ids import Filters, Shell
from dashboard.address.selection import EVERYWHERE, Selection, read_query
from dashboard.content.parts import attributes
from dashboard.places.choices import choices, frames_of_choices, latest_year, narrow
from terms.languages import LANGUAGES
from terms.words import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dash.development.base_component import Component

    from dashboard.places.choices import Choices, Option
    from dashboard.store.store import FrameStore

NAMES_IN_SUMMARY = 2
"""Chosen things that a closed box names; more are counted."""
CHOSEN = {
    "programme": Input(Filters.PROGRAMME, "value"),
    "county": Input(Filters.COUNTY, "value"),
    "municipalities": Input(Filters.MUNICIPALITIES, "value"),
    "projects": Input(Filters.PROJECTS, "value"),
    "groups": Input(Filters.GROUPS, "value"),
    "year_from": Input(Filters.YEAR_FROM, "value"),
    "year_to": Input(Filters.YEAR_TO, "value"),
}


def layout(say: Speaker, selection: Selection, store: FrameStore) -> Component:
    """Filter bar showing a selection, with the options it leaves; on a phone it is folded (`fold.js`)."""
    offered = choices(selection, frames_of_choices(store), latest=latest_year(store))
    years = selection.years or (None, None)
    bar = html.Div(
        [
            dcc.Store(id=Filters.QUERY, data=selection.query()),
            _select(
                Filters.COUNTY,
                say("label.county"),
                _counties(offered, say),
                selection.county or EVERYWHERE,
            ),
            _checklist(
                Filters.MUNICIPALITIES,
                "label.municipalities",
                offered.municipalities,
                selection.municipalities,
                say,
            ),
            _select(
                Filters.PROGRAMME,
                say("label.programme"),
                _programmes(offered, say),
                selection.programme or EVERYWHERE,
            ),
            _checklist(Filters.PROJECTS, "shell.projects", offered.projects, selection.projects, say),
            _checklist(Filters.GROUPS, "label.target_groups", offered.groups, selection.groups, say),
            html.Fieldset(
                [
                    html.Legend(say("label.period"), className="visually-hidden"),
                    _select(
                        Filters.YEAR_FROM,
                        say("shell.year_from"),
                        _year_options(offered, say),
                        str(years[0] or EVERYWHERE),
                    ),
                    _select(
                        Filters.YEAR_TO,
                        say("shell.year_to"),
                        _year_options(offered, say),
                        str(years[1] or EVERYWHERE),
                    ),
                ],
                className="filter-years",
            ),
            html.A(
                say("shell.reset"),
                href=f"?sprak={selection.language}",
                id=Filters.RESET,
                className="filter-reset",
            ),
            html.P(
                id=Filters.SUMMARY,
                className="visually-hidden",
                role="status",
                **attributes(aria_live="polite"),
            ),
        ],
        id=Filters.BAR,
        className="filters",
        role="search",
        **attributes(aria_label=say("shell.filters")),
    )
    return html.Details([html.Summary(say("shell.filters")), bar], open=True, className="filter-fold")


def register(app: Dash, store: FrameStore) -> None:
    """Narrow the filters by each other, write the query, and let the address follow."""

    @app.callback(
        output={
            "query": Output(Filters.QUERY, "data"),
            "summary": Output(Filters.SUMMARY, "children"),
            "counties": Output(Filters.COUNTY, "options"),
            "programmes": Output(Filters.PROGRAMME, "options"),
            "municipalities": Output(Filters.MUNICIPALITIES, "options"),
            "projects": Output(Filters.PROJECTS, "options"),
            "groups": Output(Filters.GROUPS, "options"),
        },
        inputs={"chosen": CHOSEN},
        state={"query": State(Filters.QUERY, "data")},
        prevent_initial_call=True,
    )
    def narrow_filters(chosen: dict[str, Any], query: str) -> dict[str, Any]:
        return answer(store, chosen, query)

    app.clientside_callback(  # type: ignore[no-untyped-call]  # Dash's own
        ClientsideFunction("address", "follow"),
        [Output(f"{Shell.LANGUAGES}-{language}", "href") for language in LANGUAGES],
        Input(Filters.QUERY, "data"),
    )


def answer(store: FrameStore, chosen: Mapping[str, Any], query: str) -> dict[str, Any]:
    """Query and options for what the controls say; a control's value that is no longer offered is ignored."""
    before, _, _ = read_query(query)
    say = speaker(before.language)
    frames = frames_of_choices(store)
    selection = narrow(selected(chosen, before), frames)
    offered = choices(selection, frames, latest=latest_year(store))
    return {
        "query": selection.query(),
        "summary": say(
            "shell.summary",
            projects=say.count("shell.count_projects", len(offered.projects)),
            municipalities=say.count("shell.count_municipalities", len(offered.municipalities)),
        ),
        "counties": _counties(offered, say),
        "programmes": _programmes(offered, say),
        "municipalities": _checkboxes(offered.municipalities, Filters.MUNICIPALITIES),
        "projects": _checkboxes(offered.projects, Filters.PROJECTS),
        "groups": _checkboxes(offered.groups, Filters.GROUPS),
    }


def selected(chosen: Mapping[str, Any], before: Selection) -> Selection:
    """Selection the controls spell; their values come from a browser and are read as text."""
    parts = {
        "sprak": before.language,
        "program": _one(chosen.get("programme")),
        "fylke": chosen.get("county") or EVERYWHERE,
        "kommune": _several(chosen.get("municipalities")),
        "prosjekt": _several(chosen.get("projects")),
        "gruppe": _several(chosen.get("groups")),
        "aar": _span(chosen.get("year_from"), chosen.get("year_to")),
    }
    written = urlencode({key: value for key, value in parts.items() if value}, errors="replace")
    return read_query(written)[0].within(since=before.since, peers=before.peers)


def _one(value: object) -> str:
    """Value of a select; empty for «all»."""
    return "" if value in (None, EVERYWHERE) else str(value)


def _several(values: object) -> str:
    """Values of a checklist; empty for anything but a list."""
    return ",".join(map(str, values)) if isinstance(values, list) else ""


def _span(first: object, last: object) -> str:
    years = sorted(_one(year) for year in (first, last) if _one(year))
    return "-".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def _select(control: str, label: str, options: list[dict[str, str]], value: str) -> Component:
    """One of a list, in the browser's own control."""
    return html.Div(
        [
            html.Label(label, htmlFor=control, className="filter-label"),
            dbc.Select(id=control, options=options, value=value, size="sm"),
        ],
        className="filter",
    )


def _checklist(
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
                                        id=control, options=_checkboxes(options, control), value=list(chosen)
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


def _checkboxes(options: Iterable[Option], control: Filters) -> list[dict[str, str]]:
    """Options of a checklist, each with an id of its own for its label."""
    return [
        {
            "value": option.value,
            "label": f"{option.name} ({option.projects})" if option.projects else option.name,
            "input_id": f"{control}-{option.value}",
        }
        for option in options
    ]


def _counties(offered: Choices, say: Speaker) -> list[dict[str, str]]:
    """Options of the county select, «all» first."""
    return [{"value": EVERYWHERE, "label": say("shell.all_counties")}, *_plain(offered.counties)]


def _programmes(offered: Choices, say: Speaker) -> list[dict[str, str]]:
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


def _year_options(offered: Choices, say: Speaker) -> list[dict[str, str]]:
    """Options of a year select, every year first and then the latest."""
    latest_first = [{"value": str(year), "label": str(year)} for year in reversed(offered.years)]
    return [{"value": EVERYWHERE, "label": say("shell.every_year")}, *latest_first]
