"""Five hundred broken workbooks: each is read or refused with a reason; none crashes or hangs the reader."""

from __future__ import annotations

import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile

from assets.locality import contained
from assets.locality.cells import RefusedError
from assets.locality.gate import ADVICE
from assets.locality.reading import read_workbook
from tests.unit import xlsb_records
from tests.unit.mutations import ANY, HEAVY, ZIPPED
from tests.unit.workbook_parts import ods_parts, xlsx_parts, zipped

CHILD = ("Amy Smith", "Northern Team 1", "TBC", "N/A", "3rd April", "Zoë O'Neill")


def excel(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("CP")
        sheet.merge_range("A1:C1", "Child Protection")
        formats = [
            book.add_format({"num_format": code}) for code in ("dd/mm/yyyy", "0.0%", "[h]:mm", "# ?/?")
        ]
        for row in range(2, 22):
            sheet.write_row(row, 0, CHILD)
            for column, number in enumerate((43580, 0.77, 1.5, 18307.25)):
                sheet.write_number(row, 6 + column, number, formats[column])
            sheet.write_formula(row, 11, f"=SUM(G{row}:J{row})", None, 7)
        sheet.write_comment("B4", "checked")
        sheet.autofilter("A2:C20")
        sheet.set_row(7, None, None, {"hidden": True})
        book.add_worksheet("old").hide()


def inline(path: Path) -> None:
    text = '<c r="A{0}" t="inlineStr"><is><t>Amy</t></is></c>'
    row = f'<row r="{{0}}">{text}<c r="B{{0}}" s="1"><v>43580</v></c></row>'
    strings = "<si><r><t>Te</t></r><r><t>am</t></r></si>"
    zipped(path, xlsx_parts("".join(row.format(n) for n in range(1, 40)), strings=strings))


def locked(path: Path) -> None:
    plain = path.with_suffix(".plain")
    excel(plain)
    with plain.open("rb") as source, path.open("w+b") as target:
        OOXMLFile(source).encrypt("VelvetSweatshop", target)


def old_excel(path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("CP")
    dates = xlwt.easyxf(num_format_str="DD.MM.YY")
    sheet.write_merge(0, 0, 0, 2, "Child Protection")
    for row in range(1, 40):
        for column, text in enumerate(CHILD):
            sheet.write(row, column, text)
        sheet.write(row, 7, datetime.fromisoformat("2019-04-25"), dates)
        sheet.write(row, 8, xlwt.Formula(f"SUM(H{row}:H{row})"))
    book.save(str(path))


def open_document(path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    day = cell.replace('string"', 'date" office:date-value="2019-04-03"').format("3/4")
    row = f"<table:table-row>{''.join(map(cell.format, CHILD))}{day}</table:table-row>"
    zipped(path, ods_parts(f'<table:table table:name="CP">{row * 30}</table:table>'))


def delimited(path: Path) -> None:
    path.write_bytes("".join(";".join(CHILD) + "\r\n" for _ in range(30)).encode("cp1252"))


def tabbed(path: Path) -> None:
    path.write_bytes("".join('"' + '"\t"'.join(CHILD) + '"\r\n' for _ in range(30)).encode("utf-16"))


WORKBOOKS = {
    "excel.xlsx": (excel, ZIPPED, HEAVY, 80),
    "inline.xlsx": (inline, ZIPPED, HEAVY, 80),
    "locked.xlsx": (locked, ANY, (), 12),  # a third of a second each: that is what the cipher is for
    "old.xls": (old_excel, ANY, (), 80),
    "binary.xlsb": (xlsb_records.workbook, ZIPPED, HEAVY[1:], 80),
    "open.ods": (open_document, ZIPPED, HEAVY, 80),
    "figures.csv": (delimited, ANY, (), 44),
    "figures.tsv": (tabbed, ANY, (), 44),
}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_broken_workbook_is_read_or_refused_with_a_reason(tmp_path: Path, name: str) -> None:
    write, mutations, heavy, count = WORKBOOKS[name]
    write(tmp_path / name)
    whole = (tmp_path / name).read_bytes()
    assert read_workbook(tmp_path / name).sheets[0].cells
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(count):
        random = Random(f"{name} {number}")  # noqa: S311 - the same every time
        mutation = heavy[number] if number < len(heavy) else random.choice(mutations)
        path = tmp_path / f"{number}-{mutation.__name__}-{name}"
        path.write_bytes(mutation(whole, random))
        begun = time.perf_counter()
        try:
            read_workbook(path)
            outcomes["read"] += 1
        except RefusedError as refusal:
            outcomes[refusal.reason] += 1
        slowest = max(slowest, time.perf_counter() - begun)
        path.unlink()
    assert slowest < 30
    assert outcomes.keys() <= {"read", *ADVICE}
    # Nothing had to be killed: the readers' own limits were enough.
    assert not outcomes.keys() & {"crashes_reader", "too_slow", "too_much_memory"}
    assert most_memory_of_the_reader() < 500_000_000


def most_memory_of_the_reader() -> int:
    """In bytes; elsewhere than on Linux there is no telling, and none of this was needed to get here."""
    worker = contained._worker
    if sys.platform != "linux" or worker is None:
        return 0
    status = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii").splitlines()
    return 1024 * int(next(line for line in status if line.startswith("VmHWM")).split()[1])
