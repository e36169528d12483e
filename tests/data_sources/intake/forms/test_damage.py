"""Damaged papers: whatever happens to a form on its way, reading it ends, and ends in a documented way."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_sources.intake.forms.annual_report import parse_report, report_of
from data_sources.intake.forms.blocks import Layout
from data_sources.intake.forms.fields import FIELDS
from data_sources.intake.forms.paper import page_blocks
from data_sources.intake.forms.pdf_pages import pages
from data_sources.intake.refusals import PaperRefused

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STATES = {"read", "empty", "missing", "cut_off", "ambiguous"}
PIECES = [
    b"<",
    b">",
    b"\t",
    b"\n",
    b"|",
    b"a) ",
    b"X",
    b"Til:",
    b"Dato:",
    b"</td>",
    b"<table>",
    b"&",
    b"\xff",
    b"\x00",
]
DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(["cut", "drop", "double", "put"]),
        st.floats(0, 1),
        st.floats(0, 1),
        st.sampled_from(PIECES),
    ),
    min_size=1,
    max_size=12,
)


def damaged(content, damage):
    for kind, at, length, piece in damage:
        start = int(at * len(content))
        end = start + int(length * length * (len(content) - start))
        if kind == "cut":
            content = content[: max(start, len(content) // 3)]
        elif kind == "drop":
            content = content[:start] + content[min(end, start + 400) :]
        elif kind == "double":
            content = content[:start] + content[start : min(end, start + 2_000)] + content[start:]
        else:
            content = content[:start] + piece + content[start:]
    return content


def check(read):
    """A report of 23 fields that can be written as JSON, or a refusal; nothing else may be raised."""
    try:
        report = read()
    except PaperRefused:
        return
    assert [field.key for field in report.fields] == [field.key for field in FIELDS]
    assert {field.state for field in report.fields} <= STATES
    for field in report.fields:
        if field.state in {"missing", "cut_off"} or (field.state == "ambiguous" and field.value is None):
            assert field.why
        if field.state in {"ambiguous", "cut_off"}:
            assert field.questions
    said = report.to_json()
    assert said["geographic_effect"] in {None, *"abcdef"}
    for key, letters in (("anchoring", "abc"), ("progress", "abc"), ("policy_goals", "abcdefghi")):
        assert said[key] is None or set(said[key]) <= set(letters)


@QUICK
@given(damage=DAMAGE)
def test_a_damaged_text_is_read_or_refused(samples, damage):
    content = (samples / "form_bokmaal.txt").read_bytes()
    check(lambda: parse_report(damaged(content, damage)))


@QUICK
@given(damage=DAMAGE)
def test_a_damaged_page_is_read_or_refused(samples, damage):
    content = (samples / "form_nynorsk.html").read_bytes()
    check(lambda: parse_report(damaged(content, damage)))


@QUICK
@given(damage=DAMAGE)
def test_a_damaged_word_file_is_read_or_refused(form, damage):
    check(lambda: parse_report(damaged(form("word"), damage)))


@QUICK
@given(damage=DAMAGE)
def test_a_word_file_with_damaged_text_inside_is_read_or_refused(form, damage):
    whole = zipfile.ZipFile(BytesIO(form("word")))
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("word/document.xml", damaged(whole.read("word/document.xml"), damage))
    check(lambda: parse_report(file.getvalue()))


@QUICK
@given(damage=DAMAGE)
def test_a_pdf_with_damaged_lines_is_read_or_refused(form, damage):
    text = "\f".join(pages(form("pdf"))).encode()
    lines = damaged(text, damage).decode(errors="replace").split("\f")
    blocks = tuple(block for number, page in enumerate(lines, 1) for block in page_blocks(page, number))
    check(lambda: report_of(Layout("pdf", blocks)))


@settings(QUICK, max_examples=8)
@given(damage=DAMAGE)
def test_a_damaged_pdf_file_is_read_or_refused(form, damage):
    content = form("pdf")
    check(lambda: parse_report(content[:9] + damaged(content[9:], damage)))


@QUICK
@given(text=st.text(max_size=400))
def test_any_text_is_read_or_refused(text):
    check(lambda: parse_report(text.encode("utf-8", errors="surrogatepass")))


LONG = {
    "spaces": b"Til:" + b" " * 140_000,
    "tags": b"<html>" + b"<a " * 40_000,
    "open comments": b"<html>" + b"<!--" * 30_000,
    "open scripts": b"<html>" + b"<script>" * 15_000,
    "cells": b"<html><table>" + b"<td>" * 100_000,
    "tables": b"<html>" + b"<table>" * 100_000,
    "crosses": b"Forankring av prosjektet\ta) " + b"x " * 60_000,
    "letters": b"Forankring av prosjektet\t" + b"a) b) c) " * 12_000,
    "labels": b"Prosjektnavn: " * 9_000,
    "short lines": b"a\n" * 70_000,
    "capitals": b"A " * 70_000,
    "parentheses": b"Kommune:\t" + b"(" * 140_000,
    "digits": b"Regnskap:\t" + b"1 000 " * 20_000,
    "names": b"Kommune:\t" + b"Hadsl, " * 20_000,
    "one word": b"Frist: 24. april\nTil: " + b"a" * 140_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("content", LONG.values(), ids=LONG)
def test_a_paper_made_to_be_slow_is_not_slow(samples, content):
    opening = (
        (samples / "form_bokmaal.txt").read_bytes().split(b"Kommune:")[0] if content[:1] != b"<" else b""
    )
    began = time.process_time()
    check(lambda: parse_report(opening + content))
    assert time.process_time() - began < 5
