"""Breaks workbooks in the ways that copying, programs and people do; each way is given a seeded random."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from random import Random

Mutation = Callable[[bytes, Random], bytes]
GIGABYTE = 1_000_000_000
_FAR = ("XFD1048576", "A1048576", "XFD1", "ZZZ9999999", "A0", "a1", "AAAA1", "1A", "")
_JUNK = ("<", ">", "&", "&#0;", "&#xFFFFFFFF;", "]]>", "<!--", "<![CDATA[", "<?x ?>", '"', "\0", "\x01",
         "</row>", "<row/>", "é", "<c>", "<!DOCTYPE x>", "<v>1e999</v>", "<v>nan</v>", "-1",
         "99999999999999999999", "1e308")  # fmt: skip


def bits_flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 20, 200))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut_short(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def middle_lost(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[:start] + data[start + random.choice((1, 100, 512, 4096)) :]


def doubled(data: bytes, random: Random) -> bytes:
    return data + data[random.randrange(len(data)) :]


def member_renamed(data: bytes, random: Random) -> bytes:
    names = ("../../etc/x", "xl/workbook.xml", "XL\\Workbook.XML", "content.xml", "", "x" * 60_000,
             "xl/workbook.bin", "mimetype")  # fmt: skip
    members = _members(data)
    victim = random.choice(list(members))
    return _zipped((random.choice(names) if name == victim else name, body) for name, body in members.items())


def member_lost(data: bytes, random: Random) -> bytes:
    members = _members(data)
    del members[random.choice(list(members))]
    return _zipped(members.items())


def members_exchanged(data: bytes, random: Random) -> bytes:
    members = _members(data)
    one, other = random.choice(list(members)), random.choice(list(members))
    members[one], members[other] = members[other], members[one]
    return _zipped(members.items())


def member_broken(data: bytes, random: Random) -> bytes:
    """Junk within a part, or a piece of it gone, in a zip that is whole."""
    members = _members(data)
    for _ in range(random.choice((1, 3))):
        victim = random.choice(list(members))
        body = members[victim]
        at = random.randrange(len(body) + 1)
        junk = random.choice(_JUNK).encode()
        members[victim] = body[:at] + junk + body[at + random.choice((0, 0, len(junk), 40)) :]
    return _zipped(members.items())


def numbers_changed(data: bytes, random: Random) -> bytes:
    """Numbers in the XML made huge, negative, fractional or none."""

    def other(found: re.Match[bytes]) -> bytes:
        values = (b"-1", b"0", b"4294967296", b"99999999999999999999", b"1.5", b"", b"x", b"1e400")
        return found[1] + random.choice(values) + found[3] if random.random() < 0.1 else found[0]

    members = _members(data)
    victim = random.choice([name for name in members if name.endswith((".xml", ".rels"))] or list(members))
    members[victim] = re.sub(rb"""([">])(\d+)(["<])""", other, members[victim])
    return _zipped(members.items())


def cells_far_off(data: bytes, random: Random) -> bytes:
    """Cells and rows at the far corner, or nowhere; in an .ods, repeated to there."""
    members = _members(data)
    for name, body in members.items():
        if "sheet1.xml" in name:
            places = re.findall(rb'r="([A-Z]+\d+)"', body)
            for place in random.sample(places, min(3, len(places))):
                body = body.replace(b'r="%s"' % place, b'r="%s"' % random.choice(_FAR).encode(), 1)
            members[name] = re.sub(rb'ref="[^"]*"', b'ref="A1:XFD1048576"', body)
        elif name == "content.xml":
            kind = random.choice(("columns", "rows"))
            element = b"<table:table-cell" if kind == "columns" else b"<table:table-row"
            often = random.choice((2, 16_384, 1_048_576, 2**31, 2**63))
            repeat = b' table:number-%s-repeated="%d"' % (kind.encode(), often)
            members[name] = body.replace(element, element + repeat, random.choice((1, 5)))
    return _zipped(members.items())


def styled_blanks(data: bytes, random: Random) -> bytes:
    """A million styled cells without content."""
    members = _members(data)
    across, blank = random.choice((30, 5_000)), '<c r="%s%d" s="1"/>'
    for name, body in members.items():
        if "sheet1.xml" in name:
            rows = "".join(
                f'<row r="{row}">{"".join(blank % (_letters(c), row) for c in range(1, across + 1))}</row>'
                for row in range(100, 100 + 300_000 // across)
            )
            members[name] = body.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
        elif name == "content.xml":
            row = b'<table:table-row><table:table-cell table:style-name="ce1"/></table:table-row>'
            members[name] = body.replace(b"</table:table>", row * 200_000 + b"</table:table>")
    return _zipped(members.items())


def unpacks_to_a_gigabyte(data: bytes, random: Random) -> bytes:
    """A part of a gigabyte of blanks that says so, or says that it is small."""
    members = _members(data)
    victim = random.choice([name for name in members if name.endswith((".xml", ".bin"))] or list(members))
    head = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = head.compress(members[victim]) + head.flush(zlib.Z_FULL_FLUSH)
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    million = block.compress(b" " * 1_000_000) + block.flush(zlib.Z_FULL_FLUSH)
    packed = start + million * (GIGABYTE // 1_000_000) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    said = random.choice((GIGABYTE + len(members[victim]), 40_000_000, 1_000_000))
    return _zipped(members.items(), {victim: (packed, said)})


ANY: tuple[Mutation, ...] = (bits_flipped, cut_short, middle_lost, doubled)
ZIPPED: tuple[Mutation, ...] = (
    bits_flipped, cut_short, middle_lost, doubled, member_renamed, member_lost, members_exchanged,
    member_broken, member_broken, member_broken, numbers_changed, numbers_changed, cells_far_off,
    cells_far_off,
)  # fmt: skip
HEAVY: tuple[Mutation, ...] = (styled_blanks, unpacks_to_a_gigabyte, unpacks_to_a_gigabyte)


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zipped(
    members: Iterable[tuple[str, bytes]], packed: dict[str, tuple[bytes, int]] | None = None
) -> bytes:
    """A zip by hand: zipfile would not write a part that is not what it says."""
    packed = packed or {}
    body, index, count = bytearray(), bytearray(), 0
    for name, content in members:
        raw = zlib.compressobj(6, zlib.DEFLATED, -15)
        data, size = packed.get(name) or (raw.compress(content) + raw.flush(), len(content))
        encoded = name.encode()
        sizes = zlib.crc32(content), len(data), size, len(encoded), 0
        fields = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 0x21, *sizes)
        index += b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + encoded
        body += b"PK\x03\x04" + fields + encoded + data
        count += 1
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(index), len(body), 0)
    return bytes(body + index + end)


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
