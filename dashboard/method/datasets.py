"""The datasets that may be published: their words, tables, themes, and how often they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SOCIETY, REGIONS, GOVERNMENT = "SOCI", "REGI", "GOVE"
"""Codes of the EU's list of data themes."""
IRREGULAR, YEARLY = "IRREG", "ANNUAL"
"""Codes of the EU's list of frequencies."""


@dataclass(frozen=True)
class Dataset:
    """Message keys of title, text and keywords; names of tables as in `papers.tables`.

    `sources` are the pages of those who publish the original figures.
    """

    title: str
    text: str
    words: str
    tables: tuple[str, ...]
    themes: tuple[str, ...]
    frequency: str = IRREGULAR
    sources: tuple[str, ...] = ()


DATASETS: Mapping[str, Dataset] = {
    "prosjekt-og-tiltak": Dataset(
        "opendata.projects_title",
        "opendata.projects_text",
        "opendata.projects_words",
        (
            "prosjekt",
            "tiltak",
            "milepaelar",
            "partnarar",
            "styringsgruppe",
            "forankring",
            "team-moete",
            "framdrift",
            "rapportar",
            "formidling",
            "vidareforing",
            "okonomi",
        ),
        (SOCIETY, REGIONS, GOVERNMENT),
    ),
    "maal": Dataset(
        "opendata.goals_title",
        "opendata.goals_text",
        "opendata.goals_words",
        ("maal", "maalingar"),
        (SOCIETY, GOVERNMENT),
    ),
    "deltaking": Dataset(
        "opendata.persons_title",
        "opendata.persons_text",
        "opendata.persons_words",
        ("deltaking", "dekning", "dekning-aar", "tiltak-personar"),
        (SOCIETY,),
    ),
    "effekt": Dataset(
        "opendata.effect_title",
        "opendata.effect_text",
        "opendata.effect_words",
        ("effekt", "effekt-kommunar", "politikkmaal"),
        (REGIONS, GOVERNMENT),
    ),
    "offisielle-tal": Dataset(
        "opendata.figures_title",
        "opendata.figures_text",
        "opendata.figures_words",
        ("offisielle-tal", "offisielle-rekkjer"),
        (SOCIETY, REGIONS),
        YEARLY,
        ("https://www.ssb.no/statbank", "https://www.imdi.no/tall-og-statistikk"),
    ),
    "lister": Dataset(
        "opendata.lists_title",
        "opendata.lists_text",
        "opendata.lists_words",
        ("maalgrupper", "suksessfaktorar", "modular", "programfakta"),
        (SOCIETY, GOVERNMENT),
    ),
}
"""By the name each has in its own address. Follow-up lists, imports and raw counts are in none of them."""
