"""Shows a stored number as a workbook's number format would.

Belongs here: the number-format language (ECMA-376 part 1, 18.8.30 and 18.8.31) as a UK Excel shows it.
Does not belong here: any file format; reading a shown text back into a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from assets.locality.cells import Kind
from assets.locality.serial_dates import FALSE_LEAP_DAY, serial_date, serial_time, split_serial

# 14 and 22 follow the machine's region in Excel; county machines are set to the UK.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "dd/mm/yyyy hh:mm", 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Number formats that files name by number only."""

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EXACT = Context(prec=400)
_TOO_WIDE = "########"  # what Excel shows for a date it cannot show

_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"?|\\.|[_*].)|(?P<bracket>\[[^\]]*\])|(?P<general>general)|(?P<ampm>am/pm|a/p)
    |(?P<exponent>e[+-])|(?P<date>y+|m+|d+|h+|s+)|(?P<digit>[0#?])|(?P<mark>[.,%@;/])|(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
_CURRENCY = re.compile(r"\[\$([^-\]]*)")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)

Token = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One of a format's parts between semicolons, ready to show numbers with."""

    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None
    is_date: bool
    has_clock: bool
    is_elapsed: bool


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
    tokens: list[Token] = []
    condition = None
    for kind, text in part:
        if kind == "literal":
            tokens.append((kind, _plain_literal(text)))
        elif kind == "bracket":
            if found := _CONDITION.fullmatch(text):
                condition = (found[1], float(found[2]))
            elif text.upper().startswith("[$-F800"):
                return _section(
                    [("date", "dd"), ("other", " "), ("date", "mmmm"), ("other", " "), ("date", "yyyy")]
                )
            elif text.upper().startswith("[$-F400"):
                return _section(
                    [("date", "hh"), ("other", ":"), ("date", "mm"), ("other", ":"), ("date", "ss")]
                )
            elif found := _CURRENCY.match(text):
                tokens.append(("literal", found[1]))
            elif found := _ELAPSED.fullmatch(text):
                tokens.append(("elapsed", found[1].lower()))
        else:
            tokens.append((kind, text.lower() if kind in ("date", "ampm") else text))
    letters = {text[0] for kind, text in tokens if kind in ("date", "elapsed")}
    return Section(
        tokens=_tell_minutes_from_months(tokens),
        condition=condition,
        is_date=bool(letters) and not any(kind == "general" for kind, _ in tokens),
        has_clock=bool(letters & {"h", "s"}),
        is_elapsed=any(kind == "elapsed" for kind, _ in tokens),
    )


def _plain_literal(text: str) -> str:
    if text[0] == '"':
        return text[1:].removesuffix('"')
    # `_x` leaves the width of x, `*x` fills the column with it.
    return {"\\": text[1:], "_": " ", "*": ""}[text[0]]


def _tell_minutes_from_months(tokens: list[Token]) -> tuple[Token, ...]:
    """An m straight after hours or straight before seconds is minutes."""
    shown = list(tokens)
    places = [index for index, (kind, _) in enumerate(tokens) if kind in ("date", "elapsed")]
    for position, index in enumerate(places):
        kind, text = tokens[index]
        if kind == "date" and text[0] == "m" and len(text) <= 2:
            before = tokens[places[position - 1]][1][0] if position else ""
            after = tokens[places[position + 1]][1][0] if position + 1 < len(places) else ""
            if before == "h" or after == "s":
                shown[index] = ("date", "n" * len(text))
    return tuple(shown)


def general(value: float) -> str:
    """A number with no format of its own: no digit lost of those Excel keeps (15), none added."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


Shown = tuple[str, str | float | bool | date | datetime | time | None, Kind]


class NumberShower:
    """Shows stored numbers; remembers what it has shown, because tracker columns repeat their dates and figures."""

    def __init__(self, date_1904: bool = False) -> None:
        self.date_1904 = date_1904
        self._seen: dict[tuple[str, str | None], Shown] = {}

    def show(self, raw: str, code: str | None) -> Shown:
        """The text, the typed value and the kind of a number.

        Args:
            raw: the number as stored.
            code: its number format; None for General.

        Returns:
            A date's kind is `date` and its value a date, a datetime (where there is a time of day) or a time. A number that
            its date format cannot show stays a number, with Excel's text (00/01/1900, ########).

        Raises:
            ValueError: `raw` is not a number.
        """
        key = (raw, code)
        shown = self._seen.get(key)
        if shown is None:
            if len(self._seen) > 100_000:
                self._seen.clear()
            shown = self._seen[key] = self._show(raw, code)
        return shown

    def _show(self, raw: str, code: str | None) -> Shown:
        value = float(raw)
        if value in (float("inf"), float("-inf")) or value != value:
            raise ValueError("not a finite number")
        if code is None or code == "General":
            # Digits alone are kept as they stand: ids are longer than a float is exact.
            plain = raw.isascii() and raw.isdigit() and (raw[0] != "0" or raw == "0")
            return (raw if plain else general(value)), value, "number"
        section, magnitude, sign = _choose(sections(code), value)
        if section.is_date:
            return self._show_date(section, value)
        # A format of nothing (;;;) hides the number from the eye; it is there all the same.
        return _show_number(section, magnitude, sign) or general(value), value, "number"

    def _show_date(self, section: Section, serial: float) -> Shown:
        if section.is_elapsed:
            return _show_clock(section, serial, None), serial, "number"
        days, seconds = split_serial(serial) if abs(serial) < 1e8 else (-1, 0)
        if days < 0:
            return _TOO_WIDE, serial, "number"
        day = serial_date(days, self.date_1904)
        if day is None:
            if days not in (0, FALSE_LEAP_DAY) or self.date_1904:
                return _TOO_WIDE, serial, "number"
            text = _show_clock(section, serial, (1900, 1, 0) if days == 0 else (1900, 2, 29))
            dated = any(kind == "date" and part[0] in "ymd" for kind, part in section.tokens)
            return (text, serial, "number") if dated or days else (text, serial_time(seconds), "date")
        text = _show_clock(section, serial, (day.year, day.month, day.day))
        if seconds or section.has_clock:
            return text, datetime.combine(day, serial_time(seconds)), "date"
        return text, day, "date"


def _choose(parts: tuple[Section, ...], value: float) -> tuple[Section, float, str]:
    """The section for a value, the magnitude it shows and the sign it shows itself."""
    minus = "-" if value < 0 else ""
    if any(part.condition for part in parts):
        for part in parts:
            if part.condition is None or _holds(part.condition, value):
                return part, abs(value), minus
        return parts[-1], abs(value), minus
    numeric = parts[:3]
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value, ""
    if value == 0 and len(numeric) > 2:
        return numeric[2], value, ""
    return numeric[0], abs(value), minus


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _show_clock(section: Section, serial: float, day: tuple[int, int, int] | None) -> str:
    """A date section's text; `day` is year, month, day, and None for time that has elapsed."""
    days, seconds = split_serial(abs(serial))
    twelve = any(kind == "ampm" for kind, _ in section.tokens)
    year, month, dom = day or (1900, 1, 0)
    hour = seconds // 3600
    shown: list[str] = ["-"] if serial < 0 else []
    fraction = False
    for kind, text in section.tokens:
        if kind == "elapsed":
            total = (days * 86_400 + seconds) // {"h": 3600, "m": 60, "s": 1}[text[0]]
            shown.append(str(total).zfill(len(text)))
        elif kind == "ampm":
            shown.append(("AM" if hour < 12 else "PM")[: len(text) // 2])
        elif kind == "date":
            shown.append(_date_part(text, (year, month, dom), (hour % 12 or 12) if twelve else hour, seconds))
        elif kind == "digit":
            shown.append("0" if fraction else "")
        elif kind != "general":
            shown.append(text)
        fraction = (kind == "mark" and text == ".") or (fraction and kind == "digit")
    return "".join(shown)


def _date_part(text: str, day: tuple[int, int, int], hour: int, seconds: int) -> str:
    year, month, dom = day
    letter, width = text[0], len(text)
    if letter == "y":
        return f"{year % 100:02d}" if width <= 2 else f"{year:04d}"
    if letter in "md" and width >= 3:
        if letter == "m":
            return _MONTHS[month - 1][: {3: 3, 5: 1}.get(width)]
        # Excel counts weekdays from its own 1900, a day out before March of that year; nobody dates a record then.
        name = _DAYS[date(year, month, dom or 1).weekday()]
        return name[:3] if width == 3 else name
    number = {"m": month, "d": dom, "h": hour, "n": seconds // 60 % 60, "s": seconds % 60}[letter]
    return str(number).zfill(min(width, 2))


def _show_number(section: Section, magnitude: float, sign: str) -> str:
    kinds = [kind for kind, _ in section.tokens]
    marks = [text for kind, text in section.tokens if kind == "mark"]
    if "general" in kinds or "@" in marks or ("/" in marks and "digit" in kinds):
        # Fractions are shown as decimals: no tracker or summary has been seen to use them.
        inner = general(magnitude)
        around = [inner if kind == "general" or text == "@" else text for kind, text in section.tokens]
        return sign + ("".join(around) if "/" not in marks else inner)
    if "digit" not in kinds:
        return sign + "".join(text for _, text in section.tokens) if kinds else ""
    return sign + _show_digits(section.tokens, magnitude)


def _show_digits(tokens: tuple[Token, ...], magnitude: float) -> str:
    digits = [index for index, (kind, _) in enumerate(tokens) if kind == "digit"]
    first, last = digits[0], digits[-1]
    point = next((i for i, token in enumerate(tokens) if token == ("mark", ".")), None)
    exponent = next((i for i, (kind, _) in enumerate(tokens) if kind == "exponent"), None)
    body_end = exponent if exponent is not None else len(tokens)
    whole_places = [i for i in digits if i < (body_end if point is None else point)]
    decimal_places = [i for i in digits if point is not None and point < i < body_end]
    commas = [i for i, token in enumerate(tokens) if token == ("mark", ",")]
    end_of_whole = whole_places[-1] if whole_places else first
    scale = sum(1 for i in commas if i > max(end_of_whole, decimal_places[-1] if decimal_places else 0))
    grouped = any(first < i < end_of_whole for i in commas)
    number = Decimal(f"{magnitude:.15g}").scaleb(
        2 * sum(1 for token in tokens if token == ("mark", "%")) - 3 * scale, _EXACT
    )
    if exponent is not None:
        shown = f"{number:.{len(decimal_places)}E}"
        mantissa, power = shown.split("E")
        return f"{mantissa}E{power[0]}{power[1:].zfill(len([i for i in digits if i > exponent]))}"
    rounded = number.quantize(Decimal(1).scaleb(-len(decimal_places)), ROUND_HALF_UP, _EXACT)
    whole, _, decimals = f"{rounded:f}".partition(".")
    pieces = {index: text for index, (kind, text) in enumerate(tokens) if kind not in ("digit", "bracket")}
    pieces |= dict.fromkeys(commas, "")
    _place_whole(tokens, whole_places, whole.lstrip("0"), grouped, pieces)
    while decimals and decimals.endswith("0") and tokens[decimal_places[len(decimals) - 1]][1] == "#":
        decimals = decimals[:-1]
    pieces |= dict(zip(decimal_places, decimals, strict=False))
    return "".join(pieces.get(index, "") for index in range(len(tokens)))


def _place_whole(
    tokens: tuple[Token, ...], places: list[int], whole: str, grouped: bool, pieces: dict[int, str]
) -> None:
    """Fill the places before the point from the right; the first takes all digits that are left."""
    filled = 0
    for position, index in reversed(list(enumerate(places))):
        take = whole if position == 0 else whole[-1:]
        whole = whole[: len(whole) - len(take)]
        text = ""
        for digit in reversed(take or {"0": "0", "#": "", "?": " "}[tokens[index][1]]):
            if grouped and filled and filled % 3 == 0 and digit != " ":
                text = "," + text
            text = digit + text
            filled += 1
        pieces[index] = text
