"""Target groups in order of need: which nobody reaches, what is planned, and how many live here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import Table, mark
from dashboard.content.project_link import project_links, project_names
from dashboard.coverage.coverage_cell import FEW, share
from dashboard.coverage.coverage_matrix import EVERYONE
from dashboard.coverage.gap_wording import STATE_KEYS
from dashboard.coverage.gaps import GAPS, STATES
from dashboard.coverage.targeting import targeting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dash.development.base_component import Component

    from dashboard.coverage.gaps import Gap
    from dashboard.coverage.group_reach import GroupReach
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

SHOWN = 6
"""Gaps in view; the rest are one click away."""


def group_list(found: Sequence[Gap], store: FrameStore, names: Mapping[str, str], say: Speaker) -> Component:
    """Gaps, the first ones open, then those that somebody reaches."""
    items = [_item(gap, store, names, say) for gap in found if gap.state in GAPS]
    closed = [_item(gap, store, names, say) for gap in found if gap.state not in GAPS]
    return html.Div(
        [
            html.H3(say("gaps.groups_title")),
            html.P(_priority(found, names, say)),
            html.Ul(items[:SHOWN], className="gap-list", role="list"),
            *_more(items[SHOWN:], say.count("gaps.more_groups", len(items[SHOWN:]))),
            *_more(closed, say.count("gaps.reached_groups", len(closed))),
        ]
    )


def _priority(found: Sequence[Gap], names: Mapping[str, str], say: Speaker) -> str:
    """The largest groups of those that nobody reaches, by official figures; all inhabitants are no group."""
    open_groups = [gap for gap in found if gap.state in GAPS and gap.group != EVERYONE]
    if not open_groups:
        return say("gaps.priority_none")
    largest = sorted(open_groups, key=lambda gap: -(gap.residents.value if gap.residents else 0))[:2]
    return say("gaps.priority_groups", groups=say.listing([names[gap.group].lower() for gap in largest]))


def _more(items: list[Component], summary: str) -> list[Component]:
    if not items:
        return []
    hidden = html.Ul(items, className="gap-list", role="list")
    return [html.Details([html.Summary(summary), hidden], className="plain")]


def _item(gap: Gap, store: FrameStore, names: Mapping[str, str], say: Speaker) -> Component:
    state, key = STATE_KEYS[gap.state]
    projects, languages = store.per_version(project_names), store.per_version(project_names)
    reasons = [
        html.Li([f"{projects[project].name}: ", html.Span(reason, lang=languages[project].language)])
        for project, reason in gap.reasons
        if gap.state in {"missed", "partly"}
    ]
    planned = [
        html.Details(
            [
                html.Summary(say.count("gaps.planned_by", len(gap.projects))),
                html.Ul(reasons, className="plain-list") if reasons else "",
                project_links(gap.projects, projects, say),
            ],
            className="plain",
        )
    ]
    return html.Li(
        [
            html.Span(
                [html.Strong(names[gap.group]), " ", mark(state, say(key))],
                className="gap-head",
            ),
            html.Span(_facts(gap, store, say), className="gap-facts"),
            *(planned if gap.projects else []),
        ]
    )


def _facts(gap: Gap, store: FrameStore, say: Speaker) -> str:
    """Residents, and persons reached where any are counted."""
    parts = [_residents(gap, store, say)]
    if gap.persons and gap.year:
        persons = _span(gap.persons.low, gap.persons.high, say)
        words = say.count("gaps.persons", gap.persons.high, persons=persons, year=gap.year) + _share(gap, say)
        parts.append(f"{words} ({say('shell.example').lower()})" if gap.example else words)
    return ". ".join(parts) + "."


def _residents(gap: Gap, store: FrameStore, say: Speaker) -> str:
    if gap.residents is None:
        person = store.per_version(targeting).groups[gap.group].person
        return say("gaps.no_residents") if person else say("gaps.organisation")
    words = say(
        "gaps.residents",
        residents=say.count("count.residents", gap.residents.value),
        year=gap.residents.year,
    )
    if gap.residents.covered < gap.residents.of:
        return f"{words} " + say(
            "gaps.covered",
            covered=say.number(gap.residents.covered),
            municipalities=say.count("shell.count_municipalities", gap.residents.of),
        )
    return words


def _share(gap: Gap, say: Speaker) -> str:
    """«, 2–3 %»: only of the same year, of every municipality, and not under ten persons."""
    known = gap.residents
    if known is None or known.year != gap.year or known.covered < known.of or known.value < FEW:
        return ""
    found = share(gap.persons, known.value)
    if found is None:
        return ""
    low, high = (say.percent(part, 1) for part in found)
    return f", {low}" if low == high else f", {low}–{high}"


def _span(low: float, high: float, say: Speaker) -> str:
    return say.number(low) if low == high else f"{say.number(low)}–{say.number(high)}"


def group_table(found: Sequence[Gap], names: Mapping[str, str], say: Speaker) -> Table:
    """Every group with its state and figures."""
    rows = [
        (
            names[gap.group],
            say(STATE_KEYS[gap.state][1]),
            say.number(len(gap.projects)),
            say.number(len(gap.reached_by)),
            _span(gap.persons.low, gap.persons.high, say) if gap.persons else "–",
            "–" if gap.year is None else str(gap.year),
            say.number(gap.residents.value if gap.residents else None),
            str(gap.residents.year) if gap.residents else "–",
        )
        for gap in found
    ]
    heads = (
        *("label.target_group", "label.status", "gaps.column_planned", "gaps.column_reached"),
        *("label.persons_reached", "label.year", "gaps.column_residents", "label.year"),
    )
    return Table(say("gaps.group_table"), [say(head) for head in heads], rows, frozenset(range(2, 8)))


def county_table(
    store: FrameStore, reached: Sequence[GroupReach], names: Mapping[str, str], say: Speaker
) -> Table:
    """Counties where each group is reached, and where it is only planned."""
    counties, where = store["county"].set_index("county")["name"].to_dict(), store.per_version(_counties)
    best: dict[tuple[str, str], str] = {}
    for one in reached:
        for county in where.get(one.project, ()):
            before = best.get((one.group, county))
            if before is None or STATES.index(one.outcome) > STATES.index(before):
                best[one.group, county] = one.outcome

    def listed(group: str, *, open_to: bool) -> str:
        hits = [
            counties[county]
            for (key, county), state in best.items()
            if key == group and (state in GAPS) == open_to
        ]
        return say.listing(sorted(hits)) or "–"

    rows = [
        (name, listed(group, open_to=False), listed(group, open_to=True)) for group, name in names.items()
    ]
    return Table(
        say("gaps.county_table"),
        [say("label.target_group"), say("gaps.county_reached"), say("gaps.county_planned")],
        rows,
    )


def _counties(store: FrameStore) -> dict[str, frozenset[str]]:
    """Counties of today where each project works."""
    towns = store["municipality"].set_index("municipality")["county"].to_dict()
    found: dict[str, set[str]] = {}
    for project, area in store["project_municipality"][["project", "area"]].itertuples(
        index=False, name=None
    ):
        found.setdefault(project, set()).update(towns[number] for number in area.split("+"))
    return {project: frozenset(each) for project, each in found.items()}
