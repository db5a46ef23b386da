"""Who slips where: makes mistakes in chosen rows and notes each one for the truth.

Belongs here: which rows and fields are wrong, and what else is wrong because of it.
Does not belong here: how a value goes wrong (field_mistakes.py), how it is typed (spellings.py).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date
from random import Random

from assets.sample import field_mistakes as mistakes
from assets.sample.trackers import RightRows, Row, Slip, Verbatim

ROWS_WITH_SLIPS = 0.04
LATE_VISITS_KNOWN = 0.4
PAST_DATES = (
    "plan_start",
    "last_visit",
    "last_supervision",
    "assessment_start",
    "assessment_completed",
    "last_review",
)
DateMistake = Callable[[Random, date], date | mistakes.Verbatim | None]
Maker = Callable[["Slips", Row], list[Slip] | None]


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


class Slips:
    """Makes slips in one locality's rows; its workbooks have the fields `kept` for each kind of plan."""

    def __init__(
        self, rng: Random, right: RightRows, kept: dict[str, tuple[str, ...]], ids: set[str]
    ) -> None:
        self.rng, self.right, self._kept, self.ids = rng, right, kept, ids
        self._makers = deque(rng.sample(MAKERS, len(MAKERS)))

    def keeps(self, row: Row, field: str) -> bool:
        """Whether the workbook has the field and no slip has touched it."""
        return field in self._kept[row.kind] and all(slip.field != field for slip in row.slips)

    def filled(self, row: Row, fields: tuple[str, ...]) -> list[str]:
        """The fields among `fields` that can still go wrong."""
        return [name for name in fields if self.keeps(row, name) and row.values.get(name)]

    def make(self, rows: list[Row]) -> None:
        """Make slips in some rows; one that is wrong as a whole, or has been copied, is left alone."""
        copied = {id(row.copy_of) for row in rows if row.copy_of}
        plain = [row for row in rows if not row.row_error and not row.slips and id(row) not in copied]
        for row in plain:
            if self.rng.random() < LATE_VISITS_KNOWN:
                row.slips += visit_not_recorded(self, row) or []
        plain = [row for row in plain if not row.slips]
        wanted = max(1, round(ROWS_WITH_SLIPS * len(plain)))
        for row in self.rng.sample(plain, min(wanted, len(plain))):
            for _ in range(self.rng.choices((1, 2, 3), (30, 40, 30))[0]):
                row.slips += self._next(row)

    def _next(self, row: Row) -> list[Slip]:
        """The next kind of slip that this row can have, in turn so that every kind comes up."""
        for place in range(len(self._makers)):
            if made := self._makers[place](self, row):
                self._makers.append(self._makers[place])
                del self._makers[place]
                return made
        return []


def visit_not_recorded(slips: Slips, row: Row) -> list[Slip] | None:
    """The manager knows of a visit that was recorded after the extract."""
    late, last = (row.plan.late_visit if row.plan else None), row.values["last_visit"]
    if late is None or not slips.filled(row, ("plan_start",)) or (isinstance(last, date) and late.on <= last):
        return None
    note = f"visited {late.on}, recorded {late.recorded_on}"
    if isinstance(last, date):
        row.earlier_visits = [*row.earlier_visits, last]
    return _visit_slips(slips, row, late.on, late.seen_alone, "not_recorded_in_system", note)


def _visit_slips(slips: Slips, row: Row, on: date, seen_alone: str, cause: str, note: str) -> list[Slip]:
    """Another last visit, and what follows from it."""
    after = {
        "last_visit": on,
        "seen_alone": seen_alone,
        "next_visit_due": slips.right.next_visit(row.kind, on),
    }
    made: list[Slip] = []
    for name, value in after.items():
        was, row.values[name] = row.values[name], value
        if was != value and slips.keeps(row, name):
            why = note if name == "last_visit" else f"follows from the last visit; {note}"
            made.append(Slip(name, "value_differs", cause, _text(was), why))
    return made


def _visit_stale(slips: Slips, row: Row) -> list[Slip] | None:
    if row.plan is None or len(row.plan.visits) < 2 or len(slips.filled(row, ("last_visit",))) < 1:
        return None
    if any(slip.field in ("seen_alone", "next_visit_due") for slip in row.slips):
        return None
    before = row.plan.visits[-2]
    row.earlier_visits = row.earlier_visits[:-1]
    note = "the latest visit is not on the tracker"
    return _visit_slips(slips, row, before.on, before.seen_alone, "stale_value", note)


def _supervision_stale(slips: Slips, row: Row) -> list[Slip] | None:
    if len(row.child.supervisions) < 2 or not slips.filled(row, ("last_supervision",)):
        return None
    was, row.values["last_supervision"] = row.values["last_supervision"], sorted(row.child.supervisions)[-2]
    return [Slip("last_supervision", "value_differs", "stale_value", _text(was), "the supervision before")]


def _date_slip(mistake: DateMistake, cause: str, fields: tuple[str, ...], note: str = "") -> Maker:
    def make(slips: Slips, row: Row) -> list[Slip] | None:
        fields_left = slips.filled(row, fields)
        for name in slips.rng.sample(fields_left, len(fields_left)):
            right = row.values[name]
            wrong = mistake(slips.rng, right) if isinstance(right, date) else None
            if wrong is not None and wrong not in row.values.values():
                row.values[name] = wrong
                kind = "unreadable_value" if isinstance(wrong, Verbatim) else "value_differs"
                return [Slip(name, kind, cause, _text(right), note)]
        return None

    return make


def _free_text(slips: Slips, row: Row) -> list[Slip] | None:
    if not (fields := slips.filled(row, tuple(mistakes.FREE_TEXT))):
        return None
    name = slips.rng.choice(fields)
    was, row.values[name] = row.values[name], Verbatim(slips.rng.choice(mistakes.FREE_TEXT[name]))
    return [Slip(name, "unreadable_value", "free_text", _text(was))]


def _names_child(slips: Slips, row: Row) -> bool:
    """Whether the child can still be told: one slip at most in id, name and date of birth."""
    return all(slip.field not in ("child_id", "name", "dob") for slip in row.slips)


def _name_mistyped(slips: Slips, row: Row) -> list[Slip] | None:
    part = slips.rng.choice(("forename", "surname"))
    wrong = mistakes.letter_mistyped(slips.rng, str(row.values[part])) if _names_child(slips, row) else None
    if wrong is None:
        return None
    row.values[part] = wrong
    child = row.child
    return [Slip("name", "value_differs", "typo", f"{child.forename} {child.surname}", part=part)]


def _id_transposed(slips: Slips, row: Row) -> list[Slip] | None:
    if not slips.filled(row, ("child_id",)) or not _names_child(slips, row):
        return None
    wrong = mistakes.id_digits_transposed(slips.rng, str(row.values["child_id"]))
    if wrong is None or wrong in slips.ids:
        return None
    was, row.values["child_id"] = row.values["child_id"], wrong
    return [Slip("child_id", "value_differs", "digits_transposed", _text(was))]


def _worker_mistyped(slips: Slips, row: Row) -> list[Slip] | None:
    if not slips.filled(row, ("worker",)):
        return None
    was = str(row.values["worker"])
    if (wrong := mistakes.letter_mistyped(slips.rng, was)) is None:
        return None
    row.values["worker"] = wrong
    return [Slip("worker", "value_differs", "typo", was)]


def _seen_alone_wrong(slips: Slips, row: Row) -> list[Slip] | None:
    if not slips.filled(row, ("seen_alone",)):
        return None
    was = str(row.values["seen_alone"])
    row.values["seen_alone"] = "N" if was == "Y" else "Y"
    return [Slip("seen_alone", "value_differs", "unknown", was)]


def _dob_wrong(mistake: DateMistake, cause: str, note: str = "") -> Maker:
    make = _date_slip(mistake, cause, ("dob",), note)
    return lambda slips, row: make(slips, row) if _names_child(slips, row) else None


# A cause that suits many fields has its turn twice.
_DATES: tuple[Maker, ...] = (
    _date_slip(mistakes.day_month_swapped, "day_month_swapped", PAST_DATES),
    _date_slip(mistakes.wrong_year, "wrong_year", PAST_DATES),
    _date_slip(mistakes.day_digits_transposed, "digits_transposed", PAST_DATES),
    _date_slip(mistakes.digit_mistyped, "typo", PAST_DATES, "one digit wrong"),
    _date_slip(mistakes.other_date, "unknown", ("plan_start",)),
    _date_slip(mistakes.no_such_date, "typo", (*PAST_DATES, "next_visit_due"), "no such date"),
    _free_text,
    _visit_stale,
)
MAKERS: tuple[Maker, ...] = (
    *_DATES,
    *_DATES,
    _dob_wrong(mistakes.day_month_swapped, "day_month_swapped"),
    _dob_wrong(mistakes.wrong_year, "wrong_year"),
    _dob_wrong(mistakes.digit_mistyped, "typo", "one digit wrong"),
    _supervision_stale,
    _name_mistyped,
    _id_transposed,
    _worker_mistyped,
    _seen_alone_wrong,
)  # fmt: skip
