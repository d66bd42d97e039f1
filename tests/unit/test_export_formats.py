"""Which formats print where each figure comes from: the others are the same bytes without that list."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from danvan.briefing.contents import Cell, Deck, Key, Lineage, Page, Table
from danvan.export import formats

KEY = Key("DT02", "42-2008", "2023")
LINE = Lineage(KEY, "Đối thoại", "Tỉnh Hà Tĩnh", "Năm 2023", "", 12, "12 cuộc", "", "31/12/2023", "Báo cáo số 1")
TABLE = Table("Đối thoại", ("Đơn vị", "Cuộc"), (False, True), (0, 0), ((Cell("Hà Tĩnh"), Cell("12", 12, KEY)),))
DECK = Deck(
    title="Giao ban",
    subtitle="Tỉnh Hà Tĩnh",
    office="Ban Tuyên giáo và Dân vận",
    above="Tỉnh ủy",
    place="Hà Tĩnh",
    number="",
    made=date(2026, 11, 21),
    illustrative=False,
    pages=(Page("title", "Giao ban"), Page("table", "Đối thoại", table=TABLE)),
    lineage=(LINE,),
)


def _content(name: str, deck: Deck) -> bytes | dict[str, bytes]:
    """What a file says; of an archive its parts, whenever they were packed."""
    data = formats.written(name, deck)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {part: archive.read(part) for part in archive.namelist()}


@pytest.mark.parametrize("name", formats.WRITERS)
def test_only_the_formats_said_to_print_the_lineage_do(name: str) -> None:
    bare = _content(name, replace(DECK, lineage=()))
    assert _content(name, replace(DECK, lineage=())) == bare
    assert (_content(name, DECK) != bare) == (name in formats.PRINT_LINEAGE)
