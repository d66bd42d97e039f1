"""A list of targets in a file (CSV, XLSX …) → targets, with every fault at its row.

Owns the columns of such a list: found by their headings, in any order, under any title lines. It reads no figures of
what happened: those are for the import of reports, which leaves columns of plans aside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from danvan import units
from danvan.errors import DanVanError
from danvan.ingest.findings import INFO, STOP, Finding, finding
from danvan.ingest.grid import NUMBER, Document, Grid
from danvan.ingest.read import read
from danvan.plans import entry, parts
from danvan.plans.targets import Target
from danvan.texts import text
from danvan.units import Unit
from danvan.units.fold import plain

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
MOST_ROWS = 5000


@dataclass
class Listed:
    """What a file holds: the targets that may be written, and every remark."""

    name: str
    targets: list[Target] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0
    unchanged: int = 0

    @property
    def stops(self) -> list[Finding]:
        """The faults that keep a row, or the file, out."""
        return [found for found in self.findings if found.severity == STOP]


def targets_of(data: bytes, name: str, standing: Sequence[Target]) -> Listed:
    """The list in a file's bytes, held against the targets that stand already."""
    document = read(data, name)
    found = Listed(name, findings=[item for item in document.findings if item.severity == STOP])
    if found.findings:
        return found
    headed = _headed(document)
    if headed is None:
        found.findings.append(finding("plans_no_header", STOP, file=name))
        return found
    _rows(found, *headed, standing)
    if not found.rows:
        found.findings.append(finding("plans_no_rows", STOP, file=name))
    return found


def _headed(document: Document) -> tuple[Grid, int, dict[str, int]] | None:
    """The first sheet and row that carry the headings, with the column of each field."""
    known = {heading: name for name, headings in HEADINGS.items() for heading in headings}
    for grid in document.grids:
        for row in range(min(grid.shape[0], 40)):
            columns: dict[str, int] = {}
            for column in range(grid.shape[1]):
                heading = " ".join(plain(str(grid.text.iat[row, column])).replace("*", "").split())
                if heading in known:
                    columns.setdefault(known[heading], column)
            if all(any(name in columns for name in names) for names in NEEDED):
                return grid, row, columns
    return None


def _rows(found: Listed, grid: Grid, head: int, columns: Mapping[str, int], standing: Sequence[Target]) -> None:
    seen: dict[tuple, int] = {}
    for row in range(head + 1, min(grid.shape[0], head + 1 + MOST_ROWS)):
        fields = {name: _cell(grid, row, column) for name, column in columns.items()}
        if not any(fields.get(name) for name in ("code", "indicator", "unit", "unit_code", "value")):
            continue
        if fields.get("note") == text("plans.example_note"):
            continue
        found.rows += 1
        place = {"file": found.name, "sheet": grid.sheet, "row": row + 1}
        made = _one(fields, standing, place)
        if isinstance(made, Target):
            key = (made.indicator, made.unit_id, made.breakdown, made.due, made.bound)
            if key in seen:
                found.findings.append(finding("plans_repeated", STOP, expected=str(seen[key]), **place))
                continue
            seen[key] = row + 1
            found.targets.append(made)
            continue
        found.unchanged += any(item.code == "plans_unchanged" for item in made)
        found.findings += made


def _cell(grid: Grid, row: int, column: int) -> str:
    """A cell as a person reads it: numbers that Excel holds get the decimal comma that the fields are read with."""
    shown = str(grid.text.iat[row, column]).strip()
    if grid.kinds is not None and grid.kinds[row, column] == NUMBER:
        return shown.removesuffix(".0").replace(".", ",")
    return shown


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
    """The unit of a row on its due day: by its code, else by its name inside what it belongs to."""
    silent = entry.Faults()
    on = parts.day("due", fields.get("due", ""), silent, end=True) or date.today()
    code, name, above = (fields.get(part, "") for part in ("unit_code", "unit", "above"))
    if code:
        try:
            return units.find(code.zfill(2) if code.isdigit() else code, on=on)
        except DanVanError:
            faults.stop("plans_no_unit", "unit", value=code)
            return None
    if plain(name) in ("ca nuoc", "toan quoc"):
        return units.get(units.NATION)
    parent = units.resolve(above, level="province", on=on).unit if above else None
    if above and parent is None:
        faults.stop("plans_no_unit", "above", value=above)
        return None
    found = units.resolve(name, parent=parent.unit_id if parent else None, on=on)
    if found.status == "exact":
        return found.unit
    if found.status == "ambiguous":
        listed = "; ".join(f"{one.full_name} ({one.unit_id})" for one in found.candidates[:4])
        faults.stop("plans_which_unit", "unit", value=name, expected=listed)
    else:
        near = "; ".join(one.full_name for one in found.suggestions[:3])
        faults.stop("plans_no_unit", "unit", value=name, suggestion=f". Gần nhất: {near}" if near else "")
    return None
