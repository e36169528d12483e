"""What the database holds, and how old it is, as the command line says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from data_sources.catalogue import Holdings


def in_words(state: Holdings) -> str:
    """Describe what the database holds, in one line."""
    if state.version == 0:
        return "databasen er tom"
    example = " (eksempeldata)" if state.cells and state.example_cells == state.cells else ""
    if 0 < state.example_cells < state.cells:
        example = f" ({spaced(state.example_cells)} av dem eksempeldata)"
    return (
        f"{spaced(state.projects)} prosjekter, {spaced(state.municipalities)} kommuner, "
        f"{spaced(state.figures)} offisielle tall, {spaced(state.cells)} celler deltakelse{example} · "
        f"dataversjon {state.version}"
    )


def spaced(number: int) -> str:
    """Write a number with hard spaces between the thousands."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def age(day: date, today: date) -> str:
    """Say how old a day is, with the day itself."""
    days = (today - day).days
    words = {0: "i dag", 1: "i går"}.get(days, f"for {spaced(days)} dager siden")
    return f"{words} ({day.day}.{day.month}.{day.year})"
