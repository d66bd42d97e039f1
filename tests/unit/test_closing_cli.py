"""Closed periods on the command line; in copies of the data and in what was known on a past day."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from danvan import cli, closing, workspace
from danvan.backup import make, restore
from danvan.backup.store import BY_HAND, Store
from danvan.periods import parse

HEAD = "Đơn vị,Năm,Số cuộc đối thoại\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    return directory


def run(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, object]:
    code = cli.main(["--data", str(folder), *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_period_is_closed_changed_with_a_reason_and_opened(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "a.csv"
    file.write_text(f"{HEAD}Tỉnh Hà Tĩnh,2024,52\nTỉnh Hà Tĩnh,2025,53\n", encoding="utf-8")
    assert run(capsys, folder, "closing", "list") == (0, [])
    code, told = run(capsys, folder, "closing", "close", "2024", "--from", "15/02/2025", "--who", "Lan")
    assert (code, told["closing"], told["closed_from"], told["unit"]) == (0, "KS00001", "2025-02-15", "VN")
    assert run(capsys, folder, "closing", "close", "2024")[0] == 1

    send = ("import", str(file), "--source", "Báo cáo")
    code, told = run(capsys, folder, *send)
    assert (code, told["status"], [item["code"] for item in told["findings"]]) == (
        1, "rejected", ["check_period_closed"],
    )  # fmt: skip
    code, told = run(capsys, folder, *send, "--closed-reason", "Đính chính")
    assert (code, told["status"]) == (0, "committed")
    batch = told["batch"]
    code, told = run(capsys, folder, "undo", batch, "--dry-run")
    assert told["closed"] == [{"closing": "KS00001", "figures": 1}]
    assert run(capsys, folder, "undo", batch, "--reason", "Gửi nhầm")[0] == 1
    code, told = run(capsys, folder, "undo", batch, "--closed-reason", "Gửi nhầm")
    assert code == 0
    _, told = run(capsys, folder, "closing", "changes")
    assert [(row["batch_id"], row["reason"]) for row in told] == [("D00003", "Gửi nhầm"), (batch, "Đính chính")]

    code, told = run(capsys, folder, "closing", "reopen", "KS00001", "--unit", "42", "--reason", "Bổ sung")
    assert (code, told["stands"], told["opened_for"]) == (0, True, ["42-2008"])
    assert run(capsys, folder, *send)[0] == 0
    code, told = run(capsys, folder, "closing", "close-again", "KS00001", "--unit", "42")
    assert (code, told["opened_for"]) == (0, [])
    assert run(capsys, folder, "closing", "reopen", "KS00001", "--reason", "Đính chính")[1]["stands"] is False
    cli.main(["--data", str(folder), "closing", "list"])
    assert "đã mở lại" in capsys.readouterr().out


def test_all_periods_up_to_a_day_are_closed_for_a_unit(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, folder, "closing", "close", "..2020-12-31", "--unit", "01")
    assert (code, told["period"], told["unit"]) == (0, "..2020-12-31", "01-2008")


def test_a_faulty_day_or_period_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["--data", str(folder), "closing", "close", "2023", "--from", "hôm qua"])
    assert cli.main(["--data", str(folder), "closing", "close", "năm ngoái"]) == 1
    assert "Không hiểu kỳ" in capsys.readouterr().err


def test_a_past_day_knows_the_closings_of_then_and_a_copy_puts_them_back(tmp_path: Path) -> None:
    database = workspace.open_workspace(workspace.OFFICIAL, tmp_path)
    closing.close(database, parse("2023"), "Lan", datetime(2026, 1, 5, 8))
    closing.close(database, parse("2024"), "Lan", datetime(2026, 3, 5, 8))
    past = workspace.open_as_of(workspace.OFFICIAL, date(2026, 2, 1), database, tmp_path)
    assert [one.name for one in closing.every(past)] == ["Năm 2023"]
    past.close()
    kept = make.make(database, workspace.OFFICIAL, BY_HAND, "Lan")
    assert kept.good and kept.counts["closing"] == 2
    closing.reopen(database, "KS00001", "Lan", datetime(2026, 4, 5, 8), "Bổ sung")
    restore.into_open(database, Store(tmp_path, workspace.OFFICIAL), kept, "Lan", "thử", lambda _: None)
    assert all(one.stands for one in closing.every(database))
    database.close()
