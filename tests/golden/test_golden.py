"""Every question in queries/ against given rows and an answer worked out by hand from the one rule.

The cases are folders beside this file (see cases.py). Those under rule/ are of the whole rule: observations in, figures
out. Here is only the comparison, and the proof that no question goes without a case.
"""

import re
from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from danvan.database import Database, all_queries, connect, query
from danvan.database.migrate import migrate
from danvan.figures import reference, rule, rule_shares, rule_steps, walk
from tests.golden import cases
from tests.golden.cases import Case

KEY = ["indicator", "unit_id", "breakdown", "period_start", "period_end"]
TOLERANCE = 1e-9
# What a question that answers with a table leaves behind.
WRITTEN = {
    "closing.in_force": "select * from temp.closed_now order by closing_id",
    "closing.incoming": "select * from temp.closed_row order by row_no, closing_id",
    "closing.reach": "select * from temp.closed_reach order by closing_id, unit_id",
    "ingest.append": "select * from observation order by observation_id",
    "ingest.as_if_undone": "select * from temp.figure order by indicator, unit_id, period_start, period_end",
    "ingest.as_if_written": "select * from temp.observation order by observation_id",
    "ingest.compare": "select * from compared order by row_no",
    "ingest.incoming": "select * from temp.incoming order by row_no",
    "ingest.one_a_cell": "select * from temp.stated order by row_no",
    "ingest.settle": "select * from batch order by seq",
    "ingest.standing": "select * from temp.standing order by indicator, unit_id, period_start, period_end",
    "ingest.stated": "select * from temp.stated order by row_no",
    "ingest.would_be": "select * from temp.figure order by indicator, unit_id, period_start, period_end",
    "quality.forget": "select * from warning order by all",
    "quality.found": "select * from temp.found order by all",
    "quality.found_table": "select * from temp.found",
    "quality.keep": "select * from warning order by all",
    "quality.region": "select * from temp.region order by all",
    "quality.region_part": "select * from temp.region order by all",
    "quality.set_aside": "select count(*) as figures from figure",
    "quality.touched": "select * from temp.figure order by indicator, unit_id, period_start, period_end",
    "lineage.cells": "select * from cells order by cell_no",
    "lineage.deeper": "select * from cells order by cell_no, depth",
    "lineage.tables": "select count(*) as rows from cells",
    **{f"lineage.{step}": "select * from parts" for step in walk.STEPS},
}
COVERED = f"""
    update cells set coverage = figure.coverage from figure
    where ({", ".join(f"cells.{name}" for name in KEY)}) = ({", ".join(f"figure.{name}" for name in KEY)})
"""
# In the column basis of expect_figure.csv: the rule makes no figure of this cell.
ABSENT = "absent"
RULE = "rule"
ALWAYS = "twelve_months_are_a_year"
# Computed a family and a year at a time, as large imports are.
SHARED = [
    "a_merged_province_is_the_sum_of_its_predecessors",
    "a_national_rate_of_most_provinces_is_of_those_alone",
    "a_provisional_part_makes_the_sum_provisional",
    "levels_add_up_when_all_three_are_there",
]
EXERCISED_BY = {
    "rule.breakdown": ["levels_add_up_when_all_three_are_there", "a_missing_kind_makes_the_total_partial"],
    "rule.cells": [ALWAYS],
    "rule.changed_all": [ALWAYS],
    "rule.changed_some": ["a_corrected_month_moves_what_rests_on_it"],
    "rule.choose": ["a_reported_total_wins_over_its_parts", "a_stock_of_most_units_is_not_replaced_by_a_later_few"],
    "rule.difference": ["second_quarter_is_six_months_less_first", "a_falling_cumulative_gives_no_figure"],
    "rule.difference_step": ["second_quarter_is_six_months_less_first"],
    "rule.disagree": ["two_disagreeing_derivations_are_a_conflict_not_a_change"],
    "rule.extent": [ALWAYS],
    "rule.forget": ["a_corrected_month_moves_what_rests_on_it"],
    "rule.neighbours": ["a_corrected_month_moves_what_rests_on_it"],
    "rule.placed": [ALWAYS],
    "rule.places": [ALWAYS],
    "rule.places_filled": ["a_corrected_month_moves_what_rests_on_it"],
    "rule.places_own": ["all_districts_and_the_own_level_make_the_province"],
    "rule.ratio": ["a_ratio_is_recomputed_never_averaged"],
    "rule.ratio_computed": ["a_ratio_of_unlike_parts_is_refused", "denominators_of_another_date_are_not_used"],
    "rule.ratio_disagree": ["a_reported_ratio_off_its_parts_is_a_conflict"],
    "rule.ratio_nation": ["a_national_rate_of_most_provinces_is_of_those_alone"],
    "rule.ratio_replace": ["a_ratio_recomputed_at_the_end_replaces_the_one_of_an_earlier_day"],
    "rule.ratios": [ALWAYS],
    "rule.related": SHARED,
    "rule.reported": ["a_reported_zero_is_a_zero", "held_without_count_is_no_number"],
    "rule.reported_sum": ["a_difference_takes_a_reported_half_before_its_quarters"],
    "rule.scope": [ALWAYS],
    "rule.scope_part": SHARED,
    "rule.selected": ["an_official_report_wins_over_press", "an_undone_batch_counts_for_nothing"],
    "rule.store": [ALWAYS],
    "rule.store_conflicts": ["two_disagreeing_derivations_are_a_conflict_not_a_change"],
    "rule.stored": [ALWAYS],
    "rule.succession": ["a_merged_province_is_the_sum_of_its_predecessors"],
    "rule.take": [ALWAYS],
    "rule.tables": [ALWAYS],
    "rule.territory": ["all_districts_and_the_own_level_make_the_province"],
    "rule.territory_own": ["all_districts_and_the_own_level_make_the_province"],
    "rule.territory_sum": ["all_districts_and_the_own_level_make_the_province"],
    "rule.time_last": ["a_stock_takes_the_last_day", "an_opening_stock_takes_the_first"],
    "rule.time_sum": [ALWAYS, "eleven_months_are_no_year"],
    "rule.wholes": [ALWAYS],
}
CASES = cases.all_cases()
ASKED = [name for name in all_queries() if not name.startswith(f"{RULE}.")]
RULES = [name for name in all_queries() if name.startswith(f"{RULE}.")]


@pytest.fixture(scope="module")
def workspace() -> Iterator[Database]:
    """A workspace in memory with the reference data. One thread: the cases are small."""
    database = connect(None, threads=1)
    migrate(database)
    reference.load(database)
    yield database
    database.close()


@pytest.fixture
def cursor(workspace: Database) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor inside a transaction that is rolled back: a case leaves nothing behind."""
    with workspace.cursor() as opened:
        opened.execute("begin transaction")
        yield opened
        opened.execute("rollback")


@pytest.mark.parametrize("name", ASKED)
def test_every_question_has_a_case(name: str) -> None:
    assert [case for case in CASES if case.query == name], f"tests/golden/{name}/ is missing"


@pytest.mark.parametrize("name", RULES)
def test_every_step_of_the_rule_has_a_situation(name: str) -> None:
    situations = {case.situation for case in CASES if case.query == RULE}
    named = EXERCISED_BY.get(name)
    assert named, f"{name} is not in EXERCISED_BY"
    assert set(named) <= situations


def test_every_case_is_of_a_known_question() -> None:
    assert {case.query for case in CASES} <= {*ASKED, RULE}
    assert set(EXERCISED_BY) <= set(RULES)


@pytest.mark.parametrize("case", [case for case in CASES if case.query != RULE], ids=lambda case: case.name)
def test_the_answer_is_the_expected_one(cursor: duckdb.DuckDBPyConnection, case: Case) -> None:
    sql = query(case.query).sql
    cursor.execute(query("rule.tables").sql)
    cursor.execute(query("lineage.tables").sql)
    cases.put(cursor, case)
    if re.search(r"\bfigure(_conflict)?\b", sql) and not case.has("figure.csv") and case.has("observation.csv"):
        rule.rebuild(cursor)
    found, expected = _ask(cursor, case), case.rows("expect.csv")
    missing = set(expected.columns) - set(found.columns)
    assert not missing, f"the answer has no column {missing}"
    found = found[list(expected.columns)]
    # Without an order of its own an answer may come in any; the caller must not rely on one.
    ordered = "order by" in WRITTEN[case.query] if case.query in WRITTEN else re.search(r"^order by", sql, re.MULTILINE)
    if not ordered:
        found, expected = _sorted(found), _sorted(expected)
    assert _cells(found) == _like(expected, found)


@pytest.mark.parametrize("case", [case for case in CASES if case.query == RULE], ids=lambda case: case.name)
def test_the_rule_makes_these_figures(
    cursor: duckdb.DuckDBPyConnection, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: set[str] = set()
    for module in (rule, rule_steps):
        monkeypatch.setattr(module, "query", lambda name: taken.add(name) or query(name))
    if case.situation in SHARED:
        monkeypatch.setattr(rule_shares, "MOST", 1)
    settings = case.settings()
    cases.put(cursor, case)
    rule.rebuild(cursor, settings.get("known_at"))
    if case.has("later.csv"):
        rule.refresh(cursor, cases.observe(cursor, case.rows("later.csv")))
    figures = cursor.execute("select * from figure").df()
    wanted = case.rows("expect_figure.csv")
    faults = _figure_faults(wanted, figures)
    if settings.get("complete"):
        faults += [f"not expected: {row}" for row in _surplus(wanted, figures)]
    assert not faults, "\n".join(faults)
    # A case that speaks of no conflict must make none.
    conflicts = cursor.execute("select * from figure_conflict order by all").df()
    listed = case.rows("expect_figure_conflict.csv") if case.has("expect_figure_conflict.csv") else wanted[KEY][:0]
    conflicts = conflicts[list(listed.columns)]
    assert _cells(conflicts) == _like(listed, conflicts)
    due = {name for name, situations in EXERCISED_BY.items() if case.situation in situations}
    assert due - taken == set(), "the rule left out a step that this case is there to exercise"


def _ask(cursor: duckdb.DuckDBPyConnection, case: Case) -> pd.DataFrame:
    asked, given = query(case.query), case.settings()
    given.pop("why", None)
    assert set(given) <= set(asked.parameters), f"{case.query} takes {asked.parameters}"
    if case.query == "lineage.carried":  # a value carried over is known by the coverage of its figure
        cursor.execute(COVERED)
    if case.query == "quality.found":
        cursor.execute(query("quality.found_table").sql)
    cursor.execute(asked.sql, {name: given.get(name) for name in asked.parameters})
    return (cursor.execute(WRITTEN[case.query]) if case.query in WRITTEN else cursor).df()


def _figure_faults(wanted: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Where the figures differ from the wanted rows, a sentence each."""
    twice = figures[figures.duplicated(KEY)].to_dict("records")
    faults = [f"stands twice: {_told(row)}" for row in twice]
    by_key = {tuple(_shown(row[name]) for name in KEY): row for row in figures.to_dict("records")}
    for row in wanted.to_dict("records"):
        key = tuple(row[name] for name in KEY)
        found, absent = by_key.get(key), row["basis"] == ABSENT
        if found is None or absent:
            if absent != (found is None):
                faults.append(f"{key}: {'no figure' if found is None else _told(found)}, expected {_told(row)}")
            continue
        differing = [name for name in row if not _same(row[name], found[name])]
        faults += [f"{key}: {name} is {_shown(found[name])!r}, expected {row[name]!r}" for name in differing]
    return faults


def _surplus(wanted: pd.DataFrame, figures: pd.DataFrame) -> list[str]:
    """Figures of the wanted indicators and units that are not among the wanted rows."""
    pairs = set(zip(wanted["indicator"], wanted["unit_id"], strict=True))
    listed = {tuple(row) for row in wanted[KEY].to_numpy()}
    rows = [row for row in figures.to_dict("records") if (row["indicator"], row["unit_id"]) in pairs]
    return [_told(row) for row in rows if tuple(_shown(row[name]) for name in KEY) not in listed]


def _told(row: dict[str, Any]) -> str:
    names = [*KEY, "value", "basis", "tree", "parts_present", "parts_expected"]
    return " ".join(_shown(row[name]) or "–" for name in names if name in row)


def _shown(value: Any) -> str:
    """A value as the CSV files write it: no null, days without a time, lists joined by '; '."""
    if isinstance(value, list | np.ndarray):
        return "; ".join(_shown(item) for item in value)
    if pd.isna(value):
        return ""
    if isinstance(value, bool | np.bool_):
        return str(bool(value)).lower()
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else str(value)
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _same(expected: str, value: Any) -> bool:
    number = isinstance(value, int | float | np.number) and not isinstance(value, bool | np.bool_)
    if number and expected and pd.notna(value):
        return abs(float(expected) - float(value)) <= TOLERANCE
    return expected == _shown(value)


def _cells(rows: pd.DataFrame) -> list[list[str]]:
    return [[_shown(value) for value in row] for row in rows.astype(object).to_numpy()]


def _like(expected: pd.DataFrame, found: pd.DataFrame) -> list[list[str]]:
    """The expected cells, written as the found ones wherever the two are the same number."""
    rows = expected.to_numpy().tolist()
    for at, row in enumerate(found.astype(object).to_numpy()[: len(rows)]):
        rows[at] = [_shown(v) if _same(text, v) else text for text, v in zip(rows[at], row, strict=True)]
    return rows


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    order = sorted(range(len(rows)), key=lambda at: [_shown(v) for v in rows.iloc[at]])
    return rows.iloc[order]
