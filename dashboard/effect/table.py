"""Tables of geographic effect: the form's letters by project, and municipality by municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.effect.numbers import effect_until
from dashboard.overview.table_rows import chosen, named, placed

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.effect.numbers import Effect
    from dashboard.overview.ground import Ground

LADDER = "project answered effect_planned effect_achieved year works_in claimed documented evidence"


def ladder(ground: Ground) -> pd.DataFrame:
    """Letters planned and achieved as last stated, one row per project; `documented` of those `claimed`."""
    names = {"planned": "effect_planned", "achieved": "effect_achieved"}
    return named(ground, chosen(_here(ground).ladder, LADDER, names))


def municipalities(ground: Ground) -> pd.DataFrame:
    """Where each project works, claims effect and has documented it, by municipality of 2024."""
    rows = _here(ground).activity
    names = {"works_in": "works_here", "documented": "is_documented"}
    columns = "project municipality works_here claims is_documented joint example"
    return named(ground, placed(chosen(rows, columns, names)))


def _here(ground: Ground) -> Effect:
    return ground.store.per_version(effect_until)(ground.selection.last_year).of(
        ground.figures.scope.projects
    )
