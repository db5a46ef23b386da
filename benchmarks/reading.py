"""Times our readers beside others, on the same files: seconds, and the most memory each process took.

    python -m benchmarks.reading [--rows N] [--repeat N]

The .xlsx is an invented tracker of 50,000 rows and 30 columns with number formats, merged, hidden and styled
empty cells; the .ods has 270,000 cells. Each reading is a process of its own, imports not counted; the
fastest of the repeats stands, and they take turns, so that a busy minute slows all alike. `ours` is two
processes: the memory is that of the run + that of the one that reads for it, and each cell is looked at once.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.reading_files import write_ods, write_xlsx

GIVES = {
    "ours": "addresses, text shown and stored, values, formats, merges, hidden",
    "calamine": "values, bare",
    "openpyxl": "values, read only",
    "odfpy": "elements",
}
READINGS = (("xlsx", "ours"), ("xlsx", "calamine"), ("xlsx", "openpyxl"), ("ods", "ours"), ("ods", "odfpy"))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--one", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return _read_once(options.one[0], Path(options.one[1]))
    with tempfile.TemporaryDirectory() as made:
        files = {"xlsx": Path(made, "tracker.xlsx"), "ods": Path(made, "tracker.ods")}
        cells = {
            "xlsx": write_xlsx(files["xlsx"], options.rows),
            "ods": write_ods(files["ods"], options.rows // 5),
        }
        best: dict[tuple[str, str], tuple[float, str]] = {}
        for turn in range(options.repeat):
            for kind, reader in READINGS:
                # The slow ones are no closer to their limits for being asked again.
                if turn == 0 or reader in ("ours", "calamine"):
                    taken = _in_a_process(reader, files[kind])
                    best[kind, reader] = min(taken, best.get((kind, reader), taken))
    print(f"{'file':5} {'cells':>9} {'reader':9} {'seconds':>8} {'peak MB':>9}  gives")
    for (kind, reader), (seconds, memory) in best.items():
        print(f"{kind:5} {cells[kind]:9,} {reader:9} {seconds:8.2f} {memory:>9}  {GIVES[reader]}")
    seconds = {pair: taken[0] for pair, taken in best.items()}
    wanted = (
        ("xlsx: ours / calamine", seconds["xlsx", "ours"] / seconds["xlsx", "calamine"], "at most", 3.0),
        ("xlsx: openpyxl / ours", seconds["xlsx", "openpyxl"] / seconds["xlsx", "ours"], "at least", 2.5),
        ("ods: odfpy / ours", seconds["ods", "odfpy"] / seconds["ods", "ours"], "at least", 10.0),
    )
    for what, ratio, least_or_most, limit in wanted:
        print(f"{what} = {ratio:.2f} ({least_or_most} {limit} wanted)")
    return int(any((ratio > limit) == (word == "at most") for _, ratio, word, limit in wanted))


def _in_a_process(reader: str, file: Path) -> tuple[float, str]:
    command = [sys.executable, "-m", "benchmarks.reading", "--one", reader, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = done.stdout.split(maxsplit=1)
    return float(seconds), memory.strip()


def _read_once(reader: str, file: Path) -> int:
    read = {"ours": _ours, "calamine": _calamine, "openpyxl": _openpyxl, "odfpy": _odfpy}[reader]()
    begun = time.perf_counter()
    kept = read(file)
    seconds = time.perf_counter() - begun
    memory = f"{_peak()}"
    if reader == "ours":
        from assets.locality import contained

        contained.end()
        memory += f" + {_in_megabytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)}"
    del kept
    print(f"{seconds:.3f} {memory}")
    return 0


def _peak() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        # What getrusage says begins with the size of the process that started this one.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return _in_megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _in_megabytes(size: int) -> int:
    return size // (1024 if sys.platform == "linux" else 1024 * 1024)


def _ours() -> Callable[[Path], object]:
    from assets.locality import contained
    from assets.locality.reading import read_workbook

    contained.start()  # once a run, like an import

    def read(file: Path) -> object:
        book = read_workbook(file)
        # A cell is made when it is looked at; that counts, since the others give theirs ready made.
        return book, sum(cell.row for sheet in book.sheets for cell in sheet.cells)

    return read


def _calamine() -> Callable[[Path], object]:
    from python_calamine import CalamineWorkbook

    def read(file: Path) -> object:
        book = CalamineWorkbook.from_path(str(file))
        return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]

    return read


def _openpyxl() -> Callable[[Path], object]:
    import openpyxl

    def read(file: Path) -> object:
        book = openpyxl.load_workbook(file, read_only=True)
        return [sum(len(row) for row in sheet.iter_rows(values_only=True)) for sheet in book.worksheets]

    return read


def _odfpy() -> Callable[[Path], object]:
    from odf.opendocument import load

    return lambda file: load(str(file))


if __name__ == "__main__":
    raise SystemExit(main())
