"""What needs attention in a unit and period: at most seven lines, the gravest first, each with its number and a link.

The rules, in the order of their gravity; docs/attention.md says them for readers. Every figure spoken of must be whole:
without one there is no line, and none is taken for zero. Rules 1, 4 and 7 speak of the unit; where that gives nothing,
of the units below it to which the same holds.

1. overdue: opinions overdue at the end (YK05) are 10 at least and 10% more than in the same period of the year before.
2. cases: of the cases that are followed one by one, some are overdue, or nobody is to settle them by a day, on the last
   day of the period (today while it lasts).
3. reports: units have not reported, or not all that is required, though the due day is over.
4. settlement: the rate of opinions settled (YK08) is below 80%, or fell by more than 5 points.
5. dialogue: units held no dialogue (DT01 = 0, as reported) in a whole year.
6. targets: targets of the unit or of those below it that are due in the period, or later in its year, are behind on
   its last day, judged by the figures up to that day; a target of a later year is no matter of this period.
7. fall: an activity (FALLING) fell by 20% at least from 20 or more in the same period of the year before; two lines.
8. recognition: new models (DV01) rose by 10% at least while recognised ones (DV03) fell.
9. conflicts: documents give different numbers of one figure.
"""

from collections.abc import Sequence
from datetime import date

from danvan import catalogue, numbers, units
from danvan.commentary.comparison import listed
from danvan.periods import Period
from danvan.plans import targets, words
from danvan.plans.targets import Progress
from danvan.reporting import status
from danvan.reporting.attention_facts import Facts, Line, Row, before, change, percent, rose, share, value
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


def lines(facts: Facts) -> list[Line]:
    """The lines to show, the gravest first, MOST at most."""
    rules = (overdue, cases, reports, settlement, dialogue, behind, falls, recognition, conflicts)
    return [line for rule in rules for line in rule(facts)][:MOST]


def overdue(facts: Facts) -> list[Line]:
    """Rule 1."""
    row, worst = facts.own("YK05"), [each for each in facts.units("YK05") if (change(each) or 0) > 0]
    worst.sort(key=lambda each: (-(change(each) or 0), each["name"]))
    if row is not None and _overdue(row):
        said = text(
            "attention.overdue",
            unit=facts.unit_name,
            period=facts.when,
            value=value(row),
            change=value(row, change(row)),
            share=share(row),
        )
    else:
        compared = sum(before(each) is not None for each in facts.units("YK05"))
        worst = [each for each in worst if _overdue(each)]
        if not worst:
            return []
        count = numbers.fraction(len(worst), compared)
        said = text("attention.overdue_units", count=count, units=facts.below, period=facts.when)
    names = ", ".join(f"{each['name']} ({numbers.change(change(each))})" for each in worst[:NAMED])
    more = text("attention.most", units=names) if names else ""
    return [Line("overdue", f"{said}{more}.", "dialogues", {"ct": "YK01"})]


def _overdue(row: Row) -> bool:
    return row["value"] >= OVERDUE_LEAST and rose(row, OVERDUE_RISE)


def cases(facts: Facts) -> list[Line]:
    """Rule 2."""
    register = facts.register
    if register is None or not (register.counts.overdue or register.counts.unassigned):
        return []
    counts, day = register.counts, register.day
    parts = []
    if counts.overdue:
        parts.append(
            text("attention.cases_overdue", count=numbers.number(counts.overdue), days=numbers.number(counts.longest))
        )
    if counts.unassigned:
        parts.append(text("attention.cases_unassigned", count=numbers.number(counts.unassigned)))
    said = text("attention.cases", day=numbers.date(day), unit=facts.unit_name, parts=", ".join(parts))
    names = ", ".join(f"{name} ({numbers.number(count)})" for name, count in list(register.overdue.items())[:NAMED])
    more = text("attention.cases_most", units=names) if len(register.overdue) > 1 else ""
    return [Line("cases", f"{said}{more}.", "cases", {"den": day.isoformat()})]


def reports(facts: Facts) -> list[Line]:
    """Rule 3."""
    owed = [row for row in facts.reports if row["state"] in status.OWED and status.late(row) is not None]
    if not owed:
        return []
    judged = [row for row in facts.reports if row["state"] not in ("not_entered", "not_due", "not_applicable")]
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
    """Rule 4."""
    row, link = facts.own("YK08"), {"ct": "YK08"}
    moved = None if row is None else change(row)
    low = row is not None and row["value"] < SETTLED_FLOOR
    fell = moved is not None and moved < -SETTLED_FALL
    rates = facts.units("YK08")
    under = sorted((each for each in rates if each["value"] < SETTLED_FLOOR), key=lambda r: (r["value"], r["name"]))
    names = ", ".join(f"{each['name']} ({value(each)})" for each in under[:NAMED])
    floor = numbers.percent(SETTLED_FLOOR, 0)
    if row is None or not (low or fell):
        if not under:
            return []
        count = numbers.fraction(len(under), len(rates))
        said = text("attention.settlement_units", count=count, units=facts.below, period=facts.when, floor=floor)
        return [Line("settlement", f"{said}{text('attention.lowest', units=names)}.", "dialogues", link)]
    said = text("attention.settlement", unit=facts.unit_name, period=facts.when, value=value(row))
    if low:
        said += text("attention.settlement_low", floor=floor)
    if fell:
        points = numbers.with_unit(abs(moved), numbers.POINTS, int(row["decimals"]))
        said += text("attention.settlement_fell", change=points)
    said += text("attention.lowest", units=names) if low and under else ""
    return [Line("settlement", f"{said}.", "dialogues", link)]


def dialogue(facts: Facts) -> list[Line]:
    """Rule 5."""
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


def concerns(due: date, period: Period) -> bool:
    """Whether a target due on that day is a matter of the period: due in it, or later in the year that it ends in."""
    return period.start <= due <= date(period.end.year, 12, 31)


def behind(facts: Facts) -> list[Line]:
    """Rule 6."""
    found = [item for item in facts.progress if item.status == targets.BEHIND and item.point]
    if not found:
        return []
    worst = sorted(found, key=lambda item: (item.share is None, item.share or 0.0, item.target.name))
    names = "; ".join(_target(facts, item) for item in worst[:NAMED])
    rest = len(found) - NAMED
    more = text("attention.targets_more", count=numbers.number(rest)) if rest > 0 else ""
    said = text(
        "attention.targets",
        count=numbers.number(len(found)),
        year=str(facts.period.end.year),
        day=numbers.date(facts.period.end),
        names=names,
        more=more,
    )
    return [Line("targets", said, "targets")]


def _target(facts: Facts, item: Progress) -> str:
    reached = words.share(item)
    told = text("attention.targets_share", share=reached) if reached else words.actual(item)
    unit = units.get(item.target.unit_id).name
    whose = "" if unit == facts.unit_name else f", {unit}"
    return f"{item.target.name}{whose} ({told})"


def falls(facts: Facts) -> list[Line]:
    """Rule 7: the deepest falls of the unit, then those that most of the units below share."""
    own, common = [], []
    for indicator in FALLING:
        row = facts.own(indicator)
        if row is not None and before(row) is not None:
            own += [(percent(row), _fall_of(facts, row))] if _fell(row) else []
            continue
        compared = [each for each in facts.units(indicator) if (before(each) or 0) >= FALL_FROM]
        fallen = sorted((each for each in compared if _fell(each)), key=lambda r: (percent(r), r["name"]))
        if fallen:
            common.append((-len(fallen) / len(compared), _fall_below(facts, indicator, fallen, len(compared))))
    return [line for found in (own, common) for _, line in sorted(found, key=lambda item: item[0])][:FALL_LINES]


def _fell(row: Row) -> bool:
    return (before(row) or 0) >= FALL_FROM and -percent(row) >= FALL


def _fall_of(facts: Facts, row: Row) -> Line:
    item = catalogue.get(row["indicator"])
    said = text(
        "attention.fall",
        indicator=item.name,
        unit=facts.unit_name,
        period=facts.when,
        value=value(row),
        share=numbers.percent(abs(percent(row))),
        before=value(row, before(row)),
    )
    return Line("fall", said, PAGES[item.group], {"ct": item.code})


def _fall_below(facts: Facts, indicator: str, fallen: Sequence[Row], compared: int) -> Line:
    item = catalogue.get(indicator)
    names = ", ".join(f"{each['name']} ({numbers.change(percent(each), 1, '%')})" for each in fallen[:NAMED])
    said = text(
        "attention.fall_units",
        indicator=item.name,
        period=facts.when,
        share=numbers.percent(FALL, 0),
        count=numbers.fraction(len(fallen), compared),
        units=facts.below,
    )
    return Line("fall", f"{said}{text('attention.most', units=names)}.", PAGES[item.group], {"ct": item.code})


PAGES = {"dialogue": "dialogues", "model": "models", "oversight": "oversight", "organisation": "organisation"}
"""The page of a topic."""


def recognition(facts: Facts) -> list[Line]:
    """Rule 8."""
    new, recognised = facts.own("DV01"), facts.own("DV03")
    if new is None or recognised is None or not before(new) or not before(recognised):
        return []
    if not rose(new, REGISTERED_RISE) or change(recognised) >= 0:
        return []
    said = text(
        "attention.recognition",
        unit=facts.unit_name,
        period=facts.when,
        registered=value(new),
        rise=numbers.percent(percent(new)),
        recognised=value(recognised),
        fall=numbers.percent(abs(percent(recognised))),
    )
    return [Line("recognition", said, "models", {"ct": "DV03"})]


def conflicts(facts: Facts) -> list[Line]:
    """Rule 9."""
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


def _years(period: Period) -> dict[str, str]:
    return {"nam": str(period.end.year), "lk": period.kind}
