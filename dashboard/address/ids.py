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


class Papers(StrEnum):
    """The menu of papers; ASKED is the address it is opened on."""

    MENU = "papers-menu"
    ASKED = "papers-asked"


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


class Context(StrEnum):
    """Official figures beside similar municipalities."""

    PANEL = "context"


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


class Changes(StrEnum):
    """What has changed since a day; SINCE is the field for the day."""

    PANEL = "changes"
    SINCE = "changes-since"


class MeasureRegister(StrEnum):
    """Measures register."""

    PANEL = "measure-register"


class Timeline(StrEnum):
    """Measures and milestones against plan."""

    PANEL = "timeline"


class Progress(StrEnum):
    """Progress as the annual form asks for it."""

    PANEL = "progress"


class Participation(StrEnum):
    """Participation and completion against plan."""

    PANEL = "participation"


class SteeringGroup(StrEnum):
    """Seats, partners and team meetings."""

    PANEL = "steering-group"


class Attention(StrEnum):
    """What is to be followed up, ranked; the worst of it on the overview."""

    PANEL = "attention"
    WORST = "attention-worst"


class Money(StrEnum):
    """Budget and accounts by post, for all projects of a selection."""

    PANEL = "money"


class Decisions(StrEnum):
    """Reports, the next deadline, anchoring and decisions."""

    PANEL = "decisions"


class Portfolio(StrEnum):
    """Portfolio matrix: project by common fields."""

    PANEL = "portfolio"


class PolicyGoals(StrEnum):
    """The portfolio on the form's two lists: effect a-f and policy goals a-i."""

    PANEL = "policy-goals"


class SuccessFactors(StrEnum):
    """Success factors by project."""

    PANEL = "success-factors"


class Modules(StrEnum):
    """Modules with their checklists, and the themes of the workshops."""

    PANEL = "modules"


class Gaps(StrEnum):
    """Target groups nobody reaches and municipalities without a project."""

    PANEL = "gaps"


class Transfer(StrEnum):
    """Projects elsewhere that reached a group missed here."""

    PANEL = "transfer"


class Continuation(StrEnum):
    """What goes on after projects' ends."""

    PANEL = "continuation"


class ProgrammeFacts(StrEnum):
    """What is stated of each programme."""

    PANEL = "programme-facts"


class Projects(StrEnum):
    """The list of projects."""

    PANEL = "projects"


class ProjectSheet(StrEnum):
    """A project's sheet: the parts of its own."""

    FACTS = "project-facts"
    ORGANISATION = "project-organisation"
    CHAIN = "project-chain"
    MONEY = "project-money"
    REPORTS = "project-reports"
    LESSONS = "project-lessons"
    AFTERWARDS = "project-afterwards"
    HISTORY = "project-history"


class SideBySide(StrEnum):
    """Two to six projects or municipalities beside each other."""

    PANEL = "side-by-side"
