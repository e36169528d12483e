"""Lists of codes that are stored: their values and words, said once in `code_lists.toml`.

    label    the word on screen and in files
    choice   the word in the drop-down lists of the workbook template, where it is another one
    also     other words that a cell may hold

The database checks the values, templates offer them, and screens and files say the labels: a label is the
message `codes.<list>_<code>`. Lists that a table holds (programmes, target groups, modules) are not here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Words = dict[str, str]


@dataclass(frozen=True)
class Code:
    """One code with its words by language."""

    label: Words
    choice: Words
    also: tuple[str, ...] = ()


def _read() -> dict[str, dict[str, Code]]:
    text = resources.files("terms").joinpath("code_lists.toml").read_text(encoding="utf-8")
    return {
        name: {
            code: Code(said["label"], said.get("choice", said["label"]), tuple(said.get("also", ())))
            for code, said in codes.items()
        }
        for name, codes in tomllib.loads(text).items()
    }


CODE_LISTS: Mapping[str, Mapping[str, Code]] = _read()
"""Codes in the order people see them, by list."""


def values(name: str) -> tuple[str, ...]:
    """Give the codes of a list."""
    return tuple(CODE_LISTS[name])


def keys(name: str) -> dict[str, str]:
    """Give the message of each code of a list."""
    return {code: f"codes.{name}_{code}" for code in CODE_LISTS[name]}


def messages(language: str) -> dict[str, str]:
    """Give the label of every code in a language, by its message."""
    return {
        f"codes.{name}_{code}": said.label[language]
        for name, codes in CODE_LISTS.items()
        for code, said in codes.items()
    }
