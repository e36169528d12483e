"""The three themes of the development workshops as steps, with who works on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.project_link import project_link, project_links

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash.development.base_component import Component

    from dashboard.content.project_link import ProjectName
    from dashboard.measures.module_numbers import Theme
    from terms.words import Speaker

THEME_KEYS = {
    "settlement": "steering.theme_settlement",
    "qualification_employment": "steering.theme_qualification_employment",
    "participation_inclusion": "steering.theme_participation_inclusion",
}
"""Name of each theme."""


def course(  # two lists, and how what is in them is called
    by_theme: Sequence[Theme],
    held: Mapping[str, Sequence[str]],
    names: Mapping[str, ProjectName],
    labels: Mapping[str, str],
    say: Speaker,
) -> Component:
    """Three themes as steps of an integration course, and where workshops were held."""
    steps = [
        html.Li(
            [
                html.H4(say(THEME_KEYS[theme.theme])),
                html.P(
                    say.count(
                        "modules.measures",
                        theme.measures,
                        projects=say.count("shell.count_projects", len(theme.projects)),
                    )
                    if theme.measures
                    else say("modules.measures_none")
                ),
                *(
                    [
                        html.Details(
                            [
                                html.Summary(say("label.which_projects")),
                                project_links(theme.projects, names, say),
                            ],
                            className="plain",
                        )
                    ]
                    if theme.projects
                    else []
                ),
            ],
            className="theme-step",
        )
        for theme in by_theme
    ]
    workshops_held = [
        html.Li([project_link(project, names, say), f" – {say.listing([labels[n] for n in numbers])}"])
        for project, numbers in held.items()
    ]
    return html.Div(
        [
            html.H3(say("modules.themes_title")),
            html.P(say("modules.themes_help"), className="panel-note"),
            html.Ol(steps, className="theme-steps", role="list"),
            *([html.H4(say("modules.held_title")), html.Ul(workshops_held)] if workshops_held else []),
        ],
        className="themes",
    )
