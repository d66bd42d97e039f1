"""Progress in words: what is aimed at, where it stands, what is still needed, and what the pace so far would give.

Every projection says its assumption. Nothing is said where nothing is known.
"""

from danvan import catalogue, numbers, units
from danvan.plans import targets
from danvan.plans.targets import AT_MOST, Progress, Target
from danvan.texts import text

STATUS = {status: f"targets.status_{status}" for status in targets.STATUSES}
REASON = {
    name: f"targets.reason_{name}" for name in ("no_figure", "inexact", "partial", "not_to_due", "no_base", "no_news")
}  # fmt: skip


def status_words(found: Progress) -> str:
    """'Đã đạt', 'Đúng tiến độ', 'Chậm', 'Chưa rõ'; a limit that is exceeded is told as such."""
    over = found.target.bound == AT_MOST and found.status == targets.BEHIND and found.point
    if over and found.point.value > found.target.value and found.target.counted:
        return text("targets.status_over")
    if found.status == targets.BEHIND and found.point and found.point.day >= found.target.due:
        return text("targets.status_missed")
    return text(STATUS[found.status])


def aim(target: Target) -> str:
    """'ít nhất 120 cuộc đến 31/12/2026'."""
    return text(
        "targets.aim",
        bound=text(f"targets.bound_{target.bound}").lower(),
        value=amount(target, target.value),
        day=numbers.date(target.due),
    )


def amount(target: Target, value: float, qualifier: str = "", *, places: int | None = None) -> str:
    """A number of the target's indicator with its unit of measure."""
    item = catalogue.get(target.indicator)
    decimals = _places(value, item.decimals) if places is None else places
    return numbers.qualified(value, qualifier, decimals, item.unit)


def _known_places(target: Target) -> int:
    return catalogue.get(target.indicator).decimals


def _places(value: float, decimals: int) -> int:
    return decimals or (0 if float(numbers.rounded(value, 1)).is_integer() else 1)


def actual(found: Progress) -> str:
    """'hơn 64 cuộc', 'ít nhất 64 cuộc' for a partial sum, '–' without a figure."""
    if found.point is None:
        return "–"
    shown = amount(found.target, found.point.value, found.point.qualifier)
    return shown if found.point.whole else text("targets.at_least", value=shown)


def against(found: Progress) -> str:
    """'303/410', '88,8/85%': the figure against its goal, without the unit of measure."""
    if found.point is None:
        return ""
    item = catalogue.get(found.target.indicator)
    made = numbers.number(found.point.value, _places(found.point.value, item.decimals))
    goal = numbers.number(found.target.value, _places(found.target.value, 0))
    return f"{made}/{goal}" + ("%" if item.unit == "%" else "")


def share(found: Progress) -> str:
    """'53,3%' of the target; '' where a share says nothing (a limit, no figure)."""
    if found.share is None or found.target.bound == AT_MOST:
        return ""
    said = numbers.percent(found.share)
    return said if found.point.whole else text("targets.at_least", value=said)


def needed(found: Progress) -> str:
    """What is still to come, and how much of it each quarter or year; '' when nothing is."""
    if found.needed is None or found.pace_needed is None:
        return ""
    left, pace = _left(found)
    per = text(f"targets.per_{found.pace_unit}")
    return text("targets.needed", value=left, day=numbers.date(found.target.due), pace=pace, per=per)


def needed_short(found: Progress) -> str:
    """'655 cuộc (325 cuộc/quý)' for a cell of a table; '' when nothing is."""
    if found.needed is None or found.pace_needed is None:
        return ""
    left, pace = _left(found, numbers.SHORT_POINTS)
    return f"{left} ({pace}/{text(f'targets.per_{found.pace_unit}')})"


def _left(found: Progress, points: str = numbers.POINTS) -> tuple[str, str]:
    item = catalogue.get(found.target.indicator)
    unit = points if item.unit == "%" else item.unit
    places = _places(found.needed, item.decimals)
    left = numbers.with_unit(found.needed, unit, places)
    return left, numbers.with_unit(found.pace_needed, unit, places if found.pace_needed >= 10 else max(1, places))


def projection(found: Progress) -> str:
    """'Nếu giữ nhịp bình quân từ … đến … thì đến … đạt khoảng …': with its assumption; '' where there is none."""
    if found.projected is None or found.base is None or found.point is None:
        return ""
    target = found.target
    item = catalogue.get(target.indicator)
    said = text(
        "targets.projection_counted" if target.counted else "targets.projection_measured",
        first=numbers.date(found.base.day),
        last=numbers.date(found.point.day),
        due=numbers.date(target.due),
        value=amount(target, found.projected, places=item.decimals),
    )
    if target.value > 0:
        ratio = numbers.percent(100 * found.projected / target.value, 0)
        said += text("targets.projection_share", share=ratio)
    return f"{said}."


def reason(found: Progress) -> str:
    """Why the standing is unknown; '' otherwise."""
    return text(REASON[found.reason]) if found.reason else ""


def told(found: Progress) -> str:
    """The whole of one target in a paragraph."""
    target = found.target
    name = catalogue.named(target.indicator, target.breakdown)
    said = [
        text("targets.told_aim", unit=units.get(target.unit_id).full_name, indicator=name, aim=aim(target))
        + (f" ({target.document.cited})." if target.document.cited else ".")
    ]
    if found.point is not None:
        part = f", {text('targets.told_share', share=share(found))}" if share(found) else ""
        road = ""
        if found.expected is not None and found.status in (targets.ON_WAY, targets.BEHIND):
            if found.point.day < target.due:
                road = (
                    f"; {text('targets.told_road', value=amount(target, found.expected, places=_known_places(target)))}"
                )
        said.append(
            text(
                "targets.told_actual_counted" if target.counted else "targets.told_actual",
                first=numbers.date(target.start, missing=""),
                day=numbers.date(found.point.day),
                value=actual(found),
            )
            + f"{part}{road}: {status_words(found).lower()}."
        )
    said += [reason(found), needed(found), projection(found)]
    return " ".join(part for part in said if part)
