from __future__ import annotations

import datetime as dt
import threading
import time

import pandas as pd
import pytest

from dashboard.store.store import KEPT, VERSION_AGE, FrameStore
from terms.errors import FrameMismatch, NothingLoaded


class World:
    """A database that changes, fails and comes back, and a clock the test turns."""

    def __init__(self):
        self.version = 1
        self.names = ["Herøy"]
        self.failure = None
        self.down = False
        self.seconds = 0.0
        self.reads = 0
        self.version_reads = 0
        self.store = FrameStore(
            {"county": self.read, "measure_goal": self.broken, "project": self.projects},
            self.read_version,
            clock=lambda: self.seconds,
        )

    def read_version(self):
        self.version_reads += 1
        if self.down:
            raise OSError("locked")
        return self.version

    def read(self):
        self.reads += 1
        if self.failure:
            raise self.failure
        numbers = [f"{number:02}" for number in range(len(self.names))]
        return pd.DataFrame({"county": numbers, "name": self.names})

    def broken(self):
        return pd.DataFrame({"measure": ["m"]})

    def projects(self):
        raise OSError("missing")

    def import_data(self, *names):
        self.version += 1
        self.names = list(names)

    def wait(self, seconds=VERSION_AGE):
        self.seconds += seconds

    def shown(self):
        return list(self.store["county"]["name"])


@pytest.fixture
def world():
    return World()


def test_a_frame_is_read_when_first_asked_for_and_then_lent(world):
    assert world.reads == 0
    assert world.shown() == ["Herøy"]
    assert world.shown() == ["Herøy"]
    assert world.reads == 1


def test_a_new_data_version_is_seen_within_a_second_and_not_before(world):
    world.shown()
    world.import_data("Herøy", "Ulstein")
    world.wait(VERSION_AGE - 0.01)
    assert world.shown() == ["Herøy"]
    world.wait(0.01)
    assert world.shown() == ["Herøy", "Ulstein"]


def test_the_version_is_read_at_most_once_a_second_however_many_ask(world):
    for _ in range(50):
        world.shown()
    assert world.version_reads == 1
    world.wait()
    for _ in range(50):
        assert world.store.version == 1
    assert world.version_reads == 2


def test_what_a_borrower_changes_stays_with_the_borrower(world):
    borrowed = world.store["county"]
    borrowed["name"] = "x"
    borrowed.loc[0, "county"] = "99"
    borrowed["new"] = 1
    assert world.store["county"].to_dict("list") == {"county": ["00"], "name": ["Herøy"]}


def test_the_last_good_frame_is_lent_on_when_the_source_fails(world):
    world.shown()
    world.import_data("Ulstein")
    world.failure = OSError("locked")
    world.wait()
    assert world.shown() == ["Herøy"]
    assert world.store.stale


def test_a_frame_that_breaks_its_promise_does_not_replace_a_good_one(world):
    world.shown()
    world.import_data("Ulstein")
    world.failure = FrameMismatch("county", "missing columns name")
    world.wait()
    assert world.shown() == ["Herøy"]


def test_a_source_that_comes_back_is_read_again_within_a_second(world):
    world.shown()
    world.import_data("Ulstein")
    world.failure = OSError("locked")
    world.wait()
    world.shown()
    world.failure = None
    assert world.shown() == ["Herøy"]
    world.wait()
    assert world.shown() == ["Ulstein"]
    assert not world.store.stale


def test_a_source_that_fails_is_tried_at_most_once_a_second(world):
    world.failure = OSError("locked")
    for _ in range(20):
        with pytest.raises(NothingLoaded):
            world.shown()
    assert world.reads == 1


def test_without_a_version_the_last_known_one_counts(world):
    world.shown()
    world.import_data("Ulstein")
    world.down = True
    world.wait()
    assert world.store.version == 1
    assert world.store.stale
    assert world.shown() == ["Herøy"]
    world.down = False
    world.wait()
    assert world.shown() == ["Ulstein"]
    assert not world.store.stale


def test_nothing_loaded_names_the_frame_that_was_never_read(world):
    with pytest.raises(NothingLoaded) as failed:
        world.store["project"]
    assert failed.value.frame == "project"
    with pytest.raises(NothingLoaded):
        world.store["measure_goal"]


def test_a_board_without_projects_to_lend_is_not_ready(world):
    assert not world.store.ready()


def test_something_is_worked_out_once_per_data_version(world):
    calls = []

    def counted(store):
        calls.append(1)
        return len(store["county"])

    assert [world.store.per_version(counted) for _ in range(3)] == [1, 1, 1]
    world.import_data("Herøy", "Ulstein")
    world.wait()
    assert [world.store.per_version(counted) for _ in range(3)] == [2, 2, 2]
    assert len(calls) == 2


def test_something_worked_out_from_an_old_frame_is_worked_out_again_when_the_source_is_back(world):
    def names(store):
        return list(store["county"]["name"])

    world.store.per_version(names)
    world.import_data("Ulstein")
    world.failure = OSError("locked")
    world.wait()
    assert world.store.per_version(names) == ["Herøy"]
    world.failure = None
    world.wait()
    assert world.store.per_version(names) == ["Ulstein"]


def test_two_functions_of_one_name_in_different_places_are_kept_apart(world):
    def outer(value):
        def inner(_store):
            return value

        return inner

    def inner(_store):
        return "another"

    assert world.store.per_version(outer("one")) == "one"
    assert world.store.per_version(inner) == "another"


def test_a_failure_while_working_out_is_not_remembered(world):
    with pytest.raises(NothingLoaded):
        world.store.per_version(lambda store: store["project"])
    assert world.store.per_version(lambda store: len(store["county"])) == 1


def test_what_is_remembered_by_names_is_looked_up_until_the_data_changes(world):
    asked = []

    def show(query):
        return world.store.remember(("cards", query), lambda: asked.append(query) or world.shown())

    assert [show("a"), show("a"), show("b")] == [["Herøy"]] * 3
    assert asked == ["a", "b"]
    world.import_data("Ulstein")
    world.wait()
    assert show("a") == ["Ulstein"]


def test_only_the_last_used_are_remembered(world):
    asked = []

    def show(query):
        return world.store.remember(query, lambda: asked.append(query))

    for query in range(KEPT):
        show(query)
    show(0)
    show(KEPT)
    assert len(asked) == KEPT + 1
    show(0)
    assert len(asked) == KEPT + 1
    show(1)
    assert asked[-1] == 1


def test_rows_with_a_municipality_that_never_was_are_left_out_and_told():
    raw = pd.DataFrame(
        {
            "project": "p",
            "municipality": ["1580", "9999"],
            "role": "owner",
            "continued": None,
            "evidence": "application",
            "source": "x",
            "year": None,
        }
    )
    store = FrameStore({"project_municipality": lambda: raw}, lambda: 1)
    assert list(store["project_municipality"]["municipality"]) == ["1580"]
    assert [(problem.row, problem.value) for problem in store.problems()] == [(1, "9999")]


def test_two_threads_that_ask_at_once_read_a_frame_once_and_see_whole_frames():
    reads = []

    def slow():
        reads.append(threading.get_ident())
        time.sleep(0.02)
        return pd.DataFrame({"county": ["15"], "name": ["Møre og Romsdal"]})

    store = FrameStore({"county": slow}, lambda: 1)
    seen = []
    start = threading.Barrier(8)

    def ask():
        start.wait()
        seen.append((len(store["county"]), store.per_version(len_of_counties)))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [(1, 1)] * 8
    assert len(reads) == 1


def len_of_counties(store):
    return len(store["county"])


def test_who_works_something_out_does_not_hold_up_others(world):
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        begun.set()
        assert go_on.wait(10)
        return "slow"

    found = []
    thread = threading.Thread(target=lambda: found.append(world.store.remember("slow", slow)))
    thread.start()
    assert begun.wait(10)
    assert world.store.remember("quick", lambda: "quick") == "quick"
    assert world.shown() == ["Herøy"]
    assert world.store.per_version(lambda store: store.version) == 1
    go_on.set()
    thread.join(10)
    assert found == ["slow"]


def test_two_who_ask_for_the_same_at_once_get_it_from_one_computation(world):
    calls, begun, go_on = [], threading.Event(), threading.Event()

    def slow():
        calls.append(1)
        begun.set()
        assert go_on.wait(10)
        return object()

    found = []
    threads = [
        threading.Thread(target=lambda: found.append(world.store.remember("x", slow))) for _ in range(3)
    ]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert len(calls) == 1
    assert len(set(map(id, found))) == 1
    assert len(found) == 3


def test_what_fails_is_tried_again_and_held_by_nobody(world):
    def fails():
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            world.store.remember("x", fails)
    assert world.store.remember("x", lambda: "now") == "now"


def test_a_new_day_works_everything_out_anew_and_reads_no_frame_again():
    day = [dt.date(2026, 3, 1)]
    world = World()
    store = FrameStore({"county": world.read}, lambda: 1, clock=lambda: 0.0, today=lambda: day[0])
    calls = []

    def counted(lent):
        calls.append(day[0])
        return len(lent["county"])

    assert [store.per_version(counted), store.per_version(counted)] == [1, 1]
    day[0] = dt.date(2026, 3, 2)
    assert store.per_version(counted) == 1
    assert calls == [dt.date(2026, 3, 1), dt.date(2026, 3, 2)]
    assert world.reads == 1
