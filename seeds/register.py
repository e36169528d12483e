"""The register of official tables in this folder, and the reference rows a refresh brings with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data_sources import schema
from data_sources.statbank.figure_store import ReferenceRows
from data_sources.statbank.register import load_register
from seeds.rows import read_tables

if TYPE_CHECKING:
    from data_sources.statbank.register import IndicatorSource

SEEDS = Path(__file__).parent


def official_register(folder: Path = SEEDS) -> tuple[tuple[IndicatorSource, ...], ReferenceRows]:
    """Read which table each indicator comes from, and the names of the indicators.

    Raises:
        RegisterError: The register cannot be used.
        SeedError: The list of indicators or shares cannot be used.
    """
    tables = read_tables(folder, (schema.indicator, schema.indicator_share))
    reference = ReferenceRows(tables["indicator"], tables["indicator_share"])
    return load_register(folder / "indicator_source.csv"), reference
