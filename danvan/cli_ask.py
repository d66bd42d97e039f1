"""Owns `python -m danvan figure`, `query`, `unit` and `check`: questions, answered in words or in JSON."""

import argparse
import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pandas as pd

from danvan import workspace
from danvan.database import Database, all_queries, query
from danvan.errors import DanVanError
from danvan.formulas import guarded

DONE, REFUSED = 0, 1


def add_figure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `figure`."""
    parser.add_argument("indicator", metavar="CHỈ_TIÊU", help="mã chỉ tiêu, ví dụ NT06")
    parser.add_argument("unit", metavar="ĐƠN_VỊ", help="mã đơn vị, ví dụ 01 hoặc 08-2025; VN là cả nước")
    periods = "2024, 2024-H1, 2024-Q2, 2024-06, 2020-07-15, 2013-01-01..2020-07-15"
    parser.add_argument("period", metavar="KỲ", help=periods)
    parser.add_argument("--breakdown", default="", metavar="PHẦN", help="phần của chỉ tiêu, ví dụ cap=xa")
    where = "địa giới lúc báo cáo hoặc hiện nay"
    parser.add_argument("--geography", default="then", choices=["then", "now"], help=where)
    until = "theo số liệu có đến hết ngày (năm-tháng-ngày)"
    parser.add_argument("--as-of-day", type=_day, metavar="NGÀY", help=until)


def add_query(parser: argparse.ArgumentParser) -> None:
    """The arguments of `query`."""
    parser.add_argument("name", nargs="?", metavar="TÊN")
    parser.add_argument("--param", action="append", default=[], metavar="TÊN=GIÁ_TRỊ", help="tham số của câu hỏi")
    parser.add_argument("--csv", action="store_true", help="in ra dạng CSV")


def add_unit(parser: argparse.ArgumentParser) -> None:
    """The arguments of `unit`."""
    parser.add_argument("texts", nargs="+", metavar="TÊN")
    parser.add_argument("--level", choices=["nation", "province", "district", "commune"], help="cấp")
    parser.add_argument("--parent", metavar="MÃ", help="đơn vị cấp trên")
    parser.add_argument("--on", type=_day, metavar="NGÀY", help="vào ngày (năm-tháng-ngày)")


def figure(chosen: argparse.Namespace, database: Database) -> int:
    """One figure, with where it comes from."""
    from danvan.figures import ask
    from danvan.figures.words import in_words

    if chosen.as_of_day is not None:
        database = workspace.open_as_of(chosen.workspace, chosen.as_of_day, database, chosen.data)
    answer = ask.figure(
        database,
        chosen.indicator,
        chosen.unit,
        chosen.period,
        breakdown=chosen.breakdown,
        geography=chosen.geography,
    )
    print(json.dumps(answer.as_json(), ensure_ascii=False) if chosen.json else in_words(answer))
    return DONE


def ask_one(chosen: argparse.Namespace, opening: Callable[[], Database]) -> int:
    """Ask one question of queries/, or list them all without opening the data."""
    if chosen.name is None:
        known = {name: found.question for name, found in all_queries().items()}
        print(json.dumps(known, ensure_ascii=False) if chosen.json else _lines(f"{k:32} {v}" for k, v in known.items()))
        return DONE
    asked = query(chosen.name)
    given = dict(_pair(text) for text in chosen.param)
    surplus, missing = set(given) - set(asked.parameters), set(asked.parameters) - set(given)
    if surplus or missing:
        raise DanVanError(
            message=f"Câu hỏi {asked.name}: "
            + "; ".join(
                f"{words} {', '.join(sorted(names))}"
                for words, names in (("thừa tham số", surplus), ("thiếu tham số", missing))
                if names
            )
            + ".",
            remedy=f"Các tham số: {', '.join(asked.parameters) or 'không có'}.",
        )
    rows = opening().ask(asked.name, **given)
    if chosen.csv:
        print(rows.map(lambda held: guarded(held) if isinstance(held, str) else held).to_csv(index=False), end="")
    elif chosen.json:
        print(json.dumps({"question": asked.question, "rows": _records(rows)}, ensure_ascii=False))
    else:
        print(asked.question)
        print(rows.to_string(index=False))
    return DONE


def _pair(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise DanVanError(message=f"Tham số “{text}” thiếu dấu =.", remedy="Viết TÊN=GIÁ_TRỊ; để trống là không chọn.")
    if value.startswith("["):
        return name, json.loads(value)
    return name, value if value != "null" else None


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return json.loads(rows.to_json(orient="records", date_format="iso", force_ascii=False))


def unit(chosen: argparse.Namespace) -> int:
    """The units that these texts name."""
    from danvan import units

    parent = units.find(chosen.parent, on=chosen.on).unit_id if chosen.parent else None
    found = [
        _resolution(units.resolve(text, level=chosen.level, parent=parent, on=chosen.on), chosen.on)
        for text in chosen.texts
    ]
    print(json.dumps(found, ensure_ascii=False) if chosen.json else _lines(_unit_words(item) for item in found))
    return DONE


def _resolution(found: Any, on: date | None) -> dict[str, Any]:
    """The object that `unit --json` prints for one text."""
    return {
        "text": found.text,
        "status": found.status,
        "unit": _unit_json(found.unit, on) if found.unit else None,
        "candidates": [_unit_json(unit, on) for unit in found.candidates],
        "suggestions": [_unit_json(unit, on) for unit in found.suggestions],
        "reason": found.how,
    }


def _unit_json(unit: Any, on: date | None) -> dict[str, Any]:
    from danvan import units

    stands = on is not None and unit.stands_on(on)
    return {
        "code": unit.code,
        "id": unit.unit_id,
        "name": units.name_on(unit.unit_id, on) if stands else unit.full_name,
        "level": unit.level,
        "valid_from": unit.valid_from.isoformat(),
        "valid_to": unit.valid_to.isoformat() if unit.valid_to else None,
    }


def _unit_words(item: dict[str, Any]) -> str:
    words = {"exact": "nhận ra", "ambiguous": "cần hỏi lại", "unknown": "không nhận ra"}[item["status"]]
    names = [item["unit"]] if item["unit"] else item["candidates"] or item["suggestions"]
    return f"{item['text']}: {words}" + "".join(f"\n  {one['code']}  {one['name']}" for one in names)


def check(chosen: argparse.Namespace, database: Database) -> int:
    """Run every check of the data; refused where one finds what must not be."""
    found = {name: database.ask(name) for name in all_queries() if name.startswith("checks.")}
    stop = any(len(rows) for name, rows in found.items() if name.startswith("checks.stop_"))
    if chosen.json:
        report = [{"check": n, "question": query(n).question, "rows": _records(r)} for n, r in found.items()]
        print(json.dumps({"status": "rejected" if stop else "passed", "checks": report}, ensure_ascii=False))
    else:
        for name, rows in found.items():
            print(f"{'ĐẠT' if rows.empty else f'{len(rows)} dòng':10} {query(name).question}")
            if not rows.empty:
                print(rows.head(10).to_string(index=False))
    return REFUSED if stop else DONE


def _day(words: str) -> date:
    """A day of the calendar; argparse tells of another text in its own words."""
    return date.fromisoformat(words)


def _lines(words: Iterable[str]) -> str:
    return "\n".join(words)
