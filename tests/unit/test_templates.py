"""The templates: what they ask for, how they are written, and that a filled one reads back without a question."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from danvan import catalogue, periods, units
from danvan.database import Database, connect
from danvan.database.migrate import migrate
from danvan.errors import DanVanError
from danvan.figures import reference
from danvan.ingest import marked, run, templates
from danvan.ingest.choices import Choices, NewIndicator, Paper
from danvan.ingest.new_indicators import described
from danvan.ingest.templates import definitions
from danvan.ingest.templates.contents import LIST_HEADINGS
from danvan.periods import Period

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "templates"
HALF, NOW = periods.half(2024, 1), periods.quarter(2025, 4)
TOPICS = [topic for topic in templates.topics() if topic != templates.ALL]
HA_TINH = "42-2008"
ANSWERS = Choices(paper=Paper(title="Báo cáo thử", number="12-BC/BDV", day="2024-07-10"))


def table(topic: str, file: str = "xlsx", unit_ids: list[str] | None = None, period: Period = HALF) -> bytes:
    return templates.make(topic, form="table", file=file, unit_ids=unit_ids or ["42-2008", "01-2008"], period=period)


def listing(topic: str, file: str = "xlsx", unit_ids: list[str] | None = None, period: Period = HALF) -> bytes:
    return templates.make(topic, form="list", file=file, unit_ids=unit_ids or ["42-2008", "01-2008"], period=period)


def sheet(data: bytes, name: str = "Số liệu") -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data))[name]


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def code_row(cells: list[list[object]]) -> int:
    return next(row for row, line in enumerate(cells) if "Mã chỉ tiêu" in line)


def codes(data: bytes) -> list[str]:
    cells = lines(data)
    line = cells[code_row(cells)]
    return line[line.index("Mã chỉ tiêu") + 1 :]


# What is asked


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_of_the_catalogue_has_a_form_and_no_computed_rate_in_it(topic: str) -> None:
    asked = definitions.columns(topic, catalogue.LEVELS, HALF.end)
    assert asked
    for column in asked:
        item = catalogue.get(column.indicator)
        assert item.group == topic and item.kind != "ratio"
        assert column.breakdown in dict(catalogue.breakdowns(item.code))


def test_no_column_is_asked_twice() -> None:
    for day in (HALF.end, NOW.end):
        asked = [column.code for topic in TOPICS for column in definitions.columns(topic, catalogue.LEVELS, day)]
        assert len(asked) == len(set(asked))


def test_every_definition_belongs_to_a_topic() -> None:
    assert {path.stem for path in definitions.FOLDER.glob("*.toml")} == set(TOPICS)


@pytest.mark.parametrize(
    ("lines_", "fault"),
    [
        ('indicator = "DT07"\nheader = "Tỷ lệ đơn vị đạt mức quy định về đối thoại"', "tỷ lệ tự tính"),
        ('indicator = "YK01"\nheader = "Ý kiến, kiến nghị tiếp nhận trong kỳ"', "không thuộc nội dung này"),
        ('indicator = "DT02"\nheader = "Số cuộc họp"', "không phải tên"),
        ('indicator = "DT02"\nheader = "Số cuộc đối thoại định kỳ"\nby = "linh_vuc"', "không có phân tổ"),
        (
            'indicator = "DT02"\nheader = "Số cuộc đối thoại định kỳ"\nby = "cap"\nvalues = ["trung_uong"]',
            "values có giá trị",
        ),
        ('indicator = "DT02"\nheader = "Số cuộc đối thoại định kỳ"\nmau = "đỏ"', "unexpected keyword"),
    ],
)
def test_a_definition_that_cannot_be_read_back_is_refused(
    lines_: str, fault: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dialogue.toml").write_text(f"[[columns]]\n{lines_}\n", encoding="utf-8")
    monkeypatch.setattr(definitions, "FOLDER", tmp_path)
    definitions._of_file.cache_clear()
    with pytest.raises(DanVanError, match=fault):
        definitions.columns("dialogue", ["province"], HALF.end)
    definitions._of_file.cache_clear()


@pytest.fixture
def declared() -> Iterator[catalogue.Indicator]:
    item = catalogue.add(described(NewIndicator("Số tổ dân vận số", "tổ", "flow")))
    yield item
    catalogue.discard(item.code)


def test_what_users_declared_has_a_form_and_stands_in_the_list_of_everything(
    database: Database, declared: catalogue.Indicator
) -> None:
    data, want = filled_table(catalogue.OWN_GROUP, "xlsx", ["01-2008", "42-2008"], HALF)
    assert len(want) == 2
    assert read_back(database, "a.xlsx", data)[::2] == (want, [])
    every = templates.make("all", form="list", file="xlsx", unit_ids=["42-2008"], period=HALF)
    assert declared.code in texts_of(every)


def texts_of(data: bytes) -> str:
    """Every text of a workbook, hidden sheets too."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(cell) for page in book for row in page.values for cell in row if cell is not None)


def test_a_province_is_asked_for_three_levels_a_district_for_two_a_commune_for_its_own() -> None:
    for unit, expected in (("42-2008", 3), ("436-2008", 2), ("18073-2008", 1)):
        found = [code for code in codes(table("dialogue", "csv", [unit])) if code.startswith("DT02")]
        assert len(found) == expected, unit


def test_after_june_2025_nothing_is_asked_of_districts() -> None:
    found = codes(table("dialogue", "csv", templates.units_under(HA_TINH, NOW), NOW))
    assert found and not any("huyen" in code for code in found)
    assert "NT10" not in codes(table("new_rural", "csv", ["42-2008"], NOW))


def test_an_indicator_is_asked_only_while_it_stands() -> None:
    assert "DT09" not in codes(table("dialogue", "csv"))
    assert "DT09" in codes(table("dialogue", "csv", ["42-2008"], NOW))


def test_a_topic_that_the_units_do_not_report_is_refused() -> None:
    with pytest.raises(DanVanError, match="Nông thôn mới"):
        table("new_rural", "csv", templates.units_under(HA_TINH, NOW), NOW)


# Whom


def test_the_units_of_the_nation_and_of_a_province_are_those_of_the_periods_day() -> None:
    assert len(templates.units_under("VN", HALF)) == 63
    assert len(templates.units_under("VN", NOW)) == 34
    assert {units.get(unit).level for unit in templates.units_under(HA_TINH, HALF)} == {"district"}
    assert {units.get(unit).level for unit in templates.units_under(HA_TINH, NOW)} == {"commune"}
    assert templates.units_under("18073-2025", NOW) == ["18073-2025"]


def test_units_have_the_names_and_wholes_of_the_day() -> None:
    cells = lines(table("dialogue", "csv", templates.units_under(HA_TINH, NOW)[:2], NOW))
    assert cells[3][:4] == ["STT", "Mã đơn vị", "Tỉnh, thành phố", "Xã, phường, đặc khu"]
    assert cells[5][:4] == ["1", "18073", "Tỉnh Hà Tĩnh", "Phường Thành Sen"]
    old = lines(table("dialogue", "csv", ["18073-2008"], HALF))
    assert old[3][2:5] == ["Tỉnh, thành phố", "Quận, huyện, thị xã", "Xã, phường, thị trấn"]


def test_a_unit_that_did_not_stand_in_the_period_is_refused_with_what_became_of_it() -> None:
    with pytest.raises(DanVanError, match="Tỉnh Hà Giang.*Tuyên Quang"):
        table("dialogue", "csv", ["02-2008"], NOW)


def test_the_nation_is_refused_because_its_line_reads_as_a_total() -> None:
    with pytest.raises(DanVanError, match="Cả nước"):
        table("village", "csv", ["VN"])


def test_a_form_without_units_is_refused() -> None:
    with pytest.raises(DanVanError, match="Chưa chọn đơn vị"):
        templates.make("dialogue", form="table", file="csv", unit_ids=[], period=HALF)


@pytest.mark.parametrize(
    ("topic", "form", "file"), [("x", "table", "csv"), ("dialogue", "x", "csv"), ("dialogue", "table", "ods")]
)
def test_an_unknown_topic_form_or_file_is_refused(topic: str, form: str, file: str) -> None:
    with pytest.raises(DanVanError, match="Không có"):
        templates.make(topic, form=form, file=file, unit_ids=["42-2008"], period=HALF)


def test_the_table_of_every_topic_is_refused() -> None:
    with pytest.raises(DanVanError, match="từng nội dung"):
        table(templates.ALL)


# How it is written


@pytest.mark.parametrize(
    ("topic", "form", "file", "period", "name"),
    [
        ("dialogue", "table", "xlsx", HALF, "mau-doi-thoai-2024-H1.xlsx"),
        ("village", "list", "csv", HALF, "mau-sap-xep-thon-to-dan-pho-danh-sach-2024-H1.csv"),
        (
            "all",
            "list",
            "xlsx",
            periods.parse("2010-02-25..2020-07-15"),
            "mau-danh-sach-2010-02-25-den-2020-07-15.xlsx",
        ),
    ],
)
def test_file_names_are_vietnamese_without_accents(topic: str, form: str, file: str, period: Period, name: str) -> None:
    assert templates.file_name(topic, form=form, file=file, period=period) == name


def test_a_text_file_begins_with_the_mark_of_utf8_and_is_parted_by_semicolons() -> None:
    data = table("dialogue", "csv")
    assert data.startswith(b"\xef\xbb\xbf") and b"sep=" not in data
    assert {len(line) for line in lines(data)} == {len(lines(data)[3])}


def test_the_period_stands_above_the_table_in_words_and_as_a_code() -> None:
    assert sheet(table("dialogue"))["A2"].value == "Kỳ số liệu: 6 tháng đầu năm 2024 (2024-H1)"


@pytest.mark.parametrize("topic", TOPICS)
def test_no_cell_of_a_workbook_is_a_formula_and_codes_are_texts(topic: str) -> None:
    for data in (table(topic), listing(topic)):
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert book.sheetnames[:2] == ["Số liệu", "Hướng dẫn"]
        kinds = {c.data_type for one in book.worksheets for row in one.iter_rows() for c in row if c.value is not None}
        assert kinds == {"s"}


def test_the_figures_take_whole_numbers_only_and_words_beside_them() -> None:
    rules = [rule for rule in sheet(table("dialogue")).data_validations.dataValidation if "ISTEXT" in rule.formula1]
    assert len(rules) == 15
    assert all("INT(" in rule.formula1 and rule.errorStyle in (None, "stop") for rule in rules)
    shares = sheet(table("satisfaction")).data_validations.dataValidation
    assert sum("INT(" in rule.formula1 for rule in shares) == 2


def test_the_list_has_drop_downs_from_a_hidden_sheet() -> None:
    data = listing("all")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book["Danh mục"].sheet_state == "hidden"
    sources = {rule.formula1 for rule in book["Số liệu"].data_validations.dataValidation if rule.type == "list"}
    assert len(sources) == 8 and all(source.startswith("'Danh mục'!") for source in sources)
    listed = {cell.value for row in book["Danh mục"].iter_rows() for cell in row}
    assert {"DT02", "Số cuộc đối thoại định kỳ", "cấp xã", "Tỉnh Hà Tĩnh", "hơn", "dự kiến", "Quý III/2024"} <= listed


def test_namesakes_are_told_apart_in_the_drop_down_by_their_codes() -> None:
    alike = [u.unit_id for u in units.units("commune", NOW.end) if u.full_name == "Xã Tân Lập"]
    listed = sheet(listing("dialogue", "xlsx", alike, NOW), "Danh mục")
    found = {cell.value for row in listed.iter_rows() for cell in row if str(cell.value).startswith("Xã Tân Lập")}
    assert len(alike) > 1 and found == {f"Xã Tân Lập ({units.get(unit).code})" for unit in alike}


def test_the_guide_explains_blank_and_zero_and_defines_every_indicator_asked_for() -> None:
    words = "\n".join(str(cell) for row in sheet(table("dialogue"), "Hướng dẫn").values for cell in row if cell)
    assert "Ô để trống nghĩa là chưa báo cáo" in words
    for code in {code.split()[0] for code in codes(table("dialogue", "csv"))}:
        assert catalogue.get(code).definition in words
    assert catalogue.get("DT07").name in words


def test_cells_that_do_not_concern_a_unit_are_shaded() -> None:
    rows = sheet(table("dialogue", unit_ids=["42-2008", "436-2008"]))
    first = next(row for row in range(1, 12) if rows.cell(row, 2).value == "42")
    fills = [rows.cell(row, 4).fill.fill_type for row in (first, first + 1)]
    assert fills == [None, "solid"]


def test_the_list_of_a_topic_has_a_line_a_figure() -> None:
    cells = lines(listing("dialogue", "csv", ["436-2008"]))
    assert cells[3] == list(LIST_HEADINGS)
    assert cells[4][:8] == [
        "DT02", "Số cuộc đối thoại định kỳ", "cấp huyện", "436", "Thành phố Hà Tĩnh", "6 tháng đầu năm 2024", "", "",
    ]  # fmt: skip
    assert len(cells) == 4 + len(codes(table("dialogue", "csv", ["436-2008"])))


def test_the_list_gives_an_interval_as_two_days() -> None:
    cells = lines(listing("village", "csv", period=periods.parse("2010-02-25..2020-07-15")))
    assert cells[4][5:8] == ["", "25/02/2010", "15/07/2020"]


# Back again


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    opened = connect(None)
    migrate(opened)
    reference.load(opened)
    yield opened
    opened.close()


def figure(number: int, indicator: str) -> int:
    """A figure that no check has anything to say about in itself, each a different one."""
    return 1 + number % 63 if catalogue.get(indicator).unit in ("%", "hạng") else 100 + number


Want = dict[tuple[str, str, str], float]


def filled_table(topic: str, file: str, unit_ids: list[str], period: Period) -> tuple[bytes, Want]:
    """The table with a figure in every cell that is open, and what was written where."""
    data, want = table(topic, file, unit_ids, period), {}
    book = openpyxl.load_workbook(io.BytesIO(data)) if file == "xlsx" else None
    cells = [list(row) for row in book["Số liệu"].values] if book else lines(data)
    top = code_row(cells)
    for row, unit in enumerate(unit_ids, start=top + 1):
        for column in range(cells[top].index("Mã chỉ tiêu") + 1, len(cells[top])):
            code, _, part = str(cells[top][column]).partition(" ")
            if definitions.Column(code, "", part).open_to(units.get(unit).level):
                cells[row][column] = want[code, part, unit] = figure(len(want), code)
    return written(book, cells), want


def filled_list(topic: str, file: str, unit_ids: list[str], period: Period) -> tuple[bytes, Want]:
    """The list with a figure in every line."""
    data, want = listing(topic, file, unit_ids, period), {}
    book = openpyxl.load_workbook(io.BytesIO(data)) if file == "xlsx" else None
    cells = [list(row) for row in book["Số liệu"].values] if book else lines(data)
    codes_of = {units.get(unit).code: unit for unit in unit_ids}
    parts = {
        catalogue.breakdown_name(key): key
        for item in catalogue.in_group(topic)
        for key, _ in catalogue.breakdowns(item.code)
    }
    for line in cells[4:]:
        if line[0]:
            key = (line[0], parts[line[2]] if line[2] else "", codes_of[line[3]])
            line[8] = want[key] = figure(len(want), line[0])
    return written(book, cells), want


def written(book: openpyxl.Workbook | None, cells: list[list[object]]) -> bytes:
    if book is None:
        buffer = io.StringIO()
        csv.writer(buffer, delimiter=";").writerows(cells)
        return buffer.getvalue().encode("utf-8-sig")
    for row, line in enumerate(cells, start=1):
        for column, cell in enumerate(line, start=1):
            if isinstance(cell, int):
                book["Số liệu"].cell(row, column).value = cell
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_back(database: Database, name: str, data: bytes) -> tuple[Want, set[tuple[date, date]], list[str]]:
    """(the figures understood, their periods, everything that was asked or stopped)."""
    intake = run.prepare(database, name, data, ANSWERS)
    asked = [question.words for _, question in intake.questions]
    stopped = [item.message for item in intake.findings if item.severity == "stop"]
    rows = intake.rows
    found = {
        (row.indicator, row.breakdown, row.unit_id): row.value
        for row in rows[["indicator", "breakdown", "unit_id", "value"]].itertuples(index=False)
    }
    spans = {(start.date(), end.date()) for start, end in zip(rows["period_start"], rows["period_end"], strict=True)}
    return found, spans, asked + stopped


@pytest.mark.parametrize("file", templates.FILES)
@pytest.mark.parametrize("form", templates.FORMS)
@pytest.mark.parametrize("topic", TOPICS)
def test_a_filled_template_reads_back_without_a_question(database: Database, topic: str, form: str, file: str) -> None:
    unit_ids = ["01-2008", "42-2008", "79-2008"]
    fill = filled_table if form == "table" else filled_list
    data, want = fill(topic, file, unit_ids, HALF)
    found, spans, asked = read_back(database, templates.file_name(topic, form=form, file=file, period=HALF), data)
    assert asked == []
    assert found == want
    assert spans == {(HALF.start, HALF.end)}


@pytest.mark.parametrize("form", ["bang", "danh-sach"])
def test_a_template_filled_in_and_saved_by_libreoffice_reads_back_without_a_question(
    database: Database, form: str
) -> None:
    """The two files were filled in (one 'hơn 40', one 0, one cell left blank) and saved as ODS by LibreOffice 7.4."""
    data = (FIXTURES / f"doi-thoai-{form}.ods").read_bytes()
    expected = pd.read_csv(FIXTURES / "doi-thoai.csv", dtype={"value": float}, keep_default_na=False)
    intake = run.prepare(database, "bieu.ods", data, ANSWERS)
    assert intake.questions == [] and intake.status == run.PREVIEW
    assert intake.document.format == "ods"
    key = ["indicator", "breakdown", "unit_id"]
    found = intake.rows[[*key, "value", "qualifier"]].astype({name: str for name in (*key, "qualifier")})
    pd.testing.assert_frame_equal(
        found.sort_values(key, ignore_index=True), expected.sort_values(key, ignore_index=True), check_dtype=False
    )
    assert {(row.date()) for row in intake.rows["period_end"]} == {HALF.end}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_form_is_printed_on_one_landscape_page_s_width_with_its_headings(topic: str) -> None:
    for data, rows in ((table(topic), "$4:"), (listing(topic), "$4:$4")):
        page = sheet(data)
        assert page.page_setup.orientation == "landscape" and page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToWidth in (None, 1) and page.page_setup.fitToHeight == 0
        assert page.print_title_rows.startswith(rows)
        assert page.freeze_panes is not None


def test_rows_of_the_list_are_high_enough_for_their_wrapped_words() -> None:
    page = sheet(listing("organisation", unit_ids=["42-2008"]))
    long = [row for row in range(5, 40) if len(str(page.cell(row, 3).value or "")) > 20]
    assert long and all(page.row_dimensions[row].height >= 30 for row in long)


@pytest.mark.parametrize("form", templates.FORMS)
@pytest.mark.parametrize("period", [HALF, NOW])
def test_a_province_s_own_units_read_back_in_both_orders_of_government(
    database: Database, form: str, period: Period
) -> None:
    unit_ids = templates.units_under(HA_TINH, period)[:40]
    data, want = (filled_table if form == "table" else filled_list)("dialogue", "xlsx", unit_ids, period)
    found, _, asked = read_back(database, "bieu.xlsx", data)
    assert asked == []
    assert found == want


@pytest.mark.parametrize(
    "code",
    [
        "2024",
        "2024-H2",
        "2024-9M",
        "2024-Q3",
        "2024-06",
        "2024-4M",
        "2016-2020",
        "2024-06-30",
        "2010-02-25..2020-07-15",
    ],
)
@pytest.mark.parametrize("form", templates.FORMS)
def test_every_kind_of_period_reads_back(database: Database, form: str, code: str) -> None:
    period = periods.parse(code)
    data, want = (filled_table if form == "table" else filled_list)("village", "csv", ["01-2008", "42-2008"], period)
    found, spans, asked = read_back(database, "bieu.csv", data)
    assert asked == []
    assert found == want
    assert spans == {(period.start, period.end)}


def test_blank_cells_of_a_template_are_no_figures(database: Database) -> None:
    data, want = filled_table("dialogue", "csv", ["01-2008", "42-2008"], HALF)
    cells = lines(data)
    top = code_row(cells)
    cells[top + 1][5] = ""
    found, _, asked = read_back(database, "bieu.csv", written(None, cells))
    gone = [key for key in want if key not in found]
    assert asked == [] and len(gone) == 1 and gone[0][2] == "01-2008"
    assert not pd.Series(found).isna().any()


def test_a_text_file_that_excel_saved_without_the_zeros_of_its_codes_reads_back(database: Database) -> None:
    data, want = filled_table("dialogue", "csv", ["01-2008", "08-2008", "42-2008"], HALF)
    cells = lines(data)
    for line in cells:
        line[1] = str(int(line[1])) if line[1].isdecimal() else line[1]
    found, _, asked = read_back(database, "bieu.csv", written(None, cells))
    assert asked == []
    assert found == want


def test_words_beside_a_number_keep_their_meaning(database: Database) -> None:
    data, _ = filled_table("dialogue", "xlsx", ["01-2008", "42-2008"], HALF)
    book = openpyxl.load_workbook(io.BytesIO(data))
    rows = book["Số liệu"]
    top = next(row for row in range(1, 12) if rows.cell(row, 3).value == "Mã chỉ tiêu")
    rows.cell(top + 1, 4).value, rows.cell(top + 2, 4).value = "hơn 40", 0
    intake = run.prepare(database, "bieu.xlsx", written(book, []), ANSWERS)
    told = intake.rows[(intake.rows["indicator"] == "DT02") & (intake.rows["breakdown"] == "cap=tinh")]
    assert intake.questions == []
    assert told[["unit_id", "value", "qualifier"]].to_numpy().tolist() == [
        ["01-2008", 40.0, "hon"],
        ["42-2008", 0.0, ""],
    ]


def test_the_marked_file_can_be_corrected_and_sent_back(database: Database) -> None:
    data, want = filled_table("dialogue", "csv", ["01-2008", "42-2008", "79-2008"], HALF)
    cells = lines(data)
    top = code_row(cells)
    cells[top + 1][2], cells[top + 2][5] = "Hà Nôii", "-7"
    first = run.prepare(database, "bieu.csv", written(None, cells), ANSWERS)
    assert first.status != run.PREVIEW
    book = openpyxl.load_workbook(io.BytesIO(marked.make(first.document, first.findings)))
    sent = book["Dữ liệu"]
    assert sent.cell(top + 3, 6).fill.fill_type == "solid" and sent.cell(top + 3, 6).comment
    sent.cell(top + 2, 3).value = "Thành phố Hà Nội"
    sent.cell(top + 3, 6).value = int(want["DT02", "cap=xa", "42-2008"])
    found, _, asked = read_back(database, "bieu.xlsx", written(book, []))
    assert asked == []
    assert found == want
