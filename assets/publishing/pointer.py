"""The small file that names the newest release, and the page that leads to it.

Belongs here: reading and switching published/current.json and published/index.html, one step each.
Does not belong here: making a release.
"""

from __future__ import annotations

import json
import os
import time
from datetime import date
from pathlib import Path
from typing import Any

from assets.county import Place
from assets.publishing.rendering import render
from assets.publishing.stopped import stopped_page

# A reader on Windows that has the file open keeps it from being replaced for as long as its read lasts.
_TRIES = 20
_PAUSE_SECONDS = 0.25


def read_pointer(place: Place) -> dict[str, Any] | None:
    """What published/current.json says; None where nothing has been published yet."""
    path = place.published / "current.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def switch(place: Place, entry: dict[str, Any]) -> None:
    """Name a release as the newest.

    Args:
        place: the county's folders.
        entry: run_id, as_at, status and the paths below `published`, as in the README.
    """
    attempt = {"as_at": entry["as_at"], "outcome": "published", "reason": None}
    _write(place, {**entry, "last_attempt": attempt})


def mark_stale(place: Place, as_at: date, reason: str, outcome: str = "not_published") -> bool:
    """Say that a night could not be published; the last release stays the newest.

    Where there is no release yet only the leading page says so: a pointer would name nothing. Nothing is
    written where a later night is already published.

    Args:
        place: the county's folders.
        as_at: the night that was tried.
        reason: one plain sentence without a child's data.
        outcome: what became of the night.

    Returns:
        Whether it is said; false also where the disk is too full for it, so that the caller still says why.
    """
    entry = read_pointer(place)
    if entry is not None and entry["as_at"] > as_at.isoformat():
        return False
    stopped = stopped_page(place, as_at)
    page = stopped.relative_to(place.published).as_posix() if stopped.is_file() else None
    attempt = {"as_at": as_at.isoformat(), "outcome": outcome, "reason": reason, "page": page}
    try:
        place.published.mkdir(parents=True, exist_ok=True)
        _write(place, {**(entry or {}), "last_attempt": attempt})
    except OSError:
        return False
    return True


def write_entry(path: Path, entry: dict[str, Any]) -> None:
    """Write what is said of a release, as text that a person can read too."""
    path.write_text(_text(entry), encoding="utf-8", newline="\n")
    flush_file(path)


def replace_file(source: Path, target: Path) -> None:
    """Flush `source` to the disk and give it the name `target` in one step.

    Raises:
        PermissionError: another program (on Windows) still holds one of them after some seconds.
    """
    if source.is_file():
        flush_file(source)
    for attempt in range(_TRIES):
        try:
            source.replace(target)
            break
        except PermissionError:
            if attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE_SECONDS)
    flush_folder(target.parent)


def flush_file(path: Path) -> None:
    """Make a file's content last through a power cut."""
    # Windows flushes only what is open for writing.
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make a folder's names last through a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(place: Place, entry: dict[str, Any]) -> None:
    """The pointer first: the page leads to a release that exists either way; without run_id there is none."""
    texts = {"current.json": _text(entry)} if "run_id" in entry else {}
    texts["index.html"] = render("leading.html", entry=entry)
    for name, text in texts.items():
        part = place.published / f".{name}.part"
        part.write_text(text, encoding="utf-8", newline="\n")
        replace_file(part, place.published / name)


def _text(entry: dict[str, Any]) -> str:
    return json.dumps(entry, indent=1, ensure_ascii=False) + "\n"
