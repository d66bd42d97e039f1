"""Entering targets and prescribed numbers: what is read, what is refused, and that nothing is ever lost."""

import io
import json
from datetime import date, datetime

import openpyxl
import pytest

from danvan import cli, units, workspace
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.plans import entry, norms, progress, sheet, store, template
from danvan.plans.documents import PlanDocument
from danvan.plans.norms import Norm
from danvan.plans.store import PRESCRIBED, TARGET, Change
from danvan.plans.targets import AT_LEAST, AT_MOST, Target

PLAN = PlanDocument("Kế hoạch năm 2026", "12-KH/TU", "Tỉnh ủy", date(2026, 1, 5))
LAN = Change("Lan", "điều chỉnh")
TYPED = {"value": "120", "due": "31/12/2026", "title": "Kế hoạch năm 2026", "number": "12-KH/TU", "day": "5/1/2026"}


def aim(value: float = 120, unit: str = "42-2008", **more: object) -> Target:
    given = {"due": date(2026, 12, 31), "bound": AT_LEAST, "start": date(2026, 1, 1), "document": PLAN} | more
    return Target("", "DT01", unit, "", value=value, **given)


def read(**typed: str) -> entry.Reading:
    return entry.target({**TYPED, **typed}, indicator="DT01", unit=units.get("42-2008"))


def codes(found: entry.Reading | sheet.TargetList) -> list[str]:
    return [item.code for item in found.findings]


def test_a_target_is_entered_read_back_and_keeps_its_document(database: Database) -> None:
    ids = store.enter(database, [aim()], Change("Lan"))
    found = progress.standing(database.ask)
    assert [(one.target_id, one.value, one.document) for one in found] == [(ids[0], 120, PLAN)]


def test_an_edit_puts_a_new_target_in_the_place_of_the_former_and_keeps_both(database: Database) -> None:
    [first] = store.enter(database, [aim(120)], Change("Lan"))
    [second] = store.enter(database, [aim(150)], LAN, replaces=first)
    assert [one.value for one in progress.standing(database.ask)] == [150]
    log = database.ask("targets.history")
    assert [tuple(row) for row in log[["item_id", "action", "who", "reason", "value"]].to_numpy().tolist()] == [
        (second, "entered", "Lan", "điều chỉnh", 150),
        (first, "withdrawn", "Lan", "điều chỉnh", 120),
        (first, "entered", "Lan", "", 120),
    ]
    assert log["replaces"].iloc[0] == first


def test_what_is_withdrawn_can_stand_again(database: Database) -> None:
    [item] = store.enter(database, [aim()], Change("Lan"))
    store.withdraw(database, TARGET, [item], LAN)
    assert progress.standing(database.ask) == []
    store.restore(database, TARGET, [item], Change("Minh", "mức đúng"))
    assert len(progress.standing(database.ask)) == 1
    assert len(database.ask("targets.history")) == 3


@pytest.mark.parametrize(
    ("act", "change", "words"),
    [
        (store.withdraw, Change("Lan", " "), "Chưa ghi lý do"),
        (store.withdraw, Change(" ", "nhầm"), "Chưa ghi người thực hiện"),
        (store.restore, LAN, "đang có hiệu lực"),
    ],
)
def test_a_change_needs_a_name_a_reason_and_something_to_change(
    database: Database, act: object, change: Change, words: str
) -> None:
    [item] = store.enter(database, [aim()], Change("Lan"))
    with pytest.raises(DanVanError, match=words):
        act(database, TARGET, [item], change)
    assert len(database.ask("targets.history")) == 1


def test_what_is_not_there_cannot_be_withdrawn_and_nothing_is_half_done(database: Database) -> None:
    [item] = store.enter(database, [aim()], Change("Lan"))
    with pytest.raises(DanVanError, match="CT09999 không có trong hệ thống"):
        store.withdraw(database, TARGET, [item, "CT09999"], LAN)
    assert len(progress.standing(database.ask)) == 1


def test_a_change_in_between_makes_the_preview_worthless(database: Database) -> None:
    seen = store.last_change(database)
    store.enter(database, [aim()], Change("Minh"))
    with pytest.raises(DanVanError, match="vừa có người thay đổi"):
        store.enter(database, [aim(200)], Change("Lan"), expect=seen)


def test_a_prescribed_number_of_a_province_stands_before_the_shipped_ones(database: Database) -> None:
    own = Norm("", "DT02", "42-2008", "commune", date(2020, 1, 1), None, "year", 2, PLAN)
    [item] = store.enter(database, [own], Change("Lan"))
    known = progress.norms(database.ask)
    assert norms.in_force(known, "DT02", "commune", "42-2008", date(2024, 1, 1)).norm_id == item
    store.withdraw(database, PRESCRIBED, [item], LAN)
    assert norms.in_force(progress.norms(database.ask), "DT02", "commune", "42-2008", date(2024, 1, 1)).shipped


def test_cached_answers_are_renewed_by_a_change_of_plans(database: Database) -> None:
    before = database.value("ingest.version")
    store.enter(database, [aim()], Change("Lan"))
    assert database.value("ingest.version") != before


def test_what_is_typed_the_vietnamese_way_becomes_a_target() -> None:
    found = read(value="1.234,5", due="30/6/2026", start="1/1/2025", base="1.000", bound="Không quá", part="cấp xã")
    assert found.ready
    made = found.item
    assert (made.value, made.due, made.start, made.base_value) == (
        1234.5, date(2026, 6, 30), date(2025, 1, 1), 1000,
    )  # fmt: skip
    assert (made.bound, made.breakdown) == (AT_MOST, "cap=xa")
    assert made.document.day == date(2026, 1, 5)


def test_a_year_alone_is_its_end_as_a_due_day_and_counting_begins_on_its_first_day() -> None:
    made = read(due="2027").item
    assert (made.due, made.start) == (date(2027, 12, 31), date(2027, 1, 1))
    level = entry.target({**TYPED, "value": "95%"}, indicator="NT06", unit=units.get("42-2008")).item
    assert level.start == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"value": ""}, "plans_no_value"),
        ({"value": "nhiều"}, "plans_unread"),
        ({"value": "hơn 120"}, "plans_unread"),
        ({"value": "12%"}, "plans_other_unit"),
        ({"value": "0"}, "plans_not_positive"),
        ({"due": ""}, "plans_no_day"),
        ({"due": "31/2/2026"}, "plans_bad_day"),
        ({"start": "1/1/2027"}, "plans_start_after_due"),
        ({"bound": "khoảng"}, "plans_bad_bound"),
        ({"part": "cấp thôn"}, "plans_bad_part"),
        ({"title": " "}, "plans_no_document"),
        ({"day": "hôm nay"}, "plans_bad_day"),
    ],
)
def test_what_cannot_be_a_target_is_told_with_its_field(typed: dict[str, str], code: str) -> None:
    found = read(**typed)
    assert codes(found) == [code]
    assert not found.ready
    assert found.findings[0].message and found.findings[0].remedy


def test_all_faults_are_told_at_once() -> None:
    assert set(codes(read(value="x", due="x", title=""))) == {"plans_unread", "plans_bad_day", "plans_no_document"}


def test_shares_over_a_hundred_ranks_and_units_that_have_ended_are_refused() -> None:
    rate = entry.target({**TYPED, "value": "101"}, indicator="NT06", unit=units.get("42-2008"))
    assert codes(rate) == ["plans_over_hundred"]
    rank = entry.target({**TYPED, "value": "5"}, indicator="CC02", unit=units.get("42-2008"))
    assert codes(rank) == ["plans_not_aimed_at"]
    former = entry.target(TYPED, indicator="DT01", unit=units.get("02-2008"))
    assert codes(former) == ["plans_not_standing"]
    assert "08-2025" not in former.findings[0].message and "Tuyên Quang" in former.findings[0].message


def test_the_same_target_twice_is_refused_but_may_replace_itself(database: Database) -> None:
    [item] = store.enter(database, [aim()], Change("Lan"))
    standing = progress.standing(database.ask)
    again = entry.target(TYPED, indicator="DT01", unit=units.get("42-2008"), standing=standing)
    assert codes(again) == ["plans_twice"] and item in again.findings[0].message
    assert entry.target(TYPED, indicator="DT01", unit=units.get("42-2008"), standing=standing, replaces=item).ready


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"value": "1,5"}, "plans_whole_number"),
        ({"since": ""}, "plans_no_day"),
        ({"until": "1/1/2019"}, "plans_start_after_due"),
        ({"title": ""}, "plans_no_document"),
    ],
)
def test_what_cannot_be_prescribed_is_told(typed: dict[str, str], code: str) -> None:
    fields = {"value": "2", "since": "1/1/2020", "title": "Quy định"} | typed
    found = entry.norm(fields, indicator="DT02", unit_id="42-2008", level="commune", rhythm="year")
    assert codes(found) == [code]


HEAD = "Chỉ tiêu;Đơn vị;Thuộc tỉnh, thành phố;Hạn;Mức giao;Tên văn bản\n"


def listed(*lines: str, standing: tuple[Target, ...] = ()) -> sheet.TargetList:
    return sheet.targets_of((HEAD + "\n".join(lines)).encode(), "chi-tieu.csv", standing)


def test_a_list_is_read_by_its_headings_and_names_of_units() -> None:
    found = listed(
        "Số cuộc đối thoại;Hà Tĩnh;;31/12/2026;1.200;Kế hoạch 2026",
        "NT06;Cả nước;;2026;90%;Kế hoạch 2026",
        "DT01;xã Sóc Sơn;Hà Nội;2026;2;Kế hoạch 2026",
    )
    assert codes(found) == []
    assert [(one.indicator, one.unit_id, one.value) for one in found.targets[:2]] == [
        ("DT01", "42-2008", 1200),
        ("NT06", "VN", 90),
    ]
    assert units.get(found.targets[2].unit_id).full_name == "Xã Sóc Sơn"


def test_every_fault_of_a_list_has_its_row_and_the_good_rows_stay() -> None:
    found = listed(
        "Số cuộc đối thoại;Hà Tĩnh;;31/12/2026;120;Kế hoạch 2026",
        "Số cuộc đối thoi;Hà Tĩnh;;31/12/2026;120;Kế hoạch 2026",
        "DT01;Hà Tiên Giang;;31/12/2026;120;Kế hoạch 2026",
        "DT01;Hà Nội;;31/13/2026;abc;",
        "DT01;Hà Tĩnh;;31/12/2026;130;Kế hoạch 2026",
    )
    assert [(item.row, item.code) for item in found.findings] == [
        (3, "plans_no_indicator"),
        (4, "lists_no_unit"),
        (5, "plans_bad_day"),
        (5, "plans_unread"),
        (5, "plans_no_document"),
        (6, "lists_repeated"),
    ]
    assert len(found.targets) == 1
    assert "Số cuộc đối thoại" in found.findings[0].remedy


def test_a_list_sent_again_changes_nothing_and_another_value_is_a_fault(database: Database) -> None:
    line = "DT01;Hà Tĩnh;;31/12/2026;120;Kế hoạch 2026"
    store.enter(database, listed(line).targets, Change("Lan"))
    standing = tuple(progress.standing(database.ask))
    again = listed(line, standing=standing)
    assert (again.unchanged, again.targets, codes(again)) == (1, [], ["plans_unchanged"])
    assert codes(listed(line.replace("120", "130"), standing=standing)) == ["plans_twice"]


def test_a_file_that_is_no_list_of_targets_is_refused_whole() -> None:
    assert codes(sheet.targets_of(b"Don vi;Nam\nHa Tinh;2024\n", "khac.csv", [])) == ["plans_no_header"]
    assert codes(sheet.targets_of(HEAD.encode(), "trong.csv", [])) == ["plans_no_rows"]


def test_the_form_is_read_back_without_its_example_and_with_what_was_filled_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template.as_xlsx()))
    page = book.worksheets[0]
    assert codes(sheet.targets_of(template.as_xlsx(), "mau.xlsx", [])) == ["plans_no_rows"]
    columns = {cell.value: cell.column for cell in page[4]}
    for name, value in {
        "Mã chỉ tiêu": "NT06", "Đơn vị": "Tỉnh Hà Tĩnh", "Hạn": date(2026, 12, 31), "Mức giao": 97.5,
        "Tên văn bản": "Kế hoạch", "Ít nhất/không quá": "Không quá",
    }.items():  # fmt: skip
        page.cell(6, columns[name], value)
    out = io.BytesIO()
    book.save(out)
    found = sheet.targets_of(out.getvalue(), "mau.xlsx", [])
    assert codes(found) == []
    assert [(one.unit_id, one.value, one.bound, one.due) for one in found.targets] == [
        ("42-2008", 97.5, AT_MOST, date(2026, 12, 31))
    ]


def test_the_command_line_tries_refuses_and_writes(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    data, file = ["--data", str(tmp_path)], tmp_path / "chi-tieu.csv"
    good, bad = "DT01;Hà Tĩnh;;2026;120;Kế hoạch 2026\n", "DT01;Nơi Nào;;2026;120;Kế hoạch 2026\n"
    file.write_text(HEAD + good + bad, encoding="utf-8")
    assert cli.main([*data, "targets", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["status"], told["accepted"], told["findings"][0]["row"]) == ("rejected", 1, 3)
    file.write_text(HEAD + good, encoding="utf-8")
    assert cli.main([*data, "targets", str(file), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] == []
    assert cli.main([*data, "targets", str(file), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["written"]) == 1
    database = workspace.open_workspace(workspace.OFFICIAL, tmp_path)
    assert len(progress.standing(database.ask)) == 1
    database.close()


def test_a_past_day_knows_the_plans_that_stood_then(tmp_path: object) -> None:
    database = workspace.open_workspace(workspace.OFFICIAL, tmp_path)
    at = datetime(2026, 1, 5, 8)
    [item] = store.enter(database, [aim(120)], Change("Lan", at=at))
    store.enter(database, [aim(150)], Change("Lan", "nâng mức", at=datetime(2026, 6, 1, 8)), replaces=item)
    then = workspace.open_as_of(workspace.OFFICIAL, date(2026, 3, 31), database, tmp_path)
    assert [one.value for one in progress.standing(then.ask)] == [120]
    then.close()
    database.close()
