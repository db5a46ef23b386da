"""`locality data-docs`: Great Expectations' pages of a night that was run, for the analyst.

Belongs here: which night's database, where the pages go. Does not belong here: the pages (expectations/).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assets.county import Place
from assets.faults import PlainError
from assets.warehouse import connect
from expectations.contracts import load_contracts
from expectations.data_docs import build_data_docs
from expectations.rules import load_rules


class NoNightError(PlainError):
    """The night was never run here."""


def write_data_docs(place: Place, as_at: date) -> Path:
    """Write the pages of a night into `<home>/data_docs`, in place of those of an earlier call.

    They hold counts and no values; they are not made in the night, since they take longer than judging.

    Args:
        place: the county's folders.
        as_at: a night that was run.

    Returns:
        The page to open first.

    Raises:
        NoNightError: no night of that date was run in this home folder.
    """
    work = place.work_file(as_at)
    if not work.is_file():
        raise NoNightError(f"no night of {as_at} was run in {place.home.name}; run it first")
    with connect(work, read_only=True) as connection:
        folder = place.home / "data_docs"
        return build_data_docs(connection, load_contracts(), load_rules(), as_at, folder)
