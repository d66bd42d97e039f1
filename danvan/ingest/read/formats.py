"""What a file is, by its first bytes alone, and what its name claims."""

import re
from pathlib import PurePosixPath

ZIP, OLE, HTML, XML, TEXT = "zip", "ole", "html", "xml", "text"

_MAGIC = {
    b"PK\x03\x04": ZIP,
    b"PK\x05\x06": ZIP,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": OLE,
}
_FOREIGN = {
    b"%PDF": "tệp PDF",
    b"{\\rtf": "văn bản RTF",
    b"\x89PNG": "tệp ảnh",
    b"\xff\xd8\xff": "tệp ảnh",
    b"GIF8": "tệp ảnh",
    b"\x1f\x8b": "tệp nén (.gz)",
    b"Rar!": "tệp nén (.rar)",
    b"7z\xbc\xaf\x27\x1c": "tệp nén (.7z)",
    b"PAR1": "tệp Parquet",
    b"\x09\x00\x04\x00": "tệp Excel quá cũ (trước Excel 95)",
    b"\x09\x02\x06\x00": "tệp Excel quá cũ (trước Excel 95)",
    b"\x09\x04\x06\x00": "tệp Excel quá cũ (trước Excel 95)",
    b"\x09\x08\x08\x00": "tệp Excel quá cũ (trước Excel 97)",
    b"MIME-Version:": "trang web MHTML",
}
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b", re.IGNORECASE)
_MARKUP = re.compile(rb"\s*<[?!A-Za-z]")
_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x00")

LABELS = {
    "csv": "văn bản (CSV)",
    "xlsx": "Excel (.xlsx)",
    "xls": "Excel 97–2003 (.xls)",
    "ods": "OpenDocument (.ods)",
    "html": "bảng HTML của trang web",
    "xml": "bảng tính XML 2003",
}
_EXTENSIONS = {
    "csv": "csv", "txt": "csv", "tsv": "csv", "tab": "csv", "xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls",
    "ods": "ods", "htm": "html", "html": "html", "xml": "xml",
}  # fmt: skip


def kind(data: bytes) -> str:
    """ZIP, OLE or TEXT; for other known files their Vietnamese name."""
    for magic, found in (*_MAGIC.items(), *_FOREIGN.items()):
        if data.startswith(magic):
            return found
    return TEXT


def markup(text: bytes) -> str:
    """For a decoded text file: HTML or XML when it is a table in markup, else TEXT."""
    head = text[:4096]
    if not _MARKUP.match(head):
        return TEXT
    if _SPREADSHEET in head:
        return XML
    return HTML if _HTML.search(head) else TEXT


def is_binary(data: bytes) -> bool:
    """Whether the start has more control characters than any text has."""
    head = data[:65536]
    return len(head) - len(head.translate(None, _CONTROL)) > 0.02 * len(head) + 2


def claimed(name: str) -> tuple[str, str]:
    """The extension of a name and the format it stands for ('' when it says nothing)."""
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    return extension, _EXTENSIONS.get(extension, "")


def clean_name(name: str) -> str:
    """The last part of a path, without control characters, at most 120 characters."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(c for c in last if c.isprintable()).strip()
    return shown[-120:] or "tệp"
