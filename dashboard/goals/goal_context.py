"""Second and third answer of a goal card: the place among similar municipalities, and the official count."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from dash import html

from dashboard.content.parts import attributes
from dashboard.places.profile import POPULATION

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboard.official.official_figures import Official, Position
    from terms.words import Speaker

AGAINST_KEYS = {
    "above": "goals.against_above",
    "below": "goals.against_below",
    "unclear": "goals.against_unclear",
}
ONE_DECIMAL_BELOW = 10
"""Rates below this are written with one decimal."""
WIDTH, HEIGHT, MARGIN = 160, 36, 3
"""Size of the small line chart, in its own units."""


def answers(
    official: Official, position: Position | None, name: str, place: str, say: Speaker
) -> list[Component]:
    """Second and third answer of a goal card, each on its own and without colour."""
    return [
        html.Section(
            [html.H5(say("goals.answer_position")), *_position(official, position, place, say)],
            className="goal-answer",
        ),
        html.Section(
            [html.H5(say("goals.answer_context")), *_context(official, name, place, say)],
            className="goal-answer",
        ),
    ]


def unlinked(sentence: str, say: Speaker) -> list[Component]:
    """Both answers where there is nothing official to set beside the goal; `sentence` says why."""
    return [
        html.Section([html.H5(title), html.P(sentence, className="goal-none")], className="goal-answer")
        for title in (say("goals.answer_position"), say("goals.answer_context"))
    ]


def in_words(official: Official, name: str, place: str, say: Speaker) -> str:
    """«Innvandrarar i Haram: 612 i 2013, 845 i 2021 (+233)»."""
    if not official.years:
        return say("goals.context_none", name=name, place=place)
    change = official.change
    if change is None or change.first_year == change.last_year:
        return say(
            "goals.context_one",
            name=name,
            place=place,
            value=say.number(official.counts[-1]),
            year=official.years[-1],
        )
    sign = "+" if change.difference > 0 else ""
    return say(
        "goals.context",
        name=name,
        place=place,
        first=say.number(change.first),
        first_year=change.first_year,
        last=say.number(change.last),
        last_year=change.last_year,
        change=f"{sign}{say.number(change.difference)}",
    )


def _position(official: Official, position: Position | None, place: str, say: Speaker) -> list[Component]:
    """Rate, the places it allows and how it stands against the rest, with a strip of the places."""
    if position is None:
        reason = "goals.position_population" if official.indicator == POPULATION else "goals.position_none"
        return [html.P(say(reason, place=place), className="goal-none")]
    if position.best == position.worst:
        words = say("goals.position_clear", best=position.best, of=position.of)
    else:
        words = say("goals.position", best=position.best, worst=position.worst, of=position.of)
    left, width = (position.best - 1) / position.of, (position.worst - position.best + 1) / position.of
    return [
        html.P(words, className="goal-words"),
        html.Div(
            html.Span(style={"left": f"{left * 100:.1f}%", "width": f"{width * 100:.1f}%"}),
            className="place-strip",
            **attributes(aria_hidden="true"),
        ),
        html.P(
            say(
                "goals.position_rate",
                place=place,
                rate=_rate(position.rate, say),
                low=_rate(position.low, say),
                high=_rate(position.high, say),
                year=official.years[-1],
            ),
            className="goal-small",
        ),
        html.P(
            say(AGAINST_KEYS[position.against], others=_rate(position.others, say)), className="goal-small"
        ),
    ]


def _context(official: Official, name: str, place: str, say: Speaker) -> list[Component]:
    """The count in words, a small line with the project's period, and that it is no result of the project."""
    words = in_words(official, name, place, say)
    line = (
        [html.Img(src=sparkline(official), alt=words, className="sparkline", width=WIDTH, height=HEIGHT)]
        if len(official.years) > 1
        else []
    )
    joint = (
        [html.P(say("goals.context_joint", place=place), className="goal-small")] if official.joint else []
    )
    converted = [
        html.P(
            say(
                "goals.context_converted",
                years=say.years((official.converted[0], official.converted[-1])),
                parts=say.listing(official.parts),
            ),
            className="goal-small",
        )
        for _ in official.converted[:1]
    ]
    return [
        html.P(words, className="goal-words"),
        *line,
        *joint,
        *converted,
        html.P(say("goals.context_caution"), className="goal-small"),
    ]


def sparkline(official: Official) -> str:
    """Line of the series as an image address, the years of `change` shaded; a gap where years are missing."""
    first, span = official.years[0], max(official.years[-1] - official.years[0], 1)
    low, high = min(official.counts), max(official.counts)

    def across(year: int) -> float:
        return round(MARGIN + (year - first) / span * (WIDTH - 2 * MARGIN), 1)

    def down(value: float) -> float:
        return round(HEIGHT - MARGIN - (value - low) / ((high - low) or 1) * (HEIGHT - 2 * MARGIN), 1)

    path, before = "", None
    for year, value in zip(official.years, official.counts, strict=True):
        path += f"{'L' if before == year - 1 else 'M'}{across(year)} {down(value)}"
        before = year
    shade = ""
    if official.change is not None:
        begin = across(official.change.first_year)
        end = across(official.change.last_year)
        shade = f"<rect x='{begin}' width='{round(end - begin, 1)}' height='{HEIGHT}' fill='#dbe9f3'/>"
    return "data:image/svg+xml;utf8," + quote(
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>{shade}"
        f"<path d='{path}' fill='none' stroke='#4a5866' stroke-width='1.5'/>"
        f"<circle cx='{across(official.years[-1])}' cy='{down(official.counts[-1])}' r='2.5' fill='#1b2733'/>"
        "</svg>",
        safe=" '/:=<>",
    )


def _rate(rate: float, say: Speaker) -> str:
    return say.number(rate, 1 if rate < ONE_DECIMAL_BELOW else 0)
