"""The questions of the BOLYST annual form in the form's order: keys, labels, boxes, limits and room."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Ask:
    """One question: its key in our own reader, and the message that is its label.

    `limit` is the most words the form allows; `person`: the answer is the name of a person; `options` are
    the messages of its boxes by letter; `room` is how many lines a blank answer gets.
    """

    key: str
    label: str
    limit: int | None = None
    person: bool = False
    options: tuple[tuple[str, str], ...] = ()
    room: int = 1


ANCHORING = (
    ("a", "label.steering_group"),
    ("b", "form.anchoring_b"),
    ("c", "form.anchoring_c"),
)
PROGRESS = (
    ("a", "form.progress_a"),
    ("b", "form.progress_b"),
    ("c", "form.progress_c"),
)
EFFECT = (
    ("a", "effect.letter_a"),
    ("b", "form.effect_b"),
    ("c", "form.effect_c"),
    ("d", "form.effect_d"),
    ("e", "form.effect_e"),
    ("f", "form.effect_f"),
)
POLICY = (
    ("a", "policy.goal_a"),
    ("b", "form.policy_b"),
    ("c", "form.policy_c"),
    ("d", "form.policy_d"),
    ("e", "form.policy_e"),
    ("f", "form.policy_f"),
    ("g", "policy.goal_g"),
    ("h", "form.policy_h"),
    ("i", "form.policy_i"),
)
LIMIT = 250
"""Words, as the form says at two of its questions."""
ABOVE_TITLE = (
    Ask("deadline", "form.deadline"),
    Ask("sent_to", "form.sent_to"),
)
BELOW_TITLE = (
    Ask("to", "form.to"),
    Ask("from", "form.from"),
    Ask("date", "form.date"),
    Ask("municipalities", "form.municipalities"),
    Ask("project_name", "form.project_name"),
    Ask("project_leader", "form.project_leader", person=True),
    Ask("steering_group_leader", "form.steering_group_leader", person=True),
    Ask("county_contact", "form.county_contact", person=True),
    Ask("anchoring", "form.anchoring", options=ANCHORING),
    Ask("goals", "form.goals", room=6),
    Ask("target_groups", "form.target_groups", room=5),
    Ask("results", "form.results", room=6),
    Ask("progress", "form.progress", options=PROGRESS),
    Ask("geographic_effect", "form.geographic_effect", options=EFFECT),
    Ask("method", "form.method", limit=LIMIT, room=6),
    Ask("transfer_value", "form.transfer_value", room=5),
    Ask("external_communication", "form.external_communication", room=5),
    Ask("accounts", "form.accounts", room=5),
    Ask("policy_goals", "form.policy_goals", options=POLICY),
    Ask("continuation", "form.continuation", limit=LIMIT, room=6),
)
TITLE_KEYS = {"annual": "form.title_annual", "final": "form.title_final"}
