"""Puts the reference data (units, catalogue, calendar) into a workspace's tables, when it has changed.

The files under data/reference/ are the truth, and table own_indicator for what users declared beside them; the other
tables are a copy that SQL can join. A changed file means the figures are computed anew.
"""

import csv
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from danvan import catalogue
from danvan.database import Database
from danvan.figures import calendar, rule
from danvan.figures.own import recall

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "data" / "reference"
OWN_CAP = {"nation": "trung_uong", "province": "tinh", "district": "huyen", "commune": "xa"}
CAP_ORDER = ("xa", "huyen", "tinh", "trung_uong")
LEVELS = ("commune", "district", "province", "nation")
ALWAYS = ("0001-01-01", "9999-12-31")


@cache
def fingerprint() -> str:
    """A digest of all reference files and of this program's rule: equal digests, equal tables."""
    digest = hashlib.sha256()
    # Of the TOML files only the catalogue makes figures: due days and prescribed numbers are read where they are used.
    # The glossary explains words and makes none either.
    files = [path for path in REFERENCE.glob("*.csv") if path.name != "glossary.csv"]
    files += [REFERENCE / "indicators.toml", *(ROOT / "queries" / "rule").glob("*.sql")]
    files += [Path(__file__), Path(calendar.__file__), *Path(catalogue.__file__).parent.glob("catalogue*")]
    for path in sorted(path for path in files if path.is_file()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def load(database: Database) -> bool:
    """Load the reference data if it differs from what the tables hold, and rebuild; whether it did."""
    with database.cursor() as cursor:
        declared = recall(cursor)
        row = cursor.execute("select value from setting where name = 'reference'").fetchone()
    if row and row[0] == fingerprint():
        return False
    with database.writing() as cursor:
        for name, columns, rows in _tables((*catalogue.of_file(), *declared)):
            _replace(cursor, name, columns, rows)
        cursor.execute("delete from setting where name = 'reference'")
        cursor.execute("insert into setting values ('reference', ?)", [fingerprint()])
        rule.rebuild(cursor)
    return True


def indicator_tables() -> tuple[str, ...]:
    """The names of the tables that say something of an indicator."""
    return tuple(name for name, *_ in _indicator_tables(()))


def put_indicator(cursor: duckdb.DuckDBPyConnection, item: catalogue.Indicator) -> None:
    """Put one declared indicator into the tables, in the caller's transaction; its figures are not computed anew."""
    take_indicator(cursor, item.code)
    for name, columns, rows in _indicator_tables((item,)):
        _insert(cursor, name, columns, rows)


def take_indicator(cursor: duckdb.DuckDBPyConnection, code: str) -> None:
    """Take a declared indicator out of the tables, in the caller's transaction."""
    for name in indicator_tables():
        cursor.execute(f"delete from {name} where indicator = ?", [code])


def _replace(cursor: duckdb.DuckDBPyConnection, table: str, columns: list[str], rows: Iterable[tuple]) -> None:
    cursor.execute(f"delete from {table}")
    _insert(cursor, table, columns, rows)


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, columns: list[str], rows: Iterable[tuple]) -> None:
    frame = pd.DataFrame(list(rows), columns=columns, dtype=object)
    # Not 'incoming': an import that declares an indicator has a table of that name in the same transaction.
    cursor.register("reference_rows", frame)
    cursor.execute(f"insert into {table} by name select * from reference_rows")
    cursor.unregister("reference_rows")


def _tables(known: Sequence[catalogue.Indicator]) -> list[tuple[str, list[str], Iterable[tuple]]]:
    succession = _csv("succession")
    split = {row["successor_id"] for row in succession if row["whole"] != "1"}
    territory = _csv("territory")
    return [
        _copy("unit", "units"),
        _copy("unit_name", "unit_names"),
        _copy("territory", "territory"),
        _copy("region", "regions"),
        (
            "unit_succession",
            "successor_id predecessor_id day whole exact".split(),
            [
                (
                    row["successor_id"],
                    row["predecessor_id"],
                    row["date"],
                    row["whole"] == "1",
                    row["successor_id"] not in split,
                )
                for row in succession
            ],
        ),
        ("unit_above", ["unit_id", "above_id"], _above(territory, succession)),
        *_indicator_tables(known),
        *_composition_tables(),
        ("period_standard", ["period_start", "period_end", "kind", "rank"], calendar.standard_rows()),
        ("period_part", "whole_start whole_end rank way part_start part_end".split(), calendar.part_rows()),
        ("period_span", "whole_start whole_end way parts part_start part_end".split(), calendar.span_rows()),
        (
            "period_difference",
            [f"{side}_{edge}" for side in ("target", "minuend", "subtrahend") for edge in ("start", "end")],
            calendar.difference_rows(),
        ),
    ]


def _indicator_tables(known: Sequence[catalogue.Indicator]) -> list[tuple[str, list[str], Iterable[tuple]]]:
    """What every indicator has rows in, declared ones too."""
    kind_columns = "indicator breakdown unit_level brank territory own_breakdown valid_from valid_to".split()
    return [
        ("indicator", INDICATOR_COLUMNS, [_indicator_row(item) for item in known]),
        ("indicator_level", ["indicator", "unit_level"], [(i.code, level) for i in known for level in i.levels]),
        ("cell_kind", kind_columns, _cell_kinds(known)),
        ("indicator_above", ["indicator", "above"], _indicators_above(known)),
    ]


def _composition_tables() -> list[tuple[str, list[str], Iterable[tuple]]]:
    """Parts and terms, which only indicators of the file have."""
    part_columns = "indicator breakdown unit_level way part_indicator part_breakdown valid_from valid_to brank".split()
    return [
        ("cell_part", part_columns, _cell_parts()),
        ("ratio_term", "indicator alternative side sign part_indicator".split(), catalogue.ratio_terms()),
    ]


INDICATOR_COLUMNS = (
    "indicator name topic unit_of_measure kind decimals direction agg_units agg_periods scale cumulative "
    "valid_from valid_to definition legal_basis caution"
).split()


def _indicator_row(item: catalogue.Indicator) -> tuple:
    return (
        item.code,
        item.name,
        item.group,
        item.unit,
        item.kind,
        item.decimals,
        item.direction,
        item.agg_units,
        item.agg_periods,
        float(item.scale),
        item.cumulative,
        item.valid_from,
        item.valid_to,
        item.definition,
        item.legal_basis,
        item.caution,
    )


def _cell_parts() -> list[tuple]:
    return [
        (*row[:6], row[6] or ALWAYS[0], row[7] or ALWAYS[1], catalogue.breakdown_rank(row[0], row[1], row[2]))
        for row in catalogue.cell_parts()
    ]


def _cell_kinds(known: Iterable[catalogue.Indicator]) -> list[tuple]:
    rows = []
    for item in known:
        for breakdown, valid_to in catalogue.breakdowns(item.code):
            first = item.valid_from or ALWAYS[0]
            last = min(str(valid_to or ALWAYS[1]), str(item.valid_to or ALWAYS[1]))
            for level in LEVELS:
                mode, own = _territory_mode(item, breakdown, level)
                rank = catalogue.breakdown_rank(item.code, breakdown, level)
                rows.append((item.code, breakdown, level, rank, mode, own, str(first), last))
    return rows


def _territory_mode(item: catalogue.Indicator, breakdown: str, level: str) -> tuple[str, str | None]:
    """How a cell of a unit of `level` is added up from the units below: none, children, own_and_children."""
    if item.agg_units != "sum":
        return "none", None
    dims = catalogue.parse_breakdown(breakdown)
    own = OWN_CAP[level]
    if "cap" in dims:
        below = CAP_ORDER.index(dims["cap"]) < CAP_ORDER.index(own)
        return ("children", None) if below else ("none", None)
    if own in catalogue.dimension_values(item.code, "cap"):
        if "cap" in item.overlap:
            return "none", None
        return "own_and_children", catalogue.breakdown_key(item.code, {**dims, "cap": own})
    return "children", None


def _indicators_above(known: Iterable[catalogue.Indicator]) -> list[tuple[str, str]]:
    """(indicator, itself or one computed from it), transitively."""
    direct: dict[str, set[str]] = {}
    for row in catalogue.cell_parts():
        direct.setdefault(row[4], set()).add(row[0])
    for indicator, _, _, _, part in catalogue.ratio_terms():
        direct.setdefault(part, set()).add(indicator)
    return _closure((item.code for item in known), direct)


def _above(territory: list[dict[str, str]], succession: list[dict[str, str]]) -> list[tuple[str, str]]:
    """(unit, itself or one that contains or succeeds it), transitively."""
    direct: dict[str, set[str]] = {}
    for row in territory:
        direct.setdefault(row["part_id"], set()).add(row["whole_id"])
    for row in succession:
        direct.setdefault(row["predecessor_id"], set()).add(row["successor_id"])
    return _closure((row["unit_id"] for row in _csv("units")), direct)


def _closure(start: Iterable[str], direct: dict[str, set[str]]) -> list[tuple[str, str]]:
    pairs = []
    for code in start:
        seen, waiting = {code}, [code]
        while waiting:
            for above in direct.get(waiting.pop(), ()):
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        pairs += [(code, above) for above in sorted(seen)]
    return pairs


def _copy(table: str, file: str) -> tuple[str, list[str], list[tuple]]:
    rows = _csv(file)
    columns = list(rows[0])
    return table, columns, [tuple(value or None for value in row.values()) for row in rows]


@cache
def _csv(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
