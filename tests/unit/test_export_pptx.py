"""PowerPoint files read back: native charts, their workbooks, named shapes, notes, nothing cut off."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from pptx import Presentation
from pptx.presentation import Presentation as Deck_
from pptx.util import Emu

from danvan.briefing import occasions
from danvan.briefing.compose import compose
from danvan.briefing.contents import BARS, LINE, Cell, Chart, Class, Deck, Key, Map, Page, Point, Series, Table, Tile
from danvan.briefing.office import Office
from danvan.charts import hexgrid
from danvan.export import measure
from danvan.export.slides import pptx_file
from danvan.workspace import OFFICIAL, open_workspace

KEY = Key("DT01", "42-2008", "2024")
EVIL = '=cmd|" /C calc"!A1 <b>&amp;'
LONG = (
    "Số cuộc đối thoại trực tiếp của người đứng đầu cấp ủy, chính quyền với Nhân dân do thành phố Hồ Chí Minh tổ chức"
)


def deck(*pages: Page, illustrative: bool = False) -> Deck:
    return Deck("Tên bài", "Phạm vi", "Ban A", "Tỉnh ủy B", "Hà Tĩnh", "", date(2026, 11, 21), illustrative, pages)


def read(made: Deck) -> Deck_:
    return Presentation(io.BytesIO(pptx_file(made)))


def chart(values: list[float | None], *, kind: str = BARS, decimals: int = 0, names: list[str] | None = None) -> Chart:
    points = tuple(Point(value, "chưa báo cáo" if value is None else f"{value}", KEY) for value in values)
    named = names or [f"Đơn vị {at}" for at in range(len(values))]
    series = (Series("Số cuộc", points, "#2B6F95"),)
    return Chart(kind, "Biểu đồ", "", "cuộc", decimals, tuple(named), series, "Lời thay thế")


def native(made: Deck_) -> list:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def workbook(drawn: object) -> list[tuple]:
    blob = drawn.part.chart_workbook.xlsx_part.blob
    return list(openpyxl.load_workbook(io.BytesIO(blob)).active.iter_rows(values_only=True))


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Deck]]:
    database = open_workspace(OFFICIAL, tmp_path_factory.mktemp("pptx"))
    day = date(2026, 11, 21)
    yield {
        name: compose(database, occasions.load(name), Office(), made=day, illustrative=False, lineage=False)
        for name in occasions.shipped()
    }
    database.close()


@pytest.mark.parametrize("name", occasions.shipped())
def test_charts_and_their_workbooks_hold_the_figures_of_the_deck(name: str, decks: dict[str, Deck]) -> None:
    made = read(decks[name])
    wanted = [page.chart for page in decks[name].pages if page.chart]
    drawn = native(made)
    assert len(drawn) == len(wanted)
    for got, want in zip(drawn, wanted, strict=True):
        values = [list(series.values) for series in got.plots[0].series]
        assert values == [[point.value for point in series.points] for series in want.series]
        rows = workbook(got)
        assert [row[1] for row in rows[1:]] == [point.value for point in want.series[0].points]


@pytest.mark.parametrize("name", occasions.shipped())
def test_every_slide_has_its_title_its_source_and_notes_with_it(name: str, decks: dict[str, Deck]) -> None:
    made = read(decks[name])
    for slide, page in zip(made.slides, decks[name].pages, strict=True):
        assert slide.shapes.title.text_frame.text == page.title
        said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert page.source in said or not page.source
        if page.notes:
            notes = slide.notes_slide.notes_text_frame.text
            assert all(line in notes for line in page.notes)


@pytest.mark.parametrize("name", occasions.shipped())
def test_nothing_stands_outside_its_slide_and_no_picture_stands_for_a_chart(name: str, decks: dict[str, Deck]) -> None:
    data = pptx_file(decks[name])
    made = Presentation(io.BytesIO(data))
    for slide in made.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left and shape.left + shape.width <= made.slide_width, shape.name
            assert 0 <= shape.top and shape.top + shape.height <= made.slide_height, shape.name
    assert not [name for name in zipfile.ZipFile(io.BytesIO(data)).namelist() if "/media/" in name]


@pytest.mark.parametrize("name", occasions.shipped())
def test_sentences_that_found_no_room_stand_in_the_notes(name: str, decks: dict[str, Deck]) -> None:
    made = read(decks[name])
    for slide, page in zip(made.slides, decks[name].pages, strict=True):
        said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        assert all(words in said or words in notes for words in page.paragraphs)


def test_ids_are_unique_and_drawn_things_are_described() -> None:
    made = read(deck(Page("bars", "A", chart=chart([1, 2])), Page("map", "B", map=hexes())))
    for slide in made.slides:
        ids = slide.shapes._spTree.xpath(".//p:cNvPr/@id")
        assert len(ids) == len(set(ids))
    assert native(made)[0]._chartSpace is not None
    described = [
        shape._element.xpath(".//p:cNvPr")[0].get("descr")
        for slide in made.slides
        for shape in slide.shapes
        if shape.has_chart or shape.shape_type == 6
    ]
    assert described == ["Lời thay thế", "Bản đồ nói"]


def hexes() -> Map:
    tiles = tuple(
        Tile(
            tile.old_unit_id,
            tile.label,
            tile.x,
            tile.y,
            "#12466A" if at % 2 else "",
            f"{tile.label}: 1",
            tile.is_island,
        )
        for at, tile in enumerate(hexgrid.tiles())
    )
    return Map("Bản đồ", "", tiles, (Class("#12466A", "1"), Class("", "chưa báo cáo")), "Bản đồ nói")


def test_the_map_is_one_named_shape_a_tile_inside_the_slide() -> None:
    made = read(deck(Page("map", "B", map=hexes())))
    group = next(shape for shape in made.slides[0].shapes if shape.shape_type == 6)
    assert [shape.name for shape in group.shapes] == [f"Ô {tile.label}" for tile in hexgrid.tiles()]
    for shape in group.shapes:
        assert 0 <= shape.left <= made.slide_width - shape.width
        assert 0 <= shape.top <= made.slide_height - shape.height


def test_a_missing_figure_is_an_empty_cell_and_says_why_and_a_zero_is_a_zero() -> None:
    got = native(read(deck(Page("bars", "A", chart=chart([0, None, 5])))))[0]
    assert list(got.plots[0].series[0].values) == [0, None, 5]
    assert [row[1] for row in workbook(got)[1:]] == [0, None, 5]
    assert list(got.plots[0].categories) == ["Đơn vị 0", "Đơn vị 1 (chưa báo cáo)", "Đơn vị 2"]


def test_texts_stay_texts_whatever_they_begin_with() -> None:
    table = Table(EVIL, (EVIL, "Số"), (False, True), (0, 0), ((Cell(EVIL), Cell("1", 1)),))
    made = read(
        deck(Page("bars", EVIL, EVIL, (EVIL,), chart=chart([1, 2], names=[EVIL, "B"])), Page("table", "T", table=table))
    )
    got = native(made)[0]
    assert list(got.plots[0].categories)[0] == EVIL
    book = openpyxl.load_workbook(io.BytesIO(got.part.chart_workbook.xlsx_part.blob))
    assert {cell.data_type for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)} == {"s"}
    frame = next(shape for shape in made.slides[1].shapes if shape.has_table)
    assert frame.table.cell(1, 0).text_frame.text == EVIL


@pytest.mark.parametrize("count", [0, 1, 34, 63, 166])
def test_a_table_goes_on_over_slides_with_its_heads_and_loses_no_row(count: int) -> None:
    rows = tuple((Cell(f"{LONG} {at}" if at % 7 == 0 else f"Xã {at}"), Cell(str(at), at)) for at in range(count))
    table = Table("Bảng", ("Đơn vị", "Số cuộc đối thoại (cuộc)"), (False, True), (0, 0), rows)
    made = read(deck(Page("children", "Bảng", table=table)))
    seen: list[str] = []
    for slide in made.slides:
        frame = next(shape for shape in slide.shapes if shape.has_table)
        texts = [[cell.text_frame.text for cell in row.cells] for row in frame.table.rows]
        assert texts[0] == list(table.headers)
        seen += [row[0] for row in texts[1:]]
        assert frame.top + sum(row.height for row in frame.table.rows) <= Emu(made.slide_height * 0.92)
    assert seen == [row[0].text for row in rows]


def test_a_line_is_parted_where_its_terms_change() -> None:
    drawn = chart([1, 2, 3, 4], kind=LINE)
    got = native(read(deck(Page("trend", "A", chart=replace(drawn, breaks=((2, "2021–2025"),))))))[0]
    assert [list(series.values) for series in got.plots[0].series] == [[1, 2, None, None], [None, None, 3, 4]]
    assert [series.name for series in got.plots[0].series] == ["Số cuộc", "Số cuộc (2021–2025)"]


@pytest.mark.parametrize("name", occasions.shipped())
def test_texts_are_no_taller_than_their_boxes(name: str, decks: dict[str, Deck]) -> None:
    for slide in read(decks[name]).slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                assert needed(shape) <= shape.height / 12700 + 1, (slide.shapes.title.text_frame.text, shape.name)


def needed(shape: object) -> float:
    """Points in height that the words of a box take, by the metrics of the typeface."""
    high, room = 0.0, shape.width / 12700
    for paragraph in shape.text_frame.paragraphs:
        size = max(run.font.size.pt for run in paragraph.runs) if paragraph.runs else 10
        wide = sum(measure.width(run.text, run.font.size.pt, bold=bool(run.font.bold)) for run in paragraph.runs)
        inner = room - int(paragraph._p.get_or_add_pPr().get("marL", 0)) / 12700
        told = "".join(run.text for run in paragraph.runs)
        lines = 1 if wide <= inner else len(measure.lines(told, size, inner, bold=bool(paragraph.runs[0].font.bold)))
        high += lines * size * 1.2 + (paragraph.space_after.pt if paragraph.space_after else 0)
    return high


@pytest.mark.parametrize("name", occasions.shipped())
def test_what_is_said_can_be_read_from_the_back_of_the_room(name: str, decks: dict[str, Deck]) -> None:
    for slide in read(decks[name]).slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.name.startswith(("Nhận xét", "Số liệu ", "Chỉ tiêu")):
                sizes = [run.font.size.pt for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
                assert min(sizes) >= 12, (slide.shapes.title.text_frame.text, shape.name)


@pytest.mark.parametrize("count", [2, 4, 8, 20])
def test_names_of_lying_bars_have_the_room_they_need(count: int) -> None:
    made = chart([float(at) for at in range(count)], names=[f"{LONG} {at}" for at in range(count)])
    got = native(read(deck(Page("bars", "A", chart=made))))[0]
    share = float(got._chartSpace.xpath(".//c:manualLayout/c:x/@val")[0])
    size = got.font.size.pt
    room, row = share * 12.13 * 72, 4.58 * 72 / count
    for name in made.categories:
        lines = measure.lines(name, size, room)
        assert max(measure.width(line, size) for line in lines) <= room
        assert size == 10 or len(lines) * size * 1.2 <= row


def test_a_bar_keeps_room_for_its_number() -> None:
    got = native(read(deck(Page("bars", "A", chart=chart([39427, 10272])))))[0]
    assert got.value_axis.minimum_scale == 0 and got.value_axis.maximum_scale > 39427 * 1.03


def test_of_a_long_line_the_ends_and_the_extremes_are_told() -> None:
    values = [50.0, 52, 51, 60, 90, 70, 65, 40, 20, 45, 55, 60, 61, 62, 66, 63, 64]
    got = native(read(deck(Page("trend", "A", chart=chart(values, kind=LINE)))))[0]
    labelled = [int(each) for each in got._chartSpace.xpath(".//c:dLbl/c:idx/@val")]
    assert sorted(labelled) == [0, 4, 8, 16]


def test_the_map_names_the_units_of_each_class_beside_it() -> None:
    made = read(deck(Page("map", "B", map=hexes())))
    told = {shape.name: shape.text_frame.text for shape in made.slides[0].shapes if shape.has_text_frame}
    names = [tile.name for tile in hexes().tiles]
    assert all(name in told["Mức 1"] for name in names[1::2]) and all(name in told["Mức 2"] for name in names[0::2])


def test_columns_that_say_nothing_are_left_out() -> None:
    table = Table(
        "T", ("Đơn vị", "Số", "Ghi chú"), (False, True, False), (0, 0, 0), ((Cell("A"), Cell("1", 1), Cell("")),)
    )
    frame = next(shape for shape in read(deck(Page("table", "T", table=table))).slides[0].shapes if shape.has_table)
    assert [cell.text_frame.text for cell in frame.table.rows[0].cells] == ["Đơn vị", "Số"]


def test_every_page_of_made_up_figures_says_so() -> None:
    made = read(deck(Page("title", "A"), Page("bars", "B", chart=chart([1, 2])), illustrative=True))
    for slide in made.slides:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert "MINH HỌA" in said


def test_the_same_deck_is_written_twice_alike(decks: dict[str, Deck]) -> None:
    first, second = (zipfile.ZipFile(io.BytesIO(pptx_file(decks["ha-noi-2020"]))) for _ in range(2))
    for name in first.namelist():
        if not name.endswith(".xlsx"):
            assert first.read(name) == second.read(name), name


def test_every_run_is_vietnamese() -> None:
    made = read(deck(Page("bars", "A", "B", ("Câu.",), chart=chart([1, 2]))))
    runs = made.slides[0].shapes._spTree.xpath(".//a:r/a:rPr")
    assert runs and {run.get("lang") for run in runs} == {"vi-VN"}
