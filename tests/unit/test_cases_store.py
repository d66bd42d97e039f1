"""The register: what is written is read back, nothing is lost, nobody overwrites what he has not seen."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from danvan import rights
from danvan.cases import register, store
from danvan.cases.item import Case
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.lists.change import Change
from danvan.rights import Actor

CASE = Case("", "42-2008", "doi_thoai", date(2026, 9, 10), "dat_dai", "Sửa cống thoát nước cuối thôn")
LAN, WHY = Change("Lan"), Change("Lan", "gia hạn")


def only(database: Database) -> Case:
    (case,) = register.every(database.ask)
    return case


def test_a_case_is_entered_and_read_back_with_who_and_when(database: Database) -> None:
    assert store.write(database, [CASE], Change("Lan", at=datetime(2026, 9, 11, 8))) == ["KN00001"]
    found = only(database)
    assert found == replace(CASE, case_id="KN00001")
    assert (found.seq, found.action, found.changed_by, found.changed_at) == (
        1,
        "entered",
        "Lan",
        datetime(2026, 9, 11, 8),
    )


def test_several_cases_are_entered_all_or_none(database: Database) -> None:
    other = replace(CASE, content="Đề nghị lắp đèn")
    with pytest.raises(DanVanError, match="đã có trong sổ: KN00002"):
        store.write(database, [CASE, other, other], LAN)
    assert register.every(database.ask) == []
    assert store.write(database, [CASE, other], LAN) == ["KN00001", "KN00002"]


def test_the_same_words_of_the_same_day_are_not_entered_twice(database: Database) -> None:
    store.write(database, [CASE], LAN)
    with pytest.raises(DanVanError, match="KN00001"):
        store.write(database, [replace(CASE, content="Sửa  cống thoát nước, cuối thôn.")], LAN)
    later = replace(CASE, received=date(2026, 9, 11))
    assert store.write(database, [later], LAN) == ["KN00002"]


def test_what_was_open_is_filled_in_without_a_reason_and_what_was_said_changes_with_one(database: Database) -> None:
    store.write(database, [CASE], LAN)
    assigned = replace(only(database), owner="UBND xã", due=date(2026, 10, 1))
    store.write(database, [assigned], LAN)
    put_off = replace(only(database), due=date(2026, 11, 1))
    with pytest.raises(DanVanError, match="lý do"):
        store.write(database, [put_off], LAN)
    store.write(database, [put_off], WHY)
    assert only(database).due == date(2026, 11, 1)
    history = database.ask("cases.history", case_id="KN00001")
    assert list(history["action"]) == ["edited", "edited", "entered"]
    assert list(history["reason"]) == ["gia hạn", "", ""]
    assert [None if day is None else str(day)[:10] for day in history["due_before"].astype(object)][0] == "2026-10-01"


def test_settling_is_told_as_such(database: Database) -> None:
    store.write(database, [CASE], LAN)
    store.write(database, [replace(only(database), settled=date(2026, 10, 2), outcome="Đã sửa")], LAN)
    assert (only(database).action, only(database).settled) == ("settled", date(2026, 10, 2))


def test_a_case_that_somebody_else_changed_is_not_overwritten(database: Database) -> None:
    store.write(database, [CASE], LAN)
    seen = only(database)
    store.write(database, [replace(seen, owner="UBND xã")], Change("Hoa"))
    with pytest.raises(DanVanError, match="vừa có người khác sửa"):
        store.write(database, [replace(seen, owner="Sở Xây dựng")], LAN)
    assert only(database).owner == "UBND xã"


def test_a_withdrawn_case_no_longer_stands_and_can_come_back(database: Database) -> None:
    store.write(database, [CASE], LAN)
    with pytest.raises(DanVanError, match="lý do"):
        store.withdraw(database, ["KN00001"], LAN)
    store.withdraw(database, ["KN00001"], Change("Lan", "ghi trùng"))
    assert register.standing(database.ask) == []
    with pytest.raises(DanVanError, match="đã rút lại"):
        store.withdraw(database, ["KN00001"], WHY)
    with pytest.raises(DanVanError, match="đã được rút lại"):
        store.write(database, [replace(only(database), owner="UBND xã")], WHY)
    store.restore(database, ["KN00001"], Change("Lan", "rút nhầm"))
    assert [case.case_id for case in register.standing(database.ask)] == ["KN00001"]


def test_a_case_entered_again_after_its_withdrawal_keeps_the_former_one_out(database: Database) -> None:
    store.write(database, [CASE], LAN)
    store.withdraw(database, ["KN00001"], WHY)
    assert store.write(database, [CASE], LAN) == ["KN00002"]
    with pytest.raises(DanVanError, match="đã có trong sổ: KN00002"):
        store.restore(database, ["KN00001"], WHY)


def test_nobody_writes_without_a_name(database: Database) -> None:
    with pytest.raises(DanVanError, match="người thực hiện"):
        store.write(database, [CASE], Change(" "))
    assert register.every(database.ask) == []


def test_an_uploader_keeps_the_cases_of_his_units_only(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write(database, [CASE, replace(CASE, unit_id="01-2008")], LAN)
    known = {case.case_id: case for case in register.every(database.ask)}
    monkeypatch.setattr(rights, "whoever", lambda: Actor("lan", "Lan", rights.UPLOADER, ("42-2008",)))
    with pytest.raises(DanVanError, match="không được nhập số liệu của Thành phố Hà Nội"):
        store.write(database, [replace(CASE, unit_id="01-2008", content="Lắp đèn")], LAN)
    with pytest.raises(DanVanError, match="Thành phố Hà Nội"):
        store.write(database, [replace(known["KN00002"], unit_id="42-2008")], WHY)
    with pytest.raises(DanVanError, match="Thành phố Hà Nội"):
        store.withdraw(database, ["KN00002"], WHY)
    store.write(database, [replace(known["KN00001"], owner="UBND tỉnh")], LAN)
    monkeypatch.setattr(rights, "whoever", lambda: Actor("hoa", "Hoa", rights.VIEWER))
    with pytest.raises(DanVanError, match="không có quyền"):
        store.write(database, [replace(CASE, content="Lắp đèn")], LAN)
    assert [case.action for case in register.every(database.ask)] == ["edited", "entered"]


def test_a_unit_has_the_cases_of_those_below_it_and_of_those_it_succeeded(database: Database) -> None:
    units = {"18673-2025": "xã", "02-2008": "Hà Giang", "08-2025": "Tuyên Quang"}
    store.write(database, [replace(CASE, unit_id=unit, content=name) for unit, name in units.items()], LAN)
    assert [case.content for case in register.standing(database.ask, "42-2008")] == ["xã"]
    assert [case.content for case in register.standing(database.ask, "08-2025")] == ["Hà Giang", "Tuyên Quang"]
    assert [case.content for case in register.standing(database.ask, "02-2008")] == ["Hà Giang"]
    assert len(register.standing(database.ask, "VN")) == 3


def test_cases_are_counted_under_the_unit_just_below_the_chosen_one(database: Database) -> None:
    units = ["18673-2025", "42-2008", "02-2008"]
    store.write(database, [replace(CASE, unit_id=unit) for unit in units], LAN)
    cases, above = register.standing(database.ask), register.above(database.ask)
    assert set(register.grouped(cases, "VN", above, now=False)) == {"42-2008", "02-2008"}
    assert set(register.grouped(cases, "VN", above, now=True)) == {"42-2008", "08-2025"}
    here = register.standing(database.ask, "42-2008")
    assert {key: len(found) for key, found in register.grouped(here, "42-2008", above, now=False).items()} == {
        "18673-2025": 1,
        "42-2008": 1,
    }
    heir = register.standing(database.ask, "08-2025")
    assert set(register.grouped(heir, "08-2025", above, now=False)) == {"02-2008"}
    assert set(register.grouped(heir, "08-2025", above, now=True)) == {"08-2025"}
