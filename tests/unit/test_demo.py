"""The illustrative workspace: the same at every build, honest about being made up, true to its own balances."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from danvan import demo, workspace
from danvan.cases import entry, standing
from danvan.cases.item import of_rows
from danvan.demo import cases, centre, lands, reality
from danvan.errors import DanVanError
from tests.unit import ready_workspace

DATES = "month(period_start) = 1 and month(period_end) = 12 and year(period_start) = year(period_end)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("first")


@pytest.fixture(scope="module")
def counts(folder: Path) -> dict[str, int]:
    return demo.build(folder, small=True)


@pytest.fixture(scope="module")
def data(folder: Path, counts: dict[str, int]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(workspace.path_of(workspace.ILLUSTRATIVE, folder), read_only=True) as connection:
        yield connection


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    return connection.execute(f"select * from {name} order by all").df()


def _yearly(data: duckdb.DuckDBPyConnection, year: int) -> pd.DataFrame:
    """Values of all cells of a year without a breakdown: rows (indicator, unit_id), columns of figure."""
    sql = f"select * from figure where breakdown = '' and {DATES} and year(period_start) = $year"
    return data.execute(sql, {"year": year}).df().set_index(["indicator", "unit_id"])


def test_two_builds_give_identical_tables(
    data: duckdb.DuckDBPyConnection, counts: dict[str, int], tmp_path: Path
) -> None:
    assert demo.build(tmp_path, small=True) == counts
    with duckdb.connect(workspace.path_of(workspace.ILLUSTRATIVE, tmp_path), read_only=True) as again:
        for name in ("observation", "figure", "figure_conflict", "batch", "source"):
            pd.testing.assert_frame_equal(_table(data, name), _table(again, name))


def test_the_counts_returned_are_those_of_the_tables(data: duckdb.DuckDBPyConnection, counts: dict[str, int]) -> None:
    for name, table in (("observations", "observation"), ("figures", "figure"), ("batches", "batch")):
        assert counts[name] == len(_table(data, table)) > 0


def test_every_source_says_that_it_is_made_up(data: duckdb.DuckDBPyConnection) -> None:
    sources = _table(data, "source")
    assert sources["title"].str.startswith("[Minh họa] Báo cáo").all()
    assert sources["issuer"].str.endswith("(giả lập)").all()
    assert set(_table(data, "observation")["source"]) == set(sources["source"])
    assert data.execute("select value from setting where name = 'illustrative'").fetchall() == [("1",)]


def test_a_merged_province_is_the_sum_of_its_predecessors_before_its_birth(data: duckdb.DuckDBPyConnection) -> None:
    figures = _yearly(data, 2024)
    for code in ("DT02", "DT03", "YK01", "YK03", "DV01", "KN04", "GS01"):
        new = figures.loc[(code, "08-2025")]
        old = [figures.loc[(code, unit), "value"] for unit in ("02-2008", "08-2008")]
        assert (new["value"], new["basis"]) == (sum(old), "derived")


def test_the_settlement_rate_of_a_merged_province_is_recomputed_and_its_index_is_not(
    data: duckdb.DuckDBPyConnection,
) -> None:
    figures = _yearly(data, 2024)["value"]
    known = {code: figures[(code, "08-2025")] for code in ("YK01", "YK03", "YK06", "YK07", "YK08")}
    expected = 100 * known["YK03"] / (known["YK06"] + known["YK01"] - known["YK07"])
    assert known["YK08"] == pytest.approx(expected)
    assert ("CC01", "08-2008") in figures.index
    assert ("CC01", "08-2025") not in figures.index


def test_opinions_balance_in_every_quarterly_report(data: duckdb.DuckDBPyConnection) -> None:
    rows = _table(data, "observation")
    quarterly = rows[rows["source"].str.contains("-province-quy-") & (rows["breakdown"] == "")]
    wide = quarterly.pivot_table("value", ["unit_id", "period_end"], "indicator")
    wide = wide.dropna(subset=["YK01", "YK03", "YK04", "YK05", "YK06", "YK07"])
    assert len(wide) > 20
    assert (wide["YK06"] + wide["YK01"] == wide["YK03"] + wide["YK07"] + wide["YK04"]).all()
    assert (wide["YK05"] <= wide["YK04"]).all()
    for _, of_unit in wide.reset_index().groupby("unit_id"):
        following = of_unit[of_unit["period_end"].diff().dt.days < 100]
        assert (following["YK06"] == of_unit["YK04"].shift().loc[following.index]).all()


def test_opinions_open_on_30_june_2025_go_over_to_the_successor(data: duckdb.DuckDBPyConnection) -> None:
    sql = (
        "select indicator, unit_id, value from observation where breakdown = '' and source like '%-quy-%' and ("
        "(indicator = 'YK04' and period_end = '2025-06-30') or (indicator = 'YK06' and period_start = '2025-07-01'))"
    )
    stock = data.execute(sql).df().set_index(["indicator", "unit_id"])["value"]
    assert stock[("YK06", "08-2025")] == stock[("YK04", "02-2008")] + stock[("YK04", "08-2008")]
    assert stock[("YK06", "42-2008")] == stock[("YK04", "42-2008")]


def test_a_province_that_stayed_reports_the_counts_of_the_whole_year_of_the_turn(
    data: duckdb.DuckDBPyConnection,
) -> None:
    figures = _yearly(data, 2025)
    for unit in ("01-2008", "42-2008"):
        for count, rate in (("DT06", "DT07"), ("QC02", "QC03"), ("KN09", "KN03")):
            assert figures.loc[(count, unit), "basis"] == "reported"
            assert 0 < figures.loc[(rate, unit), "value"] <= 100
        # What can be added is the sum of both halves, and whole.
        assert figures.loc[("GS01", unit), "basis"] == "derived"
    assert ("DT06", "08-2025") not in figures.index


def test_central_organs_report_of_themselves_once_a_period_so_that_the_nation_can_be_whole() -> None:
    rows = demo._sheets(lands.SMALL).rows()
    made = centre.of_central_organs(rows)
    provinces = rows[(rows["level"] == "province") & (rows["breakdown"] == "")]
    total = provinces.groupby(["indicator", "period_start", "period_end"], observed=True)["value"].sum()
    for row in made.to_dict("records"):
        assert 0 <= row["value"] <= total[row["indicator"], row["period_start"], row["period_end"]]
    assert made.groupby(["indicator", made["period_end"].dt.year], observed=True)["rhythm"].nunique().eq(1).all()
    assert {"KN04", "TC01", "QC01"} <= set(made["indicator"])
    assert set(made["unit_id"]) == {"VN"}


def test_new_rural_levels_never_exceed_the_one_below(data: duckdb.DuckDBPyConnection) -> None:
    rows = _table(data, "observation")
    wide = rows[rows["indicator"].isin(["NT01", "NT02", "NT03", "NT04"])].pivot_table(
        "value", ["unit_id", "period_end", "source"], "indicator"
    )
    wide = wide.dropna()
    assert len(wide) > 20
    assert ((wide["NT04"] <= wide["NT03"]) & (wide["NT03"] <= wide["NT02"]) & (wide["NT02"] <= wide["NT01"])).all()


def test_ranks_follow_from_the_index_among_the_provinces_or_within_one(data: duckdb.DuckDBPyConnection) -> None:
    rows = data.execute("""
        select observation.*, unit.level || case unit.level when 'province' then '' else unit.parent_id end as among
        from observation inner join unit using (unit_id) where breakdown = '' and unit.level <> 'nation'
    """).df()
    for index, rank in (("CC01", "CC02"), ("CC03", "CC04")):
        both = rows[rows["indicator"].isin([index, rank])]
        both = both.pivot_table("value", ["period_end", "among", "unit_id"], "indicator")
        placed = both.groupby(["period_end", "among"])[index].rank(ascending=False, method="min")
        assert set(both.index.get_level_values("among")) == {"province", "district42-2008", "commune42-2008"}
        assert (placed == both[rank]).all()


def test_every_index_has_the_scores_of_all_its_components_and_lies_between_them(
    data: duckdb.DuckDBPyConnection,
) -> None:
    rows = _table(data, "observation")
    for index, count in (("CC01", 8), ("CC03", 5)):
        own = rows[rows["indicator"] == index]
        whole = own[own["breakdown"] == ""].set_index(["unit_id", "period_end"])["value"].sort_index()
        scores = own[own["breakdown"] != ""].groupby(["unit_id", "period_end"])["value"].agg(["count", "min", "max"])
        assert (scores["count"] == count).all() and scores.index.equals(whole.index)
        assert (scores["min"] <= whole).all() and (whole <= scores["max"]).all() and scores["max"].max() <= 100
    # A component is published, never added up: neither for the merged province before its birth nor from below.
    figures = data.execute("select distinct basis from figure where indicator = 'CC01' and breakdown <> ''").fetchall()
    assert figures == [("reported",)]


def test_reports_stop_where_their_unit_or_level_stops(data: duckdb.DuckDBPyConnection) -> None:
    outside = data.execute(
        "select count(*) from observation inner join unit using (unit_id)"
        " where indicator not like 'CC%'"  # the indices of 2025 are those of the provinces at its end
        " and (period_start < unit.valid_from or period_end > coalesce(unit.valid_to, date '9999-12-31'))"
    ).fetchone()
    districts = data.execute(
        "select count(*) from observation where breakdown like '%cap=huyen%' and period_end > '2025-06-30'"
    ).fetchone()
    assert (outside, districts) == ((0,), (0,))


def test_a_lost_report_leaves_no_row_and_a_known_one_a_number(data: duckdb.DuckDBPyConnection) -> None:
    rows = _table(data, "observation")
    assert rows.loc[rows["state"] == "held_no_count", "value"].isna().all()
    assert rows.loc[rows["state"] != "held_no_count", "value"].notna().all()
    spread = reality.spread(demo._sheets(lands.SMALL).rows(), lands.SMALL.last)
    assert len(spread) < len(demo._sheets(lands.SMALL).rows())
    assert {"report", "press"} <= set(spread["origin"])


def test_a_failed_replacement_keeps_the_former_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = workspace.path_of(workspace.ILLUSTRATIVE, tmp_path)
    target.write_bytes(b"the former one")
    (tmp_path / "chinh-thuc.duckdb").write_bytes(b"official")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "busy")

    monkeypatch.setattr("danvan.demo.os.replace", refuse)
    monkeypatch.setattr("danvan.demo._fill", lambda fresh, *_: fresh.write_bytes(b"the new one"))
    with pytest.raises(DanVanError, match="Không thay được tệp"):
        demo.build(tmp_path, small=True)
    assert target.read_bytes() == b"the former one"
    assert (tmp_path / "chinh-thuc.duckdb").read_bytes() == b"official"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chinh-thuc.duckdb", "minh-hoa.duckdb"]


def test_a_rebuilt_workspace_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    target = workspace.path_of(workspace.ILLUSTRATIVE, tmp_path)
    target.write_bytes(b"the former one")
    said: list[str] = []
    demo.build(tmp_path, said.append, small=True)
    database = workspace.open_workspace(workspace.ILLUSTRATIVE, tmp_path)
    assert database.value("figure.count") > 10_000
    database.close()
    assert said


def test_targets_and_prescribed_numbers_are_there_for_every_province_and_say_that_they_are_made_up(
    data: duckdb.DuckDBPyConnection,
) -> None:
    documents = _table(data, "plan_document")
    assert documents["title"].str.startswith("[Minh họa]").all()
    assert documents["issuer"].str.endswith("(giả lập)").all()
    prescribed, targets = _table(data, "prescribed"), _table(data, "target")
    assert set(lands.SMALL.provinces) | {"08-2025"} <= set(prescribed["unit_id"])
    today = {"01-2008", "42-2008", "08-2025"}
    assert today | {"VN"} <= set(targets["unit_id"])
    assert (targets["value"] > 0).all()
    entered = _table(data, "plan_change")
    assert set(entered["item_id"]) == {*prescribed["prescribed_id"], *targets["target_id"]}


def test_the_targets_are_the_same_at_every_build(
    data: duckdb.DuckDBPyConnection, counts: dict[str, int], tmp_path: Path
) -> None:
    demo.build(tmp_path, small=True)
    with duckdb.connect(workspace.path_of(workspace.ILLUSTRATIVE, tmp_path), read_only=True) as again:
        for name in ("target", "prescribed", "plan_document", "plan_change"):
            pd.testing.assert_frame_equal(_table(data, name), _table(again, name))


def test_the_register_of_cases_names_nobody_and_has_every_state(data: duckdb.DuckDBPyConnection) -> None:
    kept = _table(data, "case_change")
    assert {"01-2008", "42-2008", "79-2025"} <= set(cases.KEPT)
    last = kept.sort_values("seq").drop_duplicates("case_id", keep="last")
    found = of_rows(last)
    assert len(found) == sum(cases.KEPT.values())
    counts = standing.count(found, cases.LAST)
    assert min(counts.overdue, counts.unassigned, counts.underway, counts.late, counts.in_time) > 0
    assert not any(
        entry.PERSON.search(words) or entry.NUMBER.search(words)
        for case in found
        for words in (case.content, case.outcome)
    )
    assert (kept["happened_at"].dt.date >= kept["received"].dt.date).all()
    settled = kept[kept["settled"].notna()]
    assert (settled["happened_at"].dt.date >= settled["settled"].dt.date).all()


def test_the_register_is_the_same_at_every_build(data: duckdb.DuckDBPyConnection) -> None:
    database = ready_workspace.make()
    with database.writing() as cursor:
        cases.write(cursor)
        again = cursor.execute("select * from case_change order by all").df()
    database.close()
    pd.testing.assert_frame_equal(_table(data, "case_change"), again)
