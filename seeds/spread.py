"""How many an example measure reaches of a group, and how they spread over gender and age."""

from __future__ import annotations

from hashlib import sha256
from math import ceil, floor

SEED = "bolysttavla-1"
LEAST, MOST = 0.03, 0.35
"""Share of a group's residents that a measure reaches in a year."""
MOST_PARTLY = 0.10
CROWD = 150
"""Persons a measure in one municipality seldom gathers more than."""

ADULTS = {"16-19": 0.08, "20-29": 0.28, "30-54": 0.50, "55-66": 0.11, "67+": 0.03}
YOUNG = {"6-15": 0.65, "16-19": 0.35}
FAMILIES = {"0-5": 0.40, "6-15": 0.10, "20-29": 0.20, "30-54": 0.30}
MINORS = {"6-15": 0.3, "16-19": 0.7}
AGES = {
    "children_and_youth": YOUNG,
    "unaccompanied_minors": MINORS,
    "families_with_small_children": FAMILIES,
    "labour_immigrant_families": FAMILIES,
}
MEN = 0.44
MEN_AMONG = {"labour_immigrants": 0.62, "seasonal_workers": 0.60, "marriage_migrants": 0.15}
UNREGISTERED = 0.15
"""Part of those who come, against one of all others, where nobody writes down who they are."""

Cells = dict[tuple[str, str], int]
"""Unique persons by gender and age group."""


def draw(*parts: object) -> float:
    """Draw from 0 up to 1, the same for the same parts on every machine and version."""
    digest = sha256("|".join(map(str, (SEED, *parts))).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def total(where: tuple[object, ...], residents: float | None, reached: str, target: int | None) -> int:
    """Unique persons of a group in a year; hardly any where the report says the group was not reached."""
    chance = draw("total", *where)
    if reached == "no":
        return int(chance * 3)
    if residents is None:
        return 3 + int(chance * 17) if target is None else round(target * (0.6 + 0.5 * chance))
    ceiling = MOST_PARTLY if reached == "partly" else MOST
    most = max(LEAST * 1.5, min(ceiling, CROWD / residents)) if residents else ceiling
    wanted = residents * (LEAST + (most - LEAST) * chance**1.5)
    if target is not None:
        wanted, most = target * (0.6 + 0.5 * chance), ceiling
    return int(min(max(round(wanted), ceil(residents * LEAST)), floor(residents * most)))


def spread(where: tuple[object, ...], count: int, inside: Cells, *, registered: bool) -> Cells:
    """Spread a count by largest remainder, on top of those already counted in a group inside this one.

    Every cell that could have had somebody is there, with zero where nobody came: if only cells with
    persons were listed, a cell published as zero would be known to hold one or two.
    """
    group = str(where[-1])
    men = MEN_AMONG.get(group, MEN)
    weights = {
        (gender, age): share * part * (0.6 + 0.8 * draw("cell", *where, gender, age))
        for gender, share in (("female", 1 - men), ("male", men))
        for age, part in AGES.get(group, ADULTS).items()
    }
    if not registered:
        weights["unknown", "unknown"] = UNREGISTERED
    left, scale = max(0, count - sum(inside.values())), sum(weights.values())
    exact = {cell: left * weight / scale for cell, weight in weights.items()}
    cells = {cell: floor(share) for cell, share in exact.items()}
    largest = sorted(exact, key=lambda cell: (cells[cell] - exact[cell], cell))
    for cell in largest[: left - sum(cells.values())]:
        cells[cell] += 1
    for cell, counted in inside.items():
        cells[cell] = cells.get(cell, 0) + counted
    return cells
