"""What kinds of indicators can be declared, how their figures add up, and the code that a declaration has."""

import hashlib

from danvan.ingest.choices import NewIndicator
from danvan.units.fold import clean, fold, plain

AGGREGATION = {
    "flow": ("sum", "sum"),
    "stock": ("sum", "last"),
    "ratio": ("never", "never"),
    "index": ("never", "never"),
    "rank": ("never", "never"),
    "statistic": ("never", "never"),
}
"""Kind → how figures are added over units and over periods."""

KIND_NAMES = {
    "flow": "số phát sinh trong kỳ (được cộng qua đơn vị và qua kỳ)",
    "stock": "số có tại một thời điểm (được cộng qua đơn vị, lấy số cuối kỳ)",
    "ratio": "tỷ lệ (không cộng)",
    "index": "chỉ số, điểm (không cộng)",
    "rank": "thứ hạng (không cộng)",
    "statistic": "số thống kê (không cộng)",
}


def new_code(new: NewIndicator) -> str:
    """The code of a declaration: the same name, unit and kind have the same code in every workspace."""
    said = "|".join((fold(new.name), plain(clean(new.unit)), new.kind))
    return "R" + hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()[:6].upper()
