from __future__ import annotations

import pandas as pd
import pytest
from sqlalchemy import delete, insert

from data_sources import schema
from data_sources.catalogue import loaders
from data_sources.database import data_version, engine, read, upgrade, writing
from seeds.load import COMPUTED, SEEDS, fill
from seeds.rows import SeedError

COUNTY = "county,name,source\n15,Møre og Romsdal,Kartverket\n"
PROGRAMME = "programme,name,owner,aim,language,evidence,source\nbolyst,Bolyst,KRD,Folk,nb,official,S0\n"
PROJECT = (
    "project,programme,name,lead_organisation,start_year,grant_ceiling,language,evidence,source\n"
    "haram,bolyst,Haram,Haram kommune,2013,1900000,nn,application,S0\n"
)
GOALS = (
    "goal,project,parent,level,position,text,target,deadline,evidence,source\n"
    "haram-2,haram,haram-1,sub_goal,2,Norsk,17.5,2014-12-01,application,S0\n"
    "haram-1,haram,,main_goal,1,Delta,,,application,S0\n"
)


@pytest.fixture
def databases(tmp_path):
    urls = {name: f"sqlite:///{tmp_path / name}.db" for name in ("board", "intake")}
    for name, url in urls.items():
        upgrade(url, name)
    engines = [engine(url) for url in urls.values()]
    yield engines
    for made in engines:
        made.dispose()


@pytest.fixture
def folder(tmp_path):
    files = tmp_path / "seeds"
    files.mkdir()
    for name, text in {"county": COUNTY, "programme": PROGRAMME, "project": PROJECT, "goal": GOALS}.items():
        (files / f"{name}.csv").write_text(text, encoding="utf-8")
    return files


def test_cells_become_text_numbers_dates_or_missing(databases, folder):
    assert fill(*databases, folder=folder).filled
    goals = read(databases[0], schema.goal).set_index("goal")
    assert goals.loc["haram-2", "target"] == 17.5
    assert goals.loc["haram-2", "deadline"] == pd.Timestamp("2014-12-01")
    assert pd.isna(goals.loc["haram-1", "target"])
    assert pd.isna(goals.loc["haram-1", "deadline"])
    assert read(databases[0], schema.project)["grant_ceiling"].tolist() == [1900000]
    assert read(databases[0], schema.project)["end_year"].isna().all()
    assert data_version(databases[0]) == 1


def test_a_row_may_stand_before_the_row_it_is_part_of(databases, folder):
    fill(*databases, folder=folder)
    assert set(read(databases[0], schema.goal)["goal"]) == {"haram-1", "haram-2"}


def test_a_table_without_a_file_is_empty(databases, folder):
    fill(*databases, folder=folder)
    assert read(databases[0], schema.measure).empty


BAD = [
    ("project", "1900000", "1 900 000", "rad 2", "grant_ceiling", "heltall"),
    ("project", "2013", "2013.5", "rad 2", "start_year", "heltall"),
    ("project", ",Haram kommune,", ",,", "rad 2", "lead_organisation", "tom"),
    ("project", "haram,bolyst", "haram,bulyst", "rad 2", "programme", "bulyst"),
    ("project", ",application,", ",rumour,", "rad 2", "evidence", "application, self_reported"),
    ("project", "start_year", "startyear", "overskriften", "startyear", "rett navnet"),
    ("project", "lead_organisation,", "", "overskriften", "lead_organisation", "må være med"),
    ("project", "Haram kommune", "Haram kommune, NAV", "rad 2", "source", "hermetegn"),
    ("goal", "17.5", "17,5", "rad 2", "source", "hermetegn"),
    ("goal", "17.5", '"17,5"', "rad 2", "target", "punktum"),
    ("goal", "17.5", "nan", "rad 2", "target", "punktum"),
    ("goal", "2014-12-01", "1.12.2014", "rad 2", "deadline", "ÅÅÅÅ-MM-DD"),
    ("goal", "2014-12-01", "2014-02-30", "rad 2", "deadline", "kalenderen"),
    ("goal", "haram-1,haram,,", "haram-2,haram,,", "rad 3", "goal", "samme nøkkel som rad 2"),
    ("goal", "haram-1,haram,,", "haram-1,haram,haram-2,", "rad 2", "parent", "i ring"),
    ("goal", "haram-2,haram,haram-1", "haram-2,haram,haram-9", "rad 2", "parent", "haram-9"),
]


@pytest.mark.parametrize("case", BAD, ids=lambda case: f"{case[0]}-{case[4]}-{case[5]}")
def test_a_bad_cell_is_named_and_nothing_is_stored(databases, folder, case):
    table, good, bad, place, column, advice = case
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(SeedError) as refused:
        fill(*databases, folder=folder)
    for part in (f"{table}.csv", place, f"«{column}»", advice):
        assert part in str(refused.value)
    assert read(databases[0], schema.county).empty
    assert data_version(databases[0]) == 0


def test_a_database_that_holds_anything_is_left_as_it_is(databases, folder):
    with writing(databases[0]) as connection:
        connection.execute(insert(schema.county).values(county="99", name="Vår egen", source="oss"))
    assert not fill(*databases, folder=folder).filled
    assert read(databases[0], schema.county)["county"].tolist() == ["99"]
    assert read(databases[0], schema.project).empty


def test_a_second_fill_of_the_real_seeds_changes_nothing(seeded):
    board, intake = engine(seeded.board_url), engine(seeded.intake_url)
    before = {name: load() for name, load in loaders(board).items()}
    assert not fill(board, intake).filled
    for name, load in loaders(board).items():
        pd.testing.assert_frame_equal(load(), before[name])
    assert data_version(board) == 1
    board.dispose()
    intake.dispose()


def test_participation_on_the_board_has_passed_the_gate(seeded):
    board, intake = engine(seeded.board_url), engine(seeded.intake_url)
    raw, published = read(intake, schema.intake_participation), read(board, schema.participation)
    assert raw["unique_participants"].isin([1, 2]).any()
    assert not published["unique_participants"].isin([1, 2]).any()
    assert set(published["evidence"]) == {"example"}
    assert set(published["source"]) == {"seeds/example.py"}
    board.dispose()
    intake.dispose()


def test_a_lost_board_is_filled_again_from_the_counts_in_the_intake(seeded, tmp_path):
    intake = engine(seeded.intake_url)
    kept = read(intake, schema.intake_participation)
    with writing(intake) as connection:
        connection.execute(
            delete(schema.intake_participation).where(schema.intake_participation.c.period == "2016")
        )
    upgrade(f"sqlite:///{tmp_path / 'new.db'}", "board")
    board = engine(f"sqlite:///{tmp_path / 'new.db'}")
    fill(board, intake)
    published = read(board, schema.participation)
    assert "2016" in set(kept["period"])
    assert "2016" not in set(published["period"])
    assert len(published) == len(read(intake, schema.intake_participation))
    board.dispose()
    intake.dispose()


def test_no_seed_file_bypasses_the_gate_or_lacks_a_table():
    names = {path.stem for path in SEEDS.glob("*.csv")} - {
        "indicator_source"
    }  # read by the register, not stored
    assert names <= set(schema.board.tables) - COMPUTED


INDICATORS = (
    "indicator,name_nb,name_nn,name_en,unit,direction,summable,source_table,source\n"
    "settled,Bosatte,Busette,Settled,person,neutral,1,t,IMDi\n"
    "requested,Anmodet,Oppmoda,Requested,person,neutral,1,t,IMDi\n"
    "settled_share,Andel,Del,Share,%,neutral,0,t,IMDi\n"
)
SHARE = "indicator,counted,base,exact,source\nsettled_share,settled,requested,1,IMDi\n"
FIGURES = (
    "indicator,municipality,year,value,symbol,source_table,source,retrieved\n"
    "requested,1001,2016,10,,t,IMDi,2026-11-22\n"
    "settled,1001,2016,,:,t,IMDi,2026-11-22\n"
    "settled_share,1001,2016,30,,t,IMDi,2026-11-22\n"
)


def official(folder, figures=FIGURES):
    for name, text in {"indicator": INDICATORS, "indicator_share": SHARE, "statistic": figures}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def test_a_share_that_tells_a_hidden_count_is_refused_with_its_row(databases, folder):
    official(folder)
    with pytest.raises(SeedError) as refused:
        fill(*databases, folder=folder)
    for part in ("statistic.csv, rad 4", "«value»: «30»", "settled har tegnet «:»", "Skjul andelen"):
        assert part in str(refused.value)
    assert data_version(databases[0]) == 0


def test_a_hidden_figure_keeps_the_sources_symbol(databases, folder):
    official(folder, FIGURES.replace(",30,,", ",,:,"))
    fill(*databases, folder=folder)
    stored = read(databases[0], schema.statistic).set_index("indicator")
    assert stored["symbol"].fillna("").to_dict() == {"requested": "", "settled": ":", "settled_share": ":"}
    assert stored["value"].isna().to_dict() == {"requested": False, "settled": True, "settled_share": True}
