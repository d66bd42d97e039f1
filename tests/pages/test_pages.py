"""The pages under Streamlit's own test runner: no exception, the right choices, the right numbers."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import ROOT
from tests.pages.app import browse as run

PAGES = [
    "overview",
    "dialogues",
    "models",
    "new_rural",
    "oversight",
    "organisation",
    "satisfaction",
    "compliance",
    "targets",
    "unit_profile",
    "compare",
    "table",
]


pytestmark = pytest.mark.usefixtures("in_both")


def shown(app: AppTest) -> str:
    """All HTML and text of the page's body."""
    return "\n".join(str(element.proto) for element in app.main.children.values()) + str(app.main)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("kg", ["chinh-thuc", "minh-hoa"])
def test_a_page_opens_without_an_error_message(page: str, kg: str) -> None:
    app = run(page, kg=kg)
    assert not app.exception
    assert [error.value for error in app.error] == []


def test_an_unknown_indicator_in_the_address_is_said_and_replaced() -> None:
    app = run("dialogues", kg="minh-hoa", lk="year", ky="2024", ct="XX99")
    assert any("ct=XX99" in warning.value for warning in app.warning)
    assert app.selectbox(key="w_ct_DT01_DT02_DT03_YK01_YK08_YK10_DT07").value == "DT01"


def test_the_units_offered_are_those_of_the_period() -> None:
    before = run("dialogues", kg="minh-hoa", lk="year", ky="2024")
    assert len(before.selectbox(key="w_dv").options) == 1 + 63
    now = run("dialogues", kg="minh-hoa", lk="year", ky="2024", dg="hien-nay")
    assert len(now.selectbox(key="w_dv").options) == 1 + 34


def test_an_unreadable_database_gives_a_message_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chinh-thuc.duckdb").write_bytes(b"khong phai tep du lieu" * 1000)
    monkeypatch.setenv("DANVAN_DATA", str(tmp_path))
    import streamlit as st

    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert any("bị hỏng" in error.value and "không xóa" in error.value for error in app.error)
    assert any("Không có bản sao lưu nào" in error.value for error in app.error)
    assert (tmp_path / "chinh-thuc.duckdb").read_bytes() == b"khong phai tep du lieu" * 1000
    st.cache_resource.clear()
