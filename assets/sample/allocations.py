"""Who has a family while a referral is open: workers, one after another, and their teams.

Belongs here: allocation, changes of worker, transfers. Does not belong here: what the workers do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from assets.sample.courses import LONGEST, Course
from assets.sample.days import WorkingDays, days_later
from assets.sample.records import Team, Worker

CHANGES = ("worker", "team", "locality")
CHANGES_A_YEAR = (0.30, 0.22, 0.14)
SHORTEST = 15  # days


@dataclass(slots=True)
class Post:
    """A stretch of a referral during which one worker has the family."""

    worker: Worker
    team: Team
    start: date
    end: date
    reason: str


def allocate(
    rng: Random, days: WorkingDays, teams: list[Team], team: Team, course: Course, as_at: date
) -> list[Post]:
    """The posts of a referral that begins with `team`, the last of them until the referral closes."""
    posts: list[Post] = []
    start, reason, worker = course.referral, "", rng.choice(team.workers)
    while True:
        wait = SHORTEST + min(int(rng.expovariate(sum(CHANGES_A_YEAR) / 365)), LONGEST)
        end = days.on_or_after(days_later(start, wait))
        if end >= min(course.closed, as_at):
            return [*posts, Post(worker, team, start, course.closed, reason)]
        posts.append(Post(worker, team, start, end, reason))
        change = rng.choices(CHANGES, CHANGES_A_YEAR)[0]
        if change == "worker":
            reason = rng.choice(("LEFTRL", "MANAGE"))
        else:
            near = [one for one in teams if one is not team and one.locality == team.locality]
            far = [one for one in teams if one.locality != team.locality]
            reason, team = "TSPROC", rng.choice(near if change == "team" else far)
        start, worker = end, rng.choice([one for one in team.workers if one is not worker])
