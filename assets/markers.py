"""The small files that Excel and LibreOffice leave beside a file while somebody has it open.

Belongs here: telling them by their names, and which file one is about. Does not belong here: reading
anything: what a marker holds is the name of who opened the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

_OFFICE, _LIBRE_OFFICE = "~$", ".~lock."


def is_marker(name: str) -> bool:
    """Whether a file of this name is a marker."""
    return name.startswith((_OFFICE, _LIBRE_OFFICE))


def marked_file(marker: str, others: Iterable[str]) -> str | None:
    """The file, of others in its folder, that a marker is about.

    `~$Tracker.xlsx` is about Tracker.xlsx; of a long name, the two characters replace the first two of it.
    """
    path = PurePosixPath(marker)
    is_office = path.name.startswith(_OFFICE)
    named = (
        path.name[len(_OFFICE) :] if is_office else path.name[len(_LIBRE_OFFICE) :].rstrip("#")
    ).casefold()
    beside = [one for one in others if PurePosixPath(one).parent == path.parent]
    names = {one: PurePosixPath(one).name.casefold() for one in beside}
    whole = [one for one, name in names.items() if name == named]
    cut = [one for one, name in names.items() if is_office and name[len(_OFFICE) :] == named]
    return next(iter(whole or cut), None)
