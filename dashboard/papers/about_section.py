"""How the figures of a paper were made: method, sources, selection, day, and the id that opens them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Bullets, Heading, Note
from dashboard.content.form import Fields
from dashboard.status.marks import source_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.content.blocks import Block
    from dashboard.overview.ground import Ground, Section


def about_section(ground: Ground, sections: Sequence[Section]) -> tuple[Block, ...]:
    """Last part of every paper; `sections` are those whose sources it names."""
    say, lines = ground.say, _sources(ground, sections)
    example = any(section.example for section in sections)
    return (
        Heading(say("papers.about_heading")),
        Fields(
            (
                (say("label.selection"), filters_in_words(ground)),
                (say("papers.about_day"), ground.data_date),
                (say("papers.about_version"), say.number(ground.store.version)),
            )
        ),
        Note(say("papers.about_snapshot")),
        Bullets(
            (
                say("papers.method_goals"),
                say("papers.method_coverage"),
                say("papers.method_effect"),
                say("papers.method_contribution"),
                *((say("papers.method_example"),) if example else ()),
            ),
            small=True,
        ),
        *(Note(line) for line in lines),
    )


def about_in_short(ground: Ground, sections: Sequence[Section], *method: str) -> tuple[Block, ...]:
    """Selection, day, method and sources of a paper of one page, in small print without a heading."""
    say = ground.say
    example = (say("papers.method_example"),) if any(section.example for section in sections) else ()
    made = say("kinds.about_short", filters=filters_in_words(ground), day=ground.data_date)
    return (Note(" ".join((made, *method, *example, *_sources(ground, sections)))),)


def _sources(ground: Ground, sections: Sequence[Section]) -> list[str]:
    """Source lines of all the sections together."""
    return source_lines(
        ground.say,
        frozenset[str]().union(*(section.sources for section in sections)),
        tables=frozenset[str]().union(*(section.tables for section in sections)),
        retrieved=max((section.retrieved for section in sections if section.retrieved), default=None),
    )


def filters_in_words(ground: Ground) -> str:
    """Selection as a reader says it: place, years, programme, projects, groups."""
    say, store, chosen = ground.say, ground.store, ground.selection
    programmes = store["programme"].set_index("programme")["name"]
    groups = store["target_group"].set_index("target_group")[f"name_{say.language}"]
    parts = [ground.place, say.years(chosen.years)]
    if chosen.programme:
        parts.append(say("papers.filter_programme", name=programmes.get(chosen.programme, chosen.programme)))
    if chosen.projects:
        names = [ground.project_names[one][0] for one in chosen.projects if one in ground.project_names]
        parts.append(say("papers.filter_projects", names=say.listing(names)))
    if chosen.groups:
        names = [str(groups.get(one, one)) for one in chosen.groups]
        parts.append(say("papers.filter_groups", names=say.listing(names)))
    return " · ".join(parts)
