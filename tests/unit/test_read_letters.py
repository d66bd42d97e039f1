"""Letters put right: old fonts seen as Latin-1, mojibake, decomposed Unicode; and letters that are lost."""

import unicodedata

import pytest

from danvan.ingest.read import read, vietnamese, vni
from danvan.ingest.read.readings import from_mojibake, from_tcvn3
from danvan.units import all_units, tcvn3
from tests.unit.read_files import NAMES, codes, rows, sheet, to_cp1258

OLD = {
    "tcvn3": tcvn3.encode,
    "vni": vni.encode,
    "cp1258": lambda text: to_cp1258(text).decode("cp1252", "replace"),
}
WRONG = {
    "cp1252": lambda text: text.encode().decode("cp1252"),
    "latin-1": lambda text: text.encode().decode("latin-1"),
    "mac_roman": lambda text: text.encode().decode("mac_roman"),
    "twice": lambda text: text.encode().decode("latin-1").encode().decode("latin-1"),
}


def _column(texts: list[str]) -> list[list[object]]:
    return [["Mã", *texts[:1]], *([f"{i:03}", text] for i, text in enumerate(texts[1:], 1))]


@pytest.mark.parametrize("code", OLD)
def test_an_old_font_in_a_sheet_is_converted_and_told_with_an_example(code: str) -> None:
    document = read(sheet(_column(["Tên tỉnh", *map(OLD[code], NAMES)])), "a.xlsx")
    assert [row[1] for row in rows(document)[1:]] == NAMES
    told = next(item for item in document.findings if item.code == "read_letters")
    assert told.severity == "info" and told.value in map(OLD[code], NAMES) and told.suggestion in NAMES


@pytest.mark.parametrize("code", OLD)
def test_an_old_font_in_a_utf8_file_is_converted_and_codes_stay(code: str) -> None:
    text = "\n".join(f"{i:03},{OLD[code](name)},1.234,{i}%" for i, name in enumerate(NAMES))
    document = read(text.encode(), "a.csv")
    assert rows(document) == [[f"{i:03}", name, "1.234", f"{i}%"] for i, name in enumerate(NAMES)]


def test_a_soft_hyphen_is_the_letter_of_tcvn3_and_not_thrown_away() -> None:
    assert rows(read(sheet([["trung \xad¬ng"], ["B×nh Ph\xadíc"]]), "a.xlsx")) == [["trung ương"], ["Bình Phước"]]


def test_a_column_of_proper_vietnamese_is_never_converted() -> None:
    names = [["Hà Nam"], ["Ninh Bình"], ["Phó Bảng"], ["Bé Ba"], ["Sè"], ["Cà Mau"]]
    document = read(sheet(names), "a.xlsx")
    assert rows(document) == names and not document.findings


def test_a_short_column_follows_the_other_columns_of_its_sheet() -> None:
    cells: list[list[object]] = [["Tæng sè", "Sè"], ["Hµ Néi", "Bé"], ["Qu¶ng Ng·i", "Phó"]]
    assert rows(read(sheet(cells), "a.xlsx")) == [["Tổng số", "Số"], ["Hà Nội", "Bộ"], ["Quảng Ngãi", "Phú"]]


def test_a_column_of_both_kinds_converts_what_is_no_vietnamese_and_warns_of_the_rest() -> None:
    cells: list[list[object]] = [["Tên đơn vị"], ["Hµ Néi"], ["Qu¶ng Ng·i"], ["Th¸i B×nh"], ["Phó Quý"], ["Bé"]]
    document = read(sheet(cells), "a.xlsx")
    assert rows(document)[:4] == [["Tên đơn vị"], ["Hà Nội"], ["Quảng Ngãi"], ["Thái Bình"]]
    assert rows(document)[5] == ["Bé"]
    told = next(item for item in document.findings if item.code == "read_mixed_letters")
    assert told.severity == "warn"


@pytest.mark.parametrize(
    "texts",
    [["São Paulo", "Genève", "Málaga"], ["Zürich"], ["Køge", "Århus"], ["naïve", "café"], ["5 m²", "30 °C", "± 3"]],
)
def test_foreign_names_and_signs_are_left_alone(texts: list[str]) -> None:
    document = read(sheet([[text] for text in texts]), "a.xlsx")
    assert rows(document) == [[text] for text in texts] and not document.findings


@pytest.mark.parametrize(
    "old, new",
    [
        ("DiÖn tÝch (km²)", "Diện tích (km²)"),
        ("NhiÖt ®é 25°C", "Nhiệt độ 25°C"),
        ("« nhiÔm", "ô nhiễm"),
        ("TæNG Sè", "TỔNG SỐ"),
        ("Hµ Néi", "Hà Nội"),
        ("3 × 4 cña", "3 × 4 của"),
        ("ë x· Phó Mü", "ở xã Phú Mỹ"),
    ],
)
def test_tcvn3_is_told_as_it_looked_and_signs_stay_signs(old: str, new: str) -> None:
    assert from_tcvn3(old) == new


def test_every_unit_name_survives_the_way_to_vni_and_back() -> None:
    names = {unicodedata.normalize("NFC", unit.full_name) for unit in all_units()}
    assert {vni.decode(vni.encode(name)) for name in names} == names


def test_nearly_all_words_of_unit_names_are_possible_syllables() -> None:
    words = vietnamese.words(unit.full_name for unit in all_units() if unit.level in ("province", "district"))
    assert sum(vietnamese.possible(word) is not False for word in words) > 0.97 * len(words)


@pytest.mark.parametrize(
    "word", ["Hµ", "Néi", "Thaønh", "TiÒnh", "Hà\x81", "München", "Ngoôc", "hÀ", "tắcc", "bap\u0300"]
)
def test_what_no_vietnamese_writes_is_no_syllable(word: str) -> None:
    assert vietnamese.possible(word) is False


@pytest.mark.parametrize("wrong", WRONG)
def test_mojibake_is_taken_back_letter_by_letter_and_told(wrong: str) -> None:
    names = [name for name in NAMES if wrong != "cp1252" or _encodable(name)]
    document = read(sheet(_column(["Tên tỉnh", *map(WRONG[wrong], names)])), "a.xlsx")
    assert [row[1] for row in rows(document)[1:]] == names
    assert codes(document) == ["read_repaired"]


def _encodable(name: str) -> bool:
    try:
        return bool(WRONG["cp1252"](name))
    except UnicodeDecodeError:
        return False


def test_mojibake_that_lost_its_no_break_space_to_a_space_is_taken_back() -> None:
    assert from_mojibake("HÃ  Ná»™i") == "Hà Nội"
    assert from_mojibake("HÃ Giang Ná»™i") is None


@pytest.mark.parametrize("text", ["XÃ\xa0AN", "NGÃ\xa0", "«đánh giá»", "XÃ HÒA", "giá “mới”"])
def test_proper_text_that_resembles_mojibake_is_left_alone(text: str) -> None:
    document = read(sheet([[text], ["Hà Nội"]]), "a.xlsx")
    assert rows(document)[0] == [text] and not document.findings


@pytest.mark.parametrize(
    "text", ["H? N?i", "?i?n Biên", "T?NG S?", "H\ufffd N\ufffdi", "Viá»n", "?ồng Nai", "Äá» án", "Tá»?ng"]
)
def test_lost_letters_refuse_their_row(text: str) -> None:
    document = read(sheet([["Tên", "Số"], [text, 5], ["Huế", 6]]), "a.xlsx")
    found = [item for item in document.findings if item.code == "read_mojibake"]
    assert [(item.severity, item.row, item.column, item.sheet) for item in found] == [("stop", 2, "A", "T1")]
    assert found[0].value == text and rows(document)[1] == [text, "5"]


def test_a_lone_consonant_before_a_question_mark_is_lost_only_beside_surer_places() -> None:
    assert not read(sheet([["KH?"], ["Ngh?"]]), "a.xlsx").findings
    document = read(sheet([["Ngh? An"], ["Hà T?nh"]]), "a.xlsx")
    assert [item.row for item in document.findings] == [1, 2]


@pytest.mark.parametrize("text", ["Có hay không?", "Thế nào?Ví dụ", "https://a.vn/?id=5&x=?y", "?", "5?", "Ai?Ở đâu?"])
def test_a_question_is_no_lost_letter(text: str) -> None:
    assert not read(sheet([["Tên"], [text]]), "a.xlsx").findings


def test_ten_thousand_lost_rows_are_told_once_with_their_number() -> None:
    data = "Tên,Số\n" + "".join(f"H? N?i,{i}\n" for i in range(10_000))
    found = read(data.encode(), "a.csv").findings
    assert len(found) <= 1002 and any("10.000" in item.message for item in found)


def test_decomposed_letters_are_composed_and_told() -> None:
    names = [unicodedata.normalize("NFD", name) for name in NAMES]
    document = read(sheet([[name] for name in names]), "a.xlsx")
    assert [row[0] for row in rows(document)] == NAMES and codes(document) == ["read_composed"]


def test_odd_spaces_stay_as_they_were_sent() -> None:
    assert rows(read("Tên\nĐắk\xa0Lắk\u2009 x\u200b\n".encode(), "a.csv"))[1] == ["Đắk\xa0Lắk\u2009 x\u200b"]


def test_an_encoding_asked_for_converts_an_excel_sheet() -> None:
    document = read(sheet([["Phó"], ["Sè"]]), "a.xlsx", encoding="tcvn3")
    assert rows(document) == [["Phú"], ["Số"]]
