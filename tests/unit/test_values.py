"""What managers type that is not a date: yes and no, plans, ids, text, names, figures."""

import pytest

from assets.locality.readings import no_value, token, vocabulary
from assets.locality.values import (
    read_id,
    read_name_parts,
    read_number,
    read_plan_type,
    read_text,
    read_yes_no,
)

CODES = [("Y", word, read_yes_no) for word in vocabulary()["yes"]]
CODES += [("N", word, read_yes_no) for word in vocabulary()["no"]]
CODES += [
    (code, word, read_plan_type) for code, listed in vocabulary()["plan_types"].items() for word in listed
]


@pytest.mark.parametrize(("code", "word", "read"), CODES)
def test_every_word_of_the_vocabulary_gives_its_code_in_any_case(code, word, read):
    assert read(word) == ("read", code, "")
    assert read(f" {word.upper()}\xa0") == ("read", code, "")


@pytest.mark.parametrize(
    ("name", "state"), [("nothing", "nothing"), ("not_happened", "nothing"), ("not_known", "unreadable")]
)
def test_every_word_for_no_value_is_known_as_such(name, state):
    for word in vocabulary()[name]:
        assert token(word) == word, f"{word!r} is not written as it is compared"
        found = no_value(f" {word.title()} ")
        assert found is not None
        assert (found.state, found.value) == (state, None)


def test_no_word_means_two_things():
    lists = vocabulary()
    groups = {name: lists[name] for name in ("nothing", "not_happened", "not_known")}
    for codes in ({"yes": lists["yes"], "no": lists["no"]}, lists["plan_types"]):
        words = [word for listed in (groups | codes).values() for word in listed]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("typed", "state", "value"),
    [
        ("Yes ", "read", "Y"),
        ("✓", "read", "Y"),
        ("y", "read", "Y"),
        ("x", "read", "N"),
        ("No", "read", "N"),
        ("TRUE", "read", "Y"),
        ("", "blank", None),
        ("-", "nothing", None),
        ("n/a", "nothing", None),
        ("none", "nothing", None),
        ("n/k", "unreadable", None),
        ("partly", "unreadable", None),
    ],
)
def test_a_blank_or_a_dash_is_never_a_no(typed, state, value):
    assert read_yes_no(typed)[:2] == (state, value)


@pytest.mark.parametrize(
    ("text", "kind", "raw", "digits"),
    [
        ("ECL-0090778", "text", None, "90778"),
        ("ecl-0090778", "text", None, "90778"),
        ("ECL0090778", "text", None, "90778"),
        ("ECL 0090778", "text", None, "90778"),
        ("36562 ", "text", None, "36562"),
        ("'36562", "text", None, "36562"),
        ("18307.0", "text", None, "18307"),
        ("18307", "number", "18307.0", "18307"),
        ("18,307", "number", "18307", "18307"),
        ("1.23E+11", "number", "123456789012", "123456789012"),
        ("1.23E+11", "number", "1.23456789012E11", "123456789012"),
        ("00123456789012345678", "text", None, "123456789012345678"),
    ],
)
def test_an_id_is_its_digits_without_declared_prefix_and_zeros(text, kind, raw, digits):
    assert read_id(text, kind, raw, ("ECL-",)) == ("read", digits, "")


@pytest.mark.parametrize(
    ("text", "kind", "raw"),
    [
        ("LCS-18307", "text", None),
        ("18307 / 18308", "text", None),
        ("ECL-", "text", None),
        ("0", "text", None),
        ("18307.5", "number", "18307.5"),
        ("-5", "number", "-5"),
        ("inf", "number", "inf"),
        ("1.2E+17", "number", "123456789012345680"),
        ("03/02/2019", "date", "43499"),
        ("see file", "text", None),
        ("#REF!", "error", None),
    ],
)
def test_what_is_no_id_is_unreadable_and_says_why(text, kind, raw):
    reading = read_id(text, kind, raw, ("ECL-",))
    assert (reading.state, reading.value) == ("unreadable", None)
    assert reading.note


def test_an_id_left_out_is_not_unreadable():
    assert read_id("", "text", None).state == "blank"
    assert read_id("TBC", "text", None).state == "nothing"


def test_text_keeps_its_case_and_loses_spare_spaces():
    assert read_text(" Karen\xa0 Kerslake ") == ("read", "Karen Kerslake", "")
    assert read_text("TBC").state == "nothing"
    assert read_text("\xa0").state == "blank"


@pytest.mark.parametrize(
    ("typed", "form", "family", "parts"),
    [
        ("FINLEY BAKER", "First Surname", None, ("FINLEY", "BAKER")),
        ("Libby\xa0 Tapp ", "First Surname", None, ("Libby", "Tapp")),
        ("Wynne Abbott Warren", "First Surname", None, ("Wynne", "Abbott Warren")),
        ("Zara", "First Surname", None, ("Zara", "")),
        ("ATWILL,  Kayden", "SURNAME, First", None, ("Kayden", "ATWILL")),
        (" Barrow Dunn,\xa0Kai", "SURNAME, First", None, ("Kai", "Barrow Dunn")),
        ("ATWILL", "SURNAME, First", None, ("", "ATWILL")),
        ("ATWILL, Kayden", "First Surname", None, ("Kayden", "ATWILL")),
        ("Felix (Knapman)", "First (Surname)", "Babbage", ("Felix", "Knapman")),
        ("Ethan ", "First (Surname)", " Babbage", ("Ethan", "Babbage")),
        ("Ethan", "First (Surname)", None, ("Ethan", "")),
        ("Ethan ()", "First (Surname)", "Babbage", ("Ethan ()", "Babbage")),
        ("(" * 30_000, "First (Surname)", "Babbage", ("(" * 30_000, "Babbage")),
        ("", "First Surname", None, ("", "")),
    ],
)
def test_a_name_is_parted_by_the_form_of_its_column(typed, form, family, parts):
    assert read_name_parts(typed, form, family) == parts


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("84%", 84.0, 0),
        ("94% ", 94.0, 0),
        ("0.67%", 0.67, 2),
        ("84 %", 84.0, 0),
        ("84 per cent", 84.0, 0),
        ("0.84", 0.84, 2),
        (".84", 0.84, 2),
        ("100", 100.0, 0),
        ("1,234", 1234.0, 0),
        ("1 234.5", 1234.5, 1),
        ("24.0", 24.0, 1),
        ("49\xa0", 49.0, 0),
        ("-3", -3.0, 0),
    ],
)
def test_a_figure_is_the_number_shown_with_its_decimals(text, value, decimals):
    assert read_number(text, "text", None, None, "percent")[:4] == ("read", value, decimals, "")


@pytest.mark.parametrize(
    ("text", "value", "number_format", "unit", "shown", "decimals"),
    [
        ("77%", 0.774, "0%", "percent", 77.0, 0),
        ("0.67%", 0.0067, "0.00%", "percent", 0.67, 2),
        ("0.84", 0.84, "General", "percent", 0.84, 2),
        ("24.0", 24.0, "0.0", "average", 24.0, 1),
        ("217", 217.0, "General", "count", 217.0, 0),
        ("1,234", 1234.0, "#,##0", "count", 1234.0, 0),
        ("-", 0.0, "0;-0;-", "count", 0.0, 0),
        ("77% of plans", 0.77, '0%" of plans"', "percent", 77.0, 0),
    ],
)
def test_a_number_cell_is_the_figure_its_format_shows(text, value, number_format, unit, shown, decimals):
    assert read_number(text, "number", value, number_format, unit)[:4] == ("read", shown, decimals, "")


@pytest.mark.parametrize(
    ("text", "kind", "value", "number_format", "fractions", "stored"),
    [
        ("1%", "number", 0.0087, "0%", False, 0.87),
        ("77%", "number", 0.774, "0%", False, 77.4),
        ("1", "number", 0.87, "0", False, 0.87),
        ("0.84", "number", 0.84, "General", True, 84.0),
        ("24.0", "number", 24.0, "0.0", False, 24.0),
        ("84%", "text", "84%", None, False, None),
    ],
)
def test_of_a_number_cell_what_it_holds_is_kept_beside_what_it_shows(
    text, kind, value, number_format, fractions, stored
):
    figure = read_number(text, kind, value, number_format, "percent", fractions=fractions)
    assert figure.stored == stored


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("21/25", 84.0, 2),
        ("21 / 25", 84.0, 2),
        ("21 of 25", 84.0, 2),
        ("2 out of 3", 66.67, 2),
        ("84% (21/25)", 84.0, 0),
        ("66.7% (2/3)", 66.7, 1),
        ("21/25 (84%)", 84.0, 0),
        ("21/25 = 84%", 84.0, 0),
        ("0/25", 0.0, 2),
    ],
)
@pytest.mark.parametrize("fractions", [False, True])
def test_a_part_of_a_whole_is_its_percentage(text, value, decimals, fractions):
    figure = read_number(text, "text", None, None, "percent", fractions=fractions)
    assert (figure.state, figure.value, figure.decimals) == ("read", value, decimals)
    assert read_number(text, "text", None, None, "count").state == "unreadable"


@pytest.mark.parametrize(("text", "value"), [("0.84", 0.84), ("1", 1.0), ("0", 0.0)])
def test_with_fractions_declared_a_bare_number_is_one_and_what_cannot_be_is_asked_about(text, value):
    figure = read_number(text, "number", value, None, "percent", fractions=True)
    assert (figure.state, figure.value) == ("read", value * 100)
    for odd, kind in ((84, "number"), (84, "text"), (1.5, "number")):
        figure = read_number(str(odd), kind, float(odd), None, "percent", fractions=True)
        assert (figure.state, figure.value) == ("unreadable", None)
        assert figure.note == f"no fraction, as the layout says: {odd}% or {odd / 100} of one"
    assert read_number("84 per cent", "text", None, None, "percent", fractions=True).value == 84
    assert read_number("84", "number", 84.0, None, "count", fractions=True).value == 84


def test_a_percentage_where_a_number_is_wanted_is_read_and_noted():
    assert read_number("84%", "text", None, None, "count")[:4] == (
        "read",
        84.0,
        0,
        "a percentage where a number is wanted",
    )


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        ("", "text", "blank"),
        ("n/a", "text", "nothing"),
        ("-", "text", "nothing"),
        ("nil", "text", "nothing"),
        ("n/k", "text", "unreadable"),
        ("about 5", "text", "unreadable"),
        ("90% (21/25)", "text", "unreadable"),
        ("26/25", "text", "unreadable"),
        ("0/0", "text", "unreadable"),
        ("21/25/19", "text", "unreadable"),
        ("1,23", "text", "unreadable"),
        ("<5", "text", "unreadable"),
        ("03-Feb", "date", "unreadable"),
        ("#DIV/0!", "error", "unreadable"),
        ("", "uncached", "unreadable"),
        ("TRUE", "bool", "unreadable"),
    ],
)
def test_what_is_no_figure_is_never_a_zero(text, kind, state):
    figure = read_number(text, kind, None, None, "percent")
    assert (figure.state, figure.value, figure.decimals) == (state, None, None)
