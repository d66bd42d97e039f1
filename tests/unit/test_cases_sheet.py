"""Cases typed or sent as a list: what is read, what is refused, and that sending a list again changes nothing."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from danvan import units
from danvan.cases import entry, register, sheet, store, template
from danvan.cases.item import Case
from danvan.cases.sheet import CaseList
from danvan.database import Database
from danvan.lists.change import Change

TODAY = date(2026, 11, 20)
TYPED = {
    "origin": "doi_thoai",
    "received": "10/9/2026",
    "content": "Sửa cống thoát nước",
    "owner": "UBND xã",
    "due": "1/12/2026",
}
HEAD = "Mã;Đơn vị;Thuộc tỉnh, thành phố;Nguồn;Ngày tiếp nhận;Lĩnh vực;Nội dung;Cơ quan giải quyết;"
HEAD += "Hạn;Ngày giải quyết xong;Kết quả"
ROW = ";Xã Cẩm Xuyên;Hà Tĩnh;Đối thoại;10/9/2026;Đất đai, giải phóng mặt bằng;Sửa cống thoát nước;UBND xã;1/12/2026;;"
LAN = Change("Lan", "bieu.csv")


def read(unit: str = "18673-2025", **typed: str) -> entry.Reading:
    return entry.case({**TYPED, **typed}, unit=units.get(unit), today=TODAY)


def listed(*lines: str, known: list[Case] | None = None, name: str = "bieu.csv") -> CaseList:
    return sheet.cases_of("\n".join((HEAD, *lines)).encode(), name, known or [], TODAY)


def codes(found: entry.Reading | CaseList) -> list[str]:
    return [item.code for item in found.findings]


def test_a_case_is_read_from_its_fields() -> None:
    found = read(topic="Môi trường", paper="TB 12", settled="12/11/2026", outcome="Đã sửa")
    assert found.ready and found.findings == []
    assert found.case == Case(
        "", "18673-2025", "doi_thoai", date(2026, 9, 10), "moi_truong", "Sửa cống thoát nước", "UBND xã",
        date(2026, 12, 1), date(2026, 11, 12), "Đã sửa", "", "TB 12",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"content": " "}, "cases_no_content"),
        ({"content": "a" * 501}, "cases_too_long"),
        ({"received": ""}, "cases_no_day"),
        ({"received": "2026"}, "cases_bad_day"),
        ({"received": "31/2/2026"}, "cases_bad_day"),
        ({"received": "21/11/2026"}, "cases_future"),
        ({"received": "1/1/1926"}, "cases_too_early"),
        ({"due": "9/9/2026"}, "cases_before_received"),
        ({"settled": "9/9/2026", "outcome": "Đã sửa"}, "cases_before_received"),
        ({"settled": "21/11/2026", "outcome": "Đã sửa"}, "cases_future"),
        ({"settled": "12/11/2026"}, "cases_no_outcome"),
        ({"outcome": "Đã sửa"}, "cases_no_settled"),
        ({"origin": "thư điện tử"}, "cases_bad_origin"),
        ({"origin": ""}, "cases_no_origin"),
        ({"topic": "giao thông"}, "cases_bad_topic"),
        ({"received": "30/6/2025", "due": "1/8/2025"}, "cases_not_standing"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(typed: dict[str, str], code: str) -> None:
    found = read(**typed)
    assert not found.ready
    assert code in codes(found)
    assert all(item.message and item.remedy for item in found.findings)


def test_a_case_without_owner_or_due_day_is_taken_and_told_of() -> None:
    found = read(owner="", due="")
    assert found.ready and found.case.unassigned
    assert codes(found) == ["cases_unassigned"]
    assert "cơ quan giải quyết và hạn" in found.findings[0].message


@pytest.mark.parametrize("words", ["ông Nguyễn phản ánh", "Bà Lan đề nghị", "gọi 0912 345 678", "CCCD 042078001234"])
def test_what_looks_like_a_person_is_remarked_on(words: str) -> None:
    found = read(content=f"{words} đề nghị sửa cống") if words[0] not in "B" else read(content=words)
    assert found.ready
    assert codes(found) == ["cases_personal"]


@pytest.mark.parametrize(
    "words", ["Bà con đề nghị sửa cống", "phố Bà Triệu ngập", "anh em công nhân", "hỗ trợ 1.500.000.000 đồng"]
)
def test_words_that_name_nobody_are_no_person(words: str) -> None:
    assert codes(read(content=words)) == []


def test_a_list_is_read_with_its_units_and_every_fault_stands_at_its_row() -> None:
    found = listed(
        ROW,
        ";Xã Không Có;Hà Tĩnh;Đối thoại;10/9/2026;;Lắp đèn;;;;",
        ";Xã Cẩm Xuyên;Hà Tĩnh;đối thoại;10/9/2026;;Sửa cống thoát nước;;;;",
        "KN00009;;;Đối thoại;10/9/2026;;Lắp đèn;;;;",
        ";Xã Cẩm Xuyên;Hà Tĩnh;KNTC;tháng 9;;Lắp đèn;;;;",
    )
    assert [(case.unit_id, case.topic, case.content) for case in found.added] == [
        ("18673-2025", "dat_dai", "Sửa cống thoát nước")
    ]
    stops = [(item.row, item.code) for item in found.stops]
    assert stops == [(3, "lists_no_unit"), (4, "lists_repeated"), (5, "cases_no_case"), (6, "cases_bad_day")]
    assert (found.rows, found.bad_rows) == (5, 4)


def test_a_list_sent_again_changes_nothing(database: Database) -> None:
    store.write(database, listed(ROW).cases, LAN)
    again = listed(ROW, known=register.every(database.ask))
    assert (again.cases, again.unchanged, codes(again)) == ([], 1, ["cases_unchanged"])


def test_a_row_of_a_known_case_changes_it_and_leaves_alone_what_it_does_not_say(database: Database) -> None:
    store.write(database, listed(ROW).cases, LAN)
    settled = ROW.replace(";1/12/2026;;", ";;15/11/2026;Đã sửa").replace("UBND xã", "").replace("Sửa cống", "Sửa  cống")
    found = listed(settled, known=register.every(database.ask))
    assert found.added == []
    (case,) = found.changed
    assert (case.case_id, case.owner, case.due) == ("KN00001", "UBND xã", date(2026, 12, 1))
    assert (case.settled, case.outcome, case.content) == (date(2026, 11, 15), "Đã sửa", "Sửa cống thoát nước")
    store.write(database, found.cases, LAN)
    assert [one.action for one in register.every(database.ask)] == ["settled"]


def test_by_its_id_a_row_can_change_the_words(database: Database) -> None:
    store.write(database, listed(ROW).cases, LAN)
    found = listed(
        f"KN00001{ROW.replace('Sửa cống thoát nước', 'Thay cống thoát nước')}", known=register.every(database.ask)
    )
    assert [(case.case_id, case.content) for case in found.changed] == [("KN00001", "Thay cống thoát nước")]


def test_a_withdrawn_case_does_not_come_back_by_a_list(database: Database) -> None:
    store.write(database, listed(ROW).cases, LAN)
    store.withdraw(database, ["KN00001"], Change("Lan", "ghi trùng"))
    found = listed(ROW, known=register.every(database.ask))
    assert (found.cases, codes(found)) == ([], ["cases_was_withdrawn"])


def test_the_forms_own_example_is_not_read_and_a_file_without_headings_is_told() -> None:
    for data, name in ((template.empty_xlsx(), "mau.xlsx"), (template.empty_csv(), "mau.csv")):
        assert codes(sheet.cases_of(data, name, [], TODAY)) == ["cases_no_rows"]
    assert codes(sheet.cases_of(b"a;b\n1;2\n", "khac.csv", [], TODAY)) == ["cases_no_header"]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_list_taken_from_the_register_is_read_back_as_it_is(database: Database, ending: str) -> None:
    cases = [
        Case("", "18673-2025", "doi_thoai", date(2026, 9, 10), "", "=1+1 không phải công thức", "-", None),
        Case("", "08-2025", "don_thu", date(2026, 9, 11), "khac", "Mở đường", "Sở Xây dựng", date(2026, 10, 1),
             date(2026, 10, 2), "Đã mở", "ghi chú", "TB 12"),
    ]  # fmt: skip
    store.write(database, cases, LAN)
    known = register.every(database.ask)
    made = template.filled_csv(known, TODAY) if ending == "csv" else template.filled_xlsx(known, TODAY, title="Sổ")
    found = sheet.cases_of(made, f"so.{ending}", known, TODAY)
    assert (found.stops, found.cases, found.unchanged) == ([], [], 2)


def test_the_workbook_holds_texts_as_texts_and_the_state_of_the_day() -> None:
    case = Case(
        "KN00001", "18673-2025", "doi_thoai", date(2026, 9, 10), "", "=HYPERLINK(1)", "UBND xã", date(2026, 11, 1)
    )
    made = template.filled_xlsx(
        [case, replace(case, case_id="KN00002", due=None)], TODAY, title="Sổ", banner="MINH HỌA"
    )
    book = openpyxl.load_workbook(io.BytesIO(made))
    rows = list(book["Kiến nghị"].iter_rows(min_row=4, max_row=6, values_only=True))
    assert rows[1][0] == "KN00001" and rows[1][7] == "=HYPERLINK(1)" and rows[1][-1] == "Quá hạn 19 ngày"
    assert book["Kiến nghị"]["H5"].data_type == "s"
    assert rows[2][-1] == "Chưa giao (chưa có hạn)"
    assert book["Kiến nghị"]["A3"].value == "MINH HỌA"
