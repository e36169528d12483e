"""The tables: what is stored, by which key, and where each row comes from.

Two databases. `board` holds what the board may read. `intake` holds raw participation counts,
which only the intake and the privacy gate (`protection.py`) may read.

Every table of facts has `source` (file name of the document, or the address, of the fact) and
`evidence`, one of `EVIDENCE`; example rows are marked `example` there and nowhere else.
A missing value means «not stated by the source», never zero.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

EVIDENCE = ("application", "self_reported", "assessed", "official", "example")
"""How well a fact is founded: planned in an application, reported by the project itself, assessed by
others, official statistics or announcement, or invented by us as example data."""

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

SECTORS = ("municipality", "county", "state", "business", "voluntary", "education", "research", "other")

board = MetaData(naming_convention=NAMING)
intake = MetaData(naming_convention=NAMING)


def _key(name: str) -> Column[str]:
    return Column(name, String, primary_key=True)


def _of(target: str, name: str | None = None, *, key: bool = False, optional: bool = False) -> Column[str]:
    """Refer to the key of another table."""
    table, column = target.split(".")
    return Column(name or table, String, ForeignKey(f"{table}.{column}"), primary_key=key, nullable=optional)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _code(
    name: str, *codes: str, optional: bool = False, key: bool = False
) -> tuple[Column[str], CheckConstraint]:
    allowed = ", ".join(f"'{code}'" for code in codes)
    column: Column[str] = Column(name, String, primary_key=key, nullable=optional)
    return column, CheckConstraint(f"{name} IN ({allowed})", name=name)


def _sourced() -> tuple[Column[str] | CheckConstraint, ...]:
    return (*_code("evidence", *EVIDENCE), Column("source", Text, nullable=False))


# Reference

county = Table("county", board, _key("county"), _text("name"), _text("source"))

municipality = Table(
    "municipality",
    board,
    _key("municipality"),  # four digits, every number valid some time 2012-2024
    _text("name"),
    _text("label"),  # name with county where names are not unique
    _of("county.county", optional=True),  # county of 2024; missing for numbers no longer in use
    Column("valid_from", Integer, nullable=False),  # first year (1 January) within 2012-2024
    Column("valid_to", Integer),  # last year; missing = still in use
    Column("lon", Float),
    Column("lat", Float),
    *_code("language_form", "bokmål", "nynorsk", "nøytral", optional=True),
    Column("centrality", Integer),  # 1 (most central) to 6, SSB 2024
    Column("sami_name", Text),
    Column("tile_column", Integer),  # tile grid, 0 = west
    Column("tile_row", Integer),  # 0 = north
    _text("source"),
)

municipality_change = Table(
    "municipality_change",
    board,
    Column("from_number", String, primary_key=True),
    Column("to_number", String, primary_key=True),
    Column("effective_date", Date, primary_key=True),
    *_code("kind", "renumbered", "merged", "split"),
    _text("source"),
)

municipality_successor = Table(
    "municipality_successor",  # by territory, not by legal chain: 1534 -> 1580
    board,
    _of("municipality.municipality", key=True),
    _of("municipality.municipality", "municipality_2024", key=True),
    Column("share_population", Float, nullable=False),  # 1 unless the number was split
    *_code("mapping", "exact", "exact_by_territory", "split"),
    _text("source"),
)

indicator = Table(
    "indicator",
    board,
    _key("indicator"),
    _text("name_nb"),
    _text("name_nn"),
    _text("name_en"),
    _text("unit"),
    *_code("direction", "up", "down", "neutral"),
    Column("summable", Integer, nullable=False),  # 1 = counts that may be added over municipalities
    _text("source_table"),
    _text("source"),
)

statistic = Table(
    "statistic",
    board,
    _of("indicator.indicator", key=True),
    Column("municipality", String, primary_key=True),  # the number as published, valid in the year
    Column("year", Integer, primary_key=True),
    Column("value", Float),  # missing where there is a symbol
    Column("symbol", String),  # SSB's . .. : -
    _text("source_table"),
    _text("source"),
    Column("retrieved", Date, nullable=False),
)

target_group = Table(
    "target_group",
    board,
    _key("target_group"),
    *_code("kind", "person", "organisation"),
    _of("target_group.target_group", "parent", optional=True),
    _of("indicator.indicator", "denominator", optional=True),  # residents of the group, 1 January
    *_code("no_denominator", "not_resident", "not_published", "not_fetched", "organisation", optional=True),
    _text("name_nb"),
    _text("name_nn"),
    _text("name_en"),
    Column("position", Integer, nullable=False),
    _text("source"),
)

target_group_overlap = Table(
    "target_group_overlap",  # one person may be in both: the two are never added
    board,
    _of("target_group.target_group", key=True),
    _of("target_group.target_group", "overlaps", key=True),
    _text("source"),
)

rule = Table(
    "rule",
    board,
    _key("rule"),
    _text("text_nb"),
    _text("text_nn"),
    _text("text_en"),
    Column("threshold", Float),
    Column("unit", String),
    *_sourced(),
)

# Programmes and projects

programme = Table(
    "programme",
    board,
    _key("programme"),
    _text("name"),
    _text("owner"),
    Column("start_year", Integer),
    Column("end_year", Integer),
    _text("aim"),
    _text("language"),
    *_sourced(),
)

programme_fact = Table(
    "programme_fact",
    board,
    _of("programme.programme", key=True),
    Column("position", Integer, primary_key=True),
    Column("year", Integer),
    _text("name"),
    Column("value", Float),
    Column("unit", String),
    Column("text", Text),
    *_sourced(),
)

project = Table(
    "project",
    board,
    _key("project"),  # the slug of its address
    _of("programme.programme"),
    _text("name"),
    _text("lead_organisation"),
    Column("start_year", Integer),  # missing = the source states no year
    Column("end_year", Integer),
    Column("subject_area", Text),
    Column("grant_ceiling", Integer),  # kroner; «inntil»: a ceiling, not what was spent
    Column("grant_year", Integer),
    Column("total_budget", Integer),
    Column("funder", Text),
    Column("aim", Text),
    _text("language"),  # nb | nn: the language our texts about the project are in
    *_sourced(),
)

project_municipality = Table(
    "project_municipality",
    board,
    _of("project.project", key=True),
    Column("municipality", String, primary_key=True),  # number valid in `year`
    Column("year", Integer, nullable=False),
    *_code("role", "owner", "participant", "pilot"),
    *_code("continued", "yes", "partly", "ended", "unknown"),
    *_sourced(),
)

partner = Table(
    "partner",
    board,
    _of("project.project", key=True),
    Column("name", String, primary_key=True),
    *_code("sector", *SECTORS),
    *_sourced(),
)

steering_seat = Table(
    "steering_seat",
    board,
    _of("project.project", key=True),
    Column("position", Integer, primary_key=True),
    _text("organisation"),
    *_code("sector", *SECTORS),
    *_code("seat", "leader", "member"),
    Column("filled", Integer, nullable=False),  # 0 = empty seat
    *_sourced(),
)

anchoring = Table(
    "anchoring",
    board,
    _of("project.project", key=True),
    Column("position", Integer, primary_key=True),
    *_code("code", "a", "b", "c", optional=True),  # the form's crosses; missing = stated in text only
    _text("text"),
    Column("plan", Text),
    *_sourced(),
)

goal = Table(
    "goal",
    board,
    _key("goal"),
    _of("project.project"),
    _of("goal.goal", "parent", optional=True),
    *_code("level", "main_goal", "project_goal", "sub_goal", "result"),
    Column("position", Integer, nullable=False),
    _text("text"),
    Column("baseline", Float),
    Column("target", Float),  # missing = «mangler målepunkt»
    Column("unit", String),
    Column("start", Date),
    Column("deadline", Date),
    *_code("direction", "up", "down", optional=True),
    Column("owner_role", Text),
    _of("indicator.indicator", optional=True),  # beside the goal as context, never its result
    *_sourced(),
)

goal_observation = Table(
    "goal_observation",
    board,
    _of("goal.goal", key=True),
    Column("date", Date, primary_key=True),
    Column("value", Float, nullable=False),
    *_sourced(),
)

RESULTS_CHAIN = ("input_factor", "activity", "output", "user_effect", "societal_effect")

results_chain_item = Table(
    "results_chain_item",
    board,
    _of("project.project", key=True),
    *_code("level", *RESULTS_CHAIN, key=True),
    Column("position", Integer, primary_key=True),
    _text("text"),
    *_sourced(),
)

PHASES = ("start_up", "investigation", "execution", "closing", "closed", "merged", "cancelled")

measure = Table(
    "measure",
    board,
    _key("measure"),
    _of("project.project"),
    _text("name"),
    _text("type"),  # language_training, mentoring, theme_evening, seminar_day, conference, meeting_place, …
    *_code("theme", "settlement", "qualification_employment", "participation_inclusion", optional=True),
    *_code("service_type", "statutory", "complementary", optional=True),
    Column("module", String),
    *_code("phase", *PHASES),
    Column("planned_start", Date),
    Column("planned_end", Date),
    Column("actual_start", Date),
    Column("actual_end", Date),
    Column("planned_sessions", Integer),
    Column("held_sessions", Integer),
    Column("budget", Integer),
    Column("accounts", Integer),
    Column("owner_role", Text),
    Column("need", Text),  # what the measure answers to, and how the need was found
    Column("result", Text),  # what the source says came of it
    Column("reason", Text),  # why it deviates from plan
    *_sourced(),
)

measure_municipality = Table(
    "measure_municipality",
    board,
    _of("measure.measure", key=True),
    Column("municipality", String, primary_key=True),
    Column("year", Integer, nullable=False),
    *_code("status", "planned", "held", "cancelled", "unknown"),
    *_sourced(),
)

measure_goal = Table(
    "measure_goal", board, _of("measure.measure", key=True), _of("goal.goal", key=True), *_sourced()
)

measure_target_group = Table(
    "measure_target_group",
    board,
    _of("measure.measure", key=True),
    _of("target_group.target_group", key=True),
    Column("target", Integer),  # planned unique participants a year; missing = none stated
    *_sourced(),
)

project_target_group = Table(
    "project_target_group",
    board,
    _of("project.project", key=True),
    _of("target_group.target_group", key=True),
    *_code("priority", "main", "other"),
    *_code("reached", "yes", "partly", "no", "unknown"),  # what the report says in words
    Column("reason", Text),  # why not, or only partly
    *_sourced(),
)

milestone = Table(
    "milestone",
    board,
    _key("milestone"),
    _of("project.project"),
    _of("measure.measure", optional=True),
    _text("name"),
    Column("due", Date, nullable=False),
    Column("reached", Date),
    Column("reason", Text),
    *_sourced(),
)

effect_assessment = Table(
    "effect_assessment",
    board,
    _of("project.project", key=True),
    Column("year", Integer, primary_key=True),
    *_code("planned", *"abcdef", optional=True),
    *_code("achieved", *"abcdef", optional=True),
    Column("text", Text),
    *_sourced(),
)

effect_municipality = Table(
    "effect_municipality",
    board,
    _of("project.project", key=True),
    Column("municipality", String, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("claimed", Integer, nullable=False),  # 1 = the project says it has effect here
    Column("documented", Integer, nullable=False),  # 1 = the source names an activity held here
    Column("text", Text),
    *_sourced(),
)

policy_goal = Table(
    "policy_goal",
    board,
    _of("project.project", key=True),
    *_code("letter", *"abcdefghi", key=True),
    *_sourced(),
)

progress_assessment = Table(
    "progress_assessment",
    board,
    _of("project.project", key=True),
    Column("date", Date, primary_key=True),
    *_code("code", *"abc", key=True),  # a follows the plan, b delayed, c adjusted; several may apply
    _text("text"),
    *_sourced(),
)

success_factor = Table(
    "success_factor",
    board,
    _key("item"),
    Column("factor", Integer, nullable=False),
    _text("factor_name"),
    _text("text"),
    *_sourced(),
)

module = Table(
    "module",
    board,
    _key("module"),
    _of("programme.programme"),
    Column("position", Integer, nullable=False),
    _text("title"),
    Column("audience", Text),
    *_sourced(),
)

module_item = Table(
    "module_item",
    board,
    _of("module.module", key=True),
    Column("position", Integer, primary_key=True),
    _text("text"),
    *_sourced(),
)

workshop_theme = Table(
    "workshop_theme",
    board,
    Column("position", Integer, primary_key=True),
    _text("theme"),
    _text("text"),
    *_sourced(),
)

team_meeting = Table(
    "team_meeting",
    board,
    _of("project.project", key=True),
    Column("date", Date, primary_key=True),
    Column("sectors", Text),
    *_sourced(),
)

report = Table(
    "report",
    board,
    _key("report"),
    _of("project.project"),
    *_code("kind", "annual", "final", "leadership"),
    Column("year", Integer, nullable=False),
    Column("deadline", Date),
    Column("delivered", Date),
    Column("approved", Date),
    Column("sent_to", Text),
    Column("text", Text),
    *_sourced(),
)

TEXT_KINDS = (
    "background",
    "organisation",
    "method",
    "transfer_value",
    "lesson",
    "continuation",
    "attachment",
)

project_text = Table(
    "project_text",
    board,
    _of("project.project", key=True),
    *_code("kind", *TEXT_KINDS, key=True),
    Column("position", Integer, primary_key=True),
    _text("text"),
    *_sourced(),
)

communication_event = Table(
    "communication_event",
    board,
    _of("project.project", key=True),
    Column("position", Integer, primary_key=True),
    _text("title"),
    Column("arranger", Text),
    Column("date", Text),  # as precise as the source: 2013-12-02, 2014-11, 2015
    *_code("status", "held", "planned", "prevented"),
    Column("text", Text),
    *_sourced(),
)

account_line = Table(
    "account_line",
    board,
    _of("project.project", key=True),
    Column("year", Integer, primary_key=True),
    Column("post", String, primary_key=True),
    Column("budget", Integer),
    Column("accounts", Integer),
    *_sourced(),
)

# Participation


def _cells() -> tuple[Column[str] | Column[int] | CheckConstraint, ...]:
    """One cell of the participation cube: aggregated counts, never a person."""
    return (
        Column("measure_id", String, primary_key=True),
        Column("municipality", String, primary_key=True),  # number valid in the period
        Column("period", String, primary_key=True),  # calendar year: «2014»
        Column("target_group", String, primary_key=True),
        Column("gender", String, primary_key=True),  # female | male | unknown
        Column("age_group", String, primary_key=True),  # 0-5 6-15 16-19 20-29 30-54 55-66 67+ unknown
        Column("unique_participants", Integer, nullable=False),
        Column("attendances", Integer),
        Column("completed", Integer),
    )


participation = Table("participation", board, *_cells(), *_sourced())

intake_participation = Table("intake_participation", intake, *_cells(), *_sourced())

programme_reach = Table(
    "programme_reach",  # unique persons across the measures of a project, where the project counted them
    board,
    _of("project.project", key=True),
    Column("municipality", String, primary_key=True),
    Column("period", String, primary_key=True),
    _of("target_group.target_group", key=True),
    Column("unique_participants", Integer, nullable=False),
    *_sourced(),
)

protection_error = Table(
    "protection_error",  # how far the protected cube of now is from the raw one, over the views users make
    board,
    Column("filters", Integer, primary_key=True),  # views of one filter, of two
    Column("views", Integer, nullable=False),
    Column("mean_error", Float),  # persons; missing where it could tell what a cell was
    Column("worst_error", Float),
    Column("base", Integer, nullable=False),
)

data_version = Table(
    "data_version",  # one row: every import, refresh or undo adds one
    board,
    Column("id", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("changed", Text, nullable=False),
)
