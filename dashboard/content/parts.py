"""The pieces panels are made of: frame, sentence, table twin, source line, marks and bullets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dash import html

from dashboard.status.marks import DOCUMENT_KEYS, EVIDENCE_KEYS, SHAPES, State, source_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboard.content.blocks import Link
    from terms.words import Speaker

__all__ = [
    "DOCUMENT_KEYS",
    "EVIDENCE_KEYS",
    "SHAPES",
    "Content",
    "State",
    "Table",
    "attributes",
    "bullet",
    "example_mark",
    "frame",
    "mark",
    "notice",
    "source_lines",
    "table",
    "tag",
    "twin",
]


def attributes(**pairs: str) -> dict[str, Any]:
    """Return data- and aria- attributes: `data_drawn` becomes `data-drawn`."""
    return {name.replace("_", "-"): value for name, value in pairs.items()}


@dataclass(frozen=True)
class Table:
    """A table of words and numbers already written in the user's language; the twin of a chart.

    `numeric` holds the positions of columns that are set right. The first cell of a row is its header.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Component | str]]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Content:
    """What a panel shows. `title` says what is drawn for which selection; `sentence` says what it shows.

    `sources` are whole source lines; `example` marks invented values; `method` is the anchor on /metode.
    `downloads` are files of its tables and pictures.
    """

    title: str
    sentence: str
    chart: Sequence[Component | str]
    tables: Sequence[Table] = ()
    sources: Sequence[str] = ()
    example: bool = False
    method: str = ""
    notes: Sequence[str] = field(default=())
    downloads: Sequence[Link] = ()


def frame(content: Content, say: Speaker, query: str) -> list[Component]:
    """Whole panel: heading, sentence, chart, notes, table twin, sources, files, link to the method."""
    return [
        html.Header(
            [
                html.H2(content.title, className="panel-title"),
                *([example_mark(say)] if content.example else []),
            ],
            className="panel-head",
        ),
        html.P(content.sentence, className="panel-sentence"),
        html.Div(list(content.chart), className="panel-chart"),
        *(html.P(note, className="panel-note") for note in content.notes),
        *([twin(content.tables, say)] if content.tables else []),
        html.Div(
            [html.P(line, className="panel-source") for line in content.sources]
            + ([_downloads(content.downloads, say)] if content.downloads else [])
            + [
                html.A(
                    say("shell.method_link"),
                    href=f"/metode?sprak={say.language}#{content.method}",
                    className="panel-method",
                )
            ],
            className="panel-foot",
        ),
        html.Span(hidden=True, **attributes(data_drawn=query)),
    ]


def _downloads(links: Sequence[Link], say: Speaker) -> Component:
    """Files of a panel on one line: «Last ned: Excel CSV PNG SVG»."""
    return html.P(
        [
            f"{say('exports.download')}: ",
            *(html.A(link.words, href=link.address, title=link.help) for link in links),
        ],
        className="panel-downloads",
    )


def twin(tables: Sequence[Table], say: Speaker) -> Component:
    """Tables behind «Vis som tabell», closed until asked for."""
    return html.Details(
        [html.Summary(say("shell.show_table")), *(table(each) for each in tables)], className="twin"
    )


def table(content: Table, class_name: str = "") -> Component:
    """Plain HTML table with caption and header cells; scrolls sideways by itself and by keyboard."""

    def cell(position: int, value: Component | str) -> Component:
        kind = "number" if position in content.numeric else None
        if position == 0:
            return html.Th(value, scope="row", className=kind)
        return html.Td(value, className=kind)

    head = [
        html.Th(column, scope="col", className="number" if position in content.numeric else None)
        for position, column in enumerate(content.columns)
    ]
    return html.Div(
        html.Table(
            [
                html.Caption(content.caption),
                html.Thead(html.Tr(head)),
                html.Tbody(
                    [
                        html.Tr([cell(position, value) for position, value in enumerate(row)])
                        for row in content.rows
                    ]
                ),
            ],
            className=f"table {class_name}".strip(),
        ),
        className="table-scroll",
        tabIndex="0",
        role="group",
        **attributes(aria_label=content.caption),
    )


def mark(state: State, word: str) -> Component:
    """Status as shape, colour and word."""
    return html.Span(
        [html.Span(SHAPES[state], className="mark-shape", **attributes(aria_hidden="true")), word],
        className=f"mark mark-{state}",
    )


def example_mark(say: Speaker) -> Component:
    """The «Eksempeldata» mark for invented values."""
    return html.Span(say("shell.example"), className="example-mark", title=say("shell.example_help"))


def tag(word: str, kind: str = "plain") -> Component:
    """Small label: evidence status, owner role, phase."""
    return html.Span(word, className=f"tag tag-{kind}")


def bullet(
    share: float | None,
    *,
    words: str,
    state: State = "neutral",
    expected: float | None = None,
    expected_words: str = "",
) -> Component:
    """Bar from 0 to 100 % (to 150 % at most on screen) with a line where it should be today.

    `words` says the value in full; it stands below the bar, so that nothing is told by length alone.
    """
    full = 1.0 if max(share or 0, expected or 0) <= 1 else 1.5
    pieces = [html.Span(className=f"bullet-bar bullet-{state}", style={"width": _percent(share, full)})]
    if full > 1:
        pieces.append(html.Span(className="bullet-target", style={"left": _percent(1, full)}))
    if expected is not None:
        pieces.append(
            html.Span(
                className="bullet-expected", style={"left": _percent(expected, full)}, title=expected_words
            )
        )
    return html.Div(
        [
            html.Div(pieces, className="bullet-track", **attributes(aria_hidden="true")),
            html.P([words, *([" · ", expected_words] if expected_words else [])], className="bullet-words"),
        ],
        className="bullet",
    )


def notice(sentence: str, *, state: State = "missing") -> Component:
    """A sentence where there is nothing to draw."""
    return html.P(
        [html.Span(SHAPES[state], className="mark-shape", **attributes(aria_hidden="true")), sentence],
        className=f"notice notice-{state}",
    )


def _percent(share: float | None, full: float) -> str:
    return f"{max(0.0, min((share or 0) / full, 1.0)) * 100:.1f}%"
