"""Panel «Rapportar og framdrift»: what the project has delivered, and how it judged its own progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from dash import html

from dashboard.address.ids import ProjectSheet
from dashboard.address.links import downloads, form_link
from dashboard.content import drawing
from dashboard.content.parts import EVIDENCE_KEYS, Content, Table, mark, table
from dashboard.project.sheet import LEADER, Sheet, invented, of_project, stated
from dashboard.reporting.form_years import years_of
from terms.code_lists import keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND_KEYS = {
    "annual": "project.report_annual",
    "final": "project.report_final",
    "leadership": "project.report_leadership",
}
FIELD_KEYS = {
    "deadline": "label.deadline",
    "sent_to": "project.field_sent_to",
    "to": "label.to",
    "municipalities": "label.municipalities",
    "goals": "project.field_goals",
    "target_groups": "label.target_groups",
    "results": "project.field_results",
    "external_communication": "label.external_communication",
    "accounts": "label.accounts",
}
"""Fields of the annual form that are kept as they were written."""
PROGRESS_KEYS = keys("progress")
FORMS = 3
"""Years whose form is offered."""
PROGRESS_STATES = {"a": "good", "b": "warning", "c": "partly"}


def layout(say: Speaker) -> Component:
    """Place for the reports."""
    return drawing.panel(ProjectSheet.REPORTS, say, say("project.reports"))


def register(app: Dash, store: FrameStore) -> None:
    """Wire the panel to the query."""
    drawing.register(app, store, ProjectSheet.REPORTS, of_project(draw, "project.reports"))


def draw(sheet: Sheet) -> Content:
    """What the panel says of one project."""
    say = sheet.say
    reports, progress = (
        sheet.rows("report", "year", "kind"),
        sheet.rows("progress_assessment", "date", "code"),
    )
    fields = sheet.store["report_field"]
    fields = fields[fields["report"].isin(reports["report"])]
    missing = []
    if reports.empty:
        missing.append(("project.reports_none", LEADER))
    if progress.empty:
        missing.append(("project.gap_progress", LEADER))
    return Content(
        title=say("project.reports"),
        sentence=_sentence(reports, progress, say),
        chart=[
            *(sheet.founded(reports, progress) if len(reports) or len(progress) else []),
            *(_delivered(sheet, reports) if len(reports) else []),
            *_answers(sheet, reports, fields),
            *(_progress(sheet, progress) if len(progress) else []),
            *_forms(sheet),
            *sheet.gaps(missing),
        ],
        tables=_tables(sheet, fields, progress),
        sources=sheet.sources(reports, progress, fields),
        example=invented(reports, progress, fields),
        method="prosjektark",
        downloads=downloads(sheet.selection, say, tables=("rapportar",)),
    )


def _sentence(reports: pd.DataFrame, progress: pd.DataFrame, say: Speaker) -> str:
    delivered = reports[reports["delivered"].notna()]
    parts = []
    if len(delivered):
        last = say.date(delivered["delivered"].max())
        parts.append(say.count("project.reports_delivered", len(delivered), date=last))
    else:
        parts.append(say("project.reports_none"))
    if len(progress):
        latest = progress[progress["date"] == progress["date"].max()]
        words = say.listing([f"{code} {say(PROGRESS_KEYS[code])}" for code in latest["code"]])
        parts.append(say("project.progress_latest", words=words, date=say.date(latest["date"].iloc[0])))
    return " ".join(parts)


def _delivered(sheet: Sheet, reports: pd.DataFrame) -> list[Component]:
    say = sheet.say
    heads = (
        say("project.column_report"),
        say("label.deadline"),
        say("label.delivered"),
        say("project.column_approved"),
        say("project.column_sent_to"),
        say("label.note"),
    )
    rows = [
        (
            say(KIND_KEYS[row["kind"]], year=f"{row['year']:.0f}"),
            say.date(row["deadline"]),
            _on_time(row, say),
            say.date(row["approved"]),
            sheet.own(row["sent_to"]) if stated(row["sent_to"]) else "–",
            sheet.own(row["text"]) if stated(row["text"]) else "–",
        )
        for row in reports.to_dict("records")
    ]
    return [table(Table(say("project.reports_caption"), heads, rows))]


def _on_time(row: Mapping[Any, Any], say: Speaker) -> Component | str:
    """Day of delivery with a mark where it was late, or where nothing came."""
    delivered, deadline = row["delivered"], row["deadline"]
    if pd.isna(delivered):
        return mark("missing", say("label.not_delivered"))
    if pd.notna(deadline) and delivered > deadline:
        days = (delivered - deadline).days
        return html.Span([say.date(delivered), " ", mark("warning", say.count("project.days_late", days))])
    return say.date(delivered)


def _answers(sheet: Sheet, reports: pd.DataFrame, fields: pd.DataFrame) -> list[Component]:
    """What stands in each report, field by field, closed until asked for."""
    say = sheet.say
    found: list[Component] = []
    for report in reports.to_dict("records"):
        own = fields[fields["report"] == report["report"]].sort_values("position")
        if len(own):
            name = say(KIND_KEYS[report["kind"]], year=f"{report['year']:.0f}")
            answers = [
                html.Div([html.Dt(_field(field, say)), html.Dd(text, lang=sheet.language)])
                for field, text in own[["field", "text"]].itertuples(index=False)
            ]
            found.append(
                html.Details(
                    [
                        html.Summary(say("project.answers", report=name)),
                        html.Dl(answers, className="answers"),
                    ],
                    className="plain",
                )
            )
    return found


def _field(field: str, say: Speaker) -> str:
    """The form's own heading; a field the board does not know is named by its key."""
    return say(FIELD_KEYS[field]) if field in FIELD_KEYS else field


def _progress(sheet: Sheet, progress: pd.DataFrame) -> list[Component]:
    say = sheet.say
    lines = [
        html.Li(
            [
                mark(PROGRESS_STATES[code], f"{code} {say(PROGRESS_KEYS[code])}"),  # type: ignore[arg-type]
                f" · {say.date(day)}. ",
                sheet.own(text),
            ]
        )
        for day, code, text in progress.sort_values(["date", "code"], ascending=[False, True])[
            ["date", "code", "text"]
        ].itertuples(index=False)
    ]
    return [
        html.H3(say("project.progress"), className="sheet-head"),
        html.Ul(lines, className="sheet-list"),
    ]


def _forms(sheet: Sheet) -> list[Component]:
    """Way to the annual form, filled in, for the last years there is something to report of."""
    say = sheet.say
    links = [
        html.Li(html.A(say("form.download_year", year=year), href=form_link(sheet.project, year)))
        for year in years_of(sheet.store, sheet.project)[:FORMS]
    ]
    if not links:
        return []
    return [
        html.H3(say("form.download"), className="sheet-head"),
        html.P(say("form.download_help")),
        html.Ul(links, className="sheet-list"),
    ]


def _tables(sheet: Sheet, fields: pd.DataFrame, progress: pd.DataFrame) -> list[Table]:
    say, tables = sheet.say, []
    if len(progress):
        rows = [
            (f"{code} {say(PROGRESS_KEYS[code])}", say.date(day), text, say(EVIDENCE_KEYS[evidence]))
            for day, code, text, evidence in progress[["date", "code", "text", "evidence"]].itertuples(
                index=False
            )
        ]
        heads = (
            say("project.progress"),
            say("label.date"),
            say("label.content"),
            say("label.evidence"),
        )
        tables.append(Table(say("project.progress"), heads, rows))
    if len(fields):
        ordered = fields.sort_values(["report", "position"])[["field", "text"]]
        answers = [(_field(field, say), text) for field, text in ordered.itertuples(index=False)]
        columns = (say("label.field"), say("label.content"))
        tables.append(Table(say("project.answers_caption"), columns, answers))
    return tables
