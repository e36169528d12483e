from __future__ import annotations

from enum import StrEnum

from dash import html

from dashboard.content.drawing import panel
from dashboard.shell.page import contents
from terms.words import speaker

Name = StrEnum("Name", list("abcd"))
SAY = speaker("nb")
FOUR = [panel(Name(name), SAY, f"Panel {name}") for name in "abcd"]


def hrefs(body):
    return [(link.children.children, link.children.href) for link in contents(body, SAY)[0].children.children]


def test_panels_are_linked_by_name_in_reading_order_however_deep_they_stand():
    body = [html.H1("Visning"), html.Div([FOUR[0], html.Div(FOUR[1])]), FOUR[2], FOUR[3]]
    assert hrefs(body) == [(f"Panel {name}", f"#{name}") for name in "abcd"]


def test_a_short_view_has_no_contents():
    assert contents(FOUR[:3], SAY) == []
