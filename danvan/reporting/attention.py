"""What needs attention in a unit and period: at most seven lines, the gravest first, each with its number and a link.

The rules, in the order of their gravity; docs/attention.md says them for readers. Every figure spoken of must be whole:
without one there is no line, and none is taken for zero.

1. overdue: opinions overdue at the end (YK05) are 10 at least and 10% more than in the same period of the year before.
2. reports: units have not reported, or not all that is required, though the due day is over.
3. settlement: the rate of opinions settled (YK08) is below 80%, or fell by more than 5 points.
4. dialogue: units held no dialogue (DT01 = 0, as reported) in a whole year.
5. targets: targets of the unit or of those below it are behind.
6. fall: an activity (FALLING) fell by 20% at least from 20 or more in the same period of the year before; two lines.
7. recognition: new models (DV01) rose by 10% at least while recognised ones (DV03) fell.
8. conflicts: documents give different numbers of one figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from danvan import catalogue, numbers
from danvan.charts.rows import is_whole
from danvan.commentary.comparison import listed
from danvan.commentary.reading import inside
from danvan.periods import Period
from danvan.plans import targets, words
from danvan.plans.targets import Progress
from danvan.reporting import status
from danvan.texts import text

MOST = 7
OVERDUE_LEAST, OVERDUE_RISE = 10, 10.0
SETTLED_FLOOR, SETTLED_FALL = 80.0, 5.0
FALL, FALL_FROM, FALL_LINES = 20.0, 20, 2
FALLING = ("DT01", "DV01", "GS01", "PB01", "TC02")
REGISTERED_RISE = 10.0
INDICATORS = ("YK05", "YK08", "DV03", *FALLING)
"""Every indicator that the rules look at."""
NAMED = 3
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """One thing to attend to: a sentence, the page that shows it and the parameters of its address."""

    rule: str
    said: str
    page: str
    link: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Facts:
    """What is known of a unit and period.

    figures: rows of queries/attention/figures.sql; reports: of queries/completeness/status.sql, all topics together;
    behind: progress of targets of the unit and those below it; conflicts: rows of queries/attention/conflicts.sql.
    below: what the units below are called ('tỉnh, thành phố'), '' for a unit without any.
    """

    period: Period
    unit_name: str
    below: str = ""
    figures: Sequence[Row] = ()
    reports: Sequence[Row] = ()
    progress: Sequence[Progress] = ()
    conflicts: Sequence[Row] = ()

    def own(self, indicator: str) -> Row | None:
        """The unit's own row of an indicator when its figure is whole and exact."""
        row = next((row for row in self.figures if row["is_own"] and row["indicator"] == indicator), None)
        return row if row and _exact(row) else None

    def units(self, indicator: str) -> list[Row]:
        """The rows of the units below with a whole and exact figure."""
        return [row for row in self.figures if not row["is_own"] and row["indicator"] == indicator and _exact(row)]

    @property
    def when(self) -> str:
        """'năm 2025', inside a sentence."""
        return inside(self.period.label)


def lines(facts: Facts) -> list[Line]:
    """The lines to show, the gravest first, MOST at most."""
    rules = (overdue, reports, settlement, dialogue, behind, falls, recognition, conflicts)
    return [line for rule in rules for line in rule(facts)][:MOST]


def overdue(facts: Facts) -> list[Line]:
    """Rule 1."""
    row = facts.own("YK05")
    before = _before(row)
    if row is None or before is None or row["value"] < OVERDUE_LEAST or not _rose(row, OVERDUE_RISE):
        return []
    said = text(
        "attention.overdue",
        unit=facts.unit_name,
        period=facts.when,
        value=_value(row),
        change=_value(row, row["value"] - before),
        share=_share(row),
    )
    worst = sorted(
        (r for r in facts.units("YK05") if _change(r) and _change(r) > 0), key=lambda r: (-_change(r), r["name"])
    )
    names = ", ".join(f"{r['name']} ({numbers.change(_change(r))})" for r in worst[:NAMED])
    more = text("attention.overdue_most", units=names) if names else ""
    return [Line("overdue", f"{said}{more}.", "dialogues", {"ct": "YK01"})]


def reports(facts: Facts) -> list[Line]:
    """Rule 2."""
    owed = [row for row in facts.reports if row["state"] in status.OWED and status.late(row) is not None]
    if not owed:
        return []
    judged = [row for row in facts.reports if row["state"] not in ("not_due", "not_applicable")]
    missing = sum(row["state"] == "missing" for row in owed)
    late = sum(row["state"] == "late" for row in facts.reports)
    parts = [
        text(f"attention.reports_{name}", count=numbers.number(count))
        for name, count in (("missing", missing), ("partial", len(owed) - missing), ("late", late))
        if count
    ]
    said = text(
        "attention.reports" if facts.below else "attention.reports_own",
        count=numbers.fraction(len(owed), len(judged)),
        units=facts.below,
        unit=facts.unit_name,
        period=facts.when,
        due=numbers.date(owed[0]["due"]),
        parts=", ".join(parts),
        names=listed([row["name"] for row in owed]),
    )
    return [Line("reports", said, "completeness", _years(facts.period))]


def settlement(facts: Facts) -> list[Line]:
    """Rule 3."""
    row = facts.own("YK08")
    if row is None:
        return []
    change = _change(row)
    low, fell = row["value"] < SETTLED_FLOOR, change is not None and change < -SETTLED_FALL
    if not (low or fell):
        return []
    said = text("attention.settlement", unit=facts.unit_name, period=facts.when, value=_value(row))
    if low:
        said += text("attention.settlement_low", floor=numbers.percent(SETTLED_FLOOR, 0))
    if fell:
        points = numbers.with_unit(abs(change), numbers.POINTS, int(row["decimals"]))
        said += text("attention.settlement_fell", change=points)
    under = [r["name"] for r in facts.units("YK08") if r["value"] < SETTLED_FLOOR]
    if low and under:
        said += text(
            "attention.settlement_units", count=numbers.number(len(under)), units=facts.below, names=listed(under)
        )
    return [Line("settlement", f"{said}.", "dialogues", {"ct": "YK08"})]


def dialogue(facts: Facts) -> list[Line]:
    """Rule 4."""
    if facts.period.kind != "year":
        return []
    rows = facts.units("DT01") if facts.below else [row for row in (facts.own("DT01"),) if row]
    none = [row["name"] for row in rows if row["value"] == 0]
    if not none:
        return []
    said = text(
        "attention.dialogue" if facts.below else "attention.dialogue_own",
        count=numbers.fraction(len(none), len(rows)),
        units=facts.below,
        unit=facts.unit_name,
        period=facts.when,
        names=listed(none),
    )
    return [Line("dialogue", said, "dialogues", {"ct": "DT01", "xem": "bang"})]


def behind(facts: Facts) -> list[Line]:
    """Rule 5."""
    found = [item for item in facts.progress if item.status == targets.BEHIND and item.point]
    if not found:
        return []
    worst = sorted(found, key=lambda item: (item.share is None, item.share or 0.0, item.target.name))
    names = "; ".join(_target(item) for item in worst[:NAMED])
    rest = len(found) - NAMED
    more = text("attention.targets_more", count=numbers.number(rest)) if rest > 0 else ""
    said = text("attention.targets", count=numbers.number(len(found)), names=names, more=more)
    return [Line("targets", said, "targets")]


def _target(item: Progress) -> str:
    share = words.share(item)
    told = text("attention.targets_share", share=share) if share else words.actual(item)
    return f"{item.target.name} ({told})"


def falls(facts: Facts) -> list[Line]:
    """Rule 6."""
    found = []
    for indicator in FALLING:
        row = facts.own(indicator)
        before = _before(row)
        if row is not None and before is not None and before >= FALL_FROM and -_percent(row) >= FALL:
            found.append((_percent(row), row, before))
    found.sort(key=lambda item: (item[0], item[1]["indicator"]))
    return [
        Line(
            "fall",
            text(
                "attention.fall",
                indicator=catalogue.get(row["indicator"]).name,
                unit=facts.unit_name,
                period=facts.when,
                value=_value(row),
                share=numbers.percent(abs(change)),
                before=_value(row, before),
            ),
            PAGES[catalogue.get(row["indicator"]).group],
            {"ct": row["indicator"]},
        )
        for change, row, before in found[:FALL_LINES]
    ]


PAGES = {"dialogue": "dialogues", "model": "models", "oversight": "oversight", "organisation": "organisation"}
"""The page of a topic."""


def recognition(facts: Facts) -> list[Line]:
    """Rule 7."""
    new, recognised = facts.own("DV01"), facts.own("DV03")
    if new is None or recognised is None or _before(new) is None or not _before(recognised):
        return []
    if not _rose(new, REGISTERED_RISE) or _change(recognised) >= 0:
        return []
    said = text(
        "attention.recognition",
        unit=facts.unit_name,
        period=facts.when,
        registered=_value(new),
        rise=_share(new),
        recognised=_value(recognised),
        fall=_share(recognised),
    )
    return [Line("recognition", said, "models", {"ct": "DV03"})]


def conflicts(facts: Facts) -> list[Line]:
    """Rule 8."""
    if not facts.conflicts:
        return []
    cells = sum(int(row["cells"]) for row in facts.conflicts)
    said = text(
        "attention.conflicts",
        count=numbers.number(cells),
        period=facts.when,
        names=listed([row["name"] for row in facts.conflicts]),
    )
    return [Line("conflicts", said, "quality", {"loai": "khac-nhau"})]


def _exact(row: Row, side: str = "") -> bool:
    """Whether a figure may be compared: actual, complete and not approximate."""
    return is_whole({name: row[side + name] for name in ("value", "basis", "state")}) and not row[f"{side}qualifier"]


def _before(row: Row | None) -> float | None:
    """The figure of the same period a year before, when it may be compared."""
    return float(row["before_value"]) if row is not None and _exact(row, "before_") else None


def _change(row: Row) -> float | None:
    before = _before(row)
    return None if before is None else float(numbers.exact(row["value"]) - numbers.exact(before))


def _percent(row: Row) -> float:
    """Per cent more than before (less: below zero); 0 where there is no base."""
    before = _before(row)
    return 100 * (float(row["value"]) - before) / before if before else 0.0


def _rose(row: Row, least: float) -> bool:
    """By so many per cent at least; from nothing to something is a rise."""
    before = _before(row)
    return before is not None and row["value"] > before and (before == 0 or _percent(row) >= least)


def _share(row: Row) -> str:
    """' (11,1%)' of the change; '' from nothing."""
    return f" ({numbers.percent(abs(_percent(row)))})" if _before(row) else ""


def _value(row: Row, value: float | None = None) -> str:
    return numbers.with_unit(row["value"] if value is None else value, row["unit_of_measure"], int(row["decimals"]))


def _years(period: Period) -> dict[str, str]:
    return {"nam": str(period.end.year), "lk": period.kind}
