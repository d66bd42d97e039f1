"""Slides of several units and periods: each figure is named by what tells it apart, none is a part of another."""

from collections.abc import Iterator
from datetime import date

import pytest

from danvan.briefing.compose import compose
from danvan.briefing.contents import Page
from danvan.briefing.model import Briefing, Slide, Wanted
from danvan.briefing.office import Office
from danvan.database import Database
from tests.unit.ready_workspace import commit, make, report


@pytest.fixture(scope="module")
def workspace() -> Iterator[Database]:
    database = make()
    commit(
        database,
        report("DT01", "42-2008", "2023", 9),
        report("DT01", "42-2008", "2024", 12),
        report("DT01", "01-2008", "2023", 40),
        report("DT01", "01-2008", "2024", 30),
    )
    yield database
    database.close()


def page(workspace: Database, kind: str, *wanted: Wanted) -> Page:
    slide = Slide(kind, figures=tuple(map(str, wanted)))
    briefing = Briefing("so-sanh", "So sánh", "VN", "2024", (slide,))
    deck = compose(workspace, briefing, Office(), made=date(2026, 11, 21), illustrative=False)
    return deck.pages[0]


def test_bars_of_several_units_are_named_by_the_units(workspace: Database) -> None:
    shown = page(workspace, "bars", Wanted("DT01", period="2024", unit="42"), Wanted("DT01", period="2024", unit="01"))
    assert shown.chart.categories == ("Hà Tĩnh", "Hà Nội")
    assert [point.value for point in shown.chart.series[0].points] == [12, 30]
    assert not any("chiếm" in words for words in shown.paragraphs)


def test_bars_of_two_periods_say_the_unit_and_the_period(workspace: Database) -> None:
    wanted = [Wanted("DT01", period=year, unit=unit) for unit in ("42-2008", "01-2008") for year in ("2023", "2024")]
    shown = page(workspace, "bars", *wanted)
    assert shown.chart.categories == ("Hà Tĩnh, năm 2023", "Hà Tĩnh, năm 2024", "Hà Nội, năm 2023", "Hà Nội, năm 2024")


def test_a_table_of_several_units_names_each(workspace: Database) -> None:
    shown = page(workspace, "table", Wanted("DT01", unit="42"), Wanted("DT01", unit="01"))
    assert [row[0].text for row in shown.table.rows] == ["Hà Tĩnh: số cuộc đối thoại", "Hà Nội: số cuộc đối thoại"]


def test_one_unit_needs_no_name(workspace: Database) -> None:
    shown = page(workspace, "table", Wanted("DT01", period="2023", unit="42"), Wanted("DT01", unit="42"))
    assert [row[0].text for row in shown.table.rows] == ["Số cuộc đối thoại", "Số cuộc đối thoại"]
