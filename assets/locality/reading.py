"""Reads any workbook a locality keeps.

Belongs here: choosing the reader, and making sure that whatever goes wrong in it is a refusal without
content. Does not belong here: any format; any meaning of a cell.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath

from assets.locality.cells import RefusedError, Workbook
from assets.locality.gate import TEXT_SUFFIXES, Format, identify, refused
from assets.locality.read_csv import read_csv
from assets.locality.read_ods import read_ods
from assets.locality.read_xls import read_xls
from assets.locality.read_xlsb import read_xlsb
from assets.locality.read_xlsx import read_xlsx

_READERS = {"xlsx": read_xlsx, "xls": read_xls, "xlsb": read_xlsb, "ods": read_ods}


def read_workbook(path: Path, *, name: str | None = None) -> Workbook:
    """Read a workbook's cells, whatever its format and whatever its name says.

    Args:
        path: the file, which may be named by its content hash.
        name: the name it was delivered under, where that is another.

    Raises:
        RefusedError: the file is not read; `reason` is a key of `gate.ADVICE`.
    """
    found = identify(path, name)
    try:
        with _collector_resting():
            workbook = _read(found, path, name)
    except RefusedError:
        raise
    except Exception:
        # The parser's own message may quote cells, so neither it nor its traceback goes further.
        raise refused("unreadable") from None
    if not workbook.sheets:
        raise refused("damaged")
    return workbook


def _read(found: Format, path: Path, name: str | None) -> Workbook:
    if found == "csv":
        is_text = PurePath(name or path.name).suffix.lower() in TEXT_SUFFIXES
        return read_csv(path, must_be_table=not is_text)
    return _READERS[found](path)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """No garbage collection: walking all cells read so far, again and again, takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
