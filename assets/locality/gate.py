"""Says what a delivered file is, before any reader opens it, or refuses it with a reason and what to do.

Belongs here: magic bytes, sizes, encryption, lock files, and the one list of reasons a file can be refused
for. Does not belong here: reading cells; the file's extension, which people change without changing the file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path, PurePath
from typing import Literal

from assets.locality.cells import RefusedError
from assets.markers import is_marker

Format = Literal["xlsx", "xls", "xlsb", "ods", "csv"]
Source = Path | io.BytesIO
"""A file, or what it is without its password."""

MAX_FILE_BYTES = 200_000_000
MAX_UNPACKED_BYTES = 600_000_000
MAX_CELLS = 2_500_000
"""Far beyond the fullest tracker seen; more is a data dump or an attack, and would not fit in memory."""
MAX_CELL_CHARACTERS = 1_000_000
"""Excel allows 32,767 in a cell."""

# Deflate cannot do better than 1032:1; real sheets, even of nothing but styled blanks, stay under 200:1.
_MAX_RATIO = 250
_RATIO_MATTERS_FROM = 50_000_000

_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENTRY = 128
_OTHER_MAGIC = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"PAR1",
)
_TAG = re.compile(rb"""<[a-z!?](?:"[^"]*"|[^<>",;\t])*>""")
TEXT_SUFFIXES = (".csv", ".tsv", ".txt", ".tab")
"""Names under which a text is believed to be a table; under others, its lines must agree on their width."""

ADVICE = {
    "empty": "The file has no content, as after a failed copy or sync; save the workbook and send it again.",
    "lock_file": "Excel keeps this marker while somebody has the workbook open; close it and delete this.",
    "encrypted": "The workbook has a password; have it taken off, or name the variable that holds it "
    "(password_env) in county.yaml.",
    "password_wrong": "No password that county.yaml names opens this workbook; ask what it is now.",
    "password_not_set": "county.yaml names a variable for this workbook's password, but the run was started "
    "without it; set it where the run is started.",
    "encrypted_otherwise": "The workbook is encrypted in a way that is not supported, as every .ods with a "
    "password is; save a copy without a password.",
    "truncated": "The end of the file is missing, as after an upload that was cut short; send it again.",
    "damaged": "Part of the file is damaged; open it in Excel, let Excel repair it, and send it again.",
    "not_a_workbook": "The file is no spreadsheet, whatever its name; save what it shows as .xlsx or .csv.",
    "web_page": "This is a web page or XML with a spreadsheet's name; open it in Excel, save it as .xlsx.",
    "too_large": "Unpacked, the file is larger than any tracker; copy what is needed into a new workbook.",
    "too_many_cells": "More cells are filled than any tracker has; delete the rows and columns not in use.",
    "dtd": "The file declares XML entities, which no spreadsheet program does; ask where it came from.",
    "too_slow": "Reading took longer than any tracker needs; copy what is needed into a new workbook.",
    "too_much_memory": "Reading it needs more memory than any tracker does; split it into smaller workbooks.",
    "crashes_reader": "Reading the file broke the reader down; save it anew in Excel, send that, and report "
    "this as a fault of the reader.",
    "unreadable": "No reader understands this file; open it in Excel, save it as .xlsx and send that.",
}


def refused(reason: str) -> RefusedError:
    """The refusal for one of the reasons in `ADVICE`."""
    return RefusedError(reason, ADVICE[reason])


def identify(source: Source, name: str | None = None) -> Format:
    """What a file is, by its first bytes and its parts.

    Args:
        source: the file, under whatever name it is kept.
        name: the name it was delivered under; tells lock files apart.

    Raises:
        RefusedError: the file is not to be read; the reason is a key of `ADVICE`.
    """
    delivered = PurePath(name or (source.name if isinstance(source, Path) else ""))
    if is_marker(delivered.name):
        raise refused("lock_file")
    size = source.stat().st_size if isinstance(source, Path) else source.getbuffer().nbytes
    if size == 0:
        raise refused("empty")
    if size > MAX_FILE_BYTES:
        raise refused("too_large")
    head = _start(source)
    if head.startswith(_ZIP_MAGIC):
        return _identify_zip(source)
    if head.startswith(_OLE_MAGIC):
        return _identify_ole(content(source))
    if head.startswith(_OTHER_MAGIC):
        raise refused("not_a_workbook")
    return _identify_text(head)


def is_ole(path: Path) -> bool:
    """Whether a file is one of Microsoft's containers: a .xls, or an .xlsx with a password."""
    return _start(path).startswith(_OLE_MAGIC)


def content(source: Source) -> bytes:
    """All of it."""
    return source.read_bytes() if isinstance(source, Path) else source.getvalue()


def _start(source: Source) -> bytes:
    if isinstance(source, io.BytesIO):
        return source.getvalue()[:4096]
    with source.open("rb") as file:
        return file.read(4096)


def _identify_zip(source: Source) -> Format:
    try:
        with zipfile.ZipFile(source) as archive:
            return _identify_parts(archive)
    except (zipfile.BadZipFile, EOFError):
        raise refused("truncated") from None
    except (zlib.error, NotImplementedError, OSError, ValueError):
        # What zipfile meets in an archive that is no whole one; its words may quote the file's.
        raise refused("damaged") from None


def _identify_parts(archive: zipfile.ZipFile) -> Format:
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise refused("encrypted")
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        raise refused("too_large")
    for member in members:
        if member.file_size > max(_RATIO_MATTERS_FROM, _MAX_RATIO * member.compress_size):
            raise refused("too_large")
    names = {member.filename.lower().lstrip("/"): member for member in members}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names or b"sheet.main+xml" in _part(archive, names, "[content_types].xml"):
        return "xlsx"
    manifest = _part(archive, names, "meta-inf/manifest.xml")
    if b"opendocument.spreadsheet" in _part(archive, names, "mimetype") + manifest:
        if b"encryption-data" in manifest:
            raise refused("encrypted")
        if "content.xml" in names:
            return "ods"
        raise refused("damaged")
    raise refused("not_a_workbook")


def _part(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], name: str) -> bytes:
    if name not in names:
        return b""
    with archive.open(names[name]) as part:
        return part.read(1_000_000)


def _identify_ole(data: bytes) -> Format:
    if _has_ole_entry(data, "EncryptedPackage"):
        raise refused("encrypted")
    if _has_ole_entry(data, "Workbook") or _has_ole_entry(data, "Book"):
        return "xls"
    raise refused("not_a_workbook")


def _has_ole_entry(data: bytes, name: str) -> bool:
    # Directory entries are 128 bytes, aligned, and begin with the name; to look for that needs no parser.
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0 and at % _OLE_ENTRY:
        at = data.find(wanted, at + 1)
    return at >= 0


def _identify_text(head: bytes) -> Format:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if _TAG.match(start) or start.startswith(b"mime-version"):
        raise refused("web_page")
    # Tables of figures are text in some encoding; NULs are only met in UTF-16, and there every second byte.
    nuls = head.count(0)
    if nuls and not (
        head.startswith((b"\xff\xfe", b"\xfe\xff")) or abs(nuls * 2 - len(head)) < len(head) // 4
    ):
        raise refused("not_a_workbook")
    if any(byte < 32 and byte not in b"\0\t\n\v\f\r\x1a" for byte in head if byte < 32) and nuls == 0:
        raise refused("not_a_workbook")
    return "csv"
