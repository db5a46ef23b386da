"""No file takes the run down: what ends, outgrows or outstays the process that reads it is a refusal."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from assets.locality import contained
from assets.locality.batches import Batch, Cells
from assets.locality.cells import RefusedError
from assets.locality.contained import Worker, WorkerGoneError
from assets.locality.contained_messages import Received
from assets.locality.reading import read_workbook
from tests.unit.workbook_parts import xlsx_parts, zipped

ROOT = Path(__file__).parents[2]
ROW = '<row r="{0}"><c r="A{0}" t="str"><v>{1}</v></c></row>'


def small(tmp_path: Path) -> Path:
    return zipped(tmp_path / "small.xlsx", xlsx_parts(ROW.format(1, "Amy")))


def long(tmp_path: Path, text: str = "x") -> Path:
    rows = "".join(ROW.format(row, f"{row} {text}") for row in range(1, 150_001))
    return zipped(tmp_path / "long.xlsx", xlsx_parts(rows))


def reason(worker: Worker, path: Path, seconds: float = 25) -> str:
    with pytest.raises((RefusedError, WorkerGoneError)) as caught:
        worker.read(path, None, (), seconds)
    assert not worker.is_alive()
    assert isinstance(caught.value, RefusedError | WorkerGoneError)
    return caught.value.reason


def test_a_file_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    assert reason(Worker(), long(tmp_path), seconds=0.05) == "too_slow"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can limit a process's memory")
def test_a_file_that_needs_too_much_memory_is_refused(tmp_path: Path) -> None:
    big = zipped(tmp_path / "big.xlsx", xlsx_parts("", strings=f"<si><t>{'x' * 900_000}</t></si>" * 50))
    assert reason(Worker(memory_bytes=70_000_000), big) == "too_much_memory"


def test_a_file_that_breaks_the_reader_down_is_refused(tmp_path: Path) -> None:
    worker, path = Worker(), long(tmp_path)
    threading.Timer(0.05, psutil.Process(worker.pid).kill).start()
    assert reason(worker, path) == "crashes_reader"


def test_what_is_too_much_for_the_run_to_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="too_large"):
        read_workbook(long(tmp_path, "x" * 1500))


def test_the_next_file_is_read_whatever_became_of_the_last(tmp_path: Path) -> None:
    path = small(tmp_path)
    assert read_workbook(path).sheets[0].cells[0].text == "Amy"
    kept = contained._worker
    assert kept is not None
    psutil.Process(kept.pid).kill()
    assert read_workbook(path).sheets[0].cells[0].text == "Amy"
    assert contained._worker is not kept


def test_an_interrupted_answer_is_not_taken_for_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(contained.Cells, "add", interrupt)
        with pytest.raises(KeyboardInterrupt):
            read_workbook(long(tmp_path))
    assert read_workbook(small(tmp_path)).sheets[0].cells[0].text == "Amy"


def test_one_process_reads_many_files(tmp_path: Path) -> None:
    path = small(tmp_path)
    read_workbook(path)
    kept = contained._worker
    read_workbook(path)
    assert contained._worker is kept


def test_rows_out_of_order_are_put_in_order_over_all_batches(tmp_path: Path) -> None:
    rows = [ROW.format(row, row) for row in range(2, 60_001)]
    path = zipped(tmp_path / "late.xlsx", xlsx_parts("".join([*rows, ROW.format(1, 1)])))
    cells = read_workbook(path).sheets[0].cells
    assert [cell.row for cell in cells] == list(range(1, 60_001))
    assert [cells[at].row for at in (0, 30_000, -1)] == [1, 30_001, 60_000]


def test_cells_of_many_batches_are_found_by_number_as_in_a_list(tmp_path: Path) -> None:
    rows = "".join(ROW.format(row, row) for row in range(1, 60_001))
    cells = read_workbook(zipped(tmp_path / "long.xlsx", xlsx_parts(rows))).sheets[0].cells
    listed = list(cells)
    places = (0, 24_999, 25_000, 25_001, 59_999, -1, -60_000)
    assert [cells[at] for at in places] == [listed[at] for at in places]
    assert cells[24_998:50_002:7] == listed[24_998:50_002:7]
    for beyond in (60_000, -60_001):
        with pytest.raises(IndexError):
            cells[beyond]


def test_a_batch_that_says_more_cells_than_it_holds_is_not_taken() -> None:
    one = ("Amy", "Amy", "text", "Amy", None, None, None)
    for rows, lengths, columns in (([1], [2], [1, 2]), ([1], [1], [1, 2]), ([1], [2], [1])):
        with pytest.raises(ValueError, match="one length"):
            Cells().add(Batch(rows, lengths, columns, [one]))


def test_a_missing_file_is_no_fault_of_the_reader(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_workbook(tmp_path / "none.xlsx")


@pytest.mark.parametrize("end", ["", "import os; os.kill(os.getpid(), 9)", "raise SystemExit(3)"])
def test_the_process_ends_with_the_run_however_that_ends(tmp_path: Path, end: str) -> None:
    # A script without an `if __name__` guard, as people write them.
    script = tmp_path / "run.py"
    script.write_text(f"""from pathlib import Path
from assets.locality import contained
from assets.locality.batches import Batch, Cells
from assets.locality.reading import read_workbook
read_workbook(Path({str(small(tmp_path))!r}))
print(contained._worker.pid, flush=True)
{end}
""")
    run = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    worker = int(run.stdout)
    deadline = time.monotonic() + 10
    while psutil.pid_exists(worker) and psutil.Process(worker).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_message_can_hold_nothing_that_runs() -> None:
    with pytest.raises(pickle.UnpicklingError):
        Received(io.BytesIO(pickle.dumps(subprocess.Popen))).load()
