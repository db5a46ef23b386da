"""Which rule of a layout is for which sheet.

Belongs here: sheets by name, and those of a new name that can be only one thing.
Does not belong here: reading them.
"""

from __future__ import annotations

from assets.locality.cells import Sheet, Workbook
from assets.locality.grid import Grid
from assets.locality.layout import FileRule, Layout, SheetRule
from assets.locality.tables import find_blocks
from assets.locality.teams import Teams
from assets.locality.words import matches, plain, take


def sheet_rules(
    workbook: Workbook, rule: FileRule
) -> tuple[list[tuple[Sheet, SheetRule | None]], list[SheetRule]]:
    """Each sheet with the first rule that fits its name, and the rules to read that fit no sheet."""
    pairs = [
        (sheet, next((one for one in rule.sheets if matches(sheet.name, one.match, one_letter=True)), None))
        for sheet in workbook.sheets
    ]
    taken = [one for _, one in pairs]
    return pairs, [one for one in rule.sheets if one.tables and one not in taken]


def renamed_sheets(
    grids: list[Grid], rule: FileRule, missing: list[SheetRule], layout: Layout, teams: Teams, named: int
) -> dict[str, SheetRule]:
    """Sheets of a new name that can be only one thing, by name: all anchors of a declared sheet are there.

    A rule for one sheet must be without its sheet, and no other new sheet may fit it; where the anchors of
    several rules are there, the one whose name is among the words of the new one counts, and else the one
    that no other new sheet names. A rule for many (one for each team) takes new sheets that fit no other
    rule, as long as they are no more than the teams; where none has its name any more, several only if each
    names another team.

    Args:
        grids: the sheets that no rule names.
        rule: what the layout says of the file.
        missing: its rules that name no sheet.
        layout: the locality's layout.
        teams: the names of its teams.
        named: how many sheets the rules for many name already.
    """
    many = [one for one in rule.sheets if one.tables and one not in missing and _is_for_many(one)]
    fits = {
        grid.name: [one for one in (*missing, *many) if has_all_anchors(grid, one, layout, teams)]
        for grid in grids
    }
    named_as = {
        name: found if len(found) == 1 else [one for one in found if _is_named_in(name, one)]
        for name, found in fits.items()
    }
    by_name = [
        found[0]
        for name, found in named_as.items()
        if len(found) == 1 < len(fits[name]) and teams.may_be_own(name)
    ]
    alone = {
        name: left[0]
        for name, found in fits.items()
        if len(left := named_as[name] or [one for one in found if by_name.count(one) != 1]) == 1
    }
    found = list(alone.values())
    return {
        name: one
        for name, one in alone.items()
        if teams.may_be_own(name)
        and (
            named + found.count(one) <= len(teams.all_own)
            if one in many
            else found.count(one) == 1
            or (
                _is_for_many(one)
                and _name_a_team_each([other for other, its in alone.items() if its == one], teams)
            )
        )
    }


def _is_named_in(name: str, rule: SheetRule) -> bool:
    return any(f" {plain(one)} " in f" {plain(name)} " for one in rule.match if "*" not in one)


def _is_for_many(rule: SheetRule) -> bool:
    return any("*" in name for name in rule.match)


def _name_a_team_each(names: list[str], teams: Teams) -> bool:
    named = {team for name in names if (team := teams.named_in(name))}
    return len(named) == len(names)


def teams_left(pairs: list[tuple[Sheet, SheetRule | None]], layout: Layout, teams: Teams) -> dict[str, str]:
    """The team of the one sheet that is named after none, where all others have a sheet of the same rule."""
    found: dict[str, str] = {}
    for rule in {id(rule): rule for _, rule in pairs if rule and rule.tables and not rule.team}.values():
        wheres = [table.team for name in rule.tables if (table := layout.tables[name]).team]
        patterns = [where.sheet_name for where in wheres if where and where.sheet_name]
        if not patterns:
            continue
        named = {
            sheet.name: teams.own(take(sheet.name, patterns[0]).get("team", "")) or teams.named_in(sheet.name)
            for sheet, own in pairs
            if own is rule
        }
        without = [name for name, team in named.items() if team is None]
        left = teams.all_own - {team for team in named.values() if team}
        if len(without) == len(left) == 1 and teams.may_be_own(without[0]):
            found[without[0]] = next(iter(left))
    return found


def has_all_anchors(grid: Grid, rule: SheetRule, layout: Layout, teams: Teams) -> bool:
    """Whether every table that a rule declares is on a sheet, with all of its anchors."""
    tables = {name: layout.tables[name] for name in rule.tables}
    found = {block.name for block in find_blocks(grid, tables, teams) if block.has_all_anchors}
    return found == set(tables)
