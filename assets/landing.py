"""Copies what was delivered, once, under the name of its content's hash, with when and from where.

Belongs here: finding delivered files, keeping them, remembering which of them a night had.
Does not belong here: opening a file's content, deciding what it means.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa

from assets.county import Place
from assets.markers import is_marker
from assets.warehouse import load_rows

Source = Literal["extract", "workbook", "worklist"]

_CHUNK = 1 << 20
# The fields of a Delivery, in their order.
_SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("locality", pa.string()),
        ("source_file", pa.string()),
        ("content_hash", pa.string()),
        ("size", pa.int64()),
        ("delivered_at", pa.timestamp("us")),
        ("landed_path", pa.string()),
        ("status", pa.string()),
        ("reason", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivered file, or one that could not be copied (`status` unreadable, with the reason).

    `source_file` is relative to the county's data folder, `landed_path` to the landed folder.
    """

    source: Source
    locality: str | None
    source_file: str
    content_hash: str | None
    size: int | None
    delivered_at: datetime | None
    landed_path: str | None
    status: Literal["landed", "unreadable"]
    reason: str | None = None


def land(place: Place, as_at: date) -> list[Delivery]:
    """Copy a night's delivered files and remember which they were.

    A night that has a later one after it reads again what was landed for it, since by then the folders
    hold newer files.

    Args:
        place: the county and its folders.
        as_at: the night.

    Returns:
        A delivery for each file of the extract, each file and each locality whose folder holds it, and each
        returned worklist (which names no locality), in the order of their names.
    """
    manifest = _manifest(place, as_at)
    if manifest.is_file() and any(path.stem > manifest.stem for path in manifest.parent.glob("*.json")):
        return _remembered(manifest)
    deliveries = [_land_one(place, *found) for found in _delivered(place)]
    manifest.parent.mkdir(parents=True, exist_ok=True)
    rows = [asdict(one) for one in deliveries]
    replace_text(manifest, json.dumps(rows, indent=1, ensure_ascii=False, default=str))
    return deliveries


def record_deliveries(connection: duckdb.DuckDBPyConnection, deliveries: list[Delivery]) -> None:
    """Write landed.deliveries, a row a delivery."""
    rows = [astuple(one) for one in deliveries]
    load_rows(connection, "landed.deliveries", _SCHEMA, list(rows))


def recall_deliveries(connection: duckdb.DuckDBPyConnection) -> list[Delivery]:
    """The night's deliveries, as `record_deliveries` wrote them."""
    return [Delivery(*row) for row in connection.table("landed.deliveries").fetchall()]


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a reader sees the old text or the new, never a part."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _manifest(place: Place, as_at: date) -> Path:
    return place.landed / "nights" / f"{as_at.isoformat()}.json"


def _remembered(manifest: Path) -> list[Delivery]:
    rows = json.loads(manifest.read_text(encoding="utf-8"))
    return [
        Delivery(
            **{**row, "delivered_at": row["delivered_at"] and datetime.fromisoformat(row["delivered_at"])}
        )
        for row in rows
    ]


def _delivered(place: Place) -> list[tuple[Source, str | None, Path]]:
    found: list[tuple[Source, str | None, Path]] = []
    for path in sorted((place.data / place.county.extract).glob("*")):
        if path.is_file() and path.suffix.lower() == ".csv" and not is_marker(path.name):
            found.append(("extract", None, path))
    worklists = place.data / place.county.worklists
    for locality in place.county.localities:
        for path in sorted((place.data / locality.folder).rglob("*")):
            if path.is_file() and not path.is_relative_to(worklists):
                found.append(("workbook", locality.name, path))
    for path in sorted(worklists.rglob("*")):
        if path.is_file() and not is_marker(path.name):
            found.append(("worklist", None, path))
    return found


def _land_one(place: Place, source: Source, locality: str | None, path: Path) -> Delivery:
    source_file = path.relative_to(place.data).as_posix()
    try:
        before = path.stat()
        content_hash, landed = _keep(path, place.landed)
        after = path.stat()
    except PermissionError:
        reason = "open in another program or not ours to read; close it there, then run again"
        return Delivery(source, locality, source_file, None, None, None, None, "unreadable", reason)
    except FileNotFoundError:
        reason = "gone while it was being copied; deliver it again"
        return Delivery(source, locality, source_file, None, None, None, None, "unreadable", reason)
    delivered_at = datetime.fromtimestamp(int(after.st_mtime), UTC).replace(tzinfo=None)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        reason = "still being written while it was copied; run again when the copy has ended"
        return Delivery(source, locality, source_file, None, None, delivered_at, None, "unreadable", reason)
    relative = landed.relative_to(place.landed).as_posix()
    return Delivery(
        source, locality, source_file, content_hash, after.st_size, delivered_at, relative, "landed"
    )


def _keep(path: Path, landed: Path) -> tuple[str, Path]:
    """Copy a file into `landed` under its hash; a file already there is left as it is."""
    landed.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    handle, name = tempfile.mkstemp(dir=landed, prefix=".copying-")
    try:
        with os.fdopen(handle, "wb") as copy, path.open("rb") as original:
            while chunk := original.read(_CHUNK):
                digest.update(chunk)
                copy.write(chunk)
        kept = landed / digest.hexdigest()[:2] / digest.hexdigest()
        if not kept.exists():
            kept.parent.mkdir(exist_ok=True)
            Path(name).replace(kept)
        return digest.hexdigest(), kept
    finally:
        Path(name).unlink(missing_ok=True)
