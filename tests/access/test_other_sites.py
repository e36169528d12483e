"""What another site may do with papers: open one by a link, never order, make or embed one."""

from __future__ import annotations

import logging
import os
import re
import threading
from functools import partial

import pytest
from sqlalchemy import func, select, update

from dashboard.access.visitors import GUARDED
from dashboard.delivery.orders import MOST_AT_ONCE, Orders, Wanted
from dashboard.delivery.quota import Quota, QuotaReached
from dashboard.delivery.worker import PaperWorker
from dashboard.papers.kinds import KINDS
from dashboard.shell.create_app import create_app
from dashboard.shell.settings import Settings
from dashboard.store.store import FrameStore
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine, reading, writing
from data_sources.schema import snapshot
from data_sources.snapshots import MEGABYTE, ArchiveFull, SnapshotTable, held, tidy
from terms.words import speaker
from tests.paper_samples import paper_row

HARAM = "sprak=nn&kommune=1580&aar=2014"
LINK = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
OWN = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
EMBEDDED = {
    "image": {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    "script": {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
    "fetch": {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
    "frame": {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    "object": {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "object"},
}
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:80.0) Gecko/20100101 Firefox/80.0"
MAKING = [
    f"/papir/council.pdf?{HARAM}",
    f"/papir/council.docx?{HARAM}",
    "/skjema/haram-integrering.docx?aar=2014",
]
FILES = [
    *MAKING,
    "/papir/ordre/abcdefghijklmnopqrstuvwx/fil",
    "/papir/ordre/abcdefghijklmnopqrstuvwx/status.json",
    "/papir/23456-789AB.pdf",
    "/papir/23456-789AB",
    "/papir?id=23456-789AB",
    "/eksport/arbeidsbok.xlsx",
    "/eksport/tabellar.zip",
    "/eksport/tiltak.csv",
    "/eksport/effekt.svg",
    "/eksport/effekt.png",
]


@pytest.fixture
def board(seeded, tmp_path):
    """A board that keeps papers and counts them, with a queue which nothing empties by itself."""
    made = engine(seeded.board_url)
    store = FrameStore(loaders(made), partial(data_version, made))
    public = {"BOLYST_PUBLIC": "1", "BOLYST_PUBLIC_URL": "http://tavle.example"}  # other machines may ask
    app = create_app(store, Settings.from_environment(public).for_web())
    queue = PaperWorker(["true"], Orders(tmp_path / "papir"))
    app.server.config |= {
        "BOLYST_ARCHIVE": SnapshotTable(made, "web", most=1000 * MEGABYTE),
        "BOLYST_PAPER_WORKER": queue,
        "BOLYST_QUOTA": Quota(400, tmp_path / "kvote"),
        "ENGINE": made,
    }
    yield app.server
    for child in queue.started:
        child.wait()
    made.dispose()


def get(board, address, headers=None, **more):
    return board.test_client().get(address, headers=headers or {}, buffered=True, **more)


def stored(board):
    with reading(board.config["ENGINE"]) as connection:
        return connection.scalar(select(func.count()).select_from(snapshot))


def waiting(board):
    return board.config["BOLYST_PAPER_WORKER"].orders.count()


@pytest.mark.parametrize("address", MAKING)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_to_a_paper_that_is_not_made_leads_to_a_button_and_stores_nothing(board, address, site):
    """On 4a60f49: 200 with the file, and one paper stored; now 200 with a page, and none."""
    answer = get(board, address, {**LINK, "Sec-Fetch-Site": site})
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert stored(board) == 0
    page = answer.get_data(as_text=True)
    assert "Haram" in page
    path, _, query = address.partition("?")
    assert re.search(r'<form method="get" action="([^"]+)">', page)[1] == path
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    assert given == dict(part.split("=") for part in query.split("&"))
    pressed = board.test_client().get(path, query_string=given, headers=OWN, buffered=True)
    assert "attachment" in pressed.headers["Content-Disposition"]
    assert stored(board) == 1


def test_every_kind_of_paper_is_offered_and_none_is_stored_for_another_site(board):
    """On 4a60f49 these requests stored 26 papers; now none."""
    for code in KINDS:
        for query in (HARAM, "sprak=nb&fylke=15", "sprak=en&prosjekt=haram-integrering"):
            for headers in (LINK, {"Sec-Fetch-Site": "cross-site", **EMBEDDED["image"]}):
                assert get(board, f"/papir/{code}.pdf?{query}", headers).status_code in {200, 400, 403}
    assert (stored(board), waiting(board)) == (0, 0)


@pytest.mark.parametrize("how", EMBEDDED)
@pytest.mark.parametrize("address", FILES)
def test_no_other_site_has_our_files_inside_its_pages(board, address, how):
    """On 4a60f49 each was answered as to our own pages: 200, 303 or 404; now 403."""
    answer = get(board, address, {"Sec-Fetch-Site": "cross-site", **EMBEDDED[how]})
    assert answer.status_code == 403
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert stored(board) == 0


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_refusal_is_in_the_language_of_the_address(board, language):
    headers = {"Sec-Fetch-Site": "cross-site", **EMBEDDED["image"]}
    answer = get(board, f"/papir/council.pdf?sprak={language}", headers)
    assert speaker(language)("delivery.not_embedded") in answer.get_data(as_text=True)


def test_a_kept_paper_opens_from_a_link_as_a_page_and_as_a_file(board):
    made = get(board, f"/papir/council.docx?{HARAM}", OWN)
    assert made.status_code == 200
    with reading(board.config["ENGINE"]) as connection:
        found = connection.scalar(select(snapshot.c.id))
    for address in (f"/papir/{found}", f"/papir/{found}.pdf", f"/papir/{found}.docx"):
        assert get(board, address, LINK).status_code == 200
    assert get(board, f"/papir?id={found}", LINK).status_code == 303
    for view in ("/", "/styringsgruppe", "/fylke", "/eksport/arbeidsbok.xlsx"):
        assert get(board, f"{view}?{HARAM}", LINK).status_code == 200
    assert stored(board) == 1


@pytest.mark.parametrize("headers", [LINK, {**OWN, "Sec-Fetch-Site": "same-site"}])
def test_other_sites_order_and_cancel_nothing(board, headers):
    order = board.config["BOLYST_PAPER_WORKER"].orders.take([Wanted("council", HARAM, "pdf")])
    sent = {"kind": "council", "ending": "docx", "each": "kommune", "query": "sprak=nn&fylke=15"}
    assert board.test_client().post("/papir/ordre", data=sent, headers=headers).status_code == 403
    stop = board.test_client().post(f"/papir/ordre/{order.token}/avbryt", headers=headers)
    assert stop.status_code == 403
    assert waiting(board) == 1


@pytest.mark.parametrize(
    ("headers", "host", "made"),
    [
        ({"User-Agent": "curl/8"}, "127.0.0.1:8050", True),
        ({"User-Agent": BROWSER}, "127.0.0.1:8050", True),
        ({"User-Agent": "curl/8"}, "tavle.example", True),
        ({"User-Agent": BROWSER}, "tavle.example", False),
        ({"User-Agent": BROWSER, "X-Forwarded-For": "192.0.2.1"}, "127.0.0.1:8050", False),
        ({"User-Agent": BROWSER, "Referer": "http://tavle.example/?sprak=nn"}, "tavle.example", True),
        ({"User-Agent": BROWSER, "Referer": "http://other.example/"}, "tavle.example", False),
        ({"User-Agent": BROWSER, "Referer": "http://other.example/"}, "127.0.0.1:8050", False),
    ],
)
def test_a_request_that_says_nothing_of_its_site_is_judged_by_older_signs(board, headers, host, made):
    answer = get(board, f"/papir/council.docx?{HARAM}", headers, base_url=f"http://{host}")
    assert answer.status_code == 200
    assert ("Content-Disposition" in answer.headers, stored(board)) == (made, int(made))


@pytest.mark.parametrize("origin", ["http://other.example", "null"])
def test_an_older_browser_cannot_be_made_to_order_or_read_from_another_site(board, origin):
    assert board.test_client().post("/papir/ordre", headers={"Origin": origin}).status_code == 403
    assert get(board, f"/papir/council.docx?{HARAM}", {"Origin": origin}).status_code == 403


@pytest.mark.parametrize("header", ["Origin", "Referer"])
@pytest.mark.parametrize("address", ["http://[", "http://a]b/"])
@pytest.mark.parametrize("root", GUARDED)
def test_an_origin_that_is_no_address_is_another_site(board, header, address, root):
    """Before: 500 with a traceback in the log."""
    asked = f"{root}/saksframlegg.pdf"
    assert board.test_client().get(asked, headers={header: address}).status_code in {403, 404}
    assert board.test_client().post(asked, headers={header: address}).status_code in {403, 405}
    assert stored(board) == 0


def test_behind_a_proxy_that_hides_the_name_our_own_pages_are_known_by_the_public_address(seeded):
    made = engine(seeded.board_url)
    store = FrameStore(loaders(made), partial(data_version, made))
    settings = Settings.from_environment({"BOLYST_PUBLIC_URL": "https://tavle.example"}).for_web()
    board = create_app(store, settings).server
    headers = {"User-Agent": BROWSER, "Referer": "https://tavle.example/"}
    answer = get(board, f"/papir/council.docx?{HARAM}", headers, base_url="http://127.0.0.1:8050")
    assert "Content-Disposition" in answer.headers
    made.dispose()


def test_asking_what_there_is_makes_nothing(board):
    """On 4a60f49 a HEAD, as checkers of links send, stored a paper."""
    assert board.test_client().head(f"/papir/council.pdf?{HARAM}").status_code == 200
    assert stored(board) == 0


def test_the_routes_of_papers_are_all_under_what_is_guarded(board):
    roots = {"/papir", "/skjema", "/eksport"}
    assert set(GUARDED) == roots
    for rule in board.url_map.iter_rules():
        if re.search(r"\.(pdf|docx|xlsx|zip|csv|svg|png)$|ordre", rule.rule):
            if rule.rule.startswith(("/mal", "/opplasting/")):
                continue  # of the door for files: templates, and what has a secret name
            assert f"/{rule.rule.split('/')[1]}" in roots, rule.rule


def test_a_paper_is_stored_once_whoever_asks_and_in_whatever_ending(board):
    answers = []

    def ask(ending):
        answers.append(get(board, f"/papir/council.{ending}?{HARAM}").status_code)

    board.config["BOLYST_PAPER_WORKER"] = None  # each waits for the one before
    threads = [threading.Thread(target=ask, args=(ending,)) for ending in ("pdf", "docx") * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 8
    assert stored(board) == 1


def test_new_papers_of_one_address_have_an_end_and_old_ones_none(board, tmp_path):
    """On 4a60f49 any number: all answered 200 and were stored."""
    board.config["BOLYST_QUOTA"] = Quota(2, tmp_path / "kvote")
    towns = ("1580", "1535", "1505")
    answers = [get(board, f"/papir/council.docx?sprak=nn&kommune={town}") for town in towns]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 3500 < int(answers[2].headers["Retry-After"]) <= 3600
    assert stored(board) == 2
    assert get(board, "/papir/council.pdf?sprak=nn&kommune=1580").status_code == 200
    other = {"REMOTE_ADDR": "198.51.100.7"}
    assert get(board, "/papir/council.pdf?sprak=nn&kommune=1505", environ_base=other).status_code == 200
    form = "/skjema/haram-integrering.docx?aar=2014"
    assert get(board, form).status_code == 429
    assert get(board, form, environ_base=other).status_code == 200


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_end_is_told_in_each_language(board, tmp_path, language):
    board.config["BOLYST_QUOTA"] = Quota(1, tmp_path / "kvote")
    get(board, f"/papir/council.docx?sprak={language}&kommune=1580")
    said = get(board, f"/papir/council.docx?sprak={language}&kommune=1535").get_data(as_text=True)
    assert speaker(language)("delivery.quota", hour="1", day="3", minutes="60") in said


def test_an_order_counts_each_of_its_papers(board, tmp_path):
    sent = {"kind": "council", "ending": "docx", "each": "kommune", "query": "sprak=nn&fylke=15"}
    assert board.test_client().post("/papir/ordre", data=sent).status_code == 303
    papers = waiting(board)
    assert papers > 5
    board.config["BOLYST_QUOTA"] = Quota(2 * papers - 1, tmp_path / "kvote2")
    answers = [board.test_client().post("/papir/ordre", data=sent).status_code for _ in range(2)]
    assert answers == [303, 429]
    assert waiting(board) == 2 * papers


def test_one_paper_for_each_municipality_in_the_country_is_within_the_quota(board):
    country = {"kind": "council", "ending": "docx", "each": "kommune", "query": "sprak=nn&fylke=alle"}
    assert board.test_client().post("/papir/ordre", data=country).status_code == 303
    assert 20 < waiting(board) < MOST_AT_ONCE


def test_behind_a_proxy_on_this_machine_each_address_counts_for_itself(board, tmp_path):
    board.config["BOLYST_QUOTA"] = Quota(1, tmp_path / "kvote")

    def status(town, forwarded):
        headers = {"X-Forwarded-For": forwarded, "User-Agent": "curl/8"}
        return get(board, f"/papir/council.docx?sprak=nn&kommune={town}", headers).status_code

    assert status("1580", "192.0.2.1") == 200
    assert status("1535", "192.0.2.2") == 200
    assert status("1505", "203.0.113.9, 192.0.2.1") == 429
    assert status("1505", "2001:db8::1") == 200
    assert status("1506", "2001:db8::2") == 429
    assert status("1506", "tull") == 200


def test_the_quota_opens_again_and_forgets(tmp_path):
    now = [1_000_000.0]
    quota = Quota(2, tmp_path / "kvote", clock=lambda: now[0])
    for _ in range(2):
        quota.take("192.0.2.1", 2)
        with pytest.raises(QuotaReached) as reached:
            quota.take("192.0.2.1")
        assert reached.value.wait == 3600
        now[0] += reached.value.wait
    quota.take("192.0.2.1", 2)
    with pytest.raises(QuotaReached) as reached:
        quota.take("192.0.2.1")
    assert reached.value.wait == 86_400 - 2 * 3600
    now[0] += reached.value.wait
    quota.take("192.0.2.1", 2)
    assert "192.0.2.1" not in "".join(path.name for path in quota.folder.iterdir())


def test_a_count_cut_short_by_a_stop_is_left_out_and_the_key_of_names_is_kept(tmp_path):
    now = [1_000_000.0]
    quota = Quota(2, tmp_path, lambda: now[0])
    quota.take("198.51.100.7")
    counts = next(path for path in tmp_path.iterdir() if path.name != "nykel")
    counts.write_text(counts.read_text() + "[1000000.0, ")
    quota.take("198.51.100.7")
    with pytest.raises(QuotaReached):
        quota.take("198.51.100.7")
    os.utime(tmp_path / "nykel", (0, 0))
    with pytest.raises(QuotaReached):
        quota.take("198.51.100.7")


def test_a_full_archive_takes_nothing_more_from_the_web_and_the_paper_says_so(board, caplog):
    """On 4a60f49 there was no limit: the archive grew as long as the disk had room."""
    made = board.config["ENGINE"]
    board.config["BOLYST_ARCHIVE"] = SnapshotTable(made, "web", most=100)
    with caplog.at_level(logging.WARNING):
        answer = get(board, f"/papir/council.docx?{HARAM}")
    assert answer.status_code == 200
    assert stored(board) == 0
    assert "arkivet er fullt" in caplog.text
    with pytest.raises(ArchiveFull, match="BOLYST_PAPER_MB"):
        SnapshotTable(made, "web", most=100).keep(paper_row())
    SnapshotTable(made).keep(paper_row())
    assert held(made).papers == 1
    assert held(made).size == len(str(paper_row()["content"]).encode())


def test_orders_that_fill_their_room_are_refused(board, monkeypatch):
    order = board.config["BOLYST_PAPER_WORKER"].orders.take([Wanted("council", HARAM, "pdf")])
    order.add("stor.pdf", b"0" * 3000)
    monkeypatch.setattr("dashboard.delivery.orders.MOST_BYTES", 3000)
    sent = {"kind": "council", "ending": "docx", "each": "kommune", "query": "sprak=nn&fylke=15"}
    answer = board.test_client().post("/papir/ordre?sprak=en", data=sent)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "3600"
    assert "waiting to be fetched" in answer.get_data(as_text=True)
    assert waiting(board) == 1


def test_only_old_papers_made_on_the_web_are_removed(board):
    made = board.config["ENGINE"]
    rows = {name: {**paper_row(), "id": name * 10} for name in "ABCD"}
    for name, archive in {"A": "web", "B": "web", "C": "command", "D": "web"}.items():
        SnapshotTable(made, archive).keep(rows[name])
    with writing(made) as connection:
        connection.execute(update(snapshot).values(made_at="2015-01-01T00:00:00+00:00"))
        recent = snapshot.c.id == "D" * 10
        connection.execute(update(snapshot).where(recent).values(made_at="2999-01-01T00:00:00+00:00"))
    assert tidy(made, 0) == 0
    assert tidy(made, 3650) == 2
    assert [bool(SnapshotTable(made).find(name * 10)) for name in "ABCD"] == [False, False, True, True]
