"""The named questions: every .sql file under queries/, loaded by name ('figure.by_unit').

A file's first line is `-- <the question in Vietnamese>`, its second `-- grain: one row per …`. Values reach the
SQL only as $name parameters; DuckDB refuses a missing or a surplus one.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from danvan.errors import DanVanError

ROOT = Path(__file__).resolve().parents[2] / "queries"


@dataclass(frozen=True)
class Query:
    """One question: its name, what it asks (Vietnamese), its grain, the parameters it needs and its SQL."""

    name: str
    question: str
    grain: str
    parameters: tuple[str, ...]
    sql: str


@cache
def all_queries() -> dict[str, Query]:
    """Every question by name, in the order of the names."""
    found = {}
    for path in sorted(ROOT.rglob("*.sql")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name] = _read(name, path)
    return found


def query(name: str) -> Query:
    """The question of that name; DanVanError naming the known ones otherwise."""
    try:
        return all_queries()[name]
    except KeyError:
        known = ", ".join(sorted(all_queries()))
        raise DanVanError(message=f"Không có câu hỏi “{name}”.", remedy=f"Các câu hỏi hiện có: {known}.") from None


def records(answered: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows of a cursor that has just executed a question, as dicts of plain values; null is None."""
    names = [column[0] for column in answered.description]
    return [dict(zip(names, values, strict=True)) for values in answered.fetchall()]


def _read(name: str, path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    if len(lines) < 3 or not lines[0].startswith("-- ") or not lines[1].startswith("-- grain: "):
        raise DanVanError(
            message=f"Tệp {path} thiếu hai dòng đầu.",
            remedy="Dòng 1: “-- câu hỏi bằng tiếng Việt”; dòng 2: “-- grain: one row per …”.",
        )
    body = re.sub(r"--[^\n]*", "", text)
    parameters = tuple(dict.fromkeys(re.findall(r"\$([a-z_]+)", body)))
    return Query(name, lines[0][3:], lines[1][len("-- grain: ") :], parameters, text)
