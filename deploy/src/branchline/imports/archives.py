"""The archive of a workbook, strained before it is opened: some kilobytes can unfold to gigabytes."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree import ElementTree as ET
from xml.parsers import expat

from branchline.imports.outlines import Outline, Strings
from branchline.imports.refusing import FileActive, FileBroken, FileEmpty, FileTooLarge

# A sheet of 200,000 rows of ten columns unzips to some 100 MB.
UNZIPPED_MAX = 128 << 20
PARTS_MAX = 500
CHUNK = 1 << 16
ACTIVE = {
    "vbaproject.bin": ("宏", "macros"),
    "macrosheets": ("宏", "macros"),
    "externallinks": ("外部链接", "external links"),
    "connections.xml": ("外部连接", "external connections"),
    "activex": ("控件", "controls"),
    "embeddings": ("嵌入对象", "embedded objects"),
}
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
LOCAL_HEADER = struct.Struct("<4s22xHH")
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
Watcher = Outline | Strings | None


def strain(path: Path, copy: IO[bytes]) -> tuple[str, Outline]:
    """Copy the first visible sheet and what it needs; return the sheet's name and outline."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as raw, zipfile.ZipFile(copy, "w") as clean:
            sieve = _Sieve(raw, clean)
            parts = {part.filename: part for part in _checked(archive.infolist())}
            sieve.take(part for name, part in parts.items() if "/worksheets/" not in name)
            name, target = _first_sheet(clean)
            outline = Outline()
            sieve.take([parts[target]], outline)
    except (
        zipfile.BadZipFile, zlib.error, expat.ExpatError, ET.ParseError, struct.error, ValueError, KeyError,
        NotImplementedError, EOFError,
    ) as error:  # fmt: skip
        raise FileBroken(where="压缩包", where_en="the archive") from error
    return name, outline


def _checked(parts: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    if len(parts) > PARTS_MAX:
        raise FileTooLarge.by("部件数", "parts", PARTS_MAX)
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise zipfile.BadZipFile("a name stands twice")
    for part in parts:
        for piece in PurePosixPath(part.filename.lower()).parts:
            if piece in ACTIVE:
                what, what_en = ACTIVE[piece]
                raise FileActive(what=what, what_en=what_en)
        if part.flag_bits & 1 or part.compress_type not in METHODS:
            raise zipfile.BadZipFile("encrypted or packed in another way")
        if part.filename.lower().endswith((".xml", ".rels")):
            yield part


def _first_sheet(clean: zipfile.ZipFile) -> tuple[str, str]:
    with clean.open(RELATIONS) as relations:
        targets = {each.get("Id"): each.get("Target", "") for each in ET.parse(relations).iter()}  # noqa: S314 - no DTD
    with clean.open(WORKBOOK) as workbook:
        sheets = [each for each in ET.parse(workbook).iter() if each.tag.endswith("}sheet")]  # noqa: S314 - no DTD
    for sheet in sheets:
        place = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        target = str(PurePosixPath("/xl") / targets[place]).lstrip("/")
        if sheet.get("state", "visible") == "visible" and "worksheets/" in target:
            return sheet.get("name", ""), target
    raise FileEmpty


class _Sieve:
    """Unzip parts into the copy within limits; what the archive says of its own sizes is not believed."""

    def __init__(self, raw: IO[bytes], clean: zipfile.ZipFile) -> None:
        self._raw, self._clean, self._left = raw, clean, UNZIPPED_MAX

    def take(self, parts: Iterable[zipfile.ZipInfo], watcher: Watcher = None) -> None:
        """Copy parts, each of them XML without a DTD."""
        for part in parts:
            is_texts = part.filename.lower().endswith("sharedstrings.xml")
            parser = _parser(Strings() if is_texts else watcher)
            with self._clean.open(part.filename, "w") as target:
                for chunk in _unzipped(self._raw, part):
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise FileTooLarge.by("解压后大小", "unzipped size", f"{UNZIPPED_MAX >> 20} MB")
                    parser.Parse(chunk, False)
                    target.write(chunk)
            parser.Parse(b"", True)


def _unzipped(raw: IO[bytes], part: zipfile.ZipInfo) -> Iterator[bytes]:
    raw.seek(part.header_offset)
    magic, name_length, extra_length = LOCAL_HEADER.unpack(raw.read(LOCAL_HEADER.size))
    if magic != b"PK\3\4":
        raise zipfile.BadZipFile(part.filename)
    raw.seek(name_length + extra_length, 1)
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    size = part.compress_size
    while size > 0 and (packed := raw.read(min(CHUNK, size))):
        size -= len(packed)
        while packed:
            yield inflate.decompress(packed, CHUNK) if inflate else packed
            packed = inflate.unconsumed_tail if inflate else b""
    if inflate:
        yield inflate.flush()
        if not inflate.eof:
            raise zipfile.BadZipFile("cut short")


def _parser(watcher: Watcher) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    if watcher is not None:
        parser.StartElementHandler = watcher.start
        parser.EndElementHandler = watcher.end
    return parser


def _no_doctype(*_: object) -> None:
    raise FileActive(what="文档类型定义（DTD）", what_en="a document type definition (DTD)")
