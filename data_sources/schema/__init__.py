"""The tables: what is stored, by which key, and where each row comes from.

Two databases. `board` holds what the board may read. `intake` holds raw participation counts,
which only the intake and the privacy gate (`protection.py`) may read.

Every table of facts has `source` (file name of the document, or the address, of the fact) and
`evidence`, one of `EVIDENCE`; example rows are marked `example` there and nowhere else.
A missing value means «not stated by the source», never zero.
"""

from __future__ import annotations

from data_sources.schema.batches import batch, batch_change, intake_batch, intake_batch_change
from data_sources.schema.columns import EVIDENCE, board, intake
from data_sources.schema.counts import (
    data_version,
    intake_participation,
    participation,
    programme_reach,
    protection_error,
)
from data_sources.schema.goals import RESULTS_CHAIN, goal, goal_observation, results_chain_item
from data_sources.schema.measures import (
    PHASES,
    measure,
    measure_goal,
    measure_municipality,
    measure_target_group,
    milestone,
    project_target_group,
)
from data_sources.schema.projects import (
    anchoring,
    module,
    module_item,
    partner,
    programme,
    programme_fact,
    project,
    project_municipality,
    steering_seat,
    success_factor,
    workshop_theme,
)
from data_sources.schema.reference import (
    county,
    indicator,
    indicator_share,
    kostra_group,
    municipality,
    municipality_change,
    municipality_successor,
    rule,
    statistic,
    target_group,
    target_group_overlap,
)
from data_sources.schema.reports import (
    TEXT_KINDS,
    account_line,
    communication_event,
    effect_assessment,
    effect_municipality,
    module_item_status,
    policy_goal,
    progress_assessment,
    project_text,
    report,
    report_field,
    success_factor_assessment,
    team_meeting,
)
from data_sources.schema.retrievals import refresh_attempt, retrieval
from data_sources.schema.snapshots import snapshot
from data_sources.schema.sums import participation_source_sum, project_reach_sum, reach_sum

__all__ = [
    "EVIDENCE",
    "PHASES",
    "RESULTS_CHAIN",
    "TEXT_KINDS",
    "account_line",
    "anchoring",
    "batch",
    "batch_change",
    "board",
    "communication_event",
    "county",
    "data_version",
    "effect_assessment",
    "effect_municipality",
    "goal",
    "goal_observation",
    "indicator",
    "indicator_share",
    "intake",
    "intake_batch",
    "intake_batch_change",
    "intake_participation",
    "kostra_group",
    "measure",
    "measure_goal",
    "measure_municipality",
    "measure_target_group",
    "milestone",
    "module",
    "module_item",
    "module_item_status",
    "municipality",
    "municipality_change",
    "municipality_successor",
    "participation",
    "participation_source_sum",
    "partner",
    "policy_goal",
    "programme",
    "programme_fact",
    "programme_reach",
    "progress_assessment",
    "project",
    "project_municipality",
    "project_reach_sum",
    "project_target_group",
    "project_text",
    "protection_error",
    "reach_sum",
    "refresh_attempt",
    "report",
    "report_field",
    "results_chain_item",
    "retrieval",
    "rule",
    "snapshot",
    "statistic",
    "steering_seat",
    "success_factor",
    "success_factor_assessment",
    "target_group",
    "target_group_overlap",
    "team_meeting",
    "workshop_theme",
]
