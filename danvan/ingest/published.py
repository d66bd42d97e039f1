"""The published facts (data/seed/): loaded as the first batch of an official workspace."""

import hashlib
from pathlib import Path

import pandas as pd

from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest import load
from danvan.ingest.closed import Leave

SEED = Path(__file__).resolve().parents[2] / "data" / "seed"
TITLE = "Số liệu đã công bố, kèm theo phần mềm"
NEWER = "Thay bằng bản số liệu công bố mới hơn"


def read() -> tuple[pd.DataFrame, pd.DataFrame]:
    """(sources, observations) of data/seed/, as text. DanVanError naming the file when one is damaged."""
    return _read("sources.csv", ("source", "kind", "title", "date")), _read("observations.csv", tuple(load.COLUMNS))


def _read(name: str, needed: tuple[str, ...]) -> pd.DataFrame:
    path = SEED / name
    try:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise _damaged(path, str(error)) from error
    missing = [column for column in needed if column not in rows.columns]
    if missing:
        raise _damaged(path, f"thiếu cột {', '.join(missing)}")
    return rows


def _damaged(path: Path, why: str) -> DanVanError:
    return DanVanError(
        message=f"Không đọc được tệp số liệu kèm theo {path}: {why}.",
        remedy="Lấy lại tệp này từ bộ cài (git checkout HEAD data/seed). Dữ liệu đã nhập không bị ảnh hưởng.",
    )


def load_once(database: Database) -> str | None:
    """Load the published facts when this edition of them is not in yet; the batch's id, or None.

    A newer edition is a new batch that replaces the former one, which is undone; what users entered stays.
    """
    sources, rows = read()
    digest = hashlib.sha256((SEED / "observations.csv").read_bytes()).hexdigest()
    with database.cursor() as cursor:
        held = cursor.execute(
            "select batch_id, file_hash, status from batch where kind = 'seed' order by seq"
        ).fetchall()
    if any(file_hash == digest for _, file_hash, _ in held):
        return None
    load.put_sources(database, sources)
    rows = rows.replace("", None)
    for batch_id, _, status in held:
        if status == "committed":
            load.undo(database, batch_id, "hệ thống", NEWER, leave=Leave(NEWER))
    return load.commit(
        database,
        load.Batch("seed", TITLE, "hệ thống", file_name="data/seed/observations.csv", file_hash=digest),
        rows,
        leave=Leave(NEWER),
    )
