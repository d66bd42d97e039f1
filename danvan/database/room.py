"""Owns whether the disk takes what is to be written: looked at before each change, and told when it did not."""

import os
import shutil
from pathlib import Path

from danvan.errors import DanVanError

LEAST = 48 * 1024 * 1024
"""Bytes that stay free beside the data: with less, a change is refused before it begins."""


def free(folder: Path) -> int:
    """Bytes free for this user where the folder is, or will be."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def least() -> int:
    """How many bytes have to stay free; $DANVAN_LEAST_FREE_MB decides otherwise."""
    return int(float(os.environ.get("DANVAN_LEAST_FREE_MB", LEAST / 2**20)) * 2**20)


def ensure(path: Path | None) -> None:
    """DanVanError when the disk of a database is nearly full, before anything is written."""
    if path is None:
        return
    left = free(path.parent)
    if left < least():
        raise DanVanError(
            message=f"Ổ đĩa chỉ còn {left // 2**20} MB trống nên chưa ghi; dữ liệu đang có vẫn nguyên vẹn.",
            remedy=f"Giải phóng chỗ trên ổ đĩa của thư mục {path.parent} (ít nhất {least() // 2**20} MB) rồi làm lại.",
        )


def refused(path: Path | None, error: Exception) -> DanVanError:
    """What to tell when the disk or the memory did not take a change; it is not in the data."""
    where = "bộ nhớ" if path is None else f"thư mục {path.parent}"
    return DanVanError(
        message=f"Không ghi được vào {where}: nội dung vừa gửi chưa được ghi, dữ liệu đang có vẫn nguyên vẹn.",
        remedy="Kiểm tra dung lượng trống và giới hạn dung lượng của ổ đĩa, rồi làm lại. "
        f"Chi tiết kỹ thuật: {str(error).splitlines()[0]}",
    )
