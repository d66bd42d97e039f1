"""Text files: every encoding, delimiter and line end gives the same cells; nothing is lost without a word."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.ingest.read import DELIMITERS, ENCODINGS, read
from danvan.ingest.read.delimited import parse
from tests.unit.read_files import ENCODERS, NAMES, codes, rows

HEADER = ["STT", "Tên đơn vị", "Tỷ lệ hài lòng", "Ghi chú"]
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


def _table(delimiter: str) -> list[list[str]]:
    decimal = "," if delimiter != "," else "."
    return [HEADER] + [[str(i), name, f"{80 + i}{decimal}5", ""] for i, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ENCODERS)
def test_every_encoding_delimiter_and_line_end_gives_the_same_cells(encoding: str, delimiter: str, end: str) -> None:
    expected = _table(delimiter)
    text = ENDS[end].join(delimiter.join(row) for row in expected) + ENDS[end]
    document = read(ENCODERS[encoding](text), "bieu.csv")
    assert rows(document) == expected
    assert document.delimiter == delimiter
    assert document.encoding in (encoding, encoding.split(" ")[0], encoding[:6])
    assert not [item for item in document.findings if item.severity != "info"]


@pytest.mark.parametrize("encoding", ["cp1258", "tcvn3", "vni"])
def test_an_encoding_that_had_to_be_found_is_told(encoding: str) -> None:
    document = read(ENCODERS[encoding]("Tên,Số\nQuảng Ngãi,5\nĐắk Lắk,6\n"), "a.csv")
    told = next(item for item in document.findings if item.code == "read_encoding")
    assert ENCODINGS[encoding] in told.message and told.remedy


def test_a_text_that_reads_well_two_ways_is_read_with_a_warning() -> None:
    assert "read_encoding_unsure" in codes(read(ENCODERS["cp1258"]("1,Hà Nam"), "a.csv"))


def test_western_text_is_not_made_vietnamese() -> None:
    document = read("Ville,Valeur\nOrléans,5\nBesançon,6\nMünchen,7\n".encode("cp1252"), "a.csv")
    assert document.encoding == "cp1252" and rows(document)[1:] == [
        ["Orléans", "5"],
        ["Besançon", "6"],
        ["München", "7"],
    ]


def test_signs_of_measure_do_not_make_a_file_vietnamese() -> None:
    document = read("Dien tich,km\xb2\nNhiet do,25\xb0C\n".encode("latin-1"), "a.csv")
    assert rows(document) == [["Dien tich", "km²"], ["Nhiet do", "25°C"]]


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_an_encoding_asked_for_overrules_what_was_found(encoding: str) -> None:
    data = ENCODERS[encoding]("1,Hà Nam")
    document = read(data, "a.csv", encoding=encoding)
    assert document.encoding == encoding and rows(document) == [["1", "Hà Nam"]] and not document.findings


@pytest.mark.parametrize("data, encoding", [(b"H\xb5 N\xe9i,1", "utf-8"), (b"a,b\n1,2", "utf-16"), (b"a", "koi8-r")])
def test_an_impossible_encoding_is_refused_and_not_raised(data: bytes, encoding: str) -> None:
    assert codes(read(data, "a.csv", encoding=encoding)) == ["read_encoding_impossible"]


def test_a_delimiter_asked_for_overrules_what_was_found() -> None:
    assert rows(read(b"a;b,c\n1;2,3\n", "a.csv", delimiter=","))[0] == ["a;b", "c"]
    assert "read_delimiter_impossible" in codes(read(b"a;b\n1;2\n", "a.csv", delimiter="#"))


def test_a_delimiter_that_divides_nothing_is_told() -> None:
    assert "read_delimiter_impossible" in codes(read(b"a;b\n1;2\n", "a.csv", delimiter="|"))


def test_excels_sep_line_decides_and_keeps_its_row() -> None:
    document = read(b"sep=|\r\na,b|c\r\n1,5|2\r\n", "a.csv")
    assert document.delimiter == "|" and rows(document) == [["", ""], ["a,b", "c"], ["1,5", "2"]]


@pytest.mark.parametrize(
    "text, delimiter",
    [
        ("STT;Tên;Điểm\n1;Hà Nội;5,338\n2;Hà Giang;5,339\n", ";"),
        ("1;5,3;4,2\n2;6,1;7,7\n", ";"),
        ("Tên,Ghi chú\nHà Nội,a; b\nHuế,c; d\n", ","),
        ("Biểu 1, năm 2023\nSTT\tTên\tSố\n1\tHà Nội\t1,234,567\n2\tHuế\t5\n", "\t"),
        ("Giá trị\n5,338\n6,809\n7,1\n", ""),
        ("Tên đơn vị\nHà Nội\nHuế, trung tâm\nCần Thơ\n", ""),
        ('Tên,Số\n"Hà Nội; thủ đô; đông dân",5\n"Huế; cố đô; đẹp",6\n', ","),
    ],
)
def test_the_delimiter_is_the_sign_that_divides_evenly(text: str, delimiter: str) -> None:
    assert read(text.encode(), "a.csv").delimiter == delimiter


def test_blank_lines_inside_keep_their_rows_and_those_at_the_end_go() -> None:
    document = read(b"Bieu 1\n\na,b,,\n\n1,2,,\n,,,\n  ,,,\n\n\n", "a.csv")
    assert rows(document) == [["Bieu 1", ""], ["", ""], ["a", "b"], ["", ""], ["1", "2"]]


def test_a_quoted_line_break_stays_in_its_cell() -> None:
    document = read('Tên,Số\n"Thôn A,\nxã B",5\n"nói ""vâng""",6\n'.encode(), "a.csv")
    assert rows(document)[1:] == [["Thôn A,\nxã B", "5"], ['nói "vâng"', "6"]]


def test_longer_rows_are_kept_whole_and_named() -> None:
    document = read("Tên,Số\nHà Nội,5\nThôn A, xã B,6\nHuế,7\n".encode(), "a.csv")
    assert rows(document)[2] == ["Thôn A", " xã B", "6"]
    told = [item for item in document.findings if item.code == "read_longer_row"]
    assert [item.row for item in told] == [3] and told[0].severity == "warn"


def test_short_rows_are_filled_with_blanks_and_told() -> None:
    document = read(b"a,b,c\n1,2,3\n4\n5,6,7\n", "a.csv")
    assert rows(document)[2] == ["4", "", ""]
    assert "read_short_rows" in codes(document)


def test_a_decimal_comma_between_commas_is_refused() -> None:
    data = "STT,Tên,Điểm\n1,Hà Nội,5,338\n2,Huế,6,1\n3,Cần Thơ,7,25\n".encode()
    assert codes(read(data, "a.csv")) == ["read_decimal_comma"]


def test_an_open_quotation_mark_is_refused_with_its_line() -> None:
    document = read(b'a,b\n1,"2\n3,4\n5,6\n', "a.csv")
    assert codes(document) == ["read_open_quote"] and "2" in document.findings[0].message


def test_a_quotation_mark_that_swallows_rows_is_refused() -> None:
    lines = ['1,"x,1', *(f"{i},y,{i}" for i in range(2, 9)), '9,z",9']
    assert codes(read(("a,b,c\n" + "\n".join(lines)).encode(), "a.csv")) == ["read_open_quote"]


def test_a_file_cut_in_the_middle_of_a_letter_refuses_that_row_only() -> None:
    document = read("Tên,Số\n1,Hà Nội\n2,Huế".encode()[:-1], "a.csv")
    assert document.encoding == "utf-8" and rows(document)[1] == ["1", "Hà Nội"]
    assert [(item.code, item.row) for item in document.findings] == [("read_mojibake", 3)]


def test_the_kind_of_every_cell_of_a_text_file_is_text() -> None:
    assert read(b"a,b\n1,2\n", "a.csv").grids[0].kinds is None


def test_a_place_in_a_text_file_is_told_by_line_and_column() -> None:
    assert read(b"a,b\n1,2\n", "a.csv").grids[0].place(1, 1) == "dòng 2, cột 2"


@pytest.mark.parametrize("end", ENDS)
def test_arrows_parser_and_the_csv_module_give_the_same_cells(end: str) -> None:
    expected = [[f"{i}", f'Xã "{i}", huyện\nB', "", "5,3"] for i in range(2000)]
    out = io.StringIO()
    csv.writer(out, lineterminator=ENDS[end]).writerows(expected)
    fast, slow = (parse(out.getvalue().encode(), "a.csv", ",", fast_from=size) for size in (0, 1 << 40))
    assert (fast.widths is None) == (end != "CR")
    assert [column.to_pylist() for column in fast.columns] == [column.to_pylist() for column in slow.columns]
    assert fast.columns[1].to_pylist() == [row[1] for row in expected]


@given(st.text(alphabet='a1",;\n\r ă', max_size=60))
def test_arrows_parser_never_disagrees_with_the_csv_module(text: str) -> None:
    fast, slow = (parse(text.encode(), "a.csv", ",", fast_from=size) for size in (0, 1 << 40))
    assert [item.code for item in fast.findings] == [item.code for item in slow.findings]
    assert [column.to_pylist() for column in fast.columns] == [column.to_pylist() for column in slow.columns]


@pytest.mark.parametrize("name", ["../../etc/a.csv", "C:\\Users\\a.csv", "a\x00\n.csv"])
def test_a_name_is_only_its_last_part_without_control_characters(name: str) -> None:
    assert Path(read(b"a,b\n1,2", name).name).name == "a.csv"


def test_the_same_bytes_have_the_same_digest() -> None:
    assert read(b"a,b", "a.csv").digest == read(b"a,b", "b.csv").digest != read(b"a,c", "a.csv").digest


def test_very_many_longer_rows_are_told_with_their_number() -> None:
    data = "a,b,c\n" + "1,2,3\n" * 4000 + "1,2,3,4\n" * 3000
    found = [item for item in read(data.encode(), "a.csv").findings if item.severity == "warn"]
    assert len(found) == 1001 and "3.000" in found[-1].message
