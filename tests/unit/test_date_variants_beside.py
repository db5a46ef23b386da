"""Further dates as English and Welsh managers type them, in the spirit of specs/date_variants.csv.

Each answer was decided by that list's principles before it was tried: a date, a question ('ambiguous'), a
date that was meant and cannot be ('invalid'), or none at all ('missing'). Never swapped, never guessed.
"""

from datetime import date

import pytest

from assets.locality.dates import DateContext, read_date
from assets.locality.readings import FREE_TEXT, Reading

# As in that list, no tracker and no as-at date are stated.
UNSTATED = DateContext(None, None, date(1995, 1, 1), date(2026, 12, 31))

VARIANTS = [
    # raw, cell type, expected, class
    ("14-11-17", "text", "2017-11-14", "uk_numeric_2y"),
    ("14.11.2017.", "text", "2017-11-14", "uk_numeric"),
    ("14,11,2017", "text", "2017-11-14", "uk_numeric"),
    ("14_11_2017", "text", "2017-11-14", "uk_numeric"),
    ("14/11-2017", "text", "2017-11-14", "typo"),
    ("4/11/ 2017", "text", "2017-11-04", "whitespace"),
    ("14/11/2017\n", "text", "2017-11-14", "whitespace"),
    ("2019-3-5", "text", "2019-03-05", "iso"),
    ("2019.03.05", "text", "2019-03-05", "iso"),
    ("5/3/019", "text", "invalid", "typo"),
    ("5/3/9", "text", "invalid", "typo"),
    ("5/3/2109", "text", "invalid", "typo"),
    ("14/ll/2017", "text", "invalid", "typo"),
    ("14/112017", "text", "invalid", "typo"),
    ("\uff11\uff14/\uff11\uff11/\uff12\uff10\uff11\uff17", "text", "2017-11-14", "unicode"),
    ("14\u204411\u20442017", "text", "2017-11-14", "unicode"),
    ("14\u201111\u20112017", "text", "2017-11-14", "unicode"),
    ("14\u221211\u22122017", "text", "2017-11-14", "unicode"),
    ("14\u202fNov\u20032017", "text", "2017-11-14", "unicode"),
    ("\u200e14/11/2017", "text", "2017-11-14", "unicode"),
    ("\u201c14/11/2017\u201d", "text", "2017-11-14", "unicode"),
    ("Mar 3rd, 2019", "text", "2019-03-03", "textual_us"),
    ("the 3rd of March 2019", "text", "2019-03-03", "textual"),
    ("3 rd March 2019", "text", "2019-03-03", "textual"),
    ("1st. May 2019", "text", "2019-05-01", "textual"),
    ("1 st of May, 2019", "text", "2019-05-01", "textual"),
    ("21th March 2019", "text", "2019-03-21", "textual"),
    ("2rd March 2019", "text", "ambiguous", "typo"),
    ("Sept. 22 2018", "text", "2018-09-22", "textual_us"),
    ("22SEPT2018", "text", "2018-09-22", "textual"),
    ("22-Sep-2018 00:00", "text", "2018-09-22", "textual"),
    ("22.Sep.18", "text", "2018-09-22", "textual"),
    ("2018 September 22", "text", "2018-09-22", "textual"),
    ("Saturday, September 22, 2018", "text", "2018-09-22", "textual_us"),
    ("22/09/2018 Saturday", "text", "2018-09-22", "textual"),
    ("Fri 22 Sept 2018", "text", "ambiguous", "textual"),
    ("Thurs. 1st Nov. 2018", "text", "2018-11-01", "textual"),
    ("3rd mrach 2019", "text", "2019-03-03", "typo"),
    ("5 Jnue 2018", "text", "2018-06-05", "typo"),
    ("5 Agust 2018", "text", "2018-08-05", "typo"),
    ("5 Ju 2018", "text", "ambiguous", "typo"),
    ("14eg o Dachwedd 2017", "text", "2017-11-14", "welsh"),
    ("20fed o Fehefin 2018", "text", "2018-06-20", "welsh"),
    ("2il Chwef 2019", "text", "2019-02-02", "welsh"),
    ("9 Gorff. 2018", "text", "2018-07-09", "welsh"),
    ("6 Fedi 2018", "text", "2018-09-06", "welsh"),
    ("14 Tachewdd 2017", "text", "2017-11-14", "welsh"),
    ("Dydd Llun 9 Gorffennaf 2018", "text", "2018-07-09", "welsh"),
    ("Dydd Gwener 9 Gorffennaf 2018", "text", "ambiguous", "welsh"),
    ("Nos Fawrth 6 Mawrth 2018", "text", "2018-03-06", "welsh"),
    ("Llun 9/7/18", "text", "2018-07-09", "welsh"),
    ("wythnos yn dechrau 9/7/18", "text", "ambiguous", "welsh"),
    ("14/11/17 at 3 p.m.", "text", "2017-11-14", "uk_time"),
    ("3pm on 14/11/17", "text", "2017-11-14", "uk_time"),
    ("14/11/17 (14:00-15:30)", "text", "2017-11-14", "uk_time"),
    ("14/11/17 2-3pm", "text", "2017-11-14", "uk_time"),
    ("14/11/17 midday", "text", "2017-11-14", "uk_time"),
    ("3.2.2019 10.30", "text", "2019-02-03", "uk_time"),
    ("2018-07-09T23:30:00Z", "text", "2018-07-10", "iso_time"),
    ("3/3/19 & 17/3/19", "text", "ambiguous", "two_dates"),
    ("3/3 & 17/3/19", "text", "ambiguous", "two_dates"),
    ("3/3/19\n17/3/19", "text", "ambiguous", "two_dates"),
    ("3rd & 17th March 2019", "text", "ambiguous", "two_dates"),
    ("3/3/19 -> 17/3/19", "text", "ambiguous", "two_dates"),
    ("DOB unknown", "text", "missing", "annotated"),
    ("EDD 04/07/2019", "text", "ambiguous", "annotated"),
    ("unborn - EDD 4/7/19", "text", "ambiguous", "annotated"),
    ("unborn", "text", "missing", "token"),
    ("rescheduled to 17/3/19", "text", "ambiguous", "annotated"),
    ("3/3/19*", "text", "ambiguous", "annotated"),
    ("3/3/19 (tbc)", "text", "ambiguous", "annotated"),
    ("approx 3/3/19", "text", "ambiguous", "vague"),
    ("mid-March 2019", "text", "ambiguous", "vague"),
    ("W/C: 04.03.19", "text", "ambiguous", "week_commencing"),
    ("week beginning 4th March 2019", "text", "ambiguous", "week_commencing"),
    ("Week of 4 March 2019", "text", "ambiguous", "week_commencing"),
    ("2018-19", "text", "ambiguous", "period"),
    ("FY18/19", "text", "ambiguous", "period"),
    ("Q4 18/19", "text", "ambiguous", "period"),
    ("03/2019", "text", "ambiguous", "month_only"),
    ("April 19", "text", "ambiguous", "month_only"),
    ("Spring 2019", "text", "ambiguous", "period"),
    ("201811", "text", "ambiguous", "period"),
    ("14th", "text", "ambiguous", "no_year"),
    ("14 Nov", "text", "ambiguous", "no_year"),
    ("next Tues", "text", "ambiguous", "relative"),
    ("3 weeks ago", "text", "ambiguous", "relative"),
    ("00/00/0000", "text", "invalid", "sentinel"),
    ("01/01/1970", "text", "ambiguous", "sentinel"),
    ("31/12/2099", "text", "missing", "sentinel"),
    ("41991", "number_1904", "2018-12-19", "excel_serial_1904"),
    ("43453.99999", "number", "2018-12-19", "excel_serial"),
    ("3022019", "number", "2019-02-03", "excel_artefact"),
    ("0.00063091", "number", "missing", "stray_number"),
    ("365", "number", "missing", "stray_number"),
    ("60001", "number", "missing", "stray_number"),
    ("2 visits", "text", "missing", "stray_number"),
    ("11-14-2017", "text", "ambiguous", "us_swapped"),
    ("2017-14-11", "text", "ambiguous", "us_swapped"),
    ("31st June 2018", "text", "invalid", "impossible"),
    ("29/02/2100", "text", "invalid", "impossible"),
    ("4/7/98", "text", "1998-07-04", "uk_numeric_2y"),
    ("4/7/94", "text", "ambiguous", "uk_numeric_2y"),
    ("\u2014", "text", "missing", "token"),
    ("\u2713", "text", "missing", "token"),
    ("#N/A", "error", "missing", "error_value"),
]


def as_the_list_says(reading: Reading) -> str:
    if reading.state == "read":
        return str(reading.value)
    if reading.state == "ambiguous":
        return "ambiguous"
    no_date_meant = reading.note == FREE_TEXT or reading.note.startswith(("stray number", "an error"))
    return "missing" if reading.state in ("blank", "nothing") or no_date_meant else "invalid"


@pytest.mark.parametrize(("raw", "cell_type", "expected", "of_class"), VARIANTS)
def test_a_variant_is_read_as_was_decided_before(raw, cell_type, expected, of_class):
    kind, _, epoch = cell_type.partition("_")
    context = UNSTATED._replace(date_1904=epoch == "1904")
    reading = read_date(raw, kind, raw if kind == "number" else None, context)
    assert as_the_list_says(reading) == expected, (of_class, reading)
