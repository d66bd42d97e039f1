"""Where a case stands: every boundary of a state, what is counted, and the words for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from danvan.cases import standing, words
from danvan.cases.item import Case
from danvan.cases.standing import DUE_SOON, OVERDUE, SETTLED, UNASSIGNED, UNDERWAY, Counts

TODAY = date(2026, 11, 20)
CASE = Case("KN00001", "42-2008", "doi_thoai", date(2026, 10, 1), "", "Sửa cống", "UBND xã", date(2026, 12, 31))


def due(days: int, **more: object) -> Case:
    """A case due so many days from today."""
    return replace(CASE, due=TODAY + timedelta(days=days), **more)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (due(8), UNDERWAY),
        (due(7), DUE_SOON),
        (due(0), DUE_SOON),
        (due(-1), OVERDUE),
        (replace(CASE, owner=""), UNASSIGNED),
        (replace(CASE, due=None), UNASSIGNED),
        (replace(CASE, owner="", due=None), UNASSIGNED),
        (due(0, owner=""), UNASSIGNED),
        (due(-1, owner=""), OVERDUE),
        (replace(CASE, settled=TODAY), SETTLED),
        (replace(CASE, owner="", due=None, settled=TODAY), SETTLED),
    ],
)
def test_a_state_follows_from_the_dates(case: Case, expected: str) -> None:
    assert standing.state(case, TODAY) == expected


def test_without_a_due_day_a_case_is_never_in_time() -> None:
    never = replace(CASE, due=None)
    assert standing.days_late(never, TODAY) is None
    assert standing.days_late(replace(never, settled=TODAY), TODAY) is None
    assert standing.count([replace(never, settled=TODAY)], TODAY) == Counts(settled=1, unjudged=1)


def test_a_settled_case_is_judged_by_the_day_it_was_settled() -> None:
    late = replace(CASE, due=date(2026, 11, 1), settled=date(2026, 11, 4))
    assert standing.days_late(late, TODAY) == 3
    assert standing.days_late(replace(late, settled=date(2026, 11, 1)), TODAY) == 0
    assert words.told(late, TODAY) == "Đã giải quyết xong, chậm 3 ngày"
    assert words.told(replace(late, settled=date(2026, 11, 1)), TODAY) == "Đã giải quyết xong, đúng hạn"
    assert words.told(replace(late, due=None), TODAY) == "Đã giải quyết xong, không có hạn"


def test_an_overdue_case_without_an_owner_is_in_both_counts_and_in_one_part() -> None:
    counts = standing.count([due(-5, owner=""), due(-2), replace(CASE, due=None), due(3), due(30)], TODAY)
    assert counts == Counts(open=5, overdue=2, unassigned=2, idle=1, soon=1, underway=1, longest=5)
    assert counts.overdue + counts.idle + counts.soon + counts.underway == counts.open


def test_the_longest_overdue_come_first_and_settled_ones_last() -> None:
    settled = replace(CASE, case_id="KN5", settled=TODAY)
    cases = [settled, due(3, case_id="KN4"), replace(CASE, case_id="KN3", owner=""), due(-2, case_id="KN2")]
    cases.append(due(-9, case_id="KN1"))
    assert [case.case_id for case in standing.by_urgency(cases, TODAY)] == ["KN1", "KN2", "KN3", "KN4", "KN5"]


def test_on_an_earlier_day_later_cases_are_not_there_and_later_settlements_are_open() -> None:
    earlier = date(2026, 10, 15)
    done = replace(CASE, settled=date(2026, 10, 16), outcome="Đã xong")
    later = replace(CASE, case_id="KN2", received=date(2026, 10, 16))
    assert standing.on([done, later], earlier) == [replace(CASE)]
    assert standing.on([done], date(2026, 10, 16)) == [done]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (due(-12), "Quá hạn 12 ngày"),
        (due(-12, owner=""), "Quá hạn 12 ngày, chưa có người giải quyết"),
        (due(5), "Còn 5 ngày"),
        (due(0), "Đến hạn hôm nay"),
        (due(20), "Đang giải quyết"),
        (replace(CASE, owner="", due=None), "Chưa giao (chưa có người giải quyết và hạn)"),
        (replace(CASE, due=None), "Chưa giao (chưa có hạn)"),
    ],
)
def test_a_state_is_told_with_what_belongs_to_it(case: Case, expected: str) -> None:
    assert words.told(case, TODAY) == expected


def test_the_sentence_says_the_longest_delay_and_who_has_most() -> None:
    counts = standing.count([due(-5), due(-2), replace(CASE, owner="")], TODAY)
    said = words.summary(counts, "tỉnh Hà Tĩnh", TODAY, {"Xã Cẩm Xuyên": 1, "Xã Kỳ Hoa": 1})
    assert said[0] == "Đến ngày 20/11/2026, tỉnh Hà Tĩnh còn 3 kiến nghị, vụ việc chưa giải quyết xong."
    assert said[1] == "2 việc quá hạn, lâu nhất 5 ngày; nhiều nhất: Xã Cẩm Xuyên (1), Xã Kỳ Hoa (1)."
    assert said[2] == "1 việc chưa có người giải quyết hoặc chưa có hạn."


def test_nothing_overdue_is_said_and_nothing_open_too() -> None:
    assert "Không có việc nào quá hạn." in words.summary(standing.count([due(20)], TODAY), "cả nước", TODAY, {})
    assert words.summary(Counts(), "tỉnh Hà Tĩnh", TODAY, {}) == ["Sổ chưa có kiến nghị, vụ việc nào của tỉnh Hà Tĩnh."]
    settled = standing.count([replace(CASE, settled=TODAY)], TODAY)
    assert words.summary(settled, "cả nước", TODAY, {}) == [
        "Đến ngày 20/11/2026, cả nước không còn kiến nghị, vụ việc nào trong sổ chưa giải quyết xong (đã xong 1)."
    ]
