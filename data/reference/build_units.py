"""Derives the unit tables of this folder from vietnamadminunits 1.0.4 and the facts in sources/.

Owns units, names, territory, succession, regions and hex tiles as data; README.md beside it says
what was corrected and why. It refuses to touch the aliases, which are kept by hand.

    python data/reference/build_units.py [target folder]
"""

import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from package_source import Legacy, middle, package_folder

HERE = Path(__file__).resolve().parent
START, END, NEW = "2008-08-01", "2025-06-30", "2025-07-01"
NATION_SINCE = "1976-07-02"
KINDS = {
    "Thành phố": "thanh_pho", "Thị trấn": "thi_tran", "Thị xã": "thi_xa", "Đặc khu": "dac_khu",
    "Phường": "phuong", "Huyện": "huyen", "Quận": "quan", "Tỉnh": "tinh", "Xã": "xa",
}  # fmt: skip
REGIONS = {
    "2008": {
        "TDMNPB": "Trung du và miền núi phía Bắc", "DBSH": "Đồng bằng sông Hồng",
        "BTBDHMT": "Bắc Trung Bộ và Duyên hải miền Trung", "TN": "Tây Nguyên",
        "DNB": "Đông Nam Bộ", "DBSCL": "Đồng bằng sông Cửu Long",
    },
    "2025": {
        "TDMNPB": "Trung du và miền núi phía Bắc", "DBSH": "Đồng bằng sông Hồng",
        "BTB": "Bắc Trung Bộ", "DHNTBTN": "Duyên hải Nam Trung Bộ và Tây Nguyên",
        "DNB": "Đông Nam Bộ", "DBSCL": "Đồng bằng sông Cửu Long",
    },
}  # fmt: skip
# New communes whose point in the package lies in another province or in the wrong namesake; each
# takes the middle of its predecessors' points.
MISPLACED = ("30130", "28615", "04924", "08296", "29983", "04714", "06967", "06757", "06172")
LABELS = {"77": "BR-VT", "79": "TP.HCM"}
ISLANDS = (("48", "Hoàng Sa", 9, 10), ("56", "Trường Sa", 10, 18))
UNIT_FIELDS = ("unit_id code level parent_id name full_name kind valid_from valid_to lat lon region stage").split()
Row = dict[str, object]


def read_csv(name: str) -> list[dict[str, str]]:
    """The rows of a hand-kept file in sources/."""
    with (HERE / "sources" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split_name(full: str) -> tuple[str, str, str]:
    """'Thị Trấn Prao' → (name 'Prao', full name 'Thị trấn Prao', kind 'thi_tran').

    The kind comes from the name: the package's own type column is wrong in four rows. A number
    keeps its kind ('Phường 1'), since 1 alone names nothing.
    """
    for word, kind in KINDS.items():
        if full.lower().startswith(word.lower() + " "):
            name = full[len(word) + 1 :].strip()
            full = f"{word} {name}"
            return (full if name.isdigit() else name), full, kind
    raise ValueError(f"no known kind in {full!r}")


def unit(code: str, level: str, parent: str, full: str, **more: object) -> Row:
    """One row of units.csv; `more` holds since (year), point, region, stage, valid_to."""
    name, full, kind = split_name(full)
    since = str(more.get("since", "2008"))
    lat, lon = more.get("point") or ("", "")
    valid_to = more.get("valid_to", END if since == "2008" else "")
    return {
        "unit_id": f"{code}-{since}", "code": code, "level": level, "parent_id": parent,
        "name": name, "full_name": full, "kind": kind,
        "valid_from": START if since == "2008" else NEW, "valid_to": valid_to,
        "lat": lat and round(lat, 5), "lon": lon and round(lon, 5),
        "region": more["region"], "stage": more["stage"],
    }  # fmt: skip


def province_rows(legacy: Legacy, facts: list[dict[str, str]]) -> tuple[list[Row], dict, dict]:
    """The 63 and the new provinces; and code → unit_id of the old and of the present ones."""
    old = {r["provinceCode"]: r for r in legacy.old}
    new = {r["provinceCode"]: r for r in legacy.new}
    size = Counter(f["new_code"] for f in facts)
    rows, then, now = [], {}, {}
    for f in facts:
        code, stays = f["code"], size[f["new_code"]] == 1
        source = new[code] if stays else old[code]
        if old[code]["provinceKey"] not in legacy.province_map[new[f["new_code"]]["provinceKey"]]:
            raise ValueError(f"sources/provinces.csv and the package disagree on {code}")
        region = f["new_region"] + "-2025" if stays else f["region"] + "-2008"
        point = (source["provinceLat"], source["provinceLon"])
        more = {"valid_to": ""} if stays else {}
        rows.append(unit(code, "province", "VN", source["province"], region=region, stage=2,
                         point=point, **more))  # fmt: skip
        then[code] = f"{code}-2008"
        if stays:
            now[code] = f"{code}-2008"
    for code, r in sorted(new.items()):
        if code not in now:
            now[code] = f"{code}-2025"
            region = next(f["new_region"] for f in facts if f["new_code"] == code) + "-2025"
            rows.append(unit(code, "province", "VN", r["province"], since=2025, region=region,
                             stage=3, point=(r["provinceLat"], r["provinceLon"])))  # fmt: skip
    return rows, then, now


def district_rows(legacy: Legacy, then: dict[str, str], region: dict[str, str]) -> list[Row]:
    """The districts of 30/6/2025.

    Where the package only had the province's point (or, for huyện Hoàng Sa, Đà Nẵng's), the
    middle of the present communes' points stands in.
    """
    present = {r["wardCode"]: (r["wardLat"], r["wardLon"]) for r in legacy.new}
    heirs = defaultdict(list)
    for key, new in sorted(legacy.edges):
        heirs[legacy.by_key[key]["districtCode"]].append(present[new])
    rows = []
    for code, r in sorted({r["districtCode"]: r for r in legacy.old}.items()):
        point = (r["districtLat"], r["districtLon"])
        if point == (r["provinceLat"], r["provinceLon"]):
            point = middle(heirs[code])
        parent = then[r["provinceCode"]]
        rows.append(unit(code, "district", parent, r["district"], region=region[parent], stage=1,
                         point=point))  # fmt: skip
    return rows


def old_commune_rows(legacy: Legacy, region: dict[str, str]) -> list[Row]:
    """The 10,035 communes of 30/6/2025; a point that is only the district's is left empty."""
    rows = []
    for r in sorted((r for r in legacy.old if r["ward"]), key=lambda r: r["wardCode"]):
        point = (r["wardLat"], r["wardLon"])
        if point == (r["districtLat"], r["districtLon"]):
            point = None
        parent = f"{r['districtCode']}-2008"
        rows.append(unit(r["wardCode"], "commune", parent, r["ward"], region=region[parent],
                         stage=0, point=point))  # fmt: skip
    return rows


def new_commune_rows(legacy: Legacy, now: dict[str, str], region: dict[str, str]) -> list[Row]:
    """The 3,321 communes since 1/7/2025, the misplaced ones put among their predecessors."""
    parts = defaultdict(list)
    for key, new in legacy.edges:
        parts[new].append(legacy.point(key))
    rows = []
    for r in sorted(legacy.new, key=lambda r: r["wardCode"]):
        code, parent = r["wardCode"], now[r["provinceCode"]]
        point = middle(parts[code]) if code in MISPLACED else (r["wardLat"], r["wardLon"])
        rows.append(unit(code, "commune", parent, r["ward"], since=2025, region=region[parent],
                         stage=1, point=point))  # fmt: skip
    return rows


def succession_rows(
    legacy: Legacy, facts: list[dict[str, str]], now: dict[str, str]
) -> list[tuple[str, str, str, int]]:
    """(successor, predecessor, date, whole): provinces that merged, communes, island districts."""
    pairs = [
        (now[f["new_code"]], f"{f['code']}-2008")
        for f in facts if now[f["new_code"]] != f"{f['code']}-2008"
    ]  # fmt: skip
    for key, new in legacy.edges:
        row = legacy.by_key[key]
        pairs.append((f"{new}-2025", f"{row['wardCode'] or row['districtCode']}-2008"))
    heirs = Counter(old for _, old in pairs)
    return sorted((new, old, NEW, int(heirs[old] == 1)) for new, old in pairs)


def renamed(units: list[Row]) -> list[tuple[object, ...]]:
    """Dated names of the units that were renamed; also sets their latest name in `units`."""
    by_id = {u["unit_id"]: u for u in units}
    names = []
    for change in sorted(read_csv("changes.csv"), key=lambda c: (c["unit_id"], c["effective"])):
        row, day = by_id[change["unit_id"]], date.fromisoformat(change["effective"])
        before, after = split_name(change["before"]), split_name(change["after"])
        if row["full_name"] not in {before[1], after[1]}:
            raise ValueError(f"sources/changes.csv: {change} does not fit {row['full_name']}")
        eve = (day - timedelta(days=1)).isoformat()
        names.append((row["unit_id"], *before, row["valid_from"], eve, ""))
        names.append((row["unit_id"], *after, day.isoformat(), row["valid_to"], change["source"]))
        row["name"], row["full_name"], row["kind"] = after
    return names


def hex_rows(facts: list[dict[str, str]], now: dict[str, str]) -> list[tuple[object, ...]]:
    """One tile a former province and the two archipelagos; pointy-top hexes of radius 1/√3."""
    tiles = [
        (f["code"], now[f["new_code"]], "province", LABELS.get(f["code"], f["name"]),
         int(f["hex_col"]), int(f["hex_row"]))
        for f in facts
    ]  # fmt: skip
    tiles += [(code, now[code], "island", name, col, row) for code, name, col, row in ISLANDS]
    return [
        (f"{code}-2008", new, kind, col + row % 2 / 2, round(-row * math.sqrt(3) / 2, 4), label)
        for code, new, kind, label, col, row in tiles
    ]


def write(target: Path, name: str, header: str, rows: Iterable[Iterable[object]]) -> None:
    """One CSV: UTF-8, LF, header first."""
    with (target / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


def build(folder: Path, target: Path) -> None:
    """Write all tables to `target` from the package in `folder`."""
    legacy, facts = Legacy(folder), read_csv("provinces.csv")
    nation = {
        "unit_id": "VN", "code": "VN", "level": "nation", "parent_id": "", "name": "Cả nước",
        "full_name": "Cả nước", "kind": "nuoc", "valid_from": NATION_SINCE, "valid_to": "",
        "lat": 16.0, "lon": 107.5, "region": "", "stage": 4,
    }  # fmt: skip
    provinces, then, now = province_rows(legacy, facts)
    region = {p["unit_id"]: p["region"] for p in provinces}
    then_region = {f"{f['code']}-2008": f"{f['region']}-2008" for f in facts}
    districts = district_rows(legacy, then, then_region)
    then_region |= {d["unit_id"]: d["region"] for d in districts}
    communes = old_commune_rows(legacy, then_region) + new_commune_rows(legacy, now, region)
    units = [nation, *provinces, *districts, *communes]
    names = renamed(units)
    write(target, "units.csv", " ".join(UNIT_FIELDS), ([u[f] for f in UNIT_FIELDS] for u in units))
    write(target, "unit_names.csv", "unit_id name full_name kind valid_from valid_to source", names)
    parts = ([u["parent_id"], u["unit_id"], u["valid_from"], u["valid_to"]] for u in units[1:])
    write(target, "territory.csv", "whole_id part_id valid_from valid_to", parts)
    heirs = succession_rows(legacy, facts, now)
    write(target, "succession.csv", "successor_id predecessor_id date whole", heirs)
    spans = {"2008": (START, END), "2025": (NEW, "")}
    regions = ((f"{c}-{s}", n, s, *spans[s]) for s in REGIONS for c, n in REGIONS[s].items())
    write(target, "regions.csv", "region name system valid_from valid_to", regions)
    former = [(f"{f['code']}-2008", f"{f['region']}-2008", START, END) for f in facts]
    present = [(u, region[u], NEW, "") for u in sorted(now.values())]
    write(target, "unit_regions.csv", "unit_id region valid_from valid_to", former + present)
    header = "old_unit_id new_unit_id kind x y label"
    write(target, "hexgrid.csv", header, hex_rows(facts, now))


if __name__ == "__main__":
    package = package_folder()
    if package is None:
        sys.exit("First: pip install --no-deps vietnamadminunits==1.0.4")
    build(package, Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
