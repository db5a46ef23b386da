"""Dates as managers type them: a day, a question with its candidates, or none with a reason."""

import time
from datetime import date, datetime

import pytest

from assets.locality.cells import Cell
from assets.locality.date_forms import months
from assets.locality.dates import DateContext, context_for, read_date, read_date_cell, read_dates
from assets.locality.readings import vocabulary

AS_AT = date(2019, 5, 1)
EVENT = context_for("event", AS_AT, date(2019, 4, 1))
DUE = context_for("due", AS_AT, date(2019, 4, 1))
BIRTH = context_for("birth", AS_AT, date(2019, 4, 1))
UNSTATED = DateContext(None, None, date(1995, 1, 1), date(2026, 12, 31))


def of(text, context=EVENT):
    return read_date(text, "text", None, context)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("11/04/2019", "2019-04-11"),
        ("1/4/19", "2019-04-01"),
        (" 13/05/2019\xa0", "2019-05-13"),
        ("10.04.2019", "2019-04-10"),
        ("07–11–2018", "2018-11-07"),
        ("07\\11\\2018", "2018-11-07"),
        ("3 2 19", "2019-02-03"),
        ("07112018", "2018-11-07"),
        ("20181107", "2018-11-07"),
        ("2018-11-07 09:15:22.123456", "2018-11-07"),
        ("2018/11/7", "2018-11-07"),
        ("2018-Nov-07", "2018-11-07"),
        ("7 Nov '18", "2018-11-07"),
        ("7thNov2018", "2018-11-07"),
        ("07NOV18", "2018-11-07"),
        ("Nov. 7, 2018", "2018-11-07"),
        ("the 7th of November 2018", "2018-11-07"),
        ("Weds 7/11/18", "2018-11-07"),
        ("7/11/2018 (Wed)", "2018-11-07"),
        ("7/11/18, 2pm", "2018-11-07"),
        ("10:30 7 Nov 2018", "2018-11-07"),
        ("07/11/2018 1430hrs", "2018-11-07"),
        ("Wed Nov 07 2018 00:00:00 GMT+0000 (Greenwich Mean Time)", "2018-11-07"),
        ("07/11/2018.", "2018-11-07"),
        ("3ydd o Fawrth 2019", "2019-03-03"),
        ("Dydd Mawrth 5 Mawrth 2019", "2019-03-05"),
        ("7 Novemeber 2018", "2018-11-07"),
        ("7 Arpil 2019", "2019-04-07"),
        ("29/02/2020", "2020-02-29"),
        ("43043", "2017-11-04"),
        ("1/4/19 14:00hrs", "2019-04-01"),
        ("3rd.April.2019", "2019-04-03"),
        ("3/Apr/19", "2019-04-03"),
        ("[01/04/19]", "2019-04-01"),
        ("1 Apr ’19", "2019-04-01"),
        ("2019-04-01T23:30:00+01:00", "2019-04-01"),
        ("1 Janurary 2019", "2019-01-01"),
        ("3 Jnauary 2019", "2019-01-03"),
        ("3 Mrch 2019", "2019-03-03"),
        ("'03/04/19", "2019-04-03"),
    ],
)
def test_a_day_is_read_day_first_however_it_is_written(typed, day):
    reading = of(typed)
    assert (reading.state, str(reading.value)) == ("read", day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2019-06-30T23:30:00Z", "2019-07-01"),
        ("2019-07-01T00:30:00+01:00", "2019-07-01"),
        ("2019-02-03T23:30:00Z", "2019-02-03"),
        ("2019-03-31T00:59:00Z", "2019-03-31"),
        ("2019-10-27T23:30:00Z", "2019-10-27"),
    ],
)
def test_a_time_in_utc_falls_on_the_day_it_was_in_the_united_kingdom(typed, day):
    assert str(of(typed).value) == day


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("31/11/2018", "no such date"),
        ("29/02/2019", "no such date"),
        ("29/2/19", "no such date"),
        ("00/04/2019", "no such date"),
        ("11/31/2018", "no such date"),
        ("31 June 2019", "no such date"),
        ("31st April", "no such date"),
        ("07/11/218", "no such date: a year of 3 digits"),
        ("07/11/1018", "no such date: a year out of reach"),
        ("07/1l/2018", "no such date: a letter stands for a digit"),
        ("07/11/2018/08/11/2018", "no such date: not the parts of a date"),
        ("n/k", "free_text"),
        ("not known", "free_text"),
        ("see file", "free_text"),
        ("see notes", "free_text"),
        ("2 yrs", "free_text"),
        ("may need visit", "free_text"),
        ("yes", "free_text"),
        ("12", "stray number: not the serial of a date"),
        ("12,345", "stray number: not the serial of a date"),
        ("#REF!", "an error of the spreadsheet, not a value"),
        ("########", "shown as ####: the column was too narrow when it was copied"),
    ],
)
def test_what_cannot_be_a_date_is_unreadable_and_says_why(typed, note):
    assert of(typed) == ("unreadable", None, note)


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("04/25/2019", "only possible month first: 2019-04-25"),
        ("Mon 3 Feb 2019", "the weekday typed is not that of the date, a Sunday: 2019-02-03"),
        ("7/11/18 & 14/11/18", "several days: 2018-11-07, 2018-11-14"),
        ("07/11/2018-09/11/2018", "several days: 2018-11-07, 2018-11-09"),
        ("7-9 Nov 2018", "several days: 2018-11-07, 2018-11-09"),
        ("DNA 07/11/2018", "words beside the date: 2018-11-07"),
        ("07/11/2018 CANCELLED", "words beside the date: 2018-11-07"),
        ("~07/11/2018", "said to be about then: 2018-11-07"),
        ("03/02/29", "two-digit year, either way out of the ordinary: 1929-02-03, 2029-02-03"),
        ("030219", "six digits: 2019-02-03, 2003-02-19"),
        ("01/01/1900", "a date that often stands for none: 1900-01-01"),
        ("3.2", "may be a number: 2019-02-03"),
        ("Nov 2018", "a month, a year or part of one, no day"),
        ("Jan ish", "a month, a year or part of one, no day"),
        ("wk 45", "a month, a year or part of one, no day"),
        ("2018/19", "a month, a year or part of one, no day"),
        ("last week", "a day told from another, which is not stated"),
        ("Tuesday", "a day told from another, which is not stated"),
    ],
)
def test_what_may_be_several_dates_is_a_question_with_its_candidates(typed, note):
    assert of(typed) == ("ambiguous", None, note)


def test_a_week_is_its_seven_days_from_its_beginning_or_up_to_its_end():
    assert of("w/c 04/02/2019").note.startswith("a week, not a day: 2019-02-04, 2019-02-05")
    assert of("w/e 10/02/19").note == of("w/c 04/02/2019").note
    assert of("w/c 4/2").note == of("w/c 04/02/2019").note
    assert of("w/c 4/2", UNSTATED) == ("ambiguous", None, "no year")


@pytest.mark.parametrize(
    ("typed", "context", "day", "note"),
    [
        ("16th April", EVENT, "2019-04-16", "no year: 2019 from the tracker of April 2019"),
        ("3rd Feb", EVENT, "2019-02-03", "no year: 2019 from the tracker of April 2019"),
        ("4th November", EVENT, "2019-11-04", "no year: 2019 from the tracker of April 2019"),
        ("28 Dec", EVENT, "2018-12-28", "no year: 2018 from the tracker of April 2019"),
        ("1 Sept", EVENT, "2018-09-01", "no year: 2018 from the tracker of April 2019"),
        ("31/12", EVENT, "2018-12-31", "no year: 2018 from the tracker of April 2019"),
        ("13 July", EVENT, "2018-07-13", "no year: 2018 from the tracker of April 2019"),
        ("20 May", EVENT, "2019-05-20", "no year: 2019 from the tracker of April 2019"),
        ("Tues 16 April", EVENT, "2019-04-16", "no year: 2019 from the tracker of April 2019"),
        ("16/4", EVENT, "2019-04-16", "no year: 2019 from the tracker of April 2019"),
        ("1st October", DUE, "2019-10-01", "no year: 2019 from the tracker of April 2019"),
        (
            "16th April",
            EVENT._replace(period=None),
            "2019-04-16",
            "no year: 2019 from the as-at date 2019-05-01",
        ),
        (
            "16th December",
            context_for("event", date(2020, 1, 31), date(2020, 1, 1)),
            "2019-12-16",
            "no year: 2019 from the tracker of January 2020",
        ),
        (
            "9th January",
            context_for("review", date(2019, 11, 30), date(2019, 11, 1)),
            "2020-01-09",
            "no year: 2020 from the tracker of November 2019",
        ),
    ],
)
def test_a_day_without_its_year_takes_the_year_of_the_tracker_and_says_so(typed, context, day, note):
    reading = of(typed, context)
    assert (reading.state, str(reading.value), reading.note) == ("read", day, note)


def test_a_day_without_its_year_stays_a_question_where_nothing_states_it():
    assert of("3rd April", UNSTATED) == ("ambiguous", None, "no year")
    assert of("3rd April", BIRTH) == ("ambiguous", None, "no year")
    assert of("Mon 16 April") == (
        "ambiguous",
        None,
        "the weekday typed is not that of the date, a Tuesday: 2019-04-16",
    )


def test_the_century_of_a_birth_is_told_from_the_as_at_date():
    assert of("31/1/06", BIRTH).value == date(2006, 1, 31)
    assert of("5/6/99", BIRTH).value == date(1999, 6, 5)
    assert of("1/12/19", BIRTH).value == date(2019, 12, 1), "an unborn child's due date"
    assert of("1/12/21", BIRTH).state == "ambiguous"


def test_a_day_outside_the_window_is_read_as_typed_and_says_so():
    reading = of("04/11/2031")
    assert (reading.state, reading.value) == ("read", date(2031, 11, 4))
    assert "outside 1995-01-01 to 2021-05-01" in reading.note
    assert of("04/11/2019") == ("read", date(2019, 11, 4), "four-digit year"), (
        "day and month swapped, not ours to mend"
    )


@pytest.mark.parametrize("typed", ["", "   ", "\xa0", "\u200b"])
def test_nothing_typed_is_blank(typed):
    assert of(typed).state == "blank"


@pytest.mark.parametrize(
    "typed", ["n/a", "N / A", "TBC", "T.B.C.", "-", "—", "none", "Not yet seen", "DNA", "31/12/9999"]
)
def test_what_says_there_is_no_date_is_nothing(typed):
    assert of(typed).state == "nothing"


def cell(kind, value, text="", raw=None):
    return Cell(2, 3, text, value, kind, raw)


def test_cells_of_every_kind_are_read():
    assert read_date_cell(cell("date", date(2019, 4, 3)), EVENT).value == date(2019, 4, 3)
    assert read_date_cell(cell("date", datetime(2019, 4, 3, 14, 30)), EVENT).value == date(2019, 4, 3)  # noqa: DTZ001
    assert read_date_cell(cell("number", 43525.0, "43525", "43525"), EVENT).value == date(2019, 3, 1)
    assert read_date_cell(cell("number", 43525.6, "43525.6", "43525.6"), EVENT).value == date(2019, 3, 1)
    assert read_date_cell(cell("number", 7112018.0, "7112018", "7112018"), EVENT).value == date(2018, 11, 7)
    assert read_date_cell(cell("number", 12.0, "12", "12"), EVENT).state == "unreadable"
    assert read_date_cell(cell("number", 2019.0, "2019", "2019"), EVENT).state == "ambiguous"
    assert read_date_cell(cell("date", date(1900, 1, 12)), EVENT).state == "ambiguous"
    assert read_date_cell(cell("bool", True, "TRUE"), EVENT).state == "unreadable"
    assert read_date_cell(cell("error", None, "#REF!"), EVENT).state == "unreadable"
    assert "not stored" in read_date_cell(cell("uncached", None), EVENT).note
    assert read_date_cell(cell("text", "3rd Feb", "3rd Feb"), EVENT).value == date(2019, 2, 3)


def test_a_serial_counts_from_the_workbooks_own_first_day():
    assert read_date("42037", "number", "42037", EVENT._replace(date_1904=True)).value == date(2019, 2, 3)
    assert read_date("43499", "number", "43499", EVENT).value == date(2019, 2, 3)


@pytest.mark.parametrize(("name", "number"), sorted(months().items()))
def test_every_name_of_a_month_is_read(name, number):
    assert of(f"1 {name} 2019").value == date(2019, number, 1)


@pytest.mark.parametrize("names", vocabulary()["weekdays"])
def test_every_name_of_a_weekday_is_believed_only_on_its_day(names):
    weekday = vocabulary()["weekdays"].index(names)
    for name in names:
        assert of(f"{name} {weekday + 1}/4/19").state == "read", "1 April 2019 was a Monday"
        assert of(f"{name} {weekday + 2}/4/19").state == "ambiguous"


@pytest.mark.parametrize("word", vocabulary()["weeks"] + vocabulary()["week_ends"])
def test_every_word_for_a_week_makes_a_date_a_week(word):
    assert of(f"{word} 5/11/18").note.startswith("a week, not a day")


@pytest.mark.parametrize("word", vocabulary()["relative"])
def test_every_word_for_another_day_is_a_question(word):
    assert of(word).state == "ambiguous"


@pytest.mark.parametrize("word", vocabulary()["vague"])
def test_every_vague_word_leaves_the_day_of_a_date_open(word):
    assert of(f"{word} 5/11/18") == ("ambiguous", None, "said to be about then: 2018-11-05")
    assert of(f"{word} November 2018").state == "ambiguous"


def test_a_bare_month_among_words_is_no_date():
    assert of("ask June") == ("unreadable", None, "free_text")
    assert of("November").state == "ambiguous"


@pytest.mark.parametrize(
    "text",
    ["1" + "-" * 30_000, "3 feb " * 5_000, "(" * 30_000, "janxary " * 4_000 + "3", "1 of the " * 3_000],
)
def test_a_cell_filled_to_its_limit_is_read_at_once_and_noted_shortly(text):
    started = time.process_time()
    assert len(of(text).note) < 250
    assert time.process_time() - started < 2


def test_distinct_texts_are_read_once_in_the_order_of_the_column():
    assert [reading.state for reading in read_dates(["3/2/19", "n/a", "3/2/19", ""], EVENT)] == [
        "read",
        "nothing",
        "read",
        "blank",
    ]


def test_a_million_texts_of_a_county_are_read_in_two_seconds():
    day = [f"{d:02}/{m:02}/{y}" for y in range(2004, 2020) for m in range(1, 13) for d in range(1, 29)]
    named = [f"{d} Apr 20{y:02}" for y in range(4, 20) for d in range(1, 29)]
    column = ((day + named + ["n/a", "TBC", "", "16th April", "see file"]) * 250)[:1_000_000]
    started = time.process_time()
    assert len(read_dates(column, EVENT)) == 1_000_000
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "typed",
    [
        *("1/4/19 x2", "1/4/19 + 8/4/19", "1/4/19 or 2/4/19", "1 or 2 April 2019", "03/04/19;10/04/19"),
        *("wc01/04/2019", "WC 1.4.19", "w/e 5/4", "1st wk April", "2nd week of April 2019", "wk 14"),
        *("mid-April", "by 5/4/19", "since 5/4/19", "5/4/19 ish", "c. 5/4/19", "after Easter", "last week"),
        *(
            "DNA 3/4/19",
            "Cancelled 3/4/19",
            "3/4/19 no access",
            "not seen 3/4/19",
            "due 12/5/19",
            "tbc 12/5/19",
        ),
        *("4/13/19", "030419", "Thurs 3/4/19", "Apr-19", "04/2019", "Q1 2019", "1/4/19 @2"),
    ],
)
def test_what_a_manager_leaves_open_is_a_question_and_never_a_day(typed):
    assert of(typed).state == "ambiguous"


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("1/4/l9", "no such date: a letter stands for a digit"),
        ("05/o4/2019", "no such date: a letter stands for a digit"),
        ("11/31/2018", "no such date"),
        ("31 Sept 2019", "no such date"),
        ("5/4/201", "no such date: a year of 3 digits"),
        ("12/042019", "no such date: not the parts of a date"),
        ("1204/2019", "no such date: not the parts of a date"),
        ("12/0419", "no such date: not the parts of a date"),
        ("1204/19", "no such date: not the parts of a date"),
        ("1/42019", "no such date: not the parts of a date"),
        ("weekly", "free_text"),
    ],
)
def test_what_is_mistyped_or_says_no_day_is_refused_with_its_reason(typed, note):
    assert (of(typed).state, of(typed).note) == ("unreadable", note)
