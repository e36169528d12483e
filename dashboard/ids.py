"""Every id that a callback or a test names: one StrEnum per panel."""

from __future__ import annotations

from enum import StrEnum


class Shell(StrEnum):
    """The page around the views."""

    LOCATION = "shell-location"
    VIEW = "shell-view"
    NOTICE = "shell-notice"
    FAILURE = "shell-failure"
    LANGUAGES = "shell-languages"


class Filters(StrEnum):
    """The filter bar; QUERY holds the address's query, the one input of every panel."""

    BAR = "filters"
    PROGRAMME = "filters-programme"
    COUNTY = "filters-county"
    MUNICIPALITIES = "filters-municipalities"
    PROJECTS = "filters-projects"
    GROUPS = "filters-groups"
    YEAR_FROM = "filters-year-from"
    YEAR_TO = "filters-year-to"
    RESET = "filters-reset"
    QUERY = "filters-query"
    SUMMARY = "filters-summary"


class Status(StrEnum):
    """The five status lines."""

    PANEL = "status"


class Cards(StrEnum):
    """The KPI cards."""

    PANEL = "cards"


class Goals(StrEnum):
    """Goals."""

    PANEL = "goals"


class Effect(StrEnum):
    """Geographic effect: ladder and map."""

    PANEL = "effect"
    MAP = "effect-map"
    TILES = "effect-tiles"


class TargetGroups(StrEnum):
    """Target-group coverage: matrix and trend."""

    PANEL = "target-groups"
    TREND_GROUP = "target-groups-trend-group"
    TREND = "target-groups-trend"
    TREND_GRAPH = "target-groups-trend-graph"


class Reporting(StrEnum):
    """Reporting: what is due, late and missing, and the reminder."""

    PANEL = "reporting"
    REMIND = "reporting-remind"
    REMINDER = "reporting-reminder"


class Uploads(StrEnum):
    """Data in: the file on its way, its review, and the history; CURRENT holds the upload's token."""

    PANEL = "uploads"
    CURRENT = "uploads-current"
    STARTED = "uploads-started"
    POLL = "uploads-poll"
    REVIEW = "uploads-review"
    APPLY = "uploads-apply"
    DISCARD = "uploads-discard"
    HISTORY = "uploads-history"
    UNDO_CHOICE = "uploads-undo-choice"
    UNDO_CONFIRM = "uploads-undo-confirm"
    UNDO = "uploads-undo"
    UNDONE = "uploads-undone"


class Attention(StrEnum):
    """What is to be followed up, ranked."""

    PANEL = "attention"


class Portfolio(StrEnum):
    """Portfolio matrix: project by common fields."""

    PANEL = "portfolio"
