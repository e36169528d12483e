"""What has changed since the last meeting: dated facts in words, and plans that were moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Bullets, Heading, Note, Phrase, Sentence
from dashboard.overview.ground import Section
from dashboard.reporting.change_wording import COLUMN_KEYS, MARKS, day_of, happened, plan_value
from dashboard.reporting.changes_numbers import changes, dated_facts, last_meeting, year_before
from dashboard.reporting.imports_since import imports_since, plan_changes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dashboard.content.blocks import Block, Words
    from dashboard.overview.ground import Ground
    from dashboard.reporting.imports_since import PlanChange


def since_of(ground: Ground) -> tuple[dt.date, bool]:
    """Day that changes count from, and whether it is the last meeting: else as chosen, or a year before."""
    day = ground.figures.day
    meeting = last_meeting(ground.store["team_meeting"], ground.figures.scope.projects, day)
    since = ground.selection.since or meeting or year_before(day)
    return since, since == meeting


def moved_plans(ground: Ground, since: dt.date) -> list[PlanChange]:
    """Plans that files read in since a day have moved."""
    projects = ground.figures.scope.projects
    imports = imports_since(ground.store["batch"], projects, since=since)
    return plan_changes(ground.store["batch_change"], imports, projects)


def change_lines(ground: Ground, since: dt.date) -> tuple[list[Words], Section]:
    """Every change since a day in words, what wants attention first; and what they rest on."""
    projects = ground.figures.scope.projects
    rows = changes(
        ground.store.per_version(dated_facts), projects, since=since, until=ground.figures.day
    ).to_dict("records")
    rows.sort(key=lambda row: MARKS[row["kind"]][0] != "warning")
    lines = [_line(row, ground) for row in rows]
    moved = [moved_words(one, ground) for one in moved_plans(ground, since)]
    example = any(row["evidence"] == "example" for row in rows)
    return [*moved, *lines], Section((), frozenset(row["source"] for row in rows), example=example)


def change_blocks(lines: Sequence[Words], shown: int, ground: Ground, since: dt.date) -> tuple[Block, ...]:
    """Heading with the day, the first lines, and how many there are more."""
    say = ground.say
    heading = Heading(say("label.changed_since_date", date=say.date(since)))
    if not lines:
        none = say("steering.changes_none", since=say.date(since), until=ground.data_date)
        return (heading, Sentence(none))
    left = len(lines) - len(lines[:shown])
    return (
        heading,
        *((Bullets(tuple(lines[:shown])),) if shown else ()),
        *((Note(say.count("matters.more_changes", left)),) if left else ()),
    )


def moved_words(change: PlanChange, ground: Ground) -> Words:
    """«Språkkafé – frist: frå 1. mai 2014 til 1. september 2014»."""
    say = ground.say
    moved = say(
        "steering.from_to",
        before=plan_value(change, change.before, say),
        after=plan_value(change, change.after, say),
    )
    name = Phrase(change.name, ground.project_names[change.project][1])
    return (name, f" – {say(COLUMN_KEYS[change.column])}: {moved}")


def _line(row: dict[object, object], ground: Ground) -> Words:
    """«12. juni 2014. Milepæl nådd: Fem bedrifter har norskgruppe – 73 dagar etter fristen»."""
    project = str(row["project"])
    name, language = ground.project_names[project]
    told = [Phrase(part.text, part.language) for part in happened(row, language, ground.say)]
    where = (" (", Phrase(name, language), ")") if ground.several else ()
    head = f"{day_of(row, ground.say)} · {ground.say(MARKS[str(row['kind'])][1])}"
    return (head, *((": ", *told) if told else ()), *where)
