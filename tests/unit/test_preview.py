"""The preview of an import: what each row would change, what is to be said of it, and that nothing is written."""

from datetime import date

import pandas as pd
import pytest

from danvan.database import Database
from danvan.ingest import check, load
from danvan.ingest.findings import MOST_OF_A_KIND, Finding
from tests.unit.ready_workspace import commit, everything, report, sheet

TODAY = date(2026, 11, 21)


def preview(database: Database, *rows: dict, **more: object) -> check.Preview:
    return check.preview(database, sheet(*rows), file="bao-cao.xlsx", today=TODAY, **more)


def named(found: check.Preview, code: str) -> list[Finding]:
    return [item for item in found.findings if item.code == f"check_{code}"]


def test_rows_are_new_changed_unchanged_or_contradicted(database: Database) -> None:
    commit(database, report("QC05", "04-2008", "2024", 10), report("QC05", "11-2008", "2024", 20))
    commit(database, report("QC05", "12-2008", "2024", 30, source="bao-chi"))
    found = preview(
        database,
        report("QC05", "04-2008", "2024", 10),
        report("QC05", "11-2008", "2024", 25),
        report("QC05", "12-2008", "2024", 35),
        report("QC05", "14-2008", "2024", 40),
    )
    assert found.rows["status"].tolist() == ["unchanged", "changed", "conflict", "new"]
    assert found.rows["old_value"].tolist()[:2] == [10, 20]
    assert found.rows.loc[2, ["other_value", "other_source"]].tolist() == [30, "bao-chi"]
    assert found.counts == {"new": 1, "changed": 1, "unchanged": 1, "conflict": 1, "duplicate": 0, "rejected": 0}
    assert found.by_indicator.loc[0, ["indicator", "new", "changed"]].tolist() == ["QC05", 1, 1]
    assert found.by_unit.set_index("unit_id").loc["14-2008", "new"] == 1


def test_the_preview_writes_nothing(database: Database) -> None:
    commit(database, report("NT01", "04-2008", "2024", 10))
    before = everything(database)
    preview(database, report("NT02", "04-2008", "2024", 20), report("NT01", "04-2008", "2024", 15))
    assert everything(database) == before


def test_the_number_of_a_new_official_document_is_shown_before_that_of_the_press(database: Database) -> None:
    load.put_sources(database, pd.DataFrame({"source": ["bao-chi"], "kind": ["press"]}))
    commit(database, report("QC05", "04-2008", "2024", 1, source="bao-chi", as_of=date(2025, 6, 1)))
    row = report("QC05", "04-2008", "2024", 2, source="moi")
    official = pd.DataFrame({"source": ["moi"], "kind": ["official_report"]})
    assert preview(database, row, sources=official).rows["shown"].tolist() == ["incoming"]
    assert preview(database, row, sources=official.assign(kind="press")).rows["shown"].tolist() == ["other"]


def test_a_cell_stated_twice_alike_is_taken_once(database: Database) -> None:
    found = preview(database, report("QC05", "04-2008", "2024", 1), report("QC05", "04-2008", "2024", 1))
    assert found.rows["status"].tolist() == ["new", "duplicate"]
    assert len(found.accepted) == 1
    (told,) = named(found, "repeated_same")
    assert (told.severity, told.row) == ("info", 3)
    assert "dòng 2" in told.message


def test_a_cell_stated_twice_differently_is_taken_from_neither_row(database: Database) -> None:
    found = preview(
        database,
        report("QC05", "04-2008", "2024", 1),
        report("QC05", "04-2008", "2024", 2),
        report("QC05", "11-2008", "2024", 3),
    )
    assert found.rows["status"].tolist() == ["rejected", "rejected", "new"]
    told = named(found, "repeated_different")
    assert [(item.severity, item.row) for item in told] == [("stop", 2), ("stop", 3)]
    assert "dòng 3" in told[0].message and "dòng 2" in told[1].message


def test_two_documents_of_one_file_may_differ_on_a_cell(database: Database) -> None:
    found = preview(
        database, report("QC05", "04-2008", "2024", 1, source="a"), report("QC05", "04-2008", "2024", 2, source="b")
    )
    assert found.rows["status"].tolist() == ["new", "new"]


@pytest.mark.parametrize(
    ("row", "code", "severity"),
    [
        (report("QC05", "04-2008", "2024", -1), "negative", "stop"),
        (report("QC05", "04-2008", "2024", 1.5), "not_whole", "warn"),
        (report("NT06", "04-2008", "2024", 120), "percent_out_of_range", "warn"),
        (report("QC05", "436-2008", "2025-Q3", 1), "district_ended", "stop"),
        (report("DT02", "42-2008", "2026", 1, breakdown="cap=huyen"), "part_ended", "stop"),
        (report("DT02", "42-2008", "2024", 1, breakdown="cap=thon"), "unknown_breakdown", "stop"),
        (report("XX01", "42-2008", "2024", 1), "unknown_indicator", "stop"),
        (report("QC05", "08-2025", "2024", 1), "unit_restated", "warn"),
        (report("QC05", "02-2008", "2026-Q1", 1), "unit_ended_restated", "warn"),
        (report("NT01", "00691-2025", "2026-01-31", 1), "level_not_listed", "warn"),
        (report("QC05", "42-2008", "2027", 1), "future", "warn"),
        (report("QC05", "42-2008", "2024", 1e17), "too_large", "stop"),
        (report("QC05", "42-2008", "2024", None), "no_value", "stop"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_each_fault_of_a_row_is_told_with_its_place_and_cell(
    database: Database, row: dict, code: str, severity: str
) -> None:
    found = preview(database, report("QC05", "04-2008", "2023", 1), row)
    (told,) = named(found, code)
    assert told.severity == severity
    assert (told.file, told.sheet, told.row, told.column) == ("bao-cao.xlsx", "Biểu 1", 3, "D")
    assert told.value == f"“{row['value']}”" and told.message and told.remedy
    assert found.rows["status"].tolist() == ["new", "rejected" if severity == "stop" else "new"]


def test_a_plan_for_a_coming_year_is_no_fault(database: Database) -> None:
    found = preview(database, report("QC05", "42-2008", "2027", 1, state="expected"))
    assert found.findings == () and found.counts["new"] == 1


def test_a_state_without_a_number_is_no_fault(database: Database) -> None:
    found = preview(database, report("KN07", "42-2008", "2024", None, state="held_no_count"))
    assert found.findings == () and found.counts["new"] == 1


def test_a_part_above_its_whole_is_told_whether_the_whole_is_in_the_file_or_stands_already(database: Database) -> None:
    commit(database, report("NT01", "04-2008", "2024", 100))
    found = preview(
        database,
        report("NT02", "04-2008", "2024", 120),
        report("NT02", "11-2008", "2024", 30),
        report("NT01", "11-2008", "2024", 20),
    )
    told = named(found, "part_exceeds_whole")
    assert [(item.severity, item.row, item.column) for item in told] == [("warn", 2, "D"), ("warn", 3, "D")]
    assert "Xã đạt chuẩn NTM (120) lớn hơn Tổng số xã (100)" in told[0].message
    assert told[0].expected == "không quá 100"
    assert found.counts["rejected"] == 0


def test_a_fault_between_figures_that_stand_is_not_told_of_rows_beside_it(database: Database) -> None:
    commit(database, report("NT01", "04-2008", "2024", 100), report("NT02", "04-2008", "2024", 120))
    found = preview(database, report("NT03", "04-2008", "2024", 5))
    assert not named(found, "part_exceeds_whole")


def test_a_fault_that_stands_already_is_told_as_information(database: Database) -> None:
    commit(database, report("NT01", "04-2008", "2024", 100), report("NT02", "04-2008", "2024", 120))
    found = preview(database, report("NT02", "04-2008", "2024", 120, source="khac"))
    assert [item.severity for item in named(found, "part_exceeds_whole")] == ["info"]


def test_a_correction_of_a_fault_is_no_fault(database: Database) -> None:
    commit(database, report("NT01", "04-2008", "2024", 100), report("NT02", "04-2008", "2024", 120))
    found = preview(database, report("NT02", "04-2008", "2024", 90))
    assert found.findings == ()


def test_a_number_that_will_not_be_shown_makes_no_fault(database: Database) -> None:
    commit(
        database,
        report("NT01", "04-2008", "2024", 100),
        report("NT02", "04-2008", "2024", 90, as_of=date(2025, 3, 1), source="sau"),
    )
    found = preview(database, report("NT02", "04-2008", "2024", 120, as_of=date(2025, 1, 1)))
    assert found.rows["shown"].tolist() == ["other"]
    assert not named(found, "part_exceeds_whole")


def test_what_is_computed_from_the_file_itself_raises_no_false_alarm(database: Database) -> None:
    """The quarter that stands is the sum of months that the file corrects: it is not held against the file."""
    months = [report("YK01", "04-2008", f"2024-{number:02d}", 1) for number in (1, 2, 3)]
    commit(database, *months, report("YK06", "04-2008", "2024-Q1", 0))
    corrected = [report("YK01", "04-2008", f"2024-{number:02d}", 50) for number in (1, 2, 3)]
    found = preview(database, *corrected, report("YK03", "04-2008", "2024-Q1", 100))
    assert not named(found, "settled_exceeds_received")


def test_a_jump_against_the_units_own_history_is_told(database: Database) -> None:
    commit(database, *(report("QC05", "04-2008", str(year), 100 + year - 2020) for year in (2020, 2021, 2022, 2023)))
    found = preview(database, report("QC05", "04-2008", "2024", 1030), report("QC05", "11-2008", "2024", 1030))
    (told,) = named(found, "jump")
    assert told.row == 2 and "mức thường thấy" in told.message


def test_a_stated_total_unlike_its_parts_is_told(database: Database) -> None:
    found = preview(
        database,
        report("DT02", "04-2008", "2024", 7),
        *(report("DT02", "04-2008", "2024", 2, breakdown=f"cap={level}") for level in ("tinh", "huyen", "xa")),
    )
    (told,) = named(found, "stated_total")
    assert (told.severity, told.row) == ("warn", 2)
    assert "ghi 7, nhưng cộng các phần được 6" in told.message


def test_a_total_unlike_the_sum_that_stands_is_told(database: Database) -> None:
    commit(database, *(report("DT02", "04-2008", f"2024-{number:02d}", 2) for number in (1, 2, 3)))
    found = preview(database, report("DT02", "04-2008", "2024-Q1", 7))
    assert "cộng các kỳ con được 6" in named(found, "stated_total")[0].message


def test_a_share_unlike_its_parts_is_told(database: Database) -> None:
    found = preview(database, report("NT06", "04-2008", "2024", 39.2, numerator=356, denominator=382))
    assert named(found, "ratio_off_its_parts")[0].severity == "warn"


def test_the_first_thousand_faults_of_a_kind_are_told_and_the_rest_counted(database: Database) -> None:
    rows = [report("QC05", f"{number:05d}-0000", "2024", 1) for number in range(MOST_OF_A_KIND + 5)]
    found = preview(database, *rows)
    assert len(named(found, "unknown_unit")) == MOST_OF_A_KIND
    assert [item.message for item in found.findings if item.code == "import_more"][0].startswith("Còn 5 dòng")
    assert found.counts["rejected"] == MOST_OF_A_KIND + 5


def test_names_from_a_file_are_plain_text_in_messages(database: Database) -> None:
    row = sheet(report("QC05", "{0}<b>", "2024", 1)).assign(raw="<script>{file}</script>")
    told = check.preview(database, row, file="x.csv", today=TODAY).findings[0]
    assert told.value == "<script>{file}</script>" and "{file}" in told.message


def test_a_single_row_without_a_file_can_be_previewed(database: Database) -> None:
    found = check.preview(database, pd.DataFrame([report("QC05", "04-2008", "2024", -1)]), today=TODAY)
    (told,) = found.findings
    assert (told.row, told.column, told.value) == (None, None, "-1")
