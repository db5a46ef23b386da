"""What a text says about days, before anyone decides which day that is.

Belongs here: telling full dates from days without a year, periods, weeks, ranges, notes and mistypings.
Does not belong here: how dates are written (date_forms.py), which day that is (which_day.py).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Literal, NamedTuple

from assets.locality.date_forms import (
    either,
    mentions,
    month_named,
    months,
    plain_date,
    spell_months,
    weekday_named,
    without_times,
    without_weekdays,
)
from assets.locality.readings import fold, words

Form = Literal["day", "no_year", "period", "serial", "compact", "relative", "mistyped", "number", "words"]
Beside = Literal["", "week", "week_end", "range", "words", "vague", "decimal", "ordinal"]


class Day(NamedTuple):
    """A day as written; `year` is the digits typed, '' where there are none."""

    day: int
    month: int
    year: str = ""


class Said(NamedTuple):
    """What a text says.

    `form`: `day` days with a year, `no_year` days without, `period` a month, a year or part of one,
    `serial` five digits, `compact` six or eight without separators, `relative` a day told from another,
    `mistyped` digits and signs that miss a date, `number` any other number, `words` none of these. `beside`
    is what makes a day doubtful: `week` when it begins one, `week_end`, `range` for several days, `words`
    or `vague` ones, `decimal` when it may be a number, `ordinal` for a '2rd', or ''. `repaired` is what was
    overlooked to read it, or why it is mistyped.
    """

    form: Form
    days: tuple[Day, ...] = ()
    digits: str = ""
    weekday: int | None = None
    beside: Beside = ""
    repaired: str = ""


_NUMERIC = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_COMPACT = re.compile(r"\d{6}|\d{8}")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ISO_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(z|utc|gmt|[+-]\d\d:?\d\d)?"
)
_JOINED_DATES = re.compile(r"([/.]\d{1,2}[/.](?:\d{4}|\d{2}))-(?=\d{1,2}[/.])")
_ORDINAL = re.compile(r"(?<!\d)(\d{1,2})\s?(st|nd|rd)(?![^\W_])")
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
_ONE_SEPARATOR = re.compile(r"\d{1,2}[/.\-]\d{3,6}|\d{3,4}[/.\-](?:\d{4}|\d\d)")
_LETTER = re.compile(r"[^\W\d_]")
_SAID_BESIDE = re.compile(r"[^\W_]+|[?*~<>=#]")
_LOOKALIKES = str.maketrans("oilszb", "011528")


def parse(text: str) -> Said:
    """What a text says about days."""
    folded = fold(text).strip("'\" ")
    if match := plain_date().fullmatch(folded):
        return _plain(match)
    if match := _ISO_TIME.fullmatch(folded):
        folded = _local_day(match)
    if match := _ISO.fullmatch(folded):
        return Said("day", (Day(int(match[3]), int(match[2]), match[1]),))
    if _SERIAL.fullmatch(folded):
        return Said("serial", digits=folded)
    if _COMPACT.fullmatch(folded):
        return Said("compact", digits=folded)
    return _search(folded)


def _plain(match: re.Match[str]) -> Said:
    if match["day"]:
        return Said("day", (Day(int(match["day"]), int(match["month"]), match["year"]),))
    day = Day(int(match["named_day"]), months()[match["name"]], match["named_year"] or "")
    weekday = weekday_named(match["weekday"]) if match["weekday"] else None
    beside = "ordinal" if match["ordinal"] and _is_wrong_ordinal(match[0]) else ""
    return Said("day" if day.year else "no_year", (day,), weekday=weekday, beside=beside)


def _is_wrong_ordinal(text: str) -> bool:
    """Whether a day has the ending of another: '2rd' may be the 2nd or the 3rd; '21th' is plain."""
    return any(
        ending != ("th" if len(number) == 2 and number[0] == "1" else _ENDINGS.get(number[-1]))
        for number, ending in _ORDINAL.findall(text)
    )


def _local_day(match: re.Match[str]) -> str:
    """The day in the United Kingdom of an ISO date with a time, which may be another than the day in UTC."""
    day, clock, zone = match[1], match[2], match[3]
    if not zone:
        return day
    offset = zone if zone[0] in "+-" else "+00:00"
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
    has_letters = _LETTER.search(text) is not None
    if has_letters and _NUMERIC.fullmatch(text.replace(" ", "").translate(_LOOKALIKES)):
        return Said("mistyped", repaired="a letter stands for a digit")
    rest = _JOINED_DATES.sub(r"\1 - ", _stuck_weeks().sub(r"\1 ", text) if has_letters else text)
    rest, weekday, spelling = without_times(rest), None, ""
    if has_letters:
        rest, weekday = without_weekdays(rest)
        rest, spelling = spell_months(rest)
    found, around = mentions(rest)
    beside = _beside(around)
    if not found:
        return _no_date(rest, weekday)
    forms = {match.lastgroup for match in found}
    days = tuple(day for match in found for day in _days(match))
    if not days:
        # 'May' is also a verb, and April and June are people: a bare month among words says no date.
        return Said("words") if forms == {"n"} and beside == "words" else Said("period", beside=beside)
    if len(days) > 1 and beside not in ("week", "week_end"):
        beside = "range"
    elif "dm" in forms and "/" not in rest:
        beside = beside or "decimal"
    elif len(found) > 1:
        beside = beside or "words"
    elif _is_wrong_ordinal(rest):
        beside = beside or "ordinal"
    doubled = "doubled separator" if forms == {"dmy"} and re.search(r"[/.\-]{2}", rest) else ""
    form = "day" if all(day.year for day in days) else "no_year"
    return Said(form, days, weekday=weekday, beside=beside, repaired=spelling or doubled)


def _days(match: re.Match[str]) -> list[Day]:
    """The days of one mention; none where it is a month or a year."""
    form, text = match.lastgroup, match[0]
    numbers = re.findall(r"\d+", text)
    if form == "ymd":
        return [Day(int(numbers[2]), int(numbers[1]), numbers[0])]
    if form == "dmy":
        return [Day(int(numbers[0]), int(numbers[1]), numbers[2])]
    if form == "dm":
        return [Day(int(numbers[0]), int(numbers[1]))] if int(numbers[1]) <= 12 else []
    if form not in ("ddn", "dny", "ndy", "ynd", "dn", "nd"):
        return []
    month = month_named(text)
    if form == "ynd":
        return [Day(int(numbers[1]), month, numbers[0])]
    named = 2 if form == "ddn" else 1
    year = numbers[named] if len(numbers) > named else ""
    return [Day(int(number), month, year) for number in numbers[:named]]


@cache
def _weeks() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{either(words('weeks'))})(?![^\W_])")


@cache
def _week_ends() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{either(words('week_ends'))})(?![^\W_])")


@cache
def _stuck_weeks() -> re.Pattern[str]:
    """A week's word without a space before its date: 'wc01/04/2019'."""
    return re.compile(rf"(?<![^\W_])({either(words('weeks') | words('week_ends'))})(?=\d{{1,2}}[/.\-])")


def _beside(rest: str) -> Beside:
    """What the text around a date makes of it."""
    said = _SAID_BESIDE.findall(rest)
    if not said:
        return ""
    if _week_ends().search(rest):
        return "week_end"
    if _weeks().search(rest):
        return "week"
    left = [word for word in said if word not in words("fillers")]
    if not left:
        return ""
    return "vague" if all(word in words("vague") for word in left) else "words"


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words('relative'))})\b")


@cache
def _day_only() -> re.Pattern[str]:
    return re.compile(rf"(?:the )?\d{{1,2}}\s?(?:{either(words('ordinals'))})")


@cache
def _numbered_period() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words('numbered_periods'))})\s?\d{{1,2}}(?:\d\d)?\b")


def _no_date(rest: str, weekday: int | None) -> Said:
    """What a text without any date, month or year says."""
    if re.fullmatch(r"[+-]?\d+([.,]\d+)*", rest):
        return Said("number", digits=rest)
    if _numbered_period().search(rest):
        return Said("period")
    if _relative().search(rest) or _day_only().fullmatch(rest.strip()):
        return Said("relative", weekday=weekday)
    if weekday is not None and not re.search(r"\d", rest):
        return Said("relative", weekday=weekday)
    if re.search(r"\d\s*[/.\-]+\s*\w*\s*[/.\-]", rest) or _ONE_SEPARATOR.fullmatch(rest.strip()):
        return Said("mistyped", repaired="not the parts of a date")
    return Said("words")
