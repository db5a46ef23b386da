"""What `locality layout` says: this month's workbooks beside their layouts and last month's, or a draft.

Belongs here: reading what is delivered into a folder that is thrown away, and saying it in lines.
Does not belong here: reading and comparing themselves (assets/locality), anything that is kept.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from assets.county import County, Place
from assets.faults import PlainError
from assets.landing import land
from assets.locality.cells import RefusedError
from assets.locality.drift import changes
from assets.locality.proposing import propose
from assets.locality.reading import read_workbook
from assets.locality.remembered import Night, SeenWorkbook, last_month, recall, seen
from assets.locality.staged_tables import StagedWorkbook
from assets.locality.staging import read_deliveries
from assets.locality.unchanged import mark_stale


class ProposalError(PlainError):
    """A draft that cannot be made; the message says what to do."""


def layout_lines(place: Place, as_at: date) -> tuple[list[str], bool]:
    """Compare what is delivered now with the layouts and with what last month's night saw; keep nothing.

    Args:
        place: the county; of its home folder only what earlier nights remembered is read.
        as_at: the night that would be run.

    Returns:
        The lines to print, and whether nothing is to be asked of a locality or confirmed in a layout.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        aside = place.model_copy(update={"home": Path(folder)})
        books = read_deliveries(aside, land(aside, as_at), as_at)
    nights = recall(place, as_at)
    mark_stale(books, nights, as_at)
    before = last_month(nights, as_at)
    beside = (
        f"as the night of {before.as_at} saw them" if before else "without any night before to compare with"
    )
    lines = [f"{place.county.authority}, night of {as_at}: the workbooks beside their layouts, and {beside}"]
    asked = False
    locality = None
    for book in books:
        if book.locality != locality:
            locality = book.locality
            lines += ["", locality]
        said = [*_changed(book, before), *_asked(book)]
        lines += [f"  {book.source_file}: {_stands(book)}", *(f"    {one}" for one in said)]
        asked = asked or bool(said) or book.status not in ("read", "ignored") or book.is_stale
    return lines, not asked


def _stands(book: StagedWorkbook) -> str:
    if book.status != "read":
        return f"{book.status.replace('_', ' ')}; {book.reason}"
    reading = book.reading
    about = f", about {reading.describes}" if reading.describes else ""
    why = f"; {book.reason}" if book.reason else ""
    return f"{len(reading.rows):,} children, {len(reading.figures):,} figures{about}{why}"


def _asked(book: StagedWorkbook) -> list[str]:
    """What is to be asked of each sheet: questions of what was read, and sheets that were not."""
    if book.status != "read":
        return []
    return [
        f"asked of {f'sheet {sheet.sheet!r}' if sheet.sheet else 'it'}: {sheet.reason}"
        for sheet in book.reading.sheets
        if sheet.reason and sheet.status != "ignored"
    ]


def _changed(book: StagedWorkbook, before: Night | None) -> list[str]:
    earlier = _same(book, before)
    if book.status != "read" or earlier is None:
        return []
    return [f"since then: {one}" for one in changes(earlier, seen(book))]


def _same(book: StagedWorkbook, before: Night | None) -> SeenWorkbook | None:
    """Last month's workbook under the same pattern of the layout; of several, the one of the same name."""
    found = [
        one
        for one in (before.workbooks if before else ())
        if (one.locality, one.declared_as) == (book.locality, book.declared_as)
    ]
    named = [one for one in found if one.source_file == book.source_file]
    return (named or (found if len(found) == 1 else []) or [None])[0]


def proposed_layout(file: Path, locality: str | None, county: County | None) -> str:
    """A drafted layout of one workbook, as YAML with a comment at every guess.

    Raises:
        ProposalError: the file cannot be read, or county.yaml has no such locality.
    """
    if not file.is_file():
        raise ProposalError(f"{file}: no such file")
    name = locality or file.resolve().parent.name
    declared = (
        next((one for one in county.localities if name in (one.name, *one.also)), None) if county else None
    )
    if county and declared is None:
        names = ", ".join(one.name for one in county.localities)
        raise ProposalError(f"no locality {name!r} in county.yaml; say --locality with one of {names}")
    try:
        workbook = read_workbook(file, passwords=declared.passwords() if declared else ())
    except RefusedError as refused:
        raise ProposalError(f"{file.name}: {refused.reason}: {refused.advice}") from None
    return propose(workbook, file.stem, declared.name if declared else name, county, declared)


def write_proposal(draft: str, path: Path) -> str:
    """Write a draft where no file is yet, in a folder that is made if it is not there; say what comes next.

    Raises:
        ProposalError: there is a file of this name, or it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(draft)
    except OSError as error:
        if not path.exists():
            raise ProposalError(
                f"{path}: cannot be written ({error.strerror}); name another file with --to"
            ) from None
        raise ProposalError(f"{path}: is there already; name another file with --to") from None
    return f"a draft in {path}: confirm every line marked CONFIRM, then name it in county.yaml\n"
