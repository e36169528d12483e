"""Words of the codes in tables people take along, by column: CSV has the codes, the workbook the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.coverage.wording import STATE_KEYS as COVERAGE_KEYS
from dashboard.coverage.wording import SYMBOL_KEYS
from dashboard.goals.wording import STATUS_KEYS
from terms.code_lists import keys
from terms.columns import EXPORTED

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
STATES: Mapping[str, Words] = {
    "level": {**SEVERITY, "none": "status.good"},
    "severity": SEVERITY,
    "attention_kind": KINDS_OF_ATTENTION,
    "duty": DUTIES,
    "duty_state": DUTY_STATES,
    "goal_status": STATUS_KEYS,
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
    "over": {"surely": "exports.over_surely", "perhaps": "exports.over_perhaps"},
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
    "figure_state": {
        "known": "exports.figure_known",
        "hidden": "exports.figure_hidden",
        "missing": "word.missing",
        "not_applicable": "exports.figure_not_applicable",
    },
}
"""Message of each state that is worked out, by list of codes."""
CODES: Mapping[str, Words] = {
    name: STATES.get(column.codes) or keys(column.codes) for name, column in EXPORTED.items() if column.codes
}
"""Message of each code, by column (`FIELDS` of kind `word`)."""
