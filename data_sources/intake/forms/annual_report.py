"""Reads the BOLYST annual report form from Word, PDF, HTML or text, and refuses every other kind of paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from data_sources.intake.amounts import amounts_in
from data_sources.intake.dates import dates_in
from data_sources.intake.forms.kinds import SENTENCES, is_form, kind_of
from data_sources.intake.forms.places import places_in
from data_sources.intake.forms.refusals import NotAnAnnualReport
from data_sources.intake.forms.report import Field, Question, Report
from data_sources.intake.forms.report_answers import date_field, lettered_field, places_field, text_field
from data_sources.intake.forms.report_end import cut_key
from data_sources.intake.forms.report_fields import BY_KEY, FIELDS, ORDER
from data_sources.intake.forms.report_layout import layout_of, read_layout
from data_sources.intake.forms.report_rows import collect
from data_sources.intake.forms.report_runs import split_runs

if TYPE_CHECKING:
    import os

    from data_sources.intake.forms.blocks import Layout
    from data_sources.intake.forms.collected import Answer, Collected
    from data_sources.intake.forms.places import NamedPlace
    from data_sources.intake.forms.report_crosses import Crosses
    from data_sources.intake.forms.report_runs import Run


def read_report(path: str | os.PathLike[str]) -> Report:
    """Read a filled-in form from a file; stores nothing and fetches nothing.

    Raises:
        NotAnAnnualReport: The paper is of another kind; the sentence says which, and what to do.
        UnreadablePaper: The file is not Word, PDF, HTML or text, is damaged or locked, or not safe to open.
        OSError: The file cannot be read.
    """
    return report_of(read_layout(Path(path)))


def parse_report(content: bytes) -> Report:
    """Read a filled-in form from the bytes of an upload; raises as `read_report` does."""
    return report_of(layout_of(content))


def report_of(layout: Layout) -> Report:
    """Put the fields together from a paper's blocks; raises NotAnAnnualReport."""
    collected = collect(layout)
    if not is_form(collected):
        kind = kind_of(layout)
        raise NotAnAnnualReport(kind, SENTENCES[kind])
    runs, moved = split_runs(collected)
    reading = _Reading(collected, runs, moved, cut_key(collected, whole=layout.format == "word"))
    return reading.report(layout)


@dataclass
class _Reading:
    """What is known of the paper while its fields are made."""

    collected: Collected
    runs: list[Run]
    moved: set[str]
    cut: str | None

    def report(self, layout: Layout) -> Report:
        """Make all fields, the date first: it tells which year's municipalities are meant."""
        day_answer = self.collected.find("date")
        days = dates_in(day_answer.text) if day_answer and "date" not in self.in_runs() else ()
        day = days[0] if len(days) == 1 else None
        places: tuple[NamedPlace, ...] = ()
        notes: list[tuple[str, str, str]] = []
        fields = []
        for form_field in FIELDS:
            answer = self.collected.find(form_field.key)
            blocked = self.without_answer(form_field.key, answer)
            if blocked or not answer:
                fields.append(
                    blocked or Field(form_field.key, "missing", why="Ledeteksten finnes ikke i dokumentet.")
                )
                continue
            field = text_field(answer)
            if form_field.kind == "date":
                field = date_field(field)
            elif form_field.kind == "places":
                places = places_in(answer.text[:4000], day.year if day else None)
                field = places_field(field, places, dated=day is not None)
            elif form_field.options:
                field, crosses = lettered_field(field, cut=self.cut == form_field.key)
                notes += _notes(form_field.key, crosses)
            fields.append(self.doubted(field, answer))
        accounts = self.collected.find("accounts")
        amounts = amounts_in(accounts.text) if accounts else ()
        unplaced = tuple(self.collected.unplaced)
        return Report(layout.format, tuple(fields), day, places, amounts, tuple(notes), unplaced)

    def why_missing(self, key: str) -> str:
        """Say whether a label is not there, or may have stood in the part that was cut off."""
        if self.cut and ORDER[key] > ORDER[self.cut]:
            return "Dokumentet slutter før denne ledeteksten."
        return "Ledeteksten finnes ikke i dokumentet."

    def in_runs(self) -> set[str]:
        """The keys whose answers stand together and cannot be told apart."""
        return {key for run in self.runs for key in run.keys}

    def without_answer(self, key: str, answer: Answer | None) -> Field | None:
        """Make the field whose answer cannot be told from its neighbours', or that the paper ends before."""
        run = next((run for run in self.runs if key in run.keys), None)
        place = answer.place if answer else None
        if run:
            names = ", ".join(f"«{BY_KEY[one].labels[0]}»" for one in run.keys)
            lines = tuple(line for line in run.block.split("\n") if line)
            question = Question(
                f"Svarene på {names} står samlet. Velg hva som hører til dette feltet.", possible=lines
            )
            why = "Ledetekstene står samlet, og svarene etter dem."
            return Field(key, "ambiguous", None, run.block, place, "low", why, (question,))
        if self.cut == key and not (answer and answer.text):
            question = Question("Dokumentet slutter her. Finn resten av rapporten, eller fyll inn svaret.")
            return Field(
                key, "cut_off", None, "", place, "low", "Dokumentet slutter før svaret.", (question,)
            )
        return None

    def doubted(self, field: Field, answer: Answer) -> Field:
        """Lower how sure a field is where its label was misspelt, its answer moved, or the paper cut off."""
        if self.cut == field.key:
            question = Question(
                "Dokumentet slutter midt i dette svaret. Finn resten, eller godta det som står."
            )
            why = f"{field.why} Dokumentet slutter her.".strip()
            return replace(
                field, state="cut_off", sure="low", why=why, questions=(*field.questions, question)
            )
        if field.key in self.collected.repeated:
            question = Question(
                "Ledeteksten finnes flere ganger. Kontroller at det er ett skjema, og velg svar."
            )
            return replace(field, state="ambiguous", sure="low", questions=(*field.questions, question))
        if field.sure == "high" and (field.key in self.moved or not answer.label.exact):
            why = (
                "Svaret stod på en linje lenger ned."
                if field.key in self.moved
                else "Ledeteksten er skrevet litt annerledes."
            )
            return replace(field, sure="medium", why=f"{field.why} {why}".strip())
        return field


def _notes(key: str, crosses: Crosses) -> list[tuple[str, str, str]]:
    """Keep what people wrote beside their answers; the rest of an option's own words is no note."""
    return [(key, letter, note) for letter, note in crosses.notes if note and BY_KEY[key].kind == "stubs"]
