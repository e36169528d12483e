"""Shares the text of a paper out among the form's labels: from table rows, lines and runs of labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from data_sources.intake.forms.blocks import Block
from data_sources.intake.forms.crosses import find_options, with_marks
from data_sources.intake.forms.dates_and_amounts import dates_in
from data_sources.intake.forms.fields import BY_KEY, MINISTRIES, ORDER
from data_sources.intake.forms.labels import Label, label_at
from data_sources.intake.forms.places import places_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data_sources.intake.forms.blocks import Layout, TextPlace

LOST = "?\ufffd"
DASHES = re.compile(r"[-–—|_\s]*")
RULED = re.compile(r"[-–—]{2,}(?:[\s|:]+[-–—]{2,})+")
HEADING_REACH = 6_000
"""Characters from the start in which several labels on one line are looked for."""
INSIDE_LINE = re.compile(r"(?<=\s)[A-ZÆØÅ](?=[^:\n]{1,40}:|[^\n]{0,40}(?i:bolyst))")
LIST_SIGN = 4
"""Letters a cell may have and be a bullet or a number: «•», «a)», «12.»."""
PAIR = 2
"""Two labels are most often one without an answer and one with; three or more are a run."""


@dataclass
class Answer:
    """One label and the text after it; `beside` says that the text began on the label's line or row."""

    key: str
    place: TextPlace
    label: Label
    table: bool
    parts: list[Block] = field(default_factory=list)
    beside: bool = False

    @property
    def text(self) -> str:
        """The answer as lines."""
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def read_at(self) -> TextPlace:
        """Where the answer's own text begins; the label's place where it has none."""
        return next((part.place for part in self.parts if part.text), self.place)


@dataclass
class Collected:
    """The answers in the order of the paper, and the text that stands under no label of the form."""

    answers: list[Answer] = field(default_factory=list)
    unplaced: list[Block] = field(default_factory=list)
    repeated: set[str] = field(default_factory=set)

    def find(self, key: str) -> Answer | None:
        """Answer to one label; None where the label was not there."""
        return next((answer for answer in self.answers if answer.key == key), None)


def collect(layout: Layout) -> Collected:
    """Walk through the paper and share its text out among the labels."""
    collector = _Collector()
    for in_table, group in groupby(_rows(layout.blocks), key=lambda row: len(row) > 1):
        if in_table:
            for row in group:
                collector.row(row)
        else:
            if layout.format in {"word", "html"}:
                collector.leave_table()
            collector.lines([row[0] for row in group])
    return collector.done


def _rows(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Put the cells of a row together; a line, or a row of one cell, is alone and is split into its lines."""
    for (_, is_cell), group in groupby(blocks, key=lambda block: (block.place, block.column is not None)):
        cells = list(group)
        if is_cell and len(cells) > 1:
            yield cells
            continue
        for block in cells:
            for line in block.text.split("\n"):
                yield [Block(line, block.place)]


class _Collector:
    def __init__(self) -> None:
        self.done = Collected()
        self.current: Answer | None = None

    def row(self, cells: list[Block]) -> None:
        """Take one table row: label and answer, or an empty label that continues the row above."""
        if all(DASHES.fullmatch(cell.text) for cell in cells):
            return
        first, *others = cells
        label = label_at(first.text, cell=True) if first.text else None
        if label and self.is_new(label):
            self.begin(label, first.place, table=True)
            for cell in others:
                self.value(cell, alone=len(others) == 1)
            self.label_rest(label, Block(first.text[label.end :].strip(), first.place))
        elif label:
            self.done.repeated.add(label.key)
            self.done.unplaced += cells
            self.current = None
        elif not first.text:
            for cell in others:
                self.add(cell, beside=True)
        else:
            self.unlabelled(cells)

    def label_rest(self, label: Label, rest: Block) -> None:
        """Take what stands behind the label in its own cell: the answer, if no other cell has it."""
        answer = self.done.find(label.key)
        if rest.text and answer and not answer.text:
            answer.parts, answer.beside = [rest], True
        elif rest.text:
            self.done.unplaced.append(rest)

    def leave_table(self) -> None:
        """Lines below a table are not part of its last answer; in plain text a cell may go on as lines."""
        if self.current and self.current.table:
            self.current = None

    def value(self, cell: Block, *, alone: bool) -> None:
        """Take an answer's cell, unless it is itself a label above the questions («Til: | KRD | Fra: |»).

        The only cell beside a label is its answer, whatever it says.
        """
        label = label_at(cell.text, cell=True) if cell.text.endswith(":") and not alone else None
        if label and label.end == len(cell.text) and BY_KEY[label.key].heading and self.is_new(label):
            self.begin(label, cell.place, table=True)
        else:
            self.add(cell, beside=True)

    def unlabelled(self, cells: list[Block]) -> None:
        """Take a row without a label of ours: a list, a line of the accounts, or a row of another form."""
        inside = self.current and (len(cells[0].text) <= LIST_SIGN or self.current.key == "accounts")
        if not inside:
            self.current = None
        self.add(Block(" ".join(cell.text for cell in cells if cell.text), cells[0].place), beside=True)

    def lines(self, blocks: list[Block]) -> None:
        """Take lines that follow each other: a label may run over several, and a line may hold several."""
        text = "\n".join(block.text for block in blocks)
        start = consumed = 0
        for block in blocks:
            end = start + len(block.text)
            if block.text and consumed < end and not RULED.fullmatch(block.text):
                at = max(start, consumed)
                consumed = max(consumed, self.line(text, at, end, block.place))
            start = end + 1

    def line(self, text: str, at: int, end: int, place: TextPlace) -> int:
        """Share one line out; returns where the last label in it ends, which may be on a later line."""
        beside = at > 0 and text[at - 1] != "\n"
        for found, label in self.labels(text, at, end):
            self.add(Block(text[at:found].strip(), place), beside=beside)
            self.begin(label, place, table=False)
            at = found if BY_KEY[label.key].kind == "title" else label.end
            beside = True
        if at < end:
            self.add(Block(text[at:end].strip(), place), beside=beside)
        if self.current and BY_KEY[self.current.key].kind == "title":
            self.current = None  # what stands below a title answers nothing
        return at

    def labels(self, text: str, start: int, end: int) -> Iterator[tuple[int, Label]]:
        """Labels of one line with where they start; inside a line only those above the questions."""
        label = label_at(text, start)
        at = start
        if label and self.is_new(label) and self.fits_line(label, text[start:end]):
            yield start, label
            at = label.end
        if self.asking() or start > HEADING_REACH:
            return
        for capital in INSIDE_LINE.finditer(text, start, end):
            if capital.start() < at:
                continue
            title = label_at(text, capital.start())
            inside = (
                title if title and title.key == "report_type" else label_at(text, capital.start(), colon=True)
            )
            if inside and BY_KEY[inside.key].heading and inside.exact and self.is_new(inside):
                yield capital.start(), inside
                at = inside.end

    def fits_line(self, label: Label, line: str) -> bool:
        """Whether it is a label, and not a line of an answer that begins like one."""
        kind = BY_KEY[label.key]
        if kind.heading:
            return not self.asking() and (line[:1].isupper() or line[:1] in LOST)
        latest = max((ORDER[answer.key] for answer in self.done.answers), default=-1)
        return label.whole or ORDER[label.key] > latest

    def asking(self) -> bool:
        """Whether the questions have begun, below the lines with names and dates."""
        return any(not BY_KEY[answer.key].heading for answer in self.done.answers)

    def is_new(self, label: Label) -> bool:
        """Whether a label has not been there before; a second one is part of an answer, or a second form."""
        return self.done.find(label.key) is None

    def begin(self, label: Label, place: TextPlace, *, table: bool) -> None:
        """Let the text that follows belong to a label."""
        self.current = Answer(label.key, place, label, table)
        self.done.answers.append(self.current)

    def add(self, block: Block, *, beside: bool) -> None:
        """Add text to the current label, or keep it where the user can see that it has none."""
        if not block.text:
            return
        if self.current is None:
            self.done.unplaced.append(block)
            return
        if not self.current.parts:
            self.current.beside = beside
        self.current.parts.append(block)


@dataclass(frozen=True)
class Run:
    """Labels whose answers cannot be separated, and the text in which they are."""

    keys: tuple[str, ...]
    block: str


def split_runs(collected: Collected) -> tuple[list[Run], set[str]]:
    """Move answers to their labels where the lines fit; returns the runs left over and the keys moved to."""
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
    """Every row of labels without text, together with the label that has the text below it."""
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
    """Whether a line can be the answer to a label, as far as dates, ministries and municipalities show."""
    kind = BY_KEY[answer.key].kind
    if kind == "date":
        return bool(dates_in(line.text))
    if kind == "places":
        return any(place.possible for place in places_in(line.text, None))
    ministry = any(name.casefold() in line.text.casefold() for name in MINISTRIES)
    if answer.key == "to":
        return ministry
    return BY_KEY[answer.key].heading and not ministry and not dates_in(line.text)
