from __future__ import annotations

import json
from functools import partial

import orjson
import pytest
from dash import Dash, html

from dashboard.address.ids import Cards
from dashboard.content import drawing
from dashboard.content.parts import Content
from dashboard.store.frames import LENT
from dashboard.store.store import FrameStore
from terms.words import speaker

QUERY = "sprak=nn&fylke=15"


class Board:
    """The seeds' frames in a store whose version and clock the test turns, and a panel that counts."""

    def __init__(self, store):
        self.version = 1
        self.seconds = 0.0
        self.down = False
        self.drawn = []
        frames = {name: partial(self.read, store, name) for name in LENT}
        self.store = FrameStore(frames, lambda: self.version, clock=lambda: self.seconds)

    def read(self, store, name):
        if self.down:
            raise OSError("locked")
        return store[name]

    def draw(self, _store, selection, _say):
        self.drawn.append(selection)
        return Content(title="t", sentence=f"s{len(self.drawn)}", chart=[])

    def show(self, query=QUERY):
        shown = drawing.remembered(self.store, query, self.draw)
        return orjson.dumps(shown).decode() if isinstance(shown, orjson.Fragment) else str(shown)


def text(shown):
    """What Dash sends, with its escapes read."""
    return json.dumps(json.loads(shown), ensure_ascii=False)


@pytest.fixture
def board(store):
    return Board(store)


def test_a_panel_is_drawn_once_for_a_query(board):
    assert board.show() == board.show()
    assert len(board.drawn) == 1
    board.show("sprak=nn&fylke=46")
    assert len(board.drawn) == 2


def test_new_data_are_drawn_anew(board):
    board.show()
    board.version += 1
    board.seconds += 1
    assert "s2" in board.show()


def test_two_panels_with_the_same_query_are_kept_apart(board):
    board.show()
    other = drawing.remembered(board.store, QUERY, lambda *_: Content(title="another", sentence="", chart=[]))
    assert b"another" in orjson.dumps(other)


def test_a_very_long_query_is_drawn_and_not_kept(board):
    query = QUERY + "&prosjekt=" + "x" * drawing.LONGEST
    board.show(query)
    board.show(query)
    assert len(board.drawn) == 2


def test_a_panel_draws_only_what_exists(board):
    board.show("sprak=nn&fylke=99&kommune=1534,9999&prosjekt=finst-ikkje&gruppe=finst-ikkje")
    (selection,) = board.drawn
    assert selection.municipalities == ("1580",)
    assert (selection.projects, selection.groups) == ((), ())


def test_an_excuse_is_given_while_the_database_cannot_be_read_and_no_longer(board):
    excuse = speaker("nn")("shell.no_data")
    board.down = True
    assert excuse in text(board.show())
    board.down = False
    board.seconds += 1
    assert excuse not in text(board.show())
    assert board.drawn


def test_the_panel_is_told_by_its_label_before_it_is_drawn():
    empty = drawing.panel(Cards.PANEL, speaker("nb"), "Nøkkeltall")
    assert empty.id == "cards"
    assert getattr(empty, "aria-label") == "Nøkkeltall"
    assert getattr(empty, "data-panel") == "cards"


def test_a_panel_listens_to_the_query_alone(board):
    app = Dash("x", server=False)
    app.layout = html.Div()
    drawing.register(app, board.store, Cards.PANEL, board.draw)
    (callback,) = app._callback_list  # noqa: SLF001 - Dash has no other way to ask without a server
    assert callback["output"] == "cards.children"
    assert [part["id"] for part in callback["inputs"]] == ["filters-query"]
