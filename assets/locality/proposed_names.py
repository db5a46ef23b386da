"""Makes of a title, a sheet's or a file's name what a draft may quote.

Belongs here: leaving out the words that may be a person's name or number. Does not belong here: what the
words left mean (proposing.py).
"""

from __future__ import annotations

import re

from assets.locality.readings import vocabulary
from assets.locality.stand_ins import common_words
from assets.locality.teams import Teams
from assets.locality.words import matches, plain

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_NUMBER = re.compile(r"\d{1,4}(st|nd|rd|th)?|[a-z]?\d{1,2}")
"""Days, years, months and parts; more digits may be a child's."""
_LEFT_OUT = re.compile(r"\*(?:[\s,.'\u2019-]*\*)+")


def left_open(text: str, teams: Teams) -> str:
    """A text as a pattern, with * for each run of words that are no month, team, locality or common word."""
    return _LEFT_OUT.sub("*", _WORD.sub(lambda word: word[0] if _is_known(word[0], teams) else "*", text))


def spelt_open(name: str, teams: Teams) -> str:
    """A sheet's name as a pattern, with ? for each letter of such words: it still fits few other names."""
    spelt = _WORD.sub(
        lambda word: word[0] if _is_known(word[0], teams) else re.sub(r"[^\W_]", "?", word[0]), name
    )
    return spelt if matches(name, (spelt,), one_letter=True) else left_open(name, teams)


def known_part(name: str, teams: Teams) -> str:
    """The words of a name that a draft may quote, as text is compared."""
    return plain(" ".join(word for word in _WORD.findall(name) if _is_known(word, teams)))


def _is_known(word: str, teams: Teams) -> bool:
    known = common_words() | teams.words
    return all(
        len(part) == 1 or part in known or part in _months_and_days() or bool(_NUMBER.fullmatch(part))
        for part in plain(word).split()
    )


def _months_and_days() -> frozenset[str]:
    lists = vocabulary()
    return frozenset(name for names in (*lists["months"], *lists["weekdays"]) for name in names)
