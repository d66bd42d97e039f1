"""Real files as they were published: read in place, skipped where the folder is not."""

from pathlib import Path

import pytest

from danvan.ingest.grid import Document
from danvan.ingest.read import read
from tests.unit.read_files import SAMPLES, rows


@pytest.fixture
def sample(request: pytest.FixtureRequest) -> Document:
    path = SAMPLES / request.param
    if not path.exists():
        pytest.skip(f"no {path}")
    return read(Path(path).read_bytes(), path.name)


def _column(document: Document, column: int, sheet: int = 0) -> list[str]:
    return [row[column] for row in rows(document, sheet)]


@pytest.mark.parametrize("sample", ["mof2003_tcvn3_semicolon.csv"], indirect=True)
def test_tcvn3_bytes_with_semicolons(sample: Document) -> None:
    assert (sample.encoding, sample.delimiter) == ("tcvn3", ";")
    assert rows(sample)[1] == ["1", "Hà nội", "19348000", "3849306"] and len(rows(sample)) == 62
    assert sum(int(value) for value in _column(sample, 2)[1:]) == 127400000
    assert "B.rịa-V.tàu" in _column(sample, 1) or any("ương" in name for name in _column(sample, 1))


@pytest.mark.parametrize("sample", ["mof_plan_2003_tcvn3.xls"], indirect=True)
def test_a_tcvn3_sheet_and_the_same_in_unicode_agree(sample: Document) -> None:
    old, new = rows(sample, 0), rows(sample, 1)
    assert [found.sheet for found in sample.grids] == ["Sheet1", "Sheet1 (2)"]
    pairs = [pair for lines in zip(old, new, strict=True) for pair in zip(*lines, strict=True)]
    assert [(a, b) for a, b in pairs if a.lower() != b.lower() and not a.startswith("#")] == []
    assert "19348000" in _column(sample, 2)


@pytest.mark.parametrize("sample", ["papi2016_cp1258_semicolon_deccomma.csv"], indirect=True)
def test_cp1258_with_decimal_commas(sample: Document) -> None:
    assert (sample.encoding, sample.delimiter) == ("cp1258", ";")
    assert rows(sample)[1] == ["1", "Hà Nội", "5,338"] and ["42", "Hà Tĩnh", "6,809"] in rows(sample)


@pytest.mark.parametrize("sample", ["papi2016_utf8_nfd_comma.csv"], indirect=True)
def test_decomposed_unicode(sample: Document) -> None:
    assert rows(sample)[1] == ["1", "Hà Nội", "5.338"]
    assert [item.code for item in sample.findings] == ["read_composed"]


@pytest.mark.parametrize("sample", ["papi_2011_2016.xlsx"], indirect=True)
def test_a_workbook_of_a_sheet_a_year(sample: Document) -> None:
    assert [found.sheet for found in sample.grids] == [f"{year}_PAPI" for year in range(2011, 2017)]
    assert all(len(rows(sample, i)) == 66 for i in range(6)) and not sample.findings
    values = [next(row[3] for row in rows(sample, i) if row[2] == "Hà Tĩnh") for i in (0, 5)]
    assert values == ["5.629052", "6.809286594390869"]


@pytest.mark.parametrize("sample", ["population_by_district_2019.csv"], indirect=True)
def test_no_break_spaces_stay(sample: Document) -> None:
    assert len(rows(sample)) == 713 and sum(int(value) for value in _column(sample, 6)[1:]) == 96208984
    assert any("\xa0" in name for name in _column(sample, 1))


@pytest.mark.parametrize("sample", ["labor_force_long.csv", "malnutrition_children_2018.csv"], indirect=True)
def test_plain_files_are_read_without_a_remark(sample: Document) -> None:
    assert sample.delimiter == "," and not sample.findings
