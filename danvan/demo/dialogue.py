"""Report sheets of dialogues, opinions and models: provinces, districts and the sampled communes."""

from dataclasses import dataclass

import numpy as np

from danvan.demo import activity
from danvan.demo.activity import Rate
from danvan.demo.lands import CAPS, HUYEN, TINH, XA, Era, random
from danvan.demo.sheets import RHYTHMS, Sheets, Window, windows
from danvan.units import NATION, Unit, get

LEAN = {"60-2008": True, "95-2008": True, "68-2008": False, "70-2008": False}
"""Provinces that report their own level only; whether all of their districts report, or two in three."""
BY_QUARTER_SINCE = 2019
COMMUNES_BY_QUARTER_SINCE = 2023
FIELDS = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri")
FIELD_SHARES = (0.37, 0.33, 0.12, 0.18)
TOPICS = ("dat_dai", "chinh_sach_xa_hoi", "moi_truong", "khac")
TOPIC_SHARES = (0.41, 0.24, 0.15, 0.20)
TAKE = {"YK04": "last", "YK05": "last", "YK06": "first", "DV02": "last"}
Closing = dict[str, float]
"""Closing stock by province, handed from one era to the next."""


@dataclass(frozen=True)
class Happened:
    """Node values by indicator, each (nodes, months)."""

    era: Era
    values: dict[str, np.ndarray]

    def closing(self, code: str) -> Closing:
        """The stock of each province at the end of the era."""
        last = self.era.of_provinces(self.values[code])[:, activity.quarter_ends(self.era)[-1]]
        return dict(zip((u.unit_id for u in self.era.provinces), last, strict=True))


def happen(era: Era, opening: dict[str, np.ndarray] | None) -> Happened:
    """Everything that happened in an era. opening: per stock indicator, per province."""
    values = {
        "DT02": activity.flow(era, "DT02", Rate(2.2, 1.5, 1.05)),
        "DT03": activity.flow(era, "DT03", Rate(0.8, 0.7, 0.24, growth=0.05)),
    }
    values["DT04"] = random("DT04", era.name).poisson((values["DT02"] + values["DT03"]) * 88).astype(float)
    values |= activity.opinions(era, opening and opening["YK04"])
    values |= activity.models(era, opening and opening["DV02"])
    return Happened(era, values)


def rhythm_of(province: Unit) -> str:
    """How a province reports its dialogues: a third monthly, most quarterly."""
    if province.unit_id in LEAN:
        return "quy"
    return str(random("rhythm", province.unit_id).choice(RHYTHMS, p=[0.33, 0.37, 0.1, 0.08, 0.12]))


def collect(sheets: Sheets, happened: Happened) -> None:
    """All sheets of the era."""
    _provinces(sheets, happened)
    _fields(sheets, happened)
    if happened.era.districts:
        _districts(sheets, happened)
    _communes(sheets, happened)


def _chosen(units_: tuple[Unit, ...], keep: np.ndarray, values: np.ndarray) -> tuple[list[Unit], np.ndarray]:
    return [u for u, k in zip(units_, keep, strict=True) if k], values[keep]


def _provinces(sheets: Sheets, happened: Happened) -> None:
    era = happened.era
    lean = np.array([u.unit_id in LEAN for u in era.provinces])
    rhythms = np.array([rhythm_of(u) for u in era.provinces])
    # Most send a yearly report too; it makes good the ones that were lost on the way.
    yearly = np.array([random("yearly", u.unit_id).random() < 0.8 for u in era.provinces])
    for rhythm in RHYTHMS:
        _dialogues(sheets, happened, rhythm, (rhythms == rhythm) & ~lean)
    _dialogues(sheets, happened, "nam", (rhythms != "nam") & yearly & ~lean)
    sheets.add(era, "DT04", era.provinces, era.of_provinces(happened.values["DT04"]), "nam", windows(era, "nam"))
    for code in ("YK01", "YK02", "YK03", "YK04", "YK05", "YK06", "YK07"):
        values, take = era.of_provinces(happened.values[code]), TAKE.get(code, "sum")
        sheets.add(era, code, era.provinces, values, "quy", windows(era, "quy"), take=take)
        owners, values = _chosen(era.provinces, yearly, values)
        sheets.add(era, code, owners, values, "nam", windows(era, "nam"), take=take)
    for code in ("DT02", "DT03", "DV01"):
        owners, values = _chosen(era.provinces, lean, era.of_provinces(happened.values[code], TINH))
        sheets.add(era, code, owners, values, "quy", windows(era, "quy"), breakdown="cap=tinh")
    _models(sheets, happened, lean)


def _dialogues(sheets: Sheets, happened: Happened, rhythm: str, here: np.ndarray) -> None:
    """DT02 and DT03 by level; two provinces in three state the total as well."""
    era = happened.era
    totals = np.array([int(u.code) % 3 != 0 for u in era.provinces])
    for code in ("DT02", "DT03"):
        for cap in _caps(era):
            owners, values = _chosen(era.provinces, here, era.of_provinces(happened.values[code], cap))
            sheets.add(era, code, owners, values, rhythm, windows(era, rhythm), breakdown=f"cap={CAPS[cap]}")
        owners, values = _chosen(era.provinces, here & totals, era.of_provinces(happened.values[code]))
        sheets.add(era, code, owners, values, rhythm, windows(era, rhythm))


def _models(sheets: Sheets, happened: Happened, lean: np.ndarray) -> None:
    era = happened.era
    halves = np.array([int(u.code) % 2 == 0 for u in era.provinces])
    for code in ("DV01", "DV02", "DV03", "DV04", "DV09"):
        take, here = TAKE.get(code, "sum"), ~lean if code == "DV01" else np.ones(len(lean), bool)
        for rhythm, who in (("sau_thang", here & halves), ("nam", here & ~halves)):
            owners, values = _chosen(era.provinces, who, era.of_provinces(happened.values[code]))
            sheets.add(era, code, owners, values, rhythm, windows(era, rhythm), take=take)
            for cap in _caps(era) if code in ("DV01", "DV02", "DV03") else ():
                owners, values = _chosen(era.provinces, who, era.of_provinces(happened.values[code], cap))
                sheets.add(
                    era, code, owners, values, rhythm, windows(era, rhythm), take=take, breakdown=f"cap={CAPS[cap]}"
                )
    if era.whole:
        _central(sheets, era)


def _central(sheets: Sheets, era: Era) -> None:
    """Models of the central bodies, reported by the nation for itself."""
    rng, nation = random("central", era.name), (get(NATION),)
    spans = windows(era, "sau_thang")
    started, stock = np.zeros((1, len(era.months))), np.zeros((1, len(era.months)))
    chosen = np.zeros_like(started)
    for number, (_, last) in enumerate(spans):
        started[0, last] = rng.poisson(16)
        stock[0, last] = 96 + 2 * number + (0 if era.districts else 42)
        chosen[0, last] = rng.binomial(int(started[0, last]), 0.7)
    for code, values in (("DV01", started), ("DV02", stock), ("DV03", chosen)):
        take = TAKE.get(code, "sum")
        sheets.add(era, code, nation, values, "sau_thang", spans, take=take, breakdown="cap=trung_uong")


def _fields(sheets: Sheets, happened: Happened) -> None:
    """A quarter of the provinces split models by field, a third split opinions by topic; parts equal the total."""
    era = happened.era
    fields = np.array([int(u.code) % 4 == 1 and u.unit_id not in LEAN for u in era.provinces])
    for code in ("DV01", "DV02", "DV03"):
        for cap in _caps(era):
            owners, values = _chosen(era.provinces, fields, era.of_provinces(happened.values[code], cap))
            spans = windows(era, "nam")
            summed = _summed(values, spans) if code != "DV02" else values
            for name, part in zip(FIELDS, _split(f"{code}{cap}{era.name}", summed, FIELD_SHARES), strict=True):
                key = f"cap={CAPS[cap]};linh_vuc={name}"
                sheets.add(era, code, owners, part, "nam", spans, take="last", breakdown=key)
    topics = np.array([int(u.code) % 3 == 1 for u in era.provinces])
    owners, values = _chosen(era.provinces, topics, era.of_provinces(happened.values["YK01"]))
    for name, part in zip(TOPICS, _split(f"YK01{era.name}", values, TOPIC_SHARES), strict=True):
        sheets.add(era, "YK01", owners, part, "quy", windows(era, "quy"), breakdown=f"noi_dung={name}")


def _summed(values: np.ndarray, spans: list[Window]) -> np.ndarray:
    """Each window's sum, standing at its last month."""
    summed = np.zeros_like(values)
    for first, last in spans:
        summed[:, last] = values[:, first : last + 1].sum(axis=1)
    return summed


def _split(name: str, values: np.ndarray, shares: tuple[float, ...]) -> list[np.ndarray]:
    """Counts split at random into parts that add up to them exactly."""
    parts = random("split", name).multinomial(values.astype(int), shares)
    return [parts[..., i].astype(float) for i in range(len(shares))]


def _caps(era: Era) -> tuple[int, ...]:
    return (TINH, HUYEN, XA) if era.districts else (TINH, XA)


def _districts(sheets: Sheets, happened: Happened) -> None:
    era = happened.era
    before, since = windows(era, "nam", 0, BY_QUARTER_SINCE - 1), windows(era, "quy", BY_QUARTER_SINCE)
    for code in ("DT02", "DT03", "DV01", "YK01", "YK03"):
        # Districts split dialogues by level; of the rest they state the total.
        cells = ((HUYEN, "cap=huyen"), (XA, "cap=xa")) if code in ("DT02", "DT03") else ((None, ""),)
        for cap, key in cells:
            values = era.of_districts(happened.values[code], cap)
            sheets.add(era, code, era.districts, values, "nam", before, breakdown=key)
            sheets.add(era, code, era.districts, values, "quy", since, breakdown=key)


def _communes(sheets: Sheets, happened: Happened) -> None:
    era = happened.era
    here = np.array([bool(unit_id) for unit_id in era.unit_id])
    owners = [_Commune(unit_id) for unit_id in era.unit_id[here]]
    yearly = windows(era, "nam", 0, COMMUNES_BY_QUARTER_SINCE - 1)
    recent = windows(era, "quy", COMMUNES_BY_QUARTER_SINCE)
    for code in ("DT02", "DT03", "YK01", "YK03"):
        key = "cap=xa" if code.startswith("DT") else ""
        values = happened.values[code][here]
        for rhythm, spans in (("nam", yearly), ("quy", recent)):
            sheets.add(era, code, owners, values, rhythm, spans, breakdown=key)


@dataclass(frozen=True)
class _Commune:
    """A commune as the owner of rows."""

    unit_id: str
    level: str = "commune"
