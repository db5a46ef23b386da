"""Supervisions, about children and about workers, and when they were recorded.

Belongs here: supervisions alone. Does not belong here: who has which family.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from assets.sample.allocations import Post
from assets.sample.days import WorkingDays, days_later
from assets.sample.records import Child, Records, Supervision

# Days between supervisions of a case: mostly within the thirty that are asked for.
IN_TIME, LATE, LATE_SHARE = (22, 30), (32, 50), 0.22
BETWEEN_PERSONAL = (28, 42)
MISSED = 0.03


def _recorded(rng: Random, day: date) -> datetime:
    moment = datetime.combine(day, time(rng.randint(8, 18), rng.randint(0, 59)))
    return moment + timedelta(days=rng.choices((0, 1, 2, 6), (50, 35, 12, 3))[0])


def supervise_cases(
    rng: Random, days: WorkingDays, records: Records, children: list[Child], posts: list[Post]
) -> None:
    """Add the supervisions of a family's case while it is open, but those recorded after the extract."""
    day = days.add(posts[0].start, rng.randint(7, 20))
    for post in posts:
        while day < min(post.end, records.as_at):
            for child in children:
                recorded = _recorded(rng, day)
                if recorded.date() < records.as_at and rng.random() >= MISSED:
                    one = Supervision(child, post.worker, post.team.manager, day, recorded)
                    records.supervisions.append(one)
                    child.supervisions.append(day)
            gap = rng.randint(*(LATE if rng.random() < LATE_SHARE else IN_TIME))
            day = days.on_or_after(days_later(day, gap))


def supervise_workers(rng: Random, days: WorkingDays, records: Records) -> None:
    """Add the supervisions that are about the worker: one about every five weeks."""
    for team in records.teams:
        for worker in team.workers:
            day = days.on_or_after(days_later(records.first_day, rng.randint(1, 35)))
            while day < records.as_at:
                recorded = min(_recorded(rng, day), datetime.combine(day, time(18, 59)))
                records.supervisions.append(Supervision(None, worker, team.manager, day, recorded))
                day = days.on_or_after(days_later(day, rng.randint(*BETWEEN_PERSONAL)))
