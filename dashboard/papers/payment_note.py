"""Note on paying out a grant: is the form complete, and do accounts follow the posts of the budget."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from dashboard.content.blocks import Heading, Note, Sentence
from dashboard.content.form import Blank, Fields
from dashboard.content.tables import word_table
from dashboard.money.money_section import money_section
from dashboard.overview.ground import Ground, Section
from dashboard.papers.short_case import proposal, short_case
from dashboard.reporting.numbers import reporting
from dashboard.reporting.wording import what
from dashboard.status.marks import SHAPES

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.content.blocks import Words
    from dashboard.content.document import Document
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

KIND = "payment"
PARTS = {
    "anchoring": "label.anchoring",
    "goal": "cases.part_goals",
    "project_target_group": "label.target_groups",
    "measure": "cases.part_results",
    "progress_assessment": "cases.part_progress",
    "effect_assessment": "label.geographic_effect",
    "communication_event": "label.external_communication",
    "account_line": "label.accounts",
    "policy_goal": "cases.part_policy",
}
"""Parts of the annual form that have a table of their own."""
TEXTS = {
    "method": "label.method",
    "transfer_value": "label.transfer_value",
    "continuation": "label.continuation",
}
"""Parts of the form that are told in words."""


def payment_note(
    store: FrameStore, selection: Selection, say: Speaker, *, today: dt.date | None = None
) -> Document:
    """Note on a project's grant; the assessment and the sum to pay out are left to write."""
    ground = Ground(store, selection, say, today or dt.datetime.now(dt.UTC).date())
    decision = Section(
        proposal(
            ground,
            Fields(((say("cases.pay_out"), None), (say("cases.held_back"), None))),
            Blank(say("cases.payment_prompt"), 3),
        )
    )
    return short_case(
        ground,
        KIND,
        genre=say("cases.payment_genre"),
        title=say("cases.payment_title", place=ground.subject),
        lead=say("cases.payment_lead", date=ground.data_date),
        sections=(_grant(ground), _form(ground), money_section(ground), decision),
    )


def _grant(ground: Ground) -> Section:
    """Grant, total budget and funder as the source states them."""
    say = ground.say
    projects = ground.figures.scope.rows(ground.store["project"])
    rows: list[tuple[str, Words | None]] = []
    for row in projects.to_dict("records"):
        rows += [
            (say("cases.recipient"), row["lead_organisation"]),
            (say("cases.grant"), _kroner(row["grant_ceiling"], say)),
            (say("cases.total_budget"), _kroner(row["total_budget"], say)),
        ]
    return Section((Heading(say("cases.grant_heading")), Fields(tuple(rows))), frozenset(projects["source"]))


def _form(ground: Ground) -> Section:
    """Reports delivered or missing, and which parts of the form there are answers to."""
    say, scope = ground.say, ground.figures.scope
    owed = reporting(ground.store, ground.selection, today=ground.today).duties
    annual = owed[owed["kind"] == "annual_report"].sort_values("year")
    told = [Sentence(what(duty, say)) for duty in annual.itertuples()]
    texts = scope.rows(ground.store["project_text"])
    frames = {table: scope.rows(ground.store[table]) for table in PARTS}
    answers = [(say(key), len(frames[table]) > 0) for table, key in PARTS.items()]
    answers += [(say(key), bool((texts["kind"] == kind).any())) for kind, key in TEXTS.items()]
    table = word_table(
        say("cases.form_table"),
        (say("cases.column_part_of_form"), say("cases.column_answer")),
        tuple(
            (
                name,
                f"{SHAPES['good']} {say('cases.answered')}"
                if known
                else f"{SHAPES['missing']} {say('word.missing')}",
            )
            for name, known in answers
        ),
        widths=(64, 36),
    )
    lacking = sum(not known for _, known in answers)
    complete = say.count("cases.form_lacks", lacking) if lacking else say("cases.form_complete")
    kept = [frame for frame in (*frames.values(), texts) if len(frame)]
    return Section(
        (
            Heading(say("cases.form_heading")),
            *(told or [Sentence(say("cases.no_report"))]),
            Sentence(complete),
            table,
            Note(say("cases.form_note")),
        ),
        frozenset(source for frame in kept for source in frame["source"]),
        example=any((frame["evidence"] == "example").any() for frame in kept),
    )


def _kroner(value: float, say: Speaker) -> str:
    return say("word.not_stated") if value != value else say.money(value)  # noqa: PLR0124  # NaN
