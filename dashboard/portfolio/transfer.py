"""Panel «Andre som har nådd gruppa»: projects elsewhere that reached a group missed here, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dash import html

from dashboard.address.ids import Transfer as Ids
from dashboard.address.selection import Selection
from dashboard.content import drawing
from dashboard.content.parts import Content, notice, source_lines
from dashboard.content.project_link import project_names
from dashboard.coverage.gaps import GAPS
from dashboard.coverage.group_reach import group_reach
from dashboard.coverage.uncovered import gaps_of
from dashboard.goals.official import described
from dashboard.places.peers import choice, peers
from dashboard.places.scope import Scope, scope_of
from dashboard.places.words import group_names, place_words
from dashboard.portfolio.transfer_match import Told, match_item, match_table, told
from dashboard.portfolio.transfer_numbers import likeness, matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from dash import Dash
    from dash.development.base_component import Component

    from dashboard.places.profile import Profiles
    from dashboard.portfolio.transfer_numbers import Match
    from dashboard.store.store import FrameStore
    from terms.words import Speaker

SHOWN = 4
"""Projects of a group in view; the rest are one click away."""
COMPARED = 3
"""With more chosen municipalities than this, likeness to «my municipality» has no meaning."""


@dataclass(frozen=True)
class Missing:
    """What is asked for: groups not reached here, and projects elsewhere that reached each."""

    groups: tuple[str, ...]
    found: Mapping[str, tuple[Match, ...]]

    @property
    def helped(self) -> list[str]:
        """Groups that somebody elsewhere has reached, most projects first."""
        return sorted(
            (group for group in self.groups if self.found[group]), key=lambda g: -len(self.found[g])
        )


def layout(say: Speaker) -> Component:
    """Place for the list."""
    return drawing.panel(Ids.PANEL, say, say("transfer.label"))


def register(app: Dash, store: FrameStore) -> None:
    """Draw the panel on every choice."""
    drawing.register(app, store, Ids.PANEL, draw)


def draw(store: FrameStore, selection: Selection, say: Speaker) -> Content:
    """Chosen groups, else those nobody reaches here, with the projects elsewhere that reached them."""
    title = say("transfer.title", place=place_words(store, selection, say))
    home = _home(store, selection)
    if home is None and not selection.groups:
        how = say("transfer.choose")
        return Content(title=title, sentence=how, chart=[notice(how)], method="overforing")
    missing = _missing(store, selection, home)
    names, known = group_names(store, say), store.per_version(told)
    shown = [match for group in missing.helped for match in missing.found[group]]
    return Content(
        title=title,
        sentence=_sentence(missing, say),
        chart=[
            *(
                _group(group, missing.found[group], known, names, say, opened=not position)
                for position, group in enumerate(missing.helped)
            ),
            *_nobody([names[group] for group in missing.groups if not missing.found[group]], say),
        ],
        tables=[match_table(missing.found, known, names, store.per_version(project_names), say)]
        if shown
        else (),
        sources=source_lines(say, {source for match in shown for source in known.sources(match.reach)}),
        example=any(known.example(match.reach) for match in shown),
        method="overforing",
        notes=[say("transfer.note")] if shown else [],
    )


def _home(store: FrameStore, selection: Selection) -> Scope | None:
    """What is «here»: the chosen place with all its projects, else the chosen projects; None of neither."""
    place = selection.within(groups=(), programme=None, projects=(), years=None)
    if selection.county or selection.municipalities:
        return scope_of(store, place)
    if selection.projects:
        return scope_of(store, place.within(projects=selection.projects))
    return None


def _missing(store: FrameStore, selection: Selection, home: Scope | None) -> Missing:
    every = scope_of(store, Selection(selection.language))
    own = frozenset(home.projects if home else ())
    reached = [
        one for one in group_reach(store, every, Selection(selection.language)) if one.project not in own
    ]
    if selection.groups or home is None:
        groups: Sequence[str] = selection.groups
    else:
        here = group_reach(store, home, selection)
        groups = [gap.group for gap in gaps_of(store, selection, here, home) if gap.state in GAPS]
    profiles = store.per_version(described)
    chosen = selection.municipalities if len(selection.municipalities) <= COMPARED else ()
    labels = store["municipality"].set_index("municipality")["label"]
    similar = {str(labels[number]): _similar(profiles, number, selection.peers) for number in chosen}
    places = likeness(profiles.rows, similar)
    return Missing(tuple(groups), matches(reached, groups, store["project_municipality"], places))


def _similar(profiles: Profiles, number: str, asked: str | None) -> pd.DataFrame:
    """Every municipality by how like one it is, weighed as the address asks."""
    return peers(profiles, number, choice(asked), count=len(profiles.rows)).rows


def _sentence(missing: Missing, say: Speaker) -> str:
    if not missing.groups:
        return say("transfer.sentence_none_missing")
    projects = {match.reach.project for found in missing.found.values() for match in found}
    return say.count(
        "transfer.sentence",
        len(missing.helped),
        groups=say.count("transfer.count_missed", len(missing.groups)),
        projects=say.count("shell.count_projects", len(projects)),
    )


def _group(  # noqa: PLR0913  # one argument per part of what is shown
    group: str,
    found: Sequence[Match],
    known: Told,
    names: Mapping[str, str],
    say: Speaker,
    *,
    opened: bool,
) -> Component:
    items = [match_item(match, known, say) for match in found]
    return html.Details(
        [
            html.Summary([html.H3(names[group]), html.Span(say.count("transfer.reached_by", len(found)))]),
            html.Ul(items[:SHOWN], className="match-list", role="list"),
            *(
                [
                    html.Details(
                        [
                            html.Summary(say.count("transfer.more", len(items) - SHOWN)),
                            html.Ul(items[SHOWN:], className="match-list", role="list"),
                        ],
                        className="plain",
                    )
                ]
                if len(items) > SHOWN
                else []
            ),
        ],
        className="match-group",
        open=opened,
    )


def _nobody(names: Sequence[str], say: Speaker) -> list[Component]:
    """Groups that nobody else has reached either, in one sentence."""
    return (
        [html.P(say("transfer.nobody", groups=say.listing(names)), className="panel-note")] if names else []
    )
