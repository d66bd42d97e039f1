"""Closed periods: no figure of them changes by any way, but by an administrator who says why; what is open goes on."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from danvan import closing, rights, units
from danvan.closing import Closing
from danvan.database import Database
from danvan.errors import DanVanError
from danvan.ingest import load, one, run, undo
from danvan.ingest.batches import now
from danvan.ingest.choices import Choices, Paper
from danvan.ingest.closed import Leave, PeriodClosed, leave_of
from danvan.ingest.findings import STOP, WARN
from danvan.periods import parse
from danvan.rights import ADMINISTRATOR, UPLOADER, VIEWER, Actor
from tests.unit.ready_workspace import commit, everything, report

HA_TINH, NGHE_AN = "42-2008", "40-2008"
HEAD = "Đơn vị,Năm,Số cuộc đối thoại\n"
PAPER = Paper(title="Báo cáo đối thoại")


@pytest.fixture
def acting() -> Iterator[Callable[[str], None]]:
    """Makes somebody with a role the one who acts."""
    yield lambda role: rights.ask_with(lambda: Actor("lan", "Trần Thị Lan", role, (), "10.0.0.7"))
    rights.ask_with(rights.on_the_command_line)


@pytest.fixture
def acts() -> Iterator[list[tuple[str, str, str]]]:
    """What the journal is told: (act, subject, detail)."""
    told: list[tuple[str, str, str]] = []

    def _tell(_actor: Actor, act: str, subject: str, detail: str) -> None:
        told.append((act, subject, detail))

    rights.RECORDERS.append(_tell)
    yield told
    rights.RECORDERS.remove(_tell)


def shut(database: Database, code: str = "2024", **more: object) -> Closing:
    """Close a period, today."""
    return closing.close(database, closing.period_of(code), "Lan", now(), **more)


def rows(database: Database, table: str) -> list[tuple]:
    with database.cursor() as cursor:
        return cursor.execute(f"select * from {table} order by all").fetchall()


def prepared(database: Database, *lines: str, **answers: object) -> tuple[run.Intake, bytes]:
    data = (HEAD + "".join(f"{line}\n" for line in lines)).encode("utf-8-sig")
    return run.prepare(database, "đối thoại.csv", data, Choices(paper=PAPER, **answers)), data


def faults(intake: run.Intake, severity: str = STOP) -> list[str]:
    return [item.code for item in intake.findings if item.severity == severity]


# The register


@pytest.mark.parametrize("code", ["2024", "2024-H1", "2024-9M", "2024-Q4", "2024-02", "2024-7M", "2024-07-15"])
def test_a_closed_year_holds_every_period_in_it(code: str) -> None:
    assert Closing("KS1", parse("2024"), units.NATION, date(2025, 2, 15)).holds(parse(code))


@pytest.mark.parametrize("code", ["2023", "2025-01", "2020-2024", "2023-12-31..2024-01-31"])
def test_what_reaches_beyond_a_closed_year_is_open(code: str) -> None:
    assert not Closing("KS1", parse("2024"), units.NATION, date(2025, 2, 15)).holds(parse(code))


def test_everything_up_to_a_day_holds_the_intervals_too() -> None:
    one_ = Closing("KS1", closing.period_of("..2023-12-31"), units.NATION, date(2024, 2, 1))
    assert one_.name == "Mọi kỳ đến hết ngày 31/12/2023"
    assert one_.holds(parse("2010-02-25..2020-07-15")) and one_.holds(parse("2023")) and not one_.holds(parse("2024"))


def test_a_period_is_closed_from_its_day_on(database: Database) -> None:
    today = now().date()
    made = shut(database, closed_from=today + timedelta(days=1), basis="Công văn 12")
    assert (made.is_in_force(today), made.is_in_force(today + timedelta(days=1))) == (False, True)
    assert commit(database, report("DT01", HA_TINH, "2024", 52))


def test_a_period_is_not_closed_before_it_is_over(database: Database) -> None:
    with pytest.raises(DanVanError, match="không sau ngày cuối của kỳ"):
        shut(database, f"{now().year + 1}")
    with pytest.raises(DanVanError, match="không sau ngày cuối"):
        shut(database, closed_from=date(2024, 12, 31))


def test_a_period_is_not_closed_twice_and_what_is_open_not_opened(database: Database) -> None:
    made = shut(database)
    with pytest.raises(DanVanError, match="đã khóa từ"):
        shut(database)
    closing.reopen(database, made.closing_id, "Minh", now(), "Bổ sung")
    with pytest.raises(DanVanError, match="đã được mở sổ"):
        closing.reopen(database, made.closing_id, "Minh", now(), "Bổ sung")
    assert shut(database).closing_id == "KS00002"


def test_opening_needs_a_reason_and_both_a_name(database: Database) -> None:
    made = shut(database)
    with pytest.raises(DanVanError, match="lý do"):
        closing.reopen(database, made.closing_id, "Minh", now(), "  ")
    with pytest.raises(DanVanError, match="người thực hiện"):
        closing.reopen(database, made.closing_id, " ", now(), "x")
    with pytest.raises(DanVanError, match="“KS9”"):
        closing.reopen(database, "KS9", "Minh", now(), "x")


def test_the_history_is_only_added_to(database: Database, acts: list) -> None:
    at = datetime(2026, 3, 1, 9)
    made = closing.close(database, parse("2024"), "Lan", at, basis="Công văn 12")
    first = rows(database, "closing")
    closing.reopen(database, made.closing_id, "Minh", at, "Bổ sung", unit_id=HA_TINH)
    closing.close_again(database, made.closing_id, "Lan", at, unit_id=HA_TINH)
    closing.reopen(database, made.closing_id, "Minh", at, "Đính chính")
    assert rows(database, "closing")[:1] == first
    (known,) = closing.every(database)
    assert [(act.action, act.unit_id, act.reason, act.who) for act in known.acts] == [
        ("closed", "VN", "Công văn 12", "Lan"),
        ("opened", HA_TINH, "Bổ sung", "Minh"),
        ("closed", HA_TINH, "", "Lan"),
        ("opened", "VN", "Đính chính", "Minh"),
    ]
    assert [(act, subject) for act, subject, _ in acts] == [
        ("period_closed", "KS00001"), ("period_opened", "KS00001"), ("period_closed", "KS00001"),
        ("period_opened", "KS00001"),
    ]  # fmt: skip
    assert "riêng Tỉnh Hà Tĩnh" in acts[1][2]


@pytest.mark.parametrize("role", [VIEWER, UPLOADER])
def test_only_an_administrator_closes_and_opens(database: Database, acting: Callable, role: str) -> None:
    made = shut(database)
    acting(role)
    for act in (
        lambda: shut(database, "2023"),
        lambda: closing.reopen(database, made.closing_id, "Lan", now(), "x"),
        lambda: closing.close_again(database, made.closing_id, "Lan", now(), unit_id=HA_TINH),
    ):
        with pytest.raises(rights.Refused):
            act()
    assert len(rows(database, "closing")) == 1


# Whose figures


def test_a_provinces_closing_is_of_what_lies_in_it_and_what_it_came_from() -> None:
    today = units.find("08-2025").unit_id
    made = Closing("KS1", parse("2024"), today, date(2025, 2, 15), ())
    former = [step.predecessor.unit_id for step in units.predecessors(today)]
    assert all(made.covers(unit) for unit in (today, *former)) and not made.covers(HA_TINH)


def test_a_unit_for_which_a_closing_was_opened_reports_and_nobody_else(database: Database) -> None:
    made = shut(database)
    closing.reopen(database, made.closing_id, "Minh", now(), "Bổ sung", unit_id=HA_TINH)
    assert commit(database, report("DT01", HA_TINH, "2024", 52))
    with pytest.raises(PeriodClosed):
        commit(database, report("DT01", NGHE_AN, "2024", 61))
    closing.close_again(database, made.closing_id, "Lan", now(), unit_id=HA_TINH)
    with pytest.raises(PeriodClosed):
        commit(database, report("DT01", HA_TINH, "2024", 53))


def test_a_closing_of_one_province_leaves_the_others_open(database: Database) -> None:
    shut(database, unit_id=HA_TINH)
    assert commit(database, report("DT01", NGHE_AN, "2024", 61))
    with pytest.raises(PeriodClosed, match="Hà Tĩnh"):
        commit(database, report("DT01", HA_TINH, "2024", 52))


# Files


def test_rows_of_a_closed_period_are_refused_row_by_row_and_the_others_may_go_in(database: Database) -> None:
    shut(database, closed_from=date(2025, 2, 15))
    intake, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", "Tỉnh Hà Tĩnh,2025,53")
    (item,) = [item for item in intake.findings if item.code == "check_period_closed"]
    assert (item.severity, item.row, intake.status) == (STOP, 2, run.REJECTED)
    for told in ("Năm 2024", "15/02/2025", "Lan", "Hà Tĩnh"):
        assert told in item.message
    assert "quản trị" in item.remedy
    good, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", "Tỉnh Hà Tĩnh,2025,53", accept_good_rows=True)
    assert run.commit(database, good, data, "Hoa")
    assert [row[4].year for row in rows(database, "observation")] == [2025]


def test_rows_that_say_nothing_new_pass(database: Database, acting: Callable) -> None:
    first, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52")
    run.commit(database, first, data, "Hoa")
    shut(database)
    acting(UPLOADER)
    again, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", "Tỉnh Hà Tĩnh,2025,53")
    assert faults(again) == [] and again.status == run.PREVIEW
    assert run.commit(database, again, data, "Hoa")
    other, _ = prepared(database, "Tỉnh Hà Tĩnh,2024,54", "Tỉnh Hà Tĩnh,2025,53")
    assert faults(other) == ["check_period_closed"]


def test_an_administrator_goes_on_with_a_reason_that_is_kept(database: Database, acting: Callable, acts: list) -> None:
    shut(database)
    acting(ADMINISTRATOR)
    intake, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", closed_reason="Đính chính theo Công văn 9")
    assert (faults(intake), faults(intake, WARN)) == ([], ["check_period_closed_passed"])
    batch = run.commit(database, intake, data, "Trần Thị Lan")
    assert rows(database, "changed_after_closing") == [(batch, "KS00001", 1, "Đính chính theo Công văn 9")]
    (told,) = database.records("closing.changes")
    assert (told["batch_id"], told["figures"]) == (batch, 1)
    with database.cursor() as cursor:
        assert cursor.execute("select reason from batch").fetchall() == [("Đính chính theo Công văn 9",)]
    (change,) = [entry for entry in acts if entry[0] == "closed_changed"]
    assert change[1] == batch and "Năm 2024" in change[2] and "Đính chính theo Công văn 9" in change[2]


def test_a_reason_is_of_no_use_to_somebody_who_is_no_administrator(database: Database, acting: Callable) -> None:
    shut(database)
    acting(ADMINISTRATOR)
    intake, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", closed_reason="Đính chính")
    acting(UPLOADER)
    with pytest.raises(PeriodClosed):
        run.commit(database, intake, data, "Hoa")
    assert faults(prepared(database, "Tỉnh Hà Tĩnh,2024,52", closed_reason="Đính chính")[0]) == ["check_period_closed"]
    with pytest.raises(PeriodClosed):
        commit(database, report("DT01", HA_TINH, "2024", 52), leave=Leave("Đính chính"))
    assert rows(database, "observation") == rows(database, "changed_after_closing") == []


def test_that_somebody_tried_stands_in_the_journal(database: Database, acting: Callable, acts: list) -> None:
    shut(database)
    acting(UPLOADER)
    with pytest.raises(PeriodClosed):
        commit(database, report("DT01", HA_TINH, "2024", 52))
    (told,) = [entry for entry in acts if entry[0] == "refused"]
    assert told[1] == "Sửa kỳ đã khóa" and "Năm 2024" in told[2]


def test_a_period_closed_between_preview_and_commit_refuses_the_whole_file(database: Database) -> None:
    intake, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", "Tỉnh Hà Tĩnh,2023,50")
    shut(database)
    before = everything(database)
    with pytest.raises(PeriodClosed, match="Năm 2024"):
        run.commit(database, intake, data, "Hoa")
    assert everything(database) == before


def test_a_reason_for_one_period_is_none_for_another_closed_meanwhile(database: Database) -> None:
    shut(database, "2024")
    answers = {"closed_reason": "Đính chính 2024"}
    intake, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", "Tỉnh Hà Tĩnh,2023,50", **answers)
    shut(database, "2023")
    with pytest.raises(PeriodClosed, match="Năm 2023"):
        run.commit(database, intake, data, "Lan")
    intake, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", "Tỉnh Hà Tĩnh,2023,50", **answers)
    assert run.commit(database, intake, data, "Lan")
    assert [row[1:3] for row in rows(database, "changed_after_closing")] == [("KS00001", 1), ("KS00002", 1)]


def test_a_closing_is_another_version_of_the_data(database: Database) -> None:
    before = database.value("ingest.version")
    shut(database)
    assert database.value("ingest.version") != before


def test_the_reason_is_not_remembered_for_the_next_file_alike(database: Database) -> None:
    shut(database)
    intake, data = prepared(database, "Tỉnh Hà Tĩnh,2024,52", closed_reason="Đính chính")
    run.commit(database, intake, data, "Lan")
    assert faults(prepared(database, "Tỉnh Nghệ An,2024,61")[0]) == ["check_period_closed"]


# Undo


def test_an_undo_that_changes_a_closed_period_is_refused_and_done_with_a_reason(
    database: Database, acting: Callable
) -> None:
    commit(database, report("DT01", HA_TINH, "2023", 50))
    middle = commit(database, report("DT01", HA_TINH, "2024", 52), report("DT01", HA_TINH, "2025-Q1", 9))
    commit(database, report("DT01", HA_TINH, "2025", 60))
    shut(database)
    (touched,) = undo.closings(database, middle)
    assert (touched.closing.name, touched.figures) == ("Năm 2024", 1)
    before = everything(database)
    acting(UPLOADER)
    for leave in (Leave(), Leave("Gửi nhầm"), leave_of("Gửi nhầm")):
        with pytest.raises(PeriodClosed, match=r"Năm 2024.*1 số liệu"):
            undo.undo(database, middle, "Hoa", "Gửi nhầm", leave=leave)
    assert everything(database) == before
    acting(ADMINISTRATOR)
    with pytest.raises(PeriodClosed):
        undo.undo(database, middle, "Lan", "Gửi nhầm")
    back = undo.undo(database, middle, "Lan", leave=leave_of("Gửi nhầm kỳ", undo.closings(database, middle)))
    assert rows(database, "changed_after_closing") == [(back, "KS00001", 1, "Gửi nhầm kỳ")]
    with pytest.raises(PeriodClosed):
        undo.undo(database, back, "Lan", "Khôi phục")
    undo.undo(database, back, "Lan", leave=Leave("Khôi phục"))
    assert [row[3] for row in rows(database, "changed_after_closing")] == ["Gửi nhầm kỳ", "Khôi phục"]


def test_an_undo_of_what_stands_in_other_batches_too_changes_nothing_closed(
    database: Database, acting: Callable
) -> None:
    first = commit(database, report("DT01", HA_TINH, "2024", 52))
    again = commit(database, report("DT01", HA_TINH, "2024", 52), report("DT01", HA_TINH, "2025", 60))
    shut(database)
    acting(UPLOADER)
    assert undo.closings(database, again) == undo.closings(database, first) == ()
    assert undo.undo(database, again, "Hoa", "Gửi nhầm")
    with pytest.raises(PeriodClosed):
        undo.undo(database, first, "Hoa", "Gửi nhầm")


def test_looking_at_what_an_undo_touches_writes_nothing(database: Database) -> None:
    batch = commit(database, report("DT01", HA_TINH, "2024", 52))
    shut(database)
    before = everything(database)
    undo.closings(database, batch)
    assert everything(database) == before


# One figure


def entry(**typed: str) -> one.Entry:
    return one.Entry("DT01", HA_TINH, parse("2024"), **{"value": "52", "paper": PAPER, **typed})


def test_one_figure_of_a_closed_period_is_an_administrators_with_a_reason(database: Database, acting: Callable) -> None:
    open_ = one.prepare(database, entry())
    shut(database)
    with pytest.raises(PeriodClosed):
        one.commit(database, open_, "Lan")
    acting(UPLOADER)
    draft = one.prepare(database, entry(reason="Đính chính"))
    assert not draft.ready and "check_period_closed" in {item.code for item in draft.findings}
    with pytest.raises(PeriodClosed):
        one.commit(database, open_, "Hoa")
    acting(ADMINISTRATOR)
    assert not one.prepare(database, entry()).ready
    draft = one.prepare(database, entry(reason="Đính chính"))
    assert draft.ready
    batch = one.commit(database, draft, "Lan")
    assert rows(database, "changed_after_closing") == [(batch, "KS00001", 1, "Đính chính")]


def test_nothing_is_asked_of_the_data_while_nothing_is_closed(database: Database) -> None:
    with database.cursor() as cursor:
        from danvan.ingest import closed

        assert closed.by_incoming(cursor, now().date()) == ()
        made = cursor.execute("select table_name from duckdb_tables() where table_name like 'closed_%'").fetchall()
    assert made == []


def test_a_thousand_rows_are_told_and_how_many_more(database: Database) -> None:
    from danvan.ingest import check

    shut(database)
    sent = pd.DataFrame([report("DT01", unit.unit_id, "2024", 1) for unit in units.units("commune")[:1200]])
    sent = sent.assign(row=range(1, len(sent) + 1), column=3, sheet="")
    found = check.preview(database, sent)
    told = [item for item in found.findings if item.severity == STOP]
    assert len(told) == 1001 and "200" in told[-1].message
    assert found.closed[0].figures == 1200


def test_a_newer_edition_of_the_published_facts_comes_in_all_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danvan.ingest import published

    shut(database, "..2025-12-31")
    assert published.load_once(database)
    assert {row[3] for row in rows(database, "changed_after_closing")} == {published.NEWER}
    load.undo(database, "D00001", "kiểm thử", leave=Leave("dọn"))
