"""What may be said of a fault: our own words whole, a library's only by its kind and the place it happened.

DuckDB, Great Expectations, Arrow and SQLAlchemy put offending values into their error texts, and those may
be a child's.
"""

from __future__ import annotations

import traceback
from pathlib import Path

_ROOT = Path(__file__).parent.parent


class PlainError(Exception):
    """An error whose text was written for people and holds nothing of a child."""


def plainly(step: str, error: BaseException) -> str:
    """One line for a log, a run's failure or the screen.

    Args:
        step: what was being done, as a name of a step.
        error: what went wrong.
    """
    if isinstance(error, PlainError):
        return f"{step}: {error}"
    if isinstance(error, OSError):
        return f"{step}: {error.strerror or type(error).__name__}: free the disk or the file, then run again"
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_ROOT)
    ]
    where = f" at {Path(ours[-1].filename).relative_to(_ROOT).as_posix()}:{ours[-1].lineno}" if ours else ""
    kind = f"{type(error).__module__.split('.')[0]}.{type(error).__name__}"
    return f"{step}: {kind}{where}; its text is kept back, as it may hold a child's data"
