"""What a locality's folder is called in a release.

Belongs here: names of folders that Windows, a share and a relative link all take.
Does not belong here: what is in the folders.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Failures of records that no declared locality has; a locality of this very name gets a number.
NO_LOCALITY = "no-locality"
WORKLISTS = "worklists"


def locality_folders(localities: Iterable[str]) -> dict[str, str]:
    """Each locality's folder below `pages`, such as `eastern-and-mid`.

    Args:
        localities: all of a county, so that two names that come to the same get different folders.

    Returns:
        Folder by locality, in the order of the names; lower case letters, digits and hyphens.
    """
    taken = {NO_LOCALITY}
    folders: dict[str, str] = {}
    for locality in sorted(set(localities)):
        base = folder_name(locality)
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        folders[locality] = name
    return folders


def folder_name(text: str) -> str:
    """A name of lower case letters, digits and hyphens; `unnamed` where nothing is left of it."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("&", " and ")).strip("-") or "unnamed"
