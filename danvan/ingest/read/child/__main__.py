"""`python -m danvan.ingest.read.child zip|ole|html|xml < file > answer`: limits first, then the file."""

import contextlib
import resource
import sys
import traceback
import zipfile

from danvan.ingest.read.child.book import Book, Refused
from danvan.ingest.read.limits import CHILD_MEMORY, CHILD_SECONDS


def main() -> None:
    """Read stdin, write the packed answer; a refusal is an answer too."""
    _limit()
    data = sys.stdin.buffer.read()
    try:
        book = _read(sys.argv[1], data)
    except Refused as refusal:
        book = Book("")
        book.note(refusal.code, "stop", **refusal.words)
    except MemoryError:
        book = Book("")
        book.note("read_too_heavy", "stop")
    except BaseException:  # a panic inside calamine is no Exception
        traceback.print_exc()
        book = Book("")
        book.note("read_broken", "stop")
    book.write(sys.stdout.buffer)


def _limit() -> None:
    """Memory and time that this process may take; systems without one of the limits go without it."""
    limits = ((resource.RLIMIT_AS, CHILD_MEMORY), (resource.RLIMIT_CPU, CHILD_SECONDS), (resource.RLIMIT_CORE, 0))
    for what, most in limits:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _read(kind: str, data: bytes) -> Book:
    # Imported by need: a small file should not wait for the readers of other formats.
    if kind == "ole":
        from danvan.ingest.read.child.xls import read_ole

        return read_ole(data)
    if kind == "html":
        from danvan.ingest.read.child.html import read_html

        return read_html(data)
    if kind == "xml":
        from danvan.ingest.read.child.spreadsheet_xml import read_spreadsheet_xml

        return read_spreadsheet_xml(data)
    return _read_zip(data)


def _read_zip(data: bytes) -> Book:
    from danvan.ingest.read.child.ods import MIMETYPE, read_ods
    from danvan.ingest.read.child.xlsx import WORKBOOK, read_xlsx
    from danvan.ingest.read.child.zips import opened

    archive = opened(data)
    names = set(archive.namelist())
    if WORKBOOK in names and "[Content_Types].xml" in names:
        return read_xlsx(archive, data)
    if "content.xml" in names and _mimetype(archive) == MIMETYPE:
        return read_ods(archive)
    raise Refused("read_not_table", kind=_what(names))


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    if "mimetype" not in archive.namelist() or archive.getinfo("mimetype").file_size > 200:
        return b""
    return archive.read("mimetype").strip()


def _what(names: set[str]) -> str:
    """What a zip is that is no table."""
    known = {
        "xl/workbook.bin": "Excel nhị phân (.xlsb)",
        "word/document.xml": "tệp Word",
        "ppt/presentation.xml": "tệp PowerPoint",
    }
    return next((kind for name, kind in known.items() if name in names), "tệp nén (.zip)")


if __name__ == "__main__":
    main()
