"""Runs typst on one of the sheets of this folder with the contents as JSON; fonts come from packages alone.

Owns the sheets' common data: whose paper it is, its date, the words of the watermark.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_serif
import typst

from danvan import fonts
from danvan.briefing.contents import Deck
from danvan.charts import palette
from danvan.texts import text

FOLDER = Path(__file__).parent
STANDARD = "a-2b"
"""PDF/A: opens the same in thirty years."""


def typeset(sheet: str, deck: Deck, contents: Mapping[str, Any]) -> bytes:
    """The PDF of a sheet ('deck', 'report') filled with the contents."""
    made = deck.made
    common = {
        "title": deck.title,
        "office": deck.office,
        "made": [made.year, made.month, made.day],
        "banner": text("common.demo_banner") if deck.illustrative else "",
        "watermark": text("common.demo_watermark") if deck.illustrative else "",
        "colours": {name: getattr(palette, name.upper()) for name in ("red", "ink", "slate", "rule", "mist", "paper")},
    }
    data = json.dumps(common | contents, ensure_ascii=False)
    return typst.compile(
        (FOLDER / f"{sheet}.typ").read_bytes(),
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=[STANDARD],
    )


@cache
def _fonts() -> list[str]:
    return [str(fonts.SOURCE), str(Path(fontpkg_noto_serif.__file__).parent / "files")]
