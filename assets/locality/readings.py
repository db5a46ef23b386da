"""What reading one cell can come to, and the words that stand for nothing.

Belongs here: the outcomes, folding a text to compare it with vocabulary.yaml, the words that are no value.
Does not belong here: any one kind of value (values.py, dates.py).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from expectations.own_yaml import load_own_yaml

State = Literal["read", "blank", "nothing", "ambiguous", "unreadable"]

FREE_TEXT = "free_text"
"""The note of words that hold no value of the kind wanted."""

_BESIDES = " \t.,;:()[]{}!\u2026"
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\ufe0e\ufe0f"))
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc`\u00b4"), "'")
_UNLIKE_ASCII = {**_DASHES, **_INVISIBLE, **_QUOTES}
# Only as typed: what a typed half unfolds into, 1 and 2 with a fraction's slash, is no first of February.
_AS_TYPED = {**_UNLIKE_ASCII, **dict.fromkeys(map(ord, "\u2044\u2215"), "/")}


class Reading(NamedTuple):
    """What one cell says.

    `state`: `read`; `blank`, nothing is typed; `nothing`, what is typed says there is no value;
    `ambiguous`, it means one of several; `unreadable`. `value` is there only when read. `note` is the rule
    used, the candidates or the reason, and holds no text of the cell.
    """

    state: State
    value: str | float | date | None = None
    note: str = ""


BLANK = Reading("blank")


def noted(reading: Reading, more: str) -> Reading:
    """A reading with more said in its note."""
    return reading._replace(note=f"{reading.note}; {more}" if reading.note else more)


@cache
def vocabulary() -> dict[str, Any]:
    """vocabulary.yaml."""
    return load_own_yaml(Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One list of the vocabulary."""
    return frozenset(vocabulary()[name])


def tidy(text: str) -> str:
    """Text without invisible characters, its ends trimmed, its runs of spaces (NBSP too) made one."""
    return " ".join(text.translate(_INVISIBLE).split())


def fold(text: str) -> str:
    """Text as the vocabulary has it: plain dashes and quotes, small letters, single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_AS_TYPED)).translate(_UNLIKE_ASCII)
    return " ".join(text.casefold().split())


def token(text: str) -> str:
    """A folded text without the punctuation around it; what is punctuation only stays."""
    folded = fold(text)
    bare = re.sub(r"\s*/\s*", "/", folded.strip(_BESIDES))
    return bare or folded


def no_value(text: str) -> Reading | None:
    """The reading of a text that is no value whatever is wanted, else None.

    Nothing typed is `blank`; 'n/a' and 'not yet seen' are `nothing`; 'n/k' and 'see file' are unreadable,
    because there may be a value that the cell does not give; so is what Excel shows for an error or a
    column too narrow.
    """
    word = token(text)
    if not word:
        return BLANK
    if word in words("nothing"):
        return Reading("nothing", note="says there is none")
    if word in words("not_happened"):
        return Reading("nothing", note="says it has not happened")
    if word in words("not_known"):
        return Reading("unreadable", note=FREE_TEXT)
    if word.startswith("#"):
        return _shown_by_excel(word)
    return None


def _shown_by_excel(word: str) -> Reading:
    if not word.strip("#"):
        return Reading("unreadable", note="shown as ####: the column was too narrow when it was copied")
    if re.fullmatch(r"#(ref|value|name|div/0|num|null|n/a|spill|calc|getting_data|field|blocked)[!?]?", word):
        return Reading("unreadable", note="an error of the spreadsheet, not a value")
    return Reading("unreadable", note=FREE_TEXT)


def not_stored(kind: str) -> Reading | None:
    """The reading of a cell without a value (an error, a formula whose result is not stored), else None."""
    if kind == "error":
        return Reading("unreadable", note="an error of the spreadsheet, not a value")
    if kind == "uncached":
        return Reading("unreadable", note="a formula whose result is not stored: open and save the workbook")
    return None
