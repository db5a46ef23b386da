"""Draws the pages' charts as static SVG, without a browser.

Belongs here: the look of a waterfall, of months between their limits, of nights.
Does not belong here: which figures are drawn, what a chart's title and summary say.
"""

from __future__ import annotations

import re
import textwrap
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

# The Analysis Function's palette; page.css has lighter ones for the dark, by these very codes.
BLUE, ORANGE, GREY = "#12436D", "#C4500B", "#5F6A72"
_FONT = "system-ui, sans-serif"
_LABEL_SIGNS = 36
_LABEL_PIXELS = 270
_PANEL_SIGNS = 44
_LINE_PIXELS, _ROW_PIXELS = 16, 38
_CONFIG: dict[str, Any] = {
    # The page says in words and in a table what is drawn; the marks are one picture to a screen reader.
    "aria": False,
    "background": "transparent",
    "padding": {"left": 5, "right": 45, "top": 5, "bottom": 5},
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": "currentColor",
        "titleColor": "currentColor",
        "domainColor": GREY,
        "tickColor": GREY,
        "gridColor": GREY,
        "gridOpacity": 0.25,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
    },
    "header": {
        "labelColor": "currentColor",
        "labelFontSize": 13,
        "labelFontWeight": 600,
        "labelAnchor": "start",
        "labelExpr": "split(datum.label, '\\n')",
    },
    "text": {"color": "currentColor", "fontSize": 13},
}


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a waterfall: a step from `start` to `end`, or (both the same) a value reached."""

    label: str
    start: float
    end: float
    shown: str

    @property
    def is_value(self) -> bool:
        """Whether it is one of the three values, not a step between two."""
        return self.start == self.end


def waterfall(bars: list[Bar], unit: str, is_whole: bool) -> Markup:
    """The way from the system's value to the typed one, from top to bottom.

    Args:
        bars: the rows, in order.
        unit: the title of the axis.
        is_whole: whether it counts whole things, so that the axis has no halves.
    """
    rows = [
        {
            "place": place,
            "label": "\n".join(textwrap.wrap(bar.label, _LABEL_SIGNS)),
            "start": bar.start,
            "end": bar.end,
            "shown": bar.shown,
            "sort": "value" if bar.is_value else "more" if bar.end > bar.start else "less",
        }
        for place, bar in enumerate(bars)
    ]
    spec = deepcopy(_waterfall_spec())
    spec["data"]["values"] = rows
    lines = max(row["label"].count("\n") + 1 for row in rows)
    spec["height"] = max(_ROW_PIXELS, _LINE_PIXELS * lines + 8) * len(rows)
    x = spec["layer"][0]["encoding"]["x"]
    x["title"] = unit
    if is_whole:
        ends = [end for bar in bars for end in (bar.start, bar.end)]
        x["axis"] |= {"tickCount": min(5, max(ends) - min(ends)), "format": ",d"}
    return _drawn(spec)


def limits(rows: list[dict[str, Any]]) -> Markup:
    """Months between their limits, a panel for each `panel`.

    Args:
        rows: panel, period (ISO), value, mean, lower, upper (None: no limits), unusual.
    """
    rows = [{**row, "panel": "\n".join(textwrap.wrap(row["panel"], _PANEL_SIGNS))} for row in rows]
    spec = deepcopy(_limits_spec())
    spec["data"] = {"values": rows}
    spec["facet"]["sort"] = _panels(rows)
    return _drawn(spec)


def nights(rows: list[dict[str, Any]]) -> Markup:
    """How much agreed night by night, a panel for each locality; rows: panel, night (ISO), accuracy."""
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("night:T", title=None, axis=alt.Axis(format="%-d %b", tickCount=4)),
        y=alt.Y("accuracy:Q", title=None, scale=alt.Scale(zero=False), axis=alt.Axis(tickCount=4)),
    )
    layers = (base.mark_line(color=BLUE) + base.mark_point(color=BLUE, filled=True)).properties(
        width=220, height=90
    )
    panels = layers.facet(facet=alt.Facet("panel:N", sort=_panels(rows), title=None), columns=3)
    return _drawn(panels.to_dict(validate=False))


# Altair takes longer to build a chart than the chart takes to be drawn: one is built of each sort, and given
# its rows as often as it is needed.
@cache
def _limits_spec() -> dict[str, Any]:
    months = alt.Chart().encode(x=alt.X("period:T", title=None, axis=alt.Axis(format="%b %y", tickCount=4)))
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
        data=alt.InlineData(values=[]),
    ).properties(width=300, height=120)
    panels = layers.facet(
        facet=alt.Facet("panel:N", title=None), columns=3, spacing={"row": 18, "column": 24}
    )
    return panels.resolve_scale(y="independent").to_dict(validate=False)


@cache
def _waterfall_spec() -> dict[str, Any]:
    rows = alt.Chart(alt.InlineData(values=[])).encode(
        y=alt.Y(
            "place:O",
            title=None,
            axis=alt.Axis(
                # A field of the row as its axis label: Vega gives the axis only the place.
                labelExpr="split(data('rows')[datum.value].label, '\\n')",
                labelLimit=_LABEL_PIXELS,
                # The reader's font may be wider than the one that it was drawn with.
                minExtent=_LABEL_PIXELS,
                domain=False,
                ticks=False,
                labelPadding=8,
            ),
        )
    )
    place = alt.X("start:Q", scale=alt.Scale(zero=False, nice=True), axis=alt.Axis(tickCount=5))
    sorts = _coded("sort:N", {"more": BLUE, "less": ORANGE, "value": GREY})
    steps, values = alt.datum.sort != "value", alt.datum.sort == "value"
    right = alt.expr.max(alt.datum.start, alt.datum.end)
    chart = alt.layer(
        rows.mark_bar(size=22).encode(x=place, x2="end:Q", color=sorts).transform_filter(steps),
        rows.mark_tick(thickness=5, size=30).encode(x="start:Q", color=sorts).transform_filter(values),
        rows.mark_text(align="left", dx=8, fontWeight=600)
        .encode(x="right:Q", text="shown:N")
        .transform_calculate(right=right),
    ).properties(width=380)
    spec = chart.to_dict(validate=False)
    spec["data"] = {"values": [], "name": "rows"}
    for layer in spec["layer"]:
        layer.pop("data", None)
    return spec


def _panels(rows: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(row["panel"] for row in rows))


def _coded(field: str, colours: dict[str, str]) -> alt.Color:
    return alt.Color(field, scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None)


def _drawn(spec: dict[str, Any]) -> Markup:
    """SVG to stand in a page: as wide as there is room for, no more than its own width."""
    svg = vl_convert.vegalite_to_svg({**spec, "config": _CONFIG})
    # The picture's name is its figure's caption; sizes come from the page's own style.
    svg = re.sub(r' xmlns:xlink="[^"]*"| version="[^"]*"', "", svg, count=2)
    svg = re.sub(r"^<svg ", '<svg aria-hidden="true" focusable="false" ', svg)
    # Altair escapes every text; nothing in it is a tag of anybody else's.
    return Markup(svg)  # noqa: S704
