"""Files that mean harm, or are not what they say."""

import asyncio
import resource
import struct
import zipfile

import pytest

from branchline.imports.opening import opened
from branchline.imports.refusing import (
    FileActive,
    FileBroken,
    FileEmpty,
    FileEncrypted,
    FileTooLarge,
    FileTypeWrong,
)
from chassis.clock import real_now

SHEET = "xl/worksheets/sheet1.xml"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = bytes.fromhex("D0CF11E0A1B11AE1")
MEGABYTE = 1 << 20


@pytest.fixture
def workbook(xlsx_file):
    """Make a sound workbook and replace, add or leave out parts of it."""

    def write(parts=(), name="sheet.xlsx", sheet=None):
        sound = xlsx_file(lambda _, page: page.write_row(0, 0, ["a", "b"]), "sound.xlsx")
        path = sound.with_name(name)
        changed = dict(parts) | ({SHEET: f"{XML}<worksheet {NAMESPACE}>{sheet}</worksheet>"} if sheet else {})
        with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for part in old.namelist():
                if part not in changed:
                    new.writestr(part, old.read(part))
            for part, content in changed.items():
                # In pieces: the memory of this process would count as that of its child.
                with new.open(part, "w") as target:
                    for piece in [content.encode()] if isinstance(content, str) else content:
                        target.write(piece)
        return path

    return write


async def rows_of(path):
    return [row async for row in opened(path)]


async def refused(path, kind):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, real_now()
    with pytest.raises(kind) as caught:
        await rows_of(path)
    assert (real_now() - began).total_seconds() < 5
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - before < 200 * 1024
    assert caught.value.status == 422
    assert caught.value.text("zh-CN")
    assert caught.value.advice("en")
    return caught.value


@pytest.mark.shows("bad-input-57", "X3", "import.too_large")
async def test_a_zip_bomb_is_stopped_while_it_unfolds(workbook):
    # What deflate can do at most: 1 to 1,032.
    bomb = workbook({"xl/styles.xml": (b" " * MEGABYTE for _ in range(512))})
    assert bomb.stat().st_size < MEGABYTE
    await refused(bomb, FileTooLarge)


@pytest.mark.shows("bad-input-57")
async def test_a_zip_bomb_that_lies_about_its_size_is_stopped(workbook):
    bomb = workbook({SHEET: (b"<a>" + b" " * MEGABYTE for _ in range(256))})
    raw = bytearray(bomb.read_bytes())
    entry = raw.rindex(SHEET.encode()) - 46
    struct.pack_into("<I", raw, entry + 24, 10)
    bomb.write_bytes(raw)
    await refused(bomb, FileTooLarge)


@pytest.mark.shows("bad-input-57")
@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData>" + "".join(f'<row r="{n}"/>' for n in range(1, 1_000_001)) + "</sheetData>",
        "<sheetData>" + "<row/>" * 1_000_000 + "</sheetData>",
        '<sheetData><row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="199999"><c r="XFD199999"><v>1</v></c></row></sheetData>',
    ],
    ids=["a million numbered rows", "a million rows", "two cells far apart", "one cell far right"],
)  # fmt: skip
async def test_a_sheet_that_reaches_too_far_is_refused(workbook, sheet):
    await refused(workbook(sheet=sheet), FileTooLarge)


@pytest.mark.shows("bad-input-57")
async def test_one_long_text_shown_in_many_cells_does_not_fill_the_memory(workbook):
    text = "长" * 32_000
    cells = "".join(f'<row r="{n}">' + f'<c r="A{n}" t="s"><v>0</v></c>' + "</row>" for n in range(1, 100_001))
    strings = f"{XML}<sst {NAMESPACE}><si><t>{text}</t></si></sst>"
    path = workbook({"xl/sharedStrings.xml": strings}, sheet=f"<sheetData>{cells}</sheetData>")
    await refused(path, FileTooLarge)


@pytest.mark.shows("bad-input-57", "import.active_content")
@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/styles.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
        (SHEET, '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'),
        ("xl/vbaProject.bin", "macro"),
        ("xl/externalLinks/externalLink1.xml", "<a/>"),
        ("xl/connections.xml", "<a/>"),
        ("xl/embeddings/oleObject1.bin", "x"),
    ],
    ids=["external entity", "billion laughs", "macro", "external link", "connection", "embedded object"],
)
async def test_active_content_is_not_opened(workbook, part, content):
    await refused(workbook({part: content}), FileActive)


@pytest.mark.shows("bad-input-57")
async def test_a_workbook_with_macros_is_refused_by_its_name(workbook):
    await refused(workbook(name="sheet.xlsm"), FileActive)


@pytest.mark.shows("bad-input-57", "import.encrypted")
async def test_an_encrypted_workbook_is_refused_with_what_to_do(tmp_path):
    path = tmp_path / "secret.xlsx"
    path.write_bytes(OLE + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(1000))
    assert "密码" in (await refused(path, FileEncrypted)).advice("zh-CN")


@pytest.mark.shows("bad-input-57", "import.file_type")
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"code,name\n1,2\n"),
        ("a.csv", b"PK\3\4 and more"),
        ("a.xls", OLE + bytes(100)),
        ("a.xlsx", OLE + bytes(100)),
        ("a.pdf", b"%PDF-1.7"),
        ("a", b"a,b\n1,2\n"),
    ],
)
async def test_a_file_must_be_what_its_name_says(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    await refused(path, FileTypeWrong)


@pytest.mark.shows("import.broken")
@pytest.mark.parametrize("cut", [4, 200, 2000])
async def test_a_workbook_that_was_cut_short_is_refused(workbook, cut):
    path = workbook()
    path.write_bytes(path.read_bytes()[:cut])
    await refused(path, FileBroken)


async def test_a_part_that_stands_twice_is_refused(workbook):
    path = workbook()
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<a/>")
    await refused(path, FileBroken)


@pytest.mark.shows("import.broken")
async def test_a_sheet_that_is_no_xml_is_refused(workbook):
    await refused(workbook({SHEET: "<worksheet><sheetData>"}), FileBroken)


@pytest.mark.shows("import.empty")
async def test_a_workbook_whose_sheets_are_all_hidden_is_empty(workbook, xlsx_file):
    def fill(book, page):
        book.add_worksheet().activate()
        page.hide()

    path = xlsx_file(fill, "hidden.xlsx")
    with zipfile.ZipFile(path) as archive:
        names = archive.read("xl/workbook.xml").decode().replace("<sheet ", '<sheet state="hidden" ')
        parts = {"xl/workbook.xml": names.replace('state="hidden" state="hidden"', 'state="hidden"')}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(' state="hidden" r:id', " r:id")
    await refused(workbook(parts, name="all.xlsx"), FileEmpty)


async def test_a_large_file_keeps_the_loop_free(workbook):
    beats = 0

    async def beat():
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0)

    path = workbook(sheet="<sheetData>" + '<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 50_000 + "</sheetData>")
    heart = asyncio.create_task(beat())
    rows = await rows_of(path)
    heart.cancel()
    assert len(rows) == 50_000
    assert beats > 100
