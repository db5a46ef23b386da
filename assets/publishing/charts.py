"""Draws the pages' charts as static SVG, without a browser.

Belongs here: the look of a waterfall, of months between their limits, of nights.
Does not belong here: which figures are drawn, what a chart's title and summary say.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from math import ceil, floor, log10
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

from assets.publishing.rendering import month

# The Analysis Function's palette; page.css has lighter ones for the dark, by these very codes.
BLUE, ORANGE, GREY = "#12436D", "#C4500B", "#5F6A72"
_FONT = "system-ui, sans-serif"
# Narrow enough to be read at 320 pixels without scrolling: a row's label stands above its bar, not beside it.
_WIDTH, _ROOM_FOR_VALUE = 280, 62
_LABEL_SIGNS = 44
_LINE_PIXELS, _BAR_PIXELS, _BETWEEN_PIXELS = 16, 20, 12
# Where a text stands: its baseline below the top of its line, or below the middle of its bar and right of it.
_FONT_PIXELS, _FROM_TOP, _FROM_MIDDLE, _BESIDE_BAR = 13, 10, 4, 8
_PADDING = 5
_PANEL_HEIGHT = 120
# An axis has about as many parts. A label's sign is no wider; half a date has room to the right.
_PARTS, _TICK_PIXELS, _SIGN_PIXELS, _ROOM_FOR_DATE, _ROOM_BELOW = 4, 8, 8, 26, 24
_CONFIG: dict[str, Any] = {
    # The page says in words and in a table what is drawn; the marks are one picture to a screen reader.
    "aria": False,
    "background": "transparent",
    "font": _FONT,
    "autosize": "none",
    "view": {"stroke": None},
    "axis": {
        "labels": False,
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": GREY,
        "gridOpacity": 0.25,
    },
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a waterfall: a step from `start` to `end`, or one of the three values, where both are it."""

    label: str
    start: float
    end: float
    shown: str
    is_value: bool = False


def waterfall(bars: list[Bar]) -> Markup:
    """The way from the system's value to the typed one, downwards; each bar's number stands for an axis."""
    ends = [value for bar in bars for value in (bar.start, bar.end)]
    low, high = min(ends), max(ends)
    # Where nothing moves, all stands in the middle.
    low, high = (low, high) if low < high else (low - 1, high + 1)
    rows: list[dict[str, Any]] = []
    texts: list[Markup] = []
    at = 0
    for bar in bars:
        lines = textwrap.wrap(bar.label, _LABEL_SIGNS)
        middle = at + _LINE_PIXELS * len(lines) + _BAR_PIXELS // 2
        rows.append(
            {
                "middle": middle,
                "start": bar.start,
                "end": bar.end,
                "sort": "value" if bar.is_value else "more" if bar.end > bar.start else "less",
            }
        )
        for number, line in enumerate(lines):
            texts.append(_text(0, at + _LINE_PIXELS * number + _FROM_TOP, line))
        right = (max(bar.start, bar.end) - low) / (high - low) * _WIDTH
        texts.append(_text(right + _BESIDE_BAR, middle + _FROM_MIDDLE, bar.shown, weight=600))
        at = middle + _BAR_PIXELS // 2 + _BETWEEN_PIXELS
    spec = _ranged(_filled(_waterfall_spec(), rows), x=[low, high])
    spec["height"] = at
    return _with_texts(_drawn(spec), texts)


def limits(rows: list[dict[str, Any]], months: list[date]) -> Markup:
    """An indicator's months between their limits.

    Args:
        rows: period (ISO), value, mean, lower, upper (None: no limits), unusual.
        months: those that the charts beside it show too, so that all have the same axis.
    """
    of_row = ("value", "mean", "lower", "upper")
    values = [row[name] for row in rows for name in of_row if row[name] is not None]
    return _panel(_filled(_limits_spec(), rows), months, values, lambda one: f"{month(one)[:3]} {one:%y}")


def nights(rows: list[dict[str, Any]], dates: list[date], values: list[float]) -> Markup:
    """What a locality had night by night.

    Args:
        rows: night (ISO), value.
        dates: all localities' nights, so that all charts have the same axes.
        values: all localities' values; nought among them where the axis is to begin there.
    """
    return _panel(_filled(_nights_spec(), rows), dates, values, lambda one: f"{one.day} {month(one)[:3]}")


def _panel(
    spec: dict[str, Any], dates: list[date], values: list[float], label: Callable[[date], str]
) -> Markup:
    """What is drawn over time, between axes whose texts are put over the drawing."""
    days, (numbers, shown) = _date_ticks(dates), _value_ticks(values)
    left = _PADDING + _TICK_PIXELS + _SIGN_PIXELS * max(map(len, shown))
    room = {"left": left, "right": _ROOM_FOR_DATE, "top": _PADDING, "bottom": _ROOM_BELOW}
    ticks = {"x": [_stamp(one) for one in days], "y": numbers}
    # Of the two axes that Vega-Lite makes of each, the grid's can do for both; without the count Vega would
    # leave out some ticks.
    spec["axes"] = [
        axis
        | {"domain": True, "ticks": True}
        | {"values": ticks[axis["scale"]], "tickCount": len(ticks[axis["scale"]])}
        for axis in spec["axes"]
        if axis["grid"]
    ]
    spec = _ranged(spec, x=[_stamp(min(dates)), _stamp(max(dates))], y=[numbers[0], numbers[-1]])
    texts = [
        _text(
            _along(one, dates) * _WIDTH,
            _PANEL_HEIGHT + 2 * _FONT_PIXELS - _PADDING,
            label(one),
            anchor="middle",
        )
        for one in days
    ]
    for number, said in enumerate(shown):
        up = _PANEL_HEIGHT * number / (len(shown) - 1)
        texts.append(_text(-_TICK_PIXELS, _PANEL_HEIGHT - up + _FROM_MIDDLE, said, anchor="end"))
    return _with_texts(_drawn(spec | {"padding": room}), texts, left)


def _along(day: date, dates: list[date]) -> float:
    """How far along its axis a day stands; where all is one day, in the middle, as Vega has it."""
    first, last = min(dates), max(dates)
    return (day - first) / (last - first) if first < last else 0.5


def _date_ticks(dates: list[date]) -> list[date]:
    """The newest of the dates, and of the others those that lie far enough before one that has a tick."""
    # Months are not of one length: three of them may be a little less than a quarter of a year.
    least = 0.95 * (max(dates) - min(dates)) / _PARTS
    ticks: list[date] = []
    for one in sorted(set(dates), reverse=True):
        if not ticks or ticks[-1] - one >= least:
            ticks.append(one)
    return ticks


def _value_ticks(values: list[float]) -> tuple[list[float], list[str]]:
    """Round numbers from below the values to above them, and how they are written."""
    low, high = (min(values), max(values)) if values else (0, 0)
    # Where all are alike, the line stands in the middle; nothing counts less than nought.
    low, high = (low, high) if low < high else (low - min(1, abs(low)), high + 1)
    part = (high - low) / _PARTS
    power = floor(log10(part))
    step = next(one * 10.0**power for one in (1, 2, 5, 10) if one * 10.0**power >= part)
    ticks = [number * step for number in range(floor(low / step), ceil(high / step) + 1)]
    decimals = max(0, -floor(log10(step)))
    return ticks, [f"{one:,.{decimals}f}".replace("-", "−") for one in ticks]


def start_engine() -> None:
    """Load what draws: most of a second of a processor, without Python's lock."""
    vl_convert.vega_to_svg({"marks": []})


def _text(x: float, y: float, text: str, weight: int = 400, anchor: str = "start") -> Markup:
    place = Markup('<text x="{:.5g}" y="{:.5g}" font-weight="{}" text-anchor="{}">{}</text>')
    return place.format(x, y, weight, anchor, text)


def _with_texts(svg: Markup, texts: list[Markup], left: int = _PADDING) -> Markup:
    """A drawing with texts over it; Vega would measure them, which takes ten times as long as drawing."""
    style = Markup('font-family="{}" font-size="{}px" fill="currentColor"').format(_FONT, _FONT_PIXELS)
    group = Markup('<g transform="translate({},{})" {}>').format(left, _PADDING, style)
    over = group + Markup("").join(texts) + Markup("</g></svg>")
    return Markup(svg.removesuffix("</svg>")) + over  # noqa: S704


# Compiling a chart takes longer than drawing it: one is compiled of each sort, and given its rows as often as
# it is needed.
@cache
def _waterfall_spec() -> dict[str, Any]:
    base = alt.Chart()
    # Pixels as they are: the rows differ in height.
    middle = alt.Y("middle:Q", scale=None, axis=None)
    place = alt.X("start:Q", scale=alt.Scale(zero=False, nice=False), axis=None)
    sorts = _coded("sort:N", {"more": BLUE, "less": ORANGE, "value": GREY})
    steps, values = alt.datum.start != alt.datum.end, alt.datum.sort == "value"
    chart = alt.layer(
        base.mark_bar(size=_BAR_PIXELS)
        .encode(x=place, x2="end:Q", y=middle, color=sorts)
        .transform_filter(steps),
        base.mark_tick(thickness=5, size=_BAR_PIXELS, opacity=1)
        .encode(x="start:Q", y=middle, color=sorts)
        .transform_filter(values),
        data=alt.InlineData(values=[], name="rows"),
    )
    # Room for the texts, which are put over the drawing.
    room = {"left": _PADDING, "right": _ROOM_FOR_VALUE, "top": _PADDING, "bottom": _PADDING}
    return _compiled(chart.properties(width=_WIDTH).to_dict(validate=False) | {"padding": room})


@cache
def _limits_spec() -> dict[str, Any]:
    months = alt.Chart().encode(x=alt.X("period:T", title=None, scale=alt.Scale(nice=False), axis=alt.Axis()))
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=False), axis=alt.Axis())
    marks = alt.Scale(domain=["no", "yes"], range=["circle", "diamond"])
    layers = alt.layer(
        months.mark_line(color=BLUE).encode(y=y),
        months.mark_line(color=GREY).encode(y="mean:Q"),
        months.mark_line(color=GREY, strokeDash=[5, 4]).encode(y="lower:Q"),
        months.mark_line(color=GREY, strokeDash=[5, 4]).encode(y="upper:Q"),
        months.mark_point(filled=True, opacity=1, size=45).encode(
            y="value:Q",
            color=_coded("unusual:N", {"no": BLUE, "yes": ORANGE}),
            shape=alt.Shape("unusual:N", scale=marks, legend=None),
        ),
        data=alt.InlineData(values=[], name="rows"),
    )
    return _compiled(layers.properties(width=_WIDTH, height=_PANEL_HEIGHT).to_dict(validate=False))


@cache
def _nights_spec() -> dict[str, Any]:
    base = alt.Chart().encode(
        x=alt.X("night:T", title=None, scale=alt.Scale(nice=False)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=False)),
    )
    layers = alt.layer(
        base.mark_line(color=BLUE),
        base.mark_point(color=BLUE, filled=True, opacity=1),
        data=alt.InlineData(values=[], name="rows"),
    )
    return _compiled(layers.properties(width=_WIDTH, height=_PANEL_HEIGHT).to_dict(validate=False))


def _compiled(spec: dict[str, Any]) -> dict[str, Any]:
    return vl_convert.vegalite_to_vega({**spec, "config": _CONFIG})


def _filled(compiled: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    spec = deepcopy(compiled)
    [data] = [one for one in spec["data"] if one["name"] == "rows"]
    data["values"] = rows
    return spec


def _ranged(spec: dict[str, Any], **domains: list[float]) -> dict[str, Any]:
    for scale in spec["scales"]:
        if scale["name"] in domains:
            scale["domain"] = domains[scale["name"]]
    return spec


def _stamp(day: date) -> float:
    """As the drawing engine reads a day without a time."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000


def _coded(field: str, colours: dict[str, str]) -> alt.Color:
    return alt.Color(field, scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)


def _drawn(spec: dict[str, Any]) -> Markup:
    """SVG to stand in a page: as wide as there is room for, no more than its own width."""
    svg = vl_convert.vega_to_svg(spec)
    # The picture's name is its figure's caption; sizes come from the page's own style.
    svg = re.sub(r' xmlns:xlink="[^"]*"| version="[^"]*"', "", svg, count=2)
    svg = re.sub(r"^<svg ", '<svg aria-hidden="true" focusable="false" ', svg)
    # Vega escapes every text; nothing in it is a tag of anybody else's.
    return Markup(svg)  # noqa: S704
