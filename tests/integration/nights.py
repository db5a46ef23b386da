"""A small invented county, and nights run on it in a process of their own, as the command runs them."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import multiprocessing
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

# A fork server that has imported all once: a process for each night would cost ten seconds of imports.
# Python 3.11's server drops sys.path and says nothing of what it then cannot import.
_ROOT = str(Path(__file__).parents[2])
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [_ROOT, os.environ.get("PYTHONPATH")]))
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["pipelines.night", "tests.integration.warmed"])


@dataclass(frozen=True)
class Ended:
    """How a run of the command ended: exit code (a signal's or a kill's is another), and what it printed."""

    code: int | None
    printed: str


@dataclass(frozen=True)
class Folder:
    """A county's folder, and the home folder of its nights."""

    county: Path
    home: Path

    def run(self, *arguments: str, killed: Mapping[int, Path] | None = None) -> Ended:
        """`locality nightly` on this county.

        Args:
            arguments: further words of the command.
            killed: after so many steps, the home folder as it is at that moment is copied to the path: what a
                process that dies there leaves. After the last of them it dies.
        """
        words = [
            "nightly",
            "--county",
            str(self.county / "county.yaml"),
            "--home",
            str(self.home),
            *arguments,
        ]
        process = _FORKS.Process(target=_run, args=(words, str(self._said), self.home, killed))
        process.start()
        process.join(timeout=120)
        return Ended(process.exitcode, self.said)

    @property
    def said(self) -> str:
        """What the last run printed."""
        return self._said.read_text(encoding="utf-8")

    @property
    def _said(self) -> Path:
        return self.home.parent / "said.txt"

    @property
    def pointer(self) -> dict[str, Any]:
        return json.loads((self.home / "published" / "current.json").read_text(encoding="utf-8"))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the current release."""
        database = self.home / "published" / self.pointer["database"]
        with duckdb.connect(str(database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the current release but for its run_id, table by table."""
        tables = self.query(
            "select table_schema || '.' || table_name from information_schema.tables order by all"
        )
        return {
            name: self.query(f"select * exclude (run_id) from {name} order by all")  # noqa: S608
            for (name,) in tables
        }

    def copy_to(self, folder: Path) -> Folder:
        shutil.copytree(self.county, folder / "county")
        if self.home.exists():
            shutil.copytree(self.home, folder / "home")
        return Folder(folder / "county", folder / "home")


class _Kill(logging.Handler):
    def __init__(self, home: Path, killed: Mapping[int, Path]) -> None:
        super().__init__()
        self._home, self._killed = home, killed
        self._steps = 0

    def emit(self, record: logging.LogRecord) -> None:
        self._steps += record.name in ("assets.resources", "assets.publishing.assets")
        copy = self._killed.get(self._steps)
        if copy and not copy.exists():
            shutil.copytree(self._home, copy)
        if self._steps == max(self._killed):
            os._exit(9)


def _run(words: list[str], said: str, home: Path, killed: Mapping[int, Path] | None) -> None:
    from pipelines.command import main

    if killed:
        logging.getLogger("assets").addHandler(_Kill(home, killed))
    with Path(said).open("w", encoding="utf-8") as stream, contextlib.ExitStack() as redirected:
        redirected.enter_context(contextlib.redirect_stdout(_Flushed(stream)))
        redirected.enter_context(contextlib.redirect_stderr(_Flushed(stream)))
        code = main(words)
    os._exit(code)


class _Flushed(io.TextIOBase):
    """A stream whose text is in the file at once, so that a killed run's is too."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        count = self._stream.write(text)
        self._stream.flush()
        return count

    def reconfigure(self, **_: object) -> None:
        """A console can be; a file need not."""
