"""Whole rows that are wrong: children who are missing, too many, twice, or on the wrong locality's tracker.

Belongs here: who is on which tracker. Does not belong here: mistakes within a row (field_mistakes.py).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import cycle
from random import Random

from assets.sample.days import days_later
from assets.sample.people import read_names
from assets.sample.records import Child, Involvement, Plan, Records
from assets.sample.trackers import Absence, RightRows, Row, Slip

RECENT_TRANSFER_DAYS = 45
NEW_PLAN_DAYS = 28
CLOSED_DAYS = 100
# What becomes of families that moved lately, in turn: to another locality, and to another team of their own.
LOCALITY_FATES = ("left behind", "right", "right", "on both", "right", "right", "on neither", "right")
TEAM_FATES = ("left behind", "right", "right", "right")
# Shares: of the plans begun lately, then of all rows.
NOT_YET_ADDED, FORGOTTEN, LEFT_ON, UNKNOWN_CHILD, COPIED = 0.12, 0.006, 0.008, 0.006, 0.006


class Rosters:
    """Puts every child with an open plan on a tracker, with mistakes, into `rows` and `absences`."""

    def __init__(self, rng: Random, records: Records, right: RightRows) -> None:
        self._rng, self._records, self._right = rng, records, right
        self.rows: list[Row] = []
        self.absences: list[Absence] = []
        self._turns: dict[str, float] = {}
        self._locality_fates, self._team_fates = cycle(LOCALITY_FATES), cycle(TEAM_FATES)
        self._place_open_plans()
        self._leave_on_closed()
        self._add_unrecorded_conferences()
        self._add_unknown_children()
        self._copy_rows()

    def _days_ago(self, day: date) -> int:
        return (self._records.as_at - day).days

    def _in_turn(self, what: str, share: float) -> bool:
        """Yes for the first that asks, then for as many as make up the share."""
        turns = self._turns.get(what, 1.0) + share
        self._turns[what] = turns % 1
        return turns >= 1

    def _some(self, share: float, of: int) -> int:
        """A share of `of`, at least one."""
        return max(1, round(share * of))

    def _place_open_plans(self) -> None:
        """Family by family, since a family that moves moves together."""
        families: dict[str, list[tuple[Plan, Involvement]]] = defaultdict(list)
        for child in self._records.children:
            plan, now = self._records.open_plan(child), self._records.allocation(child)
            if plan and now:
                families[child.family.case_number].append((plan, now))
        for members in families.values():
            fate = ""
            for plan, now in members:
                before = self._moved(plan, now)
                if before is None:
                    self._place(plan, now)
                    continue
                far = before.team.locality != now.team.locality
                fate = fate or next(self._locality_fates if far else self._team_fates)
                (self._place_from_afar if far else self._place_moved)(plan, now, before, fate)

    def _moved(self, plan: Plan, now: Involvement) -> Involvement | None:
        """The involvement before a recent transfer to another team."""
        if now.reason != "TSPROC" or self._days_ago(now.start) > RECENT_TRANSFER_DAYS:
            return None
        return plan.child.involvements[plan.child.involvements.index(now) - 1]

    def _place(self, plan: Plan, now: Involvement) -> None:
        new = self._days_ago(plan.start) <= NEW_PLAN_DAYS and len(plan.child.plans) == 1
        if new and self._in_turn("not yet added", NOT_YET_ADDED):
            self.absences.append(Absence(plan.child, plan, now.team, "not_yet_added"))
        elif self._days_ago(plan.start) > 60 and self._in_turn("forgotten", FORGOTTEN):
            self.absences.append(Absence(plan.child, plan, now.team, "unknown"))
        else:
            self.rows.append(self._right.of_plan(plan, now))

    def _place_moved(self, plan: Plan, now: Involvement, before: Involvement, fate: str) -> None:
        """A child who came from another team of the locality."""
        row = self._right.of_plan(plan, now)
        if fate == "left behind" and before.worker is not now.worker:
            row.team, note = before.team, f"moved on {now.start}"
            row.values |= {"team": before.team.name, "worker": before.worker.name}
            row.slips = [
                Slip("team", "value_differs", "transferred", now.team.name, note),
                Slip("worker", "value_differs", "transferred", now.worker.name, note),
            ]
        self.rows.append(row)

    def _place_from_afar(self, plan: Plan, now: Involvement, before: Involvement, fate: str) -> None:
        """A child who came from another locality, and may still be on its tracker."""
        moved = f"moved to {now.team.name} on {now.start}"
        if fate in ("left behind", "on both"):
            old = self._right.of_plan(plan, before)
            old.row_error, old.row_cause = "wrong_locality", "transferred"
            old.row_value, old.row_note = now.team.locality, moved
            note = "part of the wrong_locality error on this row"
            old.slips = [Slip("worker", "value_differs", "transferred", now.worker.name, note)]
            self.rows.append(old)
        if fate == "left behind":
            note = f"{moved}; still on the old locality's tracker"
            self.absences.append(Absence(plan.child, plan, now.team, "transferred", note))
        elif fate == "on neither":
            note = f"moved in from {before.team.name} on {now.start}; on no tracker"
            self.absences.append(Absence(plan.child, plan, now.team, "transferred", note))
        else:
            self.rows.append(self._right.of_plan(plan, now))

    def _leave_on_closed(self) -> None:
        closed = [
            child.plans[-1]
            for child in self._records.children
            if child.plans
            and child.plans[-1].end
            and self._days_ago(child.plans[-1].end) <= CLOSED_DAYS
            and not self._records.allocation(child)
        ]
        wanted = min(self._some(LEFT_ON, len(self.rows)), len(closed))
        for plan in self._rng.sample(closed, wanted):
            row = self._right.of_plan(plan, plan.child.involvements[-1])
            row.row_error, row.row_cause = "not_open_in_system", "closed_case_left_on"
            row.row_value = f"{plan.kind} plan ended {plan.end}"
            row.row_note = "no plan and no involvement open"
            self.rows.append(row)

    def _add_unrecorded_conferences(self) -> None:
        for child in self._records.children:
            now, held = self._records.allocation(child), child.unrecorded_conference
            if held and now and child.open_s47 and not self._records.open_plan(child):
                row = self._right.of_unknown_plan(child, held, None, now)
                row.row_error, row.row_cause = "not_open_in_system", "not_recorded_in_system"
                row.row_value = "no plan open; S47 enquiry open"
                row.row_note = (
                    f"conference held {held}, not recorded: plan start, next visit and next review have no"
                    " system value"
                )
                self.rows.append(row)

    def _add_unknown_children(self) -> None:
        """New babies of known families, born and put on a plan too lately for the system to have them."""
        taken = {child.person_id for child in self._records.children}
        siblings = [
            (row, now)
            for row in self.rows
            if row.kind == "CP" and not row.row_error and (now := self._records.allocation(row.child))
        ]
        wanted = min(self._some(UNKNOWN_CHILD, len(self.rows)), len(siblings))
        for sibling, now in self._rng.sample(siblings, wanted):
            number = self._rng.randrange(100_000, 999_999)
            while str(number) in taken:
                number = self._rng.randrange(100_000, 999_999)
            taken.add(str(number))
            start = days_later(self._records.as_at, -self._rng.randint(12, 24))
            sex = self._rng.choice("FM")
            forenames = read_names("girls" if sex == "F" else "boys")
            child = Child(
                person_id=str(number),
                forename=self._rng.choice(forenames),
                surname=sibling.child.surname,
                sex=sex,
                dob=days_later(start, -self._rng.randint(2, 20)),
                ethnicity="",
                disability="",
                family=sibling.child.family,
            )
            row = self._right.of_unknown_plan(child, start, days_later(start, self._rng.randint(3, 8)), now)
            row.team, row.person_id = sibling.team, ""
            row.values |= {"team": sibling.values["team"], "worker": sibling.values["worker"]}
            row.row_error, row.row_cause = "missing_from_system", "not_recorded_in_system"
            row.row_note = "no such person in the extract; a new baby in a known family"
            self.rows.append(row)

    def _copy_rows(self) -> None:
        plain = [row for row in self.rows if not row.row_error and not row.slips]
        for original in self._rng.sample(plain, min(self._some(COPIED, len(self.rows)), len(plain))):
            copy = Row(
                original.child, original.person_id, original.kind, original.team, original.values,
                original.plan, original.earlier_visits, row_error="duplicate_row", row_cause="copied_row",
                row_note="the same child is already on this sheet", copy_of=original,
            )  # fmt: skip
            self.rows.append(copy)


def in_order(rows: list[Row], rng: Random) -> list[Row]:
    """Rows by family and age, as a manager sorts them; a copy stands somewhere below what it copies."""
    ordered = sorted(
        (row for row in rows if row.copy_of is None),
        key=lambda row: (
            row.child.family.children[0].surname.casefold(),
            row.child.family.case_number,
            row.child.dob,
        ),
    )
    for copy, copied in [(row, row.copy_of) for row in rows if row.copy_of]:
        place = ordered.index(copied) + 1
        ordered.insert(rng.choice((place, rng.randint(place, len(ordered)))), copy)
    return ordered
