"""Takes a number format apart: its sections, what each shows, and where a number's digits go.

Belongs here: the number-format language (ECMA-376 part 1, 18.8.31). Does not belong here: any number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"?|\\.|[_*].)|(?P<bracket>\[[^\]]*\])|(?P<general>general)|(?P<ampm>am/pm|a/p)
    |(?P<exponent>e[+-])|(?P<date>y+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<mark>[.,%@;/])|(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_CURRENCY = re.compile(r"\[\$([^-\]]*)")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
# 'As this machine writes dates' and times: county machines are set to the UK.
_SYSTEM_FORMATS = {"[$-F800]": "dd mmmm yyyy", "[$-F400]": "hh:mm:ss"}

Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Digits:
    """Where digits go: text before, places before the point, places after it, text behind.

    `whole` are places (0, #, ?) and whatever stands between them; `zeros` is how many digits at least, where
    nothing but 0 and # stands there, else None. `power` is the power of ten that the number is multiplied by.
    `is_plain` says that the places are zeros, with thousands grouped or not, and nothing else.
    """

    before: str
    whole: tuple[Token, ...]
    zeros: int | None
    decimals: str
    has_point: bool
    behind: str
    power: int
    grouped: bool
    exponent_places: int
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's parts between semicolons.

    `shows` is `date`, `elapsed` (time past a day's end), `digits`, `general` or `words` (no number at all).
    """

    shows: str
    tokens: tuple[Token, ...]
    digits: Digits | None = None
    condition: tuple[str, float] | None = None
    has_clock: bool = False


@lru_cache(maxsize=4096)
def sections(code: str) -> tuple[Section, ...]:
    """The parts of a format, at least one."""
    parts: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "other", match.group()
        if (kind, text) == ("mark", ";"):
            parts.append([])
        else:
            parts[-1].append((kind, text))
    return tuple(_section(part) for part in parts)


def _section(part: list[Token]) -> Section:
    for start, code in _SYSTEM_FORMATS.items():
        if any(kind == "bracket" and text.upper().startswith(start[:-1]) for kind, text in part):
            return sections(code)[0]
    tokens: list[Token] = []
    condition = None
    for kind, text in part:
        if kind == "literal":
            tokens.append(("text", _plain_literal(text)))
        elif kind != "bracket":
            tokens.append((kind, text.lower() if kind in ("date", "ampm") else text))
        elif found := _CONDITION.fullmatch(text):
            condition = (found[1], float(found[2]))
        elif found := _CURRENCY.match(text):
            tokens.append(("text", found[1]))
        elif found := _ELAPSED.fullmatch(text):
            tokens.append(("elapsed", found[1].lower()))
    letters = {text[0] for kind, text in tokens if kind in ("date", "elapsed")}
    shows = _what_it_shows(tokens)
    return Section(
        shows=shows,
        tokens=_tell_minutes_from_months(tokens),
        digits=_digits(tokens) if shows == "digits" else None,
        condition=condition,
        has_clock=bool(letters & {"h", "s"}),
    )


def _what_it_shows(tokens: list[Token]) -> str:
    kinds = {kind for kind, _ in tokens}
    if "general" in kinds or ("mark", "@") in tokens:
        return "general"
    if "elapsed" in kinds or "date" in kinds:
        return "elapsed" if "elapsed" in kinds else "date"
    return "digits" if "digit" in kinds else "words"


def _plain_literal(text: str) -> str:
    if text[0] == '"':
        return text[1:].removesuffix('"')
    # `_x` leaves the width of x, `*x` fills the column with it.
    return {"\\": text[1:], "_": " ", "*": ""}[text[0]]


def _tell_minutes_from_months(tokens: list[Token]) -> tuple[Token, ...]:
    """An m straight after hours or straight before seconds is minutes, here called n."""
    told = list(tokens)
    places = [index for index, (kind, _) in enumerate(tokens) if kind in ("date", "elapsed")]
    for position, index in enumerate(places):
        kind, text = tokens[index]
        if kind == "date" and text[0] == "m" and len(text) <= 2:
            before = tokens[places[position - 1]][1][0] if position else ""
            after = tokens[places[position + 1]][1][0] if position + 1 < len(places) else ""
            if before == "h" or after == "s":
                told[index] = ("date", "n" * len(text))
    return tuple(told)


def _digits(tokens: list[Token]) -> Digits | None:
    """Where the digits go; None for fractions, which no tracker or summary has been seen to use."""
    if ("mark", "/") in tokens:
        return None
    exponent = next((i for i, (kind, _) in enumerate(tokens) if kind == "exponent"), len(tokens))
    point = next((i for i, token in enumerate(tokens[:exponent]) if token == ("mark", ".")), None)
    places = [i for i, (kind, _) in enumerate(tokens) if kind == "digit"]
    whole = [i for i in places if i < (exponent if point is None else point)]
    decimals = [i for i in places if point is not None and point < i < exponent]
    first = whole[0] if whole else (places[0] if point is None else point)
    last = places[-1] if point is None else max(places[-1], point)
    commas = [i for i, token in enumerate(tokens) if token == ("mark", ",")]
    end_of_whole = whole[-1] if whole else first
    # Commas between places group the thousands; commas behind the last place leave thousands out.
    between = [i for i in commas if first < i < end_of_whole]
    leave_out = [i for i in commas if i > end_of_whole]
    inside = [tokens[i] for i in range(first, end_of_whole + 1) if i not in commas] if whole else []
    zeros = sum(text == "0" for _, text in inside) if {text for _, text in inside} <= {"0", "#"} else None
    optional = any(tokens[i][1] != "0" for i in decimals)
    return Digits(
        before=_text(tokens[:first]),
        whole=tuple(inside),
        zeros=zeros,
        decimals="".join(tokens[i][1] for i in decimals),
        has_point=point is not None,
        behind=_text(tokens[last + 1 :]),
        power=2 * tokens.count(("mark", "%")) - 3 * len(leave_out),
        grouped=bool(between),
        exponent_places=len([i for i in places if i > exponent]),
        is_plain=bool(zeros) and not optional and exponent == len(tokens) and (not between or zeros == 1),
    )


def _text(tokens: list[Token]) -> str:
    return "".join(text for kind, text in tokens if (kind, text) != ("mark", ","))
