"""The written forms of periods, the longest first: patterns over plain text (see when_text) and their makers."""

import re

from danvan.ingest.shape import when_makers as makers
from danvan.ingest.shape.when_makers import Maker
from danvan.ingest.shape.when_text import YEAR

# Not inside a longer number, nor the decimals or thousands of one, nor a part of '32/2021/…'.
LEFT, RIGHT = r"(?<![\d/])(?<!\d[.,])", r"(?![\d/])(?![.,]\d)"
DAY_MONTH = r"(?P<d>\d{1,2})/(?P<m>\d{1,2})"
A_DAY = rf"(?=(?:ngay )?\d{{1,2}}(?:[/.\-]\d{{1,2}}[/.\-]| thang \d{{1,2}}[ ,]*nam ){YEAR})"
OF = r"[ ,./\-]*(?:cua )?(?:nam )?"
Y = rf"(?P<y>{YEAR})"
TO = r" ?(?:-|->|den|toi)(?: het)?(?: cuoi)? ?"
MONTH_WORD = r"(?:thang|thg|th|t|month)[ .]*"
QUARTER_WORD = r"(?:quy|qui|quarter|q)[ .]*"
QUARTER_NAME = r"(?:iv|i{1,3}|[1-4]|mot|nhat|hai|ba|bon|tu)(?![a-z])"
COUNT = r"(?P<n>0?[2-9]|1[0-2])"
COUNT_WORD = r"(?P<n>muoi mot|muoi|hai|ba|bon|nam|sau|bay|tam|chin)"
WHICH = r"(?P<which>dau|cuoi)?(?: ?nam)?"
SUMMED = r"(?P<acc>(?:so )?(?:luy ke|cong don)(?: tu dau nam)?(?: (?:den|toi)(?: het)?)? )?"
UNTIL = r"(?:(?:so lieu )?(?:(?:luy ke|cong don),? )?(?:tinh )?(?:den|toi)(?: het)?|luy ke|cong don)"
SO_FAR = r"(?:(?:so )?(?:luy ke|cong don)[ ,]*)?(?:ke )?(?:tinh )?tu dau nam(?: tinh)? (?:den|toi)(?: het)?"


def point(name: str) -> str:
    """A day, month, quarter or year as one end of a span; its groups carry the name."""
    return (
        rf"(?:(?:ngay )?(?P<{name}d>\d{{1,2}})(?P<{name}s>[/.\-])(?P<{name}m>\d{{1,2}})(?P={name}s)(?P<{name}y>{YEAR})"
        rf"|(?:ngay )?(?P<{name}d2>\d{{1,2}}) thang (?P<{name}m2>\d{{1,2}})[ ,]*nam (?P<{name}y2>{YEAR})"
        rf"|(?:{MONTH_WORD})?(?P<{name}m3>\d{{1,2}}){OF}(?P<{name}y3>{YEAR})"
        rf"|{QUARTER_WORD}(?P<{name}q>{QUARTER_NAME}){OF}(?P<{name}y4>{YEAR})"
        rf"|(?:nam )?(?P<{name}y5>{YEAR}))"
    )


A, B = point("a"), point("b")
_TABLE: tuple[tuple[str, Maker], ...] = (
    # codes, and days as Excel's dates come
    (rf"{LEFT}(?:\d{{4}}-\d\d-\d\d\.\.\d{{4}}-\d\d-\d\d|{YEAR}-(?:h[12]|q[1-4]|\d{{1,2}}m)){RIGHT}", makers.code),
    (rf"{LEFT}(?P<day>{YEAR}-\d\d-\d\d)(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?!\d)", makers.iso),
    # from … to …
    (rf"tu (?:ngay |thang |nam |dau nam )?(?:\d{{1,2}}[/.\-]){{0,2}}{YEAR} (?:den|toi) nay(?![a-z])"
     r"|(?<![a-z])(?:tinh )?(?:den|toi) nay(?![a-z])", makers.open_end),
    (rf"(?<![a-z])tu {LEFT}{A}{TO}{B}{RIGHT}", makers.from_to),
    (rf"{LEFT}{A_DAY}{A}{TO}"
     rf"{A_DAY}{B}{RIGHT}", makers.from_to),
    (rf"(?:tu )?(?:ngay )?{LEFT}(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}}){TO}{A_DAY}{B}{RIGHT}", makers.days_of_a_year),
    (rf"(?<![a-z]){LEFT}(?={MONTH_WORD}\d{{1,2}}{OF}{YEAR}|\d{{1,2}}/{YEAR}){A}{TO}"
     rf"(?={MONTH_WORD}\d{{1,2}}{OF}{YEAR}|\d{{1,2}}/{YEAR}){B}{RIGHT}", makers.from_to),
    (rf"(?<![a-z])(?={QUARTER_WORD}){A}{TO}(?={QUARTER_WORD}){B}{RIGHT}", makers.from_to),
    (rf"(?:(?:trong )?(?:giai doan|nhiem ky|thoi ky|cac nam|(?:\d{{1,2}} )?nam|term)[ :(]*)?{LEFT}"
     rf"(?=(?:nam )?{YEAR}){A}{TO}(?=(?:nam )?{YEAR}){B}{RIGHT}", makers.from_to),
    (rf"(?<![a-z])(?:tu )?{MONTH_WORD}(?P<a>\d{{1,2}}){TO}(?:{MONTH_WORD})?(?P<b>\d{{1,2}})"
     rf"(?:{OF}{Y}{RIGHT}|(?![\d/.]))", makers.months_of_a_year),
    (rf"(?<![a-z])(?:tu )?{QUARTER_WORD}(?P<a>{QUARTER_NAME}) ?(?:-|den|toi|\+|va|,) ?(?:{QUARTER_WORD})?"
     rf"(?P<b>{QUARTER_NAME})(?:{OF}{Y}{RIGHT}|(?![\d/.]))", makers.quarters_of_a_year),
    # up to …
    (rf"(?:tu dau )?nam {Y}[ ,]*\(? ?(?:(?:tinh )?den|toi)(?: het)?(?: ngay)? {DAY_MONTH}"
     rf"(?:/(?P=y))?{RIGHT}", makers.year_up_to_day),
    (rf"tu dau nam {Y} (?:den|toi)(?: het)?(?: cuoi)? {MONTH_WORD}(?P<m>\d{{1,2}})(?![\d/])", makers.year_up_to_month),
    (rf"(?<![a-z]){SO_FAR}(?: cuoi)? {LEFT}{B}{RIGHT}", makers.so_far),
    (rf"(?<![a-z]){UNTIL}(?: thoi diem)?(?: cuoi)? {LEFT}(?!{COUNT} ?t(?:hang|h)?(?![a-z])){B}{RIGHT}", makers.until),
    (rf"{LEFT}(?=(?:ngay )?\d{{1,2}}([/.\-])\d{{1,2}}\1{YEAR}){B}{RIGHT}", makers.on),
    # 'thành phần 1 tháng 3 năm 2024' ends with a month: without its word a day stands alone
    (rf"(?:{LEFT}(?=ngay )|{LEFT}(?<![a-z] )(?=\d))(?=(?:ngay )?\d{{1,2}} thang \d{{1,2}}[ ,]*nam {YEAR})"
     rf"{B}{RIGHT}", makers.on),
    # parts of a year
    (rf"(?<![a-z]){SUMMED}{LEFT}{COUNT} ?(?:thang|t|th)(?![a-z]) ?{WHICH}{OF}{Y}{RIGHT}", makers.months),
    (rf"(?<![a-z]){SUMMED}{COUNT_WORD} thang {WHICH}{OF}{Y}{RIGHT}", makers.months),
    (rf"(?<![a-z])nua (?:nam )?(?P<n>dau|cuoi)(?: ?nam)?(?:{OF}{Y}{RIGHT}|(?![a-z]))", makers.one_half),
    (rf"(?<![a-z])h(?P<n>[12]){OF}{Y}{RIGHT}", makers.one_half),
    (rf"{LEFT}{Y} ?[-/]? ?h(?P<n>[12])(?!\d)", makers.one_half),
    (rf"(?<![a-z]){SUMMED}{QUARTER_WORD}(?P<q>{QUARTER_NAME}){OF}{Y}{RIGHT}", makers.one_quarter),
    (rf"{LEFT}{Y} ?[-/]? ?q(?P<q>[1-4])(?!\d)", makers.one_quarter),
    (rf"(?<![a-z]){SUMMED}{MONTH_WORD}(?P<m>\d{{1,2}}){OF}{Y}{RIGHT}", makers.one_month),
    (rf"(?<![a-z])(?P<m>{'|'.join(makers.ENGLISH)})[a-z]{{0,6}}[ .,\-]*{Y}{RIGHT}", makers.one_month),
    (rf"(?<![a-z])(?:bieu|mau|phu luc|bang|sheet|form|tuan|dot|lan|phien|ban tin|khoa|vong)(?: so| thu)? ?"
     rf"\d{{1,3}}(?:\.\d+)?[a-z]?[ \-/]+{Y}{RIGHT}", makers.numbered),
    (rf"(?<![a-z])nien giam(?: thong ke)?(?: [a-z]+){{0,5}}? (?:nam )?{Y}{RIGHT}", makers.numbered),
    (rf"(?<![a-z]){LEFT}(?P<m>0?[1-9]|1[0-2])[/\-.]{Y}{RIGHT}", makers.one_month),
    (rf"{LEFT}{Y}[/\-](?P<m>0[1-9]|1[0-2]){RIGHT}", makers.one_month),
    # years; '13/2023', '15/7/20', '2016-20' are told
    (rf"(?<![a-z]){LEFT}\d{{1,2}}/{YEAR}{RIGHT}", makers.no_month),
    (rf"(?<![a-z]){QUARTER_WORD}(?:v|vi{{1,3}}|[05-9]){OF}{YEAR}{RIGHT}", makers.no_month),
    (rf"{LEFT}{YEAR} ?- ?\d\d{RIGHT}", makers.short_year),
    (rf"{LEFT}\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2}}(?![\d/.\-])", makers.short_year),
    (rf"(?<![a-z])(?:{MONTH_WORD}\d{{1,2}}|{QUARTER_WORD}{QUARTER_NAME}|{COUNT} ?t(?:hang)?)/\d\d{RIGHT}",
     makers.short_year),
    (rf"(?P<word>(?:ca )?nam )?{LEFT}{Y}{RIGHT}(?![a-z]*\d)", makers.one_year),
    # parts of the year of the context
    (rf"(?<![a-z]){SUMMED}{LEFT}{COUNT} ?thang(?: (?P<which>dau|cuoi)(?: nam(?: nay)?)?)?(?![a-z])"
     r"(?! (?:tro len|tuoi|mot lan))", makers.months),
    (rf"(?<![a-z]){COUNT_WORD} thang (?P<which>dau|cuoi)(?: nam(?: nay)?)?(?![a-z])", makers.months),
    (rf"(?<![a-z]){LEFT}{COUNT} ?t (?P<which>dau|cuoi)(?: nam)?(?![a-z])", makers.months),
    (rf"(?<![a-z]){QUARTER_WORD}(?P<q>{QUARTER_NAME})(?![./\d])", makers.one_quarter),
    (r"(?<![a-z])(?:thang|thg|t)[ .]*(?P<m>\d{1,2})(?![\d./])(?!-\d)", makers.one_month),
    (rf"(?<![a-z])(?:(?P<until>(?:tinh )?(?:den|toi)(?: het)? (?:ngay )?)|ngay ){LEFT}{DAY_MONTH}"
     rf"{RIGHT}", makers.day_of_the_year),
)  # fmt: skip
FORMS: tuple[tuple[re.Pattern[str], Maker], ...] = tuple((re.compile(pattern), make) for pattern, make in _TABLE)
"""Pattern over plain text and its maker, in the order of search."""
