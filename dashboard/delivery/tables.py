"""The tables people take along: what each is called, what a row of it is, and how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.address.view_tables import VIEW_TABLES, kind_of_view
from dashboard.content.data_tables import DataTable
from dashboard.content.field_codes import CODES
from dashboard.content.fields import FIELDS, UNIT_KEYS
from dashboard.content.tables import Column
from dashboard.coverage import table as table_coverage
from dashboard.effect import table as table_effect
from dashboard.goals import table as table_goals
from dashboard.measures import table as table_measures
from dashboard.official import table as table_official
from dashboard.overview.ground import Ground
from dashboard.portfolio import table as table_projects
from dashboard.portfolio import table_county
from dashboard.project import table as table_sheet
from dashboard.status.marks import source_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from terms.words import Speaker

Make = Callable[[Ground], pd.DataFrame]
SOURCES = frozenset({"source", "observed_source"})


@dataclass(frozen=True)
class Kind:
    """A table: message of its name (at most 31 signs), message of what a row is, and its rows."""

    name: str
    row: str
    make: Make


TABLES: Mapping[str, Kind] = {
    "prosjekt": Kind("label.projects", "exports.r_projects", table_projects.projects),
    "oppfolging": Kind("exports.t_follow_up", "exports.r_follow_up", table_projects.follow_up),
    "rapportering": Kind("label.reporting", "exports.r_duties", table_projects.duties),
    "vidareforing": Kind("exports.t_places", "exports.r_places", table_projects.places),
    "maal": Kind("label.goals", "exports.r_goals", table_goals.goals),
    "maalingar": Kind("exports.t_observations", "exports.r_observations", table_goals.observations),
    "tiltak": Kind("label.measures", "exports.r_measures", table_measures.measures),
    "tiltak-personar": Kind("exports.t_measure_persons", "exports.r_measure_persons", table_measures.persons),
    "milepaelar": Kind("label.milestones", "exports.r_milestones", table_measures.milestones),
    "framdrift": Kind("exports.t_progress", "exports.r_progress", table_measures.progress),
    "endringar": Kind("exports.t_changes", "exports.r_changes", table_measures.changed),
    "dekning": Kind("label.coverage", "exports.r_coverage", table_coverage.cells),
    "dekning-aar": Kind("exports.t_coverage_years", "exports.r_coverage_years", table_coverage.totals),
    "deltaking": Kind("label.participation", "exports.r_participation", table_coverage.participation),
    "maalgrupper": Kind("label.target_groups", "exports.r_groups", table_coverage.planned_groups),
    "effekt": Kind("label.geographic_effect", "exports.r_effect", table_effect.ladder),
    "effekt-kommunar": Kind(
        "exports.t_effect_places", "exports.r_effect_places", table_effect.municipalities
    ),
    "okonomi": Kind("label.money", "exports.r_money", table_sheet.money),
    "styringsgruppe": Kind("label.steering_group", "exports.r_seats", table_sheet.seats),
    "team-moete": Kind("label.team_meetings", "exports.r_meetings", table_sheet.meetings),
    "partnarar": Kind("exports.t_partners", "exports.r_partners", table_sheet.partners),
    "forankring": Kind("label.anchoring", "exports.r_anchoring", table_sheet.anchoring),
    "rapportar": Kind("exports.t_reports", "exports.r_reports", table_sheet.reports),
    "resultatkjede": Kind("exports.t_chain", "exports.r_chain", table_sheet.results_chain),
    "erfaringar": Kind("exports.t_lessons", "exports.r_lessons", table_sheet.lessons),
    "formidling": Kind("label.communication", "exports.r_communication", table_sheet.communication),
    "politikkmaal": Kind("exports.t_policy", "exports.r_policy", table_sheet.policy_goals),
    "suksessfaktorar": Kind("label.success_factors", "exports.r_factors", table_sheet.success_factors),
    "modular": Kind("exports.t_modules", "exports.r_modules", table_sheet.modules),
    "hol": Kind("exports.t_gaps", "exports.r_gaps", table_county.group_gaps),
    "kommunar-utan-prosjekt": Kind("exports.t_uncovered", "exports.r_uncovered", table_county.uncovered),
    "programfakta": Kind("exports.t_facts", "exports.r_facts", table_county.programme_facts),
    "offisielle-tal": Kind("exports.t_official", "exports.r_official", table_official.figures),
    "offisielle-rekkjer": Kind("exports.t_series", "exports.r_series", table_official.lines),
}
"""By the name in addresses and on files."""


def tables_of(ground: Ground, keys: Iterable[str]) -> list[DataTable]:
    """Tables of a selection by name, in the order asked for."""
    return [_made(key, TABLES[key], ground) for key in keys]


def _made(key: str, kind: Kind, ground: Ground) -> DataTable:
    say, rows = ground.say, kind.make(ground)
    columns = tuple(_column(str(field), rows, say) for field in rows.columns)
    return DataTable(key, say(kind.name), say(kind.row), columns, rows)


def _column(field: str, rows: pd.DataFrame, say: Speaker) -> Column:
    """What files say of a column; sources are told by their names."""
    known = FIELDS[field]
    unit = UNIT_KEYS.get(known.kind)
    codes = tuple((code, say(key)) for code, key in CODES.get(field, {}).items())
    if field in SOURCES:
        codes = tuple((str(one), source_name(say, str(one))) for one in rows[field].dropna().unique())
    return Column(
        known.label[say.language], known.kind, field=field, unit=say(unit) if unit else "", codes=codes
    )


def keys_of(view: str) -> tuple[str, ...]:
    """Names of the tables behind the view at an address; none where there is no such view."""
    return VIEW_TABLES.get(kind_of_view(view), ())
