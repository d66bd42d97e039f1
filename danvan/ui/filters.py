"""The filters on top of a page: which period, unit and level, kept in the address; what a page may assume of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from danvan import catalogue, periods, units
from danvan.charts.collate import vietnamese_key
from danvan.charts.rows import period_of
from danvan.errors import DanVanError
from danvan.periods import Period
from danvan.texts import text
from danvan.ui import address, cached
from danvan.ui.plain import plain

KINDS = ("year", "half", "nine_months", "quarter", "month")
INTERVAL = "interval"
LAST_FORMER_DAY = date(2025, 6, 30)
THEN, NOW = "khi-do", "hien-nay"
ALL_LEVELS = "tat-ca"
TODAY = date(9998, 12, 31)  # any unit without an end stands on this day


@dataclass(frozen=True)
class Selection:
    """What the reader looks at; `period` is None when that is intervals and days."""

    kind: str
    period: Period | None
    unit: units.Unit
    breakdown: str
    geography: str

    @property
    def day(self) -> date:
        """The day whose units are listed: today's for 'now', else the period's last."""
        return TODAY if self.geography == "now" or self.period is None else self.period.end

    @property
    def is_nation(self) -> bool:
        """Whether the whole country is looked at."""
        return self.unit.level == "nation"


def geography() -> str:
    """'then' or 'now', from the switch in the side bar."""
    return "now" if address.raw("dg") == NOW else "then"


def choose(indicators: list[str], *, with_level: bool = False, told: Sequence[str] = ()) -> Selection:
    """Draw the filter row for a page about these indicators (the first is the main one) and return the choice.

    told: further indicators that the page shows of intervals and days only.
    """
    known = cached.ask("figure.periods", indicators=indicators)
    own = _of_asked_unit(indicators, [*indicators, *told])
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        kind = _kind(known, own)
        period = _period(known, own, kind)
        unit = _unit(period)
        level = _level(indicators[0]) if with_level else ""
    _notice_of_former(unit, period)
    return Selection(kind, period, unit, level, geography())


def _of_asked_unit(indicators: list[str], told_of: list[str]) -> pd.DataFrame:
    """The periods that the unit in the address has figures of, INTERVAL alone where only intervals and days were told
    of it; none for the nation or an unknown code.
    """
    asked = address.raw("dv")
    try:
        unit = units.find(asked) if asked else units.get(units.NATION)
        unit = units.present(unit.unit_id) if geography() == "now" else unit
    except DanVanError:
        unit = units.get(units.NATION)
    if unit.level == "nation":
        return pd.DataFrame(columns=["kind"])
    found = cached.ask("figure.periods_of_unit", indicators=indicators, unit=unit.unit_id)
    if len(found):
        return found
    told = cached.ask("figure.all_intervals", indicators=told_of, unit=unit.unit_id, now=geography() == "now")
    return pd.DataFrame({"kind": [INTERVAL] if len(told) else [], "whole": 1})


def _kind(known: pd.DataFrame, own: pd.DataFrame) -> str:
    options = [kind for kind in KINDS if kind in {*known["kind"], *own["kind"]}] + [INTERVAL]
    # Where no unit has a whole figure of any period, what was told of intervals and days says more.
    usual = own if len(own) else known
    whole = set(usual[usual["whole"] > 0]["kind"])
    default = next((kind for kind in options if kind in whole), INTERVAL)
    return address.select("lk", text("common.period_kind"), options, default, words=_kind_name, width=190)


def _kind_name(kind: str) -> str:
    return text(f"common.kind_{kind}")


def _period(known: pd.DataFrame, own: pd.DataFrame, kind: str) -> Period | None:
    """The chosen period; without one in the address, the newest that the chosen unit, else the country, has whole."""
    if kind == INTERVAL:
        return None
    rows, mine = known[known["kind"] == kind], own[own["kind"] == kind]
    listed_periods = {period_of(row) for part in (rows, mine) for row in part.to_dict("records")}
    newest_first = sorted(listed_periods, key=lambda period: (period.end, period.start), reverse=True)
    found = {period.code: period for period in newest_first}
    return found[
        address.select(
            "ky",
            text("common.period"),
            list(found),
            _default_period(mine if len(mine) else rows),
            words=lambda code: periods.parse(code).label,
            key=f"w_ky_{kind}",
            width=210,
        )
    ]


def _default_period(rows: pd.DataFrame) -> str:
    """The newest period that is about as fully reported as the best one: not the one that has just begun."""
    full = rows["whole"].max()
    good = rows[rows["whole"] >= 0.5 * full] if full else rows[rows["figures"] >= 0.5 * rows["figures"].max()]
    return period_of(good.iloc[0].to_dict()).code


def _unit(period: Period | None) -> units.Unit:
    day = TODAY if geography() == "now" else period.end if period else LAST_FORMER_DAY
    options = [units.NATION, *(unit.unit_id for unit in listed(day))]
    asked = address.raw("dv")
    if asked:
        asked = _known_unit(asked, period)
        if asked not in options:
            options.append(asked)
        st.session_state.setdefault(address.REMEMBERED, {})["dv"] = asked
        if st.query_params.get("dv") and st.query_params["dv"] != asked:
            st.query_params["dv"] = asked
    chosen = address.select("dv", text("common.unit"), options, units.NATION, words=unit_words, width=290)
    return units.get(chosen)


def listed(day: date) -> list[units.Unit]:
    """The provinces that stand on a day, in Vietnamese order."""
    return sorted(units.units("province", day), key=lambda unit: vietnamese_key(unit.name))


def _known_unit(asked: str, period: Period | None) -> str:
    """The unit_id that a code in the address means; the nation, with a notice, for one that nobody knows."""
    try:
        unit = units.find(asked, on=period.end if period else None)
        return units.present(unit.unit_id).unit_id if geography() == "now" else unit.unit_id
    except DanVanError as error:
        st.warning(plain(f"{error.message} {error.remedy}"))
        return units.NATION


def unit_words(unit_id: str) -> str:
    """The name of a unit in a list; a district or commune with the province it is in."""
    unit = units.get(unit_id)
    if unit.level in ("district", "commune"):
        province = units.ancestors(unit_id)[-2] if len(units.ancestors(unit_id)) > 1 else None
        return f"{unit.full_name} ({province.name})" if province else unit.full_name
    return _told_apart(unit) if unit.level == "province" else text("common.all_country")


def _told_apart(unit: units.Unit) -> str:
    """The full name; with its days where a former and a present province bear the same one."""
    twins = [other for other in units.all_units() if other.level == "province" and other.code == unit.code]
    if len(twins) < 2 or len({other.name for other in twins}) > 1:
        return unit.full_name
    if unit.valid_to == LAST_FORMER_DAY:
        return text("common.until", unit=unit.full_name)
    return text("common.since", unit=unit.full_name) if unit.valid_from > LAST_FORMER_DAY else unit.full_name


def _level(indicator: str) -> str:
    values = [f"cap={code}" for code in catalogue.dimension_values(indicator, "cap")]
    if not values:
        return ""
    words = {"": text("common.all_levels")} | {key: catalogue.breakdown_name(key).capitalize() for key in values}
    chosen = address.select(
        "cap", text("common.level"), [ALL_LEVELS, *values], ALL_LEVELS, words=lambda key: words[_all(key)], width=170
    )
    return _all(chosen)


def asked_level() -> str:
    """The level that the page is asked for ('cap=xa'); '' for all of them or where the page has no such choice."""
    return _all(st.session_state.get("w_cap", ALL_LEVELS)) if "cap" in st.query_params else ""


def _all(key: str) -> str:
    return "" if key == ALL_LEVELS else key


def _notice_of_former(unit: units.Unit, period: Period | None) -> None:
    ended = unit.valid_to and (period is None or period.end > unit.valid_to)
    if ended:
        st.info(text("common.former_unit", became=units.became(unit.unit_id)))
