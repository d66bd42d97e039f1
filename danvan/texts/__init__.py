"""All wording that users read on the pages, one TOML file a page; an official can proofread it without Python.

`text("dialogues.title")` is the entry `title` of dialogues.toml. A missing entry is an error, and a test holds that
every entry is used and every used one exists.
"""

import tomllib
from functools import cache
from pathlib import Path

from danvan.errors import DanVanError

FOLDER = Path(__file__).parent


@cache
def entries() -> dict[str, str]:
    """Every entry by its full name 'file.key'."""
    found = {}
    for path in sorted(FOLDER.glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise DanVanError(
                message=f"Tệp câu chữ {path} bị lỗi: {error}.",
                remedy="Lấy lại tệp gốc: git checkout HEAD danvan/texts.",
            ) from error
        found |= {f"{path.stem}.{key}": value for key, value in table.items()}
    return found


def text(name: str, /, **values: object) -> str:
    """The wording of that name with its {placeholders} filled in."""
    try:
        wording = entries()[name]
    except KeyError:
        raise DanVanError(message=f"Thiếu câu chữ “{name}”.", remedy="Thêm vào danvan/texts/.") from None
    return wording.format(**values) if values else wording
