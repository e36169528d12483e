"""The panel of official figures in context: one municipality, several, and who is similar."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from dash import html
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.address.selection import read_query
from dashboard.content import drawing
from dashboard.content.markup import settled
from dashboard.official import panel as context
from dashboard.official.context_chart import LARGE, SMALL, Drawn, Shade, large, scale_of, small, ticks
from dashboard.official.context_lines import Point
from terms.words import speaker

HARAM = "sprak=nn&fylke=15&kommune=1580"


def drawn(store, query=HARAM):
    selection, _, _ = read_query(query)
    return context._draw(store, selection, speaker(selection.language))  # noqa: SLF001  # as registered


def parts(component):
    """Every component below, itself first."""
    if isinstance(component, list | tuple):
        for child in component:
            yield from parts(child)
    elif isinstance(component, Component):
        yield component
        yield from parts(getattr(component, "children", None))


def words(component):
    if isinstance(component, list | tuple):
        return " ".join(text for child in component if (text := words(child)))
    if isinstance(component, Component):
        return words(getattr(component, "children", None))
    return str(component or "")


def similar(content):
    """Rows of the table of similar municipalities, the own first."""
    (box,) = [one for one in parts(content.chart) if getattr(one, "className", "") == "plain peers"]
    return [[words(cell) for cell in row.children] for row in parts(box) if isinstance(row, html.Tr)][1:]


def kinds(content, kind):
    return [one for one in parts(content.chart) if isinstance(one, kind)]


def test_the_caution_stands_above_every_figure_with_the_finding_and_where_it_is_from(store):
    for query in (HARAM, "sprak=nn&fylke=15", "sprak=en&fylke=alle", "sprak=nb&fylke=18&aar=1999"):
        first = drawn(store, query).chart[0]
        assert isinstance(first, html.Aside)
        links = [one.href for one in parts(first) if isinstance(one, html.A)]
        assert all("distriktssenteret.no/" in link for link in links)
        assert len(links) == 2


def test_haram_stands_beside_similar_ones_and_the_county_with_the_projects_year(store):
    content = drawn(store)
    assert content.title == "Offisielle tal: Haram ved sida av liknande kommunar"
    assert "Under: busette flyktningar (2024)." in content.sentence
    assert "Uklar forskjell: endring i folkemengd 2013–2026." in content.sentence
    text = words(content.chart)
    assert "Program for integrering i Haram : tilskot 2013, slutt ikkje oppgitt" in text
    assert "Folkemengd, 2013 = 100" in text
    settled = next(one for one in kinds(content, html.Img) if "Busette" in one.alt)
    picture = unquote(settled.src)
    assert all(label in picture for label in ("Haram 4,6", "Liknande 6,9", "Fylket 6,1", "Tilskot 2013"))
    assert "Haram 4,6 i 2024" in settled.alt
    assert "2020–2023" in text
    assert "felles tal for Haram og Ålesund" in text


def test_every_figure_has_its_source_line(store):
    figures = kinds(drawn(store), html.Figure)
    assert len(figures) > 3
    for figure in figures:
        assert "Kjelde: " in words(figure)
        assert "henta 22. november 2026" in words(figure)
    assert (
        "Kjelde: Statistisk sentralbyrå, tabell 07459, henta 22. november 2026 (CC BY 4.0). Omarbeidd."
        in words(figures[0])
    )


def test_what_is_not_fetched_is_named_in_one_line(store):
    assert "Ikkje henta enno: arbeid, utdanning, låginntekt og økonomi («bolysttavla refresh»)." in words(
        drawn(store).chart
    )


def test_the_table_twin_has_every_number_and_is_sorted_by_year_or_distance(store):
    content = drawn(store)
    settled = next(table for table in content.tables if table.caption.startswith("Busette"))
    years = [row[0] for row in settled.rows]
    assert years == sorted(years)
    assert next(row for row in settled.rows if row[0] == "2024")[1:4] == ("4,6", "6,9", "6,1")
    rows = similar(content)
    assert rows[0][0] == "Haram (eigne tal)"
    distances = [row[-1] for row in rows[1:]]
    assert len(distances) == 20
    assert distances == sorted(distances)


def test_why_these_names_what_is_alike_and_who_lacks_figures(store):
    text = words(drawn(store).chart)
    assert "✓ lik" in text
    assert "kvifor dei kom: Aremark, Berlevåg" in text
    assert "Haram: innbyggjarar 2026, del innvandrarar 2019, grunn 2019." in text


def test_why_these_names_the_tables_its_facts_are_from(store):
    (box,) = [one for one in parts(drawn(store).chart) if getattr(one, "className", "") == "plain peers"]
    assert "Kjelde: Statistisk sentralbyrå, tabell 07459 og 09817, henta 22. november 2026 (CC" in words(box)
    assert "Kjelde: IMDi, befolkning_innvandringsgrunn, henta 22. november 2026." in words(box)


def test_years_without_a_figure_are_named_where_the_line_has_a_hole(store):
    kinn, haram = (
        kinds(drawn(store, f"sprak=nn&kommune={number}"), html.Figure) for number in ("4602", "1580")
    )
    assert "Utan tal (manglar eller er skjulte): 2016–2019." in words(kinn[0])
    assert "Utan tal" not in words(haram[0])  # 2020–2023 is told as joint


def test_weights_of_the_address_fill_the_form_and_pick_others(store):
    content = drawn(store, f"{HARAM}&liknande=0-0-0-9")
    chosen = {
        one.id: next(option.value for option in one.children if option.selected)
        for one in kinds(content, html.Select)
        if getattr(one, "id", None)
    }
    assert list(chosen.values()) == ["0", "0", "0", "9"]
    assert {row[0] for row in similar(content)} != {row[0] for row in similar(drawn(store))}


def test_four_zeros_are_told_and_the_board_uses_its_own(store):
    content = drawn(store, f"{HARAM}&liknande=0-0-0-0")
    assert "Alle vektene var 0" in words(content.chart)
    assert similar(content) == similar(drawn(store))


def test_a_kostra_group_is_listed_by_name_with_its_source(store):
    content = drawn(store, f"{HARAM}&liknande=kostra")
    assert "Haram er i KOSTRA-gruppe 1 saman med 39 andre kommunar." in words(content.chart)
    assert "KOSTRA-grupper: SSB KLASS 112" in words(content.chart)
    names = [row[0] for row in similar(content)[1:]]
    assert names == sorted(names)


def test_several_municipalities_are_rows_by_name_with_one_scale_down_each_column(store):
    content = drawn(store, "sprak=nn&fylke=15")
    rows = kinds(content, html.Li)
    names = [words(row.children[0]) for row in rows]
    assert names == sorted(names)
    assert "Haram" in names
    haram = rows[names.index("Haram")]
    assert "kommune=1580" in haram.children[0].children.href
    assert "fylke=15" in haram.children[0].children.href
    assert len([one for one in parts(haram) if isinstance(one, html.Img)]) == 3
    assert "folke" not in content.sentence.lower()
    assert "Møre og Romsdal 6,1." in content.sentence


def test_a_county_without_projects_says_what_to_do(store):
    content = drawn(store, "sprak=nb&fylke=31")
    assert "Velg en kommune" in content.sentence


@pytest.mark.parametrize(("query", "most"), [("sprak=nn&fylke=15", 60_000), (HARAM, 80_000)])
def test_a_drawn_panel_is_small(store, query, most):
    section = drawing.drawn(store, query, context._draw)  # noqa: SLF001  # as registered
    assert len(to_json_plotly(settled(section))) < most


POINTS = (Point(2013, 10.0), Point(2014, 12.0), Point(2016, 8.0, joint=True, begins=True))


def test_a_line_is_broken_where_years_are_missing_and_joint_years_are_hollow():
    lines = [Drawn("own", "Å & Ø 8", POINTS)]
    picture = unquote(
        large(lines, [Shade(2013, 2014, "Prosjekt")], scale_of([POINTS], LARGE, from_zero=True), str)
    )
    (path,) = [piece for piece in picture.split("<path ") if "stroke-width='2.4'" in piece]
    assert path.count("M") == 2
    assert "fill='#ffffff'" in picture
    assert "Å &amp; Ø 8" in picture
    assert "<rect " in picture


def test_joint_years_are_hollow_in_small_charts_too():
    points = (Point(2019, 1.0), Point(2020, 2.0, joint=True, begins=True), Point(2021, 2.0))
    line = Drawn("own", "", points)
    picture = unquote(small([line], [], scale_of([points], SMALL, from_zero=True)))
    assert picture.count("fill='#ffffff'") == 1


def test_a_project_without_an_end_is_a_line_and_not_an_area():
    scale = scale_of([POINTS], SMALL, from_zero=False)
    picture = unquote(small([Drawn("own", "", POINTS)], [Shade(2014, None, "Tilskot")], scale))
    assert "<rect" not in picture
    assert "stroke-dasharray='3 2'" in picture
    outside = unquote(small([Drawn("own", "", POINTS)], [Shade(1999, None, "Tilskot")], scale))
    assert "stroke-dasharray='3 2'" not in outside


@pytest.mark.parametrize(("low", "high"), [(0, 23.3), (95.4, 106.3), (0, 0.4), (7, 7.5), (0, 65_000)])
def test_an_axis_has_a_few_round_steps_that_hold_all_values(low, high):
    steps = ticks(low, high)
    assert 3 <= len(steps) <= 7
    assert steps[0] <= low
    assert steps[-1] >= high
