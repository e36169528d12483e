"""Geographic effect: the form's ladder as a picture, and what each project states and has documented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.bars import Bar, ladder_bars
from dashboard.content.blocks import Figure, Heading, Note, Phrase, Sentence
from dashboard.content.tables import Table, word_table
from dashboard.effect.numbers import LETTERS, Record, effect_until, records, rungs
from dashboard.effect.wording import LETTER_KEYS, sentence
from dashboard.overview.ground import Section
from dashboard.status.marks import EVIDENCE_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.blocks import Block, Figure, Words
    from dashboard.effect.numbers import Effect
    from dashboard.overview.ground import Ground
    from terms.words import Speaker


def effect_section(ground: Ground, *, one_by_one: bool = True) -> Section:
    """Effect as stated up to the last chosen year; who has not answered is named in one line.

    `one_by_one`: with a table of the projects.
    """
    say, scope = ground.say, ground.figures.scope
    heading = Heading(say("label.geographic_effect"))
    if not scope.projects:
        return Section((heading, Sentence(say("effect.no_projects"))))
    here = ground.store.per_version(effect_until)(ground.selection.last_year).of(scope.projects)
    steps = records(here.ladder)
    answered = [step for step in steps if step["answered"]]
    sources = frozenset(here.sources["source"])
    blocks: list[Block] = [heading, Sentence(sentence(here, say))]
    if len(answered) > 1:
        blocks.append(_picture(here, ground, sources))
    if answered and one_by_one:
        blocks.append(_table(answered, say))
    if silent := [step for step in steps if not step["answered"]]:
        blocks.append(Note(_silent(silent, say)))
    return Section(tuple(blocks), sources, example=bool((here.sources["evidence"] == "example").any()))


def _picture(here: Effect, ground: Ground, sources: frozenset[str]) -> Figure:
    say = ground.say
    counted = {kind: rungs(here.ladder)[kind].to_dict() for kind in ("planned", "achieved")}
    drawn = [
        Bar(f"{letter}  {say(LETTER_KEYS[letter])}", _words(planned, achieved, say), achieved, planned)
        for letter in LETTERS
        for planned, achieved in [(int(counted["planned"][letter]), int(counted["achieved"][letter]))]
    ]
    title = say("papers.effect_picture", place=ground.place)
    told = " ".join(f"{rung.name.replace('  ', ' ')}: {rung.words}." for rung in drawn)
    return ground.drawn(
        ladder_bars(drawn, say),
        title=title,
        sentence=say("papers.effect_picture_sentence"),
        sources=sources,
        alt=f"{title}. {told}",
    )


def _words(planned: int, achieved: int, say: Speaker) -> str:
    parts = [
        *([say.count("effect.planned_count", planned)] if planned else []),
        *([say.count("effect.achieved_count", achieved)] if achieved else []),
    ]
    return " · ".join(parts) or say("effect.nobody")


def _table(steps: Sequence[Record], say: Speaker) -> Table:
    return word_table(
        say("papers.effect_table"),
        (
            say("label.project"),
            say("label.planned"),
            say("effect.achieved"),
            say("effect.claimed"),
            say("effect.documented"),
            say("label.basis"),
        ),
        tuple(
            (
                Phrase(step["name"], step["language"]),
                _letter(step["planned"], say),
                _letter(step["achieved"], say),
                say.number(step["claimed"]) if step["claimed"] else say("word.not_stated"),
                say.number(step["documented"]) if step["claimed"] else "–",
                say(EVIDENCE_KEYS[step["evidence"]]),
            )
            for step in steps
        ),
        numeric=(3, 4),
        widths=(22, 17, 17, 14, 15, 15),
    )


def _letter(letter: object, say: Speaker) -> Words:
    """Letter with the form's label; missing text is NaN."""
    if not isinstance(letter, str):
        return say("word.not_stated")
    return f"{letter}: {say(LETTER_KEYS[letter])}"


def _silent(steps: Sequence[Record], say: Speaker) -> Words:
    """Names of those that have not answered, each in its own language."""
    names: list[str | Phrase] = []
    for step in steps:
        names += [", ", Phrase(step["name"], step["language"])]
    return (f"{say('papers.effect_silent')} ", *names[1:], ".")
