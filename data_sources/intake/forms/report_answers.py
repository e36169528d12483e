"""Makes a field of the form out of the text that answers it: text, a date, municipalities, letters."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.intake.dates import dates_in
from data_sources.intake.forms.report import Field, Question
from data_sources.intake.forms.report_crosses import Crosses, read_crosses
from data_sources.intake.forms.report_fields import BY_KEY
from data_sources.intake.forms.report_progress import read_progress

if TYPE_CHECKING:
    from data_sources.intake.forms.collected import Answer
    from data_sources.intake.forms.places import NamedPlace
    from data_sources.intake.forms.report import Sureness


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
    """Give the names as they were written; a name without a certain number is a question each."""
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
    """Give the letters chosen; no cross seen in a question that is cut off is unknown, not none."""
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
