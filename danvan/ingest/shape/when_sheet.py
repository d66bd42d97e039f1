"""The period that a sheet as a whole is about: from the answer, the titles, the sheet's name or the file's name.

Owns what in a title is no period of its figures: the day of a signature or of printing, what is only planned, a day up
to which was counted. Where a title speaks of two periods it is asked.
"""

import re
from collections.abc import Sequence
from pathlib import PurePath

from danvan import periods
from danvan.ingest.shape.when import Reading, find_periods, read_period
from danvan.ingest.shape.when_where import Context, narrowest, readings

BY_CHOICE, BY_TITLE, BY_SHEET, BY_FILE = "choice", "title", "sheet", "file"
SIGNED = re.compile(r"(?i)ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\s*\.?$")
PRINTED = re.compile(
    r"(?i)\(?\s*(?:ngày\s+)?(?:cập nhật|in|xuất|lập|tạo|kết xuất)(?:\s+(?:biểu|báo cáo|lúc|ngày))*\s*:?\s*\d"
)
UP_TO = re.compile(r"(?i)đến|từ|tại|thời điểm")
AHEAD = re.compile(
    r"(?i)[,;.\s(]*(?:và\s+)?(?:phương hướng|nhiệm vụ|kế hoạch|chương trình|mục tiêu|dự kiến|giải pháp)(?!\w)"
)
YEAR_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[_ ](0[1-9]|1[0-2])$")
"""'2024_06' at the end of a file's name; a day in it is when the file was sent."""

JOINED = re.compile(r"(?i)\s*(?:,|;|&|và)\s*(?:cả\s*)?")


def context_of(chosen: str, titles: Sequence[str], sheet: str, file: str) -> Context:
    """The sheet's own period."""
    if chosen:
        return Context(periods.parse(chosen), BY_CHOICE, text=chosen)
    for where, texts in ((BY_TITLE, titles), (BY_SHEET, [sheet]), (BY_FILE, [PurePath(file).stem])):
        texts = [text for text in texts if not _signature(text)]
        if where == BY_FILE:
            texts = [YEAR_MONTH.sub(r"\1-\2", text) for text in texts]
        told = {text: _of_title(text, loose=where != BY_TITLE) for text in texts}
        if where == BY_FILE:
            told = {text: [r for r in one if r.period.kind != "day" or r.cumulative] for text, one in told.items()}
        found = [r for one in told.values() for r in one]
        if not found:
            continue
        spans = [r for r in found if r.period.kind != "day"]
        apart = any(_side_by_side(text, one) for text, one in told.items())
        best = None if apart else narrowest(spans or found)
        if best and (where != BY_TITLE or any(r.sure for r in found)):
            best = _part_of_year(best, texts)
            days = [r.period.end for r in found if r.period.kind == "day" and r.cumulative and spans]
            as_of = days[0] if days and best.period.start <= days[0] else None
            return Context(best.period, where, best.state, best.text, as_of=as_of)
        if where == BY_TITLE or not any(r.sure for r in found):
            return Context(None, where, others=tuple(dict.fromkeys(r.period for r in found)))
    return Context()


def _part_of_year(best: Reading, texts: Sequence[str]) -> Reading:
    """'Quý III' in one line of a title and 'Năm 2024' in another are one period."""
    if best.period.kind != "year":
        return best
    parts = [read_period(text, year=best.period.end.year) for text in texts if not find_periods(text)]
    found = {part.period: part for part in parts if part}
    return next(iter(found.values())) if len(found) == 1 else best


def _of_title(text: str, *, loose: bool) -> list[Reading]:
    """The periods in a title, without those of what is only planned: '… và nhiệm vụ 6 tháng cuối năm 2024'."""
    hit = AHEAD.search(text)
    if not hit or not hit.start():
        return readings(text, loose=loose)
    done, ahead = text[: hit.start()], readings(text[hit.start() :], loose=loose)
    years = {r.period.end.year for r in ahead}
    return readings(done, year=years.pop() if len(years) == 1 else None, loose=loose) or readings(text, loose=loose)


def _side_by_side(text: str, found: Sequence[Reading]) -> bool:
    """Whether one title speaks of two periods in one breath: 'Quý IV và cả năm 2023'."""
    return any(
        one.period != other.period and JOINED.fullmatch(text[one.span[1] : other.span[0]])
        for one, other in zip(found, found[1:], strict=False)
    )


def _signature(text: str) -> bool:
    """'Hà Tĩnh, ngày 15 tháng 6 năm 2024', 'In ngày 15/6/2024': when a paper was signed or printed."""
    return bool(PRINTED.match(text)) or bool(SIGNED.search(text)) and not UP_TO.search(text)
