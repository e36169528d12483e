"""Goals of a selection in blocks: `blocks` is the panel, `paper_blocks` the section of a paper.

Both tell of the same facts; a paper names those furthest behind first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.address.links import downloads
from dashboard.content.bars import Bar, progress_bars
from dashboard.content.blocks import (
    Block,
    Example,
    Figure,
    Fold,
    Group,
    Heading,
    Headline,
    Listing,
    Note,
    Notice,
    Phrase,
    Sentence,
    Share,
    Sources,
    Strip,
)
from dashboard.content.links import sheet_link
from dashboard.content.tables import Cell, Column, Table, Twin
from dashboard.goals.card import goal_item, goal_row, results_chain
from dashboard.goals.numbers import STATUSES
from dashboard.goals.wording import STATES, STATUS_KEYS, amount, expected_words, is_short, own_words, sentence
from dashboard.status.marks import source_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.goals.facts import GoalFacts, ProjectGoals
    from dashboard.goals.goal_facts import Goal, Project
    from dashboard.goals.numbers import GoalSummary
    from terms.words import Speaker

OPEN_AT_MOST = 3
"""With more projects than this, only the first with a measurable goal stands open."""
DRAWN, LISTED = 5, 10
"""Goals in a paper's picture and table; what is left out is counted in words."""
WORST_FIRST = ("far_behind", "behind", "not_reported", "undated", "on_track", "reached")


# The panel


def blocks(facts: GoalFacts, say: Speaker) -> tuple[Block, ...]:
    """Status of all goals as a strip, the tree of programmes and projects, and a table of every goal."""
    summary = facts.summary
    title = say("goals.title", place=facts.place, date=say.date(facts.day))
    chart: tuple[Block, ...] = (Notice(say("goals.none")),)
    if summary.total:
        chart = (_strip(summary, say), *_programmes(facts, say))
    tables = {table for one in facts.projects for table in one.tables}
    sources = {source for one in facts.projects for source in one.sources}
    example = Example.of(say) if any(one.example for one in facts.projects) else None
    return (
        Headline(title, example),
        Sentence(sentence(summary, facts.scope, say), look="panel-sentence"),
        Group(chart, "panel-chart"),
        *((Note(say("goals.caution")),) if tables else ()),
        *((Twin((_twin(title, facts, say),)),) if summary.total else ()),
        Sources.of(
            say,
            source_lines(say, sources, tables=tables, retrieved=facts.retrieved),
            method="maal",
            downloads=downloads(
                facts.selection,
                say,
                tables=("maal", "maalingar"),
                pictures=("maal",) if summary.measurable > summary.not_reported else (),
            ),
        ),
    )


def _strip(summary: GoalSummary, say: Speaker) -> Strip:
    """All goals as one bar, a piece per status, with the counts in words."""
    counts = {status: getattr(summary, status) for status in STATUSES}
    return Strip(
        tuple(
            Share(
                count / summary.total,
                f"{say.number(count)} {say(STATUS_KEYS[status]).lower()}",
                STATES[status],
                status,
            )
            for status, count in counts.items()
            if count
        )
    )


def _programmes(facts: GoalFacts, say: Speaker) -> list[Fold]:
    """One box per programme, in the order of the programmes."""
    with_goals = [one for one in facts.projects if one.summary.total]
    if len(with_goals) <= OPEN_AT_MOST:
        opened = {one.project.project for one in with_goals}
    else:
        opened = {next((one for one in with_goals if one.summary.measurable), with_goals[0]).project.project}
    return [
        _programme(name, here, opened, say)
        for programme, name in facts.programmes.items()
        if (here := [one for one in facts.projects if one.project.programme == programme])
    ]


def _programme(name: str, projects: Sequence[ProjectGoals], opened: set[str], say: Speaker) -> Fold:
    """Programme with its projects; those without goals are named in one line."""
    silent = [one.project.name for one in projects if not one.summary.total]
    goals = sum(one.summary.total for one in projects)
    measurable = sum(one.summary.measurable for one in projects)
    counts = (
        say.count("shell.count_projects", len(projects)),
        say.count("goals.count_goals", goals),
        say.count("goals.count_measurable", measurable),
    )
    inside: list[Block] = [
        _project(one, say, opened=one.project.project in opened) for one in projects if one.summary.total
    ]
    if silent:
        without = say("goals.without_goals", projects=" · ".join(silent))
        inside.append(Sentence(without, look="tree-silent"))
    beside = Phrase(" · ".join(counts), look="tree-counts")
    return Fold(name, tuple(inside), 1, beside, open=bool(goals), look="tree-programme")


def _project(one: ProjectGoals, say: Speaker, *, opened: bool) -> Fold:
    """«Program for integrering i Haram · Haram · 5 mål · 3 med målepunkt», and its goals inside."""
    project = one.project
    counts = (
        say.listing(one.places),
        say.count("goals.count_goals", one.summary.total),
        say.count("goals.count_measurable", one.summary.measurable),
    )
    inside: list[Block] = [
        Sentence(
            sheet_link(project.project, say("project.to_sheet", project=project.name), say), look="goal-sheet"
        )
    ]
    if one.tables and len(project.municipalities) != 1:
        count = say.number(len(project.municipalities))
        told = say("goals.one_of_many", place=one.beside[0].place, count=count)
        inside.append(Sentence(told, look="goal-small"))
    items = (
        goal_item(goal, beside, say, project.language)
        for goal, beside in zip(one.goals, one.beside, strict=True)
    )
    inside.append(Listing(tuple(items), "goal-list"))
    if project.chain is not None:
        inside.append(results_chain(project.chain, say, project.language))
    title = Phrase(project.name, project.language)
    beside = Phrase(" · ".join(part for part in counts if part), look="tree-counts")
    return Fold(title, tuple(inside), 2, beside, open=opened, look="tree-project")


def _twin(caption: str, facts: GoalFacts, say: Speaker) -> Table:
    columns = (
        Column(say("goals.column_goal")),
        Column(say("label.project")),
        Column(say("goals.column_baseline"), "number"),
        Column(say("goals.column_target"), "number"),
        Column(say("label.now"), "number"),
        Column(say("label.progress"), "share"),
        Column(say("goals.column_expected"), "share"),
        Column(say("label.status"), "word"),
        Column(say("goals.column_owner")),
        Column(say("label.evidence"), "word"),
    )
    rows = (
        goal_row(goal, project.name, say, project.language)
        for one in facts.projects
        for goal, project in one.owned
    )
    return Table(caption, columns, tuple(rows))


# The section of a paper


def paper_blocks(facts: GoalFacts, say: Speaker) -> tuple[Block, ...]:
    """How many goals are on track, a picture of those that can be measured, and a table of them."""
    told = sentence(facts.summary, facts.scope, say)
    head: tuple[Block, ...] = (Heading(say("label.goals")), Sentence(told))
    if not facts.summary.total:
        return head
    measured = sorted(_measured(facts), key=_urgency)
    drawn = [one for one in measured if one[0].progress is not None][:DRAWN]
    without = facts.summary.total - len(measured)
    return (
        *head,
        *((_picture(drawn, facts, say),) if drawn else ()),
        *_table(measured, facts, say),
        *((Note(say.count("papers.goals_without", without)),) if without else ()),
    )


def picture(facts: GoalFacts, say: Speaker) -> Figure | None:
    """Goals that can be measured, those furthest behind first; None where there is none."""
    measured = sorted(_measured(facts), key=_urgency)
    drawn = [one for one in measured if one[0].progress is not None][:DRAWN]
    return _picture(drawn, facts, say) if drawn else None


def paper_sources(facts: GoalFacts) -> frozenset[str]:
    """Sources of the goals and of what was observed."""
    return frozenset[str]().union(*(one.observed_sources for one in facts.projects))


def _measured(facts: GoalFacts) -> list[tuple[Goal, Project]]:
    """Goals that can be measured, in tree order."""
    return [one for project in facts.projects for one in project.owned if one[0].measurable]


def _urgency(one: tuple[Goal, Project]) -> tuple[int, float]:
    goal = one[0]
    return WORST_FIRST.index(goal.status), (goal.progress or 0) - (goal.expected or 0)


def _picture(goals: Sequence[tuple[Goal, Project]], facts: GoalFacts, say: Speaker) -> Figure:
    bars = [
        Bar(
            goal.text,
            "; ".join(filter(None, (own_words(goal, say), expected_words(goal, say)))),
            goal.progress,
            None if goal.status == "reached" else goal.expected,
            STATES[goal.status],
        )
        for goal, _ in goals
    ]
    told = " ".join(
        f"{bar.name}: {say(STATUS_KEYS[goal.status])}, {bar.words}."
        for bar, (goal, _) in zip(bars, goals, strict=True)
    )
    title = say("papers.goals_picture", place=facts.place)
    return Figure(
        progress_bars(bars, say),
        title=title,
        sentence=say("papers.goals_picture_sentence"),
        source=" ".join(source_lines(say, paper_sources(facts))),
        date=say("papers.as_of", date=say.date(facts.day)),
        alt=f"{title}. {told}",
    )


def _table(measured: Sequence[tuple[Goal, Project]], facts: GoalFacts, say: Speaker) -> list[Block]:
    """Measured goals; the project's name under each where there are several."""
    if not measured:
        return []
    several = len(facts.scope.projects) > 1
    rows = []
    for goal, project in measured[:LISTED]:
        below = (Phrase(project.name, project.language),) if several else ()
        rows.append(
            (
                Cell(Phrase(goal.text, project.language), goal.text, lines=below),
                Cell(amount(goal.current, goal.unit, say), goal.current),
                Cell(amount(goal.target, goal.unit, say), goal.target),
                Cell("–" if is_short(goal) else say.percent(goal.progress), goal.progress),
                Cell(say(STATUS_KEYS[goal.status]), goal.status),
                Cell(say.date(goal.deadline) if goal.deadline else say("word.not_stated"), goal.deadline),
            )
        )
    columns = (
        Column(say("goals.column_goal"), width=33),
        Column(say("label.now"), "number", 14),
        Column(say("goals.column_target"), "number", 14),
        Column(say("label.progress"), "share", 11),
        Column(say("label.status"), "word", 12),
        Column(say("label.deadline"), "date", 16),
    )
    table = Table(say("papers.goals_table", date=say.date(facts.day)), columns, tuple(rows))
    left = len(measured) - LISTED
    return [table, *([Note(say.count("papers.more_goals", left))] if left > 0 else [])]
