"""What earlier nights know of discrepancies and their answers, and which answers come too late.

Belongs here: reading that from the history, saying what of an answer cannot count for it.
Does not belong here: which answers stand (sql/worklists), reading a worklist (answers.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import duckdb

from assets.publishing import worklist_form as form
from assets.publishing.worklist_form import Typed


@dataclass(frozen=True, slots=True)
class Known:
    """What the nights up to this one know.

    `discrepancies` has the locality and team of each, `began` the night on which it came or last came back,
    `given` the first night of an answer in a file of this content, `first_given` that in any file.
    """

    discrepancies: dict[str, tuple[str, str]]
    began: dict[str, date]
    given: dict[tuple[str, str | None], date]
    first_given: dict[str, date]


def recall_answers(connection: duckdb.DuckDBPyConnection, as_at: date) -> Known:
    """Read history.observations, lives and past_answers."""
    found = connection.execute(
        "select claim_id, coalesce(max(locality), ''), coalesce(max(team), '') from history.observations"
        " where claim = 'discrepancy' group by claim_id"
    ).fetchall()
    began = connection.execute(
        "select claim_id, began from history.lives where claim = 'discrepancy'"
    ).fetchall()
    given = connection.execute(
        "select answer_id, content_hash, min(as_at) from history.past_answers"
        " where as_at < $as_at group by answer_id, content_hash",
        {"as_at": as_at},
    ).fetchall()
    first: dict[str, date] = {}
    for answer_id, _, night in given:
        first[answer_id] = min(night, first.get(answer_id, night))
    return Known(
        {claim_id: (locality, team) for claim_id, locality, team in found},
        dict(began),
        {(answer_id, content): night for answer_id, content, night in given},
        first,
    )


def too_late(
    typed: Typed,
    discrepancy_id: str,
    answer_id: str,
    content_hash: str | None,
    known: Known,
    as_at: date,
) -> Iterator[tuple[str, str]]:
    """What of an answer came too late to count: the heading of the cell, and why."""
    first = known.first_given.get(answer_id, as_at)
    if typed.status == "accepted" and typed.until and typed.until < first:
        yield (
            form.UNTIL,
            "had passed when it came; 'accepted' needs a date that is still to come; taken as open",
        )
    began = known.began.get(discrepancy_id)
    # A file that has lain there since is no news; one that was put back since means to say something.
    if began and first < began <= known.given.get((answer_id, content_hash), as_at):
        why = "was said before this discrepancy went and came back, in a worklist of that time; not counted: "
        yield form.STATUS, f"{why}answer it in the newest worklist"
