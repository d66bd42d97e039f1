"""The command line: one JSON object, Vietnamese messages, exit codes; bad input is answered, nothing is lost."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from danvan import workspace
from danvan.cli import DONE, REFUSED, USAGE, main
from danvan.ingest import published

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    return directory


def ask(data: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict, str]:
    """(exit code, the JSON object, stderr)."""
    code = main(["--data", str(data), *words, "--json"])
    said = capsys.readouterr()
    return code, json.loads(said.out), said.err


def test_the_share_of_communes_keeps_its_parts_and_document(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = ask(data, capsys, "figure", "NT06", "01", "2020-07-15")
    assert code == DONE
    assert (answer["numerator"], answer["denominator"]) == (356, 382)
    assert answer["value"] == pytest.approx(100 * 356 / 382, abs=1e-12)
    assert answer["basis"] == "reported"
    assert answer["sources"][0]["date"] == "2020-07-15"


def test_the_periodic_dialogues_of_ha_noi_are_three_of_three_levels(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, answer, _ = ask(data, capsys, "figure", "DT02", "01", "2013-01-01..2020-07-15")
    assert (answer["value"], answer["basis"]) == (2214, "derived")
    assert answer["parts"] == {"present": 3, "expected": 3, "missing": []}


def test_all_kinds_of_dialogue_lack_the_ad_hoc_ones(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer, _ = ask(data, capsys, "figure", "DT01", "01", "2013-01-01..2020-07-15")
    assert answer["basis"] == "partial"
    assert "đột xuất" in answer["parts"]["missing"][0]


def test_soc_son_held_more_than_121(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer, _ = ask(data, capsys, "figure", "DT01", "016", "2021-01-01..2024-03-06")
    assert (answer["value"], answer["qualifier"], answer["state"]) == (121, "hon", "approximate")


def test_ha_tinhs_settlement_rate_is_unknown_and_says_why(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer, _ = ask(data, capsys, "figure", "YK08", "42", "2018-04-04..2023-08-25")
    assert (answer["value"], answer["basis"]) == (None, "none")
    assert "YK03" in answer["reason"]


def test_ho_chi_minh_city_has_no_figure(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer, _ = ask(data, capsys, "figure", "DT01", "79", "2024-H1")
    assert (answer["value"], answer["basis"], answer["state"]) == (None, "none", "missing")


def test_a_forecast_is_told_beside_the_actual_figure(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, answer, _ = ask(data, capsys, "figure", "DH06", "01", "2020", "--breakdown", "cap_dang=tren_co_so")
    assert answer["state"] != "expected"
    assert "Số dự kiến đã nêu: 50,0%" in answer["reason"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("figure", "NT66", "01", "2020"), "NT66"),
        (("figure", "NT06", "ZZ", "2020"), "ZZ"),
        (("figure", "NT06", "01", "thang nay"), "thang nay"),
        (("figure", "NT06", "01", "2020", "--breakdown", "cap=thon"), "cap=thon"),
        (("query", "figure.khong_co"), "figure.khong_co"),
        (("query", "figure.cell", "--param", "indicator=NT06"), "thiếu tham số"),
        (("undo", "D99999"), "D99999"),
    ],
)
def test_an_unknown_name_is_refused_with_the_remedy(
    words: tuple[str, ...], said: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer, error = ask(data, capsys, *words)
    assert code == REFUSED
    assert answer["status"] == "rejected"
    assert said in error and answer["remedy"]


def test_a_wrong_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["khong-co-lenh-nay"])
    assert stopped.value.code == USAGE
    assert "Xem cách dùng" in capsys.readouterr().err


def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "chinh-thuc.duckdb"
    file.write_bytes(b"khong phai" * 5000)
    code, answer, _ = ask(tmp_path, capsys, "figure", "NT06", "01", "2020")
    assert code == REFUSED
    assert str(file) in answer["message"] and "Không xóa tệp" in answer["remedy"]
    assert file.read_bytes() == b"khong phai" * 5000


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = workspace.open_workspace(workspace.ILLUSTRATIVE, tmp_path)
    with database.writing() as cursor:
        cursor.execute("update setting set value = '999' where name = 'schema_version'")
    database.close()
    code = main(["--data", str(tmp_path), "--workspace", "minh-hoa", "batches", "--json"])
    assert code == REFUSED
    assert "mới hơn chương trình" in capsys.readouterr().err


@pytest.mark.parametrize("damage", [b"", b"source,kind\n\xff\xfe", b"a,b\n1,2\n"])
def test_a_damaged_seed_file_is_named_and_loses_nothing(
    damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = tmp_path / "seed"
    seed.mkdir()
    (seed / "sources.csv").write_bytes((published.SEED / "sources.csv").read_bytes())
    (seed / "observations.csv").write_bytes(damage)
    monkeypatch.setattr(published, "SEED", seed)
    code, answer, _ = ask(tmp_path, capsys, "batches")
    assert code == REFUSED
    assert "observations.csv" in answer["message"] and "git checkout" in answer["remedy"]


def test_the_checks_find_the_two_sources_on_ha_noi(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = ask(data, capsys, "check")
    assert code == DONE
    found = {check["check"]: check["rows"] for check in answer["checks"]}
    assert [row["indicator"] for row in found["checks.warn_sources_disagree"]] == ["CC01"]


def test_names_are_recognised_asked_or_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["unit", "Hà Tỉnh", "QN", "Hà Tây", "--level", "province", "--on", "2024-12-31", "--json"]
    assert main(words) == DONE
    sure, asked, unknown = json.loads(capsys.readouterr().out)
    assert (sure["status"], sure["unit"]["code"]) == ("exact", "42")
    assert asked["status"] == "ambiguous" and {unit["code"] for unit in asked["candidates"]} >= {"22", "49"}
    assert (unknown["status"], unknown["unit"]) == ("unknown", None)


def test_an_undo_takes_the_published_facts_out_and_its_undo_brings_them_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, before, _ = ask(tmp_path, capsys, "figure", "NT02", "01", "2020-07-15")
    _, undone, _ = ask(tmp_path, capsys, "undo", "D00001")
    _, without, _ = ask(tmp_path, capsys, "figure", "NT02", "01", "2020-07-15")
    ask(tmp_path, capsys, "undo", undone["batch"])
    _, after, _ = ask(tmp_path, capsys, "figure", "NT02", "01", "2020-07-15")
    assert (before["value"], without["value"], after["value"]) == (356, None, 356)


def test_a_reader_that_has_seen_enough_gets_no_trace(data: Path) -> None:
    command = f"{sys.executable} -m danvan --data {data} query | head -n 1"
    said = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert said.stdout.strip()
    assert said.stderr == ""


def test_a_figure_as_of_a_past_day_knows_only_the_batches_of_then(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(data / "chinh-thuc.duckdb", tmp_path)
    cell = ("figure", "NT06", "01", "2020-07-15")
    _, today, _ = ask(tmp_path, capsys, *cell)
    _, before, _ = ask(tmp_path, capsys, *cell, "--as-of-day", "2020-01-01")
    assert (today["basis"], before["basis"], before["sources"]) == ("reported", "none", [])
    code = main(["--data", str(tmp_path), *cell, "--as-of-day", "2999-01-01", "--json"])
    assert code == DONE
    assert json.loads(capsys.readouterr().out) == today


def test_a_day_that_is_none_is_refused_in_vietnamese(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--data", str(data), "figure", "NT06", "01", "2020-07-15", "--as-of-day", "hôm qua"])
    assert stopped.value.code == USAGE
    assert "hôm qua" in capsys.readouterr().err
