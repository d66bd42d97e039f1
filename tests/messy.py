"""Files as offices send them, made here: a workbook with every nuisance that a clerk meets, and a clean one."""

import io
from datetime import datetime

import xlsxwriter

ROWS = [
    ("Hà Lội", "1.234", 20500),
    ("Hải Phòng", 311, 9100),
    ("Nghệ Annn", 477, None),
    ("Hà Tĩnh", 301, 6100),
]


def workbook(first: str = "1.234") -> bytes:
    """Title rows, a merged header of two rows, STT, two misspelt names, '1.234' as text, a blank, a total, a note."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2024, 12, 31)})
    sheet = book.add_worksheet("Biểu 01")
    sheet.merge_range("A1:B1", "BAN DÂN VẬN TỈNH ỦY")
    sheet.merge_range("A2:D2", "KẾT QUẢ ĐỐI THOẠI CỦA CÁC TỈNH, THÀNH PHỐ NĂM 2024")
    sheet.write("D3", "Đơn vị tính: cuộc")
    sheet.merge_range("A4:A5", "STT")
    sheet.merge_range("B4:B5", "Tỉnh, thành phố")
    sheet.merge_range("C4:D4", "Kết quả trong năm")
    sheet.write("C5", "Tổng số cuộc gặp gỡ, đối thoại")
    sheet.write("D5", "Số lượt người dự")
    for place, (unit, sessions, people) in enumerate(ROWS):
        row = 5 + place
        sheet.write(row, 0, place + 1)
        sheet.write(row, 1, unit)
        if place == 0:
            sheet.write_string(row, 2, first)
        else:
            sheet.write(row, 2, sessions)
        if people is not None:
            sheet.write(row, 3, people)
    sheet.write(9, 1, "Tổng cộng")
    sheet.write(9, 2, 2323)
    sheet.write(10, 0, "Ghi chú: số liệu chốt đến ngày 31/12/2024")
    book.close()
    return buffer.getvalue()


def clean(year: int = 2023, figure: int = 12) -> bytes:
    """A small text file about which there is nothing to ask."""
    lines = [f"Tỉnh,Số cuộc đối thoại năm {year}", f"Tỉnh Hà Tĩnh,{figure}", "Tỉnh Nghệ An,15"]
    return "\n".join(lines).encode()
