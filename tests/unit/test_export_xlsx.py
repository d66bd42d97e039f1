"""The workbook of a briefing read back: figures, states as words, native charts on the cells, lineage, no formula."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from lxml import etree
from openpyxl.workbook import Workbook

from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import COLUMNS, LINE, STACKED, Cell, Chart, Deck, Key, Lineage, Page, Point, Series, Table
from danvan.briefing.office import Office
from danvan.export.paper import Number
from danvan.export.sheets import lineage_csv, sheets_file
from danvan.export.sheets.grid import figure
from danvan.texts import text
from danvan.workspace import OFFICIAL, open_workspace
from tests.unit.test_export_pptx import EVIL, KEY, chart, deck, hexes

DIGITS = 1e-15
"""A workbook keeps sixteen digits of a number."""
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def read(made: Deck) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(sheets_file(made)))


def charts(data: bytes) -> list[etree._Element]:
    packed = zipfile.ZipFile(io.BytesIO(data))
    count = sum(name.startswith("xl/charts/chart") for name in packed.namelist())
    return [etree.fromstring(packed.read(f"xl/charts/chart{at}.xml")) for at in range(1, count + 1)]


def line(value: float | None, name: str = "Số cuộc") -> Lineage:
    return Lineage(
        KEY, name, "Hà Tĩnh", "Năm 2024", "", value, "12 cuộc" if value else "chưa báo cáo", "", "", "Báo cáo"
    )


def with_lineage(made: Deck, *lines: Lineage) -> Deck:
    return Deck(**{**vars(made), "lineage": lines})


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Deck]]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("xlsx"))
    day = date(2026, 11, 21)
    yield {
        name: compose(database, occasions.load(name), Office(), made=day, illustrative=False)
        for name in occasions.shipped()
    }
    database.close()


@pytest.mark.parametrize("name", occasions.shipped())
def test_each_page_is_a_sheet_whose_cells_are_the_figures_of_the_deck(name: str, decks: dict[str, Deck]) -> None:
    book = read(decks[name])
    pages = [page for page in decks[name].pages if page.kind != "title"]
    sheets = [each for each in book.worksheets if each.title[:1].isdigit()]
    assert len(sheets) == len(pages)
    for sheet, page in zip(sheets, pages, strict=True):
        found = [cell.value for row in sheet for cell in row if cell.data_type == "n" and cell.value is not None]
        wanted = [card.value for card in page.cards if card.value is not None]
        if page.table:
            wanted = [cell.value for row in page.table.rows for cell in row if cell.value is not None]
        if page.chart:
            wanted = [point.value for point in page.chart.series[0].points if point.value is not None]
        assert found == pytest.approx(wanted, rel=DIGITS)
        said = [cell.value for row in sheet for cell in row]
        assert page.title in said and (page.source in said or not page.source)
        assert all(words in said for words in page.paragraphs)


@pytest.mark.parametrize("name", occasions.shipped())
def test_charts_draw_the_cells_beside_them(name: str, decks: dict[str, Deck]) -> None:
    data = sheets_file(decks[name])
    book = openpyxl.load_workbook(io.BytesIO(data))
    wanted = [page.chart for page in decks[name].pages if page.chart]
    drawn = charts(data)
    assert len(drawn) == len(wanted)
    for native, want in zip(drawn, wanted, strict=True):
        where = native.findtext(f".//{CHART}val/{CHART}numRef/{CHART}f")
        sheet, cells = where.rsplit("!", 1)
        found = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
        assert found == [point.value for point in want.series[0].points]


@pytest.mark.parametrize("name", occasions.shipped())
def test_the_last_sheet_and_the_csv_are_the_lineage(name: str, decks: dict[str, Deck]) -> None:
    made = decks[name]
    rows = list(csv.reader(io.StringIO(lineage_csv(made).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(made.lineage) + 1
    for row, want in zip(rows[1:], made.lineage, strict=True):
        assert row[0] == want.key.indicator and row[-1] == want.documents
        assert (float(row[8].replace(",", ".")) if row[8] else None) == want.value
    if made.lineage:
        sheet = read(made)[text("report.sheet_lineage")]
        values = [row[8].value for row in sheet.iter_rows(min_row=sheet.max_row - len(made.lineage) + 1)]
        known = [each.value for each in made.lineage]
        assert [value is None for value in values] == [value is None for value in known]
        assert [value or 0 for value in values] == pytest.approx([value or 0 for value in known], rel=DIGITS)


def test_no_text_is_a_formula_wherever_it_stands() -> None:
    table = Table(EVIL, (EVIL, EVIL), (False, True), (0, 0), ((Cell(EVIL), Cell(EVIL)),))
    made = with_lineage(
        deck(
            Page("bars", EVIL, EVIL, (EVIL,), chart=chart([1, None], names=[EVIL, EVIL]), source=EVIL),
            Page("table", EVIL, table=table),
        ),
        line(None, EVIL),
    )
    data = sheets_file(made)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        assert [cell for row in sheet for cell in row if cell.data_type == "f"] == []
    for native in charts(data):
        assert not [each.text for each in native.iter(f"{CHART}f") if "cmd" in each.text.rpartition("!")[2]]
    cells = next(csv.reader(io.StringIO(lineage_csv(made).decode("utf-8-sig").splitlines()[1]), delimiter=";"))
    assert cells[1] == f"'{EVIL}"


def test_a_missing_figure_is_an_empty_cell_beside_words_and_a_zero_is_a_zero() -> None:
    sheet = read(deck(Page("bars", "A", chart=chart([0, None]))))["1. A"]
    rows = {row[0].value: row for row in sheet.iter_rows()}
    assert (rows["Đơn vị 0"][1].value, rows["Đơn vị 0"][2].value) == (0, None)
    assert (rows["Đơn vị 1"][1].value, rows["Đơn vị 1"][2].value) == (None, "chưa báo cáo")


@pytest.mark.parametrize("kind", [COLUMNS, LINE, STACKED])
def test_gaps_stay_gaps_in_every_kind_of_chart(kind: str) -> None:
    data = sheets_file(deck(Page("trend", "A", chart=chart([1, None, 3], kind=kind))))
    native = charts(data)[0]
    assert native.find(f".//{CHART}dispBlanksAs").get("val") == "gap"
    assert [each.get("idx") for each in native.findall(f".//{CHART}val//{CHART}pt")] == ["0", "2"]


def test_a_line_is_parted_where_the_terms_change() -> None:
    points = tuple(Point(float(at), str(at), KEY) for at in range(4))
    parted = Chart(
        LINE, "A", "", "%", 1, ("a", "b", "c", "d"), (Series("S", points, "#2B6F95"),), "", None, ((2, "mới"),)
    )
    sheet = read(deck(Page("trend", "A", chart=parted)))["1. A"]
    rows = {row[0].value: [cell.value for cell in row[1:3]] for row in sheet.iter_rows()}
    assert [rows[name] for name in "abcd"] == [[0, None], [1, None], [None, 2], [None, 3]]


@pytest.mark.parametrize(
    ("value", "told", "wanted"),
    [
        (121.0, "hơn 121 cuộc", Number(121.0, 0, "hơn", "cuộc")),
        (93.19, "93,2%", Number(93.19, 1, "", "%")),
        (39427.0, "39.427", Number(39427.0, 0)),
        (0.0, "0", Number(0.0, 0)),
        (10.0, "10 (11/12)", Number(10.0, 0, "", "(11/12)")),
        (None, "chưa báo cáo", "chưa báo cáo"),
    ],
)
def test_a_printed_figure_is_a_number_with_its_words(value: float | None, told: str, wanted: object) -> None:
    assert figure(value, told) == wanted


def test_a_map_is_a_line_a_unit_and_one_without_figure_says_so() -> None:
    shown = hexes()
    sheet = read(deck(Page("map", "B", map=shown)))["1. B"]
    units = {tile.text.partition(":")[0] for tile in shown.tiles}
    assert units <= {row[0].value for row in sheet.iter_rows()}


@pytest.mark.parametrize("rows", [0, 1, 34, 166])
def test_heads_stand_still_and_can_be_filtered(rows: int) -> None:
    lines = tuple((Cell(f"Xã {at}"), Cell("1", 1.0, KEY)) for at in range(rows))
    table = Table("Bảng", ("Đơn vị", "Số cuộc"), (False, True), (0, 0), lines)
    sheet = read(deck(Page("children", "Bảng", table=table)))["1. Bảng"]
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Đơn vị")
    assert sheet.freeze_panes == f"B{head + 1}"
    assert sheet.auto_filter.ref.startswith(f"A{head}:B")


def test_names_of_sheets_are_allowed_and_unlike_each_other() -> None:
    title = "Kết quả [6 tháng]: 'một'/hai* rất dài, dài hơn ba mươi mốt chữ"
    names = read(deck(*(Page("text", title, paragraphs=("B",)) for _ in range(12)))).sheetnames
    assert len(set(names)) == 13 and all(len(name) <= 31 for name in names)


def test_made_up_figures_are_told_on_every_sheet_and_in_the_csv() -> None:
    made = with_lineage(deck(Page("text", "A", paragraphs=("B",)), illustrative=True), line(12.0))
    assert all(sheet["A1"].value == text("common.demo_banner") for sheet in read(made).worksheets)
    assert text("common.demo_banner") in lineage_csv(made).decode("utf-8-sig").splitlines()[0]


def test_the_same_deck_gives_the_same_bytes() -> None:
    made = deck(Page("bars", "A", chart=chart([1, 2])))
    assert sheets_file(made) == sheets_file(made)


def test_the_key_of_every_figure_can_be_asked_for_again() -> None:
    made = with_lineage(deck(Page("text", "A", paragraphs=("B",))), line(12.0))
    row = list(read(made)[text("report.sheet_lineage")].values)[-1]
    assert Key(row[0], row[4], row[6], row[2] or "") == KEY
