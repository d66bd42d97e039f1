"""The steps of an import under Streamlit's own test runner: the address, the answers kept, the way back and on."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from danvan import rights, workspace
from danvan.ingest import originals, run
from danvan.ingest.choices import Choices, ColumnChoice, Paper
from danvan.ui import cached
from danvan.ui.upload import links, state, steps, together
from danvan.ui.upload.state import CHECK, COLUMNS, LOAD, READ, Work
from tests import messy
from tests.pages import seen

ROOT = Path(__file__).resolve().parents[2]
PAGE = "pages/upload/import_file.py"
NAMES = {"Hà Lội": "01-2008", "Nghệ Annn": "40-2008"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    directory = tmp_path_factory.mktemp("du-lieu")
    workspace.open_workspace(workspace.OFFICIAL, directory).close()
    st.cache_resource.clear()
    yield directory
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def _empty_inbox(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANVAN_DATA", str(data))
    for digest, _ in originals.waiting(data):
        originals.discard(data, digest)


def opened(**parameters: str) -> AppTest:
    """The page at an address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90).run()
    app.switch_page(PAGE)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def waits(data: Path, content: bytes, name: str = "bieu.xlsx", **answers: Choices) -> str:
    """A file that waits, with answers about its sheets ('' is given as `whole`)."""
    digest = originals.put_aside(data, name, content)
    originals.decide(data, digest, {"" if sheet == "whole" else sheet: given for sheet, given in answers.items()})
    return digest


def work_on(data: Path, digest: str) -> Work:
    """The file with its answers as they are kept."""
    return Work(digest, *originals.draft(data, digest))


def param(app: AppTest, name: str) -> str:
    """What the address says."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def told(app: AppTest) -> str:
    """All notices of the page."""
    notices = [*app.error, *app.warning, *app.info, *app.success]
    return "\n".join(str(notice.value) for notice in notices)


def answered(figure_column: str = "DT01") -> Choices:
    """Every answer that the messy workbook asks for."""
    columns = {2: ColumnChoice("measure", indicator=figure_column), 3: ColumnChoice("ignore")}
    return Choices(columns=columns, units=NAMES, decimal=",")


def test_the_page_opens_with_the_drop_zone_and_no_error() -> None:
    app = opened()
    assert not app.exception
    assert told(app) == ""
    assert app.button(key="template_open").label == "Tải mẫu về điền"


def test_a_file_that_waits_is_listed_with_its_state_and_opens(data: Path) -> None:
    digest = waits(data, messy.workbook())
    app = opened()
    listed = [words.value for words in app.markdown if "bieu" in words.value]
    assert len(listed) == 1 and "điểm cần chọn" in listed[0]
    app.button(key=f"open_{digest[:12]}").click().run()
    assert param(app, "tep") == digest and param(app, "buoc") == READ
    assert told(app) == ""


@pytest.mark.parametrize("step", [READ, COLUMNS, CHECK, LOAD])
def test_the_address_names_the_step_and_no_step_fails(data: Path, step: str) -> None:
    app = opened(tep=waits(data, messy.workbook()), buoc=step)
    assert not app.exception
    assert [error.value for error in app.error] == []
    assert any(button.key == f"step_now_{step}" for button in app.button)


def test_an_unknown_step_in_the_address_is_the_first_one(data: Path) -> None:
    app = opened(tep=waits(data, messy.workbook()), buoc="gi-do")
    assert any(button.key == "template_open" for button in app.button)


def test_a_file_that_does_not_wait_is_said_and_another_can_be_chosen() -> None:
    app = opened(tep="0" * 64, buoc=CHECK)
    assert "không còn chờ nhập" in told(app)
    assert any(button.key == "template_open" for button in app.button)


def test_a_changed_answer_is_kept_on_disk_and_found_after_a_reload(data: Path) -> None:
    digest = waits(data, messy.workbook())
    app = opened(tep=digest, buoc=READ)
    key = work_on(data, digest).key("geography", "Biểu 01")
    app.selectbox(key=key).select("34").run()
    assert originals.draft(data, digest)[2]["Biểu 01"].geography == "34"
    again = opened(tep=digest, buoc=READ)
    assert again.selectbox(key=key).value == "34"


def test_going_back_and_on_again_loses_no_answer(data: Path) -> None:
    digest = waits(data, messy.workbook(), whole=Choices(units=NAMES))
    app = opened(tep=digest, buoc=CHECK)
    app.button(key="back").click().run()
    assert param(app, "buoc") == COLUMNS
    app.button(key="back").click().run()
    assert param(app, "buoc") == READ
    app.button(key="onward_go").click().run()
    assert originals.draft(data, digest)[2][""].units == NAMES


def test_a_question_about_a_figure_that_reads_both_ways_is_answered_with_one_click(data: Path) -> None:
    digest = waits(data, messy.workbook())
    app = opened(tep=digest, buoc=READ)
    radio = app.radio(key=work_on(data, digest).key("asked_decimal", "Biểu 01"))
    assert radio.options == ["số nguyên 1234", "số có phần lẻ 1,234"]
    radio.set_value(",").run()
    assert originals.draft(data, digest)[2]["Biểu 01"].decimal == ","
    assert not work_on(data, digest).open_questions(READ)


def test_steps_at_which_nothing_is_left_to_decide_are_passed_over(data: Path) -> None:
    whole = work_on(data, waits(data, messy.clean(), "sach.csv"))
    assert steps.next_step(whole, READ) == LOAD
    messy_one = work_on(data, waits(data, messy.workbook()))
    assert steps.next_step(messy_one, READ) == COLUMNS
    assert steps.next_step(messy_one, COLUMNS) == CHECK


def test_what_is_answered_about_the_whole_file_holds_for_every_sheet(data: Path) -> None:
    digest = waits(data, messy.workbook(), whole=Choices(), **{"Biểu 01": Choices(period="2024")})
    state.answer(work_on(data, digest), units=NAMES, accept_good_rows=True)
    kept = originals.draft(data, digest)[2]
    assert kept[""].units == kept["Biểu 01"].units == NAMES
    assert kept[""].accept_good_rows and kept["Biểu 01"].accept_good_rows
    state.answer(work_on(data, digest), ("Biểu 01",), geography="63")
    kept = originals.draft(data, digest)[2]
    assert (kept["Biểu 01"].geography, kept["Biểu 01"].period, kept[""].geography) == ("63", "2024", "")


def test_a_file_with_open_questions_cannot_be_brought_in_and_says_where_to_answer(data: Path) -> None:
    app = opened(tep=waits(data, messy.workbook()), buoc=LOAD)
    assert "Chưa nhập được" in told(app)
    assert app.button(key="onward_go").label.startswith("Cách đọc: còn 1")
    app.button(key=f"go_{CHECK}").click().run()
    assert param(app, "buoc") == CHECK


def test_nothing_is_written_without_the_name_of_a_person(data: Path) -> None:
    digest = waits(data, messy.clean(2019), "sach.csv")
    app = opened(tep=digest, buoc=LOAD)
    app.button(key="onward_go").click().run()
    assert "Ghi tên người nhập" in seen.markup(app)
    assert originals.draft(data, digest)


def test_a_file_is_brought_in_once_and_told_where_it_shows(data: Path) -> None:
    digest = waits(data, messy.workbook(), whole=answered())
    app = opened(tep=digest, buoc=LOAD)
    app.text_input(key="upload_who").set_value("Trần Thị Lan").run()
    assert app.button(key="onward_go").label == "Nhập 4 số liệu"
    app.button(key="onward_go").click().run()
    assert param(app, "buoc") == "xong"
    assert "Đã nhập 4 số liệu" in told(app)
    assert originals.draft(data, digest) is None
    again = opened(tep=digest, buoc=LOAD)
    assert "đã được nhập" in told(again)
    again.button(key="take_again").click().run()
    assert originals.draft(data, digest)[1] == messy.workbook()


def test_a_day_that_is_none_is_said_and_not_kept(data: Path) -> None:
    digest = waits(data, messy.clean(2018), "sach.csv")
    app = opened(tep=digest, buoc=LOAD)
    key = work_on(data, digest).key("paper_day")
    app.text_input(key=key).set_value("31/2/2024").run()
    assert originals.draft(data, digest)[2].get("", Choices()).paper.day == ""
    assert app.text_input(key=key).value == "31/2/2024"
    app.text_input(key=key).set_value("28/2/2024").run()
    assert originals.draft(data, digest)[2][""].paper.day == "2024-02-28"
    assert originals.draft(data, digest)[2][""].paper.title


def test_links_lead_only_to_indicators_that_the_page_offers() -> None:
    for page, codes in links.SHOWN_ON.items():
        source = ast.parse((ROOT / f"pages/browse/{page}.py").read_text("utf-8"))
        lists = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in source.body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.List)
            and node.targets[0].id.isupper()
            and all(isinstance(item, ast.Constant) for item in node.value.elts)
        }
        offered = lists.get("CHOICES") or lists["ON_THE_MAP"]
        assert set(codes) <= set(offered), page


def test_the_next_file_of_the_same_kind_asks_nothing_again(data: Path) -> None:
    first = work_on(data, waits(data, messy.workbook("1.111"), whole=answered("DT11")))
    database = cached.database(workspace.OFFICIAL)
    assert run.commit(database, first.intake, first.data, "Trần Thị Lan")
    again = work_on(data, waits(data, messy.workbook("1.500"), "lan-2.xlsx"))
    assert again.answers == {} and again.intake.questions == []
    assert again.intake.preview.counts["changed"] == 1 and again.intake.preview.counts["unchanged"] == 3
    assert not any(again.open_questions(step) for step in (READ, COLUMNS, CHECK))


def test_the_place_in_the_document_goes_with_every_figure(data: Path) -> None:
    digest = waits(data, messy.clean(2017), "sach.csv", whole=Choices(paper=Paper(title="Báo cáo", place="Phụ lục 2")))
    assert set(work_on(data, digest).intake.rows["place"]) == {"Phụ lục 2"}


def test_files_that_are_ready_are_brought_in_together_each_as_a_batch_of_its_own(data: Path) -> None:
    ready = [waits(data, messy.clean(year), f"huyen-{year}.csv") for year in (2017, 2018)]
    doubtful = "Tỉnh,Số cuộc đối thoại năm 2019\nTỉnh Hà Tĩnhh,5\nTỉnh Nghệ An,6".encode()
    asking = waits(data, doubtful, "con-hoi.csv")
    app = opened()
    app.button(key="together").click().run()
    assert not app.exception
    assert app.button(key="together_yes").label == "Nhập 2 tệp"
    assert "huyen-2017.csv" in seen.words(app)
    job = together.Job([work_on(data, digest) for digest in ready])
    together._run(job, cached.database(workspace.OFFICIAL), "Lan", rights.on_the_command_line())
    assert [file for _, file, _ in job.written] == ["huyen-2017.csv", "huyen-2018.csv"] and job.left == []
    assert [digest for digest, _ in originals.waiting(data)] == [asking]
    found = cached.database(workspace.OFFICIAL).ask("ingest.batches")
    assert {"huyen-2017.csv", "huyen-2018.csv"} <= set(found["file_name"])
    assert not {originals.draft(data, digest) for digest in ready} - {None}


def test_a_file_that_the_one_before_has_made_doubtful_stays_behind(data: Path) -> None:
    first, second = (run.prepare(cached.database(workspace.OFFICIAL), "x.csv", messy.clean(2016, n)) for n in (1, 2))
    assert first.status == second.status == run.PREVIEW
    digests = [waits(data, messy.clean(2016, 1), "a.csv"), waits(data, b"\x00", "b.csv")]
    job = together.Job([work_on(data, digest) for digest in digests])
    together._run(job, cached.database(workspace.OFFICIAL), "Lan", rights.on_the_command_line())
    assert [file for _, file, _ in job.written] == ["a.csv"]
    assert len(job.left) == 1 and job.left[0].startswith("b.csv: chưa nhập được")
    assert originals.draft(data, digests[1]) is not None


def test_one_file_that_is_ready_has_no_button_for_all(data: Path) -> None:
    waits(data, messy.clean(2015))
    assert not [button for button in opened().button if button.key == "together"]


def test_a_line_of_totals_is_kept_when_the_user_says_so_and_whose_it_is_is_asked(data: Path) -> None:
    digest = waits(data, messy.workbook(), whole=answered())
    app = opened(tep=digest, buoc=CHECK)
    app.radio(key=work_on(data, digest).key("totals")).set_value("keep").run()
    assert originals.draft(data, digest)[2][""].totals == "keep"
    assert "Đơn vị gửi tệp" in told(app)
    app.button(key="totals_go").click().run()
    assert param(app, "buoc") == READ


def test_a_line_of_the_whole_country_that_is_kept_becomes_its_figure(data: Path) -> None:
    sent = "Tỉnh,Số cuộc đối thoại năm 2014\nCả nước,27\nTỉnh Hà Tĩnh,12\nTỉnh Nghệ An,15".encode()
    digest = waits(data, sent, "tong.csv")
    app = opened(tep=digest, buoc=CHECK)
    assert len(run.good(work_on(data, digest).intake)) == 2
    app.radio(key=work_on(data, digest).key("totals")).set_value("keep").run()
    assert "Đơn vị gửi tệp" not in told(app)
    rows = run.good(work_on(data, digest).intake)
    assert rows.set_index("unit_id")["value"].to_dict() == {"VN": 27, "42-2008": 12, "40-2008": 15}


def test_a_file_without_totals_has_no_question_about_them(data: Path) -> None:
    digest = waits(data, messy.clean(2013))
    key = work_on(data, digest).key("totals")
    assert not [radio for radio in opened(tep=digest, buoc=CHECK).radio if radio.key == key]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "<html><body><table><tr><td>Tỉnh</td><td>Số cuộc đối thoại năm 2012</td></tr>"
            "<tr><td>Tỉnh Hà Tĩnh</td><td>12</td></tr><tr><td>Tỉnh Nghệ An</td><td>15</td></tr></table></body></html>",
            "Bảng của trang web (HTML)",
        ),
        (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Biểu"><Table>'
            + "".join(
                f'<Row><Cell><Data ss:Type="String">{name}</Data></Cell>'
                f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell></Row>'
                for name, kind, value in (
                    ("Tỉnh", "String", "Số cuộc đối thoại năm 2012"),
                    ("Tỉnh Hà Tĩnh", "Number", "12"),
                    ("Tỉnh Nghệ An", "Number", "15"),
                )
            )
            + "</Table></Worksheet></Workbook>",
            "Bảng tính XML của Excel",
        ),
    ],
    ids=["html", "xml"],
)
def test_a_table_of_a_web_system_saved_as_xls_is_named_for_what_it_is(data: Path, content: str, said: str) -> None:
    app = opened(tep=waits(data, content.encode(), "bieu.xls"), buoc=READ)
    assert not app.exception and [error.value for error in app.error] == []
    assert said in seen.markup(app)


TWO_SHEETS = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{sheets}</Workbook>'
)


def two_sheets(*headers: str) -> bytes:
    """A workbook with a sheet for each header of figures, of two provinces in 2011."""
    sheets = ""
    for at, header in enumerate(headers, start=1):
        lines = (("Tỉnh", header), ("Tỉnh Hà Tĩnh", "12"), ("Tỉnh Nghệ An", "15"))
        cells = "".join(
            "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in line) + "</Row>"
            for line in lines
        )
        sheets += f'<Worksheet ss:Name="Biểu {at}"><Table>{cells}</Table></Worksheet>'
    return TWO_SHEETS.format(sheets=sheets).encode()


def test_where_another_sheet_still_asks_the_way_to_it_is_shown(data: Path) -> None:
    sent = two_sheets("Số cuộc đối thoại năm 2011", "Số buổi nói chuyện chuyên đề năm 2011")
    digest = waits(data, sent, "hai-trang.xls")
    app = opened(tep=digest, buoc=COLUMNS)
    key = work_on(data, digest).key("columns_elsewhere")
    assert app.button(key=key).label == "Sang trang “Biểu 2”: còn 1 cột chưa rõ →"
    app.button(key=key).click().run()
    assert app.selectbox(key=work_on(data, digest).key("sheet_in_view")).value == "Biểu 2"
    assert not [button for button in app.button if button.key == key]


def test_a_step_left_with_questions_is_not_ticked(data: Path) -> None:
    digest = waits(data, two_sheets("Số buổi nói chuyện chuyên đề năm 2011"), "hoi.xls")
    app = opened(tep=digest, buoc=LOAD)
    labels = {button.key: button.label for button in app.button if str(button.key).startswith("step_")}
    assert labels["step_open_cot"].startswith("!") and labels["step_done_doc"].startswith("✓")


def test_a_name_asked_in_two_sheets_is_one_thing_to_put_right(data: Path) -> None:
    sent = two_sheets("Số cuộc đối thoại năm 2011", "Số cuộc đối thoại đột xuất năm 2011")
    sent = sent.replace("Tỉnh Nghệ An".encode(), "Tỉnh Nghệ Annn".encode())
    assert work_on(data, waits(data, sent, "ten.xls")).open_questions(CHECK) == 1


def test_a_waiting_file_says_what_of_it_is_not_simply_new(data: Path) -> None:
    database = cached.database(workspace.OFFICIAL)
    paper = Choices(paper=Paper(title="Báo cáo thử trạng thái"))
    first = run.prepare(database, "cu.csv", messy.clean(2010), paper)
    assert run.commit(database, first, messy.clean(2010), "Lan")
    waits(data, messy.clean(2010), "nhucu.csv", whole=paper)
    waits(data, messy.clean(2010, 13), "doi.csv", whole=paper)
    said = [words.value for words in opened().markdown]
    (known,), (altered,) = ([words for words in said if name in words] for name in ("nhucu", "doi"))
    assert "Mọi số liệu trong tệp đã có sẵn" in known
    assert "Sẵn sàng nhập 2 số liệu (1 thay đổi, 1 giữ nguyên)" in altered


def test_the_preview_shows_a_share_with_the_fraction_that_it_is(data: Path) -> None:
    sent = ("Tỉnh;Tỷ lệ xã đạt chuẩn nông thôn mới năm 2010\nTỉnh Hà Tĩnh;356/382\nTỉnh Nghệ An;300/400").encode()
    digest = waits(data, sent, "ty-le.csv")
    assert work_on(data, digest).intake.status == run.PREVIEW
    shown = seen.words(opened(tep=digest, buoc=LOAD))
    assert "93,2 (356/382)" in shown and "75,0 (300/400)" in shown
