"""Reads any workbook a locality keeps.

Belongs here: the one function others call. Does not belong here: any format; any meaning of a cell; how one
file is kept from harming the run (contained).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assets.locality.cells import Workbook
from assets.locality.contained import read_contained


def read_workbook(path: Path, *, name: str | None = None, passwords: Sequence[str] = ()) -> Workbook:
    """Read a workbook's cells, whatever its format and whatever its name says.

    Args:
        path: the file, which may be named by its content hash.
        name: the name it was delivered under, where that is another.
        passwords: those to try where it has one; '' stands for one that is declared and not set.

    Raises:
        RefusedError: the file is not read; `reason` is a key of `gate.ADVICE`.
        OSError: there is no such file, or it may not be opened.
    """
    with path.open("rb"):
        pass
    return read_contained(path, name, passwords)
