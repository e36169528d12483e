"""Loaders of programmes, projects, those behind them and what they report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.database import read

if TYPE_CHECKING:
    import pandas as pd
    from sqlalchemy import Engine


def load_programme(engine: Engine) -> pd.DataFrame:
    """Programmes; years missing = the source states none."""
    return read(engine, schema.programme)


def load_programme_fact(engine: Engine) -> pd.DataFrame:
    """What a source says of a programme as a whole; `value` missing where it is text only."""
    return read(engine, schema.programme_fact)


def load_project(engine: Engine) -> pd.DataFrame:
    """Projects; `grant_ceiling` in kroner is the most that was granted, not what was spent."""
    return read(engine, schema.project)


def load_project_municipality(engine: Engine) -> pd.DataFrame:
    """Municipalities of each project, by the number valid in `year`."""
    return read(engine, schema.project_municipality)


def load_partner(engine: Engine) -> pd.DataFrame:
    """Cooperating bodies by project; organisations only."""
    return read(engine, schema.partner)


def load_steering_seat(engine: Engine) -> pd.DataFrame:
    """Seats of steering groups; `filled` 0 = nobody is appointed."""
    return read(engine, schema.steering_seat)


def load_anchoring(engine: Engine) -> pd.DataFrame:
    """Where a project is anchored; `code` missing = stated in text, not by a cross on the form."""
    return read(engine, schema.anchoring)


def load_progress_assessment(engine: Engine) -> pd.DataFrame:
    """Progress against the plan, a–c; several codes may hold on one date."""
    return read(engine, schema.progress_assessment)


def load_project_text(engine: Engine) -> pd.DataFrame:
    """What projects say of background, method and lessons, in our words."""
    return read(engine, schema.project_text)


def load_communication_event(engine: Engine) -> pd.DataFrame:
    """Events where a project was shown; `date` is text, as precise as the source."""
    return read(engine, schema.communication_event)


def load_account_line(engine: Engine) -> pd.DataFrame:
    """Budget and accounts by post, kroner; missing = left blank in the report."""
    return read(engine, schema.account_line)


def load_report(engine: Engine) -> pd.DataFrame:
    """Reports with deadline and delivery; dates missing = not stated."""
    return read(engine, schema.report)


def load_report_field(engine: Engine) -> pd.DataFrame:
    """Answers of the annual form that have no table of their own, in the form's order."""
    return read(engine, schema.report_field)


def load_team_meeting(engine: Engine) -> pd.DataFrame:
    """Meetings of inclusion teams."""
    return read(engine, schema.team_meeting)


def load_milestone(engine: Engine) -> pd.DataFrame:
    """Milestones; `reached` missing = not reached."""
    return read(engine, schema.milestone)


def load_success_factor(engine: Engine) -> pd.DataFrame:
    """Items of the success factors, as a checklist."""
    return read(engine, schema.success_factor)


def load_success_factor_assessment(engine: Engine) -> pd.DataFrame:
    """How each project stands on the items of the success factors; an item without a row is not assessed."""
    return read(engine, schema.success_factor_assessment)


def load_module(engine: Engine) -> pd.DataFrame:
    """Modules of a programme's method."""
    return read(engine, schema.module)


def load_module_item(engine: Engine) -> pd.DataFrame:
    """Checklist of each module; a module may have none."""
    return read(engine, schema.module_item)


def load_module_item_status(engine: Engine) -> pd.DataFrame:
    """How far municipalities have come with the items of a module; an item without a row is not reported."""
    return read(engine, schema.module_item_status)


def load_workshop_theme(engine: Engine) -> pd.DataFrame:
    """Themes of the development workshops, in order."""
    return read(engine, schema.workshop_theme)
