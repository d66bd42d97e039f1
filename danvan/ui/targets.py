"""The page of targets: how many are reached, on the way, behind or unknown; each against its goal; one of them whole.

Owns the choice of targets and putting their standing on the page; what a standing is, danvan.plans.targets says.
"""

import html
from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units, workspace
from danvan.charts import progress as chart
from danvan.charts import progress_path
from danvan.charts.collate import vietnamese_key
from danvan.charts.compliance import standing
from danvan.errors import DanVanError
from danvan.plans import progress, targets, words
from danvan.plans.targets import AT_LEAST, AT_MOST, Progress
from danvan.texts import text
from danvan.ui import address, as_of, cached, filters, places, targets_list
from danvan.ui.draw import chart as draw_chart
from danvan.ui.go import go
from danvan.workspace import ROOT

ALL = "tat-ca"
STYLE = ROOT / "danvan" / "ui" / "norms.css"
MOST = 36
"""So many bars are drawn; the table below holds all."""
CODES = {targets.REACHED: "dat", targets.ON_WAY: "dung", targets.BEHIND: "cham", targets.UNKNOWN: "chua-ro"}
TONE = {targets.REACHED: "new", targets.ON_WAY: "on-way", targets.BEHIND: "changed", targets.UNKNOWN: "unchanged"}


def choose() -> list[Progress]:
    """Draw the filters and the heading; the targets meant, each with its standing."""
    st.html(STYLE)
    every = progress.of(cached.ask, progress.standing(cached.ask), as_of.today())
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        unit_id = _unit(every)
        found = [item for item in every if unit_id in (ALL, item.target.unit_id)]
        code = _indicator(found)
        found = [item for item in found if code in (ALL, item.target.indicator)]
        due = _due(found)
        found = [item for item in found if due in (ALL, item.target.due.isoformat())]
    _heading(found, unit_id)
    if not every:
        said = text("targets.empty", workspace=workspace.NAMES[cached.current()])
        st.html(f'<div class="empty">{html.escape(said)}</div>')
        go(text("targets.enter"), places.link("plans"))
    elif not found:
        st.html(f'<div class="empty">{text("targets.empty_unit")}</div>')
    return found


def _unit(every: Sequence[Progress]) -> str:
    known = dict.fromkeys(item.target.unit_id for item in every)
    asked = address.raw("dv")
    if asked and asked not in known:
        try:
            meant = units.find(asked).unit_id
        except DanVanError:
            meant = asked
        if meant in known and st.query_params.get("dv") == asked:
            st.query_params["dv"] = meant
            st.session_state.setdefault(address.REMEMBERED, {})["dv"] = meant
    return address.select(
        "dv",
        text("common.unit"),
        [ALL, *sorted(known, key=_place)],
        ALL,
        words=lambda unit_id: text("targets.all") if unit_id == ALL else filters.unit_words(unit_id),
        key="w_dv_targets",
        width=270,
    )


def _place(unit_id: str) -> tuple[int, object]:
    unit = units.get(unit_id)
    return units.LEVELS.index(unit.level), vietnamese_key(unit.name)


def _indicator(found: Sequence[Progress]) -> str:
    codes = dict.fromkeys(item.target.indicator for item in found)
    return address.select(
        "ct",
        text("targets.indicator"),
        [ALL, *codes],
        ALL,
        words=lambda code: text("targets.all_indicators") if code == ALL else catalogue.get(code).name,
        key="w_ct_targets",
        width=360,
    )


def _due(found: Sequence[Progress]) -> str:
    days = {item.target.due.isoformat(): item.target.due for item in found}
    return address.select(
        "han",
        text("targets.due"),
        [ALL, *sorted(days)],
        ALL,
        words=lambda day: text("targets.all_due") if day == ALL else numbers.date(days[day]),
        width=170,
    )


def _heading(found: Sequence[Progress], unit_id: str) -> None:
    last = max((item.point.day for item in found if item.point), default=None)
    where = text(
        "targets.where",
        unit=text("targets.all_units") if unit_id == ALL else filters.unit_words(unit_id),
        count=numbers.number(len(found)),
        day=numbers.date(last),
    )
    st.html(
        f'<div class="page-head"><h1>{text("targets.title")}</h1><div class="where">{html.escape(where)}</div></div>'
    )


def draw(found: Sequence[Progress]) -> None:
    """The view of the targets meant."""
    if not found:
        return
    _cards(found)
    status = _status(found)
    shown = [item for item in found if status in (ALL, CODES[item.status])]
    if len(shown) == 1:
        one(shown[0], key="only")
        targets_list.source(shown)
        return
    if len({item.target.indicator for item in shown}) > 1 and len({item.target.unit_id for item in shown}) > 1:
        _topics(shown)
    else:
        _bullets(shown)
    targets_list.draw(shown)
    targets_list.source(shown)
    _choose_one(shown)


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


def _choose_one(shown: Sequence[Progress]) -> None:
    st.subheader(text("targets.choose_one"))
    by_id = {item.target.target_id: item for item in shown}
    chosen = address.select(
        "chon",
        text("targets.choose_one"),
        list(by_id),
        _worst(shown),
        words=lambda target_id: targets_list.name(by_id[target_id]),
        key="w_chon_targets",
        label_visibility="collapsed",
    )
    one(by_id[chosen], key="chosen")


def _worst(shown: Sequence[Progress]) -> str:
    """The target to look at first: one that is behind, the least share of it."""
    order = [targets.BEHIND, targets.ON_WAY, targets.REACHED, targets.UNKNOWN]
    ordered = sorted(shown, key=lambda item: (order.index(item.status), item.share if item.share is not None else 1e9))
    return ordered[0].target.target_id


def one(item: Progress, *, key: str) -> None:
    """One target: in words, and its way as a chart."""
    target = item.target
    with st.container(key=f"target_{key}"):
        st.html(f'<div class="says"><p>{html.escape(words.told(item))}</p></div>')
        known = catalogue.get(target.indicator)
        drawn = progress_path.path(
            [(point.day, point.value) for point in item.points],
            base=(item.base.day, item.base.value) if item.base else None,
            goal=(target.due, target.value),
            projected=item.projected,
            words={
                "actual": text("targets.path_actual"),
                "road": text("targets.path_limit" if target.bound == AT_MOST else "targets.path_road"),
                "projection": text("targets.path_projection"),
                "goal": text("targets.path_goal", value=words.amount(target, target.value)),
            },
            title=f"{target.name} – {units.get(target.unit_id).name}",
            subtitle=words.aim(target),
            unit=known.unit,
            decimals=known.decimals,
        )
        draw_chart(drawn, key=f"path_{key}")
