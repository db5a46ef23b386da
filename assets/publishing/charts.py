"""Draws the pages' charts as static SVG, without a browser.

Belongs here: the look of a waterfall, of months between their limits, of nights.
Does not belong here: which figures are drawn, what a chart's title and summary say.
"""

from __future__ import annotations

import re
import textwrap
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

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
_PANEL_HEIGHT, _TICKS = 120, 4
_CONFIG: dict[str, Any] = {
    # The page says in words and in a table what is drawn; the marks are one picture to a screen reader.
    "aria": False,
    "background": "transparent",
    "font": _FONT,
    "padding": {"left": _PADDING, "right": 20, "top": _PADDING, "bottom": _PADDING},
    "view": {"stroke": None},
    "axis": {
        "labelColor": "currentColor",
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": GREY,
        "gridOpacity": 0.25,
        "labelFontSize": _FONT_PIXELS,
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
    return _drawn(_ranged(_filled(_limits_spec(), rows), x=[_stamp(min(months)), _stamp(max(months))]))


def nights(rows: list[dict[str, Any]], dates: list[date], values: list[float]) -> Markup:
    """What a locality had night by night.

    Args:
        rows: night (ISO), value.
        dates: all localities' nights, so that all charts have the same axes.
        values: all localities' values; nought among them where the axis is to begin there.
    """
    spec = _filled(_nights_spec(), rows)
    if len(dates) <= _TICKS:
        # Between two nights lies none.
        spec["axes"] = [
            axis | ({"values": [_stamp(one) for one in dates]} if axis["scale"] == "x" else {})
            for axis in spec["axes"]
        ]
    y = [min(values), max(values)]
    return _drawn(_ranged(spec, x=[_stamp(min(dates)), _stamp(max(dates))], y=y))


def _text(x: float, y: float, text: str, weight: int = 400) -> Markup:
    return Markup('<text x="{:.5g}" y="{}" font-weight="{}">{}</text>').format(x, y, weight, text)


def _with_texts(svg: Markup, texts: list[Markup]) -> Markup:
    """A drawing with texts over it; Vega would measure them, which takes ten times as long as drawing."""
    style = Markup('font-family="{}" font-size="{}px" fill="currentColor"').format(_FONT, _FONT_PIXELS)
    group = Markup('<g transform="translate({0},{0})" {1}>').format(_PADDING, style)
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
    fixed = {"autosize": "none", "padding": room}
    return _compiled(chart.properties(width=_WIDTH).to_dict(validate=False) | fixed)


@cache
def _limits_spec() -> dict[str, Any]:
    months = alt.Chart().encode(
        x=alt.X("period:T", title=None, axis=alt.Axis(format="%b %y", tickCount=_TICKS))
    )
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=4))
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
        x=alt.X("night:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=_TICKS)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=4)),
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
