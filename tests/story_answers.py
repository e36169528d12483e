"""What each user story looks for on screen, worked out from the data the board is shown with."""

from __future__ import annotations

HARAM, VESTNES = "haram-integrering", "vestnes-god-integrering"
VESTERALEN = "vesteralen-innvandrere-en-ressurs"


def of_project(store, frame, project):
    rows = store[frame]
    return rows[rows["project"] == project]


def names(store, frame, keys, column="name"):
    return list(store[frame].set_index(frame)[column].reindex(keys))


def measures(store):
    return list(of_project(store, "measure", HARAM)["name"])


def persons_groups(store):
    rows = of_project(store, "project_target_group", HARAM)
    groups = store["target_group"].set_index("target_group")
    return [
        groups.loc[group, "name_nb"]
        for group in rows["target_group"]
        if groups.loc[group, "kind"] == "person"
    ]


def posts(store):
    return list(of_project(store, "account_line", HARAM)["post"].unique())


def meetings(store):
    held = of_project(store, "team_meeting", HARAM)["date"]
    return [f"{held[held < '2015-01-01'].max().year}"]


def haram(store):
    return names(store, "project", [HARAM])


def settled(store):
    return [store["indicator"].set_index("indicator").loc["settled_refugees", "name_nb"]]


def measured_error(store):
    error = store["protection_error"]["mean_error"].iloc[0]
    return [f"{error:.1f}".replace(".", ",")]


def goals_of_haram(store):
    return list(of_project(store, "goal", HARAM)["text"])


def goals_of_vestnes(store):
    return list(of_project(store, "goal", VESTNES)["text"])


def progress_text(store):
    rows = of_project(store, "progress_assessment", VESTERALEN)
    return list(rows[rows["code"] == "c"]["text"])


def reached_milestones(store):
    rows = of_project(store, "milestone", HARAM).dropna(subset=["reached"])
    return list(rows["name"])[:1]


def continued(store):
    return names(store, "project", [VESTERALEN])


def similar_question(_store):
    return ["KOSTRA"]


def empty_seats(store):
    rows = of_project(store, "steering_seat", VESTERALEN)
    return list(rows[rows["filled"] == 0]["organisation"])


def every_project(store):
    return list(store["project"]["name"])


def report_years(store):
    return [f"{year:.0f}" for year in of_project(store, "report", VESTERALEN)["year"]]


def policy_projects(store):
    return names(store, "project", sorted(set(store["policy_goal"]["project"])))


def unreached_groups(store):
    planned = set(store["project_target_group"]["target_group"])
    groups = store["target_group"]
    never = groups[(groups["kind"] == "person") & ~groups["target_group"].isin(planned)]
    return list(never["name_nb"])


def factors(store):
    return list(store["success_factor"]["factor_name"].unique())


def joint_area(_store):
    return ["Ålesund"]


def missing_numbers(store):
    without = store["goal"][store["goal"]["target"].isna()]
    return [without["text"].iloc[0]]


def source_with_licence(_store):
    return ["CC BY 4.0"]


def five_lines(_store):
    return ["Mål", "Tiltak", "Deltakelse", "Økonomi", "Forankring"]


def continuation_text(store):
    rows = of_project(store, "project_text", VESTERALEN)
    return list(rows[rows["kind"] == "continuation"]["text"])


def first_programme(store):
    return list(store["programme"]["name"])[:1]


def everyone(store):
    return [store["target_group"].set_index("target_group").loc["immigrants", "name_nb"]]


def reasons(store):
    """Words for groups whose coverage cannot be worked out."""
    groups = store["target_group"]
    mine = groups[groups["no_denominator"] == "not_resident"]["target_group"]
    planned = set(store["project_target_group"]["target_group"])
    return [str(name) for name in groups[groups["target_group"].isin(set(mine) & planned)]["name_nb"]]
