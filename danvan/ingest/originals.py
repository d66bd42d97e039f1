"""Files as they were sent, kept for ever beside the database, and files that wait for their commit.

Owns $DANVAN_DATA/files (originals of committed batches, by digest) and $DANVAN_DATA/inbox (work begun). A name from
outside never becomes a path: files lie under their digest.
"""

import hashlib
import json
import os
import re
from pathlib import Path

from danvan.errors import DanVanError
from danvan.ingest import choices as answers
from danvan.ingest.choices import Choices

DIGEST = re.compile(r"[0-9a-f]{64}")


def digest(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(directory: Path, data: bytes) -> str:
    """Keep an original; its path below `directory`. The same file is kept once."""
    found = digest(data)
    relative = Path("files") / found[:2] / found
    _write(directory / relative, data)
    return relative.as_posix()


def original(directory: Path, relative: str) -> bytes:
    """The bytes of a kept file as it was sent. DanVanError when it is gone or no longer what was sent."""
    path = directory / relative
    wanted = path.name
    if not (relative.startswith("files/") and DIGEST.fullmatch(wanted) and path.is_file()):
        raise DanVanError(
            message="Không còn tệp gốc của đợt nhập này.",
            remedy="Tìm trong bản sao lưu của thư mục files; số liệu đã nhập không bị ảnh hưởng.",
        )
    data = path.read_bytes()
    if digest(data) != wanted:
        raise DanVanError(
            message="Tệp gốc đã bị thay đổi sau khi nhập.", remedy="Khôi phục thư mục files từ bản sao lưu."
        )
    return data


def put_aside(directory: Path, name: str, data: bytes) -> str:
    """Keep a file that waits for its commit, with its name; the digest under which `draft` finds it."""
    found = digest(data)
    folder = directory / "inbox" / found
    _write(folder / "data", data)
    _write(folder / "name", name.encode("utf-8", "replace"))
    return found


def draft(directory: Path, found: str) -> tuple[str, bytes, dict[str, Choices]] | None:
    """(name, bytes, answers by sheet) of a file that waits; None when there is none, or it is not whole."""
    folder = directory / "inbox" / found
    if not DIGEST.fullmatch(found) or not (folder / "data").is_file():
        return None
    data, given = (folder / "data").read_bytes(), folder / "choices.json"
    if digest(data) != found:
        # Cut off by a loss of power: it is not what was sent.
        return None
    sheets = json.loads(given.read_text("utf-8")) if given.is_file() else {}
    decided = {sheet: answers.from_json(json.dumps(value)) for sheet, value in sheets.items()}
    return (folder / "name").read_text("utf-8"), data, decided


def decide(directory: Path, found: str, decided: dict[str, Choices]) -> None:
    """Keep the answers given so far for a file that waits."""
    given = {sheet: json.loads(value.to_json()) for sheet, value in decided.items()}
    _write(directory / "inbox" / found / "choices.json", json.dumps(given, ensure_ascii=False).encode(), again=True)


def waiting(directory: Path) -> list[tuple[str, str]]:
    """(digest, name) of the files that wait, the latest first."""
    folders = [path for path in (directory / "inbox").glob("*/name") if DIGEST.fullmatch(path.parent.name)]
    folders.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    return [(path.parent.name, path.read_text("utf-8")) for path in folders]


def discard(directory: Path, found: str) -> None:
    """Forget a file that waited: committed, or given up by the user."""
    folder = directory / "inbox" / found
    if DIGEST.fullmatch(found) and folder.is_dir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def _write(path: Path, data: bytes, *, again: bool = False) -> None:
    """Write whole or not at all: another reader never sees half a file."""
    if path.is_file() and not again and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with half.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise DanVanError(
            message=f"Không ghi được tệp vào {path.parent}: {error.strerror}.",
            remedy="Kiểm tra dung lượng đĩa và quyền ghi của thư mục dữ liệu, rồi thử lại.",
        ) from error
