"""The true value of each indicator, by month and team, and the values that usual mistakes would give.

Belongs here: the indicators' definitions (golden README, 'Indicators'), worked out from the records without
sql/, so
that neither repeats the other's fault. Does not belong here: how a figure is typed or which are typed
wrongly.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assets.county import Thresholds
from assets.sample.days import WorkingDays, days_later, month_end, months_between, months_later
from assets.sample.records import Child, Involvement, Plan, Records, Team

COUNTS = ("open_cin_plans", "open_cp_plans", "cp_not_visited_10wd", "cp_first_visit_late")
PERCENTS = (
    "pct_assessments_45wd", "pct_cp_visits_in_timescale", "pct_icpc_15wd", "pct_cp_reviews_in_timescale",
    "pct_seen_alone_last_cp_visit", "pct_supervised_30d", "pct_rereferrals_12m",
)  # fmt: skip
INDICATORS = (
    "open_cin_plans", "open_cp_plans", "pct_assessments_45wd", "pct_cp_visits_in_timescale",
    "cp_not_visited_10wd",
    "pct_icpc_15wd", "pct_cp_reviews_in_timescale", "pct_seen_alone_last_cp_visit", "pct_supervised_30d",
    "average_caseload", "pct_rereferrals_12m", "cp_first_visit_late",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts of one indicator for a month and team, or for several teams together.

    `counting` of `eligible` count by the definition; `calendar` would count if days were calendar days (None
    where
    no days are counted); `extra` would be eligible besides by the usual wrong denominator.
    """

    counting: int = 0
    eligible: int = 0
    calendar: int = 0
    extra: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.counting + other.counting,
            self.eligible + other.eligible,
            self.calendar + other.calendar,
            self.extra + other.extra,
        )


class Measures:
    """All tallies of a county; months are known by their first day."""

    def __init__(
        self, records: Records, days: WorkingDays, thresholds: Thresholds, first_month: date
    ) -> None:
        self.months = [
            month for month in months_between(first_month, records.as_at) if month_end(month) < records.as_at
        ]
        self.teams = records.teams
        self._days, self._limits = days, thresholds
        self._tallies: dict[tuple[date, str, str], Tally] = defaultdict(Tally)
        for plan in records.plans:
            self._plan(plan)
        for child in records.children:
            self._child(child)
        self._caseloads(records)
        self._events(records)

    def tally(self, month: date, teams: Iterable[Team], indicator: str) -> Tally:
        """The tallies of some teams together."""
        return sum((self._tallies[month, team.name, indicator] for team in teams), Tally())

    def _at(self, month: date, team: Team, indicator: str) -> Tally:
        return self._tallies[month, team.name, indicator]

    def _count(
        self, month: date, team: Team, indicator: str, counts: bool, by_calendar: bool | None = None
    ) -> None:
        tally = self._at(month, team, indicator)
        tally.eligible += 1
        tally.counting += counts
        tally.calendar += counts if by_calendar is None else by_calendar

    def _months_of(self, start: date, end: date | None) -> list[date]:
        """The months on whose last day something is open that runs from `start` to before `end`."""
        return [
            month
            for month in self.months
            if start <= month_end(month) and (end is None or month_end(month) < end)
        ]

    def _plan(self, plan: Plan) -> None:
        dates = [visit.on for visit in plan.visits]
        for month in self._months_of(plan.start, plan.end):
            on = month_end(month)
            team = allocated_on(plan.child, on).team
            self._count(month, team, "open_cp_plans" if plan.kind == "CP" else "open_cin_plans", True)
            if plan.kind == "CP":
                self._cp_visits(plan, month, team, dates[: bisect_right(dates, on)])

    def _cp_visits(self, plan: Plan, month: date, team: Team, visits: list[date]) -> None:
        on, limit = month_end(month), self._limits.cp_visit_working_days
        last = visits[-1] if visits else None
        self._count(
            month, team, "pct_cp_visits_in_timescale",
            last is not None and self._days.between(last, on) <= limit,
            last is not None and (on - last).days <= limit,
        )  # fmt: skip
        self._count(
            month, team, "cp_not_visited_10wd",
            last is None and self._days.between(plan.start, on) > limit,
            last is None and (on - plan.start).days > limit,
        )  # fmt: skip
        first_limit = self._limits.cp_first_visit_working_days
        self._count(
            month, team, "cp_first_visit_late",
            self._days.between(plan.start, on) > first_limit
            and not (visits and self._days.between(plan.start, visits[0]) <= first_limit),
        )  # fmt: skip
        if visits:
            seen_alone = plan.visits[len(visits) - 1].seen_alone == "Y"
            self._count(month, team, "pct_seen_alone_last_cp_visit", seen_alone)
        else:
            self._at(month, team, "pct_seen_alone_last_cp_visit").extra += 1

    def _child(self, child: Child) -> None:
        """Supervision of children with an open plan; allocated children without one are the extra."""
        open_on = {month for plan in child.plans for month in self._months_of(plan.start, plan.end)}
        for one in child.involvements:
            for month in self._months_of(one.start, one.end):
                if month not in open_on:
                    self._at(month, one.team, "pct_supervised_30d").extra += 1
        for month in open_on:
            on = month_end(month)
            since = days_later(on, -self._limits.supervision_days)
            supervised = any(since <= day <= on for day in child.supervisions)
            self._count(month, allocated_on(child, on).team, "pct_supervised_30d", supervised)

    def _caseloads(self, records: Records) -> None:
        busy: dict[date, set[str]] = defaultdict(set)
        for child in records.children:
            for one in child.involvements:
                for month in self._months_of(one.start, one.end):
                    tally = self._at(month, one.team, "average_caseload")
                    tally.counting += 1
                    if one.worker.worker_id not in busy[month]:
                        busy[month].add(one.worker.worker_id)
                        tally.eligible += 1
        for team in records.teams:
            for month in self.months:
                self._at(month, team, "average_caseload").extra = 1

    def _month_of(self, day: date | None) -> date | None:
        first = day.replace(day=1) if day else None
        return first if first in self.months else None

    def _events(self, records: Records) -> None:
        for one in records.assessments:
            done, begun = self._month_of(one.completed), self._month_of(one.start)
            limit = self._limits.assessment_working_days
            if one.completed and done:
                self._count(
                    done, one.involvement.team, "pct_assessments_45wd",
                    self._days.between(one.start, one.completed) <= limit,
                    (one.completed - one.start).days <= limit,
                )  # fmt: skip
            if begun and begun != done:
                self._at(begun, one.involvement.team, "pct_assessments_45wd").extra += 1
        for one in records.enquiries:
            if begun := self._month_of(one.start):
                self._at(begun, one.involvement.team, "pct_icpc_15wd").extra += 1
        for one in records.conferences:
            if held := self._month_of(one.held):
                started, limit = one.enquiry.start, self._limits.icpc_working_days
                self._count(
                    held, one.involvement.team, "pct_icpc_15wd",
                    self._days.between(started, one.held) <= limit, (one.held - started).days <= limit,
                )  # fmt: skip
        for plan in records.plans:
            self._reviews(plan)
        self._referrals(records)

    def _reviews(self, plan: Plan) -> None:
        for one in plan.reviews:
            if one.held and (held := self._month_of(one.held)):
                team = allocated_on(plan.child, one.held).team
                self._count(held, team, "pct_cp_reviews_in_timescale", one.held <= one.due)
            before = months_later(one.due.replace(day=1), -1)
            if (
                before in self.months
                and (one.held is None or one.held > month_end(before))
                and (plan.start <= month_end(before))
            ):
                team = allocated_on(plan.child, month_end(before)).team
                self._at(before, team, "pct_cp_reviews_in_timescale").extra += 1

    def _referrals(self, records: Records) -> None:
        earlier: dict[str, list[date]] = defaultdict(list)
        for one in sorted(records.referrals, key=lambda one: one.on):
            since = months_later(one.on, -self._limits.rereferral_months)
            dates = earlier[one.child.person_id]
            if month := self._month_of(one.on):
                again = bool(dates) and since <= dates[-1] < one.on
                self._count(month, one.involvement.team, "pct_rereferrals_12m", again)
            dates.append(one.on)


def allocated_on(child: Child, day: date) -> Involvement:
    """The involvement open on a day; on a case's last day, the one that ended then."""
    return next(one for one in reversed(child.involvements) if one.start <= day)


def scaled(indicator: str, counting: int, eligible: int) -> float | None:
    """A figure's unrounded value (percentages 0 to 100); None when nothing is eligible."""
    if indicator in COUNTS:
        return float(counting)
    if not eligible:
        return None
    return (100 if indicator in PERCENTS else 1) * counting / eligible
