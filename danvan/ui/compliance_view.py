"""What the page of prescribed numbers looks at: the filters, and every unit of the level judged for the period."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from danvan import units
from danvan.plans import compliance as plans
from danvan.plans import norms as prescribed
from danvan.plans import progress
from danvan.plans.compliance import BELOW, MET, NONE, UNKNOWN, Counts
from danvan.plans.norms import Norm
from danvan.texts import text
from danvan.ui import address, as_of, cached, filters
from danvan.ui.filters import Selection
from danvan.workspace import ROOT

WHAT = {"DT02": "compliance.what_dt02", "KN01": "compliance.what_kn01"}
LEVEL = {level: f"compliance.level_{level}" for level in prescribed.LEVELS}
RATE = {rhythm: f"compliance.rate_{rhythm}" for rhythm in prescribed.RHYTHMS}
TONE = {MET: "on-way", BELOW: "changed", NONE: "stop", UNKNOWN: "unchanged"}
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
        levels = {prescribed.CAP[level]: level for level in _levels(selection)}
        cap = address.segments(
            "cap",
            text("compliance.of_level"),
            list(levels),
            prescribed.CAP[_best_known(selection, indicator, list(levels.values()))],
            words=lambda key: text(LEVEL[levels[key]]),
        )
    return selection, indicator, levels[cap]


def _levels(selection: Selection) -> list[str]:
    """The levels of which a unit has units: its own and those below it; of the country all."""
    if selection.is_nation:
        return list(prescribed.LEVELS)
    own = units.LEVELS.index(selection.unit.level)
    return [level for level in prescribed.LEVELS if units.LEVELS.index(level) >= own]


def _best_known(selection: Selection, indicator: str, levels: list[str]) -> str:
    """The level of which the largest share of units is known; communes while nothing is. Of a unit, the levels below.

    A level that has no unit left in the period is never the best.
    """
    if selection.period is None:
        return "commune"
    if selection.is_nation:
        shares = _shares(selection, indicator)
    else:
        below = [level for level in levels if level != selection.unit.level] or levels
        shares = {level: _share(judged(selection, indicator, level)) for level in below}
    return max(shares, key=lambda level: round(shares[level], 1))


def _shares(selection: Selection, indicator: str) -> dict[str, float]:
    """Of the whole country, which share of each level has a figure of its own: asked without judging every commune."""
    span = selection.period
    found = cached.ask("compliance.coverage", indicator=indicator, period_start=span.start, period_end=span.end)
    known = dict(zip(found["level"], found["units"], strict=True))
    standing = {level: len(units.units(level, min(span.end, as_of.today()))) for level in prescribed.LEVELS}
    return {level: known.get(level, 0) / count if count else 0.0 for level, count in standing.items()}


def _share(view: View) -> float:
    return len(view.rows[view.rows["value"].notna()]) / len(view.rows) if len(view.rows) else 0.0


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
