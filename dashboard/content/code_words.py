"""Words of the form's code lists, of phases and of sectors, by code."""

from __future__ import annotations

from terms.code_lists import keys

CODE_KEYS = {"a": "steering.code_a", "b": "steering.code_b", "c": "steering.code_c"}
"""Assessment of progress on the annual form (document 001)."""
PHASE_KEYS = keys("phase")
SECTOR_KEYS = keys("sector")
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
