"""The filter bar: one row of native controls that drives every panel, and the query it writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.address.ids import Filters, Shell
from dashboard.address.selection import EVERYWHERE, Selection, read_query
from dashboard.content.parts import attributes
from dashboard.places.choices import choices, narrow
from dashboard.shell import filter_controls as controls
from terms.languages import LANGUAGES
from terms.words import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore

FRAMES = ("project", "project_municipality", "project_target_group", "municipality")
NAMED = ("programme", "county", "target_group")
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
    offered = choices(selection, frames(store), latest=latest_year(store))
    years = selection.years or (None, None)
    bar = html.Div(
        [
            dcc.Store(id=Filters.QUERY, data=selection.query()),
            controls.select(
                Filters.COUNTY,
                say("label.county"),
                controls.counties(offered, say),
                selection.county or EVERYWHERE,
            ),
            controls.checklist(
                Filters.MUNICIPALITIES,
                "label.municipalities",
                offered.municipalities,
                selection.municipalities,
                say,
            ),
            controls.select(
                Filters.PROGRAMME,
                say("label.programme"),
                controls.programmes(offered, say),
                selection.programme or EVERYWHERE,
            ),
            controls.checklist(Filters.PROJECTS, "shell.projects", offered.projects, selection.projects, say),
            controls.checklist(Filters.GROUPS, "label.target_groups", offered.groups, selection.groups, say),
            html.Fieldset(
                [
                    html.Legend(say("label.period"), className="visually-hidden"),
                    controls.select(
                        Filters.YEAR_FROM,
                        say("shell.year_from"),
                        controls.years(offered, say),
                        str(years[0] or EVERYWHERE),
                    ),
                    controls.select(
                        Filters.YEAR_TO,
                        say("shell.year_to"),
                        controls.years(offered, say),
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
    held = frames(store)
    selection = narrow(selected(chosen, before), held)
    offered = choices(selection, held, latest=latest_year(store))
    return {
        "query": selection.query(),
        "summary": say(
            "shell.summary",
            projects=say.count("shell.count_projects", len(offered.projects)),
            municipalities=say.count("shell.count_municipalities", len(offered.municipalities)),
        ),
        "counties": controls.counties(offered, say),
        "programmes": controls.programmes(offered, say),
        "municipalities": controls.checkboxes(offered.municipalities, Filters.MUNICIPALITIES),
        "projects": controls.checkboxes(offered.projects, Filters.PROJECTS),
        "groups": controls.checkboxes(offered.groups, Filters.GROUPS),
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


def frames(store: FrameStore) -> dict[str, Any]:
    """Lend the frames the choices are made from."""
    return {name: store[name] for name in FRAMES + NAMED}


def latest_year(store: FrameStore) -> int:
    """Last year any official figure is about."""
    return store.per_version(_latest_year)


def _latest_year(store: FrameStore) -> int:
    return int(store["statistic"]["year"].max())


def _one(value: object) -> str:
    """Value of a select; empty for «all»."""
    return "" if value in (None, EVERYWHERE) else str(value)


def _several(values: object) -> str:
    """Values of a checklist; empty for anything but a list."""
    return ",".join(map(str, values)) if isinstance(values, list) else ""


def _span(first: object, last: object) -> str:
    years = sorted(_one(year) for year in (first, last) if _one(year))
    return "-".join(dict.fromkeys((years[0], years[-1]))) if years else ""
