"""A prepared or committed file told as one JSON object (the command line's contract) and as a few lines of words.

Counts: `rows_read` counts rows of the file's tables; accepted, new, changed, unchanged and rejected count figures
(a wide table has many in a row); `rows_rejected` counts rows with a stop finding.
"""

from typing import Any

import pandas as pd

from danvan import catalogue, units
from danvan.errors import DanVanError
from danvan.ingest import run
from danvan.ingest.run import Intake
from danvan.periods import Period

MOST_VALUES = 20_000


def as_json(intake: Intake, *, status: str = "", batch: str | None = None, values: bool = False) -> dict[str, Any]:
    """The object of one file. `values`: with every figure that would be loaded (at most 20.000)."""
    sheets = [_sheet(sheet) for sheet in intake.sheets]
    first = sheets[0] if sheets else _EMPTY_SHEET
    shaped = _all_rows(intake)
    found = {
        "status": status or intake.status,
        "batch": batch,
        "file": intake.document.name,
        "format": intake.document.format,
        "encoding": intake.document.encoding,
        "delimiter": intake.document.delimiter,
        **{key: first[key] for key in ("sheet", "decimal", "header_rows", "layout", "geography")},
        "rows_read": sum(sheet["rows_read"] for sheet in sheets),
        **_counts(intake),
        "rows_rejected": len(intake.rejected_rows),
        "units": _units(intake),
        "periods": _periods(shaped),
        "indicators": sorted({str(code) for code in shaped["indicator"].unique() if code}) if len(shaped) else [],
        "new_indicators": [{"code": code, "name": made.name} for code, made in intake.new.items()],
        "choices": [_choice(sheet, question) for sheet, question in intake.questions],
        "findings": [item.as_json() for item in intake.findings],
    }
    if len(sheets) > 1:
        found["sheets"] = sheets
    if values:
        found["values"] = _values(shaped)
        found["values_left_out"] = max(0, len(shaped) - MOST_VALUES)
    return found


def in_words(intake: Intake, batch: str | None, committed: bool) -> str:
    """The same for a person: what happened, the counts, and the findings with their remedies."""
    told = as_json(intake)
    lines = [f"{intake.document.name}: {_headline(told, batch, committed)}"]
    lines.append(
        f"  đọc {told['rows_read']} dòng; nhận ra {told['units']['matched']} đơn vị; "
        f"{told['new']} số mới, {told['changed']} thay đổi, {told['unchanged']} giữ nguyên, {told['rejected']} bị loại"
    )
    for choice in told["choices"]:
        lines.append(f"  Cần trả lời: {choice['words']}")
    for item in intake.findings:
        where = ", ".join(
            part for part in (item.sheet, f"dòng {item.row}" if item.row else "", item.column or "") if part
        )
        lines.append(f"  [{_SEVERITY[item.severity]}] {where + ': ' if where else ''}{item.message} {item.remedy}")
    return "\n".join(lines)


_SEVERITY = {"stop": "LỖI", "warn": "lưu ý", "info": "thông tin"}
_EMPTY_SHEET = {"sheet": "", "decimal": "", "header_rows": None, "layout": "", "geography": ""}


def _headline(told: dict[str, Any], batch: str | None, committed: bool) -> str:
    if committed:
        return f"đã nhập, đợt {batch}." if batch else "mọi số liệu đã có sẵn, không có gì thay đổi."
    return {
        run.PREVIEW: "nhập được (chưa ghi).",
        run.NEEDS_CHOICE: "cần trả lời trước khi nhập.",
        run.REJECTED: "chưa nhập được.",
    }[told["status"]]


def _sheet(sheet: run.Sheet) -> dict[str, Any]:
    known = sheet.shaped.understood
    return {
        "sheet": sheet.name,
        "layout": known.layout,
        "header_rows": list(known.header_rows) if known.header_rows else None,
        "decimal": known.decimal,
        "geography": known.geography,
        "rows_read": known.rows_read,
        "figures": len(sheet.shaped.rows),
        "columns": [
            {
                "column": column.letter,
                "header": column.header,
                "role": column.role,
                "indicator": column.indicator,
                "breakdown": column.breakdown,
                "period": column.period.code if column.period else "",
            }
            for column in known.columns
        ],
    }


def _counts(intake: Intake) -> dict[str, int]:
    counts = {"accepted": 0, "new": 0, "changed": 0, "unchanged": 0, "conflict": 0, "duplicate": 0, "rejected": 0}
    rows = intake.rows
    if len(rows) and "status" in rows:
        found = rows["status"].value_counts()
        counts |= {name: int(found.get(name, 0)) for name in counts if name != "accepted"}
        counts["accepted"] = int(len(rows) - counts["rejected"] - counts["duplicate"])
    lost = sum(int((~sheet.shaped.rows["ok"].astype(bool)).sum()) for sheet in intake.sheets)
    counts["rejected"] += lost
    return counts


def _all_rows(intake: Intake) -> pd.DataFrame:
    parts = [sheet.shaped.rows.assign(sheet=sheet.name) for sheet in intake.sheets]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _units(intake: Intake) -> dict[str, Any]:
    """How many units were recognised, those without a figure too, and the texts that were not."""
    matched = {unit_id for sheet in intake.sheets for unit_id in sheet.shaped.understood.units}
    asked = [question.subject for _, question in intake.questions if question.kind == "unit"]
    return {"matched": len(matched), "unmatched": list(dict.fromkeys(asked))}


def _periods(shaped: pd.DataFrame) -> list[str]:
    if not len(shaped):
        return []
    spans = (
        shaped[["period_start", "period_end"]].drop_duplicates().dropna().sort_values(["period_start", "period_end"])
    )
    return [Period(start.date(), end.date()).code for start, end in spans.itertuples(index=False)]


def _choice(sheet: str, question: Any) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "kind": question.kind,
        "subject": question.subject,
        "words": question.words,
        "options": [{"code": code, "name": name} for code, name in question.options],
        "default": question.default,
    }


def _values(shaped: pd.DataFrame) -> list[dict[str, Any]]:
    """The figures as they would be loaded; a column not yet mapped has its header and no indicator."""
    rows = shaped.head(MOST_VALUES)
    found = []
    for row in rows.to_dict("records"):
        has_period = not pd.isna(row["period_end"])
        found.append(
            {
                "sheet": row["sheet"],
                "row": int(row["row"]) + 1,
                "column": int(row["column"]) + 1,
                "measure": row["measure"],
                "indicator": row["indicator"] or None,
                "indicator_name": _name(str(row["indicator"])),
                "breakdown": row["breakdown"],
                "unit": str(row["unit_id"]).rsplit("-", 1)[0] if row["unit_id"] else None,
                "unit_id": row["unit_id"] or None,
                "unit_name": units.get(row["unit_id"]).full_name if row["unit_id"] else None,
                "unit_text": row["unit_text"],
                "period": Period(row["period_start"].date(), row["period_end"].date()).code if has_period else None,
                "value": None if pd.isna(row["value"]) else float(row["value"]),
                "numerator": None if pd.isna(row["numerator"]) else float(row["numerator"]),
                "denominator": None if pd.isna(row["denominator"]) else float(row["denominator"]),
                "qualifier": row["qualifier"],
                "state": row["state"],
                "raw": row["raw"],
            }
        )
    return found


def _name(code: str) -> str | None:
    try:
        return catalogue.get(code).name if code else None
    except DanVanError:
        return None  # declared on the spot: known to the catalogue only once committed
