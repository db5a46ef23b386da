"""county.yaml, typed and checked.

Belongs here: what a county declares (localities, teams, sources, layouts, thresholds), where its folders are.
Does not belong here: reading what those folders hold.
"""

from __future__ import annotations

import os
import re
import tempfile
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from assets.declared import Day, Declared, NotYamlError, checked, read_written
from assets.faults import PlainError


class CountyError(PlainError):
    """county.yaml is missing or says something that cannot be.

    The message names the file, the place in it and what to do.
    """


class Team(Declared):
    """A safeguarding team: `name` as the extract's involvements have it, `also` as managers write it."""

    name: str
    also: tuple[str, ...] = ()


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _variable_name(value: str) -> str:
    # The text must not repeat what was typed, which may be the password itself.
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]*", value):
        raise ValueError("name the environment variable in capitals, such as NORTHERN_PASSWORD")
    return value


_VariableName = Annotated[str, AfterValidator(_variable_name)]


def _folder_below(value: str) -> str:
    if not value or "\\" in value or re.match(r"[A-Za-z]:|/", value) or ".." in PurePosixPath(value).parts:
        raise ValueError("must be a folder below the data folder, written with /, such as localities/North")
    return value


_Folder = Annotated[str, AfterValidator(_folder_below)]


class Locality(Declared):
    """A locality, the folder its workbooks are delivered to, and the layout that describes them.

    `folder` is relative to the county's data folder, `layout` to county.yaml. `password_env` names the
    environment variables that hold its workbooks' passwords; county.yaml never holds one.
    """

    name: str
    also: tuple[str, ...] = ()
    folder: _Folder
    layout: str
    password_env: Annotated[tuple[_VariableName, ...], BeforeValidator(_several)] = ()
    teams: tuple[Team, ...]

    def passwords(self) -> tuple[str, ...]:
        """The passwords to try on this locality's workbooks; '' for a variable that is not set."""
        return tuple(os.environ.get(name, "") for name in self.password_env)


_Limit = Annotated[int, Field(ge=1, le=1000)]


class Thresholds(Declared):
    """Limits of the indicators; the defaults are usual practice standards, a county may set its own."""

    assessment_working_days: _Limit = 45
    icpc_working_days: _Limit = 15
    cp_visit_working_days: _Limit = 10
    cin_visit_working_days: _Limit = 20
    cp_first_visit_working_days: _Limit = 10
    supervision_days: _Limit = 30
    rereferral_months: _Limit = 12


def _month(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        return date.fromisoformat(f"{value}-01")
    if not isinstance(value, date) or value.day != 1:
        raise ValueError("must be a month, such as 2025-09")
    return value


class County(Declared):
    """One authority's declaration.

    `as_at` is the night run when none is asked for; `first_month` the first month that is measured.
    `worklists` is the folder, below the data folder, that filled in worklists are put back into; it may be
    missing. `other_teams` are teams of the case system that belong to no locality.
    """

    authority: str
    as_at: Day | None = None
    first_month: Annotated[date, BeforeValidator(_month)]
    extract: _Folder = "extract"
    worklists: _Folder = "worklists"
    allocated_role: str = "Allocated Social Worker"
    other_teams: tuple[str, ...] = ()
    localities: Annotated[tuple[Locality, ...], Field(min_length=1)]
    thresholds: Thresholds = Thresholds()

    @model_validator(mode="after")
    def _names_are_unique(self) -> County:
        teams = [team.name for locality in self.localities for team in locality.teams]
        teams += self.other_teams
        for what, names in (("locality", [one.name for one in self.localities]), ("team", teams)):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"{what} {twice[0]!r} is declared twice")
        return self

    @model_validator(mode="after")
    def _worklists_have_a_folder_of_their_own(self) -> County:
        others = [self.extract, *(one.folder for one in self.localities)]
        inside = [folder for folder in others if PurePosixPath(folder).is_relative_to(self.worklists)]
        if inside:
            raise ValueError(f"the folder worklists {self.worklists!r} also holds {inside[0]!r}")
        return self

    @model_validator(mode="after")
    def _the_night_is_measured(self) -> County:
        if self.as_at and (why := self.why_not_measured(self.as_at)):
            raise ValueError(why)
        return self

    def why_not_measured(self, as_at: date) -> str | None:
        """Why no month could be measured on a night, where that is so."""
        if self.first_month <= as_at:
            return None
        return f"first_month {self.first_month:%Y-%m} is after the night of {as_at}; it must not be later"


class Place(Declared):
    """A county and where its things are: its yaml, the delivered data, and all that is made (`home`)."""

    county: County
    county_file: Path
    data: Path
    home: Path

    @property
    def landed(self) -> Path:
        """Delivered files by content hash, and each night's list of them."""
        return self.home / "landed"

    @property
    def published(self) -> Path:
        """Releases, and the pointer to the newest."""
        return self.home / "published"

    @property
    def history(self) -> Path:
        """What each night saw, for the lives of discrepancies and failures."""
        return self.home / "history"

    def work_file(self, as_at: date) -> Path:
        """The database in which one night is built; never read by others."""
        return self.home / "work" / f"{as_at.isoformat()}.duckdb"

    def passwords(self, locality: str | None) -> tuple[str, ...]:
        """The passwords to try on a locality's workbooks; '' for a variable that is not set."""
        return next((one.passwords() for one in self.county.localities if one.name == locality), ())

    def layout_file(self, locality: Locality) -> Path:
        """The locality's layout, beside county.yaml."""
        return self.county_file.parent / locality.layout


def load_place(county_file: Path, data: Path | None = None, home: Path | None = None) -> Place:
    """Read county.yaml.

    Args:
        county_file: the yaml file.
        data: the folder that source paths are relative to; default: beside the yaml.
        home: where all that is made goes; default: as `home_of` says.

    Raises:
        CountyError: no such file, not yaml, or a declaration that cannot be.
    """
    if county_file.is_dir():
        raise CountyError(f"{county_file}: is a folder; name the county.yaml in it with --county")
    if not county_file.is_file():
        raise CountyError(f"{county_file}: no such file; name your county.yaml with --county")
    try:
        county = checked(read_written(county_file, str(county_file)), County, secret=("password_env",))
    except (NotYamlError, ValueError) as error:
        raise CountyError(str(error)) from None
    return Place(
        county=county,
        county_file=county_file.resolve(),
        data=(data or county_file.parent).resolve(),
        home=home_of(home),
    )


def home_of(home: Path | None) -> Path:
    """Where all that is made goes: the folder given, else $LOCALITY_HOME, else ./var."""
    return (home or Path(os.environ.get("LOCALITY_HOME", "var"))).resolve()


def writable_home(place: Place) -> Path:
    """The home folder, made if it is not there.

    Raises:
        CountyError: it cannot be made or written in.
    """
    try:
        place.home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place.home):
            return place.home
    except OSError as error:
        raise CountyError(
            f"{place.home}: cannot be written ({error.strerror}); choose another folder with --home"
        ) from None
