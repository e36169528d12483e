"""Choosing what stands side by side: the forms, and the pair that is most alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.places.choices import alphabetical
from dashboard.places.peers import choice
from dashboard.places.scope import scope_of
from dashboard.portfolio.numbers import matrix_of_all
from dashboard.portfolio.side_by_side_numbers import described, similar_municipalities, similar_pair

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dashboard.address.selection import Selection
    from dashboard.content.markup import Node
    from dashboard.places.scope import Scope
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

LISTED = 60
"""Up to so many are listed to choose from; among more the filter bar, which searches, is quicker."""
NEAR = 40
"""Up to so many municipalities are compared to find the two most alike: each with each takes time."""


def chooser(store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date) -> list[Node]:
    """Suggestions and forms for a selection, whatever projects and municipalities it already names."""
    wider = scope_of(store, selection.within(projects=(), municipalities=()))
    projects = dict(zip(store["project"]["project"], store["project"]["name"], strict=True))
    labels = dict(zip(store["municipality"]["municipality"], store["municipality"]["label"], strict=True))
    offered = {project: projects[project] for project in wider.projects}
    places = {number: labels[number] for number in wider.focus}
    open_one = len(selection.projects) < 2 and len(selection.municipalities) < 2  # noqa: PLR2004  # a comparison takes two
    suggested = _suggested(store, selection, wider, today, say) if open_one else []
    return [
        *suggested,
        _form("prosjekt", say("side_by_side.choose_projects"), offered, selection.projects, say),
        _form("kommune", say("label.choose_municipalities"), places, selection.municipalities, say),
    ]


def _suggested(
    store: FrameStore, selection: Selection, wider: Scope, today: dt.date, say: Speaker
) -> list[Node]:
    """The most similar pair of projects and of municipalities, with one of them given where one is chosen."""
    rows = wider.rows(matrix_of_all(store, selection.years, today=today))
    project = next(iter(selection.projects), None)
    found = similar_pair(rows, store["project_target_group"], one=project)
    lines: list[Node] = []
    if found:
        names = [rows.set_index("project")["name"][each] for each in found]
        said = say("side_by_side.versus", first=names[0], second=names[1])
        address = selection.within(municipalities=(), projects=tuple(sorted(found))).query()
        given = project in found
        words = (
            say("side_by_side.suggest_project", names="#")
            if given
            else say("side_by_side.suggest_projects", names="#")
        )
        lines.append(_suggestion(words, said, address))
    number = next(iter(selection.municipalities), None)
    if len(wider.focus) <= NEAR:
        known = store.per_version(described)
        pair = similar_municipalities(known, wider.focus, choice(selection.peers), one=number)
        if pair:
            labels = store["municipality"].set_index("municipality")["label"]
            said = say("side_by_side.versus", first=labels[pair[0]], second=labels[pair[1]])
            address = selection.within(municipalities=pair, projects=()).query()
            lines.append(_suggestion(say("side_by_side.suggest_municipalities", names="#"), said, address))
    return [["ul", {"className": "side-suggested"}, *lines]] if lines else []


def _suggestion(words: str, names: str, query: str) -> Node:
    before, after = words.split("#")
    link: Node = ["a", {"href": f"/fylke?{query}#side-by-side"}, names]
    return ["li", {}, before, link, after]


def _form(
    parameter: str, heading: str, offered: Mapping[str, str], chosen: tuple[str, ...], say: Speaker
) -> Node:
    """Checkboxes of one kind; `side_by_side.js` writes the chosen ones into the address."""
    summary: Node = ["summary", {}, heading]
    if len(offered) > LISTED:
        many = say("side_by_side.too_many", n=say.number(len(offered)))
        return ["details", {"className": "plain"}, summary, ["p", {}, many]]
    boxes: list[Node] = [
        _box(parameter, value, offered[value], value in chosen)
        for value in sorted(offered, key=lambda each: alphabetical(offered[each]))
    ]
    form: Node = [
        "form",
        {"className": "side-choice", "data-compare": parameter},
        ["fieldset", {}, ["legend", {"className": "visually-hidden"}, heading], *boxes],
        ["button", {"type": "submit", "className": "btn btn-sm btn-primary"}, say("side_by_side.show")],
        ["p", {"role": "status", "className": "side-limits", "data-words": say("side_by_side.limits")}, ""],
    ]
    return ["details", {"className": "plain"}, summary, form]


def _box(parameter: str, value: str, name: str, checked: bool) -> Node:  # noqa: FBT001  # private
    box = {
        "type": "checkbox",
        "className": "form-check-input",
        "name": parameter,
        "value": value,
        "defaultChecked": checked,
    }
    return ["label", {"className": "side-box"}, ["input", box], name]
