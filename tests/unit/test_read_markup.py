"""Tables in markup: OpenDocument, HTML saved as .xls, XML Spreadsheet 2003."""

import pytest

from danvan.ingest.read import read
from tests.unit.read_files import ENCODERS, codes, ods, repacked, rows

ODS_TABLE = """
<table:table table:name="T1" table:style-name="ta1">
 <table:table-row>
  <table:table-cell table:number-columns-spanned="2" office:value-type="string">
   <office:annotation><text:p>ghi chú</text:p></office:annotation>
   <text:p>Tên</text:p><text:p>đơn vị</text:p>
  </table:table-cell>
  <table:covered-table-cell/>
 </table:table-row>
 <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
 <table:table-row>
  <table:table-cell office:value-type="percentage" office:value="0.932"><text:p>93,2%</text:p></table:table-cell>
  <table:table-cell office:value-type="float" office:value="1234.50"><text:p>1.234,50</text:p></table:table-cell>
  <table:table-cell office:value-type="date" office:date-value="2024-01-02"><text:p>2/1</text:p></table:table-cell>
  <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
  <table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>
  <table:table-cell table:number-columns-repeated="2" office:value-type="string">
   <text:p>a<text:s text:c="2"/>b</text:p>
  </table:table-cell>
 </table:table-row>
 <table:table-row table:number-rows-repeated="1048570">
  <table:table-cell table:number-columns-repeated="1024"/>
 </table:table-row>
</table:table>
"""
ODS_HIDDEN = (
    '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def test_open_document_cells_are_told_as_the_file_shows_them() -> None:
    document = read(ods(ODS_TABLE, ODS_HIDDEN), "a.ods")
    found = document.grids[0]
    assert document.format == "ods" and found.sheet == "T1" and found.hidden and found.merged == ((0, 0, 0, 1),)
    assert rows(document)[0][0] == "Tên\nđơn vị" and rows(document)[1:3] == [[""] * 7] * 2
    assert rows(document)[3] == ["93.2%", "1234.5", "2024-01-02", "TRUE", "#DIV/0!", "a  b", "a  b"]
    assert found.kinds is not None and found.kinds[3].tolist() == [1, 1, 2, 3, 4, 0, 0]


def test_an_encrypted_open_document_is_refused_as_such() -> None:
    data = repacked(ods(ODS_TABLE), "META-INF/manifest.xml", lambda _: b"<manifest><encryption-data/></manifest>")
    assert codes(read(data, "a.ods")) == ["read_password"]


HTML = """<html><head><title>bỏ qua</title><style>td{color:red}</style></head><body><h3>Dân số năm 2023</h3>
<p>Đơn vị tính: người</p><table border=1><tr><th rowspan=2>Tên<br>tỉnh</th><th colspan=2>Số &amp; tỷ lệ</th></tr>
<tr><th>Nam<th>Nữ</tr><tr><td>  Hà&nbsp;Nội
 thủ đô<td>1.234<td>93,2%</table><script>alert("<td>x</td>")</script></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_web_table_saved_as_xls_is_read_as_excel_shows_it(encoding: str) -> None:
    document = read(HTML.encode(encoding), "xuat.xls")
    assert rows(document) == [
        ["Dân số năm 2023", "", ""],
        ["Đơn vị tính: người", "", ""],
        ["Tên\ntỉnh", "Số & tỷ lệ", ""],
        ["", "Nam", "Nữ"],
        ["Hà\xa0Nội thủ đô", "1.234", "93,2%"],
    ]
    assert document.format == "html" and codes(document) == ["read_extension"]
    assert document.grids[0].merged == ((2, 0, 3, 0), (2, 1, 2, 2))


def test_a_web_table_in_an_old_encoding_is_read_in_vietnamese() -> None:
    data = ENCODERS["tcvn3"]("<table><tr><td>Quảng Ngãi<td>Đắk Lắk</table>")
    assert rows(read(data, "xuat.xls")) == [["Quảng Ngãi", "Đắk Lắk"]]


def test_a_web_table_that_breaks_off_is_told() -> None:
    assert "read_html_cut" in codes(read(b"<table><tr><td>a<td>b</tr><tr><td>c", "a.html"))


SPREADSHEET_XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>
<Worksheet ss:Name="T1"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Tên</Data></Cell><Cell><Data ss:Type="String">x</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:Index="2" ss:StyleID="p"><Data ss:Type="Number">0.932</Data>
<Comment><Data>ghi chú</Data></Comment></Cell>
<Cell><Data ss:Type="DateTime">2024-01-02T00:00:00.000</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>
</Worksheet></Workbook>"""


def test_spreadsheet_xml_of_2003_is_read() -> None:
    document = read(SPREADSHEET_XML.encode(), "a.xls")
    found = document.grids[0]
    assert rows(document) == [["Tên", "", "x"], ["", "", ""], ["", "93.2%", "2024-01-02"]]
    assert found.hidden and found.merged == ((0, 0, 0, 1),) and found.sheet == "T1"
