"""The page of one figure under Streamlit's test runner: from the address to a written figure and back."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import page as opened
from tests.pages.seen import markup, words

CELL = "DT01__42-2008_2023"
DAY = {"ct": "NT06", "dv": "01-2008", "ky": "2020-07-15"}


def page(**address: str) -> AppTest:
    """The page at an address."""
    return opened("upload/one_figure", **address)


def typed(app: AppTest, **fields: str) -> AppTest:
    """The page after typing into fields, named by the start of their key."""
    for name, value in fields.items():
        next(field for field in app.text_input if field.key.startswith(name)).set_value(value)
    return app.run()


def commit(app: AppTest) -> AppTest:
    """The page after the button that writes."""
    return app.button(key="one_commit").click().run()


def test_nothing_is_asked_before_the_cell_is_chosen(data: Path) -> None:
    app = page()
    assert "Chọn chỉ tiêu, đơn vị và kỳ" in words(app)
    assert not [button for button in app.button if button.key == "one_commit"]


def test_what_stands_in_the_cell_is_shown_with_its_document(data: Path) -> None:
    said = words(page(**DAY))
    assert "93,2%" in said and "356/382" in said
    assert "Kinh tế" in said and "đoạn 5" in said


def test_an_unknown_code_in_the_address_is_told_and_assumes_nothing(data: Path) -> None:
    app = page(ct="XX99", dv="42-2008", ky="2023")
    assert any("XX99" in warning.value for warning in app.warning)
    assert "Chọn chỉ tiêu, đơn vị và kỳ" in words(app)


def test_a_figure_is_previewed_written_and_taken_back(data: Path) -> None:
    app = page(ct="DT01", dv="42-2008", ky="2023", tl="+")
    assert app.text_input(key=f"value_{CELL}_0").label == "Giá trị (cuộc)"
    app = typed(app, value="1.234", paper_title="Báo cáo năm 2023", person="Lan")
    assert "Sau khi ghi" in words(app) and "1.234 cuộc" in words(app)
    app = commit(app)
    assert "Đã ghi (đợt D00002)" in words(app)
    assert app.text_input(key=f"value_{CELL}_1").value == ""
    app = app.button(key="one_undo").click().run()
    assert any("Đã hoàn tác đợt D00002" in message.value for message in app.success)
    assert "1.234 cuộc" not in words(app)


def test_the_button_stays_shut_until_a_name_and_a_document_are_there(data: Path) -> None:
    app = typed(page(ct="DT01", dv="42-2008", ky="2023"), value="5")
    assert app.button(key="one_commit").disabled
    assert "Chưa nêu tài liệu" in words(app) and "Chưa ghi người nhập" in words(app)


def test_a_correction_needs_its_reason(data: Path) -> None:
    app = typed(page(**DAY), top="357", below="382", person="Lan")
    assert "Chưa nêu lý do sửa" in words(app)
    assert app.button(key="one_commit").disabled
    app = commit(typed(app, reason="Báo cáo ghi 357"))
    assert "93,5% (357/382)" in words(app)


def test_a_change_after_the_preview_is_not_written_unseen(data: Path) -> None:
    app = page(ct="DT01", dv="42-2008", ky="2023", tl="ha-noi-2020")
    app = typed(app, value="12", person="Lan")
    app.text_input(key=f"value_{CELL}_0").set_value("13")
    app = commit(app)
    assert any("vừa thay đổi" in warning.value for warning in app.warning)
    assert "Đã ghi" not in words(app)
    assert "13 cuộc" in words(app)
    assert "Đã ghi (đợt D00002)" in words(commit(app))


def test_a_word_that_is_no_date_stays_in_its_field_and_no_period_is_assumed(data: Path) -> None:
    app = page(**DAY)
    app = app.text_input(key="one_day").set_value("hôm nay").run()
    assert any("không phải là ngày" in caption.value for caption in app.caption)
    assert "Chọn chỉ tiêu, đơn vị và kỳ" in words(app)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("half", "2023-H2"),
        ("quarter", "2023-Q4"),
        ("month", "2023-12"),
        ("nine_months", "2023-9M"),
        ("cumulative", "2023-11M"),
        ("term", "2018-2023"),
        ("day", "2023-12-31"),
        ("interval", "2023"),
    ],
)
def test_another_kind_of_period_takes_the_nearest_one(kind: str, code: str, data: Path) -> None:
    app = page(ct="DT01", dv="42-2008", ky="2023")
    app = app.selectbox(key="one_kind").set_value(kind).run()
    assert code in (app.query_params["ky"], *app.query_params["ky"])
    assert not app.exception


def test_names_from_outside_are_text(data: Path) -> None:
    app = page(ct="DT01", dv="42-2008", ky="2023", tl="+")
    app = commit(typed(app, value="7", paper_title="<img src=x onerror=alert(1)> *đậm*", person="<b>Lan</b>"))
    said = markup(page(ct="DT01", dv="42-2008", ky="2023"))
    assert "<img" not in said and "&lt;img" in said
    assert "<b>Lan" not in said
