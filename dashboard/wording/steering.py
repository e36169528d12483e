"""Words of the form's code lists, of phases and of sectors, by code."""

from __future__ import annotations

CODE_KEYS = {"a": "steering.code_a", "b": "steering.code_b", "c": "steering.code_c"}
"""Assessment of progress on the annual form (document 001)."""
PHASE_KEYS = {
    "start_up": "steering.phase_start_up",
    "investigation": "steering.phase_investigation",
    "execution": "steering.phase_execution",
    "closing": "steering.phase_closing",
    "closed": "steering.phase_closed",
    "merged": "label.merged",
    "cancelled": "label.cancelled",
}
SECTOR_KEYS = {
    "municipality": "steering.sector_municipality",
    "county": "steering.sector_county",
    "state": "steering.sector_state",
    "business": "steering.sector_business",
    "voluntary": "steering.sector_voluntary",
    "education": "steering.sector_education",
    "research": "steering.sector_research",
    "other": "steering.sector_other",
}
"""Sectors of seats and partners."""
TEAM_SECTOR_KEYS = {
    "refugee_service": "steering.team_refugee_service",
    "nav": "steering.team_nav",
    "school_kindergarten": "steering.team_school",
    "health": "steering.team_health",
    "adult_education": "steering.team_adult_education",
    "business": "steering.team_business",
    "voluntary": "steering.team_voluntary",
}
"""Sectors of an inclusion team (document 004)."""
