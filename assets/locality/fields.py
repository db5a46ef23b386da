"""Which reading a tracker's field wants.

Belongs here: the kind of value of each field, the locality's own words. Does not belong here: how a value
is read.
"""

from __future__ import annotations

from collections.abc import Callable

from assets.locality.body import Context
from assets.locality.cells import Cell
from assets.locality.dates import context_for, read_date_cell
from assets.locality.layout_tables import Column
from assets.locality.readings import Reading, no_value, not_stored
from assets.locality.values import read_id, read_name_parts, read_plan_type, read_text, read_yes_no
from assets.locality.which_day import Purpose
from assets.locality.words import plain

DATES: dict[str, Purpose] = {
    "dob": "birth",
    "plan_start": "event",
    "last_visit": "event",
    "next_visit_due": "due",
    "last_supervision": "event",
    "last_review": "event",
    "next_review": "review",
    "assessment_start": "event",
    "assessment_completed": "event",
}


def field_reader(name: str, column: Column, context: Context) -> Callable[[Cell], Reading]:
    """How the cells of a tracker's column are read; each distinct text is read once.

    Args:
        name: the field; its value is canonical (docs/working-tables.md).
        column: what the layout says of it.
        context: what is known of the sheet.
    """
    read = _reader(name, column, context)
    said: dict[str, Reading] = {}

    def read_cell(cell: Cell) -> Reading:
        if cell.kind != "text":
            return read(cell)
        if cell.text not in said:
            said[cell.text] = read(cell)
        return said[cell.text]

    return read_cell


def is_of_kind(name: str, cell: Cell, reading: Reading) -> bool:
    """Whether a cell's reading, as a value of a field, is one that the field may have."""
    if name in DATES:
        return reading.state in ("read", "nothing", "ambiguous")
    if name in ("name", "forename", "surname", "worker"):
        return cell.kind == "text" and not any(letter.isdigit() for letter in cell.text)
    return reading.state in ("read", "nothing")


def _reader(name: str, column: Column, context: Context) -> Callable[[Cell], Reading]:
    read = _by_kind(name, column, context)
    nothing = frozenset(plain(word) for word in context.words.nothing)
    if not nothing:
        return read

    def with_own_words(cell: Cell) -> Reading:
        if plain(cell.text) in nothing:
            return Reading("nothing", note="says there is none, in this locality's words")
        return read(cell)

    return with_own_words


def _by_kind(name: str, column: Column, context: Context) -> Callable[[Cell], Reading]:
    if name in DATES:
        dates = context_for(DATES[name], context.as_at, context.period, date_1904=context.date_1904)
        return lambda cell: read_date_cell(cell, dates)
    if name == "child_id":
        return lambda cell: read_id(cell.text, cell.kind, cell.raw, column.prefixes)
    read = _of_text(name, column, context)
    return lambda cell: not_stored(cell.kind) or read(cell.text)


def _of_text(name: str, column: Column, context: Context) -> Callable[[str], Reading]:
    if name == "team":
        return lambda text: _team(text, context)
    if name == "name":
        return lambda text: _name(text, column)
    if name == "plan_type":
        return read_plan_type
    return (lambda text: _yes_no(text, context)) if name == "seen_alone" else read_text


def _team(text: str, context: Context) -> Reading:
    team = context.teams.team(text)
    if team:
        return Reading("read", team)
    return no_value(text) or Reading("unreadable", note="no team of the county")


def _name(text: str, column: Column) -> Reading:
    reading = read_text(text)
    if reading.state != "read":
        return reading
    if column.written == "Surname First":
        surname, forename = read_name_parts(text, "First Surname")
    else:
        forename, surname = read_name_parts(text, column.written or "First Surname")
    return Reading("read", f"{forename} {surname}".strip(), reading.note)


def _yes_no(text: str, context: Context) -> Reading:
    for code, words in (("Y", context.words.means_yes), ("N", context.words.means_no)):
        if _is_one_of(text, words):
            return Reading("read", code, "in this locality's words")
    return read_yes_no(text)


def _is_one_of(text: str, words: tuple[str, ...]) -> bool:
    return bool(words) and plain(text) in {plain(word) for word in words}
