"""The course of one referral: a family's dates from the referral to its closing.

Belongs here: which path a referral takes and on what days, whatever the as-at date.
Does not belong here: records, single children, what the extract holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from assets.sample.days import WorkingDays, days_later, months_later

ROUTES = ("no_further_action", "assessed", "cin", "cp", "cin_then_cp")
ROUTE_WEIGHTS = (4, 27, 40, 23, 6)
# A child protection plan ends at one of its reviews: the first, the second, or any later one.
ENDS_AT_REVIEW = (0.12, 0.38, 0.45)
ENQUIRY_WITHOUT_PLAN = 0.12
STEPPED_DOWN = 0.6
LONGEST = 1400  # days; keeps every date inside the working-day calendar


@dataclass(slots=True)
class Course:
    """Dates of a referral. `plans` are (kind, start, end), `reviews` (due, held, plan continues)."""

    referral: date
    closed: date
    assessment: tuple[date, date] | None = None
    enquiry: tuple[date, date] | None = None
    conference: date | None = None
    plans: list[tuple[str, date, date]] = field(default_factory=list)
    reviews: list[tuple[date, date, bool]] = field(default_factory=list)


def _assessment(rng: Random, days: WorkingDays, start: date) -> tuple[date, date]:
    begun = days.add(start, rng.choices((0, 1, 2), (70, 20, 10))[0])
    length = rng.randint(12, 45) if rng.random() < 0.8 else rng.randint(46, 75)
    return begun, days.add(begun, length)


def _cin_end(rng: Random, days: WorkingDays, start: date) -> date:
    return days.on_or_after(days_later(start, 45 + min(int(rng.expovariate(1 / 330)), LONGEST)))


def _reviews(rng: Random, days: WorkingDays, start: date, until: date) -> list[tuple[date, date, bool]]:
    """Reviews of a plan up to the one that ends it, or to the first due after `until`."""
    reviews: list[tuple[date, date, bool]] = []
    due, number = months_later(start, 3), 0
    while True:
        offset = rng.randint(1, 9) if rng.random() < 0.09 else -rng.randint(0, 9)
        held = days.on_or_after(days_later(due, offset))
        if offset <= 0 and held > due:
            held = days.add(due, 0)
        ends = rng.random() < ENDS_AT_REVIEW[min(number, len(ENDS_AT_REVIEW) - 1)]
        reviews.append((due, held, not ends))
        if ends or due > until:
            return reviews
        due, number = months_later(held, 6), number + 1


def _protect(rng: Random, days: WorkingDays, course: Course, enquiry_start: date, until: date) -> date:
    """Add an S47 enquiry, the conference, the CP plan and its reviews, and perhaps a CIN plan after it.

    Gives the day of the conference.
    """
    course.enquiry = (enquiry_start, days.add(enquiry_start, rng.randint(4, 12)))
    wait = rng.randint(6, 15) if rng.random() < 0.82 else rng.randint(16, 24)
    start = course.conference = days.add(enquiry_start, wait)
    course.reviews = _reviews(rng, days, start, until)
    end = course.reviews[-1][1]
    course.plans.append(("CP", start, end))
    course.closed = days.add(end, rng.randint(0, 8))
    if rng.random() < STEPPED_DOWN and end < until:
        course.closed = _cin_end(rng, days, end)
        course.plans.append(("CIN", end, course.closed))
    return start


def plan_course(rng: Random, days: WorkingDays, referral: date, until: date) -> Course:
    """One referral's dates; nothing begins after `until` but ends that lie in the future."""
    route = rng.choices(ROUTES, ROUTE_WEIGHTS)[0]
    if route == "no_further_action":
        return Course(referral, days.add(referral, rng.randint(1, 5)))
    assessment = _assessment(rng, days, referral)
    course = Course(referral, assessment[1], assessment)
    if route == "cp":
        _protect(rng, days, course, days.add(referral, rng.randint(0, 18)), until)
        course.closed = max(course.closed, assessment[1])
    elif rng.random() < ENQUIRY_WITHOUT_PLAN:
        begun = days.add(referral, rng.randint(0, 10))
        course.enquiry = (begun, days.add(begun, rng.randint(4, 12)))
    if route in ("cin", "cin_then_cp"):
        start = days.add(assessment[1], rng.randint(0, 7))
        course.closed = _cin_end(rng, days, start)
        if route == "cin_then_cp" and course.closed < until:
            conference = _protect(rng, days, course, days.add(course.closed, -20), until)
            course.plans.insert(0, ("CIN", start, conference))
        else:
            course.plans.append(("CIN", start, course.closed))
    return course
