from __future__ import annotations

import io
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pytest
from flask import Flask
from plotly.io.json import to_json_plotly

from dashboard.access.door import cookie_name
from dashboard.access.write_key import WriteKey
from dashboard.address.selection import Selection
from dashboard.entry import history, panel, review
from dashboard.entry import routes as uploads
from dashboard.entry.spool import Spool
from dashboard.store.store import FrameStore
from terms.languages import LANGUAGES
from terms.words import speaker

HOME = "http://127.0.0.1:8050"
QUERY = "sprak=nn&fylke=15"
BOOK = b"PK\x03\x04 a workbook"
BATCH = {
    "batch": 1, "file_name": "haram.xlsx", "file_hash": "x", "kind": "workbook",
    "project": "haram-integrering", "role": "editor", "imported_at": "2026-11-22T23:30:00+00:00",
    "status": "applied", "counts": '{"goal": {"added": 2, "changed": 1}}', "rejected": 0, "undoes": None,
}  # fmt: skip
CHANGES = {
    "outcome": "changes",
    "counts": {"Mål": {"added": 2, "changed": 1}},
    "changes": [{"sheet": "Mål", "row": "haram-1", "column": "Måltal", "before": "40", "after": "50"}],
    "more": 0,
    "raw": True,
}
FAULT = {
    "sheet": "Mål",
    "row": 4,
    "column": "Frist",
    "value": "31.02.2014",
    "advice": "Skriv ein dag som finst.",
}
FIELD = {
    "key": "method", "label": "Kort beskrivelse av metodikk", "state": "read", "value": "Mentorar", "raw": "",
    "place": "tabellrad 14", "sure": "medium", "why": "", "stored": True, "options": {}, "questions": [],
}  # fmt: skip
CROSSES = FIELD | {
    "key": "geographic_effect", "label": "Kor konsentrert", "state": "ambiguous", "value": None,
    "options": {"a": "Heilt lokal effekt", "b": "Fleire kommunar"},
    "questions": [{"sentence": "Kva kryss gjeld?", "possible": ["a", "b"], "suggestion": None}],
}  # fmt: skip


@dataclass
class Told:
    """An intake that answers at once with what the test says, and remembers what it was asked."""

    checked: dict | None = None
    stored: dict | None = None
    undone: dict = field(default_factory=lambda: {"outcome": "undone", "batch": 2})
    asked: list = field(default_factory=list)

    def check(self, upload, language):
        self.asked.append(("check", upload.file.read_bytes(), upload.read("corrections"), language))
        if self.checked is not None:
            upload.write("check", self.checked)

    def apply(self, upload, language):
        self.asked.append(("apply", upload.file.name, language))
        if self.stored is not None:
            upload.write("apply", self.stored)

    def undo(self, number):
        self.asked.append(("undo", number))
        return self.undone

    def template(self, project, language):
        return None if project == "finst-ikkje" else f"{project} {language}".encode()


@dataclass
class Board:
    """A server with a way in, as the factory makes it."""

    told: Told
    way: uploads.Entrance | None
    server: Flask

    def client(self, *, with_key=True):
        client = self.server.test_client()
        if with_key and self.way:
            client.set_cookie(*self.cookie(), domain="127.0.0.1")
        return client

    def cookie(self):
        key = self.way.door.key.read()
        return cookie_name(key), key

    def send(self, content=BOOK, name="haram.xlsx", *, token=None, with_key=True, **options):
        form = {"file": (io.BytesIO(content), name), "token": token or self.way.door.token()}
        client = self.client(with_key=with_key)
        return client.post("/opplasting?sprak=nn", data=form, base_url=HOME, **options)

    def get(self, address, **options):
        return self.client().get(address, base_url=HOME, **options)

    def here(self, *, with_key=True, headers=None, peer="127.0.0.1"):
        cookie = {"Cookie": "=".join(self.cookie())} if with_key and self.way else {}
        from_there = {"REMOTE_ADDR": peer}
        return self.server.test_request_context(
            "/", base_url=HOME, headers=cookie | (headers or {}), environ_base=from_there
        )

    def shown(self, store, token, query=QUERY):
        with self.here():
            found = review.review(self.way, store, token, query)
        return text(found["pieces"]), found["done"]


@pytest.fixture
def opened(tmp_path):
    """A function that opens a board with what its intake is to answer."""

    def open_board(host="127.0.0.1", *, public=False, **answers):
        told, server = Told(**answers), Flask("x")
        key = WriteKey(tmp_path / "var" / "skrivenokkel")
        way = uploads.open_entrance(told, host=host, public=public, key=key, spool=Spool(tmp_path / "spool"))
        uploads.install(server, way)
        return Board(told, way, server)

    return open_board


def with_batches(*rows):
    """A store whose only frame is the batches."""
    frame = pd.DataFrame(list(rows), columns=list(BATCH))
    return FrameStore({"batch": lambda: frame}, lambda: 1)


def text(pieces):
    return json.dumps(json.loads(to_json_plotly(pieces)), ensure_ascii=False)


def test_a_file_is_kept_under_a_random_name_and_handed_to_the_intake_unopened(opened):
    board = opened()
    first, second = board.send().get_json()["upload"], board.send().get_json()["upload"]
    assert first != second
    assert board.told.asked[0] == ("check", BOOK, None, "nn")
    assert board.way.spool.find(first).file.name == "haram.xlsx"


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a/b\\c<script>.xlsx", "æøå  .xlsx", "x" * 300])
def test_a_files_own_name_cannot_lead_anywhere(opened, name, tmp_path):
    board = opened()
    upload = board.way.spool.find(board.send(name=name).get_json()["upload"])
    assert upload.file.parent == tmp_path / "spool" / upload.token / "file"
    assert not set(upload.file.name) & set("/\\<>")
    assert len(upload.file.name) <= 100


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90\x00", b"\x7fELF", b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n\x00"]
)
def test_content_that_is_none_of_our_kinds_is_refused_whatever_it_is_called(opened, content):
    answer = opened().send(content, "arbeidsbok.xlsx")
    assert answer.status_code == 415
    assert answer.get_json()["sentence"] == speaker("nn")("uploads.not_readable")


def test_a_file_that_is_too_large_is_refused_with_the_limit(opened):
    board = opened()
    answer = board.client().post(
        "/opplasting?sprak=nn",
        input_stream=io.BytesIO(BOOK),
        environ_overrides={"CONTENT_LENGTH": str(uploads.LARGEST + uploads.FORM + 1)},
        content_type="multipart/form-data; boundary=x",
        base_url=HOME,
    )
    assert answer.status_code == 413
    assert "20 MB" in answer.get_json()["sentence"]
    assert board.told.asked == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "evil.example"},
    ],
)
def test_a_page_of_another_site_is_refused(opened, headers):
    board = opened()
    answer = board.send(headers=headers)
    assert answer.status_code == 403
    assert answer.get_json()["sentence"] == speaker("nn")("uploads.not_allowed")
    assert board.told.asked == []
    with board.here(headers=headers):
        assert history.undo(board.way, with_batches(BATCH), 1, "1") is history.no_update


def test_a_form_that_is_not_ours_is_refused(opened):
    board = opened()
    forged = "not ours"
    assert board.send(token=forged).status_code == 403
    assert board.told.asked == []


def test_without_the_key_nothing_is_stored_or_undone_and_reading_goes_on(opened, store):
    """4a60f49: 200 for the file, its form and the undo; now 403, and nothing is asked of the intake."""
    board = opened(checked=CHANGES)
    token = board.send().get_json()["upload"]
    board.told.asked.clear()
    client = board.client(with_key=False)
    refused = board.send(with_key=False)
    assert refused.status_code == 403
    assert refused.get_json()["sentence"] == speaker("nn")("uploads.key_needed")
    form = {"token": board.way.door.token(), "method": "y"}
    assert client.post(f"/opplasting/{token}/felt", data=form, base_url=HOME).status_code == 403
    assert client.get(f"/opplasting/{token}/merknader.xlsx", base_url=HOME).status_code == 403
    assert client.get("/mal.xlsx", base_url=HOME).status_code == 200
    with board.here(with_key=False):
        assert history.undo(board.way, with_batches(BATCH), 1, "1") is history.no_update
        assert history.confirm(board.way, with_batches(BATCH), "1", QUERY) == []
        assert review.apply(board.way, 1, token, QUERY) is review.no_update
        assert review.discard(board.way, 1, token) is review.no_update
        assert review.review(board.way, store, token, QUERY) == {"pieces": [], "done": True}
        shown = text(history.history(board.way, with_batches(BATCH), None, QUERY))
    assert "haram.xlsx" in shown
    assert "uploads-undo" not in shown
    assert board.told.asked == []
    assert board.way.spool.find(token).file.name == "haram.xlsx"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_the_key_the_page_says_which_command_prints_the_address(opened, store, language):
    board, say = opened(), speaker(language)
    with board.here(with_key=False):
        shown = text(panel.draw(store, Selection(language, county="15"), say, entrance=board.way).chart)
    assert "bolysttavla address" in say("uploads.key_needed")
    assert say("uploads.key_needed") in shown
    assert board.way.door.token() not in shown
    assert shown.count("/mal/") == 7


PROXIED = [
    {"X-Forwarded-For": "203.0.113.9"},
    {"X-Forwarded-Host": "127.0.0.1"},
    {"X-Forwarded-Proto": "https"},
    {"Forwarded": "for=127.0.0.1"},
    {"X-Real-IP": "127.0.0.1"},
    {"Via": "1.1 proxy"},
    {"X-Forwarded-For": ""},
]


@pytest.mark.parametrize("headers", PROXIED)
def test_what_came_through_a_proxy_is_closed_even_with_the_key(opened, headers):
    """4a60f49: 200 with any of them, as Host is loopback; now 403."""
    board = opened()
    answer = board.send(headers=headers)
    assert answer.status_code == 403
    assert answer.get_json()["sentence"] == speaker("nn")("uploads.not_allowed")
    with board.here(headers=headers):
        assert history.undo(board.way, with_batches(BATCH), 1, "1") is history.no_update
    assert board.told.asked == []


@pytest.mark.parametrize("peer", ["203.0.113.9", "10.0.0.2", "::ffff:10.0.0.2", "", "fe80::1%eth0"])
def test_the_connection_decides_and_not_what_the_sender_calls_the_board(opened, peer):
    """4a60f49: 200 for a sender anywhere who writes «Host: 127.0.0.1»; now 403."""
    board = opened()
    assert board.send(environ_base={"REMOTE_ADDR": peer}).status_code == 403
    with board.here(peer=peer):
        assert history.undo(board.way, with_batches(BATCH), 1, "1") is history.no_update
    assert board.told.asked == []


@pytest.mark.parametrize("peer", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_this_machine_with_the_key_is_let_in(opened, peer):
    board = opened()
    assert board.send(environ_base={"REMOTE_ADDR": peer}).status_code == 200
    with board.here(peer=peer):
        assert history.undo(board.way, with_batches(BATCH), 1, "1")["outcome"] == "undone"


@pytest.mark.parametrize("setting", [{"host": "192.168.1.20"}, {"public": True}])
def test_a_board_open_to_others_takes_nothing_and_says_why(opened, setting, store):
    board = opened(**setting)
    assert board.way is None
    client = board.server.test_client()
    for answer in (
        client.post("/opplasting", data={}, base_url=HOME),
        board.get("/mal.xlsx"),
        board.get("/mal/haram-integrering.xlsx"),
        board.get("/opplasting/x/merknader.xlsx"),
    ):
        assert answer.status_code == 403
    say = speaker("nb")
    with board.here():
        assert say("uploads.not_allowed") in text(panel.draw(store, Selection(), say, entrance=None).chart)
        assert say("uploads.not_allowed") in text(history.history(None, store, None, "sprak=nb"))


@pytest.mark.parametrize(
    ("address", "content"),
    [
        ("/mal.xlsx?sprak=nn", b"None nn"),
        ("/mal/haram-integrering.xlsx?sprak=nb", b"haram-integrering nb"),
    ],
)
def test_a_template_is_a_download(opened, address, content):
    answer = opened().get(address)
    assert answer.data == content
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("project", ["finst-ikkje", "a.b", "%2e%2e%2fapp"])
def test_a_template_of_no_project_is_a_sentence(opened, project):
    assert opened().get(f"/mal/{project}.xlsx?sprak=en").status_code == 404


def test_the_review_shows_progress_in_words_and_goes_on_looking(opened, store):
    board = opened()
    token = board.send().get_json()["upload"]
    shown, done = board.shown(store, token)
    assert "Les og kontrollerer fila" in shown
    assert not done
    board.way.spool.find(token).write("progress", {"done": 40000, "total": 100000})
    shown, done = board.shown(store, token)
    assert "40\N{NO-BREAK SPACE}000 av 100\N{NO-BREAK SPACE}000 rader" in shown
    assert '"value": "40000"' in shown
    assert not done


def test_the_review_shows_before_and_after_and_stores_nothing_by_itself(opened, store):
    board = opened(checked=CHANGES)
    shown, done = board.shown(store, board.send().get_json()["upload"])
    assert done
    for words in ("Måltal", '"40"', '"50"', "haram.xlsx", speaker("nn")("uploads.raw_hidden")):
        assert words in shown
    assert "uploads-apply" in shown
    assert [asked[0] for asked in board.told.asked] == ["check"]


def test_rejected_rows_are_listed_with_what_to_do_and_cannot_be_imported(opened, store):
    board = opened(checked={"outcome": "rejected", "rejected": [FAULT], "rejected_in_all": 1})
    token = board.send().get_json()["upload"]
    shown, _ = board.shown(store, token)
    for words in ("31.02.2014", "Skriv ein dag som finst.", "før 1 feil er retta"):
        assert words in shown
    assert "uploads-apply" not in shown
    assert "merknader.xlsx" not in shown
    with board.here():
        assert review.apply(board.way, 1, token, QUERY) is review.no_update
    board.way.spool.find(token).annotated.write_bytes(BOOK)
    assert "merknader.xlsx" in board.shown(store, token)[0]
    with board.get(f"/opplasting/{token}/merknader.xlsx") as answer:
        assert answer.data == BOOK


def test_a_file_is_stored_once_however_often_the_button_is_pressed(opened, store):
    board = opened(checked=CHANGES)
    token = board.send().get_json()["upload"]
    with board.here():
        assert review.apply(board.way, None, token, QUERY) is review.no_update
        assert review.apply(board.way, 1, token, QUERY) == token
        assert review.apply(board.way, 2, token, QUERY) is review.no_update
    assert [asked[0] for asked in board.told.asked] == ["check", "apply"]
    assert "Lagrar" in board.shown(store, token)[0]
    board.way.spool.find(token).write("apply", {"outcome": "applied", "batch": 7, "version": 2})
    assert not board.shown(store, token)[1], "the board has not read the new data yet"
    board.way.spool.find(token).write("apply", {"outcome": "applied", "batch": 7, "version": 1})
    shown, done = board.shown(store, token)
    assert "innlesing 7" in shown
    assert done


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"outcome": "same", "batch": 4}, "innlesing 4"),
        ({"outcome": "nothing"}, "ingenting nytt"),
        ({"outcome": "refused", "sentence": "Fila er låst med passord."}, "låst med passord"),
        ({"outcome": "failed"}, "Inntaket svarer ikkje"),
        ({}, "Inntaket svarer ikkje"),
    ],
)
def test_every_other_answer_is_a_sentence(opened, store, answer, words):
    shown, done = opened(checked=answer).shown(store, "")
    assert speaker("nn")("uploads.discarded") in shown
    board = opened(checked=answer)
    shown, done = board.shown(store, board.send().get_json()["upload"])
    assert words in shown
    assert "uploads-apply" not in shown
    assert done


@pytest.mark.parametrize("token", ["../../..", "x" * 30, 7, ["a"], {"a": 1}])
def test_a_forged_token_is_a_sentence(opened, store, token):
    board = opened()
    assert speaker("nn")("uploads.gone") in board.shown(store, token)[0]
    with board.here():
        assert review.discard(board.way, 1, token) is review.no_update


def test_a_discarded_file_is_gone_from_the_disk(opened, tmp_path):
    board = opened(checked=CHANGES)
    token = board.send().get_json()["upload"]
    with board.here():
        assert review.discard(board.way, 1, token) == ""
    assert list((tmp_path / "spool").iterdir()) == []


def test_files_are_removed_after_a_day(opened, tmp_path):
    board = opened()
    token = board.send().get_json()["upload"]
    yesterday = time.time() - 25 * 3600
    os.utime(tmp_path / "spool" / token, (yesterday, yesterday))
    kept = board.send().get_json()["upload"]
    assert [path.name for path in Path(tmp_path / "spool").iterdir()] == [kept]
    os.utime(tmp_path / "spool" / kept, (yesterday, yesterday))
    assert board.way.spool.find(kept) is None


def test_a_report_form_is_shown_field_by_field_and_can_be_corrected(opened, store):
    board = opened(checked={"outcome": "rejected", "rejected": [FAULT], "fields": [FIELD, CROSSES]})
    token = board.send(b"%PDF-1.7", "rapport.pdf").get_json()["upload"]
    shown, _ = board.shown(store, token)
    for words in (
        "Mentorar",
        "tabellrad 14",
        "truleg",
        "Må avgjerast",
        "Kva kryss gjeld?",
        "Heilt lokal effekt",
    ):
        assert words in shown
    form = {"token": board.way.door.token(), "method": "Mentorar", "policy_goals": ["a", "h"], "project": "x"}
    board.client().post(f"/opplasting/{token}/felt?sprak=nn", data=form, base_url=HOME)
    corrections = board.told.asked[-1][2]
    assert corrections["policy_goals"] == "a, h"
    assert corrections["anchoring"] == ""
    assert corrections["project"] == "x"
    assert "token" not in corrections


def test_corrections_without_our_token_are_refused(opened):
    board = opened()
    token = board.send().get_json()["upload"]
    answer = board.client().post(
        f"/opplasting/{token}/felt", data={"token": "x", "method": "y"}, base_url=HOME
    )
    assert answer.status_code == 403
    assert len(board.told.asked) == 1


def test_the_history_names_roles_and_norwegian_time(opened):
    board, undo = opened(), BATCH | {"batch": 2, "kind": "undo", "project": None, "undoes": 1}
    with board.here():
        shown = text(history.history(board.way, with_batches(BATCH, undo), None, QUERY))
    for words in (
        "haram.xlsx",
        "redaktør",
        "23. november 2026 00:30",
        "Lesen inn",
        "Nr. 1: haram.xlsx",
        "Angrar nr. 1",
    ):
        assert words in shown


def test_undo_asks_first_and_tells_what_came_of_it(opened):
    board, store = opened(), with_batches(BATCH, BATCH | {"batch": 3, "status": "undone"})
    with board.here():
        assert history.undo(board.way, store, 1, "3") is history.no_update
        assert history.undo(board.way, store, 1, "9") is history.no_update
        assert history.undo(board.way, store, None, "1") is history.no_update
        assert history.confirm(board.way, store, "9", QUERY) == []
        asked = text(history.confirm(board.way, store, "1", QUERY))
        assert "Ja, angre innlesing 1" in asked
        assert board.told.asked == []
        undone = history.undo(board.way, store, 1, "1")
        assert board.told.asked == [("undo", 1)]
        shown = text(history.history(board.way, store, undone, QUERY))
    assert "Innlesing 1 er angra." in shown


def test_a_refused_undo_gives_its_reason(opened):
    board = opened(undone={"outcome": "refused", "sentence": "Innlesing 2 bygger på den."})
    store = with_batches(BATCH)
    with board.here():
        refused = history.undo(board.way, store, 1, "1")
        shown = text(history.history(board.way, store, refused, QUERY))
    assert "Innlesing 2 bygger på den." in shown


@pytest.mark.parametrize("undone", [None, 7, "x", [], {"a": 1}, {"undid": 1}, {"undid": [], "sentence": {}}])
def test_a_forged_undo_is_never_an_error(opened, undone):
    board = opened()
    with board.here():
        assert history.history(board.way, with_batches(), undone, QUERY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_panel_has_a_form_and_a_template_of_every_project(opened, store, language):
    board, say = opened(), speaker(language)
    with board.here():
        shown = text(panel.draw(store, Selection(language, county="15"), say, entrance=board.way).chart)
    assert shown.count("/mal/") == 7
    assert board.way.door.token() in shown
    assert f"/opplasting?sprak={language}" in shown
