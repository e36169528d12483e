"""Sections of the handover sheet on who and where: roles to ask, duties and deadlines, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.content.blocks import Heading, Note, Phrase, Sentence
from dashboard.content.code_words import SECTOR_KEYS
from dashboard.content.form import Fields
from dashboard.content.tables import word_table
from dashboard.overview.ground import Section
from dashboard.papers.told_rows import is_told, own, own_named, project_under, rows_of, section_of
from dashboard.reporting.numbers import reporting
from dashboard.reporting.wording import what, who

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dashboard.content.blocks import Words
    from dashboard.overview.ground import Ground

LISTED = 15
"""Rows of a table; what is left out is counted in words."""


def roles_section(ground: Ground) -> Section:
    """Roles and organisations to ask: leading organisation, steering group, partners; never a person."""
    say = ground.say
    projects, seats, partners = (rows_of(ground, name) for name in ("project", "steering_seat", "partner"))
    rows = [
        _role(row, say("handover.role_lead"), row["lead_organisation"], "–", ground)
        for row in projects.to_dict("records")
    ]
    for row in seats.to_dict("records"):
        key = "handover.role_leader" if row["seat"] == "leader" else "handover.role_member"
        organisation = row["organisation"] if row["filled"] else None
        rows.append(_role(row, say(key), organisation, say(SECTOR_KEYS[row["sector"]]), ground))
    rows += [
        _role(row, say("handover.role_partner"), row["name"], say(SECTOR_KEYS[row["sector"]]), ground)
        for row in partners.to_dict("records")
    ]
    table = word_table(
        say("handover.roles_table"),
        (say("label.role"), say("label.organisation"), say("label.sector")),
        tuple(rows[: 2 * LISTED]),
        widths=(28, 48, 24),
    )
    left = len(rows) - 2 * LISTED
    more = (Note(say.count("handover.more_roles", left)),) if left > 0 else ()
    blocks = (
        Heading(say("handover.roles")),
        *((table,) if rows else ()),
        *more,
        Note(say("handover.no_names")),
    )
    return section_of(blocks, (projects, seats, partners))


def _role(
    row: dict[Any, Any], role: str, organisation: str | None, sector: str, ground: Ground
) -> tuple[Words, ...]:
    project = str(row["project"])
    empty: Words = (ground.say("label.not_appointed"), *project_under(project, ground))
    return (
        role,
        own_named(organisation, project, ground) if organisation else empty,
        sector,
    )


def duties_section(ground: Ground) -> Section:
    """Reports, meetings and figures that are missing or due, with the role that can supply them."""
    say = ground.say
    owed = reporting(ground.store, ground.selection, today=ground.today)
    rows = owed.duties[owed.duties["state"].isin(["missing", "due"])]
    heading = Heading(say("handover.duties"))
    listed: Iterable[Any] = rows.iloc[:LISTED].itertuples()
    if rows.empty:
        return Section((heading, Sentence(say("handover.duties_none"))))
    organisations = ground.store["project"].set_index("project")["lead_organisation"]
    table = word_table(
        say("handover.duties_table", date=say.date(owed.day)),
        (say("label.what"), say("label.deadline"), say("handover.column_who")),
        tuple(
            (
                _with_own(what(duty, say), duty, ground),
                say.date(duty.deadline) if duty.deadline == duty.deadline else "–",
                who(duty, organisations[duty.project], say),
            )
            for duty in listed
        ),
        widths=(52, 20, 28),
    )
    left = len(rows) - LISTED
    more = (Note(say.count("handover.more_duties", left)),) if left > 0 else ()
    return Section((heading, table, *more), example=bool(rows["example"].any()))


def _with_own(sentence: str, duty: Any, ground: Ground) -> Words:  # noqa: ANN401 - a row of `duties`
    """Sentence with the project's own words in its language, and the project's name under it."""
    subject = duty.subject if is_told(duty.subject) else ""
    parts: tuple[str | Phrase, ...] = (sentence,)
    if subject and subject in sentence:
        before, after = sentence.split(subject, 1)
        parts = (before, own(subject, duty.project, ground), after)
    return (*parts, *project_under(duty.project, ground))


def places_section(ground: Ground) -> Section:
    """Where the figures are: addresses on the board, by what they show."""
    say, query = ground.say, ground.selection.within(language=ground.say.language).query()
    projects = ground.figures.scope.projects
    rows: list[tuple[str, Words | None]] = [
        (say("shell.view_overview"), f"/?{query}"),
        (say("label.steering_group"), f"/styringsgruppe?{query}"),
        (say("reporting.view"), f"/data?{query}"),
        *(
            (say("handover.sheet"), f"/prosjekt/{project}?{query}")
            for project in projects[:1]
            if len(projects) == 1
        ),
        (say("shell.view_method"), "/metode"),
    ]
    return Section((Heading(say("handover.places")), Fields(tuple(rows))))
