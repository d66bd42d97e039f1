"""One figure typed by a person: read the Vietnamese way, compared with what documents say, a batch of one."""

from collections.abc import Iterator

import pytest

from danvan import workspace
from danvan.database import Database
from danvan.figures.ask import figure
from danvan.ingest import load, one
from danvan.ingest.choices import Paper
from danvan.ingest.one import Draft, Entry
from danvan.periods import Period, parse

REPORT = Paper(title="Báo cáo năm 2023", number="12-BC/TU", issuer="Tỉnh ủy", day="10/1/2024")
NEWS = Paper(title="Tin hội nghị", kind="press")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = workspace.open_workspace(workspace.OFFICIAL, tmp_path_factory.mktemp("du-lieu"))
    yield opened
    opened.close()


@pytest.fixture
def written(database: Database) -> Iterator[list[str]]:
    """Batches that a test writes; they are undone after it."""
    batches: list[str] = []
    yield batches
    for batch in reversed(batches):
        load.undo(database, batch, "kiểm thử")


def entry(period: str = "2023", **typed: object) -> Entry:
    """Dialogues of Hà Tĩnh as a clerk would type them."""
    return Entry("DT01", "42-2008", parse(period), **{"paper": REPORT, **typed})


def codes(draft: Draft) -> set[str]:
    """The findings of a draft."""
    return {item.code for item in draft.findings}


@pytest.mark.parametrize(
    ("typed", "value", "qualifier"),
    [
        ("1.234", 1234, ""),
        ("1.234,5", 1234.5, ""),
        ("12 345", 12345, ""),
        ("1.234.567", 1234567, ""),
        ("hơn 40", 40, "hon"),
        ("gần 1.900", 1900, "gan"),
        ("52 cuộc", 52, ""),
        ("0", 0, ""),
    ],
)
def test_a_number_is_read_the_vietnamese_way(typed: str, value: float, qualifier: str, database: Database) -> None:
    draft = one.prepare(database, entry(value=typed))
    assert (draft.row["value"], draft.row["qualifier"]) == (value, qualifier)
    assert draft.ready


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"value": "năm mươi"}, "one_unread"),
        ({"value": "12 xã"}, "one_other_unit"),
        ({"value": "-"}, "one_no_number"),
        ({"value": "1.23.4"}, "one_unread"),
        ({}, "one_no_number"),
        ({"value": "-5"}, "check_negative"),
        ({"value": "5", "state": "held_no_count"}, "one_number_beside_state"),
        ({"value": "5", "paper": Paper()}, "one_no_document"),
        ({"value": "5", "as_of": "31/2/2023"}, "one_bad_day"),
        ({"value": "5", "paper": Paper(title="A", day="2023")}, "one_bad_day"),
    ],
)
def test_what_cannot_be_right_is_told_and_not_written(typed: dict, code: str, database: Database) -> None:
    draft = one.prepare(database, entry(**typed))
    assert code in codes(draft)
    assert not draft.ready


def test_a_count_with_a_fraction_is_warned_of(database: Database) -> None:
    draft = one.prepare(database, entry(value="1,234"))
    assert "check_not_whole" in codes(draft)
    assert one.said("DT01", draft.row) == "1,234 cuộc"


@pytest.mark.parametrize(
    ("top", "below", "value", "code"),
    [
        ("356", "", "", "one_half_ratio"),
        ("356", "0", "", "one_no_whole"),
        ("390", "382", "", "one_over_whole"),
        ("356/382", "382", "", "one_two_numbers"),
    ],
)
def test_the_parts_of_a_ratio_are_checked(top: str, below: str, value: str, code: str, database: Database) -> None:
    typed = Entry("NT06", "42-2008", parse("2023"), value=value, numerator=top, denominator=below, paper=REPORT)
    assert code in codes(one.prepare(database, typed))


def test_a_fraction_typed_as_the_value_gives_both_parts(database: Database) -> None:
    draft = one.prepare(database, Entry("NT06", "42-2008", parse("2023"), value="356/382", paper=REPORT))
    assert (draft.row["numerator"], draft.row["denominator"]) == (356, 382)
    assert one.said("NT06", draft.row) == "93,2% (356/382)"


def test_a_figure_is_written_with_its_document_and_shown(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="52", place="mục II")), "Lan"))
    found = figure(database, "DT01", "42-2008", "2023")
    assert (found.value, found.basis) == (52, "reported")
    assert (found.sources[0]["title"], found.sources[0]["place"]) == ("Báo cáo năm 2023", "mục II")
    assert found.sources[0]["date"] == "2024-01-10"


def test_saying_the_same_again_writes_nothing(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="52")), "Lan"))
    again = one.prepare(database, entry(value="52"))
    assert "one_nothing_new" in codes(again) and not again.ready
    assert one.commit(database, again, "Lan") is None


def test_a_correction_asks_for_its_reason_and_then_replaces(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="25")), "Lan"))
    assert codes(one.prepare(database, entry(value="52"))) == {"one_no_reason"}
    draft = one.prepare(database, entry(value="52", reason="Báo cáo ghi 52"))
    assert draft.corrects and one.said("DT01", draft.former) == "25 cuộc"
    written.append(one.commit(database, draft, "Lan"))
    assert figure(database, "DT01", "42-2008", "2023").value == 52


def test_undoing_the_correction_brings_the_former_figure_back(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="25")), "Lan"))
    corrected = one.commit(database, one.prepare(database, entry(value="52", reason="nhầm")), "Lan")
    load.undo(database, corrected, "Lan")
    assert figure(database, "DT01", "42-2008", "2023").value == 25


def test_a_correction_with_an_earlier_closing_day_says_that_it_will_not_show(
    database: Database, written: list[str]
) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="25", as_of="31/12/2023")), "Lan"))
    draft = one.prepare(database, entry(value="52", reason="nhầm"))
    assert "one_not_shown" in codes(draft)
    assert one.said("DT01", draft.shown) == "25 cuộc"
    assert "31/12/2023" in next(item.message for item in draft.findings if item.code == "one_not_shown")


def test_of_two_documents_the_official_one_is_shown_and_the_reason_told(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="60", paper=NEWS)), "Lan"))
    draft = one.prepare(database, entry(value="52"))
    told = next(item for item in draft.findings if item.code == "one_documents_differ")
    assert "Tin hội nghị" in told.message and "60 cuộc" in told.message
    assert "số hiển thị: 52 cuộc, vì báo cáo chính thức" in told.message
    written.append(one.commit(database, draft, "Lan"))
    assert figure(database, "DT01", "42-2008", "2023").value == 52


def test_a_news_item_beside_a_report_is_kept_but_not_shown(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="52")), "Lan"))
    draft = one.prepare(database, entry(value="60", paper=NEWS))
    assert draft.row["shown"] == "other" and one.said("DT01", draft.shown) == "52 cuộc"
    written.append(one.commit(database, draft, "Lan"))
    assert figure(database, "DT01", "42-2008", "2023").value == 52
    assert len(one.reports_of(database, draft.entry)) == 2


def test_what_the_preview_says_will_be_shown_is_shown(database: Database, written: list[str]) -> None:
    """Every pair of document kinds and closing days, before and after."""
    for paper in (REPORT, NEWS):
        for as_of in ("", "31/12/2023", "15/1/2024"):
            draft = one.prepare(database, entry(value=str(100 + len(written)), paper=paper, as_of=as_of, reason="thử"))
            written.append(one.commit(database, draft, "Lan"))
            assert figure(database, "DT01", "42-2008", "2023").value == draft.shown["value"]


def test_two_documents_that_agree_are_both_sources(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="52", paper=NEWS)), "Lan"))
    assert "one_agrees" in codes(one.prepare(database, entry(value="52")))


def test_a_forecast_never_takes_the_place_of_an_actual_figure(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="52", paper=NEWS)), "Lan"))
    draft = one.prepare(database, entry(value="70", state="expected"))
    assert one.said("DT01", draft.row) == "dự kiến 70 cuộc"
    assert one.said("DT01", draft.shown) == "52 cuộc"


def test_held_without_a_count_is_a_state_and_no_zero(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(state="held_no_count")), "Lan"))
    found = figure(database, "DT01", "42-2008", "2023")
    assert (found.value, found.state) == (None, "held_no_count")


def test_a_district_after_its_end_is_refused(database: Database) -> None:
    typed = Entry("DT01", "016-2008", parse("2025-08"), value="3", paper=REPORT)
    assert not one.prepare(database, typed).ready


def test_a_document_known_already_keeps_what_is_known_of_it(database: Database, written: list[str]) -> None:
    def known(column: str) -> str:
        return database.ask("ingest.documents").set_index("source").loc["ha-noi-2020", column]

    before = known("publisher")
    typed = Entry("DT01", "01-2008", parse("2019"), value="3", source="ha-noi-2020")
    written.append(one.commit(database, one.prepare(database, typed), "Lan"))
    assert known("publisher") == before != ""


def test_a_batch_of_one_is_named_after_the_figure(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="52", reason="bổ sung")), "Lan"))
    batch = database.ask("ingest.batches").iloc[0]
    assert batch["title"] == "Số cuộc đối thoại – Tỉnh Hà Tĩnh – Năm 2023"
    assert (batch["kind"], batch["created_by"], batch["reason"], batch["row_count"]) == ("edit", "Lan", "bổ sung", 1)


def test_a_day_and_an_interval_are_kept_as_such(database: Database, written: list[str]) -> None:
    for span in (parse("2020-07-15"), parse("2010-02-25..2020-07-15")):
        typed = Entry("DT02", "42-2008", span, value="7", paper=REPORT)
        written.append(one.commit(database, one.prepare(database, typed), "Lan"))
        found = figure(database, "DT02", "42-2008", span)
        assert (found.value, found.period) == (7, Period(span.start, span.end))


def standing(database: Database) -> dict[tuple, tuple]:
    """Every figure with its number, words and basis."""
    with database.cursor() as cursor:
        rows = cursor.execute(
            "select indicator, unit_id, breakdown, period_start, period_end, value, qualifier, state, basis from figure"
        ).fetchall()
    return {row[:5]: row[5:] for row in rows}


@pytest.mark.parametrize(
    "typed",
    [
        Entry("DT02", "42-2008", parse("2023"), breakdown="cap=xa", value="700", paper=REPORT),
        Entry("DT01", "436-2008", parse("2023-H1"), value="hơn 9", paper=NEWS),
        Entry("DT01", "08-2008", parse("2024"), value="12", paper=REPORT),
    ],
    ids=["a part of a total", "half a year of a district", "a predecessor"],
)
def test_the_other_figures_foretold_to_move_are_those_that_move(
    typed: Entry, database: Database, written: list[str]
) -> None:
    draft = one.prepare(database, typed)
    before = standing(database)
    foretold, every = one.moved(database, draft, most=500)
    assert standing(database) == before
    written.append(one.commit(database, draft, "Lan"))
    after = standing(database)
    own = (typed.indicator, typed.unit_id, typed.breakdown, typed.period.start, typed.period.end)
    moved = {key for key in {*before, *after} - {own} if before.get(key) != after.get(key)}
    told = {
        (row["indicator"], row["unit_id"], row["breakdown"], row["period_start"].date(), row["period_end"].date()): row
        for row in foretold.to_dict("records")
    }
    assert moved and set(told) == moved and every == len(moved)
    for key, row in told.items():
        later = after.get(key, (None,))[0]
        assert row["after_value"] == pytest.approx(later, nan_ok=True) if later is not None else True


def test_the_rate_that_rests_on_a_figure_is_foretold_to_move(database: Database, written: list[str]) -> None:
    communes = Entry("NT01", "42-2008", parse("2022"), value="180", paper=REPORT)
    written.append(one.commit(database, one.prepare(database, communes), "Lan"))
    typed = Entry("NT02", "42-2008", parse("2022"), value="171", paper=REPORT)
    told, _ = one.moved(database, one.prepare(database, typed), most=50)
    rate = told[(told["indicator"] == "NT06") & (told["unit_id"] == "42-2008")]
    assert rate["after_value"].tolist() == [pytest.approx(95)] and rate["value"].isna().all()


def test_what_changes_nothing_moves_nothing(database: Database, written: list[str]) -> None:
    written.append(one.commit(database, one.prepare(database, entry(value="52")), "Lan"))
    again = one.prepare(database, entry(value="52"))
    assert one.moved(database, again, most=10)[1] == 0


def test_only_so_many_moved_figures_are_told_but_all_are_counted(database: Database) -> None:
    draft = one.prepare(database, Entry("DT02", "42-2008", parse("2023"), breakdown="cap=xa", value="7", paper=REPORT))
    all_of_them, every = one.moved(database, draft, most=500)
    few, count = one.moved(database, draft, most=1)
    assert len(all_of_them) == every == count and len(few) == 1
