"""`python -m danvan import`: preview, commit, re-send, refuse, ask; the JSON object; real files where there are any."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from danvan import workspace
from danvan.cli import DONE, REFUSED, main

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
DIALOGUES = """Biểu tổng hợp đối thoại
Kỳ số liệu: 6 tháng đầu năm 2024
STT;Đơn vị;Số cuộc đối thoại định kỳ
1;Hà Giang;12
2;Tuyên Quang;0
3;Hà Tĩnh;
4;Tổng cộng;12
"""
KEYS = set(
    "status batch encoding delimiter decimal header_rows layout rows_read accepted unchanged changed rejected units "
    "periods indicators choices findings".split()
)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the published facts, copied for each test: making one takes seconds."""
    directory = tmp_path_factory.mktemp("san-sang")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    return directory


@pytest.fixture
def data(ready: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ready, tmp_path / "du-lieu"))


@pytest.fixture
def dialogues(tmp_path: Path) -> Path:
    path = tmp_path / "doi-thoai.csv"
    path.write_text(DIALOGUES, encoding="utf-8")
    return path


def ask(data: Path, capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, dict[str, Any]]:
    """(exit code, the JSON object)."""
    code = main(["--data", str(data), *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def figure(data: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    return ask(data, capsys, "figure", *words)[1]


def test_a_preview_writes_nothing_and_has_every_key(
    data: Path, dialogues: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = ask(data, capsys, "import", dialogues, "--dry-run")
    assert (code, told["status"], told["batch"]) == (DONE, "preview", None)
    assert set(told) >= KEYS
    assert (told["encoding"], told["delimiter"], told["header_rows"]) == ("utf-8", ";", [3, 3])
    assert told["units"] == {"matched": 3, "unmatched": []}
    assert (told["periods"], told["indicators"]) == (["2024-H1"], ["DT02"])
    assert {(v["unit"], v["value"]) for v in told["values"]} == {("02", 12.0), ("08", 0.0)}
    assert figure(data, capsys, "DT02", "02", "2024-H1")["value"] is None


def test_a_commit_is_seen_at_once_and_sending_it_again_changes_nothing(
    data: Path, dialogues: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = ask(data, capsys, "import", dialogues)
    assert (code, told["status"], told["new"]) == (DONE, "committed", 2)
    found = figure(data, capsys, "DT02", "02", "2024-H1")
    assert (found["value"], found["sources"][0]["batch"]) == (12, told["batch"])
    assert figure(data, capsys, "DT02", "08", "2024-H1")["value"] == 0
    assert figure(data, capsys, "DT02", "42", "2024-H1")["value"] is None
    code, again = ask(data, capsys, "import", dialogues)
    assert (code, again["status"], again["batch"], again["unchanged"]) == (DONE, "committed", None, 2)


def test_an_undone_import_leaves_no_trace_in_the_figures(
    data: Path, dialogues: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, told = ask(data, capsys, "import", dialogues)
    ask(data, capsys, "undo", told["batch"])
    assert figure(data, capsys, "DT02", "02", "2024-H1")["value"] is None


def test_the_original_is_kept_as_it_was_sent(data: Path, dialogues: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ask(data, capsys, "import", dialogues)
    kept = [path for path in (data / "files").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [dialogues.read_bytes()]


def test_a_corrected_file_of_the_same_document_changes_the_figure(
    data: Path, dialogues: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(data, capsys, "import", dialogues)
    dialogues.write_text(DIALOGUES.replace("Hà Giang;12", "Hà Giang;15").replace("cộng;12", "cộng;15"), "utf-8")
    _, told = ask(data, capsys, "import", dialogues)
    assert (told["changed"], told["unchanged"]) == (1, 1)
    assert figure(data, capsys, "DT02", "02", "2024-H1")["value"] == 15


def test_an_unknown_name_is_refused_with_its_row_and_asked(
    data: Path, dialogues: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dialogues.write_text(DIALOGUES.replace("Hà Giang", "Hà Gianh"), "utf-8")
    code, told = ask(data, capsys, "import", dialogues)
    assert (code, told["status"]) == (REFUSED, "needs_choice")
    assert told["units"]["unmatched"] == ["Hà Gianh"]
    assert [item["row"] for item in told["findings"] if item["severity"] == "stop"] == [4]
    assert figure(data, capsys, "DT02", "08", "2024-H1")["value"] is None


def test_good_rows_go_in_without_the_bad_ones_only_when_asked_for(
    data: Path, dialogues: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dialogues.write_text(DIALOGUES.replace("Hà Giang;12", "Hà Gianh;12"), "utf-8")
    code, told = ask(data, capsys, "import", dialogues, "--accept-good-rows")
    assert (code, told["status"], told["accepted"], told["rows_rejected"]) == (DONE, "committed", 1, 1)
    assert figure(data, capsys, "DT02", "08", "2024-H1")["value"] == 0


def test_answers_in_a_file_settle_what_was_asked(
    data: Path, dialogues: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dialogues.write_text(DIALOGUES.replace("Hà Giang", "Hà Gianh"), "utf-8")
    answers = tmp_path / "tra-loi.json"
    answers.write_text(json.dumps({"units": {"Hà Gianh": "02-2008"}}), "utf-8")
    code, _ = ask(data, capsys, "import", dialogues, "--choices", answers)
    assert code == DONE
    assert figure(data, capsys, "DT02", "02", "2024-H1")["value"] == 12


def test_a_wrong_total_is_told_with_both_numbers(
    data: Path, dialogues: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dialogues.write_text(DIALOGUES.replace("cộng;12", "cộng;99"), "utf-8")
    _, told = ask(data, capsys, "import", dialogues, "--dry-run")
    said = [item["message"] for item in told["findings"] if item["severity"] == "warn"]
    assert any("99" in message and "12" in message for message in said)


def test_several_files_are_told_one_by_one(
    data: Path, dialogues: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "rong.csv"
    empty.write_bytes(b"")
    code, told = ask(data, capsys, "import", dialogues, empty)
    assert (code, told["status"]) == (REFUSED, "rejected")
    assert [one["status"] for one in told["files"]] == ["committed", "rejected"]


def test_a_missing_file_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = ask(data, capsys, "import", "khong-co.csv")
    assert code == REFUSED
    assert "khong-co.csv" in told["message"]


def test_new_indicators_are_declared_with_the_import(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mua-2023.csv"
    path.write_text("Tỉnh,Lượng mưa (mm)\nHà Giang,2400\nHà Tĩnh,2650\n", "utf-8")
    assert ask(data, capsys, "import", path)[1]["status"] == "needs_choice"
    code, told = ask(data, capsys, "import", path, "--new-indicators")
    assert (code, told["status"], len(told["indicators"])) == (DONE, "committed", 1)
    found = figure(data, capsys, told["indicators"][0], "42", "2023")
    assert found["value"] == 2650


# File → rows, units, and (measure, unit, period, value) of its README.
EXPECTED = {
    "labor_force_long.csv": (567, 63, ("labor_force", "42", "2018", 707.0)),
    "malnutrition_children_2018.csv": (63, 63, ("Weight", "42", "2018", 16.3)),
    "mof2003_tcvn3_semicolon.csv": (61, 61, ("tổng thu", "01", "2003", 19348000.0)),
    "papi2016_cp1258_semicolon_deccomma.csv": (63, 63, ("Tham gia", "42", "2016", 6.809)),
    "papi2016_utf8_nfd_comma.csv": (63, 63, ("Tham gia", "01", "2016", 5.338)),
    "population_by_district_2019.csv": (712, 712, ("total", "016", "2019", 343432.0)),
    "mof_plan_2003_tcvn3.xls": (122, 61, ("tổng thu", "01", "2003", 19348000.0)),
    "papi_2011_2016.xlsx": (378, 63, ("Tham gia", "42", "2016", 6.809287)),
}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real files are not part of the project")
@pytest.mark.parametrize("name", list(EXPECTED))
def test_a_real_file_gives_its_known_values(name: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, matched, (measure, unit, period, value) = EXPECTED[name]
    _, told = ask(data, capsys, "import", SAMPLES / name, "--dry-run", "--new-indicators")
    assert (told["rows_read"], told["units"]["matched"], told["units"]["unmatched"]) == (rows, matched, [])
    values = pd.DataFrame(told["values"])
    found = values[(values["unit"] == unit) & (values["period"] == period) & values["measure"].str.contains(measure)]
    assert any(one == pytest.approx(value, abs=5e-7) for one in found["value"])
    assert not [item for item in told["findings"] if item["severity"] == "stop"]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real files are not part of the project")
def test_the_census_adds_up_and_knows_both_hoang_mai(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = ask(data, capsys, "import", SAMPLES / "population_by_district_2019.csv", "--dry-run")
    values = pd.DataFrame(told["values"])
    total = values[values["column"] == 7].set_index("unit_id")["value"]
    assert total.sum() == 96208984
    assert sorted(total[[unit for unit in total.index if unit.startswith(("008-", "432-"))]]) == [113360, 506347]
