"""Into the workspace: synthetic sources, dated batches, and one computation of the figures.

Owns the lower path of loading that many batches at once need: everything in one transaction, one rebuild.
"""

from datetime import datetime, timedelta

import pandas as pd

from danvan import numbers
from danvan.database import Database, query
from danvan.demo import arrivals
from danvan.demo.lands import SEED
from danvan.figures import rule
from danvan.ingest import load

WHO = "Dữ liệu minh họa"
LEVEL_WORDS = {"nation": "cả nước", "province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}
RHYTHM_WORDS = {"thang": "tháng", "quy": "quý", "sau_thang": "6 tháng", "nam": "năm", "luy_ke": "lũy kế từ đầu năm"}
ISSUERS = {
    "nation": "Bộ Nội vụ (giả lập)",
    "province": "Ban Tuyên giáo và Dân vận các tỉnh ủy, thành ủy (giả lập)",
    "district": "Ban Tuyên giáo và Dân vận các huyện ủy, quận ủy (giả lập)",
    "commune": "Đảng ủy các xã, phường (giả lập)",
}

PUBLISHER_BELOW = "Ủy ban nhân dân các tỉnh, thành phố (giả lập)"


def attach(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(rows with source, place and the key of their batch; the sources). A source is one kind of report of a year."""
    years = rows["period_end"].dt.year.astype(str)
    level, rhythm = rows["level"].astype(str), rows["rhythm"].astype(str)
    indexed = rows["indicator"].astype(str).str.startswith("CC")
    origin = rows["origin"].where(~indexed, "index")
    source = "minh-hoa-" + origin + "-" + level + "-" + rhythm + "-" + years
    # The ministry publishes the indices of provinces, each province those of its districts and communes.
    of_ministry = level.isin(["nation", "province"])
    source = source.where(~indexed, "minh-hoa-chi-so-" + level.where(~of_ministry, "tinh") + "-" + years)
    rows = rows.assign(
        source=source,
        place="Biểu " + rows["indicator"].astype(str),
        batch=arrivals.batch_keys(rows),
    )
    named = pd.DataFrame({"source": source, "origin": origin, "level": level, "rhythm": rhythm, "year": years})
    return rows, pd.DataFrame([_source(*key) for key in named.drop_duplicates("source").itertuples(index=False)])


def _source(code: str, origin: str, level: str, rhythm: str, year: str) -> dict[str, str]:
    kind, issuer, publisher = "official_report", ISSUERS[level], ""
    title = f"[Minh họa] Báo cáo {RHYTHM_WORDS[rhythm]} {LEVEL_WORDS[level]}, {year}"
    day = f"{int(year) + 1}-01-25" if int(year) < 2026 else "2026-11-16"
    if origin == "index":
        of_ministry = level in ("nation", "province")
        kind, issuer = "statistics", "Bộ Nội vụ (giả lập)" if of_ministry else PUBLISHER_BELOW
        title, day = f"[Minh họa] Báo cáo công bố PAR Index và SIPAS năm {year}", f"{int(year) + 1}-04-15"
        title += "" if of_ministry else f", {LEVEL_WORDS[level]}"
    elif origin == "revision":
        title = f"[Minh họa] Báo cáo điều chỉnh số liệu {RHYTHM_WORDS[rhythm]} {LEVEL_WORDS[level]}, {year}"
    elif origin == "press":
        kind, publisher = "press", "Báo điện tử (giả lập)"
        title = f"[Minh họa] Báo cáo qua báo chí về công tác dân vận ({RHYTHM_WORDS[rhythm]}), {year}"
    return {
        "source": code, "kind": kind, "title": title, "number": "", "issuer": issuer, "publisher": publisher,
        "date": day, "url": "", "note": "Dữ liệu giả lập để minh họa; không phải số liệu thật.",
    }  # fmt: skip


def write(database: Database, rows: pd.DataFrame, sources: pd.DataFrame) -> dict[str, int]:
    """Append everything in batches by year, kind and level, and compute the figures once."""
    load.put_sources(database, sources)
    keys = sorted(rows["batch"].unique(), key=_created)
    incoming = load.frame(rows).assign(batch=rows["batch"])
    incoming["row_no"] = incoming.groupby("batch").cumcount() + 1
    by_batch = dict(tuple(incoming.groupby("batch", sort=False)))
    with database.writing() as cursor:
        for seq, key in enumerate(keys, start=1):
            part = by_batch[key].drop(columns="batch")
            batch_id = f"D{seq:05d}"
            values = [batch_id, seq, "demo", _title(key), _created(key), WHO, "", "", "", len(part), "committed"]
            cursor.execute("insert into batch values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, null, null, '')", values)
            cursor.register("incoming", part)
            cursor.execute(query("ingest.append").sql, {"batch": batch_id})
            cursor.unregister("incoming")
        cursor.execute("insert into setting values ('illustrative', '1'), ('demo_seed', ?)", [str(SEED)])
        rule.rebuild(cursor)
        figures = cursor.execute("select count(*) from figure").fetchone()[0]
    return {"observations": len(rows), "figures": int(figures), "batches": len(keys)}


def _created(key: str) -> datetime:
    """When a batch came in: its day, at an hour of its kind and level; what began the workspace, year by year."""
    day, year, order, level = key.split("-")
    at = datetime.strptime(day, "%Y%m%d").replace(hour=7 + int(order), minute=10 * list(LEVEL_WORDS).index(level))
    if at.date() == arrivals.BEGUN:
        at += timedelta(minutes=int(order) + 4 * (int(year) - 2015), hours=3)
    return at


def _title(key: str) -> str:
    """What it is called: by its year when the workspace began, by its day since."""
    day, year, order, level = key.split("-")
    words = {"1": "Báo cáo", "2": "Công bố chỉ số", "3": "Báo cáo điều chỉnh", "4": "Tin báo chí"}[order]
    at = datetime.strptime(day, "%Y%m%d")
    when = year if at.date() == arrivals.BEGUN else f"nhận ngày {numbers.date(at)}"
    return f"[Minh họa] {words} {LEVEL_WORDS[level]}, {when}"
