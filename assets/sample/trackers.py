"""What a manager who makes no mistake would have in the row of a child.

Belongs here: a tracker row's right values (golden README, 'The trackers'). Does not belong here: mistakes,
spelling, sheets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assets.county import Thresholds
from assets.sample.days import WorkingDays, months_later
from assets.sample.records import Child, Involvement, Plan, Records, Team

EARLIER_VISITS = 5


class Verbatim(str):
    """Text that is written exactly as it stands."""

    __slots__ = ()


Value = date | str | None


@dataclass(slots=True)
class Slip:
    """A field of a row that is wrong; `part` is the value it was made in, where it has another name."""

    field: str
    kind: str
    cause: str
    system_value: str
    note: str = ""
    part: str = ""


@dataclass(slots=True, eq=False)
class Row:
    """A row of a tracker: under which team it is listed, and its values by field.

    `person_id` is empty when the system has no such child. `row_error` is the kind of what is wrong with the
    row as a whole; `row_cause`, `row_value` (the system's) and `row_note` go with it.
    """

    child: Child
    person_id: str
    kind: str
    team: Team
    values: dict[str, Value]
    plan: Plan | None = None
    earlier_visits: list[date] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    row_error: str = ""
    row_cause: str = ""
    row_value: str = ""
    row_note: str = ""
    copy_of: Row | None = None


@dataclass(slots=True)
class Absence:
    """A child who should be on a locality's tracker and is not."""

    child: Child
    plan: Plan
    team: Team
    cause: str
    note: str = ""


class RightRows:
    """Makes right rows: from the system's records, or from a plan of which the system does not know."""

    def __init__(self, records: Records, days: WorkingDays, thresholds: Thresholds) -> None:
        self._records, self._days = records, days
        self._visit_limits = {
            "CP": thresholds.cp_visit_working_days,
            "CIN": thresholds.cin_visit_working_days,
        }

    def next_visit(self, kind: str, last: date) -> date:
        """When the next visit is due after a visit or, where there was none, the plan's start."""
        return self._days.add(last, self._visit_limits[kind])

    def _person(self, child: Child, involvement: Involvement) -> dict[str, Value]:
        assessment = max(child.assessments, key=lambda one: one.start, default=None)
        return {
            "child_id": child.person_id,
            "forename": child.forename,
            "surname": child.surname,
            "dob": child.dob,
            "team": involvement.team.name,
            "worker": involvement.worker.name,
            "last_supervision": max(child.supervisions, default=None),
            "assessment_start": assessment.start if assessment else None,
            "assessment_completed": assessment.completed if assessment else None,
        }

    def of_plan(self, plan: Plan, involvement: Involvement) -> Row:
        """The row of a child with this plan under this allocated worker."""
        child, visits = plan.child, [visit.on for visit in plan.visits]
        last = visits[-1] if visits else None
        held = [review.held for review in plan.reviews if review.held]
        due = [review.due for review in plan.reviews if not review.held]
        values = self._person(child, involvement) | {
            "plan_type": plan.kind,
            "plan_start": plan.start,
            "last_visit": last,
            "seen_alone": plan.visits[-1].seen_alone if visits else None,
            "next_visit_due": self.next_visit(plan.kind, last or plan.start),
            "last_review": max(held, default=None),
            "next_review": min(due, default=None),
        }
        earlier = visits[-1 - EARLIER_VISITS : -1]
        return Row(child, child.person_id, plan.kind, involvement.team, values, plan, earlier)

    def of_unknown_plan(
        self, child: Child, start: date, last_visit: date | None, involvement: Involvement
    ) -> Row:
        """The row of a child whose CP plan the system does not have."""
        values = self._person(child, involvement) | {
            "plan_type": "CP",
            "plan_start": start,
            "last_visit": last_visit,
            "seen_alone": "Y" if last_visit else None,
            "next_visit_due": self.next_visit("CP", last_visit or start),
            "last_review": None,
            "next_review": months_later(start, 3),
        }
        return Row(child, child.person_id, "CP", involvement.team, values)
