"""One figure typed or corrected by a person: a batch of one, through the same check and load as a file.

Owns what is said of such an entry against what stands in the workspace: the same document's former figure, and what
other documents say. Which one is shown is decided by the comparison of the check stage, never here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from danvan import catalogue, numbers, rights
from danvan.database import Database
from danvan.ingest import check, effect, load, sources
from danvan.ingest.closed import Touched, leave_of
from danvan.ingest.findings import INFO, STOP, WARN, Finding, finding
from danvan.ingest.load import Batch
from danvan.ingest.one_reading import WITHOUT_NUMBER, Entry, paper_of, read
from danvan.texts import text

__all__ = [
    "WITHOUT_NUMBER",
    "Draft",
    "Entry",
    "commit",
    "moved",
    "nobody",
    "places",
    "prepare",
    "reports_of",
    "said",
    "why",
]
Report = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Draft:
    """An entry read and compared with what is there; nothing has been written.

    row: the figure as it would be entered, with what the comparison says (status, old_value … shown).
    reports: what documents say of the cell now (columns of lineage.observations). closed: the closings it is under.
    """

    entry: Entry
    row: dict[str, Any]
    findings: tuple[Finding, ...]
    reports: pd.DataFrame
    counts: Mapping[str, int]
    closed: tuple[Touched, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it may be committed: nothing stops it, and it says something new."""
        return not any(item.severity == STOP for item in self.findings) and self.row.get("status") != "unchanged"

    @property
    def former(self) -> Report | None:
        """What the same document said last of this cell."""
        return self._report(self.row["source"])

    @property
    def other(self) -> Report | None:
        """What another document says: the one that would be shown first."""
        return self._report(self.row.get("other_source"))

    @property
    def shown(self) -> Report:
        """What is shown of the cell once this is written."""
        return {"incoming": self.row, "former": self.former, "other": self.other}[self.row["shown"]]

    def _report(self, source: Any) -> Report | None:
        rows = self.reports[self.reports["source"] == source].to_dict("records")
        return max(rows, key=lambda row: row["observation_id"], default=None)

    @property
    def corrects(self) -> bool:
        """Whether the same document has said something else of this cell."""
        return self.row.get("status") == "changed"


def prepare(database: Database, entry: Entry) -> Draft:
    """Read an entry and compare it with the workspace; writes nothing."""
    reports = reports_of(database, entry)
    row, findings = read(entry)
    if not entry.source and not entry.paper.title.strip():
        findings.append(finding("one_no_document", STOP))
    if any(item.severity == STOP for item in findings):
        return Draft(entry, row, tuple(findings), reports, {})
    # To an administrator the reason of a correction is the leave to make it in a closed period.
    leave = leave_of(entry.reason)
    found = check.preview(database, pd.DataFrame([row]), sources=_new_document(entry), leave=leave)
    row = found.rows.iloc[0].to_dict()
    told = [*findings, *found.findings]
    if row["status"] == "changed" and not entry.reason.strip():
        told.append(finding("one_no_reason", STOP))
    if row["status"] == "unchanged":
        told.append(finding("one_nothing_new", INFO))
    draft = Draft(entry, row, tuple(told), reports, dict(found.counts), found.closed)
    return replace(draft, findings=(*told, *_documents(draft, _priority(database, entry))))


def reports_of(database: Database, entry: Entry) -> pd.DataFrame:
    """What documents say of an entry's cell now, the one in use first."""
    cell = {
        "indicator": entry.indicator,
        "unit": entry.unit_id,
        "breakdown": entry.breakdown,
        "period_start": entry.period.start,
        "period_end": entry.period.end,
    }
    figure = database.ask("figure.cell", **cell)
    chosen = figure["observation_id"].iloc[0] if len(figure) else None
    return database.ask("lineage.observations", **cell, chosen=None if pd.isna(chosen) else int(chosen))


def commit(database: Database, draft: Draft, who: str) -> str | None:
    """Write a draft that is ready; the batch's id, or None when the document has said exactly this already."""
    entry = draft.entry
    rights.need(rights.ENTER, [entry.unit_id])
    batch = Batch("edit", entry.name, who, reason=entry.reason.strip())
    rows = pd.DataFrame([draft.row])
    leave = leave_of(entry.reason, draft.closed)
    made = load.commit(database, batch, rows, sources=_new_document(entry), counts=draft.counts, leave=leave)
    if made is not None:
        rights.record("edit", made, entry.name)
    return made


def moved(database: Database, draft: Draft, *, most: int) -> tuple[pd.DataFrame, int]:
    """The other figures (totals, rates, successors) that writing a draft would change, and how many there are."""
    return effect.others_moved(database, pd.DataFrame([draft.row]), documents=_new_document(draft.entry), most=most)


def _new_document(entry: Entry) -> pd.DataFrame | None:
    return None if entry.source else sources.frame([paper_of(entry)])


def _priority(database: Database, entry: Entry) -> int:
    if not entry.source:
        return sources.PRIORITY.get(entry.paper.kind, sources.LAST)
    known = database.ask("ingest.documents").set_index("source")["priority"]
    return int(known.get(entry.source, sources.LAST))


def _documents(draft: Draft, priority: int) -> list[Finding]:
    """What another document says, and whose number will be shown and why."""
    found, code = [], draft.entry.indicator
    arriving = {**draft.row, "priority": priority}
    former, other = draft.former, draft.other
    if draft.row["shown"] == "former" and draft.corrects:
        found.append(finding("one_not_shown", WARN, expected=said(code, former), why=why(former, arriving)))
    if other is None:
        return found
    if said(code, other) == said(code, draft.row):
        return [*found, finding("one_agrees", INFO, document=_title(other))]
    shown = arriving if draft.row["shown"] == "incoming" else draft.shown
    loser = arriving if draft.row["shown"] == "other" else other
    words = {"document": _title(other), "expected": said(code, other), "value": said(code, shown)}
    return [*found, finding("one_documents_differ", WARN, **words, why=why(shown, loser))]


def nobody() -> Finding:
    """Nobody has said who enters the figure."""
    return finding("one_nobody", STOP)


def _title(report: Report) -> str:
    return report["title"] if isinstance(report["title"], str) else text("findings_one.no_title")


def said(indicator: str, report: Report) -> str:
    """What a report says in words: '93,2% (356/382)', 'hơn 40 cuộc', 'dự kiến 50,0%', 'không áp dụng'."""
    item = catalogue.get(indicator)
    value, top, below = (report[name] for name in ("value", "numerator", "denominator"))
    if not numbers.is_missing(top) and not numbers.is_missing(below) and below > 0 and item.kind == "ratio":
        value = item.scale * top / below
    if numbers.is_missing(value):
        return text(f"findings_one.state_{report['state']}")
    shown = numbers.qualified(value, report["qualifier"] or "", places(value, item.decimals), item.unit)
    fraction = numbers.fraction(top, below, missing="")
    led = text(f"findings_one.state_{report['state']}") if report["state"] in ("expected", "provisional") else ""
    return " ".join(filter(None, (led, shown, f"({fraction})" if fraction else "")))


def places(value: float, decimals: int) -> int:
    """The indicator's decimals; more where a count was given with a fraction, so that it is seen."""
    if decimals or float(value).is_integer():
        return decimals
    return min(6, len(format(numbers.exact(value), "f").partition(".")[2]))


def why(used: Report, left: Report) -> str:
    """Why of two reports the first one is shown; the order of rule.selected."""

    def silent(report: Report) -> bool:
        return numbers.is_missing(report["value"]) and numbers.is_missing(report["numerator"])

    def rank(report: Report) -> int:
        return report.get("priority") or sources.PRIORITY.get(report["source_kind"], sources.LAST)

    if silent(used) != silent(left):
        return text("findings_one.why_number")
    if (used["state"] == "expected") != (left["state"] == "expected"):
        return text("findings_one.why_actual")
    if rank(used) < rank(left):
        return text("findings_one.why_official")
    if not numbers.is_missing(used["as_of"]) and _day(used) != _day(left):
        return text("findings_one.why_later_day", day=numbers.date(used["as_of"]))
    return text("findings_one.why_later_entry")


def _day(report: Report) -> Any:
    return None if numbers.is_missing(report["as_of"]) else pd.Timestamp(report["as_of"]).date()
