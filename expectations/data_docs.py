"""Great Expectations' Data Docs of one night, for the analyst: made on demand, read offline.

Belongs here: a suite a table with what its contract and the rules expect of it, and its pages.
Does not belong here: the night's own verdict (runner.py), which needs no pages and hands back every row.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from expectations.contracts import Contract
from expectations.dialect import lend
from expectations.judge import quietly
from expectations.rules import Rule, load_contract_rules
from expectations.suites import ROWS_COMPARED, column_expectations, failing_table

_WHOLE = "all"
# Counts only: a page must not hold a value of a child.
_COUNTS_ONLY = {
    "result_format": "SUMMARY",
    "partial_unexpected_count": 0,
    "exclude_unexpected_values": True,
}
# A release's tables are in schemas that Great Expectations is not shown; its rules' failing rows are not.
_RELEASE = "results"
# Its pages ask seven outside hosts for styles, scripts and a logo, and invite to a newsletter.
_OUTSIDE = re.compile(
    r"<(script|style|footer)\b.*?</\1>|<link\b[^>]*>|<img\b[^>]*>|\bhref=\"https?://[^\"]*\"", re.DOTALL
)
_STYLE = """<style>
body { font: 15px/1.5 sans-serif; margin: 1.5rem; max-width: 72rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: .3rem .6rem; text-align: left; vertical-align: top; }
ul { padding-left: 1.2rem; }
.alert { background: #eee; margin-top: 1.5rem; padding: .4rem .6rem; }
.badge { background: #eee; padding: 0 .3rem; }
.btn-group, .sticky .card.mb-3 { display: none; }
.fa-check-circle::before { content: "kept"; color: #060; }
.fa-times::before { content: "broken"; color: #a00; }
.fa-exclamation-triangle::before { content: "not judged"; color: #a00; }
</style>
</head>"""


def build_data_docs(
    connection: duckdb.DuckDBPyConnection,
    contracts: Mapping[str, Contract],
    rules: Sequence[Rule],
    as_at: date,
    folder: Path,
) -> Path:
    """Judge the night once more, for pages that show what is expected and how many rows break it.

    Args:
        connection: the night's database, validated; it is only read.
        contracts: by table name.
        rules: the rules, whose tables of failing rows are in the database.
        as_at: the night.
        folder: is replaced.

    Returns:
        The page to open first.
    """
    judged = {
        name
        for (name,) in connection.execute(
            "select table_name from information_schema.tables where table_schema = 'validated'"
        ).fetchall()
    }
    shutil.rmtree(folder, ignore_errors=True)
    with quietly() as (gx, context), lend(connection) as url:
        for site in list(context.list_data_docs_sites()):
            context.delete_data_docs_site(site)
        context.add_data_docs_site("night", _site(folder))
        source = context.data_sources.add_sql("night", connection_string=url)
        definitions = []
        for table, expected in _expected(gx, contracts, rules, as_at, judged).items():
            asset = source.add_table_asset(table, table_name=table)
            suite = context.suites.add(gx.ExpectationSuite(name=table, expectations=expected))
            definitions.append(
                context.validation_definitions.add(
                    gx.ValidationDefinition(
                        name=table, data=asset.add_batch_definition_whole_table(_WHOLE), suite=suite
                    )
                )
            )
        checkpoint = context.checkpoints.add(
            gx.Checkpoint(
                name="night",
                validation_definitions=definitions,
                actions=[gx.checkpoint.UpdateDataDocsAction(name="pages")],
                result_format=_COUNTS_ONLY,
            )
        )
        done = checkpoint.run(run_id=gx.RunIdentifier(run_name=as_at.isoformat()))
    shutil.rmtree(folder / "static", ignore_errors=True)
    for page in folder.rglob("*.html"):
        page.write_text(_offline(page.read_text(encoding="utf-8")), encoding="utf-8")
    return _write_index(folder, as_at, {one.suite_name: one.statistics for one in done.run_results.values()})


def _site(folder: Path) -> dict[str, Any]:
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }


def _expected(
    gx: Any, contracts: Mapping[str, Contract], rules: Iterable[Rule], as_at: date, judged: set[str]
) -> dict[str, list[Any]]:
    """What is expected of each table: what its contract says of its columns, then each rule on it."""
    expected: dict[str, list[Any]] = {}
    for table, contract in contracts.items():
        expected[table] = [
            getattr(gx.expectations, one.kind)(column=one.column, **one.arguments)
            for one in column_expectations(contract, as_at)
        ] + [
            _none(gx, failing, f"{rule_id}: {load_contract_rules()[rule_id].sentence}")
            for rule_id in ROWS_COMPARED
            if (failing := failing_table(rule_id, contract)) in judged
        ]
    for rule in rules:
        failing = f"failing_{rule.id}"
        if failing not in judged:
            # Not judged this night; the results say why.
            continue
        expected.setdefault(_RELEASE if rule.suite == "release" else rule.table, []).append(
            _none(gx, failing, f"{rule.id}: {rule.sentence}")
        )
    return expected


def _none(gx: Any, failing: str, description: str) -> Any:
    """A table of failing rows is expected to have none."""
    # The failing rows themselves would be shown, so their place is taken by ones. The batch is named
    # because an expectation without it is warned about.
    query = f'select 1 as failing from "{failing}" where (select count(*) from {{batch}}) >= 0'  # noqa: S608
    return gx.expectations.UnexpectedRowsExpectation(unexpected_rows_query=query, description=description)


def _write_index(folder: Path, as_at: date, tables: Mapping[str, Mapping[str, Any]]) -> Path:
    """A page of our own: theirs is a script that cannot do without the outside hosts."""
    rows = "".join(
        f"<tr><td><a href='{page}'>{table}</a></td><td>{counts['successful_expectations']} kept</td>"
        f"<td>{counts['unsuccessful_expectations']} broken</td></tr>"
        for table, counts in sorted(tables.items())
        for page in _pages(folder, table)
    )
    title = f"What was expected of the night of {as_at}"
    index = folder / "index.html"
    index.write_text(
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>{_STYLE}"
        f"<body><h1>{title}</h1><table>{rows}</table></body></html>",
        encoding="utf-8",
    )
    return index


def _pages(folder: Path, table: str) -> list[str]:
    found = (folder / "validations" / table).rglob("*.html")
    return [page.relative_to(folder).as_posix() for page in found]


def _offline(html: str) -> str:
    return _OUTSIDE.sub("", html).replace("</head>", _STYLE, 1)
