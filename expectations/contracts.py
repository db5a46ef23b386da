"""The contracts: what each table of the case system's extract must look like, read from contracts/*.yaml.

Belongs here: the shape of a contract, reading and checking it.
Does not belong here: reading data (assets/case_system), judging data (suites.py), any column's name.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from expectations.own_yaml import load_own_yaml

_FOLDER = Path(__file__).parent / "contracts"
_CODES_FILE = "codes.yaml"

ColumnType = Literal["string", "date", "timestamp", "integer", "decimal"]
DUCKDB_TYPES: dict[ColumnType, str] = {
    "string": "VARCHAR",
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
}
SOURCE_ROW = "source_row"


class ContractError(ValueError):
    """A contract says something that cannot be; the message names the file and the place."""


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CodeSet(_Declared):
    """Codes with what they mean, and other ways of writing them (lower case) with the code meant."""

    values: dict[str, str]
    also: dict[str, str] = {}

    @model_validator(mode="after")
    def _also_leads_to_codes(self) -> CodeSet:
        strangers = sorted(set(self.also.values()) - set(self.values))
        if strangers:
            raise ValueError(f"also: {strangers[0]!r} is no code of this set")
        return self

    @property
    def spellings(self) -> dict[str, str]:
        """Every known way of writing a code, in lower case, and the code."""
        return {code.lower(): code for code in self.values} | self.also


class Column(_Declared):
    """A column of a table.

    `key` identifies the record; `required` must be filled; `optional` may be absent from a delivery without
    a finding; `identifying` values never leave the staged schema; a date that is not `future` lies on or
    before the as-at date; `refers_to` names the "table.column" of which one must hold the value; `codes` a
    set of codes.yaml, `codes_rule` the rule of practice that judges them in place of code_unknown.
    """

    name: str
    type: ColumnType
    description: str
    key: bool = False
    required: bool = False
    optional: bool = False
    identifying: bool = False
    future: bool = False
    refers_to: tuple[str, ...] = ()
    codes: str | None = None
    codes_rule: str | None = None

    @property
    def duckdb_type(self) -> str:
        """The type of the staged column."""
        return DUCKDB_TYPES[self.type]

    @property
    def is_dated(self) -> bool:
        """Whether the column holds days or moments."""
        return self.type in ("date", "timestamp")


class Contract(_Declared):
    """A table of the extract: its columns in order, and the column that names the child, if any.

    Where a table is `critical`, a missing or repeated key stops the night.
    """

    table: str
    description: str
    person: str | None = None
    critical: bool = False
    columns: tuple[Column, ...]
    code_sets: dict[str, CodeSet] = Field(default={}, repr=False)

    @model_validator(mode="after")
    def _holds_together(self) -> Contract:
        names = [column.name for column in self.columns]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"column {twice[0]!r} is declared twice")
        if [column.key for column in self.columns].count(True) != 1:
            raise ValueError("exactly one column must be the key")
        if self.person is not None and self.person not in names:
            raise ValueError(f"person: {self.person!r} is no column of the table")
        for column in self.columns:
            if column.codes is not None and column.codes not in self.code_sets:
                raise ValueError(f"{column.name}: codes: {column.codes!r} is not in {_CODES_FILE}")
        return self

    @property
    def key(self) -> Column:
        """The column that identifies a record."""
        return next(column for column in self.columns if column.key)

    def column(self, name: str) -> Column:
        """The column of this name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.table} has no column {name}")

    def codes_of(self, column: Column) -> CodeSet | None:
        """The code set of a column that has one."""
        return None if column.codes is None else self.code_sets[column.codes]


@cache
def load_contracts(folder: Path = _FOLDER) -> dict[str, Contract]:
    """Read every contract.

    Args:
        folder: holds <table>.yaml, one a table, and codes.yaml.

    Returns:
        Contracts by table name, in the order of the names.

    Raises:
        ContractError: a contract or a code set that cannot be.
    """
    code_sets: dict[str, CodeSet] = {}
    for name, declared in _read(folder / _CODES_FILE).items():
        try:
            code_sets[name] = CodeSet.model_validate(declared)
        except ValidationError as error:
            raise _plain(f"{_CODES_FILE}: {name}", error) from None
    contracts: dict[str, Contract] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _CODES_FILE:
            continue
        try:
            contract = Contract.model_validate({**_read(path), "code_sets": code_sets})
        except ValidationError as error:
            raise _plain(path.name, error) from None
        if contract.table != path.stem:
            raise ContractError(f"{path.name}: table: is {contract.table!r}, not the file's name")
        contracts[contract.table] = contract
    _check_references(contracts)
    return contracts


def _read(path: Path) -> dict[str, object]:
    try:
        return load_own_yaml(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        raise ContractError(f"{path.name}{where}: not readable as YAML") from None


def _plain(file: str, error: ValidationError) -> ContractError:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "the file"
    return ContractError(f"{file}: {place}: {first['msg'].removeprefix('Value error, ')}")


def _check_references(contracts: dict[str, Contract]) -> None:
    for contract in contracts.values():
        for column in contract.columns:
            for target in column.refers_to:
                table, _, name = target.partition(".")
                if table not in contracts or name not in {one.name for one in contracts[table].columns}:
                    place = f"{contract.table}.yaml: {column.name}: refers_to"
                    raise ContractError(f"{place}: no such column {target}")
