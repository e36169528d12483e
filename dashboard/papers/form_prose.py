"""Answers of the annual form made from figures: goals, target groups, results, communication, accounts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.coverage.project_persons import persons_by_project
from dashboard.coverage.wording import WORDS_KEYS, total_words
from dashboard.goals.goal_facts import goals_of
from dashboard.goals.numbers import goal_progress, in_tree_order
from dashboard.goals.wording import LEVEL_KEYS, STATUS_KEYS, own_words
from dashboard.papers.form_facts import Known, each, invented
from dashboard.places.words import group_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.content.blocks import Phrase, Words
    from dashboard.papers.form_facts import Own
    from terms.words import Speaker

EVENT_KEYS = {"planned": "word.planned", "prevented": "form.event_prevented"}
WHOLE_DATE, MONTH = 10, 7
"""Signs of a date that is a day (2013-12-02), and of one that is a month (2014-11)."""


def goals(own: Own) -> Known:
    """Goals in their order, with where they stood at the end of the year."""
    say = own.say
    progress = goal_progress(own.rows("goal"), own.store["goal_observation"], today=dt.date(own.year, 12, 31))
    rows = in_tree_order(progress)
    lines: list[Words] = []
    for goal in goals_of(rows):
        head: tuple[str | Phrase, ...] = (f"{say(LEVEL_KEYS[goal.level])}: ", own.phrase(goal.text))
        told = (
            f" ({own_words(goal, say)}; {say(STATUS_KEYS[goal.status]).lower()})" if goal.measurable else ""
        )
        lines.append((*head, told) if told else head)
    unmeasured = int((~progress["measurable"]).sum()) if len(progress) else 0
    if unmeasured:
        lines.append(say.count("form.goals_unmeasured", unmeasured))
    return Known(
        tuple(lines),
        sources=frozenset(rows["source"]) | frozenset(rows["observed_source"].dropna()),
        example=invented(rows) or bool((rows["observed_evidence"] == "example").any()),
    )


def target_groups(own: Own) -> Known:
    """Groups, main ones first: whether they were reached, how many persons in the year, and why not."""
    say = own.say
    names = group_names(own.store, say)
    reached = own.store.per_version(persons_by_project).get(own.project, {})
    rows = own.rows("project_target_group").sort_values("priority", kind="stable")  # main before other
    lines: list[Words] = []
    example = invented(rows)
    for row in each(rows):
        total = next((one for one in reached.get(row.target_group, ()) if one.year == own.year), None)
        said = [say(WORDS_KEYS[row.reached]).lower()] if row.reached in WORDS_KEYS else []
        if total:
            said.append(total_words(say, total))
            example = example or total.persons.example
        told = "; ".join(said) or say("form.group_unknown")
        line: tuple[str | Phrase, ...] = (f"{names[row.target_group]}: {told}.",)
        lines.append((*line, " ", own.phrase(_ended(row.reason))) if _stated(row.reason) else line)
    return Known(tuple(lines), sources=frozenset(rows["source"]), example=example)


def results(own: Own) -> Known:
    """Measures under way in the year, or without dates: sessions held, where, and what came of them.

    Measures of which nothing is told come last, and are said to be so.
    """
    say = own.say
    rows = own.rows("measure")
    rows = rows[_in_year(rows, own.year)]
    places = own.store["measure_municipality"]
    held = places[(places["status"] == "held") & places["measure"].isin(rows["measure"])]
    labels = own.store["municipality"].set_index("municipality")["name"].to_dict()
    lines: list[Words] = []
    silent: list[str] = []
    for row in each(rows):
        where = [labels[one] for one in held[held["measure"] == row.measure]["municipality"] if one in labels]
        told = _sessions(row, say)
        if where:
            told.append(say("form.held_in", places=say.listing(where)))
        if not told and not _stated(row.result):
            silent.append(own.phrase(row.name).text)
            continue
        line: tuple[str | Phrase, ...] = (own.phrase(row.name), f": {'; '.join(told)}." if told else ".")
        if _stated(row.result):
            line = (*line, " ", own.phrase(_ended(row.result)))
        lines.append(line)
    if silent:
        lines.append((say("form.silent_measures"), " ", own.phrase(_ended("; ".join(silent)))))
    return Known(
        tuple(lines),
        sources=frozenset(rows["source"]) | frozenset(held["source"]),
        example=invented(rows) or invented(held),
    )


def _sessions(row: Any, say: Speaker) -> list[str]:  # noqa: ANN401 - a row of `measure`
    if pd.isna(row.held_sessions):
        return []
    if pd.isna(row.planned_sessions):
        return [say.count("form.sessions", row.held_sessions)]
    sessions = say.count("count.sessions", row.planned_sessions)
    return [say.count("form.sessions_of", row.held_sessions, sessions=sessions)]


def _in_year(rows: pd.DataFrame, year: int) -> pd.Series:
    """Whether measures were under way in a year, as far as their dates tell."""
    start = rows["actual_start"].fillna(rows["planned_start"]).dt.year
    end = rows["actual_end"].fillna(rows["planned_end"]).dt.year
    found: pd.Series = ~((start > year) | (end < year))
    return found


def communication(own: Own) -> Known:
    """Events of the year, events still to come, and those that nobody has dated."""
    say = own.say
    rows = own.rows("communication_event")
    years = pd.to_numeric(rows["date"].str[:4], errors="coerce")
    later = (years > own.year) & (rows["status"] == "planned")
    rows = rows[(years == own.year) | years.isna() | later].sort_values(["date", "position"])
    lines: list[Words] = []
    for row in each(rows):
        line: tuple[str | Phrase, ...] = (own.phrase(row.title),)
        about = [own.phrase(row.arranger).text] if _stated(row.arranger) else []
        about.append(_day(row.date, own) if _stated(row.date) else say("form.undated"))
        about += [say(EVENT_KEYS[row.status])] if row.status in EVENT_KEYS else []
        line = (*line, f" ({'; '.join(about)}).")
        lines.append((*line, " ", own.phrase(_ended(row.text))) if _stated(row.text) else line)
    return Known(tuple(lines), sources=frozenset(rows["source"]), example=invented(rows))


def _day(text: str, own: Own) -> str:
    """Date as precise as the source: a day, a month or a year."""
    if len(text) == WHOLE_DATE:
        return own.say.date(dt.date.fromisoformat(text))
    if len(text) == MONTH:
        day = own.say.date(dt.date.fromisoformat(f"{text}-01"))
        return day.split(" ", 1)[1]
    return text


def accounts(own: Own) -> Known:
    """Budget and accounts of the year, post by post, and the sums where every part is stated."""
    say = own.say
    rows = own.rows("account_line")
    rows = rows[rows["year"] == own.year]
    lines: list[Words] = [
        (own.phrase(row.post), f": {_kroner(row.budget, row.accounts, own)}") for row in each(rows)
    ]
    if len(rows) > 1:
        budget, spent = (float(rows[column].sum(skipna=False)) for column in ("budget", "accounts"))
        lines.append(f"{say('form.sum')}: {_kroner(budget, spent, own)}")
    return Known(tuple(lines), sources=frozenset(rows["source"]), example=invented(rows))


def _kroner(budget: float, spent: float, own: Own) -> str:
    say = own.say
    stated = [say("word.not_stated") if pd.isna(value) else say.money(value) for value in (budget, spent)]
    return say("form.budget_and_accounts", budget=stated[0], accounts=stated[1])


def _stated(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _ended(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if text.rstrip().endswith((".", "!", "?", ":", "…")) else f"{text.rstrip()}."


def sources(known: Iterable[Known]) -> frozenset[str]:
    """Sources of all the answers."""
    return frozenset[str]().union(*(one.sources for one in known))
