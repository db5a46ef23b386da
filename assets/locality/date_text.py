"""What a text says about days, before anyone decides which day that is.

Belongs here: the grammar of dates as people type them: numbers, months, weekdays, times, and what stands beside them.
Does not belong here: windows, centuries, the year of a tracker, whether such a day exists (dates.py).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from assets.locality.readings import fold, vocabulary, words

Form = Literal["day", "no_year", "period", "serial", "compact", "relative", "mistyped", "words", "number"]


class Day(NamedTuple):
    """A day as written: `year` as the digits typed ('' where none), `month_first` where only the month's name shows which it is."""

    day: int
    month: int
    year: str = ""


class Said(NamedTuple):
    """What a text says.

    `form`: `day` full dates, `no_year` days without a year, `period` a month, quarter or year, `serial` five digits, `compact`
    six or eight without separators, `relative` a day told from another, `mistyped` digits and signs that miss a date, `number`
    another number, `words` none of these. `beside` says what stands beside the date and makes it doubtful: `week`, `range`,
    `words` or ''. `repaired` says what was overlooked to read it.
    """

    form: Form
    days: tuple[Day, ...] = ()
    digits: str = ""
    weekday: int | None = None
    beside: str = ""
    repaired: str = ""


_SEP = r"\s*[/.\-\\,|_]+\s*|\s+"
_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(z|utc|[+-]\d\d:?\d\d)?")
_ZONE = r"(?:\s*(?:z|utc|gmt|bst|(?:utc|gmt)?[+-]\d\d:?\d\d))?(?:\s*\([^)]*time\))?"
_HALF = r"(?:a\.?m\.?|p\.?m\.?)(?![a-z])"
_TIME = re.compile(
    rf"(?:\s*@\s*|\bat\s+|(?<=\d)t|(?<![\d/.\-:]))(?:"
    rf"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:\s*{_HALF})?{_ZONE}"
    rf"|(?:[01]?\d|2[0-3])\.[0-5]\d\s*{_HALF}|(?:0?\d|1[0-2])\s*{_HALF}"
    rf"|(?:[01]\d|2[0-3])[:.h]?[0-5]\d\s*(?:hrs?|hours|h)\b"
    rf"|(?<=\s)(?:[01]\d|2[0-3])\.[0-5]\d(?=$))|(?<=\d\s){_HALF}$"
)


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(vocabulary()["months"], 1) for name in names}


@cache
def _weekdays() -> dict[str, int]:
    lists = vocabulary()
    days = {name: number for number, names in enumerate(lists["weekdays"]) for name in names}
    return days | {f"dydd {name}": number for number, name in enumerate(lists["welsh_weekdays"])}


def _either(names: frozenset[str] | dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@cache
def _mention() -> re.Pattern[str]:
    """One date, month or year anywhere in a text, the fullest form first."""
    month = rf"(?:{_either(_months())})(?![^\W\d_])\.?"
    day = rf"\d{{1,2}}(?:\s?(?:{_either(words('ordinals'))})(?![^\W\d_]))?"
    of = rf"(?:[\s.,/\-]|\b(?:{_either(words('fillers'))})\b)*"
    year = r"(?:'\s?)?(?:\d{4}|\d{2})(?!\d)"
    any_year = r"'?\d{1,9}"
    forms = {
        "ymd": rf"(?:\d{{4}})(?:{_SEP})\d{{1,2}}(?:{_SEP})\d{{1,2}}",
        "dmy": rf"\d{{1,2}}(?:{_SEP})\d{{1,2}}(?:{_SEP}){any_year}",
        "ddm": rf"{day}\s*(?:-|/|&|,|\+|\band\b|\bor\b|\bto\b)\s*{day}{of}{month}(?:{of}{year})?",
        "dny": rf"{day}{of}{month}{of}{any_year}(?!\s*[:.]\d)",
        "ndy": rf"{month}{of}{day}{of}(?<!\d){year}",
        "ynd": rf"\d{{4}}{of}{month}{of}{day}",
        "dn": rf"{day}{of}{month}",
        "nd": rf"{month}{of}(?:\d{{1,2}}\s?(?:{_either(words('ordinals'))})|\d)(?![\w])",
        "ny": rf"{month}{of}{year}",
        "yy": r"(?:19|20)\d\d\s*[/\-]\s*(?:(?:19|20)\d\d|\d\d)",
        "my": r"\d{1,2}\s*[/.\-]\s*(?:19|20)\d\d",
        "dm": r"\d{1,2}\s*[/.\-]\s*\d{1,2}",
        "n": month,
        "y": r"(?:19|20)\d\d",
    }
    alternatives = "|".join(f"(?P<{name}>{pattern})" for name, pattern in forms.items())
    return re.compile(rf"(?<![^\W_])(?<!\d[/.\-])(?:{alternatives})(?![^\W_]|[/.\-]+\d)")


@lru_cache(maxsize=200_000)
def parse(text: str) -> Said:
    """What a text says about days. It is pure and kept by text: a column holds few distinct ones."""
    if match := _NUMERIC.fullmatch(text):
        return Said("day", (Day(int(match[1]), int(match[3]), match[4]),))
    folded = fold(text).strip("'\" ")
    if match := _ISO_TIME.fullmatch(folded):
        folded = _local_day(match)
    if match := _ISO.fullmatch(folded):
        return Said("day", (Day(int(match[3]), int(match[2]), match[1]),))
    if match := re.fullmatch(r"(\d{5})(\.\d+)?", folded):
        return Said("serial", digits=folded)
    if re.fullmatch(r"\d{6}|\d{8}", folded):
        return Said("compact", digits=folded)
    return _search(folded)


def _local_day(match: re.Match[str]) -> str:
    """The day in the United Kingdom of an ISO date with a time, which may be another than the day in UTC."""
    day, clock, zone = match[1], match[2], match[3]
    if not zone:
        return day
    offset = "+00:00" if zone in ("z", "utc") else zone
    try:
        moment = datetime.fromisoformat(f"{day}T{clock}{offset}").astimezone(UTC)
    except ValueError:
        return day
    return (moment + timedelta(hours=_is_summer(moment))).date().isoformat()


def _is_summer(moment: datetime) -> bool:
    """Whether British summer time holds: from 01:00 UTC of March's last Sunday to that of October's."""
    ends = [datetime(moment.year, month, 31, 1, tzinfo=UTC) for month in (3, 10)]
    start, end = (last - timedelta(days=(last.weekday() + 1) % 7) for last in ends)
    return start <= moment < end


def _search(text: str) -> Said:
    """The date or dates somewhere in a text, and what is left beside them."""
    rest = _TIME.sub(" ", text)
    rest, weekday = _without_weekdays(rest)
    rest, spelt = _spell_months(rest)
    found = list(_mention().finditer(rest))
    beside = _beside(_mention().sub(" ", rest))
    if not found:
        return _no_date(rest, weekday, beside)
    days = tuple(day for match in found for day in _days(match))
    forms = {match.lastgroup for match in found}
    if not days:
        return Said("period", beside=beside, digits=rest)
    if len(days) > 1:
        beside = "week" if beside == "week" else "range"
    elif len(found) > 1:
        beside = beside or "words"
    repaired = spelt or ("doubled separator" if re.search(r"[/.\-]{2}", rest) and forms == {"dmy"} else "")
    dotted = "dm" in forms and "/" not in rest
    full = all(day.year for day in days)
    return Said("day" if full else "no_year", days, "." if dotted else "", weekday, beside, repaired)


def _days(match: re.Match[str]) -> list[Day]:
    """The days of one mention; none for a month or a year."""
    form, text = match.lastgroup or "", match[0]
    numbers = re.findall(r"\d+", text)
    if form in ("ymd", "dmy"):
        first, middle, last = numbers
        day, year = (last, first) if form == "ymd" else (first, last)
        return [Day(int(day), int(middle), year)]
    if form == "dm":
        return [Day(int(numbers[0]), int(numbers[1]))] if int(numbers[1]) <= 12 else []
    if form not in ("ddm", "dny", "ndy", "ynd", "dn", "nd"):
        return []
    month = next(_months()[word] for word in re.findall(r"[^\W\d_]+", text) if word in _months())
    if form == "ynd":
        return [Day(int(numbers[1]), month, numbers[0])]
    if form == "ddm":
        year = numbers[2] if len(numbers) > 2 else ""
        return [Day(int(number), month, year) for number in numbers[:2]]
    return [Day(int(numbers[0]), month, numbers[1] if len(numbers) > 1 else "")]


def _without_weekdays(text: str) -> tuple[str, int | None]:
    """The text without the names of weekdays, and the last one named."""
    named = re.compile(rf"(?<![^\W_])(?:{_either(_weekdays())})(?![^\W_])\.?")
    days = [_weekdays()[match[0].rstrip(".")] for match in named.finditer(text)]
    return (named.sub(" ", text), days[-1]) if days else (text, None)


def _spell_months(text: str) -> tuple[str, str]:
    """The text with a misspelt month put right, where it stands with a number and only one month is near."""
    if not re.search(r"\d", text):
        return text, ""
    for word in re.findall(r"[^\W\d_]{4,}", text):
        if word in _months():
            return text, ""
        allowed = 1 if len(word) < 8 else 2
        near = {
            number
            for name, number in _months().items()
            if len(name) > 3 and name[0] == word[0] and _edits(word, name) <= allowed
        }
        if len(near) == 1:
            month = vocabulary()["months"][near.pop() - 1][0]
            return text.replace(word, month), f"spelling of {month.capitalize()}"
    return text, ""


def _edits(one: str, other: str) -> int:
    """Letters changed, missing, added or swapped with their neighbour between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _beside(rest: str) -> str:
    """What the text around a date makes of it: `week`, `words`, or '' when it adds nothing."""
    left = re.findall(r"w[/\\.][cbe]\b|[^\W_]+|[?*~<>=#]", rest)
    left = [word for word in left if word not in words("fillers")]
    if any(word in words("weeks") for word in left):
        return "week"
    return "words" if left else ""


_RELATIVE = re.compile(
    r"\b(today|yesterday|tomorrow|fortnight|ago)\b|\b(last|next|this|previous|following|coming)\s+(week|month|year)\b"
)
_LOOKALIKES = str.maketrans("oilszb", "011528")


def _no_date(rest: str, weekday: int | None, beside: str) -> Said:
    """What a text without any date or month is."""
    if re.fullmatch(r"[+-]?\d+([.,]\d+)*", rest):
        return Said("number", digits=rest)
    if _RELATIVE.search(rest) or (weekday is not None and not re.search(r"\d", rest)):
        return Said("relative", weekday=weekday, beside=beside)
    compact = re.sub(r"\s", "", rest)
    if re.search(r"\d", compact) and _NUMERIC.fullmatch(compact.translate(_LOOKALIKES)):
        return Said("mistyped", repaired="a letter stands for a digit")
    if re.search(r"\d+\s*[/.\-]+\s*\w*\d*\s*[/.\-]", rest):
        return Said("mistyped", repaired="not the parts of a date")
    return Said("words")
