"""Which rule of a layout is for which file.

Belongs here: files by name, and one of a new name that can only be the file that is missing.
Does not belong here: sheets (sheets.py), reading any (workbooks.py), files of another month (unchanged.py).
"""

from __future__ import annotations

from pathlib import PurePosixPath

from assets.county import Locality
from assets.locality.cells import Workbook
from assets.locality.grid import Grid
from assets.locality.layout import FileRule, Layout
from assets.locality.sheets import has_all_anchors, sheet_rules
from assets.locality.teams import Teams
from assets.locality.words import matches


def rule_for(source_file: str, locality: Locality, layout: Layout) -> FileRule | None:
    """The first rule whose pattern fits a file's name or its path in the locality's folder."""
    path = PurePosixPath(source_file)
    inside = path.relative_to(locality.folder) if path.is_relative_to(locality.folder) else path
    for rule in layout.files:
        for pattern in rule.match:
            names = (str(inside.with_suffix("")), str(inside)) if "/" in pattern else (path.stem, path.name)
            if any(matches(name, (pattern,), one_letter=True) for name in names):
                return rule
    return None


def renamed_files(
    unnamed: dict[str, Workbook], missing: list[FileRule], layout: Layout, teams: Teams
) -> tuple[dict[str, FileRule], dict[str, list[FileRule]]]:
    """Files of a new name that can only be a missing one, and those that look like one and may be another.

    A file looks like a rule's when all sheets that the rule reads are there under their names, with all
    anchors of their tables.

    Args:
        unnamed: the opened workbooks that no rule names, by source file.
        missing: the rules that read something and name no delivered file.
        layout: the locality's layout.
        teams: the names of its teams.
    """
    looks = {
        file: [rule for rule in missing if _looks_like(workbook, rule, layout, teams)]
        for file, workbook in unnamed.items()
    }
    everyone = [rule for rules in looks.values() for rule in rules]
    alone = {
        file: rules[0] for file, rules in looks.items() if len(rules) == 1 and everyone.count(rules[0]) == 1
    }
    return alone, {file: rules for file, rules in looks.items() if rules and file not in alone}


def _looks_like(workbook: Workbook, rule: FileRule, layout: Layout, teams: Teams) -> bool:
    pairs, missing = sheet_rules(workbook, rule)
    read = [(sheet, one) for sheet, one in pairs if one and one.tables]
    return (
        bool(read)
        and not missing
        and all(has_all_anchors(Grid(sheet), one, layout, teams) for sheet, one in read)
    )
