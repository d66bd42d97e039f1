"""Derives the unit tables of this folder from vietnamadminunits 1.0.4 and the facts in sources/.

Owns units, names, territory, succession, regions and hex tiles as data; README.md beside it says
what was corrected and why. It refuses to touch the aliases, which are kept by hand.

    python data/reference/build_units.py [target folder]
"""

import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from package_source import Legacy, package_folder
from unit_changes import Changes, read_csv
from unit_rows import (
    END,
    NEW,
    START,
    Row,
    district_rows,
    former_rows,
    new_commune_rows,
    old_commune_rows,
    province_rows,
    renamed,
)

HERE = Path(__file__).resolve().parent
NATION_SINCE = "1976-07-02"
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
LABELS = {"77": "BR-VT", "79": "TP.HCM"}
ISLANDS = (("48", "Hoàng Sa", 9, 10), ("56", "Trường Sa", 10, 18))
UNIT_FIELDS = ("unit_id code level parent_id name full_name kind valid_from valid_to lat lon region stage").split()


def succession_rows(
    legacy: Legacy, facts: list[dict[str, str]], now: dict[str, str], changes: Changes
) -> list[tuple[str, str, str, int]]:
    """(successor, predecessor, date, whole): provinces, communes, districts that were founded."""
    pairs = [
        (now[f["new_code"]], f"{f['code']}-2008")
        for f in facts if now[f["new_code"]] != f"{f['code']}-2008"
    ]  # fmt: skip
    for key, new in legacy.edges:
        row = legacy.by_key[key]
        pairs.append((f"{new}-2025", f"{row['wardCode'] or row['districtCode']}-2008"))
    heirs = Counter(old for _, old in pairs)
    merged = [(new, old, NEW, int(heirs[old] == 1)) for new, old in pairs]
    return sorted(merged + changes.successions())


def territory_rows(units: list[Row], changes: Changes) -> list[tuple[object, ...]]:
    """(whole, part, first day, last day): what today's list says of a district holds from the day
    on which it got its last boundaries; before it, its communes are not known, so it has none."""
    return [
        (u["parent_id"], u["unit_id"],
         max(str(u["valid_from"]), changes.settled.get(str(u["parent_id"]), ""))
         if u["level"] == "commune" else u["valid_from"], u["valid_to"])
        for u in units if u["parent_id"]
    ]  # fmt: skip


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
    legacy, facts, changes = Legacy(folder), read_csv("provinces.csv"), Changes()
    provinces, then, now = province_rows(legacy, facts, changes.born)
    units = unit_rows(legacy, provinces, then, now, facts, changes)
    names = renamed(changes, units)
    write(target, "units.csv", " ".join(UNIT_FIELDS), ([u[f] for f in UNIT_FIELDS] for u in units))
    write(target, "unit_names.csv", "unit_id name full_name kind valid_from valid_to source", names)
    header = "whole_id part_id valid_from valid_to"
    write(target, "territory.csv", header, territory_rows(units, changes))
    heirs = succession_rows(legacy, facts, now, changes)
    write(target, "succession.csv", "successor_id predecessor_id date whole", heirs)
    header = "to_id from_id date whole what certainty source"
    write(target, "boundaries.csv", header, changes.boundaries())
    write_regions(target, facts, now, {str(p["unit_id"]): str(p["region"]) for p in provinces})
    header = "old_unit_id new_unit_id kind x y label"
    write(target, "hexgrid.csv", header, hex_rows(facts, now))


def unit_rows(
    legacy: Legacy, provinces: list[Row], then: dict, now: dict, facts: list[dict[str, str]],
    changes: Changes,
) -> list[Row]:  # fmt: skip
    """All rows of units.csv: the nation, provinces, districts, communes."""
    nation = {
        "unit_id": "VN", "code": "VN", "level": "nation", "parent_id": "", "name": "Cả nước",
        "full_name": "Cả nước", "kind": "nuoc", "valid_from": NATION_SINCE, "valid_to": "",
        "lat": 16.0, "lon": 107.5, "region": "", "stage": 4,
    }  # fmt: skip
    region = {p["unit_id"]: p["region"] for p in provinces}
    then_region = {f"{f['code']}-2008": f"{f['region']}-2008" for f in facts}
    districts = district_rows(legacy, then, then_region, changes.born)
    former = former_rows(changes, [*provinces, *districts])
    then_region |= {d["unit_id"]: d["region"] for d in districts}
    communes = old_commune_rows(legacy, then_region) + new_commune_rows(legacy, now, region)
    former = {level: [u for u in former if u["level"] == level] for level in ("province", "district")}
    return [nation, *provinces, *former["province"], *districts, *former["district"], *communes]


def write_regions(target: Path, facts: list[dict[str, str]], now: dict, region: dict[str, str]) -> None:
    """The regions of both systems, and the provinces in them."""
    spans = {"2008": (START, END), "2025": (NEW, "")}
    regions = ((f"{c}-{s}", n, s, *spans[s]) for s in REGIONS for c, n in REGIONS[s].items())
    write(target, "regions.csv", "region name system valid_from valid_to", regions)
    former = [(f"{f['code']}-2008", f"{f['region']}-2008", START, END) for f in facts]
    present = [(u, region[u], NEW, "") for u in sorted(now.values())]
    write(target, "unit_regions.csv", "unit_id region valid_from valid_to", former + present)


if __name__ == "__main__":
    package = package_folder()
    if package is None:
        sys.exit("First: pip install --no-deps vietnamadminunits==1.0.4")
    build(package, Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
