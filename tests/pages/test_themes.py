"""The theme of a year, under Streamlit's test runner: from typing it to the heading of the pages it holds for."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danvan import workspace
from tests.pages.app import ROOT
from tests.pages.app import browse as run
from tests.pages.seen import words

SAID = "Chủ đề năm 2026: “Năm hướng về cơ sở”"


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_DATA", str(tmp_path))
    workspace.open_workspace(workspace.OFFICIAL, tmp_path).close()


def plans() -> AppTest:
    """The form for Hà Nội."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.run()
    app.switch_page("pages/upload/plans.py")
    app.query_params["muc"] = "chu-de"
    app.query_params["dv"] = "01-2008"
    return app.run()


def note(app: AppTest, theme: str, basis: str = "Kế hoạch 12-KH/TU") -> AppTest:
    """The form filled in and saved."""
    app.number_input(key="theme_year").set_value(2026)
    app.text_input(key="theme_words").set_value(theme)
    app.text_input(key="theme_basis").set_value(basis)
    app.text_input(key="theme_person").set_value("Nguyễn Thị Lan")
    app.run()
    app.button(key="theme_save").click()
    return app.run()


def test_a_theme_that_is_noted_stands_on_the_profile_of_the_unit_and_of_those_below() -> None:
    app = note(plans(), "Năm hướng về cơ sở")
    assert [done.value for done in app.success] == ["Đã ghi chủ đề năm 2026 của Thành phố Hà Nội."]
    own = words(run("unit_profile", dv="01-2008", lk="interval"))
    assert SAID in own and "Kế hoạch 12-KH/TU · Nguyễn Thị Lan ghi ngày" in own
    below = words(run("unit_profile", dv="00004-2025", lk="interval"))
    assert SAID in below and "(Thành phố Hà Nội)" in below
    assert SAID not in words(run("overview", dv="42-2008", lk="interval"))


def test_empty_words_take_the_theme_back_and_a_theme_without_a_document_is_refused() -> None:
    app = note(plans(), "Năm hướng về cơ sở", basis="")
    assert "Chưa ghi người nhập hoặc căn cứ" in app.error[0].value
    app = note(app, "Năm hướng về cơ sở")
    app = note(app, "")
    assert [done.value for done in app.success] == ["Đã bỏ chủ đề năm 2026 của Thành phố Hà Nội."]
    assert "Chưa ghi chủ đề nào" in words(app)
