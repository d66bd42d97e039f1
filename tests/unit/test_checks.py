"""The domain checks and the warnings they leave beside the charts."""

import re
from datetime import date
from typing import Any

import pytest

from danvan import catalogue
from danvan.database import Database, all_queries, query
from danvan.ingest import check, load
from danvan.ingest.check import domain, words
from tests.golden import cases
from tests.unit.ready_workspace import clear, commit, report

WARN = [name for name in all_queries() if name.startswith("checks.warn_")]
CASES = [case for case in cases.all_cases() if case.query in WARN]


def warnings(database: Database) -> list[tuple]:
    with database.cursor() as cursor:
        return cursor.execute("select * exclude (found_at, batch_id) from warning order by all").fetchall()


def beside(database: Database, **asked: Any) -> list[dict[str, Any]]:
    """The warnings that a chart asks for."""
    given = dict.fromkeys(query("quality.beside_chart").parameters) | {"most": 100} | asked
    return database.ask("quality.beside_chart", **given).to_dict("records")


@pytest.mark.parametrize("name", WARN)
def test_every_check_has_a_case_that_violates_it_and_one_that_passes(name: str) -> None:
    expected = [len(case.rows("expect.csv")) for case in CASES if case.query == name]
    assert 0 in expected or any(_spares_some(case) for case in CASES if case.query == name)
    assert any(expected)


def _spares_some(case: cases.Case) -> bool:
    """A case may hold rows that violate and rows that do not."""
    file = "figure.csv" if case.has("figure.csv") else "observation.csv"
    return case.rows(file)["unit_id"].nunique() > case.rows("expect.csv")["unit_id"].nunique()


@pytest.mark.parametrize("name", WARN)
def test_a_check_relates_only_indicators_of_one_topic(name: str) -> None:
    """What an import touches is looked at topic by topic: a check across topics would be missed."""
    sql = query(name).sql
    lists = [re.findall(r"'([A-Z]{2}\d{2})'", found) for found in re.findall(r"\[([^\]]*)\]", sql)]
    if name == "checks.warn_part_exceeds_whole":
        lists = [list(pair) for pair in zip(*lists[:2], strict=True)]
    for codes in lists:
        # One list names the same side of two topics (opinions, complaints): those are told apart by their letters.
        for letters in {code[:2] for code in codes}:
            assert len({catalogue.get(code).group for code in codes if code.startswith(letters)}) <= 1


@pytest.mark.parametrize("case", [case for case in CASES if len(case.rows("expect.csv"))], ids=lambda case: case.name)
def test_what_a_check_finds_can_be_said_in_words(database: Database, case: cases.Case) -> None:
    with database.cursor() as cursor:
        cursor.execute("begin transaction")
        cursor.execute(query("rule.tables").sql)
        cases.put(cursor, case)
        if not case.has("figure.csv"):
            from danvan.figures import rule

            rule.rebuild(cursor)
        domain.run(cursor, [case.query.removeprefix("checks.")])
        found = cursor.execute("select * from found").df()
        cursor.execute("rollback")
    assert len(found) == len(case.rows("expect.csv"))
    for row in found.to_dict("records"):
        said = words.message(row["check_name"], row, row["details"])
        assert said.endswith(".") and not re.search(r"[{}]|None|nan|null|\d\.\d{1,2}\b", said), said


def test_a_commit_leaves_its_warnings_and_an_undo_takes_them_back(database: Database) -> None:
    commit(database, report("NT01", "04-2008", "2024", 100))
    assert warnings(database) == []
    batch = commit(database, report("NT02", "04-2008", "2024", 120))
    (found,) = beside(database, indicators=["NT01"], unit="04-2008")
    assert found["batch_id"] == batch
    assert (
        words.message(found["check_name"], found, found["details"])
        == "Tỉnh Cao Bằng, Năm 2024: Xã đạt chuẩn NTM (120) lớn hơn Tổng số xã (100)."
    )
    undone = load.undo(database, batch, "kiểm thử")
    assert warnings(database) == []
    load.undo(database, undone, "kiểm thử")
    assert len(warnings(database)) == 1


def test_a_warning_found_again_keeps_the_batch_that_brought_it(database: Database) -> None:
    commit(database, report("NT01", "04-2008", "2024", 100))
    batch = commit(database, report("NT02", "04-2008", "2024", 120))
    commit(database, report("NT03", "04-2008", "2024", 10))
    check.rebuild(database)
    assert [found["batch_id"] for found in beside(database)] == [batch]


def test_warnings_kept_up_to_date_equal_those_of_everything_anew(database: Database) -> None:
    """A number of an early year moves the usual level that a later one is held against."""
    commit(database, *(report("QC05", "04-2008", str(year), 100) for year in range(2018, 2024)))
    commit(database, report("QC05", "04-2008", "2024", 1000))
    assert len(warnings(database)) == 1
    commit(database, *(report("QC05", "04-2008", str(year), 900) for year in range(2018, 2024)))
    kept = warnings(database)
    check.rebuild(database)
    assert kept == warnings(database) == []


def test_warnings_of_a_chart_are_those_of_its_unit_the_ones_below_and_its_period(database: Database) -> None:
    for unit in ("04-2008", "040-2008", "11-2008"):
        commit(database, report("NT01", unit, "2024", 100), report("NT02", unit, "2024", 120))
    of_year = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
    found = beside(database, indicators=["NT02"], unit="04-2008", **of_year)
    assert [item["unit_id"] for item in found] == ["04-2008", "040-2008"]
    assert not beside(database, indicators=["NT02"], unit="04-2008", period_end=date(2023, 12, 31))
    assert not beside(database, indicators=["QC05"], unit="04-2008")
    assert [item["all_rows"] for item in beside(database, most=1)] == [3]


def test_a_large_import_looked_at_share_by_share_leaves_the_same_warnings(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        report(code, unit, f"2024-{month:02d}-28", value)
        for code, value in (("NT01", 10), ("NT02", 12))
        for unit in ("04-2008", "11-2008")
        for month in (1, 2)
    ]
    commit(database, *rows)
    whole = warnings(database)
    clear(database)
    monkeypatch.setattr("danvan.ingest.check.warnings.MOST", 1)
    commit(database, *rows)
    assert warnings(database) == whole and len(whole) == 4


def test_changed_checks_are_run_over_everything_at_the_next_start(database: Database) -> None:
    commit(database, report("NT01", "04-2008", "2024", 100), report("NT02", "04-2008", "2024", 120))
    with database.writing() as cursor:
        cursor.execute("delete from warning")
        cursor.execute("update setting set value = 'cũ' where name = 'checks'")
    check.ensure(database)
    assert len(warnings(database)) == 1
    assert not check.ensure(database)
