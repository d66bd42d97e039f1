"""Sentences: exact wording, no rise where there is a fall, every number found in the data."""

from dataclasses import replace
from decimal import Decimal

import pytest

from danvan import numbers
from danvan.commentary import comparison, sentences
from danvan.commentary.reading import Reading, reading
from tests.unit.chart_rows import figure_row, partial

NOW = Reading(
    indicator="Số cuộc đối thoại",
    unit_name="Hà Tĩnh",
    period_label="Năm 2024",
    value=2015,
    unit="cuộc",
)
BEFORE = replace(NOW, period_label="Năm 2023", value=1900)
RATE = Reading(
    indicator="Tỷ lệ xã đạt chuẩn nông thôn mới",
    unit_name="Hà Nội",
    period_label="đến ngày 15/7/2020",
    value=100 * 356 / 382,
    unit="%",
    decimals=1,
    numerator=356,
    denominator=382,
    part_unit="xã",
)
PARTIAL = replace(NOW, basis="partial", parts_present=11, parts_expected=12, counted="tháng")
NONE = replace(NOW, value=None, state="missing", basis="none")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (NOW, "Số cuộc đối thoại của Hà Tĩnh năm 2024 là 2.015 cuộc."),
        (
            RATE,
            "Tỷ lệ xã đạt chuẩn nông thôn mới của Hà Nội đến ngày 15/7/2020 là 93,2% (356/382 xã).",
        ),
        (
            replace(NOW, unit_name="Cả nước", period_label="Quý III/2024"),
            "Số cuộc đối thoại của cả nước quý III/2024 là 2.015 cuộc.",
        ),
        (
            replace(NOW, value=121, qualifier="hon"),
            "Số cuộc đối thoại của Hà Tĩnh năm 2024 là hơn 121 cuộc.",
        ),
        (replace(NOW, value=0), "Số cuộc đối thoại của Hà Tĩnh năm 2024 là 0 cuộc (không phát sinh)."),
        (NONE, "Số cuộc đối thoại của Hà Tĩnh năm 2024: chưa có số liệu."),
        (
            replace(NONE, state="held_no_count"),
            "Số cuộc đối thoại của Hà Tĩnh năm 2024: có tổ chức nhưng báo cáo chưa nêu số.",
        ),
        (PARTIAL, "Số cuộc đối thoại của Hà Tĩnh năm 2024 mới tổng hợp được 2.015 cuộc."),
        (
            replace(NOW, state="provisional"),
            "Số cuộc đối thoại của Hà Tĩnh năm 2024 sơ bộ là 2.015 cuộc.",
        ),
        (
            replace(NOW, state="expected"),
            "Số cuộc đối thoại của Hà Tĩnh năm 2024 dự kiến là 2.015 cuộc.",
        ),
        (
            replace(NOW, indicator="Xếp hạng PAR Index", unit="hạng", value=5),
            "Xếp hạng PAR Index của Hà Tĩnh năm 2024: thứ 5.",
        ),
    ],
)
def test_level(given: Reading, said: str) -> None:
    assert sentences.level(given) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (NOW, BEFORE, "So với năm 2023 (1.900 cuộc), tăng 115 cuộc (+6,1%)."),
        (BEFORE, NOW, "So với năm 2024 (2.015 cuộc), giảm 115 cuộc (−5,7%)."),
        (NOW, replace(BEFORE, value=2015), "So với năm 2023 (2.015 cuộc), không thay đổi."),
        (
            NOW,
            replace(BEFORE, value=0),
            "So với năm 2023 (0 cuộc), tăng 2.015 cuộc; không tính tỷ lệ vì kỳ so sánh bằng 0.",
        ),
        (
            RATE,
            replace(RATE, value=89.7, period_label="Năm 2019"),
            "So với năm 2019 (89,7%), tăng 3,5 điểm phần trăm.",
        ),
        (
            RATE,
            replace(RATE, value=RATE.value - 0.01, period_label="Năm 2019"),
            "So với năm 2019 (93,2%), gần như không thay đổi.",
        ),
        (NOW, None, "Chưa có số liệu cùng kỳ để so sánh."),
        (NOW, NONE, "Chưa có số liệu cùng kỳ để so sánh."),
        (NONE, BEFORE, ""),
        (
            PARTIAL,
            BEFORE,
            "Chưa so sánh với năm 2023 (1.900 cuộc): năm 2024 chưa đủ số liệu (11/12 tháng).",
        ),
        (
            replace(NOW, state="expected"),
            BEFORE,
            "Chưa so sánh với năm 2023 (1.900 cuộc): năm 2024 là số dự kiến.",
        ),
        (
            NOW,
            replace(BEFORE, qualifier="hon"),
            "So với năm 2023 (hơn 1.900 cuộc): không tính mức tăng, giảm vì có số gần đúng.",
        ),
        (
            replace(NOW, unit="hạng", value=5),
            replace(BEFORE, unit="hạng", value=9),
            "So với năm 2023 (9 hạng), lên 4 bậc.",
        ),
    ],
)
def test_change(now: Reading, before: Reading | None, said: str) -> None:
    assert sentences.change(now, before) == said


@pytest.mark.parametrize("before", [0, 1, 7, 99.5, 1900, 2014.9, 2015, 2016, 40000])
def test_a_rise_is_never_said_of_a_fall(before: float) -> None:
    said = sentences.change(NOW, replace(BEFORE, value=before, decimals=1))
    assert ("tăng 2" in said or "tăng 1" in said) <= (before < NOW.value)
    assert ("giảm" in said) == (before > NOW.value)


def test_every_number_in_a_change_comes_from_the_data() -> None:
    found = numbers.find(sentences.change(NOW, BEFORE))
    assert found == [Decimal(1900), Decimal(115), Decimal("6.1")]
    assert numbers.find(sentences.level(RATE)) == [Decimal("93.2"), Decimal(356), Decimal(382)]


def test_first_period() -> None:
    assert sentences.first(NOW) == "Năm 2024 là kỳ đầu tiên có số liệu."


def test_share_of_a_whole() -> None:
    part, whole = replace(NOW, value=2048), replace(NOW, value=2214)
    assert sentences.share(part, whole, part_name="cấp xã") == ("Cấp xã chiếm 92,5% (2.048/2.214 cuộc).")
    assert sentences.share(part, replace(whole, qualifier="hon"), part_name="cấp xã") == ""
    assert sentences.share(part, replace(whole, period_label="Năm 2023"), part_name="cấp xã") == ""


@pytest.mark.parametrize(
    ("goal", "said"),
    [
        (90, "Vượt mục tiêu 90,0% là 3,2 điểm phần trăm."),
        (100, "Còn thiếu 6,8 điểm phần trăm so với mục tiêu 100,0%."),
        (93.194, "Đạt mục tiêu 93,2%."),
    ],
)
def test_target(goal: float, said: str) -> None:
    assert sentences.target(RATE, goal) == said


def test_a_partial_figure_is_not_judged_against_a_target() -> None:
    assert sentences.target(PARTIAL, 2000) == (
        "Mục tiêu là 2.000 cuộc; chưa đánh giá vì số liệu chưa đủ hoặc gần đúng."
    )


def test_yearly_rate_of_an_interval() -> None:
    whole = replace(NOW, value=2214)
    assert sentences.yearly_rate(whole, 7.54) == "Bình quân 294 cuộc/năm."
    assert sentences.yearly_rate(replace(whole, value=22), 7.54) == "Bình quân 2,9 cuộc/năm."
    assert sentences.yearly_rate(whole, 1.0) == ""


def test_basis_of_a_derived_figure() -> None:
    derived = replace(NOW, basis="derived", parts_present=3, parts_expected=3)
    assert sentences.basis(derived) == ("Số này được tổng hợp từ 3/3 phần, không phải số báo cáo trực tiếp.")
    assert sentences.basis(NOW) == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (NOW, ""),
        (PARTIAL, "Số liệu chưa đủ (11/12 tháng), chưa phải tổng của cả kỳ."),
        (replace(PARTIAL, parts_present=0), "Số liệu chưa đủ (chưa tháng nào đủ), chưa phải tổng của cả kỳ."),
        (replace(NOW, state="provisional"), "Số sơ bộ, có thể thay đổi."),
        (replace(NOW, state="expected"), "Đây là số dự kiến, không phải số thực hiện."),
        (replace(NOW, qualifier="gan"), "Số gần đúng theo nguồn công bố."),
    ],
)
def test_caveat(given: Reading, said: str) -> None:
    assert sentences.caveat(given) == said


def test_rank() -> None:
    assert comparison.rank(NOW, place=5, of=58) == ("Hà Tĩnh xếp thứ 5/58 tỉnh, thành phố có đủ số liệu.")
    assert comparison.rank(NOW, place=5, of=58, tied=3, direction="down") == (
        "Hà Tĩnh xếp thứ 5/58 tỉnh, thành phố có đủ số liệu, tính từ thấp đến cao (cùng hạng với 2 đơn vị khác)."
    )
    assert comparison.rank(PARTIAL, place=5, of=58) == ("Hà Tĩnh chưa được xếp thứ tự do chưa đủ số liệu.")


def test_extremes() -> None:
    units = [replace(NOW, unit_name=name, value=v) for name, v in (("A", 9), ("Đ", 2), ("D", 2))]
    assert comparison.extremes(units) == "Cao nhất: A (9 cuộc); thấp nhất: D và Đ (2 cuộc)."
    assert comparison.extremes([*units, replace(PARTIAL, unit_name="X", value=99)]) == (
        "Cao nhất: A (9 cuộc); thấp nhất: D và Đ (2 cuộc)."
    )
    same = [replace(each, value=3) for each in units]
    assert comparison.extremes(same) == "3 tỉnh, thành phố có cùng mức 3 cuộc."
    assert comparison.extremes(units[:1]) == ""


def test_coverage() -> None:
    names = ["Đà Nẵng", "Lào Cai", "Cà Mau", "Huế", "An Giang"]
    assert comparison.coverage(reported=58, expected=63, missing=names) == (
        "58/63 tỉnh, thành phố đã báo cáo; chưa báo cáo: An Giang, Cà Mau, Đà Nẵng và 2 đơn vị khác."
    )
    assert comparison.coverage(reported=61, expected=63, missing=names[:2]).endswith(
        "chưa báo cáo: Đà Nẵng và Lào Cai."
    )
    assert comparison.coverage(reported=63, expected=63) == "Cả 63 tỉnh, thành phố đã báo cáo."
    assert comparison.coverage(reported=0, expected=34) == ("Chưa có tỉnh, thành phố nào trong số 34 đơn vị báo cáo.")


def test_a_reading_is_taken_from_a_figure_row() -> None:
    kwargs = {"indicator": "Số cuộc đối thoại", "unit": "cuộc", "unit_name": "Hà Tĩnh"}
    taken = reading(partial("42-2008", 2015), **kwargs)
    assert taken == PARTIAL
    assert reading(figure_row("42-2008", None), **kwargs) == NONE
    assert not reading(figure_row("42-2008", None), **kwargs).has_figure


def test_a_paragraph_leaves_out_what_was_not_said() -> None:
    assert sentences.paragraph("Một.", "", "Hai.") == "Một. Hai."
