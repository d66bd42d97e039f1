"""Prescribed numbers, targets and their progress, under Streamlit's test runner: from typing to what the pages say."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from danvan import workspace
from danvan.ingest import load
from danvan.ingest.load import Batch
from danvan.lists.change import Change
from danvan.plans import progress, store
from danvan.plans.documents import PlanDocument
from danvan.plans.norms import Norm
from danvan.ui import cached
from tests.pages.app import sound as page
from tests.pages.seen import words

COMMUNES = {"07192-2008": 1, "07195-2008": 0}
"""Two of the three communes of Cô Tô have reported."""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("du-lieu")
    database = workspace.open_workspace(workspace.OFFICIAL, directory)
    year = {"period_start": "2024-01-01", "period_end": "2024-12-31", "source": "bao-cao", "indicator": "DT02"}
    rows = [{"unit_id": unit, "breakdown": "cap=xa", "value": value, **year} for unit, value in COMMUNES.items()]
    quarters = (("2026-01-01", "2026-03-31", 20), ("2026-01-01", "2026-06-30", 60))
    rows += [
        {"indicator": "DT01", "unit_id": "42-2008", "period_start": first, "period_end": last, "value": value,
         "source": "bao-cao"}
        for first, last, value in quarters
    ]  # fmt: skip
    rows.append({**year, "indicator": "DT05", "unit_id": "207-2008", "breakdown": "cap=xa", "value": 4})
    rows.append(
        {"indicator": "DT02", "unit_id": "22-2008", "breakdown": "cap=tinh", "value": 1, "source": "bao-cao",
         "period_start": "2026-01-01", "period_end": "2026-06-30"}
    )  # fmt: skip
    rows.append({"indicator": "DT02", "unit_id": "207-2008", "breakdown": "cap=huyen", "value": 2, "source": "bao-cao",
                 "period_start": "2025-01-01", "period_end": "2025-06-30"})  # fmt: skip
    load.commit(database, Batch("import", "Báo cáo", "Lan"), pd.DataFrame(rows))
    database.close()
    return workspace.path_of(workspace.OFFICIAL, directory)


def typed(app: AppTest, **fields: str) -> AppTest:
    """The page after typing into fields of a plan, named by the start of their key."""
    for name, value in fields.items():
        key = name if name.startswith("plans_") else f"plans_{name}_"
        next(field for field in app.text_input if field.key.startswith(key)).set_value(value)
    return app.run()


def target(app: AppTest) -> AppTest:
    """The page after a target of Hà Tĩnh was typed and written."""
    app = typed(app, value="100", due="31/12/2026", title="Kế hoạch 2026", number="12-KH/TU")
    app = app.text_input(key="plans_person").set_value("Lan").run()
    return app.button(key="plans_commit").click().run()


def test_communes_are_judged_one_by_one_and_the_silent_ones_stay_unknown(data: Path) -> None:
    said = words(page("browse/compliance", dv="207-2008", lk="year", ky="2024", nd="DT02", cap="cap=xa"))
    assert "1/3 đơn vị cấp xã chắc chắn đạt định mức" in said
    assert "33,3%–66,7%, vì 1 đơn vị chưa rõ" in said
    assert "Báo cáo không phát sinh: Đồng Tiến." in said
    assert "mức tạm dùng, chưa gắn với văn bản nào" in said


def test_a_report_that_counts_more_units_than_there_are_is_shown_beside(data: Path) -> None:
    said = words(page("browse/compliance", dv="207-2008", lk="year", ky="2024", nd="DT02", cap="cap=xa"))
    assert "Đối chiếu với số trong báo cáo" in said and "lệch +1" in said


def test_soc_sons_total_is_an_average_and_says_that_it_is_no_more(data: Path) -> None:
    said = words(page("browse/compliance", dv="016-2008", lk="interval", nd="DT02", cap="cap=xa"))
    assert "bình quân 1 cuộc/xã/năm" in said
    assert "78 cuộc ÷ (26 đơn vị cấp xã × 3 năm trọn 2021–2023)" in said
    assert "không nói rằng đơn vị nào cũng đạt định mức" in said


def test_districts_are_not_asked_for_after_they_ended(data: Path) -> None:
    said = words(page("browse/compliance", dv="22-2008", lk="half", ky="2026-H1", nd="DT02", cap="cap=huyen"))
    assert "cấp huyện kết thúc hoạt động sau ngày 30/6/2025" in said


@pytest.mark.parametrize("unit", ["VN", "22-2008"])
def test_a_level_that_ended_within_the_year_is_not_the_one_the_page_opens_on(data: Path, unit: str) -> None:
    said = words(page("browse/compliance", dv=unit, lk="year", ky="2025", nd="DT02"))
    assert "kết thúc hoạt động" not in said
    assert "đơn vị cấp huyện" not in said


def test_a_unit_is_asked_about_its_own_level_and_those_below(data: Path) -> None:
    asked = {"lk": "year", "ky": "2024", "nd": "DT02"}
    levels = {
        unit: [option.content for option in _levels(page("browse/compliance", dv=unit, **asked)).proto.options]
        for unit in ("22-2008", "207-2008", "07192-2008")
    }
    assert levels["22-2008"] == ["Cấp xã", "Cấp huyện", "Cấp tỉnh"]
    assert levels["207-2008"] == ["Cấp xã", "Cấp huyện"]
    assert levels["07192-2008"] == ["Cấp xã"]


def _levels(app: AppTest) -> object:
    return next(group for group in app.button_group if group.proto.label == "Cấp")


def test_a_period_shorter_than_the_provinces_own_number_says_how_that_one_is_counted(data: Path) -> None:
    database = workspace.open_workspace(workspace.OFFICIAL, data)
    since, paper = date(2024, 1, 1), PlanDocument(title="Quy định")
    for unit, rhythm in (("22-2008", "year"), ("01-2008", "quarter")):
        norm = Norm("", "DT02", unit, "commune", since, None, rhythm, 1, paper)
        store.enter(database, [norm], Change("Lan"))
    database.close()
    said = words(page("browse/compliance", dv="207-2008", lk="quarter", ky="2024-Q4", nd="DT02", cap="cap=xa"))
    assert "Định mức tính theo năm" in said and "theo quý" not in said


def test_what_is_nought_is_left_out_of_the_sentence_about_the_others(data: Path) -> None:
    said = words(page("browse/compliance", dv="207-2008", lk="year", ky="2024", nd="DT02", cap="cap=xa"))
    assert "1 đơn vị báo cáo không phát sinh." in said and "0 đơn vị" not in said


def test_without_targets_the_page_leads_to_where_they_are_entered(data: Path) -> None:
    assert "Chưa có chỉ tiêu kế hoạch nào" in words(page("browse/targets"))


def test_a_typed_target_shows_its_progress(data: Path) -> None:
    app = target(page("upload/plans", ct="DT01", dv="42-2008"))
    assert any("Đã ghi CT00001" in message.value for message in app.success)
    said = words(page("browse/targets", dv="42-2008"))
    # The road stands at 100 × 181/365 = 49,6 on 30/6; 60 by then is on the way, and makes 60/181 a day.
    assert "Từ 01/01/2026 đến 30/6/2026: 60 cuộc, bằng 60,0% chỉ tiêu" in said
    assert "Đúng tiến độ" in said
    assert "đạt khoảng 121 cuộc, bằng 121% chỉ tiêu" in said
    assert "Kế hoạch 2026 số 12-KH/TU" in said


def test_a_target_is_edited_withdrawn_and_brought_back_and_all_of_it_is_told(data: Path) -> None:
    app = target(page("upload/plans", ct="DT01", dv="42-2008"))
    app.session_state["plans_chosen"] = "CT00001"
    app = app.run().button(key="plans_edit").click().run()
    app = typed(app, value_CT00001="150", reason="Nâng chỉ tiêu")
    app = app.button(key="plans_commit").click().run()
    standing = progress.standing(cached.database(workspace.OFFICIAL).ask)
    assert [(one.target_id, one.value) for one in standing] == [("CT00003", 150)]
    app.session_state["plans_chosen"] = "CT00003"
    app = typed(app.run(), why="Nhập nhầm")
    app = app.button(key="plans_withdraw").click().run()
    assert any("Đã rút lại CT00003" in message.value for message in app.success)
    history = page("upload/plans", muc="lich-su")
    said = words(history)
    for expected in ("Nhập thay cho CT00001", "Nâng chỉ tiêu", "Nhập nhầm", "Rút lại"):
        assert expected in said
    history.session_state["person"] = "Minh"
    history.session_state["plans_restore_chosen"] = "CT00003"
    history = typed(history.run(), back="Chỉ tiêu vẫn đúng")
    history.button(key="plans_restore").click().run()
    assert len(progress.standing(cached.database(workspace.OFFICIAL).ask)) == 1


def test_the_button_stays_shut_until_everything_is_there(data: Path) -> None:
    app = typed(page("upload/plans", ct="DT01", dv="42-2008"), value="100", due="2026")
    assert "Chưa ghi tên văn bản giao" in words(app)
    assert app.button(key="plans_commit").disabled


def test_a_provinces_own_number_is_held_against_its_communes(data: Path) -> None:
    app = page("upload/plans", muc="dinh-muc")
    next(box for box in app.selectbox if box.key.startswith("plans_norm_scope")).set_value("22-2008")
    app = typed(app.run(), value_norm="2", since="1/1/2024", plans_title_norm="Quy định 12-QĐ/TU")
    app = app.text_input(key="plans_person_norm").set_value("Lan").run()
    app = app.button(key="plans_norm_commit").click().run()
    assert any("Đã ghi DM00001" in message.value for message in app.success)
    said = words(page("browse/compliance", dv="207-2008", lk="year", ky="2024", nd="DT02", cap="cap=xa"))
    assert "2 cuộc/năm đối với cấp xã, theo Quy định 12-QĐ/TU" in said
    assert "Chưa đơn vị" not in said and "1 đơn vị chưa đủ, 1 đơn vị báo cáo không phát sinh" in said
