"""One figure with its pedigree: its parts as they were told, intervals tiled by years, reasons for nothing."""

from collections.abc import Iterator
from datetime import date

import pandas as pd
import pytest

from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import compose, reference
from danvan.figures.ask import figure
from danvan.ingest import load
from danvan.periods import Period, parse


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    opened = connect(None)
    migrate(opened)
    reference.load(opened)
    load.commit(opened, load.Batch("import", "thử", "kiểm thử"), pd.DataFrame(_rows()))
    yield opened
    opened.close()


def _rows() -> list[dict[str, object]]:
    def row(indicator: str, unit: str, period: str, value: float | None, **more: object) -> dict[str, object]:
        span = parse(period)
        return {
            "indicator": indicator,
            "unit_id": unit,
            "breakdown": "",
            "period_start": span.start,
            "period_end": span.end,
            "value": value,
            **more,
        }

    return [
        row("DT02", "016-2008", "2021-01-01..2024-03-06", 81),
        row("DT03", "016-2008", "2021-01-01..2024-03-06", 40, qualifier="hon"),
        *(row("QC05", "42-2008", str(year), year - 2000) for year in (2021, 2022, 2023)),
        row("QC05", "40-2008", "2021", 5),
        row("NT02", "42-2008", "2022", 150),
        row("NT02", "42-2008", "2023", 160),
        row("CC01", "02-2008", "2024", 80.5),
        row("CC01", "08-2008", "2024", 81.5),
        row("DT02", "008-2008", "2017", None, state="held_no_count"),
    ]


def test_a_part_keeps_its_more_than(database: Database) -> None:
    answer = figure(database, "DT01", "016", "2021-01-01..2024-03-06")
    assert [(part.indicator, part.value, part.qualifier) for part in answer.parts] == [
        ("DT02", 81, ""),
        ("DT03", 40, "hon"),
    ]


def test_years_that_tile_an_interval_add_up(database: Database) -> None:
    answer = figure(database, "QC05", "42", "2021-01-01..2023-12-31")
    assert (answer.value, answer.basis, answer.parts_present) == (66, "derived", 3)
    assert answer.sources


def test_a_missing_year_makes_the_interval_partial_and_is_named(database: Database) -> None:
    answer = figure(database, "QC05", "40", "2021-2022")
    assert (answer.value, answer.basis, answer.missing) == (5, "partial", ["Năm 2022"])


def test_a_stock_of_an_interval_is_that_of_its_end(database: Database) -> None:
    assert figure(database, "NT02", "42", "2022-01-01..2023-12-31").value == 160


def test_a_stock_on_the_last_day_of_a_year_is_the_years(database: Database) -> None:
    assert figure(database, "NT02", "42", "2023-12-31").value == 160


def test_an_interval_that_no_months_tile_has_no_figure(database: Database) -> None:
    assert compose.tile(Period(date(2021, 1, 1), date(2022, 7, 15))) == []
    assert figure(database, "QC05", "42", "2021-01-01..2022-07-15").value is None


def test_an_index_of_a_merged_province_is_refused_with_the_reason(database: Database) -> None:
    answer = figure(database, "CC01", "08-2025", "2024")
    assert (answer.value, answer.state) == (None, "refused")
    assert "không cộng" in answer.reason


def test_a_dialogue_that_was_held_is_no_zero(database: Database) -> None:
    answer = figure(database, "DT02", "008", "2017")
    assert (answer.value, answer.state) == (None, "held_no_count")
    assert "không nêu số" in answer.reason


def test_the_level_huyen_does_not_apply_after_june_2025(database: Database) -> None:
    answer = figure(database, "DT02", "01", "2025-H2", breakdown="cap=huyen")
    assert answer.state == "not_applicable"
    assert "30/6/2025" in answer.reason


def test_a_former_unit_says_what_became_of_it(database: Database) -> None:
    answer = figure(database, "DT02", "02-2008", "2026")
    assert answer.state == "not_applicable"
    assert "Tuyên Quang" in answer.reason


def test_todays_boundaries_answer_for_the_present_unit(database: Database) -> None:
    assert figure(database, "DT02", "02", "2024", geography="now").unit_id == "08-2025"


def test_a_code_that_had_no_holder_is_refused(database: Database) -> None:
    with pytest.raises(DanVanError, match="02"):
        figure(database, "DT02", "02", "2026")
