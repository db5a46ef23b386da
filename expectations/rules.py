"""The rules: what each says to an officer, and the SQL that selects the rows that break it.

A rule of practice stands whole in rules/<rule_id>.sql: a YAML header, then a SELECT of the failing rows with
the columns record_id, person_id, column_name and value, before them record_table where the rows are of more
than one table; a rule of the workbooks adds locality, source_file, sheet and cell, a rule of the release
locality. What the contracts' own rules say is in rules/contract.yaml.

Belongs here: the shape of a rule, reading and checking it.
Does not belong here: running a rule, Great Expectations.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from expectations.own_yaml import load_own_yaml

_FOLDER = Path(__file__).parent / "rules"
_CONTRACT_FILE = "contract.yaml"

Severity = Literal["error", "query", "info"]
Suite = Literal["practice", "workbooks", "release"]


class RuleError(ValueError):
    """A rule's file says something that cannot be; the message names the file and the place."""


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ContractRule(_Declared):
    """A rule that every contract brings with it, or a finding of staging."""

    id: str
    kind: Literal["contract", "finding"]
    severity: Severity
    sentence: str
    todo: str
    source: str


class Rule(_Declared):
    """A rule of practice.

    `table` is the table whose rows it judges: a staged one, or one of a release with its schema. A rule is
    not judged while a table it `needs` is empty, since then every row would break it, nor while something it
    reads is lacking (lacking.py), unless it is critical, since then the night would stop. A failed `critical`
    rule stops the night (suite practice), holds the locality back (suite workbooks) or keeps the release from
    being made (suite release).
    """

    id: str
    suite: Suite = "practice"
    severity: Severity
    critical: bool = False
    table: str
    needs: tuple[str, ...] = ()
    sentence: str
    todo: str
    source: str
    sql: str

    @property
    def full_table(self) -> str:
        """`table` with its schema."""
        return self.table if "." in self.table else f"staged.{self.table}"


@cache
def load_rules(folder: Path = _FOLDER) -> tuple[Rule, ...]:
    """Read the rules of practice.

    Args:
        folder: holds <rule_id>.sql, one a rule.

    Returns:
        The rules, in the order of their ids.

    Raises:
        RuleError: a file without a header, or a header that cannot be.
    """
    return tuple(_read_rule(path) for path in sorted(folder.glob("*.sql")))


@cache
def load_contract_rules(folder: Path = _FOLDER) -> dict[str, ContractRule]:
    """Read the contracts' own rules and the findings of staging, by id.

    Raises:
        RuleError: an entry that cannot be.
    """
    declared = load_own_yaml((folder / _CONTRACT_FILE).read_text(encoding="utf-8"))
    try:
        return {rule.id: rule for rule in map(ContractRule.model_validate, declared)}
    except ValidationError as error:
        raise _plain(_CONTRACT_FILE, error) from None


def _read_rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    head, opened, rest = text.partition("/*")
    header, closed, sql = rest.partition("*/")
    if head.strip() or not opened or not closed:
        raise RuleError(f"{path.name}: does not begin with a header between /* and */")
    try:
        return Rule.model_validate({**load_own_yaml(header), "id": path.stem, "sql": sql.strip()})
    except yaml.YAMLError:
        raise RuleError(f"{path.name}: its header is not readable as YAML") from None
    except ValidationError as error:
        raise _plain(path.name, error) from None


def _plain(file: str, error: ValidationError) -> RuleError:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"]) or "the header"
    return RuleError(f"{file}: {place}: {first['msg']}")
