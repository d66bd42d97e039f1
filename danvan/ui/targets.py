"""The page of targets: how many are reached, on the way, behind or unknown; each against its goal; one of them whole.

Owns putting their standing on the page; what a standing is, danvan.plans.targets says.
"""

import html
from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.briefing.model import Slide
from danvan.charts import progress as chart
from danvan.charts.compliance import standing
from danvan.plans import targets, words
from danvan.plans.targets import AT_LEAST, Progress
from danvan.texts import text
from danvan.ui import address, targets_list, targets_one
from danvan.ui.briefing import adding
from danvan.ui.draw import chart as draw_chart
from danvan.ui.targets_choose import ALL

MOST = 36
"""So many bars are drawn; the table below holds all."""
CODES = {targets.REACHED: "dat", targets.ON_WAY: "dung", targets.BEHIND: "cham", targets.UNKNOWN: "chua-ro"}
TONE = {targets.REACHED: "new", targets.ON_WAY: "on-way", targets.BEHIND: "changed", targets.UNKNOWN: "unchanged"}


def draw(found: Sequence[Progress]) -> None:
    """The view of the targets meant."""
    if not found:
        return
    _cards(found)
    status = _status(found)
    shown = [item for item in found if status in (ALL, CODES[item.status])]
    if len(shown) == 1:
        targets_one.draw(shown[0], key="only")
        targets_list.source(shown)
        return
    if len({item.target.indicator for item in shown}) > 1 and len({item.target.unit_id for item in shown}) > 1:
        _topics(shown)
    else:
        _bullets(shown)
    targets_list.draw(shown)
    targets_list.source(shown)
    targets_one.choose(shown)


def _cards(found: Sequence[Progress]) -> None:
    times = Counter(item.status for item in found)
    made = "".join(
        f'<div class="card count {TONE[status]}"><div class="label">{text(words.STATUS[status])}</div>'
        f'<div class="value">{numbers.number(times[status])}'
        f"<small> / {numbers.number(len(found))} {text('targets.of_targets')}</small></div></div>"
        for status in targets.STATUSES
    )
    st.html(f'<div class="cards counts">{made}</div>')


def _status(found: Sequence[Progress]) -> str:
    times = Counter(item.status for item in found)
    named = {ALL: f"{text('targets.all')} ({numbers.number(len(found))})"}
    named |= {CODES[s]: f"{text(words.STATUS[s])} ({numbers.number(times[s])})" for s in targets.STATUSES}
    return address.segments("tt", text("targets.status"), list(named), ALL, words=named.__getitem__, key="w_tt_targets")


def _topics(shown: Sequence[Progress]) -> None:
    """Of many targets of many units: how each indicator stands."""
    rows = []
    for code in dict.fromkeys(item.target.indicator for item in shown):
        times = Counter(item.status for item in shown if item.target.indicator == code)
        rows.append(
            {
                "unit_id": code,
                "name": catalogue.get(code).name,
                **{status: times[status] for status in targets.STATUSES},
            }
        )
    drawn = standing(
        pd.DataFrame(rows),
        {status: text(words.STATUS[status]) for status in targets.STATUSES},
        title=text("targets.topics_title"),
        subtitle=text("targets.topics_subtitle"),
        counted=text("targets.of_targets"),
    )
    draw_chart(drawn, key="topics")


def _bullets(shown: Sequence[Progress]) -> None:
    aimed = [item for item in shown if item.target.bound == AT_LEAST and item.share is not None]
    if not aimed:
        return
    ordered = sorted(aimed, key=lambda item: (-item.share, _name(item, shown)))
    drawn = chart.bullets(
        [_bullet(item, shown) for item in ordered[:MOST]],
        {status: text(words.STATUS[status]) for status in targets.STATUSES},
        road=text("targets.chart_road"),
        ahead=text("targets.chart_ahead"),
        title=text("targets.chart_title"),
        subtitle=text("targets.chart_subtitle"),
    )
    draw_chart(drawn, key="bullets")
    first = ordered[0]
    figures = tuple(dict.fromkeys(str(targets_one.figure(item)) for item in ordered[: adding.MOST]))
    slide = Slide("table", text("targets.chart_title"), figures, first.target.unit_id, targets_one.figure(first).period)
    adding.offer_slide(slide, key="targets_bullets")
    if len(ordered) > MOST:
        said = text("targets.chart_more", shown=numbers.number(MOST), all=numbers.number(len(ordered)))
        st.caption(said)


def _name(item: Progress, shown: Sequence[Progress]) -> str:
    """What tells the bars apart: the unit where one indicator is looked at, else the indicator, else both."""
    unit = units.get(item.target.unit_id)
    one_indicator = len({(other.target.indicator, other.target.breakdown) for other in shown}) == 1
    if one_indicator:
        return unit.name
    short = catalogue.get(item.target.indicator).name
    one_unit = len({other.target.unit_id for other in shown}) == 1
    return _cut(short, 30) if one_unit else _cut(f"{unit.name} · {short}", 30)


def _cut(words_: str, most: int) -> str:
    return words_ if len(words_) <= most else words_[: most - 1].rstrip() + "…"


def _bullet(item: Progress, shown: Sequence[Progress]) -> chart.Bullet:
    goal = item.target.value
    ahead = item.point.day < item.target.due
    return chart.Bullet(
        _name(item, shown),
        item.share,
        100 * item.expected / goal if item.expected is not None and ahead else None,
        100 * item.projected / goal if item.projected is not None else None,
        item.status,
        words.against(item),
        html.escape(words.told(item)).replace(". ", ".<br>"),
        item.point.whole,
    )
