"""What the board knows for each question of the annual form: short answers, letters and texts as reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from dashboard.anchoring.numbers import DEADLINE
from dashboard.content.blocks import Phrase, plain
from dashboard.papers.form_text import line_of, lines_of, note_of
from dashboard.project.one_project import row_of
from dashboard.reporting.reporting_duties import FORM_PROGRAMMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from dashboard.content.blocks import Words
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

REPORTS = ("annual", "final")
"""Reports that are written on the form."""
SPRING = 6
"""A judgement of progress up to this month is about the year before: the form is due on 24 April."""


@dataclass(frozen=True)
class Known:
    """Answer to one question, what it rests on, and a `remark` beside the question that is no answer."""

    lines: tuple[Words, ...] = ()
    letters: frozenset[str] = frozenset()
    notes: Mapping[str, Words] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    example: bool = False
    remark: str = ""


@dataclass(frozen=True)
class Own:
    """One project in one year, and the language the form is written in."""

    store: FrameStore
    project: str
    year: int
    say: Speaker

    @cached_property
    def fact(self) -> dict[str, Any]:
        """Row of the project; None where the source states nothing."""
        return row_of(self.store["project"], self.project)

    @property
    def language(self) -> Language:
        """Målform of the project's own texts."""
        return cast("Language", self.fact["language"])

    def rows(self, name: str) -> pd.DataFrame:
        """Rows of a frame that are the project's."""
        frame = self.store[name]
        return frame[frame["project"] == self.project]

    def phrase(self, text: str) -> Phrase:
        """Words of the project, on one line, in its own language."""
        return Phrase(line_of(text), self.language)

    @cached_property
    def report(self) -> dict[str, Any]:
        """Row of the year's report on the form, the one delivered last; empty where there is none."""
        found = self.rows("report")
        found = found[(found["year"] == self.year) & found["kind"].isin(REPORTS)]
        rows = found.sort_values("delivered", na_position="first").astype("object")
        return dict(rows.where(rows.notna(), None).iloc[-1]) if len(rows) else {}

    @cached_property
    def reported(self) -> dict[str, Known]:
        """Answers of the year's report that are kept as they were read, by field."""
        frame = self.store["report_field"]
        own = frame[frame["report"] == self.report.get("report", "")]
        return {
            str(row.field): self.as_written([row.text], row.source, example=row.evidence == "example")
            for row in each(own)
        }

    def as_written(self, texts: list[Any], source: str, *, example: bool) -> Known:
        """Texts of the project, line by line."""
        lines = tuple(Phrase(line, self.language) for text in texts for line in lines_of(str(text)))
        return Known(lines, sources=frozenset({source}), example=example)


def short_answers(own: Own) -> dict[str, Known]:
    """Answers above the questions. Persons are not on the board: their fields stay blank."""
    say, report = own.say, own.report
    due = report.get("deadline") or dt.date(own.year + 1, *DEADLINE)
    in_programme = own.fact["programme"] in FORM_PROGRAMMES
    mailbox = say("form.mailbox") if in_programme else None
    owner = own.store["programme"].set_index("programme")["owner"].get(own.fact["programme"])
    delivered = report.get("delivered")
    example = report.get("evidence") == "example"
    found = {
        "deadline": _line(say.date(due), example=example and bool(report.get("deadline"))),
        "sent_to": _line(report.get("sent_to") or mailbox, example=example and bool(report.get("sent_to"))),
        "to": _line(owner),
        "from": _line(own.fact["lead_organisation"], language=own.language),
        "date": _line(say.date(delivered) if delivered is not None else None, example=example),
        "municipalities": _municipalities(own),
        "project_name": _line(own.fact["name"], language=own.language),
        "steering_group_leader": _steering_group(own),
    }
    kept = {key: known for key, known in own.reported.items() if key in found and key != "municipalities"}
    return found | kept


def _line(text: object, *, language: Language | None = None, example: bool = False) -> Known:
    line = line_of(str(text)) if text else ""
    return Known((Phrase(line, language),) if line else (), example=example)


def _municipalities(own: Own) -> Known:
    """Names, with their county where two places share one; as reported where that says something else."""
    rows = own.rows("project_municipality")
    places = own.store["municipality"].set_index("municipality").loc[rows["municipality"]]
    labels = dict(zip(places["name"], places["label"], strict=True))
    reported = own.reported.get("municipalities")
    named = [name.strip() for name in _text(reported).split(",")] if reported else list(labels)
    if reported and sorted(named) != sorted(labels):
        return reported
    listed = ", ".join(labels[name] for name in named)
    return Known((listed,) if listed else (), sources=frozenset(rows["source"]), example=invented(rows))


def _text(known: Known) -> str:
    return " ".join(plain(line) for line in known.lines)


def _steering_group(own: Own) -> Known:
    """Organisations of the steering group, which is what the board knows; whoever leads it is a person."""
    rows = own.rows("steering_seat").sort_values("position")
    members = rows[(rows["seat"] == "member") & (rows["filled"] == 1)]
    leaders = rows[rows["seat"] == "leader"]
    lines: list[Words] = []
    if len(leaders) and not leaders["filled"].any():
        lines.append(own.say("form.no_leader"))
    elif len(leaders):
        names = own.phrase(", ".join(leaders["organisation"]))
        lines.append((own.say("form.leader_from"), " ", names))
    if len(members):
        lines.append((own.say("form.members"), " ", own.phrase(", ".join(members["organisation"]))))
    return Known(tuple(lines), sources=frozenset(rows["source"]), example=invented(rows))


def anchoring(own: Own) -> Known:
    """Crosses a–c with the project's words; what has no letter, and the partners, stand below them."""
    rows = own.rows("anchoring").sort_values("position")
    lettered = rows[rows["code"].notna()]
    notes = dict(zip(lettered["code"], lettered["text"], strict=True))
    others = [line_of(text) for text in rows[rows["code"].isna()]["text"]]
    lines: list[Words] = (
        [(own.say("form.anchored_otherwise"), " ", own.phrase("; ".join(others)))] if others else []
    )
    partners = own.rows("partner")
    if len(partners):
        lines.append((own.say("form.partners"), " ", own.phrase(", ".join(partners["name"]))))
    return Known(
        tuple(lines),
        frozenset(lettered["code"]),
        {letter: Phrase(note_of(text), own.language) for letter, text in notes.items()},
        frozenset(rows["source"]) | frozenset(partners["source"]),
        invented(rows) or invented(partners),
    )


def progress(own: Own) -> Known:
    """Letters a–c of the last judgement of the year, with the reasons given."""
    rows = own.rows("progress_assessment")
    dates = rows["date"].dt
    rows = rows[(dates.year - (dates.month <= SPRING)) == own.year]
    rows = rows[rows["date"] == rows["date"].max()]
    notes = {
        code: Phrase(note_of(text), own.language)
        for code, text in zip(rows["code"], rows["text"], strict=True)
    }
    return Known((), frozenset(rows["code"]), notes, frozenset(rows["source"]), invented(rows))


def geographic_effect(own: Own) -> Known:
    """Letter of the effect achieved; one that is only planned is told beside the question, and not ticked.

    A form that is sent in tells what has been achieved: a ticked plan would come back as a result.
    """
    rows = own.rows("effect_assessment")
    rows = rows[rows["year"] == own.year].astype("object")
    if rows.empty:
        return Known()
    row = rows.where(rows.notna(), None).iloc[0]
    source, example = frozenset({str(row["source"])}), row["evidence"] == "example"
    letter, planned = row["achieved"], row["planned"]
    if letter is None:
        remark = own.say("form.effect_planned_only", letter=planned) if planned else ""
        return Known(sources=source, example=example, remark=remark)
    said = "" if planned in {None, letter} else own.say("form.effect_planned", letter=planned)
    written = note_of(row["text"] or "").rstrip(" .")
    note = (Phrase(f"{written}. " if said and written else written, own.language), said)
    return Known((), frozenset({letter}), {letter: note}, source, example)


def policy_goals(own: Own) -> Known:
    """Letters a–i; they are the project's, not the year's."""
    rows = own.rows("policy_goal")
    return Known((), frozenset(rows["letter"]), {}, frozenset(rows["source"]), invented(rows))


def texts(own: Own, kind: str) -> Known:
    """Text of a kind from the year's report; else the project's numbered ones, which belong to no year."""
    rows = own.rows("project_text").sort_values("position")
    rows = rows[rows["kind"] == kind]
    of_year = rows[rows["position"] == own.year]
    chosen = of_year if len(of_year) else rows[rows["position"] < FIRST_YEAR]
    lines = tuple(Phrase(line, own.language) for text in chosen["text"] for line in lines_of(text))
    return Known(lines, sources=frozenset(chosen["source"]), example=invented(chosen))


FIRST_YEAR = 1900
"""A text's position is the year of the report it stood in, or a number in a source that is no report."""


def invented(rows: pd.DataFrame) -> bool:
    """Whether any row is example data."""
    return bool((rows["evidence"] == "example").any())


def each(rows: pd.DataFrame) -> Any:  # noqa: ANN401 - pandas types its rows as any
    """Rows one by one, with columns as attributes."""
    return rows.itertuples()
