"""Files of known content for the benches, made once into a folder: the same bytes every time."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from danvan import catalogue, units

# Flows and stocks that communes report, each with plain numbers.
INDICATORS = (
    "DT02 DT03 DT04 YK01 YK02 YK03 YK04 YK05 YK06 YK07 DV01 DV02 DV03 GS01 GS02 "
    "GS03 QC01 TC01 TC02 KN04 KN05 DV04 DV08 PB01 PB02 KN01"
).split()
# Twelve months in which today's communes stand.
MONTHS = [(2025, month) for month in range(7, 13)] + [(2026, month) for month in range(1, 7)]
TODAY = date(2026, 6, 30)


def communes() -> list[units.Unit]:
    """The 3.321 communes of today with their provinces."""
    return units.units("commune", TODAY)


def long_csv(folder: Path, rows: int) -> Path:
    """A long CSV: commune by code and name, indicator, month, value. About 44 bytes a row."""
    path = folder / f"long-{rows}.csv"
    if path.exists():
        return path
    where, what = communes(), INDICATORS
    unit, indicator, month = (
        axis.ravel()[:rows]
        for axis in np.meshgrid(np.arange(len(where)), np.arange(len(what)), np.arange(len(MONTHS)), indexing="ij")
    )
    codes = np.array(what, dtype=object)[indicator]
    spans = np.array([f"{year}-{number:02d}" for year, number in MONTHS], dtype=object)
    values = np.random.default_rng(20261121).integers(0, 60, len(unit))
    province = [units.ancestors(item.unit_id)[0].name for item in where]
    frame = pd.DataFrame(
        {
            "Mã chỉ tiêu": codes,
            "Mã đơn vị": np.array([item.code for item in where], dtype=object)[unit],
            "Tỉnh, thành phố": np.array(province, dtype=object)[unit],
            "Xã, phường": np.array([item.full_name for item in where], dtype=object)[unit],
            "Kỳ": spans[month],
            "Giá trị": values,
        }
    )
    frame.to_csv(path, index=False, encoding="utf-8")
    return path


def wide_xlsx(folder: Path, months: int = 12, indicators: int = 20) -> Path:
    """One sheet: communes down, indicators × months across under two header rows."""
    path = folder / f"wide-{indicators}x{months}.xlsx"
    if path.exists():
        return path
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Số liệu")
    names = [catalogue.get(code).name for code in INDICATORS[:indicators]]
    sheet.write_row(0, 3, [name for name in names for _ in range(months)])
    sheet.write_row(1, 0, ["Mã", "Tỉnh, thành phố", "Xã, phường"])
    sheet.write_row(1, 3, [f"Tháng {number}/{year}" for _ in names for year, number in MONTHS[:months]])
    values = np.random.default_rng(20261122).integers(0, 60, (len(communes()), indicators * months))
    for row, item in enumerate(communes(), start=2):
        sheet.write_row(row, 0, [item.code, units.ancestors(item.unit_id)[0].name, item.full_name])
        sheet.write_row(row, 3, values[row - 2].tolist())
    book.close()
    return path
