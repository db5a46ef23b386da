"""Reads the typed value that an .ods cell keeps beside its text.

Belongs here: office:value-type and the attribute that goes with each. Does not belong here: where a cell
stands, what it shows.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from math import isfinite

from assets.locality.cells import Kind, Value
from assets.locality.number_formats import general
from assets.locality.serial_dates import SECONDS_A_DAY

_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
_NUMBERS = ("float", "percentage", "currency")


def typed(attributes: dict[str, str], shown: str) -> tuple[Kind, Value, str | None]:
    """A cell's kind, its typed value and what the file stores (OpenDocument 1.3 part 3, 19.385).

    What does not fit its declared type is text, as it is shown.
    """
    declared = attributes.get("office:value-type")
    try:
        if declared in _NUMBERS:
            raw = attributes["office:value"]
            number = float(raw)
            return ("number", number, raw) if isfinite(number) else ("error", None, raw)
        if declared == "date":
            raw = attributes["office:date-value"]
            return "date", _moment(raw), raw
        if declared == "time":
            raw = attributes["office:time-value"]
            return _duration(raw)
        if declared == "boolean":
            raw = attributes["office:boolean-value"]
            return "bool", raw == "true", raw
    except (KeyError, ValueError):
        return "text", shown, shown or None
    return "text", shown, attributes.get("office:string-value")


def _moment(raw: str) -> date | datetime:
    moment = datetime.fromisoformat(raw.removesuffix("Z"))
    return moment if "T" in raw else moment.date()


def _duration(raw: str) -> tuple[Kind, Value, str]:
    found = _DURATION.fullmatch(raw)
    if found is None:
        raise ValueError("no duration")
    hours, minutes, seconds = (int(part) for part in found.groups())
    if hours < 24:
        return "date", time(hours, minutes, seconds), raw
    return "number", (hours * 3600 + minutes * 60 + seconds) / SECONDS_A_DAY, raw


def shown_without_text(value: Value, raw: str | None) -> str:
    """What a cell shows when its writer stored no text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return general(value) if isinstance(value, float) else raw or ""
