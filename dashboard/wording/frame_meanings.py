"""The words of the data dictionary: what a row of each frame is, if it is public, units, empty values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACES, PROJECTS = "dictionary.group_places", "dictionary.group_projects"
WORK, REPORTS = "dictionary.group_work", "dictionary.group_reports"
PERSONS, RUNNING = "dictionary.group_persons", "dictionary.group_running"
GROUPS = (PROJECTS, WORK, REPORTS, PERSONS, PLACES, RUNNING)
"""Subjects in reading order."""
OPEN, PROTECTED = "dictionary.open", "dictionary.protected"
OWN_SOURCE, INTERNAL = "dictionary.own_source", "dictionary.internal"


@dataclass(frozen=True)
class Described:
    """Message keys of a frame: its subject, whether it is public and how, and what a row is."""

    group: str
    public: str
    row: str


FRAMES: Mapping[str, Described] = {
    "county": Described(PLACES, OWN_SOURCE, "dictionary.row_county"),
    "municipality": Described(PLACES, OWN_SOURCE, "dictionary.row_municipality"),
    "kostra_group": Described(PLACES, OWN_SOURCE, "dictionary.row_kostra_group"),
    "indicator": Described(PLACES, OWN_SOURCE, "dictionary.row_indicator"),
    "indicator_share": Described(PLACES, OWN_SOURCE, "dictionary.row_indicator_share"),
    "statistic": Described(PLACES, OWN_SOURCE, "dictionary.row_statistic"),
    "retrieval": Described(PLACES, OWN_SOURCE, "dictionary.row_retrieval"),
    "target_group": Described(PLACES, OPEN, "dictionary.row_target_group"),
    "target_group_overlap": Described(PLACES, OPEN, "dictionary.row_target_group_overlap"),
    "rule": Described(PLACES, OPEN, "dictionary.row_rule"),
    "programme": Described(PROJECTS, OPEN, "dictionary.row_programme"),
    "programme_fact": Described(PROJECTS, OPEN, "dictionary.row_programme_fact"),
    "project": Described(PROJECTS, OPEN, "dictionary.row_project"),
    "project_municipality": Described(PROJECTS, OPEN, "dictionary.row_project_municipality"),
    "partner": Described(PROJECTS, OPEN, "dictionary.row_partner"),
    "steering_seat": Described(PROJECTS, OPEN, "dictionary.row_steering_seat"),
    "anchoring": Described(PROJECTS, OPEN, "dictionary.row_anchoring"),
    "module": Described(PROJECTS, OPEN, "dictionary.row_module"),
    "module_item": Described(PROJECTS, OPEN, "dictionary.row_module_item"),
    "success_factor": Described(PROJECTS, OPEN, "dictionary.row_success_factor"),
    "workshop_theme": Described(PROJECTS, OPEN, "dictionary.row_workshop_theme"),
    "goal": Described(WORK, OPEN, "dictionary.row_goal"),
    "goal_observation": Described(WORK, OPEN, "dictionary.row_goal_observation"),
    "results_chain_item": Described(WORK, OPEN, "dictionary.row_results_chain_item"),
    "measure": Described(WORK, OPEN, "dictionary.row_measure"),
    "measure_municipality": Described(WORK, OPEN, "dictionary.row_measure_municipality"),
    "measure_goal": Described(WORK, OPEN, "dictionary.row_measure_goal"),
    "measure_target_group": Described(WORK, OPEN, "dictionary.row_measure_target_group"),
    "project_target_group": Described(WORK, OPEN, "dictionary.row_project_target_group"),
    "milestone": Described(WORK, OPEN, "dictionary.row_milestone"),
    "effect_assessment": Described(REPORTS, OPEN, "dictionary.row_effect_assessment"),
    "effect_municipality": Described(REPORTS, OPEN, "dictionary.row_effect_municipality"),
    "policy_goal": Described(REPORTS, OPEN, "dictionary.row_policy_goal"),
    "progress_assessment": Described(REPORTS, OPEN, "dictionary.row_progress_assessment"),
    "success_factor_assessment": Described(REPORTS, OPEN, "dictionary.row_success_factor_assessment"),
    "module_item_status": Described(REPORTS, OPEN, "dictionary.row_module_item_status"),
    "team_meeting": Described(REPORTS, OPEN, "dictionary.row_team_meeting"),
    "report": Described(REPORTS, OPEN, "dictionary.row_report"),
    "report_field": Described(REPORTS, INTERNAL, "dictionary.row_report_field"),
    "project_text": Described(REPORTS, OPEN, "dictionary.row_project_text"),
    "communication_event": Described(REPORTS, OPEN, "dictionary.row_communication_event"),
    "account_line": Described(REPORTS, OPEN, "dictionary.row_account_line"),
    "participation": Described(PERSONS, PROTECTED, "dictionary.row_participation"),
    "programme_reach": Described(PERSONS, PROTECTED, "dictionary.row_programme_reach"),
    "protection_error": Described(PERSONS, PROTECTED, "dictionary.row_protection_error"),
    "batch": Described(RUNNING, INTERNAL, "dictionary.row_batch"),
    "batch_change": Described(RUNNING, INTERNAL, "dictionary.row_batch_change"),
    "refresh_attempt": Described(RUNNING, INTERNAL, "dictionary.row_refresh_attempt"),
}
"""Answers of forms are not open as they were written; what they say is, in the tables it is read into."""
UNITS: Mapping[str, str] = {
    "accounts": "dictionary.unit_kroner",
    "budget": "dictionary.unit_kroner",
    "grant_ceiling": "dictionary.unit_kroner",
    "total_budget": "dictionary.unit_kroner",
    "unique_participants": "dictionary.unit_persons",
    "attendances": "dictionary.unit_persons",
    "completed": "dictionary.unit_persons",
    "mean_error": "dictionary.unit_persons",
    "worst_error": "dictionary.unit_persons",
    "measure_target_group.target": "dictionary.unit_planned_persons",
    "start_year": "dictionary.unit_year",
    "end_year": "dictionary.unit_year",
    "grant_year": "dictionary.unit_year",
    "year": "dictionary.unit_year",
    "valid_from": "dictionary.unit_year",
    "valid_to": "dictionary.unit_year",
    "planned_sessions": "dictionary.unit_sessions",
    "held_sessions": "dictionary.unit_sessions",
    "lon": "dictionary.unit_degrees",
    "lat": "dictionary.unit_degrees",
    "filled": "dictionary.unit_yes_no",
    "claimed": "dictionary.unit_yes_no",
    "documented": "dictionary.unit_yes_no",
    "summable": "dictionary.unit_yes_no",
    "exact": "dictionary.unit_yes_no",
    "provisional": "dictionary.unit_yes_no",
    "ok": "dictionary.unit_yes_no",
    "threshold": "dictionary.unit_words",
    "programme_fact.value": "dictionary.unit_words",
    "statistic.value": "dictionary.unit_indicator",
    "goal_observation.value": "dictionary.unit_goal",
    "baseline": "dictionary.unit_goal",
    "goal.target": "dictionary.unit_goal",
}
"""Unit by column, or by frame and column; a number without one is a code or an order."""
EMPTY: Mapping[str, str] = {
    "statistic.value": "dictionary.missing_value",
    "statistic.symbol": "dictionary.missing_symbol",
    "goal.target": "dictionary.missing_target",
    "measure_target_group.target": "dictionary.missing_planned_number",
    "milestone.reached": "dictionary.missing_reached",
    "report.delivered": "dictionary.missing_delivered",
    "target_group.denominator": "dictionary.missing_denominator",
    "municipality.valid_to": "dictionary.missing_valid_to",
    "municipality.county": "dictionary.missing_county",
    "anchoring.code": "dictionary.missing_anchoring",
    "protection_error.mean_error": "dictionary.missing_error",
    "protection_error.worst_error": "dictionary.missing_error",
    "batch.file_hash": "dictionary.missing_undo",
    "batch_change.before": "dictionary.missing_before",
    "batch_change.after": "dictionary.missing_after",
    "retrieval.title": "dictionary.missing_never_fetched",
    "retrieval.content": "dictionary.missing_never_fetched",
    "rule.threshold": "dictionary.missing_threshold",
}
"""What an empty value means where it is not «the source does not say»."""
