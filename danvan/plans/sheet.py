"""A list of targets in a file (CSV, XLSX …) → targets, with every fault at its row.

Owns the columns of such a list: found by their headings, in any order, under any title lines. It reads no figures of
what happened: those are for the import of reports, which leaves columns of plans aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from danvan.ingest.findings import INFO, STOP, Finding, finding
from danvan.ingest.read import read
from danvan.lists import rows
from danvan.lists.rows import Listed
from danvan.plans import entry, parts
from danvan.plans.targets import Target
from danvan.texts import text
from danvan.units import Unit

HEADINGS = {
    "code": ("ma chi tieu",),
    "indicator": ("chi tieu", "ten chi tieu"),
    "part": ("phan",),
    "unit_code": ("ma don vi",),
    "unit": ("don vi", "ten don vi"),
    "above": ("thuoc tinh, thanh pho", "thuoc"),
    "start": ("tinh tu ngay", "tu ngay"),
    "due": ("han", "den ngay", "han hoan thanh"),
    "bound": ("it nhat/khong qua", "dau"),
    "value": ("muc giao", "muc"),
    "base": ("muc xuat phat", "moc xuat phat"),
    "title": ("ten van ban", "van ban"),
    "number": ("so, ky hieu", "so ky hieu"),
    "day": ("ngay van ban",),
    "issuer": ("co quan ban hanh",),
    "note": ("ghi chu",),
}
"""Field → the headings that it is known by, without accents."""
NEEDED = (("code", "indicator"), ("unit_code", "unit"), ("due",), ("value",))
TELLING = ("code", "indicator", "unit", "unit_code", "value")


@dataclass
class TargetList(Listed):
    """What a file holds: the targets that may be written, and every remark."""

    targets: list[Target] = field(default_factory=list)


def targets_of(data: bytes, name: str, standing: Sequence[Target]) -> TargetList:
    """The list in a file's bytes, held against the targets that stand already."""
    document = read(data, name)
    found = TargetList(name, findings=[item for item in document.findings if item.severity == STOP])
    if found.findings:
        return found
    head = rows.headed(document, HEADINGS, NEEDED)
    if head is None:
        found.findings.append(finding("plans_no_header", STOP, file=name))
        return found
    _rows(found, head, standing)
    if not found.rows:
        found.findings.append(finding("plans_no_rows", STOP, file=name))
    return found


def _rows(found: TargetList, head: rows.Head, standing: Sequence[Target]) -> None:
    seen: dict[tuple, int] = {}
    for row, fields in rows.below(head, TELLING):
        if fields.get("note") == text("plans.example_note"):
            continue
        found.rows += 1
        place = {"file": found.name, "sheet": head.grid.sheet, "row": row}
        made = _one(fields, standing, place)
        if isinstance(made, Target):
            key = (made.indicator, made.unit_id, made.breakdown, made.due, made.bound)
            if key in seen:
                found.findings.append(finding("lists_repeated", STOP, expected=str(seen[key]), **place))
                continue
            seen[key] = row
            found.targets.append(made)
            continue
        found.unchanged += any(item.code == "plans_unchanged" for item in made)
        found.findings += made


def _one(fields: Mapping[str, str], standing: Sequence[Target], place: Mapping[str, object]) -> Target | list[Finding]:
    """The target of a row, or what is wrong with it."""
    faults = entry.Faults(**place)
    said = fields.get("code") or fields.get("indicator", "")
    code = parts.indicator(said)
    if code is None:
        near = parts.nearest_indicator(said)
        faults.stop("plans_no_indicator", "indicator", value=said, suggestion=f". Gần nhất: {near}" if near else "")
    unit = _unit(fields, faults)
    if code is None or unit is None:
        return faults.found
    same = [other for other in standing if (other.indicator, other.unit_id) == (code, unit.unit_id)]
    made = entry.target(fields, indicator=code, unit=unit, **place)
    if not made.ready:
        return made.findings
    for other in same:
        if entry.same_aim(other, made.item):
            if (other.value, other.document) == (made.item.value, made.item.document):
                return [finding("plans_unchanged", INFO, value=other.target_id, **place)]
            return entry.target(fields, indicator=code, unit=unit, standing=same, **place).findings
    return made.item


def _unit(fields: Mapping[str, str], faults: entry.Faults) -> Unit | None:
    """The unit of a row on its due day."""
    on = parts.day("due", fields.get("due", ""), entry.Faults(), end=True) or date.today()
    return rows.unit(fields, on, faults)
