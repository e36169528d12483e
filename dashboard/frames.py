"""What each frame promises: its columns with types, and its key.

A missing value means «not stated by the source», never zero. Municipality numbers are text («0301»).
Counts are persons unless the column says otherwise; money is kroner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.errors import FrameMismatch

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCED = "evidence source"


@dataclass(frozen=True)
class FrameSpec:
    """The promise of one frame; `key` columns are never missing and never repeat."""

    key: tuple[str, ...]
    text: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    columns: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Gather all the columns."""
        object.__setattr__(self, "columns", frozenset((*self.key, *self.text, *self.number, *self.date)))


def _spec(key: str, text: str = "", number: str = "", date: str = "") -> FrameSpec:
    return FrameSpec(tuple(key.split()), tuple(text.split()), tuple(number.split()), tuple(date.split()))


SPECS: Mapping[str, FrameSpec] = {
    "county": _spec("county", "name"),
    "municipality": _spec(
        "municipality",
        "name label county language_form sami_name",
        "valid_from valid_to lon lat centrality tile_column tile_row",
    ),
    "kostra_group": _spec("municipality", "kostra_group source", "", "retrieved"),
    "indicator": _spec("indicator", "name_nb name_nn name_en unit direction source_table source", "summable"),
    "indicator_share": _spec("indicator", "counted base source", "exact"),
    "statistic": _spec("indicator municipality year", "symbol source_table source", "value", "retrieved"),
    "retrieval": _spec(
        "indicator", "table title note symbols request content", "provisional", "updated retrieved"
    ),
    "refresh_attempt": _spec("attempt", "reason", "ok", "started"),
    "target_group": _spec(
        "target_group", "kind parent denominator no_denominator name_nb name_nn name_en", "position"
    ),
    "target_group_overlap": _spec("target_group overlaps"),
    "rule": _spec("rule", f"text_nb text_nn text_en unit {SOURCED}", "threshold"),
    "programme": _spec("programme", f"name owner aim language {SOURCED}", "start_year end_year"),
    "programme_fact": _spec("programme position", f"name unit text {SOURCED}", "year value"),
    "project": _spec(
        "project",
        f"programme name lead_organisation subject_area funder aim language {SOURCED}",
        "start_year end_year grant_ceiling grant_year total_budget",
    ),
    "project_municipality": _spec("project municipality", f"role continued {SOURCED}", "year"),
    "partner": _spec("project name", f"sector {SOURCED}"),
    "steering_seat": _spec("project position", f"organisation sector seat {SOURCED}", "filled"),
    "anchoring": _spec("project position", f"code text plan {SOURCED}"),
    "goal": _spec(
        "goal",
        f"project parent level text unit direction owner_role indicator {SOURCED}",
        "position baseline target",
        "start deadline",
    ),
    "goal_observation": _spec("goal date", SOURCED, "value", "date"),
    "results_chain_item": _spec("project level position", f"text {SOURCED}"),
    "measure": _spec(
        "measure",
        f"project name type theme service_type module phase owner_role need result reason {SOURCED}",
        "planned_sessions held_sessions budget accounts",
        "planned_start planned_end actual_start actual_end",
    ),
    "measure_municipality": _spec("measure municipality", f"status {SOURCED}", "year"),
    "measure_goal": _spec("measure goal", SOURCED),
    "measure_target_group": _spec("measure target_group", SOURCED, "target"),
    "project_target_group": _spec("project target_group", f"priority reached reason {SOURCED}"),
    "milestone": _spec("milestone", f"project measure name reason {SOURCED}", "", "due reached"),
    "effect_assessment": _spec("project year", f"planned achieved text {SOURCED}"),
    "effect_municipality": _spec("project municipality", f"text {SOURCED}", "year claimed documented"),
    "policy_goal": _spec("project letter", SOURCED),
    "progress_assessment": _spec("project date code", f"text {SOURCED}", date="date"),
    "success_factor": _spec("item", f"factor_name text {SOURCED}", "factor"),
    "success_factor_assessment": _spec("project item", f"status note {SOURCED}"),
    "module": _spec("module", f"programme title audience {SOURCED}", "position"),
    "module_item": _spec("module position", f"text {SOURCED}"),
    "module_item_status": _spec("project municipality module position", f"status {SOURCED}"),
    "workshop_theme": _spec("position", f"theme text {SOURCED}"),
    "team_meeting": _spec("project date", f"sectors {SOURCED}", date="date"),
    "report": _spec("report", f"project kind sent_to text {SOURCED}", "year", "deadline delivered approved"),
    "report_field": _spec("report field", f"text {SOURCED}", "position"),
    "project_text": _spec("project kind position", f"text {SOURCED}"),
    "communication_event": _spec("project position", f"title arranger date status text {SOURCED}"),
    "account_line": _spec("project year post", SOURCED, "budget accounts"),
    "participation": _spec(
        "measure_id municipality period target_group gender age_group",
        SOURCED,
        "unique_participants attendances completed",
    ),
    "protection_error": _spec("filters", "", "views mean_error worst_error base"),
    "batch": _spec(
        "batch", "file_name file_hash kind project role imported_at status counts", "rejected undoes"
    ),
    "batch_change": _spec("batch position", "table_name row_key before after"),
    "programme_reach": _spec("project municipality period target_group", SOURCED, "unique_participants"),
}
"""Frame name = table name. Frames with a municipality and a year also get `area` from `tidy`."""


def conform(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame its promised columns and types, or raise FrameMismatch naming what is wrong."""
    spec = SPECS[name]
    if missing := spec.columns - set(frame.columns):
        raise FrameMismatch(name, f"missing columns {', '.join(sorted(missing))}")
    typed = frame[[column for column in frame.columns if column in spec.columns]].copy()
    for column in spec.columns:
        try:
            if column in spec.date:
                typed[column] = pd.to_datetime(typed[column])
            elif column in spec.number:
                typed[column] = pd.to_numeric(typed[column]).astype("float64")
        except (TypeError, ValueError) as error:
            raise FrameMismatch(name, f"{column}: {error}") from error
    if typed[list(spec.key)].isna().any(axis=None):
        raise FrameMismatch(name, f"empty value in the key {', '.join(spec.key)}")
    if typed.duplicated(list(spec.key)).any():
        raise FrameMismatch(name, f"the key {', '.join(spec.key)} repeats")
    return typed.reset_index(drop=True)
