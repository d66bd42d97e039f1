"""The words of tables: what a column is, which rows are no units, which unit of measure is meant."""

import csv
from pathlib import Path

import pytest

from danvan.ingest.shape.words import (
    is_note,
    is_summary,
    is_unit_text,
    region,
    role,
    trailing_unit,
    unit_of_measure,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("STT", "ordinal"), ("TT", "ordinal"), ("Số TT", "ordinal"), ("No.", "ordinal"), ("S.T.T", "ordinal"),
        ("tinhid", "unit_code province"), ("Mã tỉnh", "unit_code province"), ("district_code", "unit_code district"),
        ("Mã xã", "unit_code commune"), ("Code", "unit_code any"), ("Mã ĐVHC", "unit_code any"),
        ("tentinh_vie", "unit province"), ("Tỉnh/Thành phố", "unit province"), ("TỈNH, THÀNH PHỐ", "unit province"),
        ("tỉnh, thành phố", "unit province"), ("Tinh/Thanh pho", "unit province"), ("province_vi", "unit province"),
        ("Quận, huyện, thị xã", "unit district"), ("district_vi", "unit district"), ("Xã, phường", "unit commune"),
        ("Xã/phường/đặc khu", "unit commune"), ("Đơn vị", "unit any"), ("Địa phương", "unit any"), ("Name", "unit any"),
        ("Name_VI", "unit any"), ("Tên đơn vị", "unit any"), ("Tỉnh (thành phố)", "unit province"),
        ("Name_EN", "name_other"),
        ("tentinh_eng", "name_other"), ("province_en", "name_other"), ("district_equiv_vi", "unit_kind"),
        ("year", "year"),
        ("Năm", "year"), ("nam", "year"), ("Quý", "quarter"), ("Tháng", "month"), ("Kỳ báo cáo", "period"),
        ("Từ ngày", "from"),
        ("Đến ngày", "to"), ("Tính đến ngày", "as_of"), ("Chỉ tiêu", "indicator"), ("Mã chỉ tiêu", "indicator_code"),
        ("Phân tổ", "breakdown"), ("Giá trị", "value"), ("Số liệu", "value"), ("Tử số", "numerator"),
        ("Mẫu số", "denominator"),
        ("Đơn vị tính", "unit_of_measure"), ("ĐVT", "unit_of_measure"), ("Ghi chú", "note"), ("GHI CHÚ", "note"),
        ("Nguồn số liệu", "source"), ("Trạng thái", "state"),
    ],
)  # fmt: skip
def test_a_header_says_what_its_column_is(header: str, meant: str) -> None:
    found = role(header)
    assert found is not None and f"{found.role} {found.level}".strip() == meant


@pytest.mark.parametrize(
    "header",
    [
        "",
        " ",
        "total",
        "labor_force",
        "Số cuộc đối thoại",
        "Weight",
        "Thắng",
        "Văn Bàn",
        "(1) = (2) + (3)",
        "Hà Nội",
        "2024",
        "#",
    ],
)
def test_a_header_that_is_not_known_has_no_role(header: str) -> None:
    assert role(header) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tổng cộng", "total"), ("TỔNG SỐ", "total"), ("Tổng số", "total"), ("Cộng", "total"), ("TỔNG CỘNG:", "total"),
        ("Toàn tỉnh", "total"), ("Tổng toàn tỉnh", "total"), ("I. Tổng số", "total"), ("Total", "total"),
        ("Cộng chung", "total"),
        ("tong cong", "total"), ("Cả nước", "nation"), ("CẢ NƯỚC", "nation"), ("WHOLE COUNTRY", "nation"),
        ("Toàn quốc", "nation"),
        ("CẢ NƯỚC - WHOLE COUNTRY", "nation"), ("Điểm cao nhất", "extreme"), ("Highest", "extreme"),
        ("Thấp nhất", "extreme"),
        ("Trung bình", "mean"), ("Median", "mean"), ("Bình quân", "mean"), ("Trung bình cả nước", "mean"),
        ("Các huyện", "group"),
        ("Khối xã, phường", "group"), ("II. Các quận, huyện, thị xã", "group"), ("THÀNH PHỐ", "group"),
    ],
)  # fmt: skip
def test_a_summary_row_is_known_by_its_name(text: str, kind: str) -> None:
    assert is_summary(text) == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Đồng bằng sông Hồng", "Đồng bằng sông Hồng"), ("ĐỒNG BẰNG SÔNG HỒNG", "Đồng bằng sông Hồng"),
        ("Red River Delta", "Đồng bằng sông Hồng"), ("Đồng bằng sông Hồng - Red River Delta", "Đồng bằng sông Hồng"),
        ("Vùng Đồng bằng sông Hồng", "Đồng bằng sông Hồng"), ("ĐBSCL", "Đồng bằng sông Cửu Long"),
        ("Mekong River Delta", "Đồng bằng sông Cửu Long"),
        ("Trung du và miền núi phía Bắc", "Trung du và miền núi phía Bắc"),
        ("I. Trung du và miền núi phía Bắc", "Trung du và miền núi phía Bắc"), ("Central Highlands", "Tây Nguyên"),
        ("Bắc Trung Bộ và duyên hải miền Trung", "Bắc Trung Bộ và Duyên hải miền Trung"),
        ("Bắc Trung Bộ", "Bắc Trung Bộ"),
        ("Duyên hải Nam Trung Bộ và Tây Nguyên", "Duyên hải Nam Trung Bộ và Tây Nguyên"),
        ("Đông Nam Bộ/South East", "Đông Nam Bộ"),
    ],
)  # fmt: skip
def test_a_region_is_known_in_both_systems_and_languages(text: str, name: str) -> None:
    assert region(text) == name


def test_every_region_of_the_reference_data_is_known() -> None:
    with (ROOT / "data" / "reference" / "regions.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            assert region(row["name"]) == row["name"]


@pytest.mark.parametrize("text", ["Hà Nội", "Bà Rịa - Vũng Tàu", "", "Đồng bằng", "Hà Nội - Red River Delta"])
def test_what_is_no_region_has_none(text: str) -> None:
    assert region(text) is None


def test_no_name_of_a_unit_is_taken_for_a_summary_a_note_or_a_header() -> None:
    # 'Đông Bắc' was a region, 'Trang' is a page; communes of these names are told apart by their table
    known = {"Cả nước", "Đông Bắc", "Trang", "Tư"}
    for file in ("units", "unit_names"):
        with (ROOT / "data" / "reference" / f"{file}.csv").open(encoding="utf-8-sig", newline="") as rows:
            names = {row[key] for row in csv.DictReader(rows) for key in ("name", "full_name")} - known
        taken = [name for name in names if is_summary(name) or region(name) or is_note(name) or role(name)]
        assert taken == []


@pytest.mark.parametrize(
    "text",
    [
        "Ghi chú: số liệu sơ bộ", "Nguồn: Tổng cục Thống kê", "Source: GSO", "(*) Không tính thị trấn", "* Số liệu ước",
        "Người lập biểu", "NGƯỜI LẬP BIỂU", "Ký tên, đóng dấu", "Hà Nội, ngày 15 tháng 7 năm 2020", "TM. BAN THƯỜNG VỤ",
        "KT. TRƯỞNG BAN", "Nơi nhận:", "(Kèm theo Quyết định số 757/2003/QĐ-BTC)", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Mẫu số 06/CKTC-NSNN", "ĐẢNG CỘNG SẢN VIỆT NAM",
    ],
)  # fmt: skip
def test_footnotes_and_signatures_are_no_rows(text: str) -> None:
    assert is_note(text)


@pytest.mark.parametrize("text", ["Hà Nội", "Số cuộc đối thoại", "Dầu Giây", "Mẫu Sơn", "1.234", "", "*", "(1)"])
def test_rows_and_figures_are_no_notes(text: str) -> None:
    assert not is_note(text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Đơn vị tính: Triệu đồng", "triệu đồng"), ("Đơn vị: Triệu đồng.", "triệu đồng"), ("ĐVT: %", "%"),
        ("Đvt: người", "người"),
        ("(Đơn vị tính: người)", "người"), ("Unit: 1000 pers.", "1000 pers"), ("ĐVT: 1.000 đồng", "1.000 đồng"),
        ("Đơn vị tính: Nghìn người - Unit: Thous. pers.", "nghìn người"), ("don vi tinh: cuoc", "cuoc"),
        ("Đơn vị: huyện Sóc Sơn", ""), ("Đơn vị báo cáo: Sở Nội vụ", ""), ("Đơn vị", ""), ("Số cuộc", ""),
        ("ĐVT: ha", "ha"),
    ],
)  # fmt: skip
def test_the_unit_of_measure_of_a_table_is_read(text: str, unit: str) -> None:
    assert unit_of_measure(text) == unit


@pytest.mark.parametrize(
    ("header", "rest", "unit"),
    [
        ("Dân số (nghìn người)", "Dân số", "nghìn người"), ("Tỷ lệ (%)", "Tỷ lệ", "%"),
        ("Tỷ lệ xã đạt chuẩn, %", "Tỷ lệ xã đạt chuẩn", "%"),
        ("Số cuộc (cuộc)", "Số cuộc", "cuộc"), ("Thu ngân sách, ĐVT: triệu đồng", "Thu ngân sách", "triệu đồng"),
        ("Xã NTM hiện đại (thí điểm)", "Xã NTM hiện đại (thí điểm)", ""), ("Dân số (nam)", "Dân số (nam)", ""),
        ("Số cuộc đối thoại (cấp xã)", "Số cuộc đối thoại (cấp xã)", ""),
        ("Số cuộc\nđối thoại", "Số cuộc đối thoại", ""),
    ],
)  # fmt: skip
def test_a_header_is_parted_from_its_unit_of_measure(header: str, rest: str, unit: str) -> None:
    assert trailing_unit(header) == (rest, unit)


def test_units_of_measure_may_be_multiplied() -> None:
    assert is_unit_text("nghìn người") and is_unit_text("triệu đồng") and is_unit_text("lượt người")
    assert not is_unit_text("thí điểm") and not is_unit_text("")
