from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.address.selection import PARAMETERS, Misread, Selection, language_of, read_query
from terms.languages import LANGUAGES

word = st.text(min_size=1, max_size=12).filter(lambda text: text == text.strip() and "," not in text)
years = st.tuples(st.integers(1900, 2100), st.integers(1900, 2100)).map(lambda pair: tuple(sorted(pair)))
selections = st.builds(
    Selection,
    language=st.sampled_from(LANGUAGES),
    programme=st.none() | word,
    county=st.none() | word.filter(lambda text: text != "alle"),
    municipalities=st.sets(word, max_size=4).map(lambda parts: tuple(sorted(parts))),
    projects=st.sets(word, max_size=4).map(lambda parts: tuple(sorted(parts))),
    groups=st.sets(word, max_size=4).map(lambda parts: tuple(sorted(parts))),
    years=st.none() | years,
    since=st.none() | st.dates(min_value=date(1900, 1, 1)),
    peers=st.none() | st.just("kostra") | st.from_regex(r"\A[0-9](-[0-9]){3}\Z"),
)
anything = st.text(alphabet=st.characters()) | st.text(alphabet="=&,-%?+0123alefykomuns\ud800")


@given(selections)
def test_a_selection_written_as_a_query_is_read_back_the_same(selection):
    found, misread, _ = read_query(selection.query())
    assert found == selection
    assert misread == []


@given(selections)
def test_a_query_always_says_language_and_names_a_place_or_everywhere(selection):
    query = selection.query()
    assert language_of(query) == selection.language
    assert read_query(query)[2]


@given(selections)
def test_the_same_choice_is_the_same_text(selection):
    found, _, _ = read_query("?" + selection.query())
    assert found.query() == selection.query()


@given(anything)
def test_any_text_is_read_without_an_error_and_can_be_written_again(text):
    found, misread, _ = read_query(text)
    assert read_query(found.query())[0] == found
    assert all(len(each.parameter) <= 40 and len(each.value) <= 40 for each in misread)
    assert language_of(text) in (*LANGUAGES, None)


@given(st.dictionaries(st.sampled_from(PARAMETERS), anything))
def test_any_values_of_our_own_parameters_are_read_without_an_error(given_values):
    query = "&".join(f"{key}={value}" for key, value in given_values.items())
    found, _, _ = read_query(query)
    assert read_query(found.query())[0] == found


def test_the_query_is_written_as_the_design_names_it():
    selection = Selection("nn", "bolyst", "15", ("1535", "1580"), ("haram",), ("refugees",), (2012, 2014))
    assert selection.query() == (
        "sprak=nn&program=bolyst&fylke=15&kommune=1535,1580&prosjekt=haram&gruppe=refugees&aar=2012-2014"
    )
    assert Selection(years=(2014, 2014)).query() == "sprak=nb&fylke=alle&aar=2014"


def test_what_belongs_to_single_panels_stands_last_and_a_mistake_in_it_is_told():
    asked = Selection(county="15", since=date(2014, 6, 30), peers="3-1-2-0")
    assert asked.query() == "sprak=nb&fylke=15&sidan=2014-06-30&liknande=3-1-2-0"
    for wrong in ("sidan=2014-02-30", "sidan=i går", "liknande=3-1-2", "liknande=KOSTRA", "sidan=٢٠١٤-٠١-٠١"):
        name, value = wrong.split("=")
        found, misread, _ = read_query(wrong)
        assert found == Selection()
        assert misread == [Misread(name, value, "unknown_value")]


def test_order_and_repetition_of_parts_do_not_matter():
    one, _, _ = read_query("kommune=1580,1535,1580&fylke=15")
    other, _, _ = read_query("?fylke=15&kommune=1535, 1580")
    assert one == other


def test_a_parameter_given_twice_counts_with_its_last_value():
    assert read_query("fylke=15&fylke=46")[0].county == "46"


@pytest.mark.parametrize(
    ("query", "misread"),
    [
        ("utm_source=x", Misread("utm_source", "x", "unknown_parameter")),
        ("sprak=se", Misread("sprak", "se", "unknown_value")),
        ("aar=i fjor", Misread("aar", "i fjor", "bad_year")),
        ("aar=2014-2012", Misread("aar", "2014-2012", "bad_year")),
        ("aar=1066", Misread("aar", "1066", "bad_year")),
    ],
)
def test_what_cannot_be_used_is_told_with_its_reason(query, misread):
    assert read_query(query)[1] == [misread]


@pytest.mark.parametrize(
    ("query", "named"),
    [("", False), ("sprak=nn&aar=2014", False), ("fylke=alle", True), ("prosjekt=haram", True)],
)
def test_a_query_names_a_place_itself_or_leaves_it_to_the_home_region(query, named):
    assert read_query(query)[2] is named


def test_everywhere_is_no_county():
    assert read_query("fylke=alle")[0].county is None


def test_language_is_only_one_we_have():
    assert language_of("?sprak=nn&fylke=15") == "nn"
    assert language_of("?sprak=de") is None
    assert language_of("") is None


def test_last_year_is_the_end_of_the_period():
    assert Selection(years=(2012, 2014)).last_year == 2014
    assert Selection().last_year is None


def test_signs_with_a_meaning_in_an_address_stay_inside_their_value():
    selection = Selection(projects=("a&fylke=46", "b=c"))
    assert unquote(selection.query()) != selection.query()
    assert read_query(selection.query())[0].projects == ("a&fylke=46", "b=c")
