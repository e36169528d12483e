"""Methods that others can use: how projects worked, how well it is founded, which role to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Note, Phrase, Sentence
from dashboard.content.tables import word_table
from dashboard.overview.ground import Section
from dashboard.status.marks import EVIDENCE_KEYS

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.content.blocks import Words
    from dashboard.overview.ground import Ground

LISTED = 10
"""Projects in the table."""


def transfer_section(ground: Ground) -> Section:
    """Projects that say what can be carried over, those assessed by others first."""
    say, scope = ground.say, ground.figures.scope
    texts = scope.rows(ground.store["project_text"])
    texts = texts[texts["kind"].isin(["method", "transfer_value"])].sort_values(["project", "position"])
    heading = Heading(say("region.transfer"))
    told = texts[texts["kind"] == "transfer_value"]["project"].unique()
    if not len(told):
        return Section((heading, Sentence(say("region.transfer_none"))))
    founded = texts.drop_duplicates("project").set_index("project")["evidence"]
    ordered = sorted(told, key=lambda project: (RANK.get(founded[project], len(RANK)), project))
    shown = ordered[:LISTED]
    kept = texts[texts["project"].isin(shown)]
    leading = ground.store["project"].set_index("project")["lead_organisation"]
    table = word_table(
        say("region.transfer_table"),
        (
            say("label.project"),
            say("label.method"),
            say("label.transfer_value"),
            say("label.evidence"),
            say("transfer.contact"),
        ),
        tuple(
            (
                Phrase(*ground.project_names[project]),
                _texts(kept, project, "method", ground),
                _texts(kept, project, "transfer_value", ground),
                say(EVIDENCE_KEYS[founded[project]]),
                f"{say('transfer.project_leader')}, {leading[project]}",
            )
            for project in shown
        ),
        widths=(18, 28, 26, 12, 16),
    )
    left = len(ordered) - len(shown)
    return Section(
        (heading, table, *((Note(say.count("region.more_methods", left)),) if left > 0 else ())),
        frozenset(kept["source"]),
        example=bool((kept["evidence"] == "example").any()),
    )


def _texts(texts: pd.DataFrame, project: str, kind: str, ground: Ground) -> Words:
    found = texts[(texts["project"] == project) & (texts["kind"] == kind)]["text"]
    if found.empty:
        return ground.say("label.not_stated")
    language = ground.project_names[project][1]
    return Phrase(". ".join(text.rstrip(".") for text in found) + ".", language)


RANK = {"assessed": 0, "self_reported": 1, "application": 2, "example": 3}
"""How well what is told is founded, best first."""
