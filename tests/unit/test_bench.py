"""The benches' own arithmetic and their generated figures: what they say must hold before any time is believed."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from danvan import catalogue
from tests.bench import datasets, workspaces
from tests.bench.datasets import DATASETS, Dataset
from tests.bench.measured import Record, p95, ratio, summary

EVERY = pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
# part ≤ whole, as the data checks have it (queries/checks/warn_part_exceeds_whole.sql and its neighbours).
ORDER = [
    ("YK05", "YK04"), ("YK02", "YK01"), ("GS03", "GS02"), ("DV13", "DV01"), ("DV03", "DV02"), ("NT02", "NT01"),
    ("DH01", "DH02"), ("DH04", "DH01"), ("DH05", "DH01"), ("QC04", "QC06"), ("QC08", "QC09"), ("KN12", "KN04"),
    ("BC02", "BC01"),
]  # fmt: skip


def table(dataset: Dataset, months: list[int]) -> pd.DataFrame:
    """One row a unit and month, one column an indicator."""
    found = datasets.rows(dataset, months)
    return found.pivot(index=["unit", "month"], columns="indicator", values="value").astype(np.int64)


def test_the_95th_percentile_is_a_sample_that_was_taken_and_is_never_rounded_down() -> None:
    assert p95(list(range(1, 101))) == 95
    assert p95([3.0, 1.0, 2.0]) == 3.0
    assert p95(list(range(1, 12))) == 11


def test_a_summary_tells_median_and_span() -> None:
    found = summary([5.0, 1.0, 3.0, 9.0])
    assert (found.n, found.median, found.low, found.high) == (4, 4.0, 1.0, 9.0)
    with pytest.raises(ValueError):
        summary([])


def test_a_ratio_is_that_of_two_medians_and_a_floor_of_nothing_has_none() -> None:
    assert ratio([2.0, 100.0, 4.0], [1.0, 2.0, 3.0]) == 2.0
    assert ratio([1.0], [0.0]) is None


def test_a_record_keeps_every_sample_and_sets_the_app_beside_each_floor() -> None:
    record = Record()
    for value in (30.0, 20.0, 40.0):
        record.add("pages S", "reload", "app", value)
    record.add("pages S", "reload", "dash", 20.0)
    told = json.loads(record.to_json())["measures"][0]
    assert told["subjects"]["app"]["samples"] == [30.0, 20.0, 40.0] and told["ratios"] == {"dash": 1.5}
    assert "app = 1.50 × dash" in record.table()


def test_the_sizes_are_those_that_are_spoken_of() -> None:
    held = {name: one.months * len(one.units) for name, one in DATASETS.items()}
    assert held["S"] * 40 == 302_400 and held["L"] * 50 == 19_926_000
    # Of the districts some were born or ended on the way: as many rows as stood in each month.
    standing = sum(datasets.stands(u, span) for span in DATASETS["M"].spans for u in DATASETS["M"].units)
    assert 3_300_000 < standing * 40 < 3_450_000


@EVERY
def test_every_indicator_may_be_reported_by_the_level_in_all_the_months(dataset: Dataset) -> None:
    assert len(set(dataset.indicators)) == len(dataset.indicators) == (50 if dataset.name == "L" else 40)
    for code in dataset.indicators:
        item = catalogue.get(code)
        assert dataset.level in item.levels and not item.cumulative and item.valid_to is None, code
        assert item.valid_from is None or item.valid_from <= dataset.spans[0].start, code
        assert item.kind == ("stock" if code in {*datasets.STOCKS, *datasets.STEADY} else "flow"), code


@EVERY
def test_the_figures_agree_with_each_other(dataset: Dataset) -> None:
    found = table(dataset, [0, 1, 59, 119])
    assert (found["DT01"] == found["DT02"] + found["DT03"]).all()
    assert (found["YK06"] + found["YK01"] == found["YK03"] + found["YK07"] + found["YK04"]).all()
    assert (found["KN05"] <= found["KN04"] + found["KN11"]).all()
    for part, whole in ORDER:
        if part in found:
            assert (found[part] <= found[whole]).all(), (part, whole)


def test_the_figures_are_the_same_every_time() -> None:
    """A change of these bytes makes measurements of before and after it two different things."""
    told = hashlib.sha256()
    for dataset in DATASETS.values():
        told.update(datasets.rows(dataset, [0, 7, 119])["value"].to_numpy().astype("<i4").tobytes())
    assert told.hexdigest()[:16] == "5d10b66b2d8ad89b"


def test_months_differ_so_that_the_right_chart_can_be_told_from_the_last_one() -> None:
    by_month = (
        datasets.rows(DATASETS["S"], list(range(120))).query("indicator == 'DT01'").groupby("month")["value"].sum()
    )
    assert by_month.nunique() > 100


def test_a_file_is_one_that_an_office_may_send(tmp_path: Path) -> None:
    dataset = DATASETS["L"]
    months = datasets.chunks(dataset)
    assert sum(months, []) == list(range(120)) and len(months) == 24
    few = Dataset("S", "province", ("DT01",), (2015, 1), months=2)
    path, *more = datasets.write_csv(few, tmp_path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not more and len(lines) == 1 + 2 * 63
    assert lines[0] == '"Mã chỉ tiêu","Mã đơn vị","Tỉnh, thành phố","Kỳ","Giá trị"'
    assert lines[1] == "DT01,01,Thành phố Hà Nội,2015-01,28"


def test_the_digest_of_a_workspace_changes_with_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "rule").mkdir()
    (tmp_path / "rule" / "a.sql").write_text("select 1")
    before = workspaces.digest(("rule",), tmp_path)
    (tmp_path / "rule" / "__pycache__").mkdir()
    (tmp_path / "rule" / "__pycache__" / "a.pyc").write_text("compiled")
    assert workspaces.digest(("rule",), tmp_path) == before
    (tmp_path / "rule" / "a.sql").write_text("select 2")
    assert workspaces.digest(("rule",), tmp_path) != before
