"""Words of the codes in tables people take along, by column: CSV has the codes, the workbook the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.wording.coverage import STATE_KEYS as COVERAGE_KEYS
from dashboard.wording.coverage import SYMBOL_KEYS
from dashboard.wording.effect import LETTER_KEYS
from dashboard.wording.goals import LEVEL_KEYS, STATUS_KEYS
from dashboard.wording.marks import EVIDENCE_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

Words = dict[str, str]
SEVERITY: Words = {"settle": "attention.settle", "watch": "attention.watch", "ask": "attention.ask"}
KINDS_OF_ATTENTION: Words = {
    "overdue": "exports.attention_overdue",
    "far_behind": "goals.status_far_behind",
    "report": "exports.attention_report",
    "behind": "goals.status_behind",
    "group": "exports.attention_group",
    "budget": "exports.attention_budget",
    "seats": "portfolio.seats",
    "leadership": "reporting.leadership",
    "meetings": "label.team_meetings",
    "stale": "reporting.figures",
    "silent": "word.not_reported",
}
DUTIES: Words = {
    "annual_report": "label.annual_report",
    "leadership_report": "reporting.leadership",
    "team_meetings": "label.team_meetings",
    "goal_figures": "reporting.figures",
    "milestone_reason": "exports.duty_milestone_reason",
    "goal_reason": "exports.duty_goal_reason",
}
DUTY_STATES: Words = {
    "missing": "reporting.word_missing",
    "late": "reporting.word_late",
    "due": "reporting.word_due",
    "done": "reporting.word_done",
}
PHASES: Words = {
    "start_up": "steering.phase_start_up",
    "investigation": "steering.phase_investigation",
    "execution": "steering.phase_execution",
    "closing": "steering.phase_closing",
    "closed": "steering.phase_closed",
    "merged": "label.merged",
    "cancelled": "label.cancelled",
}
SECTORS: Words = {
    "municipality": "steering.sector_municipality",
    "county": "project.sector_county",
    "state": "steering.sector_state",
    "business": "steering.sector_business",
    "voluntary": "steering.sector_voluntary",
    "education": "steering.sector_education",
    "research": "steering.sector_research",
    "other": "project.sector_other",
}
SAID: Words = {
    "yes": "coverage.state_reached",
    "partly": "coverage.state_partly",
    "no": "coverage.state_not_reached",
    "unknown": "word.not_reported",
}
CODES: Mapping[str, Words] = {
    "evidence": EVIDENCE_KEYS,
    "observed_evidence": EVIDENCE_KEYS,
    "level": {**SEVERITY, "none": "status.good"},
    "severity": SEVERITY,
    "attention_kind": KINDS_OF_ATTENTION,
    "report_state": DUTY_STATES,
    "duty": DUTIES,
    "duty_state": DUTY_STATES,
    "effect_planned": LETTER_KEYS,
    "effect_achieved": LETTER_KEYS,
    "goal_level": LEVEL_KEYS,
    "direction": {"up": "exports.direction_up", "down": "exports.direction_down"},
    "goal_status": STATUS_KEYS,
    "theme": {
        "settlement": "steering.theme_settlement",
        "qualification_employment": "steering.theme_qualification_employment",
        "participation_inclusion": "steering.theme_participation_inclusion",
    },
    "service_type": {
        "statutory": "steering.service_statutory",
        "complementary": "steering.service_complementary",
    },
    "phase": PHASES,
    "measure_state": {
        "past_end": "steering.state_past_end",
        "off_plan": "status.critical",
        "on_plan": "status.good",
        "not_assessed": "label.not_assessed",
        "closed": "steering.state_closed",
        "merged": "label.merged",
        "cancelled": "label.cancelled",
    },
    "milestone_state": {
        "in_time": "steering.milestone_in_time",
        "late": "steering.milestone_late",
        "overdue": "label.overdue",
        "not_due": "steering.milestone_not_due",
    },
    "coverage_state": {str(state): key for state, key in COVERAGE_KEYS.items()},
    "missing_reason": {
        "not_counted": "exports.reason_not_counted",
        "few": "exports.reason_few",
        "not_resident": "coverage.no_denominator_not_resident",
        "not_published": "coverage.no_denominator_not_published",
        "not_fetched": "coverage.no_denominator_not_fetched",
        "organisation": "coverage.no_denominator_organisation",
        "hidden": SYMBOL_KEYS[":"],
        "missing": "coverage.denominator_missing",
    },
    "reached_words": SAID,
    "over": {"surely": "exports.over_surely", "perhaps": "exports.over_perhaps"},
    "priority": {"main": "exports.priority_main", "other": "exports.priority_other"},
    "sector": SECTORS,
    "seat": {"leader": "exports.seat_leader", "member": "word.member"},
    "anchoring_code": {
        "a": "label.steering_group",
        "b": "project.anchoring_b",
        "c": "project.anchoring_c",
    },
    "report_kind": {
        "annual": "label.annual_report",
        "final": "exports.report_final",
        "leadership": "reporting.leadership",
    },
    "chain_level": {
        "input_factor": "goals.chain_input_factor",
        "activity": "goals.chain_activity",
        "output": "goals.chain_output",
        "user_effect": "goals.chain_user_effect",
        "societal_effect": "goals.chain_societal_effect",
    },
    "text_kind": {
        "background": "label.background",
        "organisation": "exports.text_organisation",
        "continuation": "label.continuation",
        "method": "label.method",
        "lesson": "project.kind_lesson",
        "transfer_value": "label.transfer_value",
        "attachment": "project.kind_attachment",
    },
    "event_status": {
        "held": "project.event_held",
        "planned": "label.planned",
        "prevented": "project.event_prevented",
    },
    "progress_code": {"a": "project.progress_a", "b": "label.delayed", "c": "project.progress_c"},
    "change_kind": {
        "milestone_reached": "steering.kind_milestone_reached",
        "milestone_overdue": "steering.kind_milestone_overdue",
        "measure_started": "steering.kind_measure_started",
        "measure_ended": "steering.kind_measure_ended",
        "goal_observed": "steering.kind_goal_observed",
        "report_delivered": "steering.kind_report_delivered",
        "report_approved": "steering.kind_report_approved",
        "report_missed": "steering.kind_report_missed",
        "progress": "steering.kind_progress",
        "meeting": "steering.kind_meeting",
        "event": "steering.kind_event",
    },
    "gap_state": {
        "missed": "gaps.missed",
        "silent": "gaps.silent",
        "unplanned": "gaps.unplanned",
        "partly": "label.partly_reached",
        "reached": "label.reached",
    },
    "policy_goal": {
        "a": "policy.goal_a",
        "b": "policy.goal_b",
        "c": "policy.goal_c",
        "d": "policy.goal_d",
        "e": "policy.goal_e",
        "f": "policy.goal_f",
        "g": "policy.goal_g",
        "h": "policy.goal_h",
        "i": "policy.goal_i",
    },
    "factor_status": {
        "fulfilled": "factors.fulfilled",
        "partly": "status.partly",
        "not": "factors.not",
        "not_relevant": "label.not_relevant",
    },
    "item_status": {
        "done": "modules.done",
        "in_progress": "modules.in_progress",
        "not_started": "modules.not_started",
        "not_relevant": "label.not_relevant",
    },
    "role": {
        "owner": "project.role_owner",
        "participant": "project.role_participant",
        "pilot": "project.role_pilot",
    },
    "continued": {
        "yes": "continuation.yes",
        "partly": "continuation.partly",
        "ended": "label.ended",
        "unknown": "label.not_stated",
    },
    "figure_state": {
        "known": "exports.figure_known",
        "hidden": "exports.figure_hidden",
        "missing": "word.missing",
        "not_applicable": "exports.figure_not_applicable",
    },
}
"""Message of each code, by column (`FIELDS` of kind `word`)."""
