"""Which tables and pictures stand behind each view, by the names they have in addresses and on files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHEETS = "/prosjekt/"
COMMON = ("prosjekt",)
GOALS = ("maal", "maalingar")
MEASURES = ("tiltak", "tiltak-personar", "milepaelar")
COVERAGE = ("dekning", "dekning-aar", "deltaking", "maalgrupper")
EFFECT = ("effekt", "effekt-kommunar")
OFFICIAL = ("offisielle-tal", "offisielle-rekkjer")
OFFICIAL_PICTURES: Mapping[str, str] = {
    "tal-folkemengd": "population",
    "tal-innvandrarar": "immigrants_total",
    "tal-busette-flyktningar": "settled_refugees",
    "tal-sysselsetjing": "immigrants_employed_share",
    "tal-utdanning": "higher_education",
    "tal-laaginntekt": "persistent_low_income_share",
    "tal-frie-inntekter": "free_income_per_inhabitant",
}
"""Indicator of each picture of official figures, by the picture's name."""
PICTURE_KEYS: Mapping[str, str] = {
    "maal": "label.goals",
    "dekning": "label.coverage",
    "dekningsutvikling": "label.trend",
    "effekt": "exports.p_effect",
    "effektkart": "exports.p_map",
    "okonomi": "label.money",
    "tal-folkemengd": "exports.p_population",
    "tal-innvandrarar": "label.immigrants",
    "tal-busette-flyktningar": "exports.p_settled",
    "tal-sysselsetjing": "exports.p_work",
    "tal-utdanning": "exports.p_education",
    "tal-laaginntekt": "exports.p_low_income",
    "tal-frie-inntekter": "exports.p_income",
}
"""What each picture is called."""
VIEW_TABLES: Mapping[str, tuple[str, ...]] = {
    "/": (*COMMON, *GOALS, *EFFECT, *COVERAGE, *MEASURES, "okonomi", "rapportering", *OFFICIAL),
    "/styringsgruppe": (
        *COMMON,
        "endringar",
        *MEASURES,
        "framdrift",
        *COVERAGE,
        "styringsgruppe",
        "team-moete",
        "partnarar",
        "okonomi",
    ),
    "/fylke": (
        *COMMON,
        "oppfolging",
        "rapportering",
        "hol",
        "kommunar-utan-prosjekt",
        "maalgrupper",
        "effekt",
        "politikkmaal",
        "suksessfaktorar",
        "modular",
        "vidareforing",
        "programfakta",
    ),
    "/prosjekt": (*COMMON, "vidareforing"),
    "/data": (*COMMON, "rapportering", "rapportar"),
    SHEETS: (
        *COMMON,
        "vidareforing",
        "partnarar",
        "styringsgruppe",
        "forankring",
        "team-moete",
        "resultatkjede",
        *GOALS,
        *MEASURES,
        *COVERAGE,
        *EFFECT,
        "okonomi",
        "rapportar",
        "framdrift",
        "politikkmaal",
        "suksessfaktorar",
        "erfaringar",
        "formidling",
    ),
}
"""Tables of each view, in reading order; `SHEETS` stands for every project's own sheet."""
VIEW_PICTURES: Mapping[str, tuple[str, ...]] = {
    "/": ("maal", "effekt", "effektkart", "dekning", "dekningsutvikling", "okonomi", *OFFICIAL_PICTURES),
    "/styringsgruppe": ("dekning", "dekningsutvikling", "okonomi"),
    "/fylke": ("effekt", "effektkart"),
    SHEETS: ("maal", "dekning", "dekningsutvikling", "effekt", "effektkart", "okonomi"),
}
"""Pictures of each view; one that has nothing to draw for a selection is left out."""


def kind_of_view(path: str) -> str:
    """Key of a view's address in `VIEW_TABLES`: `SHEETS` for the sheet of any project."""
    return SHEETS if path.startswith(SHEETS) else path
