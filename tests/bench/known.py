"""What every chart must show, counted from the generated figures themselves, never through the product."""

from functools import cache
from pathlib import Path

import duckdb

from tests.bench import workspaces
from tests.bench.datasets import DATASETS


@cache
def _sums(name: str, indicator: str) -> dict[str, dict[str, int]]:
    """period → province (id) → value of a flow indicator."""
    path: Path = workspaces.sent(DATASETS[name]) / f"{name}.parquet"
    asked = "select period, province, sum(value) from read_parquet(?) where indicator = ? group by all"
    found: dict[str, dict[str, int]] = {}
    with duckdb.connect() as connection:
        for period, province, value in connection.execute(asked, [str(path), indicator]).fetchall():
            found.setdefault(period, {})[province] = int(value)
    return found


def nation(name: str, indicator: str, month: str) -> int:
    """The whole country's value of a month."""
    return sum(_sums(name, indicator)[month].values())


def highest(name: str, indicator: str, month: str) -> int:
    """The largest value of a province in a month."""
    return max(_sums(name, indicator)[month].values())


def province(name: str, indicator: str, month: str, unit_id: str) -> int:
    """One province's value of a month."""
    return _sums(name, indicator)[month][unit_id]


def whole_months(name: str) -> list[str]:
    """The months, newest first."""
    return sorted(_sums(name, "DT01"), reverse=True)
