"""Mistakes within a row: for each cause a function from the right value to what was typed instead.

Belongs here: one function a cause; it gives None where that slip cannot happen to that value, or could not
be told
from no slip. Does not belong here: rows that are wrong as a whole, harmless spellings.
"""

from __future__ import annotations

from datetime import date
from random import Random

from assets.sample.days import days_later
from assets.sample.trackers import Verbatim

FREE_TEXT = {
    "dob": ("n/k", "3 yrs", "to be confirmed by mum", "approx 2015"),
    "last_visit": ("see notes", "see file", "arranged w/ school", "not in when called"),
    "plan_start": ("n/k", "see file", "ask QA", "Spring"),
    "assessment_start": ("Jan ish", "see file", "before the move"),
    "last_supervision": ("see notes", "on leave", "in 1:1 folder"),
    "next_visit_due": ("asap", "when back from hols"),
    "last_review": ("see minutes", "n/k"),
}
NO_SUCH_DATES = ("31/06/2026", "30/02/2026", "29/02/2026", "00/05/2026", "31/11/2025", "31/04/2026")


def _digits(day: date) -> str:
    return f"{day:%d%m%Y}"


def _replaced(day: date, new_day: int) -> date | None:
    try:
        return day.replace(day=new_day)
    except ValueError:
        return None


def day_month_swapped(rng: Random, right: date) -> date | None:
    """3 August for 8 March."""
    if right.day > 12 or right.day == right.month:
        return None
    return right.replace(day=right.month, month=right.day)


def wrong_year(rng: Random, right: date) -> date | None:
    """The year before, as in January."""
    return None if (right.month, right.day) == (2, 29) else right.replace(year=right.year - 1)


def day_digits_transposed(rng: Random, right: date) -> date | None:
    """The 13th for the 31st."""
    return None if right.day % 11 == 0 else _replaced(right, int(f"{right.day:02d}"[::-1]) or 99)


def digit_mistyped(rng: Random, right: date) -> date | None:
    """A day whose last digit is one too high or too low."""
    step = rng.choice((-1, 1))
    return (
        _replaced(right, right.day + step)
        if 0 <= right.day % 10 + step <= 9 and right.day + step > 0
        else None
    )


def other_date(rng: Random, right: date) -> date | None:
    """Some other day one to three weeks before, which no slip of the keyboard explains."""
    wrong = days_later(right, -rng.randint(6, 20))
    apart = sum(one != other for one, other in zip(_digits(right), _digits(wrong), strict=True))
    return None if apart < 2 or sorted(_digits(right)) == sorted(_digits(wrong)) else wrong


def no_such_date(rng: Random, right: date) -> Verbatim | None:
    """A date that no calendar has."""
    return Verbatim(rng.choice(NO_SUCH_DATES))


def id_digits_transposed(rng: Random, right: str) -> str | None:
    """Two neighbouring digits of an id the wrong way round; never the first, lest it become a nought."""
    places = [place for place in range(1, len(right) - 1) if right[place] != right[place + 1]]
    if not places:
        return None
    place = rng.choice(places)
    return right[:place] + right[place + 1] + right[place] + right[place + 2 :]


def letter_mistyped(rng: Random, right: str) -> str | None:
    """One letter replaced, doubled, left out or changed places with the next, not the first one."""
    places = [
        place for place in range(1, len(right) - 1) if right[place].isalpha() and right[place + 1].isalpha()
    ]
    if len(places) < 2:
        return None
    place = rng.choice(places)
    before, letter, after = right[:place], right[place], right[place + 1 :]
    wrong = rng.choice(
        (
            f"{before}{rng.choice('aeiounrst')}{after}",
            f"{before}{letter}{letter}{after}",
            f"{before}{after}",
            f"{before}{after[0]}{letter}{after[1:]}",
        )
    )
    return None if wrong.casefold() == right.casefold() else wrong
