"""The register under Streamlit's test runner: from entering a case to what the pages say of it."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from danvan import numbers, workspace
from danvan.cases import register, store
from danvan.cases.item import Case
from danvan.ingest import load
from danvan.ingest.batches import now
from danvan.ingest.load import Batch
from danvan.lists.change import Change
from danvan.ui import cached
from tests.pages.app import page
from tests.pages.app import sound as opened
from tests.pages.seen import markup, words

TODAY = now().date()
ENTRY = "upload/cases_entry"


def day(days: int) -> str:
    """A day so many days from today, as people write it."""
    found = TODAY + timedelta(days=days)
    return f"{found.day}/{found.month}/{found.year}"


def typed(app: AppTest, **fields: str) -> AppTest:
    """The page after typing into fields of the form, named by the start of their key."""
    for name, value in fields.items():
        listed = [*app.text_input, *app.text_area]
        next(field for field in listed if field.key.startswith(f"cases_{name}")).set_value(value)
    return app.run()


def entered(due: int = -12, **more: str) -> AppTest:
    """The page of entry after a case of Hà Tĩnh was written."""
    app = opened(ENTRY, person="Lan", dv="42-2008")
    app = typed(app, received=day(-40), content="Đề nghị sửa cống thoát nước", owner="UBND tỉnh", due=day(due), **more)
    return app.button(key="cases_commit").click().run()


def kept() -> list[Case]:
    return register.every(cached.live(workspace.OFFICIAL).ask)


def given(*cases: Case) -> None:
    """Cases that stand in the register before a page is opened."""
    store.write(cached.live(workspace.OFFICIAL), cases, Change("Lan", at=datetime(2026, 1, 5, 8)))


def case(content: str, due: int | None = -12, on: date = TODAY, **more: object) -> Case:
    """A case of Hà Tĩnh received sixty days before `on`, due so many days from it."""
    fields = {"unit_id": "42-2008", "origin": "doi_thoai", "topic": "dat_dai", "owner": "UBND tỉnh"} | more
    known = {"received": on - timedelta(days=60), "due": None if due is None else on + timedelta(days=due)}
    return Case("", content=content, **{**known, **fields})


pytestmark = pytest.mark.usefixtures("data")


def test_without_a_case_the_page_says_so_and_leads_to_entering_one() -> None:
    said = words(opened("browse/cases"))
    assert "Không gian Chính thức chưa có kiến nghị, vụ việc nào trong sổ" in said
    assert "Ghi sổ kiến nghị" in said


def test_a_case_that_is_entered_is_overdue_and_then_settled_late() -> None:
    app = entered()
    assert [done.value for done in app.success] == ["Đã ghi KN00001 của Tỉnh Hà Tĩnh."]
    said = words(opened("browse/cases", dv="42-2008"))
    assert "Quá hạn 12 ngày" in said and "Đề nghị sửa cống thoát nước" in said
    assert "lâu nhất 12 ngày" in said
    app = opened(ENTRY, person="Lan", kn="KN00001")
    app = typed(app, settled_settle=day(-2), outcome_settle="Đã nạo vét")
    app = app.button(key="cases_settle").click().run()
    assert [done.value for done in app.success] == ["Đã ghi thay đổi của KN00001: Đã giải quyết xong, chậm 10 ngày."]
    said = words(opened("browse/cases", dv="42-2008"))
    assert "không còn kiến nghị, vụ việc nào trong sổ chưa giải quyết xong (đã xong 1)" in said
    assert "Xong, chậm 10 ngày" in said and "Đã nạo vét" in said


def test_the_form_says_not_to_name_people_and_remarks_on_it() -> None:
    app = opened(ENTRY, person="Lan", dv="42-2008")
    assert "Không ghi họ tên, địa chỉ nhà, số điện thoại" in words(app)
    app = typed(app, received=day(-3), content="ông Nguyễn đề nghị sửa cống")
    assert "giống tên hoặc số điện thoại" in words(app)
    assert not app.button(key="cases_commit").disabled


def test_a_case_is_not_written_without_a_unit_a_name_or_with_a_fault() -> None:
    app = typed(opened(ENTRY, person="Lan"), received=day(-3), content="Sửa cống")
    assert "Chưa chọn đơn vị phát sinh" in words(app) and app.button(key="cases_commit").disabled
    app = typed(opened(ENTRY, dv="42-2008"), received=day(-3), content="Sửa cống")
    assert app.button(key="cases_commit").disabled
    app = typed(opened(ENTRY, person="Lan", dv="42-2008"), received=day(3), content="Sửa cống")
    assert "ở sau hôm nay" in words(app) and app.button(key="cases_commit").disabled
    assert kept() == []


def test_assigning_needs_no_reason_and_putting_off_does() -> None:
    given(case("Sửa cống", None, owner=""))
    app = typed(opened(ENTRY, person="Lan", kn="KN00001"), owner="UBND tỉnh", due=day(5))
    app = app.button(key="cases_edit").click().run()
    assert (kept()[0].owner, kept()[0].due) == ("UBND tỉnh", TODAY + timedelta(days=5))
    app = typed(opened(ENTRY, person="Lan", kn="KN00001"), due=day(25))
    assert app.button(key="cases_edit").disabled
    reason = next(field for field in app.text_input if field.key.startswith("plans_reason_cases"))
    app = reason.set_value("gia hạn").run()
    app = app.button(key="cases_edit").click().run()
    assert kept()[0].due == TODAY + timedelta(days=25)
    assert f"Hạn: {numbers.date(TODAY + timedelta(days=5))} → {numbers.date(TODAY + timedelta(days=25))}" in words(
        opened(ENTRY, kn="KN00001")
    )


def test_a_case_that_somebody_changed_meanwhile_is_not_overwritten() -> None:
    given(case("Sửa cống", None, owner=""))
    app = typed(opened(ENTRY, person="Lan", kn="KN00001"), owner="Sở Xây dựng")
    (seen,) = kept()
    store.write(cached.live(workspace.OFFICIAL), [Case(**{**vars(seen), "owner": "UBND xã"})], Change("Hoa"))
    app = app.button(key="cases_edit").click().run()
    assert "vừa có người khác sửa" in app.error[0].value
    assert kept()[0].owner == "UBND xã"


def test_a_withdrawn_case_leaves_the_page_and_comes_back_from_the_history() -> None:
    given(case("Sửa cống"))
    app = opened(ENTRY, person="Lan", kn="KN00001")
    reason = next(field for field in app.text_input if field.key.startswith("plans_why_cases"))
    app = reason.set_value("ghi trùng").run()
    app = app.button(key="cases_withdraw").click().run()
    assert any("Đã rút KN00001 khỏi sổ" in done.value for done in app.success)
    assert "Sửa cống" not in words(opened("browse/cases"))
    said = words(opened(ENTRY, phan="lich-su"))
    assert "Rút khỏi sổ" in said and "ghi trùng" in said and "Khôi phục mục đã rút lại" in said


def test_the_headlines_count_what_is_open_overdue_and_nobodys() -> None:
    given(
        case("a", -12),
        case("b", -3, owner=""),
        case("c", None, owner=""),
        case("d", 3),
        case("e", 30, unit_id="01-2008"),
        case("f", -20, settled=TODAY - timedelta(days=21), outcome="Đã xong"),
    )
    said = words(opened("browse/cases"))
    for label, value in (("Đang mở", 5), ("Quá hạn", 2), ("Chưa giao người giải quyết", 2)):
        assert f'<div class="label">{label}</div><div class="value">{value} ' in said
    assert "1 sắp đến hạn trong 7 ngày · 1 đã giải quyết xong" in said
    assert "1 việc trong số này cũng đã quá hạn" in said
    assert "6 việc" in said


@pytest.mark.parametrize(
    ("address", "shown", "absent"),
    [
        ({"tt": "qua-han"}, "aaa", "bbb"),
        ({"tt": "chua-giao"}, "bbb", "aaa"),
        ({"tt": "da-xong"}, "ccc", "aaa"),
        ({"dv": "01-2008", "tt": "tat-ca"}, "ddd", "aaa"),
        ({"nguon": "don_thu", "tt": "tat-ca"}, "bbb", "aaa"),
        ({"lv": "moi_truong", "tt": "tat-ca"}, "ddd", "aaa"),
        ({"lv": "chua-phan-loai", "tt": "tat-ca"}, "ccc", "aaa"),
    ],
)
def test_filters_of_the_address_choose_the_cases(address: dict[str, str], shown: str, absent: str) -> None:
    given(
        case("aaa", -12),
        case("bbb", None, owner="", origin="don_thu"),
        case("ccc", 5, topic="", settled=TODAY, outcome="Đã xong"),
        case("ddd", 5, unit_id="01-2008", topic="moi_truong"),
    )
    said = words(opened("browse/cases", **address))
    assert shown in said and absent not in said


def test_a_commune_lies_under_its_province_and_a_filter_without_result_can_be_cleared() -> None:
    given(case("aaa", unit_id="18673-2025"))
    assert "aaa" in words(opened("browse/cases", dv="42-2008"))
    assert "aaa" in words(opened("browse/cases", dv="18673-2025"))
    said = words(opened("browse/cases", dv="42-2008", nguon="khac"))
    assert "Không có việc nào với bộ lọc này" in said and "Bỏ các bộ lọc" in said
    said = words(opened("browse/cases", dv="01-2008"))
    assert "Thành phố Hà Nội chưa có kiến nghị, vụ việc nào trong sổ" in said


def test_former_and_unknown_units_in_the_address_are_told_of() -> None:
    given(case("aaa", unit_id="08-2025"), case("bbb", unit_id="02-2008", received=date(2025, 1, 2), due=None, owner=""))
    app = opened("browse/cases", dv="02-2008")
    assert any("Hà Giang" in info.value for info in app.info)
    assert "bbb" in words(app) and "aaa" not in words(app)
    heir = words(opened("browse/cases", dv="08-2025", dg="hien-nay"))
    assert "aaa" in heir and "bbb" in heir
    app = page("browse/cases", dv="khong-co")
    assert app.warning and "aaa" in words(app)


def test_an_earlier_day_in_the_address_is_told_and_judged_by() -> None:
    given(case("aaa", -12), case("bbb", 5, received=TODAY - timedelta(days=3)))
    earlier = TODAY - timedelta(days=20)
    said = words(opened("browse/cases", den=earlier.isoformat()))
    assert f"đến hết ngày {numbers.date(earlier)}" in said
    assert "aaa" in said and "bbb" not in said and "Quá hạn 12 ngày" not in said
    app = page("browse/cases", den="hom-qua")
    assert app.warning and "bbb" in words(app)


def test_a_past_day_shows_the_register_that_was_known_then() -> None:
    given(case("aaa", None, owner="", received=date(2026, 1, 2)))
    (known,) = kept()
    change = Change("Hoa", at=datetime(2026, 6, 1, 8))
    store.write(cached.live(workspace.OFFICIAL), [Case(**{**vars(known), "owner": "UBND tỉnh"})], change)
    said = words(opened("browse/cases", ngay="2026-03-31"))
    assert "aaa" in said and "UBND tỉnh" not in said and "Ghi sổ kiến nghị" not in said
    assert "tính đến ngày 31/3/2026" in said
    assert "UBND tỉnh" in words(opened("browse/cases"))


def test_names_from_the_register_are_never_markup() -> None:
    given(case("<b>việc</b> *gấp*", owner="<script>1</script>"))
    for app in (opened("browse/cases", dv="42-2008", theo="co-quan"), opened(ENTRY, kn="KN00001")):
        sent = markup(app)
        assert "<b>việc" not in sent and "<script>1" not in sent
    assert "\\*gấp\\*" in sent


LAST_YEAR = date(TODAY.year - 1, 12, 31)


def reported() -> None:
    """Hà Tĩnh reports 15 open opinions of last year, 3 of them overdue; three cases stand in the register by then."""
    span = {"period_start": f"{LAST_YEAR.year}-01-01", "period_end": LAST_YEAR.isoformat(), "source": "bao-cao"}
    rows = [
        {"indicator": code, "unit_id": "42-2008", "value": value, **span} for code, value in (("YK04", 15), ("YK05", 3))
    ]
    load.commit(cached.live(workspace.OFFICIAL), Batch("import", "Báo cáo", "Lan"), pd.DataFrame(rows))
    given(
        case("aaa", -9, LAST_YEAR, unit_id="18673-2025"),
        case("bbb", 9, LAST_YEAR, settled=LAST_YEAR + timedelta(days=5), outcome="xong"),
        case("ccc", None, LAST_YEAR, owner="", origin="don_thu"),
        case("ddd"),
    )


def test_beside_the_reported_counts_stands_what_the_register_had_on_the_last_day() -> None:
    reported()
    year = {"lk": "year", "ky": str(LAST_YEAR.year)}
    said = words(opened("browse/dialogues", dv="42-2008", **year))
    assert (
        f"đến ngày {numbers.date(LAST_YEAR)} có 2 kiến nghị qua đối thoại chưa giải quyết xong, 1 quá hạn; "
        "báo cáo nêu 15 còn tồn, 3 quá hạn." in said
    )
    assert "Sổ theo dõi từng việc" not in words(opened("browse/dialogues", dv="01-2008", **year))


def test_where_nothing_is_reported_the_line_says_so() -> None:
    reported()
    given(case("eee", None, LAST_YEAR, unit_id="01-2008", owner=""))
    said = words(opened("browse/dialogues", dv="01-2008", lk="year", ky=str(LAST_YEAR.year)))
    assert "có 1 kiến nghị qua đối thoại chưa giải quyết xong, 0 quá hạn; báo cáo chưa nêu số còn tồn." in said


def test_the_overview_names_what_was_overdue_or_nobodys_on_the_last_day() -> None:
    reported()
    said = words(opened("", dv="42-2008", lk="year", ky=str(LAST_YEAR.year)))
    assert (
        f"Đến ngày {numbers.date(LAST_YEAR)}, sổ theo dõi của Hà Tĩnh có 1 việc quá hạn (lâu nhất 9 ngày), "
        "1 việc chưa có người giải quyết hoặc chưa có hạn." in said
    )
    assert "kien-nghi?" in said and f"den={LAST_YEAR.isoformat()}" in said
