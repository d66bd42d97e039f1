"""Templates that staff download, fill in and send back: per topic, as a table or a list, XLSX or CSV.

Owns what they ask for and how they look; data/templates/ holds each topic's columns. Made on demand for the units and
the period chosen, so that a filled one reads back without a question.
"""

from collections.abc import Sequence

from danvan.errors import DanVanError
from danvan.ingest.templates import list_book, table_book, text_file
from danvan.ingest.templates.contents import compose
from danvan.ingest.templates.definitions import ALL, known, topics
from danvan.ingest.templates.places import lines_of, units_under
from danvan.periods import Period
from danvan.units.fold import plain, words

__all__ = ["ALL", "FILES", "FORMS", "file_name", "make", "topics", "units_under"]
TABLE, LIST = "table", "list"
FORMS = (TABLE, LIST)
FILES = ("xlsx", "csv")


def make(topic: str, *, form: str, file: str, unit_ids: Sequence[str], period: Period) -> bytes:
    """The template of a topic for these units and this period. form: table or list; file: xlsx or csv.

    The list of every topic ('all') has no lines filled in, only its drop-downs; there is no such table.
    """
    _check(topic, form, file)
    composed = compose(topic, period, lines_of(unit_ids, period))
    writers = {
        (TABLE, "xlsx"): table_book.make,
        (TABLE, "csv"): text_file.table,
        (LIST, "xlsx"): list_book.make,
        (LIST, "csv"): text_file.listing,
    }
    return writers[form, file](composed)


def file_name(topic: str, *, form: str, file: str, period: Period) -> str:
    """'mau-doi-thoai-2024-H1.xlsx'; a list says so: 'mau-doi-thoai-danh-sach-2024-H1.xlsx'."""
    _check(topic, form, file)
    named = [] if topic == ALL else [plain(word) for word in words(topics()[topic])]
    kind = ["danh", "sach"] if form == LIST else []
    return "-".join(["mau", *named, *kind, period.code.replace("..", "-den-")]) + f".{file}"


def _check(topic: str, form: str, file: str) -> None:
    known(topic)
    for what, value, allowed in (("dạng biểu", form, FORMS), ("loại tệp", file, FILES)):
        if value not in allowed:
            raise DanVanError(message=f"Không có {what} “{value}”.", remedy=f"Chọn một trong: {', '.join(allowed)}.")
    if topic == ALL and form == TABLE:
        raise DanVanError(
            message="Biểu bảng chỉ có cho từng nội dung.", remedy="Chọn một nội dung, hoặc chọn dạng danh sách."
        )
