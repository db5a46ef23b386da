"""A stored number shows as a UK Excel shows it in its number format."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from assets.locality.number_formats import NumberShower


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("18307.0", None, "18307"),
        ("0.30000000000000004", None, "0.3"),
        ("123456789012345678", None, "123456789012345678"),
        ("-12", None, "-12"),
        ("-0", None, "0"),
        ("0.774", "0%", "77%"),
        ("0.0067", "0.00%", "0.67%"),
        ("0.285", "0%", "29%"),  # 28.499999999999996 as a float; Excel rounds the decimal
        ("0.25", "0.0", "0.3"),
        ("2.45", "0.0", "2.5"),
        ("2.5", "0", "3"),
        ("-2.5", "0", "-3"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0", "#,##0", "0"),
        ("1234567", "#,##0,", "1,235"),
        ("5", "000000", "000005"),
        ("123456789", "000-000-000", "123-456-789"),
        ("0.1", "#.##", ".1"),
        ("0", "#", "0"),  # an empty cell would hide that there is a number
        ("-12", "0;(0)", "(12)"),
        ("0", "0;-0;;@", "0"),
        ("0", '0;-0;"none"', "none"),
        ("150", "[>=100]#,##0;0.00", "150"),
        ("50", "[>=100]#,##0;0.00", "50.00"),
        ("5", '0 "days"', "5 days"),
        ("0.5", "[$£-809]#,##0.00", "£0.50"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("12", "@", "12"),
        ("1.5", "# ?/?", "1.5"),
    ],
)
def test_numbers(raw: str, code: str | None, text: str) -> None:
    shown = NumberShower().show(raw, code)
    assert shown == (text, float(raw), "number")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("dd/mm/yyyy", "03/04/2019"),
        ("d-mmm-yy", "3-Apr-19"),
        ("dd.mm.yy", "03.04.19"),
        ("mmm-yy", "Apr-19"),
        ("[$-809]dddd, dd mmmm yyyy;@", "Wednesday, 03 April 2019"),
        ("[$-F800]dddd, mmmm dd, yyyy", "03 April 2019"),
        ("yyyy\\-mm\\-dd", "2019-04-03"),
        ("ddd d/m", "Wed 3/4"),
        ("mmmmm", "A"),
    ],
)
def test_dates(code: str, text: str) -> None:
    assert NumberShower().show("43558", code) == (text, date(2019, 4, 3), "date")


@pytest.mark.parametrize(
    ("raw", "code", "text", "value"),
    [
        ("43558.5", "dd/mm/yyyy", "03/04/2019", datetime.fromisoformat("2019-04-03T12:00")),
        ("43558", "dd/mm/yyyy hh:mm", "03/04/2019 00:00", datetime.fromisoformat("2019-04-03")),
        ("43558.75", "d mmm h:mm AM/PM", "3 Apr 6:00 PM", datetime.fromisoformat("2019-04-03T18:00")),
        ("43558.999999", "dd/mm/yyyy", "04/04/2019", date(2019, 4, 4)),
        ("0.4375", "hh:mm", "10:30", time(10, 30)),
    ],
)
def test_times(raw: str, code: str, text: str, value: object) -> None:
    assert NumberShower().show(raw, code) == (text, value, "date")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("0", "00/01/1900"),
        ("60", "29/02/1900"),
        ("-1", "########"),
        ("20190403", "########"),
    ],
)
def test_what_is_no_date_stays_a_number(raw: str, text: str) -> None:
    assert NumberShower().show(raw, "dd/mm/yyyy") == (text, float(raw), "number")


@pytest.mark.parametrize(
    ("raw", "day"), [("1", date(1900, 1, 1)), ("59", date(1900, 2, 28)), ("61", date(1900, 3, 1))]
)
def test_the_leap_day_that_excel_invented(raw: str, day: date) -> None:
    assert NumberShower().show(raw, "dd/mm/yyyy")[1] == day


def test_the_1904_calendar() -> None:
    shower = NumberShower(date_1904=True)
    assert shower.show("0", "dd/mm/yyyy") == ("01/01/1904", date(1904, 1, 1), "date")
    assert shower.show("42096", "dd/mm/yyyy") == ("03/04/2019", date(2019, 4, 3), "date")


def test_elapsed_time_is_a_number() -> None:
    assert NumberShower().show("1.5", "[h]:mm") == ("36:00", 1.5, "number")


def test_what_is_no_number_is_not_shown_as_one() -> None:
    for raw in ("five", "nan", "inf", ""):
        with pytest.raises(ValueError, match=r"number|float"):
            NumberShower().show(raw, "0")
