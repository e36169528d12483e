"""The BOLYST annual report form, filled in with what the board knows; the rest is left for the writer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.address.selection import Selection
from dashboard.content.blocks import Note, Phrase, plain
from dashboard.content.document import Document
from dashboard.content.form import Form, FormOption, FormRow, TitleHere
from dashboard.papers import form_facts, form_prose
from dashboard.papers.form_facts import Known, Own
from dashboard.papers.form_questions import ABOVE_TITLE, BELOW_TITLE, TITLE_KEYS
from dashboard.papers.form_text import note_of, words_in
from dashboard.status.marks import source_lines

if TYPE_CHECKING:
    from dashboard.content.blocks import Words
    from dashboard.papers.form_questions import Ask
    from dashboard.store.store import FrameStore
    from terms.languages import Language
    from terms.words import Speaker

KIND = "annual_form"
FORM_LANGUAGES: tuple[Language, ...] = ("nb", "nn")
"""Languages the form is in; there is none in English."""


def annual_form(store: FrameStore, project: str, year: int, say: Speaker) -> Document:
    """Form of a project for a year, in the speaker's language: «nb» or «nn».

    Raises KeyError where there is no such project.
    """
    own = Own(store, project, year, say)
    known = _answers(own)
    title = say(TITLE_KEYS.get(str(own.report.get("kind")), "form.title_annual"))
    lines = source_lines(say, form_prose.sources(known.values()))
    return Document(
        kind=KIND,
        genre=say("form.genre", name=own.fact["name"], year=year),
        title=title,
        language=say.language,
        blocks=(
            Form(say("form.caption_head"), tuple(_row(ask, known, say) for ask in ABOVE_TITLE)),
            TitleHere(),
            Note(say("form.guidance")),
            Form(say("form.caption"), tuple(_row(ask, known, say) for ask in BELOW_TITLE)),
            Note(say("form.about")),
            Note(say("papers.about_snapshot")),
            *(Note(line) for line in lines),
        ),
        filters=f"{own.fact['name']} · {year}",
        query=Selection(say.language, projects=(project,), years=(year, year)).query(),
        data_date=say.date(dt.date(year, 12, 31)),
        example=any(one.example for one in known.values()),
    )


def language_of_project(store: FrameStore, project: str) -> Language:
    """Målform of the project's texts, which its form is written in unless another is asked for."""
    spoken = store["project"].set_index("project")["language"].get(project)
    return next((one for one in FORM_LANGUAGES if one == spoken), "nb")


def unanswered(document: Document) -> tuple[int, int]:
    """How many questions of a form are blank, and how many there are."""
    rows = [row for block in document.blocks if isinstance(block, Form) for row in block.rows]
    return sum(row.blank for row in rows), len(rows)


def _answers(own: Own) -> dict[str, Known]:
    """What is known by question; of the year's report, what was kept as it was written."""
    prose = {
        "goals": form_prose.goals,
        "target_groups": form_prose.target_groups,
        "results": form_prose.results,
        "external_communication": form_prose.communication,
        "accounts": form_prose.accounts,
    }
    return {
        **form_facts.short_answers(own),
        "anchoring": form_facts.anchoring(own),
        "progress": form_facts.progress(own),
        "geographic_effect": form_facts.geographic_effect(own),
        "policy_goals": form_facts.policy_goals(own),
        **{kind: form_facts.texts(own, kind) for kind in ("method", "transfer_value", "continuation")},
        **{key: own.reported.get(key) or made(own) for key, made in prose.items()},
    }


def _row(ask: Ask, answers: dict[str, Known], say: Speaker) -> FormRow:
    known = answers.get(ask.key, Known())
    options = tuple(
        FormOption(
            letter,
            say(words),
            letter in known.letters,
            _note(known.notes.get(letter, ""), say(words), letter in known.letters),
        )
        for letter, words in ask.options
    )
    return FormRow(ask.key, say(ask.label), _remarks(ask, known, say), known.lines, options, ask.room)


def _note(note: Words, words: str, ticked: bool) -> Words:  # noqa: FBT001 - private, three arguments
    """Return what is said of a box that is ticked, unless it is the form's own words."""
    said = plain(note)
    return (
        note
        if ticked and said and note_of(words).rstrip(".").casefold() != said.rstrip(".").casefold()
        else ""
    )


def _remarks(ask: Ask, known: Known, say: Speaker) -> tuple[Words, ...]:
    """Words counted, what is missing, what only the writer knows, and what is invented."""
    remarks: list[Words] = []
    if ask.limit:
        count = words_in(tuple(plain(line) for line in known.lines))
        if count > ask.limit:
            over = say("form.words_over", n=say.number(count), limit=ask.limit, over=count - ask.limit)
            remarks.append(Phrase(over, strong=True))
        else:
            remarks.append(say("form.words", n=say.number(count), limit=ask.limit))
    if ask.person:
        remarks.append(Phrase(say("form.person"), strong=True))
    elif not known.lines and not known.letters:
        remarks.append(Phrase(say("form.missing"), strong=True))
    if known.example:
        remarks.append(Phrase(say("form.example"), strong=True))
    if known.remark:
        remarks.append(known.remark)
    return tuple(remarks)
