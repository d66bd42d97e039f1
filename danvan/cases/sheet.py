"""A list of cases in a file (CSV, XLSX …) → new cases and changes of those in the register, every fault at its row.

A row speaks of a case in the register when it bears its id, or the same unit, origin, day and words. What a row leaves
empty stays as the register has it; so a list can be sent again and again, and a list taken from the page can be filled
in and sent back. Taking something out of a case is done on the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from danvan import units
from danvan.cases import entry
from danvan.cases.item import WITHDRAWN, Case
from danvan.ingest.findings import INFO, STOP, Finding, finding
from danvan.ingest.read import read
from danvan.lists import rows
from danvan.lists.rows import Head, Listed
from danvan.texts import text
from danvan.units import Unit

HEADINGS = {
    "case_id": ("ma", "ma kien nghi"),
    "unit_code": ("ma don vi",),
    "unit": ("don vi", "ten don vi"),
    "above": ("thuoc tinh, thanh pho", "thuoc"),
    "origin": ("nguon",),
    "received": ("ngay tiep nhan", "ngay nhan"),
    "topic": ("linh vuc",),
    "content": ("noi dung", "noi dung kien nghi"),
    "owner": ("co quan giai quyet", "don vi giai quyet", "nguoi giai quyet"),
    "due": ("han", "han giai quyet"),
    "settled": ("ngay giai quyet xong", "ngay xong"),
    "outcome": ("ket qua", "ket qua giai quyet"),
    "note": ("ghi chu",),
    "paper": ("van ban", "van ban giao"),
}
"""Field → the headings that it is known by, without accents."""
NEEDED = (("unit_code", "unit", "case_id"), ("origin",), ("received",), ("content",))
TELLING = ("case_id", "unit_code", "unit", "content", "received")
KEPT = ("topic", "owner", "due", "settled", "outcome", "note", "paper")
"""What an empty cell leaves as it is."""


@dataclass
class CaseList(Listed):
    """What a file holds: new cases, cases as they would be changed, and every remark."""

    added: list[Case] = field(default_factory=list)
    changed: list[Case] = field(default_factory=list)

    @property
    def cases(self) -> list[Case]:
        """All that would be written."""
        return [*self.added, *self.changed]


@dataclass(frozen=True)
class Known:
    """The register as the file is held against it."""

    by_id: Mapping[str, Case]
    by_identity: Mapping[tuple, Case]

    @classmethod
    def of(cls, register: Sequence[Case]) -> "Known":
        """Of cases that stand and withdrawn ones; where both are the same thing, the one that stands."""
        last = sorted(register, key=lambda case: case.action != WITHDRAWN)
        return cls({case.case_id: case for case in register}, {case.identity: case for case in last})


def cases_of(data: bytes, name: str, register: Sequence[Case], today: date) -> CaseList:
    """The list in a file's bytes. register: every case, withdrawn ones too."""
    document = read(data, name)
    found = CaseList(name, findings=[item for item in document.findings if item.severity == STOP])
    if found.findings:
        return found
    head = rows.headed(document, HEADINGS, NEEDED)
    if head is None:
        found.findings.append(finding("cases_no_header", STOP, file=name))
        return found
    _rows(found, head, Known.of(register), today)
    if not found.rows:
        found.findings.append(finding("cases_no_rows", STOP, file=name))
    return found


def _rows(found: CaseList, head: Head, known: Known, today: date) -> None:
    seen: dict[tuple, int] = {}
    for row, fields in rows.below(head, TELLING):
        if fields.get("note") == text("cases.example_note"):
            continue
        found.rows += 1
        place = {"file": found.name, "sheet": head.grid.sheet, "row": row}
        made, findings = _one(fields, known, today, place)
        found.findings += findings
        if made is None:
            found.unchanged += any(item.code == "cases_unchanged" for item in findings)
            continue
        key = ("id", made.case_id) if made.case_id else made.identity
        if key in seen:
            found.findings.append(finding("lists_repeated", STOP, expected=str(seen[key]), **place))
            continue
        seen[key] = row
        (found.changed if made.case_id else found.added).append(made)


def _one(
    fields: dict[str, str], known: Known, today: date, place: Mapping[str, object]
) -> tuple[Case | None, list[Finding]]:
    """The case that a row would write (None: nothing), and every remark on the row."""
    faults = entry.Faults(**place)
    asked = fields.get("case_id", "").strip().upper()
    before = known.by_id.get(asked)
    if asked and before is None:
        faults.stop("cases_no_case", "case_id", value=asked)
        return None, faults.found
    unit = _unit(fields, before, faults)
    if faults.stopped:
        return None, faults.found
    told = entry.case(fields, unit=unit, today=today, **place)
    if before is None and told.case is not None:
        before = known.by_identity.get(told.case.identity)
    if before is None:
        return (told.case if told.ready else None), told.findings
    if before.action == WITHDRAWN:
        return None, [finding("cases_was_withdrawn", STOP, value=before.case_id, **place)]
    return _against(before, fields, unit, today, place)


def _against(
    before: Case, fields: Mapping[str, str], unit: Unit | None, today: date, place: Mapping[str, object]
) -> tuple[Case | None, list[Finding]]:
    """The row as a change of a case in the register."""
    filled = {**fields, **{name: fields.get(name) or _said(before, name) for name in KEPT}}
    told = entry.case(filled, unit=unit, today=today, before=before, **place)
    if not told.ready:
        return None, told.findings
    # The same words with other spaces or signs are no change.
    made = replace(told.case, content=before.content) if told.case.identity == before.identity else told.case
    if made == before:
        return None, [finding("cases_unchanged", INFO, value=before.case_id, **place)]
    return made, told.findings


def _said(case: Case, name: str) -> str:
    value = getattr(case, name)
    return value.isoformat() if isinstance(value, date) else value or ""


def _unit(fields: Mapping[str, str], before: Case | None, faults: entry.Faults) -> Unit | None:
    """The unit of a row on the day it was received; that of its case where the row names none."""
    if before is not None and not (fields.get("unit_code") or fields.get("unit")):
        return units.get(before.unit_id)
    on = entry.day("received", fields.get("received", ""), entry.Faults()) or date.today()
    return rows.unit(fields, on, faults)
