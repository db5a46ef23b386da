"""A file that is not to be read is refused with its own reason, and a sentence that says what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from assets.locality import gate
from assets.locality.cells import RefusedError
from assets.locality.gate import ADVICE, identify
from assets.locality.reading import read_workbook
from tests.unit.workbook_parts import ods_parts, relationships, xlsx_parts, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole_entry(name: str) -> bytes:
    return name.encode("utf-16-le").ljust(128, b"\0")


def file(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "5f2d00ab"
    path.write_bytes(data)
    return path


def a_workbook(tmp_path: Path) -> bytes:
    path = tmp_path / "made.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write(0, 0, "Team")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "tracker.xlsx", "empty"),
        (b"\x05Jo Bl", "~$tracker.xlsx", "lock_file"),
        (b",Jo Bloggs,", ".~lock.tracker.ods#", "lock_file"),
        (OLE + ole_entry("EncryptedPackage"), "tracker.xlsx", "damaged"),
        (OLE + ole_entry("WordDocument"), "tracker.xls", "not_a_workbook"),
        (b"%PDF-1.7 ...", "tracker.xlsx", "not_a_workbook"),
        (b"PK\x03\x04" + b"x" * 500, "tracker.xlsx", "truncated"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "tracker.xls", "web_page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "tracker.xls", "web_page"),
        (b"just some words\n", "tracker.xlsx", "not_a_workbook"),
        (b"Dear all,\nhere is, as agreed, the list\nJo\n", "notes.docx", "not_a_workbook"),
        (b"Dear all,\nhere is, as agreed, the list\nJo\n", "notes", "not_a_workbook"),
        (b"# List\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n", "README.md", "not_a_workbook"),
        (b'{"a": 1,\n"b": [1, 2, 3],\n"c": 4}\n', "x.json", "not_a_workbook"),
        (bytes(range(256)) * 4, "tracker.csv", "not_a_workbook"),
    ],
)
def test_each_refusal_has_its_reason_and_its_advice(
    tmp_path: Path, data: bytes, name: str, reason: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        read_workbook(file(tmp_path, data), name=name)
    assert caught.value.reason == reason
    assert caught.value.advice == ADVICE[reason]


@pytest.mark.parametrize(
    "name",
    [
        "tracker",
        "Tracker v1.2",
        "tracker.prn",
        "Tracker 30.04",
        "tracker.csv.bak",
        "tracker.dat",
        "tracker.docx",
    ],
)
def test_a_table_of_text_is_read_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    workbook = read_workbook(file(tmp_path, b"Team 1\nName,ID\nAnn Lee,1\nBo Ray,2\n"), name=name)
    assert [cell.text for cell in workbook.sheets[0].cells[:3]] == ["Team 1", "Name", "ID"]


def test_no_two_reasons_share_their_advice() -> None:
    assert len(set(ADVICE.values())) == len(ADVICE)
    assert all(advice.endswith(".") for advice in ADVICE.values())


def test_the_documentation_has_every_refusal_with_its_advice() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
    assert [f"| `{reason}` | {advice} |" for reason, advice in ADVICE.items()] == [
        line for line in page.splitlines() if line.startswith("| `")
    ]


def test_the_format_is_told_by_the_bytes_not_by_the_name(tmp_path: Path) -> None:
    assert identify(file(tmp_path, a_workbook(tmp_path)), "tracker.xls") == "xlsx"
    assert identify(file(tmp_path, b"a;b\n1;2\n"), "tracker.xlsx") == "csv"
    assert identify(file(tmp_path, OLE + ole_entry("Workbook")), "tracker.csv") == "xls"
    assert identify(zipped(tmp_path / "a", ods_parts("")), "tracker.xlsx") == "ods"
    parts: dict[str, str | bytes] = {"xl/workbook.bin": b"", "_rels/.rels": relationships()}
    assert identify(zipped(tmp_path / "b", parts), "tracker.xlsx") == "xlsb"


def test_a_workbook_cut_short_is_truncated(tmp_path: Path) -> None:
    whole = a_workbook(tmp_path)
    with pytest.raises(RefusedError, match="truncated"):
        read_workbook(file(tmp_path, whole[: len(whole) * 2 // 3]))


def test_a_workbook_with_flipped_bits_is_damaged(tmp_path: Path) -> None:
    path = zipped(tmp_path / "flipped", xlsx_parts("<row r='1'><c r='A1'><v>1</v></c></row>" * 50))
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    data = bytearray(path.read_bytes())
    data[at : at + 20] = bytes(byte ^ 0xFF for byte in data[at : at + 20])
    with pytest.raises(RefusedError, match="damaged"):
        read_workbook(file(tmp_path, bytes(data)))


def test_another_kind_of_zip_is_not_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="not_a_workbook"):
        read_workbook(
            zipped(tmp_path / "letter", {"word/document.xml": "<x/>", "[Content_Types].xml": "<Types/>"})
        )


def test_an_encrypted_ods_is_encrypted(tmp_path: Path) -> None:
    parts = ods_parts("")
    parts["META-INF/manifest.xml"] = str(parts["META-INF/manifest.xml"]).replace(
        "/>", "><m:encryption-data/></m:file-entry>"
    )
    with pytest.raises(RefusedError, match="encrypted"):
        read_workbook(zipped(tmp_path / "secret.ods", parts))


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_unread(tmp_path: Path) -> None:
    parts = xlsx_parts("")
    parts["xl/sharedStrings.xml"] = b"<sst><si><t>" + b"x" * 60_000_000
    with pytest.raises(RefusedError, match="too_large"):
        identify(zipped(tmp_path / "bomb.xlsx", parts))


def test_parts_that_unpack_to_too_much_together_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(RefusedError, match="too_large"):
        identify(file(tmp_path, a_workbook(tmp_path)))


def test_a_file_too_large_to_be_a_tracker_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "MAX_FILE_BYTES", 10)
    with pytest.raises(RefusedError, match="too_large"):
        identify(file(tmp_path, a_workbook(tmp_path)))
