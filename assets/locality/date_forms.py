"""The pieces dates are written with: days, months, years, weekdays, times, misspelt months.

Belongs here: patterns over folded text, built on the words of vocabulary.yaml.
Does not belong here: what a text as a whole says (date_text.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from assets.locality.readings import vocabulary, words

_SEPARATOR = r"(?:\s*[/.\-\\,|_]+\s*|\s+)"
_ZONE = r"(?:\s*(?:(?:utc|gmt)?[+-]\d\d:?\d\d|z|utc|gmt|bst))?(?:\s*\([^)]*time\))?"
_HALF = r"(?:a\.?m\.?|p\.?m\.?)(?![a-z])"
_HOUR = r"(?:[01]\d|2[0-3])"
_CLOCK = r"(?:0?\d|1[0-2])(?:[.:][0-5]\d)?"
TIME = re.compile(
    rf"(?:\s*@\s*|\bat\s+|(?<=\d)t|(?<![\d/.\-:]))(?:"
    rf"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:\s*(?:{_HALF}|hrs?\b))?{_ZONE}"  # 14:30, 9:05 am
    rf"|(?:[01]?\d|2[0-3])\.[0-5]\d\s*{_HALF}"  # 2.30pm
    rf"|(?:{_CLOCK}\s*(?:-|to)\s*)?{_CLOCK}\s*{_HALF}"  # 10am, 2-3.30pm
    rf"|{_HOUR}[:.h]?[0-5]\d\s*(?:hrs?|hours|h)\b"  # 1430hrs
    rf"|(?<=\s){_HOUR}\.[0-5]\d$"  # 14.30, only after a date: elsewhere it may be a day and a month
    rf")|(?<=\d\s){_HALF}$"
)
"""A time of day with what introduces it; it says nothing about the day."""

_MAY_BE_TIME = re.compile(r"[:.]\d|\d\s*(?:h|[ap]\.?m)")
"""Is in every text that `TIME` is in, and quickly looked for."""

_DATE_LENGTH = 60
"""Longer than any date: what comes after is not searched for misspelt months."""


@cache
def months() -> dict[str, int]:
    """Each name of a month to its number."""
    return {name: number for number, names in enumerate(vocabulary()["months"], 1) for name in names}


@cache
def _month_names() -> re.Pattern[str]:
    return re.compile(rf"({either(months())})(?![^\W\d_])")


def month_named(text: str) -> int:
    """The number of the month that a mention names."""
    return months()[_month_names().findall(text)[-1]]


def weekday_named(name: str) -> int:
    """The number of a weekday, Monday 0."""
    return _weekdays()[name]


@cache
def _weekdays() -> dict[str, int]:
    """Each name of a weekday to its number, Monday 0."""
    lists = vocabulary()
    days = {name: number for number, names in enumerate(lists["weekdays"]) for name in names}
    for before in ("dydd", "nos"):
        days |= {f"{before} {name}": number for number, name in enumerate(lists[f"after_{before}"])}
    return days


def either(names: Iterable[str]) -> str:
    """A pattern for any of the names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _mention() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One date, month or year anywhere in a text, the fullest first; the group that matched is its form.

    Of a form's letters, d is a day, m a month's number, n its name, y a year. The second pattern is the same
    for texts without the name of a month, of which there are many and which it looks through sooner.
    """
    n = rf"(?:{either(months())})(?![^\W\d_])\.?"
    ordinal = rf"\s?(?:{either(words('ordinals'))})"
    d = rf"\d{{1,2}}(?:{ordinal}(?:(?![^\W\d_])|(?={n})))?"
    gap = rf"(?:[\s.,/\-]|\b(?:{either(words('fillers'))})\b)*"
    y = r"(?:'\s?)?(?:\d{4}|\d{2})(?!\d)"
    any_y = r"'?\d{1,9}"
    two = rf"{d}\s*(?:-|/|&|,|\+|\band\b|\bor\b|\bto\b)\s*{d}"
    # Two numbers or one alone may be the rest of something mistyped: '07/1l/2018' is not the year 2018.
    whole = r"(?<![^\W_][/.\-])"
    forms = {
        "ymd": rf"\d{{4}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}\d{{1,2}}",
        "dmy": rf"\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}{any_y}",
        "ddn": rf"{two}{gap}{n}(?:{gap}{y})?",
        "dny": rf"{d}{gap}{n}{gap}{any_y}(?!\s*[:.]\d)",
        "ndy": rf"{n}{gap}{d}{gap}(?<!\d){y}",
        "ynd": rf"\d{{4}}{gap}{n}{gap}{d}",
        "dn": rf"{d}{gap}{n}",
        "nd": rf"{n}{gap}(?:\d{{1,2}}{ordinal}|\d)(?!\w)",
        "ny": rf"{n}{gap}{y}",
        "yy": rf"{whole}(?:19|20)\d\d\s*[/\-]\s*(?:(?:19|20)\d\d|\d\d)",
        "my": rf"{whole}\d{{1,2}}\s*[/.\-]\s*(?:19|20)\d\d",
        "dm": rf"{whole}\d{{1,2}}\s*[/.\-]\s*\d{{1,2}}",
        "n": n,
        "y": rf"{whole}(?:19|20)\d\d",
    }
    return _any_of(forms), _any_of({form: pattern for form, pattern in forms.items() if "n" not in form})


def _any_of(forms: dict[str, str]) -> re.Pattern[str]:
    alternatives = "|".join(f"(?P<{form}>{pattern})" for form, pattern in forms.items())
    return re.compile(rf"(?<![^\W_])(?<!\d[/.\-])(?:{alternatives})(?![^\W_]|[/.\-]+\d)")


def mentions(text: str) -> tuple[list[re.Match[str]], str]:
    """The dates, months and years in a text, and the text without them."""
    with_names, numbers_only = _mention()
    found = list((with_names if _month_names().search(text) else numbers_only).finditer(text))
    ends = [0, *(match.end() for match in found)]
    starts = [*(match.start() for match in found), len(text)]
    return found, " ".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def without_times(text: str) -> str:
    """The text without times of day."""
    return TIME.sub(" ", text) if _MAY_BE_TIME.search(text) else text


@cache
def _weekday_names() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])({either(_weekdays())})(?![^\W_])\.?")


@cache
def plain_date() -> re.Pattern[str]:
    """What most texts are, whole: '3/2/19 14:30', 'Tues 3rd Feb 2019', '3-Feb'; kept simple, to be quick."""
    number = r"(?P<day>\d{1,2})(?P<separator>[/.\-])(?P<month>\d{1,2})(?P=separator)(?P<year>\d{4}|\d\d)"
    named = (
        rf"(?:(?P<weekday>{either(_weekdays())}),? )?"
        rf"(?P<named_day>\d{{1,2}})(?P<ordinal>{either(words('ordinals'))})?[ \-/]"
        rf"(?P<name>{either(months())})(?:[ \-/](?P<named_year>\d{{4}}|\d\d))?"
    )
    return re.compile(rf"(?:{number}|{named})(?: (?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?")


def without_weekdays(text: str) -> tuple[str, int | None]:
    """The text without the names of weekdays, and the last one named, Monday 0."""
    named = _weekday_names().findall(text)
    return (_weekday_names().sub(" ", text), weekday_named(named[-1])) if named else (text, None)


def spell_months(text: str) -> tuple[str, str]:
    """The text with a misspelt month put right, where only one month is near, and a note of it."""
    names = re.findall(r"[^\W\d_]+", text[:_DATE_LENGTH])
    if not re.search(r"\d", text) or any(name in months() for name in names):
        return text, ""
    for name in names:
        if month := _only_month_near(name):
            return text.replace(name, month), f"spelling of {month.capitalize()}"
    return text, ""


@lru_cache(maxsize=10_000)
def _only_month_near(word: str) -> str:
    """The month that a word may be a mistyping of, where it is one only, else ''."""
    near = {number for right, number in months().items() if _is_near(word, right)}
    return vocabulary()["months"][near.pop() - 1][0] if len(near) == 1 else ""


def _is_near(word: str, right: str) -> bool:
    """Whether a word may be a mistyped month: one slip, from eight letters two, never in the first letter."""
    if min(len(word), len(right)) < 4 or word[0] != right[0]:
        return False
    return slips(word, right) <= (1 if len(word) < 8 else 2)


def slips(word: str, right: str) -> int:
    """Letters changed, missing, added or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(word, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            fewest = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and word[i - 2] == b:
                fewest = min(fewest, earlier[j - 2] + 1)
            row.append(fewest)
    return row[-1]
