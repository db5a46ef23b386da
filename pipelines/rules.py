"""`locality rules`: every rule with what it says to an officer, on the screen or as the page docs/rules.md.

Belongs here: listing rules, in words. Does not belong here: what a rule says (expectations/), judging.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from expectations.rules import ContractRule, Rule, load_contract_rules, load_rules

_PAGE = """# Rules

<!-- Generated: locality rules --write docs/rules.md -->

What is judged every night, and what to do about a row that breaks it. An `error` is wrong and is to be
corrected; a `query` may be right and is to be looked at; an `info` is only told. A critical rule of
practice that fails stops the night, one of the workbooks holds its locality back, one of the release keeps
it from being published: each time the last good figures stay.

A rule stands whole in one file: `expectations/rules/<id>.sql` says its severity, its sentence and the SQL
that selects the rows that break it. To change a rule, change that file and its cases in
`tests/unit/rule_cases_*.py`, then write this page again. The numbers are those of the Department for
Education's children in need census; a `Q` is one that it asks about.

A census rule whose source names the census year is judged by that year. The others are judged on every record
of the extract, and one that is still open goes on to the night where the Department's ends on 31 March: so a
fault is told in the night after it is made, and one in a record from before the census year is told too,
though the Department's return may not hold it.
"""
_PARTS = (
    ("practice", "Practice and the children in need census", "Judged on the case system's extract."),
    ("workbooks", "Workbooks", "Judged on what the localities keep, each locality apart."),
    ("release", "The release", "Judged on the tables that are about to be published."),
)
_CONTRACTS = (
    ("contract", "Contracts", "Judged for every table, from its contract in `expectations/contracts/`."),
    ("finding", "The extract's files", "Met while the extract is read."),
)


def rule_lines() -> list[str]:
    """Every rule in a line: id, severity, its sentence."""
    rules = [*load_rules(), *load_contract_rules().values()]
    width = max(len(rule.id) for rule in rules)
    return [f"{rule.id:<{width}}  {_severity(rule):<15}  {rule.sentence}" for rule in rules]


def rules_page() -> str:
    """The page of all rules, as Markdown."""
    parts: list[str] = [_PAGE]
    for suite, title, about in _PARTS:
        parts += _table(title, about, [rule for rule in load_rules() if rule.suite == suite])
    for kind, title, about in _CONTRACTS:
        parts += _table(title, about, [one for one in load_contract_rules().values() if one.kind == kind])
    return "\n".join(parts) + "\n"


def write_rules_page(path: Path) -> None:
    """Write the page of all rules."""
    path.write_text(rules_page(), encoding="utf-8", newline="\n")


def _table(title: str, about: str, rules: Iterable[Rule | ContractRule]) -> Iterator[str]:
    yield f"## {title}\n\n{about}\n"
    yield "| rule | severity | what is wrong | what to do | source |\n|---|---|---|---|---|"
    for rule in rules:
        yield f"| `{rule.id}` | {_severity(rule)} | {rule.sentence} | {rule.todo} | {rule.source} |"
    yield ""


def _severity(rule: Rule | ContractRule) -> str:
    return f"{rule.severity}, critical" if isinstance(rule, Rule) and rule.critical else rule.severity
