"""A chart over time has round numbers and its own dates along its axes, each beside its line of the grid."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from markupsafe import Markup

from assets.publishing.charts import limits, nights

NIGHT = date(2019, 5, 1)


def drawn_nights(days: list[int], values: list[float]) -> Markup:
    """The nights so many days before NIGHT."""
    dates = [NIGHT - timedelta(days=one) for one in days]
    rows = [{"night": day.isoformat(), "value": value} for day, value in zip(dates, values, strict=True)]
    return nights(rows, dates, values)


def texts(svg: Markup, anchor: str) -> list[str]:
    return re.findall(rf'text-anchor="{anchor}">([^<]*)<', svg)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([0, 4], ["0", "1", "2", "3", "4"]),
        ([0, 1], ["0.0", "0.5", "1.0"]),
        ([12.3, 31], ["10", "15", "20", "25", "30", "35"]),
        ([71.4, 72.1], ["71.4", "71.6", "71.8", "72.0", "72.2"]),
        ([-3, 5], ["−4", "−2", "0", "2", "4", "6"]),
        ([900, 12_345], ["0", "5,000", "10,000", "15,000"]),
        ([0, 0], ["0.0", "0.5", "1.0"]),
        ([100, 100], ["99.0", "99.5", "100.0", "100.5", "101.0"]),
    ],
)
def test_values_stand_between_round_numbers(values: list[float], shown: list[str]) -> None:
    assert texts(drawn_nights([1, 0], values), "end") == shown


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ([0], ["1 May"]),
        ([1, 0], ["1 May", "30 Apr"]),
        ([3, 2, 1, 0], ["1 May", "30 Apr", "29 Apr", "28 Apr"]),
        ([30, 1, 0], ["1 May", "1 Apr"]),
        (list(range(60)), ["1 May", "16 Apr", "1 Apr", "17 Mar"]),
    ],
)
def test_the_newest_night_and_some_before_it_are_named(days: list[int], shown: list[str]) -> None:
    assert texts(drawn_nights(days, [50.0] * len(days)), "middle") == shown


def test_a_years_months_are_named_by_quarters_whatever_their_length() -> None:
    months = [date(2018 + month // 12, month % 12 + 1, 1) for month in range(3, 16)]
    of_row = {"mean": None, "lower": None, "upper": None, "unusual": "no"}
    rows = [{"period": one.isoformat(), "value": one.month, **of_row} for one in months]
    assert texts(limits(rows, months), "middle") == ["Apr 19", "Jan 19", "Oct 18", "Jul 18", "Apr 18"]


def test_each_text_stands_at_its_tick() -> None:
    svg = drawn_nights([30, 20, 8, 0], [12.3, 20, 25, 31])
    across, down = (
        [float(one) for one in re.findall(rf'transform="translate\({place}\)" x2="{x2}" y2="{y2}"', svg)]
        for place, x2, y2 in ((r"([\d.]+),0", "0", "5"), (r"0,([\d.]+)", "-5", "0"))
    )
    places = re.findall(r'<text x="([-\d.]+)" y="([-\d.]+)"[^>]*text-anchor="(middle|end)"', svg)
    named = sorted(float(x) for x, _, anchor in places if anchor == "middle")
    numbered = sorted((float(y) - 4 for _, y, anchor in places if anchor == "end"), reverse=True)
    # Vega puts its lines on whole pixels.
    assert named == pytest.approx(across, abs=0.51)
    assert numbered == pytest.approx(down, abs=0.51)
    assert len(named) == 4
    assert len(numbered) == 6
