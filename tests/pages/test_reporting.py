"""The pages of who has reported and of what needs a second look, and the panel of what needs attention."""

import re
from datetime import date

import pytest

from danvan import numbers, workspace
from danvan.database import Database
from danvan.ingest.load import now
from danvan.reporting import due, status
from tests.pages.app import sound as run
from tests.pages.seen import markup, words

HERE = {"kg": "minh-hoa", "dv": "42-2008", "bc": "huyen", "lk": "quarter", "nam": "2025"}


pytestmark = pytest.mark.usefixtures("in_both")


def _asked(database: Database, **more: object) -> dict[str, int]:
    """State → number of reports of the districts of Hà Tĩnh in 2024 and 2025, by quarter."""
    spans = [span for span in status.periods("quarter", 2024, 2025) if span.start <= now().date()]
    rows = status.ask(
        database.ask,
        kind="quarter",
        level="district",
        spans=spans,
        rules=due.rules(database),
        today=now().date(),
        parent="42-2008",
        **more,
    )
    return rows["state"].value_counts().to_dict()


def _live() -> Database:
    from danvan.ui import cached

    return cached.database(workspace.ILLUSTRATIVE)


@pytest.mark.parametrize("page", ["upload/completeness", "upload/quality"])
@pytest.mark.parametrize("kg", ["chinh-thuc", "minh-hoa"])
def test_a_page_opens_in_both_workspaces(page: str, kg: str) -> None:
    titles = {"upload/completeness": "Tình hình báo cáo", "upload/quality": "Chất lượng số liệu"}
    assert f"<h1>{titles[page]}</h1>" in markup(run(page, kg=kg))


def test_before_the_first_due_day_the_page_says_which_period_will_be_the_first() -> None:
    seen = markup(run("upload/completeness", kg="chinh-thuc", lk="quarter"))
    assert "Chưa có báo cáo nào đến hạn kể từ ngày bắt đầu dùng hệ thống" in seen
    assert "/ 0 đơn vị" not in seen


def test_the_letters_of_the_table_are_the_states_of_the_reports() -> None:
    seen = markup(run("upload/completeness", **HERE))
    body = seen[seen.index("<tbody>") : seen.index("</tbody>")]
    found = {state: len(re.findall(f'class="s-{state}"', body)) for state in status.STATES}
    expected = _asked(_live(), together=True)
    # A unit to which no period applies has no row; every other report is one cell.
    for state in ("on_time", "late", "partial", "missing", "not_due", "unknown_day", "other_period"):
        assert found[state] == expected.get(state, 0), state
    assert found["on_time"] > 0 and found["late"] > 0


def test_the_reminder_lists_every_report_that_is_owed_by_a_unit_that_stands() -> None:
    app = run("upload/completeness", kg="minh-hoa", lk="year", nam="2025")
    said = words(app)
    rows = status.ask(
        _live().ask,
        kind="year",
        level="province",
        spans=status.periods("year", 2020, 2025),
        rules=due.rules(_live()),
        today=now().date(),
    )
    owed = status.owed(rows, now().date())
    assert f"{numbers.number(len(owed))} báo cáo quá hạn" in said
    assert "Tải danh sách nhắc (Excel)" in said


def test_published_facts_alone_make_nobody_late() -> None:
    seen = markup(run("upload/completeness", kg="chinh-thuc", lk="year", nam="2024"))
    body = seen[seen.index("<tbody>") : seen.index("</tbody>")]
    assert "s-not_entered" in body
    assert not [state for state in ("late", "on_time", "missing", "partial") if f"s-{state}" in body]


def test_an_unknown_topic_in_the_address_is_said() -> None:
    app = run("upload/completeness", **HERE, chude="khongco")
    assert any("chude=khongco" in warning.value for warning in app.warning)


def test_a_due_day_that_staff_set_is_kept_with_its_author_and_changes_the_states() -> None:
    before = _asked(_live(), together=True)
    app = run("upload/completeness", **HERE)
    app.selectbox(key="due_kind").select("quarter")
    app.number_input(key="due_day").set_value(1)
    app.text_input(key="due_since").set_value("1/1/2024")
    app.text_input(key="due_basis").set_value("Công văn số 5")
    app.text_input(key="due_person").set_value("Lan")
    app.button(key="due_save").click().run()
    assert [error.value for error in app.error] == []
    assert any("Đã đặt hạn nộp" in said.value for said in app.success)
    set_last = due.rules(_live())[-1]
    assert (set_last.day, set_last.set_by, set_last.basis) == (1, "Lan", "Công văn số 5")
    after = _asked(_live(), together=True)
    assert after.get("on_time", 0) < before["on_time"] and after["late"] > before["late"]
    assert "Công văn số 5" in words(app)


def test_a_due_day_without_a_basis_is_refused_and_says_why() -> None:
    before = len(due.rules(_live()))
    app = run("upload/completeness", **HERE)
    app.text_input(key="due_since").set_value("1/1/2027")
    app.text_input(key="due_basis").set_value("")
    app.button(key="due_save").click().run()
    assert any("căn cứ" in error.value for error in app.error)
    assert len(due.rules(_live())) == before


def test_each_line_of_quality_says_what_to_do() -> None:
    said = words(run("upload/quality", kg="minh-hoa", dv="42-2008"))
    assert "Nhập số còn thiếu" in said or "Sửa số này" in said
    assert "nhap-mot-so?" in said and "don-vi?" in said
    assert "Tải CSV" in said and "Tải Excel" in said


def test_the_buttons_of_quality_count_what_they_list() -> None:
    app = run("upload/quality", kg="minh-hoa", dv="42-2008", loai="khuyet")
    options = [str(option) for group in app.get("button_group") for option in group.proto.options]
    counts = [int(found) for option in options for found in re.findall(r"\((\d+)\)", option)]
    assert len(counts) == 6 and counts[0] == sum(counts[1:])
    assert len(re.findall("Nhập số còn thiếu", words(app))) == min(counts[-1], 1000)


def test_quality_without_a_line_is_an_empty_state() -> None:
    seen = markup(run("upload/quality", kg="chinh-thuc", dv="42-2008", loai="lech"))
    assert "Không có số liệu nào cần xem lại" in seen


def test_the_overview_tells_at_most_seven_things_each_with_a_link() -> None:
    seen = markup(run("", kg="minh-hoa", lk="year", ky="2024", dv="42-2008"))
    panel = seen[seen.index('<section class="attention"') : seen.index("</section>")]
    lines = re.findall(r"<li .*?</li>", panel)
    assert 1 <= len(lines) <= 7
    assert all("<a href=" in line and re.search(r"\d", line) for line in lines)


def test_the_overview_has_no_panel_where_nothing_is_known_of_the_period() -> None:
    assert 'class="attention"' not in markup(run("", kg="chinh-thuc", dv="42-2008", lk="year", ky="2016"))


def test_today_is_the_past_day_that_is_looked_at() -> None:
    seen = markup(run("upload/completeness", **HERE | {"ngay": "2025-03-10"}))
    assert "Q.I/2025" in seen and "Q.II/2025" not in seen
    assert date(2025, 3, 10) < now().date()
