"""Shows a stored number as a UK Excel would in its number format.

Belongs here: dates, times, digits and rounding as shown. Does not belong here: taking a format apart
(number_format_sections), any file format, reading a shown text back into a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal

from assets.locality.cells import Kind, Value
from assets.locality.number_format_sections import Digits, Section, sections
from assets.locality.serial_dates import FALSE_LEAP_DAY, serial_date, serial_time, split_serial

# ECMA-376 part 1, 18.8.30. 14 and 22 follow the machine's region; county machines are set to the UK.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy hh:mm",
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;[Red]-#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Number formats that files name by number only."""

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)
_TOO_WIDE = "########"  # what Excel shows for a date it cannot show
_REMEMBERED = 20_000

Shown = tuple[str, Value, Kind]


class FormatShower(dict[str, Shown]):
    """What stored numbers show in one format: `shower[raw]` gives the text, the typed value and the kind.

    A date's kind is `date` and its value a date, a datetime (where it has a time of day) or a time. A number
    that its date format cannot show stays a number, with Excel's text (00/01/1900, ########). Results are
    remembered, because trackers repeat their dates and figures. `ValueError` where `raw` is no number.
    """

    def __init__(self, code: str, date_1904: bool) -> None:
        super().__init__()
        self._sections = sections(code)
        self._date_1904 = date_1904
        digits = self._sections[0].digits if len(self._sections) == 1 else None
        self._quick = digits if digits is not None and digits.is_plain else None
        if self._quick is not None:
            self._spec, self._factor, self._tick, self._behind = _plain_spec(self._quick)

    def __missing__(self, raw: str) -> Shown:
        if len(self) > _REMEMBERED:
            self.clear()
        shown = self[raw] = self.show(raw)
        return shown

    def show(self, raw: str) -> Shown:
        """The same, neither looked up nor remembered."""
        if self._quick is not None:
            # Formats like 0%, #,##0.00. Only close to a tie does it matter that halves go up in Excel, and
            # that a float is not its decimal.
            value = float(raw)
            number = value * self._factor
            units = number * self._tick
            if 0 <= units < 1e9 and not -1e-6 < units % 1 - 0.5 < 1e-6:
                return self._quick.before + format(number, self._spec) + self._behind, value, "number"
        value = _finite(raw)
        section, sign = _choose(self._sections, value)
        if section.shows in ("date", "elapsed"):
            return _show_date(section, value, self._date_1904)
        # A format of nothing (;;;) hides the number from the eye; it is there all the same.
        return _show_number(section, abs(value), sign) or general(value), value, "number"


class NumberShower:
    """The showers of a workbook's formats, in its date system."""

    def __init__(self, date_1904: bool = False) -> None:
        self.date_1904 = date_1904
        self._by_format: dict[str, FormatShower] = {}

    def of(self, code: str) -> FormatShower:
        """The shower of a format that is not General."""
        if code not in self._by_format:
            self._by_format[code] = FormatShower(code, self.date_1904)
        return self._by_format[code]

    def show(self, raw: str, code: str | None) -> Shown:
        """What a number shows in a format; None is General."""
        return show_general(raw) if code is None else self.of(code)[raw]


def show_general(raw: str) -> Shown:
    """What a number without a format shows: no digit lost of the 15 that Excel keeps, none added."""
    is_digits = raw.isdigit() and raw.isascii() and raw[0] != "0"
    value = float(raw) if is_digits else _finite(raw)
    # Digits alone are kept as they stand: ids can be longer than a float is exact.
    text = raw if is_digits else general(value)
    return raw if text == raw else text, value, "number"


def general(value: float) -> str:
    """A number as the shortest text of at most 15 digits that is equal to it."""
    return f"{value + 0.0:.15g}"  # + 0.0 takes the sign from -0


def _finite(raw: str) -> float:
    value = float(raw)
    if value - value:
        raise ValueError("not a finite number")
    return value


def _choose(parts: Sequence[Section], value: float) -> tuple[Section, str]:
    """The section for a value, and the sign to put before what it shows."""
    minus = "-" if value < 0 else ""
    if len(parts) == 1:
        return parts[0], minus
    if any(part.condition for part in parts):
        fitting = (part for part in parts if part.condition is None or _holds(part.condition, value))
        return next(fitting, parts[-1]), minus
    if value < 0 and len(parts) > 1:
        return parts[1], ""
    if value == 0 and len(parts) > 2:
        return parts[2], ""
    return parts[0], minus


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, limit = condition
    if sign == "<>":
        return value != limit
    return (
        ("=" in sign and value == limit) or ("<" in sign and value < limit) or (">" in sign and value > limit)
    )


def _show_date(section: Section, serial: float, date_1904: bool) -> Shown:
    if section.shows == "elapsed":
        return _clock(section, serial, (1900, 1, 0)), serial, "number"
    days, seconds = split_serial(serial) if abs(serial) < 1e8 else (-1, 0)
    day = serial_date(days, date_1904)
    if day is not None:
        text = _clock(section, serial, (day.year, day.month, day.day))
        if seconds or section.has_clock:
            return text, datetime.combine(day, serial_time(seconds)), "date"
        return text, day, "date"
    if days == 0:
        text = _clock(section, serial, (1900, 1, 0))
        names_a_day = any(kind == "date" and part[0] in "ymd" for kind, part in section.tokens)
        return (text, serial, "number") if names_a_day else (text, serial_time(seconds), "date")
    if days == FALSE_LEAP_DAY:
        return _clock(section, serial, (1900, 2, 29)), serial, "number"
    return _TOO_WIDE, serial, "number"


def _clock(section: Section, serial: float, day: tuple[int, int, int]) -> str:
    days, seconds = split_serial(abs(serial))
    twelve = any(kind == "ampm" for kind, _ in section.tokens)
    hour = seconds // 3600
    shown = ["-"] if serial < 0 else []
    for kind, text in section.tokens:
        if kind == "elapsed":
            total = (days * 86_400 + seconds) // {"h": 3600, "m": 60, "s": 1}[text[0]]
            shown.append(str(total).zfill(len(text)))
        elif kind == "ampm":
            shown.append(("AM" if hour < 12 else "PM")[: len(text) // 2])
        elif kind == "date":
            shown.append(_date_part(text, day, (hour % 12 or 12) if twelve else hour, seconds))
        else:
            # A place for digits here is a fraction of a second; times are kept to the second.
            shown.append(text)
    return "".join(shown)


def _date_part(text: str, day: tuple[int, int, int], hour: int, seconds: int) -> str:
    year, month, dom = day
    letter, width = text[0], len(text)
    if letter == "y":
        return f"{year % 100:02d}" if width <= 2 else f"{year:04d}"
    if letter == "m" and width >= 3:
        return _MONTHS[month - 1][: {3: 3, 5: 1}.get(width)]
    if letter == "d" and width >= 3:
        # 0 January and 29 February 1900 are in Excel's calendar only; they get the weekday of the day after.
        weekday = _DAYS[date(year, month, min(dom or 1, 28 if month == 2 and year == 1900 else 31)).weekday()]
        return weekday[:3] if width == 3 else weekday
    number = {"m": month, "d": dom, "h": hour, "n": seconds // 60 % 60, "s": seconds % 60}[letter]
    return str(number).zfill(min(width, 2))


def _show_number(section: Section, magnitude: float, sign: str) -> str:
    if section.shows == "general" or (section.shows == "digits" and section.digits is None):
        inner = general(magnitude)
        if section.shows == "digits":
            return sign + inner
        return sign + "".join(
            inner if kind == "general" or text == "@" else text for kind, text in section.tokens
        )
    if section.digits is None:
        words = "".join(text for _, text in section.tokens)
        return sign + words if words else ""
    return sign + _place(section.digits, magnitude)


def _place(digits: Digits, magnitude: float) -> str:
    number = Decimal(f"{magnitude:.15g}")
    if digits.power:
        number = number.scaleb(digits.power, _ROUNDING)
    if digits.exponent_places:
        mantissa, power = f"{number:.{len(digits.decimals)}E}".split("E")
        return f"{digits.before}{mantissa}E{power[0]}{power[1:].zfill(digits.exponent_places)}{digits.behind}"
    rounded = number.quantize(Decimal(1).scaleb(-len(digits.decimals)), context=_ROUNDING)
    whole, _, decimals = f"{rounded:f}".partition(".")
    while decimals and decimals[-1] == "0" and digits.decimals[len(decimals) - 1] == "#":
        decimals = decimals[:-1]
    point = "." if digits.has_point else ""
    return f"{digits.before}{_place_whole(digits, whole.lstrip('0'))}{point}{decimals}{digits.behind}"


def _plain_spec(digits: Digits) -> tuple[str, float, float, str]:
    """Python's own format for a plain one, the factors to its shown and smallest units, what follows."""
    places = len(digits.decimals)
    wide = (digits.zeros or 0) + (places + 1 if places else 0)
    spec = f",.{places}f" if digits.grouped else f"0{wide}.{places}f"
    behind = ("." if digits.has_point and not places else "") + digits.behind
    return spec, 10.0**digits.power, 10.0**places, behind


def _place_whole(digits: Digits, whole: str) -> str:
    """Fill the places before the point from the right; the first place takes all digits that are left."""
    if digits.zeros is not None and (not digits.grouped or digits.zeros <= 1):
        least = whole.zfill(digits.zeros)
        return f"{int(least):,}" if digits.grouped and least else least
    places = [index for index, (kind, _) in enumerate(digits.whole) if kind == "digit"]
    shown: list[str] = []
    filled = 0
    for index in range(len(digits.whole) - 1, -1, -1):
        kind, text = digits.whole[index]
        if kind != "digit":
            shown.append(text)
            continue
        take = whole if index == places[0] else whole[-1:]
        whole = whole[: len(whole) - len(take)]
        for digit in reversed(take or {"0": "0", "#": "", "?": " "}[text]):
            if digits.grouped and filled and filled % 3 == 0 and digit != " ":
                shown.append(",")
            shown.append(digit)
            filled += 1
    # Texts between places are kept whole: only the pieces' order was reversed.
    return "".join(reversed(shown))
