"""Distinguishes the annual report form from other papers, and a whole form from one that is cut off."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from data_sources.intake.forms.crosses import find_options, with_marks
from data_sources.intake.forms.fields import BY_KEY, FIELDS, ORDER
from data_sources.intake.forms.labels import VARIANTS
from data_sources.intake.likeness import split_words

if TYPE_CHECKING:
    from data_sources.intake.forms.answers import Answer, Collected
    from data_sources.intake.forms.blocks import Layout

SENTENCES = {
    "application": "Dette er en søknad, ikke en årsrapport. Lever det utfylte rapportskjemaet for seg.",
    "project_page": (
        "Dette er en prosjektside på nett. Den beskriver planer: lever det utfylte rapportskjemaet."
    ),
    "free_report": (
        "Dette er en rapport i fri form, uten skjemaets spørsmål. Fyll ut skjemaet, og legg rapporten ved."
    ),
    "brochure": "Dette er en brosjyre om et tilbud, ikke en årsrapport. Lever det utfylte rapportskjemaet.",
    "slides": "Dette er lysbilder fra et foredrag, ikke en årsrapport. Lever det utfylte rapportskjemaet.",
    "presentation": (
        "Dette er en omtale av et prosjekt, ikke en årsrapport. Lever det utfylte rapportskjemaet."
    ),
    "form_of_another_kind": "Skjemaet mangler årsrapportens spørsmål. Lever årsrapportskjemaet for BOLYST.",
    "unknown": (
        "Dette er ikke årsrapportskjemaet for BOLYST: spørsmålene i skjemaet finnes ikke i teksten. "
        "Lever det utfylte skjemaet."
    ),
}

SIGNS = {
    "application": (
        r"\bsøknad(snr|sår|sskjema|ssum)?\b.{0,40}\b(bolyst|støtte|tilskudd|tilskot)|\bsøknadsskjema\b",
        r"\bsøknads(nr|år|nummer)\b",
        r"\bstøtteordning\b",
        r"\barkivsak\b",
        r"\b(omsøkt|søkt) (beløp|sum|støtte)|\b(beløp|sum) (det )?(blir |er )?søk(t|es|jast|e) (om|på)",
        r"\borg(anisasjons)?\.?\s?n(r|ummer)\b",
        r"\bfrist:? 3\. mai\b|\bjuridisk (eier|eigar)\b",
        r"\b(forprosjekt|hovedprosjekt|hovudprosjekt) (a|b|c|er|skal)\b|\bkort beskrivelse av prosjektet\b",
    ),
    "project_page": (
        r"^fagområde:",
        r"\bikk?j?e vurdert av distrikt|\but[ae]n vurdering fr[åa] distrikt",
        r"\bsom formulert i bolystsøknaden\b",
        r"\btildelt\b.{0,60}\bbolystmid",
        r"^(samarbeidspartnere?|samarbeidspartnarar?)$",
        r"^(målgrupper?)$",
        r"^(aktiviteter|aktivitetar)$",
        r"^(prosjektorganisering|målformulering)$",
    ),
    "free_report": (
        r"^(\d\.?\s*)?(sluttrapport|årsrapport|prosjektrapport|rapport)\b",
        r"^(\d+(\.\d+)*\.?\s*)?(organisering|prosjektorganisering)\b.{0,30}$",
        r"^(\d+(\.\d+)*\.?\s*)?delprosjekt(a|ene|er)?\b.{0,30}$",
        r"^(\d+(\.\d+)*\.?\s*)?(gjennomføring|bakgrunn|innledning|innleiing|samandrag|sammendrag)\b.{0,30}$",
        r"^(\d+(\.\d+)*\.?\s*)?(vidareføring|videreføring)\b.{0,30}$",
        r"^(\d+(\.\d+)*\.?\s*)?erfaringsformidling\b.{0,30}$",
        r"^(\d+(\.\d+)*\.?\s*)?(måloppnåing|måloppnåelse)\b.{0,30}$",
        r"^(\d+(\.\d+)*\.?\s*)?(rekneskap|regnskap|økonomi)\b.{0,30}$",
    ),
    "brochure": (
        r"\bmodul \d\b",
        r"\btilbyr et program\b|\bvi tilbyr\b|\bvi tilbyd\b",
        r"^foto:",
        r"\btrenger (kommunen|dere|du) (bistand|hjelp)\b",
        r"\bta kontakt\b|\bkontakt oss\b",
    ),
    "presentation": (
        r"\bpå oppdrag fr[aå]\b",
        r"\b(rapporten|sluttrapporten|filmen|modellen) kan (leses|lesast|lastes|ses|sjåast)\b",
        r"\bkontaktperson\b.{0,60}\boppdraget\b",
        r"\boppsummert i (slutt)?rapporten\b",
    ),
    "form_of_another_kind": (
        r"^(prosjektnavn|prosjektnamn):",
        r"^(kommune|dato|fra|frå|til):",
        r"^(prosjektleder|prosjektleiar):",
    ),
}
PATTERNS = {
    kind: [re.compile(sign, re.IGNORECASE | re.MULTILINE) for sign in signs] for kind, signs in SIGNS.items()
}
ENOUGH_SIGNS = 2
BULLET_LINE = re.compile(r"[»«•*°\-–]|\d\.")
SLIDE_LINE = 75
"""Characters that a line on a slide seldom passes."""
FINISHED = re.compile(r".*[.!?:;)\]»\"”'…]\s*", re.DOTALL)
BROKEN = re.compile(r"(<[^<>]*|&\w*|\[\s?…\s?\]|\[\.\.\.\])$")
NOTE_CUT = re.compile(r"\([^()\n]{0,150}")
NOTE_BEGUN = re.compile(r"\s*\([^()\n]{0,150}\Z")
LONG_PROSE = 80
"""Letters from which an answer is taken for sentences, which end with a mark."""
LONG_WORD = 8
"""Letters of a label's first word that are enough to know it by."""


def is_form(collected: Collected) -> bool:
    """Whether the paper has three labels that only the form has, or two of them among five labels."""
    own = sum(_form_only(answer) for answer in collected.answers)
    return own > ENOUGH_SIGNS or (own == ENOUGH_SIGNS and len(collected.answers) > ENOUGH_SIGNS + 2)


def _form_only(answer: Answer) -> bool:
    """Whether a label is one that only this form has; «Kommune:» and «Regnskap» stand in many papers."""
    if not answer.label.whole:
        return False
    if answer.key == "deadline":
        return "24. april" in answer.text
    if answer.key == "report_type":
        return True
    return answer.key in {"steering_group_leader", "county_contact"} or (
        not BY_KEY[answer.key].heading and answer.key != "accounts"
    )


def kind_of(layout: Layout) -> str:
    """Name the kind of a paper that is not the form, by the words such papers have; else «unknown»."""
    text = layout.text
    counts = {kind: sum(bool(sign.search(text)) for sign in signs) for kind, signs in PATTERNS.items()}
    best = max(counts, key=lambda kind: counts[kind])
    if counts[best] >= ENOUGH_SIGNS and counts[best] > _slides(text):
        return best
    return "slides" if _slides(text) else "unknown"


def _slides(text: str) -> int:
    """Weigh, in signs, whether a text is slides: short lines, a good part of them bullets."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 8:  # noqa: PLR2004 - too little to tell
        return 0
    short = sum(len(line) <= SLIDE_LINE for line in lines) / len(lines)
    bullets = sum(bool(BULLET_LINE.match(line)) for line in lines) / len(lines)
    return 3 if short > 0.85 and bullets > 0.2 else 0  # noqa: PLR2004 - shares seen in the client's slides


def cut_key(collected: Collected, *, whole: bool = False) -> str | None:
    """Name the field in which the paper ends before its time; missing where the paper is whole.

    What there is of a label cut through is taken out of the answers. `whole`: a table's cell in such a
    file ends where its writer ended it, with or without a full stop.
    """
    last = next((one for one in reversed(collected.answers) if BY_KEY[one.key].kind != "title"), None)
    if last is None:
        return None
    closed = whole and last.table
    if not closed and (_label_cut(last) or _cell_cut(last, collected)):
        last.parts = []
        return last.key
    begun = None if closed else _begun_label(last, collected)
    if begun:
        return begun
    found = {answer.key for answer in collected.answers}
    expected = [field.key for field in FIELDS if ORDER[last.key] < ORDER[field.key] <= ORDER["policy_goals"]]
    if any(key not in found for key in expected):
        return last.key
    return last.key if not closed and _unfinished(last) else None


def _label_cut(last: Answer) -> bool:
    """Whether the paper ends inside the last label or the note behind it, before any answer."""
    words = split_words(last.text)
    if NOTE_CUT.fullmatch(last.text):
        return True
    return bool(last.label.rest) and _begins(last.label.rest, words)


def _cell_cut(last: Answer, collected: Collected) -> bool:
    """Whether the last label has lost its answer's cell, where all other questions have one."""
    others = [one.table for one in collected.answers if not BY_KEY[one.key].heading and one is not last]
    return not last.table and not last.text and bool(others) and all(others)


def _begins(label: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether words are the beginning of a label, the last of them perhaps cut through; no words are."""
    if len(words) > len(label) or label[: len(words) - 1] != words[:-1]:
        return not words
    return not words or label[len(words) - 1].startswith(words[-1])


def _unfinished(last: Answer) -> bool:
    """Whether the form's last answer ends in the middle of a sentence, a tag or its list of options."""
    text = last.text
    if BROKEN.search(text):
        return True
    options = BY_KEY[last.key].options
    if options:
        found = find_options(with_marks(text), options)
        return not found or found[-1].letter != options[-1].letter
    return len(text) > LONG_PROSE and not FINISHED.fullmatch(text)


def _begun_label(last: Answer, collected: Collected) -> str | None:
    """Recognise a label in the middle of which the paper ends, and take it out of the answer above."""
    tail = last.text.rsplit("\n", 1)[-1]
    words = split_words(NOTE_BEGUN.sub("", tail))
    if not words or not last.parts:
        return None
    distinctive = len(words) > 1 or len(words[0]) >= LONG_WORD
    found = {answer.key for answer in collected.answers}
    for field, label in VARIANTS:
        following = ORDER[field.key] == ORDER[last.key] + 1 and tail != last.text
        if (distinctive or following) and field.key not in found and _begins(label, words):
            part = last.parts[-1]
            last.parts[-1] = replace(part, text=part.text.removesuffix(tail).rstrip())
            return field.key
    return None
