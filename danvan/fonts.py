"""Puts the typeface where the browser can fetch it from this server: static/fonts/ (not committed)."""

import shutil
from pathlib import Path

import fontpkg_be_vietnam_pro

from danvan.errors import DanVanError

WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
FOLDER = Path(__file__).resolve().parents[1] / "static" / "fonts"


SOURCE = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"


def file(*, bold: bool = False) -> Path:
    """The font file of the installed package, for measuring and for exports."""
    return SOURCE / f"BeVietnamPro-{'Bold' if bold else 'Regular'}.ttf"


def ensure() -> None:
    """Copy the font files of the installed package if they are not there yet; DanVanError where nothing may be written.

    A server's program folder is read-only to the server: there this is done once at the installation.
    """
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for weight in WEIGHTS:
            name = f"BeVietnamPro-{weight}.ttf"
            if not (FOLDER / name).exists():
                shutil.copyfile(SOURCE / name, FOLDER / name)
    except OSError as error:
        raise DanVanError(
            message=f"Chưa có phông chữ trong {FOLDER} và không ghi được vào đó.",
            remedy="Chạy một lần bằng tài khoản đã cài phần mềm: python -m danvan.fonts",
        ) from error


if __name__ == "__main__":
    ensure()
