"""Whole refreshes against the misbehaving server, into a board filled from the seeds."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from data_sources import schema
from data_sources.database import data_version, engine, read
from data_sources.statbank.pxweb import PxWebClient
from data_sources.statbank.refresh import FigureSources, RefreshRequest, refresh
from data_sources.statbank.refresh_command import AlreadyRunning, refresh_lock
from seeds.register import official_register
from tests.data_sources.statbank.statbank_tables import StatBank, document

REGISTER, REFERENCE = official_register()
YEARS = ["2019", "2020", "2023", "2024"]
NUMBERS = ["1534", "1507", "1508", "1580", "1130", "0", "15"]
AGES = [f"{age:03}" for age in range(25)]
RESIDENTS = {
    ("1534", "2019"): 40, ("1507", "2019"): 80, ("1507", "2020"): 130, ("1507", "2023"): 140,
    ("1508", "2024"): 90, ("1580", "2024"): 50,
}  # fmt: skip
"""Persons of each age: Haram is 1534 until 2019, in Ålesund 2020-2023, 1580 since; zero where not in use."""


def residents(Region, Tid, **_):  # noqa: N803 - the table's own names
    return RESIDENTS.get((Region, Tid), 60 if Region == "1130" else 0)


def population(figure=residents, **more):
    variables = {"Region": NUMBERS, "Alder": AGES, "Tid": YEARS}
    return document("07459", "Befolkning", variables, {"Personer1": "antall"}, figure, **more)


def immigrants(Region, InnvandrKat, ContentsCode, Tid, **_):  # noqa: N803 - as above
    if (Region, Tid) == ("1580", "2024"):
        return ":" if ContentsCode == "Personer1" else 7.5
    if (Region, Tid) == ("1508", "2024"):
        return (3 if InnvandrKat == "C" else 225) if ContentsCode == "Personer1" else 10
    if (Region, Tid) == ("1130", "2024"):
        return ".."
    return 0 if residents(Region, Tid) == 0 else (100 if ContentsCode == "Personer1" else 5)


def immigration():
    variables = {"Region": NUMBERS, "InnvandrKat": ["B", "C"], "Landbakgrunn": ["999", "816"], "Tid": YEARS}
    contents = {"Personer1": "personer", "AndelBefolkning": "prosent"}
    return document("09817", "Innvandrere og norskfødte", variables, contents, immigrants)


def strand(shared, name):
    return json.loads((shared / "data" / "ssb" / name).read_text("utf-8"))


class Board:
    """A board, the server's tables, and what a refresh said."""

    def __init__(self, url, site, hours):
        self.engine = engine(url)
        self.path = url.removeprefix("sqlite:///")
        self.site, self.clock = site, hours.clock
        self.lines = []

    def refresh(self, *tables, files=(), register=REGISTER):
        http = httpx.Client(timeout=5, trust_env=False)
        with PxWebClient(self.site.url, http=http, clock=self.clock, patience=60) as client:
            sources = FigureSources(register, REFERENCE, client, client)
            return refresh(self.engine, sources, RefreshRequest(tables, tuple(files)), self.lines.append)

    def table(self, table):
        return read(self.engine, table)

    def figures(self, indicator):
        rows = self.table(schema.statistic)
        rows = rows[rows["indicator"] == indicator]
        return {(row.municipality, row.year): row for row in rows.itertuples(index=False)}

    def retrieval(self, indicator):
        return self.table(schema.retrieval).set_index("indicator").loc[indicator]

    @property
    def version(self):
        return data_version(self.engine)

    @property
    def attempts(self):
        return self.table(schema.refresh_attempt)

    def everything(self):
        with sqlite3.connect(self.path) as connection:
            return "\n".join(connection.iterdump())


@pytest.fixture
def board(seeded, site, hours):
    made = Board(seeded.board_url, site, hours)
    yield made
    made.engine.dispose()


def test_figures_stand_at_the_number_of_their_year_and_nothing_at_numbers_not_in_use(board, site):
    StatBank(site, population())
    assert board.refresh("07459").reasons == []
    found = board.figures("population")
    assert found["1534", 2019].value == 40 * 25
    assert found["1507", 2023].value == 140 * 25
    assert found["1580", 2024].value == 50 * 25
    assert not {("1580", 2020), ("1580", 2023), ("1534", 2020), ("1508", 2023), ("1507", 2024)} & set(found)
    assert {number for number, year in found if year == 2024} == {"1508", "1580", "1130"}


def test_counties_and_the_whole_country_are_left_out(board, site):
    StatBank(site, population())
    board.refresh("07459")
    assert all(len(number) == 4 for number, _ in board.figures("population"))


def test_ages_are_added_and_children_and_youth_get_a_denominator(board, site):
    before = board.table(schema.target_group).set_index("target_group").loc["children_and_youth"]
    assert before["no_denominator"] == "not_fetched"
    StatBank(site, population())
    board.refresh("07459")
    assert board.figures("population_0_5")["1580", 2024].value == 6 * 50
    assert board.figures("population_16_19")["1580", 2024].value == 4 * 50
    assert board.figures("population_0_19")["1580", 2024].value == 20 * 50
    after = board.table(schema.target_group).set_index("target_group").loc["children_and_youth"]
    assert after["denominator"] == "population_0_19"
    assert after.isna()["no_denominator"]


def test_symbols_stay_symbols_and_are_never_zero(board, site):
    StatBank(site, population(), immigration())
    board.refresh("07459", "09817")
    found = board.figures("immigrants_total")
    assert (found["1580", 2024].symbol, found["1130", 2024].symbol) == (":", "..")
    assert found["1580", 2024].value != found["1580", 2024].value
    meanings = json.loads(board.retrieval("immigrants_total")["symbols"])
    assert meanings[":"] == "Tallet er skjult av hensyn til personvern"


def test_fewer_than_five_persons_are_hidden_and_a_share_that_tells_a_hidden_count_too(board, site):
    StatBank(site, population(), immigration())
    board.refresh("07459", "09817")
    few = board.figures("norwegian_born_to_immigrants")["1508", 2024]
    assert (few.symbol, few.source) == (":", "SSB 2024; skjult av oss: 1–4")
    shares = board.figures("immigrant_share")
    assert shares["1580", 2024].symbol == ":"
    assert "andelen røper tallet" in shares["1580", 2024].source
    assert shares["1508", 2024].value == 10


def test_years_the_answer_does_not_cover_keep_their_figures(board, site):
    before = board.figures("population")["1534", 2007].value
    StatBank(site, population())
    board.refresh("07459")
    assert board.figures("population")["1534", 2007].value == before


def test_what_is_kept_of_a_retrieval_tells_where_the_figures_are_from(board, site):
    StatBank(site, population(notes=["Tallene er prikket."]))
    board.refresh("07459")
    kept = board.retrieval("population")
    assert (kept["table"], kept["title"], kept["note"]) == ("SSB 07459", "Befolkning", "Tallene er prikket.")
    assert str(kept["updated"]) == "2026-02-25 07:00:00"
    assert str(kept["retrieved"]) == "2026-03-20 09:00:00"
    assert json.loads(kept["request"])["table"] == "07459"
    assert len(kept["content"]) == 64


def test_contact_persons_are_nowhere_in_the_database(board, site):
    bank = StatBank(site, population())
    assert b"KONTAKTPERSON" in bank.reply("GET", "/api/pxwebapi/v2/tables/07459/metadata", None).body
    board.refresh("07459")
    assert "KONTAKTPERSON" not in board.everything()
    assert "12 34 56 78" not in board.everything()


def test_a_new_version_is_made_once_and_none_when_nothing_has_changed(board, site, hours):
    StatBank(site, population(), immigration())
    before = board.version
    assert board.refresh("07459", "09817").changed
    assert board.version == before + 1
    hours.sleep(86_400)
    assert not board.refresh("07459", "09817").changed
    assert board.version == before + 1
    assert str(board.retrieval("population")["retrieved"])[:10] == "2026-03-21"


def test_one_other_figure_with_the_same_update_is_a_new_version(board, site):
    StatBank(site, population())
    board.refresh("07459")
    before = board.version
    StatBank(
        site,
        population(
            lambda **codes: residents(**codes) + (codes["Region"] == "1580") * (codes["Tid"] == "2024")
        ),
    )
    board.refresh("07459")
    assert board.version == before + 1
    assert board.figures("population")["1580", 2024].value == 51 * 25


def test_a_wrong_table_is_refused_loudly_and_the_old_figures_stay(board, site):
    wrong = population()
    wrong["label"] = "07459: Biler, etter region og år"
    wrong["extension"]["px"]["contents"] = "07459: Biler,"
    StatBank(site, wrong)
    before = board.figures("population")
    outcome = board.refresh("07459")
    assert "population hentes ikke: tabell 07459 heter «07459: Biler" in outcome.reasons[0]
    assert board.figures("population") == before
    assert board.attempts["ok"].tolist() == [0]
    assert "Biler" in board.attempts["reason"].iloc[0]


def test_a_table_that_fails_keeps_its_figures_and_the_others_are_stored(board, site, misbehaving):
    bank = StatBank(site, population(), immigration())
    bank.instead["/09817/data"] = misbehaving["reply"](500, b"")
    before = board.figures("immigrants_total")
    outcome = board.refresh("07459", "09817")
    assert outcome.changed
    (reason,) = outcome.reasons
    assert reason.startswith("Tabell 09817 er ikke hentet: Serveren svarte 500. ")
    assert board.figures("immigrants_total") == before
    assert board.figures("population")["1580", 2024].value == 1250


def test_a_server_that_is_away_changes_nothing_and_is_asked_no_more(board, site, misbehaving):
    bank = StatBank(site, population(), immigration())
    bank.instead["/metadata"] = misbehaving["reply"](503, b"")
    before, version = board.everything(), board.version
    outcome = board.refresh("07459", "09817")
    assert "Ikke hentet: 07459, 09817." in outcome.reasons[0]
    assert board.version == version
    added = set(board.everything().splitlines()) - set(before.splitlines())
    assert len(added) == 1
    assert 'INSERT INTO "refresh_attempt"' in added.pop()
    assert not [path for _, path in bank.asked if "/09817/" in path]


def test_codes_that_the_answer_leaves_out_refuse_the_table(board, site):
    bank = StatBank(site, population())
    whole = bank.answer

    def without_haram(path, body):
        if body is not None:
            for item in body["selection"]:
                item["valueCodes"] = [code for code in item["valueCodes"] if code != "1580"]
        return whole(path, body)

    bank.answer = without_haram
    assert "Svaret mangler Region 1580" in board.refresh("07459").reasons[0]


def test_a_table_in_the_middle_of_an_update_is_refused(board, site):
    StatBank(site, population(lambda **_: 0))
    before = board.figures("population")
    assert "tabellen er trolig under oppdatering" in board.refresh("07459").reasons[0]
    assert board.figures("population") == before


def test_figures_fetched_before_the_table_says_it_is_updated_are_provisional(board, site):
    early = population()
    early["updated"] = "2026-03-20T10:00:00Z"
    StatBank(site, early)
    board.refresh("07459")
    assert board.retrieval("population")["provisional"] == 1


def test_a_number_the_source_itself_calls_provisional_is_kept_and_marked(board, site):
    StatBank(site, population(lambda **codes: (residents(**codes), "*" if codes["Tid"] == "2024" else None)))
    board.refresh("07459")
    assert board.figures("population")["1580", 2024].value == 1250
    assert board.retrieval("population")["provisional"] == 1


def test_progress_and_warnings_of_klass_are_told(board, site):
    StatBank(site, population())
    board.refresh("07459")
    assert any(line.startswith("07459: Befolkning") or "07459: 07459" in line for line in board.lines)
    assert any("Klass har ikke lenger kommunenumrene" in line for line in board.lines)


def test_an_unknown_table_is_named(board):
    assert board.refresh("99999").reasons == ["Tabell 99999 står ikke i registeret over offisielle tall."]


def test_two_refreshes_of_a_board_never_run_at_once(board):
    other = engine(f"sqlite:///{board.path}")
    with refresh_lock(board.engine), pytest.raises(AlreadyRunning, match="er i gang"), refresh_lock(other):
        pass
    with refresh_lock(other):
        pass
    other.dispose()


def test_recorded_answers_are_stored_as_published(board, site, shared):
    people = strand(shared, "07459_befolkning_strand_1986-2026.json")
    money = strand(shared, "13542_kostra_utvalgte_nokkeltall_strand.json")
    StatBank(site, people, money)
    outcome = board.refresh("07459", "13542")
    assert [reason.split(" ")[0] for reason in outcome.reasons] == [
        "population_0_5", "population_6_15", "population_16_19", "population_0_19",
    ]  # fmt: skip
    published = dict(zip(range(1986, 2027), people["value"], strict=True))
    found = board.figures("population")
    assert {year: found["1130", year].value for year in range(2007, 2027)} == {
        year: value for year, value in published.items() if year >= 2007
    }
    results = board.figures("net_operating_result_share")
    assert len(results) == 6
    assert {number for number, _ in results} == {"1130"}
    assert results["1130", 2020].value in money["value"]
    assert board.retrieval("net_operating_result_share")["title"].startswith("Utvalgte nøkkeltall")
    assert "REDACTED" not in board.everything()


def test_the_recorded_answer_of_before_eight_is_provisional(board, site, hours, shared):
    early = strand(shared, "07459_snapshot_a_2026-02-25_0500_before-0800.json")
    StatBank(site, early)
    board.clock = replace(hours.clock, now=lambda: datetime(2026, 2, 25, 5, tzinfo=UTC))
    board.refresh("07459")
    assert board.retrieval("population")["provisional"] == 1
    assert board.figures("population")["1130", 2025].value == early["value"][-1]
