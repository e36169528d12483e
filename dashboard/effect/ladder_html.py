"""The ladder a-f as on the BOLYST form: six rungs, with the projects that plan or have achieved each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboard.content.parts import EVIDENCE_KEYS, Table, mark, tag
from dashboard.content.sheet_link import sheet_link
from dashboard.effect.numbers import LETTERS, NOT_KNOWN, Effect, records, rungs
from dashboard.effect.wording import LETTER_KEYS

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.content.parts import State
    from dashboard.effect.numbers import Record
    from terms.words import Speaker

__all__ = ["LETTER_KEYS", "ladder", "ladder_table"]


def ladder(effect: Effect, say: Speaker) -> Component:
    """Six rungs, the key to the chips, and who has not answered."""
    steps = records(effect.ladder)
    silent = [step for step in steps if not step["answered"]]
    planned, achieved = (rungs(effect.ladder)[kind].to_dict() for kind in ("planned", "achieved"))
    ladder_rungs = [
        _rung(
            letter,
            [
                *([say.count("effect.planned_count", planned[letter])] if planned[letter] else []),
                *([say.count("effect.achieved_count", achieved[letter])] if achieved[letter] else []),
            ],
            [_chip(step, letter, say) for step in steps if letter in (step["planned"], step["achieved"])],
            say,
        )
        for letter in LETTERS
    ]
    return html.Div(
        [
            html.H3(say("effect.ladder_title")),
            html.P(say("effect.ladder_help"), className="effect-help"),
            html.Ol(ladder_rungs, className="rungs", role="list"),
            html.P(
                [
                    html.Span(say("word.planned"), className="chip-key chip-planned"),
                    html.Span(say("word.achieved"), className="chip-key chip-achieved"),
                    html.Span(say("effect.documented_help")),
                ],
                className="effect-help",
            ),
            *([_silent(silent, say)] if silent else []),
        ],
        className="effect-ladder",
    )


def ladder_table(effect: Effect, say: Speaker) -> Table:
    """One row per project; what is not stated is said to be so."""
    missing = say("word.not_stated")
    return Table(
        caption=say("effect.ladder_table"),
        columns=[
            say("label.project"),
            say("label.planned"),
            say("effect.achieved"),
            say("effect.claimed"),
            say("effect.documented"),
            say("label.basis"),
            say("label.year"),
        ],
        rows=[
            [
                _named(step, say),
                step["planned"] if _stated(step["planned"]) else missing,
                step["achieved"] if _stated(step["achieved"]) else missing,
                say.number(step["claimed"]) if step["claimed"] else missing,
                say.number(step["documented"]) if step["claimed"] else "–",
                say(EVIDENCE_KEYS[step["evidence"]]) if step["answered"] else "–",
                str(int(step["year"])) if step["answered"] else "–",
            ]
            for step in records(effect.ladder)
        ],
        numeric=frozenset({3, 4, 6}),
    )


def _rung(letter: str, counts: list[str], chips: list[Component], say: Speaker) -> Component:
    return html.Li(
        [
            html.Span(letter, className="rung-letter"),
            html.Div(
                [
                    html.P(
                        [
                            html.Span(f"{say(LETTER_KEYS[letter])} ", className="rung-label"),
                            html.Span(" · ".join(counts) or say("effect.nobody"), className="rung-count"),
                        ],
                        className="rung-head",
                    ),
                    *([html.Ul(chips, className="chips", role="list")] if chips else []),
                ],
                className="rung-body",
            ),
        ],
        className=f"rung{' rung-apart' if letter == NOT_KNOWN else ''}{'' if chips else ' rung-empty'}",
    )


def _named(step: Record, say: Speaker, class_name: str | None = None) -> Component:
    return sheet_link(step["project"], step["name"], say, language=step["language"], class_name=class_name)


def _chip(step: Record, letter: str, say: Speaker) -> Component:
    """A project on a rung: hollow where it only planned to be there, filled where it says it is."""
    achieved = step["achieved"] == letter
    return html.Li(
        [
            _named(step, say, "chip-name"),
            html.Span(_step_words(step, say), className="chip-step"),
            *([_documentation(step, say)] if achieved and letter != NOT_KNOWN else []),
            *([tag(say("shell.example"), "example")] if step["evidence"] == "example" else []),
        ],
        className=f"chip {'chip-achieved' if achieved else 'chip-planned'}",
    )


def _step_words(step: Record, say: Speaker) -> str:
    planned, achieved = step["planned"], step["achieved"]
    if not _stated(achieved):
        return say("effect.step_planned", planned=planned)
    if not _stated(planned):
        return say("effect.step_achieved", achieved=achieved)
    return say("effect.step_both", planned=planned, achieved=achieved)


def _documentation(step: Record, say: Speaker) -> Component:
    claimed, documented = step["claimed"], step["documented"]
    if not claimed:
        return mark("missing", say("effect.undocumented_step"))
    state: State = "good" if documented == claimed else "partly" if documented else "missing"
    words = say("effect.documented_step", claimed=say.number(claimed), documented=say.number(documented))
    return mark(state, words)


def _silent(steps: list[Record], say: Speaker) -> Component:
    return html.Details(
        [
            html.Summary(say.count("effect.unanswered_names", len(steps))),
            html.Ul(
                [
                    html.Li(sheet_link(step["project"], step["name"], say, language=step["language"]))
                    for step in steps
                ]
            ),
        ],
        className="plain effect-silent",
    )


def _stated(letter: object) -> bool:
    """Whether a letter was given: missing text is NaN."""
    return isinstance(letter, str)
