"""Reads options that each have a line of their own with letter and box, as in a form filled in on screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_sources.intake.forms.blocks import CHECKED, UNCHECKED
from data_sources.intake.forms.report_options import words_end

if TYPE_CHECKING:
    from data_sources.intake.forms.report_code_lists import Option

NOTE_EDGE = " \n.,:;?!)-–"
"""Signs between an option's own words and what is written below them."""


@dataclass(frozen=True)
class Boxed:
    """One option: its letter, whether its box is ticked, and what is written beside it."""

    letter: str
    ticked: bool
    note: str


def boxed(text: str, options: tuple[Option, ...]) -> tuple[Boxed, ...] | None:
    """Read the boxes where every option has a line «a) ☐ its words», in order, and no line but one.

    All that stands between such lines is text, whatever boxes and letters are in it. None where the
    question is not written like that.
    """
    found = [_only_line(text, option) for option in options]
    lines = [one for one in found if one is not None]
    if len(lines) < len(options) or [one.start() for one in lines] != sorted(one.start() for one in lines):
        return None
    stops = [*(line.start() for line in lines[1:]), len(text)]
    return tuple(
        Boxed(
            option.letter,
            line["box"] == CHECKED,
            text[_end(text, line, option) : stop].lstrip(NOTE_EDGE).rstrip(),
        )
        for option, line, stop in zip(options, lines, stops, strict=True)
    )


def _only_line(text: str, option: Option) -> re.Match[str] | None:
    """Find the one line that is the option's; None where there is none, or more than one."""
    pattern = rf"^{option.letter}\) ?(?P<box>{CHECKED}|{UNCHECKED}) ?(?P<words>.*)$"
    lines = [line for line in re.finditer(pattern, text, re.MULTILINE) if words_end(line["words"], 0, option)]
    return lines[0] if len(lines) == 1 else None


def _end(text: str, line: re.Match[str], option: Option) -> int:
    """Say where the option's own words end, on its own line."""
    return line.start("words") + words_end(text[line.start("words") : line.end()], 0, option)
