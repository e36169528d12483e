"""Labels that stand together with their answers below them: split where it is safe, else left to the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_sources.intake.dates import dates_in
from data_sources.intake.forms.blocks import Block
from data_sources.intake.forms.places import places_in
from data_sources.intake.forms.report_fields import BY_KEY, MINISTRIES
from data_sources.intake.forms.report_options import find_options, with_marks

if TYPE_CHECKING:
    from data_sources.intake.forms.collected import Answer, Collected

PAIR = 2
"""Two labels are most often one without an answer and one with; three or more are a run."""


@dataclass(frozen=True)
class Run:
    """Labels whose answers cannot be told apart, and the text in which they are."""

    keys: tuple[str, ...]
    block: str


def split_runs(collected: Collected) -> tuple[list[Run], set[str]]:
    """Move answers to their labels where the lines fit; gives the runs left over and the keys moved to."""
    runs: list[Run] = []
    moved: set[str] = set()
    for answers in _runs(collected.answers):
        lines = [
            Block(line, part.place) for part in answers[-1].parts for line in part.text.split("\n") if line
        ]
        if _belongs_to_last(answers, lines):
            continue
        if len(lines) == len(answers) and all(map(_fits, answers, lines)):
            for answer, line in zip(answers, lines, strict=True):
                answer.parts = [line]
            moved |= {answer.key for answer in answers}
        else:
            runs.append(Run(tuple(answer.key for answer in answers), answers[-1].text))
    return runs, moved


def _runs(answers: list[Answer]) -> list[list[Answer]]:
    """Give every row of labels without text together with the label that has the text below it."""
    runs: list[list[Answer]] = []
    waiting: list[Answer] = []
    for answer in answers:
        if answer.table or BY_KEY[answer.key].kind == "title":
            waiting = []
        elif not answer.text:
            waiting.append(answer)
        else:
            together = [*waiting, answer]
            one_line = len(together) > PAIR and len({one.place for one in together}) == 1
            if waiting and (not answer.beside or one_line):
                runs.append(together)
            waiting = []
    return runs


def _belongs_to_last(answers: list[Answer], lines: list[Block]) -> bool:
    """Whether the text is clearly the last label's own: its lettered answers, or one after an empty one."""
    last = BY_KEY[answers[-1].key]
    if last.options and find_options(with_marks(answers[-1].text), last.options):
        return True
    if len(answers) > PAIR:
        return False
    return not last.heading or (len(lines) == 1 and _fits(answers[-1], lines[0]))


def _fits(answer: Answer, line: Block) -> bool:
    """Whether a line can be the answer to a label, as far as dates, ministries and municipalities tell."""
    kind = BY_KEY[answer.key].kind
    if kind == "date":
        return bool(dates_in(line.text))
    if kind == "places":
        return any(place.possible for place in places_in(line.text, None))
    ministry = any(name.casefold() in line.text.casefold() for name in MINISTRIES)
    if answer.key == "to":
        return ministry
    return BY_KEY[answer.key].heading and not ministry and not dates_in(line.text)
