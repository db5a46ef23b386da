"""What the Dagster assets need: the county, one night's database, the frame that every step runs in.

Belongs here: turning a partition into a place, a date and a connection; turning a fault into one clear line.
Does not belong here: what a step does.
"""

# Dagster reads the annotations of an asset's function: no `from __future__ import annotations` here.

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import dagster as dg
import duckdb
from filelock import FileLock, Timeout
from pydantic import PrivateAttr

from assets.county import Place, load_place, writable_home
from assets.faults import plainly
from assets.partitions import NIGHTS
from assets.publishing.dictionary import meanings
from assets.warehouse import WarehouseBusyError, connect, describe_table

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Night:
    """One night while it is being built: its county and folders, its as-at date, its open database."""

    place: Place
    as_at: date
    connection: duckdb.DuckDBPyConnection


class CountyResource(dg.ConfigurableResource):
    """Where county.yaml, the delivered data and the home folder are; empty means the command's default."""

    county_file: str
    data: str = ""
    home: str = ""
    _held: ExitStack = PrivateAttr(default_factory=ExitStack)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Self]:
        """Hold a night's database open from its first step to the end of the run.

        Opening it anew for each step would cost a twentieth of a second, thirty times a night.
        """
        del context
        with self._held:
            yield self

    def place(self) -> Place:
        """Read county.yaml.

        Raises:
            CountyError: it is missing or cannot be.
        """
        return load_place(
            Path(self.county_file),
            Path(self.data) if self.data else None,
            Path(self.home) if self.home else None,
        )

    @contextmanager
    def night(self, as_at: date, *, afresh: bool = False) -> Iterator[Night]:
        """Open the database in which this night is built.

        Args:
            as_at: the night.
            afresh: first clear away what an earlier run of this night, perhaps a killed one, left in it.
        """
        place = self.place()
        work = place.work_file(as_at)
        work.parent.mkdir(parents=True, exist_ok=True)
        with one_at_a_time(place):
            if afresh:
                self._held.close()
                for left in (work, work.with_name(f"{work.name}.wal")):
                    left.unlink(missing_ok=True)
                self._held.enter_context(connect(work))
            with connect(work) as connection:
                yield Night(place, as_at, connection)


def night_step(
    *,
    tables: Mapping[str, str],
    after: Sequence[str] = (),
    kinds: Sequence[str] = ("duckdb",),
    afresh: bool = False,
) -> Callable[[Callable[[Night], None]], dg.AssetsDefinition]:
    """Make a function of a night into the Dagster assets of the tables that it writes.

    Args:
        tables: "schema.table" to its description; the schema is the stage, and so the group.
        after: the tables that must have been made before.
        kinds: shown on the asset.
        afresh: begin the night's database anew.

    Returns:
        A decorator for a function that fills these tables of `night.connection`.
    """

    def wrap(fill: Callable[[Night], None]) -> dg.AssetsDefinition:
        keys = {name: table_key(name) for name in tables}
        title = (fill.__doc__ or "").strip().splitlines()[0]

        @dg.multi_asset(
            name=fill.__name__,
            description=title,
            specs=[
                dg.AssetSpec(
                    keys[name],
                    description=description,
                    deps=[table_key(name) for name in after],
                    group_name=name.split(".")[0],
                    kinds=set(kinds),
                    owners=["team:performance"],
                )
                for name, description in tables.items()
            ],
            partitions_def=NIGHTS,
            can_subset=False,
            pool="night",
        )
        def step(context: dg.AssetExecutionContext, county: CountyResource) -> Iterator[dg.MaterializeResult]:
            as_at = date.fromisoformat(context.partition_key)
            started = time.perf_counter()
            with faults_in_one_line(fill.__name__), county.night(as_at, afresh=afresh) as night:
                fill(night)
                described = {name: describe_table(night.connection, name) for name in tables}
            rows = sum(len_ for len_, _ in described.values())
            _log.info(
                "%-11s %s (%s rows, %.1f s)",
                next(iter(tables)).split(".")[0],
                title,
                f"{rows:,}",
                time.perf_counter() - started,
            )
            for name, (row_count, columns) in described.items():
                yield dg.MaterializeResult(
                    asset_key=keys[name],
                    metadata={
                        "dagster/row_count": row_count,
                        "dagster/column_schema": column_schema(name, columns),
                    },
                )

        return step

    return wrap


def column_schema(name: str, columns: Sequence[tuple[str, str]]) -> dg.TableSchema:
    """A table's columns as Dagster shows them, each with what its contract or the data dictionary says of it.

    Args:
        name: "schema.table".
        columns: names with types.
    """
    said = meanings(name)
    return dg.TableSchema([dg.TableColumn(column, kind, said.get(column)) for column, kind in columns])


@contextmanager
def one_at_a_time(place: Place, wait_seconds: float = 300) -> Iterator[None]:
    """Keep other runs out of this home folder; within one process it may be entered again.

    Raises:
        WarehouseBusyError: another run was still at work after `wait_seconds`.
    """
    lock = FileLock(writable_home(place) / "night.lock", is_singleton=True)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise WarehouseBusyError(
            f"another run is at work in {place.home.name}; wait for it to end, then run again"
        ) from None
    try:
        yield
    finally:
        lock.release()


def table_key(name: str) -> dg.AssetKey:
    """'staged.ssd_person' as an asset key."""
    return dg.AssetKey(name.split("."))


@contextmanager
def faults_in_one_line(step: str) -> Iterator[None]:
    """Let a fault leave as one line without any value of a child, whatever the library's error said."""
    try:
        yield
    except dg.Failure:
        raise
    except Exception as error:
        raise dg.Failure(description=plainly(step, error), allow_retries=False) from None
