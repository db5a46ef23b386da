"""Mistakes in whole rows: values taken from another row, rows too many, missing or in the wrong place.

Belongs here: what needs more than one row, or the row as a whole, to go wrong.
Does not belong here: mistakes in one row's values (mistaken_values.py).
"""

from __future__ import annotations

from datetime import timedelta

from tests.unit.clean_trackers import Row
from tests.unit.mistaken_values import Mistake, Spoiled, Truth, World, differs, stale_visit

COPIED = frozenset({"copied_row"})


# rows that took each other's values


def exchange(*names: str) -> Mistake:
    def mistake(world: World, rows: list[Row]) -> Spoiled:
        upper, lower = rows[:2]
        if upper.sheet != lower.sheet:
            return None
        truth = []
        for name in names:
            if upper.values.get(name) == lower.values.get(name) or name not in upper.values:
                continue
            if not upper.values[name] or not lower.values[name]:
                return None
            truth += [differs(upper, name, "copied_row"), differs(lower, name, "copied_row")]
        wanted = [name for name in names if name != "seen_alone"]
        if len({one.field for one in truth} & set(wanted)) < min(2, len(wanted)):
            return None
        for name in names:
            if name in upper.values:
                upper.values[name], lower.values[name] = lower.values[name], upper.values[name]
        return truth

    return mistake


def exchanged_rows_but_names(world: World, rows: list[Row]) -> Spoiled:
    """Two names exchanged, all else of the rows where it belongs."""
    upper, lower = rows[:2]
    if upper.sheet != lower.sheet or upper.values["dob"] == lower.values["dob"]:
        return None
    upper.values["name"], lower.values["name"] = lower.values["name"], upper.values["name"]
    return [differs(upper, "name", "copied_row"), differs(lower, "name", "copied_row")]


def shifted(name: str, step: int) -> Mistake:
    """A column that slipped by one row, over six rows."""

    def mistake(world: World, rows: list[Row]) -> Spoiled:
        block = rows[:7]
        if len({row.sheet for row in block}) > 1 or any(not row.values.get(name) for row in block):
            return None
        before = [row.values[name] for row in block]
        truth = []
        for place in range(1, 6):
            block[place].values[name] = before[place + step]
            if before[place + step] != before[place]:
                truth.append(differs(block[place], name, "copied_row"))
        return truth if len(truth) >= 4 else None

    return mistake


def filled_down(world: World, rows: list[Row]) -> Spoiled:
    """The row's events are those of the row above."""
    upper, lower = rows[:2]
    names = ("last_visit", "last_supervision", "assessment_start")
    if upper.sheet != lower.sheet:
        return None
    changed = [
        name for name in names if upper.values.get(name) and upper.values[name] != lower.values.get(name)
    ]
    if len(changed) < 2:
        return None
    for name in changed:
        lower.values[name] = upper.values[name]
    return [differs(lower, name, "copied_row") for name in changed]


def pasted_block(world: World, rows: list[Row]) -> Spoiled:
    """Five rows whose dates are those of five rows of another team."""
    block = rows[:5]
    start = world.chance.randrange(len(world.others) - 5)
    source = world.others[start : start + 5]
    if (
        len({row.sheet for row in block}) > 1
        or len({row.sheet for row in source}) > 1
        or source[0].sheet == block[0].sheet
    ):
        return None
    truth = []
    for row, other in zip(block, source, strict=True):
        for name in ("last_supervision", "assessment_start", "last_visit"):
            value = other.values.get(name)
            if value and value != row.values.get(name):
                row.values[name] = value
                truth.append(differs(row, name, "copied_row"))
    return truth


# whole rows


def left_out(world: World, rows: list[Row]) -> Spoiled:
    """A child who is on no tracker."""
    rows[0].is_left_out = True
    causes = frozenset(("unknown", "not_yet_added", "transferred"))
    return [Truth(rows[0], None, "missing_from_spreadsheet", causes)]


def _another(row: Row, **changes: str) -> Row:
    return Row(
        changes.get("person", row.person),
        changes.get("locality", row.locality),
        changes.get("team", row.team),
        row.plan_type,
        row.family,
        dict(row.values),
    )


def twice(world: World, rows: list[Row]) -> Spoiled:
    """The same row again, below."""
    rows[1].after.append(_another(rows[0]))
    return [Truth(rows[1].after[0], None, "duplicate_row", COPIED)]


def old_copy_above(world: World, rows: list[Row]) -> Spoiled:
    """The row as it was before the last visit stands above it, hidden by a filter."""
    old = _another(rows[0])
    if stale_visit(world, [old]) is None:
        return None
    rows[0].before.append(old)
    return [Truth(old, None, "duplicate_row", COPIED)]


def other_teams_sheet(world: World, rows: list[Row]) -> Spoiled:
    """The row stands among another team's of the locality."""
    row = rows[0]
    teams = sorted({one.team for one in world.others if one.locality == row.locality} - {row.team})
    row.team = world.chance.choice(teams)
    return [differs(row, "team", "unknown", "transferred")]


def two_localities(world: World, rows: list[Row]) -> Spoiled:
    """Another locality lists the child too."""
    row = rows[0]
    place = world.chance.choice([one for one in world.others if one.locality != row.locality])
    stray = _another(row, locality=place.locality, team=place.team)
    row.after.append(stray)
    return [Truth(stray, "locality", "wrong_locality", frozenset({"unknown", "transferred"}))]


def unknown_child(world: World, rows: list[Row]) -> Spoiled:
    """A new baby whom the case system does not have, with the family's surname."""
    row = rows[0]
    surname = str(row.values["name"]).partition(" ")[2]
    baby = _another(row, person="")
    baby.values |= {"name": f"Xanthe {surname}", "dob": world.as_at - timedelta(20), "child_id": "987654"}
    row.after.append(baby)
    return [Truth(baby, None, "missing_from_system", frozenset({"not_recorded_in_system"}))]


def unknown_twin(world: World, rows: list[Row]) -> Spoiled:
    """A child whom the case system does not have, born on the same day as one it has, with no number yet."""
    row = rows[0]
    surname = str(row.values["name"]).partition(" ")[2]
    twin = _another(row, person="")
    twin.values |= {"name": f"Xanthe {surname}", "child_id": None}
    row.after.append(twin)
    return [Truth(twin, None, "missing_from_system", frozenset({"not_recorded_in_system"}))]
