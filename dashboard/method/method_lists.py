"""Rules, limits and code lists of the method page, made from the data and the rules in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from dash import html

from dashboard.anchoring.wording import ANCHORING_KEYS
from dashboard.content.code_words import CODE_KEYS, PHASE_KEYS
from dashboard.content.parts import EVIDENCE_KEYS, Table, table
from dashboard.coverage.coverage_cell import FEW, REACHED_SHARE
from dashboard.coverage.reach import rounding_base
from dashboard.coverage.wording import NO_DENOMINATOR_KEYS
from dashboard.effect.policy_wording import GOAL_KEYS
from dashboard.effect.wording import LETTER_KEYS
from dashboard.goals.numbers import BEHIND_FROM, ON_TRACK_FROM, REACHED_AT
from dashboard.measures.numbers import BUDGET_MARGIN
from dashboard.method.method_sources import source_name
from dashboard.official.context import FEWEST as FEWEST_SIMILAR
from dashboard.overview.attention_numbers import meetings_wanted
from dashboard.overview.status_wording import GOOD_SHARE, SOME_SHARE
from dashboard.places.peers import NEAREST
from dashboard.portfolio.side_by_side_numbers import FEWEST, MOST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboard.store.store import FrameStore
    from terms.words import Speaker

UNIT_KEYS = {
    "meetings per year": "method.unit_meetings",
    "reports per year": "method.unit_reports",
    "months": "method.unit_months",
    "sectors": "project.count_sectors",
    "words": "method.unit_words",
    "crosses": "method.unit_crosses",
    "gatherings": "method.unit_gatherings",
    "percent": "method.unit_percent",
}
"""Units of the rules; any other is shown as it was written."""
EVIDENCE_MEANS = {
    "application": "method.evidence_application_means",
    "self_reported": "method.evidence_self_reported_means",
    "assessed": "method.evidence_assessed_means",
    "official": "method.evidence_official_means",
    "example": "method.evidence_example_means",
}
"""What each evidence status says of a fact."""


def rules(say: Speaker, store: FrameStore) -> Component:
    """Rules of the documents, with threshold, how well founded they are, and source."""
    frame = store["rule"]
    numbered = frame.assign(order=frame["rule"].str[1:].astype("int64")).sort_values("order")
    rows = [
        (
            str(row["rule"]),
            str(row[f"text_{say.language}"]),
            _threshold(row, say),
            say(EVIDENCE_KEYS[str(row["evidence"])]),
            source_name(say, str(row["source"])),
        )
        for _, row in numbered.iterrows()
    ]
    heads = ("method.rule", "method.rule_text", "method.rule_threshold", "label.basis")
    return table(
        Table(say("method.rules_table"), [*(say(head) for head in heads), say("label.source")], rows)
    )


def limits(say: Speaker, store: FrameStore) -> Component:
    """Limits the board works by, from the rules themselves."""
    rows = [
        (say("method.limit_reached"), say.percent(REACHED_AT)),
        (say("method.limit_on_track"), say.percent(ON_TRACK_FROM)),
        (say("method.limit_behind"), say.percent(BEHIND_FROM)),
        (say("method.limit_good"), say.percent(GOOD_SHARE)),
        (say("method.limit_partly"), say.percent(SOME_SHARE)),
        (say("method.limit_budget"), f"± {say.percent(BUDGET_MARGIN)}"),
        (say("method.limit_group"), say.percent(REACHED_SHARE)),
        (say("method.limit_few"), say.number(FEW)),
        (say("method.limit_small"), say.number(rounding_base(store["protection_error"]))),
        (say("method.limit_meetings"), say.number(meetings_wanted(store))),
        (say("label.similar_municipalities"), say.number(NEAREST)),
        (say("method.limit_context"), say.number(FEWEST_SIMILAR)),
        (say("method.limit_beside"), f"{say.number(FEWEST)}–{say.number(MOST)}"),
    ]
    heads = [say("method.limit"), say("label.value")]
    return table(Table(say("method.limits_table"), heads, rows, frozenset({1})))


def code_lists(say: Speaker, store: FrameStore) -> list[Component]:
    """Lists of the form, evidence, target groups with denominators, success factors and modules."""
    return [
        _codes(say("method.list_effect"), LETTER_KEYS, say),
        _codes(say("method.list_policy"), GOAL_KEYS, say),
        _codes(say("method.list_progress"), CODE_KEYS, say),
        _codes(say("method.list_anchoring"), ANCHORING_KEYS, say),
        _codes(say("method.list_phases"), PHASE_KEYS, say),
        _evidence(say),
        _target_groups(say, store),
        _factors(say, store),
        _modules(say, store),
    ]


def _threshold(row: pd.Series, say: Speaker) -> str:
    if pd.isna(row["threshold"]):
        return "–"
    unit = "" if pd.isna(row["unit"]) else str(row["unit"])
    if unit in UNIT_KEYS:
        return say.count(UNIT_KEYS[unit], int(row["threshold"]))
    return f"{say.number(row['threshold'])} {unit}".strip()


def _codes(caption: str, keys: Mapping[str, str], say: Speaker) -> Component:
    rows = [(code, say(key).removeprefix(f"{code}) ")) for code, key in keys.items()]
    return _folded(Table(caption, [say("method.code"), say("method.code_meaning")], rows))


def _evidence(say: Speaker) -> Component:
    rows = [(say(EVIDENCE_KEYS[code]), say(key)) for code, key in EVIDENCE_MEANS.items()]
    heads = [say("method.code"), say("method.code_meaning")]
    return _folded(Table(say("method.list_evidence"), heads, rows))


def _target_groups(say: Speaker, store: FrameStore) -> Component:
    indicators = store["indicator"].set_index("indicator")
    rows = []
    for _, group in store["target_group"].sort_values("position").iterrows():
        if pd.isna(group["denominator"]):
            against = say(NO_DENOMINATOR_KEYS[str(group["no_denominator"])])
        else:
            found = indicators.loc[group["denominator"]]
            against = f"{found[f'name_{say.language}']} ({found['source_table']})"
        rows.append((str(group[f"name_{say.language}"]), against))
    heads = [say("label.target_group"), say("method.group_denominator")]
    return _folded(Table(say("method.list_groups"), heads, rows))


def _factors(say: Speaker, store: FrameStore) -> Component:
    rows = [
        (
            html.Span(f"{factor:.0f}. {items['factor_name'].iloc[0]}", lang="nb"),
            html.Span(" · ".join(items["text"]), lang="nb"),
        )
        for factor, items in store["success_factor"].sort_values("item").groupby("factor")
    ]
    heads = [say("method.factor"), say("method.factor_items")]
    return _folded(Table(say("label.success_factors"), heads, rows))


def _modules(say: Speaker, store: FrameStore) -> Component:
    languages = store["programme"].set_index("programme")["language"]
    items = store["module_item"].sort_values("position")
    rows = []
    for _, module in store["module"].sort_values("position").iterrows():
        points = " · ".join(items[items["module"] == module["module"]]["text"])
        language = str(languages[module["programme"]])
        rows.append(
            (
                html.Span(f"{module['position']:.0f}. {module['title']}", lang=language),
                html.Span(points, lang=language) if points else say("method.no_items"),
            )
        )
    heads = [say("label.module"), say("label.checklist")]
    return _folded(Table(say("method.list_modules"), heads, rows))


def _folded(content: Table) -> Component:
    """Fold a list under its name, so that the page can be read through."""
    return html.Details([html.Summary(content.caption), table(content)], className="twin method-list")
