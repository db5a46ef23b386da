"""Every line of specs/date_variants.csv is read as it says: a day, a question, nothing, or no date."""

import csv
from datetime import date

from assets.locality.dates import DateContext, read_date
from assets.locality.readings import FREE_TEXT, Reading

# The list states no tracker and no as-at date: a day without its year must stay a question.
UNSTATED = DateContext(None, None, date(1995, 1, 1), date(2026, 12, 31))


def as_the_list_says(reading: Reading) -> str:
    """The list's word for a reading.

    Its 'invalid' is a date that was meant and cannot be; words, counts and errors are 'missing'.
    """
    if reading.state == "read":
        return str(reading.value)
    if reading.state in ("blank", "nothing"):
        return "missing"
    if reading.state == "ambiguous":
        return "ambiguous"
    no_date_meant = reading.note == FREE_TEXT or reading.note.startswith(("stray number", "an error"))
    return "missing" if no_date_meant else "invalid"


def test_every_variant_is_read_as_the_list_says(shared):
    with (shared / "specs" / "date_variants.csv").open(newline="", encoding="utf-8") as handle:
        lines = list(csv.DictReader(handle))
    assert lines
    wrong = []
    for line in lines:
        kind, _, epoch = line["cell_type"].partition("_")
        context = UNSTATED._replace(date_1904=epoch == "1904")
        reading = read_date(line["raw"], kind, line["raw"] if kind == "number" else None, context)
        if as_the_list_says(reading) != line["expected"]:
            wrong.append((line["id"], line["raw"], line["expected"], reading))
    assert not wrong
