"""Chooses a workbook's reader, and makes a refusal of whatever goes wrong in it.

Belongs here: the readers by format, passwords tried, no content in what is raised. Does not belong here: any
format; protection from a reader that never comes back or dies (contained).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path, PurePath

from assets.faults import plainly
from assets.locality.batches import Batch, PassOn
from assets.locality.cells import RefusedError, Sheet, Workbook
from assets.locality.contained_messages import without_collector
from assets.locality.gate import MAX_CELLS, TEXT_SUFFIXES, Source, identify, refused
from assets.locality.read_csv import read_csv
from assets.locality.read_ods import read_ods
from assets.locality.read_xls import read_xls
from assets.locality.read_xlsb import read_xlsb
from assets.locality.read_xlsx import read_xlsx
from assets.locality.unlocking import unlocked

_log = logging.getLogger(__name__)
_READERS = {"xls": read_xls, "xlsb": read_xlsb}
_READERS_IN_BATCHES = {"xlsx": read_xlsx, "ods": read_ods}


def read_in_this_process(
    path: Path, *, name: str | None = None, passwords: Sequence[str] = (), pass_on: PassOn
) -> Workbook:
    """Read a workbook, trusting it to be bearable.

    Args:
        path: the file.
        name: the name it was delivered under, where that is another.
        passwords: those to try where it has one.
        pass_on: given cells in batches by the readers that give them so; the others leave them in the sheets.

    Raises:
        RefusedError: the file is not read; `reason` is a key of `gate.ADVICE`.
        MemoryError: memory was not enough.
    """
    try:
        with without_collector():
            try:
                workbook = _read(path, name, _limited(pass_on))
            except RefusedError as refusal:
                if refusal.reason != "encrypted":
                    raise
                workbook = _read(unlocked(path, passwords), name, _limited(pass_on))
                workbook.notes.append("the workbook was opened with its password")
    except (RefusedError, MemoryError):
        raise
    except Exception as error:
        # The parser's own message may quote cells: no more of it goes further than its kind and place.
        _log.warning(plainly("reading a workbook", error))
        raise refused("unreadable") from None
    if not workbook.sheets:
        raise refused("damaged")
    return workbook


def _limited(pass_on: PassOn) -> PassOn:
    cells = 0

    def count(sheet: Sheet, batch: Batch) -> None:
        nonlocal cells
        cells += len(batch.contents)
        if cells > MAX_CELLS:
            raise refused("too_many_cells")
        pass_on(sheet, batch)

    return count


def _read(source: Source, name: str | None, pass_on: PassOn) -> Workbook:
    found = identify(source, name)
    if found == "csv":
        own = source.name if isinstance(source, Path) else ""
        is_text = PurePath(name or own).suffix.lower() in TEXT_SUFFIXES
        return read_csv(source, must_be_table=not is_text)
    if found in _READERS_IN_BATCHES:
        return _READERS_IN_BATCHES[found](source, pass_on)
    return _READERS[found](source)
