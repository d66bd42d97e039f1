"""The workspaces that speed is measured on: S, M and L, the same figures every time, loaded through the import.

S  63 provinces × 40 indicators × 120 months, 2015–2024         0,3 M values, one file
M  the districts of those years, each while it stood             3,4 M values, four files
L  the 3.321 communes of today × 50 × 120 months from 7/2025    19,9 M values, 24 files

Communes of today have no 120 months behind them, so the calendar of L runs on to 2035 and the import is told that its
day is the last one. The figures agree with each other (parts with wholes, openings with closings), so that the checks
find what they would find in decent reports: next to nothing. They come from whole numbers alone, by no generator of
chance, so that no version of a library changes them.
"""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from danvan import periods, units
from danvan.units import Unit

COMMON = (
    "DT01 DT02 DT03 DT04 YK01 YK02 YK03 YK04 YK05 YK06 YK07 DV01 DV02 DV03 DV04 DV08 DV10 DV13 GS01 GS02 GS03 PB01 "
    "PB02 PB03 QC01 QC05 QC06 TC01 TC02 TC03 TC04 KN04 KN05 KN11 KN12 BC01 BC02 BD01"
).split()
RURAL = ["NT01", "NT02"]
OF_COMMUNES = "DT05 DT11 DV12 QC04 QC08 QC09 DH01 DH02 DH04 DH05 KN01 KN02".split()
# What is the sum of two others, so that whole and parts agree.
SUMS = {"DT01": ("DT02", "DT03"), "YK01": ("YK03", "YK07")}
# Stocks that stay as they are: what is open at the end is open at the next beginning.
STEADY = {"YK04": 5, "YK06": 5, "YK05": 2, "KN11": 4, "NT01": 90}
# Counts at the end of a month, growing slowly; the others are counted within the month.
STOCKS = {
    "DV02": 300, "NT02": 60, "QC06": 60, "QC04": 40, "QC08": 30, "QC09": 50, "DH02": 70, "DH01": 50, "DH04": 20,
    "DH05": 10, "DT05": 12, "DV12": 9,
}  # fmt: skip
PARTS = {"YK02": 6, "DV13": 2, "GS03": 2, "BC02": 3, "KN12": 3, "KN05": 6, "YK07": 1}
# A file as one office could send it: below the limit of 50 MB.
MOST_ROWS = 850_000
# No quotation marks where none are needed: a third less to send.
BARE = pa.csv.WriteOptions(quoting_style="none")
COLUMNS = {"province": "Tỉnh, thành phố", "district": "Quận, huyện", "commune": "Xã, phường"}


@dataclass(frozen=True)
class Dataset:
    """Which units of a level report which indicators, month by month from the first of a year's month on."""

    name: str
    level: str
    indicators: tuple[str, ...]
    first: tuple[int, int]
    months: int = 120

    @property
    def spans(self) -> list[periods.Period]:
        """The months, in their order."""
        year, month = self.first
        return [periods.month(year + (month - 1 + i) // 12, (month - 1 + i) % 12 + 1) for i in range(self.months)]

    @property
    def last_day(self) -> date:
        """The day on which everything has been reported."""
        return self.spans[-1].end

    @property
    def units(self) -> list[Unit]:
        """Every unit of the level that stood on a day of the months."""
        first, last = self.spans[0].start, self.last_day
        stood = (u for u in units.all_units() if u.level == self.level and u.valid_from <= last)
        return [u for u in stood if u.valid_to is None or u.valid_to >= first]


DATASETS = {
    one.name: one
    for one in (
        Dataset("S", "province", (*COMMON, *RURAL), (2015, 1)),
        Dataset("M", "district", (*COMMON, *RURAL), (2015, 1)),
        Dataset("L", "commune", (*COMMON, *OF_COMMUNES), (2025, 7)),
    )
}


def values(indicator: str, unit: np.ndarray, month: np.ndarray) -> np.ndarray:
    """The values of an indicator for units and months by their numbers (int64 arrays of one shape)."""
    if indicator in SUMS:
        return sum(values(part, unit, month) for part in SUMS[indicator])
    size = 100 + unit * 37 % 101
    if indicator in STEADY:
        return STEADY[indicator] * size // 100
    if indicator in STOCKS:
        return STOCKS[indicator] * size // 100 + month // 12
    # Busy and quiet months, each unit in its own rhythm.
    within = size + (unit * 53 + month * 29 + unit * month) % 61 + month * 31 % 47
    return PARTS.get(indicator, 8 + 4 * (sum(indicator.encode()) % 3)) * within // 100


def chunks(dataset: Dataset) -> list[list[int]]:
    """The numbers of the months that go into one file each."""
    each = max(1, min(dataset.months, MOST_ROWS // (len(dataset.units) * len(dataset.indicators))))
    return [list(range(start, min(start + each, dataset.months))) for start in range(0, dataset.months, each)]


def rows(dataset: Dataset, months: list[int]) -> pd.DataFrame:
    """The figures of some months: unit and month (their numbers), indicator, value; in a fixed order."""
    spans, where = dataset.spans, dataset.units
    stood = [(at, month) for month in months for at, unit in enumerate(where) if stands(unit, spans[month])]
    unit, month = np.array(stood, dtype=np.int64).T
    count = len(dataset.indicators)
    return pd.DataFrame(
        {
            "unit": np.tile(unit, count).astype(np.int32),
            "month": np.tile(month, count).astype(np.int16),
            "indicator": pd.Categorical.from_codes(np.repeat(np.arange(count), len(unit)), dataset.indicators),
            "value": np.concatenate([values(code, unit, month) for code in dataset.indicators]).astype(np.int32),
        }
    )


def stands(unit: Unit, span: periods.Period) -> bool:
    """Whether a unit stood throughout a month."""
    return unit.valid_from <= span.start and (unit.valid_to is None or unit.valid_to >= span.end)


def write_csv(dataset: Dataset, folder: Path) -> list[Path]:
    """The files as an office would send them: code and name of the unit, month, value; made once."""
    made = []
    for number, months in enumerate(chunks(dataset), start=1):
        made.append(path := folder / f"{dataset.name}-{number:02d}.csv")
        if not path.exists():
            half = _half(path)
            pa.csv.write_csv(pa.Table.from_pandas(_as_sent(dataset, months), preserve_index=False), half, BARE)
            half.rename(path)
    return made


def _half(path: Path) -> Path:
    """Where a file lies until it is whole: a name of this process's own, as another may be making the same."""
    return path.with_suffix(f".{os.getpid()}")


def _as_sent(dataset: Dataset, months: list[int]) -> pd.DataFrame:
    found, where = rows(dataset, months), dataset.units
    told = {"Mã chỉ tiêu": found["indicator"], "Mã đơn vị": _named([u.code for u in where], found["unit"])}
    if dataset.level != "province":
        told[COLUMNS["province"]] = _named([units.get(province_of(u)).name for u in where], found["unit"])
    told[COLUMNS[dataset.level]] = _named([u.full_name for u in where], found["unit"])
    told["Kỳ"] = _named([span.code for span in dataset.spans], found["month"])
    return pd.DataFrame(told | {"Giá trị": found["value"]})


def _named(names: list[str], numbers: pd.Series) -> np.ndarray:
    return np.array(names, dtype=object)[numbers.to_numpy()]


def province_of(unit: Unit) -> str:
    """The id of the province that a unit lies in, or is."""
    return units.ancestors(unit.unit_id)[0].unit_id if unit.level != "province" else unit.unit_id


def write_parquet(dataset: Dataset, folder: Path) -> Path:
    """The same figures for programs that read them whole: province (id), unit (code), indicator, period, value."""
    path = folder / f"{dataset.name}.parquet"
    if path.exists():
        return path
    where, writer, half = dataset.units, None, _half(path)
    for months in chunks(dataset):
        found = rows(dataset, months)
        table = pa.table(
            {
                "province": _column([province_of(u) for u in where], found["unit"]),
                "unit": _column([u.code for u in where], found["unit"]),
                "indicator": found["indicator"].astype(str),
                "period": _column([span.code for span in dataset.spans], found["month"]),
                "value": found["value"],
            }
        )
        writer = writer or pa.parquet.ParquetWriter(half, table.schema)
        writer.write_table(table)
    writer.close()
    half.rename(path)
    return path


def _column(names: list[str], numbers: pd.Series) -> pa.Array:
    return pa.array(names).take(pa.array(numbers.to_numpy()))
