"""The rows of units.csv, from vietnamadminunits 1.0.4 and the hand-kept lists in sources/.

Owns names, kinds, points, codes and the first and last day of every unit; README.md beside it says
what was corrected and why.
"""

from collections import Counter, defaultdict

from package_source import Legacy, middle
from unit_changes import Changes, eve

PROVINCES, START, END, NEW = "1997-01-01", "2008-08-01", "2025-06-30", "2025-07-01"
"""First day of the provinces, of the districts and communes; last day of the former order."""
KINDS = {
    "Thành phố": "thanh_pho", "Thị trấn": "thi_tran", "Thị xã": "thi_xa", "Đặc khu": "dac_khu",
    "Phường": "phuong", "Huyện": "huyen", "Quận": "quan", "Tỉnh": "tinh", "Xã": "xa",
}  # fmt: skip
# New communes whose point in the package lies in another province or in the wrong namesake; each
# takes the middle of its predecessors' points.
MISPLACED = ("30130", "28615", "04924", "08296", "29983", "04714", "06967", "06757", "06172")
Row = dict[str, object]


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
    """One row of units.csv; `more` holds list (year), point, region, stage, first and last day.

    The id is the code with the year of the list that the unit entered by: 1997 (the 61 provinces),
    2004 (the first official list of codes), 2008, 2025. It says nothing of the unit's first day.
    """
    name, full, kind = split_name(full)
    entered = str(more.get("list", "2008"))
    lat, lon = more.get("point") or ("", "")
    valid_to = more.get("valid_to", "" if entered == "2025" else END)
    return {
        "unit_id": f"{code}-{entered}", "code": code, "level": level, "parent_id": parent,
        "name": name, "full_name": full, "kind": kind,
        "valid_from": more.get("valid_from", NEW if entered == "2025" else START),
        "valid_to": valid_to,
        "lat": lat and round(lat, 5), "lon": lon and round(lon, 5),
        "region": more["region"], "stage": more["stage"],
    }  # fmt: skip


def province_rows(legacy: Legacy, facts: list[dict[str, str]], born: dict[str, str]) -> tuple[list[Row], dict, dict]:
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
        more = {"valid_from": born.get(f"{code}-2008", PROVINCES)}
        more |= {"valid_to": ""} if stays else {}
        rows.append(unit(code, "province", "VN", source["province"], region=region, stage=2,
                         point=point, **more))  # fmt: skip
        then[code] = f"{code}-2008"
        if stays:
            now[code] = f"{code}-2008"
    for code, r in sorted(new.items()):
        if code not in now:
            now[code] = f"{code}-2025"
            region = next(f["new_region"] for f in facts if f["new_code"] == code) + "-2025"
            rows.append(unit(code, "province", "VN", r["province"], list=2025, region=region,
                             stage=3, point=(r["provinceLat"], r["provinceLon"])))  # fmt: skip
    return rows, then, now


def district_rows(legacy: Legacy, then: dict[str, str], region: dict[str, str], born: dict[str, str]) -> list[Row]:
    """The districts of 30/6/2025.

    Where the package only had the province's point (or, for huyện Hoàng Sa, Đà Nẵng's), the
    middle of the present communes' points stands in.
    """
    present = {r["wardCode"]: (r["wardLat"], r["wardLon"]) for r in legacy.new}
    heirs = defaultdict(list)
    for key, new in sorted(legacy.edges):
        heirs[legacy.by_key[key]["districtCode"]].append(present[new])
    empty = {r["districtCode"] for r in legacy.old if not r["ward"]}
    rows = []
    for code, r in sorted({r["districtCode"]: r for r in legacy.old}.items()):
        point = (r["districtLat"], r["districtLon"])
        if point == (r["provinceLat"], r["provinceLon"]):
            point = middle(heirs[code])
        parent = then[r["provinceCode"]]
        first = {"valid_from": born.get(f"{code}-2008", START)}
        rows.append(unit(code, "district", parent, r["district"], region=region[parent],
                         stage=int(code not in empty), point=point, **first))  # fmt: skip
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
        rows.append(unit(code, "commune", parent, r["ward"], list=2025, region=region[parent],
                         stage=1, point=point))  # fmt: skip
    return rows


def former_rows(changes: Changes, rows: list[Row]) -> list[Row]:
    """The provinces and districts that ended before 30/6/2025, with the parent of their heir.

    They have no communes: which of today's lay in them is not in the source.
    """
    by_id = {r["unit_id"]: r for r in rows}
    found = []
    for change in changes.ended:
        heir, (code, entered) = by_id[change.into[0]], change.unit_id.split("-")
        level = str(heir["level"])
        region = str(heir["region"]).replace("-2025", "-2008")
        found.append(unit(
            code, level, str(heir["parent_id"]), change.before, list=entered, region=region,
            stage=2 if level == "province" else 0, valid_to=eve(change.effective),
            valid_from=PROVINCES if level == "province" else START,
        ))  # fmt: skip
    return sorted(found, key=lambda r: str(r["unit_id"]))


def renamed(changes: Changes, units: list[Row]) -> list[tuple[object, ...]]:
    """Dated names of the units that were renamed; also sets their latest name in `units`."""
    by_id = {u["unit_id"]: u for u in units}
    names = []
    for unit_id, steps in changes.renamings().items():
        row, first = by_id[unit_id], by_id[unit_id]["valid_from"]
        chain = [steps[0][0], *(step[1] for step in steps)]
        broken = any(a[1] != b[0] for a, b in zip(steps, steps[1:], strict=False))
        if broken or row["full_name"] not in chain:
            raise ValueError(f"sources: the names {chain} of {unit_id} do not fit {row['full_name']}")
        days = [str(first), *(step[2] for step in steps)]
        ends = [*(eve(step[2]) for step in steps), row["valid_to"]]
        told = ["", *(step[3] for step in steps)]
        for full, start, end, source in zip(chain, days, ends, told, strict=True):
            names.append((unit_id, *split_name(full), start, end, source))
        row["name"], row["full_name"], row["kind"] = split_name(chain[-1])
    return names
