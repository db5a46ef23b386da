"""Every difference between two tables with the same columns, in long form: for any table that has a key.

Belongs here: two versions of one table, such as those of two releases, cell by cell.
Does not belong here: what a tracker says against the case system; there it must first be known who is who
(sql/matching, sql/comparing).

It is built of DuckDB's expressions: the columns need not be known, and no SQL text is put together.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from duckdb import (
    CaseExpression,
    CoalesceOperator,
    ColumnExpression,
    ConstantExpression,
    DuckDBPyRelation,
    Expression,
    FunctionExpression,
)

from assets.faults import PlainError

# No column of anybody's has these names.
HERE, CELL = "__is_here", "__cell"


class NotComparableError(PlainError):
    """The two tables have other columns, or a key that does not tell their rows apart."""


def long_differences(
    left: DuckDBPyRelation, right: DuckDBPyRelation, keys: Sequence[str], *, is_key: bool = False
) -> DuckDBPyRelation:
    """One row for each cell that differs, and one for each row that only one side has.

    Two nulls are equal; a null and a value differ. The order of rows does not matter.

    Args:
        left: a table of a connection.
        right: a table of the same connection with the same columns.
        keys: the columns that together tell the rows apart.
        is_key: that they do is known already, and need not be looked at.

    Returns:
        A relation, worked out when it is read: the keys, `found_in` (`both`, `left`, `right`), `column` (null
        for a row that one side lacks), `left_value` and `right_value` as text.

    Raises:
        NotComparableError: the columns or their types are not the same, or a key is repeated.
    """
    if list(zip(left.columns, left.types, strict=True)) != list(zip(right.columns, right.types, strict=True)):
        raise NotComparableError("the two tables do not have the same columns of the same types")
    for side, table in () if is_key else (("first", left), ("second", right)):
        _refuse_repeated_keys(table, keys, side)
    same_key = reduce(and_, (_of("l", key) == _of("r", key) for key in keys))
    joined = _marked(left, "l").join(_marked(right, "r"), same_key, how="outer")
    columns = [name for name in left.columns if name not in keys]
    return _cells(joined, keys, columns)


def _marked(table: DuckDBPyRelation, side: str) -> DuckDBPyRelation:
    """With a column that is null where an outer join found no row of this side."""
    columns = (ColumnExpression(name) for name in table.columns)
    return table.project(*columns, ConstantExpression(True).alias(HERE)).set_alias(side)


def _of(side: str, column: str) -> Expression:
    return ColumnExpression(side, column)


def _refuse_repeated_keys(table: DuckDBPyRelation, keys: Sequence[str], side: str) -> None:
    if len(table.project(*map(ColumnExpression, keys)).distinct()) < len(table):
        raise NotComparableError(f"{', '.join(keys)} does not tell the rows of the {side} table apart")


def _differ(column: str) -> Expression:
    """Whether the two sides differ, where null is a value like any other."""
    left, right = _of("l", column), _of("r", column)
    return (left != right) | (left.isnull() & right.isnotnull()) | (left.isnotnull() & right.isnull())


def _cells(joined: DuckDBPyRelation, keys: Sequence[str], columns: Sequence[str]) -> DuckDBPyRelation:
    only_left, only_right = _of("r", HERE).isnull(), _of("l", HERE).isnull()
    differ = {column: _differ(column) for column in columns}
    nothing = ConstantExpression(None).cast("varchar")
    # Of a row that one side lacks one cell stands for all.
    cells = [CaseExpression(only_left | only_right, _cell(nothing, nothing, nothing))]
    for column in columns:
        here = _cell(
            ConstantExpression(column), _of("l", column).cast("varchar"), _of("r", column).cast("varchar")
        )
        cells.append(CaseExpression(~only_left & ~only_right & differ[column], here))
    found = joined.filter(reduce(or_, differ.values(), only_left | only_right)).project(
        *(CoalesceOperator(_of("l", key), _of("r", key)).alias(key) for key in keys),
        CaseExpression(only_left, ConstantExpression("left"))
        .when(only_right, ConstantExpression("right"))
        .otherwise(ConstantExpression("both"))
        .alias("found_in"),
        FunctionExpression("unnest", FunctionExpression("list_value", *cells)).alias(CELL),
    )
    return found.filter(ColumnExpression(CELL).isnotnull()).project(
        *(ColumnExpression(name) for name in (*keys, "found_in")),
        *(_part(name) for name in ("column", "left_value", "right_value")),
    )


def _cell(name: Expression, left: Expression, right: Expression) -> Expression:
    return FunctionExpression(
        "struct_pack", name.alias("column"), left.alias("left_value"), right.alias("right_value")
    )


def _part(name: str) -> Expression:
    return FunctionExpression("struct_extract", ColumnExpression(CELL), ConstantExpression(name)).alias(name)
