"""Every ratio that the pages are answered, recomputed from the reports: in pandas, and by the rule in plain Python.

The questions read the table of figures; nothing here does, nor any SQL but `select * from observation`. Where every
term was reported in the very cell, pandas divides them itself; for all others the oracle adds the terms up.
"""

import itertools
from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd
import pytest

from danvan import catalogue, demo, units, workspace
from danvan.database import Database
from danvan.periods import Period
from tests.oracle import Answer, Key, Oracle, Report, standard

YEARS = (2024, 2025)
LAST = date(YEARS[-1], 12, 31)
SPANS = [span for year in YEARS for span in standard(year)]
RATIOS = [item for item in catalogue.all_indicators() if item.kind == "ratio"]
TERMS = sorted({code for item in RATIOS for term in item.terms for _, code in (*term.numerator, *term.denominator)})
CELL = ["indicator", "unit_id", "period_start", "period_end"]
PARTS = ["value", "numerator", "denominator"]
ACTUAL = ("known", "provisional")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    directory = tmp_path_factory.mktemp("du-lieu")
    demo.build(directory, small=True)
    opened = workspace.open_workspace(workspace.ILLUSTRATIVE, directory)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reports(database: Database) -> pd.DataFrame:
    """The reports that count, each with the rank of its source and batch: what the pages never show as such."""
    with database.cursor() as cursor:
        rows, source, batch = (
            cursor.execute(f"select * from {table}").df() for table in ("observation", "source", "batch")
        )
    rows = rows.merge(source[["source", "priority"]], on="source", how="left")
    rows = rows.merge(batch[["batch_id", "seq", "status"]], on="batch_id")
    return rows[rows["status"] == "committed"].astype({"period_start": "datetime64[s]", "period_end": "datetime64[s]"})


@pytest.fixture(scope="module")
def shown(database: Database, reports: pd.DataFrame) -> pd.DataFrame:
    """What the question behind tables and comparisons answers for every ratio, unit and standard period."""
    above = {higher.unit_id for unit in reports["unit_id"].unique() for higher in units.ancestors(unit)}
    above |= {step.successor.unit_id for unit in reports["unit_id"].unique() for step in units.successors(unit)}
    found = database.ask(
        "table.cells",
        indicators=[item.code for item in RATIOS],
        breakdown="",
        units=sorted({units.NATION, *reports["unit_id"], *above}),
        starts=[span.start for span in SPANS],
        ends=[span.end for span in SPANS],
    )
    return found.astype({"period_start": "datetime64[s]", "period_end": "datetime64[s]"})


def _standing(reports: pd.DataFrame) -> pd.DataFrame:
    """One report a cell: a number before none, actual before expected, official before press, the later one."""
    rows = reports[reports["breakdown"] == ""].assign(
        silent=reports["value"].isna() & reports["numerator"].isna(), expected=reports["state"] == "expected"
    )
    order = ["silent", "expected", "priority", "as_of", "seq", "observation_id"]
    rows = rows.sort_values(order, ascending=[True, True, True, False, False, False], kind="stable")
    return rows.drop_duplicates(CELL).set_index(CELL)


def _divided(reports: pd.DataFrame) -> pd.DataFrame:
    """(numerator, denominator, value) of every ratio whose terms were all reported, exactly, in the very cell."""
    standing = _standing(reports)
    exact = standing[standing["state"].isin(ACTUAL) & (standing["qualifier"].fillna("") == "")]
    wide = exact["value"].unstack("indicator").reindex(columns=TERMS)
    made = []
    for item in RATIOS:
        # The second formula stands in where the first cannot be computed; here it must be the first.
        term = item.terms[0]
        above = sum(sign * wide[code] for sign, code in term.numerator)
        below = sum(sign * wide[code] for sign, code in term.denominator)
        rows = pd.DataFrame({"numerator": above, "denominator": below}).dropna()
        rows = rows[(rows["denominator"] > 0) & (rows["numerator"] >= 0)]
        rows["value"] = float(item.scale) * rows["numerator"] / rows["denominator"]
        made.append(rows.reset_index().assign(indicator=item.code))
    found = pd.concat(made, ignore_index=True)
    own = standing.index[standing["value"].notna() | standing["numerator"].notna()]
    return found[~found.set_index(CELL).index.isin(own)]


def test_a_ratio_is_the_quotient_of_the_reports_of_its_terms(reports: pd.DataFrame, shown: pd.DataFrame) -> None:
    whole = shown[shown["basis"] == "derived"]
    both = _divided(reports).merge(whole, on=CELL, suffixes=("", "_shown"), how="left")
    # Months and nine months are reported by some; every cell of a standard period must be there.
    both = both[pd.MultiIndex.from_frame(both[CELL[2:]]).isin([_stamps(span) for span in SPANS])]
    assert len(both) > 500
    assert both["indicator"].nunique() >= 10
    off = both[~np.isclose(both[PARTS], both[[f"{part}_shown" for part in PARTS]], rtol=1e-12, atol=0).all(axis=1)]
    assert off[[*CELL, *PARTS]].to_dict("records") == []


def _stamps(span: Period) -> tuple[pd.Timestamp, pd.Timestamp]:
    return pd.Timestamp(span.start), pd.Timestamp(span.end)


def test_every_shown_ratio_is_its_own_numerator_over_its_own_denominator(shown: pd.DataFrame) -> None:
    rows = shown[shown["value"].notna() & shown["numerator"].notna()]
    assert len(rows) > 2000
    scale = rows["indicator"].map({item.code: float(item.scale) for item in RATIOS})
    assert np.allclose(rows["value"], scale * rows["numerator"] / rows["denominator"], rtol=1e-12, atol=0)
    computed = shown[shown["value"].notna() & (shown["basis"] != "reported")]
    assert computed[["numerator", "denominator"]].notna().all().all()


@pytest.mark.slow
def test_every_shown_ratio_is_what_the_reports_add_up_to(reports: pd.DataFrame, shown: pd.DataFrame) -> None:
    oracle = Oracle(_reports(reports))
    found = 0
    off = []
    for row in shown.to_dict("records"):
        key = Key(row["indicator"], row["unit_id"], "", row["period_start"].date(), row["period_end"].date())
        wanted, given = _told(oracle.figure(key)), _given(row)
        found += wanted[0] is not None
        if wanted != given:
            off.append((key, wanted, given))
    assert off == []
    assert found > 2000


def _reports(rows: pd.DataFrame) -> list[Report]:
    return [
        Report(
            key=Key(row["indicator"], row["unit_id"], row["breakdown"] or "", _day(row["period_start"]),
                    _day(row["period_end"])),
            value=_number(row["value"]),
            numerator=_number(row["numerator"]),
            denominator=_number(row["denominator"]),
            qualifier=row["qualifier"] or "",
            state=row["state"],
            as_of=_day(row["as_of"]),
            priority=int(row["priority"]),
            order=(int(row["seq"]), int(row["observation_id"])),
        )
        for row in rows.to_dict("records")
    ]  # fmt: skip


def _told(answer: Answer | None) -> tuple:
    if answer is None:
        return None, None, None, "none", None, None
    return answer.value, answer.numerator, answer.denominator, answer.basis, answer.present, answer.expected


def _given(row: dict) -> tuple:
    counts = (None if pd.isna(row[name]) else int(row[name]) for name in ("parts_present", "parts_expected"))
    return (*(_number(row[name]) for name in PARTS), row["basis"], *counts)


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)


def _day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


@pytest.mark.slow
def test_cards_maps_and_charts_are_answered_the_same(database: Database, shown: pd.DataFrame) -> None:
    """The questions behind them, asked for the nation and every province; the level below goes by the same ones."""
    upper = shown[shown["value"].notna() & shown["level"].isin(["nation", "province"])]
    codes = [item.code for item in RATIOS]
    found = []
    for unit, start, end in upper[["unit_id", "period_start", "period_end"]].drop_duplicates().itertuples(index=False):
        one = {"unit": unit, "breakdown": "", "period_start": start.date(), "period_end": end.date()}
        found.append(database.ask("figure.headlines", indicators=codes, **one))
    _same(found, upper)
    found = []
    asked = upper[["indicator", "period_start", "period_end"]].drop_duplicates()
    for code, start, end in asked.itertuples(index=False):
        one = {"indicators": [code], "breakdowns": [""], "period_start": start.date(), "period_end": end.date()}
        for level, day in itertools.product(("nation", "province"), {end.date(), LAST}):
            found.append(database.ask("figure.by_unit", level=level, day=day, parent=None, **one))
    last = upper["unit_id"].map(lambda unit: pd.Timestamp(units.get(unit).valid_to or date(2200, 1, 1)))
    _same(found, upper[last >= upper["period_end"]])
    found = []
    for code, unit in upper[["indicator", "unit_id"]].drop_duplicates().itertuples(index=False):
        for kind in {span.kind for span in SPANS}:
            one = {"indicator": code, "unit": unit, "breakdowns": [""], "kind": kind}
            days = {"first_day": date(YEARS[0], 1, 1), "last_day": LAST}
            found.append(database.ask("figure.by_period", **one, **days))
    _same(found, upper)


def _same(found: list[pd.DataFrame], known: pd.DataFrame) -> None:
    told = pd.concat([rows[rows["value"].notna()][[*CELL, *PARTS, "basis"]] for rows in found if len(rows)])
    told = told.astype({"period_start": "datetime64[s]", "period_end": "datetime64[s]"}).drop_duplicates()
    wanted = known[[*CELL, *PARTS, "basis"]]
    both = (rows.sort_values(CELL).reset_index(drop=True) for rows in (told, wanted))
    pd.testing.assert_frame_equal(*both, check_dtype=False, check_exact=True)
