"""How headings, names and patterns of a layout are compared with what stands in a workbook.

Belongs here: folding text, patterns with `*` and things in braces. Does not belong here: any table, any
value of a child.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from assets.locality.cells import Cell
from assets.locality.readings import vocabulary

_BRACES = r"(\*|\{n\}|\{month\}|\{date\}|\{team\})"
_DATE = (
    r"(?P<date>\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?[ ./-]*(?:of )?(?:\d{1,2}|[a-z]{3,9})[ ./,'-]*\d{2,4}"
    r"|\d{6}|\d{8})"
)
_MONTH = r"(?P<month>[a-z]{3,9}[ .,/'’-]*\d{2,4}|\d{4}-\d\d(?:-\d\d)?|\d{1,2}[/.-]\d{4}|\d{4}(?:\d\d)?)"
_WORDS = re.compile(r"[\w%+]+")
_THINGS = {"{date}": _DATE, "{month}": _MONTH, "{team}": r"(?P<team>.+)", "{n}": r"(?P<n>\d+)", "*": ".*?"}


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Text as it is compared: small letters, digits, % and +, no accents, other signs made single spaces."""
    bare = text.casefold().replace("&", " and ").replace("_", " ")
    if not bare.isascii():
        letters = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_WORDS.findall(bare))


@lru_cache(maxsize=10_000)
def _loose(text: str) -> str:
    """Text with its signs and capitals kept, for patterns that take a date, a month or a team out of it."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=10_000)
def plain_pattern(pattern: str, *, one_letter: bool = False) -> re.Pattern[str]:
    """A pattern for `plain` text; with `one_letter`, ? stands for any one letter."""
    parts = []
    for piece in re.split(f"{_BRACES}|(\\?)" if one_letter else _BRACES, pattern):
        if not piece:
            continue
        if piece == "?" and one_letter:
            parts.append(r"\S")
        elif piece in _THINGS:
            parts.append(r"\s*" + _THINGS[piece])
        else:
            words = re.escape(plain(piece))
            starts = r"\s*(?<!\w)" if not piece[0].isalnum() else r"\s*"
            ends = r"(?!\w)\s*" if words and not piece[-1].isalnum() else ""
            parts.append(starts + words + ends if words else r"\s*")
    return re.compile("".join(parts) + r"\s*")


def matches(text: str, patterns: tuple[str, ...], *, one_letter: bool = False) -> bool:
    """Whether `text` is, whole, one of the patterns."""
    return bool(patterns) and _any_of(patterns, one_letter).fullmatch(plain(text)) is not None


@lru_cache(maxsize=10_000)
def _any_of(patterns: tuple[str, ...], one_letter: bool) -> re.Pattern[str]:
    """One pattern for them all; what stands at the braces is not asked for here, so it loses its name."""
    parts = [plain_pattern(pattern, one_letter=one_letter).pattern for pattern in patterns]
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", part) for part in parts))


@lru_cache(maxsize=10_000)
def _taking(pattern: str) -> re.Pattern[str]:
    parts = [
        _THINGS.get(piece) or re.escape(_loose(f".{piece}.")[1:-1]) for piece in re.split(_BRACES, pattern)
    ]
    text = "".join(parts).replace("(?P<", r"(?<![A-Za-z0-9])(?P<", 1)
    return re.compile(text, re.IGNORECASE)


def take(text: str, pattern: str) -> dict[str, str]:
    """What stands at the braces of `pattern` in `text`; nothing when the pattern does not fit."""
    found = _taking(pattern).fullmatch(_loose(text))
    return {name: value.strip() for name, value in found.groupdict().items() if value} if found else {}


@lru_cache(maxsize=1)
def _month_numbers() -> dict[str, int]:
    return {name: number for number, names in enumerate(vocabulary()["months"], start=1) for name in names}


@lru_cache(maxsize=10_000)
def read_month(text: str) -> date | None:
    """The first day of the month named: 'Apr-19', '2019 April', '04/2019', '2019-04', '0419'."""
    bare = _loose(text).casefold()
    if named := re.fullmatch(r"([^\W\d]+)[ .,/'’-]*(\d{2}|\d{4})", bare):
        month, year = _month_numbers().get(named[1]), named[2]
    elif named := re.fullmatch(r"(\d{4})[ .,/'’-]*([^\W\d]+)", bare):
        month, year = _month_numbers().get(named[2]), named[1]
    elif numbered := re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?", bare):
        month, year = int(numbered[2]), numbered[1]
    elif numbered := re.fullmatch(r"(\d{1,2})[/.-](\d{4})|(\d\d)(\d\d)|(\d\d)(\d{4})", bare):
        month, year = [part for part in numbered.groups() if part]
        month = int(month)
    elif numbered := re.fullmatch(r"(?:\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})", bare):
        month, year = int(numbered[1]), numbered[2]
    else:
        return None
    if not month or not 1 <= month <= 12:
        return None
    return date(int(year) + (2000 if len(year) == 2 else 0), month, 1)


def month_of(cell: Cell) -> date | None:
    """The month that a cell names, typed as text or as a date in any format."""
    if isinstance(cell.value, datetime | date):
        return date(cell.value.year, cell.value.month, 1)
    return read_month(cell.text) if cell.kind == "text" else None
