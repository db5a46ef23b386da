"""The pages that say what the others mean: rules, definitions, the data dictionary.

Belongs here: which of them there are and in what order they tell.
Does not belong here: a rule, definition or meaning (expectations/, indicators.yaml, data_dictionary.yaml,
words.yaml hold them).
"""

from __future__ import annotations

from assets.publishing.dictionary import contract, extract, says
from assets.publishing.pages_rows import Row, Shown
from assets.publishing.rendering import render
from expectations.contracts import load_contracts
from expectations.rules import load_contract_rules, load_rules


def reference_pages(shown: Shown) -> dict[str, str]:
    """The pages' HTML by their file names."""
    failing = shown.tables["failing_rules"]
    broken: dict[str, int] = {}
    for row in failing:
        broken[row["rule_id"]] = broken.get(row["rule_id"], 0) + (row["failed"] or 0)
    practice = [rule for rule in load_rules() if rule.suite == "practice"]
    workbooks = [rule for rule in load_rules() if rule.suite == "workbooks"]
    of_release = [rule for rule in load_rules() if rule.suite == "release"]
    contract_rules = load_contract_rules().values()
    suites = [
        {"id": "practice", "name": "Rules of practice and of the census", "rules": practice},
        {"id": "workbooks", "name": "Rules of the workbooks", "rules": workbooks},
        {
            "id": "contract",
            "name": "Rules of every table of the extract",
            "rules": [rule for rule in contract_rules if rule.kind == "contract"],
        },
        {
            "id": "finding",
            "name": "Findings while the extract is read",
            "rules": [rule for rule in contract_rules if rule.kind == "finding"],
        },
        {"id": "release", "name": "Rules of the release itself", "rules": of_release},
    ]
    common = {"root": "", "night": shown.night}
    return {
        "rules.html": render(
            "rules.html", suites=suites, broken=broken, unjudged=_unjudged(failing), **common
        ),
        "definitions.html": render("definitions.html", definitions=shown.definitions, **common),
        "dictionary.html": render(
            "dictionary.html",
            tables=contract(),
            says=says(),
            extract=[(one, extract()[name]) for name, one in load_contracts().items()],
            **common,
        ),
    }


def _unjudged(rows: list[Row]) -> dict[str, list[str]]:
    """Why rules could not be judged, by rule; of a contract's rule with the table."""
    found: dict[str, list[str]] = {}
    contracts = load_contracts()
    for row in rows:
        if row["reason"]:
            said = f"in {row['suite']} {row['reason']}" if row["suite"] in contracts else row["reason"]
            if said not in found.setdefault(row["rule_id"], []):
                found[row["rule_id"]].append(said)
    return found
