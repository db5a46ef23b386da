"""The process that reads workbooks: `python -m assets.locality.contained_worker MEMORY_BYTES`.

Belongs here: its limits, taking requests from its input, sending cells to its output. Does not belong here:
reading (readers), what the run makes of its end (contained).
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import sys
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from assets.locality.batches import MANY, Batch, batched
from assets.locality.cells import RefusedError, Sheet
from assets.locality.contained import OUT_OF_MEMORY, READ_SECONDS
from assets.locality.gate import refused
from assets.locality.readers import read_in_this_process

_IDLE_SECONDS = 600.0
MAX_SENT_BYTES = 150_000_000
"""Of one workbook; the run has to hold it, whatever it is."""


def main() -> None:
    """Read workbooks until the input ends."""
    # What a library prints must not come between the messages.
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    _limit_memory(int(sys.argv[1]))
    gc.disable()
    replies.write(b".")
    replies.flush()
    with Path(os.devnull).open("w") as silence:
        while True:
            # A thread of faulthandler's own ends the process, even one that hangs in C, even without the run.
            faulthandler.dump_traceback_later(_IDLE_SECONDS, exit=True, file=silence)
            try:
                path, name, passwords = pickle.load(sys.stdin.buffer)  # noqa: S301 - the run's own request
            except EOFError:
                return
            faulthandler.dump_traceback_later(2 * READ_SECONDS, exit=True, file=silence)
            try:
                _answer(replies, Path(path), name, passwords)
            except MemoryError:
                os._exit(OUT_OF_MEMORY)
            except BrokenPipeError:
                return
            gc.collect()


def _answer(replies: IO[bytes], path: Path, name: str | None, passwords: Sequence[str]) -> None:
    sender = _Sender(replies)
    try:
        workbook = read_in_this_process(path, name=name, passwords=passwords, pass_on=sender.send_cells)
        for sheet in workbook.sheets:
            # Only what came in no batch is still here.
            for start in range(0, len(sheet.cells), MANY):
                sender.send_cells(sheet, batched(sheet.cells[start : start + MANY]))
            sheet.cells = []
        sender.send("read", workbook, [id(sheet) for sheet in workbook.sheets])
    except RefusedError as refusal:
        sender.send("refused", refusal.reason)
    replies.flush()


class _Sender:
    """Sends a workbook's cells as they come, and lets go of them."""

    def __init__(self, replies: IO[bytes]) -> None:
        self._replies = replies
        self._bytes = 0

    def send_cells(self, sheet: Sheet, batch: Batch) -> None:
        """Send cells of a sheet."""
        rows, lengths, columns = (array("I", numbers) for numbers in batch[:3])
        self.send("cells", id(sheet), Batch(rows, lengths, columns, batch.contents, batch.in_order))

    def send(self, *message: object) -> None:
        """Send a message, unless that makes it more than the run can hold."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._bytes += len(data)
        if self._bytes > MAX_SENT_BYTES and message[0] != "refused":
            raise refused("too_large")
        self._replies.write(data)


def _limit_memory(most: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump of the process would hold children's data


if __name__ == "__main__":
    main()
