"""Whatever bytes come, reading never raises: there are rows, or a stop that says why there are none."""

import io
import random
import zipfile

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan.ingest.grid import Document
from danvan.ingest.read import DELIMITERS, ENCODINGS, read
from tests.unit.read_files import ENCODERS, NAMES, ods, sheet, xlsx, zipped

QUICK, SLOW, WORKBOOKS = 200, 12_000, 600
RELAXED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

CELL = st.one_of(
    st.sampled_from(
        [*NAMES, "", "1.234,5", "-", "…", "93,2%", "Hµ Néi", "Ná»™i", "N?i", '"', "a\nb", "=1+1", "x" * 300]
    ),
    st.text(max_size=12),
    st.integers().map(str),
)
TABLE = st.lists(st.lists(CELL, max_size=6), max_size=12)


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A table as text, well-formed or not, in any encoding, perhaps with a few bytes changed or cut."""
    delimiter, end = draw(st.sampled_from([*DELIMITERS, "\x1f"])), draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    quoted = draw(st.booleans())
    lines = [
        delimiter.join('"' + cell.replace('"', '""') + '"' if quoted else cell for cell in row) for row in draw(TABLE)
    ]
    text = end.join(lines)
    encoder = ENCODERS[draw(st.sampled_from(sorted(ENCODERS)))]
    try:
        data = encoder(text)
    except (UnicodeEncodeError, KeyError):
        data = text.encode("utf-8", "surrogatepass")
    return draw(_mutated(data))


@st.composite
def _mutated(draw: st.DrawFn, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(draw(st.integers(0, 3))):
        if changed:
            changed[draw(st.integers(0, len(changed) - 1))] = draw(st.integers(0, 255))
    return bytes(changed[: draw(st.integers(0, len(changed)))] if draw(st.booleans()) else changed)


FILES = st.one_of(st.binary(max_size=400), texts(), texts())


def _check(document: Document) -> None:
    """Rows or a reason; every cell a text; what is filled is inside."""
    stops = [item for item in document.findings if item.severity == "stop" and item.row is None]
    assert bool(document.grids) != bool(stops), document.findings
    for found in document.grids:
        rows, columns = found.shape
        assert rows and columns
        assert found.text.notna().all(axis=None)
        assert any(text.strip() for text in found.text.iloc[-1]) and found.text.iloc[:, -1].str.strip().ne("").any()
        assert found.kinds is None or found.kinds.shape == found.shape
    assert all(item.message and (item.row is None or item.row >= 1) for item in document.findings)


def _read_any(data: bytes, name: str, encoding: str | None, delimiter: str | None) -> None:
    _check(read(data, name, encoding=encoding, delimiter=delimiter))


NAMED = st.sampled_from(["a.csv", "a.xlsx", "a.xls", "", "không tên", "a.ods"])
ASKED = st.one_of(st.none(), st.none(), st.sampled_from(sorted(ENCODINGS)))
DIVIDED = st.one_of(st.none(), st.none(), st.sampled_from(sorted(DELIMITERS)))


@settings(max_examples=QUICK, deadline=None, suppress_health_check=RELAXED)
@given(FILES, NAMED, ASKED, DIVIDED)
def test_no_text_file_raises_or_is_silently_empty(data: bytes, name: str, asked: str, divided: str) -> None:
    _read_any(data, name, asked, divided)


@pytest.mark.slow
@settings(max_examples=SLOW, deadline=None, suppress_health_check=RELAXED)
@given(FILES, NAMED, ASKED, DIVIDED)
def test_no_text_file_of_very_many_raises(data: bytes, name: str, asked: str, divided: str) -> None:
    _read_any(data, name, asked, divided)


@settings(max_examples=QUICK, deadline=None, suppress_health_check=RELAXED)
@given(st.lists(st.lists(st.sampled_from([*NAMES, "a,b", 'nói "ừ"', "5", "a\nb"]), min_size=3, max_size=3), min_size=2))
def test_what_the_csv_writer_writes_is_read_back(table: list[list[str]]) -> None:
    lines = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    document = read(lines.encode(), "a.csv", delimiter=",")
    if document.grids:
        assert document.grids[0].text.to_numpy().tolist() == table
    else:
        assert [item.code for item in document.findings] == ["read_open_quote"]


def _workbooks() -> list[bytes]:
    def fill(book: object) -> None:
        page = book.add_worksheet("T1")  # type: ignore[attr-defined]
        percent = book.add_format({"num_format": "0.0%"})  # type: ignore[attr-defined]
        for row, name in enumerate(NAMES):
            page.write_row(row, 0, [row, name])
            page.write(row, 2, row / 7, percent)
        page.write_formula(9, 2, "=1/0", None, "#DIV/0!")
        page.merge_range("A12:C13", "gộp")

    target = xlwt.Workbook(encoding="utf-8")
    page = target.add_sheet("T1")
    for row, name in enumerate(NAMES):
        page.write(row, 0, name)
        page.write(row, 1, row / 7, xlwt.easyxf(num_format_str="0.0%"))
    out = io.BytesIO()
    target.save(out)
    cell = '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>'
    table = f'<table:table table:name="T1"><table:table-row>{cell}</table:table-row></table:table>'
    return [xlsx(fill), out.getvalue(), ods(table), sheet([["a"]])]


def _damaged(chance: random.Random, data: bytes) -> bytes:
    """A workbook with bytes changed, cut or doubled; or with a part of its zip so treated."""
    if data[:2] == b"PK" and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        part = chance.choice(sorted(parts))
        return zipped(parts | {part: _scratched(chance, parts[part])})
    return _scratched(chance, data)


def _scratched(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if not changed:
            break
        at = chance.randrange(len(changed))
        choice = chance.random()
        if choice < 0.6:
            changed[at] = chance.randrange(256)
        elif choice < 0.75:
            del changed[at : at + chance.randint(1, 20)]
        elif choice < 0.9:
            changed[at:at] = changed[at : at + chance.randint(1, 40)]
        else:
            changed[at:at] = chance.choice([b"9" * 12, b"<row/>", b'r="ZZZ99999999"', b"&#0;", b"</c>", b"\x00" * 8])
    return bytes(changed)


def _read_damaged(seed: int) -> None:
    chance = random.Random(seed)
    data = _damaged(chance, chance.choice(_workbooks()))
    _check(read(data, chance.choice(["a.xlsx", "a.xls", "a.ods"])))


@pytest.mark.parametrize("seed", range(12))
def test_no_damaged_workbook_raises_or_is_silently_empty(seed: int) -> None:
    _read_damaged(seed)


@pytest.mark.slow
def test_no_damaged_workbook_of_very_many_raises() -> None:
    for seed in range(1000, 1000 + WORKBOOKS):
        _read_damaged(seed)
