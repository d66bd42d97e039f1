"""The page of copies: the list, one now, putting one back with what would change; and the report on damaged data."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from danvan import workspace
from danvan.backup import make
from danvan.backup.store import BY_HAND, Store
from danvan.ingest import load
from danvan.ingest.load import Batch
from tests.pages.seen import words

ROOT = Path(__file__).resolve().parents[2]
NAME = workspace.OFFICIAL


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy 1 without, copy 2 with the batch D00002."""
    directory = tmp_path_factory.mktemp("du-lieu")
    database = workspace.open_workspace(NAME, directory)
    make.make(database, NAME, BY_HAND, "Lan")
    days = {"period_start": "2023-01-01", "period_end": "2023-12-31", "source": "bao-cao"}
    rows = pd.DataFrame([{"indicator": "DT01", "unit_id": "42-2008", "value": 52, **days}])
    load.commit(database, Batch("import", "Báo cáo năm 2023 <b>", "Hoa"), rows)
    make.make(database, NAME, BY_HAND, "Lan")
    database.close()
    return directory


@pytest.fixture
def data(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the test's own with all that."""
    directory = tmp_path / "du-lieu"
    shutil.copytree(made, directory)
    monkeypatch.setenv("DANVAN_DATA", str(directory))
    _forget()
    yield directory
    _forget()


def _forget() -> None:
    st.cache_resource.clear()
    st.cache_data.clear()


def page(**address: str) -> AppTest:
    """The page at an address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.run()
    app.query_params.clear()
    app.switch_page("pages/admin/backup.py")
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_every_copy_is_listed_with_what_it_holds_and_that_it_was_verified(data: Path) -> None:
    said = words(page())
    assert "2 bản" in said and "đến đợt D00002" in said
    for expected in ('"t": "1 · ', '"t": "2 · ', "Theo yêu cầu, Lan", "Đã mở lại, khớp", " MB", '"t": "122"'):
        assert expected in said
    assert str(data) in said.replace("\\", "")


def test_a_copy_is_made_at_once_by_a_named_person(data: Path) -> None:
    app = page()
    assert app.button(key="backup_now").disabled
    app.text_input(key="backup_person").set_value("Minh").run()
    app.button(key="backup_now").click().run()
    assert "bản số 3" in app.success[0].value
    assert Store(data, NAME).newest_good().who == "Minh"


def test_putting_a_copy_back_tells_the_batches_that_would_be_gone_and_asks_for_a_reason(data: Path) -> None:
    app = page(ban="1")
    said = words(app)
    assert (
        "1 đợt nhập sau bản sao lưu này sẽ không còn" in said
        and "D00002 · Báo cáo năm 2023" in said
        and "hiện nay 122" in said
    )
    assert app.button(key="backup_confirm").disabled
    app.text_input(key="backup_person").set_value("Minh").run()
    app.text_input(key="backup_reason").set_value("nhập nhầm").run()
    assert app.button(key="backup_confirm").disabled, "not without having looked"
    app.checkbox[0].check().run()
    app.button(key="backup_confirm").click().run()
    assert "Đã khôi phục bản số 1. Dữ liệu trước đó là bản số 3" in app.success[0].value
    assert "Không đợt nhập nào phải bỏ" in words(page(ban="1"))


def test_an_unknown_copy_gives_a_notice_and_the_list(data: Path) -> None:
    app = page(ban="99")
    assert "99" in app.warning[0].value and '"t": "2 · ' in words(app)


def test_damaged_data_is_a_report_with_a_way_back_on_every_page(data: Path) -> None:
    path = workspace.path_of(NAME, data)
    path.write_bytes(b"hong" * 5000)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.run()
    assert not app.exception
    said = words(app)
    assert "Dữ liệu cần được khôi phục" in said and "bản số 2" in said
    assert app.button(key="damaged_restore").disabled
    app.text_input(key="damaged_person").set_value("Minh").run()
    app.button(key="damaged_restore").click().run()
    assert not app.exception
    assert "Tổng quan" in words(app)
    assert [one.read_bytes()[:8] for one in (data / "aside").glob("*.duckdb~*")] == [b"honghong"]
