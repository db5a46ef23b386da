"""Which unknown heading stands for a field whose own heading is not there, and which may.

Belongs here: common headings, headings of the same words, values that tell their field, the nearest match.
Does not belong here: headings that the layout declares (headings.py), reading values (fields.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from assets.locality.date_forms import slips
from assets.locality.headings import Answers, Heading
from assets.locality.words import matches, plain
from expectations.own_yaml import load_own_yaml

Fits = Callable[[str, Heading], bool]
_TOLD_BY_VALUES = ("seen_alone", "dob", "child_id", "team", "plan_type")
"""Fields whose values are like no other's: with one word in common, they tell which column it is."""
_NEAR = 0.6
"""Likeness of a heading to a field's from which it is offered, and never believed."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A heading read for a field although the layout does not name it, and why it can mean nothing else."""

    heading: Heading
    why: str


@cache
def _declared() -> Mapping[str, Any]:
    return load_own_yaml(Path(__file__).with_name("common_headings.yaml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_declared()[name])


def common_headings(name: str) -> tuple[str, ...]:
    """The headings that commonly mean a field, or a summary's `measure` or `month`."""
    return tuple(_declared()["headings"].get(name, ()))


def common_measures() -> Mapping[str, tuple[str, ...]]:
    """What managers call each indicator, for drafts."""
    return {name: tuple(listed) for name, listed in _declared()["measures"].items()}


@cache
def common_words() -> frozenset[str]:
    """The words of headings, measures and titles that stand in any county's workbooks, and name nobody."""
    said = _declared()
    headings = (
        text for listed in (*said["headings"].values(), *said["measures"].values()) for text in listed
    )
    lists = (said[name] for name in said if name.startswith("words_"))
    short = (*said["short_for"], *said["short_for"].values())
    return frozenset(word for text in (*headings, *chain(*lists), *short) for word in plain(text).split())


def stand_ins(
    said: Answers,
    wanted: Mapping[str, tuple[str, ...]],
    headings: list[Heading],
    ignored: tuple[str, ...],
    fits: Fits,
) -> dict[str, StandIn]:
    """Columns that no pattern of the layout finds, by the one unknown heading that can only mean them.

    The heading is common for the field; or it has the same words as one that is; or it shares a word with it
    and the values of no other unknown column, and of no other missing field, are of its kind. In each case
    one heading and one field must be each other's only match, and the values below must fit. A heading with a
    word that turns its meaning ('Not seen alone', 'Previous visit', 'DOB of mother') is never taken.

    Args:
        said: what the layout's own patterns found.
        wanted: the names that the layout declares, with their headings.
        headings: all headings of the table.
        ignored: patterns of headings that are known and not read.
        fits: whether the values under a heading are of a field's kind.
    """
    lacking = lacking_names(said, wanted)
    unknown = unknown_headings(said, headings, ignored)
    found: dict[str, StandIn] = {}
    for why, alike in (
        ("as is usual", _is_common),
        ("by its words", _has_the_same_words),
        ("by its words and values", _shares_a_word),
    ):
        pairs = [
            (name, heading)
            for name in lacking
            for heading in unknown
            if alike(name, wanted[name], heading)
            and not _is_turned(name, wanted[name], heading)
            and fits(name, heading)
        ]
        for name, heading in pairs:
            alone = sum(one == name or other is heading for one, other in pairs) == 1
            if alone:
                found[name] = StandIn(heading, why)
        lacking = [name for name in lacking if name not in found]
        unknown = [one for one in unknown if all(one is not other.heading for other in found.values())]
    return found


def lacking_names(said: Answers, wanted: Iterable[str]) -> list[str]:
    """The names to which no heading answers."""
    return [name for name in wanted if name not in said.columns and name not in said.unclear]


def unknown_headings(said: Answers, headings: list[Heading], ignored: tuple[str, ...]) -> list[Heading]:
    """The headings that answer to no name and are not ignored."""
    taken = {
        heading.column for found in (*said.columns.values(), *said.unclear.values()) for heading in found
    }
    return [one for one in headings if one.column not in taken and not matches(one.words[-1], ignored)]


def nearest_name(heading: str, lacking: Iterable[str], wanted: Mapping[str, tuple[str, ...]]) -> str | None:
    """The missing name whose headings are most like this one, to be offered; None where none is near."""
    best, nearest = 0.0, None
    for name in lacking:
        for text in (*wanted[name], *common_headings(name)):
            likeness = SequenceMatcher(None, heading, plain(text.split(" / ")[-1])).ratio()
            shared = _telling(frozenset().union(telling_words(text))) & _telling(telling_words(heading))
            likeness = max(likeness, _NEAR if shared else 0.0)
            if likeness > best:
                best, nearest = likeness, name
    return nearest if best >= _NEAR else None


def _is_common(name: str, _: tuple[str, ...], heading: Heading) -> bool:
    return heading.words[-1] in common_headings(name)


def same_words(heading: str, others: tuple[str, ...]) -> bool:
    """Whether a heading has the same words as one of others, but for those that add nothing."""
    own = telling_words(heading)
    return bool(own) and any(
        _same(own, telling_words(text.split(" / ")[-1])) for text in others if "{" not in text
    )


def _has_the_same_words(name: str, patterns: tuple[str, ...], heading: Heading) -> bool:
    return same_words(heading.words[-1], (*patterns, *common_headings(name)))


def _shares_a_word(name: str, patterns: tuple[str, ...], heading: Heading) -> bool:
    if name not in _TOLD_BY_VALUES:
        return False
    known = [telling_words(text.split(" / ")[-1]) for text in (*patterns, *common_headings(name))]
    shared = _telling(telling_words(heading.words[-1])) & _telling(frozenset().union(*known))
    return bool(shared - _words("words_never_enough_alone"))


def _is_turned(name: str, patterns: tuple[str, ...], heading: Heading) -> bool:
    """Whether a word of a heading makes it mean something else than a field whose headings lack the word."""
    own = {word for text in (*patterns, *common_headings(name)) for word in plain(text).split()}
    over = {word for line in heading.words for word in line.split()} & _words("words_of_other_persons")
    return bool((over | (set(heading.words[-1].split()) & _words("words_that_turn_it"))) - own)


@cache
def telling_words(text: str) -> frozenset[str]:
    """The words of a heading that say which column it is, short ones written out."""
    short, nothing = _declared()["short_for"], _words("words_that_add_nothing")
    return frozenset(
        word
        for typed in plain(text).split()
        if typed not in nothing
        for word in short.get(typed, typed).split()
    )


def _telling(words: frozenset[str]) -> frozenset[str]:
    return words - _words("words_of_many_columns")


def _same(own: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two headings have the same words, but for one slip in a word of five letters or more."""
    more, fewer = own - other, other - own
    return len(more) == len(fewer) and all(
        any(
            max(len(word), len(right)) >= 5 and word[0] == right[0] and slips(word, right) == 1
            for right in fewer
        )
        for word in more
    )
