"""Reads what managers type that is not a date: yes and no, plan types, ids, text, names, figures.

Belongs here: one function a kind of value, each pure.
Does not belong here: dates (dates.py), which column holds what (the layout), whether it is right.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import NamedTuple

from assets.locality.readings import (
    BLANK,
    FREE_TEXT,
    Reading,
    State,
    fold,
    no_value,
    not_stored,
    tidy,
    token,
    vocabulary,
)

__all__ = [
    "BLANK",
    "Figure",
    "Reading",
    "read_id",
    "read_name_parts",
    "read_number",
    "read_plan_type",
    "read_text",
    "read_yes_no",
]

_EXACT_DIGITS = 15
"""Digits that a number cell keeps; later ones are lost when an id is typed as a number."""
_NUMBER = re.compile(r"[+-]?(?:(?:\d{1,3}(?:[ ,]\d{3})+|\d+)(?:\.\d*)?|\.\d+)")

_PERCENT = re.compile(r"\s*(?:%|per cent|percent)$")
_PART = r"(?P<part>\d{1,6})\s*(?:/|of|out of)\s*(?P<whole>\d{1,6})"
_PERCENTAGE = r"(?P<percentage>\d{1,3}(?:\.\d+)?)\s*(?:%|per cent|percent)"
_PARTS_OF_WHOLES = tuple(
    re.compile(form)
    for form in (
        _PART,
        rf"{_PERCENTAGE}\s*[,;-]?\s*[(\[]?\s*{_PART}\s*[)\]]?",
        rf"{_PART}\s*[,;=-]?\s*[(\[]?\s*{_PERCENTAGE}\s*[)\]]?",
    )
)


class Figure(NamedTuple):
    """A figure as the cell shows it: `value` in the indicator's unit, `decimals` as many as are shown.

    `stored` is what a number cell holds, in the same unit: 0.87 where 0.0087 is shown '1%'.
    """

    state: State
    value: float | None = None
    decimals: int | None = None
    note: str = ""
    stored: float | None = None


@cache
def _codes(*names: str) -> dict[str, str]:
    """Each word of the vocabulary to the code it stands for; `names` lead to the lists."""
    lists = vocabulary()
    if names == ("yes", "no"):
        return {**dict.fromkeys(lists["yes"], "Y"), **dict.fromkeys(lists["no"], "N")}
    return {word: code for code, listed in lists[names[0]].items() for word in listed}


def _read_code(text: str, codes: dict[str, str]) -> Reading:
    code = codes.get(token(text))
    if code:
        return Reading("read", code)
    return no_value(text) or Reading("unreadable", note=FREE_TEXT)


@lru_cache(maxsize=10_000)
def read_yes_no(text: str) -> Reading:
    """`Y` or `N` of a yes, a no, a tick or a cross. A blank is blank, never a no."""
    return _read_code(text, _codes("yes", "no"))


@lru_cache(maxsize=10_000)
def read_plan_type(text: str) -> Reading:
    """`CIN` or `CP`."""
    return _read_code(text, _codes("plan_types"))


def read_text(text: str) -> Reading:
    """Text in the case typed, its ends trimmed and its runs of spaces made one."""
    return no_value(text) or Reading("read", tidy(text))


def read_id(text: str, kind: str, raw: str | None, prefixes: tuple[str, ...] = ()) -> Reading:
    """A child's id: its digits, without a declared prefix and leading zeros.

    Args:
        text: what the cell shows.
        kind: the cell's kind (cells.py).
        raw: what the file stores; a number's digits are taken from here, as its format may hide some.
        prefixes: what the layout declares before the digits, in any case, with or without its separator.
    """
    if kind not in ("text", "number"):
        return not_stored(kind) or Reading("unreadable", note=f"not an id: a cell of kind {kind}")
    if kind == "number":
        return _id_of_number(raw if raw is not None else text)
    if nothing := no_value(text):
        return nothing
    bare = fold(text).strip("'\" ")
    for prefix in sorted(map(fold, prefixes), key=len, reverse=True):
        stem = prefix.rstrip("-_/:. ")
        if stem and bare.startswith(stem):
            bare = bare.removeprefix(stem).lstrip("-_/:. ")
            break
    if re.fullmatch(r"\d+\.0+", bare):
        bare = bare.partition(".")[0]
    if not (bare.isascii() and bare.isdigit()):
        return Reading("unreadable", note="not an id: more than digits and a declared prefix")
    return _digits(bare)


def _id_of_number(stored: str) -> Reading:
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return Reading("unreadable", note="not an id: not a number")
    if not number.is_finite() or number != number.to_integral_value() or number < 0:
        return Reading("unreadable", note="not an id: not a whole number")
    digits = f"{number.to_integral_value():f}"
    if len(digits) > _EXACT_DIGITS:
        return Reading(
            "unreadable", note=f"kept as a number, which loses digits after the first {_EXACT_DIGITS}"
        )
    return _digits(digits)


def _digits(digits: str) -> Reading:
    bare = digits.lstrip("0")
    return Reading("read", bare) if bare else Reading("unreadable", note="not an id: zero")


def read_name_parts(text: str, form: str, family: str | None = None) -> tuple[str, str]:
    """(forename, surname) of a name, each in the case typed; '' for what is not there.

    Args:
        text: the name as typed.
        form: how the column writes names: 'First Surname', 'SURNAME, First', or 'First (Surname)', where the
            family's name stands in a column of its own and a child's surname only when it is another.
        family: for 'First (Surname)', the family's name.

    A comma always separates a surname from what follows. In 'First Surname' nothing says where a forename
    of two words ends: the first word is taken, and the two parts together are always the whole name.
    """
    name = tidy(text)
    surname, comma, forename = (part.strip() for part in name.partition(","))
    if comma:
        return forename, surname
    if form == "First (Surname)":
        forename, bracket, own = name.removesuffix(")").partition("(")
        is_own = bracket and name.endswith(")") and own.strip()
        return (forename.strip(), own.strip()) if is_own else (name, tidy(family or ""))
    if form == "SURNAME, First":
        return "", name
    forename, _, surname = name.partition(" ")
    return forename, surname


def read_number(
    text: str, kind: str, value: object, number_format: str | None, unit: str, *, fractions: bool = False
) -> Figure:
    """A figure as the cell shows it, which is what the manager reported.

    Args:
        text: what the cell shows.
        kind: the cell's kind (cells.py).
        value: the typed value of a number cell; used where its format shows more, or less, than a number.
        number_format: the number format of a number cell, where known.
        unit: the indicator's: `percent`, `count` or `average`.
        fractions: whether the layout says that its percentages are written as fractions of one.

    Returns:
        '84%' is 84 with 0 decimals, '0.67%' is 0.67 with 2, a bare 0.84 is 0.84 with 2, whatever the unit. Of
        a percentage, '21/25' is 84 with 2 and '84% (21/25)' is 84 with 0. With `fractions` a bare 0.84 is 84,
        and a bare 84, which is no fraction, is unreadable, with what it may be.
    """
    if kind not in ("text", "number"):
        failure = not_stored(kind) or Reading("unreadable", note=f"not a number: a cell of kind {kind}")
        return Figure(failure.state, note=failure.note)
    figure = _part_of_whole(text) if unit == "percent" and kind == "text" else None
    if figure:
        return figure
    figure = _of_number(text, kind, value, number_format, unit)
    is_bare = figure.value is not None and not _PERCENT.search(fold(text).strip("' "))
    is_fraction = fractions and unit == "percent" and is_bare
    figure = _of_fraction(figure) if is_fraction else figure
    if figure.value is None or kind == "text" or not isinstance(value, int | float):
        return figure
    of_one = is_fraction or "%" in (number_format or "")
    return figure._replace(stored=float(Decimal(repr(value)) * (100 if of_one else 1)))


def _of_number(text: str, kind: str, value: object, number_format: str | None, unit: str) -> Figure:
    figure = _shown(text, unit)
    if figure.state == "read" or kind == "text" or not isinstance(value, int | float):
        return figure
    # The format hides the number ('-' for zero) or adds words to it.
    scale = 100 if "%" in (number_format or "") else 1
    plain = (Decimal(repr(value)) * scale).normalize()
    return _shown(f"{plain:f}{'%' if scale > 1 else ''}", unit)


def _part_of_whole(text: str) -> Figure | None:
    """The percentage that '21/25', '84% (21/25)' or '21 of 25 (84%)' is; None where a text is no such."""
    shown = fold(text).strip("' ")
    found = next((said for form in _PARTS_OF_WHOLES if (said := form.fullmatch(shown))), None)
    if found is None:
        return None
    part, whole = int(found["part"]), int(found["whole"])
    if part > whole or whole == 0:
        return Figure(
            "unreadable", note="a part that is larger than its whole" if whole else "a part of none"
        )
    share = 100 * part / whole
    typed = found.groupdict().get("percentage")
    if typed is None:
        return Figure("read", round(share, 2), 2, "a part of a whole, as a percentage")
    decimals = len(typed.partition(".")[2])
    if abs(float(typed) - share) > 10.0**-decimals:
        return Figure(
            "unreadable", note=f"the percentage and the part disagree: {typed}, {share:.{decimals}f}"
        )
    return Figure("read", float(typed), decimals)


def _of_fraction(figure: Figure) -> Figure:
    """A bare number where the layout says that percentages are fractions of one."""
    number = figure.value or 0.0
    if abs(number) > 1:
        return Figure(
            "unreadable", note=f"no fraction, as the layout says: {number:g}% or {number / 100:g} of one"
        )
    decimals = max((figure.decimals or 0) - 2, 0)
    return Figure("read", round(number * 100, decimals), decimals, "a fraction, as the layout says")


def _shown(text: str, unit: str) -> Figure:
    """The number that a text is, thousands separated or not, with or without a percent sign."""
    if nothing := no_value(text):
        return Figure(nothing.state, note=nothing.note)
    shown = fold(text).strip("' ")
    bare = _PERCENT.sub("", shown)
    if not _NUMBER.fullmatch(bare):
        has_digits = any(letter.isdigit() for letter in shown)
        return Figure("unreadable", note="more than a number" if has_digits else FREE_TEXT)
    odd = bare != shown and unit != "percent"
    note = "a percentage where a number is wanted" if odd else ""
    return Figure("read", float(re.sub(r"[ ,]", "", bare)), len(bare.partition(".")[2]), note)
