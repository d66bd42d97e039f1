"""Heads and ends of official papers: what the office told stands in its place, what it did not is left as dots."""

import io
import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from danvan import cli
from danvan.briefing import frozen, occasions, store
from danvan.briefing.compose import compose
from danvan.briefing.contents import Deck, Official, Page
from danvan.briefing.office import Office, keep, lines, margins, office
from danvan.errors import DanVanError
from danvan.export.report import docx_file, times
from danvan.export.report.columns import columns
from danvan.export.report.head import dated, head, issuer, numbered, recipients, signature, subject
from danvan.export.report.papers import PARTY, STATE, layouts
from danvan.workspace import OFFICIAL, open_workspace
from tests.unit.test_export_pptx import deck

DOTS = "...."
TOLD = Official(
    "BTGDVTU",
    "T/M Ban Thường vụ",
    "Phó Bí thư",
    "Nguyễn Thị Ẵm",
    ("Thường trực Tỉnh ủy", "Các ban đảng"),
    (25, 25, 35, 15),
)


def paper(**more: object) -> Deck:
    return replace(deck(Page("text", "A", paragraphs=("B",))), **more)


def words(made: Deck, layout: str = PARTY) -> str:
    read = Document(io.BytesIO(docx_file(made, layout)))
    return "\n".join(
        line.text for each in read.tables for row in each.rows for cell in row.cells for line in cell.paragraphs
    )


@pytest.mark.parametrize(
    ("name", "above", "wanted"),
    [
        ("Ban Dân vận Thành ủy Hà Nội", "Thành ủy Hà Nội", "Ban Dân vận"),
        ("Ban Tuyên giáo và Dân vận", "Tỉnh ủy Hà Tĩnh", "Ban Tuyên giáo và Dân vận"),
        ("Tỉnh ủy Hà Tĩnh", "Tỉnh ủy Hà Tĩnh", "Tỉnh ủy Hà Tĩnh"),
        ("Ban Dân vận", "", "Ban Dân vận"),
    ],
)
def test_the_issuer_does_not_repeat_the_body_that_stands_over_it(name: str, above: str, wanted: str) -> None:
    assert issuer(paper(office=name, above=above)) == wanted


@pytest.mark.parametrize(
    ("number", "symbol", "party", "state"),
    [
        ("", "", "Số ........-BC/........", "Số: ......../BC-........"),
        ("", "BTGDVTU", "Số ........-BC/BTGDVTU", "Số: ......../BC-BTGDVTU"),
        ("12", "BTGDVTU", "Số 12-BC/BTGDVTU", "Số: 12/BC-BTGDVTU"),
        ("12-BC/BDVTU", "BTGDVTU", "Số 12-BC/BDVTU", "Số: 12-BC/BDVTU"),
    ],
)
def test_the_number_is_left_open_until_it_is_given(number: str, symbol: str, party: str, state: str) -> None:
    made = paper(number=number, official=Official(symbol=symbol))
    assert [numbered(made, layouts()[name]) for name in (PARTY, STATE)] == [party, state]


def test_days_and_months_have_a_nought_as_papers_have_it_and_no_place_is_made_up() -> None:
    assert dated(paper(made=date(2026, 2, 3))) == "Hà Tĩnh, ngày 03 tháng 02 năm 2026"
    assert dated(paper(made=date(2026, 11, 21))) == "Hà Tĩnh, ngày 21 tháng 11 năm 2026"
    assert dated(paper(place="", made=date(2026, 3, 3))).startswith(DOTS)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Tổng kết 10 năm công tác dân vận", "tổng kết 10 năm công tác dân vận"),
        ("Hà Tĩnh qua 5 năm", "Hà Tĩnh qua 5 năm"),
        ("NTM năm 2025", "NTM năm 2025"),
        ("", ""),
    ],
)
def test_the_subject_of_a_party_paper_begins_small_unless_it_is_a_name(title: str, wanted: str) -> None:
    assert subject(paper(title=title), layouts()[PARTY]) == wanted
    assert subject(paper(title=title), layouts()[STATE]) == title


def test_a_paper_for_a_working_session_is_a_report_that_serves_it() -> None:
    made = paper(title="Tài liệu làm việc với tỉnh Tuyên Quang, năm 2025")
    assert subject(made, layouts()[PARTY]) == "phục vụ buổi làm việc với tỉnh Tuyên Quang, năm 2025"
    assert subject(made, layouts()[STATE]) == "Phục vụ buổi làm việc với tỉnh Tuyên Quang, năm 2025"


def test_recipients_are_those_told_and_the_archive_comes_last_and_once() -> None:
    assert recipients(paper(official=TOLD), layouts()[PARTY]) == [
        "- Thường trực Tỉnh ủy,", "- Các ban đảng,", "- Lưu Văn phòng.",
    ]  # fmt: skip
    assert recipients(paper(official=Official(recipients=("A", "Lưu: VT, DV"))), layouts()[STATE]) == [
        "- A;", "- Lưu: VT, DV.",
    ]  # fmt: skip
    blank = recipients(paper(), layouts()[STATE])
    assert blank[0].startswith(f"- {DOTS}") and blank[1] == "- Lưu: VT."


def test_nobody_signs_who_was_not_named() -> None:
    for_whom, name = signature(paper())
    assert set("".join((*for_whom, name))) == {"."}
    assert signature(paper(official=TOLD)) == (["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], "Nguyễn Thị Ẵm")
    said = words(paper())
    assert "TRƯỞNG BAN" not in said and said.count("." * 30) == 2


@pytest.mark.parametrize("layout", [PARTY, STATE])
def test_what_the_office_told_stands_on_the_paper(layout: str) -> None:
    made = paper(official=TOLD)
    said = words(made, layout)
    assert all(each in said for each in ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Nguyễn Thị Ẵm", "- Thường trực Tỉnh ủy"))
    section = Document(io.BytesIO(docx_file(made, layout))).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in sides] == [25, 25, 35, 15]


@pytest.mark.parametrize("layout", [PARTY, STATE])
@pytest.mark.parametrize("official", [Official(), TOLD])
def test_lines_of_the_head_fit_their_halves(layout: str, official: Official) -> None:
    looks = layouts()[layout].of(made := paper(official=official, office="Ban Tuyên giáo và Dân vận Thành ủy"))
    told = head(made, looks)
    for line, size in zip(looks.national, looks.national_sizes, strict=True):
        assert times.width(line, size, bold=True) < told.right
    assert times.width(told.day, looks.sizes["day"]) < told.right
    left = looks.room - told.right
    assert all(times.width(line, looks.sizes["office"], bold=True) < left for line in told.issuer)


def test_a_title_is_broken_into_lines_of_about_one_length() -> None:
    told = "Tổng kết 10 năm công tác dân vận của hệ thống chính trị thành phố Hà Nội"
    first, second = times.balanced(told, 14, 140, bold=True)
    assert f"{first} {second}" == told
    wide = [times.width(line, 14, bold=True) for line in (first, second)]
    assert max(wide) < 140 and abs(wide[0] - wide[1]) < 35


@pytest.mark.parametrize("rows", [0, 1, 34, 166])
def test_columns_fill_the_page_and_figures_stand_on_one_line(rows: int) -> None:
    heads = ("Chỉ tiêu", "Kỳ số liệu", "Kết quả", "Ghi chú")
    line = (
        "Tỷ lệ đảng bộ bầu trực tiếp bí thư trong số phải đại hội",
        "đến ngày 10/7/2020",
        "365.847 đảng viên",
        "x " * 40,
    )
    found = columns(heads, [line] * rows, (False, False, True, False), 165, size=12)
    assert sum(found) == pytest.approx(165)
    if rows:
        assert found[2] > times.width(line[2], 12, bold=True)
        assert all(wide > times.width(max(cell.split(), key=len), 12) for wide, cell in zip(found, line, strict=True))


@pytest.mark.parametrize("said", ["20 20 30", "20 20 30 a", "1 20 30 15", "20 20 30 90"])
def test_margins_that_cannot_be_used_are_refused_with_an_example(said: str) -> None:
    with pytest.raises(DanVanError, match="20 20 30 15"):
        margins(said)


def test_lists_of_recipients_are_read_without_their_marks() -> None:
    assert lines("- Thường trực Tỉnh ủy,\n\n– Các ban đảng;\nLưu Văn phòng.") == (
        "Thường trực Tỉnh ủy", "Các ban đảng", "Lưu Văn phòng",
    )  # fmt: skip


def test_the_office_is_kept_and_goes_with_a_frozen_briefing(tmp_path: Path) -> None:
    database = open_workspace(OFFICIAL, tmp_path)
    assert office(database) == Office()
    chosen = Office("Ban A", "Tỉnh ủy B", "C", "BA", "", "Trưởng Ban", "", "D\nE", "25 25 35 15")
    keep(database, chosen)
    assert office(database) == chosen
    with pytest.raises(DanVanError):
        keep(database, replace(chosen, margins="1 2"))
    assert office(database) == chosen
    briefing = occasions.load("hoang-mai-2018")
    made = compose(database, briefing, chosen, made=date(2026, 11, 21), illustrative=False)
    assert made.official == Official("BA", "", "Trưởng Ban", "", ("D", "E"), (25, 25, 35, 15))
    kept = store.freeze(database, briefing, made, who="Người thử", at=datetime(2026, 11, 21))
    assert store.find(database, kept.name).deck == made
    # A briefing frozen before papers knew of the office.
    old = json.loads(json.dumps(made.as_json()))
    del old["official"]
    assert frozen.deck(old).official == Official()
    database.close()


def test_the_command_line_sets_and_shows_what_papers_bear(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    at = ["--data", str(tmp_path), "office"]
    told = ["--place", "Hà Tĩnh", "--symbol", "BTGDVTU", "--recipient", "A", "--recipient", "B"]
    assert cli.main([*at, *told, "--margins", "20", "20", "35", "15", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["place"], shown["recipients"], shown["margins"]) == ("Hà Tĩnh", "A\nB", "20 20 35 15")
    assert cli.main(at) == 0
    said = capsys.readouterr().out
    assert "Nơi nhận: A; B" in said and "Họ tên người ký: để trống" in said
    assert cli.main([*at, "--margins", "0", "0", "0", "0"]) == 1
    file = tmp_path / "a.docx"
    assert (
        cli.main(["--data", str(tmp_path), "export", "docx", "--briefing", "hoang-mai-2018", "--out", str(file)]) == 0
    )
    section = Document(str(file)).sections[0]
    assert round(section.left_margin.mm) == 35
