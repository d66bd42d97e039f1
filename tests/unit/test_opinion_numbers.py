"""The numbers of the opinions' life cycle, computed a second time in pandas from the reports themselves.

Shares no code with the rule or with the questions that it judges; reads only the table of observations.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest

from danvan import demo, workspace
from danvan.database import Database, connect

FLOWS = ["YK01", "YK02", "YK03", "YK07"]
LAST, FIRST = ["YK04", "YK05"], ["YK06"]
SPANS = {"year": ("2024-01-01", "2024-12-31"), "first half": ("2024-01-01", "2024-06-30")}
SPANS |= {"second half": ("2024-07-01", "2024-12-31"), "third quarter": ("2024-07-01", "2024-09-30")}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("minh-hoa")
    demo.build(folder, small=True)
    opened = connect(workspace.path_of(workspace.ILLUSTRATIVE, folder))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def reported(database: Database) -> pd.Series:
    """(indicator, unit, first day, last day) → the value in force: the latest that was sent."""
    with database.cursor() as cursor:
        rows = cursor.execute(
            "select o.* from observation o join batch b using (batch_id) join unit u using (unit_id)"
            " where b.status = 'committed' and u.level = 'province' and o.breakdown = '' and o.value is not null"
            " and o.indicator like 'YK0%'"
        ).df()
    rows = rows.sort_values(["as_of", "batch_id", "observation_id"], na_position="first")
    key = ["indicator", "unit_id", "period_start", "period_end"]
    return rows.drop_duplicates(key, keep="last").set_index(key)["value"].sort_index()


def value_of(reported: pd.Series, code: str, unit: str, span: tuple[str, str]) -> float | None:
    """What was reported of the span; else its quarters: all of a flow, the last or first of a stock."""
    first, last = map(pd.Timestamp, span)
    if (code, unit, first, last) in reported.index:
        return float(reported[code, unit, first, last])
    starts = pd.date_range(first, last, freq="QS")
    keys = [(code, unit, start, start + pd.offsets.QuarterEnd(startingMonth=3)) for start in starts]
    found = [float(reported[key]) if key in reported.index else None for key in keys]
    wanted = found if code in FLOWS else found[-1:] if code in LAST else found[:1]
    return None if None in wanted else sum(wanted)


@pytest.fixture(scope="module")
def expected(reported: pd.Series) -> pd.DataFrame:
    """One row a (unit, span), a column an indicator; NaN where the reports do not give it."""
    cells = {
        (unit, name): {code: value_of(reported, code, unit, span) for code in [*FLOWS, *LAST, *FIRST]}
        for unit in sorted(set(reported.index.get_level_values("unit_id")))
        for name, span in SPANS.items()
        if unit.endswith("-2008")
    }
    return pd.DataFrame.from_dict(cells, orient="index").astype(float)


def of_provinces(span: str) -> dict[str, Any]:
    """What every question about the provinces of a span is asked with."""
    first, last = map(date.fromisoformat, SPANS[span])
    return {"level": "province", "parent": None, "day": last, "period_start": first, "period_end": last}


def asked(database: Database, span: str, codes: list[str]) -> pd.DataFrame:
    rows = database.ask("figure.by_unit", indicators=codes, breakdowns=[""], **of_provinces(span))
    return rows[rows["basis"].isin(["reported", "derived"])].pivot(index="unit_id", columns="indicator", values="value")


@pytest.mark.parametrize("span", SPANS)
def test_the_life_cycle_of_every_province_is_what_its_reports_say(
    database: Database, expected: pd.DataFrame, span: str
) -> None:
    found, wanted = asked(database, span, [*FLOWS, *LAST, *FIRST]), expected.xs(span, level=1)
    compared = 0
    for unit, row in wanted.iterrows():
        for code, value in row.dropna().items():
            assert found.loc[unit, code] == value, f"{code} {unit} {span}"
            compared += 1
    assert compared > 20


@pytest.mark.parametrize("span", SPANS)
def test_the_settlement_rate_is_settled_over_what_was_to_settle(
    database: Database, expected: pd.DataFrame, span: str
) -> None:
    wanted = expected.xs(span, level=1)
    rate = 100 * wanted["YK03"] / (wanted["YK06"] + wanted["YK01"] - wanted["YK07"])
    found = asked(database, span, ["YK08"])["YK08"]
    assert len(rate.dropna()) > 2
    for unit, value in rate.dropna().items():
        assert found[unit] == pytest.approx(value), f"{unit} {span}"


@pytest.mark.parametrize("span", SPANS)
def test_the_balance_of_a_whole_year_comes_out(database: Database, span: str) -> None:
    rows = asked(database, span, [*FLOWS, *LAST, *FIRST]).dropna()
    assert len(rows) > 2
    balance = rows["YK06"] + rows["YK01"] - rows["YK03"] - rows["YK07"] - rows["YK04"]
    assert (balance == 0).all()
    assert (rows["YK05"] <= rows["YK04"]).all()


@pytest.mark.parametrize("span", SPANS)
def test_the_late_ones_are_ranked_by_what_their_reports_leave_overdue(
    database: Database, expected: pd.DataFrame, span: str
) -> None:
    found = database.ask("opinions.late_by_unit", breakdown="", **of_provinces(span)).set_index("unit_id")
    overdue = expected.xs(span, level=1)["YK05"].dropna()
    late = overdue[overdue > 0].rank(ascending=False, method="min").astype(int)
    assert len(late) > 2
    whole = found[found["standing"] == "late"]
    assert set(late.index) <= set(whole.index)
    if set(late.index) == set(whole.index):
        assert whole["place"].astype(int).to_dict() == late.to_dict()
    else:
        ordered = whole.loc[late.index, "place"].astype(int)
        assert list(ordered.rank(method="min").astype(int)) == list(late)
    assert (found.loc[overdue[overdue == 0].index, "standing"] == "none").all()
