"""A copy of the golden extract in which faults are seeded, each in records of children of its own.

Belongs here: the copy, choosing records whose children have nothing else the matter, editing them.
Does not belong here: any fault (seeded_*.py), judging.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from expectations.contracts import load_contracts

Record = dict[str, str]
# What a fault is found as: the rule and the record's key, none where a column or a file is meant.
Found = tuple[str, str | None]

AS_AT = date(2019, 5, 1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def shifted(text: str, days: int) -> str:
    return (day(text) + timedelta(days=days)).isoformat()


class Extract:
    """The tables of the extract as text, by table; a fault is seeded by changing one of them."""

    def __init__(self, folder: Path, troubled: set[str], seed: int) -> None:
        """Args:
        folder: the golden extract.
        troubled: children of whom the untouched extract has a finding; no fault is seeded in their records.
        seed: of the choice of records.
        """
        self.headings: dict[str, list[str]] = {}
        self.tables: dict[str, list[Record]] = {}
        for table in load_contracts():
            with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                self.tables[table] = list(reader)
                self.headings[table] = list(reader.fieldnames or [])
        self._used = set(troubled)
        self._random = random.Random(seed)  # noqa: S311 - the same choice on every run
        self._made = 0
        self.person_of = {table: one.person for table, one in load_contracts().items()}
        self.key_of = {table: one.key.name for table, one in load_contracts().items()}
        self._child_of_assessment = self.index("ssd_cin_assessments", "cina_assessment_id")

    def index(self, table: str, column: str) -> dict[str, Record]:
        """A table's records by a column; of several the last one."""
        return {record[column]: record for record in self.tables[table]}

    def of(self, table: str, column: str, value: str) -> list[Record]:
        """The records with this value."""
        return [record for record in self.tables[table] if record[column] == value]

    def child(self, table: str, record: Record) -> str | None:
        """Whom a record is about."""
        person = self.person_of[table]
        if person is not None:
            return record[person]
        if table == "ssd_assessment_factors":
            return self._child_of_assessment[record["cinf_assessment_id"]]["cina_person_id"]
        return None

    def pick(self, table: str, fits: Callable[[Record], bool] = lambda _: True) -> Record:
        """A record that fits, of a child that no fault was seeded about yet."""
        records = self.tables[table]
        for place in self._random.sample(range(len(records)), len(records)):
            record = records[place]
            child = self.child(table, record) or record[self.key_of[table]]
            if child and child not in self._used and fits(record):
                self._used.add(child)
                return record
        raise LookupError(f"no record of {table} is left that fits")

    def spare(self, child: str) -> None:
        """Let no other fault be seeded about this child."""
        self._used.add(child)

    def is_at_rest(self, child: str) -> bool:
        """No plan, referral or worker of the child is open, so that a record more or less changes little."""
        return not any(
            record[end] == ""
            for table, person, end in (
                ("ssd_cp_plans", "cppl_person_id", "cppl_cp_plan_end_date"),
                ("ssd_cin_plans", "cinp_person_id", "cinp_cin_plan_end_date"),
                ("ssd_cin_episodes", "cine_person_id", "cine_close_date"),
                ("ssd_s47_enquiry", "s47e_person_id", "s47e_s47_end_date"),
            )
            for record in self.of(table, person, child)
        )

    def at_rest(self, table: str) -> Callable[[Record], bool]:
        return lambda record: (child := self.child(table, record)) is None or self.is_at_rest(child)

    def number(self) -> str:
        """A record number that no record has."""
        self._made += 1
        return f"SEEDED{self._made:04d}"

    def add(self, table: str, **values: str) -> str:
        """Add a record; what is not given is blank. Returns its number."""
        key = self.key_of[table]
        record = dict.fromkeys(self.headings[table], "") | {key: self.number()} | values
        self.tables[table].append(record)
        return record[key]

    def text(self, table: str) -> str:
        """A table as a CSV file."""
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, self.headings[table])
        writer.writeheader()
        writer.writerows(self.tables[table])
        return stream.getvalue()


class Copy:
    """One table's copy while faults are seeded in it: what must be found, and of which kinds they are."""

    def __init__(self, extract: Extract, table: str) -> None:
        self.extract = extract
        self.table = table
        self.expected: Counter[Found] = Counter()
        self.kinds: list[str] = []
        # Edits that only a file's text can hold, such as a row of too many values.
        self.edits: list[Callable[[str], str]] = []
        self.others: dict[str, str] = {}

    def seeded(self, kind: str, *found: Found) -> None:
        """Note a fault of a kind, and everything that it must be found as."""
        self.kinds.append(kind)
        self.expected.update(found)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files to deliver."""
        text = self.extract.text(self.table)
        for edit in self.edits:
            text = edit(text)
        yield f"{self.table}.csv", text.encode("utf-8", "surrogateescape")
        for name, content in self.others.items():
            yield name, content.encode("utf-8")
