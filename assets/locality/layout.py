"""A locality's layout, typed and checked: what an analyst declares about the workbooks managers keep.

Belongs here: files and sheets of the YAML file (docs/layouts.md describes it), reading it.
Does not belong here: the tables on a sheet (layout_tables.py), looking into a workbook.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from assets.declared import Day, Declared, NotYamlError, Written, checked, read_written
from assets.locality.layout_tables import Summary, Tracker, Words


class LayoutError(ValueError):
    """A layout that is missing or says what cannot be; the message names the file and the place."""


class SheetRule(Declared):
    """Sheets by name pattern, and the tables on them, or why they are not read."""

    match: Words = ("*",)
    tables: Words = Field(default=(), alias="table")
    ignore: str | None = None
    plan_type: Literal["CIN", "CP"] | None = None
    team: str | None = None

    @model_validator(mode="after")
    def _read_or_ignored(self) -> SheetRule:
        if bool(self.tables) == bool(self.ignore):
            raise ValueError("say table: (what to read) or ignore: (why not), and not both")
        return self


class Describes(Declared):
    """Where a workbook says what it is about: `{date}` or `{month}` in a title or a name."""

    title: str | None = None
    sheet_name: str | None = None
    file_name: str | None = None


class FileRule(Declared):
    """Files by name pattern. Of several that match, the newest is read, or all with `several`."""

    match: Words
    sheets: tuple[SheetRule, ...] = ()
    describes: tuple[Describes, ...] = ()
    several: bool = False
    optional: bool = False
    ignore: str | None = None

    @model_validator(mode="after")
    def _read_or_ignored(self) -> FileRule:
        if bool(self.sheets) == bool(self.ignore):
            raise ValueError("say sheets: (what to read) or ignore: (why not), and not both")
        return self


class Extra(Declared):
    """Words of this locality beside the common ones: what means that there is nothing, yes, no."""

    nothing: Words = ()
    means_yes: Words = ()
    means_no: Words = ()


class Confirmed(Declared):
    """Who agreed that this is how the locality's workbooks are to be read."""

    by: str
    when: Day


class Layout(Declared):
    """How one locality keeps its workbooks. `teams` gives names (a manager's, say) that only they use."""

    locality: str
    confirmed: Confirmed | None = None
    files: tuple[FileRule, ...]
    tables: dict[str, Annotated[Tracker | Summary, Field(discriminator="holds")]]
    teams: dict[str, str] = Field(default_factory=dict)
    words: Extra = Extra()

    @model_validator(mode="after")
    def _tables_are_declared(self) -> Layout:
        for file in self.files:
            for sheet in file.sheets:
                for name in sheet.tables:
                    if name not in self.tables:
                        raise ValueError(f"sheet {', '.join(sheet.match)}: no table {name!r} under tables")
        return self


def load_layout(path: Path) -> Layout:
    """Read a layout.

    Raises:
        LayoutError: no such file, not YAML, or a declaration that cannot be.
    """
    if not path.is_file():
        raise LayoutError(
            f"{path.name}: no such layout; county.yaml names it under the locality's layout: write it there "
            "(`locality layout propose` drafts one), or name the right one"
        )
    try:
        return _layout(read_written(path, path.name))
    except NotYamlError as error:
        raise LayoutError(str(error)) from None


def parse_layout(declared: object, name: str) -> Layout:
    """Check a layout that is already read; `name` is what messages call it.

    Raises:
        LayoutError: a declaration that cannot be.
    """
    return _layout(Written(name, declared))


def _layout(written: Written) -> Layout:
    try:
        return checked(written, Layout)
    except ValueError as error:
        raise LayoutError(str(error)) from None
