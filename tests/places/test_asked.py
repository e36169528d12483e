"""What an address asks for on the sheet of a project, and what of it is dropped and told."""

from __future__ import annotations

from dashboard.address.selection import Selection
from dashboard.places.asked import asked, of_project
from dashboard.places.choices import frames_of_choices


def test_on_a_sheet_the_project_is_the_choice_whatever_the_address_says(store):
    query = "?sprak=nn&fylke=18&kommune=1804,1580&prosjekt=finst-ikkje&program=bolyst"
    found = asked(query, store, "15", "haram-integrering").selection
    assert found.projects == ("haram-integrering",)
    assert found.municipalities == ("1580",)
    assert found.county == "15"


def test_a_sheet_without_a_place_does_not_get_the_home_region(store):
    assert asked("", store, "03", "haram-integrering").selection.county is None


def test_a_sheet_that_names_no_language_is_in_the_projects_own(store):
    forms = store["project"].set_index("project")["language"]
    for project, form in forms.items():
        assert asked("", store, "15", project).selection.language == form


def test_a_group_outside_the_project_is_dropped_and_told(store):
    groups = store["project_target_group"]
    own = groups[groups["project"] == "haram-integrering"]["target_group"]
    foreign = next(g for g in store["target_group"]["target_group"] if g not in set(own))
    wide = Selection("nn", groups=(own.iloc[0], foreign), county="18")
    kept, told = of_project(wide, "haram-integrering", frames_of_choices(store))
    assert kept.groups == (own.iloc[0],)
    assert kept.county is None
    assert [(each.parameter, each.value) for each in told] == [("gruppe", foreign)]


def test_a_period_outside_the_project_is_dropped_and_told(store):
    kept, told = of_project(Selection("nn", years=(1999, 2003)), "snasa-inn", frames_of_choices(store))
    assert kept.years is None
    assert [(each.parameter, each.value) for each in told] == [("aar", "1999-2003")]


def test_what_is_within_the_project_is_kept(store):
    chosen = Selection("nn", county="15", municipalities=("1580",), years=(2013, 2013))
    kept, told = of_project(chosen, "haram-integrering", frames_of_choices(store))
    assert kept == chosen.within(projects=("haram-integrering",))
    assert told == []
