"""What a rule rests on that did not come tonight: it is not judged, since nearly every row would break it.

Belongs here: which tables and columns of the extract a rule reads, and which of them the night lacks.
Does not belong here: running a rule (runner.py), finding out what is lacking (sql/staging/lacking.sql).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import duckdb

from expectations.rules import Rule

# A table and a column of it; without a column, the whole table.
Lacking = Collection[tuple[str, str | None]]
_WORD = re.compile(r"\w+(?:\.\w+)?")


def what_is_lacking(work: duckdb.DuckDBPyConnection) -> Lacking:
    """The tables and columns that did not come tonight."""
    return set(work.table("lacking").project("record_table, column_name").fetchall())


def why_not_judged(rule: Rule, lacking: Lacking, helpers: Mapping[str, str]) -> str | None:
    """Why a rule cannot be judged, if it cannot.

    A rule needs the tables and columns that stand in its SQL, and in that of the helpers it reads: to list
    them in its header too would be a second list to be kept true.

    Args:
        rule: of practice, the workbooks or the release.
        lacking: what did not come.
        helpers: the SQL of each table that several rules read, by its name with the schema.
    """
    read = _names(rule.sql)
    waiting = [name for name in helpers if name in read]
    while waiting:
        more = _names(helpers[waiting.pop()])
        waiting += [name for name in helpers if name in more - read]
        read |= more
    for table, column in sorted(lacking, key=str):
        if f"staged.{table}" in read and (column is None or column in read):
            return f"{table} lacks {column} tonight" if column else f"{table} did not come tonight"
    return None


def _names(sql: str) -> set[str]:
    """Each name, with and without what stands before its dot."""
    code = "\n".join(line.partition("--")[0] for line in sql.splitlines())
    found = set(_WORD.findall(code))
    return found | {name.partition(".")[2] for name in found}
