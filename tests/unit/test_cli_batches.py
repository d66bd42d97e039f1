"""`batches` and `undo` on the command line: a line a batch, a preview that writes nothing, a reason that is kept."""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from danvan import workspace
from danvan.cli import DONE, REFUSED, main
from danvan.ingest import load
from danvan.ingest.load import Batch


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """An illustrative workspace with one batch: the dialogues of two provinces."""
    database = workspace.open_workspace(workspace.ILLUSTRATIVE, tmp_path)
    days = {"period_start": "2023-01-01", "period_end": "2023-12-31", "source": "bao-cao"}
    rows = [
        {"indicator": "DT01", "unit_id": unit, "value": value, **days}
        for unit, value in (("42-2008", 52), ("40-2008", 61))
    ]
    load.commit(database, Batch("import", "Báo cáo năm 2023", "Lan", "bao-cao.csv"), pd.DataFrame(rows))
    database.close()
    yield tmp_path


def run(data: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """(exit code, stdout) of one command."""
    code = main(["--data", str(data), "--workspace", "minh-hoa", *words])
    return code, capsys.readouterr().out


def test_a_batch_is_one_line_with_who_counts_and_status(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(data, capsys, "batches")
    assert code == DONE
    (line,) = said.splitlines()
    assert line.startswith("D00001  ")
    assert "Lan: Nhập từ tệp: Báo cáo năm 2023 (bao-cao.csv) – 2 mới – Đang có hiệu lực" in line


def test_the_preview_of_an_undo_names_every_figure_and_writes_nothing(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = run(data, capsys, "undo", "D00001", "--dry-run")
    assert "Số cuộc đối thoại – Tỉnh Hà Tĩnh – Năm 2023: 52 cuộc → chưa báo cáo" in said
    _, told = run(data, capsys, "undo", "D00001", "--dry-run", "--json")
    found = json.loads(told)
    assert found["status"] == "preview" and found["changes"] == len(found["figures"])
    reported = {
        (row["unit"], row["value"], row["after_value"]) for row in found["figures"] if row["basis"] == "reported"
    }
    assert reported == {("42-2008", 52, None), ("40-2008", 61, None)}
    assert len(run(data, capsys, "batches")[1].splitlines()) == 1


def test_a_partial_sum_in_the_preview_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = run(data, capsys, "undo", "D00001", "--dry-run")
    assert "Cả nước – Năm 2023: 113 cuộc (chưa đủ số liệu) → chưa báo cáo" in said


def test_who_and_why_are_kept_and_an_undo_of_the_undo_is_a_restoring(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = run(data, capsys, "undo", "D00001", "--reason", "gửi nhầm", "--who", "Minh", "--json")
    assert (code, json.loads(said)["batch"]) == (DONE, "D00002")
    listed = json.loads(run(data, capsys, "batches", "--json")[1])
    assert (listed[0]["created_by"], listed[0]["reason"], listed[1]["status"]) == ("Minh", "gửi nhầm", "undone")
    run(data, capsys, "undo", "D00002")
    lines = run(data, capsys, "batches")[1].splitlines()
    assert "Khôi phục đợt D00001: Báo cáo năm 2023" in lines[0]
    assert "Hoàn tác đợt D00001: Báo cáo năm 2023" in lines[1]
    assert lines[2].endswith("Đang có hiệu lực")


def test_an_undone_batch_says_by_whom(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, capsys, "undo", "D00001", "--who", "Minh")
    assert "Đã hoàn tác bởi Minh lúc" in run(data, capsys, "batches")[1]


def test_an_unknown_batch_has_no_preview(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--data", str(data), "--workspace", "minh-hoa", "undo", "D99999", "--dry-run"])
    assert code == REFUSED
    assert "D99999" in capsys.readouterr().err
