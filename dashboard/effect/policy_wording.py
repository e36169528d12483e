"""Policy goals a-i of the form in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.effect.numbers import NOT_KNOWN, Effect
from dashboard.effect.policy_goals import answers, ticks
from terms.code_lists import keys

if TYPE_CHECKING:
    import pandas as pd

    from terms.words import Speaker

GOAL_KEYS = keys("policy_goal")
"""The form's label of each policy goal."""


def sentence(effect: Effect, goals: pd.DataFrame, projects: tuple[str, ...], say: Speaker) -> str:
    """How many projects state effect and tick policy goals, and how many ticks others have assessed."""
    steps = effect.ladder
    known = steps[steps["answered"] & (steps["achieved"].fillna(steps["planned"]) != NOT_KNOWN)]
    answered, _, crosses = answers(goals, projects)
    if known.empty and not answered:
        return say.count("policy.sentence_none", len(projects))
    told = say(
        "policy.sentence",
        projects=say.count("shell.count_projects", len(projects)),
        effect=say.count("policy.say_effect", len(known)),
        goals=say.count("policy.ticked_goals", answered),
        ticks=say.count("policy.ticks", crosses),
    )
    assessed = int(ticks(goals)["documented"].sum())
    founded = say.count("policy.assessed", assessed) if assessed else say("policy.assessed_none")
    return f"{told} {founded}" if crosses else told


def tick_words(total: int, documented: int, example: int, say: Speaker) -> str:
    """«4 prosjekt, 1 av dei vurdert»."""
    if not total:
        return say("effect.nobody")
    words = [say.count("shell.count_projects", total)]
    if documented:
        words.append(say.count("policy.of_them_assessed", documented))
    if example:
        words.append(say("policy.of_them_example", n=say.number(example)))
    return ", ".join(words)
