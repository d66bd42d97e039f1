"""The page of what was entered: every batch with its status; one opened by the address; taking it back."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from danvan import workspace
from danvan.ingest import load, originals
from danvan.ingest.load import Batch
from tests.pages.app import page as opened
from tests.pages.seen import words

SENT = "Đơn vị;Năm;Số cuộc đối thoại\nHà Tĩnh;2023;52\n".encode()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The published facts (D00001), a file (D00002), a correction of it (D00003), its undo (D00004)."""
    directory = tmp_path_factory.mktemp("du-lieu")
    database = workspace.open_workspace(workspace.OFFICIAL, directory)
    path = originals.keep(directory, SENT)
    batch = Batch("import", "Báo cáo năm 2023", "Lan", "bao-cao.csv", originals.digest(SENT), path)
    load.commit(database, batch, _rows(52, 61))
    load.commit(database, Batch("edit", "Số cuộc đối thoại – Hà Tĩnh", "Minh", reason="nhầm"), _rows(55))
    load.undo(database, "D00003", "Hoa", "sửa nhầm chỗ")
    database.close()
    st.cache_resource.clear()
    st.cache_data.clear()
    yield directory
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture(autouse=True)
def _workspaces(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_DATA", str(data))


def page(**address: str) -> AppTest:
    """The page at an address."""
    return opened("upload/history", **address)


def _rows(*values: float) -> pd.DataFrame:
    units = ("42-2008", "40-2008")
    days = {"period_start": "2023-01-01", "period_end": "2023-12-31", "source": "bao-cao"}
    return pd.DataFrame(
        [
            {"indicator": "DT01", "unit_id": unit, "value": value, **days}
            for unit, value in zip(units, values, strict=False)
        ]
    )


def test_every_batch_is_listed_with_who_counts_and_status() -> None:
    said = words(page())
    for expected in ("D00002 · Báo cáo năm 2023", "bao-cao.csv", "Minh", "Đã hoàn tác", "Hoa"):
        assert expected in said
    assert "Số liệu công bố kèm theo" in said
    assert said.index("D00004") < said.index("D00003 ·") < said.index("D00001")


def test_the_status_narrows_the_list() -> None:
    undone = words(page(tt="da-hoan-tac"))
    assert "D00003 ·" in undone and "D00002 ·" not in undone
    files = words(page(loai="tep"))
    assert "D00002 ·" in files and "D00001 ·" not in files


def test_a_batch_says_what_it_changed_value_by_value() -> None:
    said = words(page(dot="D00003"))
    assert "Số cuộc đối thoại" in said and "Tỉnh Hà Tĩnh" in said
    assert '"t": "52"' in said and '"t": "55"' in said
    assert "nhầm" in said and "Đã hoàn tác bởi Hoa" in said


def test_the_file_is_given_back_as_it_was_sent() -> None:
    app = page(dot="D00002")
    assert "bao-cao.csv" in words(app)
    assert "Tải tệp gốc" in words(app)


def test_a_lost_original_is_told_and_the_rest_of_the_page_stays(data: Path) -> None:
    (data / originals.keep(data, SENT)).unlink()
    app = page(dot="D00002")
    originals.keep(data, SENT)
    assert any("Không còn tệp gốc" in error.value for error in app.error)
    assert "Những gì đã thay đổi" in words(app)


def test_an_unknown_batch_in_the_address_is_told() -> None:
    app = page(dot="D09999")
    assert any("D09999" in warning.value for warning in app.warning)
    assert "D00002 ·" in words(app)


def test_an_undone_batch_offers_its_restoring_and_a_live_one_its_undoing() -> None:
    assert page(dot="D00002").button(key="history_undo").label == "Hoàn tác đợt này…"
    assert page(dot="D00003").button(key="history_undo").label == "Khôi phục đợt này…"
    assert page(dot="D00004").button(key="history_undo").label == "Khôi phục đợt D00003…"


def test_the_review_asks_for_a_reason_and_a_name_before_it_acts() -> None:
    app = page(dot="D00002").button(key="history_undo").click().run()
    assert not app.exception
    assert "Số liệu sẽ đổi" in words(app)
    assert app.button(key="undo_confirm").disabled
