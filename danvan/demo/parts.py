"""Report sheets that split the other topics by level, doer, form, kind, age; the parts add up to the reported totals.

Owns no count of its own: it takes those of danvan.demo.others and divides them.
"""

import numpy as np

from danvan.demo import activity, others
from danvan.demo.lands import HUYEN, TINH, XA, Era, random
from danvan.demo.sheets import Sheets, windows
from danvan.periods import year

LEVELS = {"cap=tinh": TINH, "cap=huyen": HUYEN, "cap=xa": XA}
SHARES: dict[str, dict[str, float]] = {
    "GS01": {"chu_the=mttq": 0.41, "chu_the=ct_xh": 0.47, "chu_the=chu_the_khac": 0.12},
    "PB01": {"hinh_thuc=hoi_nghi": 0.72, "hinh_thuc=van_ban": 0.28},
    "QC01": {"loai_hinh=xa": 0.63, "loai_hinh=co_quan_doanh_nghiep": 0.37},
    "TC01": {"khu_vuc=ngoai_nha_nuoc": 0.58, "khu_vuc=khu_vuc_khac": 0.42},
}
AGES = {"thoi_gian_ton=duoi_1_nam": 0.46, "thoi_gian_ton=tu_1_den_3_nam": 0.33, "thoi_gian_ton=tren_3_nam": 0.21}
ABOVE_GRASSROOTS = 0.02
"""Share of Party organisations due to hold a congress that stand above the grassroots."""


def collect(sheets: Sheets, era: Era) -> None:
    """Yearly sheets of provinces with the parts."""
    for code, shares in SHARES.items():
        counts = activity.flow(era, code, others.FLOWS[code])
        _divided(sheets, era, code, _yearly(era.of_provinces(counts), era), shares)
        if code != "QC01":
            _levels(sheets, era, code, counts)
    _divided(sheets, era, "KN07", others.prolonged(era), AGES)
    _congresses(sheets, era)


def _levels(sheets: Sheets, era: Era, code: str, counts: np.ndarray) -> None:
    for key, cap in LEVELS.items():
        if cap != HUYEN or era.districts:
            values = era.of_provinces(counts, cap)
            sheets.add(era, code, era.provinces, values, "nam", windows(era, "nam"), breakdown=key)


def _yearly(values: np.ndarray, era: Era) -> np.ndarray:
    """The sum of each yearly window, standing at its last month."""
    summed = np.zeros_like(values)
    for first, last in windows(era, "nam"):
        summed[:, last] = values[:, first : last + 1].sum(axis=1)
    return summed


def _divided(sheets: Sheets, era: Era, code: str, values: np.ndarray, shares: dict[str, float]) -> None:
    """Counts at the last month of each year divided at random into parts that add up to them exactly."""
    found = random("parts", code, era.name).multinomial(values.astype(int), list(shares.values()))
    for at, key in enumerate(shares):
        part = found[..., at].astype(float)
        sheets.add(era, code, era.provinces, part, "nam", windows(era, "nam"), take="last", breakdown=key)


def _congresses(sheets: Sheets, era: Era) -> None:
    """Grassroots organisations and those above them, of what was due and of what was held."""
    for span, due, held in others.congresses(era):
        above = np.round(due * ABOVE_GRASSROOTS)
        above_held = np.minimum(above, held)
        if span != year(span.start.year):
            # Those above the grassroots follow later; of the grassroots never more than are due.
            above_held = np.maximum(np.round(above_held * 0.3), held - (due - above))
        for code, whole, part in (("DH02", due, above), ("DH01", held, above_held)):
            days = (span.start, span.end)
            sheets.point(code, era.provinces, part, days, "nam", breakdown="cap_dang=tren_co_so")
            sheets.point(code, era.provinces, whole - part, days, "nam", breakdown="cap_dang=co_so")
