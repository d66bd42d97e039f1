"""The restore drill of docs/backup.md: the whole data folder is lost; one carried file brings everything back."""

import json
import shutil
import time
from pathlib import Path

import pytest

from danvan import workspace
from danvan.cli import DONE, main
from danvan.ingest import originals
from tests.faults import lived
from tests.faults.lived import NAME

ROOT = Path(__file__).resolve().parents[2]
SENT = ROOT / "docs" / "examples" / "doi-thoai-2024-H1.csv"


def _run(capsys: pytest.CaptureFixture[str], data: Path, *words: object) -> dict:
    code = main(["--data", str(data), *(str(word) for word in words), "--json"])
    said = capsys.readouterr()
    assert code == DONE, said.err
    return json.loads(said.out)


def _everything(data: Path) -> tuple[list[tuple], list[tuple], list[str]]:
    database = workspace.open_workspace(NAME, data)
    try:
        with database.cursor() as cursor:
            reports = cursor.execute(lived.REPORTS).fetchall()
        return lived.figures(database), reports, lived.batches(database)
    finally:
        database.close()


def test_after_losing_the_data_folder_a_carried_copy_brings_equal_figures(
    data: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = _run(capsys, data, "import", SENT, "--source", "Báo cáo 6 tháng đầu năm 2024")["batch"]
    originals.put_aside(data, "đang làm dở.csv", b"a;b\n1;2")
    before = _everything(data)
    carried = tmp_path_factory.mktemp("o-ngoai") / "sao-luu.zip"
    _run(capsys, data, "backup", carried)
    began = time.monotonic()
    shutil.rmtree(data)
    preview = _run(capsys, data, "restore", carried, "--dry-run")
    assert (preview["gone"], preview["after"]["batch"]) == ([], len(before[2]))
    assert not workspace.path_of(NAME, data).exists(), "a preview writes no data"
    _run(capsys, data, "restore", carried, "--reason", "diễn tập")
    with capsys.disabled():
        print(f"\nrestore drill: {len(before[0])} figures equal, {time.monotonic() - began:.1f} s")
    assert _everything(data) == before
    database = workspace.open_workspace(NAME, data)
    with database.cursor() as cursor:
        path = cursor.execute("select file_path from batch where batch_id = ?", [batch]).fetchone()[0]
    database.close()
    assert originals.original(data, path) == SENT.read_bytes()
    assert [name for _, name in originals.waiting(data)] == ["đang làm dở.csv"]
    told = _run(capsys, data, "doctor")
    assert told["status"] == "passed", [line for line in told["checks"] if line["state"] == "fail"]


def test_a_carried_file_that_is_damaged_changes_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    carried = tmp_path / "mang-di.zip"
    _run(capsys, data, "backup", carried)
    held = bytearray(carried.read_bytes())
    held[len(held) // 2] ^= 0xFF
    carried.write_bytes(held)
    before = _everything(data)
    assert main(["--data", str(data), "restore", str(carried)]) == 1
    assert "đã hỏng" in capsys.readouterr().err
    assert _everything(data) == before
