"""`locality rules`, and that docs/rules.md is what it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.rules import load_contract_rules, load_rules
from pipelines.command import main
from pipelines.rules import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_of_rules_is_the_one_that_the_command_writes(tmp_path: Path):
    written = tmp_path / "rules.md"
    assert main(["rules", "--write", str(written)]) == 0
    assert PAGE.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")


def test_every_rule_is_listed_with_its_severity_and_sentence(capsys: pytest.CaptureFixture[str]):
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rules = [*load_rules(), *load_contract_rules().values()]
    assert len(lines) == len(rules)
    for line, rule in zip(lines, rules, strict=True):
        assert line.split()[0] == rule.id
        assert rule.severity in line
        assert line.endswith(rule.sentence)
        assert f"| `{rule.id}` |" in rules_page()


def test_no_cell_of_the_page_breaks_its_table():
    for line in rules_page().splitlines():
        assert not line.startswith("|") or line.count("|") == 6
