"""The illustrative workspace: clearly synthetic reports of all units, the same at every build.

Owns making its file. The new file is built beside the old one and takes its place only when complete; no other file
is touched. An open illustrative workspace is closed by the caller first.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from danvan import rights, workspace
from danvan.backup import identity
from danvan.database import connect
from danvan.database.migrate import migrate
from danvan.demo import arrivals, cases, dialogue, indices, lands, others, parts, plans, reality, rural, store
from danvan.demo.centre import of_central_organs
from danvan.demo.sheets import Sheets, of_the_turn
from danvan.errors import DanVanError
from danvan.figures import reference

__all__ = ["build"]


def build(
    directory: Path | None = None, say: Callable[[str], None] = lambda words: None, *, small: bool = False
) -> dict[str, int]:
    """Make the illustrative workspace anew; {"observations": n, "figures": n, "batches": n}.

    directory: where databases lie (default $DANVAN_DATA); say: told of each step; small: six former provinces and
    two years, for tests. DanVanError when the file cannot be put in place; the former one then stays.
    """
    rights.need(rights.ADMINISTER)
    target = workspace.path_of(workspace.ILLUSTRATIVE, directory)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="minh-hoa-moi-") as beside:
        fresh = Path(beside) / target.name
        with rights.unrecorded():
            made = _fill(fresh, lands.SMALL if small else lands.FULL, say)
        _put_in_place(fresh, target)
    rights.record("demo", workspace.ILLUSTRATIVE)
    say("Đã thay không gian minh họa.")
    return made


def _fill(path: Path, plan: lands.Plan, say: Callable[[str], None]) -> dict[str, int]:
    say("Soạn các báo cáo giả lập…")
    rows, sources = store.attach(arrivals.arrive(_reported(plan)))
    say(f"Ghi {len(rows)} dòng báo cáo và tính số liệu…")
    database = connect(path)
    try:
        migrate(database)
        reference.load(database)
        made = store.write(database, rows, sources)
        with database.writing() as cursor:
            plans.write(cursor, plan)
            cases.write(cursor)
        identity.put(database, identity.NAME)
        return made
    finally:
        database.close()


def _reported(plan: lands.Plan) -> pd.DataFrame:
    """The rows as they came in. Sheets added later are spread apart: the luck of the former ones stays as it is."""
    levels, divided, below = Sheets(), Sheets(), Sheets()
    for era in lands.eras(plan):
        others.receptions_of_levels(levels, era)
        parts.collect(divided, era)
    indices.of_units_below(below, plan, *lands.eras(plan))
    sheets = [collected.rows() for collected in (_sheets(plan), levels, divided, below)]
    sheets.append(of_the_turn(sheets[0]))
    sheets.append(indices.components(pd.concat([sheets[0], sheets[3]], ignore_index=True)))
    if plan.provinces is None:
        sheets.append(of_central_organs(sheets[0]))
    return pd.concat([reality.spread(rows, plan.last) for rows in sheets], ignore_index=True)


def _sheets(plan: lands.Plan) -> Sheets:
    """Every sheet of both eras; what is open on 30/6/2025 goes over to the successors."""
    old, new = lands.eras(plan)
    sheets = Sheets()
    before = dialogue.happen(old, None)
    opening = {code: _handed_over(new, before.closing(code)) for code in ("YK04", "DV02")}
    after = dialogue.happen(new, opening)
    for happened in (before, after):
        dialogue.collect(sheets, happened)
        rural.collect(sheets, happened.era)
    others.announced(sheets, new, after.values["DT02"] + after.values["DT03"])
    still_open = others.collect(sheets, old, None)
    complaints = dict(zip((u.unit_id for u in old.provinces), still_open, strict=True))
    others.collect(sheets, new, _handed_over(new, complaints))
    indices.collect(sheets, old, new, plan.last)
    return sheets


def _handed_over(era: lands.Era, closing: dict[str, float]) -> np.ndarray:
    """Per province of the new era, the closing stock of itself or of those it came from."""
    return np.array(
        [sum(closing[old.unit_id] for old in lands.merged_from(u)) or closing.get(u.unit_id, 0) for u in era.provinces]
    )


def _put_in_place(fresh: Path, target: Path) -> None:
    """Replace the former file at once. Its log, if a crash left one, is set aside: it must not meet the new file."""
    log = target.with_name(target.name + ".wal")
    try:
        if log.exists():
            os.replace(log, target.with_name(target.name + ".wal.cu"))
        os.replace(fresh, target)
    except OSError as error:
        raise DanVanError(
            message=f"Không thay được tệp {target}: {error.strerror}.",
            remedy="Đóng chương trình đang mở không gian minh họa rồi chạy lại; tệp hiện có vẫn nguyên vẹn.",
        ) from error
