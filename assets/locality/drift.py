"""What has changed in a locality's workbooks since last month.

Belongs here: comparing what two nights saw, in sentences.
Does not belong here: reading (workbooks.py), remembering (remembered.py), printing (pipelines/layouts.py).
"""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches

from assets.locality.remembered import SeenSheet, SeenTable, SeenWorkbook
from assets.locality.words import plain, read_month

_OFFERED_FROM = 0.5
"""Likeness of two headings from which one is offered as the other's new wording."""


def changes(before: SeenWorkbook, now: SeenWorkbook) -> list[str]:
    """What is another than it was, sheet by sheet; whether it is old is said elsewhere (unchanged.py)."""
    found: list[str] = []
    if now.content_hash == before.content_hash:
        return []
    old = {plain(sheet.sheet): sheet for sheet in before.sheets}
    new = {plain(sheet.sheet): sheet for sheet in now.sheets}
    renamed = _renamed(old, new)
    for name, sheet in new.items():
        earlier = old.get(name) or old.get(renamed.get(name, ""))
        if earlier is None:
            found.append(f"sheet {sheet.sheet!r} is new")
            continue
        if name in renamed:
            found.append(f"sheet {earlier.sheet!r} is now {sheet.sheet!r}")
        found += [_in_sheet(sheet, said) for said in _sheet_changes(earlier, sheet)]
    gone = [sheet for name, sheet in old.items() if name not in new and name not in renamed.values()]
    found += [f"sheet {sheet.sheet!r} is gone" for sheet in gone]
    return found + _vanished_teams(before, now)


def _renamed(old: dict[str, SeenSheet], new: dict[str, SeenSheet]) -> dict[str, str]:
    """New sheets' names to the one old sheet, gone by name, that held the same tables."""
    lost = {name: _tables(sheet) for name, sheet in old.items() if name not in new and sheet.tables}
    come = {name: _tables(sheet) for name, sheet in new.items() if name not in old and sheet.tables}
    return {
        name: before[0]
        for name, tables in come.items()
        if len(before := [one for one, held in lost.items() if held == tables]) == 1
        and list(come.values()).count(tables) == 1
    }


def _tables(sheet: SeenSheet) -> list[str]:
    return sorted({one.table for one in sheet.tables})


def _sheet_changes(before: SeenSheet, now: SeenSheet) -> list[str]:
    found = []
    if before.status == "read" and now.status != "read":
        found.append("was read last month and is not now")
    for index, table in enumerate(now.tables):
        same = [one for one in before.tables if one.table == table.table]
        nth = [one.table for one in now.tables[:index]].count(table.table)
        if nth < len(same):
            found += _table_changes(same[nth], table)
    return found


def _table_changes(before: SeenTable, now: SeenTable) -> list[str]:
    found = []
    if before.row != now.row:
        found.append(f"the heading of {now.table!r} has moved from row {before.row} to row {now.row}")
    old, new = list(before.headings.values()), list(now.headings.values())
    lost, come = _only(old, new), _only(new, old)
    field_of = {heading: name for name, heading in before.read_as.items()}
    read_now = {heading: name for name, heading in now.read_as.items()}
    cell_of = {heading: cell for cell, heading in now.headings.items()}
    for heading in come:
        cell = cell_of[heading]
        told = [one for one in lost if field_of.get(one) and field_of.get(one) == read_now.get(heading)]
        nearest = told or get_close_matches(heading, lost, n=1, cutoff=_OFFERED_FROM)
        if not nearest:
            found.append(f"column {heading!r} ({cell}) is new")
            continue
        lost.remove(nearest[0])
        name = field_of.get(nearest[0])
        sure = f", read as {name}" if told else f": is it {name}?" if name else ""
        found.append(f"heading {nearest[0]!r} seems to be {heading!r} ({cell}) now{sure}")
    found += [
        f"column {heading!r} is gone" + (f": {name} is not read" if (name := field_of.get(heading)) else "")
        for heading in lost
    ]
    return found


def _only(these: list[str], those: list[str]) -> list[str]:
    """The headings of one month that the other lacks, as text is compared; months go by anyway."""
    known = {plain(one) for one in those}
    return [one for one in dict.fromkeys(these) if plain(one) not in known and not read_month(one)]


def _vanished_teams(before: SeenWorkbook, now: SeenWorkbook) -> list[str]:
    old, new = _teams(before), _teams(now)
    return [
        f"{team} had {children} children last month and none now"
        for team, children in sorted(old.items())
        if team and not new[team]
    ]


def _teams(book: SeenWorkbook) -> Counter[str]:
    total: Counter[str] = Counter()
    for sheet in book.sheets:
        total.update(sheet.teams)
    return total


def _in_sheet(sheet: SeenSheet, said: str) -> str:
    return f"sheet {sheet.sheet!r}: {said}" if sheet.sheet else said
