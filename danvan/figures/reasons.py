"""Says in one Vietnamese sentence why a figure is what it is, or why there is none. Never invents a number."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan import catalogue, numbers, units
from danvan.database import Database
from danvan.figures.walk import Row, lists
from danvan.periods import Period, vi_date

TREE_WORDS = {
    "breakdown": "cộng từ các phần (cấp, lĩnh vực, loại) của cùng đơn vị, cùng kỳ",
    "time": "cộng từ các kỳ con",
    "difference": "lấy số lũy kế trừ số của các kỳ trước",
    "territory": "cộng từ các đơn vị trực thuộc",
    "succession": "cộng từ các đơn vị tiền thân",
    "ratio": "tính lại từ tử số và mẫu số của cùng kỳ",
    "interval": "cộng từ các kỳ nối tiếp nhau trong giai đoạn",
}
PART_WORDS = {"time": "tháng", "territory": "đơn vị", "succession": "đơn vị tiền thân", "interval": "kỳ"}
NO_SUM = {
    "index": "Chỉ số không cộng và không lấy bình quân giữa các đơn vị hoặc các kỳ",
    "rank": "Thứ hạng không cộng và không lấy bình quân",
    "statistic": "Trung vị không tính được từ trung vị của các phần",
    "distinct": "Số đơn vị không trùng không cộng được giữa các kỳ, vì một đơn vị có thể được tính nhiều lần",
}
STATE_WORDS = {
    "held_no_count": "Báo cáo có đề cập nhưng không nêu số.",
    "missing": "Chưa báo cáo.",
    "not_applicable": "Không áp dụng.",
    "expected": "Số dự kiến, không cộng vào số thực hiện.",
}


def of_row(row: Row, missing: list[str]) -> str:
    """The sentence for a figure that exists: reported, derived, partial, or a state without a number."""
    if row["basis"] == "none" or row["state"] == "expected":
        return STATE_WORDS.get(row["state"], "")
    provisional = " Số sơ bộ, có thể thay đổi." if row["state"] == "provisional" else ""
    return _basis_words(row, missing) + provisional


def _basis_words(row: Row, missing: list[str]) -> str:
    if row["tree"] == "interval":
        return _interval_words(row, missing)
    if row["basis"] == "reported":
        return "Số do đơn vị báo cáo."
    words = TREE_WORDS[row["tree"]]
    if row["tree"] == "time" and catalogue.get(row["indicator"]).agg_periods != "sum":
        day = vi_date(pd.Timestamp(row["as_of"]).date())
        late = row["basis"] == "partial"
        if not late:
            return f"Số cuối kỳ, đến ngày {day}."
        whole = row["parts_present"] >= row["parts_expected"]
        count = "" if whole else f", mới có {int(row['parts_present'])}/{int(row['parts_expected'])} phần"
        return f"Số gần nhất trong kỳ, đến ngày {day}{count}; chưa có số cuối kỳ."
    if row["tree"] == "ratio":
        return _ratio_words(row)
    if row["tree"] == "territory" and catalogue.get(row["indicator"]).kind == "ratio":
        words = "tỷ lệ chung của riêng các đơn vị có đủ tử số và mẫu số"
    part = PART_WORDS.get(row["tree"], "phần")
    count = numbers.parts(row["parts_present"], row["parts_expected"], part, missing="")
    if row["basis"] == "derived":
        return f"Số tổng hợp: {words}" + (f", đủ {count}." if count and row["tree"] != "difference" else ".")
    lacking = f" Còn thiếu: {'; '.join(missing)}." if missing else ""
    only = "mới có " if pd.notna(row["parts_present"]) and row["parts_present"] else ""
    return f"Chưa đủ số liệu: {words}, {only}{count}.{lacking}"


def _interval_words(row: Row, missing: list[str]) -> str:
    item = catalogue.get(row["indicator"])
    if item.kind == "ratio":
        parts = f"{numbers.number(row['numerator'])}/{numbers.number(row['denominator'])}"
        return f"Tỷ lệ tính lại từ tử số và mẫu số của cả giai đoạn: {parts}."
    if item.agg_periods != "sum":
        return "Số cuối giai đoạn." if item.agg_periods == "last" else "Số đầu giai đoạn."
    count = f"{int(row['parts_present'])}/{int(row['parts_expected'])} kỳ"
    if row["basis"] == "derived":
        return f"Số tổng hợp: {TREE_WORDS['interval']}, đủ {count}."
    return f"Chưa đủ số liệu: {TREE_WORDS['interval']}, mới có {count}. Còn thiếu: {'; '.join(missing)}."


def forecasts(database: Database, rows: Sequence[Row]) -> list[str]:
    """' Số dự kiến đã nêu: 50,0%.' beside each actual figure that has one, else ''; it is never mixed with it."""
    known = {row["cell_no"]: row["value"] for row in database.records("lineage.forecast_of_cells", **lists(rows))}
    return [
        "" if number not in known or row["state"] == "expected" else _forecast(row, known[number])
        for number, row in enumerate(rows)
    ]


def _forecast(row: Row, value: float) -> str:
    item = catalogue.get(row["indicator"])
    return f" Số dự kiến đã nêu: {numbers.with_unit(value, item.unit, item.decimals)}."


def _ratio_words(row: Row) -> str:
    whole = "Tỷ lệ tính lại" if row["basis"] == "derived" else "Tỷ lệ của riêng phần đã có số liệu, tính lại"
    parts = f"{numbers.number(row['numerator'])}/{numbers.number(row['denominator'])}"
    return f"{whole} từ tử số và mẫu số của cùng kỳ: {parts}."


def of_nothing(
    database: Database, item: catalogue.Indicator, unit: units.Unit, breakdown: str, span: Period
) -> tuple[str, str, list[str]]:
    """(state, sentence, what is missing) for a cell without a row."""
    why = outside(item, unit, breakdown, span)
    if why:
        return "not_applicable", why, []
    if item.kind in NO_SUM and _would_need_sum(database, item, unit, breakdown, span):
        return "refused", f"{NO_SUM[item.kind]}; chưa có báo cáo trực tiếp cho ô này.", []
    if unit.valid_from > span.end and not units.is_exact(unit.unit_id):
        return "refused", f"Không so sánh được: có đơn vị tiền thân của {unit.full_name} bị chia tách.", []
    if item.kind == "ratio":
        return _ratio_nothing(database, item, unit, breakdown, span)
    return "missing", f"Chưa có số liệu.{_nearest(database, item, unit, breakdown, span)}", []


def outside(item: catalogue.Indicator, unit: units.Unit, breakdown: str, span: Period) -> str:
    """Why the cell does not apply: the indicator is not told by it, or unit, level or indicator did not exist then."""
    if dims := catalogue.undivided(item.code, breakdown):
        return f"{item.name} không phân theo {', '.join(dims)}."
    if unit.valid_to and span.end > unit.valid_to:
        return f"{unit.full_name} kết thúc hoạt động ngày {vi_date(unit.valid_to)}. {units.became(unit.unit_id)}"
    if unit.valid_from > span.end and not units.predecessors(unit.unit_id):
        return f"{unit.full_name} thành lập ngày {vi_date(unit.valid_from)}."
    last = dict(catalogue.breakdowns(item.code)).get(breakdown)
    if last and span.start > last:
        return f"Không còn {catalogue.breakdown_name(breakdown)} sau ngày {vi_date(last)}."
    if item.valid_to and span.start > item.valid_to:
        return f"Chỉ tiêu {item.code} chỉ áp dụng đến hết ngày {vi_date(item.valid_to)}."
    if item.valid_from and span.end < item.valid_from:
        return f"Chỉ tiêu {item.code} có từ ngày {vi_date(item.valid_from)}."
    return ""


def _would_need_sum(
    database: Database, item: catalogue.Indicator, unit: units.Unit, breakdown: str, span: Period
) -> bool:
    """Whether parts of the cell were reported, so that a reader may expect them to be added or averaged."""
    count = database.value(
        "figure.below",
        indicator=item.code,
        unit=unit.unit_id,
        breakdown=breakdown,
        period_start=span.start,
        period_end=span.end,
    )
    return bool(count)


def _ratio_nothing(
    database: Database, item: catalogue.Indicator, unit: units.Unit, breakdown: str, span: Period
) -> tuple[str, str, list[str]]:
    best: list[str] | None = None
    for alternative in item.terms:
        codes = [*dict.fromkeys(code for _, code in (*alternative.numerator, *alternative.denominator))]
        lacking, why = _lacking(database, codes, unit, breakdown, span)
        if why:
            return "missing", why, []
        if best is None or len(lacking) < len(best):
            best = lacking
    names = [f"{catalogue.get(code).name} ({code})" for code in best or []]
    if not names:
        return "missing", "Không tính được: mẫu số bằng 0.", []
    return "missing", f"Không tính được tỷ lệ: thiếu {'; '.join(names)}.", names


def _lacking(
    database: Database, codes: list[str], unit: units.Unit, breakdown: str, span: Period
) -> tuple[list[str], str]:
    rows = database.ask(
        "figure.headlines",
        indicators=codes,
        unit=unit.unit_id,
        breakdown=breakdown,
        period_start=span.start,
        period_end=span.end,
    )
    approximate = rows[(rows["qualifier"] != "") & rows["value"].notna()]
    lacking = list(rows[rows["value"].isna() | ~rows["basis"].isin(["reported", "derived"])]["indicator"])
    if not lacking and not approximate.empty:
        names = ", ".join(approximate["indicator_name"])
        return [], f"Không tính tỷ lệ từ số xấp xỉ: {names} chỉ được nêu là “hơn”, “gần” hoặc “khoảng”."
    return lacking, ""


def _nearest(database: Database, item: catalogue.Indicator, unit: units.Unit, breakdown: str, span: Period) -> str:
    rows = database.ask("figure.nearest", indicator=item.code, unit=unit.unit_id, breakdown=breakdown, day=span.end)
    spans: list[Any] = [
        Period(pd.Timestamp(row["period_start"]).date(), pd.Timestamp(row["period_end"]).date())
        for row in rows.to_dict("records")
    ]
    if not spans:
        return ""
    return f" Có số liệu của: {'; '.join(found.label for found in spans)}."
