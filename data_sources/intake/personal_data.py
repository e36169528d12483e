"""Recognises what looks like data about a person, so that the import stops before any of it is kept."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Personal = Literal["id", "email", "phone", "name", "column"]

FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
ELEVEN = re.compile(r"(?<!\d)\d{6}[ .\-\u00a0]?\d{5}(?!\d)")
EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@[\w-]{1,64}\.\w")
SHARED_MAILBOX = re.compile(r"(?:post|postmottak|firmapost|info|kontakt|e-?post|noreply)", re.IGNORECASE)
"""Addresses of offices; any other address may be one person's."""
NORWEGIAN = r"(?:(?:\+|00)47[\s.]{0,3})"
MOBILE = re.compile(rf"{NORWEGIAN}?(?:[49]\d{{2}}\s\d{{2}}\s\d{{3}}|[2-79]\d(?:\s\d{{2}}){{3}}|[49]\d{{7}})")
WITH_CODE = re.compile(rf"(?<!\d){NORWEGIAN}(?:\d\s?){{7}}\d(?!\d)")
AFTER_WORD = re.compile(r"(?:tlf|tel|mob)\w{0,12}\.?:?\s{0,3}(?:\d\s?){7}\d(?!\d)", re.IGNORECASE)
SHORTEST_AS_NUMBER, LONGEST_AS_NUMBER = 10**9, 10**11
"""An identity number that Excel keeps as a number has lost the zero in front."""
MOBILE_NUMBERS = ((40_000_000, 50_000_000), (90_000_000, 100_000_000))
NAME = re.compile(r"[^\W\d_][\w'’]*(?:[ -][^\W\d_][\w'’.]*){1,4}")
ORGANISATION = re.compile(
    r"kommun|fylk|studio|senter|skole|skule|skul|lag\b|foreining|forening|råd\b|nav\b|kontor|teneste|tjeneste|"
    r"barnehage|bibliotek|universitet|høgskul|høgskol|institutt|selskap|bedrift|kyrkj|kirk|museum|nemnd|utval|"
    r"leiar|leder|sjef|rektor|direktør|rådmann|koordinator|rådgiv|konsulent|lærar|lærer|mentor|sekretær|"
    r"norge|noreg|norsk|innovasjon|campus|kors|sanitet|røde|raude|as\b|avdeling|eining|enhet|gruppe|team|styre",
    re.IGNORECASE,
)
HEADING = re.compile(
    r"\b(?:for|etter|mellom|fullt )?na[mv]n\b|(?:deltak\w{0,8}|person|kontakt|bruker|brukar|elev)na[mv]n|"
    r"fødsels|fodsels|person(?:nummer|nr|num)|\bfnr\b|\bd[ -]?n(?:umme)?r\b|ssn|"
    r"e[ -]?post|e[ -]?mail|telefon|\btlf|mobil(?!iser)|adresse|\bfødd|\bfødt|"
    r"kontaktperson|statsborger|pasient|\bdufs?\b|duf[ -]?n|\b(?:first|last|full|sur)[ _-]?name|birth|phone",
    re.IGNORECASE,
)


def heading_looks_personal(heading: str) -> bool:
    """Whether a heading that is not one of ours asks for something about a person."""
    return HEADING.search(unicodedata.normalize("NFKC", heading)) is not None


def looks_personal(value: object, *, names: bool = False) -> Personal | None:
    """Kind of personal data that a cell looks like; None where it looks like none.

    A money amount may have the digits of a telephone number: a number is only looked at for identity
    numbers. `names` also takes two capitalised words for a person's name.
    """
    if isinstance(value, str):
        return _in_text(unicodedata.normalize("NFKC", value).strip(), names=names)
    if (
        isinstance(value, int | float)
        and SHORTEST_AS_NUMBER < value < LONGEST_AS_NUMBER
        and value == int(value)
    ):
        return "id" if is_identity_number(f"{int(value):011d}") else None
    return None


def _in_text(text: str, *, names: bool) -> Personal | None:
    if any(is_identity_number(re.sub(r"\D", "", found[0])) for found in ELEVEN.finditer(text)):
        return "id"
    if any(not SHARED_MAILBOX.fullmatch(found[1]) for found in EMAIL.finditer(text)):
        return "email"
    if MOBILE.fullmatch(text) or WITH_CODE.search(text) or AFTER_WORD.search(text):
        return "phone"
    return "name" if names and looks_like_a_name(text) else None


def is_phone_number(value: object) -> bool:
    """Whether a count is really a mobile number: no count of people has eight digits."""
    return isinstance(value, int | float) and any(first <= value < end for first, end in MOBILE_NUMBERS)


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits pass both checks of Norwegian identity numbers, D numbers too.

    The rule: weighted sums of digits 1-10 and 1-11 are both divisible by eleven (Skatteetaten).
    """
    if len(digits) != len(SECOND_WEIGHTS) or not digits.isascii() or not digits.isdigit():
        return False
    numbers = [int(digit) for digit in digits]
    first = sum(weight * number for weight, number in zip(FIRST_WEIGHTS, numbers, strict=False))
    second = sum(weight * number for weight, number in zip(SECOND_WEIGHTS, numbers, strict=True))
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    return first % 11 == 0 and second % 11 == 0 and 1 <= day <= 31 and 1 <= month <= 12  # noqa: PLR2004 - a calendar's


def looks_like_a_name(text: str) -> bool:
    """Whether a text is two to five capitalised words, none of which belongs to an organisation or a role."""
    words = text.split()
    return (
        NAME.fullmatch(text) is not None
        and len(words) > 1
        and all(word[0].isupper() and not word.isupper() for word in words)
        and not ORGANISATION.search(text)
    )
