"""The theme of a year: whose it is, what replaces it, what is refused."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from danvan import workspace
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.plans import themes
from danvan.plans.themes import Theme

HOANG_MAI, HA_NOI = "008-2008", "01-2008"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = workspace.open_workspace(workspace.OFFICIAL, tmp_path)
    yield opened
    opened.close()


def noted(unit: str, year: int, words: str, **other: str) -> Theme:
    said = {"basis": "Kế hoạch 12-KH/BDV", "set_by": "Lan", **other}
    return Theme(unit, year, words, set_at=datetime(2026, 1, 5, 8), **said)


def test_the_published_theme_of_hoang_mai_is_there_with_its_source(database: Database) -> None:
    (theme,) = themes.over(database, HOANG_MAI, 2018, 2018)
    assert (theme.words, theme.unit_name) == ("Năm dân vận chính quyền", "Quận Hoàng Mai")
    assert "25/01/2018" in theme.basis
    themes.publish(database)
    with database.cursor() as cursor:
        assert cursor.execute("select count(*) from theme").fetchone() == (1,)


def test_a_theme_holds_for_the_units_below_and_not_for_those_above(database: Database) -> None:
    themes.put(database, noted(HA_NOI, 2018, "Năm kỷ cương"))
    said = [(theme.unit_id, theme.words) for theme in themes.over(database, HOANG_MAI, 2018, 2018)]
    assert said == [(HOANG_MAI, "Năm dân vận chính quyền"), (HA_NOI, "Năm kỷ cương")]
    assert [theme.unit_id for theme in themes.over(database, HA_NOI, 2018, 2018)] == [HA_NOI]


def test_noting_a_year_again_replaces_its_theme_and_empty_words_take_it_back(database: Database) -> None:
    themes.put(database, noted(HA_NOI, 2026, "Năm một"))
    themes.put(database, noted(HA_NOI, 2026, " Năm hai "))
    assert [theme.words for theme in themes.over(database, HA_NOI, 2026, 2026)] == ["Năm hai"]
    themes.put(database, noted(HA_NOI, 2026, " "))
    assert themes.over(database, HA_NOI, 2026, 2026) == []
    with database.cursor() as cursor:
        told = cursor.execute(
            "select words from theme where unit_id = ? and year = 2026 order by all", [HA_NOI]
        ).fetchall()
    assert told == [("",), ("Năm hai",), ("Năm một",)], "what was noted before stays in the table"


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        (noted(HA_NOI, 26, "Năm một"), "Năm 26 không hợp lệ"),
        (noted(HA_NOI, 2026, "Năm một", set_by=" "), "Chưa ghi người nhập"),
        (noted(HA_NOI, 2026, "Năm một", basis=""), "Chưa ghi người nhập hoặc căn cứ"),
        (noted(HA_NOI, 2026, "a" * 201), "dài 201 ký tự"),
    ],
)
def test_what_is_no_theme_is_refused(theme: Theme, said: str, database: Database) -> None:
    with pytest.raises(DanVanError, match=said):
        themes.put(database, theme)
