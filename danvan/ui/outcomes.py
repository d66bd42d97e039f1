"""Results beside activity: the pair of bars through time, what it says, and the units whose activity alone has grown.

Owns the views against "bệnh thành tích": a count is never shown here without what came of it. It judges nothing itself:
the rule is queries/topics/outcome_beside_activity.sql.
"""

import html
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers
from danvan.charts.outcome import Pair, outcome
from danvan.commentary.comparison import listed
from danvan.commentary.reading import inside
from danvan.texts import text
from danvan.ui import cached, frame, grid, parts, source, views
from danvan.ui.briefing import adding
from danvan.ui.filters import Selection
from danvan.ui.table import Cell, Column, table


@dataclass(frozen=True)
class Effort:
    """An activity that is counted, and the pair that tells what came of it."""

    activity: str
    pair: Pair

    @property
    def codes(self) -> list[str]:
        """Every indicator of it, the activity first."""
        return list(dict.fromkeys([self.activity, self.pair.whole, self.pair.part, self.pair.rate]))


def effort(activity: str, whole: str, part: str, rate: str, *, whole_label: str, part_label: str) -> Effort:
    """An effort with the words of its legend."""
    return Effort(activity, Pair(whole, part, rate, whole_label, part_label))


def draw(selection: Selection, about: Effort, *, title: str, key: str, judged: bool = True, gaps: bool = True) -> None:
    """The chart of one effort; unless `judged` is off, a remark where activity grew and its result did not.

    gaps: as in danvan.ui.parts.draw.
    """
    chosen = grid.fitting(selection, about.codes)
    codes = [about.pair.whole, about.pair.part, about.pair.rate]
    rows = pd.concat([views.over_time(chosen, code) for code in codes], ignore_index=True)
    rows = rows if gaps else parts.told_periods(rows)
    if rows.empty or not rows["value"].notna().any():
        words = text("outcomes.none", title=title)
        st.html(f'<div class="empty">{html.escape(words)}</div>')
        return
    drawn = outcome(
        rows,
        about.pair,
        title=title,
        subtitle=f"{chosen.unit.full_name}{_part(chosen, selection)}",
        unit=catalogue.get(about.pair.whole).unit,
        rate_decimals=catalogue.get(about.pair.rate).decimals,
    )
    views.chart(drawn, key=f"outcome_{key}", opens=views.of_series(chosen))
    adding.offer("trend", chosen, about.pair.rate, key=f"outcome_{key}")
    if judged:
        _own_words(chosen, about)


def _part(chosen: Selection, asked: Selection) -> str:
    """', cấp xã'; ', tất cả các cấp' where a level is asked for that the indicators are not told by."""
    if chosen.breakdown:
        return f", {catalogue.breakdown_name(chosen.breakdown)}"
    return f", {inside(text('common.all_levels'))}" if asked.breakdown else ""


def _own_words(selection: Selection, about: Effort) -> None:
    """One line where the unit's own activity grew and its rate did not."""
    unit = selection.unit
    own = grid.Peers(unit.level, unit.parent_id if unit.level in ("district", "commune") else None, selection.day)
    found = _judged(selection, about, own)
    mine = found[(found["unit_id"] == unit.unit_id) & (found["standing"] == "hollow")]
    for row in mine.to_dict("records"):
        places = catalogue.get(about.pair.rate).decimals
        words = text(
            "outcomes.own",
            activity=catalogue.get(about.activity).name,
            now=numbers.number(row["activity"]),
            before=numbers.number(row["activity_before"]),
            rate=inside(catalogue.get(about.pair.rate).name),
            rate_now=numbers.percent(row["rate"], places),
            rate_before=numbers.percent(row["rate_before"], places),
            earlier=inside(selection.period.same_last_year.label),
        )
        st.html(f'<div class="remark warn">{html.escape(words)}</div>')


def _judged(selection: Selection, about: Effort, among: grid.Peers) -> pd.DataFrame:
    """queries/topics/outcome_beside_activity of these units; no rows where there is no earlier period."""
    earlier = selection.period.same_last_year
    if earlier is None:
        return pd.DataFrame(columns=["unit_id", "name", "standing"])
    return cached.ask(
        "topics.outcome_beside_activity",
        activity=about.activity,
        rate=about.pair.rate,
        breakdown=selection.breakdown,
        period_start=selection.period.start,
        period_end=selection.period.end,
        before_start=earlier.start,
        before_end=earlier.end,
        level=among.level,
        day=among.day,
        parent=among.parent,
    )


def hollow(selection: Selection, about: Effort, *, key: str) -> None:
    """The units whose activity grew while the rate of its results did not; who cannot be judged is said, too."""
    chosen = grid.fitting(selection, about.codes)
    among = grid.peers(chosen, about.pair.rate)
    found = _judged(chosen, about, among)
    judged = found[found["standing"] != "unknown"]
    if judged.empty:
        return
    units = found[found["standing"] == "hollow"]
    unknown = found[found["standing"] == "unknown"]
    words = text(
        "outcomes.hollow",
        count=numbers.number(len(units)),
        judged=numbers.number(len(judged)),
        scope=among.scope,
        activity=inside(catalogue.get(about.activity).name),
        rate=inside(catalogue.get(about.pair.rate).name),
        earlier=inside(chosen.period.same_last_year.label),
    )
    rest = text("outcomes.unknown", units=listed(list(unknown["name"]))) if len(unknown) else ""
    st.markdown(f"**{words}**" if len(units) else words)
    if rest:
        st.caption(rest)
    if len(units):
        _table(chosen, about, units, key)
    codes = [about.activity, about.pair.rate]
    seen = grid.ask(chosen, among, [about.pair.rate])
    source.line(chosen, codes, seen, asked="topics.outcome_beside_activity", key=f"hollow_{key}")


def _table(selection: Selection, about: Effort, units: pd.DataFrame, key: str) -> None:
    """One line a unit: the activity and the rate of both periods."""
    now, earlier = selection.period.short, selection.period.same_last_year.short
    places = catalogue.get(about.pair.rate).decimals
    names = (grid.heading(about.activity), grid.heading(about.pair.rate))
    columns = [Column(text("common.unit"))]
    columns += [Column(f"{name}, {when}", numeric=True) for name in names for when in (earlier, now)]
    made = []
    for row in units.to_dict("records"):
        link = frame.link("unit_profile", dv=row["unit_id"], ky=selection.period.code, lk=selection.kind)
        shown = [
            *(Cell(numbers.number(row[column]), row[column]) for column in ("activity_before", "activity")),
            *(Cell(numbers.percent(row[column], places), row[column]) for column in ("rate_before", "rate")),
        ]
        made.append([Cell(row["full_name"], row["name"], "line", link=link), *shown])
    table(columns, made, key=f"hollow_table_{key}", label=text("outcomes.table"), most=10, stack=True)
