"""Goals of a selection as of a day, found once per data version, day and project."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from dashboard.goals.goal_facts import Goal, Project, goals_by_project, projects_of
from dashboard.goals.numbers import GoalSummary, goal_progress, goal_summaries, goal_summary, in_tree_order
from dashboard.goals.official import figures
from dashboard.places.scope import scope_of
from dashboard.places.words import place_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from dashboard.address.selection import Selection
    from dashboard.goals.official import Figures, Official, Position
    from dashboard.places.scope import Scope
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

DAYS_KEPT, PROJECTS_KEPT = 32, 512
"""What a worker keeps of a data version: days, and projects' goals with what stands beside them."""


@dataclass(frozen=True)
class Beside:
    """What stands beside a goal: official figures of a place by name, and the place's position.

    `official` is None where there is nothing to set beside it; then `reason` is the message that says why.
    """

    place: str
    name: str = ""
    official: Official | None = None
    position: Position | None = None
    reason: str = ""


@dataclass(frozen=True)
class ProjectGoals:
    """A project's goals in tree order; `places` are its municipalities.

    What stands beside the goals is looked up when a panel asks: papers do without.
    """

    project: Project
    summary: GoalSummary
    goals: tuple[Goal, ...]
    look_up: Callable[[Goal], Beside]
    places: tuple[str, ...]
    sources: frozenset[str]
    observed_sources: frozenset[str]
    example: bool

    @cached_property
    def beside(self) -> tuple[Beside, ...]:
        """What stands beside each goal."""
        return tuple(self.look_up(goal) for goal in self.goals)

    @property
    def tables(self) -> frozenset[str]:
        """Official tables that something beside the goals is from."""
        found = (one.official for one in self.beside)
        return frozenset[str]().union(*(one.tables for one in found if one and one.years))

    @property
    def owned(self) -> tuple[tuple[Goal, Project], ...]:
        """Each goal with its project."""
        return tuple((goal, self.project) for goal in self.goals)


@dataclass(frozen=True)
class GoalFacts:
    """Goals of a selection as of a day: of each project in scope, in the order of the scope.

    `programmes` are names by key, in their order; `retrieved` is the last day official figures were fetched.
    """

    selection: Selection
    scope: Scope
    day: dt.date
    place: str
    summary: GoalSummary
    projects: tuple[ProjectGoals, ...]
    programmes: Mapping[str, str]
    retrieved: dt.date | None


@dataclass(frozen=True)
class FoundGoals:
    """Ways into the goals of a data version; both remember their answers."""

    progress: Callable[[dt.date], pd.DataFrame]
    project: Callable[[str, tuple[str, ...], dt.date, Language, str | None], ProjectGoals]
    retrieved: dt.date | None


def facts(store: FrameStore, selection: Selection, say: Speaker, day: dt.date) -> GoalFacts:
    """Goals of a selection as of a day; `say` names places and indicators."""
    found = store.per_version(found_goals)
    scope = scope_of(store, selection)
    programmes = store["programme"]
    return GoalFacts(
        selection=selection,
        scope=scope,
        day=day,
        place=place_words(store, selection, say),
        summary=goal_summary(scope.rows(found.progress(day))),
        projects=tuple(
            found.project(project, scope.focus, day, say.language, selection.peers)
            for project in scope.projects
        ),
        programmes=dict(zip(programmes["programme"], programmes["name"], strict=True)),
        retrieved=found.retrieved,
    )


def found_goals(store: FrameStore) -> FoundGoals:
    """Goals of the store; to be read through `store.per_version`."""
    goals, observations = in_tree_order(store["goal"]), store["goal_observation"]
    projects = projects_of(store)
    municipalities, indicators = store["municipality"], store["indicator"]
    official = cache(lambda: figures(store))
    places = dict(zip(municipalities["municipality"], municipalities["label"], strict=True))
    retrieved = store["statistic"]["retrieved"].max()

    @lru_cache(maxsize=DAYS_KEPT)
    def progress(day: dt.date) -> pd.DataFrame:
        return goal_progress(goals, observations, today=day)

    @lru_cache(maxsize=DAYS_KEPT)
    def parted(day: dt.date) -> Callable[[str], _OwnGoals]:
        """Goals of each project on a day, told apart once for all of them."""
        rows = progress(day)
        own, summaries = goals_by_project(rows), goal_summaries(rows)
        invented = rows[(rows["evidence"] == "example") | (rows["observed_evidence"] == "example")]["project"]
        by_project = rows.groupby("project")
        sources = by_project["source"].agg(frozenset).to_dict()
        told = rows.dropna(subset=["observed_source"]).groupby("project")
        observed = told["observed_source"].agg(frozenset).to_dict()
        examples, nothing, no_source = frozenset(invented), goal_summary(rows.iloc[:0]), frozenset[str]()
        return lambda key: _OwnGoals(
            tuple(own.get(key, ())),
            summaries.get(key, nothing),
            sources.get(key, no_source),
            observed.get(key, no_source),
            key in examples,
        )

    @lru_cache(maxsize=PROJECTS_KEPT)
    def worked_out(
        key: str, number: str | None, day: dt.date, language: Language, similar: str | None
    ) -> ProjectGoals:
        names = dict(zip(indicators["indicator"], indicators[f"name_{language}"], strict=True))
        spoken_for = _SpokenFor(projects[key], number, day, official, places, names, similar)
        return _project_goals(parted(day)(key), spoken_for)

    def project(
        key: str, focus: tuple[str, ...], day: dt.date, language: Language, similar: str | None
    ) -> ProjectGoals:
        return worked_out(key, projects[key].spoken_for(focus), day, language, similar)

    return FoundGoals(progress, project, None if pd.isna(retrieved) else retrieved.date())


class _OwnGoals(NamedTuple):
    """Goals of one project in tree order, their counts and sources, and whether any is invented."""

    goals: tuple[Goal, ...]
    summary: GoalSummary
    sources: frozenset[str]
    observed_sources: frozenset[str]
    example: bool


@dataclass(frozen=True)
class _SpokenFor:
    """A project on a day, with the municipality official figures are about; `similar` as the address says."""

    project: Project
    number: str | None
    day: dt.date
    figures: Callable[[], Figures]
    places: Mapping[str, str]
    names: Mapping[str, str]
    similar: str | None

    def beside(self, goal: Goal) -> Beside:
        """Official figures from the goal's or the project's start."""
        place = self.places.get(self.number or "", "")
        if goal.indicator is None or self.number is None:
            return Beside(
                place, reason="goals.not_linked" if goal.indicator is None else "goals.no_municipality"
            )
        first = goal.start.year if goal.start else self.project.start_year or 0
        official = self.figures().official(goal.indicator, self.number, first, self.day.year)
        wanted = goal.measurable and official.years
        position = (
            self.figures().position(
                official.indicator, official.municipality, official.years[-1], self.similar
            )
            if wanted
            else None
        )
        return Beside(place, self.names[official.indicator], official, position)


def _project_goals(own: _OwnGoals, of: _SpokenFor) -> ProjectGoals:
    chain = of.project.chain
    return ProjectGoals(
        project=of.project,
        summary=own.summary,
        goals=own.goals,
        look_up=of.beside,
        places=tuple(of.places.get(number, number) for number in of.project.municipalities),
        sources=own.sources | frozenset(() if chain is None else chain["source"]),
        observed_sources=own.sources | own.observed_sources,
        example=own.example,
    )
