"""Published files as they were sent, through read and shape: the values that they are known to hold."""

from pathlib import Path

import pandas as pd
import pytest

from danvan.ingest.choices import Choices
from danvan.ingest.grid import Document
from danvan.ingest.read import read
from danvan.ingest.shape import Shaped, shape

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


@pytest.fixture
def sample() -> "object":
    """Reads one sample file; skips the test when the folder is absent."""

    def opened(name: str) -> Document:
        path = SAMPLES / name
        if not path.exists():
            pytest.skip("the folder of published samples is absent")
        return read(path.read_bytes(), name)

    return opened


def sheets(document: Document) -> dict[str, Shaped]:
    """Every sheet in the long form."""
    return {grid.sheet: shape(document, grid, Choices()) for grid in document.grids}


def values(found: Shaped, unit: str) -> list[float]:
    """The values of a unit, from the left."""
    rows = found.rows
    return rows.loc[rows["unit_id"] == unit, "value"].tolist()


def total(found: Shaped, column: int) -> float:
    """The sum of a column."""
    return float(found.rows.loc[found.rows["column"] == column, "value"].sum())


def stopped(found: Shaped) -> list[str]:
    """Codes of the stop findings."""
    return [item.code for item in found.findings if item.severity == "stop"]


def test_papi_scores_of_six_years_are_those_of_63_provinces_each(sample: "object") -> None:
    found = sheets(sample("papi_2011_2016.xlsx"))
    assert len(found) == 6
    for name, sheet in found.items():
        assert sheet.rows["unit_id"].nunique() == 63, name
        assert set(sheet.rows["period_end"].dt.year) == {int(name[:4])}
        assert stopped(sheet) == []
        assert sheet.understood.skipped == {"extreme": 1}
    assert values(found["2011_PAPI"], "42-2008")[0] == 5.629052
    assert values(found["2016_PAPI"], "42-2008")[0] == pytest.approx(6.809287, abs=1e-6)


def test_the_budget_of_2003_is_the_same_in_either_encoding(sample: "object") -> None:
    found = sheets(sample("mof_plan_2003_tcvn3.xls"))
    frames = []
    for sheet in found.values():
        assert sheet.rows["unit_id"].nunique() == 61
        assert values(sheet, "01-1997")[0] == 19348000.0
        assert total(sheet, 2) == 127400000.0
        assert stopped(sheet) == []
        assert sheet.understood.unit_of_measure == "triệu đồng"
        assert set(sheet.rows["period_end"].dt.year) == {2003}
        frames.append(sheet.rows[["row", "column", "unit_id", "period_start", "value", "ok"]].astype({"unit_id": str}))
    pd.testing.assert_frame_equal(*frames)


def test_the_budget_as_a_text_file_of_an_old_encoding(sample: "object") -> None:
    (found,) = sheets(sample("mof2003_tcvn3_semicolon.csv")).values()
    assert found.rows["unit_id"].nunique() == 61
    assert total(found, 2) == 127400000.0
    assert "28-1997" in set(found.rows["unit_id"])


def test_districts_of_2019_add_up_to_the_nation(sample: "object") -> None:
    (found,) = sheets(sample("population_by_district_2019.csv")).values()
    people = found.rows[found.rows["column"] == 6].set_index("unit_id")["value"]
    assert (len(people), float(people.sum())) == (712, 96208984.0)
    assert (people["016-2008"], people["008-2008"], people["432-2008"]) == (343432.0, 506347.0, 113360.0)
    assert found.rows["unit_id"].nunique() == 712
    assert stopped(found) == []


def test_a_long_table_of_63_provinces_and_nine_years(sample: "object") -> None:
    (found,) = sheets(sample("labor_force_long.csv")).values()
    assert (len(found.rows), found.rows["unit_id"].nunique(), int(found.rows["ok"].sum())) == (567, 63, 567)
    assert values(found, "42-2008")[-1] == 707.0


def test_four_columns_of_names_and_codes_without_their_zero(sample: "object") -> None:
    (found,) = sheets(sample("malnutrition_children_2018.csv")).values()
    assert len(found.understood.units) == 63
    assert values(found, "42-2008") == [16.3, 28.7, 6.4]
    assert found.understood.missing == 3
    assert stopped(found) == []


@pytest.mark.parametrize(
    ("name", "decimal"), [("papi2016_cp1258_semicolon_deccomma.csv", ","), ("papi2016_utf8_nfd_comma.csv", ".")]
)
def test_decimals_with_comma_or_dot_are_the_same_scores(sample: "object", name: str, decimal: str) -> None:
    (found,) = sheets(sample(name)).values()
    assert found.rows["unit_id"].nunique() == 63
    assert (values(found, "01-2008"), values(found, "42-2008")) == ([5.338], [6.809])
    assert found.understood.decimal == decimal
    assert stopped(found) == []
