"""Reading the unit files of data/reference, all or nothing.

Owns the check that a file is whole. It refuses to repair: a damaged file is told with the remedy.
"""

import csv
from pathlib import Path

from danvan.errors import DanVanError

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"


def read_reference(name: str) -> list[dict[str, str]]:
    """All rows of one file of data/reference; a damaged or missing file is told with the remedy."""
    path = REFERENCE / name
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise damaged(name, str(error)) from error
    if not rows or any(None in row or None in row.values() for row in rows):
        raise damaged(name, "có dòng thiếu hoặc thừa cột" if rows else "không có dòng nào")
    return rows


def damaged(name: str, why: str) -> DanVanError:
    """The error for a reference file that cannot be used."""
    return DanVanError(
        message=f"Tệp tham chiếu data/reference/{name} không đọc được: {why}.",
        remedy="Khôi phục tệp này từ bản cài đặt gốc rồi mở lại chương trình.",
    )
