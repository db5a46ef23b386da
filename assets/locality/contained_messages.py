"""What the process that reads workbooks and the run say to each other.

Belongs here: what a message may hold. Does not belong here: when what is sent.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator
from contextlib import contextmanager

_ALLOWED = {
    "datetime": {"date", "datetime", "time"},
    "array": {"array", "_array_reconstructor"},
    "assets.locality.batches": {"Batch"},
    "assets.locality.cells": {"Workbook", "Sheet", "Span"},
}


class Received(pickle.Unpickler):
    """Reads a message: of values, dates, sheets and a workbook, and nothing that could run.

    So a file that took over the process that reads it still cannot reach the run.
    """

    def find_class(self, module: str, name: str) -> object:
        """The class, when a workbook is made of it."""
        if name in _ALLOWED.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError("no part of a workbook")


@contextmanager
def without_collector() -> Iterator[None]:
    """No garbage collection: walking all cells read so far, again and again, takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
