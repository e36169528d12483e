"""One project that reached a group: where, how, what can be reused, and which role to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from dash import html

from dashboard.content.parts import EVIDENCE_KEYS, Table, mark, tag
from dashboard.content.project_link import ProjectName, project_link, project_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboard.content.parts import State
    from dashboard.coverage.group_reach import GroupReach
    from dashboard.portfolio.transfer_numbers import Match, Place
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

OUTCOME_KEYS: Mapping[str, tuple[State, str]] = {
    "reached": ("good", "label.reached"),
    "partly": ("partly", "label.partly_reached"),
}
"""Mark and word of an outcome."""
LIKE_KEYS = {
    "size_and_centrality": "transfer.like_both",
    "size": "transfer.like_size",
    "centrality": "transfer.like_centrality",
    "nearest": "transfer.like_nearest",
}
"""How a municipality is like one's own."""
PLACES = 3
"""Municipalities of a project that are named; the rest are counted."""


class Measure(NamedTuple):
    """A measure aimed at a group."""

    name: str
    owner_role: str | None
    evidence: str
    source: str


class Text(NamedTuple):
    """A sentence of a project's own."""

    text: str
    evidence: str
    source: str


@dataclass(frozen=True)
class Told:
    """What is told of every project: texts by kind, measures by group, names."""

    names: Mapping[str, ProjectName]
    texts: Mapping[tuple[str, str], tuple[Text, ...]]
    measures: Mapping[tuple[str, str], tuple[Measure, ...]]

    def sources(self, reach: GroupReach) -> set[str]:
        """Sources of what is shown of a project and a group."""
        found = {source for _, source in self._founded(reach)}
        return (
            found | ({reach.aim.source} if reach.aim else set()) | ({"seeds/"} if _invented(reach) else set())
        )

    def example(self, reach: GroupReach) -> bool:
        """Whether anything shown of a project and a group is invented."""
        return _invented(reach) or any(evidence == "example" for evidence, _ in self._founded(reach))

    def _founded(self, reach: GroupReach) -> list[tuple[str, str]]:
        """Evidence and source of the texts and measures shown."""
        texts = [
            (text.evidence, text.source)
            for kind in ("method", "transfer_value")
            for text in self.texts.get((reach.project, kind), ())
        ]
        measures = self.measures.get((reach.project, reach.group), ())
        return [*texts, *((measure.evidence, measure.source) for measure in measures)]


def told(store: FrameStore) -> Told:
    """Read what projects tell; give it to `store.per_version`."""
    texts: dict[tuple[str, str], list[Text]] = {}
    for project, kind, *rest in (
        store["project_text"]
        .sort_values(["project", "kind", "position"])[["project", "kind", "text", "evidence", "source"]]
        .itertuples(index=False, name=None)
    ):
        texts.setdefault((project, kind), []).append(Text(*rest))
    aimed = store["measure_target_group"][["measure", "target_group"]].merge(
        store["measure"][["measure", "project", "name", "owner_role", "phase", "evidence", "source"]],
        on="measure",
    )
    measures: dict[tuple[str, str], list[Measure]] = {}
    held = aimed[aimed["phase"] != "cancelled"]
    columns = ["project", "target_group", "name", "owner_role", "evidence", "source"]
    for project, group, name, role, evidence, source in held[columns].itertuples(index=False, name=None):
        owner = role if isinstance(role, str) else None
        measures.setdefault((project, group), []).append(Measure(name, owner, evidence, source))
    return Told(
        store.per_version(project_names),
        {key: tuple(each) for key, each in texts.items()},
        {key: tuple(each) for key, each in measures.items()},
    )


def match_item(match: Match, known: Told, say: Speaker) -> Component:
    """Project with outcome, evidence, place, method, what can be reused, and the role to contact."""
    reach = match.reach
    state, key = OUTCOME_KEYS[reach.outcome]
    language = known.names[reach.project].language
    facts: list[tuple[str, Component | str]] = [
        (say("transfer.place"), _places(match, say)),
        (say("transfer.measures"), _names(known, reach, language, say)),
        (say("label.method"), _texts(known, reach, "method", language, say)),
        (say("label.transfer_value"), _texts(known, reach, "transfer_value", language, say)),
        (say("transfer.contact"), contact(reach, known, say)),
    ]
    return html.Li(
        [
            html.P(
                [
                    project_link(reach.project, known.names, say),
                    mark(state, say(key)),
                    tag(
                        say(EVIDENCE_KEYS[reach.evidence]),
                        "example" if reach.evidence == "example" else "plain",
                    ),
                ],
                className="match-head",
            ),
            html.Dl(
                [html.Div([html.Dt(term), html.Dd(words)]) for term, words in facts], className="match-facts"
            ),
        ]
    )


def contact(reach: GroupReach, known: Told, say: Speaker) -> str:
    """Role that owns a measure for the group, else the project leader, with its organisation."""
    roles = [measure.owner_role for measure in known.measures.get((reach.project, reach.group), ())]
    role = next((role for role in roles if role), None)
    organisation = known.names[reach.project].organisation
    if role and organisation in role:
        return role
    return f"{role or say('transfer.project_leader')}, {organisation}"


def match_table(
    found: Mapping[str, tuple[Match, ...]],
    known: Told,
    groups: Mapping[str, str],
    names: Mapping[str, ProjectName],
    say: Speaker,
) -> Table:
    """Every project by group, in words."""
    rows = [
        (
            groups[group],
            html.Span(names[match.reach.project].name, lang=names[match.reach.project].language),
            say(OUTCOME_KEYS[match.reach.outcome][1]),
            say(EVIDENCE_KEYS[match.reach.evidence]),
            _places(match, say),
            contact(match.reach, known, say),
        )
        for group, each in found.items()
        for match in each
    ]
    heads = (
        *("label.target_group", "label.project", "transfer.outcome"),
        *("label.evidence", "transfer.place", "transfer.contact"),
    )
    return Table(say("transfer.table"), [say(head) for head in heads], rows)


def _invented(reach: GroupReach) -> bool:
    return any(row.example for row in reach.rows)


def _places(match: Match, say: Speaker) -> str:
    """The most similar municipalities with size and centrality, and how many more."""
    named = [_place(place, say) for place in match.places[:PLACES]]
    more = len(match.places) - len(named)
    if more:
        named.append(say.count("transfer.more_places", more))
    return "; ".join(named) or say("transfer.no_place")


def _place(place: Place, say: Speaker) -> str:
    words = place.label
    if place.residents is not None and place.centrality is not None:
        words = say(
            "transfer.setting",
            place=place.label,
            residents=say.number(place.residents),
            centrality=say.number(place.centrality),
        )
    if place.like and place.reason:
        return f"{words} – {say(LIKE_KEYS[place.reason], own=place.like)}"
    return words


def _names(known: Told, reach: GroupReach, language: str, say: Speaker) -> Component | str:
    """Measures for the group; those of the whole project where none is aimed at it alone."""
    measures = known.measures.get((reach.project, reach.group), ())
    if not measures:
        return say("transfer.no_measure")
    return html.Span("; ".join(measure.name for measure in measures), lang=language)


def _texts(known: Told, reach: GroupReach, kind: str, language: str, say: Speaker) -> Component | str:
    texts = known.texts.get((reach.project, kind), ())
    if not texts:
        return say("label.not_stated")
    return html.Span(". ".join(each.text.rstrip(".") for each in texts) + ".", lang=language)
