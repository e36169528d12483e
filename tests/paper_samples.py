"""A small paper with one of everything, and what is stored of it."""

from __future__ import annotations

import datetime as dt

from dashboard.content.bars import Bar, interval_bars
from dashboard.content.blocks import Bullets, Figure, Heading, Note, Phrase, Sentence, StatusLine, StatusLines
from dashboard.content.document import Document
from dashboard.content.form import Blank, Choices, Fields, PageBreak
from dashboard.content.tables import word_table
from dashboard.papers.archive import taken
from terms.words import speaker

NOON = dt.datetime(2014, 12, 31, 12, tzinfo=dt.UTC)


def picture(language="nn", *, name="Innvandrarar", words="312–420 av 4 214 (7–10 %)"):
    bars = [Bar(name, words, 0.07, 0.1, "partly"), Bar("Par", "14 par", state="neutral")]
    return Figure(
        interval_bars(bars, speaker(language)),
        title="Dekning i Haram, 2014",
        sentence="Sju av hundre innvandrarar tok del.",
        source="Kjelde: eksempeldata",
        date="31. desember 2014",
        alt="Dekning: innvandrarar 7–10 prosent.",
    )


def paper(*, text="Nok tekst", language="nn", example=True, more=()):
    """A paper with one of every block; `text` stands wherever text may stand."""
    return Document(
        kind="council",
        genre="Saksframlegg",
        title=f"Status {text}",
        language=language,
        blocks=(
            Fields((("Til", text), ("Dato", None))),
            Sentence(text, lead=True),
            Heading(text),
            StatusLines(
                (
                    StatusLine("Mål", "good", "I rute", text),
                    StatusLine("Økonomi", "missing", "Ikkje rapportert", "–"),
                )
            ),
            Heading((text, Phrase(" hopp", "nb")), 2),
            Sentence((text, Phrase("på bokmål", "nb", strong=True))),
            word_table(
                f"Mål {text}",
                ("Mål", "Nå", text),
                ((text, "38", "60 personar"), (Phrase("annet", "nb"), "–", "–")),
                numeric=(1, 2),
                widths=(2, 1, 1),
            ),
            picture(language),
            Bullets((text, "to")),
            Choices((("a", text, True), ("b", "nei", False), ("c", "–", None))),
            PageBreak(),
            Heading("Vurdering"),
            Blank(text, 3),
            Note(text),
            *more,
        ),
        filters="Haram, 2012–2014",
        query=f"sprak={language}&kommune=1580",
        data_date="31. desember 2014",
        example=example,
    )


def paper_row(**parts):
    """What is stored of the paper."""
    return taken(paper(**parts), data_version=1, now=NOON).row()
