"""Drafts a layout from a workbook, for a person to confirm.

Belongs here: which sheets hold what, what the file and its titles say; the draft as a whole.
Does not belong here: guessing one tracker (proposed_trackers.py) or summary (proposed_summaries.py), reading.
"""

from __future__ import annotations

import re

from assets.county import County, Locality
from assets.locality.about import LOOSE_DATE, LOOSE_MONTH, titles
from assets.locality.cells import Sheet, Workbook
from assets.locality.grid import Grid
from assets.locality.proposed_headings import widest_heading
from assets.locality.proposed_names import known_part, left_open, spelt_open
from assets.locality.proposed_summaries import propose_summary
from assets.locality.proposed_trackers import propose_tracker
from assets.locality.proposed_yaml import CONFIRM, Draft, as_yaml, comment, quoted
from assets.locality.teams import Teams
from assets.locality.titles import as_one_text, short_rows, top_cells
from assets.locality.words import matches, plain, read_month

_PLAN_WORDS = {"CP": ("cp", "child protection"), "CIN": ("cin", "child in need", "children in need")}


def propose(
    workbook: Workbook, file_name: str, locality: str, county: County | None, declared: Locality | None
) -> str:
    """A layout of one workbook as YAML, with a comment at whatever a person must confirm.

    Headings are found by a heuristic (the widest row of text near the top), which is right for most sheets
    and never used to read: what reads is the anchors that the draft names. Of titles and of names of sheets
    and files it quotes no word that may be a person's.

    Args:
        workbook: its cells.
        file_name: without its ending.
        locality: the locality's name.
        county: the county, for the names of the teams; without it, teams are looked for by their places only.
        declared: the locality in it.
    """
    teams = _teams(locality, county, declared)
    drafts: dict[str, Draft] = {}
    rules = []
    for sheet in workbook.sheets:
        rules.append(_sheet_rule(sheet, file_name, teams, drafts) + _fits_others(sheet, workbook, teams))
    named, pattern = (left_open(name, teams) for name in (comment(file_name), _any_month(file_name)))
    lines = [
        f"# A draft from {named!r}. Every line marked {CONFIRM} is a guess: put it right or",
        "# delete the mark, then say below who confirmed it. docs/layouts.md explains every key.",
        *(
            []
            if county
            else ["# Without --county the teams are not known, and their names stand as * and ? here."]
        ),
        f"locality: {quoted(locality)}",
        "# confirmed: {by: , when: }",
        "",
        "files:",
        f"  - match: {quoted(pattern)}  # {CONFIRM}: the part of the name that stays the same",
        *_describes(workbook, file_name, teams),
        "    sheets:",
        *rules,
        "",
        "tables:",
    ]
    for name, draft in drafts.items():
        lines += [f"  {quoted(name)}:", *as_yaml(draft, indent=4), ""]
    if not drafts:
        lines[-1] = "tables: {}"
    return "\n".join(lines).rstrip("\n") + "\n"


def _teams(locality: str, county: County | None, declared: Locality | None) -> Teams:
    """The teams' names; of a county that is not given, none."""
    if county and declared:
        return Teams(county, declared)
    nameless = {"name": locality, "folder": ".", "layout": "", "teams": ()}
    unknown = County.model_validate({"authority": "", "first_month": "2000-01", "localities": [nameless]})
    return Teams(unknown, unknown.localities[0])


def _sheet_rule(sheet: Sheet, file_name: str, teams: Teams, drafts: dict[str, Draft]) -> str:
    match = f"match: {quoted(spelt_open(sheet.name, teams))}, " if sheet.name else ""
    grid = Grid(sheet)
    if sheet.visible is False:
        return f"      - {{{match}ignore: hidden}}  # {CONFIRM}: that nothing of it is wanted"
    heading = widest_heading(grid)
    if heading is None:
        return f"      - {{{match}ignore: no table on it}}  # {CONFIRM}: no row of headings was found"
    draft = propose_tracker(grid, heading, teams) or propose_summary(grid, teams)
    if draft is None:
        # What stands there is not quoted: where it is no heading it may be a child's row.
        return (
            f"      - {{{match}ignore: neither children nor figures}}"
            f"  # {CONFIRM}: the heading seemed to be row {heading.bottom}"
        )
    same = next((name for name, other in drafts.items() if other == draft), None)
    name = same or _name(known_part(sheet.name, teams), draft, drafts)
    drafts.setdefault(name, draft)
    plan = (
        _plan_type(sheet.name, file_name) if draft.holds == "children" and not draft.has_plan_type else None
    )
    plan_type = f", plan_type: {plan}" if plan else ""
    why = f"; {CONFIRM}: the plan, from its name" if plan else ""
    told = "a row for each child" if draft.holds == "children" else "figures"
    return f"      - {{{match}table: {quoted(name)}{plan_type}}}  # {CONFIRM}: {told}{why}"


def _fits_others(sheet: Sheet, workbook: Workbook, teams: Teams) -> str:
    """What is to be confirmed of a sheet's name of which so much is left open that others fit it too."""
    pattern = spelt_open(sheet.name, teams)
    others = sum(matches(one.name, (pattern,), one_letter=True) for one in workbook.sheets) - 1
    return f"; {CONFIRM}: {others} more of its sheets fit this name, so write it out" if others > 0 else ""


def _name(sheet: str, draft: Draft, drafts: dict[str, Draft]) -> str:
    kind = "tracker" if draft.holds == "children" else "summary"
    names = [kind, f"{kind} {sheet}".strip()]
    return next((one for one in names if one not in drafts), f"{kind} {len(drafts) + 1}")


def _plan_type(*texts: str) -> str | None:
    for text in texts:
        words = f" {plain(text)} "
        found = [plan for plan, names in _PLAN_WORDS.items() if any(f" {name} " in words for name in names)]
        if len(found) == 1:
            return found[0]
    return None


def _any_month(file_name: str) -> str:
    """The file's name with whatever changes from month to month left open."""
    opened = re.sub(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)", "*", file_name)
    opened = LOOSE_MONTH.sub(
        lambda found: "*" if read_month(found[0]) else found[0], LOOSE_DATE.sub("*", opened)
    )
    opened = re.sub(r"(?<![A-Za-z0-9])\d{4,8}(?![A-Za-z0-9])", "*", opened)
    return re.sub(r"[*\s_-]*\*[*\s_-]*$", "*", opened) if "*" in opened else f"{opened}*"


def _describes(workbook: Workbook, file_name: str, teams: Teams) -> list[str]:
    """Where a title or a name says a date or a month."""
    lines: list[str] = []
    texts = [cell.text for sheet in workbook.sheets if sheet.visible is not False for cell in titles(sheet)]
    labelled = [
        text
        for sheet in workbook.sheets
        if sheet.visible is not False
        for row in short_rows(top_cells(sheet), fewest=2)
        for text in as_one_text(row)[:1]
    ]
    places = [("title", text) for text in (*texts, *labelled)] + [("file_name", file_name)]
    for where, text in places:
        # A row of which any word is left out may be a child's.
        if (pattern := _pattern(text, teams)) and not (text in labelled and re.match(r"[{*]|.*\*", pattern)):
            line = f"      - {where}: {quoted(pattern)}  # {CONFIRM}"
            lines += [line] if line not in lines else []
    return ["    describes:", *lines] if lines else []


def _pattern(text: str, teams: Teams) -> str | None:
    for looking, thing in (
        (LOOSE_DATE, "{date}"),
        (LOOSE_MONTH, "{month}"),
        (re.compile(r"\b\d{4}\b"), "{month}"),
    ):
        if found := looking.search(text):
            if thing == "{month}" and not read_month(found[0]):
                continue
            after = "*" if text[found.end() :].strip() else ""
            return f"{left_open(text[: found.start()].replace('*', ' '), teams)}{thing}{after}"
    return None
