"""Signs a paper can hold: no control codes, no halves of signs, nothing that turns the reading direction."""

from __future__ import annotations

import unicodedata

KEPT = frozenset("\n")
LEFT_OUT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories of control codes, invisible formatting, surrogates, private and unassigned signs."""
LINE_ENDS = str.maketrans({"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})


def printable(text: str) -> str:
    """Text with composed letters, without signs that neither Word's XML nor PDF/A allows."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(LINE_ENDS))
    spaced = composed.replace("\t", " ")
    return "".join(sign for sign in spaced if sign in KEPT or unicodedata.category(sign) not in LEFT_OUT)
