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

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator

from assets.faults import PlainError


class CountyError(PlainError):
    """county.yaml is missing or says something that cannot be.

    The message names the file, the place in it and what to do.
    """


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Team(_Declared):
    """A safeguarding team: `name` as in the case system's ssd_department, `also` as managers write it."""

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


class Locality(_Declared):
    """A locality, the folder its workbooks are delivered to, and the layout that describes them.

    `folder` is relative to the county's data folder, `layout` to county.yaml. `password_env` names the
    environment variables that hold its workbooks' passwords; county.yaml never holds one.
    """

    name: str
    also: tuple[str, ...] = ()
    folder: str
    layout: str
    password_env: Annotated[tuple[_VariableName, ...], BeforeValidator(_several)] = ()
    teams: tuple[Team, ...]

    def passwords(self) -> tuple[str, ...]:
        """The passwords to try on this locality's workbooks; '' for a variable that is not set."""
        return tuple(os.environ.get(name, "") for name in self.password_env)


class Thresholds(_Declared):
    """Limits of the indicators; the defaults are usual practice standards, a county may set its own."""

    assessment_working_days: int = 45
    icpc_working_days: int = 15
    cp_visit_working_days: int = 10
    cin_visit_working_days: int = 20
    cp_first_visit_working_days: int = 10
    supervision_days: int = 30
    rereferral_months: int = 12


def _month(value: object) -> object:
    return f"{value}-01" if isinstance(value, str) and len(value) == len("2018-04") else value


class County(_Declared):
    """One authority's declaration.

    `as_at` is the night run when none is asked for; `first_month` the first month that is measured.
    `worklists` is the folder, below the data folder, that filled in worklists are put back into; it may be
    missing.
    """

    authority: str
    as_at: date | None = None
    first_month: Annotated[date, BeforeValidator(_month)]
    extract: str = "extract"
    worklists: str = "worklists"
    allocated_role: str = "Allocated Social Worker"
    localities: tuple[Locality, ...]
    thresholds: Thresholds = Thresholds()

    @model_validator(mode="after")
    def _names_are_unique(self) -> County:
        teams = [team.name for locality in self.localities for team in locality.teams]
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


class Place(_Declared):
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
        declared = yaml.safe_load(county_file.read_text(encoding="utf-8"))
        county = County.model_validate(declared)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f", line {line + 1}" if line is not None else ""
        raise CountyError(
            f"{county_file}{where}: not readable as YAML; check the indentation there"
        ) from None
    except ValidationError as error:
        # A mistyped key is also a missing one; what was typed is what the reader can find in the file.
        first = min(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        what = "no such key" if first["type"] == "extra_forbidden" else first["msg"]
        raise CountyError(f"{county_file}: {place}: {what}") from None
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
