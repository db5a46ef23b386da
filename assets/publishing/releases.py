"""Makes a release: a complete folder that is never changed again, and then the pointer to it.

Belongs here: writing the folder aside and giving it its name, numbering runs, clearing away.
Does not belong here: what the tables, pages and worklists say (modules of those names), the pointer's file.
"""

from __future__ import annotations

import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from assets.county import Place
from assets.faults import PlainError
from assets.publishing.carrying import MANIFEST, release_folders
from assets.publishing.charts import start_engine
from assets.publishing.dictionary import contract
from assets.publishing.lives import keep_observations
from assets.publishing.pages import Row, summary_rows, write_pages
from assets.publishing.pointer import (
    flush_file,
    flush_folder,
    mark_stale,
    read_pointer,
    replace_file,
    switch,
    write_entry,
)
from assets.publishing.worklists import write_worklists
from assets.warehouse import connect

__all__ = ["ReleaseError", "ReleaseResult", "mark_stale", "next_run_id", "release"]

DATABASE, PARQUET, PAGE = "performance.duckdb", "parquet", "pages/index.html"
# Neither is a release: one is not finished, the other being deleted.
_MAKING, _GOING = ".making-", ".going-"


class ReleaseError(PlainError):
    """The release could not be made; what was published before is as it was."""


@dataclass(frozen=True, slots=True)
class ReleaseResult:
    """A finished release.

    `held_back` names the localities whose last good rows stand in it; `is_current` is false where a later
    night is already published, which keeps its place.
    """

    run_id: str
    as_at: date
    folder: Path
    held_back: tuple[str, ...]
    is_current: bool
    rows: dict[str, int]


def next_run_id(place: Place, as_at: date) -> str:
    """`<as_at>-<n>`, the first number of this night that no release has."""
    numbers = [number for night, number, _ in release_folders(place) if night == as_at]
    return f"{as_at.isoformat()}-{max(numbers, default=0) + 1}"


def release(place: Place, work_database: Path, run_id: str, as_at: date, keep: int = 14) -> ReleaseResult:
    """Publish what the night's database holds, all of it or nothing.

    The caller holds the lock of the home folder (`one_at_a_time`).

    Args:
        place: the county's folders.
        work_database: the night's database, with the schemas published and inspection made.
        run_id: as `next_run_id` gave it when the night began.
        as_at: the night.
        keep: how many releases stay; the newest of each night before those that were made again.

    Raises:
        ReleaseError: the run_id is taken, the disk is full, a file is in use; nothing has been switched.
    """
    runs = place.published / "runs"
    final = runs / run_id
    making = runs / f"{_MAKING}{run_id}"
    if final.exists():
        raise ReleaseError(f"release {run_id} is there already and is never overwritten; run the night again")
    try:
        runs.mkdir(parents=True, exist_ok=True)
        _sweep(runs)
        making.mkdir()
        with connect(work_database) as work, ThreadPoolExecutor(max_workers=2) as aside:
            _check_run(work, run_id)
            # Neither needs Python's lock: meanwhile the worklists and pages are written.
            started = aside.submit(start_engine)
            copied = aside.submit(_write_tables, work.cursor(), making)
            worklists = write_worklists(work, (making / PAGE).parent, place.county.worklists)
            started.result()
            write_pages(work, making / PAGE, worklists)
            rows = copied.result()
            said = summary_rows(work)
            entry = _entry(run_id, as_at, said, rows, _settle(making))
            write_entry(making / MANIFEST, entry)
            replace_file(making, final)
            keep_observations(work, place, as_at)
        before = read_pointer(place)
        is_current = before is None or before["as_at"] <= as_at.isoformat()
        if is_current:
            switch(place, entry)
    except ReleaseError:
        shutil.rmtree(making, ignore_errors=True)
        raise
    except (OSError, duckdb.Error, pa.ArrowException) as error:
        # The library's own text is not repeated: it may quote a child's data.
        why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        free = shutil.disk_usage(runs if runs.is_dir() else place.home).free // 2**20
        shutil.rmtree(making, ignore_errors=True)
        raise ReleaseError(
            f"release {run_id} could not be written ({why}; {free:,} MB were free); the one before it stays. "
            "Free disk space and close files under 'published', then run the night again"
        ) from None
    spared = {run_id, *([before["run_id"]] if before else [])}
    _prune(place, keep, spared)
    localities = tuple(sorted({one["locality"] for one in said["held_back"]}))
    return ReleaseResult(run_id, as_at, final, localities, is_current, rows)


def _check_run(work: duckdb.DuckDBPyConnection, run_id: str) -> None:
    made = work.execute("select distinct run_id from published.data_dictionary").fetchall()
    if made != [(run_id,)]:
        raise ReleaseError(
            f"the tables in the night's database are not those of run {run_id}; make them again, then release"
        )


def _write_tables(work: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Copy the contract's tables, sorted by all their columns, so that equal rows make equal tables."""
    (folder / PARQUET).mkdir()
    rows = {}
    # DuckDB 2 would write a storage version that the BI tools' DuckDB 1.4 cannot open.
    with duckdb.connect(str(folder / DATABASE), config={"storage_compatibility_version": "v1.4.0"}) as target:
        target.execute("create schema published")
        target.execute("create schema inspection")
        for table in contract():
            target.from_arrow(work.table(table).order("all").to_arrow_reader()).create(table)
            target.table(table).write_parquet((folder / PARQUET / f"{table}.parquet").as_posix())
            rows[table] = int(target.table(table).count("*").fetchall()[0][0])
    return rows


def _settle(folder: Path) -> dict[str, str]:
    """Flush every file to the disk; returns their SHA-256 by their path in the folder."""
    hashes = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        flush_file(path)
        hashes[path.relative_to(folder).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    flush_folder(folder)
    return hashes


def _entry(
    run_id: str, as_at: date, said: dict[str, list[Row]], rows: dict[str, int], files: dict[str, str]
) -> dict[str, Any]:
    """What current.json says of a release; paths are relative to the published folder."""
    base = f"runs/{run_id}"
    return {
        "run_id": run_id,
        "as_at": as_at.isoformat(),
        "status": "held_back" if said["held_back"] or said["lacking"] else "complete",
        "database": f"{base}/{DATABASE}",
        "parquet": f"{base}/{PARQUET}",
        "pages": f"{base}/{PAGE}",
        **said,
        "tables": rows,
        "files": {f"{base}/{name}": digest for name, digest in files.items()},
    }


def _sweep(runs: Path) -> None:
    """Clear away what a killed run left."""
    for left in (*runs.glob(f"{_MAKING}*"), *runs.glob(f"{_GOING}*")):
        shutil.rmtree(left, ignore_errors=True)
    for left in runs.parent.glob(".*.part"):
        left.unlink(missing_ok=True)


def _prune(place: Place, keep: int, spared: set[str]) -> None:
    """Delete the oldest releases beyond `keep`; one that is being read stays until another night.

    A night's earlier runs go first: a later night carries a held back locality's rows from its last one.
    """
    found = release_folders(place)
    last_number = {night: number for night, number, _ in found}
    ranked = sorted(found, key=lambda one: (last_number[one[0]] == one[1], one[0], one[1]), reverse=True)
    for _, _, folder in ranked[keep:]:
        if folder.name in spared:
            continue
        going = folder.with_name(f"{_GOING}{folder.name}")
        # Renamed first, so that a release is there whole or not at all; Windows refuses while a file is open.
        with suppress(PermissionError):
            folder.replace(going)
            shutil.rmtree(going, ignore_errors=True)
