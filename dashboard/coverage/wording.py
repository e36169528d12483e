"""Coverage in words: persons and shares as intervals, the panel's title, sentence and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.coverage.coverage import headline, lowest, unreached
from dashboard.coverage.coverage_matrix import EVERYONE, Coverage
from dashboard.places.words import place_words
from terms import municipalities as history

if TYPE_CHECKING:
    from dashboard.address.selection import Selection
    from dashboard.coverage.coverage_cell import State
    from dashboard.coverage.coverage_total import Total
    from dashboard.coverage.denominators import Denominator
    from dashboard.coverage.reach import Persons
    from dashboard.coverage.targeting import TargetGroup, Targeting, Words
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

STATE_KEYS: dict[State, str] = {
    "reached": "coverage.state_reached",
    "partly": "coverage.state_partly",
    "not_reached": "coverage.state_not_reached",
    "not_reported": "word.not_reported",
    "not_target": "coverage.state_not_target",
}
WORDS_KEYS: dict[Words, str] = {
    "yes": "coverage.state_reached",
    "partly": "coverage.state_partly",
    "no": "coverage.state_not_reached",
}
NO_DENOMINATOR_KEYS = {
    "not_resident": "coverage.no_denominator_not_resident",
    "not_published": "coverage.no_denominator_not_published",
    "not_fetched": "coverage.no_denominator_not_fetched",
    "organisation": "coverage.no_denominator_organisation",
}
SYMBOL_KEYS = {
    ":": "coverage.denominator_hidden",
    ".": "coverage.denominator_impossible",
    "..": "coverage.denominator_uncertain",
    "-": "coverage.denominator_nil",
}
OVER_KEYS = {"surely": "coverage.over", "perhaps": "coverage.may_be_over"}
NAMED = 3
SMALL = 0.01
"""Shares under this are written with one decimal."""


def between(say: Speaker, persons: Persons) -> str:
    """«38–52», or one number where both ends are the same."""
    low, high = say.number(persons.low), say.number(persons.high)
    return low if low == high else f"{low}–{high}"


def share_words(say: Speaker, share: tuple[float, float]) -> str:
    """«9–13 %», or one share where both ends round to the same."""
    decimals = 1 if share[0] < SMALL else 0
    low, high = say.percent(share[0], decimals), say.percent(share[1], decimals)
    return low if low == high else f"{low.removesuffix('%').rstrip()}–{high}"


def count_words(say: Speaker, persons: Persons, residents: float | None) -> str:
    """«38–52 av 413», or «38–52 personar» where residents are not known."""
    if residents is None:
        return say.count("coverage.persons", persons.high, persons=between(say, persons))
    return say("coverage.of", persons=between(say, persons), residents=say.number(residents))


def total_words(say: Speaker, total: Total) -> str:
    """«312–420 av 4 214 (7–10 %)»."""
    counted = count_words(say, total.persons, total.residents)
    return f"{counted} ({share_words(say, total.share)})" if total.share else counted


def missing_words(say: Speaker, figure: Denominator) -> str:
    """Why there is no denominator: hidden by the source, or missing, in the source's own sense."""
    return say(SYMBOL_KEYS.get(figure.symbol or "", "coverage.denominator_missing"))


def no_denominator(say: Speaker, group: TargetGroup) -> str | None:
    """Reason why coverage of a group cannot be worked out anywhere; None where it has a denominator."""
    return say(NO_DENOMINATOR_KEYS[group.no_denominator]) if group.no_denominator else None


def residents_name(say: Speaker, group: TargetGroup) -> str:
    """Group as it stands after a number: «innvandrarar»."""
    return say("coverage.inhabitants") if group.key == EVERYONE else lowered(group.name(say.language))


def lowered(name: str) -> str:
    """Name inside a sentence; abbreviations keep their capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def title(store: FrameStore, selection: Selection, matrix: Coverage, say: Speaker) -> str:
    """What the matrix shows: place and year."""
    return say("coverage.title", place=place_words(store, selection, say), year=matrix.year)


def sentence(matrix: Coverage, aimed: Targeting, say: Speaker) -> str:
    """Whom the projects reached, and whom least."""
    head = headline(matrix)
    parts = [_reached(head, matrix, aimed, say) if head else _residents(matrix, aimed, say)]
    missed = unreached(matrix)
    worst = lowest(matrix)
    if missed:
        names = [lowered(aimed.groups[group].name(say.language)) for group in missed]
        listed = names if len(names) <= NAMED else [*names[: NAMED - 1], say("coverage.others")]
        parts.append(say("coverage.missed", groups=say.listing(listed)))
    elif worst and worst.share and not (head and worst.group == head.group and len(matrix.areas) == 1):
        parts.append(
            say(
                "coverage.lowest",
                group=lowered(aimed.groups[worst.group].name(say.language)),
                municipality=history.label(worst.area.number),
                share=share_words(say, worst.share),
            )
        )
    if silent := sum(cell.state == "not_reported" for cell in matrix.cells.values()):
        parts.append(say.count("coverage.silent", silent))
    if len(matrix.areas) == 1:
        parts += joint_notes(matrix, say)
    return " ".join(parts)


def _reached(head: Total, matrix: Coverage, aimed: Targeting, say: Speaker) -> str:
    group = aimed.groups[head.group]
    share = share_words(say, head.share) if head.share else ""
    if share and head.municipalities > 1:
        share = say("coverage.weighted", share=share)
    here = matrix.areas[0] if len(matrix.areas) == 1 else None
    return say(
        "coverage.reached" if head.residents is not None else "coverage.reached_uncounted",
        year=head.year,
        persons=between(say, head.persons),
        residents=say.number(head.residents),
        group=residents_name(say, group),
        place=history.label(here.number)
        if here
        else say.count("shell.count_municipalities", head.municipalities),
        share=f" ({share})" if share else "",
    )


def _residents(matrix: Coverage, aimed: Targeting, say: Speaker) -> str:
    """No participation; how many live there in the first group that has a figure everywhere."""
    nothing = say("coverage.no_participation", year=matrix.year)
    for group in sorted(matrix.groups, key=lambda group: group == EVERYONE):
        figures = [cell.denominator.value for cell in matrix.row(group)]
        known = [figure for figure in figures if figure is not None]
        if known and len(known) == len(figures):
            place = (
                history.label(matrix.areas[0].number)
                if len(matrix.areas) == 1
                else say.count("shell.count_municipalities", len(known))
            )
            return f"{nothing} " + say(
                "coverage.live",
                year=matrix.year,
                residents=say.number(sum(known)),
                group=residents_name(say, aimed.groups[group]),
                place=place,
            )
    return nothing


def joint_notes(matrix: Coverage, say: Speaker) -> list[str]:
    """«Haram var del av Ålesund i 2021; tala gjeld heile Ålesund.», for each number that covers several."""
    notes = []
    for area in matrix.areas:
        inside = [place for place in area.municipalities_2024 if history.name(place) != area.name]
        if area.joint and inside:
            names = say.listing([history.label(place) for place in inside])
            whole = history.label(area.number)
            notes.append(say("coverage.joint", municipality=names, whole=whole, year=matrix.year))
    return notes
