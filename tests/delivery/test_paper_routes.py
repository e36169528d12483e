from __future__ import annotations

import json
import re
import threading
import time
import zipfile
from contextlib import closing
from functools import partial
from io import BytesIO

import docx
import pypdf
import pytest

from dashboard.content.document import shown_id
from dashboard.delivery.orders import MOST_WAITING, Order, Orders, Wanted
from dashboard.delivery.worker import PaperWorker, alone, make_waiting
from dashboard.papers.archive import read_row
from dashboard.papers.kinds import KINDS
from dashboard.shell.create_app import create_app
from dashboard.shell.page import page
from dashboard.shell.settings import Settings
from dashboard.store.store import FrameStore
from data_sources.catalogue import loaders
from data_sources.database import bump_version, data_version, engine, writing
from data_sources.schema import milestone
from data_sources.snapshots import SnapshotTable
from terms.words import speaker
from tests.alike import pairs

SETTINGS = Settings.from_environment({}).for_web()
HARAM = "sprak=nn&kommune=1580&aar=2014"
NEEDED = {
    "any": HARAM,
    "projects": HARAM,
    "project": "sprak=nn&prosjekt=haram-integrering&aar=2014",
    "region": "sprak=nn&fylke=15",
}


@pytest.fixture
def desk(seeded, tmp_path):
    """A board that keeps papers and has a queue which nothing empties by itself."""
    made = engine(seeded.board_url)
    store = FrameStore(loaders(made), partial(data_version, made))
    app = create_app(store, SETTINGS)
    app.server.config["BOLYST_ARCHIVE"] = SnapshotTable(made)
    app.server.config["BOLYST_PAPER_WORKER"] = queue = PaperWorker(["true"], Orders(tmp_path / "papir"))
    app.server.config["ENGINE"] = made
    yield app
    for child in queue.started:
        child.wait()
    made.dispose()


def get(app, address):
    return app.server.test_client().get(address, buffered=True)


def worker(app):
    return app.server.config["BOLYST_PAPER_WORKER"]


def store_of(app):
    """The frames that the board was made over, read anew."""
    made = app.server.config["ENGINE"]
    return FrameStore(loaders(made), partial(data_version, made))


def text_of(answer):
    if answer.mimetype == "application/pdf":
        reader = pypdf.PdfReader(BytesIO(answer.data))
        return " ".join(" ".join(p.extract_text() for p in reader.pages).split())
    made = docx.Document(BytesIO(answer.data))
    parts = [section.footer.paragraphs[0].text for section in made.sections]
    return " ".join([*(p.text for p in made.paragraphs), *parts])


def printed_id(answer):
    """Id at the foot of a page; in a PDF the properties have it too, where no line is broken."""
    if answer.mimetype == "application/pdf":
        words = pypdf.PdfReader(BytesIO(answer.data)).metadata["/Keywords"]
        return shown_id(re.search(r"[2-9A-Z]{10}", words).group())
    return re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", text_of(answer)).group()


@pytest.mark.slow
@pytest.mark.parametrize(("code", "ending"), pairs(KINDS, ["pdf", "docx"], 2))
def test_every_kind_comes_as_a_file_that_is_kept_and_opens_again(desk, code, ending):
    kind = KINDS[code]
    answer = get(desk, f"/papir/{code}.{ending}?{NEEDED[kind.needs]}")
    if answer.status_code == 400:
        pytest.fail(answer.get_data(as_text=True))
    assert answer.status_code == 200
    name = re.search(r'filename="([^"]+)"', answer.headers["Content-Disposition"])[1]
    assert name.startswith(kind.file)
    assert name.endswith(f"-nn.{ending}")
    again = get(desk, f"/papir/{printed_id(answer)}.{ending}")
    assert again.status_code == 200
    assert text_of(again) == text_of(answer)


def test_the_name_of_the_file_says_what_it_is(desk):
    answer = get(desk, f"/papir/council.pdf?{HARAM}")
    assert 'filename="saksframlegg-haram-2014-nn.pdf"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(("number", "language"), [("1535", "nn"), ("0301", "nb")])
def test_without_a_language_the_paper_is_in_that_of_the_municipality(desk, number, language):
    answer = get(desk, f"/papir/council.docx?kommune={number}")
    assert f"-{language}.docx" in answer.headers["Content-Disposition"]


def test_a_number_that_is_no_longer_in_use_gives_the_paper_of_the_municipality_of_today(desk):
    assert "saksframlegg-haram" in get(desk, "/papir/council.pdf?kommune=1534").headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("address", "status", "key"),
    [
        ("/papir/dans.pdf?sprak=nn", 404, "delivery.unknown_kind"),
        ("/papir/23456789AB.pdf?sprak=nn", 404, "delivery.unknown_id"),
        ("/papir/council.pdf?sprak=nn&kommune=9999", 400, "delivery.not_read"),
        ("/papir/council.pdf?sprak=nn&kommune=1580&aar=ifjor", 400, "delivery.not_read"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_sentence(desk, address, status, key):
    answer = get(desk, address)
    assert answer.status_code == status
    said = speaker("nn")(key, name="·", parts="·").split("·")[0]
    assert said.strip("« ") in answer.get_data(as_text=True)


def test_an_address_never_becomes_code_of_the_page(desk):
    shown = get(desk, "/papir/<script>alert(1)</script>.pdf").get_data(as_text=True)
    assert "<script>" not in shown
    shown = get(desk, "/papir/council.pdf?kommune=<b>").get_data(as_text=True)
    assert "<b>" not in shown


def test_an_unreadable_database_is_a_sentence(tmp_path):
    made = engine(f"sqlite:///{tmp_path / 'none.db'}")
    app = create_app(FrameStore(loaders(made), partial(data_version, made)), SETTINGS)
    app.server.config["BOLYST_ARCHIVE"] = SnapshotTable(made)
    for address in ("/papir/council.pdf?sprak=nn", "/papir/23456789AB.pdf?sprak=nn"):
        answer = get(app, address)
        assert answer.status_code == 503
        assert speaker("nn")("delivery.unreadable") in answer.get_data(as_text=True)
    made.dispose()


def test_a_paper_that_cannot_be_kept_is_given_and_says_so(desk, seeded):
    read_only = engine(f"sqlite:///file:{seeded.folder / 'board.db'}?mode=ro&uri=true")
    desk.server.config["BOLYST_ARCHIVE"] = SnapshotTable(read_only)
    for ending in ("pdf", "docx"):
        answer = get(desk, f"/papir/council.{ending}?{HARAM}")
        assert answer.status_code == 200
        assert "ikkje arkivert" in text_of(answer)
        assert re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", text_of(answer)) is None
        assert speaker("nn")("papers.about_snapshot")[:40] not in text_of(answer)
    read_only.dispose()


def test_while_one_paper_is_made_the_next_is_queued(desk):
    """The first request waits inside the archive; the second must not wait for it."""
    inside, leave = threading.Event(), threading.Event()

    class Slow(SnapshotTable):
        def keep(self, row):
            inside.set()
            leave.wait(20)
            super().keep(row)

    desk.server.config["BOLYST_ARCHIVE"] = Slow(desk.server.config["ENGINE"])
    first = []
    thread = threading.Thread(target=lambda: first.append(get(desk, f"/papir/council.pdf?{HARAM}")))
    thread.start()
    assert inside.wait(20)
    second = get(desk, f"/papir/council.pdf?{HARAM}")
    leave.set()
    thread.join()
    assert first[0].status_code == 200
    assert second.status_code == 303
    assert second.headers["Location"].startswith("/papir/ordre/")
    assert worker(desk).orders.waiting()[0].wanted == (Wanted("council", QUERY, "pdf"),)


QUERY = "sprak=nn&fylke=15&kommune=1580&aar=2014"


def ordered(app, **form):
    """Address of an order of one paper for each."""
    sent = {"kind": "council", "ending": "docx", "each": "kommune", "query": "sprak=nn&fylke=15"} | form
    return app.server.test_client().post("/papir/ordre?sprak=nn", data=sent)


def test_one_paper_for_each_municipality_comes_as_one_file(desk):
    answer = ordered(desk)
    assert answer.status_code == 303
    address = answer.headers["Location"].split("?")[0]
    state = get(desk, f"{address}/status.json?sprak=nn").get_json()
    assert state["state"] == "waiting"
    assert make_waiting(
        store_of(desk), desk.server.config["BOLYST_ARCHIVE"], worker(desk).orders, patience=0.1
    )
    state = get(desk, f"{address}/status.json?sprak=nn").get_json()
    assert state == {
        "state": "done",
        "done": state["total"],
        "total": state["total"],
        "sentence": f"{state['total']} papir er ferdige.",
    }
    file = get(desk, f"{address}/fil")
    with zipfile.ZipFile(BytesIO(file.data)) as bundle:
        names = bundle.namelist()
        assert len(names) == state["total"] > 5
        assert "saksframlegg-haram-nn.docx" in names
        docx.Document(BytesIO(bundle.read(names[0])))
    assert file.headers["Content-Disposition"].endswith("papir.zip")


def test_a_cancelled_order_makes_nothing_more(desk):
    address = ordered(desk).headers["Location"].split("?")[0]
    desk.server.test_client().post(f"{address}/avbryt")
    assert get(desk, f"{address}/status.json").get_json()["state"] == "cancelled"
    assert (
        make_waiting(store_of(desk), desk.server.config["BOLYST_ARCHIVE"], worker(desk).orders, patience=0.1)
        == 0
    )
    assert get(desk, f"{address}/fil").status_code == 404


def test_other_sites_cannot_order(desk):
    answer = desk.server.test_client().post(
        "/papir/ordre", data={"kind": "council"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert worker(desk).orders.waiting() == []


def test_the_queue_has_an_end(desk):
    taken = worker(desk).orders.take([Wanted("council", QUERY, "pdf")] * (MOST_WAITING - 1))
    assert taken is not None
    answer = ordered(desk)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


@pytest.mark.parametrize(
    "form",
    [{"kind": "dans"}, {"ending": "exe"}, {"each": "by"}, {"each": "prosjekt", "query": "kommune=5601"}],
)
def test_a_forged_order_is_refused(desk, form):
    assert ordered(desk, **form).status_code in {400, 404}
    assert worker(desk).orders.waiting() == []


@pytest.mark.parametrize("token", ["abc", "../../etc", "x" * 32])
def test_an_order_that_is_not_there_is_told(desk, token):
    assert get(desk, f"/papir/ordre/{token}/fil").status_code == 404
    assert get(desk, f"/papir/ordre/{token}").status_code == 404


def test_who_wants_one_paper_need_not_wait_for_who_wants_many(tmp_path):
    orders = Orders(tmp_path)
    orders.take([Wanted("council", QUERY, "pdf")] * 30)
    one = orders.take([Wanted("council", QUERY, "pdf")])
    assert orders.waiting()[0] == one


def test_a_paper_that_cannot_be_made_does_not_stop_the_others(desk):
    orders = worker(desk).orders
    order = orders.take([Wanted("dans", "kommune=1505", "pdf"), Wanted("council", QUERY, "pdf")])
    make_waiting(store_of(desk), desk.server.config["BOLYST_ARCHIVE"], orders, patience=0.1)
    at = Order(order.folder).progress
    assert (at.state, at.done, at.failed) == ("done", 1, ("kommune=1505",))
    said = get(desk, f"/papir/ordre/{order.token}/status.json?sprak=nn").get_json()["sentence"]
    assert said == "Papiret er ferdig. 1 papir kunne ikkje lagast: 1505."


def test_only_one_process_makes_papers(desk):
    orders = worker(desk).orders
    orders.take([Wanted("council", QUERY, "pdf")])
    with alone(orders) as free:
        assert free
        assert make_waiting(store_of(desk), desk.server.config["BOLYST_ARCHIVE"], orders, patience=0.1) == 0


def test_a_press_that_cannot_run_is_not_started_again_at_once(tmp_path):
    tried = tmp_path / "tried"
    made = PaperWorker(["sh", "-c", f"echo x >> {tried}; exit 1"], Orders(tmp_path / "papir"))
    made.ensure_running()
    for _ in range(20):
        time.sleep(0.1)
        made.ensure_running()
    assert tried.read_text().split() == ["x"]


def shown(app, path, query="?sprak=nn"):
    """All the text of a page."""
    from plotly.io.json import to_json_plotly  # noqa: PLC0415 - what Dash itself answers with

    with app.server.test_request_context(path):
        drawn = to_json_plotly(page(path, query, store_of(app), "15"))
    return json.dumps(json.loads(drawn), ensure_ascii=False)


def test_the_id_opens_the_paper_as_it_was_and_says_that_nothing_has_changed(desk):
    found = printed_id(get(desk, f"/papir/council.pdf?{HARAM}"))
    answer = get(desk, f"/papir?id={found.lower().replace('-', ' ')}&sprak=nn")
    assert answer.status_code == 303
    path = answer.headers["Location"].split("?")[0]
    assert get(desk, path).status_code == 200
    text = shown(desk, path)
    say = speaker("nn")
    assert say("delivery.changed_nothing") in text
    assert "Inkludering og bulyst: Haram" in text
    assert found in text
    assert text.count("<svg role=") == 3


def test_what_has_changed_since_is_listed_and_the_paper_stays(desk):
    first = get(desk, f"/papir/council.pdf?{HARAM}")
    found = printed_id(first)
    with writing(desk.server.config["ENGINE"]) as connection:
        late = milestone.c.milestone.like("haram%")
        connection.execute(milestone.update().where(late).values(reached=None))
        bump_version(connection)
    text = shown(desk, f"/papir/{found}")
    say = speaker("nn")
    assert say("delivery.changed_nothing") not in text
    assert "Tiltak og milepælar" in text
    assert "changed-table" in text
    assert say("delivery.changed_versions", then="1", now="2") in text
    assert text_of(get(desk, f"/papir/{found}.pdf")) == text_of(first)
    now = printed_id(get(desk, f"/papir/council.pdf?{HARAM}"))
    assert now != found


def test_a_selection_that_no_longer_exists_is_told(desk):
    document = read_row(kept_row(desk)).document
    from dashboard.papers.making import kept  # noqa: PLC0415 - only this test keeps a paper by hand

    gone = kept(
        type(document)(**{**vars(document), "query": "sprak=nn&prosjekt=borte", "snapshot": ""}),
        1,
        desk.server.config["BOLYST_ARCHIVE"],
    )
    text = shown(desk, f"/papir/{shown_id(gone.snapshot)}")
    assert speaker("nn")("delivery.changed_invalid", parts="prosjekt=borte") in text
    assert document.title in text


def kept_row(app):
    found = printed_id(get(app, f"/papir/council.pdf?{HARAM}")).replace("-", "")
    return app.server.config["BOLYST_ARCHIVE"].find(found)


@pytest.mark.parametrize("path", ["/papir/23456-789AB", "/papir/tull", "/papir/council"])
def test_an_unknown_id_is_a_404_and_a_sentence(desk, path):
    assert get(desk, path).status_code == 404
    assert "notice-warning" in shown(desk, path)


def test_the_page_of_a_paper_is_in_the_papers_language_unless_another_is_asked_for(desk):
    found = printed_id(get(desk, "/papir/council.pdf?sprak=nb&kommune=1580"))
    assert '<html lang="nb"' in get(desk, f"/papir/{found}").get_data(as_text=True)
    assert '<html lang="en"' in get(desk, f"/papir/{found}?sprak=en").get_data(as_text=True)


def test_a_table_of_papers_that_cannot_be_read_leaves_the_page_a_sentence(desk, tmp_path):
    with closing((tmp_path / "papers.db").open("wb")) as broken:
        broken.write(b"no database " * 200)
    made = engine(f"sqlite:///{tmp_path / 'papers.db'}")
    desk.server.config["BOLYST_ARCHIVE"] = SnapshotTable(made)
    assert speaker("nn")("shell.no_data") in shown(desk, "/papir/23456-789AB")
    made.dispose()
