"""From courses to records: what of each family's story has happened and been recorded by the as-at date.

Belongs here: making the records of one referral for each child of a family, and leaving out what lies ahead.
Does not belong here: which path a referral takes, how records are written.
"""

from __future__ import annotations

from datetime import date
from random import Random

from assets.sample.allocations import Post, allocate
from assets.sample.courses import Course, plan_course
from assets.sample.days import WorkingDays, days_later
from assets.sample.records import (
    Assessment,
    Child,
    Conference,
    Contact,
    EarlyHelp,
    Enquiry,
    Family,
    Involvement,
    LateVisit,
    Plan,
    Records,
    Referral,
    Review,
    Visit,
)
from assets.sample.supervisions import supervise_cases

SOURCES = (
    ("1A", "Individual: family member"), ("2A", "Schools"), ("2B", "Education services"), ("3A",
    "Health: GP"),
    ("3B", "Health: health visitor"), ("3D", "Health: A and E"), ("4", "Housing"), ("5A",
    "Council social care"),
    ("6", "Police"), ("7", "Other legal agency"), ("9", "Anonymous"),
)  # fmt: skip
SOURCE_WEIGHTS = (6, 20, 4, 6, 6, 5, 4, 12, 28, 5, 4)
NEEDS, NEED_WEIGHTS = ("N1", "N2", "N3", "N4", "N5", "N6", "N8"), (59, 7, 5, 11, 13, 4, 1)
CATEGORIES, CATEGORY_WEIGHTS = ("NEG", "EMO", "PHY", "MUL", "SAB"), (49, 31, 11, 5, 4)
FACTORS: tuple[str, ...] = (
    "1B",
    "2B",
    "3A",
    "3B",
    "4B",
    "5A",
    "7A",
    "10A",
    "15A",
    "16A",
    "17A",
    "18B",
    "19B",
    "24A",
)
CLOSED = ("RC7", "RC8", "RC3", "RC5", "RC4")
REFERRED_AGAIN = 0.5
UNRECORDED_CONFERENCE_DAYS = 18
LATE_VISIT_DAYS = 24
# Working days between visits: usually in time, sometimes late.
VISIT_GAPS = {"CP": ((5, 10), (11, 17)), "CIN": ((12, 20), (21, 30))}


class Casework:
    """Makes records; keeps the counters from which their ids come."""

    def __init__(self, rng: Random, days: WorkingDays, records: Records) -> None:
        self._rng, self._days, self._records, self._as_at = rng, days, records, records.as_at
        self._counts: dict[str, int] = {}

    def _id(self, prefix: str, digits: int = 6) -> str:
        self._counts[prefix] = self._counts.get(prefix, 0) + 1
        return f"{prefix}{self._counts[prefix]:0{digits}d}"

    def _past(self, day: date) -> date | None:
        return day if day < self._as_at else None

    def follow(self, family: Family) -> None:
        """All referrals of a family, the first at `known_from`."""
        children, referral = family.children, self._days.on_or_after(family.known_from)
        while referral < self._as_at:
            course = plan_course(self._rng, self._days, referral, days_later(self._as_at, 60))
            self._refer(family, children, course)
            if course.closed >= self._as_at or self._rng.random() >= REFERRED_AGAIN:
                return
            referral = self._days.on_or_after(days_later(course.closed, self._rng.randint(15, 300)))
            children = [child for child in family.children if self._rng.random() < 0.8] or family.children[:1]

    def _refer(self, family: Family, children: list[Child], course: Course) -> None:
        rng = self._rng
        posts = allocate(rng, self._days, self._records.teams, family.team, course, self._as_at)
        # The family stays with its last team: a new referral goes there.
        family.team = [post.team for post in posts if post.start < self._as_at][-1]
        source = rng.choices(SOURCES, SOURCE_WEIGHTS)[0]
        meetings = {
            day: self._id("M") for day in [course.conference, *[held for _, held, _ in course.reviews]] if day
        }
        unrecorded = (
            course.conference is not None
            and len(course.plans) == 1
            and 0 < (self._as_at - course.conference).days <= UNRECORDED_CONFERENCE_DAYS
            and rng.random() < 0.8
        )
        visits = {
            number: self._visit_days(kind, start, end)
            for number, (kind, start, end) in enumerate(course.plans)
        }
        for child in children:
            referral_id = self._referral(child, course, posts, source)
            self._assess(child, course, referral_id)
            enquiry = self._enquire(child, course, referral_id, unrecorded)
            if unrecorded:
                child.unrecorded_conference = course.conference
                continue
            for number, (kind, start, end) in enumerate(course.plans):
                if start >= self._as_at:
                    break
                plan = self._plan(child, kind, start, end, referral_id)
                self._visit(plan, visits[number])
                if kind == "CP" and enquiry and course.conference:
                    self._confer(enquiry, plan, meetings[course.conference])
                    self._review(plan, course, meetings)
        supervise_cases(rng, self._days, self._records, children, posts)

    def _referral(self, child: Child, course: Course, posts: list[Post], source: tuple[str, str]) -> str:
        rng, referral_id = self._rng, self._id("R")
        for post in posts:
            if post.start < self._as_at:
                involvement = Involvement(
                    self._id("I"), child, post.worker, post.team, post.start, self._past(post.end),
                    post.reason, referral_id,
                )  # fmt: skip
                child.involvements.append(involvement)
        first = next(one for one in child.involvements if one.referral_id == referral_id)
        closed = self._past(course.closed)
        reason = (
            ""
            if closed is None
            else rng.choices(CLOSED, (40, 46, 6, 5, 3))[0]
            if course.assessment
            else "RC9"
        )
        nfa = "N" if course.assessment else "Y"
        need = rng.choices(NEEDS, NEED_WEIGHTS)[0]
        self._records.referrals.append(
            Referral(referral_id, child, course.referral, need, source, nfa, closed, reason, first)
        )
        contact = max(days_later(course.referral, -rng.randint(0, 4)), self._records.first_day)
        self._records.contacts.append(Contact(child, contact, source))
        if rng.random() < 0.08:
            other = days_later(course.referral, -rng.randint(20, 300))
            self._records.contacts.append(Contact(child, max(other, self._records.first_day), source))
        if rng.random() < 0.15:
            begun = days_later(course.referral, -rng.randint(60, 200))
            if begun >= self._records.first_day:
                self._records.early_help.append(EarlyHelp(child, begun, course.referral))
        return referral_id

    def _with(self, child: Child, day: date | None) -> Involvement:
        """The child's involvement on a day, or the latest where `day` is None."""
        for one in reversed(child.involvements):
            if day is None or one.start <= day:
                return one
        return child.involvements[0]

    def _assess(self, child: Child, course: Course, referral_id: str) -> None:
        if course.assessment is None or course.assessment[0] >= self._as_at:
            return
        completed = self._past(course.assessment[1])
        nfa = "" if completed is None else "N" if course.plans else "Y"
        factors = sorted(self._rng.sample(FACTORS, self._rng.randint(1, 4))) if completed else []
        assessment = Assessment(
            self._id("A"), child, referral_id, course.assessment[0], completed, nfa,
            self._with(child, completed), factors,
        )  # fmt: skip
        child.assessments.append(assessment)
        self._records.assessments.append(assessment)

    def _enquire(self, child: Child, course: Course, referral_id: str, unrecorded: bool) -> Enquiry | None:
        if course.enquiry is None or course.enquiry[0] >= self._as_at:
            return None
        start, end = course.enquiry
        ended = None if unrecorded else self._past(end)
        nfa = "" if ended is None else "N" if course.conference else "Y"
        enquiry = Enquiry(self._id("E"), child, referral_id, start, ended, nfa, self._with(child, start))
        child.open_s47 = ended is None
        self._records.enquiries.append(enquiry)
        return enquiry

    def _plan(self, child: Child, kind: str, start: date, end: date, referral_id: str) -> Plan:
        first = self._rng.choices(CATEGORIES, CATEGORY_WEIGHTS)[0]
        last = first if self._rng.random() < 0.9 else self._rng.choices(CATEGORIES, CATEGORY_WEIGHTS)[0]
        plan_id = self._id("CP" if kind == "CP" else "CN")
        plan = Plan(plan_id, kind, child, referral_id, start, self._past(end), (first, last))
        child.plans.append(plan)
        self._records.plans.append(plan)
        return plan

    def _confer(self, enquiry: Enquiry, plan: Plan, meeting_id: str) -> None:
        target = self._days.add(enquiry.start, 15)
        self._records.conferences.append(
            Conference(
                self._id("J"),
                meeting_id,
                enquiry,
                plan,
                target,
                plan.start,
                self._with(plan.child, plan.start),
            )
        )

    def _review(self, plan: Plan, course: Course, meetings: dict[date, str]) -> None:
        for due, held, continues in course.reviews:
            done = held < self._as_at
            plan.reviews.append(
                Review(
                    self._id("RV"),
                    due,
                    held if done else None,
                    meetings[held] if done else "",
                    ("Y" if continues else "N") if done else "",
                    ("Y" if self._rng.random() < 0.95 else "N") if done else "",
                )
            )
            if not done:
                return

    def _visit_days(self, kind: str, start: date, end: date) -> list[date]:
        (low, high), (late_low, late_high) = VISIT_GAPS[kind]
        last, day, visits = min(end, self._as_at), start, []
        while True:
            late = self._rng.random() < 0.14
            day = self._days.add(day, self._rng.randint(*((late_low, late_high) if late else (low, high))))
            if day >= last:
                return visits
            visits.append(day)

    def _visit(self, plan: Plan, family_days: list[date]) -> None:
        rng, alone = self._rng, 0.75
        prefix = "V" if plan.kind == "CP" else "W"
        for day in family_days:
            if rng.random() < 0.06:
                continue
            seen_alone = "Y" if rng.random() < alone else "N"
            if (self._as_at - day).days <= LATE_VISIT_DAYS and rng.random() < 0.05:
                plan.late_visit = LateVisit(day, days_later(self._as_at, rng.randint(1, 20)), seen_alone)
                continue
            # Only a visit that no recorded one follows is worth remembering as not recorded yet.
            plan.late_visit = None
            plan.visits.append(
                Visit(
                    self._id(prefix, 7),
                    day,
                    "Y" if rng.random() < 0.99 else "N",
                    seen_alone,
                    "Y" if rng.random() < 0.6 else "N",
                )
            )
