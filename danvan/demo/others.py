"""Report sheets of the other topics: oversight, grassroots democracy, villages, organisation, reception."""

from collections.abc import Iterator

import numpy as np

from danvan.demo import activity
from danvan.demo.activity import EVEN, Rate
from danvan.demo.lands import HUYEN, TINH, XA, Era, random
from danvan.demo.sheets import Sheets, windows
from danvan.periods import Period, half, year
from danvan.units import get

FLOWS = {
    "GS01": Rate(14, 8, 2.0), "GS02": Rate(22, 11, 2.7), "PB01": Rate(5, 3, 0.55), "PB02": Rate(14, 8, 1.3),
    "QC01": Rate(30, 12, 1.25), "QC05": Rate(0, 0, 2.2, growth=-0.04), "TC01": Rate(2, 1.2, 0.1, growth=0.0),
    "TC02": Rate(70, 45, 14.0, growth=-0.005), "TC03": Rate(3, 2, 0.22), "TC04": Rate(60, 35, 8.0),
    "BD01": Rate(70, 24, 2.6),
}  # fmt: skip
OF_DISTRICTS = ("GS01", "GS02", "GS03")
PARTY_ORGANISATIONS = 5.1
CONGRESS_YEARS = (2020, 2025)
VILLAGES = 13.2
FALL = {2018: 0.035, 2019: 0.06, 2020: 0.045, 2021: 0.01}
FIRST_RECEPTION_YEAR = 2020


def collect(sheets: Sheets, era: Era, opening: np.ndarray | None) -> np.ndarray:
    """All sheets of the era; the complaints still open at its end, per province."""
    _flows(sheets, era)
    _obligations(sheets, era)
    _reception(sheets, era)
    _villages(sheets, era)
    _congresses(sheets, era)
    return _complaints(sheets, era, opening)


def _yearly(sheets: Sheets, era: Era, code: str, values: np.ndarray, take: str = "sum", since: int = 0) -> None:
    """Yearly sheets of provinces, and of districts for a few indicators. values: (nodes, months)."""
    spans = windows(era, "nam", since)
    sheets.add(era, code, era.provinces, era.of_provinces(values), "nam", spans, take=take)
    if code in OF_DISTRICTS and era.districts:
        sheets.add(era, code, era.districts, era.of_districts(values), "nam", spans, take=take)


def _flows(sheets: Sheets, era: Era) -> None:
    made = {code: activity.flow(era, code, rate) for code, rate in FLOWS.items()}
    made["GS03"] = activity.share(era, "GS03", made["GS02"], 0.79)
    for code, values in made.items():
        _yearly(sheets, era, code, values)
    checked = era.of_provinces(made["QC01"])
    bodies = _size(era, xa=1.0, other=40.0)
    for first, last in windows(era, "nam"):
        days = (era.months[first].replace(day=1), era.months[last])
        # Several visits to one place: the places are fewer than the visits, and never more than there are.
        places = np.minimum(np.round(checked[:, first : last + 1].sum(axis=1) * 0.78), np.round(bodies))
        good = random("QC04", era.name, str(last)).binomial(bodies.astype(int), 0.83)
        for code, values in (("QC02", places), ("QC04", good), ("QC06", bodies)):
            sheets.point(code, era.provinces, values, days, "nam")


def _size(era: Era, *, xa: float, other: float) -> np.ndarray:
    """A size per province: so much for each commune (as they stand), so much for each unit above."""
    each = np.where(era.cap == XA, xa * era.communes, other)
    return np.round(np.bincount(era.province, each, len(era.provinces)))


def _obligations(sheets: Sheets, era: Era) -> None:
    """DT05, DT06, DT11 (units that must hold dialogues), DT09 since 7/2025, BC01 and BC02."""
    due = _size(era, xa=1.0, other=1.0)
    for first, last in windows(era, "nam"):
        days, part = (era.months[first].replace(day=1), era.months[last]), (last - first + 1) / 12
        rng = random("obligations", era.name, str(last))
        kept = rng.binomial(due.astype(int), np.clip(0.7 + 0.022 * (era.years[last] - 2015), 0, 0.96))
        reports = np.round(_size(era, xa=7.0, other=19.0) * part)
        in_time = rng.binomial(reports.astype(int), np.clip(0.72 + 0.018 * (era.years[last] - 2015), 0, 0.97))
        rows = {"DT05": due, "DT06": kept, "DT11": np.round(due * part), "BC01": reports, "BC02": in_time}
        for code, values in rows.items():
            sheets.point(code, era.provinces, values, days, "nam")


def announced(sheets: Sheets, era: Era, dialogues: np.ndarray) -> None:
    """DT09, quarterly since 7/2025: dialogues whose results were announced in time. dialogues: (nodes, months)."""
    values = activity.share(era, "DT09", dialogues, 0.81)
    sheets.add(era, "DT09", era.provinces, era.of_provinces(values), "quy", windows(era, "quy"))


def _reception(sheets: Sheets, era: Era) -> None:
    """Days on which the heads received citizens: one a month above, two in a commune."""
    since = FIRST_RECEPTION_YEAR
    due, held = _reception_days(era)
    _yearly(sheets, era, "KN02", np.round(due), since=since)
    _yearly(sheets, era, "KN01", held, since=since)
    units_due = np.repeat(_size(era, xa=1.0, other=1.0)[:, None], len(era.months), axis=1)
    full = activity.share(era, "KN09", units_due, 0.86)
    for code, values in (("KN10", units_due), ("KN09", full)):
        sheets.add(era, code, era.provinces, values, "nam", windows(era, "nam", since), take="last")


def _reception_days(era: Era) -> tuple[np.ndarray, np.ndarray]:
    """(due, held) per node and month."""
    due = np.repeat(np.where(era.cap == XA, 2 * era.communes, 1.0)[:, None], len(era.months), axis=1)
    return due, activity.share(era, "KN01", np.round(due), 0.93)


def receptions_of_levels(sheets: Sheets, era: Era) -> None:
    """What the heads of each level did themselves: provinces, districts and the sampled communes."""
    _, held = _reception_days(era)
    spans = windows(era, "nam", FIRST_RECEPTION_YEAR)
    sheets.add(era, "KN01", era.provinces, era.of_provinces(held, TINH), "nam", spans, breakdown="cap=tinh")
    if era.districts:
        sheets.add(era, "KN01", era.districts, era.of_districts(held, HUYEN), "nam", spans, breakdown="cap=huyen")
    here = np.array([bool(unit_id) for unit_id in era.unit_id])
    communes = [get(unit_id) for unit_id in era.unit_id[here]]
    sheets.add(era, "KN01", communes, held[here], "nam", spans, breakdown="cap=xa")


def _complaints(sheets: Sheets, era: Era, opening: np.ndarray | None) -> np.ndarray:
    """KN04, KN05, KN07, KN11 and KN12, quarterly at the province; what is open at the end."""
    rate = Rate(140, 70, 5.5, growth=-0.01, pandemic=0.5, season=tuple(EVEN))
    received = activity.quarters(era, activity.flow(era, "KN04", rate))
    rng = random("complaints", era.name)
    solved, open_first = np.zeros_like(received), np.zeros_like(received)
    stock = rng.poisson(received[:, :12].sum(axis=1) / 4 * 0.35)
    if opening is not None:
        stock = np.where(era.cap == TINH, opening[era.province], 0).astype(int)
    for last in activity.quarter_ends(era):
        open_first[:, last] = stock
        solved[:, last] = rng.binomial(stock + received[:, last].astype(int), 0.76)
        stock = stock + received[:, last].astype(int) - solved[:, last].astype(int)
    land = activity.share(era, "KN12", received, 0.63)
    spans = windows(era, "quy")
    for code, values, take in (
        ("KN04", received, "sum"), ("KN05", solved, "sum"), ("KN11", open_first, "first"), ("KN12", land, "sum"),
    ):  # fmt: skip
        sheets.add(era, code, era.provinces, era.of_provinces(values), "quy", spans, take=take)
    sheets.add(era, "KN07", era.provinces, prolonged(era), "nam", windows(era, "nam"), take="last")
    return np.bincount(era.province, stock, len(era.provinces))


def prolonged(era: Era) -> np.ndarray:
    """Mass complaints that drag on, per province and month."""
    size = (len(era.provinces), len(era.months))
    return random("prolonged", era.name).poisson(2.6 * era.factor[:, None], size).astype(float)


def _villages(sheets: Sheets, era: Era) -> None:
    """SX01–SX03 in the years of the mergers of villages; what one year leaves the next begins with."""
    if not era.districts:
        return
    now = np.round(_size(era, xa=VILLAGES, other=0.0) * era.factor**0.3)
    for number, rate in FALL.items():
        if number not in era.years:
            continue
        fallen = random("villages", str(number)).binomial(now.astype(int), rate)
        days = (year(number).start, year(number).end)
        for code, values in (("SX01", now), ("SX02", now - fallen), ("SX03", fallen)):
            sheets.point(code, era.provinces, values, days, "nam")
        now = now - fallen


def _congresses(sheets: Sheets, era: Era) -> None:
    """DH01 and DH02 in congress years, at mid-year (grassroots) and at the end."""
    for span, due, held in congresses(era):
        for code, values in (("DH01", held), ("DH02", due)):
            sheets.point(code, era.provinces, values, (span.start, span.end), "nam")


def congresses(era: Era) -> Iterator[tuple[Period, np.ndarray, np.ndarray]]:
    """(period, organisations due, those that held theirs) of each report of a congress year."""
    for number in CONGRESS_YEARS:
        if number not in era.years:
            continue
        due = _size(era, xa=PARTY_ORGANISATIONS, other=22.0)
        first = half(number, 1 if era.districts else 2)
        rng = random("congress", era.name, str(number))
        held = rng.binomial(due.astype(int), 0.97 if era.districts else 1.0)
        spans = [(first, held)] + ([(year(number), due)] if number == CONGRESS_YEARS[0] else [])
        yield from ((span, due, done) for span, done in spans)
