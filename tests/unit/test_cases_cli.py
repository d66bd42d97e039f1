"""The register on the command line and as of a past day."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from danvan import cli, workspace
from danvan.cases import register, store
from danvan.cases.item import Case
from danvan.errors import DanVanError
from danvan.lists.change import Change

HEAD = "Đơn vị;Thuộc tỉnh, thành phố;Nguồn;Ngày tiếp nhận;Nội dung;Cơ quan giải quyết;Hạn\n"
GOOD = "Xã Cẩm Xuyên;Hà Tĩnh;Đối thoại;10/9/2026;Sửa cống;UBND xã;1/10/2026\n"
BAD = "Xã Cẩm Xuyên;Hà Tĩnh;Đối thoại;;Lắp đèn;;\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    return directory


def run(capsys: pytest.CaptureFixture[str], folder: Path, *words: str) -> tuple[int, dict]:
    code = cli.main(["--data", str(folder), "cases", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_list_is_checked_tried_written_and_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "so.csv"
    file.write_text(HEAD + GOOD + BAD, encoding="utf-8")
    code, told = run(capsys, folder, str(file))
    assert (code, told["status"], len(told["added"]), told["written"]) == (1, "rejected", 1, [])
    assert [(item["row"], item["code"]) for item in told["findings"]] == [(3, "cases_no_day")]
    file.write_text(HEAD + GOOD, encoding="utf-8")
    assert run(capsys, folder, str(file), "--dry-run")[1]["written"] == []
    assert run(capsys, folder, str(file), "--who", "Lan")[1]["written"] == ["KN00001"]
    code, told = run(capsys, folder, str(file))
    assert (code, told["unchanged"], told["written"]) == (0, 1, [])
    code, told = run(capsys, folder, "--unit", "42", "--state", "overdue")
    assert (told["counts"]["open"], told["counts"]["overdue"]) == (1, 1)
    assert [(case["case"], case["state"], case["owner"]) for case in told["cases"]] == [
        ("KN00001", "overdue", "UBND xã")
    ]
    assert run(capsys, folder, "--unit", "01")[1]["cases"] == []
    cli.main(["--data", str(folder), "cases", "--out", str(folder / "ra.xlsx")])
    assert "KN00001" in capsys.readouterr().out
    code, told = run(capsys, folder, str(folder / "ra.xlsx"))
    assert (code, told["unchanged"], told["written"]) == (0, 1, [])


def test_a_list_is_written_to_known_kinds_of_files_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--data", str(folder), "cases", "--out", str(folder / "ra.doc")]) == 1
    assert ".xlsx hoặc .csv" in capsys.readouterr().err


def test_a_past_day_knows_the_register_that_stood_then(tmp_path: Path) -> None:
    database = workspace.open_workspace(workspace.OFFICIAL, tmp_path)
    case = Case("", "42-2008", "doi_thoai", date(2026, 1, 2), "", "Sửa cống")
    store.write(database, [case], Change("Lan", at=datetime(2026, 1, 5, 8)))
    (known,) = register.standing(database.ask)
    assigned = Case(**{**vars(known), "owner": "UBND tỉnh"})
    store.write(database, [assigned], Change("Hoa", at=datetime(2026, 6, 1, 8)))
    then = workspace.open_as_of(workspace.OFFICIAL, date(2026, 3, 31), database, tmp_path)
    assert [(case.owner, case.changed_by) for case in register.standing(then.ask)] == [("", "Lan")]
    with pytest.raises(DanVanError, match="ngày đã qua"):
        store.write(then, [Case(**{**vars(known), "case_id": "", "content": "Lắp đèn"})], Change("Lan"))
    then.close()
    assert [case.owner for case in register.standing(database.ask)] == ["UBND tỉnh"]
    database.close()
