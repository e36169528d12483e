"""A goal as the reader meets it: a card with three separate answers, or a line where it has no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import (
    Bullet,
    Bullets,
    Facts,
    Figure,
    Fold,
    Group,
    Heading,
    Item,
    Listing,
    Mark,
    Phrase,
    Sentence,
    Span,
    Tag,
)
from dashboard.content.small_pictures import Sparkline
from dashboard.content.tables import Cell
from dashboard.goals.wording import (
    LEVEL_KEYS,
    STATES,
    STATUS_KEYS,
    amount,
    expected_words,
    is_short,
    own_words,
)
from dashboard.places.profile import POPULATION
from dashboard.status.marks import EVIDENCE_KEYS, source_lines
from terms.code_lists import keys

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.content.blocks import Block, Words
    from dashboard.goals.facts import Beside
    from dashboard.goals.goal_facts import Goal
    from dashboard.goals.official import Official
    from terms.languages import Language
    from terms.words import Speaker

AGAINST_KEYS = {
    "above": "goals.against_above",
    "below": "goals.against_below",
    "unclear": "goals.against_unclear",
}
DEEPEST = 2
"""Levels of goals are set in no further than this."""
ONE_DECIMAL_BELOW = 10
"""Rates below this are written with one decimal."""
CHAIN_KEYS = keys("chain_level")
"""Message of each level, in the order of the chain."""


def goal_item(goal: Goal, beside: Beside, say: Speaker, language: Language) -> Item:
    """Card with own target, position and official figures, or one line for a goal without a number."""
    depth = f"goal-depth-{min(goal.depth, DEEPEST)}"
    if not goal.measurable:
        known = beside.official is not None and beside.official.years
        told = (Sentence(in_words(beside, say), look="goal-background"),) if known else ()
        return Item((_head(goal, say, language), *told), f"goal goal-line {depth}")
    own = (_answer(say("goals.answer_own"), _own_target(goal, say)), *_answers(beside, say))
    blocks = (_head(goal, say, language), Group(own, "goal-answers"), _foot(goal, say))
    return Item(blocks, f"goal goal-card {depth}")


def goal_row(goal: Goal, project: str, say: Speaker, language: Language) -> tuple[Words | Cell, ...]:
    """Cells of a goal in the panel's table, with raw values for files."""
    short = is_short(goal)
    return (
        Cell(Phrase(goal.text, language), goal.text),
        project,
        Cell(amount(goal.baseline, goal.unit, say), goal.baseline),
        Cell(amount(goal.target, goal.unit, say), goal.target),
        Cell(amount(goal.current, goal.unit, say), goal.current),
        Cell("–" if short else say.percent(goal.progress), goal.progress),
        Cell(
            amount(goal.expected_value, goal.unit, say) if short else say.percent(goal.expected),
            goal.expected,
        ),
        Cell(say(STATUS_KEYS[goal.status]), goal.status),
        Phrase(goal.owner_role, language) if goal.owner_role else say("goals.no_owner"),
        Cell(say(EVIDENCE_KEYS[goal.evidence]), goal.evidence),
    )


def in_words(beside: Beside, say: Speaker) -> str:
    """«Innvandrarar i Haram: 612 i 2013, 845 i 2021 (+233)»."""
    official, place = beside.official, beside.place
    if official is None or not official.years:
        return say("goals.context_none", name=beside.name, place=place)
    change = official.change
    if change is None or change.first_year == change.last_year:
        return say(
            "goals.context_one",
            name=beside.name,
            place=place,
            value=say.number(official.counts[-1]),
            year=official.years[-1],
        )
    sign = "+" if change.difference > 0 else ""
    return say(
        "goals.context",
        name=beside.name,
        place=place,
        first=say.number(change.first),
        first_year=change.first_year,
        last=say.number(change.last),
        last_year=change.last_year,
        change=f"{sign}{say.number(change.difference)}",
    )


def results_chain(items: pd.DataFrame, say: Speaker, language: Language) -> Fold:
    """Closed box with the five levels; `items` are one project's, `language` its målform."""
    founded = tuple(Tag(say(EVIDENCE_KEYS[one]), one) for one in sorted(set(items["evidence"])))
    foot = Facts((*founded, *source_lines(say, set(items["source"]))), "goal-foot")
    return Fold(say("goals.chain"), (chain_steps(items, say, language), foot), look="chain-box plain")


def chain_steps(items: pd.DataFrame, say: Speaker, language: Language) -> Listing:
    """Five levels side by side; one without items says so: the reader must see the hole."""
    texts: dict[str, list[str]] = {level: [] for level in CHAIN_KEYS}
    for level, text in items.sort_values("position")[["level", "text"]].itertuples(index=False):
        texts[level].append(text)
    steps = []
    for step, (level, found) in enumerate(texts.items(), start=1):
        title = Sentence((Phrase(str(step), look="chain-step"), say(CHAIN_KEYS[level])))
        inside = (
            Bullets(tuple(found), language=language)
            if found
            else Sentence(say("label.not_stated"), look="chain-empty")
        )
        steps.append(Item((title, inside), "chain-level"))
    return Listing(tuple(steps), "chain", ordered=True, label=say("goals.chain"))


def _head(goal: Goal, say: Speaker, language: Language) -> Group:
    level = Phrase(say(LEVEL_KEYS[goal.level]), look="goal-level")
    text = Phrase(goal.text, language, look="goal-text")
    return Group(
        (Sentence((level, " ", text)), Mark(STATES[goal.status], say(STATUS_KEYS[goal.status]))), "goal-head"
    )


def _own_target(goal: Goal, say: Speaker) -> tuple[Block, ...]:
    """Bullet with progress, where it should be, and the deadline."""
    bullet = Bullet(
        goal.progress, own_words(goal, say), STATES[goal.status], goal.expected, expected_words(goal, say)
    )
    dated = say("goals.deadline", date=say.date(goal.deadline)) if goal.deadline else say("goals.no_deadline")
    return (bullet, Sentence(dated, look="goal-small"))


def _foot(goal: Goal, say: Speaker) -> Facts:
    """Who owns the goal, when it was last reported, how well it is founded, and where it stands."""
    reported = (
        say("goals.observed", date=say.date(goal.observed)) if goal.observed else say("goals.never_observed")
    )
    owner = say("goals.owner", owner=goal.owner_role) if goal.owner_role else say("goals.no_owner")
    founded = Tag(say(EVIDENCE_KEYS[goal.evidence]), goal.evidence)
    return Facts((owner, reported, founded, *source_lines(say, [goal.source])), "goal-foot")


def _answer(title: str, blocks: tuple[Block, ...]) -> Group:
    return Group((Heading(title, 3), *blocks), "goal-answer", apart=True)


def _answers(beside: Beside, say: Speaker) -> list[Group]:
    """Second and third answer of a goal card, each on its own and without colour."""
    titles = (say("goals.answer_position"), say("goals.answer_context"))
    if beside.official is None:
        return [_answer(title, (Sentence(say(beside.reason), look="goal-none"),)) for title in titles]
    official = beside.official
    return [
        _answer(titles[0], _position(official, beside, say)),
        _answer(titles[1], _context(official, beside, say)),
    ]


def _position(official: Official, beside: Beside, say: Speaker) -> tuple[Block, ...]:
    """Rate, the places it allows and how it stands against the rest, with a strip of the places."""
    position, place = beside.position, beside.place
    if position is None:
        reason = "goals.position_population" if official.indicator == POPULATION else "goals.position_none"
        return (Sentence(say(reason, place=place), look="goal-none"),)
    if position.best == position.worst:
        words = say("goals.position_clear", best=position.best, of=position.of)
    else:
        words = say("goals.position", best=position.best, worst=position.worst, of=position.of)
    rate = say(
        "goals.position_rate",
        place=place,
        rate=_rate(position.rate, say),
        low=_rate(position.low, say),
        high=_rate(position.high, say),
        year=official.years[-1],
    )
    against = say(AGAINST_KEYS[position.against], others=_rate(position.others, say))
    return (
        Sentence(words, look="goal-words"),
        Span((position.best - 1) / position.of, position.worst / position.of),
        Sentence(rate, look="goal-small"),
        Sentence(against, look="goal-small"),
    )


def _context(official: Official, beside: Beside, say: Speaker) -> tuple[Block, ...]:
    """The count in words, a small line with the project's period, and that it is no result of the project."""
    words = in_words(beside, say)
    blocks: list[Block] = [Sentence(words, look="goal-words")]
    if len(official.years) > 1:
        change = official.change
        points = tuple(zip(official.years, official.counts, strict=True))
        line = Sparkline(points, (change.first_year, change.last_year) if change else None)
        blocks.append(Figure.bare(line, words, "sparkline"))
    if official.joint:
        blocks.append(Sentence(say("goals.context_joint", place=beside.place), look="goal-small"))
    if official.converted:
        years = say.years((official.converted[0], official.converted[-1]))
        converted = say("goals.context_converted", years=years, parts=say.listing(official.parts))
        blocks.append(Sentence(converted, look="goal-small"))
    return (*blocks, Sentence(say("goals.context_caution"), look="goal-small"))


def _rate(rate: float, say: Speaker) -> str:
    return say.number(rate, 1 if rate < ONE_DECIMAL_BELOW else 0)
