"""One cell of the coverage matrix: a group in a municipality and a year, and the rule for its state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dashboard.coverage.denominators import Denominator
    from dashboard.coverage.reach import Persons
    from dashboard.coverage.targeting import Words
    from terms.municipalities import ReportingArea

State = Literal["reached", "partly", "not_reached", "not_reported", "not_target"]
STATE_OF_WORDS: dict[Words, State] = {"yes": "reached", "partly": "partly", "no": "not_reached"}
REACHED_SHARE = 0.10
"""Our convention: a group without a stated target is reached when at least this share of it took part."""
FEW = 10
"""Under this many persons no percentage is shown."""


@dataclass(frozen=True)
class Cell:
    """A group in a municipality. `persons` is None where no participation is registered.

    `words` is what the reports say; `target` the planned unique persons, where they can be placed here.
    """

    group: str
    area: ReportingArea
    state: State
    persons: Persons | None
    denominator: Denominator
    words: Words | None = None
    target: float | None = None

    @property
    def share(self) -> tuple[float, float] | None:
        """Coverage from and to; None under `FEW` persons and where there is no denominator."""
        return share(self.persons, self.denominator.value)

    @property
    def over(self) -> Literal["surely", "perhaps"] | None:
        """Whether more persons took part than live here in the group: shown with a warning, never cut."""
        known = self.denominator.value
        if self.persons is None or known is None or self.persons.high <= known:
            return None
        return "surely" if self.persons.low > known else "perhaps"

    @property
    def disagrees(self) -> bool:
        """Whether the reports' words give another state than the counts."""
        return (
            self.persons is not None and self.words is not None and STATE_OF_WORDS[self.words] != self.state
        )


def share(persons: Persons | None, residents: float | None) -> tuple[float, float] | None:
    """Persons by residents, from and to; None under `FEW` of either."""
    if persons is None or residents is None or persons.low < FEW or residents < FEW:
        return None
    return persons.low / residents, persons.high / residents


def state_of(
    persons: Persons | None,
    residents: float | None,
    *,
    words: Words | None,
    target: float | None,
    aimed: bool,
) -> State:
    """State of a cell: counts decide where there are any, else the reports' words.

    With a stated target: reached when the lower bound meets it. Without: when the lower bound is at least
    `REACHED_SHARE` of the residents. Without residents the words decide, and are «partly» where silent.
    """
    if persons is None:
        silent: State = "not_reported" if aimed else "not_target"
        return STATE_OF_WORDS[words] if words else silent
    if persons.high == 0:
        return "not_reached"
    if target is not None:
        return "reached" if persons.low >= target else "partly"
    if residents:
        return "reached" if persons.low / residents >= REACHED_SHARE else "partly"
    return STATE_OF_WORDS[words] if words else "partly"
