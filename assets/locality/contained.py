"""Reads a workbook in a process of its own, so that no file can take the run down or hold it up.

Belongs here: starting, watching and ending that process, and what its end says about the file. Does not
belong here: what happens inside it (contained_worker), any format.

The process is a plain `python -m`, not multiprocessing's: it never imports the program that is running, so it
starts in a quarter of a second, on Windows too, and without an `if __name__` guard anywhere. One is kept for
all files of a run. It ends with the run: its input closes, and should another process have inherited that, it
ends itself after ten minutes without work.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from assets.locality.batches import Cells
from assets.locality.cells import Workbook
from assets.locality.contained_messages import Received, without_collector
from assets.locality.gate import refused

READ_SECONDS = 25.0
"""For one workbook; one as large as the budgets allow takes about 10 on a small machine."""
MEMORY_BYTES = 500_000_000
"""Address space of the process, where the platform can limit it (Linux)."""
OUT_OF_MEMORY = 71
"""The exit code by which the process says that its memory was not enough."""

_START_SECONDS = 60.0
# Memory that a large workbook leaves behind in pieces would be missing for the next one.
_LARGE = 300_000
_ROOT = Path(__file__).parents[2]


class WorkerGoneError(Exception):
    """The process ended while it was asked to read; `reason` is what that says of the file, if it was new."""

    def __init__(self, exit_code: int | None) -> None:
        super().__init__()
        self.reason = "too_much_memory" if exit_code == OUT_OF_MEMORY else "crashes_reader"


class Worker:
    """The process. Not for use by two threads at once."""

    def __init__(self, memory_bytes: int = MEMORY_BYTES) -> None:
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "assets.locality.contained_worker", str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Room for a batch, so that reading goes on while the run takes the last one in.
            pipesize=1 << 20,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            # Ctrl-C is for the run, which then ends this; and no console window on Windows.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        self._input, self._output = self._process.stdin, self._process.stdout
        self.owner = os.getpid()
        self._is_late = False
        with self._killed_after(_START_SECONDS):
            if not self._output.read(1):
                self.end()
                raise OSError("the process that reads workbooks did not start")

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it waits for the next file."""
        return self._process.poll() is None

    def read(
        self, path: Path, name: str | None, passwords: Sequence[str], seconds: float = READ_SECONDS
    ) -> Workbook:
        """Read one workbook; afterwards the process may be gone, see `is_alive`.

        Raises:
            RefusedError: the file is not read.
            WorkerGoneError: the process ended, before or because of it.
        """
        answer = None
        try:
            with self._killed_after(seconds):
                pickle.dump((str(path.resolve()), name, tuple(passwords)), self._input)
                self._input.flush()
                answer = self._answer()
        except (EOFError, pickle.UnpicklingError, OSError, ValueError, TypeError):
            pass  # what came is no answer: all that it can be is said below
        finally:
            # Also when Ctrl-C comes between: the rest of this answer must not be taken for the next one's.
            if answer is None or (isinstance(answer, Workbook) and _is_large(answer)):
                self.end()
        if answer is None:
            if self._is_late:
                raise refused("too_slow")
            raise WorkerGoneError(self._process.returncode)
        if isinstance(answer, str):
            raise refused(answer)
        return answer

    def end(self) -> None:
        """End the process and wait until it is gone."""
        for pipe in (self._input, self._output):
            with contextlib.suppress(OSError):
                pipe.close()
        try:
            self._process.wait(timeout=0.5 if not self._is_late else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _answer(self) -> Workbook | str:
        """The workbook, or the reason why it is refused."""
        gathered: dict[int, Cells] = {}
        with without_collector():
            while True:
                what, *rest = Received(self._output).load()
                if what == "cells":
                    number, batch = rest
                    gathered.setdefault(number, Cells()).add(batch)
                elif what == "refused":
                    return str(rest[0])
                else:
                    workbook, numbers = rest
                    break
        for sheet, number in zip(workbook.sheets, numbers, strict=True):
            if number in gathered:
                sheet.cells = gathered[number]
        return workbook

    @contextlib.contextmanager
    def _killed_after(self, seconds: float) -> Iterator[None]:
        def kill() -> None:
            self._is_late = True
            self._process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


def _is_large(workbook: Workbook) -> bool:
    return sum(len(sheet.cells) for sheet in workbook.sheets) > _LARGE


_lock = threading.Lock()
_worker: Worker | None = None


def read_contained(path: Path, name: str | None, passwords: Sequence[str]) -> Workbook:
    """Read a workbook in the one process kept for it.

    Raises:
        RefusedError: the file is not read, or reading it ended the process.
        OSError: the process cannot be started.
    """
    global _worker
    with _lock:
        kept = _kept()
        if kept is not None:
            try:
                return kept.read(path, name, passwords)
            except WorkerGoneError:
                # Perhaps of age, or of the memory that earlier files left in pieces: a new one is the judge.
                pass
        _worker = _fresh()
        try:
            return _worker.read(path, name, passwords)
        except WorkerGoneError as gone:
            raise refused(gone.reason) from None


def start() -> None:
    """Start the process before the first file asks for it."""
    global _worker
    with _lock:
        _worker = _kept() or _fresh()


def end() -> None:
    """End the process; the next file starts another."""
    global _worker
    if _worker is not None and _worker.owner == os.getpid():
        _worker.end()
    _worker = None


def _fresh() -> Worker:
    """A new process; one that has died is put away first, since its pipes would stay open."""
    if _worker is not None and _worker.owner == os.getpid():
        _worker.end()
    return Worker()


def _kept() -> Worker | None:
    # A fork of the process that started it would mix its files with the other's.
    if _worker is not None and _worker.owner == os.getpid() and _worker.is_alive():
        return _worker
    return None


atexit.register(end)
