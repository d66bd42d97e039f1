"""Reads vietnamadminunits 1.0.4 without importing it, and puts its old → new map right.

Owns the two files of the package (dataset.db, converter_2025.json) and the corrections to the
map. It refuses to import the package: that would pull in geocoding and GPL code.
"""

import importlib.util
import json
import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import median

Point = tuple[float, float]


def package_folder() -> Path | None:
    """The package's folder without importing it, or None when it is not installed."""
    spec = importlib.util.find_spec("vietnamadminunits")
    return Path(spec.submodule_search_locations[0]) if spec else None


def read_table(folder: Path, table: str) -> list[sqlite3.Row]:
    """All rows of one table of the package's dataset.db, by code."""
    db = sqlite3.connect(f"file:{folder / 'data' / 'dataset.db'}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    with db:
        return db.execute(f"select * from {table} order by provinceCode, wardCode").fetchall()


def middle(points: Iterable[Point]) -> Point | None:
    """The median point, or None of nothing."""
    known = [p for p in points if p]
    return (median(p[0] for p in known), median(p[1] for p in known)) if known else None


def distance(a: Point, b: Point) -> float:
    """Kilometres between two points, flat-earth, good enough to tell two namesakes apart."""
    return 111.2 * math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


class Legacy:
    """The package's rows with keys, points and the old → new map, corrected."""

    def __init__(self, folder: Path) -> None:
        """Read both files and correct points and the map."""
        self.old = read_table(folder, "admin_units_legacy")
        self.new = read_table(folder, "admin_units")
        self.by_key = {self.key(r): r for r in self.old}
        self.new_by_key = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in self.new}
        names = json.loads((folder / "data" / "converter_2025.json").read_text("utf-8"))
        self.province_map: dict[str, list[str]] = names["DICT_PROVINCE"]
        self.edges = self.read_edges(names)
        self.dropped = self.false_edges()
        self.edges -= self.dropped

    @staticmethod
    def key(row: sqlite3.Row) -> str:
        """The key the converter file uses for an old commune (or an empty island district)."""
        return "_".join(row[k] or "" for k in ("provinceKey", "districtKey", "wardKey"))

    def read_edges(self, names: dict) -> set[tuple[str, str]]:
        """(old key, new commune code), from the undivided and the divided part of the map."""
        whole = names["DICT_PROVINCE_WARD_NO_DIVIDED"]
        split = names["DICT_PROVINCE_WARD_DIVIDED"]
        edges = {
            (old, self.new_by_key[province, ward])
            for province, wards in whole.items() for ward, olds in wards.items() for old in olds
        }  # fmt: skip
        return edges | {
            (old, self.new_by_key[province, part["newWardKey"]])
            for province, olds in split.items() for old, parts in olds.items() for part in parts
        }  # fmt: skip

    def point(self, key: str) -> Point:
        """The old commune's point as the package has it."""
        return self.by_key[key]["wardLat"], self.by_key[key]["wardLon"]

    def false_edges(self) -> set[tuple[str, str]]:
        """Edges that exist only because two communes of one new province bear the same name.

        The package read the resolutions by name, so 'Phường 4' of Mỹ Tho also went to Cao Lãnh.
        Among namesakes of one successor those stay that have a neighbour of their own district
        in it; when none has, the one nearest to the other predecessors stays.
        """
        parts: dict[str, list[str]] = defaultdict(list)
        count = Counter(old for old, _ in self.edges)
        for old, new in sorted(self.edges):
            parts[new].append(old)
        false: set[tuple[str, str]] = set()
        for new, olds in parts.items():
            names = Counter(self.by_key[o]["ward"] for o in olds)
            rest = [o for o in olds if names[self.by_key[o]["ward"]] == 1]
            districts = {self.by_key[o]["districtCode"] for o in rest}
            for name in (n for n, times in names.items() if n and times > 1):
                same = [o for o in olds if self.by_key[o]["ward"] == name]
                keep = [o for o in same if self.by_key[o]["districtCode"] in districts]
                if not keep and rest:
                    centre = middle(map(self.point, rest))
                    keep = [min(same, key=lambda o: distance(self.point(o), centre))]
                false |= {(o, new) for o in same if keep and o not in keep and count[o] > 1}
        return false
