from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.content.blocks import Phrase, plain
from dashboard.content.document import from_json, to_json
from dashboard.content.form import Form, FormOption
from dashboard.content.pdf import pdf
from dashboard.content.word import word
from dashboard.papers.annual_form import annual_form, language_of_project
from dashboard.papers.archive import difference
from dashboard.papers.form_questions import ABOVE_TITLE, BELOW_TITLE, TITLE_KEYS
from dashboard.papers.form_text import lines_of, note_of, words_in
from dashboard.reporting.form_years import years_of
from dashboard.store.frames import LENT
from dashboard.store.store import FrameStore
from data_sources.intake.forms.annual_report import parse_report
from data_sources.intake.forms.fields import BY_KEY, FIELDS
from terms.words import speaker

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
ASKED = {ask.key: ask for ask in (*ABOVE_TITLE, *BELOW_TITLE)}
HARAM, VESTERALEN = "haram-integrering", "vesteralen-innvandrere-en-ressurs"


def rows_of(document):
    return {row.key: row for block in document.blocks if isinstance(block, Form) for row in block.rows}


def written(document):
    """What stands in a form, by field: text, or letters; hard spaces are spaces."""
    found = {"report_type": document.title}
    for key, row in rows_of(document).items():
        if row.options:
            found[key] = tuple(option.letter for option in row.options if option.ticked)
        else:
            found[key] = "\n".join(" ".join(plain(line).split()) for line in row.answer)
    return found


def read_back(document):
    """The same, as our own reader reads it from the Word file."""
    report = parse_report(word(document))
    found = {
        field.key: field.raw if field.key == "municipalities" else field.value for field in report.fields
    }
    assert {field.key: field.state for field in report.fields if field.state not in {"read", "empty"}} == {}
    assert [question.sentence for _, question in report.questions] == []
    unsure = {field.key for field in report.fields if field.sure != "high"}
    assert unsure == (set() if found["date"] or not found["municipalities"] else {"municipalities"})
    return report, found


def form(store, project, year, language="nn"):
    return annual_form(store, project, year, speaker(language))


def test_the_form_asks_what_the_reader_knows_in_the_same_order():
    assert [*list(ASKED)[:2], "report_type", *list(ASKED)[2:]] == [field.key for field in FIELDS]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_labels_and_boxes_are_the_forms_own(language):
    say = speaker(language)
    for key, ask in ASKED.items():
        label = say(ask.label)
        assert any(label.startswith(known) for known in BY_KEY[key].labels), label
        assert [letter for letter, _ in ask.options] == [option.letter for option in BY_KEY[key].options]
        for (_, words), option in zip(ask.options, BY_KEY[key].options, strict=True):
            assert say(words).rstrip(".") in option.labels
    assert {say(title) for title in TITLE_KEYS.values()} <= set(BY_KEY["report_type"].labels)


@pytest.mark.slow
def test_every_form_of_the_seeds_is_read_back_as_it_was_written(store):
    forms = 0
    for project in store["project"]["project"]:
        for year in years_of(store, project):
            document = form(store, project, year, language_of_project(store, project))
            report, found = read_back(document)
            assert found == written(document), (project, year)
            notes = {
                ("progress", option.letter): " ".join(plain(option.note).split())
                for option in rows_of(document)["progress"].options
                if option.note
            }
            assert {(key, letter): note for key, letter, note in report.notes} == notes
            numbers = store["project_municipality"].query("project == @project")["municipality"]
            assert sorted(place.number for place in report.places) == sorted(numbers)
            forms += 1
    assert forms >= 25


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_form_in_the_other_language_is_read_back_too(store, language):
    for project in (HARAM, VESTERALEN):
        document = form(store, project, 2014, language)
        assert read_back(document)[1] == written(document)


LABELS = [label for field in FIELDS for label in field.labels]
HARD = [
    "a.", "b) Forseinka pga. sjukdom", "c) ☒ Det er gjort følgjande justering", "Til:", "Dato: 1.1.2014",
    "Årleg rapport BOLYST", "X", "☒", "[x]", "• punkt", "–", "--|--", "(", "(svar", "(12 ord)", "&lt", "<b",
    "🎉", "مرحبا بالعالم", "שלום", "æøåÆØÅ", "=1+1", "\u200b", "\u202e", "e\u0301", "a\u200d\u0301",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from([*LABELS, *HARD]), st.text(max_size=20)), min_size=1, max_size=6).map(
        "\n".join
    ),
    st.lists(st.sampled_from([*LABELS, *HARD, "ord"]), min_size=1, max_size=6).map(" ".join),
    st.integers(200, 320).map(lambda n: "ord " * n),
)
LETTERS = {key: [letter for letter, _ in ask.options] for key, ask in ASKED.items() if ask.options}
FREE = [key for key, ask in ASKED.items() if not ask.options and key not in {"date", "municipalities"}]


def filled(document, texts, letters, notes):
    """The same form with other answers."""

    def changed(row):
        if row.options:
            chosen = letters[row.key]
            several = chosen if BY_KEY[row.key].kind != "single" else chosen[:1]
            options = tuple(
                FormOption(one.letter, one.words, one.letter in several,
                           note_of(notes[row.key]) if one.letter in several else "")
                for one in row.options
            )  # fmt: skip
            return replace(row, options=options, answer=())
        if row.key in texts:
            return replace(row, answer=lines_of(texts[row.key]))
        return row

    blocks = tuple(
        replace(block, rows=tuple(map(changed, block.rows))) if isinstance(block, Form) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


@pytest.mark.slow
@given(
    texts=st.fixed_dictionaries(dict.fromkeys(FREE, TEXTS)),
    letters=st.fixed_dictionaries(
        {key: st.lists(st.sampled_from(known), unique=True).map(sorted) for key, known in LETTERS.items()}
    ),
    notes=st.fixed_dictionaries(dict.fromkeys(LETTERS, TEXTS)),
    language=st.sampled_from(["nb", "nn"]),
)
@settings(max_examples=40)
def test_any_text_at_all_is_read_back_as_it_was_written(store, texts, letters, notes, language):
    document = filled(form(store, HARAM, 2014, language), texts, letters, notes)
    report, found = read_back(document)
    assert found == written(document)
    kept = {letter: note for key, letter, note in report.notes if key == "progress"}
    note = note_of(notes["progress"])
    assert kept == (dict.fromkeys(letters["progress"], note) if note else {})


@given(TEXTS)
def test_what_is_written_has_every_word_of_the_text(text):
    printed = "".join(sign for sign in "".join(lines_of(text)) if sign.isalnum())
    assert lines_of("\n".join(lines_of(text))) == lines_of(text)
    if text.isascii():
        assert printed == "".join(sign for sign in text if sign.isalnum())


def test_boxes_are_ticked_as_the_board_has_them(store):
    found = written(form(store, VESTERALEN, 2014, "nb"))
    ticked = {key: found[key] for key in LETTERS}
    assert ticked == {
        "anchoring": ("a", "b", "c"), "progress": ("a", "c"), "geographic_effect": ("b",),
        "policy_goals": ("a", "e", "h"),
    }  # fmt: skip


def test_an_effect_that_is_only_planned_is_told_and_not_ticked_lest_it_comes_back_as_achieved(store):
    only_planned = having(store, effect_assessment={"planned": "c", "achieved": None, "text": None})
    document = form(only_planned, HARAM, 2014)
    asked = rows_of(document)["geographic_effect"]
    assert not any(option.ticked for option in asked.options)
    assert plain(asked.remarks[-1]) == "Planlagd effekt er c; oppnådd effekt er ikkje oppgitt"
    report, _ = read_back(document)
    assert not report.to_json().get("geographic_effect")


def test_the_planned_effect_stands_beside_another_one_achieved(store):
    options = rows_of(form(store, HARAM, 2014))["geographic_effect"].options
    assert [option.letter for option in options if option.ticked] == ["a"]
    assert plain(options[0].note).endswith("Planlagd effekt var b")


def having(store, **changes):
    """The seeds with columns of frames changed: in every row, or whole frames."""

    def frame(name):
        new = changes.get(name)
        if new is None:
            return store[name]
        return new(store[name]) if callable(new) else store[name].assign(**new)

    return FrameStore({name: lambda name=name: frame(name) for name in LENT}, lambda: 1)


def remarks(row):
    return [plain(remark) for remark in row.remarks]


def test_words_are_counted_and_too_many_are_marked_and_kept(store):
    long = " ".join(["ord"] * 312)

    def only_method(rows):
        return rows[rows["kind"] == "method"].head(1).assign(text=long, project=HARAM)

    row = rows_of(form(having(store, project_text=only_method), HARAM, 2014))["method"]
    assert remarks(row)[0] == "312 av 250 ord, 62 for mange"
    assert isinstance(row.remarks[0], Phrase)
    assert row.remarks[0].strong
    assert words_in(tuple(plain(line) for line in row.answer)) == 312
    assert remarks(rows_of(form(store, HARAM, 2014))["method"]) == ["25 av 250 ord"]


def test_what_is_missing_is_marked_and_left_blank(store):
    rows = rows_of(form(store, "moskenes-bolyst", 2011, "nb"))
    blank = {key for key, row in rows.items() if "svar ikke oppgitt i tavla" in remarks(row)}
    assert {"date", "goals", "results", "accounts", "method", "anchoring", "continuation"} <= blank
    assert all(rows[key].blank for key in blank)
    assert "project_name" not in blank


def test_names_of_persons_are_never_filled_in(store):
    for project in (HARAM, VESTERALEN):
        rows = rows_of(form(store, project, 2014))
        assert not rows["project_leader"].answer
        assert not rows["county_contact"].answer
        named = "\n".join(plain(line) for line in rows["steering_group_leader"].answer)
        assert named.startswith(("Medlemer frå:", "Det er ikkje oppnemnt nokon leiar."))


def test_example_data_are_marked_on_every_page_and_at_each_answer(store):
    document = form(store, HARAM, 2014)
    assert document.example
    assert "svaret byggjer på eksempeldata" in remarks(rows_of(document)["accounts"])
    assert "svaret byggjer på eksempeldata" not in remarks(rows_of(document)["method"])
    assert not form(store, "moskenes-bolyst", 2011).example


def test_accounts_are_set_up_by_post_with_their_sum(store):
    lines = written(form(store, HARAM, 2014))["accounts"].split("\n")
    assert "Kurs og møte: budsjett 250 000 kr, rekneskap 271 000 kr" in lines
    assert lines[-1] == "Sum: budsjett 1 090 000 kr, rekneskap 1 075 000 kr"


def test_events_are_those_of_the_year_those_to_come_and_those_without_a_date(store):
    told = written(form(store, VESTERALEN, 2014, "nb"))["external_communication"]
    assert "Miljøverndepartementet" not in told
    assert "3. februar 2015; planlagt" in told
    assert "november 2014" in told
    assert "dato ikke oppgitt; ble ikke noe av" in told


def test_the_file_is_the_forms_own_with_id_and_boxes_to_tick(store):
    made = docx.Document(BytesIO(word(form(store, HARAM, 2014).kept_as("K7M3P9QXWT"))))
    assert "K7M3P-9QXWT" in made.sections[0].footer.paragraphs[0].text
    head = made.sections[0].header.paragraphs[0].text
    assert head == "Program for integrering i Haram, rapport for 2014\tEksempeldata"
    body = made.element.body
    assert len(body.findall(f".//{{{W14}}}checkbox")) == 21
    names = body.xpath("//w:sdt/w:sdtPr/w:alias/@w:val")
    assert names[0] == "a: Styringsgruppe"
    assert len(body.xpath("//w:tblCaption")) == 2


def test_the_title_stands_below_the_deadline(store):
    made = docx.Document(BytesIO(word(form(store, HARAM, 2014))))
    kinds = [at.tag.rsplit("}", 1)[1] for at in made.element.body][:3]
    assert kinds == ["tbl", "p", "p"]
    assert [at.text for at in made.paragraphs if at.style.name == "Title"] == ["Årleg rapport BOLYST"]


def test_the_pdf_has_the_same_answers_and_is_tagged(store):
    read = pypdf.PdfReader(BytesIO(pdf(form(store, HARAM, 2014).kept_as("K7M3P9QXWT"))))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for expected in (
        "Årleg rapport BOLYST",
        "Kurs og møte: budsjett 250 000 kr",
        "25 av 250 ord",
        "K7M3P-9QXWT",
    ):
        assert expected in text
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_form_is_kept_and_opened_as_any_paper_and_tells_what_changed(store):
    document = form(store, HARAM, 2014)
    assert from_json(to_json(document)) == document
    later = form(having(store, policy_goal=lambda rows: rows[rows["letter"] != "e"]), HARAM, 2014)
    changes = difference(document, later)
    assert [(change.where[:20], change.then, change.now) for change in changes] == [
        ("Kva målsetjingar i d", "a\nb\ne", "a\nb")
    ]


def test_a_form_is_in_the_projects_own_language_unless_another_is_asked_for(store):
    assert language_of_project(store, HARAM) == "nn"
    assert language_of_project(store, VESTERALEN) == "nb"
    assert form(store, VESTERALEN, 2014, "nn").title == "Årleg rapport BOLYST"
    method = rows_of(form(store, VESTERALEN, 2014, "nn"))["method"].answer[0]
    assert isinstance(method, Phrase)
    assert method.language == "nb"
