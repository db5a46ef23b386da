"""Guesses where the headings of an unknown sheet stand, and what each means.

Belongs here: the widest row of text near the top; common headings, the same words, the nearest match.
Does not belong here: reading under a layout (tables.py, headings.py), which never guesses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assets.locality.grid import Grid
from assets.locality.headings import Heading, headings_of
from assets.locality.layout_tables import TRACKER_FIELDS, Header
from assets.locality.stand_ins import common_headings, nearest_name, same_words
from assets.locality.words import month_of

_ROWS_LOOKED_AT = 30
_ENOUGH_KNOWN = 3
_LONGEST = 60
"""Letters; what is longer is a remark, not a heading."""


@dataclass(frozen=True)
class FoundHeading:
    """A row that looks like headings: its last line, how many lines it has, the headings by column."""

    bottom: int
    lines: int
    headings: list[Heading]
    groups_run_on: bool = False


def widest_heading(grid: Grid) -> FoundHeading | None:
    """The row among the first thirty with most headings that commonly mean a field, else the widest of text.

    The line above it belongs to it where that groups its columns.
    """
    rows = grid.rows[:_ROWS_LOOKED_AT]
    known = {row: sum(_is_common(one) for one in _with_lines(grid, row, 1).headings) for row in rows}
    best = max(rows, key=lambda row: (known[row], -row), default=None)
    best = _widest(grid, rows) if best is None or known[best] < _ENOUGH_KNOWN else best
    if best is None:
        return None
    if _runs_on(grid, best):
        header = Header(lines=2, groups_run_on=True)
        return FoundHeading(best, 2, headings_of(grid, best, header), groups_run_on=True)
    return max(
        (_with_lines(grid, bottom, lines) for bottom, lines in ((best, 1), (best, 2), (best + 1, 2))),
        key=lambda one: (len(one.headings) if one.lines == 1 else _grouped(grid, one), one.lines),
    )


def _is_common(heading: Heading) -> bool:
    return any(heading.words[-1] in common_headings(name) for name in TRACKER_FIELDS)


def _widest(grid: Grid, rows: list[int]) -> int | None:
    best, widest = None, 1
    for row in rows:
        texts = {cell.text.strip() for cell in grid.row(row) if _is_heading(cell)}
        below = {cell.column for cell in grid.row(row) if _is_heading(cell)}
        if len(texts) > widest and _has_rows_below(grid, row, below):
            best, widest = row, len(texts)
    return best


def _is_heading(cell) -> bool:
    return (cell.kind == "text" and len(cell.text.strip()) <= _LONGEST) or bool(month_of(cell))


def _has_rows_below(grid: Grid, row: int, columns: set[int]) -> bool:
    below = grid.rows_between(row + 1, row + 6)
    return any(len({cell.column for cell in grid.row(one)} & columns) > 1 for one in below)


def _with_lines(grid: Grid, bottom: int, lines: int) -> FoundHeading:
    return FoundHeading(bottom, lines, headings_of(grid, bottom, Header(lines=lines)))


def _runs_on(grid: Grid, bottom: int) -> bool:
    """Whether the line above names groups over their first columns, without merged cells."""
    own = {cell.column for cell in grid.row(bottom)}
    above = grid.row(bottom - 1)
    plain_text = all(_is_heading(cell) and not grid.span(cell.row, cell.column) for cell in above)
    return len(above) > 1 and plain_text and {cell.column for cell in above} < own


def _grouped(grid: Grid, found: FoundHeading) -> int:
    """How many columns a heading of two lines has; none unless its upper line groups them by merged cells."""
    upper, lower = found.bottom - 1, found.bottom
    spans = [span for cell in grid.row(upper) if (span := grid.span(upper, cell.column))]
    groups = [span for span in spans if span.first_row == upper]
    wide = [span for span in groups if span.last_column > span.first_column and span.last_row == upper]
    tall = [span for span in groups if span.last_row == lower]
    texts = [cell for cell in grid.row(lower) if _is_heading(cell)]
    is_all_text = len(texts) == len(grid.row(lower))
    return len(found.headings) if (len(wide) > 1 or (wide and tall)) and texts and is_all_text else 0


def guess_fields(headings: Iterable[Heading], fits) -> tuple[dict[str, list[Heading]], dict[str, str]]:
    """Fields by the headings that seem to mean them, the surest first, and why each was guessed.

    A heading that is common for a field comes before one of the same words, that before the nearest; below
    it must stand values of the field's kind (`fits`).
    """
    left = list(headings)
    words = Counter(heading.words[-1] for heading in left)
    texts = {
        heading.column: [heading.words[-1]] * (words[heading.words[-1]] == 1) + [" ".join(heading.words)]
        for heading in left
    }
    found: dict[str, list[Heading]] = {}
    why: dict[str, str] = {}
    for reason, means in (
        ("a common heading", _common),
        ("its words", _words),
        ("the nearest match", _nearest),
    ):
        for heading in list(left):
            named = [name for text in texts[heading.column] for name in means(text, found)]
            names = [name for name in named if name not in found and fits(name, heading)]
            if names:
                found[names[0]], why[names[0]] = [heading], reason
                left.remove(heading)
    return found, why


def _common(text: str, _: Mapping[str, object]) -> list[str]:
    return _child_first([name for name in TRACKER_FIELDS if text in common_headings(name)])


def _words(text: str, _: Mapping[str, object]) -> list[str]:
    return _child_first([name for name in TRACKER_FIELDS if same_words(text, common_headings(name))])


def _nearest(text: str, found: Mapping[str, object]) -> list[str]:
    lacking = [name for name in TRACKER_FIELDS if name not in found]
    near = nearest_name(text, lacking, dict.fromkeys(lacking, ()))
    return [near] if near else []


def _child_first(names: list[str]) -> list[str]:
    """'Name' may be a whole name or a forename: whole, until a surname is found beside it."""
    return sorted(names, key=lambda name: name == "forename")
