"""The thirty user stories: each address of docs/brukarhistorier.md shows what the story asks for."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from dashboard.shell.page import page
from tests import story_answers as answers
from tests.test_wiring import drawn

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "brukarhistorier.md"
PAPERS = {
    "saksframlegg": "council",
    "orientering": "information",
    "tertialrapport": "tertial",
    "styringsgruppe": "steering",
    "regionrapport": "region",
    "overlevering": "handover",
    "milepæl": "milestone",
    "planjustering": "adjustment",
    "oppnemning": "seats",
    "utbetaling": "payment",
}
"""Code of each paper by its name in the document."""
NUMBER, ADDRESS, FILES, DOABLE = 0, 3, 5, 6


class Story(NamedTuple):
    """A story of the table: its address, the panel that answers it, and what must be on screen there."""

    number: int
    address: str
    panel: str
    answer: object


STORIES = (
    Story(
        1,
        "/styringsgruppe?sprak=nb&prosjekt=haram-integrering&aar=2014",
        "measure-register",
        answers.measures,
    ),
    Story(2, "/?sprak=nb&fylke=15", "attention-worst", answers.haram),
    Story(3, "/?sprak=nb&kommune=1580&aar=2014", "target-groups", answers.persons_groups),
    Story(4, "/?sprak=nb&prosjekt=haram-integrering&aar=2014", "money", answers.posts),
    Story(
        5, "/styringsgruppe?sprak=nb&prosjekt=haram-integrering&aar=2014", "steering-group", answers.meetings
    ),
    Story(6, "/data?sprak=nb&fylke=15", "reporting", answers.haram),
    Story(
        7, "/styringsgruppe?sprak=nb&prosjekt=haram-integrering&aar=2014", "participation", answers.everyone
    ),
    Story(8, "/?sprak=nb&kommune=1866", "context", answers.settled),
    Story(9, "/metode?sprak=nb", "", answers.measured_error),
    Story(10, "/prosjekt/haram-integrering?sprak=nb", "goals", answers.goals_of_haram),
    Story(11, "/?sprak=nb&fylke=15", "status", answers.five_lines),
    Story(
        12,
        "/styringsgruppe?sprak=nb&prosjekt=vesteralen-innvandrere-en-ressurs",
        "progress",
        answers.progress_text,
    ),
    Story(13, "/styringsgruppe?sprak=nb&prosjekt=haram-integrering", "timeline", answers.reached_milestones),
    Story(14, "/?sprak=nn&prosjekt=vestnes-god-integrering", "goals", answers.goals_of_vestnes),
    Story(
        15,
        "/prosjekt/vesteralen-innvandrere-en-ressurs?sprak=nb",
        "project-afterwards",
        answers.continuation_text,
    ),
    Story(16, "/?sprak=nb&fylke=alle", "target-groups", answers.reasons),
    Story(17, "/?sprak=nb&kommune=1580&liknande=kostra", "context", answers.similar_question),
    Story(
        18,
        "/styringsgruppe?sprak=nb&prosjekt=vesteralen-innvandrere-en-ressurs",
        "steering-group",
        answers.empty_seats,
    ),
    Story(19, "/?sprak=nb&kommune=1580", "context", answers.source_with_licence),
    Story(20, "/?sprak=nb&fylke=alle", "goals", answers.missing_numbers),
    Story(21, "/fylke?sprak=nb&fylke=alle", "portfolio", answers.every_project),
    Story(
        22, "/prosjekt/vesteralen-innvandrere-en-ressurs?sprak=nb", "project-reports", answers.report_years
    ),
    Story(23, "/fylke?sprak=nb&fylke=alle", "policy-goals", answers.policy_projects),
    Story(24, "/fylke?sprak=nb&fylke=15&gruppe=immigrants", "transfer", answers.continued),
    Story(25, "/fylke?sprak=nb&fylke=alle", "gaps", answers.unreached_groups),
    Story(26, "/fylke?sprak=nb&fylke=15", "success-factors", answers.factors),
    Story(27, "/?sprak=nb&fylke=18", "target-groups", answers.everyone),
    Story(28, "/?sprak=nb&kommune=1580", "context", answers.source_with_licence),
    Story(29, "/fylke?sprak=nb&fylke=alle", "programme-facts", answers.first_programme),
    Story(30, "/?sprak=nb&kommune=1580&aar=2021", "target-groups", answers.joint_area),
)


def table():
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if re.match(r"\| \d+ \|", line)
    ]


def query_of(story):
    path, _, query = story.address.partition("?")
    return f"{query}&prosjekt={path.removeprefix('/prosjekt/')}" if path.startswith("/prosjekt/") else query


def read(text):
    return html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")


def test_the_document_has_thirty_stories_with_the_addresses_that_are_tried():
    rows = table()
    assert [int(row[NUMBER]) for row in rows] == list(range(1, 31))
    assert [(int(row[NUMBER]), row[ADDRESS].strip("`")) for row in rows] == [
        (story.number, story.address) for story in STORIES
    ]


def test_a_story_that_cannot_be_done_whole_says_why():
    for row in table():
        word, _, reason = row[DOABLE].partition(": ")
        assert word in {"ja", "delvis", "nei"}
        assert (word == "ja") == (reason == "")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"story {story.number}")
def test_the_address_shows_what_the_story_asks_for(app, store, story):
    path, _, query = story.address.partition("?")
    body = str(page(path, f"?{query}", store, "15"))
    if story.panel:
        assert re.search(rf"['\"]{story.panel}['\"]", body), "the view has the panel"
        body = json.dumps(drawn(app, story.panel, query_of(story)).get_json(), ensure_ascii=False)
    wanted = story.answer(store)
    assert wanted
    assert [words for words in wanted if words not in read(body)] == []


@pytest.mark.parametrize("row", table(), ids=lambda row: f"story {row[NUMBER]}")
def test_the_files_of_a_story_can_be_taken_along(app, row):
    query = row[ADDRESS].strip("`").partition("?")[2]
    for address in re.findall(r"`(/(?:eksport|katalog)[^`]+)`", row[FILES]):
        answer = app.server.test_client().get(f"{address}?{query}")
        assert answer.status_code == 200, address
        assert len(answer.get_data()) > 100, address


@pytest.mark.slow
@pytest.mark.parametrize("row", table(), ids=lambda row: f"story {row[NUMBER]}")
def test_the_paper_of_a_story_is_made_for_its_choice(app, row):
    story = STORIES[int(row[NUMBER]) - 1]
    for name in re.findall(r"papir: (\w+)", row[FILES]):
        answer = app.server.test_client().get(f"/papir/{PAPERS[name]}.docx?{query_of(story)}")
        assert answer.status_code == 200, name
        assert answer.get_data().startswith(b"PK"), name
    for address in re.findall(r"`(/skjema/[^`]+)`", row[FILES]):
        assert app.server.test_client().get(address).status_code == 200
