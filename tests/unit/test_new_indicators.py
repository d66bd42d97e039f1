"""Indicators declared on the spot: named once, kept by their workspace, added up only as declared."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from danvan import catalogue, workspace
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import own, reference
from danvan.figures.ask import figure
from danvan.ingest import load
from danvan.ingest.choices import NewIndicator
from danvan.ingest.new_indicators import decimals_of, declare, described, ensure, guess, missing, new_code, retire
from danvan.periods import parse

LABOUR = NewIndicator("Lực lượng lao động", "nghìn người", "stock", 1)
TABLES = ("indicator", "indicator_level", "cell_kind", "indicator_above")


@pytest.fixture(scope="module")
def opened() -> Iterator[Database]:
    database = connect(None)
    migrate(database)
    reference.load(database)
    yield database
    database.close()


@pytest.fixture
def database(opened: Database) -> Iterator[Database]:
    """A workspace without declared indicators; those of a test are gone after it."""
    yield opened
    with opened.writing() as cursor:
        cursor.execute("delete from observation")
        for item in own.stored(cursor):
            retire(cursor, item.code)
    for item in catalogue.own():
        catalogue.discard(item.code)


def rows_of(database: Database, code: str) -> dict[str, list[tuple]]:
    with database.cursor() as cursor:
        return {name: cursor.execute(f"select * from {name} where indicator = ?", [code]).fetchall() for name in TABLES}


def observed(indicator: str, unit: str, value: float, day: tuple[str, str]) -> dict[str, object]:
    return {
        "indicator": indicator, "unit_id": unit, "breakdown": "", "period_start": day[0], "period_end": day[1],
        "value": value, "state": "known", "source": "x",
    }  # fmt: skip


def test_the_same_declaration_has_the_same_code_everywhere() -> None:
    code = new_code(LABOUR)
    assert code == new_code(replace(LABOUR, name="LỰC LƯỢNG  lao động", decimals=3)) == "R49416B"
    others = {new_code(replace(LABOUR, **{key: value})) for key, value in (("kind", "flow"), ("unit", "người"))}
    assert code not in others and len(others) == 2


def test_a_declared_indicator_is_in_the_catalogue_and_in_every_table(database: Database) -> None:
    code = declare(database, LABOUR, "an", batch="D00007")
    item = catalogue.get(code)
    assert (item.name, item.unit, item.kind, item.decimals) == ("Lực lượng lao động", "nghìn người", "stock", 1)
    assert (item.agg_units, item.agg_periods, item.levels) == ("sum", "last", catalogue.LEVELS)
    assert item in catalogue.all_indicators() and item in catalogue.in_group("other")
    assert catalogue.groups()["other"] == "Chỉ tiêu bổ sung" and catalogue.breakdowns(code) == (("", None),)
    assert {name: len(rows) for name, rows in rows_of(database, code).items()} == {
        "indicator": 1, "indicator_level": 4, "cell_kind": 4, "indicator_above": 1,
    }  # fmt: skip
    with database.cursor() as cursor:
        kept = cursor.execute("select code, created_by, batch_id from own_indicator").fetchall()
    assert kept == [(code, "an", "D00007")]


@pytest.mark.parametrize(
    ("kind", "added"),
    [
        ("flow", ("sum", "sum")), ("stock", ("sum", "last")), ("ratio", ("never", "never")),
        ("index", ("never", "never")), ("rank", ("never", "never")), ("statistic", ("never", "never")),
    ],
)  # fmt: skip
def test_figures_are_added_up_only_as_their_kind_allows(kind: str, added: tuple[str, str]) -> None:
    item = described(NewIndicator("Số gì đó mới", "cái", kind))
    assert (item.agg_units, item.agg_periods) == added


def test_figures_of_a_declared_flow_are_added_over_months_and_districts(database: Database) -> None:
    code = declare(database, NewIndicator("Số cây trồng mới", "cây", "flow"), "an")
    months = [observed(code, "01-2008", 10, ("2024-01-01", "2024-01-31")),
              observed(code, "01-2008", 5, ("2024-02-01", "2024-02-29")),
              observed(code, "01-2008", 7, ("2024-03-01", "2024-03-31"))]  # fmt: skip
    load.commit(database, load.Batch("import", "Thử", "an"), pd.DataFrame(months))
    found = figure(database, code, "01-2008", parse("2024-Q1"))
    assert (found.value, found.basis) == (22, "derived")


def test_figures_of_a_declared_statistic_are_never_added(database: Database) -> None:
    code = declare(database, NewIndicator("Điểm tham gia", "điểm", "statistic", 3), "an")
    months = [
        observed(code, "01-2008", 10, (f"2024-0{m}-01", f"2024-0{m}-{d}")) for m, d in ((1, 31), (2, 29), (3, 31))
    ]
    load.commit(database, load.Batch("import", "Thử", "an"), pd.DataFrame(months))
    assert figure(database, code, "01-2008", parse("2024-Q1")).value is None
    assert figure(database, code, "01-2008", parse("2024-01")).value == 10


def test_declaring_inside_a_transaction_that_fails_leaves_no_rows(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing() as cursor:
        code = declare(cursor, LABOUR, "an")
        raise RuntimeError
    assert not any(rows_of(database, code).values())
    with database.cursor() as cursor:
        assert own.stored(cursor) == ()
        assert [item.code for item in missing(cursor, {code})] == [code]
    assert declare(database, LABOUR, "an") == code and all(rows_of(database, code).values())


def test_declaring_again_changes_nothing_but_a_finer_one_brings_its_decimals(database: Database) -> None:
    code = declare(database, LABOUR, "an")
    before = rows_of(database, code)
    assert declare(database, replace(LABOUR, decimals=0), "bình") == code
    assert rows_of(database, code) == before
    assert declare(database, replace(LABOUR, decimals=3), "bình") == code
    assert catalogue.get(code).decimals == 3 and len(rows_of(database, code)["cell_kind"]) == 4


def test_changed_reference_data_keep_what_was_declared(database: Database) -> None:
    code = declare(database, LABOUR, "an")
    before = rows_of(database, code)
    with database.writing() as cursor:
        cursor.execute("update setting set value = 'other' where name = 'reference'")
    catalogue.discard(code)
    assert reference.load(database)
    assert catalogue.get(code).name == LABOUR.name
    assert {name: sorted(rows) for name, rows in rows_of(database, code).items()} == {
        name: sorted(rows) for name, rows in before.items()
    }
    assert not reference.load(database)


def test_opening_a_workspace_brings_its_indicators_back(tmp_path: Path) -> None:
    database = workspace.open_workspace(workspace.ILLUSTRATIVE, tmp_path)
    code = declare(database, LABOUR, "an")
    database.close()
    catalogue.discard(code)
    again = workspace.open_workspace(workspace.ILLUSTRATIVE, tmp_path)
    try:
        assert catalogue.get(code).name == LABOUR.name
    finally:
        again.close()
        catalogue.discard(code)


def test_what_another_workspace_declared_is_declared_here_when_it_is_used(database: Database) -> None:
    code = catalogue.add(described(LABOUR)).code
    with database.writing() as cursor:
        assert ensure(cursor, {code, "DT01"}, "an") == (code,)
        assert ensure(cursor, {code}, "an") == ()
    assert all(rows_of(database, code).values())


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Số cuộc đối thoại", "DT01"), ("số cuộc ĐỐI THOẠI", "DT01"), ("so cuoc doi thoai", "DT01"),
        ("Xã đạt chuẩn NTM", "NT02"),
        ("Xã đạt chuẩn nông thôn mới", "NT02"), ("SIPAS", "CC03"), ("Đối thoại định kỳ", "DT02"),
    ],
)  # fmt: skip
def test_a_name_of_the_catalogue_is_refused_with_the_indicator_that_has_it(name: str, known: str) -> None:
    with pytest.raises(DanVanError) as refused:
        described(NewIndicator(name, "cuộc", "flow"))
    assert known in refused.value.message and known in refused.value.remedy


def test_a_name_declared_before_is_refused_as_another_kind_and_taken_in_another_unit(database: Database) -> None:
    code = declare(database, LABOUR, "an")
    with pytest.raises(DanVanError, match=code):
        declare(database, replace(LABOUR, kind="statistic"), "an")
    assert declare(database, replace(LABOUR, unit="người"), "an") != code


def test_a_name_that_differs_in_accents_only_is_refused(database: Database) -> None:
    declare(database, NewIndicator("Số hộ giảm", "hộ", "flow"), "an")
    with pytest.raises(DanVanError, match="chỉ khác dấu"):
        declare(database, NewIndicator("Số hộ giám", "hộ", "flow"), "an")


@pytest.mark.parametrize(
    "wrong",
    [
        NewIndicator(""), NewIndicator("…"), NewIndicator("Tên", kind="distinct"), NewIndicator("Tên", decimals=-1),
        NewIndicator("Tên", decimals=10), NewIndicator("Tên", group="nowhere"), NewIndicator("x" * 201),
        NewIndicator("Tên", "y" * 41),
    ],
)  # fmt: skip
def test_a_declaration_that_says_too_little_or_too_much_is_refused(wrong: NewIndicator) -> None:
    with pytest.raises(DanVanError) as refused:
        described(wrong)
    assert refused.value.remedy


def test_an_indicator_without_figures_can_be_retired_and_one_with_figures_not(database: Database) -> None:
    code = declare(database, LABOUR, "an")
    load.commit(
        database,
        load.Batch("import", "Thử", "an"),
        pd.DataFrame([observed(code, "01-2008", 3581.3, ("2024-12-31", "2024-12-31"))]),
    )
    with pytest.raises(DanVanError, match="đã có 1 số liệu"), database.writing() as cursor:
        retire(cursor, code)
    with database.writing() as cursor:
        cursor.execute("delete from observation")
        retire(cursor, code)
    assert not any(rows_of(database, code).values()) and code not in {item.code for item in catalogue.all_indicators()}
    with pytest.raises(DanVanError), database.writing() as cursor:
        retire(cursor, "DT01")


def test_an_indicator_only_considered_has_a_name_and_is_no_part_of_the_catalogue() -> None:
    before = catalogue.revision()
    item = catalogue.lend(described(NewIndicator("Chỉ tiêu đang xem xét", "cái", "flow")))
    assert catalogue.get(item.code) == item and item not in catalogue.all_indicators()
    assert catalogue.revision() == before


def test_the_catalogue_refuses_an_own_indicator_with_a_code_of_the_file() -> None:
    with pytest.raises(DanVanError):
        catalogue.add(replace(described(LABOUR), code="DT01"))
    catalogue.discard("DT01")
    assert catalogue.get("DT01").name == "Số cuộc đối thoại"


def test_threads_that_add_at_once_lose_nothing() -> None:
    items = [
        described(NewIndicator(f"Chỉ tiêu thử {word}", "cái", "flow")) for word in "một hai ba bốn năm sáu".split()
    ]
    threads = [threading.Thread(target=catalogue.add, args=[item]) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert all(item in catalogue.all_indicators() for item in items)
    finally:
        for item in items:
            catalogue.discard(item.code)
    assert "other" not in catalogue.groups() or catalogue.own()


def test_what_is_stored_comes_back_as_it_was() -> None:
    item = described(LABOUR, "an")
    assert own.from_json(own.to_json(item)) == item
    assert own.from_json(own.to_json(item).replace('"code"', '"of_a_newer_program": 1, "code"')) == item


@pytest.mark.parametrize(
    ("header", "table", "name", "unit", "kind"),
    [
        ("Tham gia của người dân ở cấp cơ sở", "", "Tham gia của người dân ở cấp cơ sở", "", "statistic"),
        ("Dân số năm 2019 (nghìn người)", "", "Dân số", "nghìn người", "statistic"),
        ("total_urban", "người", "Total urban", "người", "statistic"),
        ("Tỷ lệ hộ nghèo", "", "Tỷ lệ hộ nghèo", "%", "statistic"), ("Hộ nghèo (%)", "", "Hộ nghèo", "%", "statistic"),
        ("Chỉ số PAPI", "", "Chỉ số PAPI", "điểm", "index"), ("Điểm PCI 2023", "", "Điểm PCI", "điểm", "index"),
        ("Xếp hạng PCI", "", "Xếp hạng PCI", "hạng", "rank"),
        ("Thu ngân sách", "triệu đồng", "Thu ngân sách", "triệu đồng", "statistic"),
    ],
)  # fmt: skip
def test_a_column_that_nobody_described_is_never_guessed_to_be_added_up(
    header: str, table: str, name: str, unit: str, kind: str
) -> None:
    found = guess(header, np.array([1.5, 2.25, np.nan]), table)
    assert (found.name, found.unit, found.kind, found.decimals) == (name, unit, kind, 2)
    assert described(found).agg_units == "never"


@pytest.mark.parametrize(
    ("figures", "decimals"),
    [
        ([], 0),
        ([1, 2], 0),
        ([np.nan], 0),
        ([5.338, 5.1], 3),
        ([19348000.0], 0),
        ([0.1 + 0.2], 9),
        ([1e-7], 7),
        ([1e20, 0.5], 1),
    ],
)
def test_decimals_are_those_of_the_figures(figures: list[float], decimals: int) -> None:
    assert decimals_of(np.array(figures, dtype=float)) == decimals
    assert decimals_of(pd.Series(figures, dtype=float)) == decimals
