"""The form of a worklist: its columns, its statuses, and what of an answer is compared.

Belongs here: what the writer (worklists.py) and the reader (answers.py) must agree on.
Does not belong here: writing or reading a file.

Every row carries a mark that its reader does not see: a digest of the answer it was given with, and the ids
of the answers that were shown in it. A row that still says what it was given with is no new answer, and a new
answer takes the place of those that its writer saw, and of no others: two people who fill in the same
worklist at the same time are both heard. Beside the ids stands when the discrepancy came or last came back:
what was answered in an earlier life may be answered again, word for word; and since which night its values
are what they are: an answer is to those.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple

STATUSES = ("open", "answered", "accepted")

FILE, SHEET, CELL, FIELD = "File", "Sheet", "Cell", "About"
SAYS, SYSTEM_SAYS, WHY, TO_DO = "The sheet says", "The system says", "Why we think so", "What to do"
AGE, RECORD = "Nights open", "Record number"
STATUS, UNTIL, WHO, NOTE = "Status", "Accepted until", "Who", "Note"
MARK, DISCREPANCY = "Mark", "Discrepancy id"
FILLED_IN = (STATUS, UNTIL, WHO, NOTE)
# In the order of the columns.
HEADINGS = (
    *(FILE, SHEET, CELL, FIELD, SAYS, SYSTEM_SAYS, WHY, TO_DO, AGE, RECORD),
    *(*FILLED_IN, MARK, DISCREPANCY),
)


class Typed(NamedTuple):
    """What one row's columns to fill in say; empty text where nothing is typed."""

    status: str = "open"
    who: str = ""
    note: str = ""
    until: date | None = None


def digest(*parts: str) -> str:
    """Twelve characters that tell texts apart; the letter in front keeps Excel from seeing a number."""
    return "a" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def digest_typed(typed: Typed, *beside: str) -> str:
    """The digest of what is typed, whatever the spaces and line ends; `beside` goes in too."""
    until = typed.until.isoformat() if typed.until else ""
    return digest(typed.status, *(" ".join(text.split()) for text in (typed.who, typed.note)), until, *beside)


def mark(given: Typed, seen: str) -> str:
    """The hidden mark of a row given this answer; `seen` has those shown, its life and its values' age."""
    return f"{digest_typed(given)} {seen}".strip()


def read_mark(text: str) -> tuple[str, str]:
    """The digest and the ids of a mark; a mark that is gone is that of a row given empty."""
    given, _, seen = text.strip().partition(" ")
    return given or digest_typed(Typed()), " ".join(seen.split())
