"""The form's words for geographic effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.effect.numbers import NOT_KNOWN, documented_of
from terms.code_lists import keys

if TYPE_CHECKING:
    from dashboard.effect.numbers import Effect
    from terms.words import Speaker

LETTER_KEYS = keys("effect")
"""The form's label of each letter."""


def sentence(here: Effect, say: Speaker) -> str:
    """How many state effect, do not know or are silent, and in how many municipalities it is documented."""
    steps = here.ladder
    not_known = int((steps["achieved"].fillna(steps["planned"]) == NOT_KNOWN).sum())
    silent = int((~steps["answered"]).sum())
    stated = len(steps) - not_known - silent
    answers = [say.count("effect.stated", stated) if stated else say("effect.stated_none")]
    if not_known:
        answers.append(say.count("effect.not_known", not_known))
    if silent:
        answers.append(say.count("effect.unanswered", silent))
    documented, claimed = documented_of(here.claims)
    where = (
        say.count("effect.documented_of", claimed, documented=say.number(documented))
        if claimed
        else say("effect.no_claims")
    )
    return f"{'; '.join(answers)}. {where}"
