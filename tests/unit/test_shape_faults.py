"""Tables as people really send them that were once misread: each test is one such fault."""

import pytest

from danvan.ingest.shape.names import levels
from tests.unit.shape_grids import asked, cells, codes, figures, finding_of, shaped


def units_of(found) -> list[str]:
    return [unit for unit, _, _ in figures(found)]


# -- headings in one column ---------------------------------------------------------------------------------------
def test_a_kind_word_tells_the_level_of_a_name_that_others_share() -> None:
    assert levels("Huyện Vạn Ninh") == {"district"}
    assert levels("Tỉnh Khánh Hòa") == {"province"}


def test_bare_names_under_a_province_s_heading_are_its_districts_not_communes_of_their_name() -> None:
    found = shaped(
        [
            ["Kết quả quý I năm 2025", ""], ["Đơn vị", "Số ý kiến đã giải quyết"], ["Tỉnh Khánh Hòa", ""], ["Cam Ranh", 76],
            ["Nha Trang", 70], ["Huyện Diên Khánh", 28], ["Cam Lâm", 62], ["Huyện Vạn Ninh", 3],
        ]
    )  # fmt: skip
    assert units_of(found) == ["569-2008", "568-2008", "574-2008", "570-2008", "571-2008"]


def test_communes_of_one_name_are_told_apart_by_the_district_above_them() -> None:
    lines = [["Huyện Quỳnh Lưu", ""], ["Xã Tân Sơn", 2], ["Xã Ngọc Sơn", 3]]
    filler = [["Xã Quỳnh Bảng", 1], ["Xã Quỳnh Thanh", 1], ["Xã An Hòa", 1], ["Xã Tiến Thủy", 1], ["Xã Quỳnh Thọ", 1]]
    found = shaped(
        [["Kết quả đối thoại cấp xã trên địa bàn tỉnh Nghệ An năm 2023"], ["Xã, phường", "Số cuộc đối thoại định kỳ"], *lines, *filler]
    )
    assert units_of(found)[:2] == ["17140-2008", "17146-2008"]
    assert not asked(found, "unit")


def test_a_district_with_its_own_figure_above_its_communes_is_loaded() -> None:
    found = shaped(
        [["Kết quả năm 2023 của tỉnh Nghệ An"], ["Đơn vị", "Số cuộc đối thoại định kỳ"], ["Huyện Quỳnh Lưu", 5], ["Xã Tân Sơn", 2], ["Xã Ngọc Sơn", 3]]
    )
    assert figures(found)[0] == ("421-2008", "2023-12-31", 5)
