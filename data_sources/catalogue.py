"""Every loader the board may use, by the name of its table, and what the database holds in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import distinct, func, select

from data_sources import (
    batches,
    effect,
    goals,
    measures,
    participation,
    projects,
    reference,
    retrievals,
    schema,
    statistics,
)
from data_sources.database import reading
from data_sources.facts import reach as reach_sums

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from sqlalchemy import ColumnElement, Engine

LOADERS = (
    reference.load_county,
    reference.load_municipality,
    reference.load_kostra_group,
    reference.load_municipality_change,
    reference.load_municipality_successor,
    reference.load_target_group,
    reference.load_target_group_overlap,
    reference.load_rule,
    statistics.load_indicator,
    statistics.load_indicator_share,
    statistics.load_statistic,
    retrievals.load_retrieval,
    retrievals.load_refresh_attempt,
    projects.load_programme,
    projects.load_programme_fact,
    projects.load_project,
    projects.load_project_municipality,
    projects.load_partner,
    projects.load_steering_seat,
    projects.load_anchoring,
    projects.load_progress_assessment,
    projects.load_project_text,
    projects.load_communication_event,
    projects.load_account_line,
    projects.load_report,
    projects.load_report_field,
    projects.load_team_meeting,
    projects.load_milestone,
    projects.load_success_factor,
    projects.load_success_factor_assessment,
    projects.load_module,
    projects.load_module_item,
    projects.load_module_item_status,
    projects.load_workshop_theme,
    goals.load_goal,
    goals.load_goal_observation,
    goals.load_results_chain_item,
    measures.load_measure,
    measures.load_measure_municipality,
    measures.load_measure_goal,
    measures.load_measure_target_group,
    measures.load_project_target_group,
    effect.load_effect_assessment,
    effect.load_effect_municipality,
    effect.load_policy_goal,
    reach_sums.load_reach_sum,
    reach_sums.load_project_reach_sum,
    reach_sums.load_participation_source_sum,
    participation.load_protection_error,
    participation.load_programme_reach,
    batches.load_batch,
    batches.load_batch_change,
)


def loaders(engine: Engine) -> dict[str, Callable[[], pd.DataFrame]]:
    """Bind every loader to the board's database; the intake has no way in here."""
    return {load.__name__.removeprefix("load_"): partial(load, engine) for load in LOADERS}


@dataclass(frozen=True)
class Holdings:
    """How much a database holds; `retrieved` is when the newest official figures were fetched.

    `refresh_failed` and `refresh_reason` are of the last attempt to fetch them, if it failed.
    """

    projects: int
    municipalities: int
    figures: int
    cells: int
    example_cells: int
    version: int
    changed: datetime | None
    retrieved: date | None
    refresh_failed: date | None = None
    refresh_reason: str | None = None


def holdings(engine: Engine) -> Holdings:
    """Count what the board's database holds; municipalities with a project, figures with a value.

    Raises:
        SourceUnavailable: The database is locked, missing or not readable.
    """
    cells = schema.participation.c
    state = schema.data_version.c
    with reading(engine) as connection:

        def count(what: ColumnElement[Any], *where: ColumnElement[bool]) -> int:
            return int(connection.execute(select(func.count(what)).where(*where)).scalar_one())

        attempt = schema.refresh_attempt
        last = connection.execute(select(attempt).order_by(attempt.c.attempt.desc()).limit(1)).first()
        failed = last if last is not None and not last.ok else None
        changed = connection.scalar(select(func.max(state.changed)))
        return Holdings(
            projects=count(schema.project.c.project),
            municipalities=count(distinct(schema.project_municipality.c.municipality)),
            figures=count(schema.statistic.c.value),
            cells=count(cells.measure_id),
            example_cells=count(cells.measure_id, cells.evidence == "example"),
            version=connection.scalar(select(func.max(state.version))) or 0,
            changed=datetime.fromisoformat(changed) if changed else None,
            retrieved=connection.scalar(select(func.max(schema.statistic.c.retrieved))),
            refresh_failed=failed.started.date() if failed else None,
            refresh_reason=failed.reason if failed else None,
        )
