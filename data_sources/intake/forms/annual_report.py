"""Reads the BOLYST annual report form (Word, PDF, HTML or text) into a Report, and refuses other papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from data_sources.intake.forms.answers import collect, split_runs
from data_sources.intake.forms.crosses import Crosses, read_crosses, read_progress
from data_sources.intake.forms.dates_and_amounts import amounts_in, dates_in
from data_sources.intake.forms.fields import BY_KEY, FIELDS, ORDER
from data_sources.intake.forms.kinds import SENTENCES, cut_key, is_form, kind_of
from data_sources.intake.forms.paper import layout_of, read_layout
from data_sources.intake.forms.places import places_in
from data_sources.intake.refusals import NotAnAnnualReport

if TYPE_CHECKING:
    import os
    from datetime import date

    from data_sources.intake.forms.answers import Answer, Collected, Run
    from data_sources.intake.forms.blocks import Block, Format, Layout, TextPlace
    from data_sources.intake.forms.dates_and_amounts import Amount
    from data_sources.intake.forms.places import NamedPlace

FieldState = Literal["read", "empty", "missing", "cut_off", "ambiguous"]
Sureness = Literal["high", "medium", "low"]
FieldValue = str | tuple[str, ...] | None
JsonValue = str | list[str] | None


@dataclass(frozen=True)
class Question:
    """What only a person can answer: `possible` are the answers to choose among, `suggestion` the likely one.

    For a municipality they are numbers, for lettered answers letters; `about` is the words it is about.
    """

    sentence: str
    about: str = ""
    possible: tuple[str, ...] = ()
    suggestion: str | None = None


@dataclass(frozen=True)
class Field:
    """One field of the form.

    `value` is missing where nothing can be said: no label, or crosses that can be read in two ways.
    An empty value is an answer left blank. A field cut off or ambiguous keeps what is certain.
    """

    key: str
    state: FieldState
    value: FieldValue = None
    raw: str = ""
    place: TextPlace | None = None
    sure: Sureness = "high"
    why: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def label(self) -> str:
        """The form's own label, in bokmål."""
        return BY_KEY[self.key].labels[0]


@dataclass(frozen=True)
class Report:
    """An annual report: 23 fields in the form's order, and what their texts mean.

    `notes` holds what was written beside lettered answers (the adjustment beside «c»), by key and letter;
    `unplaced` the text that stands under no label.
    """

    format: Format
    fields: tuple[Field, ...]
    day: date | None = None
    places: tuple[NamedPlace, ...] = ()
    amounts: tuple[Amount, ...] = ()
    notes: tuple[tuple[str, str, str], ...] = ()
    unplaced: tuple[Block, ...] = ()

    def __getitem__(self, key: str) -> Field:
        """One field by its key."""
        return next(field for field in self.fields if field.key == key)

    @property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """What must be decided before the report is saved, with the key of the field."""
        return tuple((field.key, question) for field in self.fields for question in field.questions)

    def to_json(self) -> dict[str, JsonValue]:
        """Fields as text, lists of letters or names, or one letter; null where there is no label.

        Null too where an answer is not certain: states and questions say why.
        """
        return {field.key: _json(field) for field in self.fields}


def _json(field: Field) -> JsonValue:
    kind = BY_KEY[field.key].kind
    if field.value is None:
        return None
    if kind == "single":
        return field.value[0] if field.value else None
    return list(field.value) if isinstance(field.value, tuple) else field.value


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
        """Make all fields, the date first: its year decides which municipalities are meant."""
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
        """The keys whose answers stand together and cannot be separated."""
        return {key for run in self.runs for key in run.keys}

    def without_answer(self, key: str, answer: Answer | None) -> Field | None:
        """Make the field whose answer runs together with its neighbours', or that the paper ends before."""
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


def text_field(answer: Answer) -> Field:
    """Take the text as it stands; lines below a label are a little less sure than a table's cell."""
    text = answer.text
    if not text:
        return Field(answer.key, "empty", "", "", answer.place, why="Ledeteksten står der, uten svar.")
    sure = answer.table or (answer.beside and "\n" not in text)
    why = "" if sure else "Svaret er linjene fram til neste ledetekst."
    return Field(answer.key, "read", text, text, answer.read_at, "high" if sure else "medium", why)


def date_field(field: Field) -> Field:
    """Ask where the text is not one date."""
    if field.state == "empty" or len(dates_in(field.raw)) == 1:
        return field
    found = tuple(day.isoformat() for day in dates_in(field.raw))
    question = Question("Skriv datoen rapporten er levert, med dag, måned og år.", field.raw, found)
    why = "Flere datoer i feltet." if found else "Teksten er ikke en dato i kalenderen."
    return replace(field, state="ambiguous", sure="low", why=why, questions=(question,))


def places_field(field: Field, places: tuple[NamedPlace, ...], *, dated: bool) -> Field:
    """The names as they were written; a name without a certain number is a question each."""
    if field.state == "empty":
        return replace(field, value=())
    questions = tuple(_place_question(place) for place in places if not place.number)
    names = tuple(place.name for place in places)
    if questions:
        why = "Minst ett navn er ikke entydig en kommune."
        return replace(field, state="ambiguous", value=names, sure="low", why=why, questions=questions)
    if not dated:
        why = "Uten dato er kommunene lest slik de var i årene programmet varte."
        return replace(field, value=names, sure="medium", why=why)
    return replace(field, value=names)


def _place_question(place: NamedPlace) -> Question:
    labels = " eller ".join(f"{one.label} ({one.number})" for one in place.possible)
    sentences = {
        "homonym": f"Hvilken kommune er «{place.name}»: {labels}?",
        "misspelt": f"Mener dere {labels}? Det står «{place.name}».",
        "county": f"«{place.name}» er et fylke. Hvilke kommuner gjelder det?",
        "unknown": f"«{place.name}» er ingen kommune i dette året. Hvilken kommune gjelder det?",
        "known": "",
    }
    return Question(
        sentences[place.state], place.name, tuple(one.number for one in place.possible), place.suggestion
    )


def lettered_field(field: Field, *, cut: bool) -> tuple[Field, Crosses]:
    """The letters chosen; no cross seen in a question that is cut off is unknown, not none."""
    form_field = BY_KEY[field.key]
    if form_field.kind == "stubs":
        crosses = read_progress(field.raw, form_field.options)
    else:
        crosses = read_crosses(field.raw, form_field.options, several=form_field.kind == "several")
    if crosses.state == "ambiguous":
        question = Question(
            f"{crosses.why} Velg svar.",
            possible=crosses.possible,
            suggestion=crosses.possible[0] if len(crosses.possible) == 1 else None,
        )
        asked = replace(
            field, state="ambiguous", value=None, sure="low", why=crosses.why, questions=(question,)
        )
        return asked, crosses
    if crosses.state == "empty":
        return replace(field, state="empty", value=None if cut else (), why=crosses.why), crosses
    written = crosses.why.startswith(("Det er skrevet", "Svaret er skrevet"))
    sure: Sureness = "medium" if written else "high"
    return replace(field, value=crosses.letters, sure=sure, why=crosses.why), crosses
