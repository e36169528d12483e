"""The goals of each project, drawn once per data version, day and language, and lent to every click."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
from dash import html

from dashboard.content.sheet_link import sheet_link
from dashboard.goals.goal_card import measured_goal, table_row, unmeasured_goal
from dashboard.goals.goal_context import answers, in_words, unlinked
from dashboard.goals.goal_facts import Goal, Project, goals_by_project, projects_of
from dashboard.goals.numbers import GoalSummary, goal_progress, goal_summaries, goal_summary, in_tree_order
from dashboard.goals.results_chain import results_chain
from dashboard.official.official_figures import figures
from terms.words import speaker

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from dash.development.base_component import Component

    from dashboard.official.official_figures import Figures, Official
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

DAYS_KEPT, PROJECTS_KEPT = 32, 512
"""What a worker keeps drawn: days and projects."""


@dataclass(frozen=True)
class ProjectGoals:
    """A project's goals drawn: heading and body of its box, rows of the table twin, what they stand on."""

    project: Project
    summary: GoalSummary
    heading: Component
    body: tuple[Component, ...]
    rows: tuple[tuple[Component | str, ...], ...]
    sources: frozenset[str]
    tables: frozenset[str]
    example: bool


@dataclass(frozen=True)
class GoalTree:
    """Ways into the goals of a data version; `progress(day)` is `goal_progress` of all goals in tree order.

    `project(project, focus, day, language, similar)` draws one project; `similar` is whom the address sets
    municipalities beside. `programmes` are names by key; `retrieved`
    is the last day official figures were fetched, None where there are none.
    """

    progress: Callable[[dt.date], pd.DataFrame]
    project: Callable[[str, tuple[str, ...], dt.date, Language, str | None], ProjectGoals]
    programmes: Mapping[str, str]
    retrieved: dt.date | None


def goal_tree(store: FrameStore) -> GoalTree:
    """Goals of the store; to be read through `store.per_version`."""
    goals, observations = in_tree_order(store["goal"]), store["goal_observation"]
    projects = projects_of(store)
    programmes, municipalities, indicators = store["programme"], store["municipality"], store["indicator"]
    official = figures(store)
    names = dict(zip(municipalities["municipality"], municipalities["label"], strict=True))
    retrieved = store["statistic"]["retrieved"].max()

    @lru_cache(maxsize=DAYS_KEPT)
    def progress(day: dt.date) -> pd.DataFrame:
        return goal_progress(goals, observations, today=day)

    @lru_cache(maxsize=DAYS_KEPT)
    def parted(day: dt.date) -> Callable[[str], _Goals]:
        """Goals of each project on a day, told apart once for all of them."""
        rows = progress(day)
        goals, summaries = goals_by_project(rows), goal_summaries(rows)
        invented = rows[(rows["evidence"] == "example") | (rows["observed_evidence"] == "example")]["project"]
        nothing = goal_summary(rows.iloc[:0])
        examples, sources = frozenset(invented), rows.groupby("project")["source"].agg(frozenset).to_dict()
        return lambda key: _Goals(
            goals.get(key, []), summaries.get(key, nothing), sources.get(key, frozenset()), key in examples
        )

    @lru_cache(maxsize=PROJECTS_KEPT)
    def drawn(
        key: str, number: str | None, day: dt.date, language: Language, similar: str | None
    ) -> ProjectGoals:
        indicator_names = dict(zip(indicators["indicator"], indicators[f"name_{language}"], strict=True))
        say = speaker(language)
        drawing = _Drawing(projects[key], number, day, say, official, names, indicator_names, similar)
        return drawing.project_goals(parted(day)(key))

    def project(
        key: str, focus: tuple[str, ...], day: dt.date, language: Language, similar: str | None
    ) -> ProjectGoals:
        return drawn(key, projects[key].spoken_for(focus), day, language, similar)

    return GoalTree(
        progress,
        project,
        programmes=dict(zip(programmes["programme"], programmes["name"], strict=True)),
        retrieved=None if pd.isna(retrieved) else retrieved.date(),
    )


class _Goals(NamedTuple):
    """Goals of one project in tree order, their counts and sources, and whether any is invented."""

    goals: list[Goal]
    summary: GoalSummary
    sources: frozenset[str]
    example: bool


@dataclass(frozen=True)
class _Drawing:
    """One project on one day in one language; `number` is the municipality official figures are about."""

    project: Project
    number: str | None
    day: dt.date
    say: Speaker
    figures: Figures
    names: Mapping[str, str]
    indicator_names: Mapping[str, str]
    similar: str | None

    def project_goals(self, told: _Goals) -> ProjectGoals:
        """Heading with counts, goals in tree order, and the results chain where there is one."""
        goals, summary, chain = told.goals, told.summary, self.project.chain
        beside = [self._official(goal) for goal in goals]
        tables = frozenset[str]().union(
            *(official.tables for official in beside if official and official.years)
        )
        return ProjectGoals(
            project=self.project,
            summary=summary,
            heading=self._heading(summary),
            body=(
                html.P(self._to_sheet(), className="goal-sheet"),
                *self._one_of_many(has_figures=bool(tables)),
                html.Ul(
                    [self._goal(goal, official) for goal, official in zip(goals, beside, strict=True)],
                    className="goal-list",
                ),
                *([results_chain(chain, self.say, self.project.language)] if chain is not None else []),
            ),
            rows=tuple(table_row(goal, self.project.name, self.say, self.project.language) for goal in goals),
            sources=told.sources | frozenset(() if chain is None else chain["source"]),
            tables=tables,
            example=told.example,
        )

    def _to_sheet(self) -> Component:
        words = self.say("project.to_sheet", project=self.project.name)
        return sheet_link(self.project.project, words, self.say)

    @property
    def _place(self) -> str:
        return self.names.get(self.number or "", "")

    def _official(self, goal: Goal) -> Official | None:
        """Official figures from the goal's or the project's start; None without indicator or municipality."""
        if goal.indicator is None or self.number is None:
            return None
        first = goal.start.year if goal.start else self.project.start_year or 0
        return self.figures.official(goal.indicator, self.number, first, self.day.year)

    def _goal(self, goal: Goal, official: Official | None) -> Component:
        name = self.indicator_names[official.indicator] if official else ""
        if goal.measurable:
            return measured_goal(goal, self._answers(goal, official, name), self.say, self.project.language)
        background = in_words(official, name, self._place, self.say) if official and official.years else ""
        return unmeasured_goal(goal, background, self.say, self.project.language)

    def _answers(self, goal: Goal, official: Official | None, name: str) -> list[Component]:
        if official is None:
            reason = "goals.not_linked" if goal.indicator is None else "goals.no_municipality"
            return unlinked(self.say(reason), self.say)
        position = (
            self.figures.position(official.indicator, official.municipality, official.years[-1], self.similar)
            if official.years
            else None
        )
        return answers(official, position, name, self._place, self.say)

    def _one_of_many(self, *, has_figures: bool) -> list[Component]:
        """Say which municipality the official figures are about, where the project has several."""
        count = len(self.project.municipalities)
        if not has_figures or count == 1:
            return []
        sentence = self.say("goals.one_of_many", place=self._place, count=self.say.number(count))
        return [html.P(sentence, className="goal-small")]

    def _heading(self, summary: GoalSummary) -> Component:
        """«Program for integrering i Haram · Haram · 5 mål · 3 med målepunkt»."""
        shown = [self.names.get(number, number) for number in self.project.municipalities]
        counts = [
            self.say.listing(shown),
            self.say.count("goals.count_goals", summary.total),
            self.say.count("goals.count_measurable", summary.measurable),
        ]
        return html.Summary(
            [
                html.H4(self.project.name, lang=self.project.language),
                html.Span(" · ".join(part for part in counts if part), className="tree-counts"),
            ]
        )
