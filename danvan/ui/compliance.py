"""The page of prescribed numbers: which units did what is due, which did less, which nothing, who is unknown.

Owns putting the judgements of danvan.plans on the page. It counts nothing itself.
"""

import html
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from danvan import catalogue, numbers, units
from danvan.charts import compliance as chart
from danvan.charts import hexmap
from danvan.commentary import comparison
from danvan.plans import compliance as plans
from danvan.plans import norms as prescribed
from danvan.plans import progress
from danvan.plans.compliance import BELOW, MET, NONE, UNKNOWN, Counts
from danvan.plans.norms import Norm
from danvan.texts import text
from danvan.ui import address, as_of, cached, compliance_list, filters, maps, places, source, views
from danvan.ui.draw import chart as draw_chart
from danvan.ui.filters import Selection
from danvan.ui.go import go
from danvan.workspace import ROOT

WHAT = {"DT02": "compliance.what_dt02", "KN01": "compliance.what_kn01"}
LEVEL = {level: f"compliance.level_{level}" for level in prescribed.LEVELS}
RATE = {rhythm: f"compliance.rate_{rhythm}" for rhythm in prescribed.RHYTHMS}
TONE = {MET: "new", BELOW: "changed", NONE: "stop", UNKNOWN: "unchanged"}
WORDS = {status: f"compliance.{status}" for status in plans.STATUSES}

STYLE = ROOT / "danvan" / "ui" / "norms.css"


@dataclass(frozen=True)
class View:
    """What is looked at, and every unit of the level judged."""

    selection: Selection
    indicator: str
    level: str
    rows: pd.DataFrame
    norms: tuple[Norm, ...]
    scope: str | None
    running: bool

    @property
    def counts(self) -> Counts:
        """The units of each answer."""
        return plans.count(self.rows)

    @property
    def early(self) -> bool:
        """Whether the number is due only at the end of a period that still runs."""
        return bool(self.rows["early"].any())

    @property
    def level_name(self) -> str:
        """'cấp xã'."""
        return text(LEVEL[self.level]).lower()

    def word(self, status: str) -> str:
        """An answer in words; being short of a number that is not due yet is said so."""
        return text("compliance.below_early") if status == BELOW and self.early else text(WORDS[status])


def choose() -> tuple[Selection, str, str]:
    """The filters of the page: (selection, what is prescribed, whose)."""
    st.html(STYLE)
    selection = filters.choose(list(prescribed.INDICATORS))
    with st.container(horizontal=True, vertical_alignment="bottom", key="prescribed"):
        indicator = address.select(
            "nd",
            text("compliance.what"),
            list(WHAT),
            "DT02",
            words=lambda code: text(WHAT[code]),
            width=260,
        )
        levels = {prescribed.CAP[level]: level for level in prescribed.LEVELS}
        cap = address.segments(
            "cap",
            text("compliance.of_level"),
            list(levels),
            _best_known(selection, indicator),
            words=lambda key: text(LEVEL[levels[key]]),
        )
    return selection, indicator, levels[cap]


def _best_known(selection: Selection, indicator: str) -> str:
    """The level of which the largest share of units is known; communes while nothing is."""
    if selection.period is None:
        return prescribed.CAP["commune"]
    span = selection.period
    found = cached.ask("compliance.coverage", indicator=indicator, period_start=span.start, period_end=span.end)
    day = min(span.end, as_of.today())
    known = dict(zip(found["level"], found["units"], strict=True))
    shares = {level: known.get(level, 0) / max(1, len(units.units(level, day))) for level in prescribed.LEVELS}
    best = max(prescribed.LEVELS, key=lambda level: round(shares[level], 1))
    return prescribed.CAP[best]


def judged(selection: Selection, indicator: str, level: str) -> View:
    """Every unit of the level in the selection's unit, judged for its period."""
    today, span = as_of.today(), selection.period
    scope = None if selection.is_nation else selection.unit.unit_id
    running = span.end > today
    rows = cached.ask(
        "compliance.counts",
        indicator=indicator,
        level=level,
        own=prescribed.CAP[level],
        scope=scope,
        day=min(span.end, today),
        period_start=span.start,
        period_end=span.end,
        running=running,
    )
    norms = tuple(progress.norms(cached.ask))
    found = plans.judge(rows, norms, level=level, span=span, today=today)
    return View(selection, indicator, level, found, norms, scope, running)


def draw(view: View) -> None:
    """The whole view of a period."""
    if view.selection.geography == "now":
        st.caption(text("compliance.then_units"))
    if view.rows.empty:
        words = text("compliance.level_ended", level=view.level_name)
        st.html(f'<div class="empty">{html.escape(words)}</div>')
        return
    _rule(view)
    if not view.counts.obliged:
        return
    _cards(view)
    _says(view)
    shown = views.choose_view()
    if shown != "bang":
        _pictures(view, shown)
    compliance_list.draw(view)
    _source(view)
    compliance_list.beside(view)


def _rule(view: View) -> None:
    """Which number is due, by which document; which provinces have their own."""
    span = view.selection.period
    used = dict.fromkeys(view.rows.loc[view.rows["norm_id"] != "", "norm_id"])
    norms = [norm for norm in view.norms if norm.norm_id in used]
    own = [norm for norm in norms if norm.unit_id != units.NATION]
    common = [norm for norm in norms if norm.unit_id == units.NATION]
    said = [_norm_words(norm, view.level_name) for norm in (common if common or len(own) > 1 else own)]
    if own and (common or len(own) > 1):
        said.append(_own_words(view, own))
    if not norms:
        standing = [
            norm
            for norm in view.norms
            if norm.indicator == view.indicator and norm.level == view.level and norm.holds_on(span.start)
        ]
        said = [
            text("compliance.not_for_period", rhythm=text(RATE[standing[0].rhythm]))
            if standing
            else text("compliance.rule_none")
        ]
    elif view.running:
        said.append(text("compliance.running_early" if view.early else "compliance.running_due", period=span.label))
    with st.container(horizontal=True, vertical_alignment="center", key="rule_line"):
        st.html('<div class="rule-line">' + "<br>".join(html.escape(words) for words in said) + "</div>")
        go(text("compliance.rule_edit"), places.link("plans", muc="dinh-muc"))


def _own_words(view: View, own: list[Norm]) -> str:
    """How many provinces have a number of their own, and how far these lie apart in a year."""
    yearly = sorted({norm.value * 12 / prescribed.MONTHS[norm.rhythm] for norm in own})
    low, high = (numbers.number(value) for value in (yearly[0], yearly[-1]))
    names = comparison.listed([units.get(norm.unit_id).name for norm in own])
    return text(
        "compliance.rule_own",
        count=numbers.number(len({norm.unit_id for norm in own})),
        units=names,
        values=low if low == high else f"{low}–{high}",
        unit=catalogue.get(view.indicator).unit,
    )


def _norm_words(norm: Norm, level: str) -> str:
    item = catalogue.get(norm.indicator)
    words = text(
        "compliance.rule",
        value=numbers.number(norm.value, 0 if float(norm.value).is_integer() else 1),
        unit=item.unit,
        rhythm=text(RATE[norm.rhythm]),
        level=level,
    )
    if norm.assumed:
        return f"{words} – {text('compliance.rule_assumed')}."
    cited = norm.document.cited
    return f"{words}, {text('compliance.rule_basis', basis=cited)}." if cited else f"{words}."


def _cards(view: View) -> None:
    counts = view.counts
    made = []
    for status in plans.STATUSES:
        share = numbers.percent(100 * counts.of(status) / counts.obliged)
        made.append(
            f'<div class="card count {TONE[status]}"><div class="label">{html.escape(view.word(status))}</div>'
            f'<div class="value">{numbers.number(counts.of(status))}'
            f"<small> / {numbers.number(counts.obliged)} {text('compliance.of_units')}</small></div>"
            f'<div class="change">{share}</div></div>'
        )
    st.html(f'<div class="cards counts">{"".join(made)}</div>')


def _says(view: View) -> None:
    counts, words = view.counts, {"level": view.level_name, "what": text(WHAT[view.indicator]).lower()}
    if not counts.known and not counts.met:
        said = [text("compliance.say_unknown", **words, all=numbers.number(counts.obliged))]
    elif counts.unknown:
        said = [
            text(
                "compliance.say_range",
                **words,
                met=numbers.fraction(counts.met, counts.obliged),
                least=numbers.percent(counts.least),
                most=numbers.percent(counts.most),
                unknown=numbers.number(counts.unknown),
            )
        ]
    else:
        met = numbers.fraction(counts.met, counts.obliged)
        said = [text("compliance.say_met", **words, met=met, share=numbers.percent(counts.least))]
    if counts.below or counts.none:
        below, none = numbers.number(counts.below), numbers.number(counts.none)
        said.append(text("compliance.say_short", below=below, none=none))
    idle = view.rows[view.rows["status"] == NONE]
    if 0 < len(idle) <= 60:
        said.append(text("compliance.say_listed", units=comparison.listed(list(idle["name"]))))
    st.html(f'<div class="says"><p>{html.escape(" ".join(said))}</p></div>')


def _pictures(view: View, shown: str) -> None:
    """Map and bars side by side, or one of them."""
    on_map = view.selection.is_nation and shown != "bieu-do"
    on_chart = view.level != "province" and shown != "ban-do"
    if on_map and on_chart:
        left, right = st.columns([1, 1])
        with left:
            _map(view, 640)
        with right:
            _bars(view)
    elif on_map:
        _map(view, 700)
    elif on_chart or view.level != "province":
        _bars(view)


def _map(view: View, height: int) -> None:
    province = view.level == "province"
    title = text("compliance.map_title_province" if province else "compliance.map_title", level=view.level_name)
    rows = _own_shares(view) if province else _shares(view)
    geography = "then" if view.selection.period.end < maps.MERGED else "now"
    drawn = hexmap.hexmap(
        rows,
        geography=geography,
        title=title,
        subtitle=view.selection.period.label,
        unit="%",
        decimals=0 if province else 1,
        direction="up",
        height=height,
    )
    maps.click_to_profile(drawn, view.selection, key=f"map_{view.indicator}_{view.level}")
    if not province and view.counts.unknown:
        st.caption(text("compliance.map_unit_note"))


def _shares(view: View) -> pd.DataFrame:
    """Per province the share that has certainly met the number; partial where units are unknown."""
    made = []
    for unit_id, name, counts in plans.by_group(view.rows, key="province_id", name="province_name"):
        known = counts.known > 0 or counts.met > 0
        made.append(
            {
                "unit_id": unit_id,
                "name": name,
                "value": counts.least if known else None,
                "numerator": counts.met if known else None,
                "denominator": counts.obliged if known else None,
                "state": "known" if known else "missing",
                "basis": "none" if not known else "partial" if counts.unknown else "derived",
                "parts_present": counts.known,
                "parts_expected": counts.obliged,
            }
        )
    return pd.DataFrame(made).assign(**_span(view), qualifier="", tree="territory", as_of=None)


def _own_shares(view: View) -> pd.DataFrame:
    """Per province its own count in percent of its own number."""
    rows = view.rows[view.rows["due"].notna()]
    share = 100 * rows["value"] / rows["due"]
    return rows.assign(numerator=rows["value"], denominator=rows["due"], value=share, **_span(view))


def _span(view: View) -> dict[str, date]:
    return {"period_start": view.selection.period.start, "period_end": view.selection.period.end}


def _bars(view: View) -> None:
    by_district = not view.selection.is_nation and view.level == "commune" and view.selection.period.end < maps.MERGED
    key, name = ("above_name", "above_name") if by_district else ("province_id", "province_name")
    groups = plans.by_group(view.rows, key=key, name=name)
    told = [group for group in groups if group[2].known or group[2].met]
    data = pd.DataFrame(
        [{"unit_id": uid, "name": called, **{s: c.of(s) for s in plans.STATUSES}} for uid, called, c in told]
    )
    drawn = chart.standing(
        data,
        {status: text(f"compliance.short_{status}") for status in plans.STATUSES},
        title=text("compliance.chart_title", level=view.level_name),
        subtitle=f"{view.selection.period.label} · {text('compliance.chart_note')}",
    )
    draw_chart(drawn, key=f"bars_{view.indicator}_{view.level}")
    silent = [called for _, called, counts in groups if not (counts.known or counts.met)]
    if silent:
        words = text("compliance.chart_silent", count=numbers.number(len(silent)), units=comparison.listed(silent))
        st.caption(words)


def _source(view: View) -> None:
    """The drawer opens every unit with a figure that the page lists; of a long list those of the chosen answer."""
    part = replace(view.selection, breakdown=prescribed.CAP[view.level])
    rows = compliance_list.listed(view)
    rows = rows[rows["value"].notna()].head(compliance_list.MOST)
    source.line(part, [view.indicator], rows, asked="compliance.counts", key="compliance")
