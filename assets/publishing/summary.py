"""The short plain summary of a release that ends a night on the screen.

Belongs here: reading a finished release and saying it in lines of text.
Does not belong here: the page (pages.py), working anything out (sql/pages).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assets.county import Place
from assets.publishing.carrying import MANIFEST, later_releases, release_folders
from assets.publishing.pages_rows import Row, listed
from assets.publishing.pointer import read_pointer
from assets.publishing.releases import ReleaseError
from assets.publishing.rendering import figure, month, signed, words

_MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class Summary:
    """A release in short.

    `trust` has a row a locality, `gaps` the figures furthest from the system (sql/pages/gaps.sql says how
    they are measured), `held_back` what was refused and why, `lacking` what the extract lacks as a whole,
    `lines` all of it as text.
    """

    run_id: str
    as_at: date
    folder: Path
    is_current: bool
    trust: list[Row]
    gaps: list[Row]
    held_back: list[Row]
    lacking: list[str]
    lines: list[str]


def summarise(place: Place, as_at: date | None = None) -> Summary:
    """Read a release.

    Args:
        place: the county's folders.
        as_at: the night whose newest release is meant; by default the release that is current.

    Raises:
        ReleaseError: there is no such release.
    """
    pointer = read_pointer(place) or {}
    folder = _folder(place, pointer, as_at)
    entry: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    is_current = pointer.get("run_id") == entry["run_id"]
    return Summary(
        run_id=entry["run_id"],
        as_at=date.fromisoformat(entry["as_at"]),
        folder=folder,
        is_current=is_current,
        trust=entry["trust"],
        gaps=entry["worst_gaps"],
        held_back=entry["held_back"],
        lacking=entry.get("lacking", []),
        lines=_lines(entry, folder, is_current),
    )


def to_run_again(place: Place, as_at: date) -> str | None:
    """The releases of later nights that were made without a night, and what to do; None where there is none.

    To be asked as soon as the night has run: all that are there then were made before it.
    """
    later = later_releases(place, as_at)
    if not later:
        return None
    names = listed([folder.name for folder in later.values()])
    again = f"run `locality nightly --as-at {min(later)}`"
    if len(later) == 1:
        return f"{names} does not know of this run: {again} again to count it in"
    return f"{names} do not know of this run: {again}, and then the nights after it, again to count it in"


def _folder(place: Place, pointer: dict[str, Any], as_at: date | None) -> Path:
    if as_at is None and pointer:
        return place.published / "runs" / pointer["run_id"]
    of_night = [folder for night, _, folder in release_folders(place) if night == as_at]
    if not of_night:
        raise ReleaseError(
            f"no release of {as_at or 'any night'} in {place.published.name}; run the night first"
        )
    return of_night[-1]


def _lines(entry: dict[str, Any], folder: Path, is_current: bool) -> list[str]:
    trust, gaps = entry["trust"], entry["worst_gaps"]
    lines = ["", f"Night of {entry['as_at']}: how far each locality agrees with the case recording system"]
    width = max((len(row["locality"]) for row in trust), default=0)
    for row in trust:
        cells = _share("tracker cells", row["cells_agreeing"], row["cells_compared"])
        figures = _share("typed figures", row["figures_agreeing"], row["figures_compared"])
        lines.append(f"  {row['locality']:<{width}}  {cells:<36}  {figures}")
    lines += [
        "",
        "The worst gaps, as a share of the larger value (taken as 10 at least)"
        if gaps
        else "No typed figure differs",
    ]
    for row in gaps:
        where = ", ".join(str(row[name]) for name in ("source_file", "sheet", "cell") if row[name])
        when = month(date.fromisoformat(row["period"]))
        lines.append(
            f"  {row['locality']}, {row['team']}, {row['indicator']}, {when}: "
            f"typed {figure(row['spreadsheet_value'])}, system {figure(row['system_value'])} "
            f"({signed(row['difference'])}); {words()['causes'].get(row['cause'], 'cause unknown')}; {where}"
        )
    lines += ["", "Refused" if entry["held_back"] else "No workbook was refused"]
    for one in entry["held_back"]:
        where = ", ".join(str(one[name]) for name in ("source_file", "sheet") if one[name])
        lines.append(f"  {one['locality']}: {where + ': ' if where else ''}{one['reason']}")
    lines += [f"  {name}: the rows of its last good night stand in their place" for name in entry["carried"]]
    lines += _questions(entry.get("questions", []))
    if lacking := entry.get("lacking"):
        lines += [
            "",
            "The extract lacks something, or does not fit county.yaml; what rests on what it lacks is blank",
            *(f"  {said}" for said in lacking),
        ]
    lines += ["", f"Release {entry['run_id']}: {folder}"]
    if not is_current:
        lines.append("  a later night is published already and stays the one that current.json names")
    return lines


def _questions(asked: list[Row]) -> list[str]:
    if not asked:
        return []
    lines = ["", "Asked about the sheets"]
    for one in asked[:_MOST_QUESTIONS]:
        where = ", ".join(str(one[name]) for name in ("source_file", "sheet") if one[name])
        lines.append(f"  {one['locality'] or ''}: {where}: {one['reason'] or 'cells are not understood'}")
    if (more := len(asked) - _MOST_QUESTIONS) > 0:
        lines.append(f"  and {more} more on the county's page")
    return lines


def _share(what: str, agreeing: int, compared: int) -> str:
    if not compared:
        return f"{what} not compared"
    return f"{what} {100 * agreeing / compared:5.1f} % ({agreeing:,} of {compared:,})"
