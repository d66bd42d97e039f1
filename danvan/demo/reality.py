"""What becomes of sheets on their way: late, lost, revised, doubted, rounded. And who sends them in.

Owns the marks that make the illustrative data behave like real reports. A lost report is a missing row, never a zero.
"""

from datetime import date

import numpy as np
import pandas as pd

from danvan import units
from danvan.demo.dialogue import LEAN
from danvan.demo.lands import random

ALWAYS = {"01-2008", "42-2008", "02-2008", "08-2008", "08-2025"}
"""Units that never lose a report: the worked examples of the guides."""
SILENT_2024 = ("12-2008", "93-2008")
# Years long past are complete (late reports came in the end), so that national totals can be compared.
LOST = {2015: 0.05, 2020: 0.03, 2021: 0.04, 2024: 0.03, 2025: 0.04, 2026: 0.04}
LOST_BELOW = 0.03
GAPS_SINCE = 2024
LATEST = date(2026, 11, 20)
PUBLISHED = ("CC01", "CC02", "CC03", "CC04")
REVISED = ("DT02", "DT03", "GS01", "TC02", "KN12", "PB01", "BD01")
COUNT_UNKNOWN = ("QC05", "PB02", "BD01", "TC04")
ROUNDED = ("DT04", "BD01", "QC05")
PRESS = ("DT02", "GS01", "DV02", "TC02")
EXPECTED = ("DT02", "GS01", "DV01")


def spread(rows: pd.DataFrame, last: date) -> pd.DataFrame:
    """The rows as they came in: with as_of, state, qualifier, note and origin ('report' | 'revision' | 'press')."""
    rows = rows.assign(state="known", qualifier="", note="", origin="report")
    report, count = _reports(rows)
    rows = _dated(rows, report, count)
    lost = _lost(rows, report, count, last)
    rows, report = rows[~lost].reset_index(drop=True), report[~lost]
    _first_words(rows, report, count, last)
    _mistakes(rows)
    extra = [_revisions(rows, report, count), _press(rows), _expected(rows, last)]
    return pd.concat([rows, *extra], ignore_index=True)


def _reports(rows: pd.DataFrame) -> tuple[np.ndarray, int]:
    """The report each row was in: one per unit, rhythm and period."""
    keys = rows.groupby(["unit_id", "rhythm", "period_end"], observed=True, sort=True).ngroup().to_numpy()
    return keys, int(keys.max()) + 1


def _dated(rows: pd.DataFrame, report: np.ndarray, count: int) -> pd.DataFrame:
    """as_of: 5 to 25 days after the period, a month or two for every twelfth report, the spring for the indices."""
    rng = random("dates")
    delay = rng.integers(5, 26, count) + np.where(rng.random(count) < 0.08, rng.integers(30, 75, count), 0)
    days = np.where(rows["indicator"].isin(PUBLISHED), 105, delay[report])
    as_of = rows["period_end"] + pd.to_timedelta(days, unit="D")
    return rows.assign(as_of=as_of.clip(upper=pd.Timestamp(LATEST)))


def _lost(rows: pd.DataFrame, report: np.ndarray, count: int, last: date) -> np.ndarray:
    """Reports that never came."""
    years = rows["period_end"].dt.year
    chance = np.where(rows["level"] == "province", years.map(LOST).fillna(0.0).astype(float), LOST_BELOW)
    # The newest reports are still on their way.
    age = (pd.Timestamp(last) - rows["period_end"]).dt.days
    newest = years == last.year
    chance = np.where(newest & (age < 5), 0.35, np.where(newest & (age < 35), 0.15, chance))
    published = rows["indicator"].isin(PUBLISHED)
    kept = rows["unit_id"].isin(ALWAYS | _whole_below()) | published | (rows["level"] == "nation")
    silent = rows["unit_id"].isin(SILENT_2024) & (years == 2024) & ~published
    gaps = rows["unit_id"].isin(_gaps_below()) & (years >= GAPS_SINCE)
    return ((random("lost").random(count)[report] < chance) & ~kept | silent | gaps).to_numpy()


def _whole_below() -> set[str]:
    """Districts of the provinces whose figures rest on them: they report, but for the gaps."""
    return {d.unit_id for province in LEAN for d in units.children(province)}


def _gaps_below() -> set[str]:
    """Every third district of the provinces that are only partly reported."""
    partly = [d for province, whole in LEAN.items() if not whole for d in units.children(province)]
    return {d.unit_id for d in partly if int(d.code) % 3 == 0}


def _first_words(rows: pd.DataFrame, report: np.ndarray, count: int, last: date) -> None:
    """Nothing happened, count not given, rounded, provisional: in place."""
    draw = random("words").random(len(rows))
    province = (rows["level"] == "province").to_numpy()
    rows.loc[(rows["value"] == 0) & rows["indicator"].isin(("DT02", "DT03", "YK01")), "note"] = "Không phát sinh"
    unknown = province & rows["indicator"].isin(COUNT_UNKNOWN).to_numpy() & (draw < 0.015)
    rows.loc[unknown, ["value", "state", "note"]] = [np.nan, "held_no_count", "Có thực hiện, không nêu số lượng"]
    round_ = province & rows["indicator"].isin(ROUNDED).to_numpy() & (draw > 0.95) & (rows["value"] > 400).to_numpy()
    up = draw > 0.985
    rows.loc[round_ & ~up, "value"] = np.floor(rows["value"] / 100) * 100
    rows.loc[round_ & up, "value"] = np.ceil(rows["value"] / 100) * 100
    rows.loc[round_, "qualifier"] = np.where(up[round_], "gan", "hon")
    newest = (rows["period_end"].dt.year == last.year).to_numpy() & province & ~unknown
    fresh = newest & (random("provisional").random(count)[report] < 0.3) & ~rows["indicator"].isin(PUBLISHED).to_numpy()
    rows.loc[fresh, ["state", "note"]] = ["provisional", "Số liệu sơ bộ"]


def _mistakes(rows: pd.DataFrame) -> None:
    """One total in a hundred does not equal the levels beside it, and says so: in place."""
    totals = rows["indicator"].isin(("DT02", "DT03")) & (rows["breakdown"] == "") & (rows["level"] == "province")
    wrong = totals & (random("mistakes").random(len(rows)) < 0.012) & (rows["value"] >= 3)
    wrong &= ~rows["unit_id"].isin(ALWAYS)
    rows.loc[wrong, "value"] += 2
    rows.loc[wrong, "note"] = "Tổng trong báo cáo không khớp số các cấp"


def _revisions(rows: pd.DataFrame, report: np.ndarray, count: int) -> pd.DataFrame:
    """Reports sent again with other numbers: the first sending is made wrong in place, the second is returned."""
    again = random("revisions").random(count)[report] < 0.02
    again &= (rows["indicator"].isin(REVISED) & (rows["level"] == "province") & (rows["value"] >= 8)).to_numpy()
    again &= (rows["note"] == "").to_numpy() & (rows["qualifier"] == "").to_numpy()
    second = rows[again].assign(origin="revision", note="Số liệu điều chỉnh")
    second["as_of"] = (second["as_of"] + pd.Timedelta(days=47)).clip(upper=pd.Timestamp(LATEST))
    rows.loc[again, "value"] = np.floor(rows.loc[again, "value"] * 0.93)
    return second


def _press(rows: pd.DataFrame) -> pd.DataFrame:
    """Articles that give another number for a reported cell."""
    fit = rows["indicator"].isin(PRESS) & (rows["breakdown"] == "") & (rows["value"] > 40)
    fit &= rows["level"] == "province"
    said = rows[fit & (random("press").random(len(rows)) < 0.02)].copy()
    said["value"] = np.round(said["value"] * random("press values").choice([0.9, 0.96, 1.05, 1.12], len(said)))
    said["as_of"] = (said["as_of"] + pd.Timedelta(days=12)).clip(upper=pd.Timestamp(LATEST))
    return said.assign(origin="press", state="known", qualifier="", note="Số nêu trên báo, khác báo cáo")


def _expected(rows: pd.DataFrame, last: date) -> pd.DataFrame:
    """What some provinces expect of the running year: a forecast from its first half."""
    if last.month == 12:
        return rows.iloc[:0]
    first = rows[
        rows["indicator"].isin(EXPECTED)
        & (rows["breakdown"] == "")
        & (rows["level"] == "province")
        & (rows["period_end"] == pd.Timestamp(last.year, 6, 30))
        & (rows["period_start"] == pd.Timestamp(last.year, 1, 1))
        & (random("expected").random(len(rows)) < 0.6)
    ].copy()
    first["value"] = np.round(first["value"] * 2.1)
    first["period_end"] = pd.Timestamp(last.year, 12, 31)
    return first.assign(state="expected", note="Dự kiến cả năm", rhythm="nam")
