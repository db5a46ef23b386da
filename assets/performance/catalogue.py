"""The catalogue of indicators.

Belongs here: reading indicators.yaml, and putting it where SQL can join it.
Does not belong here: how an indicator's evidence is found (sql/evidence/) or counted (sql/indicators/).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, TypeAdapter

from assets.warehouse import load_rows
from expectations.own_yaml import load_own_yaml

CATALOGUE = Path(__file__).parent / "indicators.yaml"
INDICATORS = pa.schema(
    [
        ("indicator_id", pa.string()),
        ("name", pa.string()),
        ("unit", pa.string()),
        ("shape", pa.string()),
        ("decimals", pa.int32()),
        ("definition", pa.string()),
        ("source", pa.string()),
        ("direction", pa.string()),
        ("tracker", pa.bool_()),
        ("days", pa.string()),
    ]
)
COLUMNS = pa.schema(
    [("indicator_id", pa.string()), ("record_table", pa.string()), ("column_name", pa.string())]
)


class Indicator(BaseModel):
    """One indicator; what its keys mean is said at the head of indicators.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator_id: str
    name: str
    unit: str
    shape: Literal["count", "percent", "average"]
    decimals: int
    direction: Literal["higher", "lower", "neither"]
    tracker: bool
    source: str
    definition: str
    days: str
    reads: dict[str, tuple[str, ...]]


def read_catalogue(file: Path = CATALOGUE) -> tuple[Indicator, ...]:
    """The indicators, in the order they are shown; a threshold in a name or definition is `{its_name}`."""
    return TypeAdapter(tuple[Indicator, ...]).validate_python(load_own_yaml(file.read_text(encoding="utf-8")))


def load_catalogue(connection: duckdb.DuckDBPyConnection) -> None:
    """Make measured.indicators, worded with staged.night's thresholds, and measured.indicator_columns."""
    night = connection.execute("select * from staged.night")
    names = [column[0] for column in night.description or ()]
    thresholds = dict(zip(names, night.fetchall()[0], strict=True))
    catalogue = read_catalogue()
    worded = [
        (
            one.indicator_id,
            one.name.format_map(thresholds),
            one.unit,
            one.shape,
            one.decimals,
            one.definition.format_map(thresholds),
            one.source,
            one.direction,
            one.tracker,
            one.days,
        )
        for one in catalogue
    ]
    columns = [
        (one.indicator_id, table, column)
        for one in catalogue
        for table, wanted in one.reads.items()
        for column in wanted
    ]
    load_rows(connection, "measured.indicators", INDICATORS, list(worded))
    load_rows(connection, "measured.indicator_columns", COLUMNS, list(columns))
