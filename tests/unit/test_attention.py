"""What needs attention: each rule at its boundary, their order, and that nothing is said of what is not known."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from danvan import numbers
from danvan.cases.standing import Counts
from danvan.periods import parse
from danvan.plans import targets
from danvan.plans.targets import Point, Progress, Target
from danvan.reporting import attention
from danvan.reporting.attention_facts import Facts, Register

YEAR = parse("2025")
UNITS = {"YK08": ("%", 1)}


def _row(indicator: str, value: float | None, before: float | None = None, **more: Any) -> dict[str, Any]:
    unit, decimals = UNITS.get(indicator, ("cuộc", 0))
    row = {
        "unit_id": "42-2008", "name": "Hà Tĩnh", "full_name": "Tỉnh Hà Tĩnh", "is_own": True, "indicator": indicator,
        "unit_of_measure": unit, "decimals": decimals, "value": value, "basis": "none" if value is None else "reported",
        "state": "missing" if value is None else "known", "qualifier": "", "before_value": before,
        "before_basis": "none" if before is None else "reported",
        "before_state": "missing" if before is None else "known", "before_qualifier": "",
    }  # fmt: skip
    return row | more


def _below(name: str, indicator: str, value: float | None, before: float | None = None) -> dict[str, Any]:
    return _row(indicator, value, before, is_own=False, name=name, unit_id=name)


def _facts(*figures: dict[str, Any], period: str = "2025", **more: Any) -> Facts:
    return Facts(parse(period), "Hà Tĩnh", "đơn vị cấp xã", figures, **more)


def _report(name: str, state: str, days: int | None) -> dict[str, Any]:
    return {"name": name, "state": state, "days_after": days, "due": date(2025, 12, 15)}


def _said(facts: Facts) -> list[str]:
    return [line.said for line in attention.lines(facts)]


def _rules(facts: Facts) -> list[str]:
    return [line.rule for line in attention.lines(facts)]


def test_nothing_known_gives_no_line() -> None:
    every = [_row(code, None) for code in attention.INDICATORS]
    assert attention.lines(_facts(*every)) == []


@pytest.mark.parametrize(
    ("value", "before", "told"),
    [
        (11, 10, True),
        (10, 9, True),
        (9, 1, False),
        (109, 100, False),
        (110, 100, True),
        (10, 0, True),
        (12, 12, False),
        (50, None, False),
    ],
)
def test_overdue_opinions_are_told_from_ten_and_a_tenth_more(value: int, before: int | None, told: bool) -> None:
    assert bool(attention.overdue(_facts(_row("YK05", value, before)))) is told


def test_overdue_opinions_name_the_units_that_rose_most() -> None:
    facts = _facts(
        _row("YK05", 60, 40, unit_of_measure="ý kiến"),
        _below("Đức Thọ", "YK05", 9, 4),
        _below("Can Lộc", "YK05", 30, 20),
        _below("Kỳ Anh", "YK05", 5, 9),
        _below("Lộc Hà", "YK05", 16, None),
    )
    assert _said(facts) == [
        "Hà Tĩnh còn 60 ý kiến quá hạn cuối năm 2025, tăng 20 ý kiến (50,0%) so với cùng kỳ; "
        "nhiều nhất: Can Lộc (+10), Đức Thọ (+5)."
    ]


@pytest.mark.parametrize("change", [{"basis": "partial"}, {"qualifier": "hon"}, {"state": "expected"}])
def test_a_figure_that_is_not_whole_and_exact_gives_no_line(change: dict[str, str]) -> None:
    assert attention.overdue(_facts(_row("YK05", 60, 40, **change))) == []
    before = {f"before_{name}": value for name, value in change.items()}
    assert attention.overdue(_facts(_row("YK05", 60, 40, **before))) == []


def test_overdue_reports_are_counted_against_those_that_owe_one() -> None:
    facts = _facts(
        reports=[
            _report("An", "missing", 40),
            _report("Bình", "partial", 40),
            _report("Cẩm", "late", 3),
            _report("Đông", "on_time", None),
            _report("Ea", "not_due", None),
            _report("Gia", "not_applicable", None),
        ]
    )
    assert _said(facts) == [
        "2/4 đơn vị cấp xã còn nợ báo cáo năm 2025 (hạn 15/12/2025; chưa báo cáo 1, thiếu số liệu 1, "
        "ngoài ra 1 nộp muộn): An và Bình."
    ]


def test_reports_that_are_late_only_or_of_before_the_watch_give_no_line() -> None:
    rows = [_report("An", "late", 3), _report("Bình", "missing", None), _report("Cẩm", "not_due", None)]
    assert attention.reports(_facts(reports=rows)) == []


@pytest.mark.parametrize(
    ("value", "before", "told"),
    [(79.9, None, True), (80.0, None, False), (90.0, 95.0, False), (89.9, 95.0, True), (85.0, 79.0, False)],
)
def test_a_settlement_rate_below_eighty_or_more_than_five_points_down(
    value: float, before: float | None, told: bool
) -> None:
    assert bool(attention.settlement(_facts(_row("YK08", value, before)))) is told


def test_a_settlement_rate_says_its_floor_its_fall_and_the_units_below() -> None:
    facts = _facts(_row("YK08", 71.25, 78.5), _below("An", "YK08", 60.0), _below("Bình", "YK08", 80.0))
    assert _said(facts) == [
        "Tỷ lệ giải quyết ý kiến của Hà Tĩnh năm 2025 là 71,3%, dưới mức 80%, giảm 7,3 điểm phần trăm so với cùng kỳ; "
        "thấp nhất: An (60,0%)."
    ]


def test_without_a_figure_of_its_own_the_units_below_are_spoken_of() -> None:
    facts = _facts(
        _row("YK08", None),
        _row("YK05", None),
        _row("GS01", None),
        _below("An", "YK08", 60.0),
        _below("Bình", "YK08", 80.0),
        _below("An", "YK05", 30, 20),
        _below("Bình", "YK05", 9, 2),
        _below("Cẩm", "YK05", 40, None),
        _below("An", "GS01", 10, 40),
        _below("Bình", "GS01", 39, 40),
        _below("Cẩm", "GS01", 1, 19),
    )
    assert _said(facts) == [
        "1/2 đơn vị cấp xã có ý kiến quá hạn cuối năm 2025 tăng từ 10% so với cùng kỳ; nhiều nhất: An (+10).",
        "1/2 đơn vị cấp xã giải quyết dưới 80% số ý kiến năm 2025; thấp nhất: An (60,0%).",
        "Số cuộc giám sát năm 2025 giảm từ 20% so với cùng kỳ ở 1/2 đơn vị cấp xã; nhiều nhất: An (−75,0%).",
    ]


def test_only_a_reported_zero_of_a_whole_year_is_no_dialogue() -> None:
    rows = [_below("An", "DT01", 0), _below("Bình", "DT01", None), _below("Cẩm", "DT01", 2)]
    assert _said(_facts(*rows)) == ["1/2 đơn vị cấp xã không tổ chức cuộc đối thoại nào trong năm 2025: An."]
    assert attention.dialogue(_facts(*rows, period="2025-Q1")) == []
    alone = Facts(YEAR, "An", "", [_row("DT01", 0)])
    assert attention.dialogue(alone)[0].said == "An không tổ chức cuộc đối thoại nào trong năm 2025."


def test_targets_that_are_behind_are_told_worst_first() -> None:
    def item(code: str, status: str, share: float) -> Progress:
        target = Target(code, code, "42-2008", "", date(2025, 12, 31), 100, targets.AT_LEAST)
        return Progress(target, status, Point(date(2025, 9, 30), share), share=share)

    found = [item("DT01", "behind", 60.0), item("DV01", "behind", 40.0), item("GS01", "on_way", 20.0)]
    said = attention.behind(_facts(progress=found))[0].said
    assert said.startswith(
        "2 chỉ tiêu kế hoạch có hạn trong năm 2025 chậm tiến độ, tính đến 31/12/2025: Mô hình Dân vận khéo đăng ký mới "
        "(đạt 40,0%); "
    )
    above = attention.behind(replace(_facts(progress=found), unit_name="Cả nước"))[0].said
    assert "Mô hình Dân vận khéo đăng ký mới, Hà Tĩnh (đạt 40,0%); " in above
    assert attention.behind(_facts(progress=found[2:])) == []


@pytest.mark.parametrize(
    ("due", "period", "told"),
    [
        (date(2025, 12, 31), "2025", True),
        (date(2025, 12, 31), "2025-H1", True),  # the year's target while the year runs
        (date(2025, 3, 31), "2025-Q1", True),
        (date(2026, 12, 31), "2025", False),
        (date(2030, 12, 31), "2025-Q4", False),
        (date(2024, 12, 31), "2025", False),
        (date(2025, 3, 31), "2025-Q2", False),
    ],
)
def test_a_target_is_a_matter_of_the_period_it_is_due_in_or_of_that_year(due: date, period: str, told: bool) -> None:
    assert attention.concerns(due, parse(period)) is told


@pytest.mark.parametrize(("value", "before", "told"), [(16, 20, True), (17, 20, False), (5, 19, False), (0, 20, True)])
def test_a_fall_counts_from_a_fifth_and_a_base_of_twenty(value: int, before: int, told: bool) -> None:
    assert bool(attention.falls(_facts(_row("GS01", value, before)))) is told


def test_the_two_deepest_falls_are_told() -> None:
    facts = _facts(_row("DT01", 70, 100), _row("GS01", 40, 100), _row("PB01", 60, 100))
    assert [line.link["ct"] for line in attention.falls(facts)] == ["GS01", "PB01"]


@pytest.mark.parametrize(
    ("registered", "recognised", "told"),
    [((110, 100), (49, 50), True), ((109, 100), (49, 50), False), ((110, 100), (50, 50), False)],
)
def test_recognition_that_does_not_follow_registration(
    registered: tuple[int, int], recognised: tuple[int, int], told: bool
) -> None:
    assert bool(attention.recognition(_facts(_row("DV01", *registered), _row("DV03", *recognised)))) is told


def test_recognition_says_both_numbers_and_both_changes() -> None:
    more = {"unit_of_measure": "mô hình"}
    assert _said(_facts(_row("DV01", 120, 100, **more), _row("DV03", 40, 50, **more))) == [
        "Hà Tĩnh năm 2025 đăng ký mới 120 mô hình, tăng 20,0%, nhưng chỉ công nhận 40 mô hình, giảm 20,0% so với "
        "cùng kỳ."
    ]


def test_conflicts_are_counted_and_their_units_named() -> None:
    facts = _facts(conflicts=[{"name": "An", "cells": 3}, {"name": "Bình", "cells": 1}])
    assert _said(facts) == ["4 số liệu năm 2025 được các tài liệu nêu khác nhau: An và Bình."]


def _everything() -> Facts:
    target = Target("1", "DT01", "42-2008", "", date(2025, 12, 31), 100, targets.AT_LEAST)
    return _facts(
        _row("YK05", 60, 40),
        _row("YK08", 60.0, 70.0),
        _below("An", "DT01", 0),
        _row("DT01", 10, 100),
        _row("GS01", 10, 100),
        _row("PB01", 10, 100),
        _row("DV01", 120, 100),
        _row("DV03", 20, 30),
        reports=[_report("An", "missing", 4)],
        progress=[Progress(target, "behind", Point(date(2025, 9, 30), 40.0), share=40.0)],
        conflicts=[{"name": "An", "cells": 3}],
    )


def test_at_most_seven_lines_the_gravest_first() -> None:
    every = replace(_everything(), register=_register(overdue=1))
    assert _rules(_everything()) == ["overdue", "reports", "settlement", "dialogue", "targets", "fall", "fall"]
    assert _rules(every) == ["overdue", "cases", "reports", "settlement", "dialogue", "targets", "fall"]


def _register(**counts: int) -> Register:
    return Register(date(2025, 12, 31), Counts(open=9, **counts))


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"overdue": 1, "longest": 3}, "1 việc quá hạn (lâu nhất 3 ngày)."),
        ({"unassigned": 2}, "2 việc chưa có người giải quyết hoặc chưa có hạn."),
        (
            {"overdue": 4, "longest": 30, "unassigned": 1},
            "4 việc quá hạn (lâu nhất 30 ngày), 1 việc chưa có người giải quyết hoặc chưa có hạn.",
        ),
    ],
)
def test_cases_overdue_or_without_an_owner_are_told(counts: dict[str, int], told: str) -> None:
    (line,) = attention.lines(_facts(register=_register(**counts)))
    assert line.said == f"Đến ngày 31/12/2025, sổ theo dõi của Hà Tĩnh có {told}"
    assert (line.rule, line.page, line.link) == ("cases", "cases", {"den": "2025-12-31"})


def test_cases_that_are_assigned_and_in_time_give_no_line() -> None:
    assert attention.lines(_facts(register=_register(soon=4, underway=5))) == []
    assert attention.lines(_facts(register=None)) == []


def test_the_units_with_most_overdue_cases_are_named() -> None:
    found = Register(date(2025, 12, 31), Counts(overdue=7, longest=9), {"An": 4, "Bình": 2, "Châu": 1, "Dân": 1})
    (said,) = _said(_facts(register=found))
    assert said.endswith("; quá hạn nhiều nhất: An (4), Bình (2), Châu (1).")


def test_every_line_has_a_number_a_page_and_ends_like_a_sentence() -> None:
    for line in attention.lines(_everything()):
        assert line.page and line.said.endswith(".")
        assert numbers.find(line.said)
